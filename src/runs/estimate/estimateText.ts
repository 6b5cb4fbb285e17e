/** An estimate for who decides by it: what fits, what it costs, and the arithmetic. Pure. */
import { dollars } from '../../ledger/money.ts';
import { billions } from './architecture.ts';
import type { MemoryEstimate, TrainingPlan } from './memory.ts';
import { estimateMemory } from './memory.ts';
import { estimateTime, type Fit, fitting, type GpuHardware } from './recommend.ts';

const shownFits = 5;

/** `tokens`: all that is trained on; undefined: no time is told. */
export function estimateText(plan: TrainingPlan, hardware: readonly GpuHardware[], tokens: number | undefined): string {
  const fits = fitting(plan, hardware);
  const [first] = fits;
  const lines = [
    first === undefined
      ? 'None of the hardware that is listed has the memory for it: take a smaller batch or length, LoRA, or quantise the base.'
      : `Smallest that fits: ${fitLine(plan, first, tokens)}`,
    ...fits.slice(1, shownFits).map((fit) => `Also: ${fitLine(plan, fit, tokens)}`),
    '',
    ...memoryLines(first?.memory ?? estimateMemory(plan)),
    ...(plan.architecture.assumed.length === 0 ? [] : ['', `Not stated and assumed: ${plan.architecture.assumed.join('; ')}.`]),
    '',
    'An estimate, not a measurement: a smoke run on the same hardware tells the peak.',
  ];
  return lines.join('\n');
}

function fitLine(plan: TrainingPlan, { hardware, share, isSharded }: Fit, tokens: number | undefined): string {
  const { name, gpu, gpus, gbEach, usdPerHour } = hardware;
  const time = tokens === undefined ? undefined : estimateTime(plan, tokens, hardware);
  const facts = [
    `${gpus === 1 ? '' : `${gpus} × `}${gpu} ${gbEach} GB`,
    `${Math.round(share * 100)} % of its memory`,
    `${dollars(usdPerHour * 1e6)}/h`,
    ...(isSharded ? ['needs a script that shards over its GPUs'] : gpus > 1 ? ['one of its GPUs is enough'] : []),
    ...(time === undefined
      ? []
      : [
          `${hours(time.shortestMs)} to ${hours(time.longestMs)}, ${dollars((time.shortestMs / 3_600_000) * usdPerHour * 1e6)} to ${dollars((time.longestMs / 3_600_000) * usdPerHour * 1e6)} (${time.how})`,
        ]),
  ];
  return `${name}: ${facts.join(', ')}`;
}

export function memoryLines({ parts, bytes, trainable }: MemoryEstimate): readonly string[] {
  return [
    `Memory of one GPU: ${gib(bytes)}; trained are ${billions(trainable)} parameters.`,
    ...parts.map((part) => `- ${part.name}: ${gib(part.bytes)} = ${part.how}`),
  ];
}

function gib(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(bytes < 2 ** 30 ? 2 : 1)} GiB`;
}

function hours(ms: number): string {
  const minutes = ms / 60_000;
  return minutes < 90 ? `${Math.max(1, Math.round(minutes))} min` : `${(minutes / 60).toFixed(1)} h`;
}
