/** Writes down what a job or a Space prints and measures while it goes on: from where the record here ends, whoever wrote that. */
import { createReadStream, existsSync } from 'node:fs';
import { appendFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { describeError } from '../../base/errors.ts';
import { isGone } from '../../hub/followLog.ts';
import { hookFolder } from '../hook/hookEnvironment.ts';
import type { Ending } from '../script.ts';
import { RunLeft } from '../ssh/followSsh.ts';
import { artifactsFolder, consoleFrom, hooksFrom, type Progress, writeProgress } from '../ssh/progress.ts';
import { fetchOutputs } from './fetchOutputs.ts';
import type { FollowedJob } from './followedJob.ts';
import { type JobExit, type JobSays, markOf, readJobLine } from './jobLines.ts';
import type { Ran } from './machine.ts';
import { savedNothing } from './savedNothing.ts';

const noteEveryMs = 500;
const sampleEveryMs = 2_000;

export class FollowingJob<S> {
  readonly #followed: FollowedJob<S>;
  readonly #mark: string | undefined;
  #progress: Progress;
  #writing: Promise<void> = Promise.resolve();
  /** Bytes of its output, and of each file of the hook, that came and that stood here before. */
  #console = 0;
  #consoleBefore = 0;
  readonly #hooks = new Map<string, number>();
  #hooksBefore: Readonly<Record<string, number>> = {};
  #exit: JobExit | undefined;
  #hasBegun = false;
  #waitsFor: string | undefined;
  #isCut = false;
  #notedMs = 0;
  hasEnded = false;

  constructor(followed: FollowedJob<S>) {
    const { supervision, progress, place } = followed;
    this.#followed = followed;
    this.#progress = progress;
    this.#mark = place.id === undefined ? markOf(supervision.segment.spec.id) : undefined;
  }

  /** Ends when it has ended and what it made is here. Throws where the Hub lets nobody follow it any more. */
  async run(onEnd: (ending: Ending, ran: Ran | undefined) => Promise<void>): Promise<void> {
    const { place, machine, access, supervision } = this.#followed;
    const { paths, options, recorder } = supervision;
    await this.#readFrom();
    await this.#readAgain();
    const over = new AbortController();
    const measuring = this.#measure(over.signal);
    let status: S | undefined;
    try {
      status = await this.#followLog();
    } catch (error) {
      if (!isGone(error)) throw error;
    } finally {
      over.abort();
      await measuring;
    }
    if (this.#exit === undefined) await this.#readKept();
    this.hasEnded = true;
    await this.#note();
    await this.#sayWhatIsMissing();
    await onEnd(machine.ending(status, this.#exit), machine.ran(status, this.#exit));
    if (this.#mark === undefined) return;
    const fetched = await fetchOutputs(access.hub, place.payer, supervision, this.#exit, artifactsFolder(paths));
    const alert = await savedNothing(supervision.segment.spec, this.#exit, fetched, options.clock.nowMs(), machine.noun);
    if (alert !== undefined) await recorder.alert(alert);
    await machine
      .remove?.()
      .catch((error: unknown) => recorder.note(`Its ${machine.noun} could not be removed yet (${describeError(error)}): ${machine.page}`));
  }

  async #readFrom(): Promise<void> {
    const { paths, options } = this.#followed.supervision;
    this.#console = 0;
    this.#hooks.clear();
    this.#consoleBefore = await consoleFrom(paths, this.#progress, options.logLimitBytes);
    this.#hooksBefore = await hooksFrom(paths);
  }

  async #followLog(): Promise<S> {
    const { machine, supervision } = this.#followed;
    const { recorder, options } = supervision;
    const lines = machine.lines({
      clock: options.clock,
      isWhole: () => this.#exit !== undefined,
      onStatus: (status) => this.#takeStatus(status),
      onTrouble: async (error) => {
        // Its record was removed: there is nothing to follow it for.
        if (!existsSync(supervision.paths.folder)) throw new RunLeft();
        if (this.#isCut) return;
        this.#isCut = true;
        await recorder.note(
          `The line to Hugging Face is cut (${describeError(error)}). The ${machine.noun} goes on there; it is tried again.`,
        );
      },
      onLine: async () => {
        if (!this.#isCut) return;
        this.#isCut = false;
        await recorder.note('The line to Hugging Face is up again.');
      },
    });
    for (;;) {
      const next = await lines.next();
      if (next.done === true) return next.value;
      await this.#takeLine(next.value.text);
    }
  }

  async #takeLine(line: string): Promise<void> {
    const says = readJobLine(line, this.#mark);
    if (says !== undefined) await this.#take(says);
    if (performance.now() - this.#notedMs >= noteEveryMs) await this.#note();
  }

  /** It ended while its log was not to be had: what it kept of it is read from its beginning. */
  async #readKept(): Promise<void> {
    const kept = this.#followed.machine.keptLines?.();
    if (kept === undefined) return;
    await this.#note();
    await this.#readFrom();
    for await (const line of kept) await this.#takeLine(line);
  }

  async #take(says: JobSays): Promise<void> {
    const { recorder } = this.#followed.supervision;
    switch (says.kind) {
      case 'output': {
        await this.#begin();
        const before = Math.max(0, this.#consoleBefore - this.#console);
        this.#console += says.bytes.length;
        if (before < says.bytes.length) await recorder.output(says.bytes.subarray(before));
        return;
      }
      case 'hook':
        return await this.#takeHook(says.file, says.bytes);
      case 'begun':
        return await this.#begin();
      case 'note':
        return await recorder.note(says.text);
      case 'exit':
        this.#exit = says.exit;
        return;
    }
  }

  async #takeHook(file: string, bytes: Buffer): Promise<void> {
    const folder = hookFolder(this.#followed.supervision.paths.folder);
    const came = this.#hooks.get(file) ?? 0;
    const before = Math.max(0, (this.#hooksBefore[file] ?? 0) - came);
    this.#hooks.set(file, came + bytes.length);
    if (before >= bytes.length) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await appendFile(path.join(folder, file), bytes.subarray(before));
  }

  async #takeStatus(status: S): Promise<void> {
    const { machine, supervision } = this.#followed;
    const { startedMs } = machine;
    const { job } = this.#progress;
    if (startedMs !== undefined && job !== undefined && job.startedMs === undefined) {
      this.#progress = { ...this.#progress, job: { ...job, startedMs } };
      await this.#writeProgress();
    }
    if (machine.isRunning(status)) return await this.#begin();
    const waitsFor = machine.waitsFor(status);
    if (waitsFor === undefined || waitsFor === this.#waitsFor || this.#hasBegun) return;
    this.#waitsFor = waitsFor;
    await supervision.recorder.state({ atMs: supervision.options.clock.nowMs(), status: 'queued', position: 1, waitsFor });
  }

  async #begin(): Promise<void> {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    const { recorder, options } = this.#followed.supervision;
    await recorder.state({ atMs: options.clock.nowMs(), status: 'running' });
  }

  /** After somebody who followed it is gone: what was made of the last of its output may not have been written down. */
  async #readAgain(): Promise<void> {
    const { paths, recorder } = this.#followed.supervision;
    try {
      const before = createReadStream(paths.console, { start: this.#progress.begin.log, highWaterMark: 2 ** 18 });
      for await (const chunk of before) await recorder.outputAgain(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
    } catch (error) {
      await recorder.note(`What was recorded of it before could not be read again: ${describeError(error)}`);
    }
  }

  async #measure(signal: AbortSignal): Promise<void> {
    const { machine, supervision } = this.#followed;
    let lastMs = Number.NEGATIVE_INFINITY;
    for await (const { cpuPercent, memoryBytes, gpus } of machine.metrics(signal)) {
      const atMs = supervision.options.clock.nowMs();
      if (atMs - lastMs < sampleEveryMs) continue;
      lastMs = atMs;
      const used = { ...(cpuPercent === undefined ? {} : { cpuPercent }), ...(memoryBytes === undefined ? {} : { memoryBytes }) };
      await supervision.recorder.system([
        { atMs, ...used, ...(gpus.length === 0 ? {} : { gpus: gpus.map((gpu, index) => ({ index, ...gpu })) }) },
      ]);
    }
  }

  /** Written after the output, so what the log holds beyond what is noted was recorded before somebody ended this process. */
  async #note(): Promise<void> {
    this.#notedMs = performance.now();
    const { paths } = this.#followed.supervision;
    const console = Math.max(this.#console, this.#consoleBefore);
    const log = (await stat(paths.console).catch(() => undefined))?.size ?? this.#progress.log;
    if (log === this.#progress.log && console === this.#progress.console) return;
    this.#progress = { ...this.#progress, console, log };
    await this.#writeProgress();
  }

  /** One after the other: lines and the status come at the same time. */
  #writeProgress(): Promise<void> {
    const { paths } = this.#followed.supervision;
    this.#writing = this.#writing.then(() => writeProgress(paths, this.#progress)).catch(() => undefined);
    return this.#writing;
  }

  async #sayWhatIsMissing(): Promise<void> {
    const missing = (this.#exit?.outputBytes ?? this.#console) - this.#console;
    if (missing <= 0) return;
    await this.#followed.supervision.recorder.note(
      `Hugging Face did not send all that the script printed: ${missing.toLocaleString('en')} bytes of it are missing here.`,
    );
  }
}
