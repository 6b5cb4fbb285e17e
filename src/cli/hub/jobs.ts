import { resolve } from 'node:path';
import type { Bench } from '../../app/api.ts';
import { openBench } from '../../app/bench.ts';
import { createJobDesk } from '../../app/jobDesk.ts';
import { cancelJob, getJob, jobPage, listJobs } from '../../hub/jobs.ts';
import {
  createScheduledJob,
  deleteScheduledJob,
  getScheduledJob,
  listScheduledJobs,
  runScheduledJob,
  setSuspended,
} from '../../hub/scheduledJobs.ts';
import { usdOf } from '../../ledger/money.ts';
import type { JobOffer } from '../../runs/hub/jobDesk.ts';
import { readLogTail } from '../../runs/hub/jobLogTail.ts';
import { type HardwarePrices, hardwarePrices, type JobWish, scheduledQuoteText } from '../../runs/hub/jobQuote.ts';
import { hardwareLines, jobLine, scheduledLine } from '../../runs/hub/jobText.ts';
import { scheduledRequest } from '../../runs/hub/scheduleJob.ts';
import { WrongUsage } from '../command.ts';
import { type ExitCode, exitCode } from '../exitCodes.ts';
import { nothingMore, required } from '../options.ts';
import { recordOf } from '../runsCommands.ts';
import type { HubCommand, HubCommandContext } from './context.ts';
import { askMoney, askQuote, wishOf } from './jobMoney.ts';

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
      return await schedule(context, offer, words);
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

async function schedule(context: HubCommandContext, offer: JobOffer, [verb = 'list', ...words]: readonly string[]): Promise<ExitCode> {
  const { hub, options, output, signal } = context;
  const { payer } = offer;
  const id = (): string => required(words[0], `hub jobs schedule ${verb} needs the id of a scheduled job`);
  const print = (value: object, line: string): void => output.out(options.json ? `${JSON.stringify(value)}\n` : `${line}\n`);
  switch (verb) {
    case 'list':
      for await (const each of listScheduledJobs(hub, payer, signal)) print(each, scheduledLine(each));
      return exitCode.done;
    case 'suspend':
      await setSuspended(hub, payer, id(), true, signal);
      print({ id: id(), suspended: true }, `${id()} is suspended`);
      return exitCode.done;
    case 'resume': {
      const answer = await askStart(context, offer, id(), verb);
      if (answer !== undefined) return answer;
      await setSuspended(hub, payer, id(), false, signal);
      print({ id: id(), suspended: false }, `${id()} goes on`);
      return exitCode.done;
    }
    case 'delete':
      await deleteScheduledJob(hub, payer, id(), signal);
      print({ id: id(), deleted: true }, `${id()} is deleted`);
      return exitCode.done;
    case 'run': {
      const answer = await askStart(context, offer, id(), verb);
      if (answer !== undefined) return answer;
      const job = await runScheduledJob(hub, payer, id(), signal);
      print(job, jobLine(job, Date.now()));
      return exitCode.done;
    }
    case 'add':
      return await addSchedule(context, offer, words);
    default:
      throw new WrongUsage(`“hub jobs schedule ${verb}” is no command; there are: list, add, suspend, resume, run, delete. `);
  }
}

/** What is scheduled may be anybody's: it says itself on what it runs and for how long. Undefined: yes. */
async function askStart(
  context: HubCommandContext,
  { payer, prices }: JobOffer,
  id: string,
  verb: 'resume' | 'run',
): Promise<ExitCode | undefined> {
  const scheduled = await getScheduledJob(context.hub, payer, id, context.signal);
  const what = verb === 'resume' ? `Let ${id} start at ${scheduled.schedule}, each time` : `Start ${id} once more`;
  return await askQuote(context, scheduledQuoteText(scheduled, payer, prices), `${what} on ${scheduled.flavor}`);
}

async function addSchedule(context: HubCommandContext, offer: JobOffer, [when, given, ...args]: readonly string[]): Promise<ExitCode> {
  const { hub, host, options, output, signal } = context;
  const times = required(when, 'hub jobs schedule add needs a schedule and a script: add @daily train.py');
  const root = host.roots[0] ?? process.cwd();
  const script = resolve(options.cwd ?? process.cwd(), required(given, 'hub jobs schedule add needs a script'));
  const wish = wishOf(context, offer);
  const request = await scheduledRequest(wish, { root, script, args, schedule: times });
  const answer = await askMoney(context, offer, wish, `Start ${given ?? ''} at ${times}, each time on ${wish.flavor}`);
  if (answer !== undefined) return answer;
  const scheduled = await createScheduledJob(hub, offer.payer, request, times, signal);
  output.out(options.json ? `${JSON.stringify(scheduled)}\n` : `${scheduledLine(scheduled)}\n`);
  return exitCode.done;
}
