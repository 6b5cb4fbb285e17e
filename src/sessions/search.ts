import type { MessageId } from '../base/ids.ts';
import type { SessionEvent, SessionEventType } from './events.ts';
import type { SessionsOf } from './places.ts';
import { listSessions } from './store.ts';
import { glance, type SessionSummary } from './summary.ts';

export interface SessionMatch {
  readonly summary: SessionSummary;
  /** Where the words were found, with the text around them, on one line; absent when the title alone has them all. */
  readonly match?: string;
}

/** What was said. What tools printed is not looked through: it would find nearly every session. */
const spoken: ReadonlySet<string> = new Set<SessionEventType>(['turn.started', 'message.steered', 'response.text']);
const charsAround = 60;

/**
 * The sessions of a workspace in which every word of the query occurs, in its title, the person's messages or the answers, in whatever case;
 * the one last active first. Without words, all of them. Throws the signal's reason.
 */
export async function searchSessions(
  where: SessionsOf & { readonly query: string; readonly signal?: AbortSignal },
): Promise<readonly SessionMatch[]> {
  const words = [
    ...new Set(
      where.query
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== ''),
    ),
  ];
  const matches: SessionMatch[] = [];
  for (const summary of await listSessions(where)) {
    const title = summary.title.toLowerCase();
    const rest = words.filter((word) => !title.includes(word));
    const match = rest.length === 0 ? '' : await lookInto(summary.path, rest, where.signal);
    if (match === undefined) continue;
    matches.push({ summary, ...(match === '' ? {} : { match }) });
  }
  return matches;
}

/** The text around what was found, or undefined when a word is nowhere. */
async function lookInto(path: string, words: readonly string[], signal: AbortSignal | undefined): Promise<string | undefined> {
  let texts: readonly string[];
  try {
    texts = saidIn((await glance(path, spoken, signal)).events.branch.flatMap(({ event }) => event ?? []));
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return undefined; // deleted meanwhile, or unreadable
  }
  const missing = new Set(words);
  let best: { readonly text: string; readonly at: number; readonly count: number } | undefined;
  for (const text of texts) {
    const lower = text.toLowerCase();
    const found = words.filter((word) => lower.includes(word));
    for (const word of found) missing.delete(word);
    if (found.length > (best?.count ?? 0)) best = { text, at: lower.indexOf(found[0] ?? ''), count: found.length };
  }
  return missing.size > 0 || best === undefined ? undefined : snippet(best.text, best.at);
}

/** Messages and answers; the pieces of an answer are one text, because a word may be cut by them. */
function saidIn(branch: readonly SessionEvent[]): readonly string[] {
  const texts: string[] = [];
  let answering: MessageId | undefined;
  for (const event of branch) {
    if (event.type === 'response.text') {
      if (event.response === answering) texts.push((texts.pop() ?? '') + event.text);
      else texts.push(event.text);
      answering = event.response;
    } else if (event.type === 'turn.started' || event.type === 'message.steered') {
      texts.push(event.text, ...event.mentions.flatMap(({ picture }) => (picture === undefined ? [] : [picture.label])));
      answering = undefined;
    }
  }
  return texts;
}

function snippet(text: string, at: number): string {
  const from = Math.max(0, at - charsAround);
  const to = Math.min(text.length, at + 2 * charsAround);
  const line = text.slice(from, to).replace(/\s+/g, ' ').trim().toWellFormed();
  return `${from > 0 ? '…' : ''}${line}${to < text.length ? '…' : ''}`;
}
