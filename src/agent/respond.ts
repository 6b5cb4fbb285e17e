import type { Clock } from '../base/clock.ts';
import { describeError } from '../base/errors.ts';
import type { CallId, MessageId, TurnId } from '../base/ids.ts';
import type { StopReason } from '../base/messages.ts';
import { newId } from '../base/newId.ts';
import { brokenStream } from '../models/errors.ts';
import type { LanguageModel, ModelError, ModelEvent, ModelRequest } from '../models/model.ts';
import { formatModelId } from '../models/model.ts';
import type { WorkLog } from '../sessions/events.ts';

/** How often a response is tried before its failure ends the turn, and how long a wait may be before it is the person's business. */
const maxTries = 5;
const maxWaitMs = 60_000;

export interface RespondOptions {
  readonly log: WorkLog;
  readonly clock: Clock;
  /** Says what is being waited for: `Trying again in 2 s: the service is overloaded`. */
  onWait(text: string): void;
}

export type ResponseOutcome =
  | { readonly kind: 'ended'; readonly stop: StopReason }
  | { readonly kind: 'failed'; readonly error: ModelError };

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
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await streamOnce(options.log, model, request, turn, signal);
    if (outcome.kind === 'ended') return outcome;
    signal.throwIfAborted();
    const waitMs = outcome.error.waitMs ?? backoffMs(attempt);
    if (!outcome.error.isTransient || attempt >= maxTries || waitMs > maxWaitMs) return outcome;
    await waitVisibly(options, waitMs, outcome.error.message, signal);
  }
}

async function waitVisibly(options: RespondOptions, waitMs: number, why: string, signal: AbortSignal): Promise<void> {
  for (let leftMs = waitMs; leftMs > 0; leftMs -= 1000) {
    options.onWait(`Trying again in ${Math.ceil(leftMs / 1000)} s: ${why}`);
    await options.clock.sleep(Math.min(leftMs, 1000), signal);
  }
}

/** Full jitter over a doubling window, from half a second: many clients must not come back at once. */
function backoffMs(attempt: number): number {
  return 250 + Math.random() * 500 * 2 ** (attempt - 1);
}

interface PendingCall {
  readonly providerId: string;
  readonly name: string;
  readonly pieces: string[];
}

async function streamOnce(
  log: WorkLog,
  model: LanguageModel,
  request: ModelRequest,
  turn: TurnId,
  signal: AbortSignal,
): Promise<ResponseOutcome> {
  const response = newId<MessageId>('re');
  await log.append({ type: 'response.started', turn, response, model: formatModelId(model.id) });
  const calls = new Map<number, PendingCall>();
  const supersede = ({ code, message }: { readonly code: string; readonly message: string }) =>
    log.append({ type: 'response.superseded', response, code, message });
  for await (const event of wholeStream(model, request, signal)) {
    switch (event.type) {
      case 'text':
        await log.append({ type: 'response.text', response, text: event.text });
        break;
      case 'thinking':
        await log.append({
          type: 'response.thinking',
          response,
          text: event.text,
          ...(event.signature === undefined ? {} : { signature: event.signature }),
        });
        break;
      case 'call':
        calls.set(event.index, { providerId: event.id, name: event.name, pieces: [] });
        break;
      case 'callArguments':
        calls.get(event.index)?.pieces.push(event.json);
        break;
      case 'end': {
        // Calls enter the log only from a response that ended: what a broken stream left behind is never executed.
        for (const [, call] of [...calls].sort(([a], [b]) => a - b)) {
          const { providerId, name } = call;
          await log.append({
            type: 'response.call',
            response,
            call: newId<CallId>('ca'),
            providerId,
            name,
            argumentsJson: call.pieces.join(''),
          });
        }
        await log.append({ type: 'response.ended', response, stop: event.stop, usage: event.usage });
        return { kind: 'ended', stop: event.stop };
      }
      case 'failed':
        await supersede(event.error);
        return { kind: 'failed', error: event.error };
    }
  }
  await supersede({ code: 'cancelled', message: 'Stopped.' });
  throw signal.reason;
}

/**
 * The model's stream, held to its contract from this side too: it ends with one `end` or `failed`, or without either exactly when the
 * signal was aborted. A model that does not listen to the signal is left where it is.
 */
async function* wholeStream(model: LanguageModel, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent, void> {
  const events = model.stream(request, signal)[Symbol.asyncIterator]();
  const isStopped = Symbol('stopped');
  let stop: (value: typeof isStopped) => void = () => undefined;
  const onAbort = (): void => stop(isStopped);
  signal.addEventListener('abort', onAbort, { once: true });
  const failed = (what: string, cause?: unknown): ModelEvent => ({ type: 'failed', error: brokenStream(model.label, what, cause) });
  try {
    while (!signal.aborted) {
      const next = await new Promise<IteratorResult<ModelEvent> | typeof isStopped>((resolve, reject) => {
        stop = resolve;
        events.next().then(resolve, reject);
      });
      if (next === isStopped) return;
      if (next.done === true) return yield failed('it has no end');
      const event = next.value;
      if (event.type === 'failed' && event.error.kind === 'cancelled') {
        if (!signal.aborted) yield failed('the service cancelled it', event.error);
        return;
      }
      yield event;
      if (event.type === 'end' || event.type === 'failed') return;
    }
  } catch (error) {
    if (!signal.aborted) yield failed(describeError(error), error);
  } finally {
    signal.removeEventListener('abort', onAbort);
    // Not waited for: who ignores a stop ignores this, too.
    events.return?.().catch(() => undefined);
  }
}
