import type { EventId } from '../base/ids.ts';

/** All that is needed of an event to know its place. */
export interface Linked {
  readonly id: EventId;
  readonly parent: EventId | null;
}

/**
 * The events of a log, and of those the ones that the conversation consists of: the newest event and its parents. Both lists are one until
 * something is rewound, so that a log in which nothing was pays nothing for it.
 */
export class EventList<E extends Linked> {
  readonly #all: E[] = [];
  #branch: E[] = this.#all;

  static of<E extends Linked>(events: Iterable<E>): EventList<E> {
    const list = new EventList<E>();
    for (const event of events) list.push(event);
    return list;
  }

  get all(): readonly E[] {
    return this.#all;
  }

  get branch(): readonly E[] {
    return this.#branch;
  }

  /** The branch that an event after `id` would be on; undefined when there is no such event. */
  upTo(id: EventId): readonly E[] | undefined {
    const index = this.#branch.findLastIndex((event) => event.id === id);
    if (index >= 0) return this.#branch.slice(0, index + 1);
    return this.#all.some((event) => event.id === id) ? walk(this.#all, id) : undefined;
  }

  push(event: E): void {
    if (event.parent !== null && event.parent !== this.#branch.at(-1)?.id) {
      // An event that names no parent of this log (that line was damaged) goes on where the one before it is.
      const branch = this.upTo(event.parent);
      if (branch !== undefined) this.#branch = [...branch];
    }
    this.#all.push(event);
    if (this.#branch !== this.#all) this.#branch.push(event);
  }

  /** The newest event has grown. */
  replaceLast(event: E): void {
    this.#all[this.#all.length - 1] = event;
    this.#branch[this.#branch.length - 1] = event;
  }

  /** Puts in the place of each event what `change` makes of it: the same event with more or less in it. */
  replaceEach(change: (event: E) => E): void {
    for (const list of new Set([this.#all, this.#branch])) {
      for (const [index, event] of list.entries()) list[index] = change(event);
    }
  }
}

/** The events that the conversation consists of, of a log that was read whole. */
export function branchOf<E extends Linked>(events: Iterable<E>): readonly E[] {
  return EventList.of(events).branch;
}

function walk<E extends Linked>(events: readonly E[], from: EventId): readonly E[] {
  const indexes = new Map(events.map((event, index) => [event.id, index]));
  const reversed: E[] = [];
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
