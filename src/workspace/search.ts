import { Worker } from 'node:worker_threads';
import { Cancelled, PracticumError } from '../base/errors.ts';
import { hideSecrets, replaceSpans } from '../base/redact.ts';
import { openRegular } from './nodeFiles.ts';
import { decodeText } from './text.ts';

/** Searches files line by line. A regular expression runs in a thread that is ended at a deadline: a bad one can take for ever. */

export interface SearchRequest {
  readonly pattern: string;
  readonly path: string;
  readonly isRegex: boolean;
  readonly glob?: string | undefined;
  readonly maxMatches: number;
  /** For a regular expression, all files together. */
  readonly deadlineMs: number;
}

export interface SearchMatch {
  readonly path: string;
  readonly line: number;
  /** The matching line, cut around the match when it is long. */
  readonly text: string;
}

export interface SearchResult {
  readonly matches: readonly SearchMatch[];
  /** There are more matches than were asked for. */
  readonly isCut: boolean;
  /** The deadline passed while this file was searched. */
  readonly stoppedAt: string | undefined;
  readonly searchedFiles: number;
  /** Files left out: too large, or probably holding a secret. Binary files are left out silently. */
  readonly skipped: { readonly large: number; readonly secret: number };
}

export class InvalidPattern extends PracticumError {
  constructor(pattern: string, why: string) {
    super('invalid-pattern', `“${pattern}” is not a regular expression: ${why}.`, {
      hint: 'Mend it (JavaScript syntax), or search for plain text with regex left out.',
    });
  }
}

export interface SearchableFile {
  readonly path: string;
  /** As it is named in the result. */
  readonly shown: string;
  /** Nobody named it, and it probably holds a secret: a search shows what stands around a match, and keys are not for showing. */
  readonly isSecret: boolean;
}

const maxSearchedBytes = 5_000_000;
const maxShownLength = 240;

