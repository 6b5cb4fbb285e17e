import { PracticumError } from '../base/errors.ts';
import { childrenOf } from '../base/processes.ts';
import type { ConfinedProgram } from '../base/sandbox.ts';
import type { Hook } from './hook/hookEnvironment.ts';
import type { RunSpec } from './run.ts';
import { secretsOf } from './runSecrets.ts';
import { findWorkspaceSandbox } from './workspaceSandbox.ts';

/** A program as it is started, behind walls or without. */
export interface StartedProgram {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly confined: ConfinedProgram | undefined;
}

export interface AlsoInside {
  /** For a run that may reach hosts: the relay program. */
  readonly relay?: string | undefined;
  /** The hook: the folder of its Python, which is read, and the folder of this run that it writes in. */
  readonly hook?: Hook | undefined;
}

/** Puts the walls around a run that its spec asks for. Throws PracticumError where they cannot be put up: it is not started without. */
export async function behindWalls(spec: RunSpec, env: NodeJS.ProcessEnv, also: AlsoInside = {}): Promise<StartedProgram> {
  if (spec.confinement === undefined) return { argv: spec.argv, env, confined: undefined };
  const { roots, home, writable, network } = spec.confinement;
  const relay = { node: process.execPath, script: also.relay ?? '' };
  const status = await findWorkspaceSandbox({ roots, home, env, relay, seen: also.hook === undefined ? [] : [also.hook.python] });
  if (status.kind === 'none') throw new PracticumError('sandbox', `it is to run in a sandbox, and ${status.why}`, { hint: status.hint });
  const whole = Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const { sandbox } = status;
  const confine = (folders: readonly string[]): Promise<ConfinedProgram> =>
    sandbox.confine({ argv: spec.argv, cwd: spec.cwd, env: whole }, { writable: folders, network });
  // Of its own record a run may write only what the hook tells; the rest is evidence.
  const hook = also.hook === undefined ? [] : [also.hook.folder];
  const confined = await confine([...writable, ...hook]).catch((error: unknown) => {
    // Where runs are kept in a place that no program may write, the run goes on without the hook.
    if (hook.length === 0) throw error;
    return confine(writable);
  });
  // The walls take every secret away: those of services that they let it reach come back.
  return { argv: confined.argv, env: { ...confined.env, ...secretsOf(spec, env) }, confined };
}

/** The process groups that a signal to the run must reach. What waits for a confined program would die of it and take the program along. */
export async function groupsOf(pid: number, { confined }: StartedProgram): Promise<readonly number[]> {
  if (confined?.isWaitedFor !== true) return [pid];
  const inside = await childrenOf(pid);
  // Not begun yet.
  return inside.length === 0 ? [pid] : inside;
}
