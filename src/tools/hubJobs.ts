import * as z from 'zod';
import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import type { Origin } from '../base/origin.ts';
import type { ToolCall } from '../base/tool.ts';
import type { HubClient } from '../hub/client.ts';
import { cancelJob, getJob, jobPage, listJobs } from '../hub/jobs.ts';
import type { ScheduledJob } from '../hub/scheduledJobs.ts';
import type { JobOffer } from '../runs/hub/jobDesk.ts';
import { readLogTail } from '../runs/hub/jobLogTail.ts';
import { hardwareNamed, placeOfJob } from '../runs/hub/jobQuote.ts';
import { hardwareLines, jobLine, listedScheduleLine, spaceHardwareLine } from '../runs/hub/jobText.ts';
import { mostStarts, type ScheduleWish, startsQuoteText, startsSpend, wishOfScheduled } from '../runs/hub/schedules/scheduleQuote.ts';
import { rootOf } from '../runs/rootOf.ts';
import { defineTool, type EffectContext, type RunServices, rare } from './define.ts';
import { absolutePath, firstRoot, pathField } from './paths.ts';

const mostJobs = 30;
const mostLogChars = 8_000;

const input = z.strictObject({
  action: z.enum([
    'hardware',
    'list',
    'inspect',
    'logs',
    'follow',
    'cancel',
    'schedules',
    'schedule',
    'suspend',
    'resume',
    'run_now',
    'unschedule',
  ]),
  /** Of a job, or of a schedule. */
  id: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .optional(),
  script: pathField.optional(),
  args: rare(z.array(z.string().max(2000)).max(50).optional()),
  schedule: rare(z.string().max(100).optional()),
  flavor: rare(z.string().max(60).optional()),
  timeout_minutes: rare(z.number().min(1).max(20_160).optional()),
  starts: rare(z.number().int().min(1).max(mostStarts).optional()),
});
type Input = z.infer<typeof input>;

/** Looks at the jobs of whoever pays, and changes them where that is agreed to. */
export const hubJobs = defineTool({
  name: 'hub_jobs',
  description:
    'Jobs of Hugging Face, also those started elsewhere; start_run starts one. hardware: what there is, smallest price first. By id: inspect, logs, follow (as a run here), cancel; of a schedule: suspend, resume, run_now, unschedule. schedule (@daily or cron) needs schedule, script, flavor, timeout_minutes, starts (how many at most); args: a list.',
  input,
  effectKinds: ['lookup', 'execute', 'spend'],
  title: titleOf,
  effects(given, context) {
    const host = new URL(context.hub.endpoints.hub).hostname;
    const looks: Effect = { kind: 'lookup', host };
    if (!changes(given.action)) return [looks];
    const offer = offerOf(context.jobs.offer);
    const executes = executeEffect(given, offer, context.roots);
    if (given.action === 'resume') context.schedules.requirePromise(needed(given.id));
    return given.action === 'schedule' || given.action === 'run_now'
      ? [looks, executes, startsSpend(wishOf(given, offer, context.schedules))]
      : [looks, executes];
  },
  async preview(given, { jobs, schedules }) {
    if (given.action !== 'schedule' && given.action !== 'run_now') return undefined;
    const offer = offerOf(jobs.offer);
    const costs = `Costs ${startsQuoteText(wishOf(given, offer, schedules), offer.prices.tableOf)}.`;
    return { kind: 'text', text: given.action === 'run_now' ? costs : `${costs}\n${afterStarts}` };
  },
  async run(given, services, call) {
    const { hub, jobs, roots } = services;
    const looks: Effect = { kind: 'lookup', host: new URL(hub.endpoints.hub).hostname };
    const client = hub.under(call.permit, looks);
    if (!changes(given.action)) {
      const offer = await jobs.learn(client, call.signal);
      return { content: (await look(given, client, offer, services, call)).join('\n'), ...originOf(given, offer) };
    }
    const offer = offerOf(jobs.offer);
    const changing = hub.under(call.permit, executeEffect(given, offer, roots));
    return { content: await change(given, changing, offer, services, call) };
  },
});

