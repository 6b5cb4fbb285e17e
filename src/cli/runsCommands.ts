import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Bench } from '../app/api.ts';
import { openBench } from '../app/bench.ts';
import { PracticumError } from '../base/errors.ts';
import { roundedText, valueText } from '../base/valueText.ts';
import { newestCheckpoint } from '../runs/checkpoints.ts';
import { commandText } from '../runs/commandText.ts';
import { commandElsewhere, impliedCommand, type Machine } from '../runs/entries/impliedCommand.ts';
import { readTraining } from '../runs/entries/training.ts';
import { evaluationLinesOf } from '../runs/evaluate/evaluationRecord.ts';
import { noMarks } from '../runs/marks.ts';
import { rootOf } from '../runs/rootOf.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import { failureLines, failureOf } from '../tools/runCard.ts';
import { alertLines } from '../tools/runLines.ts';
import type { CommonOptions, RunWishes } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';

/** The runs of the folder need no session: listing writes nothing. */
export async function withRuns<T>(options: CommonOptions, output: Output, work: (bench: Bench) => Promise<T>): Promise<T> {
  const bench = openBench(createCliHost(options, output));
  try {
    return await work(bench);
  } finally {
    bench.dispose();
  }
}

/** What a person types is its own approval. */
export async function startRun(
  options: CommonOptions,
  script: string,
  args: readonly string[],
  wait: boolean,
  output: Output,
  needs: RunWishes = {},
): Promise<ExitCode> {
  return await withRuns(options, output, async (bench) => {
    const cwd = bench.host.roots[0] ?? process.cwd();
    const run = await bench.trainFromClick({ ...needs, ...(await commandOf(bench, resolve(cwd, script), args, needs)), cwd });
    output.out(options.json ? `${JSON.stringify(recordOf(run))}\n` : `${run.spec.id}\n`);
    if (!wait) {
      output.err(`Runs on by itself. Follow it: practicum runs tail ${run.spec.id} -f\n`);
      return exitCode.done;
    }
    const interrupted = new AbortController();
    process.once('SIGINT', () => {
      output.err(`\nThe run goes on by itself. Stop it: practicum runs stop ${run.spec.id}\n`);
      interrupted.abort();
    });
    const ended = await bench.runs.waitForEnd(run.spec.id, interrupted.signal);
    await printRun(bench, ended, options, output);
    return ended.status === 'done' ? exitCode.done : exitCode.failed;
  });
}

/** The command that the file was written for: `torchrun` for one that waits for it, `axolotl train` for its configuration. */
async function commandOf(
  { host }: Bench,
  script: string,
  args: readonly string[],
  { gpu, host: elsewhere }: RunWishes,
): Promise<{ readonly script: string; readonly args: readonly string[]; readonly runner?: readonly string[] }> {
  const root = rootOf(host.roots, script);
  // Launching says what is wrong with a script that cannot be read.
  const text = root === undefined ? undefined : await readFile(script, 'utf8').catch(() => undefined);
  const training = text === undefined ? undefined : await readTraining(script, text);
  if (root === undefined || training === undefined) return { script, args };
  const machine = async (): Promise<Machine> => ({ root, home: host.home, env: host.env, chosen: await host.interpreter() });
  const { runner } = elsewhere === undefined ? await impliedCommand(training, gpu, await machine()) : commandElsewhere(training);
  return { script, args: [...training.entry.args, ...args], runner };
}

export async function listRuns(options: CommonOptions, output: Output): Promise<ExitCode> {
  return await withRuns(options, output, async (bench) => {
    const runs = await bench.runs.list();
    if (options.json) for (const run of runs) output.out(`${JSON.stringify(recordOf(run))}\n`);
    else if (runs.length === 0) output.err('No runs here yet. Start one: practicum run SCRIPT\n');
    else
      for (const run of runs)
        output.out(`${run.spec.id}  ${run.status.padEnd(8)}  ${new Date(run.spec.createdMs).toISOString()}  ${titleText(run)}\n`);
    return exitCode.done;
  });
}

/** `baseline  #paper  next, waits for GPU 0` */
function titleText(run: RunState): string {
  const { marks = noMarks, queued, devices = [] } = run;
  const words = [
    runTitle(run),
    ...marks.tags.map((tag) => `#${tag}`),
    ...devices.map(({ label }) => `GPU ${label}`),
    ...(queued === undefined ? [] : [`number ${queued.position}, waits for ${queued.waitsFor}`]),
    ...(marks.isArchived ? ['archived'] : []),
  ];
  return words.join('  ');
}

