/** The documentation of Hugging Face's libraries: what there is, where something stands, a page as Markdown. */
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { PracticumError } from '../base/errors.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { HubClient } from './client.ts';
import { HubError } from './hubErrors.ts';

const product = whenUsed(() => z.object({ id: z.string(), url: z.string().nullish(), category: z.string().nullish() }));

export interface DocsProduct {
  readonly id: string;
  readonly category?: string;
}

export async function listDocs(hub: HubClient, signal?: AbortSignal): Promise<readonly DocsProduct[]> {
  const products = await hub.json({ path: '/api/docs', signal }, z.array(product));
  return products.map(({ id, category }) => ({ id, ...defined({ category: category ?? undefined }) }));
}

export interface DocsQuery {
  readonly query: string;
  /** `trl`, `transformers`, … */
  readonly product?: string | undefined;
  readonly limit: number;
}

export interface FoundDoc {
  readonly url: string;
  /** From the page's title down to the section. */
  readonly titles: readonly string[];
  readonly product?: string;
  readonly text: string;
}

// What the answer also holds, such as the vectors, is dropped here.
const found = whenUsed(() =>
  z.object({
    heading1: z.string().nullish(),
    heading2: z.string().nullish(),
    heading3: z.string().nullish(),
    heading4: z.string().nullish(),
    heading5: z.string().nullish(),
    text: z.string().nullish(),
    product: z.string().nullish(),
    source_page_url: z.string(),
    source_page_title: z.string().nullish(),
  }),
);

const hit = whenUsed(() =>
  z.object({
    url: z.string(),
    hierarchy_lvl0: z.string().nullish(),
    hierarchy_lvl1: z.string().nullish(),
    hierarchy_lvl2: z.string().nullish(),
    hierarchy_lvl3: z.string().nullish(),
    content: z.string().nullish(),
  }),
);

/** By meaning; where that fails or finds nothing, by words. */
export async function searchDocs(hub: HubClient, query: DocsQuery, signal?: AbortSignal): Promise<readonly FoundDoc[]> {
  const byMeaning = await searchByMeaning(hub, query, signal).catch((error: unknown): readonly FoundDoc[] => {
    if (error instanceof HubError && ['hub-server', 'hub-not-found', 'hub-invalid'].includes(error.code)) return [];
    throw error;
  });
  return byMeaning.length > 0 ? byMeaning : await searchByWords(hub, query, signal);
}

async function searchByMeaning(hub: HubClient, { query, product, limit }: DocsQuery, signal?: AbortSignal): Promise<readonly FoundDoc[]> {
  const answer = await hub.json({ path: '/api/docs/search', query: { q: query, product, limit }, signal }, z.array(found));
  return answer.slice(0, limit).map((one) => ({
    url: one.source_page_url,
    titles: titlesOf([one.source_page_title, one.heading1, one.heading2, one.heading3, one.heading4, one.heading5]),
    text: one.text ?? '',
    ...defined({ product: one.product ?? undefined }),
  }));
}

async function searchByWords(hub: HubClient, { query, product, limit }: DocsQuery, signal?: AbortSignal): Promise<readonly FoundDoc[]> {
  const q = product === undefined ? query : `${product} ${query}`;
  const { hits } = await hub.json({ path: '/api/docs/search/full-text', query: { q, limit }, signal }, z.object({ hits: z.array(hit) }));
  return hits.slice(0, limit).map((one) => ({
    url: one.url,
    titles: titlesOf([one.hierarchy_lvl0, one.hierarchy_lvl1, one.hierarchy_lvl2, one.hierarchy_lvl3]),
    text: one.content ?? '',
  }));
}

function titlesOf(titles: readonly (string | null | undefined)[]): readonly string[] {
  // Behind a title may stand the anchor that it has in the code.
  const said = titles.map((title) => (title ?? '').replaceAll(/\[\[[^\]]*\]\]/g, '').trim()).filter((title) => title !== '');
  return said.filter((title, index) => title !== said[index - 1]);
}

class NoDocsPage extends PracticumError {
  constructor(page: string, hub: string) {
    super('docs-page', `“${page.slice(0, 200)}” is no page of ${hub}/docs.`, {
      hint: 'Give product/page as trl/sft_trainer, or an address that search_docs found; read_page reads pages elsewhere.',
    });
  }
}

/** `trl/sft_trainer`, its address, or `trl` for the first page: the path below the Hub's address. Throws `docs-page`. */
export function docsPath(hub: string, page: string): string {
  const url = URL.parse(page);
  if (url !== null && url.origin !== new URL(hub).origin) throw new NoDocsPage(page, hub);
  const path = (url?.pathname ?? page.replace(/[?#].*$/, '')).replace(/^\/?(?:docs\/)?/, '').replace(/(?:\.md|\/)$/, '');
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length === 0 || !parts.every((part) => /^[A-Za-z0-9][\w.@-]{0,120}$/.test(part))) throw new NoDocsPage(page, hub);
  return `/docs/${(parts.length === 1 ? [...parts, 'index'] : parts).join('/')}`;
}

const longestPageBytes = 4 * 2 ** 20;

export async function readDocsPage(hub: HubClient, path: string, signal?: AbortSignal): Promise<string> {
  return (await hub.text({ path: `${path}.md`, signal }, longestPageBytes)).replaceAll('\r\n', '\n');
}