const changing: ReadonlySet<Input['action']> = new Set(['cancel', 'schedule', 'suspend', 'resume', 'run_now', 'unschedule']);

function changes(action: Input['action']): boolean {
  return changing.has(action);
}

const titles: Readonly<Record<Input['action'], string>> = {
  hardware: 'List the hardware of Hugging Face Jobs',
  list: 'List jobs on Hugging Face',
  inspect: 'Look at the job',
  logs: 'Read the log of the job',
  follow: 'Follow as a run the job',
  cancel: 'Cancel the job',
  schedules: 'List scheduled jobs on Hugging Face',
  schedule: 'Schedule on Hugging Face',
  suspend: 'Suspend the scheduled job',
  resume: 'Resume the scheduled job',
  run_now: 'Start now the scheduled job',
  unschedule: 'Delete the scheduled job',
};

function titleOf({ action, id, script, schedule }: Input): string {
  if (action === 'schedule') return `${titles.schedule} ${script ?? 'a script'} at ${schedule ?? 'a time'}`;
  return id === undefined ? titles[action] : `${titles[action]} ${id}`;
}

/** What others printed or named is their words. */
function originOf({ action, id }: Input, { payer }: JobOffer): { readonly origin?: Origin } {
  return action === 'hardware' ? {} : { origin: { kind: 'log', name: id ?? `jobs of ${payer}` } };
}

function executeEffect({ action, id, script, schedule, args = [] }: Input, offer: JobOffer, roots: readonly string[]): Effect {
  const words = action === 'schedule' ? [schedule ?? '', script ?? '', ...args] : [id ?? ''];
  const verb = action === 'cancel' ? 'cancel' : `scheduled ${action}`;
  return { kind: 'execute', argv: ['hf', 'jobs', ...verb.split(' '), ...words], cwd: firstRoot(roots), on: placeOfJob(offer) };
}

/** Who agrees knows what happens when so many were started. */
const afterStarts =
  'All of that is promised now. A start after the last of them ends within its first minute and does nothing, and Practicum deletes the schedule when it next looks.';

/** All starts that are agreed to: one more of what is scheduled, or so many of what will be. */
function wishOf(given: Input, offer: JobOffer, schedules: EffectContext['schedules']): ScheduleWish {
  if (given.action === 'run_now') return wishOfScheduled(scheduledNamed(needed(given.id), schedules), offer);
  const { flavor, timeout_minutes: minutes, starts, schedule = '' } = given;
  if (flavor === undefined || minutes === undefined) throw missing('flavor and timeout_minutes');
  if (starts === undefined) throw missing('starts, how often it may start at most,');
  const { payer, hub, prices } = offer;
  const { microUsdPerHour } = hardwareNamed(flavor, prices);
  return { payer, hub, flavor, timeoutMs: Math.round(minutes * 60_000), microUsdPerHour, schedule, starts };
}

function scheduledNamed(id: string, { known }: EffectContext['schedules']): ScheduledJob {
  const scheduled = known(id);
  if (scheduled !== undefined) return scheduled;
  throw new PracticumError('no-schedule', `What a start of the scheduled job ${id} costs has not been looked at yet.`, {
    hint: 'Call hub_jobs with action “schedules” first, then this again.',
  });
}

function offerOf(offer: JobOffer | undefined): JobOffer {
  if (offer !== undefined) return offer;
  throw new PracticumError('hub-prices', 'Who pays, and what hardware of Hugging Face costs now, has not been asked for yet.', {
    hint: 'Call hub_jobs with action “hardware” first, then this again.',
  });
}

function missing(what: string): PracticumError {
  return new PracticumError('missing-argument', `This action needs ${what}.`, { hint: `Call it again with ${what}.` });
}

