import { batch, signal } from '@preact/signals';
import type { ShownNode, ShownPaper } from '../../src/protocol/paper.ts';
import type { Schedule } from '../shared/line.ts';
import { Flow, type Part } from './flow.ts';
import type { Item } from './item.ts';

/** Nodes come in messages, and go to the page part by part. */
export class Arrival {
  /** What is on the page. */
  readonly parts = signal<readonly Part[]>([]);
  readonly isWhole = signal(false);
  readonly #later: Schedule;
  readonly #onItem: (item: Item) => void;
  readonly #onEnd: () => void;
  #flow: Flow | undefined;
  #expected = 0;
  #come = 0;
  #waiting: Part[] = [];
  #isPutting = false;

  /** `onItem`: as soon as it has come, though its part may go to the page later. */
  constructor(later: Schedule, onItem: (item: Item) => void, onEnd: () => void) {
    this.#later = later;
    this.#onItem = onItem;
    this.#onEnd = onEnd;
  }

  begin(paper: ShownPaper): void {
    this.#flow = new Flow(paper);
    this.#expected = paper.nodes;
    this.#come = 0;
    this.#waiting = [];
    this.parts.value = [];
    this.isWhole.value = false;
    if (paper.nodes === 0) this.take(0, []);
  }

  /** What came twice or too late for the paper that is shown now is left. */
  take(from: number, nodes: readonly ShownNode[]): void {
    if (this.#flow === undefined || from !== this.#come) return;
    this.#come += nodes.length;
    this.#add(this.#flow.take(nodes));
    if (this.#come >= this.#expected) {
      this.#add(this.#flow.end());
      this.#flow = undefined;
      this.#onEnd();
    }
    if (this.parts.peek().length === 0) this.#put();
    else this.#putLater();
  }

  #add(parts: readonly Part[]): void {
    this.#waiting.push(...parts);
    for (const part of parts) for (const item of part.items) this.#onItem(item);
  }

  #putLater(): void {
    if (this.#isPutting) return;
    this.#isPutting = true;
    this.#later(() => {
      this.#isPutting = false;
      batch(() => this.#put());
    });
  }

  /** One part goes to the page. */
  #put(): void {
    const part = this.#waiting.shift();
    if (part !== undefined) this.parts.value = [...this.parts.peek(), part];
    if (this.#waiting.length > 0) this.#putLater();
    else if (this.#flow === undefined) this.isWhole.value = true;
  }
}
