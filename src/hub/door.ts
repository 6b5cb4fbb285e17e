import type { Effect } from '../base/effects.ts';
import type { Permit } from '../base/permit.ts';
import type { HubClient } from './client.ts';
import type { HubEndpoints } from './endpoints.ts';

/** Who is signed in and where Hugging Face is, as the editor or the command line knows it. */
export interface HubHost {
  /** As the settings are now. Throws `hub-endpoint`. */
  endpoints(): HubEndpoints;
  /** Undefined: nobody is signed in. Never asks. */
  token(): Promise<string | undefined>;
  /** The user or organisation that the person lets pay; undefined: they did not choose, so it is the user who is signed in. Never the model's choice. */
  payer(): string | undefined;
}

/** The way to the Hub for tools: a client only under a permit that names exactly this effect. Throws `NotPermitted`. */
export interface HubDoor {
  readonly endpoints: HubEndpoints;
  under(permit: Permit, effect: Effect): HubClient;
  payer(): string | undefined;
}
