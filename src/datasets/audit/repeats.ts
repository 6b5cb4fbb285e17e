/** What repeats: rows within a split, rows of one split in another, and the same text under different labels. */
import { type Cell, cellText, isList, isRecord, textsIn } from '../cell.ts';
import type { SourceRow } from '../table.ts';
import type { ColumnRoles } from './columnRoles.ts';
import { type Finding, mostPlaces, type RowPlace, type Severity, share } from './finding.ts';
import { hashText, normalised } from './hash.ts';
import { NearIndex, nearKey, nearWords, piecesOf } from './minhash.ts';
import { shownExample } from './privacy.ts';

/** More columns than that are not compared. */
const mostColumns = 256;

interface Digest {
  readonly row: number;
  /** One number for each column, in the order of their first appearance; absent: null. */
  readonly cells: readonly (number | undefined)[];
}

interface NearPair {
  readonly at: RowPlace;
  readonly of: RowPlace;
  readonly similarity: number;
}

/** Of one split: what is kept of each looked-at row, a few numbers. */
export class SplitRepeats {
  readonly split: string;
  readonly #columns: Map<string, number>;
  readonly #digests: Digest[] = [];
  readonly #near = new NearIndex<RowPlace>();
  readonly #texts = new Set<number>();
  readonly #nearWithin: NearPair[] = [];
  readonly #nearAcross: NearPair[] = [];
  readonly #examples = new Map<number, string>();

  /** `columns`: shared by all splits. */
  constructor(split: string, columns: Map<string, number>) {
    this.split = split;
    this.#columns = columns;
  }

  /** `earlier`: the splits that were gone through before. A row with cells that were cut is compared with nothing. */
  add({ index, cells, cut }: SourceRow, earlier: readonly SplitRepeats[]): void {
    if (cut.length > 0) return;
    const digest: (number | undefined)[] = [];
    for (const [name, cell] of Object.entries(cells)) {
      const at = this.#columns.get(name) ?? this.#columns.size;
      if (at >= mostColumns) continue;
      this.#columns.set(name, at);
      if (cell !== null) digest[at] = hashText(normalised(cellText(cell)));
    }
    this.#digests.push({ row: index, cells: digest });
    this.#compareNearly(index, proseOf(cells), earlier);
  }

  #compareNearly(row: number, prose: string, earlier: readonly SplitRepeats[]): void {
    const text = normalised(prose);
    const hash = hashText(text);
    if (this.#texts.has(hash)) return;
    const pieces = piecesOf(text);
    if (pieces === undefined) return;
    const near = nearKey(pieces);
    const at = { split: this.split, row };
    for (const other of earlier) {
      // What is exactly the same is no near copy.
      const found = other.#texts.has(hash) ? undefined : other.#near.find(near);
      if (found === undefined) continue;
      this.#remember(this.#nearAcross, { at, of: found.of, similarity: found.similarity }, prose);
      break;
    }
    const within = this.#near.find(near);
    if (within !== undefined) this.#remember(this.#nearWithin, { at, of: within.of, similarity: within.similarity }, prose);
    this.#texts.add(hash);
    this.#near.insert(near, at);
  }

  #remember(pairs: NearPair[], pair: NearPair, prose: string): void {
    pairs.push(pair);
    if (this.#examples.size < mostPlaces) this.#examples.set(pair.at.row, shownExample(prose));
  }

  get rows(): number {
    return this.#digests.length;
  }

