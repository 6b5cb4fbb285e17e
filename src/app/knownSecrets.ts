import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { isWorthKnowing, secretsIn, secretsOfVariables } from '../base/heldSecrets.ts';
import { storedTokens, tokenPlaces } from '../hub/tokenFiles.ts';

export interface PlacesOfSecrets {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homedir: string;
  /** `$PRACTICUM_HOME`. */
  readonly home: string;
  /** Workspace folders. */
  readonly roots: readonly string[];
}

/** Of one file: a list of passwords is short. */
const maxBytes = 64 * 1024;

/**
 * What the person logs in with from here, as far as their environment and the usual files say it: many keys have no shape by which one would know
 * them in an output. They are read to be hidden, and go nowhere else.
 */
export function knownSecrets({ env, homedir, home, roots }: PlacesOfSecrets): readonly string[] {
  const huggingFace = tokenPlaces(env, homedir);
  const tokens = [beginningOf(huggingFace.file).trim(), ...storedTokens(beginningOf(huggingFace.stored)).map(({ token }) => token)];
  const listed = [
    join(homedir, '.netrc'),
    join(homedir, '.git-credentials'),
    join(homedir, '.aws', 'credentials'),
    join(homedir, '.kaggle', 'kaggle.json'),
    ...roots.flatMap((root) => [join(root, '.env'), join(root, '.env.local')]),
  ].flatMap((path) => secretsIn(beginningOf(path)));
  return [...secretsOfVariables(env), ...listed, ...[...tokens, ...keysIn(join(home, 'keys.json'))].filter(isWorthKnowing)];
}

function keysIn(path: string): readonly string[] {
  try {
    const keys: unknown = JSON.parse(beginningOf(path));
    return typeof keys === 'object' && keys !== null ? Object.values(keys).filter((key) => typeof key === 'string') : [];
  } catch {
    // Whoever needs one of its keys says what is wrong with it.
    return [];
  }
}

function beginningOf(path: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return '';
  }
  try {
    const bytes = Buffer.alloc(maxBytes);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, maxBytes, 0));
  } catch {
    return '';
  } finally {
    closeSync(file);
  }
}
