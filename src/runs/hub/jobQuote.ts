/** What a job or a Space costs at most, before anybody agrees to it. */
import type { Effect } from '../../base/effects.ts';
import { PracticumError } from '../../base/errors.ts';
import type { CallId, SessionId } from '../../base/ids.ts';
import { placeOnHub } from '../../base/place.ts';
import type { HubClient } from '../../hub/client.ts';
import { type Hardware, listHardware } from '../../hub/hardware.ts';
import { HubError } from '../../hub/hubErrors.ts';
import type { GrantCap } from '../../ledger/entries.ts';
import { spendEffect } from '../../ledger/ledger.ts';
import { dollars, dollarsAtMost } from '../../ledger/money.ts';
import { listedHardware } from '../../ledger/prices.ts';
import { type MachineQuote, machineQuote } from '../../ledger/quote.ts';
import { spaceMarginMs } from './space/spaceLimits.ts';

/** Where `uv` brings what a script needs. */
export const usualImage = 'ghcr.io/astral-sh/uv:python3.12-bookworm';

export interface PricedHardware extends Hardware {
  readonly microUsdPerHour: number;
}

export interface HardwarePrices {
  /** The cheapest first. */
  readonly hardware: readonly PricedHardware[];
  /** Of a table of ours: it could not be asked for. As `2026-08`. */
  readonly tableOf?: string;
}

/** As the Hub lists it now; where that cannot be had, as it was published, marked with its date. */
export async function hardwarePrices(hub: HubClient, signal?: AbortSignal, of: 'jobs' | 'spaces' = 'jobs'): Promise<HardwarePrices> {
  try {
    const listed = await listHardware(hub, signal, of);
    const hardware = listed.flatMap((each) =>
      each.microUsdPerHour === undefined ? [] : [{ ...each, microUsdPerHour: each.microUsdPerHour }],
    );
    if (hardware.length > 0) return { hardware };
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
  }
  const { date, flavors } = listedHardware();
  const hardware = Object.entries(flavors).map(([flavor, microUsdPerHour]) => ({
    flavor,
    name: flavor,
    cpu: '',
    memory: '',
    microUsdPerHour,
  }));
  return { hardware: hardware.sort((a, b) => a.microUsdPerHour - b.microUsdPerHour), tableOf: date };
}

export class NoSuchHardware extends PracticumError {
  constructor(flavor: string, known: readonly PricedHardware[]) {
    super('no-such-hardware', `There is no hardware ${flavor} with a price for this on Hugging Face.`, {
      hint: `There is: ${known.map((each) => each.flavor).join(', ')}.`,
    });
  }
}

/** Throws NoSuchHardware. */
export function hardwareNamed(flavor: string, { hardware }: HardwarePrices): PricedHardware {
  const found = hardware.find((each) => each.flavor === flavor);
  if (found === undefined) throw new NoSuchHardware(flavor, hardware);
  return found;
}

/** A run that is wanted as a job or a Space. */
export interface JobWish {
  /** Absent: a job. */
  readonly kind?: 'space';
  readonly payer: string;
  /** The Hub’s address. */
  readonly hub: string;
  readonly flavor: string;
  readonly timeoutMs: number;
  readonly microUsdPerHour: number;
  /** Absent: the usual one, with uv. */
  readonly image?: string;
  /** Absent: what the script’s imports are known by, where nothing else says it. */
  readonly packages?: readonly string[];
  /** From whose money. A click is a session of its own. */
  readonly pays?: { readonly session: SessionId; readonly call?: CallId; readonly grant?: GrantCap };
}

/** What a quote is made of. */
type Priced = Pick<JobWish, 'kind' | 'flavor' | 'timeoutMs' | 'microUsdPerHour'>;

/** The limit of a job is the Hub’s own and holds all that is paid; that of a Space counts from its server’s start. */
export function jobQuote({ kind, flavor, timeoutMs, microUsdPerHour }: Priced): MachineQuote {
  return machineQuote(flavor, microUsdPerHour, timeoutMs, kind === 'space' ? spaceMarginMs : 0);
}

/** What a job does beside what it executes. */
export function jobSpend(wish: JobWish): Effect {
  const { quote, on } = jobQuote(wish);
  return spendEffect('run', on, quote);
}

export function placeOfJob({ payer, kind }: Pick<JobWish, 'payer' | 'kind'>): string {
  return placeOnHub(kind === 'space' ? 'hf-space' : 'hf-job', payer);
}

/** For whoever is asked: `at most $1.50: 60 min × a10g-large $1.50/h, paid by ada`. */
export function quoteText(wish: Priced & Pick<JobWish, 'payer'>, tableOf?: string): string {
  const { quote, on } = jobQuote(wish);
  const from = tableOf === undefined ? '' : ` (the price is of ${tableOf}: today’s could not be had)`;
  return `at most ${dollarsAtMost(quote.microUsd)}: ${on}, paid by ${wish.payer}${from}`;
}

/** `4 vCPU, 15 GB, T4 16 GB · $0.40/h`. */
export function hardwareText({ cpu, memory, accelerator, microUsdPerHour }: PricedHardware): string {
  const count = accelerator === undefined || accelerator.count === 1 ? '' : `${accelerator.count}× `;
  const gpu = accelerator === undefined ? [] : [`${count}${accelerator.model} ${accelerator.memory}`.trim()];
  const facts = [...gpu, cpu, memory].filter((each) => each !== '').join(', ');
  const price = `${dollars(microUsdPerHour)}/h`;
  return facts === '' ? price : `${facts} · ${price}`;
}

const shortestMs = 60_000;
const longestMs = 14 * 24 * 3_600_000;

/** `90`, `90m`, `2h`, `1d` as milliseconds; a number alone is minutes. Throws with what to write. */
export function timeLimitOf(words: string): number {
  const [, number, unit = 'm'] = /^(\d+(?:\.\d+)?)\s*([smhd])?$/.exec(words.trim().toLowerCase()) ?? [];
  const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit === 's' || unit === 'h' || unit === 'd' ? unit : 'm'];
  const ms = Math.round(Number(number) * unitMs);
  if (number !== undefined && ms >= shortestMs && ms <= longestMs) return ms;
  throw new PracticumError('time-limit', `“${words}” is no time limit for a job.`, {
    hint: 'Give minutes, or a time as 90m, 2h or 1d, up to 14 days.',
  });
}
