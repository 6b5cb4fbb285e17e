/** Jobs in lines, for people and for the model. Pure. */
import type { Job } from '../../hub/jobs.ts';
import type { ScheduledJob } from '../../hub/scheduledJobs.ts';
import { dollars, dollarsAtMost } from '../../ledger/money.ts';
import { minutesText } from './jobEnding.ts';
import { type HardwarePrices, hardwareText } from './jobQuote.ts';
import { runLabel } from './ownJobs.ts';
import { startsQuote } from './schedules/scheduleQuote.ts';
import type { ListedSchedule } from './schedules/schedulesPort.ts';

const longestCommand = 120;

/** `67ab… RUNNING a10g-small 12 min, run run_…: python train.py`. */
export function jobLine(job: Job, nowMs: number): string {
  const { id, stage, flavor, startedMs, ranMs, labels, cancelReason, message } = job;
  const tookMs = ranMs ?? (startedMs === undefined ? undefined : Math.max(0, nowMs - startedMs));
  const run = labels[runLabel];
  const facts = [
    `${stage}${cancelReason === undefined ? '' : ` (${cancelReason})`}`,
    flavor,
    ...(tookMs === undefined ? [] : [minutesText(tookMs)]),
    ...(run === undefined ? [] : [run.startsWith('sb_') ? 'a sandbox' : `run ${run}`]),
    ...(labels['name'] === undefined ? [] : [labels['name']]),
    ...(message === undefined || message === '' ? [] : [message]),
  ];
  return `${id}  ${facts.join(', ')}: ${commandText(run === undefined ? job.command : [])}`.replace(/: $/, '');
}

/** What runs around a script of ours says nothing to anybody. */
function commandText(command: readonly string[]): string {
  const text = command.join(' ').replace(/\s+/g, ' ');
  return text.length > longestCommand ? `${text.slice(0, longestCommand)}…` : text;
}

export function scheduledLine({ id, schedule, isSuspended, flavor, nextRun, lastJob, timeoutSeconds }: ScheduledJob): string {
  const facts = [
    schedule,
    ...(isSuspended ? ['suspended'] : []),
    flavor,
    ...(timeoutSeconds === undefined ? [] : [`at most ${minutesText(timeoutSeconds * 1000)} each`]),
    ...(nextRun === undefined ? [] : [`next ${nextRun}`]),
    ...(lastJob === undefined ? [] : [`last job ${lastJob}`]),
  ];
  return `${id}  ${facts.join(', ')}`;
}

/** With what was promised for it here. */
export function listedScheduleLine({ scheduled, promise }: ListedSchedule): string {
  if (promise?.untilMs === undefined) return `${scheduledLine(scheduled)}, its starts are not promised here`;
  const { quote, on } = startsQuote(promise);
  return `${scheduledLine(scheduled)}, promised at most ${dollarsAtMost(quote.microUsd)} for ${on} until ${new Date(promise.untilMs).toISOString()}`;
}

/** The cheapest first. */
export function hardwareLines({ hardware, tableOf }: HardwarePrices): readonly string[] {
  const width = Math.max(...hardware.map(({ flavor }) => flavor.length));
  const lines = hardware.map((each) => `${each.flavor.padEnd(width)}  ${hardwareText(each)}`);
  return tableOf === undefined ? lines : [...lines, `These prices are of ${tableOf}: today’s could not be had.`];
}

/** The same machines under the same names; only prices may differ. */
export function spaceHardwareLine({ hardware, tableOf }: HardwarePrices): string {
  const priced = hardware.map(
    ({ flavor, microUsdPerHour }) => `${flavor} ${microUsdPerHour === 0 ? 'free' : `${dollars(microUsdPerHour)}/h`}`,
  );
  return `As a Space, which needs a paid plan: ${priced.join(', ')}${tableOf === undefined ? '' : ` (of ${tableOf})`}.`;
}
