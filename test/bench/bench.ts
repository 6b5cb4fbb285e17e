/** A figure, printed beside its goal. Benchmarks tell; they never fail a build, because a shared machine is no stopwatch. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  /** The value should be at most this. */
  readonly goal?: number;
  readonly samples: readonly number[];
}

export async function bench(title: string, measure: () => Promise<Figure>): Promise<void> {
  const { value, unit, goal, samples } = await measure();
  const least = Math.min(...samples);
  const most = Math.max(...samples);
  const against = goal === undefined ? '' : `, goal ≤ ${goal} ${unit}: ${value <= goal ? 'met' : 'missed'}`;
  console.log(`${title}: ${value.toFixed(1)} ${unit} (${samples.length} samples, ${least.toFixed(1)} to ${most.toFixed(1)}${against})`);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
