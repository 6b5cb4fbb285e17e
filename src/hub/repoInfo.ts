/** What the Hub knows of one repository: facts of its own, and the metadata that its card declares. */
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { HubClient } from './client.ts';
import { type RepoId, repoApi } from './repoId.ts';

const fileSchema = whenUsed(() =>
  z.object({
    rfilename: z.string(),
    size: z.number().nullish(),
    lfs: z.object({ size: z.number().nullish(), sha256: z.string().nullish() }).nullish(),
  }),
);

const infoSchema = whenUsed(() =>
  z.object({
    id: z.string(),
    sha: z.string().nullish(),
    private: z.boolean().nullish(),
    gated: z.union([z.literal(false), z.string()]).nullish(),
    disabled: z.boolean().nullish(),
    downloads: z.number().nullish(),
    likes: z.number().nullish(),
    createdAt: z.string().nullish(),
    lastModified: z.string().nullish(),
    tags: z.array(z.string()).nullish(),
    pipeline_tag: z.string().nullish(),
    library_name: z.string().nullish(),
    usedStorage: z.number().nullish(),
    siblings: z.array(fileSchema).nullish(),
    cardData: z.record(z.string(), z.unknown()).nullish(),
    config: z.record(z.string(), z.unknown()).nullish(),
    safetensors: z.object({ parameters: z.record(z.string(), z.number()).nullish(), total: z.number().nullish() }).nullish(),
    gguf: z.record(z.string(), z.unknown()).nullish(),
    sdk: z.string().nullish(),
    runtime: z.object({ stage: z.string().nullish(), hardware: z.unknown() }).nullish(),
    description: z.string().nullish(),
  }),
);

export interface RepoFile {
  readonly path: string;
  readonly bytes?: number;
}

export interface RepoInfo {
  readonly repo: RepoId;
  /** The commit that all of this is about. */
  readonly sha?: string;
  readonly isPrivate: boolean;
  /** Undefined: not gated; else who lets people in. */
  readonly gated?: 'auto' | 'manual';
  readonly isDisabled: boolean;
  readonly downloads?: number;
  readonly likes?: number;
  readonly createdAt?: string;
  readonly lastModified?: string;
  readonly tags: readonly string[];
  readonly license?: string;
  readonly task?: string;
  readonly library?: string;
  readonly usedBytes?: number;
  readonly files: readonly RepoFile[];
  /** What the front matter of the card says, as the Hub has read it; words of its author. */
  readonly card: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
  readonly parametersByDtype?: Readonly<Record<string, number>>;
  readonly parameters?: number;
  readonly gguf?: Readonly<Record<string, unknown>>;
  readonly sdk?: string;
  readonly stage?: string;
}

export async function readRepoInfo(hub: HubClient, repo: RepoId, revision: string | undefined, signal?: AbortSignal): Promise<RepoInfo> {
  const info = await hub.json(
    { path: repoApi(repo, ...(revision === undefined ? [] : ['revision', revision])), query: { blobs: true }, signal },
    infoSchema,
  );
  return repoInfoOf({ type: repo.type, id: info.id }, info);
}

function repoInfoOf(repo: RepoId, info: z.infer<typeof infoSchema>): RepoInfo {
  const tags = info.tags ?? [];
  return {
    repo,
    isPrivate: info.private ?? false,
    isDisabled: info.disabled ?? false,
    tags,
    files: (info.siblings ?? []).map((file) => ({ path: file.rfilename, ...defined({ bytes: file.size ?? file.lfs?.size ?? undefined }) })),
    card: info.cardData ?? {},
    config: info.config ?? {},
    ...defined({
      sha: info.sha ?? undefined,
      gated: info.gated === 'auto' || info.gated === 'manual' ? info.gated : undefined,
      downloads: info.downloads ?? undefined,
      likes: info.likes ?? undefined,
      createdAt: info.createdAt ?? undefined,
      lastModified: info.lastModified ?? undefined,
      license: licenseOf(tags, info.cardData ?? {}),
      task: info.pipeline_tag ?? undefined,
      library: info.library_name ?? undefined,
      usedBytes: info.usedStorage ?? undefined,
      parametersByDtype: info.safetensors?.parameters ?? undefined,
      parameters: info.safetensors?.total ?? undefined,
      gguf: info.gguf ?? undefined,
      sdk: info.sdk ?? undefined,
      stage: info.runtime?.stage ?? undefined,
    }),
  };
}

/** The Hub makes a tag of it; a fresh or private repository may have it in its card only. */
function licenseOf(tags: readonly string[], card: Readonly<Record<string, unknown>>): string | undefined {
  const tag = tags.find((one) => one.startsWith('license:'))?.slice('license:'.length);
  const said = card['license'];
  const [first]: readonly unknown[] = Array.isArray(said) ? said : [said];
  return tag ?? (typeof first === 'string' ? first : undefined);
}
