/** What a file's own command is on this machine, ready to be launched. */
import { planEnvironment } from '../environment.ts';
import type { GpuChoice } from '../machine/gpuChoice.ts';
import { type CommandPlace, otherHost, runnerOf } from './command.ts';
import { findCommandPlace } from './commandPlace.ts';
import type { Launcher } from './entryPoint.ts';
import type { Training } from './training.ts';

export interface Machine {
  /** The workspace root that the file lies in. */
  readonly root: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The interpreter that the person chose, if any. */
  readonly chosen: string | undefined;
}

export interface ImpliedCommand {
  readonly launcher: Launcher;
  readonly place: CommandPlace;
  /** What the interpreter is given before the file. */
  readonly runner: readonly string[];
}

/** On another host, where only its own Python is known. */
export function commandElsewhere({ entry }: Training): ImpliedCommand {
  const launcher: Launcher = entry.launcher.by === 'uv' ? { by: 'python' } : entry.launcher;
  return { launcher, place: otherHost, runner: runnerOf(launcher, otherHost) };
}

/** Throws NoPython, InterpreterBroken where it has to look into an interpreter. */
export async function impliedCommand(training: Training, gpu: GpuChoice | undefined, machine: Machine): Promise<ImpliedCommand> {
  const launcher = await launcherHere(training, machine);
  const place = await findCommandPlace(launcher, gpu, machine.env);
  return { launcher, place, runner: runnerOf(launcher, place) };
}

/** uv brings what a script names; where the interpreter has it already, or there is no uv, the script is run as any other. */
async function launcherHere({ script, entry }: Training, machine: Machine): Promise<Launcher> {
  if (entry.launcher.by !== 'uv') return entry.launcher;
  const { hasUv } = await findCommandPlace(entry.launcher, undefined, machine.env);
  if (!hasUv) return { by: 'python' };
  const check = await planEnvironment({ ...machine, script, place: 'workspace' });
  return check.kind === 'ready' ? { by: 'python' } : entry.launcher;
}
