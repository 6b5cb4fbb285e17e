/** Everything that the Hub answers, in one table; what is special stands before what is general. */
import type { Accounts } from './accounts.ts';
import type { Buckets } from './buckets.ts';
import { collectionRoutes } from './collections.ts';
import { DatasetsServer } from './datasets/server.ts';
import { type Faults, faultOf } from './faults.ts';
import type { Ids } from './ids.ts';
import type { JobEngine } from './jobs/engine.ts';
import { jobRoutes } from './jobs/jobRoutes.ts';
import { scheduledRoutes } from './jobs/scheduled.ts';
import type { Oauth } from './oauth.ts';
import { type DocPage, docRoutes, type Paper, paperRoutes } from './papers.ts';
import { Discussions } from './repos/discussions.ts';
import { infoRoutes } from './repos/info.ts';
import type { Lfs } from './repos/lfs.ts';
import { manageRoutes } from './repos/manage.ts';
import type { Repo } from './repos/repo.ts';
import type { Repos } from './repos/repos.ts';
import { resolveRoutes } from './repos/resolve.ts';
import { treeRoutes } from './repos/tree.ts';
import { uploadRoutes } from './repos/upload.ts';
import { type ChatScript, type RouterModel, routerRoutes } from './router.ts';
import { type Route, route } from './routes.ts';
import { sandboxRoutes } from './sandboxes/sandboxes.ts';
import type { SpaceEngine } from './spaces/engine.ts';
import { prepareSpace, spaceRoutes } from './spaces/spaceRoutes.ts';
import { tagRoutes } from './tags.ts';
import { needVolume } from './volumes.ts';
import type { Cas } from './xet/cas.ts';

export interface HubParts {
  readonly accounts: Accounts;
  readonly repos: Repos;
  readonly buckets: Buckets;
  readonly cas: Cas;
  readonly lfs: Lfs;
  readonly jobs: JobEngine;
  readonly spaces: SpaceEngine;
  readonly oauth: Oauth;
  readonly faults: Faults;
  readonly ids: Ids;
  readonly papers: Map<string, Paper>;
  readonly docs: readonly DocPage[];
  readonly chat: ChatScript;
  readonly routerModels: readonly RouterModel[];
  readonly now: () => number;
  readonly baseUrl: () => string;
  readonly cdnUrl: () => string;
  readonly keepAliveMs: number;
}

export function hubRoutes(parts: HubParts): readonly Route[] {
  const { accounts, repos, buckets, faults, ids, now, baseUrl, keepAliveMs, spaces } = parts;
  const rebuild = (repo: Repo): void => {
    if (repo.kind === 'space') spaces.rebuild(repo);
  };
  const discussions = new Discussions(repos, baseUrl, rebuild);
  const space = { repos, engine: spaces, faults, keepAliveMs, needVolume: needVolume(repos, buckets) };
  const job = {
    engine: parts.jobs,
    accounts,
    faults,
    baseUrl,
    keepAliveMs,
    needVolume: needVolume(repos, buckets),
  };
  return [
    ...identityRoutes(accounts),
    ...faultRoutes(faults),
    ...parts.oauth.routes(),
    ...jobRoutes(job),
    ...scheduledRoutes({ ...job, ids, now }),
    ...spaceRoutes(space),
    ...tagRoutes(repos),
    ...sandboxRoutes(),
    ...buckets.routes(),
    ...manageRoutes(repos, baseUrl, {
      created: (repo, exchange, asked) => {
        if (repo.kind === 'space') prepareSpace(space, repo, exchange, asked);
      },
      deleted: (repo) => spaces.delete(repo),
    }),
    ...uploadRoutes(repos, baseUrl, {
      openPullRequest: (repo, title, description, author) => discussions.openPullRequest(repo, title, description, author),
      committed: (repo, ref) => {
        discussions.committed(repo, ref);
        if (ref === 'refs/heads/main') rebuild(repo);
      },
    }),
    ...discussions.routes(),
    ...treeRoutes(repos, baseUrl),
    ...xetRoutes(repos, parts.cas),
    ...infoRoutes(repos, baseUrl, (repo) => ({ runtime: spaces.of(repo).runtime() })),
    ...collectionRoutes(accounts, ids, () => repos.date(), baseUrl),
    ...paperRoutes(parts.papers),
    ...docRoutes(parts.docs, baseUrl),
    ...new DatasetsServer(repos, baseUrl).routes(),
    ...routerRoutes(accounts, parts.routerModels, parts.chat, now),
    ...parts.lfs.routes(),
    ...resolveRoutes(repos, parts.cdnUrl),
  ];
}

function identityRoutes(accounts: Accounts): readonly Route[] {
  return [route('GET /api/whoami-v2', (exchange) => exchange.send(200, accounts.describe(accounts.need(exchange))))];
}

function faultRoutes(faults: Faults): readonly Route[] {
  return [
    route('POST /_faults', async (exchange) => {
      const fault = faultOf(await exchange.json());
      // What drops all connections must not drop the answer.
      exchange.response.once('close', () => void faults.add(fault));
      exchange.sendText(200, JSON.stringify({ armed: fault }), { 'content-type': 'application/json', connection: 'close' });
    }),
    route('GET /_faults', (exchange) => exchange.send(200, faults.list)),
    route('DELETE /_faults', (exchange) => {
      faults.clear();
      exchange.send(200, []);
    }),
  ];
}

function xetRoutes(repos: Repos, cas: Cas): readonly Route[] {
  const one = '/api/:kinds(models|datasets|spaces)/:owner/:name';
  return [
    route(`GET ${one}/xet-write-token/*rev`, (exchange) => {
      const repo = repos.needRead(exchange);
      // Whoever proposes a change writes in the name of himself.
      const { accounts } = repos;
      accounts.needWrite(exchange, exchange.isAsked('create_pr') ? accounts.need(exchange).user.name : repo.owner);
      cas.sendToken(exchange);
    }),
    route(`GET ${one}/xet-read-token/*rev`, (exchange) => {
      repos.needFiles(exchange);
      cas.sendToken(exchange);
    }),
  ];
}
