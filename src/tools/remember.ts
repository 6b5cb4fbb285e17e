import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import { hideSecrets } from '../base/redact.ts';
import { FileNotFound } from '../workspace/fileErrors.ts';
import type { FileBytes } from '../workspace/files.ts';
import { splitLines, usualLineEnd } from '../workspace/lines.ts';
import { decodeText, encodeText, plainUtf8 } from '../workspace/text.ts';
import { changeEffects, describeChange, makeChange, type PlannedChange } from './changeFile.ts';
import { defineTool } from './define.ts';
import { absolutePath } from './paths.ts';

/** Where a project's memory lies, below its first folder. `app/instructions.ts` reads it. */
export const memoryFile = '.practicum/memory.md';
const maxFileBytes = 8 * 1024;
const maxFactLength = 300;

const heading = [
  '# Project memory',
  '',
  'Practicum reads this file at the start of each request and adds to it what it should not have to find out again. It is yours: edit it, delete from it.',
  '',
];

class NotRemembered extends PracticumError {
  constructor(code: 'memory-secret' | 'memory-duplicate' | 'memory-full', message: string, hint: string) {
    super(code, message, { hint });
  }
}

/** Adds one line to the project's memory, an ordinary file of the workspace. */
export const remember = defineTool({
  name: 'remember',
  description: `Add one dated line to ${memoryFile}, which is read at the start of each request from now on: a lasting fact of this project or a wish of the person, never what is only true today, never a secret.`,
  input: z.strictObject({ fact: z.string().min(1).max(maxFactLength) }),
  effectKinds: ['read', 'write'],
  title: () => `Remember in ${memoryFile}`,
  effects: (_, { roots }) => changeEffects(memoryFile, roots),
  async preview({ fact }, { peek, roots }, signal) {
    const path = absolutePath(memoryFile, roots);
    return await describeChange(plan(path, await ifThere(peek(path, signal)), fact, new Date()));
  },
  async run({ fact }, services, call) {
    const path = absolutePath(memoryFile, services.roots);
    const current = await ifThere(services.files.read(call.permit, path, call.signal));
    const change = plan(path, current, fact, new Date());
    const { detail } = await makeChange(change, 'Added to', services, call);
    services.seen.rememberChange(path, change.after.bytes);
    return { content: `Remembered in ${memoryFile}.`, ...(detail === undefined ? {} : { detail }) };
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

function plan(path: string, current: FileBytes | undefined, given: string, now: Date): PlannedChange {
  const fact = given.replace(/\s+/g, ' ').trim();
  refuseSecret(fact);
  const before = current === undefined ? undefined : { ...decodeText(current.bytes, memoryFile), bytes: current.bytes };
  const lines = splitLines(before?.text ?? '');
  if (lines.some(({ text }) => isSameFact(text, fact)))
    throw new NotRemembered('memory-duplicate', `${memoryFile} says this already.`, 'Nothing has to be done: go on.');
  const eol = usualLineEnd(lines);
  const start = before === undefined || before.text.trim() === '' ? heading.join('\n') + '\n' : before.text;
  const joint = start.endsWith('\n') || start.endsWith('\r') ? '' : eol;
  const text = `${start}${joint}- ${dateOf(now)}: ${fact}${eol}`;
  const bytes = encodeText(text, before ?? plainUtf8);
  if (bytes.length > maxFileBytes) {
    const hint = `Tidy it first: read_file ${memoryFile}, then merge or drop lines that no longer hold with edit_file.`;
    throw new NotRemembered('memory-full', `${memoryFile} would have more than ${maxFileBytes / 1024} KB.`, hint);
  }
  return { path, before, after: { bytes, text }, shown: [], notes: [] };
}

/** The log holds arguments redacted, so that a secret may arrive as its stand-in. */
function refuseSecret(fact: string): void {
  if (!fact.includes('[redacted:') && hideSecrets.find(fact).length === 0) return;
  throw new NotRemembered(
    'memory-secret',
    'The line holds a secret, and was not kept.',
    'Say where the secret is kept instead of what it is.',
  );
}

function isSameFact(line: string, fact: string): boolean {
  const fold = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[\s.]+/g, ' ')
      .trim();
  return fold(line.replace(/^\s*[-*]\s+(?:\d{4}-\d\d-\d\d:\s*)?/, '')) === fold(fact);
}

/** As the person's calendar has it. */
function dateOf(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
