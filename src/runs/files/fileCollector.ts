/**
 * Finds the metric files that a run writes, and reads them while it writes. What lay there before belongs to others: files are told
 * apart by a look right at the start, not by clocks, because those of a network's disk and of this machine may differ.
 */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { describeError } from '../../base/errors.ts';
import type { Collected, Collector } from '../collector.ts';
import type { FoundMedia, MediaLine } from '../media/media.ts';
import { mediaKindOf, mediaName } from '../media/mediaFiles.ts';
import type { MetricPoint } from '../run.ts';
import { EpochStart, isEpochTag } from './epochStart.ts';
import { FileOwner, type OwnRun } from './fileOwner.ts';
import { type FindLimits, findLogs } from './findLogs.ts';
import type { FoundLog } from './foundLog.ts';
import { MetricNames } from './metricNames.ts';
import type { MetricReader } from './metricReader.ts';
import { openLog } from './openLog.ts';
import type { Past } from './past.ts';

export interface FileCollectorOptions {
  /** Folders that are looked through: where the script runs, and where its environment sends its logs. */
  readonly folders: readonly string[];
  /** When the run began: what was changed since, and before the first look, is its own. 0: everything is. */
  readonly startedMs: number;
  /** The run, so that what another run writes in the same folder is not taken for its own. Absent: all of it is. */
  readonly run?: OwnRun;
  /** How large a file was before the run, where that is known from elsewhere. */
  readonly pastSizeOf?: (file: string) => number | undefined;
  readonly limits?: FindLimits;
  /** The first epoch that the console or the hook told of. */
  readonly firstEpoch?: () => number | undefined;
  /** How often new files are looked for; 0: at each poll. Otherwise a large folder is looked through less often. */
  readonly lookEveryMs?: number;
}

const usualLimits: FindLimits = { depth: 6, entries: 20_000 };
const usualLookMs = 3000;
/** Looking takes at most this share of the time. */
const lookShare = 1 / 50;
/** A flood is taken in parts, so that the console is not kept waiting. */
const maxPointsPerPoll = 200_000;
const maxLogs = 500;
/** Of pictures, tables and the like that are told of. */
const maxMedia = 5000;
/** Where more files than these lay before the run, those are not looked at again for pictures that were replaced. */
const maxKnownBefore = 2000;

interface Source {
  readonly log: FoundLog;
  readonly reader: MetricReader;
  readonly epochs: EpochStart;
}

export class FileCollector implements Collector {
  readonly #folders: readonly string[];
  readonly #startedMs: number;
  readonly #limits: FindLimits;
  readonly #lookEveryMs: number;
  readonly #before = new Map<string, { readonly size: number; readonly changedMs: number }>();
  readonly #rowsBefore = new Map<string, number>();
  readonly #sources = new Map<string, Source>();
  /** Not this run's. */
  readonly #others = new Set<string>();
  readonly #names = new MetricNames();
  readonly #said = new Set<string>();
  readonly #owner: FileOwner | undefined;
  readonly #firstEpoch: (() => number | undefined) | undefined;
  readonly #pastSizeOf: (file: string) => number | undefined;
  /** Files that are known to be the run's own. */
  readonly #own = new Set<string>();
  /** Those of which it is not known. */
  readonly #unknown = new Set<string>();
  /** What lies in files of its own, with what it was when it was told of; and what was told of in event files. */
  readonly #saved = new Map<string, string>();
  readonly #told = new Set<string>();
  #found: FoundMedia[] = [];
  readonly #first: Promise<void>;
  #isFirst = true;
  #nextLookMs = 0;

  constructor(options: FileCollectorOptions) {
    this.#folders = withoutInner(options.folders);
    this.#startedMs = options.startedMs;
    this.#limits = options.limits ?? usualLimits;
    this.#firstEpoch = options.firstEpoch;
    this.#owner = options.run === undefined ? undefined : new FileOwner(options.run);
    this.#pastSizeOf = options.pastSizeOf ?? (() => undefined);
    this.#lookEveryMs = options.lookEveryMs ?? usualLookMs;
    // At once: the script is not there yet, or has hardly begun.
    this.#first = this.#look([]);
  }

