import type { Clock } from '../../base/clock.ts';
import { defined } from '../../base/defined.ts';
import type { Effect } from '../../base/effects.ts';
import type { Paid } from '../../base/paid.ts';
import type { Permit } from '../../base/permit.ts';
import type { SandboxWithJob } from './record.ts';
import { workFolder } from './runThere.ts';
import type { Sandboxes } from './sandboxes.ts';
import type { SandboxWish } from './sandboxWish.ts';
import { type SmokeResult, type SmokeWish, smokeThere } from './smoke.ts';
import type { Starting } from './startSandbox.ts';
import { noteTried } from './tried.ts';

export interface Trying {
  readonly permit: Permit;
  readonly wish: SmokeWish;
  /** Where it is tried: in a machine that is started for it, or in the one that is there. */
  readonly at: { readonly machine: SandboxWish } | { readonly running: SandboxWithJob };
  readonly secrets: Readonly<Record<string, string>>;
  readonly starting: Starting & { readonly under: Effect };
}

export interface Tried extends SmokeResult {
  readonly record: SandboxWithJob;
  readonly paid?: Paid;
  readonly wasStarted: boolean;
  readonly isEnded: boolean;
}

/** Beside what somebody works on there: nothing of it is written over. */
const smokeFolder = `${workFolder}/smoke`;

/** Whatever comes of it, a machine that was started for it has ended when this comes back, and what it cost is settled. */
export async function trySmoke(
  { sandboxes, home, clock }: { readonly sandboxes: Sandboxes; readonly home: string; readonly clock: Clock },
  { permit, wish, at, secrets, starting }: Trying,
): Promise<Tried> {
  const record = 'machine' in at ? await sandboxes.start(permit, at.machine, starting) : at.running;
  const wasStarted = 'machine' in at;
  let result: SmokeResult;
  try {
    const server = await sandboxes.server(record);
    await server.delete(smokeFolder, starting.signal).catch(() => undefined);
    await server.makeFolder(smokeFolder, starting.signal);
    result = await smokeThere(server, { ...wish, work: smokeFolder, secrets }, clock, starting);
  } catch (error) {
    const told = await sandboxes.explained(error, record);
    if (wasStarted) await sandboxes.finish(record, defined({ call: starting.call })).catch(() => undefined);
    throw told;
  }
  if (result.hash !== undefined) await noteTried(home, result.hash, record.flavor, result);
  if (!wasStarted) return { ...result, record, wasStarted, isEnded: false };
  // What was found out is told all the same; the machine ends by itself then, and is settled when a window opens.
  const ended = await sandboxes.finish(record, defined({ call: starting.call })).catch(() => undefined);
  return { ...result, record, wasStarted, isEnded: ended !== undefined, ...defined({ paid: ended?.paid }) };
}