export async function showRun(options: CommonOptions, id: string, output: Output): Promise<ExitCode> {
  return await withRuns(options, output, async (bench) => {
    await printRun(bench, await find(bench, id), options, output);
    return exitCode.done;
  });
}

/** By its id, or a beginning of it that no other has. */
export async function find(bench: Bench, id: string): Promise<RunState> {
  const runs = await bench.runs.list();
  const matches = runs.filter((run) => run.spec.id === id || run.spec.id.startsWith(id));
  const [only, ...more] = matches;
  if (only !== undefined && more.length === 0) return only;
  const hint =
    runs.length === 0
      ? 'There are no runs in this folder.'
      : `Newest: ${runs
          .slice(0, 3)
          .map((run) => run.spec.id)
          .join(', ')}.`;
  throw new PracticumError('no-such-run', matches.length === 0 ? `There is no run ${id}.` : `${id} stands for ${matches.length} runs.`, {
    hint,
  });
}

async function printRun(bench: Bench, run: RunState, options: CommonOptions, output: Output): Promise<void> {
  const series = await bench.runs.seriesOf(run.spec.id);
  if (series.note !== undefined) output.err(`practicum: ${series.note}\n`);
  if (options.json) {
    output.out(`${JSON.stringify({ ...recordOf(run), points: series.pointCount })}\n`);
    return;
  }
  const end = run.exit?.code ?? run.exit?.signal;
  output.out(`${run.spec.id}  ${run.status}${end === undefined || end === null ? '' : `  exit ${end}`}  ${commandText(run.spec)}\n`);
  if (run.exit?.reason !== undefined) output.out(`${run.exit.reason}\n`);
  const note = noteBeside(run);
  if (note !== '') output.out(`note: ${note}\n`);
  for (const line of resumeLines(run)) output.out(`${line}\n`);
  const failure = await failureOf(bench.runs, run, bench.host.roots);
  for (const line of failure === undefined ? [] : failureLines(failure)) output.out(`${line}\n`);
  for (const line of await evaluationLinesOf(run)) output.out(`${line}\n`);
  for (const line of alertLines(run.alerts ?? [])) output.out(`${roundedText(line)}\n`);
  for (const { metric, last } of await series.summaries()) output.out(`  ${metric} = ${valueText(last.value)} (step ${last.step})\n`);
  const page = await bench.runs.logPage(run.spec.id, { lines: 20 });
  for (const line of page.lines) output.out(`  | ${line}\n`);
}

/** What is unusual about it, but for what it was made of: that is its command. */
function noteBeside({ spec, note = '' }: RunState): string {
  const [first = '', ...rest] = commandText(spec);
  return spec.imported === undefined ? note : note.replace(`${first.toUpperCase()}${rest.join('')}.`, '').trim();
}

/** From where it went on, and from where it could. */
function resumeLines({ segment, resumed, checkpoints = [] }: RunState): readonly string[] {
  const at = (step: number | undefined): string => (step === undefined ? '' : ` (step ${step})`);
  const newest = newestCheckpoint(checkpoints);
  return [
    ...(resumed === undefined ? [] : [`segment ${segment ?? 0}, resumed from ${resumed.checkpoint}${at(resumed.step)}`]),
    ...(newest === undefined ? [] : [`checkpoints: ${checkpoints.length}, to go on from ${newest.path}${at(newest.step)}`]),
  ];
}

/** One run as a JSON record: the folder's facts, nothing derived from memory. */
export function recordOf(run: RunState): Readonly<Record<string, unknown>> {
  const {
    spec,
    status,
    startedMs,
    exit,
    pid,
    pointCount,
    metrics,
    folder,
    marks,
    queued,
    devices,
    job,
    segment,
    resumed,
    checkpoints,
    alerts,
    note,
  } = run;
  return {
    id: spec.id,
    name: spec.name,
    status,
    alerts,
    argv: spec.argv,
    imported: spec.imported,
    job: job && { ...job, payer: spec.job?.payer, flavor: spec.job?.flavor },
    hook: spec.hook,
    cwd: spec.cwd,
    createdMs: spec.createdMs,
    startedMs,
    exit,
    pid,
    pointCount,
    metrics,
    folder,
    marks,
    queued,
    devices,
    segment,
    resumed,
    checkpoints,
    note,
  };
}
