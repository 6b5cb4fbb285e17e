import { access } from 'node:fs/promises';
import { childrenOf } from '../sessions/children.ts';
import type { SessionEventBody } from '../sessions/events.ts';
import type { FileSessionLog } from '../sessions/log.ts';

/** A research call that a crash interrupted ends with what its sub-agents had found until then. Undefined: it is no such call. */
export async function amendResearch(
  body: SessionEventBody,
  log: FileSessionLog,
  roots: readonly string[],
): Promise<SessionEventBody | undefined> {
  if (body.type !== 'tool.ended' || body.outcome !== 'abandoned') return undefined;
  const hasChildren = await access(childrenOf(log.path)).then(
    () => true,
    () => false,
  );
  if (!hasChildren) return undefined;
  const { foundUntilThen } = await import('./researchRecovery.ts');
  return await foundUntilThen(body, log, roots);
}
