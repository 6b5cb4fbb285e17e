import type { Theme } from '../theme.ts';
import type { HeldWindow } from './held.ts';
import type { Rows } from './rows.ts';
import { toPx } from './scale.ts';
import type { Scene, SceneFlag, SceneGroup, SceneRun } from './scene.ts';
import { Polyline, type Surface } from './surface.ts';
import { traceLine, traceMeans, traceSpikes } from './trace.ts';

// Used again for every line of every chart: nothing grows with what is drawn.
const path = new Polyline();
const dots = new Polyline();

const linePx = 1.5;
/** From so many runs on, lines are thinner: they hide less of each other, and take half as long to paint. */
const crowdedRuns = 6;
const crowdedPx = 1;
/** With this much room between them, points are seen one by one. */
const sparsePx = 10;

/** Draws a chart: on a canvas, into an SVG file, or into the list of a test. */
export function paintScene(surface: Surface, scene: Scene, theme: Theme): void {
  paintBase(surface, scene, theme, scene.runs);
}

/** Everything but the lines of other runs than these. */
export function paintBase(surface: Surface, scene: Scene, theme: Theme, runs: readonly SceneRun[]): void {
  const { box } = scene;
  paintGrid(surface, scene, theme);
  if (scene.runs.length > 0 && scene.runs.every(({ window }) => window.extent === undefined)) {
    surface.text(nothingWords(scene), (box.left + box.right) / 2, (box.top + box.bottom) / 2, 'center', theme.muted);
  }
  if (scene.groups.length > 0) {
    clip(surface, scene);
    for (const group of scene.groups) paintBand(surface, scene, theme, group);
    surface.unclip();
  } else paintLines(surface, scene, theme, runs);
  for (const flag of scene.flags) paintFlag(surface, scene, theme, flag);
}

/** The lines of these runs, and what belongs to them. */
export function paintLines(surface: Surface, scene: Scene, theme: Theme, runs: readonly SceneRun[]): void {
  // The newest run, which stands first, lies above the others.
  const order = runs.toReversed();
  clip(surface, scene);
  for (const run of order) paintBehind(surface, scene, theme, run);
  const isSparse = scene.runs.every(({ window }) => hasRoom(scene, window));
  for (const run of order) paintRun(surface, scene, theme, run, isSparse);
  surface.unclip();
  for (const run of runs) paintUndrawable(surface, scene, theme, run);
  for (const run of runs) paintBest(surface, scene, theme, run);
}

function clip(surface: Surface, { box }: Scene): void {
  surface.clip(box.left, box.top - 2, box.right - box.left, box.bottom - box.top + 4);
}

function nothingWords({ axis, x }: Scene): string {
  if (axis === 'epoch') return 'No epochs were logged';
  return x.isLog ? 'Nothing is above zero here' : 'No finite value yet';
}

function paintGrid(surface: Surface, scene: Scene, theme: Theme): void {
  const { box, x, y } = scene;
  path.clear();
  for (const { value } of scene.yTicks) {
    const py = Math.round(toPx(y, value)) + 0.5;
    path.lift();
    path.to(box.left, py);
    path.to(box.right, py);
  }
  surface.stroke(path, { color: theme.grid, width: 1, alpha: theme.isHighContrast ? 0.45 : 1, dash: theme.isHighContrast ? [1, 3] : [] });
  for (const { value, label } of scene.yTicks) surface.text(label, box.left - 6, toPx(y, value), 'right', theme.muted);
  path.clear();
  let lastEnd = Number.NEGATIVE_INFINITY;
  for (const { value, label } of scene.xTicks) {
    const px = toPx(x, value);
    path.lift();
    path.to(Math.round(px) + 0.5, box.bottom);
    path.to(Math.round(px) + 0.5, box.bottom + 4);
    const half = label.length * 3.5;
    const centre = Math.min(px, scene.width - half - 3);
    if (label === '' || centre - half < lastEnd + 6) continue;
    lastEnd = centre + half;
    surface.text(label, centre, box.bottom + 13, 'center', theme.muted);
  }
  path.lift();
  path.to(box.left, box.bottom + 0.5);
  path.to(box.right, box.bottom + 0.5);
  surface.stroke(path, { color: theme.axis, width: 1, alpha: 1, dash: [] });
}

