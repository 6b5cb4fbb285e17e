/** Walks from one paper along what it cites and what cites it. Bounded in requests; the same answers give the same works, whatever order they come in. */
import { type PaperId, paperIdText } from '../address.ts';
import type { PaperQuestions } from '../door.ts';
import { isSince, ranked } from './rank.ts';
import { compare, type Sighting, type Work, worksOf } from './works.ts';

export type Direction = 'citations' | 'references' | 'both';

export interface WalkPlan {
  readonly anchor: PaperId;
  readonly direction: Direction;
  readonly question: string;
  /** `2024` or `2024-05-17`: what is older is left out, and not asked about. */
  readonly since?: string | undefined;
}

/** How far a walk has come: plain data that the next call goes on with. */
export interface WalkState {
  readonly sightings: readonly Sighting[];
  /** Lists that were read to their end, or given up: `arxiv:1706.03762 citations`. */
  readonly done: ReadonlySet<string>;
  /** Where a long list goes on. */
  readonly next: ReadonlyMap<string, number>;
  readonly failed: ReadonlyMap<string, string>;
}

export const walkBegin: WalkState = { sightings: [], done: new Set(), next: new Map(), failed: new Map() };

export interface WalkLimits {
  /** Pages of lists that this call may still ask for. */
  readonly pages: number;
  /** How many papers of the first circle are asked about in their turn. */
  readonly widest: number;
}

export interface WalkPort {
  linkPage: PaperQuestions['linkPage'];
  /** Whether another page may be asked for. */
  mayAsk(): boolean;
  /** What is said of a list that could not be had. Throws what ends the walk: a cancellation. */
  whyNot(error: unknown): string;
}

const rowsPerPage = 200;
/** Of one list: the rest is said to be left out. */
const mostPages = 5;

interface List {
  readonly key: string;
  readonly id: PaperId;
  readonly which: 'citations' | 'references';
  readonly depth: number;
}

/** Reads on until there is nothing left within the limits. Throws only what `whyNot` throws. */
export async function walk(plan: WalkPlan, from: WalkState, limits: WalkLimits, port: WalkPort, signal: AbortSignal): Promise<WalkState> {
  let state = from;
  for (let left = limits.pages; left > 0 && port.mayAsk(); ) {
    const lists = openLists(plan, state, limits.widest).slice(0, Math.min(left, atOnce));
    if (lists.length === 0) break;
    left -= lists.length;
    // Those of one round wait for each other, so that none of them decides what is asked next by being early.
    const answers = await Promise.all(lists.map((list) => pageOf(list, state, port, signal)));
    state = answers.reduce(withAnswer, state);
  }
  return state;
}

const atOnce = 4;

/** Papers that the walk has come to, the anchor among them; the best first. */
export function worksFound(plan: WalkPlan, { sightings }: WalkState): readonly Work[] {
  const anchor = paperIdText(plan.anchor);
  return worksOf(sightings).filter((work) => work.key === anchor || work.names.includes(anchor) || isSince(work, plan.since));
}

/** What is left to ask: the anchor’s lists, then those of the best papers around it. */
function openLists(plan: WalkPlan, state: WalkState, widest: number): readonly List[] {
  const lists = (id: PaperId, depth: number): readonly List[] =>
    (['references', 'citations'] as const)
      .filter((which) => plan.direction === 'both' || plan.direction === which)
      .map((which) => ({ key: `${paperIdText(id)} ${which}`, id, which, depth }))
      .filter(({ key }) => !state.done.has(key));
  const first = lists(plan.anchor, 1);
  if (first.length > 0) return first;
  const anchor = paperIdText(plan.anchor);
  const around = worksFound(plan, state).filter(
    ({ id, depth, isRetracted, names }) => id !== undefined && depth === 1 && !isRetracted && !names.includes(anchor),
  );
  return ranked(around, plan.question)
    .slice(0, widest)
    .flatMap(({ work: { id } }) => (id === undefined ? [] : lists(id, 2)));
}

interface Answer {
  readonly list: List;
  readonly sightings: readonly Sighting[];
  readonly next?: number;
  readonly failure?: string;
}

async function pageOf(list: List, { next }: WalkState, port: WalkPort, signal: AbortSignal): Promise<Answer> {
  const { id, which, depth, key } = list;
  try {
    const page = await port.linkPage({ id, which, from: next.get(key) ?? 0, limit: rowsPerPage }, signal);
    const sightings = page.links.map(({ paper, contexts, intents, isInfluential }) => ({ paper, depth, contexts, intents, isInfluential }));
    return { list, sightings, ...(page.next === undefined ? {} : { next: page.next }) };
  } catch (error) {
    return { list, sightings: [], failure: port.whyNot(error) };
  }
}

function withAnswer(state: WalkState, { list: { key }, sightings, next, failure }: Answer): WalkState {
  const pages = Math.ceil((next ?? 0) / rowsPerPage);
  const isLong = next !== undefined && pages >= mostPages;
  const isDone = failure !== undefined || next === undefined || isLong;
  const because = failure ?? (isLong ? `only its first ${next} rows were read` : undefined);
  const failed = because === undefined ? [...state.failed] : [...state.failed, [key, because] as const];
  return {
    sightings: [...state.sightings, ...sightings],
    done: isDone ? new Set([...state.done, key]) : state.done,
    next: new Map(next === undefined ? [...state.next] : [...state.next, [key, next]]),
    failed: new Map(failed.toSorted(([a], [b]) => compare(a, b))),
  };
}

/** What is to be asked again by a later call: a service that was away may be back. */
export function withoutFailures(state: WalkState): WalkState {
  const away = [...state.failed.keys()].filter((key) => !state.failed.get(key)?.startsWith('only its first'));
  return {
    ...state,
    done: new Set([...state.done].filter((key) => !away.includes(key))),
    failed: new Map([...state.failed].filter(([key]) => !away.includes(key))),
  };
}
