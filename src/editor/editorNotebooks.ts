import { readFile, realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { PracticumError } from '../base/errors.ts';
import { FileChanged, fileError } from '../workspace/fileErrors.ts';
import type { WrittenFile } from '../workspace/files.ts';
import { type CellType, isRecord, type NotebookCell, parseNotebook } from '../workspace/notebookFormat.ts';
import { decodeText } from '../workspace/text.ts';
import { notebookOutputs } from './notebookOutputs.ts';
import { notebookSteps } from './notebookSteps.ts';
import { saved } from './saved.ts';

/** A notebook that is open is changed through the editor's notebook interface: Undo takes the change back, and unsaved cells are what it builds on. */

/** The editor's own Jupyter support is what turns cells into the bytes of a file; without it nobody knows them. */
export class UnsavedNotebook extends PracticumError {
  constructor(path: string, cause?: unknown) {
    super('unsaved-notebook', `${path} is open as a notebook with unsaved changes.`, { hint: 'Ask the person to save it first.', cause });
  }
}

/** The text stayed in the editor, unsaved; the editor itself says why (a full disk, a conflict, a read-only file). */
export class NotSaved extends PracticumError {
  constructor(path: string) {
    super('not-saved', `${path} was changed in the editor but could not be saved; the text is still there, unsaved.`, {
      hint: 'Ask the person to save it (the editor shows what is in the way), then read it again.',
    });
  }
}

/** The notebook that shows this very file, also when it was opened through a link. */
export async function openNotebook(real: string): Promise<vscode.NotebookDocument | undefined> {
  for (const notebook of vscode.workspace.notebookDocuments) {
    if (notebook.isClosed || notebook.uri.scheme !== 'file') continue;
    const path = notebook.uri.fsPath;
    if (path === real || (await realpath(path).catch(() => path)) === real) return notebook;
  }
  return undefined;
}

/** As it would be saved, with the outputs that it shows. Throws UnsavedNotebook. */
export async function bytesOfNotebook(notebook: vscode.NotebookDocument): Promise<Uint8Array> {
  const path = notebook.uri.fsPath;
  const jupyter = vscode.extensions.getExtension<unknown>('vscode.ipynb');
  if (notebook.notebookType !== 'jupyter-notebook' || jupyter === undefined) throw new UnsavedNotebook(path);
  const exported: unknown = await jupyter.activate();
  if (!isRecord(exported) || typeof exported['exportNotebook'] !== 'function') throw new UnsavedNotebook(path);
  const data = new vscode.NotebookData(notebook.getCells().map((cell) => dataOf(cell)));
  data.metadata = notebook.metadata;
  const json: unknown = await exported['exportNotebook'](data);
  if (typeof json !== 'string') throw new UnsavedNotebook(path);
  return new TextEncoder().encode(json);
}

/**
 * Makes the open notebook's cells those of `bytes`, and saves it. Undefined when the editor does not show `expected` yet: the disk is
 * the truth then. Throws FileChanged, NotSaved, UnsavedNotebook.
 */
export async function writeNotebook(
  notebook: vscode.NotebookDocument,
  real: string,
  bytes: Uint8Array,
  expected: Uint8Array,
): Promise<WrittenFile | undefined> {
  const before = parseNotebook(decodeText(expected, real).text, real);
  const current = notebook.isDirty ? await bytesOfNotebook(notebook) : await readDisk(real);
  // Running a cell changes its outputs, and saving the order of keys: neither is in the way of another source.
  if (!isSameCells(parseNotebook(decodeText(current, real).text, real).cells, before.cells)) throw new FileChanged(real, 'changed');
  if (!shows(notebook, before.cells)) return undefined;
  const after = parseNotebook(decodeText(bytes, real).text, real);
  const { typed, replaced } = notebookSteps(before, after);
  const edit = new vscode.WorkspaceEdit();
  // Typing into the cells' own documents would leave a history in each: as cells of the notebook, one Undo takes all of it back.
  edit.set(notebook.uri, [
    ...typed.map(({ at, source }) => replaceCells(at, 1, [dataOf(notebook.cellAt(at), source)])),
    ...replaced.map(({ at, deleted, cells }) =>
      replaceCells(
        at,
        deleted,
        cells.map((cell) => newData(cell, notebook)),
      ),
    ),
  ]);
  // Refused when a cell changed after it was compared.
  if (!(await vscode.workspace.applyEdit(edit))) throw new FileChanged(real, 'changed');
  if (!(await saved(notebook))) throw new NotSaved(real);
  return { path: real, before: current, after: await readDisk(real) };
}

function replaceCells(at: number, count: number, cells: vscode.NotebookCellData[]): vscode.NotebookEdit {
  return vscode.NotebookEdit.replaceCells(new vscode.NotebookRange(at, at + count), cells);
}

function isSameCells(some: readonly NotebookCell[], others: readonly NotebookCell[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ id, type, source }, at) => {
      const other = others[at];
      return id === other?.id && type === other?.type && source === other?.source;
    })
  );
}

function shows(notebook: vscode.NotebookDocument, cells: readonly NotebookCell[]): boolean {
  return (
    notebook.cellCount === cells.length &&
    cells.every(({ type, source }, at) => {
      const cell = notebook.cellAt(at);
      return typeOf(cell) === type && evenLines(cell.document.getText()) === evenLines(source);
    })
  );
}

/** The editor has no raw cells: its Jupyter support shows them as code in the language `raw`. */
function typeOf(cell: vscode.NotebookCell): CellType {
  if (cell.kind === vscode.NotebookCellKind.Markup) return 'markdown';
  return cell.document.languageId === 'raw' ? 'raw' : 'code';
}

/** The cell as it is, with its outputs; with another source where one is given. */
function dataOf(cell: vscode.NotebookCell, source = cell.document.getText()): vscode.NotebookCellData {
  const data = new vscode.NotebookCellData(cell.kind, source, cell.document.languageId);
  data.metadata = cell.metadata;
  data.outputs = [...cell.outputs];
  if (cell.executionSummary !== undefined) data.executionSummary = cell.executionSummary;
  return data;
}

function newData({ id, type, source, outputs, executionCount }: NotebookCell, notebook: vscode.NotebookDocument): vscode.NotebookCellData {
  const kind = type === 'markdown' ? vscode.NotebookCellKind.Markup : vscode.NotebookCellKind.Code;
  const data = new vscode.NotebookCellData(kind, source, type === 'code' ? languageOf(notebook) : type);
  const known = notebook.getCells().find(({ metadata }) => id !== undefined && metadata['id'] === id);
  data.metadata = { ...known?.metadata, ...(id === undefined ? {} : { id }) };
  data.outputs = [...notebookOutputs(outputs)];
  if (executionCount !== undefined) data.executionSummary = { executionOrder: executionCount };
  return data;
}

/** The language that its code cells have. */
function languageOf(notebook: vscode.NotebookDocument): string {
  return notebook.getCells().find((cell) => typeOf(cell) === 'code')?.document.languageId ?? 'python';
}

function evenLines(text: string): string {
  return text.replaceAll(/\r\n|\r/g, '\n');
}

async function readDisk(real: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(real));
  } catch (error) {
    throw fileError(error, real, 'read');
  }
}
