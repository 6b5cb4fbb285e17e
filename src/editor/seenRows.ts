import type { RunState } from '../runs/run.ts';
import { isInUse, liveAmongOlder } from './runGroups.ts';

/** One run of the view. The very same object as before: nothing of it changed. */
interface SeenRun {
  readonly id: string;
  /** What decides where it stands; another one moves rows. */
  readonly place: boolean;
  /** What is seen of it, but for its progress. */
  readonly look: string;
}

/**
 * Which rows of the Runs view have to be drawn anew. The whole view only where there are other rows, or others stand elsewhere: until
 * the editor has asked for all rows again it knows none of them, and a menu that is open then has lost what it was opened on.
 */
export class SeenRows {
  readonly #known = new WeakMap<RunState, SeenRun>();
  #requests: readonly string[] = [];
  #runs: readonly SeenRun[] = [];
  #older: readonly string[] = [];

  /** The ids of the runs whose row looks different. `requests`: all that is seen of those that wait. `states`: newest first. */
  changes(requests: readonly string[], states: readonly RunState[]): 'all' | readonly string[] {
    const [formerRequests, formerRuns, formerOlder] = [this.#requests, this.#runs, this.#older];
    this.#requests = requests;
    this.#runs = states.map((state) => this.#seen(state));
    this.#older = liveAmongOlder(states.filter(isInUse));
    if (!areSame(formerRequests, requests) || !areSame(formerOlder, this.#older)) return 'all';
    return changesOf(formerRuns, this.#runs);
  }

  /** A run that did not change is the very same object: of ten thousand only those that go on are looked at. */
  #seen(state: RunState): SeenRun {
    const known = this.#known.get(state);
    if (known !== undefined) return known;
    const { spec, status, segment, metrics, marks, queued, alerts, note } = state;
    const look = JSON.stringify([status, segment, metrics.length, marks, queued, alerts?.length, note]);
    const seen: SeenRun = { id: spec.id, place: isInUse(state), look };
    this.#known.set(state, seen);
    return seen;
  }
}

function changesOf(before: readonly SeenRun[], now: readonly SeenRun[]): 'all' | readonly string[] {
  if (before.length !== now.length) return 'all';
  const changed: string[] = [];
  for (const [index, run] of now.entries()) {
    const former = before[index];
    if (former === run) continue;
    if (former?.id !== run.id || former.place !== run.place) return 'all';
    if (former.look !== run.look) changed.push(run.id);
  }
  return changed;
}

function areSame(before: readonly string[], now: readonly string[]): boolean {
  return before.length === now.length && before.every((text, index) => text === now[index]);
}
