/** Synthetic runs of which it is known what is wrong with them, if anything: the same seed makes the same runs. */
import type { WatchdogRule } from '../../../../src/runs/alert.ts';
import type { MetricPoint } from '../../../../src/runs/run.ts';
import { mulberry32 } from '../../../random.ts';

export interface LabelledRun {
  readonly name: string;
  /** What a watchdog is to find; undefined: nothing at all that would be an error. */
  readonly label: WatchdogRule | undefined;
  readonly happenings: readonly Happening[];
}

export type Happening =
  | { readonly kind: 'points'; readonly points: readonly MetricPoint[]; readonly afterMs: number }
  | { readonly kind: 'output'; readonly text: string; readonly afterMs: number }
  | { readonly kind: 'quiet'; readonly afterMs: number };

type Random = () => number;

/** Box and Muller's. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const between = (random: Random, low: number, high: number): number => low + (high - low) * random();
const oneOf = <T>(random: Random, choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] ?? (choices[0] as T);

interface Shape {
  readonly name: string;
  /** The training loss at a share of the run, without noise. */
  at(share: number): number;
  readonly noise: number;
}

function shape(random: Random): Shape {
  const start = between(random, 1.5, 11);
  const floor = between(random, 0.02, 2);
  const noise = between(random, 0.005, 0.12);
  const power = between(random, 0.3, 0.8);
  const kind = oneOf(random, ['power', 'steps', 'restarts', 'memorised', 'overshoot', 'negative'] as const);
  const falling = (share: number): number => floor + (start - floor) / (1 + 60 * share) ** power;
  switch (kind) {
    case 'power':
      return { name: kind, at: falling, noise };
    case 'steps':
      return { name: kind, at: (share) => falling(share) * (share > 0.7 ? 0.8 : share > 0.4 ? 0.9 : 1), noise };
    case 'restarts':
      return { name: kind, at: (share) => falling(share) * (1 + 0.1 * Math.max(0, Math.cos(2 * Math.PI * ((share * 4) % 1)))), noise };
    case 'memorised':
      return { name: kind, at: (share) => Math.max(1e-4, start * Math.exp(-12 * share) * (1 + 0.4 * Math.sin(40 * share))), noise };
    case 'overshoot':
      return { name: kind, at: (share) => falling(share) * (share < 0.04 ? 1 + 6 * share : 1), noise };
    case 'negative':
      return { name: kind, at: (share) => falling(share) - start * 0.8, noise };
  }
}

interface Course {
  readonly random: Random;
  readonly steps: number;
  readonly everyMs: number;
  readonly lossName: string;
  readonly evalName: string;
  readonly shape: Shape;
}

function course(random: Random): Course {
  const [lossName, evalName] = oneOf(random, [
    ['loss', 'eval_loss'],
    ['train_loss', 'val_loss'],
    ['train/loss', 'val/loss'],
    ['train_loss_step', 'valid_loss'],
  ] as const);
  return {
    random,
    steps: Math.round(between(random, 300, 1500)),
    everyMs: between(random, 200, 8000),
    lossName,
    evalName,
    shape: shape(random),
  };
}

interface Bent {
  /** What becomes of the loss. */
  loss?(value: number, step: number): number;
  gradNorm?(value: number, step: number): number;
  evaluated?(value: number, share: number): number;
  /** What is printed or passes before this step. */
  before?(step: number): Happening | undefined;
  /** No more after this step. */
  readonly until?: number;
}

