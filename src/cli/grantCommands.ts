import { postRevocation } from '../app/grantRevocations.ts';
import { grantIn } from '../app/grants.ts';
import { grantLines } from '../app/grantWords.ts';
import type { Grant } from '../base/grant.ts';
import type { SessionId } from '../base/ids.ts';
import { readLog } from '../sessions/readLog.ts';
import { listSessions } from '../sessions/store.ts';
import { placeOf } from './chooseSession.ts';
import type { CommonOptions, GrantCommand } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';

/** The longest a grant can be in force: an older session holds none. */
const weekMs = 168 * 3_600_000;

/** Says what is granted in the sessions of this folder, or revokes it, also where an editor has the session open. */
export async function workWithGrants(options: CommonOptions, command: GrantCommand, output: Output): Promise<ExitCode> {
  const host = createCliHost(options, output);
  const nowMs = Date.now();
  const found = (await grantsInForce(placeOf(host), nowMs)).filter(({ session }) => session.startsWith(command.session ?? ''));
  if (found.length === 0 && !options.json) output.err('No unattended work is allowed here now.\n');
  for (const { session, title, grant } of found) {
    if (command.verb === 'revoke') await postRevocation(host.home, grant.id, 'command line');
    if (options.json) output.out(`${JSON.stringify({ session, title, grant, isRevoked: command.verb === 'revoke' })}\n`);
    else if (command.verb === 'revoke')
      output.out(`Revoked in ${session}${title === '' ? '' : ` (${title})`}: it asks again from now on.\n`);
    else
      output.out(
        `${session}  ${title}\n${grantLines(grant, host.roots, nowMs)
          .map((line) => `  ${line}\n`)
          .join('')}`,
      );
  }
  return command.verb === 'revoke' && found.length === 0 ? exitCode.failed : exitCode.done;
}

interface FoundGrant {
  readonly session: SessionId;
  readonly title: string;
  readonly grant: Grant;
}

/** Reads the logs alone, also of sessions that are open elsewhere. */
async function grantsInForce(place: { readonly home: string; readonly workspace: string }, nowMs: number): Promise<readonly FoundGrant[]> {
  const recent = (await listSessions(place)).filter(({ lastActiveMs }) => nowMs - lastActiveMs < weekMs);
  const found = await Promise.all(
    recent.map(async ({ session, title, path }): Promise<readonly FoundGrant[]> => {
      const { events } = await readLog(path, { leaveCold: true });
      const grant = await grantIn(events, session, { nowMs, home: place.home });
      return grant === undefined ? [] : [{ session, title, grant }];
    }),
  );
  return found.flat();
}
