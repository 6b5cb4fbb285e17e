/** Commands for a run while it lives: read along, wait, stop, go on, watch one that was started elsewhere. */

import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { Bench } from '../app/api.ts';
import { systemClock } from '../base/clock.ts';
import { GrowingFile, type GrowingPiece } from '../base/growingFile.ts';
import { valueText } from '../base/valueText.ts';
import type { AdoptRequest } from '../runs/adopt.ts';
import { runPaths } from '../runs/folder.ts';
import type { RunState } from '../runs/run.ts';
import { hasEnded } from '../runs/runs.ts';
import { parseCondition, waitForRun } from '../runs/wait.ts';
import { failureLines, failureOf } from '../tools/runCard.ts';
import { type CommonOptions, WrongUsage } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import type { Output } from './output.ts';
import { find, recordOf, withRuns } from './runsCommands.ts';

const tailBytes = 64 * 1024;
const tailLines = 20;
const followEveryMs = 200;

/** The end of what a run printed; with `follow` also what it prints from now on, until it has ended. */
export async function tailRun(options: CommonOptions, id: string, follow: boolean, output: Output): Promise<ExitCode> {
  return await withRuns(options, output, async (bench) => {
    const run = await find(bench, id);
    const print = options.json ? asRecords(run, output) : asText(output);
    const { console: file } = runPaths(run.folder);
    const log = new GrowingFile(file, { lastBytes: tailBytes });
    let isFirst = true;
    const take = ({ bytes, offset }: GrowingPiece): void => {
      print.add(isFirst ? lastLines(bytes, offset > 0) : bytes);
      isFirst = false;
    };
    // What cannot be read now may be at the next look.
    const printNew = (): Promise<unknown> => log.readToEnd(take).catch(() => undefined);
    await printNew();
    if (!follow) {
      print.end();
      return exitCode.done;
    }
    const interrupted = onInterrupt();
    let state = run;
    while (!hasEnded(state) && !interrupted.aborted && !output.closed.aborted) {
      await systemClock.sleep(followEveryMs, interrupted).catch(() => undefined);
      state = await bench.runs.get(run.spec.id);
      await printNew();
    }
    print.end();
    if (interrupted.aborted) return exitCode.interrupted;
    if (options.json) output.out(`${JSON.stringify(recordOf(state))}\n`);
    else output.err(`${howItEnded(state)}\n`);
    return codeOf(state);
  });
}

/** The beginning may be the rest of a line. */
function lastLines(bytes: Buffer, isCut: boolean): Buffer {
  let start = bytes.length;
  for (let lines = 0; start > 0 && lines <= tailLines; lines++) {
    const before = bytes.lastIndexOf(0x0a, start - 2);
    // A line feed at the very end belongs to the last line.
    if (lines === tailLines) break;
    start = before + 1;
    if (before < 0) return isCut ? bytes.subarray(bytes.indexOf(0x0a) + 1) : bytes;
  }
  return bytes.subarray(start);
}

interface Printer {
  add(bytes: Buffer): void;
  end(): void;
}

/** As it was printed, so that bars move. */
function asText(output: Output): Printer {
  const decoder = new StringDecoder('utf8');
  return { add: (bytes) => output.out(decoder.write(bytes)), end: () => output.out(decoder.end()) };
}

function asRecords({ spec }: RunState, output: Output): Printer {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const say = (text: string): void => output.out(`${JSON.stringify({ run: spec.id, text })}\n`);
  return {
    add(bytes) {
      const lines = (rest + decoder.write(bytes)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) say(line);
    },
    end() {
      if (rest + decoder.end() !== '') say(rest);
      rest = '';
    },
  };
}

/** Until the run has ended, a metric is where it should be, or the time is over (exit code 4). */
export async function waitRun(
  options: CommonOptions,
  id: string,
  metric: string | undefined,
  timeoutSeconds: number | undefined,
  output: Output,
): Promise<ExitCode> {
  const condition = metric === undefined ? undefined : parseCondition(metric);
  return await withRuns(options, output, async (bench) => {
    const run = await find(bench, id);
    const { waited, state } = await waitForRun(bench.runs, run.spec.id, {
      condition,
      timeoutMs: Math.min((timeoutSeconds ?? longestSeconds) * 1000, longestSeconds * 1000),
      clock: systemClock,
      signal: onInterrupt(),
      heedsAlerts: false,
    });
    const met = waited.kind === 'met' ? waited : undefined;
    if (options.json)
      output.out(`${JSON.stringify({ ...recordOf(state), waited: waited.kind, met: met && { metric: met.metric, ...met.at } })}\n`);
    else if (met !== undefined) output.out(`${met.metric} = ${valueText(met.at.value)} at step ${met.at.step}\n`);
    else if (waited.kind === 'time') output.out(`${run.spec.id} still goes on (${state.status}).\n`);
    else output.out([howItEnded(state), ...(await whyItFailed(bench, state))].map((line) => `${line}\n`).join(''));
    if (met !== undefined) return exitCode.done;
    if (waited.kind === 'time') return exitCode.limit;
    // It ended without having come where it was waited for.
    return condition === undefined ? codeOf(state) : exitCode.failed;
  });
}

