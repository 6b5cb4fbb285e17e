/** How the process that follows a job or a Space speaks to the Hub. The token stands in its environment, and nowhere else. */
import { PracticumError } from '../../base/errors.ts';
import { learnSecrets } from '../../base/redact.ts';
import { createHubClient, type HubClient } from '../../hub/client.ts';
import { endpointsFrom } from '../../hub/endpoints.ts';
import type { JobPlace } from '../run.ts';

const tokenVariable = 'PRACTICUM_HUB_TOKEN';
/** Where servers of Spaces answer. The token goes there too, so no file of a run says it. */
const spacesVariable = 'PRACTICUM_HUB_SPACES';

/** For the supervisor of a job or a Space. */
export function jobSecrets(token: string, spaces: string | undefined): Readonly<Record<string, string>> {
  return { [tokenVariable]: token, ...(spaces === undefined ? {} : { [spacesVariable]: spaces }) };
}

export interface JobAccess {
  readonly hub: HubClient;
  readonly token: string;
}

/** Throws `hub-sign-in` where nobody gave this process a token. */
export function jobAccess({ hub }: Pick<JobPlace, 'hub'>, env: Readonly<Record<string, string | undefined>>): JobAccess {
  const token = env[tokenVariable];
  if (token === undefined || token === '')
    throw new PracticumError('hub-sign-in', 'Nobody is signed in to Hugging Face.', {
      hint: 'Sign in first: practicum hub whoami says how.',
    });
  learnSecrets([token]);
  return {
    token,
    hub: createHubClient({
      endpoints: endpointsFrom({ hub, spaces: env[spacesVariable] ?? '' }, {}),
      token: async () => token,
      fetch,
      userAgent: 'practicum',
    }),
  };
}
