/** Reads what the hook tells from inside the processes of a run: one file for each of them, only appended to. */
import { watch } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Disposable, noopDisposable } from '../../base/disposables.ts';
import { GrowingLines } from '../../base/growingLines.ts';
import type { Collected, Collector } from '../collector.ts';
import type { MetricPoint } from '../run.ts';
import { type HookLine, parseHookLine } from './hookLine.ts';
import { RankFilter } from './ranks.ts';

export interface HookLimits {
  /** Of all files together, for one poll: about 200,000 events a second. */
  readonly bytesPerPoll: number;
  /** Further behind than this, what is oldest is left out. */
  readonly maxBytesBehind: number;
  readonly maxFiles: number;
  readonly maxMetrics: number;
}

export const hookLimits: HookLimits = { bytesPerPoll: 8 * 2 ** 20, maxBytesBehind: 32 * 2 ** 20, maxFiles: 512, maxMetrics: 10_000 };

/** Longer lines are not the hook's: it writes less than 4 KiB. */
const maxLineBytes = 8 * 1024;

const frameworkNames: Readonly<Record<string, string>> = {
  trainer: 'transformers’ Trainer',
  lightning: 'Lightning',
  keras: 'Keras',
  tensorboard: 'torch’s SummaryWriter',
  tensorboardX: 'tensorboardX',
  wandb: 'W&B',
  trackio: 'Trackio',
  accelerate: 'Accelerate',
};

export class HookCollector implements Collector {
  readonly #folder: string;
  readonly #limits: HookLimits;
  readonly #files = new Map<string, GrowingLines | undefined>();
  readonly #ranks = new RankFilter();
  readonly #metrics = new Set<string>();
  /** Each once, whatever comes. */
  readonly #said = new Set<string>();

  constructor(folder: string, limits: HookLimits = hookLimits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  async poll(nowMs: number, isLast = false): Promise<Collected> {
    const points: MetricPoint[] = [];
    const notes: string[] = [];
    await this.#findFiles(notes);
    let bytesLeft = isLast ? this.#limits.maxBytesBehind : this.#limits.bytesPerPoll;
    for (const [name, file] of this.#files) {
      if (file === undefined) continue;
      try {
        const take = (line: string): void => this.#take(parseHookLine(line, nowMs), nowMs, points, notes);
        const { readBytes, behindBytes } = await file.read((line) => line !== '' && take(line), notOfTheHook, { maxBytes: bytesLeft });
        bytesLeft -= readBytes;
        this.#catchUp(file, behindBytes, notes);
      } catch {
        // Something else lies there under this name: no more of it.
        this.#files.set(name, undefined);
        this.#say('A file in this run’s hook folder cannot be read and is passed over.', notes);
      }
    }
    points.push(...this.#ranks.due(isLast ? Number.POSITIVE_INFINITY : nowMs));
    return { points, notes };
  }

  watch(onNews: () => void): Disposable {
    try {
      const watcher = watch(this.#folder, { persistent: false }, onNews);
      watcher.on('error', () => watcher.close());
      return { dispose: () => watcher.close() };
    } catch {
      // The system has no watches left: polling finds it.
      return noopDisposable;
    }
  }

  /** What was told is recorded by now. */
  async dispose(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true }).catch(() => undefined);
  }

  async #findFiles(notes: string[]): Promise<void> {
    const names = await readdir(this.#folder).catch((): string[] => []);
    for (const name of names) {
      if (this.#files.has(name) || !name.endsWith('.jsonl')) continue;
      if (this.#files.size >= this.#limits.maxFiles) {
        this.#say(
          `More than ${this.#limits.maxFiles} processes of this run log metrics; those of the others are not read from the hook.`,
          notes,
        );
        return;
      }
      this.#files.set(name, new GrowingLines(path.join(this.#folder, name), { maxLineBytes, refusesLinks: true }));
    }
  }

  #take(line: HookLine | undefined, nowMs: number, points: MetricPoint[], notes: string[]): void {
    if (line === undefined) this.#say('The hook of this run wrote lines that cannot be read; they are left out.', notes);
    else if (line.kind === 'points') {
      const known = line.points.filter(({ metric }) => this.#isKnown(metric, notes));
      for (const point of this.#ranks.take(known, line.rank, nowMs)) points.push(point);
    } else {
      const name = frameworkNames[line.framework] ?? line.framework;
      this.#say(`The hook leaves ${name} alone in this run (${line.text}). Its metrics are read from the console and from files.`, notes);
    }
  }

  /** A script that puts numbers into names has more of them every second. */
  #isKnown(metric: string, notes: string[]): boolean {
    if (this.#metrics.has(metric)) return true;
    if (this.#metrics.size < this.#limits.maxMetrics) {
      this.#metrics.add(metric);
      return true;
    }
    this.#say(
      `This run logs more than ${this.#limits.maxMetrics.toLocaleString('en')} metrics; further names are not read from the hook.`,
      notes,
    );
    return false;
  }

  /** A flood is bounded: the disk keeps what waits, and of too much the oldest is left out. */
  #catchUp(file: GrowingLines, behindBytes: number, notes: string[]): void {
    if (behindBytes > this.#limits.bytesPerPoll)
      this.#say('This run logs more than can be recorded live; the hook’s values come late.', notes);
    if (behindBytes <= this.#limits.maxBytesBehind) return;
    file.skip(behindBytes - this.#limits.bytesPerPoll);
    this.#say('This run logs more than can be recorded: some of the hook’s values are left out.', notes);
  }

  #say(text: string, notes: string[]): void {
    if (this.#said.has(text) || this.#said.size >= 20) return;
    this.#said.add(text);
    notes.push(text);
  }
}

/** The hook only ever appends to its files. */
function notOfTheHook(): never {
  throw new Error('cut or replaced');
}
