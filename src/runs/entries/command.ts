/** The command that an entry point implies on a machine: what stands between the interpreter and the file. Pure. */
import path from 'node:path';
import type { EntryPoint, Launcher } from './entryPoint.ts';
import { joinWords } from './words.ts';

/** What the command depends on beside the file. */
export interface CommandPlace {
  /** GPUs that the run may use; `unknown` on another host. */
  readonly gpuCount: number | 'unknown';
  /** `accelerate config` was run on this machine. */
  readonly hasAccelerateConfig: boolean;
  /** uv is installed. */
  readonly hasUv: boolean;
}

/** Nothing is asked of another host before the run is there: the programs find out what it has. */
export const otherHost: CommandPlace = { gpuCount: 'unknown', hasAccelerateConfig: true, hasUv: false };
export const plainPlace: CommandPlace = { gpuCount: 0, hasAccelerateConfig: false, hasUv: false };

/** What the interpreter is given before the file. Everything is started by the chosen interpreter, so that its packages are used. */
export function runnerOf(launcher: Launcher, place: CommandPlace): readonly string[] {
  const processes = processesFor(place);
  switch (launcher.by) {
    case 'python':
      return [];
    case 'torchrun':
      return torchrun(processes);
    case 'accelerate':
      if (place.gpuCount !== 'unknown' && place.gpuCount > 1)
        return ['-m', 'accelerate.commands.launch', '--multi_gpu', '--num_processes', processes];
      return place.hasAccelerateConfig ? ['-m', 'accelerate.commands.launch'] : [];
    case 'uv':
      return place.hasUv ? ['-c', throughUv] : [];
    case 'function':
      return ['-c', callOf(launcher.name)];
    case 'axolotl':
      return [...program('axolotl.cli.main'), 'train'];
    case 'llamafactory':
      return [...program('llamafactory.cli'), 'train'];
    case 'trl':
      return [...program('trl.cli'), launcher.method, '--config'];
    case 'torchtune':
      return [...program('torchtune._cli.tune'), 'run', ...tuneProcesses(launcher.recipe, processes), launcher.recipe, '--config'];
    case 'torchtitan':
      return [...torchrun(processes), '-m', 'torchtitan.train', '--job.config_file'];
  }
}

/** The command as a person would type it: `torchrun --nproc-per-node=2 train.py --epochs 3`. */
export function commandText({ launcher, args }: Pick<EntryPoint, 'launcher' | 'args'>, file: string, place: CommandPlace): string {
  return [typed(launcher, place), joinWords([path.basename(file), ...args])].join(' ');
}

function typed(launcher: Launcher, place: CommandPlace): string {
  switch (launcher.by) {
    case 'python':
      return 'python';
    case 'torchrun':
      return `torchrun --nproc-per-node=${processesFor(place)}`;
    case 'accelerate':
      return runnerOf(launcher, place).length === 0 ? 'python' : ['accelerate launch', ...runnerOf(launcher, place).slice(2)].join(' ');
    case 'uv':
      return place.hasUv ? 'uv run' : 'python';
    case 'function':
      return `${launcher.name}() of`;
    case 'axolotl':
      return 'axolotl train';
    case 'llamafactory':
      return 'llamafactory-cli train';
    case 'trl':
      return `trl ${launcher.method} --config`;
    case 'torchtune':
      return ['tune run', ...tuneProcesses(launcher.recipe, processesFor(place)), launcher.recipe, '--config'].join(' ');
    case 'torchtitan':
      return `torchrun --nproc-per-node=${processesFor(place)} -m torchtitan.train --job.config_file`;
  }
}

/** As torchrun takes it: a number, or `gpu` for as many as there are. */
function processesFor({ gpuCount }: CommandPlace): string {
  return gpuCount === 'unknown' ? 'gpu' : String(Math.max(1, gpuCount));
}

/**
 * `--standalone` takes a free port, so that two runs do not meet. Several processes are told apart by a prefix; a single one prints as
 * it would alone.
 */
function torchrun(processes: string): readonly string[] {
  const several = processes !== '1' ? ['--role', 'rank', '--tee', '3'] : [];
  return ['-m', 'torch.distributed.run', '--standalone', `--nproc-per-node=${processes}`, ...several];
}

/** A console script's function: unlike `-m`, this works whether or not the module can be run by itself. */
function program(module: string): readonly string[] {
  return ['-c', `import sys; from ${module} import main; sys.exit(main())`];
}

/** The program takes the place of the interpreter, so that signals reach it. */
const throughUv = 'import os, sys; os.execvp("uv", ["uv", "run", "--script", *sys.argv[1:]])';

/** Runs the file as Python would, then calls what it only defines. */
function callOf(name: string): string {
  return `import os, runpy, sys; sys.argv = sys.argv[1:]; sys.path[0] = os.path.dirname(os.path.abspath(sys.argv[0])); runpy.run_path(sys.argv[0], run_name="__main__")["${name}"]()`;
}

function tuneProcesses(recipe: string, processes: string): readonly string[] {
  return recipe.includes('distributed') ? ['--nproc_per_node', processes] : [];
}
