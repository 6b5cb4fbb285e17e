/** What is kept of results before they are left out: asked of the model while it can still read them, behind the prefix that its provider has cached. */
import type { CallId } from '../../base/ids.ts';
import { estimateTokens } from '../../models/estimate.ts';
import { describeCall } from './pointer.ts';

const maxListed = 60;
/** Notes longer than this many times what they may have are cut. */
const toleratedExcess = 1.5;

/** What notes may have. */
export function notesTokens(windowTokens: number): number {
  return Math.min(1_500, Math.max(300, Math.floor(windowTokens * 0.02)));
}

export interface CallToLeaveOut {
  readonly id: CallId;
  readonly name: string;
  readonly argumentsJson: string;
}

/** The last user message behind system prompt, tools and history as ever. The answer must be words alone. */
export function notesRequest(windowTokens: number, calls: readonly CallToLeaveOut[]): string {
  const listed = calls.slice(-maxListed).map((call) => `- ${call.id} ${describeCall(call)}`);
  const more = calls.length - listed.length;
  const words = Math.floor((notesTokens(windowTokens) * 3) / 4 / 50) * 50;
  return `To save room, the results of these calls are about to be left out of what you see. Each can be read again with recall_output.

${[...(more === 0 ? [] : [`- and ${more} earlier ones`]), ...listed].join('\n')}

Summarise now what you will need from them, in at most ${words} words: facts, numbers, names, columns, shapes, errors, verbatim, each with the id of its call. What you have summarised before need not be repeated. Do not call a tool and do not go on with the work. If nothing in them matters any more, answer “nothing”.`;
}

/** The notes as they are kept; empty when there is nothing worth keeping. */
export function usableNotes(text: string, windowTokens: number): string {
  const notes = text.trim();
  if (/^["“]?nothing[."”]*$/i.test(notes)) return '';
  const most = notesTokens(windowTokens) * toleratedExcess;
  if (estimateTokens(notes) <= most) return notes;
  const lines: string[] = [];
  let left = most;
  for (const line of notes.split('\n')) {
    left -= estimateTokens(`${line}\n`);
    if (left < 0) break;
    lines.push(line);
  }
  return [...lines, '[… the rest of these notes was too long]'].join('\n');
}
