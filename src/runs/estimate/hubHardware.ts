import type { PricedHardware } from '../hub/jobQuote.ts';
import type { GpuHardware } from './recommend.ts';

/** GB of one GPU, as it is sold. What the Hub lists counts all of a machine together. */
const sold: readonly (readonly [name: RegExp, gb: number])[] = [
  [/\bT4\b/i, 16],
  [/\bL4\b/i, 24],
  [/\bL40S\b/i, 48],
  [/\bA10G?\b/i, 24],
  [/\bA100\b/i, 80],
  [/\bH100\b/i, 80],
  [/\bH200\b/i, 141],
  [/\bRTX PRO 6000\b/i, 96],
];

/** Those with GPUs of a memory that is known. */
export function gpuHardwareOf(listed: readonly PricedHardware[]): readonly GpuHardware[] {
  return listed.flatMap(({ flavor, accelerator, microUsdPerHour }) => {
    if (accelerator === undefined) return [];
    const { model, count, memory } = accelerator;
    const all = Number(/^(\d+(?:\.\d+)?)\s*GB$/i.exec(memory.trim())?.[1]);
    const gbEach = sold.find(([name]) => name.test(model))?.[1] ?? all / count;
    return Number.isFinite(gbEach) && gbEach > 0
      ? [{ name: flavor, gpu: model, gpus: count, gbEach, usdPerHour: microUsdPerHour / 1e6 }]
      : [];
  });
}
