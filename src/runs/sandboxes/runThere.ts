/**
 * One command line in a sandbox. It runs as a process of its own whose output goes to a file there: so a line that breaks loses nothing, its beginning and its
 * end are all that is ever carried here, and the server does not take a long silence for idleness.
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { SandboxError } from '../../hub/sandboxErrors.ts';
import type { SandboxServer } from '../../hub/sandboxServer.ts';
import { BoundedOutput } from '../../workspace/boundedOutput.ts';
import type { ShellOutcome } from '../../workspace/shell.ts';

export interface RemoteCommand {
  readonly command: string;
  /** Absolute, there. */
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** The end of the output so far. */
  onOutput?(text: string): void;
}

export type RemoteOutcome = Pick<ShellOutcome, 'exitCode' | 'signal' | 'endedBy' | 'output' | 'totalBytes' | 'durationMs'>;

/** Where files are worked on there, and what paths are relative to. */
export const workFolder = '/work';
/** Where our own files lie there. */
export const ownFolder = '/practicum';
const treeVariable = 'PRACTICUM_TREE';
const headBytes = 500_000;
const tailBytes = 1_500_000;
const shownBytes = 16_000;
const firstPollMs = 100;
const longestPollMs = 1_000;

const wrapper =
  'exec > "$3" 2>&1 < /dev/null; cd "$1" || exit 127; if command -v bash > /dev/null 2>&1; then exec bash -c "$2"; fi; exec sh -c "$2"';
/** All that has the mark in its environment, also what has left the group; what begins meanwhile is met in the next round. */
const killer =
  'for round in 1 2 3 4 5 6 7 8; do found=$(grep -lsF "$1" /proc/[0-9]*/environ | cut -d/ -f3); [ -z "$found" ] && exit 0; kill -9 $found 2>/dev/null; sleep 0.05; done; exit 1';

/** A command that fails, is stopped or takes too long has an outcome like any other. Throws SandboxError where the sandbox is lost. */
export async function runThere(server: SandboxServer, asked: RemoteCommand, clock: Clock): Promise<RemoteOutcome> {
  const { command, cwd, env = {}, signal, timeoutMs, onOutput } = asked;
  const tag = randomUUID();
  const file = `${ownFolder}/${tag}.out`;
  const mark = `${treeVariable}=${tag}`;
  const startedMs = clock.nowMs();
  const cmd = ['/bin/sh', '-c', wrapper, 'practicum', cwd, command, file];
  const { id } = await server.start({ cmd, env: { ...env, [treeVariable]: tag }, tag });
  let [exitCode, shown]: [number | null, number] = [null, 0];
  let endedBy: RemoteOutcome['endedBy'] = 'itself';
  for (let pollMs = firstPollMs; ; pollMs = Math.min(pollMs * 1.5, longestPollMs)) {
    // An end that was asked for is asked for there as well; whoever waits learns of it when it is really over.
    endedBy = signal.aborted ? 'stop' : clock.nowMs() - startedMs >= timeoutMs ? 'timeout' : 'itself';
    if (endedBy !== 'itself') {
      await endTree(server, id, mark);
      break;
    }
    const own = (await server.processes()).find((process) => process.id === id);
    if (onOutput !== undefined) shown = await showNew(server, file, shown, onOutput);
    if (own?.running !== true) {
      exitCode = own?.exit_code ?? null;
      break;
    }
    await clock.sleep(Math.min(pollMs, Math.max(1, startedMs + timeoutMs - clock.nowMs())), signal).catch(() => undefined);
  }
  const { text, totalBytes } = await outputOf(server, file);
  await server.delete(file).catch(() => undefined);
  const by = endedBy === 'itself' && exitCode === null ? 'SIGKILL' : null;
  return { exitCode, signal: by, endedBy, output: text, totalBytes, durationMs: clock.nowMs() - startedMs };
}

async function endTree(server: SandboxServer, id: string, mark: string): Promise<void> {
  await server.endProcess(id);
  await server.short(['/bin/sh', '-c', killer, 'practicum', mark]);
}

async function showNew(server: SandboxServer, file: string, shown: number, onOutput: (text: string) => void): Promise<number> {
  const size = await sizeOf(server, file);
  if (size === shown) return shown;
  const from = Math.max(0, size - 2 * shownBytes);
  const latest = new BoundedOutput(0, 2 * shownBytes);
  latest.push(Buffer.from(await server.read(file, from, size - from)));
  onOutput(latest.latest(shownBytes));
  return size;
}

async function outputOf(server: SandboxServer, file: string): Promise<{ readonly text: string; readonly totalBytes: number }> {
  const size = await sizeOf(server, file);
  const output = new BoundedOutput(headBytes, tailBytes);
  const head = Math.min(size, headBytes);
  if (head > 0) output.push(Buffer.from(await server.read(file, 0, head)));
  const from = Math.max(head, size - tailBytes);
  output.skip(from - head);
  if (size > from) output.push(Buffer.from(await server.read(file, from, size - from)));
  return { text: output.text(), totalBytes: size };
}

async function sizeOf(server: SandboxServer, file: string): Promise<number> {
  try {
    return (await server.stat(file)).size;
  } catch (error) {
    if (error instanceof SandboxError && error.code === 'sandbox-not-found') return 0;
    throw error;
  }
}
