/** What publishing would change, file by file, before anybody is asked about it. Looks things up and changes nothing. */
import * as z from 'zod';
import { PracticumError } from '../../base/errors.ts';
import type { HubClient } from '../../hub/client.ts';
import { HubError } from '../../hub/hubErrors.ts';
import { type RepoId, repoTitle } from '../../hub/repoId.ts';
import { readRepoInfo } from '../../hub/repoInfo.ts';
import { listTree, type TreeFile } from '../../hub/tree.ts';
import { describeFile, hashOf, type UploadFile } from '../../hub/upload/describe.ts';
import type { LeftOut } from './filesToPublish.ts';
import { collectionLine, type PlannedCollection, planCollection } from './wishedCollection.ts';

export interface PublishRequest {
  readonly repo: RepoId;
  readonly files: readonly UploadFile[];
  readonly left: readonly LeftOut[];
  /** For people, beside the files. */
  readonly notes: readonly string[];
  /** The card, which becomes README.md. Absent: the one that is there stays. */
  readonly card?: string;
  /** Absent: as it is; a new one is private. */
  readonly visibility?: 'public' | 'private';
  readonly title: string;
  /** The collection that it is added to, as `owner/title-id` or by its title; absent: none. */
  readonly wishedCollection?: string;
}

export interface PublishPlan extends PublishRequest {
  /** With their hashes: what is sent is what was looked at. */
  readonly files: readonly HashedFile[];
  readonly isNew: boolean;
  /** As it is now. */
  readonly isPublic: boolean;
  readonly willBePublic: boolean;
  /** The commit that this was compared with; it is changed from there or not at all. */
  readonly parent?: string;
  readonly changes: readonly PublishedChange[];
  readonly unchanged: number;
  /** Of what is new or changed. */
  readonly bytes: number;
  /** What the Hub says about the card. */
  readonly cardWarnings: readonly string[];
  readonly collection?: PlannedCollection;
}

export type HashedFile = UploadFile & { readonly sha256: string };

export interface PublishedChange {
  readonly path: string;
  readonly change: 'new' | 'changed';
  readonly bytes: number;
  readonly wasBytes?: number;
}

/** Throws `hub-card` where the Hub would refuse the card. */
export async function planPublish(hub: HubClient, request: PublishRequest, signal?: AbortSignal): Promise<PublishPlan> {
  const { repo, card, visibility, wishedCollection } = request;
  const wanted = card === undefined ? request.files : [...request.files.filter(({ path }) => path !== 'README.md'), cardFile(card)];
  const there = await lookUp(hub, repo, signal);
  const before = new Map(there === undefined ? [] : (await listTree(hub, repo, 'main', signal)).map((file) => [file.path, file]));
  const changes: PublishedChange[] = [];
  const files: HashedFile[] = [];
  for (const file of wanted) {
    const { sha256, change } = await lookAt(file, before.get(file.path), signal);
    files.push({ ...file, sha256 });
    if (change !== undefined) changes.push(change);
  }
  const isPublic = there !== undefined && !there.isPrivate;
  return {
    ...request,
    files,
    isNew: there === undefined,
    isPublic,
    willBePublic: visibility === undefined ? isPublic : visibility === 'public',
    ...(there?.sha === undefined ? {} : { parent: there.sha }),
    changes,
    unchanged: files.length - changes.length,
    bytes: changes.reduce((sum, { bytes }) => sum + bytes, 0),
    ...(wishedCollection === undefined ? {} : { collection: await planCollection(hub, repo, wishedCollection, signal) }),
    cardWarnings: card === undefined ? [] : await checkedCard(hub, repo, card, signal),
  };
}

