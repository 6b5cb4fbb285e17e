/**
 * The protocol of the curves view, in the panel and in an editor tab. The host keeps every point; the view says what it shows (`watch`) and
 * gets exactly that: points where there are few, else one row per pixel column. Numbers travel as ArrayBuffers of doubles.
 */

export type RunStatus = 'queued' | 'starting' | 'running' | 'stopping' | 'done' | 'failed' | 'stopped' | 'lost';

/** What x is. `relative`: seconds since the run began; `wall`: milliseconds since 1970. */
export const curveAxes = ['step', 'epoch', 'relative', 'wall'] as const;
export type CurveAxis = (typeof curveAxes)[number];

/** Something that happened in a run, drawn as a flag on the axis. `x` where that axis knows it. */
export interface CurveMark {
  readonly kind: 'checkpoint' | 'alert' | 'resumed';
  /** One sentence: `loss is NaN at step 120`, `checkpoint-200`. */
  readonly title: string;
  /** Of an alert. */
  readonly level?: 'info' | 'warning' | 'error';
  /** Of an alert: the metric that it concerns; other charts do not show it. */
  readonly metric?: string;
  readonly x: { readonly [Axis in CurveAxis]?: number };
}

/** One row of the table. Sent whole when anything in it changes. */
export interface CurveRun {
  readonly id: string;
  readonly name: string;
  readonly status: RunStatus;
  /** Index into the palette; held for the life of the run. */
  readonly color: number;
  readonly isShown: boolean;
  readonly points: number;
  /** For the head line: `exit 1`, `step 1,200 of 2,000`. */
  readonly summary: string;
  readonly createdMs: number;
  /** Undefined before it began. */
  readonly startedMs?: number;
  /** How long it stood still since, before it was resumed. */
  readonly pausedMs?: number;
  /** Undefined while it goes on. */
  readonly endedMs?: number;
  /** Where it executes, for people: `here`, `gpu-box`, `imported from TensorBoard event files`. */
  readonly place: string;
  /** Hyper-parameters as text, by name: arguments, declared settings, what an import told. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  /** The newest last. */
  readonly notes: readonly string[];
  readonly isArchived: boolean;
  readonly marks: readonly CurveMark[];
}

/** What one metric of one run comes to, exactly. Sent when it changed, at most about once a second for each. */
export interface CurveSummary {
  readonly run: string;
  readonly metric: string;
  readonly points: number;
  readonly nonFinite: number;
  /** As measured; may be NaN. */
  readonly last: number;
  readonly lastStep: number;
  readonly best?: { readonly value: number; readonly step: number; readonly goal: 'min' | 'max' };
  /** Axes that this metric knows beside step and time. */
  readonly hasEpochs: boolean;
  /** Whether points of an earlier segment were measured again (they are drawn faded). */
  readonly hasSuperseded: boolean;
  /**
   * `system`: a measurement of the machine, such as `system/GPU 0 memory`; its unit (`%`, `GiB`, `°C`, `W`). It has no steps: as its step
   * it has seconds since the run began.
   */
  readonly kind: 'metric' | 'system';
  readonly unit?: string;
}

/** A chart that is on the screen. */
export interface WatchedChart {
  /** Chosen by the view; names the answer. */
  readonly chart: string;
  readonly metric: string;
  readonly axis: CurveAxis;
  /** What is seen of x; absent on either side: as far as there are points, also those that come. */
  readonly from?: number;
  readonly to?: number;
  /** Whether a column is a step of equal width in x or in log10 x. */
  readonly isLogX: boolean;
  /** Pixel columns, 16 to 8192. */
  readonly columns: number;
  /** Weight of the debiased exponential moving average, 0 (off) to 0.999. */
  readonly smoothing: number;
  /** Only these runs. */
  readonly runs: readonly string[];
}

/** A row of `columns` data has these numbers, in this order. `x` is that of the last point in the column: that point was really measured. */
export const columnRow = ['x', 'first', 'min', 'max', 'last', 'mean'] as const;

/**
 * What is drawn of one metric of one run between `from` and `to`.
 * `points`: pairs x, y of every point, ascending in x. `columns`: rows of `columnRow`, one for each column that has a finite point, ascending;
 * column i spans [from + i·w, from + (i+1)·w), the last one includes `to`. In both the nearest point on either side of the window stands
 * first and last (in `columns` as a row of its own, with all values equal), so that lines go on to the edge.
 */
