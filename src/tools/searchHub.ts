import * as z from 'zod';
import { type FoundCollections, searchCollections } from '../hub/collections.ts';
import { type RepoType, repoPage } from '../hub/repoId.ts';
import { type FoundRepo, repoSorts, searchRepos } from '../hub/search.ts';
import { defineTool, rare } from './define.ts';
import { countText, dayText, hubFor, hubLookup, oneLine, rowsWithin } from './lookups.ts';

const types: Readonly<Record<'models' | 'datasets' | 'spaces', RepoType>> = { models: 'model', datasets: 'dataset', spaces: 'space' };
const usualLimit = 15;

/** Lists of the Hub. */
export const searchHub = defineTool({
  name: 'search_hub',
  description:
    'Search Hugging Face by words of the name. filter: tags (license:mit, language:en, arxiv:ID). parameters: min:1B,max:8B. Also: author, task (text-generation), sort (trendingScore, downloads, likes, lastModified, createdAt), from and limit for more.',
  input: z.strictObject({
    what: z.enum(['models', 'datasets', 'spaces', 'collections']),
    query: z.string().max(200).optional(),
    author: rare(z.string().max(100).optional()),
    filter: z.array(z.string().max(200)).max(10).optional(),
    task: rare(z.string().max(100).optional()),
    parameters: z.string().max(50).optional(),
    sort: rare(z.enum(repoSorts).optional()),
    from: rare(z.int().min(0).max(500).optional()),
    limit: rare(z.int().min(1).max(50).optional()),
  }),
  effectKinds: ['lookup'],
  title: ({ what, query, author }) => `Search ${wordsFor[what]} for “${oneLine(query ?? author ?? 'what is new', 60)}”`,
  effects: (_, context) => [hubLookup(context)],
  async run({ what, query, author, filter, task, parameters, sort, from = 0, limit = usualLimit }, services, call) {
    const hub = hubFor(services, call);
    const origin = { kind: 'card', name: `search of ${what}` } as const;
    if (what === 'collections') {
      const paper = filter?.find((tag) => tag.startsWith('arxiv:'))?.slice('arxiv:'.length);
      return {
        content: collectionRows(await searchCollections(hub, { search: query, owner: author, paper, from, limit }, call.signal), from),
        origin,
      };
    }
    const wanted = {
      search: query,
      author,
      filter,
      task,
      parameters,
      sort: sort ?? (query === undefined ? 'trendingScore' : undefined),
      from,
      limit,
    } as const;
    const { repos, hasMore } = await searchRepos(hub, types[what], wanted, call.signal);
    if (repos.length === 0)
      return { content: `No ${wordsFor[what]} found. Use fewer words and filters: words are looked for in names only.` };
    const rows = repos.map((repo) => repoRow(hub.endpoints.hub, repo));
    const end = hasMore ? `… more: from=${from + repos.length}` : `(${repos.length} found, no more)`;
    return { content: rowsWithin([...rows, end], (left) => `… ${left - 1} more: from=${from + repos.length - left + 1}`), origin };
  },
});

const wordsFor = { models: 'models', datasets: 'data sets', spaces: 'Spaces', collections: 'collections' } as const;

const toldTags = /^(?:license|language|size_categories|base_model|dataset):/;

/** One line a repository. */
export function repoRow(hub: string, repo: FoundRepo): string {
  const { type, id, isPrivate, isGated, downloads, likes, lastModified, tags, task, library, parameters, sdk } = repo;
  const facts = [
    ...(parameters === undefined ? [] : [`${countText(parameters)} parameters`]),
    ...[task, library, sdk].filter((word) => word !== undefined),
    ...(downloads === undefined ? [] : [`${countText(downloads)} downloads`]),
    ...(likes === undefined ? [] : [`${countText(likes)} likes`]),
    ...(lastModified === undefined ? [] : [`changed ${dayText(lastModified)}`]),
    ...tags.filter((tag) => toldTags.test(tag)).slice(0, 4),
    ...(isGated === true ? ['gated'] : []),
    ...(isPrivate === true ? ['private'] : []),
  ];
  return `- ${repoPage(hub, { type, id })} · ${oneLine(facts.join(' · '), 300)}`;
}

function collectionRows({ collections, hasMore }: FoundCollections, from: number): string {
  if (collections.length === 0) return 'No collection found. Use fewer words.';
  const rows = collections.map(
    ({ slug, title, items, upvotes, description }) =>
      `- collections/${slug} · ${oneLine(title, 100)} · ${items.length} items shown first: ${oneLine(items.map(({ id }) => id).join(', '), 120)}${upvotes === undefined ? '' : ` · ${upvotes} upvotes`}${description === '' ? '' : ` · ${oneLine(description, 100)}`}`,
  );
  return rowsWithin([...rows, ...(hasMore ? [`… more: from=${from + collections.length}`] : [])], (left) => `… ${left} more`);
}
