/**
 * A run that was resumed goes on in its own folder, as segment 1, 2, …: `segment-N.json` says what was executed then. Whoever makes
 * that file has the right to go on; the former segment's `exit.json` is kept as `exit-<N-1>.json`.
 */
import { constants } from 'node:fs';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import { GrowingLines } from '../base/growingLines.ts';
import { isAlive, type ProcessIdentity, thisHost } from '../base/processes.ts';
import { whenUsed } from '../base/whenUsed.ts';
import { type RunPaths, readIfThere } from './folder.ts';
import { type ExitFile, exitSchema, parsePoint, specSchema } from './folderSchema.ts';
import { type Resumed, type RunSpec, runFolderVersion } from './run.ts';

/** `segment-N.json`: a spec like `spec.json`, and from what it goes on. */
export interface SegmentSpec {
  readonly v: number;
  readonly segment: number;
  /** Absent: it was only followed again, nothing was executed anew. */
  readonly resumed?: Resumed;
  readonly spec: RunSpec;
  /** Who resumes it: a file whose maker is gone holds nobody up. */
  readonly launcher: { readonly host: string; readonly process: ProcessIdentity };
}

const resumedSchema = whenUsed(() => z.object({ checkpoint: z.string(), step: z.number().exactOptional() }));
const segmentSchema: z.ZodType<SegmentSpec> = whenUsed(() =>
  z.object({
    v: z.number().int(),
    segment: z.int().positive(),
    resumed: resumedSchema.exactOptional(),
    spec: specSchema,
    launcher: z.object({ host: z.string(), process: z.object({ pid: z.number().int().positive(), start: z.string().exactOptional() }) }),
  }),
);

const heartbeatSchema = whenUsed(() =>
  z.object({
    host: z.string(),
    supervisor: z.object({ pid: z.number().int().positive(), start: z.string().exactOptional() }),
    segment: z.int().nonnegative().exactOptional(),
  }),
);

/** On another machine only the heartbeat tells; networks and clocks may be late. */
const staleHeartbeatMs = 60_000;

export function segmentFile({ folder }: RunPaths, segment: number): string {
  return path.join(folder, `segment-${segment}.json`);
}

export function formerExitFile({ folder }: RunPaths, segment: number): string {
  return path.join(folder, `exit-${segment}.json`);
}

export class RunGoesOn extends PracticumError {
  constructor(id: string) {
    super('run-goes-on', `The run ${id} still goes on, so it cannot be resumed.`, { hint: 'Stop it first, or wait for its end.' });
  }
}

/** Makes `segment-N.json`, or throws when somebody else is resuming this run right now. */
export async function takeSegment(paths: RunPaths, made: SegmentSpec): Promise<void> {
  const file = segmentFile(paths, made.segment);
  const write = (): Promise<void> => writeFile(file, `${JSON.stringify(made, undefined, 2)}\n`, { flag: 'wx' });
  try {
    await write();
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
    if (await isBeingResumed(file)) throw new RunGoesOn(path.basename(paths.folder));
    // Whoever made it died before its supervisor said a word.
    await rm(file, { force: true });
    await rm(`${paths.heartbeat}-${made.segment}`, { force: true });
    await write();
  }
}

async function isBeingResumed(file: string): Promise<boolean> {
  const read = segmentSchema.safeParse(await readJson(file).catch(() => undefined));
  if (!read.success) return false;
  const { host, process: launcher } = read.data.launcher;
  return host !== thisHost() || (await isAlive(launcher));
}

export interface Segment {
  readonly spec: RunSpec;
  readonly segment: number;
  readonly resumed?: Resumed;
}

/** What a supervisor is to execute. */
export async function readSegment(paths: RunPaths, segment: number): Promise<Segment> {
  const first = requireVersion(specSchema.parse(await readJson(paths.spec)));
  if (segment === 0) return { spec: first, segment };
  const later = requireVersion(segmentSchema.parse(await readJson(segmentFile(paths, segment))));
  return { spec: later.spec, segment, ...defined({ resumed: later.resumed }) };
}

/** The segment whose script a supervisor of `segment` looks after: a run that was only followed again was executed before. */
export async function executedSegment(paths: RunPaths, segment: number): Promise<number> {
  for (let at = segment; at > 0; at--) if ((await readSegment(paths, at)).resumed !== undefined) return at;
  return 0;
}

