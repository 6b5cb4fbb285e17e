/** Supervises a run that executes on a host: sends the files, starts it there, follows it over a line that may be cut, and fetches what it made. */
import { createReadStream, existsSync } from 'node:fs';
import { appendFile, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { describeError, PracticumError } from '../../base/errors.ts';
import { signalOfNumber } from '../../base/signals.ts';
import { hookFolder } from '../hook/hookEnvironment.ts';
import type { RunSpec, SshPlace } from '../run.ts';
import { commandOf, type Ending } from '../script.ts';
import { passes, type Stoppable } from '../stopLadder.ts';
import { type Outcome, type Supervision, untilEnd } from '../supervision.ts';
import { HostRefuses, LineCut, RemoteCall, type Wanted } from './call.ts';
import type { RemoteExit } from './frames.ts';
import { noteProgress, readProgress } from './progress.ts';
import { sliceOf } from './slice.ts';

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
const noteEveryMs = 500;
const maxFetchedBytes = 2 * 2 ** 30;

export async function followSsh(ssh: SshPlace, spec: RunSpec, supervision: Supervision): Promise<Outcome> {
  const { options, recorder, paths } = supervision;
  if (options.remote === undefined) return failed('could not start: the program for hosts is missing. Reinstall Practicum.');
  const remote = new Remote(ssh, await readFile(options.remote, 'utf8'), supervision);
  let started: Started | undefined;
  try {
    started = await remote.start(spec, options.hook);
  } catch (error) {
    return failed(`could not start on ${ssh.host}: ${describeError(error)}`);
  }
  if (started === undefined)
    return { ending: { code: null, signal: null, reason: 'stopped on request before it began' }, status: 'stopped' };
  await recorder.state({ atMs: options.clock.nowMs(), status: 'running' });
  if (!started.again) await recorder.note(`It runs on ${ssh.host}, in ${ssh.folder}/${spec.id} (process ${started.pid}).`);
  const ended = Promise.withResolvers<Ending>();
  const target: Stoppable = {
    signal: (name) => remote.signal(name, false, spec.id),
    endRest: () => remote.signal('SIGKILL', true, spec.id),
  };
  const outcome = await untilEnd(undefined, ended.promise, target, supervision, () => {
    const following = remote.follow(ended.resolve);
    return { finish: () => following };
  });
  if (existsSync(paths.folder)) await remote.fetch(path.join(paths.folder, 'artifacts'));
  return outcome;
}

function failed(reason: string): Outcome {
  return { ending: { code: null, signal: null, reason }, status: 'failed' };
}

interface Started {
  readonly pid: number;
  /** It had been started before: by a supervisor that is gone, or over a line that was cut. */
  readonly again: boolean;
}

class Remote {
  readonly #ssh: SshPlace;
  readonly #program: string;
  readonly #supervision: Supervision;
  readonly #folder: string;
  #isCut = false;
  #hasEnded = false;

  constructor(ssh: SshPlace, program: string, supervision: Supervision) {
    this.#ssh = ssh;
    this.#program = program;
    this.#supervision = supervision;
    this.#folder = `${ssh.folder}/${supervision.segment.spec.id}`;
  }

  /** Undefined when it was stopped before. Over a line that is cut it is tried again: nothing is started twice. */
  async start(spec: RunSpec, hook: string | undefined): Promise<Started | undefined> {
    const { paths, stop, recorder } = this.#supervision;
    for (let waitMs = firstWaitMs; !stop.aborted && !existsSync(paths.stop); waitMs = longer(waitMs)) {
      try {
        return await this.#startOnce(spec, hook);
      } catch (error) {
        if (!(error instanceof LineCut)) throw error;
        await this.#sayCut(error);
        await passes(this.#supervision.options.clock, waitMs, stop);
      }
    }
    await recorder.note('It was stopped before it began there.');
    return undefined;
  }

  async #startOnce(spec: RunSpec, hook: string | undefined): Promise<Started> {
    const call = this.#call({
      verb: 'start',
      folder: this.#folder,
      argv: await this.#commandOf(spec),
      cwd: this.#there(spec.cwd),
      env: environmentOf(spec),
      hook: spec.hook === true && hook !== undefined,
    });
    try {
      for await (const received of call.received()) {
        if (received.kind !== 'frame') continue;
        const { frame } = received;
        if ('ready' in frame) await this.#send(call, spec, hook);
        if ('started' in frame) return { pid: frame.started.pid, again: frame.again === true };
      }
      throw new LineCut('it said nothing of the start');
    } finally {
      call.close();
    }
  }

  /** With the keeper of a terminal around it where it gets one. */
  async #commandOf(spec: RunSpec): Promise<readonly string[]> {
    return await commandOf({ ...spec, argv: spec.argv.map((word) => this.#there(word)) }, this.#supervision.options.keeper);
  }

  async #send(call: RemoteCall, spec: RunSpec, hook: string | undefined): Promise<void> {
    const { recorder } = this.#supervision;
    const slice = await sliceOf(this.#ssh.root, spec.script);
    for (const note of slice.notes) await recorder.note(note);
    for (const { name, file, bytes, mode } of slice.files) await sendFile(call, 'work', name, file, bytes, mode);
    if (spec.hook === true && hook !== undefined) {
      for (const entry of await readdir(hook, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !entry.name.endsWith('.py')) continue;
        const file = path.join(entry.parentPath, entry.name);
        await sendFile(call, 'python', path.relative(hook, file).split(path.sep).join('/'), file, (await readFile(file)).length, 0o600);
      }
    }
    await call.write(Buffer.from(`${JSON.stringify({ end: true })}\n`));
  }

  /** A path of the workspace as it is there: relative to where the script runs. */
  #there(word: string): string {
    const below = path.relative(this.#ssh.root, word);
    if (!path.isAbsolute(word) || below.startsWith('..') || path.isAbsolute(below)) return word;
    return below === '' ? '.' : below.split(path.sep).join('/');
  }

  /** Ends when the run has. A line that is cut is put up again, for as long as that takes. */
  async follow(onEnd: (ending: Ending) => void): Promise<void> {
    let waitMs = firstWaitMs;
    for (;;) {
      try {
        const ending = await this.#followOnce(() => {
          waitMs = firstWaitMs;
        });
        if (ending !== undefined) {
          this.#hasEnded = true;
          onEnd(ending);
          return;
        }
      } catch (error) {
        if (error instanceof HostRefuses && error.isSaidThere) {
          this.#hasEnded = true;
          onEnd({ code: null, signal: null, reason: describeError(error), outcome: 'failed' });
          return;
        }
        await this.#sayCut(error);
      }
      // The run goes on there whoever stops listening: only its own end, or the ladder's, ends this.
      await this.#supervision.options.clock.sleep(waitMs);
      waitMs = longer(waitMs);
    }
  }

  /** Undefined when the call ended before the run. */
  async #followOnce(onLife: () => void): Promise<Ending | undefined> {
    const { paths, recorder } = this.#supervision;
    const progress = await readProgress(paths);
    const call = this.#call({ verb: 'follow', folder: this.#folder, ...progress });
    let console = progress.console;
    let hook: string | undefined;
    let notedMs = 0;
    try {
      for await (const received of call.received()) {
        onLife();
        await this.#sayBack();
        if (received.kind === 'bytes') {
          if (hook !== undefined) await appendFile(path.join(hookFolder(paths.folder), hook), received.bytes);
          else {
            await recorder.output(Buffer.from(received.bytes));
            console += received.bytes.length;
          }
        } else if ('hook' in received.frame) {
          await mkdir(hookFolder(paths.folder), { recursive: true, mode: 0o700 });
          hook = received.frame.hook;
        } else if ('console' in received.frame) hook = undefined;
        else if ('exit' in received.frame) return endingOf(received.frame.exit);
        else if ('lost' in received.frame)
          return {
            code: null,
            signal: null,
            reason: `it ended on ${this.#ssh.host} without a word: the machine went down, or somebody ended it`,
            outcome: 'failed',
          };
        if (performance.now() - notedMs < noteEveryMs) continue;
        notedMs = performance.now();
        await noteProgress(paths, console).catch(() => undefined);
      }
      return undefined;
    } finally {
      await noteProgress(paths, console).catch(() => undefined);
      call.close();
    }
  }

  /** Over a line that is cut it is tried again until it arrives, or the run has ended: a wish to stop is not forgotten. */
  async signal(name: string, all: boolean, mark: string): Promise<void> {
    for (let waitMs = firstWaitMs; all || !this.#hasEnded; waitMs = longer(waitMs)) {
      try {
        await this.#signalOnce(name, all, mark);
        return;
      } catch (error) {
        if (!(error instanceof LineCut)) return await this.#sayCut(error);
        await this.#sayCut(error);
        await this.#supervision.options.clock.sleep(waitMs);
      }
    }
  }

  async #signalOnce(name: string, all: boolean, mark: string): Promise<void> {
    const call = this.#call({ verb: 'signal', folder: this.#folder, signal: name, all, mark });
    try {
      for await (const received of call.received()) if (received.kind === 'frame' && 'sent' in received.frame) return;
    } finally {
      call.close();
    }
  }

  /** What the run made or changed there comes into `artifacts/`; what was left there is named. */
  async fetch(into: string): Promise<void> {
    const { recorder } = this.#supervision;
    let waitMs = firstWaitMs;
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        const { files, left } = await this.#fetchOnce(into);
        if (left.length > 0)
          await recorder.note(
            `Left on ${this.#ssh.host} because of their size: ${left.slice(0, 5).join(', ')}${left.length > 5 ? ' and more' : ''}. They lie in ${this.#folder}/work.`,
          );
        else if (files > 0) await recorder.note(`${files} ${files === 1 ? 'file' : 'files'} that it made were fetched into artifacts/.`);
        return;
      } catch (error) {
        await this.#sayCut(error);
        await this.#supervision.options.clock.sleep(waitMs);
        waitMs = longer(waitMs);
      }
    }
    await recorder.note(`What it made could not be fetched. It lies on ${this.#ssh.host} in ${this.#folder}/work.`);
  }

  async #fetchOnce(into: string): Promise<{ readonly files: number; readonly left: readonly string[] }> {
    const call = this.#call({ verb: 'fetch', folder: this.#folder, maxBytes: maxFetchedBytes });
    const left: string[] = [];
    let files = 0;
    let file: ArrivingFile | undefined;
    try {
      for await (const received of call.received()) {
        if (received.kind === 'bytes') await file?.write(received.bytes);
        else if ('file' in received.frame) {
          await file?.close();
          file = await ArrivingFile.open(into, received.frame.file, received.frame.mode);
          files += 1;
        } else if ('left' in received.frame) left.push(received.frame.left);
        else if ('end' in received.frame) {
          await file?.close();
          file = undefined;
          return { files, left };
        }
      }
      throw new LineCut('the line was cut while files were fetched');
    } finally {
      await file?.abandon();
      call.close();
    }
  }

  #call(wanted: Wanted): RemoteCall {
    return new RemoteCall(this.#ssh, this.#program, wanted);
  }

  /** Once for each time that it is cut. */
  async #sayCut(error: unknown): Promise<void> {
    if (this.#isCut) return;
    this.#isCut = true;
    await this.#supervision.recorder.note(
      `The line to ${this.#ssh.host} is cut (${describeError(error)}). The run goes on there; it is tried again.`,
    );
  }

  async #sayBack(): Promise<void> {
    if (!this.#isCut) return;
    this.#isCut = false;
    await this.#supervision.recorder.note(`The line to ${this.#ssh.host} is up again.`);
  }
}

