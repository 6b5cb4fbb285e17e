/** The calls about jobs. */
import { type Accounts, idOf } from '../accounts.ts';
import type { Exchange } from '../exchange.ts';
import { type Faults, noCredits } from '../faults.ts';
import { sendPage } from '../paging.ts';
import { passOn } from '../proxy.ts';
import { Refusal } from '../refusal.ts';
import { type Route, route } from '../routes.ts';
import { stream } from '../sse.ts';
import type { Initiator, Job, JobEngine } from './engine.ts';
import { jobHardware } from './hardware.ts';
import { exposedOf, type JobSpec, jobSpecOf, labelsOf, type Volume } from './job.ts';
import { defined, labelFilter } from './labels.ts';

const permission = 'job.write';
const jobsPerPage = 50;

export interface JobParts {
  readonly engine: JobEngine;
  readonly accounts: Accounts;
  readonly faults: Faults;
  readonly baseUrl: () => string;
  readonly keepAliveMs: number;
  /** Refuses a volume that the asker may not see. */
  readonly needVolume: (exchange: Exchange, volume: Volume) => void;
}

export function jobRoutes(parts: JobParts): readonly Route[] {
  const { engine, accounts, faults, baseUrl } = parts;
  const one = '/api/jobs/:namespace/:id';
  const find = (exchange: Exchange): Job => {
    const caller = accounts.need(exchange);
    const job = engine.jobs.get(exchange.param('id'));
    const namespace = exchange.param('namespace');
    if (job === undefined || job.namespace !== namespace || !accounts.canRead(caller, namespace)) throw new Refusal(404, 'Job not found');
    return job;
  };
  const answer = (exchange: Exchange, job: Job): void => exchange.send(200, describeJob(job, baseUrl()));
  return [
    route('GET /api/jobs/hardware', (exchange) => exchange.send(200, jobHardware)),
    route('POST /api/jobs/:namespace', async (exchange) => {
      const spec = jobSpecOf(await exchange.json());
      answer(exchange, createJob(parts, exchange, spec));
    }),
    route('GET /api/jobs/:namespace/count', (exchange) => {
      const namespace = exchange.param('namespace');
      if (!accounts.canRead(accounts.need(exchange), namespace)) throw new Refusal(403, `You cannot see the jobs of ${namespace}`);
      const stages = exchange.queries('stage');
      const jobs = [...engine.jobs.values()].filter((job) => job.namespace === namespace);
      exchange.send(200, { count: jobs.filter(({ status }) => stages.length === 0 || stages.includes(status.stage)).length });
    }),
    route('GET /api/jobs/:namespace', (exchange) => {
      const namespace = exchange.param('namespace');
      if (!accounts.canRead(accounts.need(exchange), namespace)) throw new Refusal(403, `You cannot see the jobs of ${namespace}`);
      const stages = exchange.queries('stage');
      const hasLabels = labelFilter(exchange);
      const jobs = [...engine.jobs.values()]
        .filter((job) => job.namespace === namespace && hasLabels(job.labels))
        .filter(({ status }) => stages.length === 0 || stages.includes(status.stage));
      sendPage(
        exchange,
        baseUrl(),
        jobs.reverse().map((job) => describeJob(job, baseUrl())),
        jobsPerPage,
      );
    }),
    route(`GET ${one}`, (exchange) => answer(exchange, find(exchange))),
    route(`POST ${one}/cancel`, (exchange) => {
      const job = find(exchange);
      accounts.needWrite(exchange, job.namespace, permission);
      if (job.isOver) throw new Refusal(400, `Job is already in the stage ${job.status.stage}`);
      engine.end(job, { stage: 'CANCELED', message: null });
      answer(exchange, job);
    }),
    route(`POST ${one}/duplicate`, async (exchange) => {
      const job = find(exchange);
      answer(exchange, createJob(parts, exchange, { ...job.spec, labels: job.labels }, { type: 'duplicated-job', id: job.id }));
    }),
    route(`PUT ${one}/labels`, async (exchange) => {
      const job = find(exchange);
      accounts.needWrite(exchange, job.namespace, permission);
      job.labels = labelsOf((await exchange.json())['labels']);
      answer(exchange, job);
    }),
    route(`PUT ${one}/expose`, async (exchange) => {
      const job = find(exchange);
      accounts.needWrite(exchange, job.namespace, permission);
      job.exposed = exposedOf(await exchange.json());
      answer(exchange, job);
    }),
    ...['* /jobs-ports/:target', '* /jobs-ports/:target/*path'].map((signature) =>
      route(signature, async (exchange) => await toPort(parts, exchange)),
    ),
    route(`GET ${one}/logs`, async (exchange) => {
      const job = find(exchange);
      const tail = exchange.query('tail');
      await stream(exchange, faults, {
        from: job.logs,
        write: (line) => `data: ${JSON.stringify(line)}\n\n`,
        tail: tail === undefined ? undefined : Number(tail),
        keepAlive: ': keep-alive\n\n',
        keepAliveMs: parts.keepAliveMs,
      });
    }),
    route(`GET ${one}/metrics`, async (exchange) => {
      const job = find(exchange);
      // So does the real one once a job has finished.
      if (job.isOver) throw new Refusal(500, 'Internal Server Error');
      await stream(exchange, faults, {
        from: job.metrics,
        write: (metric) => `event: metric\ndata: ${JSON.stringify(metric)}\n\n`,
        tail: 1,
        keepAlive: ': keep-alive\n\n',
        keepAliveMs: parts.keepAliveMs,
        isEndless: true,
      });
    }),
    route(`GET ${one}/events`, async (exchange) => {
      const job = find(exchange);
      await stream(exchange, faults, {
        from: job.events,
        write: (status) => `data: ${JSON.stringify({ status })}\n\n`,
        keepAlive: ': keep-alive\n\n',
        keepAliveMs: parts.keepAliveMs,
      });
    }),
    ...['/api/jobs/:namespace/auth-check/:right(read|write)', `${one}/auth-check/:right(read|write)`].map((pattern) =>
      route(`POST ${pattern}`, (exchange) => {
        const namespace = exchange.param('namespace');
        const { user } =
          exchange.param('right') === 'write' ? accounts.needWrite(exchange, namespace, permission) : accounts.need(exchange);
        exchange.send(200, { namespace: { id: idOf(namespace), name: namespace }, user: { id: idOf(user.name), name: user.name } });
      }),
    ),
  ];
}

