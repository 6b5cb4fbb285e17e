import { resolve } from 'node:path';
import type { Bench } from '../../app/api.ts';
import { openBench } from '../../app/bench.ts';
import { createJobDesk } from '../../app/jobDesk.ts';
import { cancelJob, getJob, jobPage, listJobs } from '../../hub/jobs.ts';
import { usdOf } from '../../ledger/money.ts';
import type { JobOffer } from '../../runs/hub/jobDesk.ts';
import { readLogTail } from '../../runs/hub/jobLogTail.ts';
import { type HardwarePrices, hardwarePrices, type JobWish } from '../../runs/hub/jobQuote.ts';
import { hardwareLines, jobLine } from '../../runs/hub/jobText.ts';
import { WrongUsage } from '../command.ts';
import { type ExitCode, exitCode } from '../exitCodes.ts';
import { nothingMore, required } from '../options.ts';
import { recordOf } from '../runsCommands.ts';
import type { HubCommand, HubCommandContext } from './context.ts';
import { askMoney, wishOf } from './jobMoney.ts';

const longestLog = 200_000;

/** Jobs of Hugging Face by hand. What the person types is its own approval, except for money, which is shown and asked about. */
export const jobs: HubCommand = async (context) => {
  const [verb = 'list', ...words] = context.words;
  // Prices are public: nobody has to be signed in to look at them.
  if (verb === 'hardware' && !(await context.hub.isSignedIn()))
    return showHardware(context, await hardwarePrices(context.hub, context.signal), 'nobody, who is signed in');
  const offer = await createJobDesk(context.host).learn(context.hub, context.signal);
  switch (verb) {
    case 'hardware':
      return showHardware(context, offer.prices, offer.payer);
    case 'list':
      return await showJobs(context, offer);
    case 'run':
      return await runOnHub(context, offer, words);
    case 'logs':
      return await showLog(context, offer, words);
    case 'cancel':
      return await cancel(context, offer, words);
    case 'follow':
      return await follow(context, offer, words);
    case 'resume':
      return await (await import('./resumeJob.ts')).resumeJob(context, offer, words);
    case 'schedule':
      return await (await import('./schedules.ts')).schedule(context, offer, words);
    default:
      throw new WrongUsage(`“hub jobs ${verb}” is no command; there are: list, hardware, run, resume, logs, cancel, follow, schedule. `);
  }
};

export function showHardware({ options, output }: HubCommandContext, prices: HardwarePrices, payer: string): ExitCode {
  if (options.json)
    for (const each of prices.hardware)
      output.out(`${JSON.stringify({ ...each, usdPerHour: usdOf(each.microUsdPerHour), tableOf: prices.tableOf })}\n`);
  else output.out(`${[...hardwareLines(prices), `pays: ${payer}`].join('\n')}\n`);
  return exitCode.done;
}

async function showJobs({ hub, options, output, signal }: HubCommandContext, { payer }: JobOffer): Promise<ExitCode> {
  let count = 0;
  for await (const job of listJobs(hub, payer, {}, signal)) {
    count += 1;
    output.out(options.json ? `${JSON.stringify(job)}\n` : `${jobLine(job, Date.now())}\n`);
  }
  if (count === 0 && !options.json)
    output.err(`${payer} has no jobs. Start one: practicum hub jobs run SCRIPT --flavor FLAVOR --timeout TIME\n`);
  return exitCode.done;
}

/** Under the terms of `offer`, shown and agreed to before anything starts. */
export async function runOnHub(
  context: HubCommandContext,
  offer: JobOffer,
  [given, ...args]: readonly string[],
  kind?: JobWish['kind'],
): Promise<ExitCode> {
  const { host, options, output, values } = context;
  const wish = wishOf(context, offer, kind);
  const script = resolve(options.cwd ?? process.cwd(), required(given, `hub ${kind === 'space' ? 'spaces' : 'jobs'} run needs a script`));
  const answer = await askMoney(context, offer, wish, `Run ${given ?? ''} on ${wish.flavor}${kind === 'space' ? ' as a Space' : ''}`);
  if (answer !== undefined) return answer;
  const bench = openBench(host);
  try {
    const run = await bench.trainFromClick({ script, args, runner: 'implied', job: wish });
    output.out(options.json ? `${JSON.stringify(recordOf(run))}\n` : `${run.spec.id}\n`);
    if (values.wait !== true) {
      output.err(`Runs on by itself. Follow it: practicum runs tail ${run.spec.id} -f\n`);
      return exitCode.done;
    }
    const ended = await bench.runs.waitForEnd(run.spec.id, context.signal);
    if (options.json) output.out(`${JSON.stringify(recordOf(ended))}\n`);
    else output.err(`${ended.spec.id} ${ended.status}${ended.exit?.reason === undefined ? '' : `: ${ended.exit.reason}`}\n`);
    return ended.status === 'done' ? exitCode.done : exitCode.failed;
  } finally {
    bench.dispose();
  }
}

async function showLog(
  { hub, options, output, signal }: HubCommandContext,
  { payer }: JobOffer,
  [id, ...rest]: readonly string[],
): Promise<ExitCode> {
  nothingMore(rest);
  const text = await readLogTail(hub, { payer, id: required(id, 'hub jobs logs needs the id of a job') }, longestLog, signal);
  if (options.json) for (const line of text.split('\n')) output.out(`${JSON.stringify({ job: id, text: line })}\n`);
  else output.out(text);
  return exitCode.done;
}

async function cancel(
  { hub, options, output, signal }: HubCommandContext,
  { payer }: JobOffer,
  [id, ...rest]: readonly string[],
): Promise<ExitCode> {
  nothingMore(rest);
  const address = { payer, id: required(id, 'hub jobs cancel needs the id of a job') };
  await cancelJob(hub, address, signal);
  const job = await getJob(hub, address, signal);
  output.out(options.json ? `${JSON.stringify(job)}\n` : `${jobLine(job, Date.now())}\n`);
  return exitCode.done;
}

async function follow(
  { hub, host, options, output, signal }: HubCommandContext,
  offer: JobOffer,
  [id, ...rest]: readonly string[],
): Promise<ExitCode> {
  nothingMore(rest);
  const job = await getJob(hub, { payer: offer.payer, id: required(id, 'hub jobs follow needs the id of a job') }, signal);
  const bench: Bench = openBench(host);
  try {
    const run = await bench.adoptJobFromClick({ payer: offer.payer, hub: offer.hub, job });
    if (options.json) output.out(`${JSON.stringify(recordOf(run))}\n`);
    else {
      output.out(`${run.spec.id}\n`);
      output.err(`Watched from now on, also when this ends: ${jobPage(offer.hub, { payer: offer.payer, id: job.id })}\n`);
    }
    return exitCode.done;
  } finally {
    bench.dispose();
  }
}
