/** What an implied command depends on, found out on this machine. Asks only for what the launcher looks at. */
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { GpuChoice } from '../machine/gpuChoice.ts';
import { findGpus } from '../machine/gpus.ts';
import { type CommandPlace, plainPlace } from './command.ts';
import type { Launcher } from './entryPoint.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** `gpu`: what the run is to be given; undefined is `auto`. */
export async function findCommandPlace(launcher: Launcher, gpu: GpuChoice | undefined, env: Environment): Promise<CommandPlace> {
  switch (launcher.by) {
    case 'torchrun':
    case 'torchtitan':
    case 'torchtune':
      return { ...plainPlace, gpuCount: await countGpus(gpu, env) };
    case 'accelerate':
      return { ...plainPlace, gpuCount: await countGpus(gpu, env), hasAccelerateConfig: await isThere(accelerateConfig(env)) };
    case 'uv':
      return { ...plainPlace, hasUv: await isOnPath('uv', env) };
    case 'python':
    case 'function':
    case 'axolotl':
    case 'llamafactory':
    case 'trl':
      return plainPlace;
  }
}

async function countGpus(gpu: GpuChoice | undefined, env: Environment): Promise<number> {
  if (gpu === 'none') return 0;
  if (gpu !== undefined && gpu !== 'auto' && gpu !== 'all') return gpu.length;
  const shown = env['CUDA_VISIBLE_DEVICES'];
  // Whoever started the editor with some of them meant these.
  if (shown !== undefined && shown !== '') return shown.split(',').filter((name) => name.trim() !== '-1').length;
  return (await findGpus(env)).devices.length;
}

/** https://huggingface.co/docs/accelerate/basic_tutorials/launch: where `accelerate config` writes. */
function accelerateConfig(env: Environment): string {
  const cache = env['HF_HOME'] ?? path.join(env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'huggingface');
  return path.join(cache, 'accelerate', 'default_config.yaml');
}

async function isOnPath(program: string, env: Environment): Promise<boolean> {
  const name = process.platform === 'win32' ? `${program}.exe` : program;
  for (const folder of (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter)) {
    if (path.isAbsolute(folder) && (await isThere(path.join(folder, name)))) return true;
  }
  return false;
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
