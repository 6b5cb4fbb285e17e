import { meaningsOf } from '../merge.ts';
import { pointSources } from '../run.ts';
import type { ColumnKey } from './column.ts';

/** 0 is the most precise. */
export function rankOf({ source }: ColumnKey): number {
  return pointSources.indexOf(source);
}

/** Finds columns by their metric and by what its name may mean: there may be ten thousand metrics. */
export class ColumnIndex {
  readonly #byMetric = new Map<string, ColumnKey[]>();
  readonly #byMeaning = new Map<string, ColumnKey[]>();

  constructor(columns: Iterable<ColumnKey>) {
    for (const column of columns) {
      add(this.#byMetric, column.metric, column);
      for (const meaning of meaningsOf(column.metric)) add(this.#byMeaning, `${column.segment} ${meaning}`, column);
    }
  }

  /** In the order in which they first appeared. */
  get metrics(): readonly string[] {
    return [...this.#byMetric.keys()];
  }

  of(metric: string): readonly ColumnKey[] {
    return this.#byMetric.get(metric) ?? [];
  }

  /** Columns of the same segment that say the same metric more precisely, possibly under another name. */
  rivals(column: ColumnKey): readonly ColumnKey[] {
    const rivals = new Set<ColumnKey>();
    for (const meaning of meaningsOf(column.metric))
      for (const other of this.#byMeaning.get(`${column.segment} ${meaning}`) ?? []) if (rankOf(other) < rankOf(column)) rivals.add(other);
    return [...rivals];
  }
}

function add(map: Map<string, ColumnKey[]>, name: string, column: ColumnKey): void {
  const known = map.get(name);
  if (known === undefined) map.set(name, [column]);
  else known.push(column);
}
