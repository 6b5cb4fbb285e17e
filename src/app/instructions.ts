import { basename, join } from 'node:path';
import type { Judge } from '../agent/decision.ts';
import { describeError } from '../base/errors.ts';
import type { CallId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { hideSecrets } from '../base/redact.ts';
import type { InstructionFile } from '../sessions/events.ts';
import { memoryFile } from '../tools/remember.ts';
import { FileNotFound } from '../workspace/fileErrors.ts';
import type { FileBytes } from '../workspace/files.ts';
import { decodeText } from '../workspace/text.ts';

/** Of one file; what is beyond it, the model can read when it needs it. */
const maxBytes = 16 * 1024;

export interface InstructionOptions {
  /** Workspace folders, absolute. */
  readonly roots: readonly string[];
  isTrusted(): boolean;
  /** Only a file that may be read without a question is read: nobody is asked for instructions. */
  readonly judge: Judge;
  /** As the person would see it, unsaved text too. Throws what a FilesPort throws. */
  read(path: string): Promise<FileBytes>;
  /** What else is told with them; nothing where there is nothing. */
  more?(): Promise<readonly InstructionFile[]>;
  /** A file is there and cannot be used, in a sentence. Said once, until it is another one. */
  onProblem(text: string): void;
}

export type InstructionReader = () => Promise<readonly InstructionFile[]>;

type Found = { readonly kind: 'file'; readonly file: InstructionFile } | { readonly kind: 'missing' | 'unusable' };

/**
 * What the workspace asks of every agent, as it is now: the `AGENTS.md` (https://agents.md) of each folder, or its `CLAUDE.md` where there
 * is no `AGENTS.md`, and the project's memory. Nothing of a folder that is not trusted. Never rejects: work goes on without a file that
 * cannot be used.
 */
export function createInstructionReader(options: InstructionOptions): InstructionReader {
  const { roots, isTrusted, onProblem } = options;
  const said = new Map<string, string>();
  const find = async (path: string): Promise<Found> => {
    const found = await tryToRead(path, options);
    if (found.kind !== 'unusable') {
      said.delete(path);
      return found;
    }
    if (said.get(path) !== found.why) onProblem(found.why);
    said.set(path, found.why);
    return found;
  };
  const inFolder = async (root: string): Promise<readonly Found[]> => {
    const agents = await find(join(root, 'AGENTS.md'));
    return [agents.kind === 'missing' ? await find(join(root, 'CLAUDE.md')) : agents, await find(join(root, memoryFile))];
  };
  return async () => {
    const more = (await options.more?.()) ?? [];
    if (!isTrusted()) return more;
    const found = (await Promise.all(roots.map(inFolder))).flat();
    return [...found.flatMap((each) => (each.kind === 'file' && each.file.text.trim() !== '' ? [each.file] : [])), ...more];
  };
}

type Tried = Extract<Found, { readonly kind: 'file' }> | { readonly kind: 'missing' } | { readonly kind: 'unusable'; readonly why: string };

async function tryToRead(path: string, { judge, read }: InstructionOptions): Promise<Tried> {
  const unusable = (why: string): Tried => ({ kind: 'unusable', why: `${path} was not read as instructions: ${why}` });
  try {
    const decision = await judge({
      call: newId<CallId>('ca'),
      tool: 'instructions',
      effects: [{ kind: 'read', path }],
      effectKinds: ['read'],
      mode: 'plan',
    });
    if (decision.verdict !== 'allow') return unusable(decision.reason);
    const { bytes } = await read(path);
    return { kind: 'file', file: { path, text: bounded(hideSecrets(decodeText(bytes, path).text), basename(path)) } };
  } catch (error) {
    return error instanceof FileNotFound ? { kind: 'missing' } : unusable(describeError(error));
  }
}

function bounded(text: string, name: string): string {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= maxBytes) return text;
  const end = lineEndBefore(bytes, maxBytes);
  const size = (count: number): string => count.toLocaleString('en');
  return `${bytes.toString('utf8', 0, end)}\n[Cut here: ${name} has ${size(bytes.length)} bytes, these are the first ${size(end)}. read_file shows the rest.]`;
}

/** Cuts where a line ends, or, in a line that is very long, where a character does. */
function lineEndBefore(bytes: Buffer, at: number): number {
  const newline = bytes.lastIndexOf(0x0a, at - 1);
  if (newline > at / 2) return newline;
  let end = at;
  // UTF-8: bytes 10xxxxxx go on a character.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}
