import type { ChartView } from './chartView.ts';
import { neighbour, snapped } from './readout.ts';
import { fromPx, partOf, type Range, toPx, within } from './scale.ts';
import { spokenAt } from './words.ts';

/** Less than this is a click, not a range. */
const leastDragPx = 4;
const zoomPerKey = 0.7;
const shiftPerKey = 0.1;

/** What a key does that is not about the chart's range: the card does it. */
export interface CardActions {
  readonly toggleTable: () => void;
  readonly togglePin: () => void;
  readonly openMenu: () => void;
  readonly openKeys: () => void;
}

/**
 * Pointer, wheel and keyboard on a chart. Dragging selects a range, with Shift it moves what is seen; Ctrl and the wheel zoom around
 * the pointer; a double click or Escape shows everything again. Every move only sets what is seen: drawing is done once per frame.
 */
export function listenToGestures(plot: HTMLElement, view: ChartView, actions: CardActions): () => void {
  const gestures = new Gestures(plot, view, actions);
  const stop = new AbortController();
  const { signal } = stop;
  plot.addEventListener('pointerdown', (event) => gestures.down(event), { signal });
  plot.addEventListener('pointermove', (event) => gestures.move(event), { signal });
  plot.addEventListener('pointerup', (event) => gestures.up(event), { signal });
  plot.addEventListener('pointercancel', () => gestures.cancel(), { signal });
  plot.addEventListener('pointerleave', () => gestures.leave(), { signal });
  plot.addEventListener('dblclick', () => view.board.zoomTo(undefined), { signal });
  plot.addEventListener('wheel', (event) => gestures.wheel(event), { signal, passive: false });
  plot.addEventListener('keydown', (event) => gestures.key(event), { signal });
  return () => stop.abort();
}

