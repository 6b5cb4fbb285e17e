import type { CurveRun } from '../../src/protocol/curves.ts';
import type { PlottedRun } from './plot.ts';

/** A run of this chart with what it measured. */
export interface ChartRun extends PlottedRun {
  readonly run: CurveRun;
  readonly best: { readonly value: number; readonly step: number; readonly goal: 'min' | 'max' } | undefined;
}
