import type { MetricFormat } from './metricReader.ts';

/** A place that a reader can be made for: a folder for event files, trainer states, fragments and MLflow runs, else a file. */
export interface FoundLog {
  readonly format: MetricFormat;
  readonly path: string;
}
