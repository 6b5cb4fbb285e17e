import { effect, untracked } from '@preact/signals';
import type { Board } from '../board.ts';
import type { ChartData } from '../heldCharts.ts';
import type { Theme } from '../theme.ts';
import { CanvasSurface } from './canvasSurface.ts';
import { Layers } from './layers.ts';
import { Legend, type LegendRow } from './legend.ts';
import { legendAt, legendNow } from './legendRows.ts';
import { paintOverlay } from './overlay.ts';
import { flagsAt, pointedAt, readingsAt } from './readout.ts';
import { partOf, type Range, toPx } from './scale.ts';
import { boxOf, extentOf, type Scene, type SceneInput, sceneOf } from './scene.ts';
import { xWords } from './ticks.ts';
import { asOfWords, describeChart, firstValues } from './words.ts';

/** The elements of a card that the chart writes to itself, frame by frame. */
export interface ChartElements {
  readonly plot: HTMLElement;
  readonly lines: HTMLCanvasElement;
  /** Over them, where only what goes on is drawn again. */
  readonly live: HTMLCanvasElement;
  readonly overlay: HTMLCanvasElement;
  readonly legend: HTMLElement;
  /** Where the crosshair stands, in words. */
  readonly place: HTMLElement;
  /** Says from when the lines are, while they may be others now. */
  readonly age: HTMLElement;
  /** Says that outliers are cut off. */
  readonly cut: HTMLElement;
  /** The titles of flags under the crosshair. */
  readonly note: HTMLElement;
}

/** As many as the host takes for one chart; nobody tells more lines apart. */
const mostRuns = 1000;

/** Beyond each edge, in parts of what is seen: points are there when they are dragged into sight. */
const panRoom = 0.25;

/**
 * One chart on the screen: watches its window, draws it when something changed, and moves the crosshair without drawing it again.
 * Lines and crosshair are canvases of their own.
 */
export class ChartView {
  readonly metric: string;
  readonly board: Board;
  /** What was drawn last. */
  scene: Scene | undefined;
  /** A range that is being dragged, in pixels. */
  selection: Range | undefined;
  /** Where the pointer stands; undefined: not here. */
  pointerPx: number | undefined;
  /** How far down it stands. */
  pointerDownPx = Number.NaN;
  #theme: Theme;
  readonly #elements: ChartElements;
  readonly #data: ChartData;
  readonly #layers: Layers;
  readonly #overlay: CanvasSurface;
  readonly #legend: Legend;
  readonly #stops: (() => void)[] = [];
  #width = 0;
  #height = 0;
  #ratio = 1;
  #followFrom = Number.NaN;
  #isPointed = false;
  #described: { readonly runs: unknown; readonly summaries: unknown; readonly firsts: number; readonly age: string } | undefined;