/** The edge before the ports of a job: who may read the namespace comes through, and anybody to a public one; the bearer stays there. */
async function toPort({ accounts, engine }: JobParts, exchange: Exchange): Promise<void> {
  const [, id = '', port = ''] = /^([0-9a-f]+)--(\d+)(?:\.hf\.jobs)?$/.exec(exchange.param('target')) ?? [];
  const job = engine.jobs.get(id);
  const asked = Number(port);
  if (job === undefined || !job.exposed.ports.includes(asked)) throw new Refusal(404, 'Not found');
  const isPublic = job.exposed.portsPublic.includes(asked);
  if (!isPublic && !accounts.canRead(accounts.need(exchange), job.namespace)) throw new Refusal(403, 'Forbidden');
  if (job.isOver) throw new Refusal(404, 'The job has ended');
  const path = exchange.record.url.replace(/^\/jobs-ports\/[^/?]+/, '');
  const own = job.ports.get(asked);
  await passOn(exchange, own === undefined ? [asked] : [own, asked], path.startsWith('/') ? path : `/${path}`, false);
}

export function createJob(parts: JobParts, exchange: Exchange, spec: JobSpec, initiator?: Initiator): Job {
  const { accounts, engine, faults } = parts;
  const namespace = exchange.param('namespace');
  const { user } = accounts.needWrite(exchange, namespace, permission);
  for (const volume of spec.volumes) parts.needVolume(exchange, volume);
  if (accounts.creditsUsd(namespace) <= 0) throw noCredits(namespace);
  return engine.create({
    namespace,
    spec,
    createdBy: user.name,
    initiator: initiator ?? { type: 'user', id: idOf(user.name), name: user.name, avatarUrl: '' },
    startDelayMs: faults.startDelayMs(exchange),
  });
}

export function describeJob(job: Job, baseUrl: string): unknown {
  const { spec, status, startedAtMs, finishedAtMs, createdAtMs } = job;
  const exposed = job.exposed.ports;
  const seconds = (from: number | undefined, to: number | undefined): number | undefined =>
    from === undefined || to === undefined ? undefined : Math.ceil((to - from) / 1000);
  return defined({
    type: 'job',
    id: job.id,
    createdAt: date(createdAtMs),
    startedAt: date(startedAtMs),
    finishedAt: date(finishedAtMs),
    dockerImage: spec.dockerImage,
    spaceId: spec.spaceId,
    timeout: spec.timeoutSeconds,
    environment: spec.environment,
    command: spec.command,
    arguments: spec.arguments,
    arch: spec.arch ?? 'amd64',
    flavor: spec.flavor,
    createdBy: { id: idOf(job.createdBy), name: job.createdBy },
    owner: { id: idOf(job.namespace), name: job.namespace, type: job.namespace === job.createdBy ? 'user' : 'org', avatarUrl: '' },
    initiator: job.initiator,
    durations: defined({
      schedulingSecs: seconds(createdAtMs, startedAtMs),
      runningSecs: seconds(startedAtMs, finishedAtMs),
      totalSecs: seconds(createdAtMs, finishedAtMs),
    }),
    volumes: spec.volumes,
    expose: exposed.length === 0 ? undefined : job.exposed,
    network: spec.network,
    retry: spec.attempts === 1 ? undefined : spec.attempts,
    hfToken: 'HF_TOKEN' in spec.secrets ? { ownerName: job.createdBy } : undefined,
    secrets: Object.keys(spec.secrets),
    labels: job.labels,
    status: defined({
      ...status,
      failureCount: job.failures,
      exposeUrls: exposed.length === 0 ? undefined : exposed.map((port) => `${baseUrl}/jobs-ports/${job.id}--${port}.hf.jobs`),
    }),
  });
}

function date(atMs: number | undefined): string | undefined {
  return atMs === undefined ? undefined : new Date(atMs).toISOString();
}
