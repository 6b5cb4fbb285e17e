/** Repositories that are there from the beginning. */
import type { Repo, RepoKind } from './repos/repo.ts';
import type { Repos } from './repos/repos.ts';

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

export function seedRepo(repos: Repos, seed: Seed): Repo {
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
