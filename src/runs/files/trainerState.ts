/** `trainer_state.json` of transformers' Trainer: written whole at each checkpoint, each time with all that was logged before. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { PracticumError } from '../../base/errors.ts';
import { trainerStateName } from './fileNames.ts';
import type { MetricRead, MetricReader, RunFacts } from './metricReader.ts';
import { noPast, type Past } from './past.ts';
import { PointColumns } from './pointColumns.ts';
import { parsePythonJson } from './pythonJson.ts';
import { asNumber, isRecord } from './record.ts';

const maxBytes = 256 * 1024 * 1024;

interface StateFile {
  readonly file: string;
  readonly size: number;
  readonly changedMs: number;
}

/** The states of one output folder: its own, and those of its `checkpoint-*` folders. */
export class TrainerStates implements MetricReader {
  readonly folder: string;
  readonly #past: Pick<Past, 'sizeOf'>;
  readonly #points = new PointColumns();
  /** What was last read of each file, so that it is read again only when it has changed. */
  readonly #read = new Map<string, string>();
  readonly #said = new Set<string>();
  /** The steps of the entries that were given out. */
  #given: string[] = [];
  #segment = 0;
  #createdMs: number | undefined;
  #endedMs: number | undefined;

  /** What files say that were there before is another run's, or an earlier part's of this one. */
  constructor(folder: string, past: Pick<Past, 'sizeOf'> = noPast) {
    this.folder = folder;
    this.#past = past;
  }

  async read(): Promise<MetricRead> {
    this.#points.clear();
    const notes: string[] = [];
    for (const { file, size, changedMs } of await statesIn(this.folder)) {
      const version = `${size} ${changedMs}`;
      if (this.#read.get(file) === version) continue;
      const history = await historyOf(file, size);
      if (history === undefined) {
        // It may be half written just now; it is looked at again when it has changed.
        if (!this.#said.has(file)) notes.push(`${file} is no trainer_state.json that can be read: it was passed over.`);
        this.#said.add(file);
      } else {
        const isPast = !this.#read.has(file) && this.#past.sizeOf(file) === size;
        this.#take(history, changedMs);
        if (isPast) this.#points.clear();
      }
      this.#read.set(file, version);
    }
    return { points: this.#points, notes, hasMore: false };
  }

  facts(): RunFacts {
    return {
      ...(this.#createdMs === undefined ? {} : { createdMs: this.#createdMs }),
      ...(this.#endedMs === undefined ? {} : { endedMs: this.#endedMs }),
    };
  }

  #take(history: readonly Readonly<Record<string, unknown>>[], changedMs: number): void {
    this.#createdMs ??= changedMs;
    this.#endedMs = Math.max(this.#endedMs ?? 0, changedMs);
    const keys = history.map((entry) => JSON.stringify(entry));
    let known = 0;
    while (known < keys.length && keys[known] === this.#given[known]) known += 1;
    // An older checkpoint says nothing new.
    if (known === keys.length) return;
    // A training that went on from a checkpoint before the last one: what it logs stands for what was logged behind it.
    if (known < this.#given.length) this.#segment += 1;
    const from = this.#points.length;
    for (const entry of history.slice(known)) this.#add(entry, changedMs);
    this.#points.setSegment(this.#segment, from);
    this.#given = keys;
  }

  #add(entry: Readonly<Record<string, unknown>>, changedMs: number): void {
    const step = asNumber(entry['step']);
    if (step === undefined) return;
    const epoch = asNumber(entry['epoch']);
    for (const [name, value] of Object.entries(entry)) {
      const number = name === 'step' || name === 'epoch' ? undefined : asNumber(value);
      if (number !== undefined) this.#points.add(name, step, number, changedMs, epoch);
    }
  }
}

/** The oldest first: the order in which they were saved. */
async function statesIn(folder: string): Promise<readonly StateFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = [
    folder,
    ...entries.filter((entry) => entry.isDirectory() && /^checkpoint-\d+$/.test(entry.name)).map(({ name }) => path.join(folder, name)),
  ];
  const found: StateFile[] = [];
  for (const each of folders) {
    const file = path.join(each, trainerStateName);
    const info = await stat(file).catch(() => undefined);
    if (info?.isFile() === true) found.push({ file, size: info.size, changedMs: info.mtimeMs });
  }
  return found.sort((a, b) => a.changedMs - b.changedMs || a.size - b.size);
}

async function historyOf(file: string, size: number): Promise<readonly Readonly<Record<string, unknown>>[] | undefined> {
  if (size > maxBytes)
    throw new PracticumError('too-large', `${file} has ${Math.round(size / 2 ** 20)} MiB, which is more than is read of a JSON file.`);
  const state = parsePythonJson(await readFile(file, 'utf8'));
  if (!isRecord(state) || !Array.isArray(state['log_history'])) return undefined;
  return state['log_history'].filter(isRecord);
}
