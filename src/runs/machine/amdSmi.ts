/**
 * What AMD’s programs say of their devices, as JSON. Pure. Made from the documented formats (ROCm documentation, `amd-smi` and `rocm-smi --json`);
 * no device of AMD’s was at hand.
 */
import * as z from 'zod';
import { defined } from '../../base/defined.ts';
import { whenUsed } from '../../base/whenUsed.ts';
import type { Gpu } from './gpu.ts';

export const amdStaticArguments = ['static', '--asic', '--vram', '--json'] as const;
export const amdMetricArguments = ['metric', '--usage', '--power', '--temperature', '--mem-usage', '--json'] as const;
export const rocmArguments = ['--showproductname', '--showuse', '--showmeminfo', 'vram', '--showtemp', '--showpower', '--json'] as const;

const measured = whenUsed(() => z.object({ value: z.union([z.number(), z.string()]), unit: z.string().optional() }));
const value = z.union([measured, z.number(), z.string()]).optional();
type Value = z.infer<typeof value>;

const staticSchema = listOf(z.looseObject({ gpu: z.int(), asic: z.looseObject({ market_name: z.string().optional() }).optional() }));
const metricSchema = listOf(
  z.looseObject({
    gpu: z.int(),
    usage: z.looseObject({ gfx_activity: value }).optional().catch(undefined),
    power: z.looseObject({ socket_power: value }).optional().catch(undefined),
    temperature: z.looseObject({ edge: value, hotspot: value }).optional().catch(undefined),
    mem_usage: z.looseObject({ total_vram: value, used_vram: value }).optional().catch(undefined),
  }),
);

/** Older versions print the list itself, newer ones `{"gpu_data": […]}`. */
function listOf<T extends z.ZodType>(item: T) {
  return z.union([z.array(item), z.object({ gpu_data: z.array(item) }).transform((whole) => whole.gpu_data)]);
}

/** Undefined: that is not what `amd-smi` prints. */
export function parseAmdSmi(statics: string, metrics: string): readonly Gpu[] | undefined {
  const named = staticSchema.safeParse(jsonOf(statics));
  if (!named.success) return undefined;
  const read = metricSchema.safeParse(jsonOf(metrics));
  const measuredOf = new Map((read.success ? read.data : []).map((metric) => [metric.gpu, metric]));
  return named.data.map(({ gpu, asic }) => {
    const metric = measuredOf.get(gpu);
    const edge = numberOf(metric?.temperature?.edge) ?? numberOf(metric?.temperature?.hotspot);
    return {
      vendor: 'amd',
      label: String(gpu),
      id: String(gpu),
      name: asic?.market_name ?? 'AMD GPU',
      users: [],
      ...defined({
        utilizationPercent: numberOf(metric?.usage?.gfx_activity),
        memoryUsedBytes: bytesOf(metric?.mem_usage?.used_vram),
        memoryTotalBytes: bytesOf(metric?.mem_usage?.total_vram),
        temperatureC: edge,
        powerW: numberOf(metric?.power?.socket_power),
      }),
    };
  });
}

const rocmSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/** `{"card0": {"GPU use (%)": "7", …}, "system": {…}}`: every value is a text. Undefined: that is not what `rocm-smi` prints. */
export function parseRocmSmi(text: string): readonly Gpu[] | undefined {
  const read = rocmSchema.safeParse(jsonOf(text));
  if (!read.success) return undefined;
  const cards = Object.entries(read.data).filter(([name]) => /^card\d+$/.test(name));
  if (cards.length === 0) return undefined;
  return cards.map(([name, fields]) => {
    const field = (pattern: RegExp): number | undefined => {
      const found = Object.entries(fields).find(([key]) => pattern.test(key))?.[1];
      return typeof found === 'string' || typeof found === 'number' ? numberOf(found) : undefined;
    };
    const series = fields['Card Series'] ?? fields['Card series'] ?? fields['Card Model'];
    return {
      vendor: 'amd',
      label: name.slice('card'.length),
      id: name.slice('card'.length),
      name: typeof series === 'string' ? series : 'AMD GPU',
      users: [],
      ...defined({
        utilizationPercent: field(/^GPU use \(%\)$/i),
        memoryUsedBytes: field(/^VRAM Total Used Memory \(B\)$/i),
        memoryTotalBytes: field(/^VRAM Total Memory \(B\)$/i),
        temperatureC: field(/^Temperature \(Sensor (?:edge|junction)\) \(C\)$/i),
        powerW: field(/Power \(W\)$/i),
      }),
    };
  });
}

function numberOf(given: Value): number | undefined {
  const plain = typeof given === 'object' ? given.value : given;
  if (plain === undefined || plain === '') return undefined;
  const number = Number(plain);
  return Number.isFinite(number) ? number : undefined;
}

const bytesIn: Readonly<Record<string, number>> = { B: 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 };

function bytesOf(given: Value): number | undefined {
  const number = numberOf(given);
  if (number === undefined) return undefined;
  return number * (bytesIn[(typeof given === 'object' ? given.unit : undefined) ?? 'MB'] ?? 2 ** 20);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
