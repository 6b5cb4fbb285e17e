/**
 * A stand-in for the Hugging Face Hub that speaks its wire: repositories, uploads, downloads, search, jobs and Spaces that really run.
 * What it is held to is checked from outside, by the official clients (hubConformance.long.test.ts).
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { folderWithPython } from '../../systemPython.ts';
import { Accounts, type User, usualUsers } from './accounts.ts';
import { Blobs } from './blobs.ts';
import { Buckets } from './buckets.ts';
import type { RecordedRequest } from './exchange.ts';
import { type Fault, Faults } from './faults.ts';
import { Ids, tokenFor } from './ids.ts';
import { JobEngine } from './jobs/engine.ts';
import { Mounts } from './jobs/mounts.ts';
import { writeShims } from './jobs/uvShim.ts';
import { Oauth } from './oauth.ts';
import { Origin } from './origin.ts';
import { type DocPage, firstDocs, firstPaper, type Paper } from './papers.ts';
import { Refusal } from './refusal.ts';
import { Lfs } from './repos/lfs.ts';
import type { Repo } from './repos/repo.ts';
import { Repos } from './repos/repos.ts';
import { cdnRoutes } from './repos/resolve.ts';
import { type ChatScript, firstRouterModels, type RouterModel } from './router.ts';
import { sandboxBucket } from './sandboxes/sandboxes.ts';
import { type Seed, seedRepo } from './seed.ts';
import { SpaceEngine } from './spaces/engine.ts';
import { hubRoutes } from './table.ts';
import { volumesOf } from './volumes.ts';
import { Cas } from './xet/cas.ts';

export interface HubOptions {
  readonly port?: number;
  /** Where everything lies; absent: a temporary folder that goes with the Hub. */
  readonly folder?: string;
  readonly users?: readonly User[];
  readonly now?: () => number;
  readonly seed?: string;
  /** An interpreter whose folder comes first on the PATH of jobs and Spaces. */
  readonly python?: string;
  /** Seconds of a job in one of ours, for limits and bills. */
  readonly speed?: number;
  readonly keepAliveMs?: number;
  readonly metricsMs?: number;
  /** How long the build of a Space takes. */
  readonly buildMs?: number;
  /** Files in LFS above this size are sent in parts. */
  readonly partBytes?: number;
  readonly creditsUsd?: Readonly<Record<string, number>>;
  /** How often a device may ask whether it was let in, and how long its token holds. */
  readonly oauth?: { readonly intervalSeconds?: number; readonly tokenSeconds?: number };
  readonly papers?: readonly Paper[];
  readonly docs?: readonly DocPage[];
  readonly routerModels?: readonly RouterModel[];
  /** What the chat of the router says, one after the other. */
  readonly replies?: readonly string[];
  readonly faults?: readonly Fault[];
}

export interface HubTokens {
  readonly write: string;
  readonly read: string;
  readonly revoked: string;
}

export interface Hub {
  readonly url: string;
  /** Where the bytes of large files come from and go to: another origin, which must never see a token. */
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
  readonly buckets: Buckets;
  readonly jobs: JobEngine;
  readonly spaces: SpaceEngine;
  readonly oauth: Oauth;
  readonly papers: Map<string, Paper>;
  readonly chat: ChatScript;
  readonly folder: string;
  tokensOf(user: string): HubTokens;
  /** Puts a repository there without a request. */
  seed(seed: Seed): Repo;
  /** Ends all jobs, Spaces and servers. Throws when a token was sent where none belongs. */
  close(): Promise<void>;
}

