import type { MetricSeries } from './store/metricSeries.ts';

const mostValues = 60;

/** The course of a series in a few numbers: of each of equal stretches the last value, where that is finite. For a picture the size of a word. */
export function sparkOf({ count, read }: Pick<MetricSeries, 'count' | 'read'>, most = mostValues): readonly number[] {
  const stretches = Math.min(count, most);
  const values = Array.from({ length: stretches }, (_, index) => {
    const at = Math.ceil(((index + 1) * count) / stretches) - 1;
    return read(at, at + 1).values[0] ?? Number.NaN;
  });
  return values.filter(Number.isFinite);
}

/** As an SVG picture in itself; undefined where there is nothing to be seen. `color`: of the line. */
export function sparkSvg(values: readonly number[], color: string, widthPx = 180, heightPx = 36): string | undefined {
  if (values.length < 2) return undefined;
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const room = 2;
  const points = values.map((value, index) => {
    const x = room + (index * (widthPx - 2 * room)) / (values.length - 1);
    const y = high === low ? heightPx / 2 : room + ((high - value) * (heightPx - 2 * room)) / (high - low);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}"><polyline points="${points.join(' ')}" fill="none" stroke="${color}" stroke-width="1.5" stroke-linejoin="round"/></svg>`;
}
