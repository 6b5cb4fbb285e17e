import type { SpendKind } from '../base/effects.ts';
import type { CallId, TurnId } from '../base/ids.ts';
import type { Usage } from '../base/messages.ts';
import { estimatedUsage, estimateTokens } from '../models/estimate.ts';
import type { LanguageModel, ModelErrorKind, ModelEvent, ModelRequest } from '../models/model.ts';
import { countable } from './usage.ts';

/** Money promised for one request to a model. */
export interface Payment {
  settle(usage: Usage): Promise<void>;
  /** The service never began. */
  release(): Promise<void>;
}

/** Promises what a request costs at most, before it is sent; undefined where it costs nothing. Each retry pays anew. */
export type Pay = (model: LanguageModel, request: ModelRequest, signal: AbortSignal) => Promise<Payment | undefined>;

/** What one request of a turn is for. */
export interface Purchase {
  readonly model: LanguageModel;
  readonly request: ModelRequest;
  readonly purpose: Extract<SpendKind, 'main' | 'research' | 'compaction'>;
  readonly turn: TurnId;
  /** A person is asked, under this title, until the promise is made. */
  onAsk(title: string): void;
  /** The question about this call is asked, until `answered` aborts: it may be left to itself, so that the work goes on. */
  leaveInTime(call: CallId, answered: AbortSignal): void;
}

/** Failures that, when nothing came before them, say that the service did not begin: nobody is charged for these. */
const neverBegan: ReadonlySet<ModelErrorKind> = new Set<ModelErrorKind>([
  'unreachable',
  'wrong-key',
  'wrong-model',
  'overloaded',
  'rate-limited',
  'no-credit',
  'too-long',
  'bad-request',
  'server',
]);

/** The stream, and behind it the word on what it came to: what the service counted, or, where it broke off, the prompt and what came. */
export async function* settling(
  payment: Payment | undefined,
  request: ModelRequest,
  events: AsyncIterable<ModelEvent>,
): AsyncGenerator<ModelEvent, void> {
  if (payment === undefined) return yield* events;
  let tokens = 0;
  let hasBegun = false;
  let end = (): Promise<void> => payment.settle(estimatedUsage(request, tokens));
  try {
    for await (const event of events) {
      if (event.type === 'text' || event.type === 'thinking') tokens += estimateTokens(event.text);
      if (event.type === 'callArguments') tokens += estimateTokens(event.json);
      if (event.type === 'end') end = () => payment.settle(countable(event.usage));
      if (event.type === 'failed' && !hasBegun && neverBegan.has(event.error.kind)) end = () => payment.release();
      hasBegun = true;
      yield event;
    }
  } finally {
    // What cannot be written down stays promised, and counts in full once this process has ended.
    await end().catch(() => undefined);
  }
}
