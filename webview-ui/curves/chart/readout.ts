import type { Rows } from './rows.ts';
import { fromPx, type Scale, toPx } from './scale.ts';
import type { Scene, SceneRun } from './scene.ts';

/** What one line comes to at the crosshair. */
export interface Reading {
  /** Of the run or of the group. */
  readonly key: string;
  /** What is drawn: the smoothed value where smoothing is on. */
  readonly value: number;
  /** Where that was measured. */
  readonly x: number;
  /** The value as measured, when `value` is smoothed. */
  readonly raw?: number;
  /** Of a group. */
  readonly deviation?: number;
  readonly runs?: number;
}

/** A line ends where it ends: further from its last point than this, it has no value. */
const reachPx = 8;

/** The values of all lines at `x`, greatest first; lines that have none there are left out. */
export function readingsAt(scene: Scene, x: number): readonly Reading[] {
  const readings = scene.groups.length > 0 ? groupReadings(scene, x) : scene.runs.flatMap((run) => runReading(scene, run, x) ?? []);
  return readings.toSorted((a, b) => descending(a.value, b.value) || (a.key < b.key ? -1 : 1));
}

/** What is no number stands behind all numbers. */
function descending(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a === b ? 0 : a < b ? 1 : -1;
}

function runReading(scene: Scene, { id, window }: SceneRun, x: number): Reading | undefined {
  const raw = rowAt(window.line, scene.x, x);
  if (raw === undefined) return undefined;
  const at = window.line.x(raw);
  const measured = window.line.y(raw);
  if (window.smooth === undefined) return { key: id, value: measured, x: at };
  const smooth = rowAt(window.smooth, scene.x, x);
  return { key: id, value: smooth === undefined ? measured : window.smooth.y(smooth), x: at, raw: measured };
}

function rowAt(rows: Rows, scale: Scale, x: number): number | undefined {
  const row = rows.nearest(x);
  if (row === undefined) return undefined;
  const isEnd = row === 0 || row === rows.count - 1;
  const at = rows.x(row);
  if (isEnd && (x < rows.x(0) || x > rows.x(rows.count - 1)) && Math.abs(toPx(scale, at) - toPx(scale, x)) > reachPx) return undefined;
  return row;
}

function groupReadings(scene: Scene, x: number): Reading[] {
  return scene.groups.flatMap(({ key, band }): Reading[] => {
    let nearest = band.rows[0];
    for (const row of band.rows) if (nearest !== undefined && Math.abs(row.x - x) < Math.abs(nearest.x - x)) nearest = row;
    if (nearest === undefined) return [];
    const isFar = Math.abs(toPx(scene.x, nearest.x) - toPx(scene.x, x)) > reachPx;
    const isOutside = x < (band.rows[0]?.x ?? x) || x > (band.rows.at(-1)?.x ?? x);
    if (isFar && isOutside) return [];
    return [{ key, value: nearest.mean, x: nearest.x, deviation: nearest.deviation, runs: nearest.runs }];
  });
}

/** So near to a line the pointer is on it. */
const onLinePx = 12;

/** Whose line the pointer is on: the nearest at the crosshair, if any is near. */
export function pointedAt(scene: Scene, readings: readonly Reading[], py: number): string | undefined {
  let nearest: string | undefined;
  let least = onLinePx;
  for (const { key, value } of readings) {
    const apart = Math.abs(toPx(scene.y, value) - py);
    if (apart > least) continue;
    least = apart;
    nearest = key;
  }
  return nearest;
}

/** The measured x that is nearest to a place in the picture. */
export function snapped(scene: Scene, px: number): number | undefined {
  const x = fromPx(scene.x, px);
  let best: number | undefined;
  for (const { window } of scene.runs) {
    const row = window.line.nearest(x);
    if (row === undefined) continue;
    const candidate = window.line.x(row);
    if (!(candidate >= scene.x.from && candidate <= scene.x.to)) continue;
    if (best === undefined || Math.abs(toPx(scene.x, candidate) - px) < Math.abs(toPx(scene.x, best) - px)) best = candidate;
  }
  return best;
}

/** The next measured x of any line, or the one before; undefined beyond the edge of what is seen. */
export function neighbour(scene: Scene, x: number, direction: 1 | -1): number | undefined {
  let best: number | undefined;
  for (const { window } of scene.runs) {
    const rows = window.line;
    let row = direction > 0 ? rows.firstFrom(x) : rows.firstFrom(x) - 1;
    while (direction > 0 && row < rows.count && rows.x(row) <= x) row++;
    const candidate = row < 0 || row >= rows.count ? Number.NaN : rows.x(row);
    if (!(candidate >= scene.x.from && candidate <= scene.x.to)) continue;
    if (best === undefined || (candidate - best) * direction < 0) best = candidate;
  }
  return best;
}

const nearFlagPx = 6;

/** What the flags say that stand at a place in the picture. */
export function flagsAt({ flags }: Scene, px: number): readonly string[] {
  return flags.flatMap((flag) => (Math.abs(flag.px - px) <= nearFlagPx ? flag.titles.slice(0, 3) : []));
}
