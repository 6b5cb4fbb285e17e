/** GitHub, as far as one reads there: code, repositories, files (REST API, version 2022-11-28). */
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { type PageWanted, readTextPage, type TextPage } from '../base/textPage.ts';
import { askService, jsonOf } from './askJson.ts';
import { WebError } from './webErrors.ts';

export interface GitHubParts {
  /** `https://api.github.com`. */
  readonly api: string;
  /** `isNeeded`: the person may be asked to sign in; else only what is there already. */
  token(isNeeded: boolean): Promise<string | undefined>;
  readonly fetch: typeof globalThis.fetch;
  readonly userAgent: string;
}

export interface FoundCode {
  readonly repo: string;
  readonly path: string;
  readonly url: string;
  /** Pieces of the file around what was found. */
  readonly pieces: readonly string[];
}

export interface FoundRepository {
  readonly repo: string;
  readonly description: string;
  readonly stars: number;
  readonly updatedAt?: string;
  readonly language?: string;
  readonly isArchived: boolean;
  readonly license?: string;
}

export interface Found<T> {
  readonly items: readonly T[];
  readonly total: number;
}

const codeAnswer = z.object({
  total_count: z.number(),
  items: z.array(
    z.object({
      path: z.string(),
      html_url: z.string(),
      repository: z.object({ full_name: z.string() }),
      text_matches: z.array(z.object({ fragment: z.string().nullish() })).nullish(),
    }),
  ),
});

const repositorySchema = z.object({
  full_name: z.string(),
  description: z.string().nullish(),
  stargazers_count: z.number().nullish(),
  pushed_at: z.string().nullish(),
  language: z.string().nullish(),
  archived: z.boolean().nullish(),
  default_branch: z.string().nullish(),
  license: z.object({ spdx_id: z.string().nullish() }).nullish(),
});

const treeAnswer = z.object({
  sha: z.string(),
  truncated: z.boolean().nullish(),
  tree: z.array(z.object({ path: z.string(), type: z.string(), size: z.number().nullish() })),
});

export interface SearchPaging {
  readonly limit: number;
  /** From 1. */
  readonly page: number;
}

/** Needs a sign-in: GitHub searches code for nobody else. */
export async function searchCode(
  parts: GitHubParts,
  query: string,
  { limit, page }: SearchPaging,
  signal: AbortSignal,
): Promise<Found<FoundCode>> {
  const asked = { q: query, per_page: String(limit), page: String(page) };
  const response = await ask(parts, ['search', 'code'], {
    query: asked,
    accept: 'application/vnd.github.text-match+json',
    isNeeded: true,
    signal,
  });
  const answer = await jsonOf(response, codeAnswer, hostOf(parts));
  const items = answer.items.map(({ path, html_url, repository, text_matches }) => ({
    repo: repository.full_name,
    path,
    url: html_url,
    pieces: (text_matches ?? []).flatMap(({ fragment }) => (fragment ? [fragment] : [])),
  }));
  return { items, total: answer.total_count };
}

export async function searchRepositories(
  parts: GitHubParts,
  query: string,
  { limit, page }: SearchPaging,
  signal: AbortSignal,
): Promise<Found<FoundRepository>> {
  const asked = { q: query, per_page: String(limit), page: String(page) };
  const response = await ask(parts, ['search', 'repositories'], { query: asked, signal });
  const answer = await jsonOf(response, z.object({ total_count: z.number(), items: z.array(repositorySchema) }), hostOf(parts));
  return { items: answer.items.map(repositoryOf), total: answer.total_count };
}

/** Of a user or an organisation, those that were worked on last first. */
export async function listRepositories(
  parts: GitHubParts,
  owner: string,
  { limit, page }: SearchPaging,
  signal: AbortSignal,
): Promise<readonly FoundRepository[]> {
  const query = { sort: 'pushed', per_page: String(limit), page: String(page) };
  const response = await ask(parts, ['users', owner, 'repos'], { query, signal });
  return (await jsonOf(response, z.array(repositorySchema), hostOf(parts))).map(repositoryOf);
}

export interface TreeFile {
  readonly path: string;
  readonly bytes?: number;
}

export interface RepositoryTree {
  readonly repo: string;
  readonly ref: string;
  readonly files: readonly TreeFile[];
  readonly isCut: boolean;
}

/** All files of a repository. */
export async function readTree(parts: GitHubParts, repo: string, ref: string | undefined, signal: AbortSignal): Promise<RepositoryTree> {
  const at = ref ?? 'HEAD';
  const response = await ask(parts, ['repos', ...repo.split('/'), 'git', 'trees', at], { query: { recursive: '1' }, signal });
  const { tree, truncated, sha } = await jsonOf(response, treeAnswer, hostOf(parts));
  const files = tree.filter(({ type }) => type === 'blob').map(({ path, size }) => ({ path, ...defined({ bytes: size ?? undefined }) }));
  return { repo, ref: ref ?? sha, files, isCut: truncated ?? false };
}

