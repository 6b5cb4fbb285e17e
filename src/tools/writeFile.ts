import { extname } from 'node:path';
import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import { replaceWhole } from '../workspace/edit.ts';
import { EditRefused, refuseNotebook } from '../workspace/editRefused.ts';
import { FileNotFound } from '../workspace/fileErrors.ts';
import type { FileBytes } from '../workspace/files.ts';
import { inLfSpace, splitLines } from '../workspace/lines.ts';
import { isNotebookPath, NotANotebook, parseNotebook } from '../workspace/notebookFormat.ts';
import { findPlaceholder } from '../workspace/placeholders.ts';
import { decodeText, encodeText, plainUtf8 } from '../workspace/text.ts';
import { changeEffects, describeChange, makeChange, type PlannedChange } from './changeFile.ts';
import { defineTool } from './define.ts';
import { absolutePath, displayGiven, displayPath, pathField } from './paths.ts';
import type { ReadMemory } from './readMemory.ts';
import { changeEffectsThere, displayThere, onField, onWords, pathThere, servicesThere } from './there.ts';

class NotReadBefore extends PracticumError {
  constructor(path: string, seen: 'changed' | 'never read') {
    const why = seen === 'changed' ? 'was changed by someone else since you read it' : 'exists, and you have not read it';
    super('not-read-before', `${path} ${why}; it was not overwritten.`, {
      hint: 'Read it first, then use edit_file for a change, or write_file to replace all of it.',
    });
  }
}

/** A card is no editor: what is longer is approved as it is, or rejected with words. */
const maxEditableChars = 40_000;

const languages: Readonly<Record<string, string>> = {
  '.py': 'python',
  '.sh': 'shellscript',
  '.json': 'json',
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.toml': 'toml',
  '.md': 'markdown',
};

function languageOf(path: string): string {
  return languages[extname(path).toLowerCase()] ?? 'plaintext';
}

/** Makes a file, or replaces all of one that was read before. */
export const writeFile = defineTool({
  name: 'write_file',
  description: `Create a file with this content (folders are made). An existing file is replaced only when it was read before in this session; to change part of one use edit_file. ${onWords}`,
  input: z.strictObject({ path: pathField, content: z.string().max(2_000_000), on: onField }),
  effectKinds: ['read', 'write', 'inspect', 'operate'],
  title: ({ path, on }, { roots }) => `Write ${on === undefined ? displayGiven(path, roots) : displayThere(path)}`,
  effects: ({ path, on }, context) => (on === undefined ? changeEffects(path, context.roots) : changeEffectsThere(path, context)),
  editable: {
    text: ({ path, content }) => (content.length > maxEditableChars ? undefined : { text: content, language: languageOf(path) }),
    put: (input, content) => ({ ...input, content }),
  },
  async preview({ path: given, content, on }, { peek, roots, seen }, signal) {
    const path = on === undefined ? absolutePath(given, roots) : pathThere(given);
    return await describeChange(plan(path, displayPath(path, roots), await ifThere(peek(path, signal)), content, seen));
  },
  async run({ path: given, content, on }, here, call) {
    const services = on === undefined ? here : servicesThere(here);
    const { roots, files, seen } = services;
    const path = on === undefined ? absolutePath(given, roots) : pathThere(given);
    const current = await ifThere(files.read(call.permit, path, call.signal));
    const change = plan(path, displayPath(path, roots), current, content, seen);
    const result = await makeChange(change, current === undefined ? 'Created' : 'Replaced', services, call);
    seen.remember(path, change.after.bytes);
    return result;
  },
});

async function ifThere(reading: Promise<FileBytes>): Promise<FileBytes | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof FileNotFound) return undefined;
    throw error;
  }
}

function plan(path: string, name: string, current: FileBytes | undefined, content: string, seen: ReadMemory): PlannedChange {
  if (current === undefined) {
    refuseBrokenNotebook(name, content);
    return { path, before: undefined, after: { bytes: encodeText(content, plainUtf8), text: content }, shown: [], notes: [] };
  }
  refuseNotebook(name);
  const recalled = seen.recall(path, current.bytes);
  if (recalled !== 'as read') throw new NotReadBefore(name, recalled);
  const decoded = decodeText(current.bytes, name);
  const placeholder = findPlaceholder(content, decoded.text);
  if (placeholder !== undefined) {
    throw new EditRefused(
      'edit-placeholder',
      `content leaves text out: “${placeholder}” would be written into ${name} in its place.`,
      'Write the file in full, or use edit_file to change only the lines that differ.',
    );
  }
  // Line ends, encoding and byte order mark stay as the file has them.
  const text = inLfSpace(content) === inLfSpace(decoded.text) ? decoded.text : replaceWhole(decoded.text, content);
  if (text === decoded.text)
    throw new EditRefused('edit-no-change', `${name} has this content already.`, 'Go on with the next step.', { isAlreadyThere: true });
  const notes = [`${splitLines(text).length} lines.`];
  return {
    path,
    before: { bytes: current.bytes, text: decoded.text },
    after: { bytes: encodeText(text, decoded), text },
    shown: [],
    notes,
  };
}

/** A new notebook is welcome when it is one. */
function refuseBrokenNotebook(name: string, content: string): void {
  if (!isNotebookPath(name)) return;
  try {
    parseNotebook(content, name);
  } catch (error) {
    if (!(error instanceof NotANotebook)) throw error;
    throw new EditRefused(
      'edit-notebook',
      error.message,
      'Write whole nbformat 4 JSON (cells, metadata, nbformat, nbformat_minor), or put the code into a .py file.',
    );
  }
}
