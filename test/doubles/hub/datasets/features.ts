/** Of which type columns are, and what there is to say of their values. */
import type { Row } from './table.ts';

export interface Feature {
  readonly feature_idx: number;
  readonly name: string;
  readonly type: unknown;
}

export function columnsOf(rows: readonly Row[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

export function featuresOf(rows: readonly Row[]): readonly Feature[] {
  return columnsOf(rows).map((name, feature_idx) => ({ feature_idx, name, type: typeOf(rows.map((row) => row[name])) }));
}

function typeOf(values: readonly unknown[]): unknown {
  const there = values.filter((value) => value !== null && value !== undefined);
  const [first] = there;
  if (Array.isArray(first)) {
    return { feature: typeOf(there.flatMap((each) => (Array.isArray(each) ? each : []))), _type: 'List' };
  }
  if (typeof first === 'object' && first !== null) {
    const rows = there.map((each) => Object.fromEntries(Object.entries(Object(each))));
    return Object.fromEntries(columnsOf(rows).map((name) => [name, typeOf(rows.map((row) => row[name]))]));
  }
  return { dtype: dtypeOf(there), _type: 'Value' };
}

function dtypeOf(values: readonly unknown[]): string {
  if (values.length === 0) return 'null';
  if (values.every((value) => typeof value === 'boolean')) return 'bool';
  if (values.every((value) => Number.isInteger(value))) return 'int64';
  return values.every((value) => typeof value === 'number') ? 'float64' : 'string';
}

const mostLabels = 30;
const bins = 10;

export function statisticsOf(rows: readonly Row[]): readonly unknown[] {
  return columnsOf(rows).map((column_name) => {
    const values = rows.map((row) => row[column_name]);
    const there = values.filter((value) => value !== null && value !== undefined);
    const nan_count = values.length - there.length;
    const missing = { nan_count, nan_proportion: values.length === 0 ? 0 : nan_count / values.length };
    const of = (column_type: string, column_statistics: Readonly<Record<string, unknown>>): unknown => ({
      column_name,
      column_type,
      column_statistics: { ...missing, ...column_statistics },
    });
    const [first] = there;
    if (typeof first === 'boolean') return of('bool', { frequencies: frequencies(there) });
    if (typeof first === 'number') return of(there.every(Number.isInteger) ? 'int' : 'float', numbers(there.map(Number)));
    if (Array.isArray(first)) return of('list', numbers(there.map((each) => (Array.isArray(each) ? each.length : 0))));
    const texts = there.map(String);
    const counts = frequencies(texts);
    if (Object.keys(counts).length <= mostLabels && texts.length > Object.keys(counts).length) {
      return of('string_label', { no_label_count: 0, no_label_proportion: 0, n_unique: Object.keys(counts).length, frequencies: counts });
    }
    return of('string_text', numbers(texts.map(({ length }) => length)));
  });
}

function frequencies(values: readonly unknown[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}

function numbers(values: readonly number[]): Readonly<Record<string, unknown>> {
  if (values.length === 0) return { min: null, max: null, mean: null, median: null, std: null, histogram: null };
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number): number => sorted[Math.min(Math.max(index, 0), sorted.length - 1)] ?? 0;
  const min = at(0);
  const max = at(sorted.length - 1);
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, values.length - 1);
  const middle = sorted.length / 2;
  const width = (max - min) / bins;
  const hist = width === 0 ? [values.length] : Array.from({ length: bins }, () => 0);
  if (width > 0)
    for (const value of values) {
      const bin = Math.min(bins - 1, Math.floor((value - min) / width));
      hist[bin] = (hist[bin] ?? 0) + 1;
    }
  const bin_edges = width === 0 ? [min, max] : [...hist.map((_, bin) => min + bin * width), max];
  return {
    min,
    max,
    mean,
    median: (at(Math.ceil(middle) - 1) + at(Math.floor(middle))) / 2,
    std: Math.sqrt(variance),
    histogram: { hist, bin_edges },
  };
}
