/** The points of one file or folder, whatever wrote it: what a console said, or any of the formats that training programs log in. */
import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import { Capture } from './capture/capture.ts';
import type { MetricPattern } from './capture/patterns.ts';
import { isEventFileName, trainerStateName } from './files/fileNames.ts';
import type { FoundLog } from './files/foundLog.ts';
import type { MetricReader } from './files/metricReader.ts';

/** A point as it is told to others. */
export interface ToldPoint {
  readonly run: string;
  readonly metric: string;
  readonly step: number;
  readonly value: number;
  /** Only where the log itself tells the time. */
  readonly wallMs: number | undefined;
}

export interface MetricsOptions {
  readonly patterns?: readonly MetricPattern[];
  /** For people, each cause once for a file. */
  onNote(note: string): void;
}

export class UnreadableLog extends PracticumError {
  constructor(place: string, cause: unknown) {
    const code = systemErrorCode(cause);
    const why = code === 'ENOENT' ? `There is no ${place}.` : `${place} could not be read (${code ?? String(cause)}).`;
    super('unreadable-log', why, { hint: code === 'ENOENT' ? 'Check the path.' : 'Check who may read it.', cause });
  }
}

/** In batches, in the order of the log. Throws UnreadableLog; what is damaged within a log becomes a note. */
export async function* metricsOf(place: string, options: MetricsOptions): AsyncGenerator<readonly ToldPoint[]> {
  try {
    const info = await stat(place);
    if (info.isDirectory()) yield* metricsOfFolder(place, options);
    else yield* metricsOfFile(place, options);
  } catch (error) {
    throw systemErrorCode(error) === undefined ? error : new UnreadableLog(place, error);
  }
}

/** `bytes`: what a console said, whole. */
export async function* metricsOfConsole(
  run: string,
  bytes: AsyncIterable<Buffer>,
  { patterns = [], onNote }: MetricsOptions,
): AsyncGenerator<readonly ToldPoint[]> {
  const capture = new Capture({ patterns, isWhole: true });
  const told = ({ metric, step, value }: { readonly metric: string; readonly step: number; readonly value: number }): ToldPoint => ({
    run,
    metric,
    step,
    value,
    wallMs: undefined,
  });
  for await (const chunk of asUtf8(bytes)) yield capture.push(chunk, 0).map(told);
  yield capture.end(0).map(told);
  for (const note of capture.takeNotes()) onNote(`${run}: ${note}`);
}

const chunkBytes = 256 * 1024;

async function* metricsOfFile(file: string, options: MetricsOptions): AsyncGenerator<readonly ToldPoint[]> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(chunkBytes), 0, chunkBytes, 0);
    const start = buffer.subarray(0, bytesRead);
    const logged = await openLogFile(file, start);
    if (logged === undefined) yield* metricsOfConsole(runNameOf(file), chunksOf(handle), options);
    else yield* logged(options);
  } finally {
    await handle.close();
  }
}

type Logged = (options: MetricsOptions) => AsyncGenerator<readonly ToldPoint[]>;

/** How to read a file that is no console’s; undefined where it is one. Its content decides, and its name where that says little. */
async function openLogFile(file: string, start: Buffer): Promise<Logged | undefined> {
  const name = path.basename(file);
  const one =
    (reader: MetricReader): Logged =>
    (options) =>
      metricsOfReaders(runNameOf(file), [{ reader }], options);
  if (isEventFileName(name) || start.subarray(0, 64).includes('brain.Event:')) {
    const { EventFile } = await import('./files/eventFile.ts');
    return one(new EventFile(file));
  }
  if (name === trainerStateName) {
    const { TrainerStates } = await import('./files/trainerState.ts');
    return one(new TrainerStates(path.dirname(file)));
  }
  if (start.toString('latin1', 0, 4) === ':W&B') {
    const { WandbFile } = await import('./files/wandbFile.ts');
    return one(new WandbFile(file));
  }
  if (start.toString('latin1', 0, 15) === 'SQLite format 3')
    return (options) => metricsOfLogs(file, [{ format: 'trackio', path: file }], options);
  const { isMetricTable, areMetricRecords } = await import('./files/findLogs.ts');
  if (/\.(?:csv|tsv)$/i.test(name) && isMetricTable(start)) {
    const { tableFile } = await import('./files/tableFile.ts');
    return one(tableFile(file));
  }
  // In a console's log JSON stands among other lines, which the console's own reader knows.
  if (/\.(?:jsonl|ndjson|json)$/i.test(name) && areMetricRecords(start)) {
    const { jsonLinesFile } = await import('./files/jsonLinesFile.ts');
    return one(jsonLinesFile(file));
  }
  return undefined;
}

const folderLimits = { depth: 12, entries: 200_000 };

async function* metricsOfFolder(folder: string, options: MetricsOptions): AsyncGenerator<readonly ToldPoint[]> {
  const { findLogs } = await import('./files/findLogs.ts');
  const { logs, isCut } = await findLogs(folder, folderLimits);
  if (isCut) options.onNote(`${folder} holds more folders than are looked at: only the first were read.`);
  yield* metricsOfLogs(folder, logs, options);
}

async function* metricsOfLogs(root: string, logs: readonly FoundLog[], options: MetricsOptions): AsyncGenerator<readonly ToldPoint[]> {
  const { loggedRuns } = await import('./files/loggedRuns.ts');
  for (const run of await loggedRuns(root, logs, options.onNote)) yield* metricsOfReaders(run.name, await run.open(), options);
}

interface OpenLog {
  /** Absent: the only one. */
  readonly log?: FoundLog;
  readonly reader: MetricReader;
}

/** The most exact first: what a later one repeats is left out. */
async function* metricsOfReaders(
  run: string,
  opened: readonly OpenLog[],
  { onNote }: MetricsOptions,
): AsyncGenerator<readonly ToldPoint[]> {
  const { MetricNames } = await import('./files/metricNames.ts');
  const names = new MetricNames();
  for (const { log, reader } of opened) {
    for (let hasMore = true; hasMore; ) {
      const { points, notes, ...read } = await reader.read(true);
      for (const note of notes) onNote(note);
      const called = log === undefined ? points.names : names.namesFor(log, points);
      const batch: ToldPoint[] = [];
      for (let row = 0; row < points.length; row++) {
        const metric = called[points.metric[row] ?? -1];
        const [step = Number.NaN, value = Number.NaN, wallMs = Number.NaN] = [points.step[row], points.value[row], points.wallMs[row]];
        if (metric === undefined || !Number.isFinite(step)) continue;
        batch.push({ run, metric, step, value, wallMs: Number.isFinite(wallMs) ? wallMs : undefined });
      }
      yield batch;
      hasMore = read.hasMore;
    }
  }
}

async function* chunksOf(handle: FileHandle): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(chunkBytes), 0, chunkBytes, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** PowerShell’s `>` writes two bytes for each character, after a mark. */
async function* asUtf8(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-16le');
  let isWide: boolean | undefined;
  for await (const chunk of bytes) {
    isWide ??= chunk[0] === 0xff && chunk[1] === 0xfe;
    yield isWide ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk;
  }
}

/** Without what says only its kind. */
export function runNameOf(file: string): string {
  const name = path.basename(file).replace(/\.(?:csv|tsv|jsonl|ndjson|json|txt|log|out|err|wandb|tfevents)$/i, '');
  return name === '' ? path.basename(file) : name;
}
