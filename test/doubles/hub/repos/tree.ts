/** What lies in a repository: trees, single paths, commits, references. */
import type { Exchange } from '../exchange.ts';
import { textsOf } from '../fields.ts';
import { hex } from '../ids.ts';
import { sendPage } from '../paging.ts';
import { Refusal } from '../refusal.ts';
import { type Route, route } from '../routes.ts';
import type { Commit, FileEntry, Repo } from './repo.ts';
import { pointerOf, type Repos } from './repos.ts';

const anyRepo = '/api/:kinds(models|datasets|spaces)/:owner/:name';
const filesPerPage = 1000;
const commitsPerPage = 50;

export function treeRoutes(repos: Repos, baseUrl: () => string): readonly Route[] {
  const listTree = (exchange: Exchange): void => {
    const repo = repos.needFiles(exchange);
    const commit = repo.commitAt(exchange.param('rev'));
    const folder = (exchange.params['path'] ?? '').replace(/\/+$/, '');
    const items = itemsBelow(commit, folder, exchange.isAsked('recursive'));
    if (folder !== '' && items.length === 0)
      throw new Refusal(404, `${folder} does not exist on "${commit.id}"`, { code: 'EntryNotFound' });
    const isExpanded = exchange.isAsked('expand');
    sendPage(
      exchange,
      baseUrl(),
      items.map((item) => describeItem(repo, commit, item, isExpanded)),
      filesPerPage,
    );
  };
  return [
    route(`GET ${anyRepo}/tree/:rev`, listTree),
    route(`GET ${anyRepo}/tree/:rev/*path`, listTree),
    route(`POST ${anyRepo}/paths-info/:rev`, async (exchange) => {
      const repo = repos.needFiles(exchange);
      const commit = repo.commitAt(exchange.param('rev'));
      const { paths, isExpanded } = await askedPaths(exchange);
      const items = paths.flatMap((path) => itemAt(commit, path) ?? []);
      exchange.send(
        200,
        items.map((item) => describeItem(repo, commit, item, isExpanded)),
      );
    }),
    route(`GET ${anyRepo}/treesize/:rev/*path`, (exchange) => {
      const repo = repos.needFiles(exchange);
      const items = itemsBelow(repo.commitAt(exchange.param('rev')), exchange.param('path'), true);
      const size = items.reduce((sum, item) => sum + ('entry' in item ? item.entry.size : 0), 0);
      exchange.send(200, { path: exchange.param('path'), size });
    }),
    route(`GET ${anyRepo}/commits/:rev`, (exchange) => {
      const repo = repos.needFiles(exchange);
      const commits = [...repo.history(repo.commitAt(exchange.param('rev')))];
      const isFormatted = exchange.queries('expand').includes('formatted');
      sendPage(
        exchange,
        baseUrl(),
        commits.map((commit) => describeCommit(commit, isFormatted)),
        commitsPerPage,
      );
    }),
    route(`GET ${anyRepo}/refs`, (exchange) => {
      const repo = repos.needRead(exchange);
      exchange.send(200, {
        branches: refsBelow(repo, 'refs/heads/'),
        tags: refsBelow(repo, 'refs/tags/'),
        converts: refsBelow(repo, 'refs/convert/'),
        ...(exchange.isAsked('include_prs') ? { pullRequests: refsBelow(repo, 'refs/pr/') } : {}),
      });
    }),
    route(`POST ${anyRepo}/branch/:branch`, async (exchange) => {
      const { repo } = repos.needWrite(exchange);
      const { startingPoint, emptyBranch } = await exchange.json();
      const ref = `refs/heads/${exchange.param('branch')}`;
      if (repo.refs.has(ref)) throw new Refusal(409, `Reference already exists: ${ref}`);
      const start = repo.commitAt(typeof startingPoint === 'string' ? startingPoint : 'main');
      if (emptyBranch === true) {
        repo.commit(ref, { title: 'initial commit', author: repo.owner, date: repos.date(), files: new Map() });
      } else repo.refs.set(ref, start.id);
      exchange.send(200, 'OK');
    }),
    route(`DELETE ${anyRepo}/branch/:branch`, (exchange) => {
      const { repo } = repos.needWrite(exchange);
      deleteRef(repo, `refs/heads/${exchange.param('branch')}`);
      exchange.send(200, 'OK');
    }),
    route(`POST ${anyRepo}/tag/:rev`, async (exchange) => {
      const { repo } = repos.needWrite(exchange);
      const { tag } = await exchange.json();
      if (typeof tag !== 'string' || tag === '') throw new Refusal(400, '"tag" is required');
      if (repo.refs.has(`refs/tags/${tag}`)) throw new Refusal(409, `Tag reference exists already: ${tag}`);
      repo.refs.set(`refs/tags/${tag}`, repo.commitAt(exchange.param('rev')).id);
      exchange.send(200, 'OK');
    }),
    route(`DELETE ${anyRepo}/tag/:tag`, (exchange) => {
      const { repo } = repos.needWrite(exchange);
      deleteRef(repo, `refs/tags/${exchange.param('tag')}`);
      exchange.send(200, 'OK');
    }),
    route(`POST ${anyRepo}/super-squash/:branch`, async (exchange) => {
      const { repo, caller } = repos.needWrite(exchange);
      const { message } = await exchange.json();
      const ref = `refs/heads/${exchange.param('branch')}`;
      const { files } = repo.commitAt(exchange.param('branch'));
      repo.refs.delete(ref);
      const title = typeof message === 'string' && message !== '' ? message : 'Super-squash branch';
      repo.commit(ref, { title, author: caller.user.name, date: repos.date(), files });
      exchange.send(200, 'OK');
    }),
  ];
}

