/** Tells which of a few files have changed. No editor in here. */
import { stat } from 'node:fs/promises';
import { type Disposable, toDisposable } from '../base/disposables.ts';
import { systemErrorCode } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';

export interface FilesWatchParts {
  /** Absolute, whether they are there or not. Few: all are looked at. */
  paths(): Promise<Iterable<string>> | Iterable<string>;
  onError(error: unknown): void;
  /** Nobody reads what is told while nothing is shown. */
  readonly isOnlyForShown?: boolean;
  /** Whether somebody may be looking at this window. */
  isFocused?(): boolean;
  /** Between two looks while something is shown. */
  readonly restMs?: number;
}

export interface ChangedFile {
  readonly path: string;
  /** By the clock of the disk; undefined: it is gone. */
  readonly writtenMs: number | undefined;
}

interface Sign {
  readonly text: string;
  readonly writtenMs: number;
  readonly isYoung: boolean;
}

/** Several files are often written one after the other. */
const coalesceMs = 150;
const usualRestMs = 2_000;
const longestRestMs = 15_000;
/** Many files are looked at less often. */
const restPerLook = 10;
/** Whoever has looked just now need not look again for the next question. */
const askedAgainMs = 500;
/** A file may be written twice within one tick of the clock of its times: one that is so young is told of once more. */
const youngMs = 100;

/**
 * What it tells comes from looking at the files’ times, sizes and inodes; events of whatever kind only make it look sooner. So a missed one
 * costs nothing: the editor’s watcher misses folders that are made one within the other, for good. It looks by itself only while something
 * is shown.
 */
export class FilesWatch implements Disposable {
  readonly #parts: FilesWatchParts;
  readonly #changed = new Emitter<readonly ChangedFile[]>();
  /** The first look tells all that is there: listen, look, then read. */
  readonly onDidChange = this.#changed.event;
  #signs: ReadonlyMap<string, Sign> = new Map();
  #shown = 0;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #dueMs = 0;
  #work: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #isDisposed = false;

  constructor(parts: FilesWatchParts) {
    this.#parts = parts;
  }

  /** Something may have been written. */
  hint(): void {
    if (this.#isAwake) this.#schedule(coalesceMs);
  }

  /** Something is shown until what this answers is disposed. */
  show(): Disposable {
    this.#shown += 1;
    if (this.#shown === 1) void this.look();
    return toDisposable(() => {
      this.#shown -= 1;
    });
  }

  /** What changed is told before this resolves. Never rejects. */
  look(): Promise<void> {
    // One that has not begun sees what was written by now.
    this.#next ??= this.#work.then(async () => {
      this.#next = undefined;
      await this.#look().catch((error: unknown) => {
        if (!this.#isDisposed) this.#parts.onError(error);
      });
    });
    this.#work = this.#next;
    return this.#next;
  }

  /** The same, unless it was looked just now. */
  async ask(): Promise<void> {
    if (this.#next === undefined && performance.now() - this.#lookedAtMs < askedAgainMs) await this.#work;
    else await this.look();
  }

  get #isAwake(): boolean {
    return !this.#isDisposed && (this.#shown > 0 || this.#parts.isOnlyForShown !== true);
  }

  async #look(): Promise<void> {
    if (this.#isDisposed) return;
    const startedMs = performance.now();
    let isAnyYoung = false;
    try {
      const paths = [...new Set(await this.#parts.paths())];
      const found = await Promise.all(paths.map(async (path) => [path, await signOf(path)] as const));
      if (this.#isDisposed) return;
      const signs = new Map(found.flatMap(([path, sign]) => (sign === undefined ? [] : [[path, sign] as const])));
      isAnyYoung = [...signs.values()].some(({ isYoung }) => isYoung);
      const before = this.#signs;
      this.#signs = signs;
      const all = [...new Set([...before.keys(), ...signs.keys()])];
      const changed = all.filter((path) => before.get(path)?.text !== signs.get(path)?.text);
      if (changed.length > 0) this.#changed.fire(changed.map((path) => ({ path, writtenMs: signs.get(path)?.writtenMs })));
    } finally {
      this.#lookedAtMs = performance.now();
      this.#rest(this.#lookedAtMs - startedMs, isAnyYoung);
    }
  }

  #rest(tookMs: number, isAnyYoung: boolean): void {
    if (isAnyYoung && this.#isAwake) this.#schedule(youngMs + coalesceMs);
    else if (this.#shown > 0) {
      const restMs = this.#parts.isFocused?.() === false ? longestRestMs : (this.#parts.restMs ?? usualRestMs);
      this.#schedule(Math.max(restMs, Math.min(restPerLook * tookMs, longestRestMs)));
    }
  }

  #schedule(afterMs: number): void {
    const dueMs = performance.now() + afterMs;
    if (this.#isDisposed || (this.#timer !== undefined && this.#dueMs <= dueMs)) return;
    clearTimeout(this.#timer);
    this.#dueMs = dueMs;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isAwake) void this.look();
    }, afterMs);
    this.#timer.unref();
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#changed.dispose();
  }
}

/** Undefined where there is no such file. */
async function signOf(path: string): Promise<Sign | undefined> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await stat(path);
    const writtenMs = Math.max(mtimeMs, ctimeMs);
    const ageMs = Date.now() - writtenMs;
    const isYoung = ageMs >= 0 && ageMs < youngMs;
    return { text: `${ino} ${size} ${mtimeMs} ${ctimeMs}${isYoung ? ' young' : ''}`, writtenMs, isYoung };
  } catch (error) {
    const code = systemErrorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : { text: code ?? 'unknown', writtenMs: 0, isYoung: false };
  }
}
