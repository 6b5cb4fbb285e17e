import { writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { disk, isPrompt, littleBytes } from '../base/promptDisk.ts';

/** What a file system offers for appending. Passed in, so that a full disk can be had in a test. */
export interface AppendHandle {
  write(bytes: Uint8Array, offset: number, length: number): Promise<{ readonly bytesWritten: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export type OpenAppend = (file: string) => Promise<AppendHandle>;

/** Little is written at once where the disk is prompt, so that the next record waits for nobody else's turn. */
export const openAppend: OpenAppend = async (file) => {
  const handle = await open(file, 'a');
  const isAtOnce = await isPrompt(file);
  return {
    async write(bytes, offset, length) {
      if (!isAtOnce || length > littleBytes || disk.isSlow) return await handle.write(bytes, offset, length);
      return { bytesWritten: disk.atOnce(() => writeSync(handle.fd, bytes, offset, length)) };
    },
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
};

/** A file that is made with the first line for it: most runs have none. */
export function openedLate(open: OpenAppend, file: string): AppendHandle {
  let handle: AppendHandle | undefined;
  return {
    async write(bytes, offset, length) {
      handle ??= await open(file);
      return handle.write(bytes, offset, length);
    },
    sync: async () => handle?.sync(),
    close: async () => handle?.close(),
  };
}

/**
 * Writes all of `bytes`, or as much as there is room for. A disk may fill up in the middle of a write, so the answer
 * says how much is on the disk and why the rest is not.
 */
export async function appendBytes(
  handle: AppendHandle,
  bytes: Uint8Array,
): Promise<{ readonly written: number; readonly error?: unknown }> {
  let written = 0;
  try {
    while (written < bytes.length) {
      const { bytesWritten } = await handle.write(bytes, written, bytes.length - written);
      written += bytesWritten;
    }
    return { written };
  } catch (error) {
    return { written, error };
  }
}

/**
 * Lines that must not be lost: what cannot be written waits in memory, oldest first, and a line that was cut by a full
 * disk is completed before the next one.
 */
export class LineFile {
  readonly #handle: AppendHandle;
  readonly #maxWaiting: number;
  #waiting: Buffer[] = [];
  #dropped = 0;

  constructor(handle: AppendHandle, maxWaiting: number) {
    this.#handle = handle;
    this.#maxWaiting = maxWaiting;
  }

  /** Lines that did not fit into the memory kept for a full disk. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Lines in memory that are not on the disk yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Resolves with the reason when not everything is on the disk. */
  async append(lines: readonly string[]): Promise<unknown> {
    if (this.#waiting.length === 0) {
      if (lines.length === 0) return undefined;
      // The usual case: one write for the whole batch.
      const bytes = Buffer.from(lines.join(''));
      const { written, error } = await appendBytes(this.#handle, bytes);
      if (written < bytes.length) this.#keep(splitLines(bytes.subarray(written)));
      return error;
    }
    this.#keep(lines.map((line) => Buffer.from(line)));
    return this.flush();
  }

  /** Tries again what waits. */
  async flush(): Promise<unknown> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, 1000);
      const bytes = Buffer.concat(batch);
      const { written, error } = await appendBytes(this.#handle, bytes);
      if (written < bytes.length) {
        this.#waiting = [...splitLines(bytes.subarray(written)), ...this.#waiting];
        return error;
      }
    }
    return undefined;
  }

  async sync(): Promise<void> {
    await this.#handle.sync().catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.sync();
    await this.#handle.close().catch(() => undefined);
  }

  #keep(lines: readonly Buffer[]): void {
    for (const line of lines) this.#waiting.push(line);
    const excess = this.#waiting.length - this.#maxWaiting;
    if (excess <= 0) return;
    // The first may be the rest of a line whose beginning is on the disk: it stays, the oldest whole lines go.
    this.#waiting.splice(1, excess);
    this.#dropped += excess;
  }
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start);
    const next = end === -1 ? bytes.length : end + 1;
    lines.push(Buffer.from(bytes.subarray(start, next)));
    start = next;
  }
  return lines;
}
