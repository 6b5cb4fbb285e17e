/** How files come in: which way each is to take, LFS, and the commit. */
import type { Stored } from '../blobs.ts';
import type { Exchange } from '../exchange.ts';
import { type Fields, fieldsOf, listOf, needText, numberOf, textOf } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { type Route, route } from '../routes.ts';
import { checkedCard } from './card.ts';
import type { FileEntry, Repo } from './repo.ts';
import { mostRegularBytes, type Repos } from './repos.ts';

const anyRepo = '/api/:kinds(models|datasets|spaces)/:owner/:name';

export interface UploadEvents {
  /** A pull request is opened for a commit; answers the reference and address of it. */
  openPullRequest(repo: Repo, title: string, description: string, author: string): { readonly ref: string; readonly url: string };
  committed(repo: Repo, ref: string): void;
}

export function uploadRoutes(repos: Repos, baseUrl: () => string, events: UploadEvents): readonly Route[] {
  return [
    route(`POST ${anyRepo}/preupload/:rev`, async (exchange) => {
      const repo = needUpload(repos, exchange);
      const { files } = await exchange.json();
      const commit = repo.commitAt(exchange.param('rev'));
      exchange.send(200, { commitOid: commit.id, files: listOf(files).map((each) => modeOf(repos, commit.files, fieldsOf(each))) });
    }),
    route(`POST ${anyRepo}/commit/:rev`, async (exchange) => {
      const repo = needUpload(repos, exchange);
      const author = repos.accounts.need(exchange).user.name;
      const lines = await exchange.lines();
      const header = fieldsOf(lines.find(({ key }) => key === 'header')?.['value']);
      const title = needText(header, 'summary');
      const revision = exchange.param('rev');
      const base = repo.commitAt(revision);
      const { parentCommit } = header;
      if (typeof parentCommit === 'string' && parentCommit !== base.id) {
        throw new Refusal(412, `A commit has happened since. Please refresh and try again. The head of ${revision} is ${base.id}`);
      }
      const files = new Map(base.files);
      for (const { key, value } of lines) apply(repos, repo, files, String(key), fieldsOf(value));
      const description = textOf(header['description']) ?? '';
      const opened = exchange.isAsked('create_pr') ? events.openPullRequest(repo, title, description, author) : undefined;
      const ref = opened?.ref ?? repo.refOf(revision);
      if (ref === undefined || ref.startsWith('refs/tags/'))
        throw new Refusal(400, `Nothing can be committed to ${revision}: it is no branch`);
      const commit = repo.commit(ref, { title, message: description, author, date: repos.date(), files });
      events.committed(repo, ref);
      exchange.send(200, {
        success: true,
        commitOid: commit.id,
        commitUrl: `${baseUrl()}${repo.page}/commit/${commit.id}`,
        hookOutput: '',
        ...(opened === undefined ? {} : { pullRequestUrl: opened.url }),
      });
    }),
    route('POST /api/validate-yaml', async (exchange) => {
      const { content } = await exchange.json();
      const { errors, warnings } = checkedCard(textOf(content) ?? '');
      const messages = (texts: readonly string[]): readonly unknown[] => texts.map((message) => ({ message }));
      exchange.send(errors.length > 0 ? 400 : 200, { errors: messages(errors), warnings: messages(warnings) });
    }),
  ];
}

/** Whoever may read may propose a change; only writers may make one. */
function needUpload(repos: Repos, exchange: Exchange): Repo {
  if (!exchange.isAsked('create_pr')) return repos.needWrite(exchange).repo;
  const repo = repos.needRead(exchange);
  repos.accounts.needWrite(exchange, repos.accounts.need(exchange).user.name, 'discussion.write');
  return repo;
}

function modeOf(repos: Repos, files: ReadonlyMap<string, FileEntry>, asked: Fields): unknown {
  const path = needText(asked, 'path');
  const sample = Buffer.from(textOf(asked['sample']) ?? '', 'base64');
  const isLfs = repos.isForLfs(path, numberOf(asked['size']) ?? 0, sample);
  const there = files.get(path);
  const oid = there === undefined || there.isLfs !== isLfs ? null : isLfs ? there.sha256 : there.oid;
  return { path, uploadMode: isLfs ? 'lfs' : 'regular', shouldIgnore: false, oid };
}

function apply(repos: Repos, repo: Repo, files: Map<string, FileEntry>, key: string, value: Fields): void {
  switch (key) {
    case 'header':
      return;
    case 'file': {
      const path = checkedPath(needText(value, 'path'));
      const bytes = Buffer.from(textOf(value['content']) ?? '', value['encoding'] === 'base64' ? 'base64' : 'utf8');
      if (bytes.length > mostRegularBytes) {
        throw new Refusal(400, `Your push was rejected because it contains files larger than 10 MiB: ${path}. Please use LFS.`);
      }
      if (path === 'README.md') needGoodCard(bytes.toString('utf8'));
      files.set(path, repos.entry(path, repos.blobs.put(bytes), false));
      return;
    }
    case 'lfsFile': {
      const path = checkedPath(needText(value, 'path'));
      const stored = uploaded(repos, needText(value, 'oid'));
      files.set(path, repos.entry(path, stored, true));
      return;
    }
    case 'deletedFile': {
      if (!files.delete(needText(value, 'path')))
        throw new Refusal(404, `There is no ${textOf(value['path'])} to delete`, { code: 'EntryNotFound' });
      return;
    }
    case 'deletedFolder': {
      const prefix = `${needText(value, 'path').replace(/\/+$/, '')}/`;
      for (const path of [...files.keys()]) if (path.startsWith(prefix)) files.delete(path);
      return;
    }
    case 'copyFile': {
      const from = repo.fileAt(textOf(value['srcRevision']) ?? 'main', needText(value, 'srcPath'));
      const path = checkedPath(needText(value, 'path'));
      files.set(path, { ...from, path });
      return;
    }
    default:
      throw new Refusal(400, `Unknown operation "${key}"`);
  }
}

function uploaded(repos: Repos, oid: string): Stored {
  if (!repos.blobs.has(oid)) throw new Refusal(400, `LFS pointer to a file that was not uploaded: ${oid}`);
  return { sha256: oid, size: repos.blobs.size(oid) };
}

function checkedPath(path: string): string {
  if (path.startsWith('/') || path.split('/').some((part) => part === '' || part === '.' || part === '..' || part === '.git')) {
    throw new Refusal(400, `Invalid path "${path}"`);
  }
  return path;
}

function needGoodCard(text: string): void {
  const { errors } = checkedCard(text);
  if (errors.length > 0) throw new Refusal(400, `Invalid metadata in README.md. ${errors.join(' ')}`);
}
