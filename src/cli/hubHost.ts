import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import { learnSecrets } from '../base/redact.ts';
import type { HubHost } from '../hub/door.ts';
import { endpointsFrom } from '../hub/endpoints.ts';
import { tokenIn, tokenPlaces } from '../hub/tokenFiles.ts';
import { hubKeyName, keptToken } from './hubKeys.ts';
import { version } from './version.ts';

export interface HubPlace {
  /** `$PRACTICUM_HOME`. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homedir: string;
}

/** Hugging Face as the command line knows it: addresses from the environment, the token from wherever the person allowed it to be taken. */
export function createCliHubHost({ home, env, homedir }: HubPlace): HubHost {
  const endpoints: HubHost['endpoints'] = () =>
    endpointsFrom(
      {
        hub: env['PRACTICUM_HUB_ENDPOINT'] ?? '',
        router: env['PRACTICUM_HUB_ROUTER'] ?? '',
        datasetsServer: env['PRACTICUM_HUB_DATASETS_SERVER'] ?? '',
        jobs: env['PRACTICUM_HUB_JOBS_DOMAIN'] ?? '',
        spaces: env['PRACTICUM_HUB_SPACES_DOMAIN'] ?? '',
      },
      env,
    );
  return {
    userAgent,
    endpoints,
    async token() {
      const found = await findToken({ home, env, homedir }, endpoints().hub);
      if (found !== undefined) learnSecrets([found.token]);
      return found?.token;
    },
    payer: () => env['PRACTICUM_HUB_PAYER'] || readHubChoices(home).payer,
  };
}

export const userAgent = `practicum/${version}`;

/** Where a token was found, for the person who asks. */
export interface FoundToken {
  readonly token: string;
  readonly from: 'environment' | 'keys' | 'token file';
}

/** `HF_TOKEN`, else the key that was kept for this Hub, else the official programs' file where the person agreed to it. */
export async function findToken({ home, env, homedir }: HubPlace, hub: string): Promise<FoundToken | undefined> {
  const { variable, file } = tokenPlaces(env, homedir);
  if (variable !== undefined) return { token: variable, from: 'environment' };
  const kept = await keptToken(home, hub, userAgent);
  if (kept !== undefined) return { token: kept, from: 'keys' };
  if (readHubChoices(home).tokenFileFor !== hubKeyName(hub)) return undefined;
  const token = await tokenInFile(file);
  return token === undefined ? undefined : { token, from: 'token file' };
}

export async function tokenInFile(path: string): Promise<string | undefined> {
  try {
    return tokenIn(await readFile(path, 'utf8'));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw new PracticumError('hub-token-file', `${path} cannot be read.`, { hint: 'Look who owns it, or set HF_TOKEN.', cause: error });
  }
}

const choicesSchema = z.object({
  /** The Hub (as its key is named) that the official programs' token file may be used for. */
  tokenFileFor: z.string().optional().catch(undefined),
  /** Who pays. */
  payer: z.string().optional().catch(undefined),
});

/** `hub.json` in the home: what the person chose. No secret stands there. */
export type HubChoices = z.infer<typeof choicesSchema>;

export function readHubChoices(home: string): HubChoices {
  try {
    return choicesSchema.parse(JSON.parse(readFileSync(choicesFile(home), 'utf8')));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return {};
    throw new PracticumError('hub-choices', `${choicesFile(home)} is not understood.`, {
      hint: 'Delete it, then log in and choose who pays again.',
      cause: error,
    });
  }
}

export function writeHubChoices(home: string, change: HubChoices): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const temporary = `${choicesFile(home)}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify({ ...readHubChoices(home), ...change }, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, choicesFile(home));
}

function choicesFile(home: string): string {
  return join(home, 'hub.json');
}
