/** Spaces of Hugging Face as machines: a server in an image on hardware, paid by the minute while it starts and runs, not while it is built. */
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { HubClient } from './client.ts';
import { addressBelow } from './endpoints.ts';
import { HubError } from './hubErrors.ts';
import type { JobVolume } from './jobs.ts';
import { repoApi } from './repoId.ts';

export interface SpaceRequest {
  /** `ada/practicum-run-…`. */
  readonly id: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly flavor: string;
  /** After so long without a request it is put to sleep; absent: as the hardware has it. */
  readonly sleepSeconds?: number;
  /** Seen by everybody who may change the Space. */
  readonly variables: Readonly<Record<string, string>>;
  /** Seen by nobody: the Hub tells their names only. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly volumes?: readonly JobVolume[];
}

export interface Space {
  /** `BUILDING`, `APP_STARTING`, `RUNNING`, `PAUSED`, …; a later Hub may say more. */
  readonly stage: string;
  readonly message?: string;
  /** Undefined: none yet. */
  readonly hardware?: string;
  readonly requestedHardware?: string;
}

const text = z.string().nullish();
const runtimeSchema = whenUsed(() =>
  z
    .object({
      stage: z.string(),
      errorMessage: text,
      hardware: z.object({ current: text, requested: text }).nullish().catch(null),
    })
    .transform(
      ({ stage, errorMessage, hardware }): Space => ({
        stage,
        ...defined({
          message: errorMessage ?? undefined,
          hardware: hardware?.current ?? undefined,
          requestedHardware: hardware?.requested ?? undefined,
        }),
      }),
    ),
);

/** The stages in which nothing runs and nothing is paid. */
const lastStages: ReadonlySet<string> = new Set([
  'NO_APP_FILE',
  'CONFIG_ERROR',
  'BUILD_ERROR',
  'RUNTIME_ERROR',
  'STOPPED',
  'PAUSED',
  'SLEEPING',
  'DELETING',
]);

export function isSpaceOver({ stage }: Pick<Space, 'stage'>): boolean {
  return lastStages.has(stage);
}

/** Its machine is paid for. */
export function isPaid({ stage }: Pick<Space, 'stage'>): boolean {
  return stage === 'APP_STARTING' || stage.startsWith('RUNNING');
}

/** Where a person looks at it. */
export function spacePage(hubOrigin: string, id: string): string {
  return `${hubOrigin}/spaces/${id.split('/').map(encodeURIComponent).join('/')}`;
}

/**
 * Private, with all that it needs before its first build: whatever comes later would build it again or come too late. Sent once; its name says
 * whether it arrived. Throws HubError: `hub-exists` where the name is taken, `hub-payment` where a plan or a payment method is missing.
 */
export async function createSpace(hub: HubClient, request: SpaceRequest, signal?: AbortSignal): Promise<void> {
  const { id, files, flavor, sleepSeconds, variables, secrets, volumes } = request;
  const [organization = '', name = ''] = id.split('/');
  const json = {
    type: 'space',
    name,
    organization,
    visibility: 'private',
    sdk: 'docker',
    hardware: flavor,
    ...defined({ sleepTimeSeconds: sleepSeconds, volumes }),
    secrets: pairs(secrets),
    variables: pairs(variables),
    files: files.map((file) => ({ path: file.path, content: Buffer.from(file.text).toString('base64'), encoding: 'base64' })),
  };
  try {
    await hub.done({ path: '/api/repos/create', method: 'POST', json, isRepeatable: false, signal });
  } catch (error) {
    throw needsPlan(error, organization, flavor, hub.endpoints.hub) ?? error;
  }
}

function pairs(values: Readonly<Record<string, string>>): readonly { readonly key: string; readonly value: string }[] {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}

