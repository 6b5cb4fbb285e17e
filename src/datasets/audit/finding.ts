/** What an audit found, with its evidence. */

export type FindingKind =
  | 'bad-rows'
  | 'encoding'
  | 'nulls'
  | 'empties'
  | 'constant'
  | 'mixed-types'
  | 'duplicates'
  | 'near-duplicates'
  | 'contradictions'
  | 'overlap'
  | 'near-overlap'
  | 'imbalance'
  | 'unseen-labels'
  | 'role-order'
  | 'no-answer'
  | 'same-preference'
  | 'personal-data'
  | 'secrets'
  | 'licence'
  | 'gated'
  | 'schema'
  | 'cut-cells';

export type Severity = 'error' | 'warning' | 'note';

export interface RowPlace {
  readonly split: string;
  /** From 0, as in the viewer of the Hub. */
  readonly row: number;
}

export interface Finding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  /** One sentence. */
  readonly text: string;
  readonly split?: string;
  readonly column?: string;
  /** Rows or pairs that it was found in. */
  readonly count: number;
  /** Rows that were looked at for it. */
  readonly of: number;
  /** Some of them: at most ten. */
  readonly rows: readonly RowPlace[];
  /** One of them in words, cut and without secrets. Words from outside. */
  readonly example?: string;
}

export const mostPlaces = 10;

/** `12 of 10,000 rows`. */
export function share(count: number, of: number, what = 'rows'): string {
  const percent = of === 0 ? 0 : (count / of) * 100;
  const rounded =
    percent > 0 && percent < 0.1 ? '< 0.1' : percent >= 10 || Number.isInteger(percent) ? percent.toFixed(0) : percent.toFixed(1);
  return `${grouped(count)} of ${grouped(of)} ${what} (${count > 0 && count < of && rounded === '100' ? '> 99' : rounded} %)`;
}

export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
