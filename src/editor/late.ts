import { type Disposable, DisposableList } from '../base/disposables.ts';
import { Emitter, type Event } from '../base/events.ts';

interface Closable {
  close(): Promise<void>;
}

/** Something that is opened when it is first asked for, and whose events can be listened to before. It owns what opening gives it to own. */
export class Late<T extends Closable> implements Disposable {
  readonly #open: (owned: DisposableList) => Promise<T>;
  readonly #owned = new DisposableList();
  readonly #onDidOpen = this.#owned.add(new Emitter<T>());
  #opening: Promise<T> | undefined;
  #opened: T | undefined;

  constructor(open: (owned: DisposableList) => Promise<T>) {
    this.#open = open;
  }

  /** Opens it, or answers the one that is open. After a failure the next call tries again. */
  get(): Promise<T> {
    this.#opening ??= this.#openOnce().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #openOnce(): Promise<T> {
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
