import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InvariantBroken, systemErrorCode } from '../base/errors.ts';
import type { GrantId } from '../base/ids.ts';

/**
 * A grant can be revoked by a process that does not have the session, such as the command line while an editor works: a file in the home says
 * so. Whoever has the session looks for it before each judgement, writes it into the log and takes the file away.
 */

/** On the disk when this resolves. `by`: who says so. */
export async function postRevocation(home: string, grant: GrantId, by: string): Promise<void> {
  const path = placeOf(home, grant);
  await mkdir(join(home, 'revoked'), { recursive: true, mode: 0o700 });
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(by);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Who revoked it elsewhere; undefined: nobody did. What cannot be found out throws: it must not count as a no. */
export async function revokedElsewhere(home: string, grant: GrantId): Promise<string | undefined> {
  try {
    return await readFile(placeOf(home, grant), 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The log says it now. */
export async function forgetRevocation(home: string, grant: GrantId): Promise<void> {
  await rm(placeOf(home, grant), { force: true });
}

function placeOf(home: string, grant: GrantId): string {
  // The id comes from a log, and becomes a file's name.
  if (!/^gr_[0-9a-z]{1,40}$/.test(grant)) throw new InvariantBroken(`“${grant}” is no id of a grant.`);
  return join(home, 'revoked', grant);
}
