/** Carries a plan out: nothing is seen by others before all of it is there, and nothing else than what the plan says happens. */
import * as z from 'zod';
import type { HubClient } from '../../hub/client.ts';
import { HubError } from '../../hub/hubErrors.ts';
import { repoApi, repoPage } from '../../hub/repoId.ts';
import { type UploadProgress, uploadFiles } from '../../hub/upload/upload.ts';
import type { PublishPlan } from './plan.ts';

export interface Published {
  readonly page: string;
  /** Undefined: nothing was different. */
  readonly commit: string | undefined;
  readonly isPublic: boolean;
}

/** A client for each thing that is done, each under a permit that names it. */
export interface PublishClients {
  readonly create: HubClient;
  readonly upload: HubClient;
  /** Shows or hides it. */
  readonly visibility: HubClient;
}

export interface CarryOutOptions {
  readonly recordFolder?: string;
  readonly onProgress?: (progress: UploadProgress) => void;
  readonly signal?: AbortSignal;
}

const madeSchema = z.object({ url: z.string() });

export async function carryOut(plan: PublishPlan, clients: PublishClients, options: CarryOutOptions = {}): Promise<Published> {
  const { repo, isNew, isPublic, willBePublic, files, title, parent } = plan;
  const { recordFolder, onProgress, signal } = options;
  if (isNew) await create(clients.create, plan, signal);
  const { commit } = await uploadFiles(clients.upload, {
    repo,
    files,
    title,
    ...(isNew || parent === undefined ? {} : { parent }),
    ...(recordFolder === undefined ? {} : { recordFolder }),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (willBePublic !== isPublic) await setVisibility(clients.visibility, plan, signal);
  return { page: repoPage(clients.upload.endpoints.hub, repo), commit, isPublic: willBePublic };
}

/** Private, whatever it is to become: half of a model is shown to nobody. */
async function create(hub: HubClient, { repo: { type, id } }: PublishPlan, signal: AbortSignal | undefined): Promise<void> {
  const [owner = '', name = ''] = id.split('/');
  const json = { name, organization: owner, type, visibility: 'private', ...(type === 'space' ? { sdk: 'static' } : {}) };
  try {
    await hub.json({ path: '/api/repos/create', method: 'POST', json, signal }, madeSchema);
  } catch (error) {
    // Made by an attempt whose answer was lost, or by somebody meanwhile: what is in it was looked at when the upload begins.
    if (!(error instanceof HubError && error.code === 'hub-exists')) throw error;
  }
}

async function setVisibility(hub: HubClient, { repo, willBePublic }: PublishPlan, signal: AbortSignal | undefined): Promise<void> {
  const json = { visibility: willBePublic ? 'public' : 'private' };
  await hub.done({ path: repoApi(repo, 'settings'), method: 'PUT', json, isRepeatable: true, signal });
}
