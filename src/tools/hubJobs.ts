import * as z from 'zod';
import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import type { Origin } from '../base/origin.ts';
import type { ToolCall } from '../base/tool.ts';
import type { HubClient } from '../hub/client.ts';
import { cancelJob, getJob, jobPage, listJobs } from '../hub/jobs.ts';
import { createScheduledJob, deleteScheduledJob, listScheduledJobs, runScheduledJob, setSuspended } from '../hub/scheduledJobs.ts';
import type { JobOffer } from '../runs/hub/jobDesk.ts';
import { readLogTail } from '../runs/hub/jobLogTail.ts';
import { hardwareNamed, jobQuote, placeOfJob, quoteText } from '../runs/hub/jobQuote.ts';
import { hardwareLines, jobLine, scheduledLine, spaceHardwareLine } from '../runs/hub/jobText.ts';
import { scheduledRequest } from '../runs/hub/scheduleJob.ts';
import { rootOf } from '../runs/rootOf.ts';
import { defineTool, type RunServices, rare } from './define.ts';
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
});
type Input = z.infer<typeof input>;

/** Looks at the jobs of whoever pays, and changes them where that is agreed to. */
export const hubJobs = defineTool({
  name: 'hub_jobs',
  description:
    'Jobs of Hugging Face, also those started elsewhere; start_run starts one. hardware: what there is, smallest price first. By id: inspect, logs, follow (as a run here), cancel; of a schedule: suspend, resume, run_now, unschedule. schedule (@daily or cron) needs schedule, script, flavor, timeout_minutes; args: a list.',
  input,
  effectKinds: ['lookup', 'execute', 'spend'],
  title: titleOf,
  effects(given, context) {
    const host = new URL(context.hub.endpoints.hub).hostname;
    const looks: Effect = { kind: 'lookup', host };
    if (!changes(given.action)) return [looks];
    const executes = executeEffect(given, offerOf(context.jobs.offer), context.roots);
    return starts.has(given.action)
      ? [looks, executes, { kind: 'spend', usd: undefined, on: spendText(given, offerOf(context.jobs.offer)), purpose: 'run' }]
      : [looks, executes];
  },
  async run(given, { hub, jobs, roots, runs }, call) {
    const looks: Effect = { kind: 'lookup', host: new URL(hub.endpoints.hub).hostname };
    const client = hub.under(call.permit, looks);
    if (!changes(given.action)) {
      const offer = await jobs.learn(client, call.signal);
      return { content: (await look(given, client, offer, runs, call)).join('\n'), ...originOf(given, offer) };
    }
    const offer = offerOf(jobs.offer);
    const changing = hub.under(call.permit, executeEffect(given, offer, roots));
    return { content: await change(given, changing, offer, roots, call.signal) };
  },
});

const changing: ReadonlySet<Input['action']> = new Set(['cancel', 'schedule', 'suspend', 'resume', 'run_now', 'unschedule']);

/** What a machine is paid for by, now or later. */
const starts: ReadonlySet<Input['action']> = new Set(['schedule', 'resume', 'run_now']);

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

/** No cap holds what starts again and again: it is always asked about, and never granted beforehand. */
function spendText(given: Input, offer: JobOffer): string {
  if (given.action === 'run_now') return `one more start of the scheduled job ${given.id ?? ''}, paid by ${offer.payer}`;
  if (given.action === 'resume') return `each start from now on of the scheduled job ${given.id ?? ''}, paid by ${offer.payer}`;
  return `each start ${quoteText(wishOf(given, offer), offer.prices.tableOf)}`;
}

function wishOf({ flavor, timeout_minutes: minutes }: Input, { payer, hub, prices }: JobOffer) {
  if (flavor === undefined || minutes === undefined) throw missing('flavor and timeout_minutes');
  const { microUsdPerHour } = hardwareNamed(flavor, prices);
  return { payer, hub, flavor, timeoutMs: Math.round(minutes * 60_000), microUsdPerHour };
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
  runs: RunServices['runs'],
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
      const lines: string[] = [];
      for await (const scheduled of listScheduledJobs(hub, payer, signal)) lines.push(scheduledLine(scheduled));
      return lines.length === 0 ? [`${payer} has no scheduled jobs.`] : lines.slice(0, mostJobs);
    }
    default:
      throw missing('a look-up');
  }
}

async function change(given: Input, hub: HubClient, offer: JobOffer, roots: readonly string[], signal: AbortSignal): Promise<string> {
  const { action, id, script, args = [], schedule } = given;
  const { payer } = offer;
  switch (action) {
    case 'cancel':
      await cancelJob(hub, { payer, id: needed(id) }, signal);
      return `The job ${needed(id)} is cancelled.`;
    case 'suspend':
    case 'resume':
      await setSuspended(hub, payer, needed(id), action === 'suspend', signal);
      return `The scheduled job ${needed(id)} is ${action === 'suspend' ? 'suspended' : 'resumed'}.`;
    case 'run_now': {
      const job = await runScheduledJob(hub, payer, needed(id), signal);
      return `Started the job ${job.id}. hub_jobs with action “follow” makes it a run here.`;
    }
    case 'unschedule':
      await deleteScheduledJob(hub, payer, needed(id), signal);
      return `The scheduled job ${needed(id)} is deleted.`;
    case 'schedule': {
      if (script === undefined || schedule === undefined) throw missing('script and schedule');
      const wish = wishOf(given, offer);
      const file = absolutePath(script, roots);
      const root = rootOf(roots, file) ?? firstRoot(roots);
      const scheduled = await createScheduledJob(
        hub,
        payer,
        await scheduledRequest(wish, { root, script: file, args, schedule }),
        schedule,
        signal,
      );
      return [`scheduled: ${scheduledLine(scheduled)}`, `Each start costs ${quoteText(wish)} (${jobQuote(wish).on}).`].join('\n');
    }
    default:
      throw missing('another action');
  }
}
