import type { Clock } from '../base/clock.ts';
import { describeError } from '../base/errors.ts';
import { brokenStream } from '../models/errors.ts';
import type { LanguageModel, ModelEvent, ModelRequest } from '../models/model.ts';
import { stallLimitMs } from '../models/stall.ts';

/** Silence that is worth a word to the person, and how often the word is brought up to date. */
const sayStallAfterMs = 60_000;
const sayStallEveryMs = 10_000;

export interface StreamWatch {
  readonly clock: Clock;
  /** Says what holds the work up; without a text: nothing does any more. */
  onWait(text?: string): void;
}

/**
 * The model's stream, held to its contract from this side too: it ends with one `end` or `failed`, or without either exactly when the
 * signal was aborted. Silence is said after a minute and ends the attempt after what its provider is given. A model that does not listen
 * to the signal is left where it is.
 */
export async function* wholeStream(
  watch: StreamWatch,
  model: LanguageModel,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, void> {
  const giveUp = new AbortController();
  const onStop = (): void => giveUp.abort(signal.reason);
  signal.addEventListener('abort', onStop, { once: true });
  if (signal.aborted) onStop();
  const life = { lastMs: watch.clock.nowMs() };
  const ended = new AbortController();
  void watchForStall(watch, model, life, giveUp, ended.signal);
  let events: AsyncIterator<ModelEvent> | undefined;
  const isStopped = Symbol('stopped');
  let stop: (value: typeof isStopped) => void = () => undefined;
  const onAbort = (): void => stop(isStopped);
  giveUp.signal.addEventListener('abort', onAbort, { once: true });
  const failed = (what: string, cause?: unknown): ModelEvent => ({ type: 'failed', error: brokenStream(model.label, what, cause) });
  try {
    const started = model.stream(request, giveUp.signal)[Symbol.asyncIterator]();
    events = started;
    while (!giveUp.signal.aborted) {
      const next = await new Promise<IteratorResult<ModelEvent> | typeof isStopped>((resolve, reject) => {
        stop = resolve;
        started.next().then(resolve, reject);
      });
      life.lastMs = watch.clock.nowMs();
      if (next === isStopped) break;
      if (next.done === true) return yield failed('it has no end');
      const event = next.value;
      if (event.type === 'failed' && event.error.kind === 'cancelled') {
        if (!giveUp.signal.aborted) return yield failed('the service cancelled it', event.error);
        break;
      }
      yield event;
      if (event.type === 'end' || event.type === 'failed') return;
    }
    if (!signal.aborted) yield failed(describeError(giveUp.signal.reason), giveUp.signal.reason);
  } catch (error) {
    if (!signal.aborted) yield failed(describeError(error), error);
  } finally {
    ended.abort('ended'); // a plain word: an error would gather its stack for nobody, at every response
    signal.removeEventListener('abort', onStop);
    giveUp.signal.removeEventListener('abort', onAbort);
    // Not waited for: who ignores a stop ignores this, too.
    events?.return?.().catch(() => undefined);
  }
}

/** Looks now and then, not at every event: twenty thousand of them must not cost twenty thousand timers. */
async function watchForStall(
  { clock, onWait }: StreamWatch,
  model: LanguageModel,
  life: { readonly lastMs: number },
  giveUp: AbortController,
  ended: AbortSignal,
): Promise<void> {
  const limitMs = stallLimitMs(model.id.provider);
  let wasSaid = false;
  try {
    for (;;) {
      // A clock that is set back must not make silence look negative.
      const quietMs = Math.max(0, clock.nowMs() - life.lastMs);
      if (quietMs >= limitMs) {
        giveUp.abort(new Error(`nothing came for ${seconds(quietMs)}`));
        return;
      }
      if (quietMs >= sayStallAfterMs) {
        onWait(`No word from ${model.label} for ${seconds(quietMs)}; asked again after ${seconds(limitMs)}`);
        wasSaid = true;
      } else if (wasSaid) {
        onWait();
        wasSaid = false;
      }
      await clock.sleep(quietMs < sayStallAfterMs ? sayStallAfterMs - quietMs : Math.min(sayStallEveryMs, limitMs - quietMs), ended);
    }
  } catch {
    // The response came to its end.
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
