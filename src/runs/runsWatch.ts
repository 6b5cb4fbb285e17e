import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import type { Disposable } from '../base/disposables.ts';
import { Emitter, type Event, type Listener } from '../base/events.ts';
import type { RunId } from '../base/ids.ts';
import type { RunState } from './run.ts';

/** Changes are told at most this often. */
const coalesceMs = 200;
/** Looked at even if the system reports nothing: network drives report nothing, and a supervisor that died changes no file. */
const pollMs = 1000;
/**
 * Where runs are written to several times a second, a look for their progress comes when that is quiet for a moment, behind a point and not when
 * the next one is to be drawn. It waits for that at most so long.
 */
const [quietMs, patienceMs] = [40, 300];
/** What of a run folder is drawn. */
const measuredFiles: ReadonlySet<string> = new Set(['points.jsonl', 'system.jsonl']);
/** What is written all the time while a run goes on, and tells of nothing but its progress. */
const progressFiles: ReadonlySet<string> = new Set([...measuredFiles, 'console.log', 'media.jsonl']);
/** More runs than these are only polled. */
const watchedRuns = 64;

/**
 * Tells which runs changed. The system's file events only make it look sooner; what it tells comes from reading the folders,
 * so a missed or doubled event costs nothing. It works only while somebody listens, and reads the progress of runs only for who wants it.
 */
export class RunsWatch implements Disposable {
  readonly #folders: readonly string[];
  readonly #list: (isGlance: boolean) => Promise<readonly RunState[]>;
  readonly #emitter = new Emitter<readonly RunState[]>();
  readonly #written = new Emitter<RunId>();
  readonly #watchers = new Map<string, FSWatcher>();
  #listeners = 0;
  /** Of these, how many want progress. */
  #close = 0;
  #told: readonly RunState[] | undefined;
  #known: ReadonlyMap<string, RunState> | undefined;
  #startedMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #dueMs = 0;
  /** What is due is only progress. */
  #isPatient = false;
  #isWaitingForWrite = false;
  #wroteMs = Number.NEGATIVE_INFINITY;
  /** Between the last two writes that did not follow each other at once. */
  #gapMs = Number.POSITIVE_INFINITY;
  #isLooking = false;
  #isAskedAgain = false;
  #isDisposed = false;

  /** `list`: at a glance, what runs that go on have measured and printed need not be read. */
  constructor(folders: readonly string[], list: (isGlance: boolean) => Promise<readonly RunState[]>) {
    this.#folders = folders;
    this.#list = list;
  }

  readonly event: Event<readonly RunState[]> = (listener) => this.#listen(listener, true);

  /** The same, without asking for the progress of runs: who wants that hears of it in `event`, and then it is told here as well. */
  readonly onDidTurn: Event<readonly RunState[]> = (listener) => this.#listen(listener, false);

  #listen(listener: Listener<readonly RunState[]>, isClose: boolean): Disposable {
    const subscription = this.#emitter.event(listener);
    let isOpen = true;
    this.#listeners += 1;
    if (isClose) this.#close += 1;
    if (this.#listeners === 1) this.#start();
    else if (isClose && this.#close === 1) this.#schedule(0);
    return {
      dispose: () => {
        if (!isOpen) return;
        isOpen = false;
        subscription.dispose();
        this.#listeners -= 1;
        if (isClose) this.#close -= 1;
        if (this.#listeners === 0) this.#stop();
      },
    };
  }

  /** Points or samples of the machine were written into the folder of this run: told at once and each time, while somebody listens to `event`. */
  readonly onDidWrite: Event<RunId> = this.#written.event;

  /** Something was just done that will show in a folder. */
  look(): void {
    if (this.#listeners > 0) this.#schedule(coalesceMs);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stop();
    this.#emitter.dispose();
    this.#written.dispose();
  }

  #start(): void {
    if (this.#isDisposed) return;
    this.#known = undefined;
    this.#told = undefined;
    this.#startedMs = Date.now();
    void this.#look();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  get #isActive(): boolean {
    return this.#listeners > 0 && !this.#isDisposed;
  }

  #schedule(afterMs: number, isPatient = false): void {
    if (!this.#isActive) return;
    const dueMs = performance.now() + afterMs;
    const isSoon = isPatient ? this.#isWaitingForWrite || this.#dueMs <= dueMs : !this.#isPatient && this.#dueMs <= dueMs;
    if (this.#timer !== undefined && isSoon) return;
    this.#dueMs = dueMs;
    this.#isPatient = isPatient;
    this.#isWaitingForWrite = false;
    this.#setTimer(afterMs, () => this.#lookWhenQuiet());
  }

  #setTimer(afterMs: number, work: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      work();
    }, afterMs);
  }

  #lookWhenQuiet(): void {
    const isSteady = this.#gapMs < patienceMs && performance.now() - this.#wroteMs < patienceMs;
    if (!this.#isPatient || !isSteady) {
      void this.#look();
      return;
    }
    this.#isWaitingForWrite = true;
    this.#dueMs += patienceMs;
    this.#setTimer(patienceMs, () => void this.#look());
  }

