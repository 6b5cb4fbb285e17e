import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Bench } from '../../app/api.ts';
import { openBench } from '../../app/bench.ts';
import { createJobDesk } from '../../app/jobDesk.ts';
import { defined } from '../../base/defined.ts';
import { evaluationLaunch } from '../../runs/evaluate/evaluation.ts';
import { evaluationLinesOf, evaluationOf } from '../../runs/evaluate/evaluationRecord.ts';
import type { JobWish } from '../../runs/hub/jobQuote.ts';
import type { LaunchRequest } from '../../runs/launchRequest.ts';
import { savedBy } from '../../runs/publish/prepare.ts';
import { WrongUsage } from '../command.ts';
import { type ExitCode, exitCode } from '../exitCodes.ts';
import { required } from '../options.ts';
import { recordOf } from '../runsCommands.ts';
import type { HubCommand, HubCommandContext } from './context.ts';
import { askMoney, wishOf } from './jobMoney.ts';

/** `hub evaluate MODEL|RUN BENCHMARK [-- ARGS]`: here, on a host (--on), or as a job (--flavor, --timeout), whose price is shown and asked about. */
export const evaluate: HubCommand = async (context) => {
  const { words, values, options, host, output, signal } = context;
  const [model, benchmark, ...args] = words;
  const named = required(model, 'hub evaluate needs a model (a folder, a name on the Hub, or a run) and a benchmark');
  const bench = openBench(host);
  try {
    const root = host.roots[0] ?? process.cwd();
    const launch = evaluationLaunch(root, {
      model: await placeOf(named, options.cwd, bench),
      benchmark: required(benchmark, 'hub evaluate needs a benchmark: a task of lm-eval such as arc_easy, or what --script calls it'),
      args,
      ...defined({ baseline: await baselineOf(context, bench), limit: limitOf(values.limit) }),
      ...(values.script === undefined ? {} : { script: resolve(options.cwd ?? process.cwd(), values.script) }),
    });
    const job = values.flavor === undefined ? undefined : await jobOf(context, launch.name);
    if (typeof job === 'number') return job;
    const request: Omit<LaunchRequest, 'origin'> = { ...launch, runner: 'implied', ...defined({ job, host: values.on }) };
    const run = await bench.trainFromClick(request);
    if (!options.json || values.wait !== true) output.out(options.json ? `${JSON.stringify(recordOf(run))}\n` : `${run.spec.id}\n`);
    if (values.wait !== true) {
      output.err(`Runs on by itself. What it measured: practicum runs show ${run.spec.id}\n`);
      return exitCode.done;
    }
    const ended = await bench.runs.waitForEnd(run.spec.id, signal);
    if (options.json) output.out(`${JSON.stringify({ ...recordOf(ended), evaluation: (await evaluationOf(ended)) ?? null })}\n`);
    else {
      for (const line of await evaluationLinesOf(ended)) output.out(`${line}\n`);
      output.err(`${ended.spec.id} ${ended.status}${ended.exit?.reason === undefined ? '' : `: ${ended.exit.reason}`}\n`);
    }
    return ended.status === 'done' ? exitCode.done : exitCode.failed;
  } finally {
    bench.dispose();
  }
};

/** A folder here, where a run saved, or what is left as it is: a name on the Hub. */
async function placeOf(named: string, cwd: string | undefined, bench: Bench): Promise<string> {
  const place = resolve(cwd ?? process.cwd(), named);
  if (existsSync(place)) return place;
  const found = (await bench.runs.list()).filter(({ spec }) => spec.id.startsWith(named));
  return found[0] !== undefined && found.length === 1 ? await savedBy(found[0]) : named;
}

async function baselineOf({ values: { baseline = [] }, options }: HubCommandContext, bench: Bench): Promise<string | undefined> {
  const [one, ...more] = baseline;
  if (more.length > 0) throw new WrongUsage('An evaluation has one --baseline.');
  return one === undefined ? undefined : await placeOf(one, options.cwd, bench);
}

function limitOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new WrongUsage(`--limit needs a number of examples, not “${value}”.`);
  return Number(value);
}

/** An exit code: nobody agreed to what it costs. */
async function jobOf(context: HubCommandContext, what: string): Promise<JobWish | ExitCode> {
  const offer = await createJobDesk(context.host).learn(context.hub, context.signal);
  const wish = wishOf(context, offer);
  return (await askMoney(context, offer, wish, `${what.slice(0, 1).toUpperCase()}${what.slice(1)}`)) ?? wish;
}
