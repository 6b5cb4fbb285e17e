/** A figure, printed beside its goal. Benchmarks tell; they never fail a build, because a shared machine is no stopwatch. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  /** The value should be at most this. */
  readonly goal?: number;
  readonly samples: readonly number[];
  /** What another program needed for the same, in the same invocation. */
  readonly peer?: { readonly name: string; readonly value: number };
}

export async function bench(title: string, measure: () => Promise<Figure>): Promise<void> {
  const { value, unit, goal, samples, peer } = await measure();
  const least = Math.min(...samples);
  const most = Math.max(...samples);
  const against = goal === undefined ? '' : `, goal ≤ ${goal} ${unit}: ${value <= goal ? 'met' : 'missed'}`;
  const beside = peer === undefined ? '' : `; ${peer.name} ${peer.value.toFixed(1)} ${unit}, ratio ${(value / peer.value).toFixed(2)}`;
  console.log(
    `${title}: ${value.toFixed(1)} ${unit} (${samples.length} samples, ${least.toFixed(1)} to ${most.toFixed(1)}${against})${beside}`,
  );
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of them lies; between two of them the one in the middle. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below = Number.NaN, above = Number.NaN] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}
