import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { describeError } from '../base/errors.ts';
import { maxUnreadBytes } from './bounds.ts';
import type { Gate } from './gate.ts';
import { LineCutter } from './lines.ts';
import { ServerFloods, ServerNotStarted } from './mcpErrors.ts';

/** A server's program as it is to be started, behind walls or as it is. */
export interface ServerProgram {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Nothing of it was executed, by what it wrote: its walls have to be put up anew. */
  wasOvertaken?(output: string): boolean;
  /** What was set up for it goes away. */
  dispose(): Promise<void>;
}

/** Time to end between being asked and being ended. */
const endMs = 500;
/** After the program has ended, for what is still in the pipe. */
const drainMs = 100;
/** So much of its standard error is read at once; then it waits. */
const errorBytesPerPause = 1024 * 1024;
const pauseMs = 50;

/**
 * The group ends with whoever started it, even where that is killed: the one in the background reads a pipe that nobody writes to, and its end
 * is the end of the other side.
 */
const withItsOwner = '(cat <&3; kill -KILL 0) >/dev/null 2>&1 </dev/null & exec "$@" 3<&-';

/** A server as a program: one JSON message a line on its standard input and output, in a process group of its own. */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: <T extends JSONRPCMessage>(message: T) => void;
  readonly #program: ServerProgram;
  readonly gate: Gate;
  readonly #onErrorOutput: (text: string) => void;
  readonly #lines = new LineCutter();
  #child: ChildProcess | undefined;
  #isClosed = false;
  #ended: Promise<void> = Promise.resolve();
  #exit = '';

  constructor(program: ServerProgram, gate: Gate, onErrorOutput: (text: string) => void) {
    this.#program = program;
    this.gate = gate;
    this.#onErrorOutput = onErrorOutput;
  }

  /** How it ended, in words; '' while it runs. */
  get exit(): string {
    return this.#exit;
  }

  start(): Promise<void> {
    const { argv, cwd, env } = this.#program;
    const isWindows = process.platform === 'win32';
    const [command = '', ...args] = isWindows ? argv : ['/bin/sh', '-c', withItsOwner, 'sh', ...argv];
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: isWindows ? 'pipe' : ['pipe', 'pipe', 'pipe', 'pipe'],
      detached: !isWindows,
      windowsHide: true,
    });
    this.#child = child;
    this.#follow(child);
    return new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => {
        this.#finish('it could not be started');
        reject(new ServerNotStarted(`It could not be started: ${error.message}`, `Look at its command, and at its folder ${cwd}.`, error));
      });
    });
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const input = this.#child?.stdin;
    if (input === null || input === undefined || this.#isClosed || input.destroyed) throw new Error('The server has ended.');
    if (input.writableLength > maxUnreadBytes) throw new Error('The server does not read what is sent to it.');
    // Nobody waits for it to be read: a server that never does would hold up the one who asks.
    input.write(`${JSON.stringify(message)}\n`);
  }

  /** Lets it end by itself for a moment, then ends it with all of its group. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child?.pid === undefined || this.#isClosed) return await this.#ended;
    child.stdin?.end();
    if (!(await this.#hasEndedWithin(endMs))) {
      signalGroup(child, 'SIGTERM');
      if (!(await this.#hasEndedWithin(endMs))) signalGroup(child, 'SIGKILL');
    }
    await this.#hasEndedWithin(endMs);
    this.#finish('it was ended');
  }

  /** At once: the window goes. */
  kill(): void {
    if (this.#child !== undefined) signalGroup(this.#child, 'SIGKILL');
    this.#finish('it was ended');
  }

  async #hasEndedWithin(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), ms);
    });
    const has = await Promise.race([this.#ended.then(() => true), late]);
    clearTimeout(timer);
    return has;
  }

  #follow(child: ChildProcess): void {
    const ignore = (): void => undefined;
    child.stdin?.on('error', ignore);
    for (const stream of child.stdio) stream?.on('error', ignore);
    child.stdout?.on('data', (chunk: Buffer) => this.#take(chunk));
    let read = 0;
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#onErrorOutput(chunk.toString('utf8'));
      read += chunk.length;
      if (read < errorBytesPerPause) return;
      read = 0;
      child.stderr?.pause();
      setTimeout(() => child.stderr?.resume(), pauseMs);
    });
    this.#ended = new Promise((resolve) => {
      child.once('error', () => resolve());
      child.once('exit', (code, signal) => {
        // What it left in the background has nobody to speak to.
        signalGroup(child, 'SIGKILL');
        setTimeout(() => {
          this.#finish(code === null ? `it was ended by ${signal ?? 'a signal'}` : `it ended with exit code ${code}`);
          resolve();
        }, drainMs);
      });
    });
  }

  #take(chunk: Buffer): void {
    if (this.#isClosed) return;
    try {
      this.gate.bytes(chunk.length);
      for (const line of this.#lines.push(chunk)) this.#read(line);
    } catch (error) {
      this.onerror?.(error instanceof Error ? error : new Error(String(error)));
      if (error instanceof ServerFloods) this.#giveUp(error);
    }
  }

  #read(line: string): void {
    if (line.trim() === '') return;
    const message = messageIn(line);
    if (message === undefined) {
      // Many print what they do there.
      this.gate.unasked();
      this.#onErrorOutput(`${line.slice(0, 1_000)}\n`);
      return;
    }
    this.onmessage?.(message);
  }

  #giveUp(error: ServerFloods): void {
    if (this.#child !== undefined) signalGroup(this.#child, 'SIGKILL');
    this.#finish(describeError(error));
  }

  #finish(exit: string): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#exit = exit;
    const child = this.#child;
    for (const stream of [child?.stdout, child?.stderr, child?.stdin, child?.stdio[3] as Writable | undefined]) stream?.destroy();
    this.#program.dispose().catch((error: unknown) => this.#onErrorOutput(`${describeError(error)}\n`));
    this.onclose?.();
  }
}

function messageIn(line: string): JSONRPCMessage | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isMessage = typeof value === 'object' && value !== null && 'jsonrpc' in value && value.jsonrpc === '2.0';
    // What kind of message it is, the protocol looks at itself.
    return isMessage ? (value as JSONRPCMessage) : undefined;
  } catch {
    return undefined;
  }
}

function signalGroup({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, name);
  } catch {
    // Gone already.
  }
}
