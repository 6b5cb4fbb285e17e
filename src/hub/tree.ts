import * as z from 'zod';
import type { HubClient } from './client.ts';
import { type RepoId, repoApi } from './repoId.ts';

/** A file of a repository with what names its bytes. */
export interface TreeFile {
  readonly path: string;
  readonly bytes: number;
  /** Of large files the SHA-256; else as git names a blob. */
  readonly hash: { readonly kind: 'sha256' | 'git'; readonly hex: string };
}

const entrySchema = z.object({
  type: z.string(),
  path: z.string(),
  oid: z.string(),
  size: z.number().nullish(),
  lfs: z.object({ oid: z.string(), size: z.number().nullish() }).nullish(),
});

/** All files of a revision, folder by folder. */
export async function listTree(hub: HubClient, repo: RepoId, revision: string, signal?: AbortSignal): Promise<readonly TreeFile[]> {
  const files: TreeFile[] = [];
  for await (const { type, path, oid, size, lfs } of hub.pages(
    { path: repoApi(repo, 'tree', revision), query: { recursive: true }, signal },
    entrySchema,
  )) {
    if (type !== 'file') continue;
    const hash = lfs == null ? ({ kind: 'git', hex: oid } as const) : ({ kind: 'sha256', hex: lfs.oid } as const);
    files.push({ path, bytes: lfs?.size ?? size ?? 0, hash });
  }
  return files;
}
