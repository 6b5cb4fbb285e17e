import type { CallId } from '../../base/ids.ts';
import type { ToolDetail } from '../../base/tool.ts';
import type { SessionEvent, ToolOutcome } from '../../sessions/events.ts';

/** A call that is over, with everything before it over, too. */
export interface EndedCall {
  readonly id: CallId;
  readonly tool: string;
  /** As the model wrote them. */
  readonly argumentsJson: string;
  /** The files that it would have written, absolute; empty when it never came to that. */
  readonly writes: readonly string[];
  readonly outcome: ToolOutcome;
  /** As the model saw it first, whatever of it is left out later; undefined when the log did not keep it in memory. */
  readonly content: string | undefined;
  readonly code: string | undefined;
  readonly detail: ToolDetail | undefined;
}

type OpenCall = Pick<EndedCall, 'id' | 'tool' | 'argumentsJson' | 'writes'> & {
  readonly end?: Pick<EndedCall, 'outcome' | 'content' | 'code' | 'detail'>;
};

/** Calls of one response end in any order; who counts them needs the order in which the model made them. */
export class CallsInOrder {
  #open: OpenCall[] = [];

  /** The calls that are over with this event, in the model's order. */
  apply(event: SessionEvent): readonly EndedCall[] {
    switch (event.type) {
      case 'turn.started':
        this.#open = [];
        return [];
      case 'response.call':
        this.#open.push({ id: event.call, tool: event.name, argumentsJson: event.argumentsJson, writes: [] });
        return [];
      case 'tool.proposed': {
        const writes = event.effects.flatMap((effect) => (effect.kind === 'write' ? [effect.path] : []));
        this.#change(event.call, (call) => ({ ...call, writes }));
        return [];
      }
      case 'tool.ended': {
        const { outcome, code, detail } = event;
        const content = event.isCold === true ? undefined : event.content;
        this.#change(event.call, (call) => ({ ...call, end: { outcome, content, code, detail } }));
        return this.#takeEnded();
      }
      default:
        return [];
    }
  }

  #change(id: CallId, change: (call: OpenCall) => OpenCall): void {
    this.#open = this.#open.map((call) => (call.id === id ? change(call) : call));
  }

  #takeEnded(): readonly EndedCall[] {
    const firstOpen = this.#open.findIndex(({ end }) => end === undefined);
    const ended = this.#open.splice(0, firstOpen < 0 ? this.#open.length : firstOpen);
    return ended.flatMap(({ end, ...call }) => (end === undefined ? [] : [{ ...call, ...end }]));
  }
}
