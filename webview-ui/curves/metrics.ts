import { formatValue, plural } from '../shared/format.ts';

/** Groups metrics by what stands before the `/`, in the order in which each prefix came first; `loss` alone is a prefix of its own. */
export function inPrefixOrder(metrics: readonly string[]): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const metric of metrics) {
    const prefix = metric.includes('/') ? metric.slice(0, metric.indexOf('/')) : '';
    const group = groups.get(prefix);
    if (group === undefined) groups.set(prefix, [metric]);
    else group.push(metric);
  }
  return [...groups.values()].flat();
}

/** Every word of the filter must occur in the name. */
export function isMatch(metric: string, filter: string): boolean {
  const name = metric.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}

export interface Described {
  readonly name: string;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly best: { readonly value: number; readonly step: number; readonly goal: 'min' | 'max' } | undefined;
}

/** A chart in words, for someone who does not see it. */
export function describeChart(metric: string, lines: readonly Described[]): string {
  const described = lines.filter((line) => line.xs.length > 0).map(describeLine);
  return described.length === 0 ? `${metric}: no points yet` : `${metric}. ${described.join('. ')}`;
}

function describeLine({ name, xs, ys, best }: Described): string {
  const first = ys[0] ?? Number.NaN;
  const last = ys.at(-1) ?? Number.NaN;
  const peak = best === undefined ? '' : `, best ${formatValue(best.value)} at step ${formatValue(best.step)}`;
  return `${name}: ${plural(xs.length, 'point')}, first ${formatValue(first)}${peak}, last ${formatValue(last)} at step ${formatValue(xs.at(-1) ?? 0)}`;
}
