import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RunId } from '../../base/ids.ts';
import { newestFirst } from '../newestFirst.ts';
import type { RunState } from '../run.ts';
import { RunReader } from '../runReader.ts';
import { RunIndex } from './runIndex.ts';

/** Ended runs whose log or points were asked for stay open, the newest asked so many. */
const keptReaders = 64;
/** What the points of ended runs may take in memory before the longest unused are let go. */
const keptPointBytes = 256 * 2 ** 20;

/** Of the files in the cache that hold the columns of a run. */
const columnsEnd = '.columns';

interface Place {
  /** The folder of run folders. */
  readonly runs: string;
  readonly index: RunIndex;
  /** Where what is derived of these runs is kept; undefined: nowhere. */
  readonly cache: string | undefined;
}

/** The run folders of a workspace: what is open of them, and as little of it as possible. */
export class RunFolders {
  readonly #places: readonly Place[];
  readonly #nowMs: () => number;
  /** By folder, the longest unused first. */
  readonly #readers = new Map<string, RunReader>();
  #isTidy = false;
  #states: { readonly parts: readonly (readonly RunState[])[]; readonly all: readonly RunState[] } | undefined;

  /** `home`: the Practicum home, where the index and columns are kept that had to be made anew. */
  constructor(folders: readonly string[], nowMs: () => number, home?: string) {
    this.#nowMs = nowMs;
    this.#places = folders.map((runs) => {
      const cache = home === undefined ? undefined : path.join(home, 'runs', nameOf(runs));
      const file = cache === undefined ? undefined : path.join(cache, 'index.jsonl');
      return { runs, cache, index: new RunIndex(runs, file, (folder, isGlance) => this.#read(folder, cache, isGlance)) };
    });
  }

  /** Newest first. The very same array as before when nothing changed. `isGlance`: the progress of runs that go on is not read. */
  async list(isGlance = false): Promise<readonly RunState[]> {
    const parts = await Promise.all(this.#places.map(({ index }) => index.list(isGlance)));
    this.#letGo();
    const known = this.#states;
    if (known !== undefined && parts.every((part, at) => part === known.parts[at])) return known.all;
    this.#forgetRemoved(parts);
    if (!this.#isTidy) await this.#tidy(parts);
    const [only = [], ...more] = parts;
    const all = more.length === 0 ? only : parts.flat().sort(newestFirst);
    this.#states = { parts, all };
    return all;
  }

  /** As the folder says now; undefined when there is no such run. */
  async state(id: RunId): Promise<RunState | undefined> {
    return await (await this.#placeOf(id))?.index.get(id);
  }

  /** Undefined when there is no such run. */
  async reader(id: RunId): Promise<RunReader | undefined> {
    const place = await this.#placeOf(id);
    if (place === undefined) return undefined;
    const reader = this.#open(path.join(place.runs, id), place.cache);
    await reader.state();
    this.#letGo();
    return reader;
  }

  async #placeOf(id: RunId): Promise<Place | undefined> {
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(id)) return undefined;
    for (const place of this.#places) {
      const found = await stat(path.join(place.runs, id)).catch(() => undefined);
      if (found?.isDirectory() === true) return place;
    }
    return undefined;
  }

  /** A run that has ended is read once; only what goes on stays open for the next look. */
  async #read(folder: string, cache: string | undefined, isGlance: boolean): Promise<RunState | undefined> {
    const isOpen = this.#readers.has(folder);
    const reader = this.#readers.get(folder) ?? this.#make(folder, cache);
    const state = await reader.state(isGlance);
    if (!isOpen && !reader.hasEnded && state !== undefined) this.#readers.set(folder, reader);
    return state;
  }

  #open(folder: string, cache: string | undefined): RunReader {
    const reader = this.#readers.get(folder) ?? this.#make(folder, cache);
    this.#readers.delete(folder);
    this.#readers.set(folder, reader);
    return reader;
  }

  #make(folder: string, cache: string | undefined): RunReader {
    const columns = cache === undefined ? undefined : path.join(cache, `${path.basename(folder)}${columnsEnd}`);
    return new RunReader(folder, this.#nowMs, columns);
  }

  /** What goes on is not let go: it would have to be read from its beginning. */
  #letGo(): void {
    const ended = [...this.#readers].filter(([, reader]) => reader.hasEnded);
    let bytes = ended.reduce((sum, [, { pointBytes }]) => sum + pointBytes, 0);
    let count = ended.length;
    for (const [folder, reader] of ended.slice(0, -1)) {
      if (count <= keptReaders && bytes <= keptPointBytes) return;
      this.#readers.delete(folder);
      count -= 1;
      bytes -= reader.pointBytes;
    }
  }

  /** Once in a process: columns of runs that are there no more are of no use. */
  async #tidy(parts: readonly (readonly RunState[])[]): Promise<void> {
    this.#isTidy = true;
    for (const [at, { cache }] of this.#places.entries()) {
      if (cache === undefined) continue;
      const there = new Set(parts[at]?.map(({ folder }) => `${path.basename(folder)}${columnsEnd}`));
      const kept = await readdir(cache).catch((): string[] => []);
      const gone = kept.filter((name) => name.endsWith(columnsEnd) && !there.has(name));
      for (const name of gone) await rm(path.join(cache, name), { force: true }).catch(() => undefined);
    }
  }

  #forgetRemoved(parts: readonly (readonly RunState[])[]): void {
    if (this.#readers.size === 0) return;
    const there = new Set(parts.flatMap((part) => part.map(({ folder }) => folder)));
    for (const folder of this.#readers.keys()) if (!there.has(folder)) this.#readers.delete(folder);
  }
}

/** Of a folder on this machine. */
function nameOf(folder: string): string {
  return createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 24);
}