/** What a later segment measured again, and the raw line behind a smoothed one. */
function paintBehind(surface: Surface, scene: Scene, theme: Theme, { window, color }: SceneRun): void {
  const stroke = { color: theme.color(color), width: 1, dash: [] };
  if (window.superseded !== undefined) {
    traceLine(window, window.superseded, scene, path.clear(), dots.clear());
    surface.stroke(path, { ...stroke, alpha: theme.isHighContrast ? 0.8 : 0.6, dash: [3, 2] });
  }
  if (window.smooth === undefined) return;
  traceLine(window, window.line, scene, path.clear(), dots.clear());
  const alpha = theme.isHighContrast ? 0.45 : 0.26;
  surface.stroke(path, { ...stroke, alpha: window.line.kind === 'points' ? alpha : Math.min(alpha, veilOf(scene) / 2.5) });
}

/**
 * Where columns hold many points, their strokes are a veil from least to greatest, and the line goes through their means: eight noisy runs
 * stay eight lines. A dash along strokes that go up and down would be noise, too.
 */
function paintRun(surface: Surface, scene: Scene, theme: Theme, { window, color }: SceneRun, isSparse: boolean): void {
  const rows = window.smooth ?? window.line;
  const stroke = { color: theme.color(color), width: widthOf(scene, theme), alpha: 1, dash: theme.dash(color) };
  traceLine(window, rows, scene, path.clear(), dots.clear());
  if (rows.kind === 'columns') {
    surface.stroke(path, { ...stroke, width: 1, alpha: veilOf(scene), dash: [] });
    traceSpikes(window, rows, scene, path.clear());
    if (path.length > 0) surface.stroke(path, { ...stroke, width: 1, alpha: spikeAlpha, dash: [] });
    traceMeans(window, rows, scene, path.clear());
  }
  surface.stroke(path, stroke);
  if (isSparse) everyPoint(scene, rows);
  surface.dots(dots, 2, stroke.color, 1);
}

function widthOf({ runs }: Scene, { isHighContrast }: Theme): number {
  if (isHighContrast) return 2;
  return runs.length < crowdedRuns ? linePx : crowdedPx;
}

const spikeAlpha = 0.8;

/** What all veils over one another hide at most: more would be a wall, in which no line is found. */
const allVeils = 0.55;

function veilOf({ runs }: Scene): number {
  return Math.max(0.05, Math.min(0.45, 1 - (1 - allVeils) ** (1 / runs.length)));
}

/** Whether points lie so far from each other that each can be seen. */
function hasRoom(scene: Scene, { line, smooth }: HeldWindow): boolean {
  if (line.kind !== 'points' || smooth !== undefined) return false;
  const seen = line.firstFrom(scene.x.to) - line.firstFrom(scene.x.from);
  return (scene.box.right - scene.box.left) / Math.max(1, seen) >= sparsePx;
}

function everyPoint(scene: Scene, rows: Rows): void {
  dots.clear();
  for (let row = 0; row < rows.count; row++) {
    const px = toPx(scene.x, rows.x(row));
    const py = toPx(scene.y, rows.y(row));
    if (px >= scene.box.left && px <= scene.box.right && Number.isFinite(py)) dots.to(px, py);
  }
}

