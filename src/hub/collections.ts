/** Collections: lists of repositories and papers that somebody put together. */
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { PracticumError } from '../base/errors.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { HubClient } from './client.ts';
import { HubError } from './hubErrors.ts';

const item = whenUsed(() =>
  z.object({
    id: z.string(),
    type: z.string(),
    note: z.union([z.string(), z.object({ text: z.string().nullish() })]).nullish(),
  }),
);
const collection = whenUsed(() =>
  z.object({
    slug: z.string(),
    title: z.string(),
    description: z.string().nullish(),
    lastUpdated: z.string().nullish(),
    upvotes: z.number().nullish(),
    items: z.array(item).nullish(),
  }),
);

export interface CollectionItem {
  /** `model`, `dataset`, `space`, `paper`, `collection`. */
  readonly type: string;
  readonly id: string;
  readonly note?: string;
}

export interface Collection {
  /** `ada/small-models-64f9a55bb3115b4f513ec026`. */
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly lastUpdated?: string;
  readonly upvotes?: number;
  /** A list gives the first of them only. */
  readonly items: readonly CollectionItem[];
}

export interface CollectionQuery {
  readonly search?: string | undefined;
  readonly owner?: string | undefined;
  /** Of an arXiv identifier. */
  readonly paper?: string | undefined;
  readonly from?: number | undefined;
  readonly limit: number;
}

export interface FoundCollections {
  readonly collections: readonly Collection[];
  readonly hasMore: boolean;
}

export async function searchCollections(hub: HubClient, query: CollectionQuery, signal?: AbortSignal): Promise<FoundCollections> {
  const { search, owner, paper, from = 0, limit } = query;
  const asked = { q: search, owner, paper, sort: search === undefined ? 'trending' : undefined, limit: Math.min(from + limit + 1, 100) };
  const collections: Collection[] = [];
  let seen = 0;
  for await (const one of hub.pages({ path: '/api/collections', query: asked, signal }, collection)) {
    if (seen++ < from) continue;
    if (collections.length === limit) return { collections, hasMore: true };
    collections.push(collectionOf(one));
  }
  return { collections, hasMore: false };
}

/** `collections/ada/small-…`, its slug or its address. Throws `collection-name`. */
export function collectionSlug(text: string): string {
  const path = (URL.parse(text)?.pathname ?? text).replace(/^\/?(?:collections\/)?/, '').replace(/\/$/, '');
  if (/^[\w.-]+\/[\w.-]*[0-9a-f]{16,24}$/.test(path) && !path.includes('..')) return path;
  throw new PracticumError('collection-name', `“${text.slice(0, 150)}” names no collection.`, {
    hint: 'Give it as collections/owner/title-id: search_hub with what=collections finds it.',
  });
}

export async function readCollection(hub: HubClient, slug: string, signal?: AbortSignal): Promise<Collection> {
  return collectionOf(await hub.json({ path: pathOf(slug), signal }, collection));
}

function collectionOf(wire: z.infer<typeof collection>): Collection {
  return {
    slug: wire.slug,
    title: wire.title,
    description: wire.description ?? '',
    items: (wire.items ?? []).map(({ id, type, note }) => ({ id, type, ...defined({ note: noteOf(note) }) })),
    ...defined({ lastUpdated: wire.lastUpdated ?? undefined, upvotes: wire.upvotes ?? undefined }),
  };
}

function noteOf(note: z.infer<typeof item>['note']): string | undefined {
  return typeof note === 'string' ? note : (note?.text ?? undefined);
}

const made = z.object({ slug: z.string() });

/** Makes one that only its owner sees; answers the one that has this title already. */
export async function makeCollection(
  hub: HubClient,
  { owner, title }: { readonly owner: string; readonly title: string },
  signal?: AbortSignal,
): Promise<string> {
  const known = await collectionTitled(hub, owner, title, signal);
  if (known !== undefined) return known.slug;
  return (await hub.json({ path: '/api/collections', method: 'POST', json: { title, namespace: owner, private: true }, signal }, made))
    .slug;
}

const mostOwn = 200;

/** Those of an owner, as far as the caller may see them. */
export async function collectionsOf(hub: HubClient, owner: string, signal?: AbortSignal): Promise<readonly Collection[]> {
  const found: Collection[] = [];
  for await (const one of hub.pages({ path: '/api/collections', query: { owner, limit: 100 }, signal }, collection)) {
    found.push(collectionOf(one));
    if (found.length === mostOwn) break;
  }
  return found;
}

export async function collectionTitled(
  hub: HubClient,
  owner: string,
  title: string,
  signal?: AbortSignal,
): Promise<Collection | undefined> {
  return (await collectionsOf(hub, owner, signal)).find((one) => one.title === title);
}

/** One that is in it already stays there. */
export async function addToCollection(hub: HubClient, slug: string, { type, id }: CollectionItem, signal?: AbortSignal): Promise<void> {
  try {
    await hub.done({ path: `${pathOf(slug)}/items`, method: 'POST', json: { item: { type, id } }, isRepeatable: true, signal });
  } catch (error) {
    if (!(error instanceof HubError && error.status === 409)) throw error;
  }
}

function pathOf(slug: string): string {
  return `/api/collections/${slug.split('/').map(encodeURIComponent).join('/')}`;
}
