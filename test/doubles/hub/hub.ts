/**
 * A stand-in for the Hugging Face Hub that speaks its wire: repositories, uploads, downloads, search, jobs that really run.
 * What it is held to is checked from outside, by the official clients (hubConformance.long.test.ts).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Accounts, type User, usualUsers } from './accounts.ts';
import { Blobs } from './blobs.ts';
import type { RecordedRequest } from './exchange.ts';
import { type Fault, Faults, faultOf } from './faults.ts';
import { Ids, tokenFor } from './ids.ts';
import { JobEngine } from './jobs/engine.ts';
import { jobRoutes } from './jobs/jobRoutes.ts';
import { Mounts } from './jobs/mounts.ts';
import { writeShims } from './jobs/uvShim.ts';
import { Origin } from './origin.ts';
import { Refusal } from './refusal.ts';
import { infoRoutes } from './repos/info.ts';
import { Lfs } from './repos/lfs.ts';
import { manageRoutes } from './repos/manage.ts';
import type { Repo, RepoKind } from './repos/repo.ts';
import { Repos } from './repos/repos.ts';
import { cdnRoutes, resolveRoutes } from './repos/resolve.ts';
import { treeRoutes } from './repos/tree.ts';
import { uploadRoutes } from './repos/upload.ts';
import { route } from './routes.ts';
import { copyRepo } from './volumes.ts';

export interface HubOptions {
  readonly port?: number;
  /** Where everything lies; absent: a temporary folder that goes with the Hub. */
  readonly folder?: string;
  readonly users?: readonly User[];
  readonly now?: () => number;
  readonly seed?: string;
  /** An interpreter whose folder comes first on the PATH of jobs. */
  readonly python?: string;
  /** Seconds of a job in one of ours, for limits and bills. */
  readonly speed?: number;
  readonly keepAliveMs?: number;
  readonly metricsMs?: number;
  /** Files in LFS above this size are sent in parts. */
  readonly partBytes?: number;
  readonly creditsUsd?: Readonly<Record<string, number>>;
  readonly faults?: readonly Fault[];
}

export interface HubTokens {
  readonly write: string;
  readonly read: string;
  readonly revoked: string;
}

export interface Seed {
  readonly kind?: RepoKind;
  readonly id: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly isPrivate?: boolean;
  readonly gated?: 'auto' | 'manual';
  readonly sdk?: string;
  readonly downloads?: number;
  readonly likes?: number;
  /** Fields that go into its information as they are. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export interface Hub {
  readonly url: string;
  /** Where the bytes of large files come from: another origin, which must never see a token. */
  readonly cdnUrl: string;
  /** The first user’s, which may write. */
  readonly token: string;
  readonly users: readonly User[];
  readonly faults: Faults;
  /** What arrived at the Hub, oldest first. */
  readonly requests: readonly RecordedRequest[];
  readonly cdnRequests: readonly RecordedRequest[];
  readonly accounts: Accounts;
  readonly repos: Repos;
  readonly jobs: JobEngine;
  readonly folder: string;
  tokensOf(user: string): HubTokens;
  /** Puts a repository there without a request. */
  seed(seed: Seed): Repo;
  /** Ends all jobs and the servers. Throws when a token was sent where none belongs. */
  close(): Promise<void>;
}

