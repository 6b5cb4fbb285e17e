/** Writes down what a job prints and measures while it goes on: from where the record here ends, whoever wrote that. */
import { createReadStream, existsSync } from 'node:fs';
import { appendFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { describeError } from '../../base/errors.ts';
import { HubError } from '../../hub/hubErrors.ts';
import { followJobLog, followJobMetrics } from '../../hub/jobLogs.ts';
import type { Job } from '../../hub/jobs.ts';
import { hookFolder } from '../hook/hookEnvironment.ts';
import type { Ending } from '../script.ts';
import { RunLeft } from '../ssh/followSsh.ts';
import { artifactsFolder, consoleFrom, hooksFrom, type Progress, writeProgress } from '../ssh/progress.ts';
import { fetchOutputs } from './fetchOutputs.ts';
import type { FollowedJob } from './followedJob.ts';
import { endingOf } from './jobEnding.ts';
import { type JobExit, type JobSays, markOf, readJobLine } from './jobLines.ts';
import { savedNothing } from './savedNothing.ts';

const noteEveryMs = 500;
const sampleEveryMs = 2_000;

export class FollowingJob {
  readonly #followed: FollowedJob;
  readonly #mark: string | undefined;
  #progress: Progress;
  /** Bytes of its output, and of each file of the hook, that came and that stood here before. */
  #console = 0;
  #consoleBefore = 0;
  readonly #hooks = new Map<string, number>();
  #hooksBefore: Readonly<Record<string, number>> = {};
  #exit: JobExit | undefined;
  #hasBegun = false;
  #isQueued = false;
  #isCut = false;
  #notedMs = 0;
  hasEnded = false;

  constructor(followed: FollowedJob) {
    const { supervision, progress, place } = followed;
    this.#followed = followed;
    this.#progress = progress;
    this.#mark = place.id === undefined ? markOf(supervision.segment.spec.id) : undefined;
  }

  /** Ends when the job has and what it made is here. Throws where the Hub lets nobody follow it any more. */
  async run(onEnd: (ending: Ending, job: Job | undefined) => Promise<void>): Promise<void> {
    const { place, address, access, supervision } = this.#followed;
    const { paths, options, recorder } = supervision;
    this.#consoleBefore = await consoleFrom(paths, this.#progress, options.logLimitBytes);
    this.#hooksBefore = await hooksFrom(paths);
    await this.#readAgain();
    const over = new AbortController();
    const measuring = this.#measure(over.signal);
    let job: Job | undefined;
    let ending: Ending;
    try {
      job = await this.#followLog();
      ending = endingOf(job, this.#exit, place);
    } catch (error) {
      if (!(error instanceof HubError && error.code === 'hub-not-found')) throw error;
      ending = { code: null, signal: null, reason: 'its job is not there any more', outcome: 'failed' };
    } finally {
      over.abort();
      await measuring;
    }
    this.hasEnded = true;
    await this.#note();
    await this.#sayWhatIsMissing();
    await onEnd(ending, job);
    if (this.#mark === undefined) return;
    const fetched = await fetchOutputs(access.hub, address.payer, supervision, this.#exit, artifactsFolder(paths));
    const alert = await savedNothing(supervision.segment.spec, this.#exit, fetched, options.clock.nowMs());
    if (alert !== undefined) await recorder.alert(alert);
  }

  async #followLog(): Promise<Job> {
    const { address, access, supervision } = this.#followed;
    const { recorder, options } = supervision;
    const lines = followJobLog(access.hub, address, {
      clock: options.clock,
      isWhole: () => this.#exit !== undefined,
      onStatus: (job) => this.#takeStatus(job),
      onTrouble: async (error) => {
        // Its record was removed: there is nothing to follow it for.
        if (!existsSync(supervision.paths.folder)) throw new RunLeft();
        if (this.#isCut) return;
        this.#isCut = true;
        await recorder.note(`The line to Hugging Face is cut (${describeError(error)}). The job goes on there; it is tried again.`);
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
      const says = readJobLine(next.value.text, this.#mark);
      if (says !== undefined) await this.#take(says);
      if (performance.now() - this.#notedMs >= noteEveryMs) await this.#note();
    }
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

  async #takeStatus(job: Job): Promise<void> {
    if (job.stage === 'RUNNING') return await this.#begin();
    if (job.stage !== 'SCHEDULING' || this.#isQueued || this.#hasBegun) return;
    this.#isQueued = true;
    const { place, supervision } = this.#followed;
    const waitsFor = `${place.flavor === '' ? 'hardware' : place.flavor} on Hugging Face`;
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
    const { address, access, supervision } = this.#followed;
    let lastMs = Number.NEGATIVE_INFINITY;
    for await (const { cpuPercent, memoryBytes, gpus } of followJobMetrics(access.hub, address, signal)) {
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
    await writeProgress(paths, this.#progress).catch(() => undefined);
  }

  async #sayWhatIsMissing(): Promise<void> {
    const missing = (this.#exit?.outputBytes ?? this.#console) - this.#console;
    if (missing <= 0) return;
    await this.#followed.supervision.recorder.note(
      `Hugging Face did not send all that the script printed: ${missing.toLocaleString('en')} bytes of it are missing here.`,
    );
  }
}
