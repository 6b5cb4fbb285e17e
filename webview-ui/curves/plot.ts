import uPlot from 'uplot';
import { formatValue } from '../shared/format.ts';
import { align, type Line } from './align.ts';
import type { Theme } from './palette.ts';
import { smoothed } from './smoothing.ts';

/** One run in one chart. */
export interface PlottedRun extends Line {
  readonly color: number;
  readonly best: { readonly value: number; readonly step: number } | undefined;
}

export interface PlotLook {
  readonly smoothing: number;
  readonly isLogY: boolean;
  readonly theme: Theme;
}

const heightPx = 190;
const cursorGroup = 'steps';

/** The canvas of one chart. Made anew when the set of runs, the scale or the theme changes; new points only replace its data. */
export class Plot {
  readonly #chart: uPlot;
  readonly #look: PlotLook;
  #runs: readonly PlottedRun[];
  #isZoomed = false;

  constructor(target: HTMLElement, runs: readonly PlottedRun[], look: PlotLook, onCursor: (step: number | undefined) => void) {
    this.#runs = runs;
    this.#look = look;
    this.#chart = new uPlot(this.#options(target.clientWidth, onCursor), this.#data(), target);
    this.#chart.root.querySelector('canvas')?.setAttribute('aria-hidden', 'true');
  }

  update(runs: readonly PlottedRun[]): void {
    this.#runs = runs;
    // A zoomed chart stays where the person put it while points stream in.
    this.#chart.setData(this.#data(), !this.#isZoomed);
    if (this.#isZoomed) this.#chart.redraw();
  }

  resize(width: number): void {
    if (width > 0 && width !== this.#chart.width) this.#chart.setSize({ width, height: heightPx });
  }

  dispose(): void {
    this.#chart.destroy();
  }

  /** The first column of each run is what is looked at: smoothed where smoothing is on, with the raw line behind it as a ghost. */
  #data(): uPlot.AlignedData {
    const { smoothing, isLogY } = this.#look;
    const isDrawable = (y: number) => Number.isFinite(y) && (!isLogY || y > 0);
    const lines = smoothing === 0 ? this.#runs : this.#runs.flatMap((run) => [run, { xs: run.xs, ys: smoothed(run.ys, smoothing) }]);
    const { steps, columns } = align(lines, isDrawable);
    return [steps, ...columns];
  }

  #options(width: number, onCursor: (step: number | undefined) => void): uPlot.Options {
    const { theme, isLogY, smoothing } = this.#look;
    const axis: uPlot.Axis = {
      stroke: theme.muted,
      font: theme.font,
      grid: { stroke: theme.grid, width: 1, dash: theme.isHighContrast ? [2, 4] : [] },
      ticks: { show: false },
      border: { show: false },
    };
    const series = this.#runs.flatMap((run): uPlot.Series[] => {
      const line: uPlot.Series = { stroke: theme.color(run.color), dash: theme.dash(run.color), width: 1.75, points: { size: 4 } };
      return smoothing === 0 ? [line] : [{ ...line, width: 1, alpha: 0.32, points: { show: false } }, line];
    });
    return {
      width: Math.max(width, 80),
      height: heightPx,
      padding: [10, 18, 0, 0],
      legend: { show: false },
      cursor: {
        sync: { key: cursorGroup, setSeries: false },
        y: false,
        // The ghost of a smoothed line (every odd series) has no point of its own.
        points: { size: (_chart, series) => (smoothing > 0 && series % 2 === 1 ? 0 : 7) },
        drag: { x: true, y: false },
        bind: {
          dblclick: (_chart, _target, handler) => (event) => {
            this.#isZoomed = false;
            return handler(event);
          },
        },
      },
      scales: {
        x: { time: false, range: (_chart, min, max) => (min === max ? [min - 1, max + 1] : [min, max]) },
        y: { distr: isLogY ? 3 : 1 },
      },
      axes: [
        { ...axis, size: 26, gap: 4, space: 44, values: (_chart, steps) => steps.map(shortStep) },
        {
          ...axis,
          size: 50,
          gap: 4,
          space: 32,
          values: (_chart, values) => values.map((value) => (value === null ? '' : formatValue(value))),
        },
      ],
      series: [{}, ...series],
      hooks: {
        setSelect: [
          (chart) => {
            if (chart.select.width > 0) this.#isZoomed = true;
          },
        ],
        setCursor: [
          (chart) => {
            const at = chart.cursor.idx;
            onCursor(at === null || at === undefined ? undefined : chart.data[0][at]);
          },
        ],
        draw: [(chart) => this.#drawMarks(chart)],
      },
    };
  }

  /** A ring at the best point, and a cross at the edge where a value could not be drawn. */
  #drawMarks(chart: uPlot): void {
    const { ctx, bbox } = chart;
    const { theme, isLogY } = this.#look;
    const ratio = uPlot.pxRatio;
    ctx.save();
    // The dash of the last line drawn is still set.
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top - 6 * ratio, bbox.width + 8 * ratio, bbox.height + 12 * ratio);
    ctx.clip();
    for (const run of this.#runs) {
      ctx.strokeStyle = theme.color(run.color);
      ctx.lineWidth = 1.5 * ratio;
      if (run.best !== undefined && Number.isFinite(run.best.value) && (!isLogY || run.best.value > 0)) {
        const x = chart.valToPos(run.best.step, 'x', true);
        const y = chart.valToPos(run.best.value, 'y', true);
        ctx.beginPath();
        ctx.arc(x, y, 4 * ratio, 0, 2 * Math.PI);
        ctx.fillStyle = theme.surface;
        ctx.fill();
        ctx.stroke();
      }
      let lastX = Number.NEGATIVE_INFINITY;
      for (let at = 0; at < run.ys.length; at++) {
        const value = run.ys[at] ?? 0;
        if (Number.isFinite(value)) continue;
        const x = chart.valToPos(run.xs[at] ?? 0, 'x', true);
        // A thousand of them in a row are one statement.
        if (x - lastX < 9 * ratio) continue;
        lastX = x;
        const y = value === Number.POSITIVE_INFINITY ? bbox.top + 3 * ratio : bbox.top + bbox.height - 3 * ratio;
        cross(ctx, x, y, 3 * ratio);
      }
    }
    ctx.restore();
  }
}

function cross(ctx: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  ctx.beginPath();
  ctx.moveTo(x - size, y - size);
  ctx.lineTo(x + size, y + size);
  ctx.moveTo(x - size, y + size);
  ctx.lineTo(x + size, y - size);
  ctx.stroke();
}

function shortStep(step: number): string {
  if (!Number.isInteger(step)) return Math.abs(step) < 100 ? String(Number(step.toPrecision(3))) : '';
  if (Math.abs(step) >= 1_000_000) return `${Number((step / 1_000_000).toPrecision(4))}M`;
  return Math.abs(step) >= 10_000 ? `${Number((step / 1000).toPrecision(4))}k` : String(step);
}
