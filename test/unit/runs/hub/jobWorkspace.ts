/** A workspace whose runs are jobs of the stand-in Hub: real supervisors, a real ledger, jobs that really run. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CallId, SessionId } from '../../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../../src/base/permit.ts';
import { createHubClient, type HubClient } from '../../../../src/hub/client.ts';
import { endpointsFrom } from '../../../../src/hub/endpoints.ts';
import type { Caps } from '../../../../src/ledger/entries.ts';
import { Ledger } from '../../../../src/ledger/ledger.ts';
import type { JobWish } from '../../../../src/runs/hub/jobQuote.ts';
import { type LaunchRequest, launchEffects } from '../../../../src/runs/launchRequest.ts';
import type { RunState } from '../../../../src/runs/run.ts';
import { createRuns, type Runs } from '../../../../src/runs/runs.ts';
import type { Hub } from '../../../doubles/hub/hub.ts';
import { hookPython, supervisorScript } from '../workspace.ts';

export const jobProgram = fileURLToPath(new URL('../../../../src/runs/hub/practicum_job', import.meta.url));

export interface JobWorkspace {
  readonly root: string;
  readonly home: string;
  readonly runs: Runs;
  readonly client: HubClient;
  script(name: string, text: string): string;
  launch(script: string, rest?: Partial<Omit<LaunchRequest, 'job'>> & { readonly job?: Partial<JobWish> }): Promise<RunState>;
  adopt(id: string): Promise<RunState>;
  ended(run: RunState): Promise<RunState>;
  /** A second window, perhaps signed in with another token. */
  otherRuns(token?: string): Runs;
  /** The ledger as a process sees it that begins now. */
  ledger(): Ledger;
  dispose(): void;
}

export const session = 'session_jobs' as SessionId;
const noCaps: Caps = { session: null, day: null, run: null };

export function makeJobWorkspace(hub: Hub, caps: Caps = noCaps): JobWorkspace {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-jobs-')));
  const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-jobs-home-')));
  const authority = createPermitAuthority();
  const makeLedger = (): Ledger => new Ledger({ home, require: authority.require, caps: () => caps });
  const ledger = makeLedger();
  const open = (token: string): Runs =>
    createRuns({
      roots: [root],
      home,
      supervisor: {
        node: process.execPath,
        script: supervisorScript,
        hook: hookPython,
        job: jobProgram,
        options: ['stopPollMs=50'],
      },
      require: authority.require,
      interpreter: async () => undefined,
      jobs: { hub: () => hub.url, spaces: () => `${hub.url}/spaces-apps`, token: async () => token, ledger: async () => ledger },
    });
  const runs = open(hub.token);
  const others: Runs[] = [];
  const [user] = hub.users;
  const payer = user?.name ?? '';
  const client = createHubClient({
    endpoints: endpointsFrom({ hub: hub.url }, {}),
    token: async () => hub.token,
    fetch,
    userAgent: 'practicum/test',
  });
  return {
    root,
    home,
    runs,
    client,
    script(name, text) {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    launch(script, { args = [], job = {}, ...rest } = {}) {
      const wish: JobWish = {
        payer,
        hub: hub.url,
        flavor: 'cpu-basic',
        timeoutMs: 600_000,
        microUsdPerHour: 10_000,
        pays: { session },
        ...job,
      };
      const request: LaunchRequest = { script, args, origin: { by: 'person' }, ...rest, job: wish };
      return runs.launch(authority.mint('call_test' as CallId, launchEffects(request, root)), request);
    },
    async adopt(id) {
      const { getJob } = await import('../../../../src/hub/jobs.ts');
      const job = await getJob(client, { payer, id });
      const permit = authority.mint('call_adopt' as CallId, [{ kind: 'lookup', host: new URL(hub.url).hostname }]);
      return await runs.adoptJob(permit, { payer, hub: hub.url, job });
    },
    ended: (run) => runs.waitForEnd(run.spec.id, AbortSignal.timeout(90_000)),
    otherRuns(token = hub.token) {
      const other = open(token);
      others.push(other);
      return other;
    },
    ledger: makeLedger,
    dispose() {
      for (const each of [runs, ...others]) each.dispose();
      rmSync(root, { recursive: true, force: true });
      rmSync(home, { recursive: true, force: true });
    },
  };
}
