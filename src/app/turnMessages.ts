import type { EventId, TurnId } from '../base/ids.ts';
import type { BodyOf, Mention, SessionEvent } from '../sessions/events.ts';

export interface SentMessage {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** A turn, and what the person said in it up to one of their messages, that one included. */
export interface TurnMessages {
  readonly turn: TurnId;
  /** The event that began the turn. */
  readonly begin: EventId;
  readonly messages: readonly SentMessage[];
}

/** The turn that this message began, or was delivered in the middle of; undefined when these events hold no such message. */
export function messagesUpTo(events: readonly SessionEvent[], message: string): TurnMessages | undefined {
  const at = events.findLastIndex((event) => isSent(event) && event.message === message);
  const last = events[at];
  if (last === undefined || !isSent(last)) return undefined;
  const { turn } = last;
  const sent = events
    .slice(0, at + 1)
    .filter((event) => isSent(event))
    .filter((event) => event.turn === turn);
  const begin = sent.find((event) => event.type === 'turn.started');
  return begin === undefined ? undefined : { turn, begin: begin.id, messages: sent.map(({ text, mentions }) => ({ text, mentions })) };
}

function isSent(event: SessionEvent): event is SessionEvent & (BodyOf<'turn.started'> | BodyOf<'message.steered'>) {
  return event.type === 'turn.started' || event.type === 'message.steered';
}
