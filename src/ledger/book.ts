import { watch } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeFailure } from '../base/diskErrors.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { systemErrorCode } from '../base/errors.ts';
import { syncFolder } from '../base/jsonLines.ts';
import { scanLines } from '../base/readJsonLines.ts';
import { type LedgerEntry, ledgerVersion } from './entries.ts';
import { applyEntry, emptyState, type LedgerState, type Verdict } from './fold.ts';
import { parseEntry } from './schema.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';

/** One look is one `stat`, unless there is something new. */
const usualLookMs = 5_000;
/** After so many bytes that no snapshot holds, another one is written. */
const snapshotEveryBytes = 256 * 1024;

/**
 * The ledger's file. Any number of processes append to it, each line in one write, and all of them come to the same by reading it in its
 * order; nobody locks anything. Each write begins with a line end: what a crash left of the write before it stays a line of its own, and
 * is passed over.
 */
export class Book {
  readonly path: string;
  readonly #snapshotPath: string;
  #state: LedgerState = emptyState();
  #offset = 0;
  #snapshotOffset = 0;
  #snapshotBytes = 0;
  /** Which file was read: another one in its place is read from its beginning. */
  #inode: number | undefined;
  #work: Promise<unknown> = Promise.resolve();
  /** Called with each line that is read, in order. */
  readonly #onEntry: (entry: LedgerEntry, verdict: Verdict | undefined) => void;

  constructor(folder: string, onEntry: (entry: LedgerEntry, verdict: Verdict | undefined) => void) {
    this.path = join(folder, 'ledger.jsonl');
    this.#snapshotPath = join(folder, 'snapshot.json');
    this.#onEntry = onEntry;
  }

  /** As it was when it was last read. */
  get state(): LedgerState {
    return this.#state;
  }

  /** Appends the line whole, or fails: what was half written is no line. `isDurable`: it is on the disk before this resolves. */
  async append(entry: LedgerEntry, isDurable: boolean): Promise<void> {
    const bytes = Buffer.from(`\n${JSON.stringify({ v: ledgerVersion, ...entry })}\n`);
    try {
      await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
      const file = await open(this.path, 'a', 0o600);
      try {
        const { bytesWritten } = await file.write(bytes);
        if (bytesWritten < bytes.length) throw Object.assign(new Error('only a part was written'), { code: 'ENOSPC' });
        if (isDurable) {
          await file.sync();
          if (this.#offset === 0) await syncFolder(dirname(this.path));
        }
      } finally {
        await file.close();
      }
    } catch (error) {
      throw writeFailure(this.path, error);
    }
  }

  /** Calls when the file may have grown, by whatever process: at once, or where the system tells nothing of it (a network drive, no more watches) after a while. */
  async watch(onDidGrow: () => void, lookEveryMs = usualLookMs): Promise<Disposable> {
    const folder = dirname(this.path);
    const owned = new DisposableList();
    // Nothing that keeps the program from ending.
    const timer = setInterval(onDidGrow, lookEveryMs).unref();
    owned.add({ dispose: () => clearInterval(timer) });
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const watcher = watch(folder, { persistent: false }, (_change, name) => {
        if (name === null || name === basename(this.path)) onDidGrow();
      });
      watcher.on('error', () => watcher.close());
      owned.add({ dispose: () => watcher.close() });
    } catch {
      // What cannot be watched is looked at.
    }
    return owned;
  }

  /** Reads what was added since; whether there was anything. One after the other: lines are counted once. */
  read(): Promise<boolean> {
    const reading = this.#work.then(() => this.#readOn());
    this.#work = reading.catch(() => undefined);
    return reading;
  }

  async #readOn(): Promise<boolean> {
    const found = await stat(this.path).catch((error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (found === undefined || found.ino !== this.#inode || found.size < this.#offset) await this.#begin(found?.ino);
    if (found === undefined || found.size === this.#offset) return false;
    this.#offset = await scanLines(this.path, ({ bytes, isTorn }) => (isTorn ? undefined : this.#take(bytes)), this.#offset);
    // A snapshot that has grown large is worth fewer of them.
    if (this.#offset - this.#snapshotOffset < Math.max(snapshotEveryBytes, 4 * this.#snapshotBytes)) return true;
    this.#snapshotOffset = this.#offset;
    this.#snapshotBytes = await writeSnapshot(this.#snapshotPath, this.path, { offset: this.#offset, state: this.#state });
    return true;
  }

  async #begin(inode: number | undefined): Promise<void> {
    this.#inode = inode;
    const snapshot = inode === undefined ? undefined : await readSnapshot(this.#snapshotPath, this.path);
    this.#state = snapshot?.state ?? emptyState();
    this.#offset = snapshot?.offset ?? 0;
    this.#snapshotOffset = this.#offset;
  }

  #take(bytes: Buffer): void {
    const read = parseEntry(bytes);
    if (read.kind === 'newer') this.#state.isNewer = true;
    if (read.kind === 'entry') this.#onEntry(read.entry, applyEntry(this.#state, read.entry));
  }
}