export async function startHub(options: HubOptions = {}): Promise<Hub> {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'hub-'));
  const now = options.now ?? Date.now;
  const ids = new Ids(options.seed ?? 'hub');
  const users = options.users ?? usualUsers;
  const accounts = new Accounts(users, now);
  for (const [namespace, usd] of Object.entries(options.creditsUsd ?? {})) accounts.setCreditsUsd(namespace, usd);
  const blobs = new Blobs(path.join(folder, 'blobs'));
  const repos = new Repos({ accounts, blobs, ids, now });
  const origins = { hub: new Origin(), cdn: new Origin(), cas: new Origin() };
  const all = Object.values(origins);
  const urls = { hub: '', cdn: '', cas: '' };
  const baseUrl = (): string => urls.hub;
  const faults = new Faults(
    (token) => accounts.revoke(token),
    () => {
      for (const origin of all) origin.dropAll();
    },
  );
  const cas = new Cas({ blobs, folder: path.join(folder, 'xorbs'), url: () => urls.cas, now });
  const buckets = new Buckets(repos, cas, baseUrl);
  buckets.create(sandboxBucket.owner, sandboxBucket.name, false);
  const python = options.python === undefined ? folderWithPython(path.join(folder, 'python')) : path.dirname(options.python);
  const programs = [writeShims(path.join(folder, 'shims')), python];
  const mounts = new Mounts(volumesOf(repos, buckets));
  const jobs = new JobEngine({
    accounts,
    ids,
    now,
    folder: path.join(folder, 'jobs'),
    mounts,
    path: programs,
    hubUrl: baseUrl,
    speed: options.speed ?? 1,
    metricsMs: options.metricsMs ?? 1000,
  });
  const buildMs = options.buildMs ?? 0;
  const spaces = new SpaceEngine({ repos, mounts, folder: path.join(folder, 'spaces'), path: programs, hubUrl: baseUrl, now, buildMs });
  const oauth = new Oauth(
    { accounts, ids, now, baseUrl },
    { intervalSeconds: options.oauth?.intervalSeconds ?? 5, tokenSeconds: options.oauth?.tokenSeconds ?? 28_800 },
  );
  const lfs = new Lfs(repos, () => urls.cdn, options.partBytes ?? 16 * 2 ** 20);
  const papers = new Map((options.papers ?? [firstPaper]).map((each) => [each.id, each]));
  const chat: ChatScript = { replies: [...(options.replies ?? [])] };
  const docs = options.docs ?? firstDocs;
  const routerModels = options.routerModels ?? firstRouterModels;
  const keepAliveMs = options.keepAliveMs ?? 30_000;
  const parts = { accounts, repos, faults, ids, now, baseUrl, cdnUrl: () => urls.cdn, keepAliveMs };
  origins.hub.router.add(hubRoutes({ ...parts, cas, buckets, jobs, spaces, oauth, lfs, papers, docs, chat, routerModels }));
  origins.cdn.router.add([...lfs.storeRoutes(), ...cdnRoutes(blobs)]);
  origins.cas.router.add(cas.routes());
  const leaks = watch(origins, faults, users);
  urls.hub = await origins.hub.listen(options.port ?? 0);
  // By another name than the Hub’s: to the Python client a port makes no other host.
  urls.cdn = (await origins.cdn.listen(0)).replace('127.0.0.1', 'localhost');
  urls.cas = await origins.cas.listen(0);
  for (const fault of options.faults ?? []) faults.add(fault);
  return {
    url: urls.hub,
    cdnUrl: urls.cdn,
    token: tokensOf(users[0]?.name ?? '').write,
    users,
    faults,
    requests: origins.hub.requests,
    cdnRequests: origins.cdn.requests,
    accounts,
    repos,
    buckets,
    jobs,
    spaces,
    oauth,
    papers,
    chat,
    folder,
    tokensOf,
    seed: (seed) => seedRepo(repos, seed),
    close: async () => {
      await Promise.all([jobs.close(), spaces.close()]);
      faults.clear();
      await Promise.all(all.map((origin) => origin.close()));
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
      if (leaks.length > 0) throw new Error(`A token was sent to another host than the Hub: ${leaks.join(', ')}`);
    },
  };
}

function tokensOf(user: string): HubTokens {
  return { write: tokenFor(`${user}-write`), read: tokenFor(`${user}-read`), revoked: tokenFor(`${user}-revoked`) };
}

/** Faults meet every request; a token at another origin than the Hub is refused there and remembered. */
function watch(origins: Readonly<Record<'hub' | 'cdn' | 'cas', Origin>>, faults: Faults, users: readonly User[]): readonly string[] {
  const leaks: string[] = [];
  const secrets = users.flatMap(({ name }) => Object.values(tokensOf(name)));
  for (const origin of Object.values(origins)) origin.isDropping = () => faults.isCut;
  origins.hub.before(async (exchange) => {
    if (!exchange.record.path.startsWith('/_faults')) await faults.meet(exchange);
  });
  origins.cas.before(async (exchange) => {
    const { authorization, method, path: where } = exchange.record;
    if (secrets.some((each) => authorization?.includes(each) === true)) leaks.push(`${method} ${where}`);
    await faults.meet(exchange);
  });
  origins.cdn.before(async (exchange) => {
    const { authorization, method, path: where } = exchange.record;
    if (authorization !== undefined) {
      leaks.push(`${method} ${where}`);
      throw new Refusal(400, 'InvalidArgument: Only one auth mechanism allowed');
    }
    await faults.meet(exchange);
  });
  return leaks;
}
