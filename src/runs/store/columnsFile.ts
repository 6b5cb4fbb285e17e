/**
 * `points.columns`: the points of a run as packed columns, so that a series is read without reading all lines of `points.jsonl`. It is derived:
 * it can be deleted at any time, and counts only as long as it fits the lines that it was made of. docs/formats.md says what is in it.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { defined } from '../../base/defined.ts';
import { whenUsed } from '../../base/whenUsed.ts';
import { pointSources } from '../run.ts';
import { type Measurement, MetricFold, type MetricSummary } from '../series.ts';
import { type Block, Column, type ColumnKey } from './column.ts';
import { blocksOf, bytesOfBlocks } from './packedBytes.ts';

const magic = 'PCOLUMN1';
/** Magic, length of the header, hash of the header. */
const prefixBytes = 24;
const hashBytes = 8;
/** A header of more is no header. */
const maxHeaderBytes = 1 << 26;
/** How much of the end of the lines is compared, to notice that the file was replaced. */
const comparedBytes = 4096;

const numberSchema = whenUsed(() => z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number)]));
const measurementSchema = whenUsed(() =>
  z
    .tuple([z.number(), numberSchema, z.number().optional()])
    .transform(([step, value, epoch]): Measurement => (epoch === undefined ? { step, value } : { step, value, epoch })),
);

const headerSchema = whenUsed(() =>
  z.object({
    /** How many bytes of `points.jsonl` it holds, and a hash of the last of them. */
    pointsBytes: z.int().nonnegative(),
    pointsHash: z.string(),
    unreadableLines: z.int().nonnegative(),
    columns: z.array(
      z.object({
        metric: z.string(),
        segment: z.int().nonnegative(),
        source: z.enum(pointSources),
        isSorted: z.boolean(),
        n: z.int().positive(),
        nonFinite: z.int().nonnegative(),
        first: measurementSchema,
        last: measurementSchema,
        lowest: measurementSchema.optional(),
        highest: measurementSchema.optional(),
        firstNonFinite: measurementSchema.optional(),
        /** Where its blocks are, counted from the beginning of the file, and their hash. */
        at: z.int().nonnegative(),
        bytes: z.int().nonnegative(),
        hash: z.string(),
        /** Tells damage as surely, in a fifth of the time. Absent in older files. */
        crc: z.int().nonnegative().optional(),
      }),
    ),
  }),
);

/** A column that is still in the file. */
export interface StoredColumn extends ColumnKey {
  readonly count: number;
  readonly isSorted: boolean;
  readonly summary: MetricSummary;
  /** Undefined when the file was damaged or is not there any more. */
  load(): Promise<Column | undefined>;
}

export interface StoredColumns {
  readonly pointsBytes: number;
  readonly unreadableLines: number;
  /** In the order in which they first had a point. */
  readonly columns: readonly StoredColumn[];
}

export function encodeColumns(columns: readonly Column[], pointsBytes: number, pointsHash: string, unreadableLines: number): Uint8Array {
  const sections = columns
    .filter(({ count }) => count > 0)
    .map((column) => {
      const bytes = bytesOfBlocks(column.blocks());
      return { column, bytes, known: { hash: hashOf(bytes).toString('hex'), crc: crc32(bytes) } };
    });
  const describe = (start: number): Buffer => {
    let at = start;
    const described = sections.map(({ column, bytes, known }) => {
      const here = at;
      at += bytes.length;
      return { ...rowOf(column), at: here, bytes: bytes.length, ...known };
    });
    return Buffer.from(JSON.stringify({ pointsBytes, pointsHash, unreadableLines, columns: described }));
  };
  // The numbers in the header make it longer: room is left for them. Blocks begin at a multiple of 8.
  const start = Math.ceil((prefixBytes + describe(2 ** 52).length) / 8) * 8;
  const header = Buffer.alloc(start - prefixBytes, ' ');
  describe(start).copy(header);
  const prefix = Buffer.alloc(prefixBytes);
  prefix.write(magic, 'latin1');
  prefix.writeUInt32LE(header.length, 8);
  hashOf(header).copy(prefix, 16);
  return Buffer.concat([prefix, header, ...sections.map(({ bytes }) => bytes)]);
}

