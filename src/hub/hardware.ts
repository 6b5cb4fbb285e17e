/** What jobs and Spaces of Hugging Face run on, and what that costs now. */
import * as z from 'zod';
import { whenUsed } from '../base/whenUsed.ts';
import type { HubClient } from './client.ts';

export interface Hardware {
  /** As a job asks for it: `a10g-small`. */
  readonly flavor: string;
  /** `Nvidia A10G - small`. */
  readonly name: string;
  /** `4 vCPU`. */
  readonly cpu: string;
  /** `15 GB`. */
  readonly memory: string;
  readonly disk?: string;
  /** Absent: a processor only. */
  readonly accelerator?: { readonly model: string; readonly count: number; readonly memory: string };
  /** Millionths of a US dollar; absent where it is paid by a unit that is not known here. */
  readonly microUsdPerHour?: number;
}

const text = z.string().nullish();
const itemSchema = whenUsed(() =>
  z.object({
    name: z.string(),
    prettyName: text,
    cpu: text,
    ram: text,
    ephemeralStorage: text,
    accelerator: z.object({ model: text, quantity: z.union([z.string(), z.number()]).nullish(), vram: text }).nullish(),
    unitCostMicroUSD: z.number().nonnegative().nullish(),
    unitCostUSD: z.number().nonnegative().nullish(),
    unitLabel: text,
  }),
);

const perHour: Readonly<Record<string, number>> = { second: 3600, minute: 60, hour: 1 };

/** Of jobs or of Spaces, the smallest price first. Needs nobody to be signed in. */
export async function listHardware(hub: HubClient, signal?: AbortSignal, of: 'jobs' | 'spaces' = 'jobs'): Promise<readonly Hardware[]> {
  const items = await hub.json({ path: `/api/${of}/hardware`, as: 'public', signal }, z.array(itemSchema));
  return items.map(hardwareOf).sort((a, b) => (a.microUsdPerHour ?? Infinity) - (b.microUsdPerHour ?? Infinity));
}

function hardwareOf(item: z.infer<typeof itemSchema>): Hardware {
  const { name, prettyName, cpu, ram, ephemeralStorage, accelerator } = item;
  const price = priceOf(item);
  return {
    flavor: name,
    name: prettyName ?? name,
    cpu: cpu ?? '',
    memory: ram ?? '',
    ...(ephemeralStorage == null ? {} : { disk: ephemeralStorage }),
    ...(accelerator == null
      ? {}
      : {
          accelerator: {
            model: accelerator.model ?? 'accelerator',
            count: Math.max(1, Number(accelerator.quantity ?? 1) || 1),
            memory: accelerator.vram ?? '',
          },
        }),
    ...(price === undefined ? {} : { microUsdPerHour: price }),
  };
}

function priceOf({ unitCostMicroUSD, unitCostUSD, unitLabel }: z.infer<typeof itemSchema>): number | undefined {
  const units = perHour[unitLabel ?? ''];
  const micro = unitCostMicroUSD ?? (unitCostUSD == null ? undefined : unitCostUSD * 1_000_000);
  return units === undefined || micro === undefined ? undefined : wholeCents(Math.ceil(micro * units), units);
}

/** Prices are whole cents an hour; of a minute the Hub tells whole millionths, so that the hour is up to half of one for each unit off. */
function wholeCents(microUsdPerHour: number, units: number): number {
  const cents = Math.round(microUsdPerHour / 10_000) * 10_000;
  return Math.abs(cents - microUsdPerHour) <= units / 2 ? cents : microUsdPerHour;
}
