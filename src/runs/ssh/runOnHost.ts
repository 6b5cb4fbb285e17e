/** One execution of a run on its host: started there once, whatever becomes of the line, signalled, and what it made fetched. */
import { createReadStream, existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { defined } from '../../base/defined.ts';
import { describeError, PracticumError } from '../../base/errors.ts';
import { startsOnePerGpu } from '../machine/gpuChoice.ts';
import type { RunSpec, SshPlace } from '../run.ts';
import { commandOf } from '../script.ts';
import { passes } from '../stopLadder.ts';
import type { Supervision } from '../supervision.ts';
import { ArrivingFile } from './arrivingFile.ts';
import { LineCut, RemoteCall, type Wanted } from './call.ts';
import { sliceOf } from './slice.ts';

export const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
const maxFetchedBytes = 2 * 2 ** 30;
const fetchAttempts = 5;

type WantedOf<T> = T extends unknown ? Omit<T, 'folder' | 'part'> : never;

export class RunOnHost {
  readonly ssh: SshPlace;
  readonly folder: string;
  readonly #program: string;
  readonly #part: number;
  readonly #supervision: Supervision;
  #isCut = false;
  /** It has ended, or cannot be followed any more: no signal reaches anybody. */
  hasEnded = false;
  /** Its folder there was removed. */
  isGone = false;

  /** `program`: of `readRemoteProgram`. */
  constructor(ssh: SshPlace, program: string, part: number, supervision: Supervision) {
    this.ssh = ssh;
    this.folder = `${ssh.folder}/${supervision.segment.spec.id}`;
    this.#program = program;
    this.#part = part;
    this.#supervision = supervision;
  }

  call(wanted: WantedOf<Wanted>): RemoteCall {
    return new RemoteCall(this.ssh, this.#program, { folder: this.folder, part: this.#part, ...wanted });
  }

  /** False when it was stopped before. Over a line that is cut it is tried again: nothing is started twice. */
  async start(spec: RunSpec, hook: string | undefined): Promise<boolean> {
    const { paths, stop, recorder } = this.#supervision;
    for (let waitMs = firstWaitMs; !stop.aborted && !existsSync(paths.stop); waitMs = longer(waitMs)) {
      try {
        await this.#startOnce(spec, hook);
        return true;
      } catch (error) {
        if (!(error instanceof LineCut)) throw error;
        await this.sayCut(error);
        await passes(this.#supervision.options.clock, waitMs, stop);
      }
    }
    await recorder.note('It was stopped before it began there.');
    return false;
  }

  async #startOnce(spec: RunSpec, hook: string | undefined): Promise<void> {
    const call = this.call({
      verb: 'start',
      id: spec.id,
      name: spec.name,
      argv: await this.#commandOf(spec),
      cwd: this.#below(this.ssh.root, spec.cwd),
      env: environmentOf(spec),
      hook: spec.hook === true && hook !== undefined,
      terminal: spec.terminal === true,
      isOnePerGpu: startsOnePerGpu(spec.argv),
      ...defined({ needs: spec.needs }),
    });
    try {
      for await (const received of call.received()) {
        if (received.kind !== 'frame') continue;
        const { frame } = received;
        if ('ready' in frame) await this.#send(call, spec, hook);
        if ('kept' in frame) {
          if (frame.again !== true) await this.#supervision.recorder.note(`It runs on ${this.ssh.host}, in ${this.folder}.`);
          return;
        }
      }
      throw new LineCut('it said nothing of the start');
    } finally {
      call.close();
    }
  }

  /** With the keeper of a terminal around it where it gets one. */
  async #commandOf(spec: RunSpec): Promise<readonly string[]> {
    const argv = spec.argv.map((word) => this.#below(spec.cwd, word));
    return await commandOf({ ...spec, argv }, this.#supervision.options.keeper);
  }

  /** A path of the workspace as it is there: relative to where the script runs. */
  #below(folder: string, word: string): string {
    const inRoot = path.relative(this.ssh.root, word);
    if (!path.isAbsolute(word) || inRoot.startsWith('..') || path.isAbsolute(inRoot)) return word;
    const relative = path.relative(folder, word);
    return relative === '' ? '.' : relative.split(path.sep).join('/');
  }

  async #send(call: RemoteCall, spec: RunSpec, hook: string | undefined): Promise<void> {
    const slice = await sliceOf(this.ssh.root, spec.script);
    for (const note of slice.notes) await this.#supervision.recorder.note(note);
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

  /** Over a line that is cut it is tried again until it arrives, or the run has ended: a wish to stop is not forgotten. */
  async signal(name: string, all: boolean): Promise<void> {
    for (let waitMs = firstWaitMs; all || !this.hasEnded; waitMs = longer(waitMs)) {
      try {
        await this.#signalOnce(name, all);
        return;
      } catch (error) {
        await this.sayCut(error);
        if (!(error instanceof LineCut)) return;
        await this.#supervision.options.clock.sleep(waitMs);
      }
    }
  }

  async #signalOnce(name: string, all: boolean): Promise<void> {
    const call = this.call({ verb: 'signal', signal: name, all, mark: this.#supervision.segment.spec.id });
    try {
      for await (const received of call.received()) if (received.kind === 'frame' && 'sent' in received.frame) return;
    } finally {
      call.close();
    }
  }

  /** What the run made or changed there comes into `into`; what was left there is named. */
  async fetch(into: string): Promise<void> {
    const { recorder, options } = this.#supervision;
    let waitMs = firstWaitMs;
    for (let attempt = 0; attempt < fetchAttempts; attempt++) {
      try {
        const { files, left } = await this.#fetchOnce(into);
        if (left.length > 0)
          await recorder.note(
            `Left on ${this.ssh.host} because of their size: ${left.slice(0, 5).join(', ')}${left.length > 5 ? ' and more' : ''}. They lie in ${this.folder}/work.`,
          );
        else if (files > 0)
          await recorder.note(`${files} ${files === 1 ? 'file that it made was' : 'files that it made were'} fetched into artifacts/.`);
        return;
      } catch (error) {
        await this.sayCut(error);
        await options.clock.sleep(waitMs);
        waitMs = longer(waitMs);
      }
    }
    await recorder.note(`What it made could not be fetched. It lies on ${this.ssh.host} in ${this.folder}/work.`);
  }

  async #fetchOnce(into: string): Promise<{ readonly files: number; readonly left: readonly string[] }> {
    const call = this.call({ verb: 'fetch', maxBytes: maxFetchedBytes });
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

  /** Once for each time that it is cut. */
  async sayCut(error: unknown): Promise<void> {
    if (this.#isCut) return;
    this.#isCut = true;
    await this.#supervision.recorder.note(
      `The line to ${this.ssh.host} is cut (${describeError(error)}). The run goes on there; it is tried again.`,
    );
  }

  async sayBack(): Promise<void> {
    if (!this.#isCut) return;
    this.#isCut = false;
    await this.#supervision.recorder.note(`The line to ${this.ssh.host} is up again.`);
  }
}

export function longer(ms: number): number {
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
