import { PracticumError } from '../base/errors.ts';

/** Jupyter notebooks as the format describes them (nbformat 4, https://nbformat.readthedocs.io/en/latest/format_description.html). */

export type CellType = 'code' | 'markdown' | 'raw';

export interface NotebookCell {
  /** undefined before nbformat 4.5. */
  readonly id: string | undefined;
  readonly type: CellType;
  readonly source: string;
  /** undefined when the cell was not run, or is no code. */
  readonly executionCount: number | undefined;
  /** As they stand in the file; of code cells. */
  readonly outputs: readonly unknown[];
}

export interface Notebook {
  readonly minor: number;
  /** The language of its kernel, where it says. */
  readonly language: string | undefined;
  readonly cells: readonly NotebookCell[];
  /** Cells have ids. */
  readonly hasIds: boolean;
}

/** It is not a notebook that we know. */
export class NotANotebook extends PracticumError {
  constructor(path: string, why: string) {
    super('not-a-notebook', `${path} is not a notebook of format 4: ${why}.`, {
      hint: 'Open and save it in Jupyter or the editor to have it in the current format, or put the code into a .py file.',
    });
  }
}

export function isNotebookPath(path: string): boolean {
  return path.toLowerCase().endsWith('.ipynb');
}

/** Throws NotANotebook. */
export function parseNotebook(text: string, path: string): Notebook {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new NotANotebook(path, `it is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  if (!isRecord(json)) throw new NotANotebook(path, 'it is no JSON object');
  const { nbformat, nbformat_minor: minor, cells, metadata } = json;
  if (nbformat !== 4) throw new NotANotebook(path, `its nbformat is ${JSON.stringify(nbformat) ?? 'missing'}`);
  if (typeof minor !== 'number') throw new NotANotebook(path, 'its nbformat_minor is missing');
  if (!isRecord(metadata)) throw new NotANotebook(path, 'its metadata are missing');
  if (!Array.isArray(cells)) throw new NotANotebook(path, 'its cells are missing');
  const parsed = cells.map((cell: unknown, index) => parseCell(cell, index, path));
  const ids = parsed.map(({ id }) => id).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length) throw new NotANotebook(path, 'two of its cells have the same id');
  if (minor >= 5 && ids.length < parsed.length) throw new NotANotebook(path, 'a cell has no id, which nbformat 4.5 demands');
  return { minor, language: languageOf(metadata), cells: parsed, hasIds: minor >= 5 };
}

function parseCell(cell: unknown, index: number, path: string): NotebookCell {
  const bad = (why: string): NotANotebook => new NotANotebook(path, `cell ${index} ${why}`);
  if (!isRecord(cell)) throw bad('is no object');
  const { cell_type: type, source, id, outputs, execution_count: count, metadata } = cell;
  if (type !== 'code' && type !== 'markdown' && type !== 'raw') throw bad(`has the type ${JSON.stringify(type) ?? 'missing'}`);
  const text = Array.isArray(source) ? source.join('') : source;
  if (typeof text !== 'string') throw bad('has no source');
  if (!isRecord(metadata)) throw bad('has no metadata');
  if (type === 'code' && !Array.isArray(outputs)) throw bad('has no outputs');
  if (id !== undefined && (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id))) throw bad('has an id that is not one');
  return {
    id: typeof id === 'string' ? id : undefined,
    type,
    source: text,
    executionCount: typeof count === 'number' ? count : undefined,
    outputs: type === 'code' && Array.isArray(outputs) ? outputs : [],
  };
}

function languageOf(metadata: Readonly<Record<string, unknown>>): string | undefined {
  const { language_info: info, kernelspec } = metadata;
  const name = isRecord(info) ? info['name'] : isRecord(kernelspec) ? kernelspec['language'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
