import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import type { ProviderId } from '../models/model.ts';

const keysSchema = z.record(z.string(), z.string());

const variables: Readonly<Partial<Record<ProviderId, string>>> = { anthropic: 'ANTHROPIC_API_KEY', openai: 'OPENAI_API_KEY' };

/**
 * The key of a provider: its environment variable, else `keys.json` in the home, which must be readable by its owner only.
 * Undefined when there is none (local servers need none).
 */
export async function readKey(provider: ProviderId, home: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const variable = variables[provider];
  const fromEnvironment = variable === undefined ? undefined : env[variable];
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  const path = join(home, 'keys.json');
  try {
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new PracticumError('keys-readable', `${path} can be read by others.`, { hint: `Run: chmod 600 ${path}` });
    }
    const parsed = keysSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (!parsed.success)
      throw new PracticumError('keys-malformed', `${path} is not a map of provider to key.`, { hint: 'Write {"anthropic": "…"}.' });
    return parsed.data[provider];
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    if (error instanceof SyntaxError)
      throw new PracticumError('keys-malformed', `${path} is not JSON.`, { hint: 'Write {"anthropic": "…"}.', cause: error });
    throw error;
  }
}
