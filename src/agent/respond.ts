import type { CallId, MessageId, TurnId } from '../base/ids.ts';
import type { Usage } from '../base/messages.ts';
import { newId } from '../base/newId.ts';
import type { LanguageModel, ModelError, ModelEvent, ModelRequest } from '../models/model.ts';
import { formatModelId } from '../models/model.ts';
import type { WorkLog } from '../sessions/events.ts';
import { TextGatherer } from './gatherText.ts';
import { type Pay, type Payment, settling } from './payment.ts';
import { countable } from './usage.ts';
import { type StreamWatch, wholeStream } from './wholeStream.ts';

/**
 * How often a response is tried before its failure ends the turn. A service that has answered before in this turn is worth a quarter of an
 * hour: nobody may be there to send the message again. How long a single wait may be before it is the person's business.
 */
const maxTriesAtFirst = 5;
const maxTriesLater = 20;
export const maxWaitMs = 60_000;
const maxBackoffMs = 60_000;

export type RespondOptions = StreamWatch & {
  readonly log: WorkLog;
  /** Has the service answered in this turn? */
  readonly hasAnswered: boolean;
  readonly pay: Pay;
};

export type ResponseOutcome = { readonly kind: 'ended' } | { readonly kind: 'failed'; readonly error: ModelError };

/**
 * One model response, streamed into the log as it comes. Retries are ours: transient failures are tried again after a jittered wait;
 * what was already shown stays, marked as superseded, and is not sent back. Rejects only on cancellation or when the log cannot be written.
 */
export async function respond(
  options: RespondOptions,
  model: LanguageModel,
  request: ModelRequest,
  turn: TurnId,
  signal: AbortSignal,
): Promise<ResponseOutcome> {
  return await withRetries(options, signal, async () => {
    const payment = await options.pay(model, request, signal);
    return await streamIntoLog(options, model, request, payment, turn, signal);
  });
}

export interface Written {
  readonly kind: 'ended';
  readonly text: string;
  /** It came to the limit of its length. */
  readonly isCut: boolean;
  readonly usage: Usage;
}

/** The words of a response that is part of no conversation, such as a summary. */
export async function write(
  options: RespondOptions,
  model: LanguageModel,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<Written | { readonly kind: 'failed'; readonly error: ModelError }> {
  return await withRetries<Written>(options, signal, async () => {
    const payment = await options.pay(model, request, signal);
    const pieces: string[] = [];
    for await (const event of settling(payment, request, wholeStream(options, model, request, signal))) {
      if (event.type === 'text') pieces.push(event.text);
      if (event.type === 'end')
        return { kind: 'ended', text: pieces.join('').trim(), isCut: event.stop === 'limit', usage: countable(event.usage) };
      if (event.type === 'failed') return { kind: 'failed', error: event.error };
    }
    throw signal.reason;
  });
}

type Failed = { readonly kind: 'failed'; readonly error: ModelError };

async function withRetries<T extends { readonly kind: 'ended' }>(
  options: RespondOptions,
  signal: AbortSignal,
  attempt: () => Promise<T | Failed>,
): Promise<T | Failed> {
  const maxTries = options.hasAnswered ? maxTriesLater : maxTriesAtFirst;
  for (let count = 1; ; count += 1) {
    const outcome = await attempt();
    if (outcome.kind === 'ended') return outcome;
    signal.throwIfAborted();
    const waitMs = outcome.error.waitMs ?? backoffMs(count);
    if (!outcome.error.isTransient || count >= maxTries || waitMs > maxWaitMs) return outcome;
    await waitVisibly(options, waitMs, outcome.error.message, signal);
  }
}

async function waitVisibly(options: RespondOptions, waitMs: number, why: string, signal: AbortSignal): Promise<void> {
  for (let leftMs = waitMs; leftMs > 0; leftMs -= 1000) {
    options.onWait(`Trying again in ${Math.ceil(leftMs / 1000)} s: ${why}`);
    await options.clock.sleep(Math.min(leftMs, 1000), signal);
  }
  options.onWait();
}

/** Full jitter over a doubling window, from half a second: many clients must not come back at once. */
function backoffMs(attempt: number): number {
  return Math.min(maxBackoffMs, 250 + Math.random() * 500 * 2 ** (attempt - 1));
}

interface PendingCall {
  readonly providerId: string;
  readonly name: string;
  readonly pieces: string[];
}

async function streamIntoLog(
  options: RespondOptions,
  model: LanguageModel,
  request: ModelRequest,
  payment: Payment | undefined,
  turn: TurnId,
  signal: AbortSignal,
): Promise<ResponseOutcome> {
  const { log } = options;
  const response = newId<MessageId>('re');
  await log.append({ type: 'response.started', turn, response, model: formatModelId(model.id) });
  const calls = new Map<number, PendingCall>();
  const supersede = (
    { code, message }: { readonly code: string; readonly message: string },
    more: { readonly answerTokens?: number } = {},
  ) => log.append({ type: 'response.superseded', response, code, message, ...more });
  const words = new TextGatherer((text) => log.append({ type: 'response.text', response, text }));
  for await (const event of settling(payment, request, wholeStream(options, model, request, signal))) {
    if (event.type === 'text') {
      words.push(event.text);
      continue;
    }
    await words.flush();
    switch (event.type) {
      case 'thinking':
        await log.append({ type: 'response.thinking', response, text: event.text, ...signatureOf(event) });
        break;
      case 'call':
        calls.set(event.index, { providerId: event.id, name: event.name, pieces: [] });
        break;
      case 'callArguments':
        calls.get(event.index)?.pieces.push(event.json);
        break;
      case 'end':
        await appendCalls(log, response, calls);
        await log.append({ type: 'response.ended', response, stop: event.stop, usage: countable(event.usage) });
        return { kind: 'ended' };
      case 'failed':
        await supersede(event.error, event.error.kind === 'too-long' ? { answerTokens: request.maxOutputTokens } : {});
        return { kind: 'failed', error: event.error };
      case 'alive':
        break;
    }
  }
  await words.flush();
  await supersede({ code: 'cancelled', message: 'Stopped.' });
  throw signal.reason;
}

/** Calls enter the log only from a response that ended: what a broken stream left behind is never executed. */
async function appendCalls(log: WorkLog, response: MessageId, calls: ReadonlyMap<number, PendingCall>): Promise<void> {
  for (const [, { providerId, name, pieces }] of [...calls].sort(([a], [b]) => a - b))
    await log.append({ type: 'response.call', response, call: newId<CallId>('ca'), providerId, name, argumentsJson: pieces.join('') });
}

function signatureOf({ signature }: Extract<ModelEvent, { readonly type: 'thinking' }>): { readonly signature?: string } {
  return signature === undefined ? {} : { signature };
}
