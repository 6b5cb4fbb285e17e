/** The protocol of the curves view. Numbers travel as ArrayBuffers (doubles), downsampled by the host; a message stays under 100 KB. */

export type RunStatus = 'queued' | 'starting' | 'running' | 'stopping' | 'done' | 'failed' | 'stopped' | 'lost';

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
}

/** One metric of one run. `xs` and `ys` are Float64Array buffers of equal length; y may be NaN or ±Infinity and is drawn as a mark. */
export interface CurveSeries {
  readonly run: string;
  readonly metric: string;
  readonly xs: ArrayBuffer;
  readonly ys: ArrayBuffer;
  /** How many exact points these stand for. */
  readonly exactPoints: number;
  readonly last: number | undefined;
  readonly best: { readonly value: number; readonly step: number; readonly goal: 'min' | 'max' } | undefined;
}

export interface CurvesSnapshot {
  readonly type: 'snapshot';
  readonly seq: number;
  readonly runs: readonly CurveRun[];
  readonly series: readonly CurveSeries[];
}

/** Runs are sent whole when they change; `series` replaces what the view holds of that run and metric. */
export interface CurvesDelta {
  readonly type: 'delta';
  readonly seq: number;
  readonly runs: readonly CurveRun[];
  readonly series: readonly CurveSeries[];
  /** Points to append, by run and metric. */
  readonly appended: readonly { readonly run: string; readonly metric: string; readonly xs: ArrayBuffer; readonly ys: ArrayBuffer }[];
}

export interface RevealRun {
  readonly type: 'reveal';
  readonly run: string;
}

export type HostToCurves = CurvesSnapshot | CurvesDelta | RevealRun;

export type CurvesToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'showRun'; readonly run: string; readonly isShown: boolean }
  | { readonly type: 'openLog'; readonly run: string }
  | { readonly type: 'stopRun'; readonly run: string }
  | { readonly type: 'copy'; readonly text: string };

/** Kept in the view across reloads. */
export interface CurvesViewState {
  readonly smoothing: number;
  readonly isLogY: boolean;
  readonly filter: string;
}
