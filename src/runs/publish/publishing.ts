import type { Effect } from '../../base/effects.ts';
import type { Permit } from '../../base/permit.ts';
import { repoOfEffect } from '../../hub/repoId.ts';
import type { PublishPlan } from './plan.ts';
import type { PublishWish } from './prepare.ts';
import type { Published } from './publish.ts';

/** What publishing does to a repository, for the policy. */
export function publishEffects({ repo, visibility }: Pick<PublishWish, 'repo' | 'visibility'>): readonly Effect[] {
  const name = repoOfEffect(repo);
  return [
    { kind: 'publish', repo: name, change: 'create' },
    { kind: 'publish', repo: name, change: 'upload' },
    ...(visibility === undefined ? [] : [{ kind: 'publish', repo: name, change: visibility === 'public' ? 'show' : 'hide' } as const]),
  ];
}

/** What it reads that somebody named. */
export function readsOf({ from, evaluations = [], baselines = [] }: PublishWish): readonly string[] {
  return [...(from === undefined ? [] : [from]), ...evaluations, ...baselines];
}

export interface Publishing {
  /** What would change, looked up and shown before anybody is asked. */
  plan(wish: PublishWish, signal: AbortSignal): Promise<PublishPlan>;
  /** Exactly what was planned for this wish before, or nothing. The permit names `publishEffects`. */
  carryOut(permit: Permit, wish: PublishWish, onProgress: (text: string) => void, signal: AbortSignal): Promise<Published>;
}
