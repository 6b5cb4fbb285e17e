import type { RunState } from '../runs/run.ts';
import { isInUse, liveAmongOlder } from './runGroups.ts';

/** One run of the view. */
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
  #states: readonly RunState[] = [];
  #older: readonly string[] = [];

  /** The ids of the runs whose row looks different. `requests`: all that is seen of those that wait. `states`: newest first. */
  changes(requests: readonly string[], states: readonly RunState[]): 'all' | readonly string[] {
    const [formerRequests, formerStates, formerOlder] = [this.#requests, this.#states, this.#older];
    this.#requests = requests;
    this.#states = states;
    this.#older = liveAmongOlder(states);
    const isSame = areSame(formerRequests, requests) && areSame(formerOlder, this.#older) && formerStates.length === states.length;
    return isSame ? this.#changesOf(formerStates, states) : 'all';
  }

  #changesOf(before: readonly RunState[], now: readonly RunState[]): 'all' | readonly string[] {
    const changed: string[] = [];
    for (const [index, state] of now.entries()) {
      const former = before[index];
      // A run that did not change is the very same object: of ten thousand only those that go on are looked at.
      if (former === undefined || former === state) continue;
      const [was, is] = [this.#seen(former), this.#seen(state)];
      if (was.id !== is.id || was.place !== is.place) return 'all';
      if (was.look !== is.look) changed.push(is.id);
    }
    return changed;
  }

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

function areSame(before: readonly string[], now: readonly string[]): boolean {
  return before.length === now.length && before.every((text, index) => text === now[index]);
}
