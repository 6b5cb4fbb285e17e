/** Which GPUs a run is given: what was chosen, and the environment that makes it so. Pure. */
import { PracticumError } from '../../base/errors.ts';
import type { Gpu, Gpus } from './gpu.ts';

/**
 * `auto`: one that no other run has, the least busy first; all of them for a program that starts one process for each. `all`: those that the
 * environment shows. `none`: the CPU. A list: these, by number or UUID.
 */
export type GpuChoice = 'auto' | 'all' | 'none' | readonly string[];

export class NoSuchGpu extends PracticumError {
  constructor(name: string, { devices, problem }: Gpus) {
    const known = devices.map(({ label, name: model }) => `${label} (${model})`).join(', ');
    super('no-such-gpu', problem ?? `There is no GPU ${name} on this machine.`, {
      hint: known === '' ? 'Choose “auto” or “none” in practicum.runs.gpu.' : `There are: ${known}.`,
    });
  }
}

export class BadGpuChoice extends PracticumError {
  constructor(text: string) {
    super('bad-gpu-choice', `“${text}” does not say which GPUs to use.`, {
      hint: 'Say auto, all, none, or numbers or UUIDs with commas between, such as 0,2.',
    });
  }
}

/** Of a setting or an option. Throws BadGpuChoice. */
export function parseGpuChoice(text: string): GpuChoice | 'ask' {
  const word = text.trim();
  if (word === 'auto' || word === 'all' || word === 'none' || word === 'ask') return word;
  const names = word.split(',').map((name) => name.trim());
  if (names.every((name) => /^(?:\d+(?::\d+)?|(?:GPU|MIG)-[\w/-]+)$/.test(name))) return [...new Set(names)];
  throw new BadGpuChoice(text);
}

export interface Wanted {
  /** The best first. */
  readonly oneOf: readonly Gpu[];
  readonly count: number;
}

/** Undefined: it waits for no device. Throws NoSuchGpu. */
export function wantedGpus(choice: GpuChoice, gpus: Gpus, argv: readonly string[]): Wanted | undefined {
  if (choice === 'all' || choice === 'none') return undefined;
  if (choice === 'auto') {
    const oneOf = [...gpus.devices].sort((a, b) => Number(!isIdle(a)) - Number(!isIdle(b)) || loadOf(a) - loadOf(b));
    return oneOf.length === 0 ? undefined : { oneOf, count: startsOnePerGpu(argv) ? oneOf.length : 1 };
  }
  const chosen = choice.map((name) => {
    const found = gpus.devices.find(({ label, id }) => label === name || id === name);
    if (found === undefined) throw new NoSuchGpu(name, gpus);
    return found;
  });
  return { oneOf: [...new Set(chosen)], count: new Set(chosen).size };
}

function loadOf({ memoryUsedBytes = 0, memoryTotalBytes = 1, utilizationPercent = 0 }: Gpu): number {
  return memoryUsedBytes / memoryTotalBytes + utilizationPercent / 100;
}

/** A desktop takes a little; in a container other people’s processes are not seen, but their memory is. */
const idleMemoryShare = 0.1;

/** Whether nobody computes on it. */
export function isIdle({ users, memoryUsedBytes = 0, memoryTotalBytes = Number.POSITIVE_INFINITY }: Gpu): boolean {
  return users.length === 0 && memoryUsedBytes <= idleMemoryShare * memoryTotalBytes;
}

/** `torchrun`, `accelerate launch`, `deepspeed` and their modules start a process for each device that they see. */
export function startsOnePerGpu(argv: readonly string[]): boolean {
  return argv
    .slice(0, 4)
    .some((word) =>
      /^(?:torchrun|accelerate|deepspeed)(?:\.exe)?$|^(?:torch\.distributed\.(?:run|launch)|accelerate\.commands\.launch)$/.test(
        baseOf(word),
      ),
    );
}

function baseOf(word: string): string {
  return word.split(/[\\/]/).at(-1) ?? word;
}

/** Visible under their UUIDs, so that no other order of numbers shows another one. CUDA’s own numbers then follow the bus, as nvidia-smi’s do. */
export function gpuEnvironment(devices: readonly Pick<Gpu, 'vendor' | 'id'>[]): Readonly<Record<string, string>> {
  const nvidia = devices.filter(({ vendor }) => vendor === 'nvidia').map(({ id }) => id);
  const amd = devices.filter(({ vendor }) => vendor === 'amd').map(({ id }) => id);
  return {
    ...(nvidia.length === 0 ? {} : { CUDA_DEVICE_ORDER: 'PCI_BUS_ID', CUDA_VISIBLE_DEVICES: nvidia.join(',') }),
    ...(amd.length === 0 ? {} : { HIP_VISIBLE_DEVICES: amd.join(',') }),
  };
}

/** A number that no device has: an empty text is no value on Windows. */
export const hiddenGpus: Readonly<Record<string, string>> = { CUDA_VISIBLE_DEVICES: '-1', HIP_VISIBLE_DEVICES: '-1' };