function longer(ms: number): number {
  return Math.min(ms * 2, longestWaitMs);
}

function environmentOf(spec: RunSpec): Readonly<Record<string, string>> {
  const secrets = (spec.secrets ?? []).flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const terminal = spec.terminal === true ? { TERM: 'xterm-256color' } : {};
  return {
    ...Object.fromEntries(secrets),
    ...terminal,
    PYTHONUNBUFFERED: '1',
    PYTHONIOENCODING: 'utf-8',
    ...spec.env,
    PRACTICUM_RUN: spec.id,
  };
}

function endingOf({ code, signal }: RemoteExit): Ending {
  return { code, signal: signal === null ? null : (signalOfNumber(signal) ?? null) };
}

async function sendFile(call: RemoteCall, into: 'work' | 'python', name: string, file: string, bytes: number, mode: number): Promise<void> {
  await call.write(Buffer.from(`${JSON.stringify({ into, file: name, bytes, mode })}\n`));
  let left = bytes;
  // Exactly what was announced: the file may change meanwhile.
  if (bytes > 0)
    for await (const chunk of createReadStream(file, { end: bytes - 1 })) {
      const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      left -= part.length;
      await call.write(part);
    }
  if (left > 0) throw new PracticumError('file-changed', `${name} became shorter while it was sent.`, { hint: 'Start the run again.' });
}

/** One file that comes over the line: under its name only once it is whole. */
class ArrivingFile {
  readonly #file: string;
  readonly #part: string;
  readonly #handle: Awaited<ReturnType<typeof open>>;

  private constructor(file: string, part: string, handle: Awaited<ReturnType<typeof open>>) {
    this.#file = file;
    this.#part = part;
    this.#handle = handle;
  }

  /** The host's word for a name leads nowhere else than below `into`. */
  static async open(into: string, name: string, mode: number): Promise<ArrivingFile> {
    const parts = name.split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\\')))
      throw new PracticumError('ssh-host', `The host names a file ${JSON.stringify(name)}, which leads out of the folder.`);
    const file = path.join(into, ...parts);
    await mkdir(path.dirname(file), { recursive: true });
    const part = `${file}.part`;
    return new ArrivingFile(file, part, await open(part, 'w', mode & 0o700 & ~0o100));
  }

  async write(bytes: Buffer): Promise<void> {
    await this.#handle.writeFile(bytes);
  }

  async close(): Promise<void> {
    await this.#handle.close();
    await rename(this.#part, this.#file);
  }

  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#part, { force: true });
  }
}