function needed(id: string | undefined): string {
  if (id === undefined) throw missing('id');
  return id;
}

async function look(
  { action, id }: Input,
  hub: HubClient,
  offer: JobOffer,
  { runs, schedules }: Pick<RunServices, 'runs' | 'schedules'>,
  call: ToolCall,
): Promise<readonly string[]> {
  const { payer } = offer;
  const { signal } = call;
  switch (action) {
    case 'hardware':
      return [
        `Paid by ${payer}. Billed by the minute while it starts and runs.`,
        ...hardwareLines(offer.prices),
        spaceHardwareLine(offer.spacePrices),
      ];
    case 'list': {
      const lines: string[] = [];
      for await (const job of listJobs(hub, payer, {}, signal)) {
        if (lines.length >= mostJobs) return [...lines, 'There are more, older ones.'];
        lines.push(jobLine(job, Date.now()));
      }
      return lines.length === 0 ? [`${payer} has no jobs.`] : lines;
    }
    case 'inspect': {
      const job = await getJob(hub, { payer, id: needed(id) }, signal);
      return [jobLine(job, Date.now()), `image: ${job.image}`, `page: ${jobPage(offer.hub, { payer, id: job.id })}`];
    }
    case 'logs': {
      const address = { payer, id: needed(id) };
      const text = await readLogTail(hub, address, mostLogChars, signal);
      return [text === '' ? 'It has printed nothing yet.' : text];
    }
    case 'follow': {
      const job = await getJob(hub, { payer, id: needed(id) }, signal);
      const run = await runs.adoptJob(call.permit, { payer, hub: offer.hub, job });
      return [`run: ${run.spec.id}`, `status: ${run.status}`, `read_run with run=${run.spec.id} shows what it prints and measures.`];
    }
    case 'schedules': {
      const lines = (await schedules.list(hub, payer, signal)).map(listedScheduleLine);
      return lines.length === 0 ? [`${payer} has no scheduled jobs.`] : lines.slice(0, mostJobs);
    }
    default:
      throw missing('a look-up');
  }
}

async function change(
  given: Input,
  hub: HubClient,
  offer: JobOffer,
  { roots, schedules }: Pick<RunServices, 'roots' | 'schedules'>,
  { id: call, permit, signal }: ToolCall,
): Promise<string> {
  const { action, id, script, args = [], schedule } = given;
  const { payer } = offer;
  switch (action) {
    case 'cancel':
      await cancelJob(hub, { payer, id: needed(id) }, signal);
      return `The job ${needed(id)} is cancelled.`;
    case 'suspend':
      await schedules.suspend(hub, payer, needed(id), signal);
      return `The scheduled job ${needed(id)} is suspended. What was promised for its starts stays promised until it is deleted.`;
    case 'resume':
      await schedules.resume(hub, payer, needed(id), signal);
      return `The scheduled job ${needed(id)} is resumed.`;
    case 'run_now': {
      const job = await schedules.startNow(hub, permit, needed(id), wishOf(given, offer, schedules), { call, signal });
      return `Started the job ${job.id}. hub_jobs with action “follow” makes it a run here.`;
    }
    case 'unschedule':
      await schedules.remove(hub, payer, needed(id), signal);
      return `The scheduled job ${needed(id)} is deleted.`;
    case 'schedule': {
      if (script === undefined || schedule === undefined) throw missing('script and schedule');
      const wish = wishOf(given, offer, schedules);
      const file = absolutePath(script, roots);
      const root = rootOf(roots, file) ?? firstRoot(roots);
      const made = await schedules.add(hub, permit, wish, { root, script: file, args }, { call, signal });
      return [`scheduled: ${listedScheduleLine(made)}`, `It costs ${startsQuoteText(wish)}. ${afterStarts}`].join('\n');
    }
    default:
      throw missing('another action');
  }
}
