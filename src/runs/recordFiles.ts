/** The files of one run's record. What a full disk refuses waits in memory until there is room; the run goes on. */
import { open, rm, writeFile } from 'node:fs/promises';
import type { Clock } from '../base/clock.ts';
import { systemErrorCode } from '../base/errors.ts';
import type { RunAlert } from './alert.ts';
import { type AppendHandle, LineFile, type OpenAppend, openedLate } from './appendFile.ts';
import type { SystemSample } from './collector.ts';
import { ConsoleLog } from './consoleLog.ts';
import { type RunPaths, writeWhole } from './folder.ts';
import { type ExitFile, formatPoint, type NoteCode, type StateLine } from './folderSchema.ts';
import type { MediaLine } from './media/media.ts';
import type { MetricPoint } from './run.ts';

/** Points that are kept in memory while the disk is full: about 50 MB at most. */
const maxWaitingPoints = 200_000;
const maxWaitingStates = 1000;
/** Of the machine's samples, of alerts and of media, each. */
const maxWaitingLines = 10_000;
/** Room that is given back when the disk is full, so that the end of the run can still be written. */
const reserveBytes = 64 * 1024;
/** How often the exit is tried again on a full disk, once a second: an hour. */
const exitAttempts = 3600;

export interface ConsoleLimits {
  readonly logLimitBytes: number;
  /** What the log holds already. */
  readonly logBytes: number;
}

type OpenFiles = readonly [console: AppendHandle, points: AppendHandle, states: AppendHandle];

export class RecordFiles {
  readonly #paths: RunPaths;
  readonly #clock: Clock;
  readonly #console: ConsoleLog;
  readonly #points: LineFile;
  readonly #states: LineFile;
  readonly #alerts: LineFile;
  readonly #system: LineFile;
  readonly #media: LineFile;
  #isDiskFull = false;

  private constructor(paths: RunPaths, clock: Clock, openAppend: OpenAppend, files: OpenFiles, limits: ConsoleLimits) {
    this.#paths = paths;
    this.#clock = clock;
    this.#console = new ConsoleLog(files[0], limits.logLimitBytes, limits.logBytes);
    this.#points = new LineFile(files[1], maxWaitingPoints);
    this.#states = new LineFile(files[2], maxWaitingStates);
    this.#alerts = new LineFile(openedLate(openAppend, paths.alerts), maxWaitingLines);
    this.#system = new LineFile(openedLate(openAppend, paths.system), maxWaitingLines);
    this.#media = new LineFile(openedLate(openAppend, paths.media), maxWaitingLines);
  }

  static async open(paths: RunPaths, clock: Clock, openAppend: OpenAppend, limits: ConsoleLimits): Promise<RecordFiles> {
    const files = [await openAppend(paths.console), await openAppend(paths.points), await openAppend(paths.state)] as const;
    await reserve(paths.reserve);
    return new RecordFiles(paths, clock, openAppend, files, limits);
  }

  /** Points that are on no disk: they wait, or there were too many of them. */
  get missingPoints(): number {
    return this.#points.dropped + this.#points.waiting;
  }

  async output(bytes: Buffer): Promise<void> {
    const { error, capped } = await this.#console.append(bytes);
    await this.#check(error);
    if (capped !== undefined) await this.note('log-capped', capped);
  }

  async points(points: readonly MetricPoint[]): Promise<void> {
    await this.#check(await this.#points.append(points.map(formatPoint)));
  }

  async state(line: StateLine): Promise<void> {
    await this.#check(await this.#states.append([`${JSON.stringify(line)}\n`]));
  }

  async alert(alert: RunAlert): Promise<void> {
    await this.#check(await this.#alerts.append([`${JSON.stringify(alert)}\n`]));
  }

  system(samples: readonly SystemSample[]): Promise<void> {
    return this.#lines(this.#system, samples);
  }

  media(found: readonly MediaLine[]): Promise<void> {
    return this.#lines(this.#media, found);
  }

  async #lines(file: LineFile, lines: readonly object[]): Promise<void> {
    if (lines.length > 0) await this.#check(await file.append(lines.map((line) => `${JSON.stringify(line)}\n`)));
  }

  async note(note: NoteCode, text: string): Promise<void> {
    await this.#states.append([`${JSON.stringify({ atMs: this.#clock.nowMs(), note, text } satisfies StateLine)}\n`]);
  }

  /** Tries again what a full disk refused. */
  async flush(): Promise<void> {
    if (!this.#isDiskFull) return;
    for (const file of [this.#states, this.#points, this.#alerts, this.#system, this.#media])
      if ((await file.flush()) !== undefined) return;
    if (!(await this.#console.sayLost())) return;
    this.#isDiskFull = false;
    const lost = this.#points.dropped === 0 ? '' : ` ${this.#points.dropped} points were lost.`;
    await this.note(this.#points.dropped === 0 ? 'disk-ok' : 'points-dropped', `There is room on the disk again.${lost}`);
  }

  /** On a full disk: room for the end. */
  async giveReserveBack(): Promise<void> {
    await rm(this.#paths.reserve, { force: true });
    await this.flush();
  }

  /** Writes the exit last, as it is when it is tried, and waits for room on a full disk: it must not be lost. Then closes all. */
  async end(exit: () => ExitFile): Promise<void> {
    await this.#console.sync();
    await this.#points.sync();
    let isWritten = false;
    for (let attempt = 0; attempt < exitAttempts; attempt++) {
      const isComplete = (await this.#states.flush()) === undefined && (await this.#points.flush()) === undefined;
      if (isComplete || !isWritten) {
        const error = await this.#writeExit(exit());
        isWritten = error === undefined;
        // Somebody removed the folder: there is nobody left to tell.
        if (error === 'ENOENT') break;
      }
      if (isComplete && isWritten) break;
      await this.#clock.sleep(1000);
    }
    // Of less worth than the exit, which did not wait for them.
    await this.#alerts.flush();
    await this.#system.flush();
    await this.#media.flush();
    const files = [this.#points, this.#states, this.#alerts, this.#system, this.#media];
    await Promise.all([...files.map((file) => file.close()), this.#console.close()]);
  }

  async #writeExit(exit: ExitFile): Promise<string | undefined> {
    try {
      await writeWhole(this.#paths.exit, `${JSON.stringify(exit)}\n`);
      return undefined;
    } catch (error) {
      return systemErrorCode(error) ?? 'unknown error';
    }
  }

  async #check(error: unknown): Promise<void> {
    if (error === undefined || this.#isDiskFull) return;
    this.#isDiskFull = true;
    const code = systemErrorCode(error) ?? 'unknown error';
    await this.note(
      'disk-full',
      `The record of this run cannot be written (${code}). The run goes on; its points are kept in memory meanwhile.`,
    );
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
