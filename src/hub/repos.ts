/** Repositories of the Hub as wholes: made, named parts of their history, settings, gone. What lies in them is another matter. */
import * as z from 'zod';
import { whenUsed } from '../base/whenUsed.ts';
import type { HubClient } from './client.ts';
import { HubError } from './hubErrors.ts';
import { type RepoId, repoApi } from './repoId.ts';

export type Visibility = 'public' | 'private';
export type Gate = 'auto' | 'manual' | 'off';
export const spaceSdks = ['gradio', 'docker', 'static', 'streamlit'] as const;
export type SpaceSdk = (typeof spaceSdks)[number];

export interface NewRepo {
  readonly repo: RepoId;
  readonly visibility: Visibility;
  /** Needed for a Space. */
  readonly sdk?: SpaceSdk | undefined;
  readonly license?: string | undefined;
}

/** A repository that is there now: made by this call, or found. */
export interface MadeRepo {
  readonly isNew: boolean;
  readonly visibility: Visibility;
}

const made = z.object({ url: z.string().nullish() });
const seen = z.object({ private: z.boolean().nullish() });

/**
 * One that exists already is left as it is, and its visibility said: it may be another one than was asked for. That is why the call can be sent again.
 * Throws HubError.
 */
export async function createRepo(hub: HubClient, { repo, visibility, sdk, license }: NewRepo, signal?: AbortSignal): Promise<MadeRepo> {
  const body = { ...named(repo), visibility, ...(sdk === undefined ? {} : { sdk }), ...(license === undefined ? {} : { license }) };
  try {
    await hub.json({ path: '/api/repos/create', method: 'POST', json: body, isRepeatable: true, signal }, made);
    return { isNew: true, visibility };
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'hub-exists') throw error;
  }
  return { isNew: false, visibility: await visibilityOf(hub, repo, signal) };
}

export async function visibilityOf(hub: HubClient, repo: RepoId, signal?: AbortSignal): Promise<Visibility> {
  const { private: isPrivate } = await hub.json({ path: repoApi(repo), signal }, seen);
  return isPrivate === true ? 'private' : 'public';
}

/** Gone for good, with its history, discussions and likes. */
export async function deleteRepo(hub: HubClient, repo: RepoId, signal?: AbortSignal): Promise<void> {
  await hub.done({ path: '/api/repos/delete', method: 'DELETE', json: named(repo), signal });
}

export async function setVisibility(hub: HubClient, repo: RepoId, visibility: Visibility, signal?: AbortSignal): Promise<void> {
  await changeSettings(hub, repo, { visibility }, signal);
}

/** Whether readers have to ask: let in at once (`auto`), by the owner (`manual`), or nobody has to. */
export async function setGate(hub: HubClient, repo: RepoId, gate: Gate, signal?: AbortSignal): Promise<void> {
  await changeSettings(hub, repo, { gated: gate === 'off' ? false : gate }, signal);
}

async function changeSettings(hub: HubClient, repo: RepoId, json: object, signal: AbortSignal | undefined): Promise<void> {
  await hub.done({ path: repoApi(repo, 'settings'), method: 'PUT', json, isRepeatable: true, signal });
}

/** At `from`, a branch, tag or commit; absent: where the main branch is. Throws `hub-exists` where the name is taken. */
export async function createBranch(hub: HubClient, repo: RepoId, name: string, from?: string, signal?: AbortSignal): Promise<void> {
  await hub.done({ path: repoApi(repo, 'branch', name), method: 'POST', json: from === undefined ? {} : { startingPoint: from }, signal });
}

export async function deleteBranch(hub: HubClient, repo: RepoId, name: string, signal?: AbortSignal): Promise<void> {
  await hub.done({ path: repoApi(repo, 'branch', name), method: 'DELETE', signal });
}

export interface NewTag {
  readonly name: string;
  /** A branch, tag or commit. */
  readonly at: string;
  readonly message?: string | undefined;
}

/** Throws `hub-exists` where the name is taken. */
export async function createTag(hub: HubClient, repo: RepoId, { name, at, message }: NewTag, signal?: AbortSignal): Promise<void> {
  const json = { tag: name, ...(message === undefined ? {} : { message }) };
  await hub.done({ path: repoApi(repo, 'tag', at), method: 'POST', json, signal });
}

export async function deleteTag(hub: HubClient, repo: RepoId, name: string, signal?: AbortSignal): Promise<void> {
  await hub.done({ path: repoApi(repo, 'tag', name), method: 'DELETE', signal });
}

export interface Reference {
  readonly name: string;
  readonly commit: string;
}

export interface References {
  readonly branches: readonly Reference[];
  readonly tags: readonly Reference[];
}

const reference = whenUsed(() =>
  z.object({ name: z.string(), targetCommit: z.string() }).transform(({ name, targetCommit }) => ({ name, commit: targetCommit })),
);
const references = z.object({ branches: z.array(reference), tags: z.array(reference) });

export async function listReferences(hub: HubClient, repo: RepoId, signal?: AbortSignal): Promise<References> {
  return await hub.json({ path: repoApi(repo, 'refs'), signal }, references);
}

/** As these calls name it in their body. */
function named({ type, id }: RepoId): { readonly type: string; readonly name: string; readonly organization?: string } {
  const [owner = '', name] = id.split('/');
  return name === undefined ? { type, name: owner } : { type, name, organization: owner };
}
