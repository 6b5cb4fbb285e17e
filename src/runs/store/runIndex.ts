import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as otherWork } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { systemErrorCode } from '../../base/errors.ts';
import { exists } from '../../base/processes.ts';
import { factsSoon } from '../../base/promptDisk.ts';
import { runPaths } from '../folder.ts';
import { newestFirst } from '../newestFirst.ts';
import { type RunState, runFolderVersion } from '../run.ts';
import { type IndexRow, readIndexFile, writeIndexFile } from './indexFile.ts';
import { isSettled } from './settled.ts';

/** Folders looked at side by side: a thousand open files at once is more than some systems allow. */
const looksAtOnce = 32;
/** Folders looked at before other work has its turn. */
const looksInOneGo = 32;
/** Of the runs that are over, so many are looked at each time, in turn: one may have been resumed or marked elsewhere. */
const checkedEachTime = 64;
/** Newly ended runs that make it worth writing the index again, also as a share of those in it. */
const [savedFrom, savedShare] = [16, 0.05];

interface Entry {
  readonly state: RunState;
  /** The folder's time, with which the state holds; undefined while the run may still write. */
  readonly folderMs: number | undefined;
  /** The times of the files of a run without an end whose supervisor is gone. */
  readonly lost?: string | undefined;
  /** Whether this process saw the folder: what the file says is only believed then. */
  readonly isChecked: boolean;
}

/**
 * The runs of one folder of runs. Those that go on are read each time. Of those that have ended only the folder's time is looked at: all of
 * them the first time, a few in turn later. The index file saves reading ten thousand folders; it is never believed over a folder.
 */
export class RunIndex {
  readonly #runs: string;
  readonly #file: string | undefined;
  readonly #read: (folder: string, isGlance: boolean) => Promise<RunState | undefined>;
  readonly #entries = new Map<string, Entry>();
  #isLoaded = false;
  #names: readonly string[] = [];
  #namesMs: number | undefined;
  #savedCount = 0;
  #unsavedCount = 0;
  #next = 0;
  #states: readonly RunState[] | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** `read`: reads a run folder; undefined while it is being made or when it is gone. */
  constructor(runs: string, file: string | undefined, read: (folder: string, isGlance: boolean) => Promise<RunState | undefined>) {
    this.#runs = runs;
    this.#file = file;
    this.#read = read;
  }

  /** Newest first. The very same array as before when nothing changed. `isGlance`: the progress of runs that go on is not read. */
  list(isGlance = false): Promise<readonly RunState[]> {
    return this.#inTurn(() => this.#list(isGlance));
  }

