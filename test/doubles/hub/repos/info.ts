/** What is told of a repository, alone and in lists. */
import type { Exchange } from '../exchange.ts';
import { fieldsOf } from '../fields.ts';
import { hex } from '../ids.ts';
import { sendPage } from '../paging.ts';
import { type Route, route } from '../routes.ts';
import { checkedCard } from './card.ts';
import type { Commit, FileEntry, Repo, RepoKind } from './repo.ts';
import { kindOf, type Repos } from './repos.ts';
import { lfsOf } from './tree.ts';

const anyRepo = '/api/:kinds(models|datasets|spaces)/:owner/:name';
const listLimit = 1000;

export function infoRoutes(
  repos: Repos,
  baseUrl: () => string,
  spaceFields: (repo: Repo) => Readonly<Record<string, unknown>>,
): readonly Route[] {
  const info = (exchange: Exchange): void => {
    const repo = repos.needRead(exchange);
    const commit = repo.commitAt(exchange.params['rev'] ?? 'main');
    const all = describe(repos, repo, commit, exchange.isAsked('blobs'));
    const expand = exchange.queries('expand');
    const whole = { ...all, ...(repo.kind === 'space' ? spaceFields(repo) : {}) };
    exchange.send(200, expand.length === 0 ? whole : only(whole, expand));
  };
  return [
    route('GET /api/:kinds(models|datasets|spaces)', (exchange) => {
      const expand = exchange.queries('expand');
      const isFull = exchange.isAsked('full');
      const items = search(repos, exchange).map((repo) => {
        const whole = describe(repos, repo, repo.head, false);
        if (expand.length > 0) return only(whole, expand);
        return isFull ? whole : brief(whole, exchange);
      });
      sendPage(exchange, baseUrl(), items, listLimit);
    }),
    route('GET /api/spaces/semantic-search', (exchange) => {
      const words = (exchange.query('q') ?? '').toLowerCase().split(/\W+/).filter(Boolean);
      const found = visible(repos, 'space', exchange).filter((repo) => {
        const { title, short_description: description } = cardOf(repos, repo.head);
        const text = `${repo.id} ${String(title)} ${String(description)}`.toLowerCase();
        return words.some((word) => text.includes(word));
      });
      const items = found.map((repo) => ({
        ...describe(repos, repo, repo.head, false),
        ...spaceFields(repo),
        semanticRelevancyScore: 0.5,
      }));
      sendPage(exchange, baseUrl(), items, listLimit);
    }),
    route('GET /api/quicksearch', (exchange) => {
      const words = (exchange.query('q') ?? '').toLowerCase();
      const answer: Record<string, unknown> = {};
      for (const kind of ['model', 'dataset', 'space'] as const) {
        const found = visible(repos, kind, exchange).filter(({ id }) => id.toLowerCase().includes(words));
        answer[`${kind}s`] = found.slice(0, exchange.integer('limit', 6)).map(({ _id, id }) => ({ _id, id }));
        answer[`${kind}sCount`] = found.length;
      }
      exchange.send(200, answer);
    }),
    route(`GET ${anyRepo}`, info),
    route(`GET ${anyRepo}/revision/:rev`, info),
  ];
}

function visible(repos: Repos, kind: RepoKind, exchange: Exchange): readonly Repo[] {
  const caller = repos.accounts.caller(exchange);
  return repos.all(kind).filter((repo) => repos.canRead(repo, caller));
}

const always = ['_id', 'id', 'modelId'];

function only(whole: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => always.includes(name) || names.includes(name)));
}

function brief(whole: Readonly<Record<string, unknown>>, exchange: Exchange): unknown {
  const { siblings: _, cardData, config, sha: __, ...rest } = whole;
  return {
    ...rest,
    ...(exchange.isAsked('cardData') ? { cardData } : {}),
    ...(exchange.isAsked('config') && config !== undefined ? { config } : {}),
  };
}

export function cardOf(repos: Repos, commit: Commit): Readonly<Record<string, unknown>> {
  const readme = commit.files.get('README.md');
  return readme === undefined ? {} : checkedCard(repos.blobs.bytes(readme.sha256).toString('utf8')).data;
}

export function describe(repos: Repos, repo: Repo, commit: Commit, withBlobs: boolean): Readonly<Record<string, unknown>> {
  const card = cardOf(repos, commit);
  const files = [...commit.files.values()];
  const usedStorage = files.reduce((sum, { size }) => sum + size, 0);
  const pipeline = card['pipeline_tag'];
  return {
    _id: repo._id,
    id: repo.id,
    ...(repo.kind === 'model' ? { modelId: repo.id } : {}),
    author: repo.owner,
    sha: commit.id,
    lastModified: repo.head.date,
    createdAt: repo.createdAt,
    private: repo.isPrivate,
    gated: repo.settings.gated,
    disabled: false,
    downloads: repo.downloads,
    likes: repo.likes,
    tags: tagsOf(repo, card, files),
    trendingScore: repo.likes,
    usedStorage,
    ...(typeof pipeline === 'string' ? { pipeline_tag: pipeline } : {}),
    ...(typeof card['library_name'] === 'string' ? { library_name: card['library_name'] } : {}),
    ...(repo.sdk === undefined ? {} : { sdk: repo.sdk, subdomain: subdomainOf(repo) }),
    cardData: card,
    siblings: files.map((file) => ({
      rfilename: file.path,
      ...(withBlobs
        ? { size: file.size, blobId: file.oid, ...(file.isLfs ? { lfs: { sha256: file.sha256, ...fieldsOfLfs(file) } } : {}) }
        : {}),
    })),
    ...(repo.kind === 'model' ? modelFields(repos, files) : {}),
    ...repo.extra,
  };
}

