import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import type { CallId } from '../base/ids.ts';
import { maxLineLength } from '../workspace/lineReader.ts';
import { defineTool } from './define.ts';
import { maxOutputBytes } from './numbered.ts';
import type { EarlierCall } from './services.ts';

const defaultLines = 200;
const maxNamedCalls = 8;

export class NoSuchCall extends PracticumError {
  constructor(call: string, latest: readonly EarlierCall[]) {
    const named = latest.slice(0, maxNamedCalls).map(({ call: id, title }) => `${id} (${title})`);
    super('no-such-call', `No call “${call}” of this session has a result.`, {
      hint: named.length === 0 ? 'No call has ended yet.' : `Give the id of a call as it was named. The latest: ${named.join(', ')}.`,
    });
  }
}

class NoSuchPage extends PracticumError {
  constructor(from: number, totalLines: number) {
    super('no-such-line', `The result has ${totalLines} lines; there is no line ${from}.`, {
      hint: `Use a from of at most ${totalLines}, or match to find the place.`,
    });
  }
}

/** Pages through the whole result of an earlier call: what was left out of the conversation to make room is still in the log. */
export const recallOutput = defineTool({
  name: 'recall_output',
  description:
    'Read the result of an earlier call of this session again, by call id: results left out of the conversation are kept whole. Pages by from and lines; match keeps lines with a word, or one of several between |.',
  input: z.strictObject({
    call: z.string().min(1).max(200),
    from: z.int().min(1).optional(),
    lines: z.int().min(1).max(400).optional(),
    match: z.string().min(1).max(500).optional(),
  }),
  effectKinds: ['record'],
  title: ({ call }) => `Read the result of ${call} again`,
  effects: () => [{ kind: 'record', what: 'session' }],
  async run({ call, from = 1, lines = defaultLines, match }, { recall, latestCalls }) {
    // The door where the model's word becomes a call's id: the log knows it, or it does not.
    const kept = await recall(call.trim() as CallId);
    if (kept === undefined) throw new NoSuchCall(call, latestCalls());
    const { content: result, images, ...origin } = kept;
    const shown = images === undefined || from > 1 ? {} : { images };
    if (result === '')
      return { content: images === undefined ? 'The result is empty.' : 'The pictures of the result.', ...shown, ...origin };
    const all = foldedLines(result).map((text, index) => ({ text, number: index + 1 }));
    if (from > all.length) throw new NoSuchPage(from, all.length);
    const words = wordsOf(match);
    const wanted = all.slice(from - 1).filter(({ text }) => words.length === 0 || words.some((word) => text.toLowerCase().includes(word)));
    if (wanted.length === 0) return { content: `No line from ${from} on matches “${match ?? ''}”; the result has ${all.length} lines.` };
    return { content: page(wanted, lines, all.length, words.length > 0), ...shown, ...origin };
  },
});

interface ResultLine {
  readonly text: string;
  readonly number: number;
}

/** A line longer than a page could never be read to its end: it goes on in the next one. */
function foldedLines(text: string): readonly string[] {
  const whole = text.endsWith('\n') ? text.slice(0, -1) : text;
  return whole.split('\n').flatMap((line) => {
    if (line.length <= maxLineLength) return [line];
    const pieces: string[] = [];
    for (let at = 0; at < line.length; at += maxLineLength) pieces.push(line.slice(at, at + maxLineLength));
    return pieces;
  });
}

/** As read_run matches: any of the words, in whatever case. */
function wordsOf(match: string | undefined): readonly string[] {
  return (match ?? '')
    .toLowerCase()
    .split('|')
    .filter((word) => word !== '');
}

function page(wanted: readonly ResultLine[], lines: number, totalLines: number, isMatched: boolean): string {
  const shown: ResultLine[] = [];
  let bytes = 0;
  for (const line of wanted.slice(0, lines)) {
    bytes += Buffer.byteLength(line.text) + 8;
    if (bytes > maxOutputBytes && shown.length > 0) break;
    shown.push(line);
  }
  const next = wanted[shown.length]?.number;
  const first = shown[0]?.number ?? 1;
  const range = isMatched
    ? `${shown.length} matching of ${totalLines} lines`
    : `lines ${first} to ${shown.at(-1)?.number} of ${totalLines}`;
  const more = next === undefined ? [] : [`… ${wanted.length - shown.length} more: recall_output with from=${next}`];
  // Numbers where lines are left out between them; else the result as it was.
  const rows = shown.map(({ text, number }) => (isMatched ? `${number}: ${text}` : text));
  return [`(${range})`, ...rows, ...more].join('\n');
}
