import type { HubClient } from '../../hub/client.ts';
import { searchCollections } from '../../hub/collections.ts';
import { searchDocs } from '../../hub/docs.ts';
import { dailyPapers, searchPapers } from '../../hub/papers.ts';
import { type RepoType, repoPage } from '../../hub/repoId.ts';
import { searchRepos } from '../../hub/search.ts';
import { WrongUsage } from '../command.ts';
import { exitCode } from '../exitCodes.ts';
import type { HubCommand } from './context.ts';

const limit = 20;

interface Found {
  /** One line each, for people. */
  readonly lines: readonly string[];
  /** As they are, for programs. */
  readonly items: readonly unknown[];
}

type Search = (hub: HubClient, query: string, signal: AbortSignal) => Promise<Found>;

const searches: Readonly<Record<string, Search>> = {
  models: repos('model'),
  datasets: repos('dataset'),
  spaces: repos('space'),
  async collections(hub, query, signal) {
    const { collections } = await searchCollections(hub, { search: query === '' ? undefined : query, limit }, signal);
    return { items: collections, lines: collections.map(({ slug, title }) => `${hub.endpoints.hub}/collections/${slug}\t${title}`) };
  },
  async papers(hub, query, signal) {
    const papers = query === '' ? await dailyPapers(hub, { limit }, signal) : await searchPapers(hub, { query, limit }, signal);
    return { items: papers, lines: papers.map(({ id, title }) => `${hub.endpoints.hub}/papers/${id}\t${title}`) };
  },
  async docs(hub, query, signal) {
    if (query === '') throw new WrongUsage('hub search docs needs words to look for.');
    const found = await searchDocs(hub, { query, limit }, signal);
    return { items: found, lines: found.map(({ url, titles }) => `${url}\t${titles.join(' › ')}`) };
  },
};

/** `practicum hub search models tiny llama`. */
export const search: HubCommand = async ({ words: [what = '', ...words], hub, options, output, signal }) => {
  const find = Object.hasOwn(searches, what) ? searches[what] : undefined;
  if (find === undefined)
    throw new WrongUsage(
      `hub search needs one of ${Object.keys(searches).join(', ')}, then words${what === '' ? '' : `; “${what}” is none of them`}.`,
    );
  const { lines, items } = await find(hub, words.join(' '), signal);
  if (options.json) output.out(`${items.map((item) => JSON.stringify(item)).join('\n')}${items.length === 0 ? '' : '\n'}`);
  else output.out(lines.length === 0 ? 'Nothing found.\n' : `${lines.join('\n')}\n`);
  return exitCode.done;
};

function repos(type: RepoType): Search {
  return async (hub, query, signal) => {
    const wanted = query === '' ? ({ sort: 'trendingScore' } as const) : { search: query };
    const { repos: found } = await searchRepos(hub, type, { ...wanted, limit }, signal);
    return {
      items: found,
      lines: found.map(
        ({ id, downloads, likes }) => `${repoPage(hub.endpoints.hub, { type, id })}\t${downloads ?? 0} downloads\t${likes ?? 0} likes`,
      ),
    };
  };
}
