import type { CurveRun, CurveSummary, CurveWindow, WatchedChart } from '../protocol/curves.ts';
import type { RunState } from '../runs/run.ts';
import { isSettled } from '../runs/store/settled.ts';
import type { CurvesStore } from './curvesStore.ts';
import { fittingCharts, type KeptCurves, type KeptRun } from './keptCurves.ts';
import { choiceOf, listsOf, stampOf } from './keptStanding.ts';

/** Rows that are kept beside those of runs that are drawn. */
const keptRows = 40;
/** More lines than these are not kept: to ask after their files would take as long as to read them. */
const mostShown = 150;

export interface RecordReach {
  /** All that are listed, newest first. */
  readonly states: readonly RunState[];
  readonly olderRuns: number;
  readonly choices: Readonly<Record<string, boolean>>;
  readonly isShown: (state: RunState) => boolean;
  /** As it was told. */
  readonly rowOf: (run: string) => CurveRun | undefined;
  readonly summariesOf: (states: readonly RunState[]) => readonly CurveSummary[];
  /** Those of which all windows are drawn. */
  readonly charts: readonly WatchedChart[];
  readonly store: Pick<CurvesStore, 'windows'>;
}

/** What a view shows, as it is kept: the windows are those that the host would send now. Undefined where nothing is drawn. */
export async function recordOf(reach: RecordReach): Promise<Omit<KeptCurves, 'place'> | undefined> {
  const { states, store } = reach;
  const drawnStates = states.filter(reach.isShown);
  const shown = new Set(drawnStates.map(({ spec }) => String(spec.id)));
  if (shown.size > mostShown) return undefined;
  const choice = choiceOf(reach.choices);
  const summaries = reach.summariesOf(drawnStates);
  const rows = states.filter(({ spec }, at) => at < keptRows || shown.has(spec.id));
  const known = new Map(rows.map(({ spec }) => [spec.id, reach.rowOf(spec.id)]));
  const folders = rows.map(({ folder }) => folder);
  // Before the windows: what is written meanwhile makes the kept stamps old ones.
  const [stamps, lists] = await Promise.all([Promise.all(folders.map(stampOf)), listsOf(folders)]);
  const runs = rows.flatMap((state, at): readonly KeptRun[] => {
    const row = known.get(state.spec.id);
    if (row === undefined) return [];
    const its = stamps[at];
    const hasRested = state.exit !== undefined && its !== undefined && isSettled(its.newestMs);
    return [{ row, folder: state.folder, ...(hasRested ? { stamp: its.stamp } : {}) }];
  });
  const byRun = new Map(states.map((state) => [String(state.spec.id), state]));
  const charts: { readonly chart: WatchedChart; readonly windows: readonly CurveWindow[] }[] = [];
  for (const chart of reach.charts) {
    const made = await store.windows(
      chart,
      chart.runs.flatMap((run) => byRun.get(run) ?? []),
    );
    charts.push({ chart, windows: made.map(({ told: _told, ...window }) => window) });
  }
  const drawn = fittingCharts(charts.filter(({ windows }) => windows.length > 0));
  if (drawn.length === 0) return undefined;
  return {
    atMs: Date.now(),
    choice,
    lists,
    runs,
    summaries,
    olderRuns: reach.olderRuns + states.length - rows.length,
    charts: drawn,
  };
}
