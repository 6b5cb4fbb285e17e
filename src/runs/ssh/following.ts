/** Writes down what a host tells of a run while it goes on, over as many lines as that takes: each from where the record here ends. */
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { describeError } from '../../base/errors.ts';
import { signalOfNumber } from '../../base/signals.ts';
import type { SystemSample } from '../collector.ts';
import { readIfThere } from '../folder.ts';
import { stateLineSchema } from '../folderSchema.ts';
import { hookFolder } from '../hook/hookEnvironment.ts';
import type { Checkpoint } from '../run.ts';
import type { Ending } from '../script.ts';
import { readStateLines } from '../stateLines.ts';
import type { Supervision } from '../supervision.ts';
import { HostRefuses } from './call.ts';
import { CheckpointsOnHost } from './checkpointsOnHost.ts';
import type { Frame, RemoteExit } from './frames.ts';
import { logLimits, MirroredLogs } from './mirroredLogs.ts';
import { artifactsFolder, consoleFrom, hooksFrom, type Progress, samplesFrom, writeProgress } from './progress.ts';
import { firstWaitMs, longer, type RunOnHost } from './runOnHost.ts';

const noteEveryMs = 500;
/** Clocks that differ by less are taken for the same. */
const sameClockMs = 2_000;

/** To what the bytes belong that follow a frame. */
type Into = 'console' | 'log' | { readonly hook: string };

export class Following {
  readonly #remote: RunOnHost;
  readonly #supervision: Supervision;
  readonly #logs: MirroredLogs;
  #progress: Progress;
  #checkpoints: CheckpointsOnHost | undefined;
  /** The folder of the files there. */
  #work = '';
  #clockAheadMs = 0;
  #into: Into = 'console';
  #console = 0;
  #notedMs = 0;
  #hasBegun = false;

  constructor(remote: RunOnHost, supervision: Supervision, progress: Progress) {
    this.#remote = remote;
    this.#supervision = supervision;
    this.#progress = progress;
    this.#logs = new MirroredLogs(artifactsFolder(supervision.paths));
  }