/** What the file holds, or undefined when it is missing, damaged, of another version, or was made of other lines than `pointsFile` has. */
export async function readColumns(file: string, pointsFile: string): Promise<StoredColumns | undefined> {
  const header = await withFile(file, readHeader);
  if (header === undefined || (await pointsHashAt(pointsFile, header.pointsBytes)) !== header.pointsHash) return undefined;
  const columns = header.columns.map(({ at, bytes, hash, crc, segment, source, isSorted, ...row }): StoredColumn => {
    const { metric, lowest, highest, firstNonFinite, ...rest } = row;
    const known = new MetricFold(metric, { metric, ...rest, best: undefined, ...defined({ lowest, highest, firstNonFinite }) }).summary;
    const summary = known ?? { metric, ...rest, best: undefined };
    return {
      metric,
      segment,
      source,
      isSorted,
      summary,
      count: row.n,
      async load() {
        const blocks = await withFile(file, (handle) => readBlocks(handle, at, bytes, { hash, crc }));
        const column = blocks === undefined ? undefined : new Column({ metric, segment, source }, blocks, { isSorted, summary });
        return column?.count === row.n ? column : undefined;
      },
    };
  });
  return { pointsBytes: header.pointsBytes, unreadableLines: header.unreadableLines, columns };
}

/** A hash of the last bytes before `end`, by which a file of lines is recognised; undefined when it is shorter. */
export async function pointsHashAt(pointsFile: string, end: number): Promise<string | undefined> {
  const from = Math.max(0, end - comparedBytes);
  const bytes = await withFile(pointsFile, (handle) => readExactly(handle, from, end - from));
  return bytes === undefined ? undefined : hashOf(bytes).toString('hex');
}

async function readHeader(handle: FileHandle): Promise<z.infer<typeof headerSchema> | undefined> {
  const prefix = await readExactly(handle, 0, prefixBytes);
  if (prefix === undefined || prefix.toString('latin1', 0, magic.length) !== magic) return undefined;
  const length = prefix.readUInt32LE(8);
  const header = length > maxHeaderBytes ? undefined : await readExactly(handle, prefixBytes, length);
  if (header === undefined || !hashOf(header).equals(prefix.subarray(16, prefixBytes))) return undefined;
  return headerSchema.safeParse(JSON.parse(header.toString())).data;
}

async function readBlocks(
  handle: FileHandle,
  at: number,
  length: number,
  { hash, crc }: { readonly hash: string; readonly crc: number | undefined },
): Promise<readonly Block[] | undefined> {
  const bytes = await readExactly(handle, at, length);
  if (bytes === undefined) return undefined;
  const isWhole = crc === undefined ? hashOf(bytes).toString('hex') === hash : crc32(bytes) === crc;
  return isWhole ? blocksOf(bytes) : undefined;
}

/** The bytes in memory of their own, or undefined when there are not so many. */
async function readExactly(handle: FileHandle, at: number, length: number): Promise<Buffer | undefined> {
  const { size } = await handle.stat();
  if (at + length > size) return undefined;
  const bytes = Buffer.from(new ArrayBuffer(length));
  const { bytesRead } = await handle.read(bytes, 0, length, at);
  return bytesRead === length ? bytes : undefined;
}

/** Undefined also when the file cannot be read: it is only a shortcut. */
async function withFile<T>(file: string, work: (handle: FileHandle) => Promise<T>): Promise<T | undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    return await work(handle);
  } catch {
    return undefined;
  } finally {
    await handle?.close().catch(() => undefined);
  }
}

function rowOf(column: Column): object {
  const { metric, segment, source, isSorted, summary } = column;
  if (summary === undefined) return {};
  const { n, nonFinite, first, last, lowest, highest, firstNonFinite } = summary;
  const row = (measurement: Measurement | undefined): unknown => {
    if (measurement === undefined) return undefined;
    const { step, value, epoch } = measurement;
    const number = Number.isFinite(value) ? value : String(value);
    return epoch === undefined ? [step, number] : [step, number, epoch];
  };
  return {
    metric,
    segment,
    source,
    isSorted,
    n,
    nonFinite,
    first: row(first),
    last: row(last),
    lowest: row(lowest),
    highest: row(highest),
    firstNonFinite: row(firstNonFinite),
  };
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, hashBytes);
}