/** What a timer can hold: 24 days. */
const longestSeconds = 2 ** 31 / 1000 - 1;

export async function stopRun(options: CommonOptions, id: string, isSure: boolean, output: Output): Promise<ExitCode> {
  return await withRuns(options, output, async (bench) => {
    const run = await find(bench, id);
    await bench.stopRun(run.spec.id, { adopted: isSure });
    if (options.json) output.out(`${JSON.stringify({ id: run.spec.id, asked: true })}\n`);
    else output.err(`Asked ${run.spec.id} to end; it may take a moment to write its checkpoint.\n`);
    return exitCode.done;
  });
}

export async function resumeRun(options: CommonOptions, id: string, checkpoint: string | undefined, output: Output): Promise<ExitCode> {
  return await withRuns(options, output, async (bench) => {
    const run = await find(bench, id);
    const given = checkpoint === undefined || /^\d+$/.test(checkpoint) ? checkpoint : path.resolve(rootOf(bench), checkpoint);
    const resumed = await bench.resumeFromClick(run.spec.id, given);
    if (options.json) output.out(`${JSON.stringify(recordOf(resumed))}\n`);
    else {
      const step = resumed.resumed?.step === undefined ? '' : ` (step ${resumed.resumed.step})`;
      output.out(`${resumed.spec.id}\n`);
      output.err(`Goes on from ${resumed.resumed?.checkpoint ?? 'its checkpoint'}${step} as segment ${resumed.segment ?? 0}.\n`);
    }
    return exitCode.done;
  });
}

export async function attachRuns(options: CommonOptions, output: Output): Promise<ExitCode> {
  return await withRuns(options, output, async (bench) => {
    const followed = await bench.followHosts();
    for (const id of followed) output.out(options.json ? `${JSON.stringify({ run: id })}\n` : `${id}\n`);
    if (followed.length === 0) output.err('No run on another host is without somebody who follows it.\n');
    return exitCode.done;
  });
}

export async function adoptRun(options: CommonOptions, what: string, log: string | undefined, output: Output): Promise<ExitCode> {
  return await withRuns(options, output, async (bench) => {
    const run = await bench.adoptFromClick(adoptRequest(what, log, rootOf(bench)));
    if (options.json) output.out(`${JSON.stringify(recordOf(run))}\n`);
    else {
      output.out(`${run.spec.id}\n`);
      output.err(`Watched from now on, also when this ends. Read along: practicum runs tail ${run.spec.id} -f\n`);
    }
    return exitCode.done;
  });
}

function adoptRequest(what: string, log: string | undefined, root: string): AdoptRequest {
  if (/^\d+$/.test(what)) {
    const pid = Number(what);
    return log === undefined ? { kind: 'process', pid } : { kind: 'process', pid, log: path.resolve(root, log) };
  }
  if (log !== undefined) throw new WrongUsage('--log belongs to a process, not to a folder.');
  return { kind: 'folder', folder: path.resolve(root, what) };
}

function rootOf(bench: Bench): string {
  return bench.host.roots[0] ?? process.cwd();
}

function howItEnded({ spec, status, exit }: RunState): string {
  const how = exit === undefined ? '' : (exit.reason ?? `exit ${exit.code ?? exit.signal ?? 'unknown'}`);
  return how === '' ? `${spec.id} ${status}` : `${spec.id} ${status}: ${how}`;
}

async function whyItFailed({ runs, host }: Bench, state: RunState): Promise<readonly string[]> {
  const failure = await failureOf(runs, state, host.roots);
  return failure === undefined ? [] : failureLines(failure);
}

function codeOf({ status }: RunState): ExitCode {
  return status === 'done' ? exitCode.done : exitCode.failed;
}

function onInterrupt(): AbortSignal {
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  return interrupted.signal;
}
