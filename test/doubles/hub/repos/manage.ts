/** Making, moving, setting and deleting repositories. */
import type { Exchange } from '../exchange.ts';
import { fieldsOf, listOf, needText, textOf } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { type Route, route } from '../routes.ts';
import { type FileEntry, isRepoKind, type Repo, type RepoKind } from './repo.ts';
import type { Repos } from './repos.ts';

const anyRepo = '/api/:kinds(models|datasets|spaces)/:owner/:name';

/** What happens beyond the repository itself: a Space is built, or ends. */
export interface RepoEvents {
  created(repo: Repo, exchange: Exchange, asked: Readonly<Record<string, unknown>>): void;
  deleted(repo: Repo): void;
}

export function manageRoutes(repos: Repos, baseUrl: () => string, events: RepoEvents): readonly Route[] {
  const { accounts } = repos;
  return [
    route('POST /api/repos/create', async (exchange) => {
      const asked = await exchange.json();
      const caller = accounts.need(exchange);
      const [first = '', second] = needText(asked, 'name').split('/');
      const owner = second === undefined ? (textOf(asked['organization']) ?? caller.user.name) : first;
      accounts.needWrite(exchange, owner);
      const kind = kindIn(textOf(asked['type']) ?? 'model');
      const sdk = textOf(asked['sdk']);
      if (kind === 'space') needPlan(sdk, caller.user.isPro);
      const repo = repos.create({ kind, owner, name: second ?? first, sdk, by: caller.user.name });
      set(repo, asked);
      addFiles(repos, repo, caller.user.name, listOf(asked['files']), textOf(asked['license']));
      events.created(repo, exchange, asked);
      exchange.send(200, { url: `${baseUrl()}${repo.page}`, name: repo.id, id: repo._id });
    }),
    route('DELETE /api/repos/delete', async (exchange) => {
      const asked = await exchange.json();
      const caller = accounts.need(exchange);
      const [first = '', second] = needText(asked, 'name').split('/');
      const owner = second === undefined ? (textOf(asked['organization']) ?? caller.user.name) : first;
      const { repo } = repos.needWrite(exchange, kindIn(textOf(asked['type']) ?? 'model'), `${owner}/${second ?? first}`);
      repos.delete(repo);
      events.deleted(repo);
      exchange.send(200, 'OK');
    }),
    route('POST /api/repos/move', async (exchange) => {
      const asked = await exchange.json();
      const { repo } = repos.needWrite(exchange, kindIn(textOf(asked['type']) ?? 'model'), needText(asked, 'fromRepo'));
      const [owner = '', name = ''] = needText(asked, 'toRepo').split('/');
      accounts.needWrite(exchange, owner);
      repos.move(repo, owner, name);
      exchange.send(200, 'OK');
    }),
    route(`PUT ${anyRepo}/settings`, async (exchange) => {
      const { repo } = repos.needWrite(exchange);
      set(repo, await exchange.json());
      exchange.send(200, { ...repo.settings, private: repo.isPrivate });
    }),
    route(`POST ${anyRepo}/duplicate`, async (exchange) => {
      const from = repos.needFiles(exchange);
      const asked = await exchange.json();
      const [owner = '', name = ''] = needText(asked, 'repository').split('/');
      const caller = accounts.needWrite(exchange, owner);
      const repo = repos.create({ kind: from.kind, owner, name, sdk: from.sdk, by: caller.user.name });
      set(repo, { visibility: 'private', ...asked });
      repo.commit('refs/heads/main', {
        title: `Duplicate from ${from.id}`,
        author: caller.user.name,
        date: repos.date(),
        files: from.head.files,
      });
      events.created(repo, exchange, asked);
      exchange.send(200, { url: `${baseUrl()}${repo.page}` });
    }),
    route(`GET ${anyRepo}/auth-check`, (exchange) => {
      repos.needFiles(exchange);
      exchange.send(200, {});
    }),
    route(`GET ${anyRepo}/auth-check/write`, (exchange) => {
      repos.needWrite(exchange);
      exchange.send(200, {});
    }),
  ];
}

function kindIn(text: string): RepoKind {
  if (!isRepoKind(text)) throw new Refusal(400, `"type" must be one of model, dataset, space; the stand-in has no ${text}`);
  return text;
}

function needPlan(sdk: string | undefined, isPro: boolean): void {
  if (sdk === undefined) throw new Refusal(400, '"sdk" is required');
  if (!['gradio', 'streamlit', 'docker', 'static'].includes(sdk)) throw new Refusal(400, `"sdk" must not be ${sdk}`);
  if (sdk !== 'static' && !isPro) {
    throw new Refusal(402, `Creating ${sdk} Spaces needs a paid plan. Subscribe to PRO at https://huggingface.co/pro.`);
  }
}

function set(repo: Repo, asked: Readonly<Record<string, unknown>>): void {
  const { visibility, gated } = asked;
  if (visibility === 'public' || visibility === 'private' || visibility === 'protected') repo.settings.visibility = visibility;
  else if (typeof asked['private'] === 'boolean') repo.settings.visibility = asked['private'] ? 'private' : 'public';
  if (gated === false || gated === 'auto' || gated === 'manual') repo.settings.gated = gated;
}

function addFiles(repos: Repos, repo: Repo, author: string, files: readonly unknown[], license: string | undefined): void {
  const added: FileEntry[] = [];
  for (const each of files) {
    const { path, content, encoding } = fieldsOf(each);
    if (typeof path !== 'string' || typeof content !== 'string') continue;
    added.push(repos.entry(path, repos.blobs.put(Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8')), false));
  }
  if (license !== undefined && !added.some(({ path }) => path === 'README.md')) {
    added.push(repos.entry('README.md', repos.blobs.put(Buffer.from(`---\nlicense: ${license}\n---\n`)), false));
  }
  if (added.length === 0) return;
  const all = new Map(repo.head.files);
  for (const entry of added) all.set(entry.path, entry);
  repo.commit('refs/heads/main', { title: 'initial files', author, date: repos.date(), files: all });
}
