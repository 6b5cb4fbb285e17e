/** The curves of a run as one SVG picture that stands in a card, on light and dark pages alike. Pure. */
import type { MetricSeries } from '../store/metricSeries.ts';

export interface PicturedSeries {
  readonly metric: string;
  readonly steps: Float64Array;
  readonly values: Float64Array;
}

const [chartWidth, chartHeight] = [460, 250];
const inner = { left: 58, right: 14, top: 34, bottom: 34 };
const columns = 2;
const stretches = 300;
const rowsRead = 65_536;
const ink = '#57606a';
const [grid, line] = ['#d0d7de', '#0969da'];

/**
 * Of each of many equal stretches the first, the lowest, the highest and the last value, in their order: no spike is lost, and a million
 * points are a few hundred. Not finite values are left out.
 */
export function thinned(series: Pick<MetricSeries, 'metric' | 'count' | 'read'>): PicturedSeries {
  const each = Math.max(1, Math.ceil(series.count / stretches));
  const steps: number[] = [];
  const values: number[] = [];
  let kept: (readonly [step: number, value: number])[] = [];
  const flush = (): void => {
    const [first, last] = [kept[0], kept.at(-1)];
    if (first === undefined || last === undefined) return;
    const low = kept.reduce((a, b) => (b[1] < a[1] ? b : a));
    const high = kept.reduce((a, b) => (b[1] > a[1] ? b : a));
    for (const point of kept.filter((one) => one === first || one === low || one === high || one === last)) {
      steps.push(point[0]);
      values.push(point[1]);
    }
    kept = [];
  };
  let seen = 0;
  for (let from = 0; from < series.count; from += rowsRead) {
    const read = series.read(from, Math.min(from + rowsRead, series.count));
    for (let index = 0; index < read.steps.length; index++) {
      const [step = Number.NaN, value = Number.NaN] = [read.steps[index], read.values[index]];
      if (Number.isFinite(value) && Number.isFinite(step)) kept.push([step, value]);
      seen += 1;
      if (seen % each === 0) flush();
    }
  }
  flush();
  return { metric: series.metric, steps: Float64Array.from(steps), values: Float64Array.from(values) };
}

/** Undefined where nothing can be drawn. `title`: for who does not see it. */
export function curvesPicture(series: readonly PicturedSeries[], title: string): string | undefined {
  const drawn = series.filter(({ values }) => values.length > 1);
  if (drawn.length === 0) return undefined;
  const across = Math.min(columns, drawn.length);
  const [width, height] = [across * chartWidth, Math.ceil(drawn.length / columns) * chartHeight];
  const charts = drawn.map((each, index) => chart(each, (index % columns) * chartWidth, Math.floor(index / columns) * chartHeight));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="11">`,
    `<title>${text(title)}</title>`,
    // Of its own, because a page may be dark.
    `<rect width="${width}" height="${height}" rx="6" fill="#ffffff"/>`,
    ...charts,
    '</svg>\n',
  ].join('\n');
}

function chart({ metric, steps, values }: PicturedSeries, x: number, y: number): string {
  const [lowX, highX] = rangeOf(steps);
  const [lowY, highY] = padded(rangeOf(values));
  const [left, top] = [x + inner.left, y + inner.top];
  const [w, h] = [chartWidth - inner.left - inner.right, chartHeight - inner.top - inner.bottom];
  const atX = (step: number): number => left + (highX === lowX ? w / 2 : ((step - lowX) / (highX - lowX)) * w);
  const atY = (value: number): number => top + h - ((value - lowY) / (highY - lowY)) * h;
  const ticksY = ticks(lowY, highY, 5).map((tick) => {
    const at = atY(tick).toFixed(1);
    return `<path d="M${left} ${at}h${w}" stroke="${grid}"/><text x="${left - 6}" y="${at}" dy="4" text-anchor="end" fill="${ink}">${tickText(tick)}</text>`;
  });
  const ticksX = ticks(lowX, highX, 5).map(
    (tick) => `<text x="${atX(tick).toFixed(1)}" y="${top + h + 16}" text-anchor="middle" fill="${ink}">${tickText(tick)}</text>`,
  );
  const points = Array.from(steps, (step, index) => `${atX(step).toFixed(1)},${atY(values[index] ?? 0).toFixed(1)}`);
  return [
    `<text x="${left}" y="${y + 20}" font-size="13" font-weight="600" fill="#1f2328">${text(metric)}</text>`,
    ...ticksY,
    ...ticksX,
    `<polyline points="${points.join(' ')}" fill="none" stroke="${line}" stroke-width="1.5" stroke-linejoin="round"/>`,
    `<text x="${left + w}" y="${top + h + 30}" text-anchor="end" fill="${ink}">step</text>`,
  ].join('\n');
}

function rangeOf(numbers: Float64Array): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of numbers) {
    if (one < low) low = one;
    if (one > high) high = one;
  }
  return [low, high];
}

function padded([low, high]: readonly [number, number]): readonly [number, number] {
  const room = high === low ? Math.max(1e-9, Math.abs(high) * 0.1) : (high - low) * 0.05;
  return [low - room, high + room];
}

/** Round numbers between the two, about so many. */
function ticks(low: number, high: number, about: number): readonly number[] {
  const raw = (high - low) / about;
  if (!(raw > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((each) => each * power >= raw) ?? 10) * power;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: Math.max(0, Math.min(count, 20)) }, (_, index) => (first + index) * step);
}

function tickText(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6) return `${Number((value / 1e6).toPrecision(4))}M`;
  if (size >= 1e4) return `${Number((value / 1e3).toPrecision(4))}k`;
  return size < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(4)));
}

function text(words: string): string {
  return words.slice(0, 60).replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