/** Nothing else is done with it: VS Code hands the editor around a view every turn of the wheel that reaches the page's window. */
function take(event: WheelEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

type Drag =
  | { readonly kind: 'select'; readonly startPx: number }
  | { readonly kind: 'pan'; readonly startPx: number; readonly range: Range };

class Gestures {
  readonly #plot: HTMLElement;
  readonly #view: ChartView;
  readonly #actions: CardActions;
  #drag: Drag | undefined;

  constructor(plot: HTMLElement, view: ChartView, actions: CardActions) {
    this.#plot = plot;
    this.#view = view;
    this.#actions = actions;
  }

  down(event: PointerEvent): void {
    const { scene } = this.#view;
    if (scene === undefined || event.button > 1) return;
    const px = this.#px(event);
    if (px < scene.box.left - 4 || px > scene.box.right + 4) return;
    this.#plot.setPointerCapture(event.pointerId);
    const isPan = event.shiftKey || event.button === 1;
    if (isPan) event.preventDefault();
    this.#view.board.isPanning.value = isPan;
    this.#drag = isPan ? { kind: 'pan', startPx: px, range: { from: scene.x.from, to: scene.x.to } } : { kind: 'select', startPx: px };
  }

  move(event: PointerEvent): void {
    const { scene } = this.#view;
    if (scene === undefined) return;
    const px = this.#px(event);
    this.#view.pointerPx = px;
    this.#view.pointerDownPx = event.clientY - this.#plot.getBoundingClientRect().top;
    if (this.#drag?.kind === 'pan') {
      const { range, startPx } = this.#drag;
      const share = (startPx - px) / (scene.box.right - scene.box.left);
      this.#see(partOf(range, scene.x.isLog, share, 1 + share));
      return;
    }
    if (this.#drag !== undefined) this.#view.selection = this.#selected(this.#drag.startPx, px);
    this.#point(px);
    this.#view.pointSoon();
  }

  up(event: PointerEvent): void {
    const drag = this.#drag;
    const { scene } = this.#view;
    this.cancel();
    if (drag?.kind !== 'select' || scene === undefined) return;
    const selected = this.#selected(drag.startPx, this.#px(event));
    if (selected === undefined) return;
    this.#view.board.isFollowing.value = false;
    this.#view.board.zoomTo({ from: fromPx(scene.x, selected.from), to: fromPx(scene.x, selected.to) });
  }

  cancel(): void {
    this.#view.board.isPanning.value = false;
    this.#drag = undefined;
    this.#view.selection = undefined;
    this.#view.pointSoon();
  }

  leave(): void {
    this.#view.pointerPx = undefined;
    if (this.#drag === undefined) this.#view.board.cursor.value = undefined;
  }

  /** With Ctrl (or two fingers drawn apart) it zooms around the pointer; sideways, or with Shift, it moves what is seen when that is not all. */
  wheel(event: WheelEvent): void {
    const { scene, board } = this.#view;
    if (scene === undefined) return;
    const width = scene.box.right - scene.box.left;
    if (event.ctrlKey || event.metaKey) {
      take(event);
      const share = (this.#px(event) - scene.box.left) / width;
      this.#zoom(Math.exp(Math.max(-120, Math.min(120, event.deltaY)) * 0.004), share);
      return;
    }
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : 0;
    if (sideways === 0 || board.zoom.peek() === undefined) return;
    take(event);
    this.#shift(sideways / width);
  }

  key(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey || (event.ctrlKey && event.key !== '+' && event.key !== '-')) return;
    if (!this.#onKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #onKey({ key, shiftKey }: KeyboardEvent): boolean {
    const { board } = this.#view;
    switch (key) {
      case 'ArrowLeft':
      case 'ArrowRight': {
        const direction = key === 'ArrowRight' ? 1 : -1;
        if (shiftKey) this.#shift(shiftPerKey * direction);
        else this.#walk(direction);
        return true;
      }
      case 'Home':
      case 'End':
        this.#walkTo(key === 'Home' ? 'first' : 'last');
        return true;
      case '+':
      case '=':
        this.#zoom(zoomPerKey, this.#cursorShare());
        return true;
      case '-':
      case '_':
        this.#zoom(1 / zoomPerKey, this.#cursorShare());
        return true;
      case '0':
        board.zoomTo(undefined);
        return true;
      case 'Escape':
        return this.#escape();
      case 't':
      case 'T':
        this.#actions.toggleTable();
        return true;
      case 'p':
      case 'P':
        this.#actions.togglePin();
        return true;
      case 'm':
      case 'M':
        this.#actions.openMenu();
        return true;
      case '?':
        this.#actions.openKeys();
        return true;
      default:
        return false;
    }
  }

  /** One thing at a time: what is being dragged, the zoom, the crosshair. */
  #escape(): boolean {
    const { board } = this.#view;
    if (this.#drag !== undefined) {
      if (this.#drag.kind === 'pan') this.#see(this.#drag.range);
      this.cancel();
    } else if (board.zoom.peek() !== undefined) board.zoomTo(undefined);
    else if (board.cursor.peek() !== undefined) board.cursor.value = undefined;
    else return false;
    return true;
  }

  #walk(direction: 1 | -1): void {
    const { scene, board } = this.#view;
    if (scene === undefined) return;
    const cursor = board.cursor.peek();
    const isHere = cursor?.axis === scene.axis && cursor.x >= scene.x.from && cursor.x <= scene.x.to;
    const next = isHere ? neighbour(scene, cursor.x, direction) : snapped(scene, direction > 0 ? scene.box.left : scene.box.right);
    if (next !== undefined) this.#stand(next);
  }

  #walkTo(end: 'first' | 'last'): void {
    const { scene } = this.#view;
    if (scene === undefined) return;
    const x = snapped(scene, end === 'first' ? scene.box.left : scene.box.right);
    if (x !== undefined) this.#stand(x);
  }

  #stand(x: number): void {
    const { scene, board, metric } = this.#view;
    if (scene === undefined) return;
    this.#view.pointerPx = undefined;
    board.cursor.value = { chart: metric, axis: scene.axis, x };
    board.spoken.value = spokenAt(scene, x);
  }

  #point(px: number): void {
    const { scene, board, metric } = this.#view;
    if (scene === undefined) return;
    const x = snapped(scene, Math.max(scene.box.left, Math.min(scene.box.right, px)));
    const known = board.cursor.peek();
    if (x === undefined || (known?.x === x && known.chart === metric && known.axis === scene.axis)) return;
    board.cursor.value = { chart: metric, axis: scene.axis, x };
  }

  #cursorShare(): number {
    const { scene, board } = this.#view;
    const cursor = board.cursor.peek();
    if (scene === undefined || cursor?.axis !== scene.axis) return 0.5;
    const share = (toPx(scene.x, cursor.x) - scene.box.left) / (scene.box.right - scene.box.left);
    return share >= 0 && share <= 1 ? share : 0.5;
  }

  /** `factor` below 1 shows less; the place at `share` of the width stays where it is. */
  #zoom(factor: number, share: number): void {
    const { scene } = this.#view;
    if (scene !== undefined) this.#see(partOf(scene.x, scene.x.isLog, share * (1 - factor), share + (1 - share) * factor));
  }

  #shift(share: number): void {
    const { scene } = this.#view;
    if (scene !== undefined) this.#see(partOf(scene.x, scene.x.isLog, share, 1 + share));
  }

  #see(range: Range): void {
    const { scene, board } = this.#view;
    const extent = this.#view.extent();
    if (scene === undefined || extent === undefined || !(range.from < range.to)) return;
    const kept = within(range, extent, scene.x.isLog);
    board.isFollowing.value = false;
    // All of it is no zoom: new points are seen again as they come.
    const isAll = kept.from <= extent.from && kept.to >= extent.to;
    if (!isAll && !isTooNear(kept)) board.zoomTo(kept);
    else if (isAll) board.zoomTo(undefined);
  }

  #selected(startPx: number, px: number): Range | undefined {
    const { scene } = this.#view;
    if (scene === undefined || Math.abs(px - startPx) < leastDragPx) return undefined;
    const { left, right } = scene.box;
    const clamp = (value: number) => Math.max(left, Math.min(right, value));
    return { from: clamp(Math.min(startPx, px)), to: clamp(Math.max(startPx, px)) };
  }

  #px(event: MouseEvent): number {
    return event.clientX - this.#plot.getBoundingClientRect().left;
  }
}

/** So near that neighbouring numbers cannot be told apart. */
function isTooNear({ from, to }: Range): boolean {
  return to - from <= Math.max(Math.abs(from), Math.abs(to)) * 1e-12;
}
