/** What the looked-at rows hold in one column, gathered row by row in bounded memory. */
import { type Cell, type CellKind, cellText, isEmpty, isList, kindOf, textsIn } from '../cell.ts';
import { shapeOf, type TurnShape, type TurnTrouble, turnsOf, turnText, turnTroubles } from './conversation.ts';
import { mostPlaces } from './finding.ts';
import { estimatedTokens, type LengthFacts, Lengths, wordsIn } from './lengths.ts';

/** More different values than that are not kept. */
const mostDistinct = 1_000;
const longestKeptValue = 200;

export interface ColumnFacts {
  readonly name: string;
  readonly type: string;
  readonly labels?: readonly string[];
  /** Rows that were looked at. */
  readonly rows: number;
  readonly nulls: number;
  readonly empties: number;
  readonly cut: number;
  readonly kinds: Readonly<Partial<Record<CellKind, number>>>;
  /** Undefined: more than a thousand. */
  readonly distinct?: number;
  readonly top: readonly { readonly value: string; readonly count: number }[];
  readonly numbers?: { readonly min: number; readonly max: number; readonly mean: number; readonly notFinite: number };
  readonly chars?: LengthFacts;
  readonly words?: LengthFacts;
  /** Estimated. */
  readonly tokens?: LengthFacts;
  /** Turns of a conversation, items of a list. */
  readonly items?: LengthFacts;
  readonly turns?: { readonly shape: TurnShape; readonly rows: number; readonly roles: readonly string[] };
}

export interface TroubleCount {
  readonly count: number;
  readonly rows: readonly number[];
}

export class ColumnStats {
  readonly name: string;
  type: string;
  labels: readonly string[] | undefined;
  readonly troubles = new Map<TurnTrouble, { count: number; readonly rows: number[] }>();
  readonly nullRows: number[] = [];
  readonly emptyRows: number[] = [];
  readonly #kinds = new Map<CellKind, number>();
  #rows = 0;
  #nulls = 0;
  #empties = 0;
  #cut = 0;
  #values: Map<string, number> | undefined = new Map();
  #numbers = { count: 0, sum: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, notFinite: 0 };
  readonly #chars = new Lengths();
  readonly #words = new Lengths();
  readonly #tokens = new Lengths();
  readonly #items = new Lengths();
  readonly #turnRows = new Map<TurnShape, number>();
  readonly #roles = new Set<string>();

  constructor(name: string, type: string, labels?: readonly string[]) {
    this.name = name;
    this.type = type;
    this.labels = labels;
  }

  /** Rows before the first one in which the column stands. */
  addMissed(rows: number): void {
    if (rows === 0) return;
    this.#rows += rows;
    this.#nulls += rows;
    this.#kinds.set('null', (this.#kinds.get('null') ?? 0) + rows);
  }

  add(cell: Cell, row: number, isCut: boolean): void {
    this.#rows += 1;
    const kind = kindOf(cell);
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    if (cell === null) {
      this.#nulls += 1;
      if (this.nullRows.length < mostPlaces) this.nullRows.push(row);
      return;
    }
    if (isCut) this.#cut += 1;
    if (isEmpty(cell)) {
      this.#empties += 1;
      if (this.emptyRows.length < mostPlaces) this.emptyRows.push(row);
    }
    if (kind !== 'list' && kind !== 'record' && kind !== 'binary') this.#count(String(cell));
    if (typeof cell === 'number') this.#addNumber(cell);
    // The end of a cut text is not known, so its length is not either.
    if (isCut) return;
    if (isList(cell)) this.#items.add(cell.length);
    const shape = shapeOf(cell);
    if (shape !== undefined) this.#addTurns(cell, shape, row);
    else if (typeof cell === 'string' || kind === 'list' || kind === 'record')
      this.#addText(typeof cell === 'string' ? cell : [...textsIn(cell)].join('\n'));
  }

  #count(value: string): void {
    if (this.#values === undefined) return;
    const key = value.slice(0, longestKeptValue);
    this.#values.set(key, (this.#values.get(key) ?? 0) + 1);
    if (this.#values.size > mostDistinct) this.#values = undefined;
  }

  #addNumber(value: number): void {
    const { count, sum, min, max, notFinite } = this.#numbers;
    this.#numbers = Number.isFinite(value)
      ? { count: count + 1, sum: sum + value, min: Math.min(min, value), max: Math.max(max, value), notFinite }
      : { count, sum, min, max, notFinite: notFinite + 1 };
  }

  #addTurns(cell: Cell, shape: TurnShape, row: number): void {
    const turns = turnsOf(cell, shape);
    this.#turnRows.set(shape, (this.#turnRows.get(shape) ?? 0) + 1);
    for (const { role } of turns) if (this.#roles.size < 20) this.#roles.add(role);
    this.#addText(turns.map(turnText).join('\n'));
    for (const trouble of turnTroubles(turns)) {
      const known = this.troubles.get(trouble) ?? { count: 0, rows: [] };
      known.count += 1;
      if (known.rows.length < mostPlaces) known.rows.push(row);
      this.troubles.set(trouble, known);
    }
  }

  #addText(text: string): void {
    this.#chars.add(text.length);
    this.#words.add(wordsIn(text));
    this.#tokens.add(estimatedTokens(text));
  }

  facts(): ColumnFacts {
    const { count, sum, min, max, notFinite } = this.#numbers;
    const top = [...(this.#values ?? new Map<string, number>())].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 20);
    const [turns] = [...this.#turnRows].sort(([, x], [, y]) => y - x);
    const [chars, words, tokens, items] = [this.#chars.facts(), this.#words.facts(), this.#tokens.facts(), this.#items.facts()];
    return {
      name: this.name,
      type: this.type,
      ...(this.labels === undefined ? {} : { labels: this.labels }),
      rows: this.#rows,
      nulls: this.#nulls,
      empties: this.#empties,
      cut: this.#cut,
      kinds: Object.fromEntries(this.#kinds),
      ...(this.#values === undefined ? {} : { distinct: this.#values.size }),
      top: top.map(([value, times]) => ({ value: cellText(value), count: times })),
      ...(count + notFinite === 0 ? {} : { numbers: { min, max, mean: count === 0 ? Number.NaN : sum / count, notFinite } }),
      ...(chars === undefined ? {} : { chars }),
      ...(words === undefined ? {} : { words }),
      ...(tokens === undefined ? {} : { tokens }),
      ...(items === undefined ? {} : { items }),
      ...(turns === undefined ? {} : { turns: { shape: turns[0], rows: turns[1], roles: [...this.#roles] } }),
    };
  }
}
