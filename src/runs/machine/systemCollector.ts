/** CPU, memory and GPU of a run, once a second, into `system.jsonl`. */
import { defined } from '../../base/defined.ts';
import type { Collected, Collector, SystemSample } from '../collector.ts';
import { GpuStream } from './gpuStream.ts';
import type { NvidiaSample } from './nvidiaSmi.ts';
import { type ProcessTree, processTree, type TreeUse } from './processTree.ts';

export interface SystemCollectorOptions {
  /** The process of the script; what it started counts as it. */
  readonly pid: number;
  /** As the run has it: the GPUs that it does not see are not measured. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly tree?: ProcessTree;
}

const everyMs = 1000;

export function systemCollector(options: SystemCollectorOptions): Collector {
  return new SystemCollector(options);
}

class SystemCollector implements Collector {
  readonly #tree: ProcessTree;
  readonly #gpus: GpuStream | undefined;
  #last: { readonly atMs: number; readonly use: TreeUse | undefined } | undefined;

  constructor({ pid, env = process.env, tree = processTree(pid) }: SystemCollectorOptions) {
    this.#tree = tree;
    const visible = visibleUuids(env['CUDA_VISIBLE_DEVICES']);
    this.#gpus = visible?.length === 0 ? undefined : new GpuStream(env, visible);
  }

  async poll(nowMs: number): Promise<Collected> {
    // The clock of the machine may jump; how long a second is, this one knows.
    const atMs = performance.now();
    const last = this.#last;
    // A poll that comes a little early counts: 1 Hz, not every other poll.
    if (last !== undefined && atMs - last.atMs < everyMs * 0.9) return {};
    const use = await this.#tree.use().catch(() => undefined);
    this.#last = { atMs, use };
    const gpus = this.#gpus?.samples ?? [];
    const problem = this.#gpus?.takeProblem();
    const sample: SystemSample = {
      atMs: nowMs,
      ...defined({
        cpuPercent: last?.use === undefined || use === undefined ? undefined : cpuPercent(last.use, use, atMs - last.atMs),
        memoryBytes: use?.memoryBytes,
        gpus: gpus.length === 0 ? undefined : gpus.map(gpuOf),
      }),
    };
    const hasMeasured = sample.memoryBytes !== undefined || sample.gpus !== undefined;
    return { ...(hasMeasured ? { system: [sample] } : {}), ...(problem === undefined ? {} : { notes: [problem] }) };
  }

  async dispose(): Promise<void> {
    this.#gpus?.dispose();
  }
}

/** Of one core. A process that ended took its time with it: less than before is none. */
function cpuPercent(before: TreeUse, now: TreeUse, passedMs: number): number {
  return Math.round((Math.max(0, now.cpuSeconds - before.cpuSeconds) / passedMs) * 1e6) / 10;
}

function gpuOf({ index, memoryUsedBytes, uuid: _, ...rest }: NvidiaSample): NonNullable<SystemSample['gpus']>[number] {
  return { index, ...rest, ...defined({ memoryBytes: memoryUsedBytes }) };
}

/** Undefined: all that there are. Parts of a divided card are not told apart by nvidia-smi, so that card is measured with all others. */
function visibleUuids(visible: string | undefined): readonly string[] | undefined {
  if (visible === undefined) return undefined;
  const names = visible.split(',').map((name) => name.trim());
  if (names.every((name) => name === '' || name === '-1')) return [];
  return names.every((name) => name.startsWith('GPU-')) ? names : undefined;
}
