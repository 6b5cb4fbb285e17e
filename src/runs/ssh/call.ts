/** One connection to a host: what is wanted goes in, what the host tells comes out. */
import { type ChildProcess, spawn } from 'node:child_process';
import { PracticumError } from '../../base/errors.ts';
import { holdOutput } from '../../base/heldOutput.ts';
import type { RunNeeds } from '../run.ts';
import { FrameReader, NoFrame, type Received, type Refusal } from './frames.ts';
import { type SshHost, sshArgv, tooOld } from './sshHost.ts';

/** `part`: which of the run's executions there, by the number of its segment. */
export type Wanted = { readonly folder: string; readonly part: number } & (
  | {
      readonly verb: 'start';
      readonly id: string;
      readonly name: string;
      readonly argv: readonly string[];
      /** Below the folder of the files. */
      readonly cwd: string;
      /** With the secrets that the run gets: they go over the line, and nowhere else. */
      readonly env: Readonly<Record<string, string>>;
      readonly hook: boolean;
      readonly terminal: boolean;
      readonly needs?: RunNeeds;
      /** It starts a process for each GPU that it sees. */
      readonly isOnePerGpu: boolean;
    }
  | {
      readonly verb: 'follow';
      /** What is here already: bytes of its output, of what each process told the hook, lines about the machine, bytes of logs. */
      readonly console: number;
      readonly hooks: Readonly<Record<string, number>>;
      readonly system: number;
      readonly files: {
        readonly told: Readonly<Record<string, readonly [bytes: number, check: string]>>;
        readonly eachBytes: number;
        readonly allBytes: number;
        readonly everyS: number;
      };
    }
  | { readonly verb: 'signal'; readonly signal: string; readonly all: boolean; readonly mark: string }
  | { readonly verb: 'fetch'; readonly maxBytes: number }
);

/** The line is cut, or never came up: what was wanted may be wanted again. */
export class LineCut extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'LineCut';
  }
}

/** The host answers, and will answer the same again. */
export class HostRefuses extends PracticumError {
  /** Our own program there says so; else ssh or the host does. */
  readonly isSaidThere: boolean;

  constructor(host: string, why: string, hint: string, isSaidThere = false) {
    super('ssh-host', `${host}: ${why}`, { hint });
    this.isSaidThere = isSaidThere;
  }

  static saidThere(host: string, { error, kind }: Refusal): HostRefuses {
    return new HostRefuses(host, error, refusalHint(host, kind), true);
  }
}

function refusalHint(host: string, kind: Refusal['kind']): string {
  switch (kind) {
    case 'full':
      return `Free some space on ${host}, or name another folder for its runs in the setting practicum.runs.hosts (${host} folder=/scratch/runs).`;
    case 'refused':
      return `See who may write there, or name another folder for its runs in the setting practicum.runs.hosts (${host} folder=/scratch/runs).`;
    case 'gone':
      return 'Somebody removed it. What was recorded until then is here; start the script as a new run.';
    case 'other':
      return usualHint;
  }
}

const maxSaidChars = 2_000;
/** The host tells that it is alive every two seconds. ssh itself notices a dead line within a minute. */
const silenceMs = 90_000;

export class RemoteCall {
  readonly #child: ChildProcess;
  readonly #host: string;
  readonly #ended: Promise<number | null>;
  #said = '';

  /** `program`: of `readRemoteProgram`. */
  constructor(host: SshHost, program: string, wanted: Wanted) {
    const [file = '', ...args] = sshArgv(host);
    this.#host = host.host;
    this.#child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    holdOutput({ stdout: this.#child.stdout, stderr: null });
    this.#child.stderr?.on('data', (bytes) => {
      this.#said = `${this.#said}${String(bytes)}`.slice(-maxSaidChars);
    });
    // A line that is cut ends the process; that is told where what it says is read.
    this.#child.stdin?.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#said = error.message;
        resolve(null);
      });
      this.#child.once('close', (code) => resolve(code));
    });
    const text = Buffer.from(program);
    void this.write(Buffer.concat([Buffer.from(`${text.length}\n`), text, Buffer.from(`${JSON.stringify(wanted)}\n`)]));
  }

  /** Resolves when there is room for more, or nobody takes anything any more: why is told where what it says is read. */
  async write(bytes: Uint8Array): Promise<void> {
    const { stdin } = this.#child;
    if (stdin === null || stdin.destroyed || stdin.write(bytes)) return;
    // Not the end of the process: that comes only after all that it said was read, and whoever writes does not read.
    await new Promise<void>((resolve) => {
      const done = (): void => {
        stdin.off('drain', done).off('close', done);
        resolve();
      };
      stdin.on('drain', done).on('close', done);
    });
  }

  /** Ends with the call. Throws LineCut where the line is, HostRefuses where the host is the reason. */
  async *received(): AsyncGenerator<Received> {
    const { stdout } = this.#child;
    if (stdout === null) throw new LineCut('ssh could not be started');
    const reader = new FrameReader();
    const silence = setTimeout(() => this.#child.kill('SIGTERM'), silenceMs);
    let hasSaidAnything = false;
    try {
      for await (const chunk of stdout) {
        silence.refresh();
        for (const received of reader.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)))) {
          hasSaidAnything = true;
          if (received.kind === 'frame' && 'error' in received.frame) throw HostRefuses.saidThere(this.#host, received.frame);
          yield received;
        }
      }
    } catch (error) {
      if (error instanceof NoFrame) throw new HostRefuses(this.#host, error.message, 'Let its login shell print nothing for commands.');
      if (error instanceof PracticumError) throw error;
      throw new LineCut(this.#why(null));
    } finally {
      clearTimeout(silence);
    }
    const code = await this.#ended;
    if (code !== 0) throw this.#failure(code, hasSaidAnything);
  }

  close(): void {
    this.#child.stdin?.end();
    this.#child.kill('SIGTERM');
  }

  /** 255 is ssh's own; everything else is said by the host before our program has begun. */
  #failure(code: number | null, hasBegun: boolean): Error {
    const why = this.#why(code);
    if (code === 127 || code === 126 || why.startsWith(tooOld)) {
      const hint = `Name a Python of ${this.#host} in the setting practicum.runs.hosts (${this.#host} python=~/env/bin/python).`;
      return new HostRefuses(this.#host, why, hint);
    }
    if (code === 255 && isFinal(this.#said)) return new HostRefuses(this.#host, why, hintFor(this.#said, this.#host));
    if (code === 255 || code === null || hasBegun) return new LineCut(why);
    return new HostRefuses(this.#host, why, usualHint);
  }

  #why(code: number | null): string {
    const last = this.#said.trim().split('\n').at(-1)?.trim() ?? '';
    return last === '' ? `the connection ended${code === null ? '' : ` (ssh: ${code})`}` : last;
  }
}

const usualHint = 'See what “ssh HOST python3 --version” says in a terminal.';

/** Not a matter of the line: the same would come again. */
function isFinal(said: string): boolean {
  return /Permission denied|Host key verification failed|Could not resolve hostname|REMOTE HOST IDENTIFICATION HAS CHANGED|Bad configuration option|no such identity/i.test(
    said,
  );
}

function hintFor(said: string, host: string): string {
  if (/resolve hostname/i.test(said)) return 'Look for its name in your ssh configuration.';
  if (/Host key|IDENTIFICATION/i.test(said)) return `Connect once in a terminal with “ssh ${host}” to look at its key.`;
  return `Log in once in a terminal with “ssh ${host}”: nobody can be asked for a password here, so a key or an agent is needed.`;
}
