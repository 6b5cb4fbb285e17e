import type { CurveAxis } from '../protocol/curves.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';

/** What was selected in the curves view. */
export interface Selection {
  readonly metric?: string;
  readonly axis?: CurveAxis;
  readonly from?: number;
  readonly to?: number;
}

/** The first words of a question about it, to be finished by the person. The runs' ids are in it, so that no others of their names are meant. */
export function askText(runs: readonly Pick<RunState, 'spec' | 'marks'>[], { metric, axis, from, to }: Selection): string {
  const named = runs.map((run) => `“${runTitle(run)}” (${run.spec.id})`).join(', ');
  const what = metric === undefined ? '' : `${metric} of `;
  const where = axis === undefined || from === undefined || to === undefined ? '' : `, ${rangeText(axis, from, to)}`;
  return `About ${what}${runs.length === 1 ? 'the run' : 'the runs'} ${named}${where}: `;
}

function rangeText(axis: CurveAxis, from: number, to: number): string {
  switch (axis) {
    case 'step':
      return `steps ${Math.ceil(from)} to ${Math.floor(to)}`;
    case 'epoch':
      return `epochs ${rounded(from)} to ${rounded(to)}`;
    case 'relative':
      return `${rounded(from)} s to ${rounded(to)} s after the start`;
    case 'wall':
      return `${new Date(from).toISOString()} to ${new Date(to).toISOString()}`;
  }
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
