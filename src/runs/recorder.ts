/** Writes the record of one run: console bytes, points, state changes, the exit. The supervisor is its only user. */
import { open, rm, writeFile } from 'node:fs/promises';
import type { Clock } from '../base/clock.ts';
import { systemErrorCode } from '../base/errors.ts';
import { type AppendHandle, appendBytes, LineFile, type OpenAppend } from './appendFile.ts';
import { Capture } from './capture/capture.ts';
import { type RunPaths, writeWhole } from './folder.ts';
import { type ExitFile, formatPoint, type NoteCode, type StateLine } from './folderSchema.ts';
import type { MetricPoint } from './run.ts';

/** Points that are kept in memory while the disk is full: about 50 MB at most. */
const maxWaitingPoints = 200_000;
const maxWaitingStates = 1000;
/** Room that is given back when the disk is full, so that the end of the run can still be written. */
const reserveBytes = 64 * 1024;
/** How often the exit is tried again on a full disk, once a second: an hour. */
const exitAttempts = 3600;

export class Recorder {
  readonly #paths: RunPaths;
  readonly #clock: Clock;
  readonly #logLimitBytes: number;
  readonly #console: AppendHandle;
  readonly #points: LineFile;
  readonly #states: LineFile;
  readonly #capture = new Capture();
  readonly #metrics = new Set<string>();
  #pointCount = 0;
  #logBytes = 0;
  #lostBytes = 0;
  #isDiskFull = false;
  #turn: Promise<unknown> = Promise.resolve();
  #isCapped = false;
  #endsWithNewline = true;

  private constructor(paths: RunPaths, clock: Clock, logLimitBytes: number, files: readonly [AppendHandle, AppendHandle, AppendHandle]) {
    this.#paths = paths;
    this.#clock = clock;
    this.#logLimitBytes = logLimitBytes;
    this.#console = files[0];
    this.#points = new LineFile(files[1], maxWaitingPoints);
    this.#states = new LineFile(files[2], maxWaitingStates);
  }

  static async open(paths: RunPaths, clock: Clock, openAppend: OpenAppend, logLimitBytes: number): Promise<Recorder> {
    const files = [await openAppend(paths.console), await openAppend(paths.points), await openAppend(paths.state)] as const;
    await reserve(paths.reserve);
    return new Recorder(paths, clock, logLimitBytes, files);
  }

  state(line: StateLine): Promise<void> {
    return this.#inTurn(() => this.#appendState(line));
  }