export interface CurveLine {
  readonly kind: 'points' | 'columns';
  /** Float64Array buffer. Finite y only, but for `points`, where a y that is not finite is a gap. */
  readonly data: ArrayBuffer;
}

export interface CurveWindow {
  readonly chart: string;
  readonly run: string;
  readonly axis: CurveAxis;
  readonly from: number;
  readonly to: number;
  readonly columns: number;
  readonly isLogX: boolean;
  readonly line: CurveLine;
  /** The same window of the moving average over every point (not over the columns); absent when smoothing is off. */
  readonly smooth?: CurveLine;
  /** Points of earlier segments that a later one measured again. */
  readonly superseded?: CurveLine;
  /** Float64Array buffer of x: the first value of each column that is not finite. */
  readonly nonFinite: ArrayBuffer;
  /** x of the first and last point there is at all, y of all finite points. Undefined while there is none. */
  readonly extent?: { readonly x0: number; readonly x1: number; readonly y0: number; readonly y1: number };
  /** Exact points in the window. */
  readonly points: number;
}

/** New points of a chart that is open to the right. The view puts them into what it holds; when that has grown by half it watches anew. */
export interface CurveTail {
  readonly chart: string;
  readonly run: string;
  /** Float64Array buffers of equal length. y may be NaN or ±Infinity. `smooth` as in CurveWindow. */
  readonly xs: ArrayBuffer;
  readonly ys: ArrayBuffer;
  readonly smooth?: ArrayBuffer;
}

/** What else a run logged, shown by simple viewers. */
export interface MediaSeries {
  readonly run: string;
  readonly tag: string;
  readonly kind: 'image' | 'histogram' | 'table' | 'text';
  /** Ascending. */
  readonly steps: readonly number[];
}

export type MediaItem =
  | {
      readonly kind: 'image';
      readonly mime: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
      readonly bytes: ArrayBuffer;
      readonly width?: number;
      readonly height?: number;
    }
  /** Float64Array buffers: counts.length = edges.length − 1. */
  | { readonly kind: 'histogram'; readonly edges: ArrayBuffer; readonly counts: ArrayBuffer }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly allRows: number }
  | { readonly kind: 'text'; readonly text: string };

export interface CurvesSnapshot {
  readonly type: 'snapshot';
  readonly seq: number;
  /** Newest first. */
  readonly runs: readonly CurveRun[];
  readonly summaries: readonly CurveSummary[];
  readonly media: readonly MediaSeries[];
  /** Whether TensorBoard can be opened on these runs. */
  readonly hasTensorBoard: boolean;
  /** How many more runs there are, older than those, which are listed only once they are chosen elsewhere. Absent: none. */
  readonly olderRuns?: number;
}

/**
 * What the view showed last, which is drawn at once and replaced by the snapshot and the windows that follow. Sent first or not at all; a view
 * that has a snapshot passes it over.
 */
export interface CurvesKept {
  readonly type: 'kept';
  /** When it was shown, in milliseconds since 1970. */
  readonly atMs: number;
  /** Of everything that it was made of nothing has changed since: it is what will be told. Else the view says from when it is. */
  readonly isSame: boolean;
  /** Newest first. Perhaps not all; the others are counted as older ones. */
  readonly runs: readonly CurveRun[];
  readonly summaries: readonly CurveSummary[];
  readonly olderRuns?: number;
  readonly charts: readonly { readonly chart: WatchedChart; readonly windows: readonly CurveWindow[] }[];
}

export interface CurvesDelta {
  readonly type: 'delta';
  readonly seq: number;
  /** Changed ones, whole. */
  readonly runs?: readonly CurveRun[];
  readonly removed?: readonly string[];
  readonly summaries?: readonly CurveSummary[];
  readonly media?: readonly MediaSeries[];
  /** Found out after the snapshot. */
  readonly hasTensorBoard?: boolean;
  /** Another number than before. */
  readonly olderRuns?: number;
  /**
   * Replace what the view holds of that chart and run. `watch`: the number of the watch that they answer; older answers may be dropped.
   * Every delta with windows or tails is answered by `drawn`, also one that was dropped.
   */
  readonly watch?: number;
  readonly windows?: readonly CurveWindow[];
  readonly tails?: readonly CurveTail[];
}

export type HostToCurves =
  | CurvesKept
  | CurvesSnapshot
  | CurvesDelta
  | { readonly type: 'reveal'; readonly run: string }
  /** Answers `wantMedia`; an item that is not there any more is absent. */
  | { readonly type: 'media'; readonly run: string; readonly tag: string; readonly step: number; readonly item?: MediaItem }
  /** Answers `compare`: a report in Markdown is opened by the host; this is said when it failed. */
  | { readonly type: 'said'; readonly text: string };

