import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createHubClient, type HubClient } from '../hub/client.ts';
import { endpointsFrom } from '../hub/endpoints.ts';
import { jobTruth } from '../runs/hub/jobTruth.ts';
import { removeLeftSpaces } from '../runs/hub/space/sweepSpaces.ts';
import type { Runs } from '../runs/runs.ts';
import type { WorkbenchHost } from './api.ts';
import type { LedgerDoor } from './spending.ts';

/** Ends what was promised for jobs and Spaces and nobody settled: the Hub is asked what each really ran. Answers how many promises were ended. */
export async function settleLeftJobs(
  { home, hub: host }: Pick<WorkbenchHost, 'home' | 'hub'>,
  runs: Runs,
  ledger: LedgerDoor,
): Promise<number> {
  const token = await host?.token();
  if (host === undefined || token === undefined) return 0;
  const wasSpent = await stat(join(home, 'ledger', 'ledger.jsonl')).then(
    () => true,
    () => false,
  );
  const all = wasSpent ? await runs.list() : [];
  if (!all.some(({ spec }) => spec.job?.reservation !== undefined)) return 0;
  const own = host.endpoints().hub;
  // The token is of this Hub and goes to no other.
  const clientFor = (hub: string): HubClient | undefined =>
    hub === own
      ? createHubClient({
          endpoints: endpointsFrom({ hub }, {}),
          token: () => host.token(),
          fetch: host.fetch ?? fetch,
          userAgent: host.userAgent,
        })
      : undefined;
  const ended = await (await ledger()).sweep(jobTruth(all, clientFor, () => Date.now()));
  await removeLeftSpaces(all, clientFor, Date.now());
  return ended;
}