/** Found line by line. */
interface Hit {
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

interface Searcher {
  /** undefined: the deadline passed. */
  search(text: string, maxHits: number): Promise<readonly Hit[] | undefined>;
  close(): Promise<void>;
}

export async function searchFiles(
  files: AsyncIterable<SearchableFile> | Iterable<SearchableFile>,
  request: SearchRequest,
  signal: AbortSignal,
): Promise<SearchResult> {
  const searcher = request.isRegex ? openRegexSearcher(request, signal) : plainSearcher(request.pattern);
  const matches: SearchMatch[] = [];
  const skipped = { large: 0, secret: 0 };
  let searchedFiles = 0;
  const result = (rest: { readonly isCut?: boolean; readonly stoppedAt?: string }): SearchResult => ({
    matches,
    isCut: rest.isCut ?? false,
    stoppedAt: rest.stoppedAt,
    searchedFiles,
    skipped,
  });
  try {
    for await (const file of files) {
      if (signal.aborted) throw new Cancelled();
      if (file.isSecret) {
        skipped.secret += 1;
        continue;
      }
      const text = await readSearchable(file.path);
      if (text === 'large') skipped.large += 1;
      if (text === 'large' || text === 'not text') continue;
      searchedFiles += 1;
      const hits = await searcher.search(text, request.maxMatches - matches.length + 1);
      if (signal.aborted) throw new Cancelled();
      if (hits === undefined) return result({ stoppedAt: file.shown });
      const show = hits.length === 0 ? undefined : lineShower(text);
      for (const hit of hits) {
        if (matches.length === request.maxMatches) return result({ isCut: true });
        matches.push({ path: file.shown, line: hit.line, text: show?.(hit) ?? '' });
      }
    }
    return result({});
  } finally {
    await searcher.close();
  }
}

async function readSearchable(path: string): Promise<string | 'large' | 'not text'> {
  try {
    const { file, bytes } = await openRegular(path);
    try {
      return bytes > maxSearchedBytes ? 'large' : decodeText(await file.readFile(), path).text;
    } finally {
      await file.close();
    }
  } catch (error) {
    // Binary, gone meanwhile, or closed to this user: nothing to search in.
    if (error instanceof PracticumError) return 'not text';
    throw error;
  }
}

function plainSearcher(pattern: string): Searcher {
  return {
    async search(text, maxHits) {
      const hits: Hit[] = [];
      let [line, counted] = [1, 0];
      for (let at = text.indexOf(pattern); at >= 0 && pattern !== '' && hits.length < maxHits; ) {
        for (let end = text.indexOf('\n', counted); end >= 0 && end < at; end = text.indexOf('\n', counted)) {
          line += 1;
          counted = end + 1;
        }
        const lineEnd = text.indexOf('\n', at);
        hits.push({ line, column: at - counted });
        if (lineEnd < 0) break;
        at = text.indexOf(pattern, lineEnd + 1);
      }
      return hits;
    },
    async close() {},
  };
}

/** Shows lines, cut around what was found. Hits come in the order of the text. What is a secret in the whole text is none to whoever sees a part of it. */
function lineShower(text: string): (hit: Hit) => string {
  const secrets = hideSecrets.find(text);
  let [line, start] = [1, 0];
  return (hit) => {
    for (; line < hit.line; line += 1) start = text.indexOf('\n', start) + 1;
    const next = text.indexOf('\n', start);
    const whole = next < 0 ? text.length : next;
    const end = text.charAt(whole - 1) === '\r' && whole > start ? whole - 1 : whole;
    if (end - start <= maxShownLength) return replaceSpans(text, secrets, start, end);
    const from = Math.max(start, Math.min(start + hit.column - 60, end - maxShownLength));
    const to = Math.min(end, from + maxShownLength);
    return `${from > start ? '…' : ''}${replaceSpans(text, secrets, from, to)}${to < end ? '…' : ''}`;
  };
}

/** Text of a thread of its own, so that no bundle has to carry it as a file. It answers each text with the hits in it. */
const workerProgram = `
const { parentPort, workerData } = require('node:worker_threads');
const regex = new RegExp(workerData.source, workerData.flags);
parentPort.on('message', ({ text, maxHits }) => {
  const hits = [];
  const lines = text.split('\\n');
  for (let i = 0; i < lines.length && hits.length < maxHits; i++) {
    const line = lines[i].endsWith('\\r') ? lines[i].slice(0, -1) : lines[i];
    const column = line.search(regex);
    if (column >= 0) hits.push({ line: i + 1, column });
  }
  parentPort.postMessage(hits);
});
`;

function openRegexSearcher({ pattern, deadlineMs }: SearchRequest, signal: AbortSignal): Searcher {
  const { source, flags } = regexOf(pattern);
  const worker = new Worker(workerProgram, { eval: true, workerData: { source, flags }, env: {}, execArgv: [], stdin: false });
  worker.unref();
  let isEnded = false;
  const end = async (): Promise<void> => {
    isEnded = true;
    await worker.terminate();
  };
  worker.once('exit', () => {
    isEnded = true;
  });
  const atDeadline = setTimeout(() => void end(), deadlineMs);
  const onAbort = (): void => void end();
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    search: (text, maxHits) =>
      new Promise((resolve, reject) => {
        if (isEnded) {
          resolve(undefined);
          return;
        }
        const settle = (): void => {
          worker.off('message', onMessage);
          worker.off('error', onError);
          worker.off('exit', onExit);
        };
        const onMessage = (hits: readonly Hit[]): void => {
          settle();
          resolve(hits);
        };
        const onError = (error: unknown): void => {
          settle();
          reject(error);
        };
        const onExit = (): void => {
          settle();
          resolve(undefined);
        };
        worker.on('message', onMessage).on('error', onError).on('exit', onExit);
        worker.postMessage({ text, maxHits });
      }),
    async close() {
      clearTimeout(atDeadline);
      signal.removeEventListener('abort', onAbort);
      await end();
    },
  };
}

/** `(?i)` in front is what other dialects write for JavaScript's flag. */
function regexOf(pattern: string): { readonly source: string; readonly flags: string } {
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  const source = inline === null ? pattern : pattern.slice(inline[0].length);
  const flags = inline?.[1]?.includes('i') === true ? 'i' : '';
  try {
    new RegExp(source, flags);
    return { source, flags };
  } catch (error) {
    throw new InvalidPattern(pattern, error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error));
  }
}
