/** Papers as Hugging Face knows them: found, of a day, and what is linked with one. */
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { PracticumError } from '../base/errors.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { HubClient } from './client.ts';

const wirePaper = whenUsed(() =>
  z.object({
    id: z.string(),
    title: z.string(),
    authors: z.array(z.object({ name: z.string().nullish() })).nullish(),
    publishedAt: z.string().nullish(),
    summary: z.string().nullish(),
    ai_summary: z.string().nullish(),
    ai_keywords: z.array(z.string()).nullish(),
    upvotes: z.number().nullish(),
    githubRepo: z.string().nullish(),
    githubStars: z.number().nullish(),
    projectPage: z.string().nullish(),
  }),
);
const nested = z.object({ paper: wirePaper });

export interface Paper {
  /** Of arXiv: `1706.03762`. */
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly publishedAt?: string;
  readonly summary: string;
  readonly keywords: readonly string[];
  readonly upvotes?: number;
  readonly gitHubRepo?: string;
  readonly gitHubStars?: number;
  readonly projectPage?: string;
}

export interface PaperQuery {
  readonly query: string;
  readonly limit: number;
}

export async function searchPapers(hub: HubClient, { query, limit }: PaperQuery, signal?: AbortSignal): Promise<readonly Paper[]> {
  const found = await hub.json({ path: '/api/papers/search', query: { q: query, limit }, signal }, z.array(nested));
  return found.slice(0, limit).map(({ paper }) => paperOf(paper));
}

export interface DailyQuery {
  /** `2026-11-20`; absent: the newest. */
  readonly date?: string | undefined;
  readonly limit: number;
}

export async function dailyPapers(hub: HubClient, { date, limit }: DailyQuery, signal?: AbortSignal): Promise<readonly Paper[]> {
  const found = await hub.json({ path: '/api/daily_papers', query: { date, limit, sort: 'trending' }, signal }, z.array(nested));
  return found.slice(0, limit).map(({ paper }) => paperOf(paper));
}

export async function readPaper(hub: HubClient, id: string, signal?: AbortSignal): Promise<Paper> {
  return paperOf(await hub.json({ path: `/api/papers/${encodeURIComponent(id)}`, signal }, wirePaper));
}

/** `2305.18290` of an identifier, an address of arXiv or of the Hub; a version is left out. Throws `paper-id`. */
export function paperId(text: string): string {
  const [, id] = /(?:^|[/:\s])(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf|\.md)?(?:[?#].*)?$/.exec(text.trim()) ?? [];
  if (id !== undefined) return id;
  throw new PracticumError('paper-id', `“${text.slice(0, 100)}” is no arXiv identifier.`, {
    hint: 'Give it as 2305.18290; find_papers with query finds it.',
  });
}

function paperOf(wire: z.infer<typeof wirePaper>): Paper {
  return {
    id: wire.id,
    title: wire.title.replaceAll(/\s+/g, ' ').trim(),
    authors: (wire.authors ?? []).flatMap(({ name }) => (name === null || name === undefined ? [] : [name])),
    summary: (wire.summary ?? wire.ai_summary ?? '').replaceAll(/\s+/g, ' ').trim(),
    keywords: wire.ai_keywords ?? [],
    ...defined({
      publishedAt: wire.publishedAt ?? undefined,
      upvotes: wire.upvotes ?? undefined,
      gitHubRepo: wire.githubRepo ?? undefined,
      gitHubStars: wire.githubStars ?? undefined,
      projectPage: wire.projectPage ?? undefined,
    }),
  };
}
