import type { Agent } from '../agent/agent.ts';
import { systemClock } from '../base/clock.ts';
import type { CallId } from '../base/ids.ts';
import type { SessionLog } from '../sessions/events.ts';

/** A call that may begin beside one that waits begins within this time. */
const quietMs = 150;

/** Calls that need no answer go on beside one that does. Resolves when none of them runs any more. */
export async function untilOthersEnded(agent: Agent, log: SessionLog, signal: AbortSignal): Promise<void> {
  while (agent.isWorking && !signal.aborted) {
    const before = log.events.length;
    await Promise.race([agent.whenIdle(), systemClock.sleep(quietMs, signal).catch(() => undefined)]);
    if (log.events.length === before && !isCallRunning(log)) return;
  }
}

function isCallRunning({ branch }: SessionLog): boolean {
  const ended = new Set<CallId>();
  for (let index = branch.length - 1; index >= 0; index -= 1) {
    const event = branch[index];
    if (event === undefined || event.type === 'turn.started') return false;
    if (event.type === 'tool.ended') ended.add(event.call);
    if (event.type === 'tool.started' && !ended.has(event.call)) return true;
  }
  return false;
}
