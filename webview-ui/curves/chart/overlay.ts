import type { Theme } from '../theme.ts';
import type { Reading } from './readout.ts';
import { type Range, toPx } from './scale.ts';
import type { Scene } from './scene.ts';
import { Polyline, type Surface } from './surface.ts';
import { traceLine, traceMeans } from './trace.ts';

const path = new Polyline();

export interface Pointed {
  /** x of the crosshair; undefined: there is none. */
  readonly at: number | undefined;
  readonly readings: readonly Reading[];
  /** The line that the pointer is on. */
  readonly pointed?: string | undefined;
  /** What is being dragged, in pixels. */
  readonly selection: Range | undefined;
}

/** Draws the crosshair with a dot on each line. */
export function paintOverlay(surface: Surface, scene: Scene, theme: Theme, { at, readings, selection, pointed }: Pointed): void {
  const { box, x } = scene;
  if (selection !== undefined) {
    path.clear();
    for (const [px, py] of [
      [selection.from, box.top],
      [selection.to, box.top],
      [selection.to, box.bottom],
      [selection.from, box.bottom],
    ] as const) {
      path.to(px, py);
    }
    surface.fill(path, theme.selection, theme.isHighContrast ? 0.35 : 0.5);
  }
  if (at === undefined) return;
  const px = toPx(x, at);
  if (!(px >= box.left - 1 && px <= box.right + 1)) return;
  path.clear();
  path.to(px, box.top);
  path.to(px, box.bottom);
  surface.stroke(path, { color: theme.foreground, width: 1, alpha: theme.isHighContrast ? 1 : 0.55, dash: [] });
  if (pointed !== undefined) paintPointed(surface, scene, theme, pointed);
  paintDots(surface, scene, theme, readings);
}

/** Once more over all others, and stronger. */
function paintPointed(surface: Surface, scene: Scene, theme: Theme, key: string): void {
  const { box } = scene;
  const run = scene.groups.length > 0 ? undefined : scene.runs.find(({ id }) => id === key);
  if (run === undefined || scene.runs.length < 2) return;
  const rows = run.window.smooth ?? run.window.line;
  path.clear();
  if (rows.kind === 'columns') traceMeans(run.window, rows, scene, path);
  else traceLine(run.window, rows, scene, path, new Polyline());
  surface.clip(box.left, box.top - 2, box.right - box.left, box.bottom - box.top + 4);
  surface.stroke(path, { color: theme.surface, width: 5, alpha: 0.7, dash: [] });
  surface.stroke(path, { color: theme.color(run.color), width: 3, alpha: 1, dash: theme.dash(run.color) });
  surface.unclip();
}

function paintDots(surface: Surface, scene: Scene, theme: Theme, readings: readonly Reading[]): void {
  const { box, x, y } = scene;
  const colors = new Map([
    ...scene.runs.map(({ id, color }) => [id, color] as const),
    ...scene.groups.map(({ key, color }) => [key, color] as const),
  ]);
  for (const { key, value, x: at } of readings) {
    const px = toPx(x, at);
    const py = toPx(y, value);
    if (px >= box.left - 1 && px <= box.right + 1 && py >= box.top - 1 && py <= box.bottom + 1) {
      surface.ring(px, py, 3.5, theme.color(colors.get(key) ?? 0), theme.surface);
    }
  }
}
