/** Which hardware a training fits on, the smallest first, and how long it may take there. Pure. */
import { estimateMemory, type MemoryEstimate, type TrainingPlan } from './memory.ts';

/** Hardware with GPUs, as the Hub lists it. */
export interface GpuHardware {
  readonly name: string;
  /** As it is sold: `Nvidia A10G`. */
  readonly gpu: string;
  readonly gpus: number;
  /** Of one GPU, in the GB that it is sold by. */
  readonly gbEach: number;
  readonly usdPerHour: number;
}

export interface Fit {
  readonly hardware: GpuHardware;
  readonly memory: MemoryEstimate;
  /** Of what one GPU has, between 0 and 1. */
  readonly share: number;
  /** Weights and states have to be spread over its GPUs. */
  readonly isSharded: boolean;
}

/** What programs see of the GB that a GPU is sold by: of 16, 24 and 48 they see 15, 22.5 and 45 GiB. */
const seenShare = 0.9375;

export function usableBytes({ gbEach }: Pick<GpuHardware, 'gbEach'>): number {
  return gbEach * seenShare * 2 ** 30;
}

/** Those that it fits on: by memory of one GPU, then by price. The first is what to take. One GPU goes before several, which need a script for several. */
export function fitting(plan: TrainingPlan, hardware: readonly GpuHardware[]): readonly Fit[] {
  const fits = hardware.flatMap((each): readonly Fit[] => {
    const shards = each.gpus;
    const alone = fitOf(plan, each, 1);
    if (alone.share <= 1) return [alone];
    const spread = shards > 1 ? fitOf(plan, each, shards) : undefined;
    return spread !== undefined && spread.share <= 1 ? [spread] : [];
  });
  return fits.sort(
    (a, b) =>
      Number(a.isSharded) - Number(b.isSharded) ||
      a.hardware.gpus - b.hardware.gpus ||
      a.hardware.gbEach - b.hardware.gbEach ||
      a.hardware.usdPerHour - b.hardware.usdPerHour,
  );
}

function fitOf(plan: TrainingPlan, hardware: GpuHardware, shards: number): Fit {
  const memory = estimateMemory({ ...plan, shards });
  return { hardware, memory, share: memory.bytes / usableBytes(hardware), isSharded: shards > 1 };
}

/**
 * Dense 16-bit tensor operations a second that the makers' data sheets state, in 10¹². A GPU that is not here has no known speed.
 */
const teraflops: readonly (readonly [name: RegExp, tera: number])[] = [
  [/\bT4\b/i, 65],
  [/\bL4\b/i, 121],
  [/\bL40S\b/i, 362],
  [/\bA10G?\b/i, 70],
  [/\bA100\b/i, 312],
  [/\bH100\b/i, 989],
  [/\bH200\b/i, 989],
];
/** What trainings of transformers get of it: the worse with small batches and short sequences, the better with tuned kernels. */
const used = { worst: 0.15, best: 0.45 };

export interface TimeEstimate {
  readonly shortestMs: number;
  readonly longestMs: number;
  readonly how: string;
}

/** `tokens`: all that is trained on, over all epochs. Undefined where the speed of the GPU is not known. */
export function estimateTime(
  plan: TrainingPlan,
  tokens: number,
  { gpu, gpus }: Pick<GpuHardware, 'gpu' | 'gpus'>,
): TimeEstimate | undefined {
  const tera = teraflops.find(([name]) => name.test(gpu))?.[1];
  if (tera === undefined) return undefined;
  // Forward 2, backward 4 operations a parameter and token (Kaplan et al. 2020, arXiv:2001.08361); frozen weights need no gradient of their own.
  const each = (plan.method === 'full' ? 6 : 4) + (plan.isCheckpointed ? 2 : 0);
  const operations = each * plan.architecture.parameters * tokens;
  const perMs = tera * 1e9 * gpus;
  return {
    shortestMs: operations / (perMs * used.best),
    longestMs: operations / (perMs * used.worst),
    how: `${each} × ${plan.architecture.parameters.toExponential(2)} parameters × ${tokens.toExponential(2)} tokens at ${used.worst * 100}–${used.best * 100} % of ${tera} TFLOP/s${gpus > 1 ? ` × ${gpus}` : ''}`,
  };
}
