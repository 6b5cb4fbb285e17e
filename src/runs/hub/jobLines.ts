/** What the lines of a job's or a Space's log say: what the script printed, byte for byte, and what our program around it tells. See practicum_job. Pure. */
import { inflateSync } from 'node:zlib';
import * as z from 'zod';
import { defined } from '../../base/defined.ts';
import { whenUsed } from '../../base/whenUsed.ts';

/** How the script ended, as the program around it saw it. */
export interface JobExit {
  readonly code: number | null;
  /** By its number. */
  readonly signal: number | null;
  /** Files that it made or changed in its folder. */
  readonly made: number;
  /** Those that lie in the bucket. */
  readonly kept: readonly (readonly [name: string, bytes: number])[];
  /** So many bytes it printed: fewer that arrived are a log with a hole. */
  readonly outputBytes: number;
  /** Why it could not do its work, in words. */
  readonly problem?: string;
  /** It was ended because its time was over. Of a Space, which ends itself. */
  readonly hitLimit?: true;
  /** For how long the machine was there, as it says itself. Of a Space. */
  readonly seconds?: number;
}

export type JobSays =
  | { readonly kind: 'output'; readonly bytes: Buffer }
  | { readonly kind: 'hook'; readonly file: string; readonly bytes: Buffer }
  | { readonly kind: 'begun' }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'exit'; readonly exit: JobExit };

/** Of each run its own, so that no script prints it by chance. What one prints on purpose is passed on as output. */
export function markOf(run: string): string {
  return `practicum:${run}:`;
}

const count = z.int().nonnegative().catch(0);
const exitSchema = whenUsed(() =>
  z.object({
    code: z.int().nullish(),
    signal: z.int().nullish(),
    made: count.optional(),
    kept: z
      .array(z.tuple([z.string(), z.number()]))
      .optional()
      .catch([]),
    output: count,
    problem: z.string().nullish(),
    limit: z.boolean().nullish(),
    seconds: z.number().nonnegative().nullish(),
  }),
);

const hookName = /^[\w.-]{1,200}\.jsonl$/;
/** A hook's chunk is at most 16 KB before it was packed. */
const mostHookBytes = 64 * 1024;

/** `mark`: undefined for a job that somebody else started; every line is output then. */
export function readJobLine(line: string, mark: string | undefined): JobSays | undefined {
  if (mark === undefined || !line.startsWith(mark)) return { kind: 'output', bytes: Buffer.from(`${line}\n`) };
  const [kind, words] = [line[mark.length], line.slice(mark.length + 2)];
  switch (kind) {
    case 'o':
      return { kind: 'output', bytes: Buffer.from(words, 'base64') };
    case 'h':
      return hookOf(words);
    case 'b':
      return { kind: 'begun' };
    case 'n': {
      const text = parsed(words);
      return typeof text === 'string' ? { kind: 'note', text } : undefined;
    }
    case 'x': {
      const read = exitSchema.safeParse(parsed(words));
      if (!read.success) return undefined;
      const { code, signal, made = 0, kept = [], output, problem, limit, seconds } = read.data;
      const exit = { code: code ?? null, signal: signal ?? null, made, kept, outputBytes: output };
      const also = { problem: problem ?? undefined, hitLimit: limit === true ? (true as const) : undefined, seconds: seconds ?? undefined };
      return { kind: 'exit', exit: { ...exit, ...defined(also) } };
    }
    default:
      return undefined;
  }
}

function hookOf(words: string): JobSays | undefined {
  const [file = '', packed = ''] = words.split(' ');
  if (!hookName.test(file)) return undefined;
  try {
    return { kind: 'hook', file, bytes: inflateSync(Buffer.from(packed, 'base64'), { maxOutputLength: mostHookBytes }) };
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
