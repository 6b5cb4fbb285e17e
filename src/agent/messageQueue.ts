import type { MessageId } from '../base/ids.ts';
import type { Delivery, Mention, SessionEvent } from '../sessions/events.ts';

export interface QueuedMessage {
  readonly id: MessageId;
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly delivery: Delivery;
}

/** The person's messages that no turn has taken up yet, in order: found in the log when it is opened, kept by the agent from then on. */
export class MessageQueue {
  readonly #messages: QueuedMessage[] = [];
  #isHeld = false;

  /** `events`: all of the log, whatever was rewound. What was said and not taken up still waits. */
  constructor(events: Iterable<SessionEvent>) {
    for (const event of events) {
      if (event.type === 'message.queued')
        this.push({ id: event.message, text: event.text, mentions: event.mentions, delivery: event.delivery ?? 'queue' });
      if (event.type === 'message.hurried') this.hurry(event.message);
      if (event.type === 'message.unqueued' || event.type === 'message.steered' || event.type === 'turn.started')
        this.remove(event.message);
      this.noteEnd(event);
    }
  }

  get messages(): readonly QueuedMessage[] {
    return this.#messages;
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  /** Does one wait for the next safe point of the turn? */
  get steers(): boolean {
    return this.#messages.some(({ delivery }) => delivery === 'steer');
  }

  /** The person stopped the last turn: what is queued waits for their next message, also after a reload. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  push(message: QueuedMessage): void {
    this.#messages.push(message);
  }

  /** The next, for a turn of its own. One that was to be delivered before that turn goes before the others. */
  take(): QueuedMessage | undefined {
    return this.takeSteering() ?? this.#messages.shift();
  }

  /** The first that is to be delivered in the middle of a turn. */
  takeSteering(): QueuedMessage | undefined {
    const index = this.#messages.findIndex(({ delivery }) => delivery === 'steer');
    return index < 0 ? undefined : this.#messages.splice(index, 1)[0];
  }

  /** False when it is not, or no longer, in the queue. */
  hurry(id: MessageId): boolean {
    const index = this.#messages.findIndex((message) => message.id === id);
    const message = this.#messages[index];
    if (message === undefined) return false;
    this.#messages[index] = { ...message, delivery: 'steer' };
    return true;
  }

  /** False when it is not, or no longer, in the queue. */
  remove(id: MessageId): boolean {
    const index = this.#messages.findIndex((message) => message.id === id);
    if (index < 0) return false;
    this.#messages.splice(index, 1);
    return true;
  }

  noteEnd(event: SessionEvent): void {
    if (event.type === 'turn.ended') this.#isHeld = event.end === 'stopped' && event.code !== 'interrupted';
  }
}
