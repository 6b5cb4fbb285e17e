import type { Effect } from '../../base/effects.ts';
import type { Permit } from '../../base/permit.ts';
import { repoOfEffect } from '../../hub/repoId.ts';
import type { PublishPlan } from './plan.ts';
import type { PublishWish } from './prepare.ts';
import type { Published } from './publish.ts';
import { collectionOfEffect } from './wishedCollection.ts';

export interface PublishSteps {
  readonly create: Effect;
  readonly upload: Effect;
  /** Shows or hides it, where that is said. */
  readonly visibility: Effect | undefined;
  readonly collection: Effect | undefined;
}

/** What publishing does to a repository, for the policy. */
export function publishSteps({ repo, visibility, collection }: Pick<PublishWish, 'repo' | 'visibility' | 'collection'>): PublishSteps {
  const name = repoOfEffect(repo);
  const seen = visibility === 'public' ? 'show' : 'hide';
  return {
    create: { kind: 'publish', repo: name, change: 'create' },
    upload: { kind: 'publish', repo: name, change: 'upload' },
    visibility: visibility === undefined ? undefined : { kind: 'publish', repo: name, change: seen },
    collection: collection === undefined ? undefined : { kind: 'publish', repo: collectionOfEffect(repo, collection), change: 'upload' },
  };
}

export function publishEffects(wish: Pick<PublishWish, 'repo' | 'visibility' | 'collection'>): readonly Effect[] {
  const { create, upload, visibility, collection } = publishSteps(wish);
  return [create, upload, visibility, collection].filter((effect) => effect !== undefined);
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
