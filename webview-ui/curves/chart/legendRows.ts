import type { CurveRun, CurveSummary } from '../../../src/protocol/curves.ts';
import { formatValue } from '../../shared/format.ts';
import type { RunGroup } from '../groups.ts';
import type { LegendRow } from './legend.ts';
import type { Reading } from './readout.ts';
import { toPx } from './scale.ts';
import type { Scene } from './scene.ts';
import { xShort } from './ticks.ts';

/** Without a crosshair: the exact last and best value of each run. */
export function legendNow(
  scene: Scene,
  summaries: ReadonlyMap<string, CurveSummary>,
  runs: readonly CurveRun[],
  groups: readonly RunGroup[],
): readonly LegendRow[] {
  if (groups.length > 0) {
    return scene.groups.map(({ key, label, color, band }) => {
      const last = band.rows.at(-1);
      return {
        key,
        name: label,
        color,
        value: last === undefined ? '–' : formatValue(last.mean),
        detail: last === undefined ? '' : spread(last.deviation, last.runs),
      };
    });
  }
  return runs.flatMap(({ id, name, color }): LegendRow[] => {
    const summary = summaries.get(id);
    if (summary === undefined) return [];
    return [{ key: id, name, color, value: formatValue(summary.last), detail: bestWords(summary) }];
  });
}

function bestWords({ best, nonFinite }: CurveSummary): string {
  const words = best === undefined ? '' : `${best.goal === 'min' ? '↓' : '↑'} ${formatValue(best.value)} @ ${formatValue(best.step)}`;
  return nonFinite === 0 ? words : `${words} · ${formatValue(nonFinite)} NaN`.replace(/^ · /, '');
}

/** At the crosshair, greatest first; lines without a value there stand behind, with a dash. */
export function legendAt(scene: Scene, readings: readonly Reading[], at: number, pointed?: string): readonly LegendRow[] {
  const lines =
    scene.groups.length > 0
      ? scene.groups.map(({ key, label, color }) => ({ key, name: label, color }))
      : scene.runs.map(({ id, name, color }) => ({ key: id, name, color }));
  const byKey = new Map(lines.map((line) => [line.key, line]));
  const measured = readings.flatMap((reading): LegendRow[] => {
    const line = byKey.get(reading.key);
    return line === undefined
      ? []
      : [{ ...line, value: formatValue(reading.value), detail: detailOf(scene, reading, at), isPointed: reading.key === pointed }];
  });
  const keys = new Set(readings.map(({ key }) => key));
  return [...measured, ...lines.flatMap((line) => (keys.has(line.key) ? [] : [{ ...line, value: '–', detail: '' }]))];
}

const farPx = 4;

/** Where it was measured, if that is not where the crosshair stands. */
function detailOf(scene: Scene, { raw, deviation, runs, x }: Reading, at: number): string {
  if (deviation !== undefined) return spread(deviation, runs ?? 0);
  if (raw !== undefined) return `raw ${formatValue(raw)}`;
  return Math.abs(toPx(scene.x, x) - toPx(scene.x, at)) < farPx ? '' : `@ ${xShort(scene.axis, x)}`;
}

function spread(deviation: number, runs: number): string {
  return `± ${formatValue(deviation)} (n=${runs})`;
}