  /** One run as its folder says now. */
  async get(name: string): Promise<RunState | undefined> {
    // Not in turn: listing ten thousand for the first time takes seconds.
    await this.#look(name, false);
    return this.#entries.get(name)?.state;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #list(isGlance: boolean): Promise<readonly RunState[]> {
    if (!this.#isLoaded) await this.#load();
    const names = await this.#namesNow();
    const due = names.filter((name) => isDue(this.#entries.get(name)));
    const checked = this.#someInTurn(names);
    const queue = [...new Set([...due, ...checked])];
    await Promise.all(
      Array.from({ length: looksAtOnce }, async () => {
        for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
          await this.#look(name, isGlance);
          // What is read at once leaves nobody else a turn.
          if (queue.length % looksInOneGo === 0) await otherWork();
        }
      }),
    );
    await this.#save();
    this.#states ??= [...this.#entries.values()].map(({ state }) => state).sort(newestFirst);
    return this.#states;
  }

  /** All that may not be looked at each time, a few at a time. */
  #someInTurn(names: readonly string[]): readonly string[] {
    if (names.length <= checkedEachTime) return names;
    const from = this.#next % names.length;
    this.#next = from + checkedEachTime;
    return [...names.slice(from, from + checkedEachTime), ...names.slice(0, Math.max(0, from + checkedEachTime - names.length))];
  }

  /** The folders that there are. The list is read again only when the folder of runs has another time. */
  async #namesNow(): Promise<readonly string[]> {
    const modifiedMs = await timeOf(this.#runs, this.#runs);
    if (modifiedMs !== undefined && modifiedMs === this.#namesMs) return this.#names;
    this.#names = await runNames(this.#runs);
    this.#namesMs = modifiedMs !== undefined && isSettled(modifiedMs) ? modifiedMs : undefined;
    const there = new Set(this.#names);
    for (const name of this.#entries.keys()) if (!there.has(name)) this.#set(name, undefined);
    return this.#names;
  }

  async #look(name: string, isGlance: boolean): Promise<void> {
    const folder = path.join(this.#runs, name);
    const folderMs = await timeOf(folder, this.#runs);
    const known = this.#entries.get(name);
    if (known !== undefined && folderMs !== undefined && (known.folderMs === folderMs || (await isStillLost(folder, known)))) {
      if (!known.isChecked) this.#entries.set(name, { ...known, isChecked: true });
      return;
    }
    // A folder may be removed while it is read, or forbid it: the others are still there.
    const read = folderMs === undefined ? undefined : await this.#read(folder, isGlance).catch(() => known?.state);
    // An equal state stays the same object: whoever compares sees at once that nothing changed.
    const state = isDeepStrictEqual(read, known?.state) ? known?.state : read;
    if (state === undefined || folderMs === undefined) this.#set(name, undefined);
    else if (state.exit !== undefined) this.#set(name, { state, folderMs: isSettled(folderMs) ? folderMs : undefined, isChecked: true });
    else
      this.#set(name, { state, folderMs: undefined, lost: state.status === 'lost' ? await timesOf(folder) : undefined, isChecked: true });
  }

  #set(name: string, entry: Entry | undefined): void {
    const known = this.#entries.get(name);
    if (known?.state !== entry?.state) this.#states = undefined;
    if (entry === undefined) this.#entries.delete(name);
    else this.#entries.set(name, entry);
    if (entry?.folderMs !== undefined && known?.folderMs !== entry.folderMs) this.#unsavedCount += 1;
  }

  async #load(): Promise<void> {
    this.#isLoaded = true;
    if (this.#file === undefined) return;
    for (const { name, folderMs, state } of await readIndexFile(this.#file, this.#runs)) {
      this.#savedCount += 1;
      if (!this.#entries.has(name)) this.#entries.set(name, { state, folderMs, isChecked: false });
    }
  }

  async #save(): Promise<void> {
    if (this.#file === undefined || this.#unsavedCount < Math.max(savedFrom, this.#savedCount * savedShare)) return;
    const rows: IndexRow[] = [];
    for (const [name, { state, folderMs }] of this.#entries)
      if (folderMs !== undefined && state.spec.v === runFolderVersion) rows.push({ name, folderMs, state });
    this.#savedCount = rows.length;
    this.#unsavedCount = 0;
    // It only saves time: a disk that refuses it is no reason not to list.
    await writeIndexFile(this.#file, this.#runs, rows).catch(() => undefined);
  }
}

function isDue(entry: Entry | undefined): boolean {
  if (entry === undefined || !entry.isChecked) return true;
  return entry.state.exit === undefined ? entry.state.status !== 'lost' : entry.folderMs === undefined;
}

/** The names of the run folders below a folder of runs. */
async function runNames(runs: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(runs, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

/** Another machine may have been asleep, and a script that lost its supervisor may have ended. */
async function isStillLost(folder: string, { lost, state: { pid } }: Entry): Promise<boolean> {
  return lost !== undefined && (pid === undefined || !exists(pid)) && lost === (await timesOf(folder));
}

async function timesOf(folder: string): Promise<string> {
  const { spec, state, points, heartbeat } = runPaths(folder);
  const times = [timeOf(folder, path.dirname(folder)), ...[spec, state, points, heartbeat].map((file) => timeOf(file))];
  return (await Promise.all(times)).join(' ');
}

async function timeOf(file: string, place?: string): Promise<number | undefined> {
  return (await factsSoon(file, place))?.mtimeMs;
}
