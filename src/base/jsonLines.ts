import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Clock, systemClock } from './clock.ts';
import { type CannotWrite, type DiskFull, writeFailure } from './diskErrors.ts';
import { Emitter, type Event } from './events.ts';

/** A file open for appending, as the writer needs it: real files below, failing ones in tests. */
export interface AppendFile {
  /** Appends; answers how many bytes went in, possibly fewer than given. */
  write(bytes: Uint8Array): Promise<number>;
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  length(): Promise<number>;
  close(): Promise<void>;
}

export interface JsonLinesWriterOptions {
  /** How long a line may wait in memory. */
  readonly maxDelayMs?: number;
  /** How many bytes may. */
  readonly maxQueuedBytes?: number;
  readonly clock?: Clock;
  readonly open?: (path: string) => Promise<AppendFile>;
}

/** One `write` carries at most this much. */
const maxBatchBytes = 1024 * 1024;
/** Written but not synced bytes are kept so that they can be written again when a sync fails; beyond this they are synced. */
const maxUnsyncedBytes = 4 * 1024 * 1024;

/**
 * Appends JSON values to a file, one a line, in the order of `append`. Lines wait in memory for a moment and go out together.
 * A failing write loses nothing: the lines stay queued, `onDidFail` tells, and the next `append`, `flush` or `sync` tries again
 * from the byte where it stopped. There must be one writer for a file.
 */
export class JsonLinesWriter {
  readonly path: string;
  readonly #maxDelayMs: number;
  readonly #maxQueuedBytes: number;
  readonly #clock: Clock;
  readonly #open: (path: string) => Promise<AppendFile>;
  readonly #failures = new Emitter<DiskFull | CannotWrite>();

  #queue: string[] = [];
  #queuedBytes = 0;
  /** What of the current batch is not in the file yet. */
  #batch: Buffer = Buffer.alloc(0);
  /** In the file, perhaps not on the disk. */
  #unsynced: Buffer[] = [];
  #unsyncedBytes = 0;
  /** A sync failed: what the system then holds in memory cannot be trusted, so the file is cut to here and written again. */
  #rewriteFrom: number | undefined;

  #file: AppendFile | undefined;
  #work: Promise<void> = Promise.resolve();
  #timer: AbortController | undefined;
  #isClosed = false;

  constructor(path: string, options: JsonLinesWriterOptions = {}) {
    this.path = path;
    this.#maxDelayMs = options.maxDelayMs ?? 250;
    this.#maxQueuedBytes = options.maxQueuedBytes ?? 64 * 1024;
    this.#clock = options.clock ?? systemClock;
    this.#open = options.open ?? openForAppend;
  }

  /** A write or sync failed. Told once for each attempt. */
  readonly onDidFail: Event<DiskFull | CannotWrite> = (listener) => this.#failures.event(listener);

  /** Bytes that are not in the file yet. */
  get pendingBytes(): number {
    return this.#queuedBytes + this.#batch.length;
  }

  append(value: unknown): void {
    if (this.#isClosed) throw writeFailure(this.path, new Error('closed'));
    const line = `${JSON.stringify(value)}\n`;
    this.#queue.push(line);
    this.#queuedBytes += Buffer.byteLength(line);
    if (this.#queuedBytes >= this.#maxQueuedBytes) this.#flushInBackground();
    else this.#startTimer();
  }

  /** Resolves when everything appended so far is in the file: a killed process loses none of it. */
  flush(): Promise<void> {
    return this.#enqueue(() => this.#writeAll());
  }

  /** Resolves when everything appended so far is on the disk: a power cut loses none of it. */
  sync(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#writeAll();
      await this.#syncFile();
    });
  }

  /** Flushes, syncs and lets go of the file. When that fails, the writer stays open with what it holds, so it may be tried again. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    await this.sync();
    this.#isClosed = true;
    this.#timer?.abort();
    await this.#dropFile();
    this.#failures.dispose();
  }

  /** Lets go of the file and forgets what is not written yet. */
  async discard(): Promise<void> {
    this.#isClosed = true;
    this.#timer?.abort();
    await this.#work;
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#batch = Buffer.alloc(0);
    await this.#dropFile();
  }

