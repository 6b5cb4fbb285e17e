import { z } from 'zod';
import { parseToolInput } from '../../../src/base/toolInput.ts';
import { editFile } from '../../../src/tools/editFile.ts';
import { applyEdits } from '../../../src/workspace/edit.ts';
import { EditRefused } from '../../../src/workspace/editRefused.ts';
import type { MatchKind } from '../../../src/workspace/looseMatch.ts';
import { pythonWarnings } from '../../../src/workspace/pythonLint.ts';
import { adapter } from '../adapter.ts';

const editInput = z.object({
  content: z.string(),
  old_str: z.string(),
  new_str: z.string(),
  mode: z.string().default('replace'),
  replace_all: z.boolean().default(false),
});
type EditInput = z.infer<typeof editInput>;

const editExpect = z.union([
  z.object({ error: z.string(), matches: z.number().optional() }),
  z.object({ content: z.string(), replacements: z.number(), fuzzy: z.string().nullable() }),
]);

export const apply = adapter(editInput, editExpect, (input, expected) => ({ expected, seen: edited(input) }));

/** Our word for where the new text goes; a mode that nobody knows is given to the tool as it is. */
const places: Readonly<Record<string, string>> = {
  replace: 'replace',
  replace_all: 'replace',
  append_after: 'after',
  prepend_before: 'before',
};

const errors: Readonly<Record<string, string>> = {
  'edit-not-found': 'not_found',
  'edit-not-unique': 'ambiguous',
  'bad-arguments': 'unknown_mode',
};

const fuzzyNames: Readonly<Record<MatchKind, string | null>> = {
  exact: null,
  'trailing-blanks': 'trailing_ws',
  indentation: 'trim',
  'look-alikes': 'unicode',
};

function edited({ content, old_str, new_str, mode, replace_all }: EditInput): unknown {
  const edit = { old: old_str, new: new_str, where: places[mode] ?? mode, all: replace_all || mode === 'replace_all' };
  const parsed = parseToolInput(editFile, JSON.stringify({ path: 'file.txt', edits: [edit] }));
  if (!parsed.ok) return { error: errors[parsed.error.code] ?? parsed.error.code };
  try {
    const { text, spans } = applyEdits(content, parsed.input.edits);
    return { content: text, replacements: spans.length, fuzzy: fuzzyNames[spans[0]?.match ?? 'exact'] };
  } catch (error) {
    if (!(error instanceof EditRefused)) throw error;
    return { error: errors[error.code] ?? error.code, ...(error.places > 1 ? { matches: error.places } : {}) };
  }
}

export const validatePython = adapter(
  z.object({ content: z.string() }),
  z.object({ warnings: z.array(z.object({ kind: z.string(), line: z.number().optional() })) }),
  ({ content }, expected) => ({
    expected,
    seen: { warnings: pythonWarnings(content).map(({ kind, line }) => ({ kind: kind.replaceAll('-', '_'), line })) },
  }),
);
