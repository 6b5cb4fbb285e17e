import * as z from 'zod';
import type { ToolResult } from '../base/tool.ts';
import { readCard } from '../hub/cards.ts';
import type { HubClient } from '../hub/client.ts';
import { collectionSlug, readCollection } from '../hub/collections.ts';
import { listFolder } from '../hub/files.ts';
import { parseRepo, type RepoId, repoPage, repoTitle } from '../hub/repoId.ts';
import { type RepoInfo, readRepoInfo } from '../hub/repoInfo.ts';
import { defineTool, rare } from './define.ts';
import { discussionList, oneDiscussion } from './hubDiscussions.ts';
import { overviewRows } from './hubOverview.ts';
import { weightsOf } from './hubWeights.ts';
import { hubFor, hubLookup, oneLine, pagedMarkdown, rowsWithin, sizeText } from './lookups.ts';

const mostFiles = 1_000;

/** One repository or collection. */
export const readHubRepo = defineTool({
  name: 'read_hub_repo',
  description:
    'Look at owner/name, datasets/…, spaces/… or collections/… of Hugging Face. what: overview (usual), files (path: folder), card (section or from_line), weights (parameters and dtypes; path: one file), discussions and pull requests (number: one). Also: revision.',
  input: z.strictObject({
    repo: z.string().min(1).max(300),
    what: z.enum(['overview', 'files', 'card', 'weights', 'discussions']).optional(),
    number: rare(z.int().positive().optional()),
    path: z.string().max(500).optional(),
    revision: rare(z.string().max(200).optional()),
    section: rare(z.string().max(200).optional()),
    from_line: rare(z.int().min(1).max(1_000_000).optional()),
  }),
  effectKinds: ['lookup'],
  title: ({ repo, what = 'overview' }) => `Look at ${oneLine(repo, 80)}${what === 'overview' ? '' : ` (${what})`}`,
  effects: (_, context) => [hubLookup(context)],
  async run({ repo: text, what = 'overview', path = '', revision, section, from_line, number }, services, call) {
    const hub = hubFor(services, call);
    if (/(?:^|\/)collections\//.test(text)) return await collection(hub, text, call.signal);
    const repo = parseRepo(text);
    if (what === 'discussions')
      return number === undefined
        ? await discussionList(hub, repo, call.signal)
        : await oneDiscussion(hub, repo, number, from_line, call.signal);
    if (what === 'card') return await card(hub, repo, { revision, section, from_line }, call.signal);
    if (what === 'files' && path !== '') return await folder(hub, repo, revision ?? 'main', path, call.signal);
    const look = () => readRepoInfo(hub, repo, revision, call.signal);
    const info = await (repo.type === 'model' ? services.checks.lookUpModel(repo.id, look) : look());
    // Its own name, where it was asked for by an older one.
    if (repo.type === 'model') services.checks.noteModel(info.repo.id);
    const origin = { kind: 'card', name: placeOf(info) } as const;
    switch (what) {
      case 'overview':
        return { content: overviewRows(info, repoPage(hub.endpoints.hub, info.repo)), origin };
      case 'files':
        return { content: fileRows(info), origin };
      case 'weights':
        return { content: await weightsOf(hub, info, path, call.signal), origin };
    }
  },
});

/** `ada/tiny@0123abc…`: the commit, so that a fact stays where it was found. */
function placeOf({ repo, sha }: RepoInfo): string {
  return `${repoPage('', repo).slice(1)}@${sha ?? 'main'}`;
}

function fileRows(info: RepoInfo): string {
  if (info.files.length === 0) return `${placeOf(info)} has no files.`;
  const rows = info.files.map(({ path, bytes }) => `${path}${bytes === undefined ? '' : ` · ${sizeText(bytes)}`}`);
  const total = info.files.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  const head = `${placeOf(info)}: ${info.files.length} files${total === 0 ? '' : `, ${sizeText(total)}`}`;
  return rowsWithin([head, ...rows], (left) => `… ${left} more: give path for a folder`);
}

async function folder(hub: HubClient, repo: RepoId, revision: string, path: string, signal: AbortSignal): Promise<ToolResult> {
  const { entries, hasMore } = await listFolder(hub, { repo, revision, path }, { atMost: mostFiles, signal });
  const place = `${repoPage('', repo).slice(1)}@${revision}`;
  if (entries.length === 0) return { content: `${place} has nothing in ${path}.` };
  const rows = entries.map(
    (entry) =>
      `${entry.path}${entry.isFolder ? '/' : ''}${entry.bytes === undefined || entry.isFolder ? '' : ` · ${sizeText(entry.bytes)}`}`,
  );
  const content = rowsWithin(
    [`${place}:${path}`, ...rows, ...(hasMore ? ['… and more'] : [])],
    (left) => `… ${left} more: give the path of a folder in it`,
  );
  return { content, origin: { kind: 'card', name: place } };
}

interface CardWanted {
  readonly revision: string | undefined;
  readonly section: string | undefined;
  readonly from_line: number | undefined;
}

async function card(
  hub: HubClient,
  repo: RepoId,
  { revision = 'main', section, from_line }: CardWanted,
  signal: AbortSignal,
): Promise<ToolResult> {
  const read = await readCard(hub, repo, revision, signal);
  if (read === undefined) return { content: `${repoTitle(repo)} has no card (README.md).` };
  const place = `${repoPage('', repo).slice(1)}@${read.revision}:README.md`;
  const isBeginning = section === undefined && from_line === undefined;
  const metadata = isBeginning && read.frontMatter !== '' ? `\nMetadata:\n${read.frontMatter.slice(0, 1_500)}\nBody:` : '';
  const content = pagedMarkdown({ head: `${place}${metadata}`, markdown: read.body, section, from_line, tool: 'read_hub_repo' });
  return { content, origin: { kind: 'card', name: place } };
}

async function collection(hub: HubClient, text: string, signal: AbortSignal): Promise<ToolResult> {
  const { slug, title, description, items } = await readCollection(hub, collectionSlug(text), signal);
  const rows = items.map(({ type, id, note }) => `- ${type} ${id}${note === undefined ? '' : ` · ${oneLine(note, 150)}`}`);
  const head = [
    `${hub.endpoints.hub}/collections/${slug} · ${oneLine(title, 200)} · ${items.length} items`,
    ...(description === '' ? [] : [oneLine(description, 500)]),
  ];
  return { content: rowsWithin([...head, ...rows], (left) => `… ${left} more`), origin: { kind: 'card', name: `collections/${slug}` } };
}
