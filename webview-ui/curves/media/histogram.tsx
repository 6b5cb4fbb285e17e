import type { MediaItem } from '../../../src/protocol/curves.ts';
import { formatCount, formatValue } from '../../shared/format.ts';
import { barsOf } from './mediaModel.ts';

const width = 300;
const height = 90;

interface HistogramProps {
  readonly item: Extract<MediaItem, { readonly kind: 'histogram' }>;
  readonly color: string;
  readonly label: string;
}

/** Heights are densities, so that the area of a bar is its count. */
export function Histogram({ item, color, label }: HistogramProps) {
  const edges = new Float64Array(item.edges);
  const counts = new Float64Array(item.counts);
  const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  const all = counts.reduce((sum, count) => sum + count, 0);
  const words = `${formatCount(all)} values from ${formatValue(from)} to ${formatValue(to)}`;
  return (
    <figure class="media-bars">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={`${label}: ${words}`}>
        {barsOf(edges, counts, from, to).map((bar, at) => (
          <rect
            key={at}
            x={bar.x * width}
            y={(1 - bar.height) * height}
            width={Math.max(bar.width * width, 0.5)}
            height={bar.height * height}
            fill={color}
          />
        ))}
        <line x1={0} x2={width} y1={height} y2={height} stroke="currentColor" />
      </svg>
      <figcaption>
        <span>{formatValue(from)}</span>
        <span>{formatCount(all)} values</span>
        <span>{formatValue(to)}</span>
      </figcaption>
    </figure>
  );
}