function fieldsOfLfs(file: FileEntry): object {
  const lfs = lfsOf(file);
  return typeof lfs === 'object' && lfs !== null ? lfs : {};
}

/** `config.json` and the parameters of safetensors, read from the files themselves. */
function modelFields(repos: Repos, files: readonly FileEntry[]): Readonly<Record<string, unknown>> {
  const config = files.find(({ path }) => path === 'config.json');
  const weights = files.filter(({ path }) => path.endsWith('.safetensors'));
  const counts: Record<string, number> = {};
  for (const file of weights) count(repos, file, counts);
  const total = Object.values(counts).reduce((sum, each) => sum + each, 0);
  return {
    ...(config === undefined ? {} : { config: jsonOr(repos.blobs.bytes(config.sha256).toString('utf8')) }),
    ...(total === 0 ? {} : { safetensors: { parameters: counts, total } }),
  };
}

function count({ blobs }: Repos, { sha256, size }: FileEntry, counts: Record<string, number>): void {
  if (size < 8) return;
  const length = Number(blobs.head(sha256, 8).readBigUInt64LE(0));
  if (length > size - 8) return;
  const header = jsonOr(
    blobs
      .head(sha256, 8 + length)
      .subarray(8)
      .toString('utf8'),
  );
  for (const [name, tensor] of Object.entries(header)) {
    if (name === '__metadata__' || typeof tensor !== 'object' || tensor === null) continue;
    const { dtype, shape } = Object.fromEntries(Object.entries(tensor));
    if (typeof dtype !== 'string' || !Array.isArray(shape)) continue;
    counts[dtype] = (counts[dtype] ?? 0) + shape.reduce((product: number, each) => product * Number(each), 1);
  }
}

function jsonOr(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}

const tagFields: Readonly<Record<string, string>> = {
  license: 'license:',
  base_model: 'base_model:',
  datasets: 'dataset:',
  task_categories: 'task_categories:',
  size_categories: 'size_categories:',
};

function tagsOf(repo: Repo, card: Readonly<Record<string, unknown>>, files: readonly FileEntry[]): readonly string[] {
  const tags = new Set<string>();
  for (const field of ['tags', 'pipeline_tag', 'library_name']) for (const each of several(card[field])) tags.add(each);
  for (const each of several(card['language'])) tags.add(repo.kind === 'dataset' ? `language:${each}` : each);
  for (const [field, prefix] of Object.entries(tagFields)) for (const each of several(card[field])) tags.add(prefix + each);
  for (const extension of ['safetensors', 'gguf', 'onnx'])
    if (files.some(({ path }) => path.endsWith(`.${extension}`))) tags.add(extension);
  if (repo.sdk !== undefined) tags.add(repo.sdk);
  tags.add('region:us');
  return [...tags];
}

function several(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}

export function subdomainOf({ id }: Repo): string {
  return id.toLowerCase().replaceAll(/[/_.]/g, '-');
}

const sorts: Readonly<Record<string, (repo: Repo) => number | string>> = {
  downloads: ({ downloads }) => downloads,
  likes: ({ likes }) => likes,
  likes30d: ({ likes }) => likes,
  trendingScore: ({ likes }) => likes,
  lastModified: (repo) => repo.head.date,
  createdAt: ({ createdAt }) => createdAt,
};

function search(repos: Repos, exchange: Exchange): readonly Repo[] {
  const kind: RepoKind = kindOf(exchange);
  const caller = repos.accounts.caller(exchange);
  const words = (exchange.query('search') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const author = exchange.query('author');
  const wanted = [...exchange.queries('filter'), ...exchange.queries('pipeline_tag')].filter(Boolean);
  const linked = [...prefixed(exchange, 'models', 'models:'), ...prefixed(exchange, 'datasets', 'datasets:')];
  const found = repos.all(kind).filter((repo) => {
    if (!repos.canRead(repo, caller)) return false;
    if (author !== undefined && repo.owner.toLowerCase() !== author.toLowerCase()) return false;
    const name = repo.id.toLowerCase();
    if (!words.every((word) => name.includes(word))) return false;
    if (exchange.query('gated') !== undefined && exchange.isAsked('gated') !== (repo.settings.gated !== false)) return false;
    if (kind === 'model' && !hasParameters(repos, repo, exchange.query('num_parameters'))) return false;
    if (wanted.length === 0 && linked.length === 0) return true;
    const card = cardOf(repos, repo.head);
    const tags = tagsOf(repo, card, [...repo.head.files.values()]);
    const uses = [
      ...several(card['models']).map((each) => `models:${each}`),
      ...several(card['datasets']).map((each) => `datasets:${each}`),
    ];
    return wanted.every((each) => tags.includes(each)) && linked.every((each) => uses.includes(each));
  });
  const sort = sorts[exchange.query('sort') ?? 'trendingScore'] ?? (() => 0);
  return found.sort((a, b) => compare(sort(b), sort(a)) || compare(hex('sha1', a.id), hex('sha1', b.id)));
}

/** `min:6B,max:128B` */
function hasParameters(repos: Repos, repo: Repo, asked: string | undefined): boolean {
  if (asked === undefined) return true;
  const { safetensors } = describe(repos, repo, repo.head, false);
  const { total } = fieldsOf(safetensors);
  if (typeof total !== 'number') return false;
  return asked.split(',').every((bound) => {
    const [, side, number, unit] = /^(min|max):([\d.]+)([KMBT]?)$/.exec(bound) ?? [];
    const limit = Number(number) * 1000 ** ' KMBT'.indexOf(unit || ' ');
    return side === 'min' ? total >= limit : total <= limit;
  });
}

function prefixed(exchange: Exchange, name: string, prefix: string): readonly string[] {
  return exchange
    .queries(name)
    .filter(Boolean)
    .map((each) => prefix + each);
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