  async poll(nowMs: number, isLast = false): Promise<Collected> {
    const notes: string[] = [];
    const points: MetricPoint[] = [];
    await this.#first;
    if (isLast || performance.now() >= this.#nextLookMs) await this.#look(notes);
    for (const source of this.#sources.values()) await this.#read(source, nowMs, isLast, points, notes);
    if (isLast && this.#unknown.size > 0) {
      const [first = '', ...more] = this.#unknown;
      const rest = more.length === 0 ? '' : ` and ${more.length} more`;
      this.#say(
        notes,
        `Another run went on in the same folder, so it is not known whose metrics these are, and they are not read: ${first}${rest}.`,
      );
    }
    return { points, notes, media: this.#takeMedia(nowMs) };
  }

  dispose(): Promise<void> {
    this.#sources.clear();
    return Promise.resolve();
  }

  async #look(notes: string[]): Promise<void> {
    const began = performance.now();
    this.#owner?.forget();
    try {
      for (const folder of this.#folders) {
        const isOwn = (file: string): Promise<boolean> => this.#isOfRun(file);
        const { logs } = await findLogs(folder, this.#limits, undefined, isOwn, (file) => this.#lookAtOther(folder, file));
        for (const log of logs) await this.#open(log);
      }
    } catch (error) {
      this.#say(notes, `Files with metrics could not be looked for: ${describeError(error)}`);
    }
    this.#isFirst = false;
    const ended = performance.now();
    this.#nextLookMs = this.#lookEveryMs === 0 ? 0 : ended + Math.max(this.#lookEveryMs, (ended - began) / lookShare);
  }

  /** A picture or a table that the run has saved, or saved again. */
  async #lookAtOther(folder: string, file: string): Promise<void> {
    const kind = mediaKindOf(file);
    // A folder of training pictures is not looked through again and again.
    if (kind === undefined || (this.#before.size > maxKnownBefore && this.#before.has(file))) return;
    if (!(await this.#isOfRun(file))) return;
    const info = await stat(file).catch(() => undefined);
    if (info === undefined || info.size === 0) return;
    const state = `${info.size} ${info.mtimeMs}`;
    if (this.#saved.get(file) === state || (!this.#saved.has(file) && this.#saved.size >= maxMedia)) return;
    const isKnown = this.#saved.has(file);
    this.#saved.set(file, state);
    const { tag, step } = mediaName(path.relative(folder, file));
    // One that is saved again under its name is still that one picture.
    if (!isKnown) this.#found.push({ kind, tag, step: step ?? 0, file });
  }

  #takeMedia(atMs: number): readonly MediaLine[] {
    const found = this.#found;
    this.#found = [];
    return found.map((media) => ({ atMs, ...media }));
  }

  /** Whether the run has made or changed this file. */
  async #isOfRun(file: string): Promise<boolean> {
    const info = await stat(file).catch(() => undefined);
    if (info === undefined) return false;
    const { size, mtimeMs: changedMs } = info;
    // What is added to a database may lie in a second file for long.
    if (file.endsWith('.db')) return true;
    const before = this.#before.get(file);
    if (before !== undefined) {
      return (before.size !== size || before.changedMs !== changedMs) && (await this.#isOwn(file, changedMs));
    }
    if (!this.#isFirst || changedMs >= this.#startedMs) return await this.#isOwn(file, changedMs);
    this.#before.set(file, { size, changedMs });
    return false;
  }

  async #isOwn(file: string, changedMs: number): Promise<boolean> {
    if (this.#owner === undefined || this.#own.has(file)) return true;
    if ((await this.#owner.ownerOf(file, changedMs)) === 'unknown') {
      this.#unknown.add(file);
      return false;
    }
    this.#own.add(file);
    this.#unknown.delete(file);
    return true;
  }

  async #open(log: FoundLog): Promise<void> {
    const key = `${log.format} ${log.path}`;
    if (this.#sources.has(key) || this.#others.has(key) || this.#sources.size >= maxLogs) return;
    if (log.format === 'trackio' && !(await this.#isNewDatabase(log.path))) return;
    // Nothing tells when the runs of a store were made, but a later look finds only new ones.
    if (log.format === 'mlflow' && this.#isFirst && this.#startedMs > 0) this.#others.add(key);
    else this.#sources.set(key, { log, reader: await openLog(log, this.#past()), epochs: new EpochStart(this.#firstEpoch) });
  }

  /** A database that was there before is read from its newest row on. Answers whether it is one of trackio's. */
  async #isNewDatabase(file: string): Promise<boolean> {
    const { isTrackioDatabase, newestRow } = await import('./trackioDatabase.ts');
    try {
      if (!isTrackioDatabase(file)) return false;
      if (this.#isFirst && this.#startedMs > 0) this.#rowsBefore.set(file, newestRow(file));
      return true;
    } catch {
      // Another program's, or an engine without SQLite: what the console says still counts.
      return false;
    }
  }

  #past(): Past {
    return {
      sizeOf: (file) => this.#before.get(file)?.size ?? this.#pastSizeOf(file) ?? (this.#unknown.has(file) ? 0 : undefined),
      rowOf: (file) => this.#rowsBefore.get(file) ?? 0,
    };
  }

  async #read({ log, reader, epochs }: Source, nowMs: number, isLast: boolean, points: MetricPoint[], notes: string[]): Promise<void> {
    try {
      for (let hasMore = true; hasMore && (isLast || points.length < maxPointsPerPoll); ) {
        const read = await reader.read(isLast);
        hasMore = read.hasMore;
        for (const note of read.notes) this.#say(notes, note);
        for (const media of read.media ?? []) this.#tell(media);
        const names = this.#names.namesFor(log, read.points);
        for (let row = 0; row < read.points.length; row++) {
          const metric = names[read.points.metric[row] ?? -1];
          if (metric === undefined || !Number.isFinite(read.points.step[row])) continue;
          // The run knows better than its files in which segment it is.
          const { segment: _, ...point } = read.points.pointAt(row, nowMs, 'file');
          if (reader.stepIsEpoch === true || (log.format === 'tensorboard' && isEpochTag(metric))) epochs.add({ ...point, metric });
          else points.push({ ...point, metric });
        }
      }
      points.push(...epochs.take(isLast));
    } catch (error) {
      this.#say(notes, `${log.path} cannot be read: ${describeError(error)}`);
    }
  }

  /** A file that is read again from its beginning tells of the same values again. */
  #tell(media: FoundMedia): void {
    const key = `${media.file} ${media.at}`;
    if (this.#told.has(key) || this.#told.size >= maxMedia) return;
    this.#told.add(key);
    this.#found.push(media);
  }

  #say(notes: string[], note: string): void {
    if (this.#said.has(note)) return;
    this.#said.add(note);
    notes.push(note);
  }
}

/** Without folders that lie in others, which are looked through with them. */
function withoutInner(folders: readonly string[]): readonly string[] {
  const all = [...new Set(folders.map((folder) => path.resolve(folder)))];
  return all.filter((folder) => !all.some((other) => other !== folder && !path.relative(other, folder).startsWith('..')));
}

/** Where a script's logs may go: below the folder that it runs in, and where its environment says. */
export function logFolders(cwd: string, env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const said = ['TENSORBOARD_LOGGING_DIR', 'WANDB_DIR', 'TRACKIO_DIR'].flatMap((name) => {
    const folder = env[name];
    return folder === undefined || folder === '' ? [] : [path.resolve(cwd, folder)];
  });
  return cwd === '' ? said : [cwd, ...said];
}
