/** Papers and documentation: what tests put there, and a little to begin with. */
import type { Exchange } from './exchange.ts';
import { Refusal } from './refusal.ts';
import { type Route, route } from './routes.ts';

export interface Paper {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly authors: readonly string[];
  readonly publishedAt: string;
  readonly upvotes?: number;
  readonly githubRepo?: string;
  readonly githubStars?: number;
  readonly projectPage?: string;
  readonly aiSummary?: string;
  readonly aiKeywords?: readonly string[];
  /** The whole of it, as Markdown. */
  readonly markdown?: string;
}

export interface DocPage {
  /** `/docs/trl/sft_trainer` */
  readonly path: string;
  readonly product: string;
  readonly title: string;
  readonly markdown: string;
}

export const firstPaper: Paper = {
  id: '2106.09685',
  title: 'LoRA: Low-Rank Adaptation of Large Language Models',
  summary: 'Low-rank adapters train few parameters and match full fine-tuning.',
  authors: ['Edward J. Hu', 'Yelong Shen'],
  publishedAt: '2021-06-17T00:00:00.000Z',
  upvotes: 40,
  githubRepo: 'https://github.com/microsoft/LoRA',
  markdown: '# LoRA\n\nLow-rank adapters train few parameters.\n\n## Method\n\nh = W0 x + B A x\n',
};

export const firstDocs: readonly DocPage[] = [
  {
    path: '/docs/trl/sft_trainer',
    product: 'trl',
    title: 'SFT Trainer',
    markdown:
      '# SFT Trainer\n\nSupervised fine-tuning of language models.\n\n## Quick start\n\n```python\nfrom trl import SFTTrainer\n```\n',
  },
  {
    path: '/docs/peft/quicktour',
    product: 'peft',
    title: 'Quicktour',
    markdown: '# Quicktour\n\nPEFT trains adapters.\n\n## Train\n\nMake a LoraConfig, then get_peft_model.\n',
  },
];

const papersPerPage = 50;

export function paperRoutes(papers: Map<string, Paper>): readonly Route[] {
  const find = (id: string): Paper => {
    const paper = papers.get(id);
    if (paper === undefined) throw new Refusal(404, 'Paper not found');
    return paper;
  };
  return [
    route('GET /api/papers/search', (exchange) => {
      const found = [...papers.values()].filter(({ title, summary }) => hasWords(`${title} ${summary}`, exchange.query('q')));
      exchange.send(200, found.slice(0, exchange.integer('limit', 20)).map(nested));
    }),
    route('GET /api/papers/:id', (exchange) => exchange.send(200, describe(find(exchange.param('id'))))),
    route('GET /api/daily_papers', (exchange) => {
      const date = exchange.query('date');
      const all = [...papers.values()].filter(({ publishedAt }) => date === undefined || publishedAt.startsWith(date));
      all.sort((a, b) =>
        exchange.query('sort') === 'trending' ? (b.upvotes ?? 0) - (a.upvotes ?? 0) : a.publishedAt < b.publishedAt ? 1 : -1,
      );
      const limit = exchange.integer('limit', papersPerPage);
      const start = exchange.integer('p', 0) * limit;
      exchange.send(200, all.slice(start, start + limit).map(nested));
    }),
    route('GET /papers/:file', (exchange) => {
      const file = exchange.param('file');
      const { markdown } = find(file.replace(/\.md$/, ''));
      if (!file.endsWith('.md') || markdown === undefined) throw new Refusal(404, 'Page not found');
      exchange.sendText(200, markdown, { 'content-type': 'text/markdown; charset=utf-8' });
    }),
  ];
}

function describe(paper: Paper): Readonly<Record<string, unknown>> {
  const { markdown: _, authors, aiSummary, aiKeywords, ...rest } = paper;
  return {
    ...rest,
    upvotes: paper.upvotes ?? 0,
    authors: authors.map((name, at) => ({ _id: `${paper.id}-${at}`, name, hidden: false })),
    ...(aiSummary === undefined ? {} : { ai_summary: aiSummary }),
    ...(aiKeywords === undefined ? {} : { ai_keywords: aiKeywords }),
  };
}

function nested(paper: Paper): unknown {
  const { title, publishedAt, summary } = paper;
  return { paper: describe(paper), title, publishedAt, summary, numComments: 0, submittedBy: { name: 'grace', fullname: 'Grace Hopper' } };
}

export function docRoutes(docs: readonly DocPage[], baseUrl: () => string): readonly Route[] {
  const search = (exchange: Exchange): readonly { page: DocPage; heading: string; text: string }[] => {
    const product = exchange.query('product');
    const found = docs
      .filter((page) => product === undefined || page.product === product)
      .flatMap((page) => sectionsOf(page.markdown).map((section) => ({ page, ...section })))
      .filter(({ page, heading, text }) => hasWords(`${page.title} ${heading} ${text}`, exchange.query('q')));
    return found.slice(0, exchange.integer('limit', 20));
  };
  return [
    route('GET /api/docs', (exchange) => {
      const products = [...new Set(docs.map(({ product }) => product))];
      exchange.send(
        200,
        products.map((id) => ({ id, url: `${baseUrl()}/docs/${id}`, category: 'Training' })),
      );
    }),
    route('GET /api/docs/search', (exchange) => {
      const found = search(exchange).map(({ page, heading, text }, at) => ({
        id: `${page.product}-${at}`,
        heading1: page.title,
        heading2: heading === page.title ? null : heading,
        text,
        product: page.product,
        source_page_url: baseUrl() + page.path,
        source_page_title: page.title,
        _vectors: { default: { embeddings: [0.1, 0.2, 0.3] } },
      }));
      exchange.send(200, found);
    }),
    route('GET /api/docs/search/full-text', (exchange) => {
      const hits = search(exchange).map(({ page, heading, text }) => ({
        url: baseUrl() + page.path,
        hierarchy_lvl0: page.product,
        hierarchy_lvl1: page.title,
        hierarchy_lvl2: heading,
        content: text,
        anchor: heading.toLowerCase().replaceAll(' ', '-'),
      }));
      exchange.send(200, { hits, estimatedTotalHits: hits.length });
    }),
    route('GET /docs/*path', (exchange) => {
      const { path } = exchange.record;
      const page = docs.find((each) => `${each.path}.md` === path);
      if (page === undefined) throw new Refusal(404, 'Page not found');
      exchange.sendText(200, page.markdown, { 'content-type': 'text/markdown; charset=utf-8' });
    }),
  ];
}

function sectionsOf(markdown: string): readonly { readonly heading: string; readonly text: string }[] {
  return markdown
    .split(/^(?=#+ )/m)
    .filter((each) => each.trim() !== '')
    .map((each) => {
      const [first = '', ...rest] = each.split('\n');
      return { heading: first.replace(/^#+ /, ''), text: rest.join('\n').trim() };
    });
}

/** Any of the words: searches by meaning are generous. */
function hasWords(text: string, query: string | undefined): boolean {
  const words = (query ?? '').toLowerCase().split(/\W+/).filter(Boolean);
  return words.length === 0 || words.some((word) => text.toLowerCase().includes(word));
}
