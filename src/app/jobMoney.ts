import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createHubClient } from '../hub/client.ts';
import { endpointsFrom } from '../hub/endpoints.ts';
import { jobTruth } from '../runs/hub/jobTruth.ts';
import type { Runs } from '../runs/runs.ts';
import type { WorkbenchHost } from './api.ts';
import type { LedgerDoor } from './spending.ts';

/** Ends what processes promised for jobs and did not live to settle: each job is asked what it really ran. Answers how many promises were ended. */
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
  const truth = jobTruth(
    all,
    (hub) =>
      // The token is of this Hub and goes to no other.
      hub === own
        ? createHubClient({
            endpoints: endpointsFrom({ hub }, {}),
            token: () => host.token(),
            fetch: host.fetch ?? fetch,
            userAgent: host.userAgent,
          })
        : undefined,
    () => Date.now(),
  );
  return await (await ledger()).sweep(truth);
}