/** A picture of a chart or of several, drawn by the view. */
export type PictureFormat = 'png' | 'svg';
export type PointsFormat = 'csv' | 'jsonl';

export type CurvesToHost =
  | { readonly type: 'ready' }
  /**
   * The whole set of charts on the screen, replacing the former one. `seq` counts up. Every chart is answered with a window of each of its
   * runs, but for one that stands in it just as in the former watch, whose windows were drawn, and that got no tail since.
   */
  | { readonly type: 'watch'; readonly seq: number; readonly charts: readonly WatchedChart[] }
  /** The delta with this number is on the screen: the host sends the next points only then. */
  | { readonly type: 'drawn'; readonly seq: number }
  | { readonly type: 'showRuns'; readonly runs: readonly string[]; readonly isShown: boolean }
  /** Shows these and hides all others. */
  | { readonly type: 'solo'; readonly runs: readonly string[] }
  | { readonly type: 'rename'; readonly run: string; readonly name: string }
  | { readonly type: 'tag'; readonly run: string; readonly tags: readonly string[] }
  | { readonly type: 'note'; readonly run: string; readonly text: string }
  | { readonly type: 'archive'; readonly runs: readonly string[]; readonly isArchived: boolean }
  /** Moved away, with an offer to take it back. */
  | { readonly type: 'deleteRuns'; readonly runs: readonly string[] }
  | { readonly type: 'openLog'; readonly run: string }
  | { readonly type: 'stopRun'; readonly run: string }
  /** With the form of its arguments, filled as they were. */
  | { readonly type: 'rerun'; readonly run: string }
  | { readonly type: 'compare'; readonly runs: readonly [string, string] }
  /** Into the chat, with what is selected. */
  | {
      readonly type: 'ask';
      readonly runs: readonly string[];
      readonly metric?: string;
      readonly axis?: CurveAxis;
      readonly from?: number;
      readonly to?: number;
    }
  /** Every point, never a sample. `metrics` absent: all. */
  | { readonly type: 'exportPoints'; readonly format: PointsFormat; readonly runs: readonly string[]; readonly metrics?: readonly string[] }
  | { readonly type: 'savePicture'; readonly format: PictureFormat; readonly name: string; readonly bytes: ArrayBuffer }
  | { readonly type: 'copy'; readonly text: string; readonly what: string }
  | { readonly type: 'wantMedia'; readonly run: string; readonly tag: string; readonly step: number }
  | { readonly type: 'openTensorBoard'; readonly runs: readonly string[] }
  /** The same view as a full editor tab, with what is set here. */
  | { readonly type: 'openTab'; readonly state: CurvesViewState };

/** Kept in the view across reloads, and by the tab's serializer. */
export interface CurvesViewState {
  readonly axis: CurveAxis;
  readonly smoothing: number;
  readonly isLogX: boolean;
  readonly isLogY: boolean;
  /** y without outliers: from the 5th to the 95th percentile of what is seen, with room. */
  readonly isClipped: boolean;
  /** A regular expression over metric names; words where it is none. */
  readonly search: string;
  /** Metrics that stand first, in this order. */
  readonly pinned: readonly string[];
  /** Prefixes whose section is closed. */
  readonly closed: readonly string[];
  /** x is shared by all charts when zoomed; absent: everything. */
  readonly zoom?: { readonly axis: CurveAxis; readonly from: number; readonly to: number };
  /** Whether a zoomed view moves along with the newest point. */
  readonly isFollowing: boolean;
  /** Metrics whose charts are as wide as the view. */
  readonly wide: readonly string[];
  readonly table: TableState;
}

export interface TableState {
  readonly isOpen: boolean;
  /** Filter expression: `status = done and lr < 0.01 and loss.best < 0.3`. */
  readonly filter: string;
  /** `name`, `created`, `status`, `duration`, `param:lr`, `last:loss`, `best:loss`. */
  readonly sort: string;
  readonly isDescending: boolean;
  /** Chosen columns, in this order; the same words as `sort`. */
  readonly columns: readonly string[];
  /** A parameter: runs that differ only in seed are one line, mean ± band. */
  readonly groupBy: string;
  readonly hasArchived: boolean;
  readonly view: 'table' | 'parallel' | 'scatter';
}
