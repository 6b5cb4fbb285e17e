/** The files of a repository as a folder, for jobs and Spaces. */
import path from 'node:path';
import type { Volume } from './jobs/job.ts';
import { Refusal } from './refusal.ts';
import type { Repo, RepoKind } from './repos/repo.ts';
import type { Repos } from './repos/repos.ts';

export async function copyRepo(repos: Repos, kind: RepoKind, { source, revision, path: below }: Volume, to: string): Promise<void> {
  const repo = repos.find(kind, source);
  if (repo === undefined) throw new Refusal(404, `The volume ${kind} ${source} does not exist`);
  await copyFiles(repos, repo, revision ?? 'main', to, below);
}

export async function copyFiles(repos: Repos, repo: Repo, revision: string, to: string, below?: string): Promise<void> {
  const prefix = below === undefined || below === '' ? '' : `${below.replace(/\/+$/, '')}/`;
  for (const file of repo.commitAt(revision).files.values()) {
    if (file.path.startsWith(prefix)) await repos.blobs.copyTo(file.sha256, path.join(to, file.path.slice(prefix.length)));
  }
}
