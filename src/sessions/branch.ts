import type { EventId } from '../base/ids.ts';
import type { SessionEvent } from './events.ts';

/**
 * The events of a log, and of those the ones that the conversation consists of: the newest event and its parents. Both lists are one until
 * something is rewound, so that a log in which nothing was pays nothing for it.
 */
export class EventList {
  readonly #all: SessionEvent[] = [];
  #branch: SessionEvent[] = this.#all;

  static of(events: Iterable<SessionEvent>): EventList {
    const list = new EventList();
    for (const event of events) list.push(event);
    return list;
  }

  get all(): readonly SessionEvent[] {
    return this.#all;
  }

  get branch(): readonly SessionEvent[] {
    return this.#branch;
  }

  has(id: EventId): boolean {
    return this.#all.some((event) => event.id === id);
  }

  push(event: SessionEvent): void {
    if (event.parent !== (this.#branch.at(-1)?.id ?? null)) this.#goTo(event.parent);
    this.#all.push(event);
    if (this.#branch !== this.#all) this.#branch.push(event);
  }

  /** The newest event has grown. */
  replaceLast(event: SessionEvent): void {
    this.#all[this.#all.length - 1] = event;
    this.#branch[this.#branch.length - 1] = event;
  }

  /** The branch that ends with `id`. An event that names no parent of this log (the line was damaged) goes on where the one before it is. */
  #goTo(id: EventId | null): void {
    if (id === null) return;
    const index = this.#branch.findLastIndex((event) => event.id === id);
    if (index >= 0) this.#branch = this.#branch.slice(0, index + 1);
    else if (this.has(id)) this.#branch = walk(this.#all, id);
  }
}

/** The events that the conversation consists of, of a log that was read whole. */
export function branchOf(events: Iterable<SessionEvent>): readonly SessionEvent[] {
  return EventList.of(events).branch;
}

function walk(events: readonly SessionEvent[], from: EventId): SessionEvent[] {
  const indexes = new Map(events.map((event, index) => [event.id, index]));
  const reversed: SessionEvent[] = [];
  for (let index = indexes.get(from); index !== undefined; ) {
    const event = events[index];
    if (event === undefined) break;
    reversed.push(event);
    const parent = event.parent === null ? undefined : indexes.get(event.parent);
    // Parents stand before their children; where one is missing, the line before takes its place.
    index = parent !== undefined && parent < index ? parent : index > 0 ? index - 1 : undefined;
  }
  return reversed.reverse();
}