  #startTimer(): void {
    if (this.#timer !== undefined) return;
    const timer = new AbortController();
    this.#timer = timer;
    this.#clock.sleep(this.#maxDelayMs, timer.signal).then(
      () => this.#flushInBackground(),
      () => undefined, // taken along by an earlier flush
    );
  }

  #flushInBackground(): void {
    // The failure was told to the listeners, and the lines are still here.
    this.flush().catch(() => undefined);
  }

  /** One attempt after the other, each after the one before has ended, however it ended. */
  #enqueue(attempt: () => Promise<void>): Promise<void> {
    const result = this.#work.then(async () => {
      try {
        await attempt();
      } catch (cause) {
        await this.#dropFile();
        const failure = writeFailure(this.path, cause);
        this.#failures.fire(failure);
        throw failure;
      }
    });
    this.#work = result.catch(() => undefined);
    return result;
  }

  async #writeAll(): Promise<void> {
    this.#timer?.abort();
    this.#timer = undefined;
    while (this.pendingBytes > 0 || this.#rewriteFrom !== undefined) {
      const file = await this.#openFile();
      if (this.#batch.length === 0) this.#takeBatch();
      if (this.#batch.length === 0) continue;
      const written = await file.write(this.#batch);
      this.#unsynced.push(this.#batch.subarray(0, written));
      this.#unsyncedBytes += written;
      this.#batch = this.#batch.subarray(written);
      if (this.#unsyncedBytes > maxUnsyncedBytes) await this.#syncFile();
    }
  }

  #takeBatch(): void {
    const lines: string[] = [];
    let bytes = 0;
    let taken = 0;
    for (const line of this.#queue) {
      if (taken > 0 && bytes + line.length > maxBatchBytes) break;
      lines.push(line);
      bytes += line.length;
      taken += 1;
    }
    this.#queue = this.#queue.slice(taken);
    this.#batch = Buffer.from(lines.join(''));
    this.#queuedBytes -= this.#batch.length;
  }

  async #syncFile(): Promise<void> {
    if (this.#unsyncedBytes === 0) return;
    const file = await this.#openFile();
    try {
      await file.sync();
    } catch (error) {
      // After a failed fsync the system may report success for pages that it has dropped (Rebello et al., “Can Applications Recover
      // from fsync Failures?”, USENIX ATC 2020), so trying again proves nothing: the bytes are written anew.
      this.#rewriteFrom = (await file.length()) - this.#unsyncedBytes;
      this.#batch = Buffer.concat([...this.#unsynced, this.#batch]);
      this.#unsynced = [];
      this.#unsyncedBytes = 0;
      throw error;
    }
    this.#unsynced = [];
    this.#unsyncedBytes = 0;
  }

  async #openFile(): Promise<AppendFile> {
    this.#file ??= await this.#open(this.path);
    if (this.#rewriteFrom !== undefined) {
      await this.#file.truncate(this.#rewriteFrom);
      this.#rewriteFrom = undefined;
    }
    return this.#file;
  }

  /** A handle that failed is not used again: the disk may have been mounted anew meanwhile. */
  async #dropFile(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close().catch(() => undefined);
  }
}

/** Opens with O_APPEND, made with mode 0600 where it is missing (records hold what the person wrote). */
export async function openForAppend(path: string): Promise<AppendFile> {
  const handle = await open(path, 'a', 0o600);
  let isNamed = false;
  return {
    write: async (bytes) => (await handle.write(bytes)).bytesWritten,
    truncate: (length) => handle.truncate(length),
    length: async () => (await handle.stat()).size,
    close: () => handle.close(),
    async sync() {
      await handle.sync();
      if (isNamed) return;
      // A new file is on the disk only when its folder is, too.
      await syncFolder(dirname(path));
      isNamed = true;
    },
  };
}

/** Windows cannot open folders and needs no such thing. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
