/** A sandbox that is wanted, what it costs at most, and what starting it does. */
import type { Effect } from '../../base/effects.ts';
import { placeOnHub } from '../../base/place.ts';
import { portMicroUsdPerHour } from '../../hub/sandboxJob.ts';
import { spendEffect } from '../../ledger/ledger.ts';
import { dollarsAtMost } from '../../ledger/money.ts';
import { type MachineQuote, machineQuote } from '../../ledger/quote.ts';
import type { JobOffer } from '../hub/jobDesk.ts';
import { hardwareNamed, usualImage } from '../hub/jobQuote.ts';

export interface SandboxWish {
  readonly payer: string;
  readonly hub: string;
  readonly flavor: string;
  readonly timeoutMs: number;
  /** Of the hardware alone. */
  readonly microUsdPerHour: number;
  readonly image?: string;
}

export function sandboxQuote({
  flavor,
  timeoutMs,
  microUsdPerHour,
}: Pick<SandboxWish, 'flavor' | 'timeoutMs' | 'microUsdPerHour'>): MachineQuote {
  return machineQuote(flavor, microUsdPerHour + portMicroUsdPerHour, timeoutMs);
}

/** `at most $0.10: 15 min × t4-small $0.41/h, paid by ada`. */
export function quoteOfSandbox(wish: SandboxWish, tableOf?: string): string {
  const { quote, on } = sandboxQuote(wish);
  const from = tableOf === undefined ? '' : ` (the price is of ${tableOf}: today’s could not be had)`;
  return `at most ${dollarsAtMost(quote.microUsd)}: ${on}, paid by ${wish.payer}${from}`;
}

/** One that is there, before anybody uses it. */
export interface SandboxLeft {
  readonly flavor: string;
  /** Until its own time limit. */
  readonly leftMs: number;
  /** In the ledger here, by whoever started it. */
  readonly isPromised: boolean;
}

/** What using it can cost: in use, it does not end before its time limit. Throws NoSuchHardware. */
export function quoteOfUse({ flavor, leftMs }: SandboxLeft, { payer, hub, prices }: JobOffer): string {
  const { microUsdPerHour } = hardwareNamed(flavor, prices);
  return quoteOfSandbox({ payer, hub, flavor, timeoutMs: leftMs, microUsdPerHour }, prices.tableOf);
}

/** `cwd`: a folder of the workspace, since it is the workspace that it is for. */
export function sandboxEffects(wish: SandboxWish, cwd: string): readonly [starts: Effect, spends: Effect] {
  const { flavor, image = usualImage, payer } = wish;
  const { quote, on } = sandboxQuote(wish);
  const argv = ['hf', 'sandbox', 'create', '--flavor', flavor, '--image', image];
  return [{ kind: 'execute', argv, cwd, on: placeOnHub('hf-job', payer) }, spendEffect('sandbox', on, quote)];
}

export function endEffect(place: string): Effect {
  return { kind: 'operate', on: place, does: 'end', what: '' };
}

export function useEffect(place: string): Effect {
  return { kind: 'operate', on: place, does: 'use', what: '' };
}
