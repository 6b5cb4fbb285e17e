/**
 * A session as long work leaves it behind, written through the real log: requests of about a hundred calls each, results as tools bound them,
 * edits with their diffs, and, where asked for, prunings and summaries as often as a model with a window of 200,000 tokens needs them.
 */
import type { CallId, EventId, MessageId, SessionId, TurnId } from '../../../src/base/ids.ts';
import type { ToolDetail } from '../../../src/base/tool.ts';
import type { SessionEventBody } from '../../../src/sessions/events.ts';
import { createSession } from '../../../src/sessions/store.ts';

/** Of the model's and the person's messages and the results of calls, all together. */
const messages = 10_000;
const messagesInTurn = 100;
const charsPerToken = 4;
const tokensBetweenPrunings = 20_000;
const tokensBetweenSummaries = 150_000;
/** Results younger than this stay when older ones are pruned. */
const protectedTokens = 40_000;

/** What a call adds to the log besides its result, on average. */
const otherBytesOfCall = 4500;

const words =
  'epoch step train loss eval accuracy 0.4217 0.9731 lr 3e-4 batch tensor shape (64, 128) cuda:0 warning def forward self return'.split(
    ' ',
  );

/** Text like that of logs and code; another one for each `seed`. */
function text(chars: number, seed: number): string {
  const lines: string[] = [];
  for (let length = 0, number = seed; length < chars; number += 7) {
    const line = Array.from({ length: 9 }, (_, index) => words[(number * 13 + index * index * 5 + number) % words.length]).join(' ');
    lines.push(`${number}: ${line}`);
    length += line.length + 8;
  }
  return lines.join('\n').slice(0, chars);
}

interface Call {
  readonly name: string;
  readonly args: string;
  readonly content: string;
  readonly proposed?: ToolDetail;
  readonly detail: ToolDetail;
}

/** Of ten calls five read, three run a command, and two edit. */
function callOf(index: number, contentChars: number): Call {
  const kind = index % 10;
  if (kind >= 8) {
    const change = text(1500, index);
    const diff: ToolDetail = { kind: 'edit', path: '/w/train.py', unified: text(2500, index), added: 12, removed: 8 };
    return {
      name: 'edit_file',
      args: JSON.stringify({ path: 'train.py', old: change, new: change }),
      content: 'Done: 2 replacements in train.py.',
      proposed: diff,
      detail: diff,
    };
  }
  const content = text(contentChars, index);
  if (kind >= 5) {
    const command = 'python train.py --epochs 3';
    return {
      name: 'run_shell',
      args: JSON.stringify({ command }),
      content,
      detail: { kind: 'shell', command, output: content, exitCode: 0 },
    };
  }
  return { name: 'read_file', args: '{"path":"train.py","from":1}', content, detail: { kind: 'text', text: 'train.py, lines 1 to 400' } };
}

export interface MadeSession {
  readonly session: SessionId;
  readonly path: string;
  readonly summaries: number;
  readonly prunings: number;
}

/** `bytes`: about how large the log becomes. */
export async function makeSession(home: string, bytes: number, isKeptShort: boolean): Promise<MadeSession> {
  const log = await createSession({ home, workspace: home, app: 'bench' });
  let count = 0;
  const id = <Id extends string>(kind: string): Id => {
    count += 1;
    return `${kind}_${String(count).padStart(16, '0')}` as Id;
  };
  const append = (body: SessionEventBody): Promise<{ readonly id: EventId }> => log.append(body);
  const usage = { inputTokens: 1200, outputTokens: 300, cacheReadTokens: 90_000, cacheWriteTokens: 900, isEstimated: false };
  // Of ten calls eight have a result of this length, three of them twice: for the model and for the person.
  const contentChars = Math.round(((bytes / (messages / 2) - otherBytesOfCall) * 10) / 11);
  const results: { readonly call: CallId; readonly chars: number }[] = [];
  let newSincePruning = 0;
  let newSinceSummary = 0;
  let summaries = 0;
  let prunings = 0;
  let turn: TurnId | undefined;
  for (let message = 0, index = 0; message < messages; index += 1) {
    if (message % messagesInTurn === 0) {
      if (turn !== undefined) await append({ type: 'turn.ended', turn, end: 'done' });
      turn = id<TurnId>('tu');
      await append({ type: 'turn.started', turn, message: id<MessageId>('me'), text: text(300, index), mentions: [] });
      message += 1;
    }
    if (turn === undefined) break;
    const response = id<MessageId>('re');
    const call = id<CallId>('ca');
    const { name, args, content, proposed, detail } = callOf(index, contentChars);
    const begun = await append({ type: 'response.started', turn, response, model: 'anthropic/claude-sonnet-4-5' });
    await append({ type: 'response.thinking', response, text: text(600, index), signature: 'c2lnbmF0dXJl'.repeat(20) });
    await append({ type: 'response.text', response, text: text(200, index) });
    await append({ type: 'response.call', response, call, providerId: `toolu_${index}`, name, argumentsJson: args });
    await append({ type: 'response.ended', response, stop: 'calls', usage });
    const proposal = {
      type: 'tool.proposed',
      turn,
      call,
      tool: name,
      title: `Call ${index}`,
      effects: [{ kind: 'read', path: '/w/train.py' }],
    } as const;
    await append(proposed === undefined ? proposal : { ...proposal, detail: proposed });
    await append({ type: 'tool.started', call });
    await append({ type: 'tool.ended', call, outcome: 'done', content, detail });
    message += 2;
    results.push({ call, chars: content.length });
    const tokens = (content.length + args.length + 800) / charsPerToken;
    newSincePruning += tokens;
    newSinceSummary += tokens;
    if (!isKeptShort) continue;
    if (newSinceSummary > tokensBetweenSummaries) {
      const state = { summary: text(6000, index), state: text(2000, index) };
      await append({
        type: 'context.compacted',
        turn,
        ...state,
        keepFrom: begun.id,
        model: 'm',
        usage,
        tokensBefore: 160_000,
        tokensAfter: 20_000,
      });
      results.length = 0;
      summaries += 1;
      newSinceSummary = 0;
      newSincePruning = 0;
    } else if (newSincePruning > tokensBetweenPrunings) {
      const old = olderThan(results, protectedTokens);
      if (old.length === 0) continue;
      const pruned = { calls: old.map((result) => result.call), chars: old.map(({ chars }) => chars), notes: text(600, index), usage };
      await append({ type: 'context.pruned', turn, ...pruned, tokensBefore: 120_000, tokensAfter: 90_000 });
      prunings += 1;
      newSincePruning = 0;
    }
    // The writer holds what is not on the disk: as in real life, not all of it at once.
    if (index % 200 === 0) await log.flush();
  }
  await log.close();
  return { session: log.session, path: log.path, summaries, prunings };
}

/** Takes out of `results`, which are in order, those that lie before the newest `tokens`. */
function olderThan<R extends { readonly chars: number }>(results: R[], tokens: number): readonly R[] {
  let newer = 0;
  let first = results.length;
  while (first > 0 && newer < tokens) {
    first -= 1;
    newer += (results[first]?.chars ?? 0) / charsPerToken;
  }
  return results.splice(0, first);
}
