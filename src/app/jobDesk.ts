import { whoAmI } from '../hub/identity.ts';
import type { JobDesk, JobOffer } from '../runs/hub/jobDesk.ts';
import { hardwarePrices } from '../runs/hub/jobQuote.ts';
import type { WorkbenchHost } from './api.ts';

/** What all sessions of a window know of jobs: what one has learned, the others know. */
export function createJobDesk({ hub: host }: Pick<WorkbenchHost, 'hub'>): JobDesk {
  let offer: JobOffer | undefined;
  return {
    get offer() {
      // Another payer, or another Hub, is another offer.
      const payer = host?.payer();
      return offer !== undefined && payer !== undefined && payer !== offer.payer ? undefined : offer;
    },
    async learn(hub, signal) {
      const { name } = await whoAmI(hub, signal);
      offer = { payer: host?.payer() ?? name, hub: hub.endpoints.hub, prices: await hardwarePrices(hub, signal) };
      return offer;
    },
  };
}
