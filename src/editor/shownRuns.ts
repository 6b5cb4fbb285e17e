import type { RunState } from '../runs/run.ts';
import { type Kept, RunColors } from './runColors.ts';
import { isInUse } from './runGroups.ts';
import { isLive } from './runText.ts';

/** Runs that are drawn without being asked for: the newest few, and whatever goes on. */
const drawnRuns = 3;
const key = 'shownRuns';
/** Choices are remembered of so many runs. */
const remembered = 5000;

/** Which runs are drawn, and in which colours: the same in every view, and after a reload. */
export class ShownRuns {
  readonly colors: RunColors;
  readonly #kept: Kept;
  /** What the person chose to see or not to see, the latest choice last. */
  readonly #chosen = new Map<string, boolean>();
  /** Asked for thousands of runs of one list. */
  #newest: { readonly all: readonly RunState[]; readonly runs: readonly RunState[] } | undefined;

  constructor(kept: Kept) {
    this.#kept = kept;
    this.colors = new RunColors(kept);
    const known = kept.get(key);
    if (typeof known !== 'object' || known === null) return;
    for (const [run, isShown] of Object.entries(known)) if (typeof isShown === 'boolean') this.#chosen.set(run, isShown);
  }

  /** All choices, as they are kept. */
  get choices(): Readonly<Record<string, boolean>> {
    return Object.fromEntries(this.#chosen);
  }

  /** Whether the person chose to see it. */
  isChosen(run: string): boolean {
    return this.#chosen.get(run) === true;
  }

  /** `all`: newest first. */
  isShown(state: RunState, all: readonly RunState[]): boolean {
    const chosen = this.#chosen.get(state.spec.id);
    if (chosen !== undefined) return chosen;
    return isInUse(state) && (isLive(state) || this.#newestOf(all).includes(state));
  }

  /** What is put away takes no place among them. */
  #newestOf(all: readonly RunState[]): readonly RunState[] {
    if (this.#newest?.all !== all) {
      const runs: RunState[] = [];
      for (const state of all) {
        if (runs.length === drawnRuns) break;
        if (isInUse(state)) runs.push(state);
      }
      this.#newest = { all, runs };
    }
    return this.#newest.runs;
  }

  show(runs: readonly string[], isShown: boolean): void {
    for (const run of runs) this.#choose(run, isShown);
    this.#keep();
  }

  /** `all`: every run that there is. */
  solo(runs: readonly string[], all: readonly string[]): void {
    const wanted = new Set(runs);
    for (const run of all) if (!wanted.has(run)) this.#choose(run, false);
    for (const run of runs) this.#choose(run, true);
    this.#keep();
  }

  #choose(run: string, isShown: boolean): void {
    this.#chosen.delete(run);
    this.#chosen.set(run, isShown);
  }

  #keep(): void {
    for (const run of this.#chosen.keys()) if (this.#chosen.size > remembered) this.#chosen.delete(run);
    void this.#kept.update(key, this.choices);
  }
}
