import type { CurveAxis, CurveRun, CurveSummary } from '../../../src/protocol/curves.ts';
import { formatValue, plural } from '../../shared/format.ts';
import { flagsAt, readingsAt } from './readout.ts';
import { toPx } from './scale.ts';
import type { Scene } from './scene.ts';
import { xWords } from './ticks.ts';

/** A chart in words, exactly, for someone who does not see it. `firsts`: where all of a run is seen, its first value. */
export function describeChart(
  metric: string,
  runs: readonly CurveRun[],
  summaries: ReadonlyMap<string, CurveSummary>,
  firsts: ReadonlyMap<string, number>,
): string {
  const described = runs.flatMap((run) => {
    const summary = summaries.get(run.id);
    return summary === undefined ? [] : [describeRun(run.name, summary, firsts.get(run.id))];
  });
  return described.length === 0 ? `${metric}: no points yet` : `${metric}. ${described.join('. ')}`;
}

function describeRun(name: string, { points, nonFinite, last, lastStep, best }: CurveSummary, first: number | undefined): string {
  const parts = [plural(points, 'point')];
  if (first !== undefined) parts.push(`first ${formatValue(first)}`);
  if (best !== undefined) parts.push(`best ${formatValue(best.value)} at step ${formatValue(best.step)}`);
  parts.push(`last ${formatValue(last)} at step ${formatValue(lastStep)}`);
  if (nonFinite > 0) parts.push(`${plural(nonFinite, 'value is', 'values are')} not finite`);
  return `${name}: ${parts.join(', ')}`;
}

/** First values of the runs of which everything is seen. */
export function firstValues(scene: Scene): ReadonlyMap<string, number> {
  return new Map(
    scene.runs.flatMap(({ id, window }) => {
      const { line, extent } = window;
      const isWhole = extent !== undefined && window.from <= extent.x0;
      const first = line.data[1];
      return isWhole && first !== undefined && line.count > 0 && Number.isFinite(first) ? [[id, first] as const] : [];
    }),
  );
}

/** `as of 22 Nov 13:05:12`: what is shown may be other now. */
export function asOfWords(atMs: number): string {
  return `as of ${xWords('wall', atMs)}`;
}

const mostSpoken = 8;

/** What stands under the crosshair, as sentences: values, and what happened there. */
export function spokenAt(scene: Scene, x: number): string {
  const names = new Map([
    ...scene.runs.map(({ id, name }) => [id, name] as const),
    ...scene.groups.map(({ key, label }) => [key, label] as const),
  ]);
  const readings = readingsAt(scene, x);
  const words = readings.slice(0, mostSpoken).map(({ key, value }) => `${names.get(key) ?? key} ${formatValue(value)}`);
  const more = readings.length > mostSpoken ? [`and ${readings.length - mostSpoken} more`] : [];
  return [`${xWords(scene.axis, x)}: ${[...words, ...more].join(', ')}`, ...flagsAt(scene, toPx(scene.x, x))].join('. ');
}

export const axisWords: Readonly<Record<CurveAxis, { readonly short: string; readonly long: string }>> = {
  step: { short: 'step', long: 'Step' },
  epoch: { short: 'epoch', long: 'Epoch' },
  relative: { short: 'time', long: 'Time since the run began' },
  wall: { short: 'clock', long: 'Date and time' },
};
