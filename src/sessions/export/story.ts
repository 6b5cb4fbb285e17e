import type { CallId, MessageId } from '../../base/ids.ts';
import { sandboxChangeText } from '../../base/sandboxChange.ts';
import type { PlanItem } from '../../base/tool.ts';
import type { BodyOf, Mention, SessionEvent } from '../events.ts';

/** A call, from what the model wrote to what came of it. */
export interface ToldCall {
  readonly id: CallId;
  readonly name: string;
  readonly argumentsJson: string;
  title: string | undefined;
  end: BodyOf<'tool.ended'> | undefined;
  endedMs: number | undefined;
}

export interface ToldResponse {
  readonly kind: 'response';
  readonly atMs: number;
  readonly model: string;
  text: string;
  readonly calls: ToldCall[];
  /** Why it broke off; what was said by then stays readable. */
  broke: BodyOf<'response.superseded'> | undefined;
}

/** One thing that happened, for a reader: pieces of a text are one text, and a call has its result. */
export type Told =
  | {
      readonly kind: 'message';
      readonly atMs: number;
      readonly text: string;
      readonly mentions: readonly Mention[];
      readonly isSteering: boolean;
    }
  | ToldResponse
  | { readonly kind: 'aside'; readonly what: 'Hint' | 'Summary' | 'Notice' | 'End'; readonly text: string };

export interface Story {
  readonly title: string;
  readonly workspace: string;
  readonly createdMs: number;
  readonly told: readonly Told[];
  readonly plan: readonly PlanItem[];
  readonly files: readonly string[];
  readonly runs: readonly string[];
}

/** A session’s branch as a story. Takes whatever the log holds: what does not fit together is left out. */
export function storyOf(events: readonly SessionEvent[]): Story {
  const teller = new Teller();
  for (const event of events) teller.hear(event);
  const created = events.find((event) => event.type === 'session.created');
  const titled = events.findLast((event) => event.type === 'session.titled');
  return {
    title: titled?.type === 'session.titled' ? titled.title : teller.firstLine,
    workspace: created?.type === 'session.created' ? created.workspace : '',
    createdMs: events[0]?.atMs ?? 0,
    told: teller.told,
    plan: teller.plan,
    files: [...teller.files],
    runs: [...teller.runs],
  };
}

/** A date that cannot be one (a damaged clock) is the beginning of time rather than an error. */
export function timeOf(ms: number): string {
  const date = new Date(ms);
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString();
}

class Teller {
  readonly told: Told[] = [];
  readonly files = new Set<string>();
  readonly runs = new Set<string>();
  plan: readonly PlanItem[] = [];
  readonly #responses = new Map<MessageId, ToldResponse>();
  readonly #calls = new Map<CallId, ToldCall>();

  get firstLine(): string {
    const first = this.told.find((item) => item.kind === 'message');
    return first?.kind === 'message' ? (first.text.trim().split('\n', 1)[0] ?? '') : '';
  }

  hear(event: SessionEvent): void {
    switch (event.type) {
      case 'turn.started':
      case 'message.steered': {
        const { atMs, text, mentions, type } = event;
        this.told.push({ kind: 'message', atMs, text, mentions, isSteering: type === 'message.steered' });
        return;
      }
      case 'turn.ended': {
        const said = [event.message, event.hint, event.account].filter((part) => part !== undefined && part !== '');
        if (said.length > 0) this.told.push({ kind: 'aside', what: 'End', text: said.join('\n\n') });
        return;
      }
      case 'response.started': {
        const response: ToldResponse = { kind: 'response', atMs: event.atMs, model: event.model, text: '', calls: [], broke: undefined };
        this.#responses.set(event.response, response);
        this.told.push(response);
        return;
      }
      case 'response.text': {
        const response = this.#responses.get(event.response);
        if (response !== undefined) response.text += event.text;
        return;
      }
      case 'response.call': {
        const { call: id, name, argumentsJson } = event;
        const call: ToldCall = { id, name, argumentsJson, title: undefined, end: undefined, endedMs: undefined };
        this.#responses.get(event.response)?.calls.push(call);
        this.#calls.set(id, call);
        return;
      }
      case 'response.superseded': {
        const response = this.#responses.get(event.response);
        if (response !== undefined) response.broke = event;
        return;
      }
      case 'tool.proposed': {
        const call = this.#calls.get(event.call);
        if (call !== undefined) call.title = event.title;
        return;
      }
      case 'tool.ended': {
        const call = this.#calls.get(event.call);
        if (call === undefined) return;
        call.end = event;
        call.endedMs = event.atMs;
        return;
      }
      case 'call.settled': {
        const title = this.#calls.get(event.call)?.title ?? 'A call';
        this.told.push({ kind: 'aside', what: 'Notice', text: `${title}, which had waited (${event.outcome}): ${event.content}` });
        return;
      }
      case 'hint.given':
        this.told.push({ kind: 'aside', what: 'Hint', text: event.text });
        return;
      case 'context.compacted':
        if (event.summary !== '') this.told.push({ kind: 'aside', what: 'Summary', text: event.summary });
        return;
      case 'notice':
        this.told.push({ kind: 'aside', what: 'Notice', text: event.text });
        return;
      case 'sandbox.changed':
        this.told.push({ kind: 'aside', what: 'Notice', text: sandboxChangeText(event) });
        return;
      case 'plan.changed':
        this.plan = event.items;
        return;
      case 'file.changed':
        this.files.add(event.path);
        return;
      case 'run.linked':
        this.runs.add(event.run);
        return;
      default:
        return;
    }
  }
}
