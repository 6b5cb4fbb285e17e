import type { Effect } from '../base/effects.ts';
import type { Permit } from '../base/permit.ts';
import type { HubClient } from './client.ts';
import type { HubEndpoints } from './endpoints.ts';

/** Who is signed in and where Hugging Face is, as the editor or the command line knows it. */
export interface HubHost {
  /** `practicum/0.1.0`. */
  readonly userAgent: string;
  /** As the settings are now. Throws `hub-endpoint`. */
  endpoints(): HubEndpoints;
  /** Undefined: nobody is signed in. Never asks. */
  token(): Promise<string | undefined>;
  /** The user or organisation that the person lets pay; undefined: they did not choose, so it is the user who is signed in. Never the model's choice. */
  payer(): string | undefined;
  /** Absent: the process's own. */
  readonly fetch?: typeof fetch;
}

/** The way to the Hub for tools: a client only under a permit that names exactly this effect. */
export interface HubDoor {
  /** Whether there is a way at all: its tools are not offered without. */
  readonly isOpen: boolean;
  /** Throws `hub-endpoint`, or `no-hub` where there is none. */
  readonly endpoints: HubEndpoints;
  /**
   * Under `lookup` it only asks, and only the host that the effect names; under `publish` it changes that repository and no other. It serves as
   * long as the permit does. Throws `NotPermitted`, `hub-endpoint` or `no-hub`.
   */
  under(permit: Permit, effect: Effect): HubClient;
  payer(): string | undefined;
}
