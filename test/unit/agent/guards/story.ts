import type { CallId, EventId, MessageId, RunId, TurnId } from '../../../../src/base/ids.ts';
import type { Usage } from '../../../../src/base/messages.ts';
import { newId } from '../../../../src/base/newId.ts';
import type { BodyOf, SessionEvent, SessionEventBody } from '../../../../src/sessions/events.ts';

type End = Omit<BodyOf<'tool.ended'>, 'type' | 'call' | 'content'> & { readonly content?: string };

export interface ToldCall {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>> | string;
  /** What the model gets back. */
  readonly result?: string;
  readonly end?: Partial<End>;
  /** The files that its proposal names. */
  readonly writes?: readonly string[];
}

const noUsage: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };

/** A session's log, told event by event, to whoever folds it. */
export class Story {
  readonly events: SessionEvent[] = [];
  readonly #listeners: ((event: SessionEvent) => void)[] = [];
  #turn = newId<TurnId>('tu');

  get turn(): TurnId {
    return this.#turn;
  }

  tell(...bodies: SessionEventBody[]): this {
    for (const body of bodies) {
      const event: SessionEvent = { ...body, v: 1, id: newId<EventId>('ev'), parent: this.events.at(-1)?.id ?? null, atMs: 0 };
      this.events.push(event);
      for (const listener of this.#listeners) listener(event);
    }
    return this;
  }

  to(reader: { apply(event: SessionEvent): void }): this {
    this.#listeners.push((event) => reader.apply(event));
    return this;
  }

  asks(text = 'Make it work.'): this {
    this.#turn = newId<TurnId>('tu');
    return this.tell({ type: 'turn.started', turn: this.#turn, message: newId<MessageId>('me'), text, mentions: [] });
  }

  steers(text: string): this {
    return this.tell({ type: 'message.steered', turn: this.#turn, message: newId<MessageId>('me'), text, mentions: [] });
  }

  /** One response with these calls, and their results in the order in which they are told to end. */
  calls(calls: readonly ToldCall[], options: { readonly endingOrder?: readonly number[]; readonly usage?: Usage } = {}): this {
    const response = newId<MessageId>('re');
    const ids = calls.map(() => newId<CallId>('ca'));
    this.tell({ type: 'response.started', turn: this.#turn, response, model: 'test/model' });
    for (const [index, call] of calls.entries()) {
      const argumentsJson = typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
      const id = ids[index] ?? newId<CallId>('ca');
      this.tell({ type: 'response.call', response, call: id, providerId: id, name: call.tool, argumentsJson });
    }
    this.tell({ type: 'response.ended', response, stop: 'calls', usage: options.usage ?? noUsage });
    for (const index of options.endingOrder ?? calls.keys()) {
      const [call, id] = [calls[index], ids[index]];
      if (call === undefined || id === undefined) continue;
      const effects = (call.writes ?? []).map((path) => ({ kind: 'write' as const, path }));
      if (call.writes !== undefined)
        this.tell({ type: 'tool.proposed', turn: this.#turn, call: id, tool: call.tool, title: call.tool, effects });
      this.tell({ type: 'tool.ended', call: id, outcome: 'done', content: call.result ?? '', ...call.end });
    }
    return this;
  }

  says(text: string, usage: Usage = noUsage): this {
    const response = newId<MessageId>('re');
    return this.tell(
      { type: 'response.started', turn: this.#turn, response, model: 'test/model' },
      { type: 'response.text', response, text },
      { type: 'response.ended', response, stop: 'end', usage },
    );
  }

  /** A run that the agent starts, and how it finds it later. */
  runs(
    run: string,
    end: { readonly state: 'running' | 'done' | 'failed' | 'stopped'; readonly error?: string; readonly script?: string },
  ): this {
    const id = run as RunId;
    const call = newId<CallId>('ca');
    const response = newId<MessageId>('re');
    const started = { kind: 'run', run: id, name: run, state: 'running' } as const;
    const { script = 'train.py', ...found } = end;
    return this.tell(
      { type: 'response.started', turn: this.#turn, response, model: 'test/model' },
      { type: 'response.call', response, call, providerId: call, name: 'start_run', argumentsJson: JSON.stringify({ script }) },
      { type: 'response.ended', response, stop: 'calls', usage: noUsage },
      { type: 'run.linked', turn: this.#turn, call, run: id },
      { type: 'tool.ended', call, outcome: 'done', content: `run: ${run}`, detail: started },
    ).calls([{ tool: 'read_run', arguments: { run }, result: `status: ${end.state}`, end: { detail: { ...started, ...found } } }]);
  }

  edits(path: string, added: number, removed: number): this {
    const detail = { kind: 'edit', path, unified: '', added, removed } as const;
    return this.calls([{ tool: 'edit_file', arguments: { path }, writes: [path], end: { detail } }]);
  }
}
