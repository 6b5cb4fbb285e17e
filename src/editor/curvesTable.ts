import type { CurveRun, CurveSummary } from '../protocol/curves.ts';
import type { RunState } from '../runs/run.ts';
import type { CurvesStore } from './curvesStore.ts';
import { type RowContext, runRow } from './runRows.ts';

interface TableRow extends RowContext {
  readonly state: RunState;
  readonly row: CurveRun;
}

/** What the table of one view was told of runs and their metrics: only what is other than that is told again. */
export class CurvesTable {
  readonly #store: CurvesStore;
  /** As they were told, by run, and what they were made of. */
  readonly #rows = new Map<string, TableRow>();
  /** As they were told, by run and metric. */
  readonly #summaries = new Map<string, Map<string, CurveSummary>>();
  readonly #lastSteps = new Map<string, number>();

  constructor(store: CurvesStore) {
    this.#store = store;
  }

  /** The view knows nothing any more. */
  forget(): void {
    this.#rows.clear();
    this.#summaries.clear();
  }

  hasSummaries(run: string): boolean {
    return this.#summaries.has(run);
  }

  /** As it was told. */
  rowOf(run: string): CurveRun | undefined {
    return this.#rows.get(run)?.row;
  }

  /** In the order of the runs, however soon each of them was read. */
  summariesOf(runs: readonly RunState[]): readonly CurveSummary[] {
    return runs.flatMap(({ spec }) => [...(this.#summaries.get(spec.id)?.values() ?? [])]);
  }

  /** What its metrics come to where that is another than was told. */
  async sum(state: RunState): Promise<readonly CurveSummary[]> {
    const { id } = state.spec;
    const read = await this.#store.summaries(state);
    const known = this.#summaries.get(id) ?? new Map<string, CurveSummary>();
    this.#summaries.set(id, known);
    const changed = read.filter((summary) => !isSameSummary(known.get(summary.metric), summary));
    for (const summary of changed) known.set(summary.metric, summary);
    const steps = read.filter(({ kind }) => kind === 'metric').map(({ lastStep }) => lastStep);
    if (steps.length > 0)
      this.#lastSteps.set(
        id,
        steps.reduce((a, b) => Math.max(a, b)),
      );
    return changed;
  }

  /** The row of a run if it is another than was told. `withProgress`: also if only the progress is another. */
  changed(state: RunState, { color, isShown }: Pick<RowContext, 'color' | 'isShown'>, withProgress: boolean): readonly CurveRun[] {
    const { id } = state.spec;
    const lastStep = this.#lastSteps.get(id);
    const placesOf = this.#store.placesOf(id);
    const known = this.#rows.get(id);
    const knowsPlaces = (known?.placesOf === undefined) === (placesOf === undefined);
    // Of thousands of runs nearly all are the very same as before.
    if (known?.state === state && known.color === color && known.isShown === isShown && known.lastStep === lastStep && knowsPlaces)
      return [];
    const row = runRow(state, { color, isShown, lastStep, placesOf });
    if (known !== undefined && isSameRow(known.row, row, withProgress)) return [];
    this.#rows.set(id, { state, color, isShown, lastStep, placesOf, row });
    return [row];
  }

  /** Forgets the runs that are not listed any more, and answers which these are. */
  dropped(listed: ReadonlySet<string>): readonly string[] {
    const removed = [...this.#rows.keys()].filter((run) => !listed.has(run));
    for (const run of removed) {
      this.#rows.delete(run);
      this.#summaries.delete(run);
      this.#lastSteps.delete(run);
    }
    return removed;
  }
}

function isSameRow(a: CurveRun, b: CurveRun, withProgress: boolean): boolean {
  return JSON.stringify(a) === JSON.stringify(withProgress ? b : { ...b, points: a.points, summary: a.summary });
}

function isSameSummary(a: CurveSummary | undefined, b: CurveSummary): boolean {
  // NaN is the same as NaN here.
  return (
    a !== undefined &&
    a.points === b.points &&
    Object.is(a.last, b.last) &&
    a.lastStep === b.lastStep &&
    a.hasSuperseded === b.hasSuperseded
  );
}
