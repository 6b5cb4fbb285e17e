import { EditRefused } from './editRefused.ts';
import { inLfSpace } from './lines.ts';
import type { CellType, Notebook } from './notebookFormat.ts';
import { findPlaceholder } from './placeholders.ts';

/** From changes of a notebook's cells to what becomes of each cell, or a refusal of all of them. */

export type CellChange =
  /** Another source, another type, or both. */
  | { readonly op: 'replace'; readonly cell: string | number; readonly source?: string | undefined; readonly type?: CellType | undefined }
  | {
      readonly op: 'insert_after' | 'insert_before';
      /** undefined: at the end, or at the beginning. */
      readonly cell: string | number | undefined;
      readonly source: string;
      /** `code` unless given. */
      readonly type?: CellType | undefined;
    }
  | { readonly op: 'delete'; readonly cell: string | number };

export interface NewCell {
  readonly id: string | undefined;
  readonly type: CellType;
  readonly source: string;
}

export interface ChangedCell {
  readonly source: string | undefined;
  readonly type: CellType | undefined;
}

/** What becomes of every cell: collected first, so that nothing is written unless everything can be. */
export class CellPlan {
  readonly #notebook: Notebook;
  readonly changed = new Map<number, ChangedCell | 'deleted'>();
  /** By the cell that they come before; the number of cells for those at the end. */
  readonly inserted = new Map<number, NewCell[]>();
  /** By the cell that they come after: these come before what is inserted before the next one. */
  readonly insertedAfter = new Map<number, NewCell[]>();

  constructor(notebook: Notebook) {
    this.#notebook = notebook;
  }

  /** Answers a note for the model. */
  add(change: CellChange, { index, count }: { readonly index: number; readonly count: number }, nextId: () => string): string {
    const refuse = (code: EditRefused['code'], message: string, hint: string): EditRefused =>
      new EditRefused(
        code,
        `${count === 1 ? '' : `Change ${index + 1} of ${count}: `}${message}`,
        count === 1 ? hint : `${hint} Nothing was changed.`,
      );
    switch (change.op) {
      case 'delete': {
        const at = this.#find(change.cell, refuse);
        this.#claim(at, 'deleted', refuse);
        return `Deleted ${this.#name(at)}.`;
      }
      case 'replace':
        return this.#replace(change, refuse);
      case 'insert_after':
      case 'insert_before':
        return this.#insert(change, nextId, refuse);
    }
  }

  #replace(change: Extract<CellChange, { readonly op: 'replace' }>, refuse: Refuse): string {
    const at = this.#find(change.cell, refuse);
    const own = this.#notebook.cells[at];
    const source = change.source === undefined ? undefined : inLfSpace(change.source);
    const isNewSource = source !== undefined && source !== own?.source;
    const isNewType = change.type !== undefined && change.type !== own?.type;
    if (own === undefined || (!isNewSource && !isNewType))
      throw refuse('edit-no-change', `${this.#name(at)} is like that already.`, 'Give another source or another type, or go on.');
    refusePlaceholder(source ?? '', own.source, refuse);
    this.#claim(at, { source: isNewSource ? source : undefined, type: isNewType ? change.type : undefined }, refuse);
    const type = isNewType ? `; it is a ${change.type} cell now` : '';
    const stale = own.type === 'code' && !isNewType && own.outputs.length > 0 ? '; its outputs are from before the change' : '';
    const gone = own.type === 'code' && isNewType && own.outputs.length > 0 ? ', without its outputs' : '';
    return `Changed ${this.#name(at)}${type}${gone}${stale}.`;
  }

  #insert(change: Extract<CellChange, { readonly op: 'insert_after' | 'insert_before' }>, nextId: () => string, refuse: Refuse): string {
    const source = inLfSpace(change.source);
    refusePlaceholder(source, '', refuse);
    const type = change.type ?? 'code';
    const cell: NewCell = { id: this.#notebook.hasIds ? nextId() : undefined, type, source };
    const isAfter = change.op === 'insert_after';
    const last = this.#notebook.cells.length - 1;
    const at = change.cell === undefined ? (isAfter ? last : 0) : this.#find(change.cell, refuse);
    const [list, key] = isAfter ? [this.insertedAfter, at] : [this.inserted, at];
    list.set(key, [...(list.get(key) ?? []), cell]);
    const where = last < 0 ? '' : ` ${isAfter ? 'after' : 'before'} ${this.#name(at)}`;
    return `Inserted a ${type} cell${cell.id === undefined ? '' : ` ${cell.id}`}${where}.`;
  }

  #find(cell: string | number, refuse: Refuse): number {
    const { cells, hasIds } = this.#notebook;
    const at = hasIds ? cells.findIndex(({ id }) => id === String(cell)) : Number(cell);
    if (cells[at] !== undefined) return at;
    const known = cells.slice(0, 40).map(({ id }) => id);
    throw refuse(
      'edit-not-found',
      `There is no cell ${JSON.stringify(cell)}.`,
      hasIds ? `Name a cell by its id: ${known.join(', ')}.` : `Its cells have no ids: name one by its number, 0 to ${cells.length - 1}.`,
    );
  }

  #claim(at: number, change: ChangedCell | 'deleted', refuse: Refuse): void {
    if (this.changed.has(at)) throw refuse('edit-overlap', `${this.#name(at)} is changed twice.`, 'Join both into one change.');
    this.changed.set(at, change);
  }

  #name(at: number): string {
    const id = this.#notebook.hasIds ? this.#notebook.cells[at]?.id : undefined;
    return `cell ${id ?? at}`;
  }
}

type Refuse = (code: EditRefused['code'], message: string, hint: string) => EditRefused;

function refusePlaceholder(source: string, known: string, refuse: Refuse): void {
  const placeholder = findPlaceholder(source, known);
  if (placeholder === undefined) return;
  throw refuse(
    'edit-placeholder',
    `source leaves code out: “${placeholder}” would be written into the cell.`,
    'Write the source of the cell in full.',
  );
}