function requireVersion<T extends { readonly v: number }>(read: T): T {
  if (read.v === runFolderVersion) return read;
  throw new PracticumError('run-version', `This run folder has version ${read.v}; this supervisor writes version ${runFolderVersion}.`);
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse((await readIfThere(file)) ?? 'null');
}

/** The heartbeat is the file's time, so that beating needs no room on the disk. Making it claims the folder: one writer. */
export async function claim(paths: RunPaths, supervisor: ProcessIdentity, intervalMs: number, segment: number): Promise<void> {
  const beat = { host: thisHost(), supervisor, intervalMs, ...(segment === 0 ? {} : { segment }) };
  // The name is taken exclusively, then becomes the heartbeat: of two supervisors of one segment the second finds one or the other.
  const own = segment === 0 ? paths.heartbeat : `${paths.heartbeat}-${segment}`;
  try {
    await writeFile(own, `${JSON.stringify(beat)}\n`, { flag: 'wx' });
  } catch (error) {
    throw claimed(error);
  }
  if (segment === 0) return;
  if (!(await isFree(paths, segment))) {
    await rm(own, { force: true });
    throw claimed(undefined);
  }
  await rename(own, paths.heartbeat);
}

function claimed(cause: unknown): PracticumError {
  return new PracticumError('run-claimed', 'This run folder cannot be claimed: it may have a supervisor already.', { cause });
}

/** Whether no supervisor of a former segment still writes. */
async function isFree(paths: RunPaths, segment: number): Promise<boolean> {
  const read = heartbeatSchema.safeParse(await readJson(paths.heartbeat));
  if (!read.success) return true;
  const { host, supervisor, segment: former = 0 } = read.data;
  if (former >= segment) return false;
  if ((await exitOfSegment(paths, former)) !== undefined) return true;
  if (host === thisHost()) return !(await isAlive(supervisor));
  const beatMs = (await stat(paths.heartbeat)).mtimeMs;
  return Date.now() - beatMs > staleHeartbeatMs;
}

/** The end of this segment as far as `exit.json` tells it. */
export async function exitOfSegment(paths: RunPaths, segment: number): Promise<ExitFile | undefined> {
  const read = exitSchema.safeParse(await readJson(paths.exit).catch(() => undefined));
  if (!read.success || (read.data.segment ?? 0) !== segment) return undefined;
  const { reason, ...exit } = read.data;
  return reason === undefined ? exit : { ...exit, reason };
}

/** What was measured before this segment. */
export interface MeasuredBefore {
  readonly pointCount: number;
  readonly metrics: readonly string[];
}

/** Makes the folder ready for one more segment, and says what its points file holds. A request to stop the former one is void. */
export async function prepareFolder(paths: RunPaths, segment: number): Promise<MeasuredBefore> {
  if (segment === 0) return { pointCount: 0, metrics: [] };
  for (const file of [paths.points, paths.state, paths.alerts, paths.system]) await mendLastLine(file);
  await rm(paths.stop, { force: true });
  return await countPoints(paths.points);
}

/** A machine that went down leaves a line without its end; what is appended would become part of it. */
async function mendLastLine(file: string): Promise<void> {
  const handle = await open(file, constants.O_RDWR | constants.O_APPEND).catch(() => undefined);
  if (handle === undefined) return;
  try {
    const { size } = await handle.stat();
    if (size === 0) return;
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    if (buffer[0] !== 0x0a) await handle.write('\n');
  } finally {
    await handle.close();
  }
}

async function countPoints(file: string): Promise<MeasuredBefore> {
  const metrics = new Set<string>();
  let pointCount = 0;
  await new GrowingLines(file).read(
    (line) => {
      const point = parsePoint(line);
      if (point === undefined) return;
      pointCount += 1;
      metrics.add(point.metric);
    },
    () => undefined,
  );
  return { pointCount, metrics: [...metrics] };
}

/** The end of the former segment makes room. Readers know by the `starting` line, which is written before, that it is of the past. */
export async function keepFormerExit(paths: RunPaths, segment: number): Promise<void> {
  if (segment === 0) return;
  const former = exitSchema.safeParse(await readJson(paths.exit).catch(() => undefined));
  if (former.success) await rename(paths.exit, formerExitFile(paths, former.data.segment ?? 0));
}

/** When a segment could not be started, the run is as it was. */
export async function giveSegmentBack(paths: RunPaths, segment: number): Promise<void> {
  await rm(segmentFile(paths, segment), { force: true });
  await rm(`${paths.heartbeat}-${segment}`, { force: true });
}
