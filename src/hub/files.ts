/** Files of a repository: lists of them, lines of one, ranges of bytes. */
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { PracticumError } from '../base/errors.ts';
import { type PageWanted, readTextPage, type TextPage } from '../base/textPage.ts';
import type { HubClient } from './client.ts';
import { type RepoId, repoApi, repoPage } from './repoId.ts';
import type { RepoFile } from './repoInfo.ts';

export interface FileName {
  readonly repo: RepoId;
  /** A branch, a tag or a commit. */
  readonly revision: string;
  readonly path: string;
}

export interface OpenedFile {
  /** The commit where the Hub says it, else what was asked for. */
  readonly revision: string;
  readonly response: Response;
}

export class NotText extends PracticumError {
  constructor({ repo, path }: FileName) {
    super('hub-not-text', `${repoPage('', repo).slice(1)}: ${path} is not text.`, {
      hint: /\.(safetensors|gguf)$/.test(path)
        ? 'read_hub_repo with what=weights reads its header.'
        : /\.parquet$/.test(path)
          ? 'audit_dataset reads what is in it.'
          : 'Only text can be read; download others in a run.',
    });
  }
}

/** No part of a path leads upwards. */
function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
}

/** The address of a file in the repository, as everybody downloads it. */
export function filePath({ repo, revision, path }: FileName): string {
  return [repoPage('', repo), 'resolve', ...[revision, ...partsOf(path)].map(encodeURIComponent)].join('/');
}

export async function openFile(
  hub: HubClient,
  file: FileName,
  options: { readonly signal?: AbortSignal | undefined; readonly range?: string } = {},
): Promise<OpenedFile> {
  const headers = options.range === undefined ? {} : { range: options.range, 'accept-encoding': 'identity' };
  const response = await hub.open({ path: filePath(file), headers, signal: options.signal });
  const fromPath = /\/resolve-cache\/.*?\/([0-9a-f]{40})\//.exec(response.url)?.[1];
  return { revision: response.headers.get('x-repo-commit') ?? fromPath ?? file.revision, response };
}

export interface FilePage extends TextPage {
  readonly revision: string;
}

/** Lines of a text file. Throws NotText. */
export async function readFilePage(hub: HubClient, file: FileName, wanted: PageWanted, signal?: AbortSignal): Promise<FilePage> {
  const { revision, response } = await openFile(hub, file, { signal });
  if (response.body === null) return { lines: [], firstLine: wanted.fromLine, totalLines: 0, hasMore: false, isCut: false, revision };
  const page = await readTextPage(response.body, wanted);
  if (page === undefined) throw new NotText(file);
  return { ...page, revision };
}

/** The bytes from `start` to before `end`, or fewer where the file ends. A server that does not do ranges is read from its beginning. */
export async function readRange(hub: HubClient, file: FileName, start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
  const { response } = await openFile(hub, file, { signal, range: `bytes=${start}-${end - 1}` });
  if (response.body === null) return new Uint8Array();
  let left = response.status === 206 ? 0 : start;
  const kept = new Uint8Array(end - start);
  let filled = 0;
  for await (const chunk of response.body) {
    const passed = Math.min(left, chunk.length);
    left -= passed;
    const piece = chunk.subarray(passed, passed + kept.length - filled);
    kept.set(piece, filled);
    filled += piece.length;
    if (filled === kept.length) break;
  }
  return kept.subarray(0, filled);
}

const entry = z.object({
  type: z.string(),
  path: z.string(),
  size: z.number().nullish(),
  lfs: z.object({ size: z.number().nullish() }).nullish(),
});

export interface FolderEntry extends RepoFile {
  readonly isFolder: boolean;
}

/** What lies in a folder, at most so many entries of it. */
export async function listFolder(
  hub: HubClient,
  { repo, revision, path }: FileName,
  { atMost, signal }: { readonly atMost: number; readonly signal?: AbortSignal | undefined },
): Promise<{ readonly entries: readonly FolderEntry[]; readonly hasMore: boolean }> {
  const call = { path: repoApi(repo, 'tree', revision, ...partsOf(path)), signal };
  const entries: FolderEntry[] = [];
  for await (const one of hub.pages(call, entry)) {
    if (entries.length === atMost) return { entries, hasMore: true };
    entries.push({ path: one.path, isFolder: one.type === 'directory', ...defined({ bytes: one.lfs?.size ?? one.size ?? undefined }) });
  }
  return { entries, hasMore: false };
}
