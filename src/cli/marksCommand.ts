import { PracticumError } from '../base/errors.ts';
import { gpuText, gpuUserText } from '../runs/machine/gpu.ts';
import { findGpus } from '../runs/machine/gpus.ts';
import { moveToFront } from '../runs/machine/queueFolder.ts';
import { changeMarks, type MarksChange } from '../runs/marks.ts';
import { runTitle } from '../runs/runTitle.ts';
import type { CommonOptions } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import type { Output } from './output.ts';
import { find, withRuns } from './runsCommands.ts';

/** `runs mark`: what the person writes on a run. */
export async function markRun(options: CommonOptions, id: string, change: MarksChange, output: Output): Promise<ExitCode> {
  return await withRuns(options, output, async (bench) => {
    const run = await find(bench, id);
    const marks = await changeMarks(run.folder, change);
    const { spec } = run;
    if (options.json) output.out(`${JSON.stringify({ id: spec.id, marks })}\n`);
    else {
      const parts = [runTitle({ marks, spec }), ...marks.tags.map((tag) => `#${tag}`), ...(marks.isArchived ? ['archived'] : [])];
      output.out(`${spec.id}  ${parts.join('  ')}\n`);
      for (const [rule, action] of Object.entries(marks.watchdogs ?? {})) output.out(`  watchdog ${rule}: ${action}\n`);
      for (const { atMs, text } of marks.notes) output.out(`  ${new Date(atMs).toISOString()}  ${text}\n`);
    }
    return exitCode.done;
  });
}

/** `runs first`: a run that waits goes before all others that wait on this machine. */
export async function putRunFirst(options: CommonOptions, id: string, output: Output): Promise<ExitCode> {
  return await withRuns(options, output, async (bench) => {
    const { spec, status } = await find(bench, id);
    if (spec.needs === undefined || !(await moveToFront(spec.needs.queue, spec.id)))
      throw new PracticumError('not-queued', `The run ${spec.id} does not wait (${status}).`, {
        hint: 'Only a run that is queued can be put first.',
      });
    output.err(`${spec.id} is next, as soon as there is room for it.\n`);
    return exitCode.done;
  });
}

/** `gpus`: what there is to train on, and who computes on it. */
export async function listGpus(options: CommonOptions, output: Output): Promise<ExitCode> {
  const gpus = await findGpus(process.env);
  if (options.json) output.out(`${JSON.stringify(gpus)}\n`);
  else if (gpus.devices.length === 0) output.err(`${gpus.problem ?? 'No GPU was found here; runs use the processor.'}\n`);
  else
    for (const gpu of gpus.devices) {
      output.out(`${gpuText(gpu)}${gpu.utilizationPercent === undefined ? '' : ` · ${gpu.utilizationPercent} %`}\n`);
      for (const user of gpu.users) output.out(`  ${gpuUserText(user)}\n`);
    }
  return exitCode.done;
}