  /** Ends when the run has. A line that is cut is put up again, for as long as that takes. */
  async run(onEnd: (ending: Ending) => void): Promise<void> {
    const end = (ending: Ending): void => {
      this.#remote.hasEnded = true;
      onEnd(ending);
    };
    try {
      await this.#readAgain();
    } catch (error) {
      await this.#supervision.recorder.note(`What was recorded of it before could not be read again: ${describeError(error)}`);
    }
    for (let waitMs = firstWaitMs; ; waitMs = longer(waitMs)) {
      try {
        const ending = await this.#followOnce(() => {
          waitMs = firstWaitMs / 2;
        });
        if (ending !== undefined) return end(ending);
      } catch (error) {
        if (error instanceof HostRefuses && error.isSaidThere) {
          this.#remote.isGone = true;
          return end({ code: null, signal: null, reason: describeError(error), outcome: 'failed' });
        }
        await this.#remote.sayCut(error);
      }
      // The run goes on there whoever stops listening: only its own end, or the ladder's, ends this.
      await this.#supervision.options.clock.sleep(waitMs);
    }
  }

  /** Its output so far, after somebody who followed it is gone: what was made of the last of it may not have been written down. */
  async #readAgain(): Promise<void> {
    const { paths, recorder } = this.#supervision;
    const { log } = this.#progress.begin;
    const before = createReadStream(paths.console, { start: log, highWaterMark: 2 ** 18 });
    for await (const chunk of before) await recorder.outputAgain(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
    this.#checkpoints = new CheckpointsOnHost(this.#supervision.segment.spec, await checkpointsTold(paths.state));
  }

  /** Undefined when the call ended before the run. */
  async #followOnce(onLife: () => void): Promise<Ending | undefined> {
    const { paths, options } = this.#supervision;
    this.#console = await consoleFrom(paths, this.#progress, options.logLimitBytes);
    const call = this.#remote.call({
      verb: 'follow',
      console: this.#console,
      hooks: await hooksFrom(paths),
      system: await samplesFrom(paths, this.#progress),
      files: { told: await this.#logs.held(), ...logLimits },
    });
    try {
      for await (const received of call.received()) {
        onLife();
        await this.#remote.sayBack();
        if (received.kind === 'bytes') await this.#takeBytes(received.bytes);
        else {
          const ending = await this.#take(received.frame);
          if (ending !== undefined) return ending;
        }
        if (performance.now() - this.#notedMs >= noteEveryMs) await this.#note();
      }
      return undefined;
    } finally {
      await this.#logs.close();
      await this.#note();
      call.close();
    }
  }

  /** Written after the output, so what the log holds beyond what is noted was recorded before somebody ended this process. */
  async #note(): Promise<void> {
    this.#notedMs = performance.now();
    const { paths } = this.#supervision;
    const log = (await stat(paths.console).catch(() => undefined))?.size ?? this.#progress.log;
    if (log === this.#progress.log && this.#console === this.#progress.console) return;
    this.#progress = { ...this.#progress, console: this.#console, log };
    await writeProgress(paths, this.#progress).catch(() => undefined);
  }

  async #takeBytes(bytes: Buffer): Promise<void> {
    const { paths, recorder } = this.#supervision;
    if (this.#into === 'console') {
      await recorder.output(Buffer.from(bytes));
      this.#console += bytes.length;
    } else if (this.#into === 'log') await this.#logs.write(bytes);
    else await appendFile(path.join(hookFolder(paths.folder), this.#into.hook), bytes);
  }

  /** Answers how the run ended, when that is told. */
  async #take(frame: Frame): Promise<Ending | undefined> {
    const { recorder, paths, options } = this.#supervision;
    const atMs = options.clock.nowMs();
    if ('kept' in frame) {
      this.#work = frame.kept.work;
      const aheadMs = frame.nowMs === undefined ? 0 : frame.nowMs - atMs;
      this.#clockAheadMs = Math.abs(aheadMs) < sameClockMs ? 0 : aheadMs;
    } else if ('queued' in frame) await recorder.state({ atMs, status: 'queued', ...frame.queued });
    else if ('started' in frame) await this.#begin(frame.started.devices);
    else if ('console' in frame) this.#into = 'console';
    else if ('hook' in frame) {
      await mkdir(hookFolder(paths.folder), { recursive: true, mode: 0o700 });
      this.#into = { hook: frame.hook };
    } else if ('log' in frame) await this.#beginLog(frame);
    else if ('capped' in frame)
      await recorder.note(
        `${frame.capped} is too large to be fetched while the run goes on, so its later points are not seen. The whole file is fetched at the end.`,
      );
    else if ('system' in frame) await recorder.system([this.#inOurTime(frame.system)]);
    else if ('made' in frame) {
      const lines = this.#checkpoints?.take(frame.made, frame.gone, this.#work) ?? [];
      for (const line of lines) await recorder.state({ atMs, ...line });
    } else if ('exit' in frame) return this.#endingOf(frame.exit);
    else if ('lost' in frame) {
      const reason = `it ended on ${this.#remote.ssh.host} without a word: the machine went down, or somebody ended it`;
      return { code: null, signal: null, reason, outcome: 'failed' };
    }
    return undefined;
  }

  async #begin(devices: Extract<Frame, { readonly started: unknown }>['started']['devices']): Promise<void> {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    const { recorder, options } = this.#supervision;
    const atMs = options.clock.nowMs();
    if (devices.length > 0) await recorder.state({ atMs, devices });
    await recorder.state({ atMs, status: 'running' });
  }

  async #beginLog({ log, at, past }: Extract<Frame, { readonly log: string }>): Promise<void> {
    this.#into = 'log';
    // Before anybody can read it as the run's own.
    if (past > 0 && this.#progress.past[log] !== past) {
      this.#progress = { ...this.#progress, past: { ...this.#progress.past, [log]: past } };
      await writeProgress(this.#supervision.paths, this.#progress);
    }
    await this.#logs.begin(log, at);
  }

  #inOurTime(sample: SystemSample): SystemSample {
    return { ...sample, atMs: sample.atMs - this.#clockAheadMs };
  }

  #endingOf({ code, signal, reason, isFull }: RemoteExit): Ending {
    const { host } = this.#remote.ssh;
    const full = isFull ? `the disk of ${host} is full (${this.#remote.folder}): free some space there and start it again` : undefined;
    const words = [reason, full].filter((each) => each !== undefined).join('; ');
    const ending: Ending = { code, signal: signal === null ? null : (signalOfNumber(signal) ?? null) };
    return words === '' ? ending : { ...ending, reason: words };
  }
}

async function checkpointsTold(state: string): Promise<readonly Checkpoint[]> {
  const lines = ((await readIfThere(state)) ?? '').split('\n').flatMap((line) => {
    try {
      const read = stateLineSchema.safeParse(JSON.parse(line));
      return read.success ? [read.data] : [];
    } catch {
      return [];
    }
  });
  return readStateLines(lines).checkpoints;
}