/** For people: every file, or as many as can be read, and what else follows. */
export function planLines(plan: PublishPlan, atMost = 40): readonly string[] {
  const { repo, isNew, isPublic, willBePublic, changes, unchanged, left, notes, cardWarnings, collection } = plan;
  const where = `${repoTitle(repo)}${isNew ? ', which is new' : ''}`;
  const seen = willBePublic
    ? isPublic
      ? 'Everybody can see it.'
      : 'Everybody will be able to see it, all that it holds.'
    : 'Only you and those whom you let in can see it.';
  return [
    `To the ${where}. ${seen}`,
    ...changes
      .slice(0, atMost)
      .map(
        ({ path, change, bytes, wasBytes }) =>
          `${change === 'new' ? '+' : '~'} ${path} (${sizeText(bytes)}${wasBytes === undefined ? '' : `, was ${sizeText(wasBytes)}`})`,
      ),
    ...(changes.length > atMost ? [`… and ${changes.length - atMost} more files`] : []),
    ...(changes.length === 0 ? ['Nothing is different there.'] : []),
    ...(unchanged > 0 ? [`${unchanged} ${unchanged === 1 ? 'file is' : 'files are'} there already.`] : []),
    ...(left.length > 0
      ? [
          `Left out: ${left
            .slice(0, 8)
            .map(({ path, why }) => `${path} (${why})`)
            .join(', ')}${left.length > 8 ? ` and ${left.length - 8} more` : ''}.`,
        ]
      : []),
    ...notes,
    ...(collection === undefined ? [] : [collectionLine(collection)]),
    ...cardWarnings.map((warning) => `About the card the Hub says: ${warning}`),
  ];
}

function cardFile(card: string): UploadFile {
  return { path: 'README.md', from: { bytes: Buffer.from(card) } };
}

async function lookUp(
  hub: HubClient,
  repo: RepoId,
  signal: AbortSignal | undefined,
): Promise<{ readonly sha?: string; readonly isPrivate: boolean } | undefined> {
  try {
    return await readRepoInfo(hub, repo, undefined, signal);
  } catch (error) {
    if (error instanceof HubError && (error.code === 'hub-repo-not-found' || error.code === 'hub-not-found')) return undefined;
    throw error;
  }
}

/** No change: it is there as it is here. */
async function lookAt(
  file: UploadFile,
  before: TreeFile | undefined,
  signal: AbortSignal | undefined,
): Promise<{ readonly sha256: string; readonly change?: PublishedChange }> {
  const described = await describeFile(file);
  const { path } = file;
  const { bytes } = described;
  const sha256 = await hashOf(described, 'sha256', signal);
  if (before === undefined) return { sha256, change: { path, change: 'new', bytes } };
  if (before.bytes === bytes) {
    const { kind, hex } = before.hash;
    if ((kind === 'sha256' ? sha256 : await hashOf(described, kind, signal)) === hex) return { sha256 };
  }
  return { sha256, change: { path, change: 'changed', bytes, wasBytes: before.bytes } };
}

const verdictSchema = z.object({
  errors: z.array(z.object({ message: z.string() })).nullish(),
  warnings: z.array(z.object({ message: z.string() })).nullish(),
});

async function checkedCard(hub: HubClient, { type }: RepoId, card: string, signal: AbortSignal | undefined): Promise<readonly string[]> {
  const call = { path: '/api/validate-yaml', method: 'POST', isRepeatable: true, json: { content: card, repoType: type }, signal } as const;
  let verdict: z.infer<typeof verdictSchema>;
  try {
    verdict = await hub.json(call, verdictSchema);
  } catch (error) {
    // A refusal may come as a status.
    if (error instanceof HubError && error.code === 'hub-invalid') throw badCard(error.said);
    throw error;
  }
  const [first] = verdict.errors ?? [];
  if (first !== undefined) throw badCard(first.message);
  return (verdict.warnings ?? []).map(({ message }) => message);
}

function badCard(said: string): PracticumError {
  return new PracticumError('hub-card', `The Hub would refuse the card: ${said}`, {
    hint: 'Correct licence, languages, tags and names; leave out what is not known.',
  });
}

export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
