/** Lists of models, data sets and Spaces: found by words, by tags, by owner. */
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { QueryValue } from './call.ts';
import type { HubClient } from './client.ts';
import type { RepoType } from './repoId.ts';

export const repoSorts = ['trendingScore', 'downloads', 'likes', 'lastModified', 'createdAt'] as const;
export type RepoSort = (typeof repoSorts)[number];

export interface RepoQuery {
  /** Words of the name. */
  readonly search?: string | undefined;
  readonly author?: string | undefined;
  /** Tags, all of which it must have: `text-classification`, `license:mit`, `language:en`, `arxiv:1706.03762`, `size_categories:1K<n<10K`. */
  readonly filter?: readonly string[] | undefined;
  readonly task?: string | undefined;
  /** `min:1B,max:8B`; models only. */
  readonly parameters?: string | undefined;
  readonly sort?: RepoSort | undefined;
  /** How many to pass over, for a next page. */
  readonly from?: number | undefined;
  readonly limit: number;
}

const gated = z.union([z.literal(false), z.string()]).nullish();
const listed = whenUsed(() =>
  z.object({
    id: z.string(),
    private: z.boolean().nullish(),
    gated,
    downloads: z.number().nullish(),
    likes: z.number().nullish(),
    lastModified: z.string().nullish(),
    tags: z.array(z.string()).nullish(),
    pipeline_tag: z.string().nullish(),
    library_name: z.string().nullish(),
    safetensors: z.object({ total: z.number().nullish() }).nullish(),
    sdk: z.string().nullish(),
  }),
);

export interface FoundRepo {
  readonly type: RepoType;
  readonly id: string;
  readonly isPrivate?: boolean;
  readonly isGated?: boolean;
  readonly downloads?: number;
  readonly likes?: number;
  readonly lastModified?: string;
  readonly tags: readonly string[];
  readonly task?: string;
  readonly library?: string;
  readonly parameters?: number;
  readonly sdk?: string;
}

export interface FoundRepos {
  readonly repos: readonly FoundRepo[];
  readonly hasMore: boolean;
}

const common = ['private', 'gated', 'downloads', 'likes', 'lastModified', 'tags'];
const expanded: Readonly<Record<RepoType, readonly string[]>> = {
  model: [...common, 'pipeline_tag', 'library_name', 'safetensors'],
  dataset: common,
  space: ['private', 'likes', 'lastModified', 'tags', 'sdk'],
};
const longestPage = 100;

export async function searchRepos(hub: HubClient, type: RepoType, query: RepoQuery, signal?: AbortSignal): Promise<FoundRepos> {
  const { from = 0, limit } = query;
  const call = { path: `/api/${type}s`, query: wireQuery(type, query), signal };
  const repos: FoundRepo[] = [];
  let seen = 0;
  for await (const one of hub.pages(call, listed)) {
    if (seen++ < from) continue;
    if (repos.length === limit) return { repos, hasMore: true };
    repos.push(foundRepo(type, one));
  }
  return { repos, hasMore: false };
}

function wireQuery(type: RepoType, query: RepoQuery): Readonly<Record<string, QueryValue>> {
  const { search, author, filter = [], task, parameters, sort, from = 0, limit } = query;
  const tags = type === 'dataset' && task !== undefined ? [...filter, `task_categories:${task}`] : filter;
  return {
    search,
    author,
    filter: tags,
    pipeline_tag: type === 'model' ? task : undefined,
    num_parameters: type === 'model' ? parameters : undefined,
    sort,
    limit: Math.min(from + limit + 1, longestPage),
    expand: expanded[type],
  };
}

function foundRepo(type: RepoType, wire: z.infer<typeof listed>): FoundRepo {
  return {
    type,
    id: wire.id,
    tags: wire.tags ?? [],
    ...defined({
      isPrivate: wire.private ?? undefined,
      isGated: typeof wire.gated === 'string' ? true : undefined,
      downloads: wire.downloads ?? undefined,
      likes: wire.likes ?? undefined,
      lastModified: wire.lastModified ?? undefined,
      task: wire.pipeline_tag ?? undefined,
      library: wire.library_name ?? undefined,
      parameters: wire.safetensors?.total ?? undefined,
      sdk: wire.sdk ?? undefined,
    }),
  };
}
