import { open } from 'node:fs/promises';
import type { CallId } from '../base/ids.ts';
import { scanLines } from '../base/readJsonLines.ts';
import type { BodyOf, SessionEvent } from './events.ts';
import { readColdEnd, readHead } from './lineHead.ts';
import { parseEvent } from './readLog.ts';

interface Place {
  readonly offset: number;
  readonly length: number;
}

/** Where the ends of calls lie in a log. The file is looked through when the first is asked for, and from there on when one is missing. */
export class CallEnds {
  readonly #path: string;
  readonly #places = new Map<CallId, Place>();
  #scannedTo = 0;
  #scanning: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /** The whole ends of these calls, as far as the file has them. */
  async read(calls: Iterable<CallId>): Promise<ReadonlyMap<CallId, SessionEvent & BodyOf<'tool.ended'>>> {
    const wanted = [...calls];
    if (wanted.some((call) => !this.#places.has(call))) await this.#scan();
    const ends = new Map<CallId, SessionEvent & BodyOf<'tool.ended'>>();
    const file = await open(this.#path, 'r');
    try {
      for (const call of wanted) {
        const place = this.#places.get(call);
        if (place === undefined) continue;
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(place.length), 0, place.length, place.offset);
        const read = parseEvent(buffer.subarray(0, bytesRead));
        if (read?.kind === 'event' && read.event.type === 'tool.ended') ends.set(call, read.event);
      }
    } finally {
      await file.close();
    }
    return ends;
  }

  #scan(): Promise<void> {
    const scanned = this.#scanning.then(async () => {
      this.#scannedTo = await scanLines(
        this.#path,
        ({ offset, bytes, isTorn }) => {
          const call = isTorn ? undefined : endedCall(bytes);
          if (call !== undefined) this.#places.set(call, { offset, length: bytes.length });
        },
        this.#scannedTo,
      );
    });
    this.#scanning = scanned.catch(() => undefined);
    return scanned;
  }
}

function endedCall(line: Buffer): CallId | undefined {
  const cold = readColdEnd(line);
  if (cold !== undefined) return cold.call;
  const head = readHead(line);
  if (head !== undefined && head.type !== 'tool.ended') return undefined;
  const read = parseEvent(line);
  return read?.kind === 'event' && read.event.type === 'tool.ended' ? read.event.call : undefined;
}