function trained({ random, steps, everyMs, lossName, evalName, shape }: Course, bent: Bent = {}): readonly Happening[] {
  const happenings: Happening[] = [];
  const scale = Math.abs(shape.at(0.01) - shape.at(1));
  const evalEvery = Math.max(10, Math.round(steps / 20));
  const last = Math.min(steps, bent.until ?? steps);
  for (let step = 1; step <= last; step += 1) {
    const before = bent.before?.(step);
    if (before !== undefined) happenings.push(before);
    const share = step / steps;
    const sound = shape.at(share);
    const noisy = sound + shape.noise * Math.max(Math.abs(sound), 0.01 * scale) * normal(random);
    const gradient = between(random, 0.2, 2);
    const point = (metric: string, value: number): MetricPoint => ({ metric, step, value, wallMs: 0 });
    const points = [
      point(lossName, bent.loss?.(noisy, step) ?? noisy),
      point('grad_norm', bent.gradNorm?.(gradient, step) ?? gradient),
      point('learning_rate', 1e-3 * Math.min(1, share / 0.05)),
    ];
    if (step % evalEvery === 0) {
      const value = sound * (1 + 0.05 * share) + 0.01 * Math.abs(sound) * normal(random);
      points.push(point(evalName, bent.evaluated?.(value, share) ?? value), point('eval_accuracy', share));
    }
    happenings.push({ kind: 'points', points, afterMs: everyMs });
  }
  return happenings;
}

const harmless = [
  'Error rate: 0.12, errors so far: 0\n',
  'memory: 66.91GiB(37.51%)  tps: 10,050\n',
  'UserWarning: This DataLoader will create 8 worker processes in total.\n',
  'loss scale: 65536\nOVERFLOW! Rank 0 Skipping step. Attempted loss scale: 32768\n',
  'mean_squared_error=0.12 NaN values dropped: 0\n',
  'Saving model checkpoint to /data/out/checkpoint-500\n',
  'Watchdog: keep-alive sent\n',
  'restricted to 3 GPUs, free disk space left on device: 120 GB\n',
];

/** A run without any fault, with what real ones have beside: odd scores, skipped steps, pauses, words that only sound bad. */
function clean(random: Random, index: number): LabelledRun {
  const base = course(random);
  const skipped = Math.round(between(random, 5, base.steps));
  const paused = Math.round(between(random, 20, base.steps));
  const spike = Math.round(between(random, 40, base.steps));
  const happenings = trained(base, {
    loss: (value, step) => (step === spike ? value + 3 * Math.abs(value) : value),
    gradNorm: (value, step) => (step === skipped && index % 3 === 0 ? Number.POSITIVE_INFINITY : value),
    before: (step) => {
      if (step === paused) return { kind: 'quiet', afterMs: 45_000 };
      return step % 97 === 0 ? { kind: 'output', text: oneOf(random, harmless), afterMs: 10 } : undefined;
    },
  });
  return { name: `clean ${base.shape.name}`, label: undefined, happenings };
}

/** Losses of players in a game, and of policies, go up and down as they like. */
function unruly(random: Random): LabelledRun {
  const happenings: Happening[] = [];
  let [generator, policy] = [1, 0];
  for (let step = 1; step <= 600; step += 1) {
    generator = Math.max(0.1, generator + 0.02 * normal(random) + 0.004);
    policy = 0.9 * policy + 0.05 * normal(random);
    const of = (metric: string, value: number): MetricPoint => ({ metric, step, value, wallMs: 0 });
    happenings.push({
      kind: 'points',
      points: [of('loss_g', generator), of('policy_loss', policy), of('loss', policy), of('reward', step / 600)],
      afterMs: 1000,
    });
  }
  return { name: 'unruly', label: undefined, happenings };
}

/** Lines as their frameworks print them (runs.md §5.1). */
const faults: readonly (readonly [WatchdogRule, string])[] = [
  [
    'out-of-memory',
    'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 22.78 GiB. GPU 0 has a total capacity of 31.47 GiB of which 12.73 GiB is free.',
  ],
  [
    'out-of-memory',
    'RuntimeError: CUDA out of memory. Tried to allocate 2.26 GiB (GPU 0; 6.00 GiB total capacity; 781.59 MiB already allocated; 3.03 GiB free; 1.24 GiB reserved in total by PyTorch)',
  ],
  ['out-of-memory', 'RuntimeError: cuDNN error: CUDNN_STATUS_INTERNAL_ERROR'],
  [
    'data-loader',
    'RuntimeError: DataLoader worker (pid 46794) is killed by signal: Bus error. It is possible that dataloader’s workers are out of shared memory.',
  ],
  ['data-loader', 'RuntimeError: DataLoader worker (pid(s) 3216) exited unexpectedly'],
  ['disk-full', 'OSError: [Errno 28] No space left on device'],
  ['disk-full', 'RuntimeError: [enforce fail at inline_container.cc:672] . unexpected pos 576 vs 534'],
  [
    'nccl',
    '24/1752 [01:08<1:22:56,  2.88s/it][rank5]:[E602 11:17:52.1 ProcessGroupNCCL.cpp:616] [Rank 5] Watchdog caught collective operation timeout: WorkNCCL(SeqNum=808, OpType=ALLREDUCE, NumelIn=9801523, NumelOut=9801523, Timeout(ms)=600000) ran for 600020 milliseconds before timing out.',
  ],
  ['gated-repo', 'Cannot access gated repo for url https://huggingface.co/meta-llama/Llama-3.1-8B/resolve/main/config.json.'],
];

