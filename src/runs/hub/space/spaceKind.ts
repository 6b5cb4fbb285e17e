/** A run as a Space: made once, because one run has one name there. */

import { PracticumError } from '../../../base/errors.ts';
import { isGone } from '../../../hub/followLog.ts';
import { HubError } from '../../../hub/hubErrors.ts';
import { createSpace, getSpace, requestHardware, type Space, type SpaceRequest, spaceFacts } from '../../../hub/spaces.ts';
import type { JobPlace } from '../../run.ts';
import { createOnce } from '../createOnce.ts';
import type { JobAccess } from '../jobAccess.ts';
import type { Asking, HubKind } from '../machineKind.ts';
import { freeFlavor, sleepSecondsOf } from './spaceLimits.ts';
import { SpaceMachine } from './spaceMachine.ts';
import { spaceOf } from './spaceNames.ts';
import { spaceRequestOf } from './spaceRequest.ts';

class SpaceNotOurs extends PracticumError {
  constructor(id: string) {
    super('space-public', `The Space ${id} is there already and is not private.`, {
      hint: 'Look at it on the Hub, then start the run again.',
    });
  }
}

export const spaceKind: HubKind<Space> = {
  noun: 'Space',
  async create({ place, spec, access, parts, ...asking }: Asking) {
    const id = spaceOf(place.payer, spec.id);
    let wasThere = false;
    const made = await createOnce<SpaceRequest, string>({
      ...asking,
      makeRequest: () => spaceRequestOf(place, spec, access, parts),
      async create(request) {
        try {
          await createSpace(access.hub, request);
        } catch (error) {
          if (!(error instanceof HubError && error.code === 'hub-exists')) throw error;
          // The one before arrived.
          wasThere = true;
        }
        return id;
      },
      find: () => there(access, id),
    });
    if (wasThere) await there(access, id);
    if (made !== undefined) await mend(access, made, place);
    return made;
  },
  open: (id, opening) => new SpaceMachine(id, opening),
};

async function there({ hub }: JobAccess, id: string): Promise<string | undefined> {
  try {
    const { isPrivate, files } = await spaceFacts(hub, id);
    if (!isPrivate) throw new SpaceNotOurs(id);
    return files.includes('Dockerfile') ? id : undefined;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** A refusal in the middle may leave it on the hardware that costs nothing. */
async function mend({ hub }: JobAccess, id: string, place: JobPlace): Promise<void> {
  const { flavor } = place;
  const space = await getSpace(hub, id).catch(() => undefined);
  if (space?.requestedHardware === undefined || space.requestedHardware === flavor) return;
  await requestHardware(hub, id, flavor, flavor === freeFlavor ? undefined : sleepSecondsOf(place));
}