type Item = { readonly path: string } & ({ readonly entry: FileEntry } | { readonly below: readonly FileEntry[] });

function itemsBelow(commit: Commit, folder: string, isRecursive: boolean): readonly Item[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const files = [...commit.files.values()].filter(({ path }) => path.startsWith(prefix));
  const items = new Map<string, Item>();
  for (const entry of files) {
    const parts = entry.path.slice(prefix.length).split('/');
    for (let depth = 1; depth < parts.length && (isRecursive || depth === 1); depth++) {
      const path = prefix + parts.slice(0, depth).join('/');
      if (!items.has(path)) items.set(path, { path, below: files.filter((each) => each.path.startsWith(`${path}/`)) });
    }
    if (parts.length === 1 || isRecursive) items.set(entry.path, { path: entry.path, entry });
  }
  return [...items.values()].sort((a, b) => Number('entry' in a) - Number('entry' in b) || (a.path < b.path ? -1 : 1));
}

function itemAt(commit: Commit, path: string): Item | undefined {
  const entry = commit.files.get(path);
  if (entry !== undefined) return { path, entry };
  const below = [...commit.files.values()].filter((each) => each.path.startsWith(`${path}/`));
  return below.length === 0 ? undefined : { path, below };
}

function describeItem(repo: Repo, commit: Commit, item: Item, isExpanded: boolean): unknown {
  if (!('entry' in item)) {
    const oid = hex('sha1', item.below.map((each) => `${each.path} ${each.oid}`).join('\n'));
    return { type: 'directory', oid, size: 0, path: item.path, ...(isExpanded ? { lastCommit: brief(commit) } : {}) };
  }
  const { entry } = item;
  return {
    type: 'file',
    oid: entry.oid,
    size: entry.size,
    path: entry.path,
    ...(entry.isLfs ? { lfs: lfsOf(entry) } : {}),
    ...(isExpanded
      ? {
          lastCommit: brief(repo.lastChange(commit, entry.path)),
          securityFileStatus: { status: 'unscanned', avScan: null, pickleImportScan: null },
        }
      : {}),
  };
}

export function lfsOf({ sha256, size }: FileEntry): unknown {
  return { oid: sha256, size, pointerSize: pointerOf(sha256, size).length };
}

function brief({ id, title, date }: Commit): unknown {
  return { id, title, date };
}

function describeCommit({ id, title, message, author, date }: Commit, isFormatted: boolean): unknown {
  return {
    id,
    title,
    message,
    authors: [{ user: author, avatar: `/avatars/${author}.svg` }],
    date,
    ...(isFormatted ? { formatted: { title, message } } : {}),
  };
}

/** The official Python client sends a form, the JavaScript one JSON. */
async function askedPaths(exchange: Exchange): Promise<{ readonly paths: readonly string[]; readonly isExpanded: boolean }> {
  if (exchange.request.headers['content-type']?.includes('json') === true) {
    const { paths, expand } = await exchange.json();
    return { paths: textsOf(paths), isExpanded: expand === true };
  }
  const form = await exchange.form();
  return { paths: form.getAll('paths'), isExpanded: form.get('expand')?.toLowerCase() === 'true' };
}

function refsBelow(repo: Repo, prefix: string): readonly unknown[] {
  return [...repo.refs]
    .filter(([ref]) => ref.startsWith(prefix))
    .map(([ref, targetCommit]) => ({ name: ref.slice(prefix.length), ref, targetCommit }));
}

function deleteRef(repo: Repo, ref: string): void {
  if (ref === 'refs/heads/main') throw new Refusal(400, 'The branch main cannot be deleted');
  if (!repo.refs.delete(ref)) throw new Refusal(404, `Reference does not exist: ${ref}`, { code: 'RevisionNotFound' });
}