/** Mean, and one standard deviation to both sides. */
function paintBand(surface: Surface, scene: Scene, theme: Theme, { band, color }: SceneGroup): void {
  const { x, y } = scene;
  const bottom = y.startPx + 4;
  const place = (value: number) => (y.isLog && !(value > 0) ? bottom : toPx(y, value));
  path.clear();
  for (const row of band.rows) path.to(toPx(x, row.x), place(row.mean + row.deviation));
  for (const row of band.rows.toReversed()) path.to(toPx(x, row.x), place(row.mean - row.deviation));
  surface.fill(path, theme.color(color), theme.isHighContrast ? 0.25 : 0.18);
  path.clear();
  for (const row of band.rows) path.to(toPx(x, row.x), place(row.mean));
  surface.stroke(path, { color: theme.color(color), width: theme.isHighContrast ? 2 : linePx, alpha: 1, dash: theme.dash(color) });
}

const crossPx = 3;

/** A cross at the edge where a value could not be drawn: no number, infinite, or not positive on a logarithmic axis. */
function paintUndrawable(surface: Surface, scene: Scene, theme: Theme, { window, color }: SceneRun): void {
  const { x, y, box } = scene;
  path.clear();
  let last = Number.NEGATIVE_INFINITY;
  const cross = (value: number) => {
    const px = toPx(x, value);
    // A thousand of them in a row are one statement.
    if (!(px >= box.left && px <= box.right) || px - last < crossPx * 3) return;
    last = px;
    const py = box.bottom - crossPx - 2;
    path.lift();
    path.to(px - crossPx, py - crossPx);
    path.to(px + crossPx, py + crossPx);
    path.lift();
    path.to(px - crossPx, py + crossPx);
    path.to(px + crossPx, py - crossPx);
  };
  for (const value of window.nonFinite) cross(value);
  if (y.isLog) {
    last = Number.NEGATIVE_INFINITY;
    const { data, width, count } = window.line;
    for (let row = 0; row < count; row++) {
      if ((data[row * width + (width === 2 ? 1 : 2)] ?? 1) <= 0) cross(data[row * width] ?? 0);
    }
  }
  if (path.length > 0) surface.stroke(path, { color: theme.color(color), width: 1.5, alpha: 1, dash: [] });
}

/** More of them hide the lines. */
const mostBests = 5;

/** A filled dot at the best value, where this window holds it: rings are the crosshair's. */
function paintBest(surface: Surface, scene: Scene, theme: Theme, { window, color, best }: SceneRun): void {
  if (best === undefined || scene.runs.length > mostBests) return;
  const { box, x, y } = scene;
  const px = toPx(x, scene.axis === 'step' ? best.step : (xOfValue(window.line, best.value) ?? Number.NaN));
  const py = toPx(y, best.value);
  const isInside = px >= box.left && px <= box.right && py >= box.top - 2 && py <= box.bottom + 2;
  if (isInside) surface.ring(px, py, 3.5, theme.surface, theme.color(color));
}

function xOfValue(rows: Rows, value: number): number | undefined {
  const fields = rows.width === 2 ? [1] : [2, 3];
  for (let row = 0; row < rows.count; row++) {
    if (fields.some((field) => rows.data[row * rows.width + field] === value)) return rows.x(row);
  }
  return undefined;
}

/** On the axis: a diamond for a checkpoint, a triangle for an alert, a bar where the run was resumed. */
function paintFlag(surface: Surface, scene: Scene, theme: Theme, { kind, level, px }: SceneFlag): void {
  const { bottom, top } = scene.box;
  path.clear();
  if (kind === 'resumed') {
    path.to(px, top);
    path.to(px, bottom);
    surface.stroke(path, { color: theme.muted, width: 1, alpha: 0.55, dash: [3, 3] });
    return;
  }
  const points = kind === 'checkpoint' ? [0, -4, 4, 0, 0, 4, -4, 0] : [0, -5, 5, 4, -5, 4];
  for (let at = 0; at < points.length; at += 2) path.to(px + (points[at] ?? 0), bottom + (points[at + 1] ?? 0));
  const color = kind === 'checkpoint' || level === 'info' ? theme.muted : level === 'error' ? theme.error : theme.warning;
  surface.fill(path, color, 1);
}
