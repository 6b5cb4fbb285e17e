/** What stands in the texts of a split, beyond their columns: languages, personal data, keys, answers that are preferred to themselves. */
import { type Cell, type CellRecord, cellText } from '../cell.ts';
import type { SourceRow } from '../table.ts';
import { type Finding, mostPlaces, share } from './finding.ts';
import { normalised } from './hash.ts';
import { languageOf } from './languages.ts';
import { type PersonalKind, personalKinds, personalWords, secretKinds, shownAround, shownExample } from './privacy.ts';

export interface Seen {
  count: number;
  readonly rows: number[];
  example?: string;
}

export class ContentWatch {
  readonly #languages = new Map<string, number>();
  readonly #personal = new Map<PersonalKind, Seen>();
  readonly #secrets = new Map<string, Seen>();
  /** Rows whose chosen answer is the rejected one. */
  readonly samePairs: Seen = { count: 0, rows: [] };
  #rows = 0;

  add({ index, cells }: SourceRow, prose: string): void {
    this.#rows += 1;
    const language = languageOf(prose);
    if (language !== undefined) this.#languages.set(language, (this.#languages.get(language) ?? 0) + 1);
    const text = Object.values(cells).map(cellText).join('\n');
    for (const kind of personalKinds(text)) note(this.#personal, kind, index, text);
    for (const kind of secretKinds(text)) note(this.#secrets, kind, index, text);
    const { chosen, rejected } = cells;
    if (
      chosen !== undefined &&
      rejected !== undefined &&
      chosen !== null &&
      normalised(cellText(chosen)) === normalised(cellText(rejected ?? null))
    ) {
      this.samePairs.count += 1;
      if (this.samePairs.rows.length < mostPlaces) this.samePairs.rows.push(index);
    }
  }

  languages(rows: number): readonly { readonly language: string; readonly rows: number }[] {
    return [...this.#languages]
      .filter(([, count]) => count >= rows / 100)
      .sort(([, a], [, b]) => b - a)
      .map(([language, count]) => ({ language, rows: count }));
  }

  /** As an example in a report. */
  shown(cells: CellRecord): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(cells)
        .slice(0, 24)
        .map(([name, cell]: [string, Cell]) => [name, cell === null ? 'null' : shownExample(cellText(cell))]),
    );
  }

  findings(split: string): readonly Finding[] {
    return [
      ...[...this.#secrets].map(([kind, seen]) =>
        finding('secrets', split, seen, this.#rows, `of ${split} hold what looks like a key (${kind}).`),
      ),
      ...[...this.#personal].map(([kind, seen]) =>
        finding('personal-data', split, seen, this.#rows, `of ${split} hold what looks like ${personalWords[kind]}.`),
      ),
    ];
  }
}

function note<K>(seen: Map<K, Seen>, kind: K, row: number, text: string): void {
  const known = seen.get(kind) ?? { count: 0, rows: [], example: shownAround(text) };
  known.count += 1;
  if (known.rows.length < mostPlaces) known.rows.push(row);
  seen.set(kind, known);
}

function finding(kind: 'secrets' | 'personal-data', split: string, { count, rows, example }: Seen, of: number, what: string): Finding {
  return {
    kind,
    severity: 'warning',
    split,
    count,
    of,
    rows: rows.map((row) => ({ split, row })),
    text: `${share(count, of)} ${what}`,
    ...(example === undefined ? {} : { example }),
  };
}
