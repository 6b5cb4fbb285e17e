/** The files of repositories and buckets as folders, for jobs and Spaces. */
import path from 'node:path';
import type { Buckets } from './buckets.ts';
import type { Exchange } from './exchange.ts';
import type { Volume } from './jobs/job.ts';
import type { VolumeSource } from './jobs/mounts.ts';
import { Refusal } from './refusal.ts';
import type { Repo } from './repos/repo.ts';
import type { Repos } from './repos/repos.ts';

export function volumesOf(repos: Repos, buckets: Buckets): VolumeSource {
  return {
    copyOut: async (volume, folder) => {
      if (volume.type === 'bucket') return await buckets.copyOut(volume, folder);
      const repo = repos.find(volume.type, volume.source);
      if (repo === undefined) throw new Refusal(404, `The volume ${volume.source} does not exist`);
      await copyFiles(repos, repo, volume.revision ?? 'main', folder, volume.path);
    },
    bringBack: async (volume, folder) => {
      if (volume.type === 'bucket') await buckets.bringBack(volume, folder);
    },
  };
}

/** Volumes are looked at when a job is made: it carries no token for them. */
export function needVolume(repos: Repos, buckets: Buckets): (exchange: Exchange, volume: Volume) => void {
  return (exchange, { type, source, revision }) => {
    if (type !== 'bucket') {
      repos.needFiles(exchange, type, source).commitAt(revision ?? 'main');
      return;
    }
    const bucket = buckets.find(source);
    if (bucket === undefined || (bucket.isPrivate && !repos.accounts.canRead(repos.accounts.caller(exchange), bucket.owner))) {
      throw new Refusal(404, `The bucket ${source} does not exist`);
    }
  };
}

export async function copyFiles(repos: Repos, repo: Repo, revision: string, to: string, below?: string): Promise<void> {
  const prefix = below === undefined || below === '' ? '' : `${below.replace(/\/+$/, '')}/`;
  for (const file of repo.commitAt(revision).files.values()) {
    if (file.path.startsWith(prefix)) await repos.blobs.copyTo(file.sha256, path.join(to, file.path.slice(prefix.length)));
  }
}
