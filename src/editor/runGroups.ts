/** What the Runs view shows at once of very many runs. Pure. */
import type { RunState } from '../runs/run.ts';
import { isLive } from './runText.ts';

/** The newest runs stand in the view itself; a workspace with no more than these looks as if there were no groups. */
const shownRuns = 50;
/** Days are told one by one for so long, then months. */
const daysTold = 30;
/** Rows of one group; the others are a further group at its end. */
const groupRows = 100;
const dayMs = 86_400_000;

/** Runs behind one row, newest first. */
export interface RunGroup {
  /** Stays the same as long as the row means the same. */
  readonly id: string;
  readonly label: string;
  readonly states: readonly RunState[];
}

/** `states`: newest first. Whatever goes on stands in the view itself, however old it is. */
export function groupRuns(
  states: readonly RunState[],
  nowMs: number,
): { readonly shown: readonly RunState[]; readonly groups: readonly RunGroup[] } {
  const todayMs = midnightOf(nowMs);
  const shown: RunState[] = [];
  const byTime = new Map<string, { readonly label: string; readonly states: RunState[] }>();
  for (const [index, state] of states.entries()) {
    if (index < shownRuns || isLive(state)) {
      shown.push(state);
      continue;
    }
    const time = timeOf(state.spec.createdMs, todayMs);
    const group = byTime.get(time.id) ?? { label: labelOf(time), states: [] };
    group.states.push(state);
    byTime.set(time.id, group);
  }
  return { shown, groups: [...byTime].map(([id, group]) => ({ id, ...group })) };
}

/** Whether the person has not put it away. */
export function isInUse({ marks }: Pick<RunState, 'marks'>): boolean {
  return marks?.isArchived !== true;
}

/** Which runs stand in the view though those of their age are behind groups: they leave it when they end. `states`: newest first. */
export function liveAmongOlder(states: readonly RunState[]): readonly string[] {
  const live: string[] = [];
  let newer = 0;
  // Thousands, several times a second: no list is made of them.
  for (const state of states) {
    if (!isInUse(state)) continue;
    newer += 1;
    if (newer > shownRuns && isLive(state)) live.push(state.spec.id);
  }
  return live;
}

/** The rows of one group. */
export function rowsOf({ id, states }: RunGroup): { readonly shown: readonly RunState[]; readonly more: RunGroup | undefined } {
  const rest = states.slice(groupRows);
  const [next] = rest;
  if (next === undefined) return { shown: states, more: undefined };
  const label = `${rest.length.toLocaleString('en')} more`;
  return { shown: states.slice(0, groupRows), more: { id: `${id}/${next.spec.id}`, label, states: rest } };
}

interface DayOrMonth {
  readonly id: string;
  readonly date: Date;
  /** Counted in midnights, not in hours: a run of yesterday evening is of yesterday. */
  readonly daysAgo: number;
}

/** By the clock of this machine. */
function timeOf(createdMs: number, todayMs: number): DayOrMonth {
  const date = new Date(createdMs);
  const daysAgo = Math.round((todayMs - midnightOf(createdMs)) / dayMs);
  const month = `${date.getFullYear()}-${date.getMonth() + 1}`;
  return { id: daysAgo < daysTold ? `${month}-${date.getDate()}` : month, date, daysAgo };
}

function labelOf({ date, daysAgo }: DayOrMonth): string {
  if (daysAgo <= 0) return 'Earlier today';
  if (daysAgo === 1) return 'Yesterday';
  const day = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  return date.toLocaleDateString('en', daysAgo < daysTold ? day : { year: 'numeric', month: 'long' });
}

function midnightOf(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}
