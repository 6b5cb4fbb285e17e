import { PracticumError } from '../../../src/base/errors.ts';
import type { StopReason, Usage } from '../../../src/base/messages.ts';
import type { LanguageModel, ModelError, ModelErrorKind, ModelEvent, ModelRequest } from '../../../src/models/model.ts';

const usage: Usage = { inputTokens: 10, outputTokens: 5, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };

/** One response of a scripted model: said in order, whatever it is asked. The wire itself is tested in `test/unit/models`. */
export type Step = readonly ModelEvent[] | ((request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelEvent>);

export const say = (text: string): ModelEvent => ({ type: 'text', text });
export const end = (stop: StopReason = 'end'): ModelEvent => ({ type: 'end', stop, usage });

export function calls(...made: readonly (readonly [name: string, input: unknown])[]): readonly ModelEvent[] {
  return [
    ...made.flatMap(([name, input], index): readonly ModelEvent[] => [
      { type: 'call', index, id: `provider-${index}`, name },
      { type: 'callArguments', index, json: typeof input === 'string' ? input : JSON.stringify(input) },
    ]),
    end('calls'),
  ];
}

class ScriptedError extends PracticumError {
  readonly kind: ModelErrorKind;
  readonly isTransient: boolean;
  readonly waitMs: number | undefined;
  constructor(kind: ModelErrorKind, isTransient: boolean, waitMs: number | undefined, message: string) {
    super(kind === 'cancelled' ? kind : `model-${kind}`, message, { hint: 'Try something else.' });
    this.kind = kind;
    this.isTransient = isTransient;
    this.waitMs = waitMs;
  }
}

export function failure(kind: ModelErrorKind, isTransient = false, waitMs?: number, message = `The model said ${kind}.`): ModelEvent {
  const error: ModelError = new ScriptedError(kind, isTransient, waitMs, message);
  return { type: 'failed', error };
}

/** Hangs until it is aborted, as a stalled stream does. */
export async function* hang(_request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  yield failure('cancelled');
}

export class ScriptedModel implements LanguageModel {
  readonly id: LanguageModel['id'] = { provider: 'openai', name: 'scripted' };
  readonly label: string = 'Scripted';
  readonly contextTokens = undefined;
  readonly requests: ModelRequest[] = [];
  readonly #steps: Step[];

  constructor(...steps: readonly Step[]) {
    this.#steps = [...steps];
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    this.requests.push(request);
    const step = this.#steps.shift() ?? [say('(the script has ended)'), end()];
    if (typeof step === 'function') yield* step(request, signal);
    else yield* step;
  }
}
