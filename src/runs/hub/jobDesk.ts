/** What has to be known before a job or a Space can be asked about: who pays, and what hardware costs now. */
import type { HubClient } from '../../hub/client.ts';
import type { GrantCap } from '../../ledger/entries.ts';
import { type HardwarePrices, hardwareNamed, type JobWish } from './jobQuote.ts';
import { requireSpaceTime } from './space/spaceLimits.ts';

export interface JobOffer {
  /** The user or organisation that the person lets pay. */
  readonly payer: string;
  /** The Hub’s address. */
  readonly hub: string;
  readonly prices: HardwarePrices;
  /** Of Spaces. */
  readonly spacePrices: HardwarePrices;
  /** Whether the payer has a paid plan, which a Space needs, as far as the Hub says. */
  readonly hasPlan: boolean;
}

export function pricesFor({ prices, spacePrices }: JobOffer, kind: JobWish['kind']): HardwarePrices {
  return kind === 'space' ? spacePrices : prices;
}

/** What is wanted, at the price of now and paid by whom the person chose. Throws NoSuchHardware, or `time-limit` where a Space would sleep before its end. */
export function wishUnder(offer: JobOffer, wanted: Pick<JobWish, 'kind' | 'flavor' | 'timeoutMs' | 'image' | 'packages'>): JobWish {
  const { microUsdPerHour } = hardwareNamed(wanted.flavor, pricesFor(offer, wanted.kind));
  if (wanted.kind === 'space') requireSpaceTime(wanted);
  return { ...wanted, payer: offer.payer, hub: offer.hub, microUsdPerHour };
}

export interface JobDesk {
  /** As it was last learned; undefined: nobody asked yet. */
  readonly offer: JobOffer | undefined;
  /** Throws HubError: `hub-sign-in` where nobody is. */
  learn(hub: HubClient, signal?: AbortSignal): Promise<JobOffer>;
  /** Under which grant a session spends; undefined: under none. */
  grant?(): GrantCap | undefined;
}
