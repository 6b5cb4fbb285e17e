import * as z from 'zod';
import type { ToolCall, ToolResult } from '../base/tool.ts';
import type { HubClient } from '../hub/client.ts';
import { searchCollections } from '../hub/collections.ts';
import { dailyPapers, type Paper, paperId, readPaper, searchPapers } from '../hub/papers.ts';
import { searchRepos } from '../hub/search.ts';
import type { FindPapersInput } from '../papers/foundRows.ts';
import { hostOf } from '../papers/sources/hosts.ts';
import { defineTool, type RunServices, rare } from './define.ts';
import { dayText, hubFor, hubLookup, oneLine, rowsWithin } from './lookups.ts';
import { repoRow } from './searchHub.ts';

const usualLimit = 10;
const mostLinked = 5;

const lists = ['citations', 'references', 'similar', 'passages'] as const;
const places = ['hub', 'arxiv', 'scholar'] as const;

/** Papers as Hugging Face, arXiv and Semantic Scholar list them, and what is around one. */
export const findPapers = defineTool({
  name: 'find_papers',
  description:
    'Papers: by query (at hub, arxiv or scholar), of a date, or one by id (paper) with abstract, code, models and data sets, or its list: citations, references, similar, passages (with query).',
  input: z.strictObject({
    query: z.string().max(300).optional(),
    paper: z.string().max(200).optional(),
    date: rare(
      z
        .string()
        .refine((text) => z.iso.date().safeParse(text).success, 'a day is written as 2026-11-20')
        .optional(),
    ),
    at: rare(z.enum(places).optional()),
    list: rare(z.enum(lists).optional()),
  }),
  effectKinds: ['lookup'],
  title: ({ query, paper, date, list }) =>
    list !== undefined
      ? `Look for ${list === 'similar' ? 'papers like' : `${list} of`} ${oneLine(paper ?? query ?? '', 60)}`
      : paper !== undefined
        ? `Look at the paper ${oneLine(paper, 60)}`
        : query !== undefined
          ? `Search papers for “${oneLine(query, 60)}”`
          : `List the papers of ${date ?? 'today'}`,
  effects: (input, context) => {
    const place = placeOf(input);
    if (place === 'hub') return [hubLookup(context)];
    const { arxivApi, semanticScholar } = context.papers.settings;
    return [{ kind: 'lookup', host: hostOf(place === 'arxiv' ? arxivApi : semanticScholar) }];
  },
  async run(input, services, call) {
    const { query, paper, date } = input;
    if (placeOf(input) !== 'hub') return await findElsewhere(input, services, call);
    const hub = hubFor(services, call);
    if (paper !== undefined) return await onePaper(hub, paperId(paper), call.signal);
    const papers =
      query === undefined
        ? await dailyPapers(hub, { date, limit: usualLimit }, call.signal)
        : await searchPapers(hub, { query, limit: usualLimit }, call.signal);
    if (papers.length === 0) return { content: 'No paper found. Use other words, or another day.' };
    const rows = papers.map((each) => `- ${headOf(hub, each)}\n  ${oneLine(each.summary, 350)}`);
    return {
      content: rowsWithin(rows, (left) => `… ${left} more: ask for fewer, or give other words`),
      origin: { kind: 'paper', name: query ?? date ?? 'today' },
    };
  },
});

function placeOf({ at, list }: FindPapersInput): (typeof places)[number] {
  return list === undefined ? (at ?? 'hub') : 'scholar';
}

async function findElsewhere(input: FindPapersInput, services: RunServices, call: ToolCall): Promise<ToolResult> {
  const { arxivApi, semanticScholar } = services.papers.settings;
  const host = hostOf(placeOf(input) === 'arxiv' ? arxivApi : semanticScholar);
  const { rowsOf } = await import('../papers/foundRows.ts');
  const rows = await rowsOf(services.papers.under(call.permit, [host]), input, usualLimit, call.signal);
  const name = input.paper ?? input.query ?? '';
  if (rows.length === 0) return { content: 'Nothing found. Use other words, or ask elsewhere (at).' };
  return { content: rowsWithin(rows, (left) => `… ${left} more`), origin: { kind: 'paper', name } };
}

function headOf(hub: HubClient, { id, title, publishedAt, upvotes, gitHubRepo, gitHubStars }: Paper): string {
  const facts = [
    `${hub.endpoints.hub}/papers/${id}`,
    oneLine(title, 200),
    ...(publishedAt === undefined ? [] : [dayText(publishedAt)]),
    ...(upvotes === undefined ? [] : [`${upvotes} upvotes`]),
    ...(gitHubRepo === undefined ? [] : [`code ${gitHubRepo}${gitHubStars === undefined ? '' : ` (${gitHubStars} stars)`}`]),
  ];
  return facts.join(' · ');
}

async function onePaper(hub: HubClient, id: string, signal: AbortSignal): Promise<ToolResult> {
  const filter = { filter: [`arxiv:${id}`], sort: 'downloads', limit: mostLinked } as const;
  const paper = await readPaper(hub, id, signal);
  const [models, datasets, spaces, collections] = await Promise.allSettled([
    searchRepos(hub, 'model', filter, signal),
    searchRepos(hub, 'dataset', filter, signal),
    searchRepos(hub, 'space', { ...filter, sort: 'likes' }, signal),
    searchCollections(hub, { paper: id, limit: mostLinked }, signal),
  ]);
  signal.throwIfAborted();
  const repos = [models, datasets, spaces].flatMap((each) => (each.status === 'fulfilled' ? each.value.repos : []));
  const linked = [
    ...repos.map((repo) => repoRow(hub.endpoints.hub, repo)),
    ...(collections.status === 'fulfilled' ? collections.value.collections : []).map(
      ({ slug, title }) => `- collections/${slug} · ${oneLine(title, 100)}`,
    ),
  ];
  const isWhole = [models, datasets, spaces, collections].every(({ status }) => status === 'fulfilled');
  const rows = [
    headOf(hub, paper),
    `Authors: ${oneLine(paper.authors.join(', '), 400)}`,
    ...(paper.projectPage === undefined ? [] : [`Project: ${oneLine(paper.projectPage, 300)}`]),
    ...(paper.keywords.length === 0 ? [] : [`Keywords: ${oneLine(paper.keywords.join(', '), 300)}`]),
    `Abstract: ${oneLine(paper.summary, 2_500)}`,
    linked.length > 0 ? 'Linked with it:' : isWhole ? 'Nothing on the Hub names this paper.' : '',
    ...linked,
    ...(isWhole ? [] : ['(Not all that is linked with it could be asked for: try again.)']),
    `(Up to ${mostLinked} of each kind; search_hub with filter=["arxiv:${id}"] lists all. Its text: read_paper ${id})`,
  ];
  return {
    content: rowsWithin(
      rows.filter((row) => row !== ''),
      (left) => `… ${left} more`,
    ),
    origin: { kind: 'paper', name: `arXiv:${id}` },
  };
}
