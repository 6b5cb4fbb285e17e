/** One device that a run can be given. Pure data. */
export interface Gpu {
  readonly vendor: 'nvidia' | 'amd';
  /** As people call it: `0`, and `0:1` for the second part of a card that is divided (MIG). */
  readonly label: string;
  /** What names it to a program, however the devices are numbered there: a UUID of NVIDIA, a number of AMD. */
  readonly id: string;
  readonly name: string;
  readonly memoryTotalBytes?: number;
  readonly memoryUsedBytes?: number;
  readonly utilizationPercent?: number;
  readonly temperatureC?: number;
  readonly powerW?: number;
  /** Processes that compute on it, anybody’s. Not told for the parts of a divided card. */
  readonly users: readonly GpuUser[];
}

export interface GpuUser {
  readonly pid: number;
  readonly program: string;
  readonly memoryBytes?: number;
  /** Whose it is; absent where the system does not show other people’s processes, as in a container. */
  readonly user?: string;
}

/** What this machine has to train on. */
export interface Gpus {
  readonly devices: readonly Gpu[];
  readonly driver?: string;
  /** For people, when there should be devices and there are none: what is wrong and what helps. */
  readonly problem?: string;
}

export const noGpus: Gpus = { devices: [] };

const gibibyte = 2 ** 30;

/** `GPU 0 · NVIDIA A100 · 3.1 of 40.0 GiB`. */
export function gpuText(gpu: Gpu): string {
  return `GPU ${gpu.label} · ${gpuFacts(gpu)}`;
}

/** `NVIDIA A100 · 3.1 of 40.0 GiB`. */
export function gpuFacts({ name, memoryUsedBytes, memoryTotalBytes }: Gpu): string {
  const total = memoryTotalBytes === undefined ? undefined : `${gib(memoryTotalBytes)} GiB`;
  const memory = memoryUsedBytes === undefined || total === undefined ? total : `${gib(memoryUsedBytes)} of ${total}`;
  return memory === undefined ? name : `${name} · ${memory}`;
}

/** `alice’s python (process 4711, 12.0 GiB)`. */
export function gpuUserText({ pid, program, memoryBytes, user }: GpuUser): string {
  const name = program.split(/[\\/]/).at(-1) ?? program;
  const memory = memoryBytes === undefined ? '' : `, ${gib(memoryBytes)} GiB`;
  return `${user === undefined ? '' : `${user}’s `}${name} (process ${pid}${memory})`;
}

function gib(bytes: number): string {
  return (bytes / gibibyte).toFixed(1);
}