/** What a refusal for want of money means here: a plan for the Space, or a payment method for its hardware. */
function needsPlan(error: unknown, payer: string, flavor: string, hub: string): HubError | undefined {
  if (!(error instanceof HubError) || error.code !== 'hub-payment') return undefined;
  const { status, said } = error;
  const isHardware = /payment method|hardware/i.test(said);
  return new HubError(
    'hub-payment',
    isHardware
      ? `Hugging Face wants a payment method of ${payer} before it gives a Space the hardware ${flavor}.`
      : `Hugging Face lets only those with a paid plan make a Docker Space, and ${payer} has none.`,
    {
      status,
      said,
      hint: `${isHardware ? `Add one at ${hub}/settings/billing` : 'A user needs PRO, an organisation Team or Enterprise (https://huggingface.co/pricing)'}; or run it as a job, which needs credits only.`,
      cause: error,
    },
  );
}

export async function getSpace(hub: HubClient, id: string, signal?: AbortSignal): Promise<Space> {
  return await hub.json({ path: api(id, 'runtime'), signal }, runtimeSchema);
}

/** One that is over already is left as it is. */
export async function pauseSpace(hub: HubClient, id: string, signal?: AbortSignal): Promise<void> {
  await hub.done({ path: api(id, 'pause'), method: 'POST', isRepeatable: true, signal });
}

export async function requestHardware(hub: HubClient, id: string, flavor: string, sleepSeconds?: number): Promise<void> {
  const json = { flavor, ...defined({ sleepTimeSeconds: sleepSeconds }) };
  await hub.done({ path: api(id, 'hardware'), method: 'POST', json, isRepeatable: true });
}

const variablesSchema = z.record(z.string(), z.object({ value: text }));

export async function spaceVariables(hub: HubClient, id: string): Promise<Readonly<Record<string, string>>> {
  const found = await hub.json({ path: api(id, 'variables') }, variablesSchema);
  return Object.fromEntries(Object.entries(found).map(([name, { value }]) => [name, value ?? '']));
}

const factsSchema = whenUsed(() =>
  z.object({
    private: z.boolean().nullish(),
    subdomain: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .nullish(),
    siblings: z.array(z.object({ rfilename: z.string() })).nullish(),
  }),
);

export interface SpaceFacts {
  readonly isPrivate: boolean;
  readonly files: readonly string[];
  /** Where its server answers; undefined where the Hub does not say it. */
  readonly app?: string;
}

export async function spaceFacts(hub: HubClient, id: string, signal?: AbortSignal): Promise<SpaceFacts> {
  const facts = await hub.json({ path: api(id), signal }, factsSchema);
  return {
    isPrivate: facts.private === true,
    files: (facts.siblings ?? []).map(({ rfilename }) => rfilename),
    ...(facts.subdomain == null ? {} : { app: addressBelow(hub.endpoints.spaces, facts.subdomain) }),
  };
}

export function spaceLogPath(id: string, log: 'build' | 'run'): string {
  return api(id, 'logs', log);
}

export function spaceMetricsPath(id: string): string {
  return api(id, 'metrics');
}

const listedSchema = z.object({ id: z.string(), createdAt: text });

export interface ListedSpace extends Space {
  readonly id: string;
  readonly createdMs?: number;
}

/** The Spaces of `owner` whose names begin so, the newest first. */
export async function listSpaces(hub: HubClient, owner: string, begin: string, signal?: AbortSignal): Promise<readonly ListedSpace[]> {
  const found: ListedSpace[] = [];
  const query = { author: owner, search: begin, limit: 100, sort: 'createdAt' };
  for await (const { id, createdAt } of hub.pages({ path: '/api/spaces', query, signal }, listedSchema)) {
    if (!id.startsWith(`${owner}/${begin}`)) continue;
    const createdMs = Date.parse(createdAt ?? '');
    const space = await getSpace(hub, id, signal);
    found.push({ id, ...space, ...(Number.isNaN(createdMs) ? {} : { createdMs }) });
  }
  return found.sort((a, b) => (b.createdMs ?? 0) - (a.createdMs ?? 0));
}

function api(id: string, ...rest: readonly string[]): string {
  return repoApi({ type: 'space', id }, ...rest);
}
