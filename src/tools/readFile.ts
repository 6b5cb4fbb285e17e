import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { PracticumError } from '../base/errors.ts';
import type { ToolCall, ToolResult } from '../base/tool.ts';
import { TooLarge } from '../workspace/fileErrors.ts';
import { splitLines } from '../workspace/lines.ts';
import { isNotebookPath, NotANotebook, parseNotebook } from '../workspace/notebookFormat.ts';
import { notebookLines } from '../workspace/notebookText.ts';
import { decodeText } from '../workspace/text.ts';
import { defineTool, type RunServices } from './define.ts';
import { numberLines, plainLines } from './numbered.ts';
import { originOfFile } from './origins.ts';
import { absolutePath, displayGiven, displayPath, pathField } from './paths.ts';
import { displayThere, onField, onWords, pathThere, readEffectThere, servicesThere } from './there.ts';

const defaultLines = 400;
/** Looked at as a picture; what is in it decides. */
const namesPicture = /\.(?:png|jpe?g|gif|webp)$/i;

class NoSuchLine extends PracticumError {
  constructor(path: string, fromLine: number, totalLines: number) {
    super('no-such-line', `${path} has ${totalLines} lines; there is no line ${fromLine}.`, {
      hint: `Use a from_line of at most ${Math.max(1, totalLines)}.`,
    });
  }
}

/** Part of a text file with line numbers. A file too large to be held is read in parts, straight from the disk. */
export const readFile = defineTool({
  name: 'read_file',
  description: `Read a text file. Lines come numbered (number, tab, text); ${defaultLines} lines unless asked otherwise. Page through long files with from_line. A notebook comes as cells with their ids and outputs, a picture as what you see. ${onWords}`,
  input: z.strictObject({
    path: pathField,
    from_line: z.int().min(1).optional(),
    lines: z.int().min(1).max(2000).optional(),
    on: onField,
  }),
  effectKinds: ['read', 'inspect'],
  title: ({ path, on }, { roots }) => `Read ${on === undefined ? displayGiven(path, roots) : displayThere(path)}`,
  effects: ({ path, on }, context) =>
    on === undefined ? [{ kind: 'read', path: absolutePath(path, context.roots) }] : [readEffectThere(path, context)],
  async run(input, services, call) {
    if (input.on !== undefined) return await readWhole(pathThere(input.path), input, servicesThere(services), call);
    const path = absolutePath(input.path, services.roots);
    try {
      return await readWhole(path, input, services, call);
    } catch (error) {
      if (!(error instanceof TooLarge) || (input.from_line === undefined && input.lines === undefined)) throw error;
      return await readPart(path, input, services, call);
    }
  },
});

interface Wanted {
  readonly from_line?: number | undefined;
  readonly lines?: number | undefined;
}

async function readWhole(path: string, wanted: Wanted, { files, roots, seen }: RunServices, call: ToolCall): Promise<ToolResult> {
  const { bytes, isDirty } = await files.read(call.permit, path, call.signal);
  const name = displayPath(path, roots);
  if (namesPicture.test(path)) {
    const { pictureType } = await import('../base/pictureFile.ts');
    if (pictureType(bytes) !== undefined) return (await import('./readImage.ts')).imageResult(bytes, name);
  }
  const { text } = decodeText(bytes, name);
  seen.remember(path, bytes);
  const unsaved = isDirty ? ['(The file has unsaved changes in the editor; this is the text with them.)'] : [];
  const cells = isNotebookPath(path) ? cellsOf(text, name) : undefined;
  const lines = cells ?? splitLines(text).map((line) => line.text);
  const origin = defined({ origin: originOfFile(name) });
  if (lines.length === 0) return { content: [`${name} is empty.`, ...unsaved].join('\n') };
  const first = wanted.from_line ?? 1;
  if (first > lines.length) throw new NoSuchLine(name, first, lines.length);
  const chosen = lines.slice(first - 1, first - 1 + (wanted.lines ?? defaultLines));
  // The lines of a notebook as it is shown here are not those of the file: numbers would mislead.
  const page = cells === undefined ? numberLines(chosen, first) : plainLines(chosen, first);
  const left = lines.length - page.nextLine + 1;
  const more = left > 0 ? [`… ${left} more lines: read_file with from_line=${page.nextLine}`] : [];
  return { content: [page.text, ...more, ...unsaved].join('\n'), ...origin };
}

/** undefined: it is no notebook after all, and is shown as the text that it is. */
function cellsOf(text: string, name: string): readonly string[] | undefined {
  try {
    return notebookLines(parseNotebook(text, name));
  } catch (error) {
    if (error instanceof NotANotebook) return undefined;
    throw error;
  }
}

async function readPart(path: string, wanted: Wanted, { lines, roots }: RunServices, call: ToolCall): Promise<ToolResult> {
  const first = wanted.from_line ?? 1;
  const part = await lines.readLines(call.permit, path, { firstLine: first, lines: wanted.lines ?? defaultLines }, call.signal);
  if (part.lines.length === 0) throw new NoSuchLine(displayPath(path, roots), first, part.totalLines ?? first - 1);
  const page = numberLines(part.lines, first);
  const isCut = page.nextLine < first + part.lines.length;
  const more = part.hasMore || isCut ? [`… more lines: read_file with from_line=${page.nextLine}`] : [];
  return { content: [page.text, ...more].join('\n'), ...defined({ origin: originOfFile(displayPath(path, roots)) }) };
}
