/** Watches what somebody else started: a process and the file it prints to, or a folder that metrics are written into. */
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { InvariantBroken } from '../base/errors.ts';
import { GrowingFile } from '../base/growingFile.ts';
import { isAlive, type ProcessIdentity } from '../base/processes.ts';
import type { RunSignal } from './commandLine.ts';
import type { Adopted } from './run.ts';
import type { Ending } from './script.ts';
import type { Stoppable } from './stopLadder.ts';
import { type Outcome, type Supervision, untilEnd } from './supervision.ts';

const lookEveryMs = 500;
/** A folder in which nothing changes for a day is watched no longer. */
const idleFolderMs = 24 * 3_600_000;
const folderLookMs = 60_000;
const maxFolderEntries = 5_000;

export async function followAdopted(adopted: Adopted, supervision: Supervision): Promise<Outcome> {
  // A job is followed where it runs.
  if (adopted.kind === 'job') throw new InvariantBroken('A job that was adopted is followed as a job.');
  return adopted.kind === 'process' ? await followProcess(adopted, supervision) : await followFolder(adopted.folder, supervision);
}

async function followProcess(adopted: Extract<Adopted, { kind: 'process' }>, supervision: Supervision): Promise<Outcome> {
  const { recorder, options } = supervision;
  const { pid, start, output, from = 0 } = adopted;
  const identity: ProcessIdentity = start === undefined ? { pid } : { pid, start };
  if (!(await isAlive(identity))) {
    const reason = 'it had ended before it could be watched; its exit code is not known';
    return { ending: { code: null, signal: null, reason }, status: 'done' };
  }
  await recorder.state({ atMs: options.clock.nowMs(), status: 'running', process: identity });
  if (output === undefined)
    await recorder.note(
      'Its output goes to a terminal or a pipe, where nobody else can read it. Give the file that it is also written to with --log.',
    );
  const target: Stoppable = {
    // Only the process itself: its group may be the terminal's job that it was started in.
    signal: async (name) => signalOne(identity, name),
    endRest: async () => undefined,
  };
  const ended = untilGone(identity).then(() => endOfAdopted(supervision));
  return await untilEnd(pid, ended, target, supervision, () => follow(output, from, supervision));
}

async function signalOne(identity: ProcessIdentity, signal: RunSignal): Promise<void> {
  if (!(await isAlive(identity))) return;
  try {
    process.kill(identity.pid, signal);
  } catch {
    // It ended just now.
  }
}

async function untilGone(identity: ProcessIdentity): Promise<void> {
  while (await isAlive(identity)) await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
}

/** Only its parent is told how a process ended. What it printed last may say enough. */
async function endOfAdopted({ paths }: Supervision): Promise<Ending> {
  // What it printed last is read within this time.
  await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  const hasFailed = endsWithTraceback(await lastWords(paths.console));
  const reason = hasFailed
    ? 'its exit code is not known, because it was started elsewhere; its output ends with a traceback'
    : 'its exit code is not known, because it was started elsewhere';
  return { code: null, signal: null, reason, outcome: hasFailed ? 'failed' : 'done' };
}

export function endsWithTraceback(text: string): boolean {
  const last =
    text
      .trimEnd()
      .split(/[\r\n]+/)
      .at(-1) ?? '';
  return (
    text.includes('Traceback (most recent call last):') && /^(?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*(?:Error|Exception|Interrupt|Exit)\b/.test(last)
  );
}

async function lastWords(file: string): Promise<string> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return '';
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(size, 64 * 1024));
    await handle.read(buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8');
  } finally {
    await handle.close();
  }
}

function follow(output: string | undefined, from: number, { recorder }: Supervision): { finish(): Promise<void> } {
  if (output === undefined) return { finish: async () => undefined };
  const file = new GrowingFile(output, { from });
  let reading: Promise<void> | undefined;
  const read = async (): Promise<void> => {
    const isThere = await file.readToEnd(({ bytes }) => recorder.output(bytes)).catch(() => false);
    if (!isThere) await recorder.note(`The file that it prints to cannot be read any more: ${output}.`);
  };
  const timer = setInterval(() => {
    reading ??= read().then(() => {
      reading = undefined;
    });
  }, lookEveryMs / 2);
  return {
    async finish() {
      clearInterval(timer);
      await reading;
      await read();
    },
  };
}

async function followFolder(folder: string, supervision: Supervision): Promise<Outcome> {
  const { recorder, options } = supervision;
  const ended = Promise.withResolvers<Ending>();
  const end = (reason: string): void => ended.resolve({ code: null, signal: null, reason, outcome: 'done' });
  await recorder.state({ atMs: options.clock.nowMs(), status: 'running' });
  let seen = await newestChange(folder);
  let changedMs = performance.now();
  const timer = setInterval(async () => {
    const now = await newestChange(folder);
    if (now === undefined) end(`the folder ${folder} is gone`);
    if (now !== seen) changedMs = performance.now();
    seen = now;
    if (performance.now() - changedMs > idleFolderMs) end('nothing changed in its folder for a day');
  }, folderLookMs);
  const target: Stoppable = { signal: async () => end('its folder is watched no longer'), endRest: async () => undefined };
  try {
    return await untilEnd(undefined, ended.promise, target, supervision, () => ({ finish: async () => undefined }));
  } finally {
    clearInterval(timer);
  }
}

/** Undefined when the folder cannot be read. */
async function newestChange(folder: string): Promise<number | undefined> {
  let newest: number | undefined;
  let entriesLeft = maxFolderEntries;
  const queue = [folder];
  for (let next = queue.shift(); next !== undefined && entriesLeft > 0; next = queue.shift()) {
    const entries = await readdir(next, { withFileTypes: true }).catch(() => undefined);
    if (entries === undefined) continue;
    newest ??= 0;
    entriesLeft -= entries.length;
    for (const entry of entries) {
      const at = path.join(next, entry.name);
      if (entry.isDirectory()) queue.push(at);
      else newest = Math.max(newest, (await stat(at).catch(() => undefined))?.mtimeMs ?? 0);
    }
  }
  return newest;
}