  #wrote(run: RunId): void {
    const nowMs = performance.now();
    if (nowMs - this.#wroteMs > quietMs) this.#gapMs = nowMs - this.#wroteMs;
    this.#wroteMs = nowMs;
    if (this.#isWaitingForWrite) this.#setTimer(Math.max(0, Math.min(quietMs, this.#dueMs - nowMs)), () => void this.#look());
    this.#written.fire(run);
  }

  async #look(): Promise<void> {
    if (this.#isLooking) {
      this.#isAskedAgain = true;
      return;
    }
    this.#isLooking = true;
    this.#isAskedAgain = false;
    this.#isWaitingForWrite = false;
    try {
      const states = await this.#list(this.#close === 0);
      if (!this.#isActive) return;
      this.#watchFolders(states);
      this.#tell(states);
    } catch {
      // A folder that cannot be listed right now; the next look may succeed.
    } finally {
      this.#isLooking = false;
      this.#schedule(this.#isAskedAgain ? coalesceMs : pollMs, true);
    }
  }

  #tell(states: readonly RunState[]): void {
    // The very same list: nothing changed, in none of ten thousand.
    if (states === this.#told) return;
    this.#told = states;
    const before = this.#known;
    const now = new Map(states.map((state) => [state.folder, state]));
    this.#known = now;
    // The first look tells what may have changed since the listener read the list; old runs are no news.
    const isNews = (state: RunState): boolean =>
      before === undefined ? !hasEndedBefore(state, this.#startedMs) : before.get(state.folder) !== state;
    const changed = states.filter(isNews);
    const hasRemoved = before !== undefined && [...before.keys()].some((folder) => !now.has(folder));
    if (changed.length > 0 || hasRemoved) this.#emitter.fire(changed);
  }

  /** Watches the roots and the newest runs that go on: the system's watches are few. */
  #watchFolders(states: readonly RunState[]): void {
    const live = states.filter((state) => state.exit === undefined && state.status !== 'lost').slice(0, watchedRuns);
    const wanted = new Set([...this.#folders, ...live.map((state) => state.folder)]);
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of wanted) {
      if (this.#watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, { persistent: false }, (_, file) => {
          const name = file === null ? undefined : path.basename(String(file));
          if (name === undefined || measuredFiles.has(name)) this.#wrote(path.basename(folder) as RunId);
          const isProgress = name !== undefined && progressFiles.has(name);
          if (name !== 'heartbeat' && (!isProgress || this.#close > 0)) this.#schedule(coalesceMs, isProgress);
        });
        watcher.on('error', () => {
          watcher.close();
          this.#watchers.delete(folder);
        });
        this.#watchers.set(folder, watcher);
      } catch {
        // Not there yet, or the system has no watches left: polling finds it.
      }
    }
  }
}

/** With some room for clocks of other machines. */
function hasEndedBefore(state: RunState, ms: number): boolean {
  return state.status === 'lost' || (state.exit !== undefined && state.exit.endedMs < ms - 5000);
}
