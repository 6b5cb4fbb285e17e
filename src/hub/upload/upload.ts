/** Puts files into a repository as one commit, or as few as their size allows. Nothing large is sent twice. */
import * as z from 'zod';
import { type Clock, systemClock } from '../../base/clock.ts';
import { defined } from '../../base/defined.ts';
import type { HubClient } from '../client.ts';
import { HubError } from '../hubErrors.ts';
import { type RepoId, repoApi } from '../repoId.ts';
import { type DescribedFile, describeFile, hashOf, requireSame, type UploadFile, wholeOf } from './describe.ts';
import { type LargeFile, sendLargeFiles } from './lfs.ts';
import { openUploadRecord } from './uploadRecord.ts';

export interface UploadRequest {
  readonly repo: RepoId;
  readonly files: readonly UploadFile[];
  /** Paths that are removed by the same commit; one that ends with a slash is a folder. */
  readonly deletes?: readonly string[];
  /** Absent: main. */
  readonly branch?: string;
  readonly title: string;
  readonly description?: string;
  /** Fails with `hub-conflict` where the branch is not at this commit any more. Absent: where it is now. */
  readonly parent?: string;
  /** Proposes it, rather than changing the branch. */
  readonly asPullRequest?: boolean;
  /** Where it is kept what has arrived, so that another process goes on. Absent: nowhere. */
  readonly recordFolder?: string;
  readonly onProgress?: (progress: UploadProgress) => void;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

export interface UploadProgress {
  readonly phase: 'reading' | 'sending' | 'committing';
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export interface Uploaded {
  /** Undefined: everything was there already. */
  readonly commit: string | undefined;
  readonly pullRequest?: string;
  readonly sentFiles: number;
  readonly unchangedFiles: number;
  /** The Hub was told to ignore them (.gitignore). */
  readonly ignored: readonly string[];
}

const preuploadSchema = z.object({
  files: z.array(
    z.object({ path: z.string(), uploadMode: z.enum(['lfs', 'regular']), shouldIgnore: z.boolean().nullish(), oid: z.string().nullish() }),
  ),
});
const commitSchema = z.object({ commitOid: z.string(), pullRequestUrl: z.string().nullish() });
const headSchema = z.object({ sha: z.string().nullish() });

const filesPerPreupload = 256;
/** Of small files in one commit: they travel inside it. */
const bytesPerCommit = 24 * 2 ** 20;
const filesPerCommit = 500;

export async function uploadFiles(hub: HubClient, request: UploadRequest): Promise<Uploaded> {
  const { repo, branch = 'main', clock = systemClock, signal = new AbortController().signal, onProgress } = request;
  requireOnce(request.files);
  const described: DescribedFile[] = [];
  for (const file of request.files) described.push(await describeFile(file));
  const told = await sort(hub, described, request, branch, signal);
  const totalBytes = told.large.reduce((sum, { bytes }) => sum + bytes, 0) + told.small.reduce((sum, { bytes }) => sum + bytes, 0);
  let doneBytes = 0;
  const large: LargeFile[] = [];
  let unchanged = told.unchanged;
  for (const { oid: there, ...file } of told.large) {
    const oid = await hashOf(file, 'sha256', signal);
    requireSame(file, oid);
    if (oid === there) unchanged += 1;
    else large.push({ ...file, oid });
    onProgress?.({ phase: 'reading', doneBytes: 0, totalBytes });
  }
  const record = await openUploadRecord(request.recordFolder, hub.endpoints.hub, repo, clock.nowMs());
  const sent = (_path: string, bytes: number): void => {
    doneBytes += bytes;
    onProgress?.({ phase: 'sending', doneBytes, totalBytes });
  };
  await sendLargeFiles(large, { hub, repo, branch, record, clock, sent, signal });
  const ends = await commitAll(hub, { ...request, branch, signal }, large, told.small, () =>
    onProgress?.({ phase: 'committing', doneBytes: totalBytes, totalBytes }),
  );
  return { ...ends, sentFiles: large.length + told.small.length, unchangedFiles: unchanged, ignored: told.ignored };
}

interface Sorted {
  readonly large: readonly (DescribedFile & { readonly oid: string | undefined })[];
  readonly small: readonly DescribedFile[];
  readonly unchanged: number;
  readonly ignored: readonly string[];
}

/** The Hub says which go to storage, and what it has already. */
async function sort(
  hub: HubClient,
  files: readonly DescribedFile[],
  { repo, asPullRequest }: UploadRequest,
  branch: string,
  signal: AbortSignal,
): Promise<Sorted> {
  const large: (DescribedFile & { readonly oid: string | undefined })[] = [];
  const small: DescribedFile[] = [];
  const ignored: string[] = [];
  let unchanged = 0;
  for (let at = 0; at < files.length; at += filesPerPreupload) {
    const some = files.slice(at, at + filesPerPreupload);
    const answer = await hub.json(
      {
        path: repoApi(repo, 'preupload', branch),
        query: asPullRequest === true ? { create_pr: '1' } : {},
        method: 'POST',
        isRepeatable: true,
        json: { files: some.map(({ path, bytes, sample }) => ({ path, size: bytes, sample })) },
        signal,
      },
      preuploadSchema,
    );
    const modes = new Map(answer.files.map((file) => [file.path, file]));
    for (const file of some) {
      const mode = modes.get(file.path);
      if (mode === undefined)
        throw new HubError('hub-server', `The Hub did not say how ${file.path} is to come.`, { status: 0, said: '', hint: 'Try again.' });
      if (mode.shouldIgnore === true) ignored.push(file.path);
      // An empty file is no object of storage.
      else if (mode.uploadMode === 'lfs' && file.bytes > 0) large.push({ ...file, oid: mode.oid ?? undefined });
      else if (mode.oid != null && mode.oid === (await hashOf(file, 'git', signal))) unchanged += 1;
      else small.push(file);
    }
  }
  return { large, small, unchanged, ignored };
}

type Commit = UploadRequest & { readonly branch: string; readonly signal: AbortSignal };

async function commitAll(
  hub: HubClient,
  request: Commit,
  large: readonly LargeFile[],
  small: readonly DescribedFile[],
  begun: () => void,
): Promise<{ readonly commit: string | undefined; readonly pullRequest?: string }> {
  const deletes = request.deletes ?? [];
  if (large.length + small.length + deletes.length === 0) return { commit: undefined };
  let parent = request.parent ?? (await headOf(hub, request));
  let last: { readonly commit: string; readonly pullRequest?: string } | undefined;
  let { branch, asPullRequest } = request;
  for (const [index, part] of parts(large, small).entries()) {
    begun();
    last = await commitOnce(hub, { ...request, branch, ...defined({ asPullRequest }), deletes: index === 0 ? deletes : [] }, part, parent);
    parent = last.commit;
    // What follows goes to the proposal that the first has opened.
    const number = /\/discussions\/(\d+)/.exec(last.pullRequest ?? '')?.[1];
    if (number !== undefined) [branch, asPullRequest] = [`refs/pr/${number}`, false];
  }
  return last ?? { commit: undefined };
}

interface Part {
  readonly large: readonly LargeFile[];
  readonly small: readonly DescribedFile[];
}

function parts(large: readonly LargeFile[], small: readonly DescribedFile[]): readonly Part[] {
  const groups: DescribedFile[][] = [[]];
  let bytes = 0;
  for (const file of small) {
    const group = groups.at(-1) ?? [];
    if (group.length >= filesPerCommit || (group.length > 0 && bytes + file.bytes > bytesPerCommit)) {
      groups.push([file]);
      bytes = file.bytes;
    } else {
      group.push(file);
      bytes += file.bytes;
    }
  }
  return groups.map((group, index) => ({ small: group, large: index === 0 ? large : [] }));
}

/**
 * The parent makes it safe to send again when its answer was lost: then the branch has moved, and it is looked up whether what moved it was this.
 */
async function commitOnce(
  hub: HubClient,
  request: Commit,
  part: Part,
  parent: string | undefined,
): Promise<{ readonly commit: string; readonly pullRequest?: string }> {
  const { repo, branch, asPullRequest, signal } = request;
  const body = await commitBody(request, part, parent);
  const call = {
    path: repoApi(repo, 'commit', branch),
    query: asPullRequest === true ? { create_pr: '1' } : {},
    method: 'POST',
    body: { type: 'application/x-ndjson', bytes: body },
    signal,
  } as const;
  try {
    const { commitOid, pullRequestUrl } = await hub.json(call, commitSchema);
    return { commit: commitOid, ...(pullRequestUrl == null ? {} : { pullRequest: pullRequestUrl }) };
  } catch (error) {
    const isInDoubt = error instanceof HubError && (error.status === 0 || error.status >= 500);
    if (!isInDoubt || parent === undefined || asPullRequest === true) throw error;
    const head = await headOf(hub, request);
    if (head === parent) {
      const { commitOid } = await hub.json(call, commitSchema);
      return { commit: commitOid };
    }
    if (head === undefined || !(await isThere(hub, request, part))) throw error;
    return { commit: head };
  }
}

async function commitBody(
  { title, description, deletes = [] }: Commit,
  { large, small }: Part,
  parent: string | undefined,
): Promise<string> {
  const line = (key: string, value: object): string => JSON.stringify({ key, value });
  const lines = [line('header', { summary: title, description: description ?? '', ...defined({ parentCommit: parent }) })];
  for (const file of small)
    lines.push(line('file', { path: file.path, content: (await wholeOf(file)).toString('base64'), encoding: 'base64' }));
  for (const { path, oid, bytes } of large) lines.push(line('lfsFile', { path, algo: 'sha256', oid, size: bytes }));
  for (const path of deletes) lines.push(line(path.endsWith('/') ? 'deletedFolder' : 'deletedFile', { path }));
  return `${lines.join('\n')}\n`;
}

async function headOf(hub: HubClient, { repo, branch = 'main', signal }: UploadRequest): Promise<string | undefined> {
  const { sha } = await hub.json({ path: repoApi(repo, 'revision', branch), signal }, headSchema);
  return sha ?? undefined;
}

const infoSchema = z.array(z.object({ path: z.string(), oid: z.string(), lfs: z.object({ oid: z.string() }).nullish() }));

/** Whether the branch has exactly these bytes at these paths now. */
async function isThere(hub: HubClient, { repo, branch, signal }: Commit, { large, small }: Part): Promise<boolean> {
  const wanted = new Map<string, string>(large.map(({ path, oid }) => [path, oid]));
  for (const file of small) wanted.set(file.path, await hashOf(file, 'git', signal));
  const call = {
    path: repoApi(repo, 'paths-info', branch),
    method: 'POST',
    isRepeatable: true,
    json: { paths: [...wanted.keys()], expand: false },
    signal,
  } as const;
  const there = await hub.json(call, infoSchema);
  return there.length === wanted.size && there.every(({ path, oid, lfs }) => (lfs?.oid ?? oid) === wanted.get(path));
}

/** Two files with one name: one would vanish. */
function requireOnce(files: readonly UploadFile[]): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    if (
      path === '' ||
      path.startsWith('/') ||
      path.split('/').some((part) => part === '' || part === '.' || part === '..' || part === '.git')
    )
      throw new HubError('hub-invalid', `“${path}” is no path in a repository.`, {
        status: 0,
        said: '',
        hint: 'Give a relative path with “/”, without “..” and “.git”.',
      });
    if (seen.has(path))
      throw new HubError('hub-invalid', `Two files would be ${path}.`, { status: 0, said: '', hint: 'Give one of them another name.' });
    seen.add(path);
  }
}
