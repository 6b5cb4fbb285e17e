import type { Theme } from '../theme.ts';
import type { CanvasSurface } from './canvasSurface.ts';
import { paintBase, paintLines } from './paint.ts';
import type { Scene, SceneRun } from './scene.ts';

/** Less than so many rows are drawn sooner than a second canvas is laid over the first. */
const leastRows = 1500;

/**
 * A chart on two canvases, where that pays: what ended is drawn again only when something about it is another, and the lines of runs that go on
 * lie above it. Ten long lines are not drawn anew for one point.
 */
export class Layers {
  readonly #base: CanvasSurface;
  readonly #live: CanvasSurface;
  readonly #liveCanvas: HTMLCanvasElement;
  /** What is on the lower one; undefined: everything, or nothing yet. */
  #drawn: readonly unknown[] | undefined;

  constructor(base: CanvasSurface, live: CanvasSurface, liveCanvas: HTMLCanvasElement) {
    this.#base = base;
    this.#live = live;
    this.#liveCanvas = liveCanvas;
  }

  /** The canvases are empty. */
  reset(): void {
    this.#drawn = undefined;
  }

  draw(scene: Scene, theme: Theme, ratio: number): void {
    const live = above(scene);
    this.#liveCanvas.hidden = live.length === 0;
    const ended = live.length === 0 ? scene.runs : scene.runs.filter((run) => !live.includes(run));
    const wanted = live.length === 0 ? undefined : look(scene, ended, theme, ratio);
    if (wanted === undefined || !isSame(wanted, this.#drawn)) {
      this.#base.begin(scene.width, scene.height, ratio, theme.font);
      paintBase(this.#base, scene, theme, ended);
    }
    this.#drawn = wanted;
    if (live.length === 0) return;
    this.#live.begin(scene.width, scene.height, ratio, theme.font);
    paintLines(this.#live, scene, theme, live);
  }
}

/** Runs whose lines are drawn by themselves. */
function above({ runs, groups }: Scene): readonly SceneRun[] {
  if (groups.length > 0) return [];
  const rows = runs.reduce((sum, { isLive, window }) => (isLive === true ? sum : sum + window.line.count), 0);
  return rows < leastRows ? [] : runs.filter(({ isLive }) => isLive === true);
}

/** All that the lower picture depends on. */
function look(
  { width, height, axis, x, y, runs, flags }: Scene,
  ended: readonly SceneRun[],
  theme: Theme,
  ratio: number,
): readonly unknown[] {
  return [
    ...[width, height, ratio, theme, axis, x.from, x.to, x.isLog, y.from, y.to, y.isLog, runs.length],
    // Whether points are seen one by one is a matter of all lines.
    ...runs.map(({ window }) => window.line.kind),
    ...ended.flatMap(({ id, color, window, best }) => [id, color, window, window.points, best?.step, best?.value]),
    ...flags.flatMap(({ kind, level, px }) => [kind, level, px]),
  ];
}

function isSame(a: readonly unknown[], b: readonly unknown[] | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((value, at) => Object.is(value, b[at]));
}
