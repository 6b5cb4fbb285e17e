import { type Disposable, DisposableList } from '../base/disposables.ts';
import { Emitter, type Event } from '../base/events.ts';

interface Closable {
  close(): Promise<void>;
}

/** Something that is opened when it is first asked for, and whose events can be listened to before. It owns what opening gives it to own. */
export class Late<T extends Closable> implements Disposable {
  readonly #open: (owned: DisposableList) => Promise<T>;
  readonly #settle: () => Promise<unknown>;
  readonly #owned = new DisposableList();
  readonly #onDidOpen = this.#owned.add(new Emitter<T>());
  #opening: Promise<T> | undefined;
  #opened: T | undefined;
  #ahead: Promise<unknown> = Promise.resolve();
  #settling: Promise<unknown> | undefined;

  /** `settle`: until then it is not opened for what can wait a moment (`inTurn`). */
  constructor(open: (owned: DisposableList) => Promise<T>, settle: () => Promise<unknown> = () => Promise.resolve()) {
    this.#open = open;
    this.#settle = settle;
  }

  /** Opens it, or answers the one that is open. After a failure the next call tries again. */
  get(): Promise<T> {
    this.#opening ??= this.#openOnce().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  /** For what can wait a moment: not before all has settled, unless it is being opened anyway. */
  async inTurn(): Promise<T> {
    if (this.#opening === undefined) {
      this.#settling ??= this.#settle().catch(() => undefined);
      await this.#settling;
    }
    return this.get();
  }

  /** Is over, well or not, before it is opened. What is being opened by then goes on. */
  letAhead(work: Promise<unknown>): void {
    this.#ahead = Promise.allSettled([this.#ahead, work]);
  }

  async #openOnce(): Promise<T> {
    // Of what arrives together the first may be what is to wait.
    await new Promise((resolve) => setImmediate(resolve));
    for (let waited: unknown; waited !== this.#ahead; await waited) waited = this.#ahead;
    const owned = new DisposableList();
    try {
      const opened = await this.#open(owned);
      this.#opened = opened;
      this.#onDidOpen.fire(opened);
      return opened;
    } catch (error) {
      // What was put together before it failed must not stand beside that of the next try.
      owned.dispose();
      throw error;
    } finally {
      this.#owned.add(owned);
    }
  }

  /** An event of what is not there yet. */
  event<V>(of: (opened: T) => Event<V>): Event<V> {
    const relay = this.#owned.add(new Emitter<V>());
    this.#owned.add(this.#onDidOpen.event((opened) => this.#owned.add(of(opened)((value) => relay.fire(value)))));
    return relay.event;
  }

  async close(): Promise<void> {
    await this.#opened?.close();
    this.dispose();
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
