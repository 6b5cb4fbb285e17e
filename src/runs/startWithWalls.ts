import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from '../base/processes.ts';
import { untilWallsStand } from '../base/untilWallsStand.ts';
import type { StartedProgram } from './confinedRun.ts';
import type { RunSpec } from './run.ts';
import { type StartedScript, startScript } from './script.ts';

export interface Started {
  readonly program: StartedProgram;
  readonly script: StartedScript;
}

/** How often, and how many times, it is looked whether the walls stand. What takes longer is followed as it is. */
const lookMs = 20;
const maxLooks = 1000;

/** Starts the script of a run. `putUp` puts its walls up, where it has any: once more where nothing was executed because they could not stand. */
export function startWithWalls(putUp: () => Promise<StartedProgram>, spec: Pick<RunSpec, 'cwd' | 'terminal'>): Promise<Started> {
  return untilWallsStand(async () => {
    const program = await putUp();
    try {
      const script = startScript(program, spec);
      const wrote = await wroteAtOnce(script, program);
      // What was read of it is there to be read once more.
      const kept = wrote === undefined ? script : { ...script, output: [Readable.from([wrote])] };
      return { result: { program, script: kept }, confined: program.confined, wrote: wrote?.toString('utf8') };
    } catch (error) {
      await program.confined?.dispose();
      throw error;
    }
  });
}

/** All that was written, where it was over before anything was seen to be executed; undefined once something is. */
async function wroteAtOnce({ pid, ended, output }: StartedScript, { confined }: StartedProgram): Promise<Buffer | undefined> {
  const root = await pid;
  if (confined?.wasOvertaken === undefined || root === undefined) return undefined;
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  for (let look = 0; look < maxLooks && !isOver; look += 1) {
    if (await hasBegun(root)) return undefined;
    await sleep(lookMs);
  }
  return isOver ? Buffer.concat((await Promise.all(output.map(wholeOf))).flat()) : undefined;
}

/** What waits for a confined program puts its walls up in a process of its own, and starts the program from there once they stand. */
async function hasBegun(root: number): Promise<boolean> {
  for (const builder of await childrenOf(root)) if ((await childrenOf(builder)).length > 0) return true;
  return false;
}

async function wholeOf(stream: Readable): Promise<readonly Buffer[]> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
  } catch {
    // The pipe was closed under it: what came is all.
  }
  return chunks;
}