function faulty(random: Random, index: number): LabelledRun {
  const base = course(random);
  const at = Math.round(between(random, 0.3, 0.7) * base.steps);
  switch (index % 8) {
    case 0:
      return {
        name: `NaN loss, ${base.shape.name}`,
        label: 'not-finite',
        happenings: trained(base, { loss: (value, step) => (step >= at ? Number.NaN : value) }),
      };
    case 1: {
      const gone =
        (hidden: number) =>
        (value: number, step: number): number =>
          step >= at ? hidden : value;
      return {
        name: `hidden NaN, ${base.shape.name}`,
        label: 'not-finite',
        happenings: trained(base, { loss: gone(0), gradNorm: gone(Number.NaN) }),
      };
    }
    case 2: {
      const speed = between(random, 0.004, 0.05);
      const scale = Math.abs(base.shape.at(0.01) - base.shape.at(1)) + Math.abs(base.shape.at(1));
      const loss = (value: number, step: number): number => (step > at ? value + scale * speed * (step - at) : value);
      return { name: `diverges by ${speed.toFixed(3)}, ${base.shape.name}`, label: 'divergence', happenings: trained(base, { loss }) };
    }
    case 3: {
      const steps = 1200;
      const noise = between(random, 0.002, 0.02);
      const flat: Shape = { name: 'flat', at: (share) => 0.7 + 3 * Math.exp(-25 * share), noise };
      return { name: `plateau, noise ${noise.toFixed(3)}`, label: 'plateau', happenings: trained({ ...base, steps, shape: flat }) };
    }
    case 4: {
      const turn = between(random, 0.3, 0.6);
      const speed = between(random, 0.8, 2);
      const fitting: Shape = { name: 'fitting', at: (share) => 0.1 + 2 * Math.exp(-4 * share), noise: 0.05 };
      const evaluated = (value: number, share: number): number =>
        share > turn ? 0.1 + 2 * Math.exp(-4 * turn) + speed * (share - turn) : value;
      return {
        name: `overfits from ${turn.toFixed(2)}`,
        label: 'overfit',
        happenings: trained({ ...base, shape: fitting }, { evaluated }),
      };
    }
    case 5: {
      const quiet: Happening = { kind: 'quiet', afterMs: Math.max(90_000, 20 * base.everyMs) };
      return { name: 'stalls', label: 'stall', happenings: trained(base, { before: (step) => (step === at ? quiet : undefined) }) };
    }
    default: {
      const [rule, line] = oneOf(random, faults);
      const traceback = `Traceback (most recent call last):\n  File "train.py", line 40, in <module>\n    main()\n${line}\n`;
      const before = (step: number): Happening | undefined => (step === at ? { kind: 'output', text: traceback, afterMs: 10 } : undefined);
      return { name: `${rule}: ${line.slice(0, 40)}`, label: rule, happenings: trained(base, { before, until: at }) };
    }
  }
}

export function labelledRuns(seed: number, count: number): readonly LabelledRun[] {
  return Array.from({ length: count }, (_, index) => {
    const random = mulberry32(seed * 100_003 + index);
    if (index % 2 === 1) return faulty(random, index >> 1);
    return index % 20 === 0 ? unruly(random) : clean(random, index);
  });
}
