import type { ModelMessage } from '../../../src/base/messages.ts';
import type { LanguageModel, ModelEvent, ModelRequest } from '../../../src/models/model.ts';
import { calls, end, say } from '../agent/scriptedModel.ts';

export type Call = readonly [name: string, input: unknown];

/** A model that reads what it is told to read, and then does whatever it finds asked for there. */
export class GullibleModel implements LanguageModel {
  readonly id = { provider: 'openai', name: 'gullible' } as const;
  readonly label = 'Gullible';
  readonly contextTokens = undefined;
  readonly requests: ModelRequest[] = [];
  /** What it does at the person's own request, before anything is read. */
  errands: readonly Call[] = [];
  reads: Call | undefined;
  order = '';
  obeys: readonly Call[] = [];
  /** The order was found in what it read. */
  isFooled = false;

  async *stream(request: ModelRequest): AsyncIterable<ModelEvent> {
    this.requests.push(request);
    yield* this.#next(request.messages);
  }

  #next(messages: readonly ModelMessage[]): readonly ModelEvent[] {
    const turn = messages.slice(messages.findLastIndex(({ role }) => role === 'user') + 1);
    const done = turn.filter(({ role }) => role === 'tool').length;
    const errand = this.errands[done];
    if (errand !== undefined) return calls(errand);
    if (this.reads === undefined) return [say('Done.'), end()];
    if (done === 0) return calls(this.reads);
    if (done === 1) this.isFooled = JSON.stringify(turn.at(-1)).includes(JSON.stringify(this.order).slice(1, -1));
    const wanted = this.isFooled ? this.obeys[done - 1] : undefined;
    return wanted === undefined ? [say('Done.'), end()] : calls(wanted);
  }
}
