/** Carries a plan out: nothing is seen by others before all of it is there, and nothing else than what the plan says happens. */
import { describeError, PracticumError } from '../../base/errors.ts';
import type { HubClient } from '../../hub/client.ts';
import { HubError } from '../../hub/hubErrors.ts';
import { type RepoId, repoPage, repoTitle } from '../../hub/repoId.ts';
import { createRepo, setVisibility } from '../../hub/repos.ts';
import { type UploadProgress, uploadFiles } from '../../hub/upload/upload.ts';
import type { PublishPlan } from './plan.ts';
import { putInCollection } from './wishedCollection.ts';

export interface Published {
  readonly page: string;
  /** Undefined: nothing was different. */
  readonly commit: string | undefined;
  readonly isPublic: boolean;
  /** For people: what was left undone beside it, and why. */
  readonly notes: readonly string[];
}

/** A client for each thing that is done, each under a permit that names it. */
export interface PublishClients {
  readonly create: HubClient;
  readonly upload: HubClient;
  /** Shows or hides it. */
  readonly visibility: HubClient;
  /** Absent: it is added to none. */
  readonly collection?: HubClient | undefined;
}

export interface CarryOutOptions {
  readonly recordFolder?: string;
  readonly onProgress?: (progress: UploadProgress) => void;
  readonly signal?: AbortSignal;
}

/** Somebody made it meanwhile, for everybody to see. */
class BecamePublic extends PracticumError {
  constructor(repo: RepoId) {
    super('publish-public', `The ${repoTitle(repo)} is public since it was looked at. Nothing was uploaded.`, {
      hint: 'Publish again: what it is now is shown first.',
    });
  }
}

export async function carryOut(plan: PublishPlan, clients: PublishClients, options: CarryOutOptions = {}): Promise<Published> {
  const { repo, isNew, isPublic, willBePublic, files, title, parent } = plan;
  const { recordFolder, onProgress, signal } = options;
  // Private, whatever it is to become: half of a model is shown to nobody.
  if (isNew) {
    const made = await createRepo(
      clients.create,
      { repo, visibility: 'private', sdk: repo.type === 'space' ? 'static' : undefined },
      signal,
    );
    if (made.visibility !== 'private') throw new BecamePublic(repo);
  }
  // What is to be hidden is hidden before it grows: where that is refused, nothing was sent.
  if (isPublic && !willBePublic) await setVisibility(clients.visibility, repo, 'private', signal);
  const { commit } = await uploadFiles(clients.upload, {
    repo,
    files,
    title,
    ...(isNew || parent === undefined ? {} : { parent }),
    ...(recordFolder === undefined ? {} : { recordFolder }),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (willBePublic && !isPublic) await setVisibility(clients.visibility, repo, 'public', signal);
  const notes = await addToItsCollection(plan, clients.collection, signal);
  return { page: repoPage(clients.upload.endpoints.hub, repo), commit, isPublic: willBePublic, notes };
}

/** It is published by then: what goes wrong here takes nothing of that back. */
async function addToItsCollection(
  { repo, collection }: PublishPlan,
  hub: HubClient | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  if (collection === undefined || hub === undefined) return [];
  try {
    await putInCollection(hub, repo, collection, signal);
    return [];
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return [`It was not added to the collection “${collection.title}”: ${describeError(error)}`];
  }
}
