/** What a script asks to be started by, where nobody says it: for a run of which only the script was agreed to. */
import { readIfThere } from '../folder.ts';
import type { GpuChoice } from '../machine/gpuChoice.ts';
import { otherHost, runnerOf } from './command.ts';
import { findCommandPlace } from './commandPlace.ts';
import { findEntries } from './entries.ts';

export interface RunnerPlace {
  /** On another host its programs find out what it has. */
  readonly isElsewhere: boolean;
  readonly gpu: GpuChoice | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * torchrun or accelerate, which start the script itself in one or several processes; else nothing. What would bring packages, or call what
 * the script only defines, is more than running it.
 */
export async function impliedRunner(script: string, { isElsewhere, gpu, env }: RunnerPlace): Promise<readonly string[]> {
  const [entry] = script.endsWith('.py') ? findEntries({ path: script, text: (await readIfThere(script)) ?? '' }) : [];
  const launcher = entry?.launcher;
  if (launcher?.by !== 'torchrun' && launcher?.by !== 'accelerate') return [];
  return runnerOf(launcher, isElsewhere ? otherHost : await findCommandPlace(launcher, gpu, env));
}
