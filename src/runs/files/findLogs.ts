/** Finds what training programs left below a folder: names first, and the beginning of a file where the name says little. */
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { isEventFileName, trainerStateName } from './fileNames.ts';
import type { FoundLog } from './foundLog.ts';
import type { MetricFormat } from './metricReader.ts';
import { numberOf, parsePythonJson } from './pythonJson.ts';
import { isRecord, recordRow } from './record.ts';
import { isMetricName, rowNamesOf } from './rowNames.ts';
import { cellsOf, separatorOf } from './tableCells.ts';

export interface FindLimits {
  /** Folders below the first one. */
  readonly depth: number;
  /** Files and folders looked at. */
  readonly entries: number;
}

export interface FoundLogs {
  readonly logs: readonly FoundLog[];
  /** Whether there was more than the limits allow to look at. */
  readonly isCut: boolean;
}

/** Nobody logs there, and there is much of it. `.practicum` holds what was recorded already. */
const passedOver = new Set(['node_modules', '__pycache__', 'site-packages', 'venv', 'env']);

/** A name that begins with a dot is a tool's own, but for these. */
function isPassedOver(name: string): boolean {
  return passedOver.has(name) || (name.startsWith('.') && name !== '.');
}

/** `isWanted` is asked before a file's beginning is read; `onOther` is told of files that hold no metrics. Links are not followed: what they lead to lies elsewhere, or is found there. */
export async function findLogs(
  root: string,
  limits: FindLimits,
  signal?: AbortSignal,
  isWanted: (file: string) => Promise<boolean> = () => Promise.resolve(true),
  onOther: (file: string) => Promise<void> = () => Promise.resolve(),
): Promise<FoundLogs> {
  const found = new Map<string, FoundLog>();
  const queue: { readonly folder: string; readonly depth: number }[] = [{ folder: root, depth: 0 }];
  let entriesLeft = limits.entries;
  let isCut = false;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    signal?.throwIfAborted();
    const { folder, depth } = next;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    entriesLeft -= entries.length;
    if (entriesLeft < 0) {
      isCut = true;
      break;
    }
    const names = new Set(entries.map(({ name }) => name));
    if (names.has('meta.yaml') && names.has('metrics')) add(found, 'mlflow', folder);
    for (const entry of entries) {
      const whole = path.join(folder, entry.name);
      if (entry.isDirectory() && !isPassedOver(entry.name) && !found.has(`mlflow ${folder}`)) {
        if (entry.name === 'inbox' && (await isInbox(whole))) add(found, 'trackio-inbox', whole);
        else if (depth < limits.depth) queue.push({ folder: whole, depth: depth + 1 });
        else isCut = true;
      } else if (entry.isFile()) {
        const log = await logAt(whole, isWanted);
        if (log !== undefined) add(found, log.format, log.path);
        else await onOther(whole);
      }
    }
  }
  return { logs: [...found.values()], isCut };
}

function add(found: Map<string, FoundLog>, format: MetricFormat, place: string): void {
  found.set(`${format} ${place}`, { format, path: place });
}

/** What one file is, or belongs to; undefined when it holds no metrics that are known. */
export async function logAt(
  file: string,
  isWanted: (file: string) => Promise<boolean> = () => Promise.resolve(true),
): Promise<FoundLog | undefined> {
  const name = path.basename(file);
  const folder = path.dirname(file);
  const look = looks.get(path.extname(name).toLowerCase());
  const isNamed = isEventFileName(name) || name === trainerStateName;
  if (!(isNamed || look !== undefined) || !(await isWanted(file))) return undefined;
  if (isEventFileName(name)) return { format: 'tensorboard', path: folder };
  if (name === trainerStateName) {
    return { format: 'trainer-state', path: /^checkpoint-\d+$/.test(path.basename(folder)) ? path.dirname(folder) : folder };
  }
  if (look === undefined) return undefined;
  const start = await beginningOf(file);
  const format = start === undefined ? undefined : look(start, name);
  return format === undefined ? undefined : { format, path: file };
}

type Look = (start: Buffer, name: string) => MetricFormat | undefined;

const looks: ReadonlyMap<string, Look> = new Map<string, Look>([
  ['.wandb', () => 'wandb'],
  ['.csv', (start) => (isMetricTable(start) ? 'csv' : undefined)],
  ['.tsv', (start) => (isMetricTable(start) ? 'csv' : undefined)],
  ['.jsonl', (start) => (areMetricRecords(start) ? 'jsonl' : undefined)],
  ['.ndjson', (start) => (areMetricRecords(start) ? 'jsonl' : undefined)],
  ['.json', (start) => (areMetricRecords(start) ? 'jsonl' : undefined)],
  // DETR and its descendants write JSON lines to log.txt.
  ['.txt', (start, name) => (/^(?:log|metrics|history)/i.test(name) && areMetricRecords(start) ? 'jsonl' : undefined)],
  ['.log', (start) => (areMetricRecords(start) ? 'jsonl' : undefined)],
  ['.db', (start) => (start.toString('latin1', 0, 15) === 'SQLite format 3' ? 'trackio' : undefined)],
]);

const lookBytes = 64 * 1024;

async function beginningOf(file: string): Promise<Buffer | undefined> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(lookBytes), 0, lookBytes, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    return undefined;
  } finally {
    await handle.close();
  }
}

/** A header with a step or an epoch, and at least one column beside it that holds a number or nothing yet. */
export function isMetricTable(start: Buffer): boolean {
  const [header = '', first = ''] = start
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const separator = separatorOf(header);
  if (separator === undefined) return false;
  const names = cellsOf(header, separator).map((name) => name.trim());
  const rowNames = rowNamesOf(names);
  if (rowNames.step === undefined && rowNames.epoch === undefined) return false;
  if (names.some((name) => numberOf(name) !== undefined)) return false;
  const cells = cellsOf(first, separator);
  return names.some((name, index) => {
    const cell = cells[index]?.trim() ?? '';
    return isMetricName(name, rowNames) && (cell === '' || cell === 'NA' || numberOf(cell) !== undefined);
  });
}

/** One of the first lines is a record with a step or an epoch, and a number beside it. */
export function areMetricRecords(start: Buffer): boolean {
  if (start[0] !== 0x7b) return false;
  const lines = start.toString('utf8').split(/\r?\n/, 20);
  return lines.some((line) => {
    const record = parsePythonJson(line);
    return isRecord(record) && (recordRow(record)?.values.length ?? 0) > 0;
  });
}

/** Folders of writers with numbered fragments. */
async function isInbox(folder: string): Promise<boolean> {
  const writers = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const writer of writers.filter((entry) => entry.isDirectory()).slice(0, 20)) {
    const names = await readdir(path.join(folder, writer.name)).catch(() => []);
    const first = names.find((name) => name.endsWith('.jsonl'));
    const start = first === undefined ? undefined : await beginningOf(path.join(folder, writer.name, first));
    if (start?.includes('"kind"') === true && start.includes('"v"')) return true;
  }
  return false;
}
