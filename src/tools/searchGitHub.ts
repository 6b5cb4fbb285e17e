import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import type { ToolCall, ToolResult } from '../base/tool.ts';
import { gitHubRepo } from '../web/addresses.ts';
import type { WebDoor } from '../web/door.ts';
import { exampleRepositories, findExamples } from '../web/examples.ts';
import type { FoundRepository } from '../web/gitHub.ts';
import { defineTool, rare } from './define.ts';
import { countText, dayText, oneLine, rowsWithin, sizeText } from './lookups.ts';

const perPage = 15;
const mostExamples = 30;

class MissingField extends PracticumError {
  constructor(what: string, field: string) {
    super('bad-arguments', `what=${what} needs ${field}.`, { hint: `Send the call again with ${field}.` });
  }
}

/** What is found on GitHub; a file is read by read_github_file. */
export const searchGitHub = defineTool({
  name: 'search_github',
  description:
    'Search GitHub: training examples (repo: trl or owner/name), code (query with qualifiers), repositories (query or owner), files (of repo; query: part of the path). page: 2 and on.',
  input: z.strictObject({
    what: z.enum(['examples', 'code', 'repositories', 'files']),
    query: z.string().max(256).optional(),
    repo: z.string().max(200).optional(),
    owner: rare(z.string().max(100).optional()),
    page: rare(z.int().min(1).max(20).optional()),
  }),
  effectKinds: ['lookup'],
  title: ({ what, query, repo, owner }) =>
    `Search GitHub for ${what} ${oneLine([query, repo ?? owner].filter((word) => word !== undefined).join(' in '), 80)}`.trim(),
  effects: (_, { web }) => [{ kind: 'lookup', host: web.gitHubHost }],
  async run({ what, query, repo, owner, page = 1 }, { web }, call) {
    switch (what) {
      case 'code': {
        if (query === undefined) throw new MissingField(what, 'query');
        return await code(web, [query, ...(repo === undefined ? [] : [`repo:${gitHubRepo(repo)}`])].join(' '), page, call);
      }
      case 'repositories':
        return await repositories(web, query, owner, page, call);
      case 'files':
        if (repo === undefined) throw new MissingField(what, 'repo');
        return await files(web, gitHubRepo(repo), query ?? '', call);
      case 'examples':
        if (repo === undefined) throw new MissingField(what, 'repo');
        return await examples(web, exampleRepositories[repo.toLowerCase()] ?? gitHubRepo(repo), query ?? '', call);
    }
  },
});

async function code(web: WebDoor, query: string, page: number, call: ToolCall): Promise<ToolResult> {
  const { items, total } = await web.searchCode(call.permit, query, { limit: perPage, page }, call.signal);
  if (items.length === 0) return { content: 'Nothing found. Use fewer words: all must stand in one file.' };
  const rows = items.map(
    ({ repo, path, pieces }) =>
      `- ${repo}:${path}${pieces
        .slice(0, 2)
        .map((piece) => `\n  | ${oneLine(piece, 250)}`)
        .join('')}`,
  );
  return {
    content: rowsWithin([...rows, nextPage(page, items.length, total)], (left) => `… ${left} more`),
    origin: originOf(`code search for ${query}`),
  };
}

async function repositories(
  web: WebDoor,
  query: string | undefined,
  owner: string | undefined,
  page: number,
  call: ToolCall,
): Promise<ToolResult> {
  const paging = { limit: perPage, page };
  if (owner !== undefined && query === undefined) {
    if (!/^[A-Za-z0-9-]{1,39}$/.test(owner)) throw new MissingField('repositories', 'owner: a user or an organisation');
    const found = await web.listRepositories(call.permit, owner, paging, call.signal);
    return listed(found, page, found.length < perPage ? page * perPage : Number.POSITIVE_INFINITY, owner);
  }
  if (query === undefined) throw new MissingField('repositories', 'query or owner');
  const { items, total } = await web.searchRepositories(
    call.permit,
    owner === undefined ? query : `${query} user:${owner}`,
    paging,
    call.signal,
  );
  return listed(items, page, total, query);
}

function listed(found: readonly FoundRepository[], page: number, total: number, name: string): ToolResult {
  if (found.length === 0) return { content: 'No repository found. Use fewer words.' };
  const rows = found.map(({ repo, description, stars, updatedAt, language, isArchived, license }) => {
    const facts = [
      `${countText(stars)} stars`,
      ...(language === undefined ? [] : [language]),
      ...(license === undefined ? [] : [license]),
      ...(updatedAt === undefined ? [] : [`pushed ${dayText(updatedAt)}`]),
      ...(isArchived ? ['archived'] : []),
    ];
    return `- ${repo} · ${facts.join(' · ')}${description === '' ? '' : ` · ${oneLine(description, 200)}`}`;
  });
  return {
    content: rowsWithin([...rows, nextPage(page, found.length, total)], (left) => `… ${left} more`),
    origin: originOf(`repositories: ${name}`),
  };
}

async function files(web: WebDoor, repo: string, query: string, call: ToolCall): Promise<ToolResult> {
  const tree = await web.readTree(call.permit, repo, undefined, call.signal);
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = tree.files.filter(({ path }) => words.every((word) => path.toLowerCase().includes(word)));
  if (found.length === 0)
    return { content: `${repo} has ${tree.files.length} files, none of them with ${words.join(' and ')} in its path.` };
  const rows = found.map(({ path, bytes }) => `- ${path}${bytes === undefined ? '' : ` · ${sizeText(bytes)}`}`);
  const head = `${repo}@${tree.ref}: ${found.length} of ${tree.files.length} files${tree.isCut ? ' (GitHub lists no more of so large a repository)' : ''}`;
  return { content: rowsWithin([head, ...rows], (left) => `… ${left} more: give query`), origin: originOf(repo) };
}

async function examples(web: WebDoor, repo: string, keyword: string, call: ToolCall): Promise<ToolResult> {
  const tree = await web.readTree(call.permit, repo, undefined, call.signal);
  const found = findExamples(tree.files, keyword).slice(0, mostExamples);
  if (found.length === 0) return { content: `No example found in ${repo}. Use other keywords, or what=files.` };
  const rows = found.map(({ path, bytes }) => `- ${path}${bytes === undefined ? '' : ` · ${sizeText(bytes)}`}`);
  const head = `${repo}@${tree.ref}, the likeliest first; read_github_file reads one:`;
  return { content: rowsWithin([head, ...rows], (left) => `… ${left} more: give keywords`), origin: originOf(repo) };
}

function nextPage(page: number, shown: number, total: number): string {
  const seen = (page - 1) * perPage + shown;
  return seen < total ? `… more${Number.isFinite(total) ? ` of ${total}` : ''}: page=${page + 1}` : `(${seen} found, no more)`;
}

function originOf(name: string): { readonly kind: 'web'; readonly name: string } {
  return { kind: 'web', name: `GitHub, ${oneLine(name, 150)}` };
}
