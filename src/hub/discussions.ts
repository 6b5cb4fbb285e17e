/** Discussions and proposed changes (pull requests) of a repository. */
import * as z from 'zod';
import { whenUsed } from '../base/whenUsed.ts';
import type { HubClient } from './client.ts';
import { type RepoId, repoApi } from './repoId.ts';

export interface Discussion {
  readonly number: number;
  readonly title: string;
  readonly author: string | undefined;
  readonly status: string;
  readonly isPullRequest: boolean;
  readonly createdAt: string;
}

/** One that was opened, with what was said in it, oldest first; words of whoever wrote them. */
export interface OpenedDiscussion extends Discussion {
  readonly comments: readonly { readonly author: string | undefined; readonly at: string; readonly text: string }[];
  readonly conflicts: readonly string[];
  /** Unified diff of a pull request. */
  readonly diff: string | undefined;
}

const author = z.object({ name: z.string().nullish() }).nullish();
const headFields = {
  num: z.number(),
  title: z.string(),
  author,
  status: z.string(),
  isPullRequest: z.boolean().nullish(),
  createdAt: z.string(),
};
const head = whenUsed(() => z.object(headFields));
const list = whenUsed(() => z.object({ count: z.number(), start: z.number(), discussions: z.array(head) }));
const event = whenUsed(() =>
  z.object({
    type: z.string(),
    author,
    createdAt: z.string().nullish(),
    data: z.object({ latest: z.object({ raw: z.string().nullish() }).nullish(), hidden: z.boolean().nullish() }).nullish(),
  }),
);
const whole = whenUsed(() =>
  z.object({
    ...headFields,
    events: z.array(event).nullish(),
    filesWithConflicts: z.union([z.array(z.string()), z.boolean()]).nullish(),
    diff: z.string().nullish(),
  }),
);
const opened = z.object({ num: z.number() });

export interface DiscussionQuery {
  readonly type?: 'all' | 'discussion' | 'pull_request' | undefined;
  readonly status?: 'all' | 'open' | 'closed' | undefined;
  readonly atMost: number;
}

/** Newest first, page by page: this list has pages of its own kind. */
export async function listDiscussions(
  hub: HubClient,
  repo: RepoId,
  { type = 'all', status = 'all', atMost }: DiscussionQuery,
  signal?: AbortSignal,
): Promise<{ readonly discussions: readonly Discussion[]; readonly count: number }> {
  const found: Discussion[] = [];
  for (let page = 0; ; page++) {
    const { count, discussions } = await hub.json({ path: repoApi(repo, 'discussions'), query: { type, status, p: page }, signal }, list);
    found.push(...discussions.map(discussionOf));
    if (discussions.length === 0 || found.length >= Math.min(count, atMost)) return { discussions: found.slice(0, atMost), count };
  }
}

export async function readDiscussion(hub: HubClient, repo: RepoId, number: number, signal?: AbortSignal): Promise<OpenedDiscussion> {
  const said = await hub.json({ path: repoApi(repo, 'discussions', String(number)), query: { diff: 1 }, signal }, whole);
  const comments = (said.events ?? []).flatMap(({ type, author: by, createdAt, data }) =>
    type === 'comment' && data?.hidden !== true && data?.latest?.raw != null
      ? [{ author: by?.name ?? undefined, at: createdAt ?? '', text: data.latest.raw }]
      : [],
  );
  const conflicts = Array.isArray(said.filesWithConflicts)
    ? said.filesWithConflicts
    : said.filesWithConflicts === true
      ? ['(not said which)']
      : [];
  return { ...discussionOf(said), comments, conflicts, diff: said.diff ?? undefined };
}

export interface NewDiscussion {
  readonly title: string;
  readonly text: string;
  /** As a draft, to which commits of `refs/pr/N` are added. */
  readonly isPullRequest: boolean;
}

/** Answers its number. */
export async function openDiscussion(
  hub: HubClient,
  repo: RepoId,
  { title, text, isPullRequest }: NewDiscussion,
  signal?: AbortSignal,
): Promise<number> {
  const json = { title, description: text, pullRequest: isPullRequest };
  return (await hub.json({ path: repoApi(repo, 'discussions'), method: 'POST', json, signal }, opened)).num;
}

export async function comment(hub: HubClient, repo: RepoId, number: number, text: string, signal?: AbortSignal): Promise<void> {
  await post(hub, repo, number, 'comment', { comment: text }, signal);
}

export async function setStatus(
  hub: HubClient,
  repo: RepoId,
  number: number,
  status: 'open' | 'closed',
  text: string | undefined,
  signal?: AbortSignal,
): Promise<void> {
  await post(hub, repo, number, 'status', { status, ...(text === undefined ? {} : { comment: text }) }, signal);
}

/** Throws `hub-conflict` where its files were changed meanwhile. */
export async function merge(hub: HubClient, repo: RepoId, number: number, text: string | undefined, signal?: AbortSignal): Promise<void> {
  await post(hub, repo, number, 'merge', text === undefined ? {} : { comment: text }, signal);
}

async function post(
  hub: HubClient,
  repo: RepoId,
  number: number,
  what: string,
  json: object,
  signal: AbortSignal | undefined,
): Promise<void> {
  await hub.done({ path: repoApi(repo, 'discussions', String(number), what), method: 'POST', json, signal });
}

function discussionOf({ num, title, author: by, status, isPullRequest, createdAt }: z.infer<typeof head>): Discussion {
  return { number: num, title, author: by?.name ?? undefined, status, isPullRequest: isPullRequest === true, createdAt };
}