  constructor(board: Board, metric: string, elements: ChartElements, theme: Theme) {
    this.board = board;
    this.metric = metric;
    this.#elements = elements;
    this.#theme = theme;
    this.#data = board.dataOf(metric);
    const surface = (canvas: HTMLCanvasElement) => new CanvasSurface(contextOf(canvas));
    this.#layers = new Layers(surface(elements.lines), surface(elements.live), elements.live);
    this.#overlay = new CanvasSurface(contextOf(elements.overlay));
    this.#legend = new Legend(elements.legend);
    const observer = new ResizeObserver(() => this.#measure());
    observer.observe(elements.plot);
    this.#stops.push(() => observer.disconnect());
    this.#measure();
    this.#stops.push(effect(() => this.#watch()));
    this.#stops.push(
      effect(() => {
        this.#input();
        this.drawSoon();
      }),
    );
    this.#stops.push(
      effect(() => {
        board.cursor.value;
        this.pointSoon();
      }),
    );
  }

  wear(theme: Theme): void {
    this.#theme = theme;
    this.drawSoon();
  }

  drawSoon(): void {
    this.board.frames.once(this.#stage, this, () => this.#draw());
  }

  pointSoon(): void {
    this.board.frames.once(this.#stage, this.#overlay, () => this.#point());
  }

  /** The chart that somebody points at goes with the hand; the others follow as there is time. */
  get #stage(): 'pointed' | 'draw' {
    return this.board.cursor.peek()?.chart === this.metric ? 'pointed' : 'draw';
  }

  /** Everything there is of x, in all charts that are held: they share what is seen of it. */
  extent(): Range | undefined {
    return this.scene === undefined ? undefined : extentOf(this.board.windowsOn(this.scene.axis, this.scene.x.isLog), this.scene.x.isLog);
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.board.frames.forget(this);
    this.board.frames.forget(this.#overlay);
    this.board.unwatch(this.metric);
    if (this.board.cursor.peek()?.chart === this.metric) this.board.cursor.value = undefined;
  }

  #measure(): void {
    const { clientWidth, clientHeight } = this.#elements.plot;
    const ratio = window.devicePixelRatio || 1;
    if (clientWidth === 0 || (clientWidth === this.#width && clientHeight === this.#height && ratio === this.#ratio)) return;
    this.#width = clientWidth;
    this.#height = clientHeight;
    this.#ratio = ratio;
    this.#layers.reset();
    for (const canvas of [this.#elements.lines, this.#elements.live, this.#elements.overlay]) {
      canvas.width = Math.round(clientWidth * ratio);
      canvas.height = Math.round(clientHeight * ratio);
    }
    untracked(() => this.#watch());
    this.drawSoon();
  }

  #watch(): void {
    const { axis, isLogX, smoothing } = this.board.view.value;
    const zoom = this.board.zoom.value;
    const isFollowing = this.board.isFollowing.value;
    const isPanning = this.board.isPanning.value && zoom !== undefined;
    const summaries = this.board.summariesOf(this.metric).value;
    const runs = this.board.shown.value.flatMap(({ id }) => (summaries.has(id) ? [id] : [])).slice(0, mostRuns);
    if (this.#width === 0) return;
    const { left, right } = boxOf(this.#width, this.#height);
    const columns = (right - left) * this.#ratio * (isPanning ? 1 + 2 * panRoom : 1);
    const range = isPanning ? partOf(zoom, isLogX, -panRoom, 1 + panRoom) : this.#range(zoom, isFollowing);
    this.board.watch({
      chart: this.metric,
      metric: this.metric,
      axis,
      isLogX,
      columns: Math.min(8192, Math.max(16, Math.round(columns))),
      smoothing,
      runs,
      ...(range === undefined ? {} : { from: range.from }),
      ...(range?.to === undefined ? {} : { to: range.to }),
    });
  }

  /** A window that follows is asked for again only after it has moved by half of itself: until then tails are folded in. */
  #range(zoom: Range | undefined, isFollowing: boolean): { readonly from: number; readonly to?: number } | undefined {
    if (zoom === undefined || !isFollowing) return zoom;
    const half = (zoom.to - zoom.from) / 2;
    if (!(this.#followFrom <= zoom.from && this.#followFrom > zoom.from - half)) this.#followFrom = zoom.from;
    return { from: this.#followFrom };
  }

  /** Reads everything that the picture depends on: what changed makes it be drawn again. */
  #input(): SceneInput {
    const { board, metric } = this;
    this.#data.version.value;
    const { axis, isLogX, isLogY, isClipped } = board.view.value;
    const summaries = board.summariesOf(metric).value;
    const runs = board.shown.value.flatMap(({ id, name, color, marks, status }) => {
      const window = this.#data.windows.get(id);
      return window === undefined ? [] : [{ id, name, color, window, best: summaries.get(id)?.best, marks, isLive: status === 'running' }];
    });
    const groups = board.groups.value.map(({ key, label, color, runs: members }) => ({
      key,
      label,
      color,
      runs: members.map(({ id }) => id),
    }));
    return { metric, width: this.#width, height: this.#height, axis, isLogX, isLogY, isClipped, seen: board.zoom.value, runs, groups };
  }

  #draw(): void {
    if (this.#width === 0) return;
    const input = untracked(() => this.#input());
    this.scene = sceneOf(input);
    this.#layers.draw(this.scene, this.#theme, this.#ratio);
    this.#point();
    this.board.frames.forget(this.#overlay);
    this.#describe(this.scene);
  }

  get #age(): string {
    const old = this.board.oldOf(this.metric);
    return old === undefined ? '' : asOfWords(old);
  }

  /** The words for a screen reader: written when they changed, not with every point. */
  #describe(scene: Scene): void {
    const runs = this.board.shown.peek();
    const summaries = this.board.summariesOf(this.metric).peek();
    const firsts = firstValues(scene);
    const known = this.#described;
    const age = this.#age;
    if (known?.runs === runs && known.summaries === summaries && known.firsts === firsts.size && known.age === age) return;
    this.#described = { runs, summaries, firsts: firsts.size, age };
    const words = describeChart(this.metric, runs, summaries, firsts);
    this.#elements.plot.setAttribute('aria-label', age === '' ? words : `${words}. All of it ${age}`);
  }

  /** Whether there is something behind values, for which room is kept, so that nothing jumps. */
  #hasDetails({ groups, runs }: Scene): boolean {
    return groups.length > 0 || runs.some(({ best, window }) => best !== undefined || window.smooth !== undefined);
  }

  /** The crosshair, the values at it, and what is being dragged. */
  #point(): void {
    const { scene } = this;
    if (scene === undefined) return;
    const cursor = this.board.cursor.peek();
    const at = cursor !== undefined && cursor.axis === scene.axis ? cursor.x : undefined;
    const readings = at === undefined ? [] : readingsAt(scene, at);
    const pointed =
      cursor?.chart === this.metric && this.pointerPx !== undefined ? pointedAt(scene, readings, this.pointerDownPx) : undefined;
    const isPointed = at !== undefined || this.selection !== undefined;
    // An empty canvas that is emptied again would be painted again.
    if (isPointed || this.#isPointed) {
      this.#overlay.begin(this.#width, this.#height, this.#ratio, this.#theme.font);
      paintOverlay(this.#overlay, scene, this.#theme, { at, readings, selection: this.selection, pointed });
    }
    this.#isPointed = isPointed;
    const rows: readonly LegendRow[] =
      at === undefined
        ? legendNow(scene, this.board.summariesOf(this.metric).peek(), this.board.shown.peek(), this.board.groups.peek())
        : legendAt(scene, readings, at, pointed);
    this.#legend.update(rows, this.#theme);
    this.#elements.legend.classList.toggle('has-details', this.#hasDetails(scene));
    write(this.#elements.place, at === undefined ? '' : xWords(scene.axis, at));
    write(this.#elements.age, this.#age);
    this.#elements.legend.classList.toggle('is-old', this.board.asOf.peek() !== undefined);
    write(this.#elements.cut, scene.isCut ? 'clipped' : '');
    // The pointer stands on a flag itself, the crosshair on the nearest point.
    const px = cursor?.chart !== this.metric || at === undefined ? undefined : (this.pointerPx ?? toPx(scene.x, at));
    this.#say(px === undefined ? [] : flagsAt(scene, px), px ?? 0);
  }

  #say(titles: readonly string[], px: number): void {
    const { note } = this.#elements;
    write(note, titles.join('\n'));
    if (titles.length === 0) return;
    const isRight = px > this.#width / 2;
    note.style.left = isRight ? 'auto' : `${Math.round(px) + 8}px`;
    note.style.maxWidth = `${Math.round(isRight ? px - 16 : this.#width - px - 16)}px`;
    note.style.right = isRight ? `${Math.round(this.#width - px) + 8}px` : 'auto';
  }
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws nothing');
  return context;
}
