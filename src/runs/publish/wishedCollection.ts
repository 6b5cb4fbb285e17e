/** A collection of the Hub that what is published is added to, where the person wants that. */
import { PracticumError } from '../../base/errors.ts';
import type { HubClient } from '../../hub/client.ts';
import { addToCollection, collectionSlug, collectionTitled, makeCollection, readCollection } from '../../hub/collections.ts';
import type { RepoId } from '../../hub/repoId.ts';

/** What is known of it before anybody is asked. */
export interface PlannedCollection {
  readonly title: string;
  /** Undefined: it is made, and only its owner sees it. */
  readonly slug: string | undefined;
  /** What is published is in it already. */
  readonly holdsIt: boolean;
}

/** As the policy names it: `collections/ada/small-models-64f9…`, or by its title where it is to be made. */
export function collectionOfEffect(repo: RepoId, wished: string): string {
  return isSlug(wished) ? `collections/${collectionSlug(wished)}` : `collections/${ownerOf(repo)}/${titleOf(wished)}`;
}

/** Looks only. Throws `collection-name`, HubError. */
export async function planCollection(hub: HubClient, repo: RepoId, wished: string, signal?: AbortSignal): Promise<PlannedCollection> {
  const found = isSlug(wished)
    ? await readCollection(hub, collectionSlug(wished), signal)
    : await collectionTitled(hub, ownerOf(repo), titleOf(wished), signal);
  if (found === undefined) return { title: titleOf(wished), slug: undefined, holdsIt: false };
  // A list holds the first of its items only; adding one twice does nothing.
  return { title: found.title, slug: found.slug, holdsIt: found.items.some(({ type, id }) => type === repo.type && id === repo.id) };
}

export async function putInCollection(
  hub: HubClient,
  repo: RepoId,
  { title, slug }: PlannedCollection,
  signal?: AbortSignal,
): Promise<void> {
  const to = slug ?? (await makeCollection(hub, { owner: ownerOf(repo), title }, signal));
  await addToCollection(hub, to, repo, signal);
}

export function collectionLine({ title, slug, holdsIt }: PlannedCollection): string {
  if (slug === undefined) return `Makes the collection “${title}”, which only you can see, and adds it there.`;
  return holdsIt ? `It is in the collection “${title}” already.` : `Adds it to the collection “${title}” (${slug}).`;
}

function isSlug(wished: string): boolean {
  return wished.includes('/');
}

function ownerOf({ id }: RepoId): string {
  return id.split('/')[0] ?? id;
}

function titleOf(wished: string): string {
  const title = wished.trim();
  if (title.length > 0 && title.length < 60) return title;
  throw new PracticumError('collection-name', `“${title.slice(0, 100)}” is no title for a collection.`, {
    hint: 'Give one of at most 59 characters, or a collection as owner/title-id.',
  });
}