  output(bytes: Buffer): Promise<void> {
    return this.#inTurn(async () => {
      await this.#keepOutput(bytes);
      await this.#addPoints(this.#capture.push(bytes, this.#clock.nowMs()));
    });
  }

  /** The last line may have no newline. */
  endOfOutput(): Promise<void> {
    return this.#inTurn(() => this.#addPoints(this.#capture.end(this.#clock.nowMs())));
  }

  /** Tries again what a full disk refused. Called with each heartbeat. */
  retry(): Promise<void> {
    return this.#inTurn(() => this.#flush());
  }

  /** Writes the end. On a full disk it gives its reserve back first, then waits for room: the exit code must not be lost. */
  exit(end: Pick<ExitFile, 'v' | 'code' | 'signal' | 'endedMs' | 'reason'>, status: 'done' | 'failed' | 'stopped'): Promise<void> {
    return this.#inTurn(async () => {
      await rm(this.#paths.reserve, { force: true });
      await this.#flush();
      await this.#appendState({ atMs: end.endedMs, status });
      await this.#console.sync().catch(() => undefined);
      await this.#points.sync();
      let isWritten = false;
      for (let attempt = 0; attempt < exitAttempts; attempt++) {
        const isComplete = (await this.#states.flush()) === undefined && (await this.#points.flush()) === undefined;
        if (isComplete || !isWritten) {
          const error = await this.#writeExit(end);
          isWritten = error === undefined;
          // Somebody removed the folder: there is nobody left to tell.
          if (error === 'ENOENT') break;
        }
        if (isComplete && isWritten) break;
        await this.#clock.sleep(1000);
      }
      await Promise.all([this.#points.close(), this.#states.close(), this.#console.close().catch(() => undefined)]);
    });
  }

  /** One at a time: output, heartbeat and stop requests come when they like. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #appendState(line: StateLine): Promise<void> {
    await this.#check(await this.#states.append([`${JSON.stringify(line)}\n`]));
  }

  async #writeExit(end: Omit<ExitFile, 'pointCount' | 'metrics'>): Promise<string | undefined> {
    const pointCount = this.#pointCount - this.#points.dropped - this.#points.waiting;
    const exit: ExitFile = { ...end, pointCount, metrics: [...this.#metrics] };
    try {
      await writeWhole(this.#paths.exit, `${JSON.stringify(exit)}\n`);
      return undefined;
    } catch (error) {
      return systemErrorCode(error) ?? 'unknown error';
    }
  }

  async #flush(): Promise<void> {
    if (!this.#isDiskFull) return;
    const error = (await this.#states.flush()) ?? (await this.#points.flush());
    if (error !== undefined) return;
    if (this.#lostBytes > 0 && !this.#isCapped && !(await this.#sayLost())) return;
    this.#isDiskFull = false;
    const lost = this.#points.dropped === 0 ? '' : ` ${this.#points.dropped} points were lost.`;
    await this.#note(this.#points.dropped === 0 ? 'disk-ok' : 'points-dropped', `There is room on the disk again.${lost}`);
  }

  async #addPoints(points: readonly MetricPoint[]): Promise<void> {
    if (points.length === 0) return;
    for (const point of points) this.#metrics.add(point.metric);
    this.#pointCount += points.length;
    await this.#check(await this.#points.append(points.map(formatPoint)));
  }

  async #keepOutput(bytes: Buffer): Promise<void> {
    if (this.#isCapped) return;
    const room = this.#logLimitBytes - this.#logBytes;
    const kept = bytes.length > room ? bytes.subarray(0, room) : bytes;
    if (this.#isDiskFull && this.#lostBytes > 0 && !(await this.#sayLost())) {
      this.#lostBytes += kept.length;
      return;
    }
    const { written, error } = await appendBytes(this.#console, kept);
    this.#logBytes += written;
    if (written > 0) this.#endsWithNewline = kept[written - 1] === 0x0a;
    this.#lostBytes += kept.length - written;
    await this.#check(error);
    if (kept.length === bytes.length) return;
    this.#isCapped = true;
    const text = `The console log has reached its limit of ${this.#logLimitBytes.toLocaleString('en')} bytes. Later output is not kept; points are.`;
    await this.#sayInLog(text);
    await this.#note('log-capped', text);
  }

  async #sayLost(): Promise<boolean> {
    const isSaid = await this.#sayInLog(`${this.#lostBytes.toLocaleString('en')} bytes of output are missing here: the disk was full.`);
    if (isSaid) this.#lostBytes = 0;
    return isSaid;
  }

  async #sayInLog(text: string): Promise<boolean> {
    const line = Buffer.from(`${this.#endsWithNewline ? '' : '\n'}[practicum] ${text}\n`);
    const { written } = await appendBytes(this.#console, line);
    this.#logBytes += written;
    if (written > 0) this.#endsWithNewline = line[written - 1] === 0x0a;
    return written === line.length;
  }

  async #check(error: unknown): Promise<void> {
    if (error === undefined || this.#isDiskFull) return;
    this.#isDiskFull = true;
    const code = systemErrorCode(error) ?? 'unknown error';
    // Waits in memory until there is room; the process goes on.
    await this.#note(
      'disk-full',
      `The record of this run cannot be written (${code}). The run goes on; its points are kept in memory meanwhile.`,
    );
  }

  async #note(note: NoteCode, text: string): Promise<void> {
    await this.#states.append([`${JSON.stringify({ atMs: this.#clock.nowMs(), note, text } satisfies StateLine)}\n`]);
  }
}

/** Real bytes: a hole would reserve nothing. */
async function reserve(file: string): Promise<void> {
  const handle = await open(file, 'wx').catch(() => undefined);
  if (handle === undefined) return;
  try {
    await writeFile(handle, Buffer.alloc(reserveBytes, 0x2e));
  } catch {
    // Already full: there is nothing to set aside.
  } finally {
    await handle.close();
  }
}
