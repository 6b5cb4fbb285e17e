import { type HubIdentity, whoAmI } from '../hub/identity.ts';
import type { JobDesk, JobOffer } from '../runs/hub/jobDesk.ts';
import { hardwarePrices } from '../runs/hub/jobQuote.ts';
import type { WorkbenchHost } from './api.ts';

/** Prices change; a question that waited overnight may still be answered. */
const holdsMs = 24 * 3_600_000;

/** What all sessions of a window know of jobs: what one has learned, the others know. */
export function createJobDesk({ hub: host }: Pick<WorkbenchHost, 'hub'>): JobDesk {
  let offer: JobOffer | undefined;
  let learnedMs = 0;
  return {
    get offer() {
      // Another payer, or another Hub, is another offer.
      const payer = host?.payer();
      if (Date.now() - learnedMs > holdsMs) return undefined;
      return offer !== undefined && payer !== undefined && payer !== offer.payer ? undefined : offer;
    },
    async learn(hub, signal) {
      const identity = await whoAmI(hub, signal);
      const payer = host?.payer() ?? identity.name;
      const [prices, spacePrices] = await Promise.all([hardwarePrices(hub, signal), hardwarePrices(hub, signal, 'spaces')]);
      offer = { payer, hub: hub.endpoints.hub, prices, spacePrices, hasPlan: hasPlan(identity, payer) };
      learnedMs = Date.now();
      return offer;
    },
  };
}

function hasPlan({ name, isPro, organisations }: HubIdentity, payer: string): boolean {
  return payer === name ? isPro : organisations.some((each) => each.name === payer && each.plan !== undefined);
}