export interface GitHubFile {
  readonly repo: string;
  readonly path: string;
  readonly ref: string | undefined;
}

/** Lines of a text file. */
export async function readGitHubPage(
  parts: GitHubParts,
  { repo, path, ref }: GitHubFile,
  wanted: PageWanted,
  signal: AbortSignal,
): Promise<TextPage> {
  const segments = [
    'repos',
    ...repo.split('/'),
    'contents',
    ...path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..'),
  ];
  const response = await ask(parts, segments, { query: defined({ ref }), accept: 'application/vnd.github.raw+json', signal });
  if ((response.headers.get('content-type') ?? '').startsWith('application/json')) {
    await response.body?.cancel();
    throw new WebError('web-not-text', `${repo}: ${path} is a folder.`, 'List its files with search_github (what=files).');
  }
  if (response.body === null) return { lines: [], firstLine: wanted.fromLine, totalLines: 0, hasMore: false, isCut: false };
  const page = await readTextPage(response.body, wanted);
  if (page === undefined) throw new WebError('web-not-text', `${repo}: ${path} is not text.`, 'Only text can be read.');
  return page;
}

function hostOf({ api }: GitHubParts): string {
  return new URL(api).host;
}

interface Ask {
  readonly query: Readonly<Record<string, string>>;
  readonly accept?: string;
  readonly isNeeded?: boolean;
  readonly signal: AbortSignal;
}

async function ask(parts: GitHubParts, segments: readonly string[], { query, accept, isNeeded = false, signal }: Ask): Promise<Response> {
  const url = new URL(`${parts.api}/${segments.map(encodeURIComponent).join('/')}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const token = await parts.token(isNeeded);
  if (isNeeded && token === undefined)
    throw new WebError(
      'web-sign-in',
      'GitHub searches code only for those who are signed in.',
      'Find files with what=files or what=examples instead; the person can sign in to GitHub in the editor, or set GITHUB_TOKEN.',
    );
  const headers = {
    accept: accept ?? 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    'user-agent': parts.userAgent,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const response = await askService({ url, headers, signal }, parts.fetch);
  if (response.ok) return response;
  const body = z.object({ message: z.string() }).safeParse(await jsonOf(response, z.unknown(), url.host).catch(() => undefined));
  throw refusal(response, body.success ? body.data.message.slice(0, 300) : '', url, token !== undefined);
}

function refusal({ status, headers }: Response, said: string, url: URL, wasSignedIn: boolean): WebError {
  const quoted = said === '' ? '' : ` It says: ${said}`;
  const isUsedUp = headers.get('x-ratelimit-remaining') === '0' || /rate limit/i.test(said);
  if (status === 429 || (status === 403 && isUsedUp)) return usedUp(headers, wasSignedIn);
  if (status === 401)
    return new WebError('web-sign-in', `GitHub does not accept this sign-in.${quoted}`, 'The person can sign in to GitHub again.');
  if (status === 404)
    return new WebError(
      'web-not-found',
      `GitHub has nothing at ${url.pathname.slice(0, 200)}, or it is private.`,
      'Check owner/name, branch and path: search_github lists repositories and files.',
    );
  if (status === 409) return new WebError('web-not-found', 'The repository is empty.', 'Choose another one.');
  if (status === 422)
    return new WebError(
      'web-refused',
      `GitHub does not understand this query.${quoted}`,
      'Use plain words and qualifiers as repo:owner/name, language:python.',
    );
  return new WebError(
    'web-refused',
    `GitHub answered ${status}.${quoted}`,
    status >= 500 ? 'Try again in a while.' : 'Change what it complains of.',
  );
}

/** `X-RateLimit-*` in words. */
function usedUp(headers: Headers, wasSignedIn: boolean): WebError {
  const limit = headers.get('x-ratelimit-limit');
  const resource = headers.get('x-ratelimit-resource');
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN) * 1000;
  const again = Number(headers.get('retry-after') ?? Number.NaN);
  const until = Number.isFinite(again)
    ? ` Again in ${again} s.`
    : Number.isFinite(reset)
      ? ` Again at ${new Date(reset).toISOString().slice(11, 19)} UTC.`
      : '';
  const counted = limit === null ? '' : ` (${limit} allowed${resource === null ? '' : ` for ${resource.replaceAll('_', ' ')}`})`;
  return new WebError(
    'web-rate-limit',
    `GitHub wants fewer requests${counted}.${until}`,
    wasSignedIn ? 'Wait until then, or look elsewhere.' : 'Wait until then; signed in to GitHub, many more are allowed.',
  );
}

function repositoryOf(wire: z.infer<typeof repositorySchema>): FoundRepository {
  return {
    repo: wire.full_name,
    description: (wire.description ?? '').replaceAll(/\s+/g, ' ').trim(),
    stars: wire.stargazers_count ?? 0,
    isArchived: wire.archived ?? false,
    ...defined({
      updatedAt: wire.pushed_at ?? undefined,
      language: wire.language ?? undefined,
      license: wire.license?.spdx_id ?? undefined,
    }),
  };
}