  /** What repeats in this split alone. `textOf`: the row again, for an example. */
  findings(roles: ColumnRoles): readonly Finding[] {
    const found: Finding[] = [];
    const whole = new Map<string, number>();
    const copies: number[] = [];
    for (const digest of this.#digests) {
      const key = this.#key(digest, (name) => !roles.ids.includes(name));
      if (key === undefined) continue;
      if (whole.has(key)) copies.push(digest.row);
      else whole.set(key, digest.row);
    }
    if (copies.length > 0)
      found.push(
        this.#finding(
          'duplicates',
          copies.length / this.rows > 0.01 ? 'warning' : 'note',
          copies,
          `repeat an earlier row of ${this.split} exactly (letters’ case and blanks aside${roles.ids.length === 0 ? '' : `, without ${roles.ids.join(', ')}`}).`,
        ),
      );
    const { length } = this.#nearWithin;
    if (length > 0)
      found.push(
        this.#nearFinding(
          'near-duplicates',
          length / this.rows > 0.01 ? 'warning' : 'note',
          this.#nearWithin,
          `nearly repeat an earlier row of ${this.split} (${nearWords}).`,
        ),
      );
    const contradictions = this.#contradictions(roles);
    if (contradictions.length > 0)
      found.push(
        this.#finding(
          'contradictions',
          'error',
          contradictions,
          `have the same text as an earlier row of ${this.split} and another ${roles.labels.join(', ')}.`,
        ),
      );
    return found;
  }

  /** Rows of this split whose texts stand in that one, too. */
  overlaps(other: SplitRepeats, roles: ColumnRoles): readonly Finding[] {
    const isCompared = roles.texts.length > 0 ? (name: string) => roles.texts.includes(name) : (name: string) => !roles.ids.includes(name);
    const theirs = new Map<string, number>();
    for (const digest of other.#digests) {
      const key = other.#key(digest, isCompared);
      if (key !== undefined && !theirs.has(key)) theirs.set(key, digest.row);
    }
    const same: { readonly at: number; readonly of: number }[] = [];
    for (const digest of this.#digests) {
      const key = this.#key(digest, isCompared);
      const row = key === undefined ? undefined : theirs.get(key);
      if (row !== undefined) same.push({ at: digest.row, of: row });
    }
    const near = this.#nearAcross.filter(({ of }) => of.split === other.split);
    const places = same.slice(0, mostPlaces / 2).flatMap(({ at, of }) => [
      { split: this.split, row: at },
      { split: other.split, row: of },
    ]);
    const exact: readonly Finding[] =
      same.length === 0
        ? []
        : [
            {
              kind: 'overlap',
              severity: 'error',
              split: this.split,
              count: same.length,
              of: this.rows,
              rows: places,
              text: `${share(same.length, this.rows)} of ${this.split} stand in ${other.split}, too${roles.texts.length > 0 ? ' (the same text)' : ''}.`,
            },
          ];
    return near.length === 0
      ? exact
      : [
          ...exact,
          this.#nearFinding('near-overlap', 'warning', near, `of ${this.split} stand nearly the same in ${other.split} (${nearWords}).`),
        ];
  }

  #contradictions({ labels, texts }: ColumnRoles): readonly number[] {
    if (labels.length === 0 || texts.length === 0) return [];
    const first = new Map<string, string>();
    const found: number[] = [];
    for (const digest of this.#digests) {
      const text = this.#key(digest, (name) => texts.includes(name));
      const label = this.#key(digest, (name) => labels.includes(name));
      if (text === undefined || label === undefined) continue;
      const known = first.get(text);
      if (known === undefined) first.set(text, label);
      else if (known !== label) found.push(digest.row);
    }
    return found;
  }

  /** Undefined: there is nothing in any of these columns. */
  #key({ cells }: Digest, isCompared: (column: string) => boolean): string | undefined {
    let key = '';
    let hasValue = false;
    for (const [name, at] of this.#columns) {
      if (!isCompared(name)) continue;
      const value = cells[at];
      if (value !== undefined && value !== emptyHash) hasValue = true;
      key += `${value === undefined ? '' : value.toString(36)},`;
    }
    return hasValue ? key : undefined;
  }

  #finding(kind: 'duplicates' | 'contradictions', severity: Severity, rows: readonly number[], what: string): Finding {
    return {
      kind,
      severity,
      split: this.split,
      count: rows.length,
      of: this.rows,
      rows: rows.slice(0, mostPlaces).map((row) => ({ split: this.split, row })),
      text: `${share(rows.length, this.rows)} ${what}`,
    };
  }

  #nearFinding(kind: 'near-duplicates' | 'near-overlap', severity: Severity, pairs: readonly NearPair[], what: string): Finding {
    const example = pairs.map(({ at }) => this.#examples.get(at.row)).find((each) => each !== undefined);
    return {
      kind,
      severity,
      split: this.split,
      count: pairs.length,
      of: this.rows,
      rows: pairs.slice(0, mostPlaces / 2).flatMap(({ at, of }) => [at, of]),
      text: `${share(pairs.length, this.rows)} ${what}`,
      ...(example === undefined ? {} : { example }),
    };
  }
}

const emptyHash = hashText('');

/** What reads like language in a row: texts with blanks between words, or of a script that needs none. Names and labels are left out. */
export function proseOf(cells: Readonly<Record<string, Cell>>): string {
  const texts: string[] = [];
  for (const cell of Object.values(cells))
    for (const text of isList(cell) || isRecord(cell) ? textsIn(cell) : typeof cell === 'string' ? [cell] : [])
      if (text.length >= 12 && /\S\s+\S|[\u3040-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/.test(text)) texts.push(text);
  return texts.join('\n');
}
