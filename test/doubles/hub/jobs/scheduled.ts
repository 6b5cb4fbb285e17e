/** Jobs that start by the clock: kept and started by hand or by `run`; the clock of the stand-in starts none by itself. */
import { type Accounts, idOf } from '../accounts.ts';
import type { Exchange } from '../exchange.ts';
import { fieldsOf, needText, textOf } from '../fields.ts';
import type { Ids } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { type Route, route } from '../routes.ts';
import { type JobSpec, jobSpecOf, labelsOf } from './job.ts';
import { createJob, describeJob, type JobParts } from './jobRoutes.ts';
import { labelFilter } from './labels.ts';
import { nextRun } from './schedule.ts';

interface Scheduled {
  readonly id: string;
  readonly namespace: string;
  readonly asked: Readonly<Record<string, unknown>>;
  readonly spec: JobSpec;
  readonly schedule: string;
  readonly isConcurrent: boolean;
  readonly createdAt: string;
  isSuspended: boolean;
  labels: Readonly<Record<string, string>>;
  lastJob?: { readonly id: string; readonly at: string };
}

export function scheduledRoutes(parts: JobParts & { readonly ids: Ids; readonly now: () => number }): readonly Route[] {
  const all = new Map<string, Scheduled>();
  const { accounts, engine, baseUrl, now } = parts;
  const one = '/api/scheduled-jobs/:namespace/:id';
  const find = (exchange: Exchange): Scheduled => {
    needRead(accounts, exchange);
    const scheduled = all.get(exchange.param('id'));
    if (scheduled === undefined || scheduled.namespace !== exchange.param('namespace')) throw new Refusal(404, 'Scheduled job not found');
    return scheduled;
  };
  const findToChange = (exchange: Exchange): Scheduled => {
    const scheduled = find(exchange);
    accounts.needWrite(exchange, scheduled.namespace, 'job.write');
    return scheduled;
  };
  const answer = (exchange: Exchange, scheduled: Scheduled): void => exchange.send(200, describe(scheduled, now()));
  return [
    route('POST /api/scheduled-jobs/:namespace', async (exchange) => {
      const namespace = exchange.param('namespace');
      accounts.needWrite(exchange, namespace, 'job.write');
      const asked = await exchange.json();
      const jobSpec = fieldsOf(asked['jobSpec']);
      const schedule = needText(asked, 'schedule');
      if (nextRun(schedule, now()) === undefined) throw new Refusal(400, `Invalid schedule "${schedule}"`);
      const spec = jobSpecOf(jobSpec);
      const scheduled: Scheduled = {
        id: parts.ids.next(),
        namespace,
        asked: jobSpec,
        spec,
        schedule,
        isConcurrent: asked['concurrency'] === true,
        createdAt: new Date(now()).toISOString(),
        isSuspended: asked['suspend'] === true,
        labels: spec.labels,
      };
      all.set(scheduled.id, scheduled);
      answer(exchange, scheduled);
    }),
    route('GET /api/scheduled-jobs/:namespace', (exchange) => {
      needRead(accounts, exchange);
      const hasLabels = labelFilter(exchange);
      const found = [...all.values()].filter((each) => each.namespace === exchange.param('namespace') && hasLabels(each.labels));
      exchange.send(
        200,
        found.reverse().map((each) => describe(each, now())),
      );
    }),
    route(`GET ${one}`, (exchange) => answer(exchange, find(exchange))),
    route(`DELETE ${one}`, (exchange) => {
      const { id } = findToChange(exchange);
      all.delete(id);
      exchange.send(200, {});
    }),
    route(`POST ${one}/:change(suspend|resume)`, (exchange) => {
      const scheduled = findToChange(exchange);
      scheduled.isSuspended = exchange.param('change') === 'suspend';
      answer(exchange, scheduled);
    }),
    route(`POST ${one}/run`, (exchange) => {
      const scheduled = findToChange(exchange);
      const last = engine.jobs.get(scheduled.lastJob?.id ?? '');
      if (last !== undefined && !last.isOver && !scheduled.isConcurrent) throw new Refusal(409, 'The last job of it is still running');
      const initiator = { type: 'scheduled-job', id: scheduled.id } as const;
      const job = createJob(parts, exchange, { ...scheduled.spec, labels: scheduled.labels }, initiator);
      scheduled.lastJob = { id: job.id, at: new Date(now()).toISOString() };
      exchange.send(200, describeJob(job, baseUrl()));
    }),
    route(`PUT ${one}/labels`, async (exchange) => {
      const scheduled = findToChange(exchange);
      scheduled.labels = labelsOf((await exchange.json())['labels']);
      answer(exchange, scheduled);
    }),
  ];
}

function needRead(accounts: Accounts, exchange: Exchange): void {
  const namespace = exchange.param('namespace');
  if (!accounts.canRead(accounts.need(exchange), namespace)) throw new Refusal(403, `You cannot see the jobs of ${namespace}`);
}

function describe(scheduled: Scheduled, now: number): unknown {
  const { id, namespace, asked, schedule, isSuspended, isConcurrent, createdAt, labels, lastJob, spec } = scheduled;
  const { secrets: _, ...shown } = asked;
  const next = isSuspended ? undefined : nextRun(schedule, now);
  return {
    type: 'scheduled-job',
    id,
    createdAt,
    schedule,
    suspend: isSuspended,
    concurrency: isConcurrent,
    jobSpec: {
      ...shown,
      flavor: spec.flavor,
      timeout: spec.timeoutSeconds,
      environment: spec.environment,
      arguments: spec.arguments,
      secrets: Object.keys(spec.secrets),
      labels,
      dockerImage: textOf(asked['dockerImage']) ?? null,
      spaceId: textOf(asked['spaceId']) ?? null,
    },
    status: {
      ...(lastJob === undefined ? {} : { lastJob }),
      ...(next === undefined ? {} : { nextJobRunAt: new Date(next).toISOString() }),
    },
    owner: { id: idOf(namespace), name: namespace, type: 'user' },
    initiator: { type: 'user', id: idOf(namespace), name: namespace },
    labels,
  };
}
