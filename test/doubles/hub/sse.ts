/** A stream of events that first replays what was, then follows what comes. */
import type { Exchange } from './exchange.ts';
import type { Faults } from './faults.ts';

/** Lines that grow until they end, with whoever follows them. */
export class Growing<T> {
  readonly items: T[] = [];
  readonly #followers = new Set<() => void>();
  isEnded = false;

  push(item: T): void {
    this.items.push(item);
    this.#tell();
  }

  end(): void {
    this.isEnded = true;
    this.#tell();
  }

  /** Begins anew: whoever follows sees the end of the old one. */
  follow(changed: () => void): () => void {
    this.#followers.add(changed);
    return () => void this.#followers.delete(changed);
  }

  #tell(): void {
    for (const follower of [...this.#followers]) follower();
  }
}

export interface StreamOptions<T> {
  readonly from: Growing<T>;
  readonly write: (item: T) => string;
  /** Only the last so many of what is there already; the very first always comes. */
  readonly tail?: number | undefined;
  readonly keepAlive: string;
  readonly keepAliveMs: number;
  /** Absent: the stream ends with what it follows. */
  readonly isEndless?: boolean;
}

export async function stream<T>(exchange: Exchange, faults: Faults, options: StreamOptions<T>): Promise<void> {
  const { response } = exchange;
  const { dropAfter, isSilent } = faults.stream(exchange);
  exchange.record.status = 200;
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.flushHeaders();
  const { from } = options;
  const keepAlive = setInterval(() => response.write(options.keepAlive), options.keepAliveMs);
  let at = 0;
  let sent = 0;
  let skipFrom = from.items.length;
  let skipTo = from.items.length;
  if (options.tail !== undefined) {
    skipFrom = Math.min(1, from.items.length);
    skipTo = Math.max(skipFrom, from.items.length - options.tail);
  }
  try {
    await new Promise<void>((resolve) => {
      const pump = (): void => {
        if (isSilent) return;
        for (; at < from.items.length; at++) {
          if (at >= skipFrom && at < skipTo) continue;
          if (dropAfter !== undefined && sent >= dropAfter) {
            // What was written before must arrive: the client has to see a stream that breaks, not one that never was.
            response.write('', () => response.socket?.destroy());
            return;
          }
          const item = from.items[at];
          if (item !== undefined) response.write(options.write(item));
          sent++;
        }
        if (from.isEnded && options.isEndless !== true) {
          unfollow();
          resolve();
        }
      };
      const unfollow = from.follow(pump);
      response.once('close', () => {
        unfollow();
        resolve();
      });
      pump();
    });
  } finally {
    clearInterval(keepAlive);
    response.end();
  }
}
