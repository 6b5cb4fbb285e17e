/** What has to be known before a job or a Space can be asked about: who pays, and what hardware costs now. */
import type { HubClient } from '../../hub/client.ts';
import type { GrantCap } from '../../ledger/entries.ts';
import type { HardwarePrices } from './jobQuote.ts';

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

export interface JobDesk {
  /** As it was last learned; undefined: nobody asked yet. */
  readonly offer: JobOffer | undefined;
  /** Throws HubError: `hub-sign-in` where nobody is. */
  learn(hub: HubClient, signal?: AbortSignal): Promise<JobOffer>;
  /** Under which grant a session spends; undefined: under none. */
  grant?(): GrantCap | undefined;
}
