/**
 * What the curves view showed last, as a file: a line that names format, version and hash, then JSON, then the numbers of the lines byte for
 * byte. It is derived: whatever is not exactly what this version wrote is no file.
 */
import { createHash } from 'node:crypto';
import type { CurveRun, CurveSummary, CurvesKept, CurveWindow } from '../protocol/curves.ts';

export interface KeptRun {
  readonly row: CurveRun;
  readonly folder: string;
  /** Of its files, when it was kept (`stampOf`); absent: it went on, or had been written to a moment before. */
  readonly stamp?: string;
}

export interface KeptCurves {
  /** When it was kept, in milliseconds since 1970. */
  readonly atMs: number;
  /** Which folders were open, and where their runs are. */
  readonly place: string;
  /** Which runs the person had chosen to see and not to see (`choiceOf`). */
  readonly choice: string;
  /** By the folder that run folders lie in: which ones there were (`listOf`). */
  readonly lists: Readonly<Record<string, string>>;
  /** Newest first. */
  readonly runs: readonly KeptRun[];
  readonly summaries: readonly CurveSummary[];
  readonly olderRuns: number;
  readonly charts: CurvesKept['charts'];
}

const formatVersion = 1;
export const mostKeptBytes = 6 * 2 ** 20;
/** Lines that are kept; what is further down comes when it is read. */
const mostLineBytes = 4 * 2 ** 20;

/** Charts from the first on, as many as are kept. */
export function fittingCharts(charts: KeptCurves['charts']): KeptCurves['charts'] {
  let left = mostLineBytes;
  return charts.filter(({ windows }) => {
    left -= windows.reduce((sum, window) => sum + bytesOf(window), 0);
    return left >= 0;
  });
}

function bytesOf({ line, smooth, superseded, nonFinite }: CurveWindow): number {
  return line.data.byteLength + (smooth?.data.byteLength ?? 0) + (superseded?.data.byteLength ?? 0) + nonFinite.byteLength;
}

/** Undefined where it is too large to be kept. `version`: of the program that writes it, and alone reads it. */
export function packKept(kept: KeptCurves, version: string): Uint8Array | undefined {
  const buffers: Uint8Array[] = [];
  let end = 0;
  const json = JSON.stringify(kept, (_key, value: unknown) => {
    if (value instanceof ArrayBuffer) {
      buffers.push(new Uint8Array(value));
      const start = end;
      end += value.byteLength;
      return { $bytes: [start, end] };
    }
    // JSON has no word for these.
    return typeof value === 'number' && !Number.isFinite(value) ? { $number: String(value) } : value;
  });
  const text = Buffer.from(json, 'utf8');
  const content = Buffer.concat([text, ...buffers]);
  const head = Buffer.from(`${headOf(version)} ${text.length} ${hashOf(text.length, content)}\n`, 'utf8');
  return head.length + content.length > mostKeptBytes ? undefined : Buffer.concat([head, content]);
}

/** Undefined where it is something else than what this version packed. */
export function unpackKept(file: Uint8Array, version: string): KeptCurves | undefined {
  const line = file.indexOf(0x0a);
  if (line < 0 || line > 200 || file.length > mostKeptBytes) return undefined;
  const words = Buffer.from(file.subarray(0, line)).toString('utf8');
  const [, length, hash] = / (\d+) ([0-9a-f]{64})$/.exec(words) ?? [];
  const content = file.subarray(line + 1);
  if (length === undefined || words !== `${headOf(version)} ${length} ${hash}` || hashOf(Number(length), content) !== hash)
    return undefined;
  const lines = content.subarray(Number(length));
  const text = Buffer.from(content.subarray(0, Number(length))).toString('utf8');
  // The hash says that it is what this version wrote.
  return JSON.parse(text, (_key, value: unknown) => revived(value, lines)) as KeptCurves;
}

/** Parameters of runs are texts: no number and no list stands under these names but ours. */
function revived(value: unknown, lines: Uint8Array): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$bytes' in value && Array.isArray(value.$bytes)) {
    const [from, to]: readonly unknown[] = value.$bytes;
    return Uint8Array.from(lines.subarray(Number(from), Number(to))).buffer;
  }
  return '$number' in value && Object.keys(value).length === 1 ? Number(value.$number) : value;
}

function headOf(version: string): string {
  return `practicum-curves ${formatVersion} ${encodeURIComponent(version)}`;
}

function hashOf(length: number, content: Uint8Array): string {
  return createHash('sha256').update(`${length}\n`).update(content).digest('hex');
}
