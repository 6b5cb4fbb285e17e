import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { PracticumError } from '../base/errors.ts';
import type { RequirePermit } from '../base/permit.ts';
import type { HubClient } from '../hub/client.ts';
import type { HubDoor } from '../hub/door.ts';
import type { PublishPlan } from '../runs/publish/plan.ts';
import type { PublishSources, PublishWish } from '../runs/publish/prepare.ts';
import { type Publishing, publishSteps, readsOf } from '../runs/publish/publishing.ts';

/** What would be published is another thing than what was shown. */
class PublishChanged extends PracticumError {
  constructor() {
    super('publish-changed', 'What would be published has changed since it was shown.', {
      hint: 'Publish again: the new state is shown first.',
    });
  }
}

export interface PublishingOptions extends PublishSources {
  readonly home: string;
  readonly hub: HubDoor;
  readonly require: RequirePermit;
  /** Looks things up for a plan, before there is a permit; changes nothing with it. */
  looking(): HubClient;
}

export function createPublishing({ home, hub, require, looking, ...sources }: PublishingOptions): Publishing {
  const shown = new Map<string, string>();
  const planNow = async (wish: PublishWish, signal: AbortSignal): Promise<PublishPlan> => {
    const [{ planPublish }, { preparePublish }] = await Promise.all([
      import('../runs/publish/plan.ts'),
      import('../runs/publish/prepare.ts'),
    ]);
    return await planPublish(looking(), await preparePublish(wish, sources), signal);
  };
  return {
    async plan(wish, signal) {
      const plan = await planNow(wish, signal);
      shown.set(keyOf(wish), fingerprint(plan));
      return plan;
    },
    async carryOut(permit, wish, onProgress, signal) {
      for (const path of readsOf(wish)) require(permit, { kind: 'read', path });
      const plan = await planNow(wish, signal);
      if (shown.get(keyOf(wish)) !== fingerprint(plan)) throw new PublishChanged();
      const { create, upload, visibility, collection } = publishSteps(wish);
      const clients = {
        create: hub.under(permit, create),
        upload: hub.under(permit, upload),
        visibility: hub.under(permit, visibility ?? upload),
        collection: collection && hub.under(permit, collection),
      };
      const { carryOut } = await import('../runs/publish/publish.ts');
      return await carryOut(plan, clients, {
        recordFolder: join(home, 'uploads'),
        signal,
        onProgress: ({ phase, doneBytes, totalBytes }) =>
          onProgress(
            phase === 'sending'
              ? `${Math.floor((100 * doneBytes) / Math.max(1, totalBytes))} % of ${(totalBytes / 1e6).toFixed(1)} MB sent`
              : phase === 'reading'
                ? 'Reading files'
                : 'Committing',
          ),
      });
    },
  };
}

function keyOf(wish: PublishWish): string {
  return JSON.stringify(wish);
}

/** The bytes of every file, the card’s among them, and who will see it. */
function fingerprint({ files, isNew, isPublic, willBePublic, parent = '', collection }: PublishPlan): string {
  const contents = files.map(({ path, sha256 }) => [path, sha256]);
  return createHash('sha256')
    .update(JSON.stringify([contents, isNew, isPublic, willBePublic, parent, collection]))
    .digest('hex');
}
