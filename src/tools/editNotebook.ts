import * as z from 'zod';
import { EditRefused } from '../workspace/editRefused.ts';
import type { FileBytes } from '../workspace/files.ts';
import { changeCells } from '../workspace/notebook.ts';
import { isNotebookPath, parseNotebook } from '../workspace/notebookFormat.ts';
import type { CellChange } from '../workspace/notebookPlan.ts';
import { comparableLines } from '../workspace/notebookText.ts';
import { decodeText, encodeText } from '../workspace/text.ts';
import { changeEffects, describeChange, makeChange, type PlannedChange } from './changeFile.ts';
import { defineTool } from './define.ts';
import { absolutePath, displayGiven, displayPath, pathField } from './paths.ts';

const cellName = z.union([z.string(), z.int().min(0)]);
const cellType = z.enum(['code', 'markdown', 'raw']);

const change = z.strictObject({
  op: z.enum(['replace', 'insert_after', 'insert_before', 'delete']),
  cell: cellName.optional(),
  source: z.string().optional(),
  type: cellType.optional(),
});

/** Changes cells of a notebook, all of the changes or none. */
export const editNotebook = defineTool({
  name: 'edit_notebook',
  description:
    'Change cells of a notebook: replace (a new source, a new type), insert_after or insert_before a cell (without cell: at the end or beginning), delete. Name cells by the ids that read_file shows, or by number where there are none, as they are before the call. All changes of a call are made or none. Outputs stay until a cell is run again.',
  input: z.strictObject({ path: pathField, changes: z.array(change).min(1).max(100) }),
  effectKinds: ['read', 'write'],
  title: ({ path }, { roots }) => `Edit ${displayGiven(path, roots)}`,
  effects: ({ path }, { roots }) => changeEffects(path, roots),
  async preview({ path: given, changes }, { peek, roots }, signal) {
    const path = absolutePath(given, roots);
    return await describeChange(plan(path, displayPath(path, roots), await peek(path, signal), changes));
  },
  async run({ path: given, changes }, services, call) {
    const path = absolutePath(given, services.roots);
    const planned = plan(path, displayPath(path, services.roots), await services.files.read(call.permit, path, call.signal), changes);
    const result = await makeChange(planned, 'Edited', services, call);
    services.seen.rememberChange(path, planned.after.bytes);
    return result;
  },
});

function plan(path: string, name: string, { bytes, isDirty }: FileBytes, changes: readonly z.infer<typeof change>[]): PlannedChange {
  if (!isNotebookPath(path)) throw new EditRefused('edit-notebook', `${name} is not a notebook.`, 'Use edit_file for it.');
  const decoded = decodeText(bytes, name);
  const wanted = changes.map((one, index) => toCellChange(one, changes.length === 1 ? '' : `Change ${index + 1}: `));
  const { text, notes } = changeCells(decoded.text, wanted, name);
  // A person compares cells, not JSON.
  const readable = (json: string): string => comparableLines(parseNotebook(json, name)).join('\n');
  return {
    path,
    before: { bytes, text: readable(decoded.text) },
    after: { bytes: encodeText(text, decoded), text: readable(text) },
    shown: [],
    readable,
    notes: [...notes, ...(isDirty ? ['The notebook had unsaved changes in the editor; they are kept.'] : [])],
  };
}

function toCellChange({ op, cell, source, type }: z.infer<typeof change>, which: string): CellChange {
  const missing = (field: string): EditRefused =>
    new EditRefused('edit-empty', `${which}${op} needs ${field}.`, `Send the call again with ${field}.`);
  switch (op) {
    case 'insert_after':
    case 'insert_before':
      if (source === undefined) throw missing('source');
      return { op, cell, source, type };
    case 'replace':
      if (cell === undefined) throw missing('cell');
      if (source === undefined && type === undefined) throw missing('source or type');
      return { op, cell, source, type };
    case 'delete':
      if (cell === undefined) throw missing('cell');
      return { op, cell };
  }
}
