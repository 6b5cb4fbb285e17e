/** Scheduled jobs by hand. All that their starts may cost is shown, asked about and promised before there is one. */
import { resolve } from 'node:path';
import { openBench } from '../../app/bench.ts';
import type { Effect } from '../../base/effects.ts';
import type { SessionId } from '../../base/ids.ts';
import { newId } from '../../base/newId.ts';
import type { Permit } from '../../base/permit.ts';
import { usingPermit } from '../../base/usingPermit.ts';
import { getScheduledJob } from '../../hub/scheduledJobs.ts';
import type { JobOffer } from '../../runs/hub/jobDesk.ts';
import { jobLine, listedScheduleLine } from '../../runs/hub/jobText.ts';
import { mostStarts, type ScheduleWish, startsQuoteText, startsSpend, wishOfScheduled } from '../../runs/hub/schedules/scheduleQuote.ts';
import type { SchedulesPort } from '../../runs/hub/schedules/schedulesPort.ts';
import { WrongUsage } from '../command.ts';
import { type ExitCode, exitCode } from '../exitCodes.ts';
import { required } from '../options.ts';
import type { HubCommandContext } from './context.ts';
import { askQuote, wishOf } from './jobMoney.ts';

interface Hands {
  readonly context: HubCommandContext;
  readonly offer: JobOffer;
  readonly port: SchedulesPort;
  under<T>(effects: readonly Effect[], work: (permit: Permit) => Promise<T>): Promise<T>;
  print(value: object, line: string): void;
}

export async function schedule(
  context: HubCommandContext,
  offer: JobOffer,
  [verb = 'list', ...words]: readonly string[],
): Promise<ExitCode> {
  const { options, output } = context;
  const bench = openBench(context.host);
  try {
    const { permits, scheduleDesk } = bench.parts;
    const hands: Hands = {
      context,
      offer,
      port: scheduleDesk.of(newId<SessionId>('se')),
      under: (effects, work) => usingPermit(permits, effects, work),
      print: (value, line) => output.out(options.json ? `${JSON.stringify(value)}\n` : `${line}\n`),
    };
    return await carryOut(hands, verb, words);
  } finally {
    bench.dispose();
  }
}

async function carryOut(hands: Hands, verb: string, words: readonly string[]): Promise<ExitCode> {
  const { context, offer, port, print } = hands;
  const { hub, signal } = context;
  const { payer } = offer;
  const id = (): string => required(words[0], `hub jobs schedule ${verb} needs the id of a scheduled job`);
  switch (verb) {
    case 'list':
      for (const each of await port.list(hub, payer, signal)) print(each.scheduled, listedScheduleLine(each));
      return exitCode.done;
    case 'suspend':
      await port.suspend(hub, payer, id(), signal);
      print({ id: id(), suspended: true }, `${id()} is suspended`);
      return exitCode.done;
    case 'resume':
      await port.resume(hub, payer, id(), signal);
      print({ id: id(), suspended: false }, `${id()} goes on`);
      return exitCode.done;
    case 'delete':
      await port.remove(hub, payer, id(), signal);
      print({ id: id(), deleted: true }, `${id()} is deleted`);
      return exitCode.done;
    case 'run':
      return await startNow(hands, id());
    case 'add':
      return await add(hands, words);
    default:
      throw new WrongUsage(`“hub jobs schedule ${verb}” is no command; there are: list, add, suspend, resume, run, delete. `);
  }
}

async function startNow({ context, offer, port, under, print }: Hands, id: string): Promise<ExitCode> {
  const { hub, signal } = context;
  const wish = wishOfScheduled(await getScheduledJob(hub, offer.payer, id, signal), offer);
  const answer = await askQuote(context, startsQuoteText(wish, offer.prices.tableOf), `Start ${id} once more on ${wish.flavor}`);
  if (answer !== undefined) return answer;
  const job = await under([startsSpend(wish)], (permit) => port.startNow(hub, permit, id, wish, { signal }));
  print(job, jobLine(job, Date.now()));
  return exitCode.done;
}

async function add({ context, offer, port, under, print }: Hands, [when, given, ...args]: readonly string[]): Promise<ExitCode> {
  const { hub, host, options, values, signal } = context;
  const times = required(when, 'hub jobs schedule add needs a schedule and a script: add @daily train.py');
  const root = host.roots[0] ?? process.cwd();
  const script = resolve(options.cwd ?? process.cwd(), required(given, 'hub jobs schedule add needs a script'));
  const wish: ScheduleWish = { ...wishOf(context, offer), schedule: times, starts: startsOf(values.starts) };
  const answer = await askQuote(
    context,
    startsQuoteText(wish, offer.prices.tableOf),
    `Start ${given ?? ''} at ${times} on ${wish.flavor}, ${wish.starts === 1 ? 'once' : `${wish.starts} times`}`,
  );
  if (answer !== undefined) return answer;
  const made = await under([startsSpend(wish)], (permit) => port.add(hub, permit, wish, { root, script, args }, { signal }));
  print(made.scheduled, listedScheduleLine(made));
  return exitCode.done;
}

function startsOf(words: string | undefined): number {
  const starts = Number(required(words, 'hub jobs schedule add needs --starts, how often it may start at most: it is what it may cost'));
  if (Number.isInteger(starts) && starts >= 1 && starts <= mostStarts) return starts;
  throw new WrongUsage(`--starts takes a number from 1 to ${mostStarts}. `);
}
