/** Tables that are printed row by row: one row for each epoch under a heading, or one box for each update. */
import type { Values } from './formats.ts';
import { factsOf } from './names.ts';
import { endOfNumber, numberBetween, parseNumber } from './numbers.ts';
import type { Place } from './pairs.ts';

export interface Row {
  readonly place: Place;
  readonly values: Values;
}

const firstColumn = /^(?:epochs?|iter(?:ation)?s?|steps?|class)$/i;
const headingStart = /^\|?\s*(?:epochs?|iter(?:ation)?s?|steps?|class)\s*[|\s]\s*[A-Za-z_]/i;
/** What such a line may begin with: few lines do. */
const headingFirst = new Set([...'|eEiIsScC \t'].map((char) => char.charCodeAt(0)));
const maxColumns = 40;
const maxHeadingChars = 400;

function cellsOf(line: string, isHeading: boolean): readonly string[] {
  const trimmed = line.trim();
  if (trimmed.startsWith('|'))
    return trimmed
      .split('|')
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '');
  // `Train Loss` is one column where columns are further apart.
  const wide = isHeading ? trimmed.split(/\s{2,}|\t/) : [];
  return wide.length > 2 ? wide.flatMap((cell) => (cell.includes('(') ? cell.split(/\s+/) : [cell])) : trimmed.split(/\s+/);
}

/** fastai, Ultralytics, skorch, scikit-learn’s boosting, tables in Markdown: a heading whose first column is the epoch or step, and rows of as many cells. */
export class Tables {
  #columns: readonly string[] = [];

  /** Whether the line is a heading. The rows that follow are read by it. */
  isHeading(line: string): boolean {
    if (line.length > maxHeadingChars || !headingFirst.has(line.charCodeAt(0)) || !headingStart.test(line)) return false;
    const cells = cellsOf(line, true);
    if (cells.length < 2 || cells.length > maxColumns || !firstColumn.test(cells[0] ?? '')) return false;
    if (cells.some((cell) => !/^[A-Za-z_]/.test(cell))) return false;
    const columns = cells
      .map((cell) => cell.replace(/^\w+\(/, '').replace(/[):]+$/, ''))
      .map((cell) => (cell.includes(' ') ? cell.replace(/\s+/g, '_').toLowerCase() : cell));
    if (!columns.some((column) => factsOf(column).kind === 'metric' || column === 'GPU_mem')) return false;
    this.#columns = columns;
    return true;
  }

  row(line: string): Row | undefined {
    const columns = this.#columns;
    if (columns.length === 0 || line.length > maxHeadingChars) return undefined;
    const cells = cellsOf(line, false);
    if (cells.length !== columns.length) return undefined;
    const place = placeOf(columns[0] ?? '', cells[0] ?? '');
    if (place === undefined) return undefined;
    const values: [string, number][] = [];
    for (const [index, cell] of cells.entries()) {
      const { name, kind } = factsOf(columns[index] ?? '');
      const value = index === 0 || kind === 'excluded' ? undefined : parseNumber(cell.replace(/%$/, ''));
      if (value !== undefined) values.push([name, value]);
    }
    return values.length === 0 ? undefined : { place, values };
  }
}

function placeOf(column: string, cell: string): Place | undefined {
  const [at, total, ...more] = cell.split('/').map(parseNumber);
  if (/^class$/i.test(column)) return cell === 'all' ? { step: undefined, total: undefined, epoch: undefined } : undefined;
  if (at === undefined || more.length > 0 || !Number.isSafeInteger(at)) return undefined;
  return /^epoch/i.test(column) ? { step: undefined, total: undefined, epoch: at } : { step: at, total, epoch: undefined };
}

const stepRows = ['total_timesteps', 'timesteps_total', 'timesteps', 'num_timesteps', 'iterations', 'iteration', 'epoch', 'step'];
const maxRows = 200;

/**
 * A box of `| name | value |` between two rules (stable-baselines3 and its kin). A name that ends in `/` begins a group. The step is
 * one of the rows, so nothing is known before the box is closed.
 */
export class Boxes {
  #rows: (readonly [group: string, name: string, value: number])[] = [];
  #group = '';
  #isOpen = false;

  static mayRead(line: string): boolean {
    const first = line.charCodeAt(0);
    return first === 0x7c || first === 0x2d || first === 0x2b;
  }

  /** Between two rules. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The finished box, if this line closes one. */
  read(line: string): Row | undefined {
    const trimmed = line.trim();
    if (trimmed.startsWith('-') || trimmed.startsWith('+')) return this.#rule(trimmed);
    if (!this.#isOpen) return undefined;
    const inner = /^\|(\s*)(\S.*?)\s*\|\s*(\S*)\s*\|$/.exec(trimmed);
    if (inner === null || this.#rows.length >= maxRows) {
      this.#isOpen = false;
      return undefined;
    }
    const [, indent = '', name = '', cell = ''] = inner;
    if (cell === '') this.#group = name.endsWith('/') ? name : '';
    const end = endOfNumber(cell, 0);
    if (end > 0 && end === cell.length) this.#rows.push([indent.length > 1 ? this.#group : '', name, numberBetween(cell, 0, end)]);
    return undefined;
  }

  #rule(line: string): Row | undefined {
    if (!/^[-+]{5,}$/.test(line)) return undefined;
    const rows = this.#rows;
    this.#rows = [];
    this.#group = '';
    this.#isOpen = true;
    const told = stepRows.flatMap((wanted) => rows.filter(([, name]) => name.replace(/^.*\//, '') === wanted))[0];
    if (told === undefined) return undefined;
    const values = rows
      .filter(([group, name]) => !`${group}${name}`.startsWith('time/') && isMeasured(name))
      .map(([group, name, value]) => [`${group}${name}`, value] as const);
    return values.length === 0 ? undefined : { place: { step: told[2], total: undefined, epoch: undefined }, values };
  }
}

function isMeasured(name: string): boolean {
  const { kind } = factsOf(name);
  return kind === 'metric' || kind === 'other';
}