export async function startHub(options: HubOptions = {}): Promise<Hub> {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'hub-'));
  const now = options.now ?? Date.now;
  const keepAliveMs = options.keepAliveMs ?? 30_000;
  const ids = new Ids(options.seed ?? 'hub');
  const users = options.users ?? usualUsers;
  const accounts = new Accounts(users, now);
  for (const [namespace, usd] of Object.entries(options.creditsUsd ?? {})) accounts.setCreditsUsd(namespace, usd);
  const blobs = new Blobs(path.join(folder, 'blobs'));
  const repos = new Repos({ accounts, blobs, ids, now });
  const hubOrigin = new Origin();
  const cdn = new Origin();
  const faults = new Faults(
    (token) => accounts.revoke(token),
    () => {
      hubOrigin.dropAll();
      cdn.dropAll();
    },
  );
  const leaks: string[] = [];
  let url = '';
  let cdnUrl = '';
  const baseUrl = (): string => url;
  const engine = new JobEngine({
    accounts,
    ids,
    now,
    folder: path.join(folder, 'jobs'),
    mounts: new Mounts({
      copyOut: async (volume, to) => {
        if (volume.type !== 'bucket') await copyRepo(repos, volume.type, volume, to);
      },
      bringBack: async () => {},
    }),
    path: [writeShims(path.join(folder, 'shims')), ...(options.python === undefined ? [] : [path.dirname(options.python)])],
    hubUrl: baseUrl,
    speed: options.speed ?? 1,
    metricsMs: options.metricsMs ?? 1000,
  });
  const lfs = new Lfs(repos, () => cdnUrl, options.partBytes ?? 16 * 2 ** 20);
  const { router } = hubOrigin;
  router.add([
    route('GET /api/whoami-v2', (exchange) => exchange.send(200, accounts.describe(accounts.need(exchange)))),
    route('POST /_faults', async (exchange) => {
      faults.add(faultOf(await exchange.json()));
      exchange.send(200, faults.list);
    }),
    route('GET /_faults', (exchange) => exchange.send(200, faults.list)),
    route('DELETE /_faults', (exchange) => {
      faults.clear();
      exchange.send(200, []);
    }),
  ]);
  router.add(manageRoutes(repos, baseUrl, { created: () => {}, deleted: () => {} }));
  router.add(
    uploadRoutes(repos, baseUrl, {
      openPullRequest: () => {
        throw new Refusal(501, 'The stand-in has no pull requests yet');
      },
      committed: () => {},
    }),
  );
  router.add(jobRoutes({ engine, accounts, faults, baseUrl, keepAliveMs }));
  router.add(infoRoutes(repos, baseUrl, () => ({})));
  router.add(treeRoutes(repos, baseUrl));
  router.add(lfs.routes());
  router.add(resolveRoutes(repos, () => cdnUrl));
  cdn.router.add([...lfs.storeRoutes(), ...cdnRoutes(blobs)]);
  hubOrigin.isDropping = () => faults.isCut;
  cdn.isDropping = () => faults.isCut;
  hubOrigin.before(async (exchange) => {
    if (!exchange.record.path.startsWith('/_faults')) await faults.meet(exchange);
  });
  cdn.before(async (exchange) => {
    const { authorization, method, path: where } = exchange.record;
    if (authorization !== undefined) {
      leaks.push(`${method} ${where}`);
      throw new Refusal(400, 'InvalidArgument: Only one auth mechanism allowed');
    }
    await faults.meet(exchange);
  });
  url = await hubOrigin.listen(options.port ?? 0);
  cdnUrl = await cdn.listen(0);
  for (const fault of options.faults ?? []) faults.add(fault);
  const [first] = users;
  const tokensOf = (user: string): HubTokens => ({
    write: tokenFor(`${user}-write`),
    read: tokenFor(`${user}-read`),
    revoked: tokenFor(`${user}-revoked`),
  });
  return {
    url,
    cdnUrl,
    token: tokensOf(first?.name ?? '').write,
    users,
    faults,
    requests: hubOrigin.requests,
    cdnRequests: cdn.requests,
    accounts,
    repos,
    jobs: engine,
    folder,
    tokensOf,
    seed: (seed) => seedRepo(repos, seed),
    close: async () => {
      await engine.close();
      faults.clear();
      await Promise.all([hubOrigin.close(), cdn.close()]);
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
      if (leaks.length > 0) throw new Error(`A token was sent to another host than the Hub: ${leaks.join(', ')}`);
    },
  };
}

function seedRepo(repos: Repos, seed: Seed): Repo {
  const [owner = '', name = ''] = seed.id.split('/');
  const repo = repos.create({ kind: seed.kind ?? 'model', owner, name, sdk: seed.sdk, by: owner });
  repo.settings.visibility = seed.isPrivate === true ? 'private' : 'public';
  repo.settings.gated = seed.gated ?? false;
  repo.downloads = seed.downloads ?? 0;
  repo.likes = seed.likes ?? 0;
  repo.extra = seed.extra ?? {};
  const files = new Map(repo.head.files);
  for (const [file, content] of Object.entries(seed.files ?? {})) {
    const bytes = Buffer.from(content);
    files.set(file, repos.entry(file, repos.blobs.put(bytes), repos.isForLfs(file, bytes.length, bytes.subarray(0, 512))));
  }
  repo.commit('refs/heads/main', { title: 'Upload files', author: owner, date: repos.date(), files });
  return repo;
}
