import { formatValue } from './format.ts';

const widthPx = 120;
const heightPx = 20;
const roomPx = 2;

/** The course of a metric, the size of a word: said in words for whoever does not see it. */
export function Sparkline({ metric, values }: { readonly metric: string; readonly values: readonly number[] }) {
  const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const points = values.map((value, index) => {
    const x = roomPx + (index * (widthPx - 2 * roomPx)) / Math.max(1, values.length - 1);
    const y = high === low ? heightPx / 2 : roomPx + ((high - value) * (heightPx - 2 * roomPx)) / (high - low);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const [first, last] = [values[0] ?? Number.NaN, values.at(-1) ?? Number.NaN];
  const words = `${metric} from ${formatValue(first)} to ${formatValue(last)}, between ${formatValue(low)} and ${formatValue(high)}`;
  return (
    <span class="sparkline" title={words}>
      <span class="sparkline-name">{metric}</span>
      <svg width={widthPx} height={heightPx} viewBox={`0 0 ${widthPx} ${heightPx}`} role="img" aria-label={words}>
        <polyline points={points.join(' ')} />
      </svg>
      <span class="sparkline-last">{formatValue(last)}</span>
    </span>
  );
}
