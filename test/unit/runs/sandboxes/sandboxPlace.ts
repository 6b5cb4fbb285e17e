/** A window that has sandboxes of the stand-in Hub: a real ledger, jobs that really run, permits as the loop gives them. */
import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSandboxDesk, type SandboxDesk } from '../../../../src/app/sandboxDesk.ts';
import type { Effect } from '../../../../src/base/effects.ts';
import type { CallId, SessionId } from '../../../../src/base/ids.ts';
import { createPermitAuthority, type Permit } from '../../../../src/base/permit.ts';
import type { HubHost } from '../../../../src/hub/door.ts';
import { endpointsFrom } from '../../../../src/hub/endpoints.ts';
import type { Caps } from '../../../../src/ledger/entries.ts';
import { Ledger } from '../../../../src/ledger/ledger.ts';
import type { CurrentSandbox, SandboxPort } from '../../../../src/runs/sandboxes/sandboxPort.ts';
import { type SandboxWish, sandboxEffects } from '../../../../src/runs/sandboxes/sandboxWish.ts';
import type { Hub } from '../../../doubles/hub/hub.ts';

export const session = 'se_sandbox' as SessionId;

export interface SandboxPlace {
  readonly root: string;
  readonly home: string;
  readonly port: SandboxPort;
  readonly desk: SandboxDesk;
  readonly host: HubHost;
  wish(more?: Partial<SandboxWish>): SandboxWish;
  /** The window as it is after a restart, perhaps signed in with another token. */
  reopened(token?: string): SandboxDesk;
  ledger(): Ledger;
  under<T>(effects: readonly Effect[], act: (permit: Permit) => Promise<T>): Promise<T>;
  start(port?: SandboxPort, more?: Partial<SandboxWish>, signal?: AbortSignal): Promise<CurrentSandbox>;
  shell(
    command: string,
    more?: { readonly signal?: AbortSignal; readonly timeoutMs?: number; readonly onOutput?: (text: string) => void },
  ): ReturnType<SandboxPort['run']>;
  /** Names of what is kept of sandboxes. */
  records(): readonly string[];
  dispose(): void;
}

export function hostOf(hub: Hub, token: string): HubHost {
  return {
    userAgent: 'practicum/test',
    endpoints: () => endpointsFrom({ hub: hub.url, jobs: `${hub.url}/jobs-ports` }, {}),
    token: async () => token,
    payer: () => undefined,
  };
}

/** A sandbox as another client starts one; nothing answers in it. Answers the id of its job. */
export async function startedElsewhere(hub: Hub): Promise<string> {
  const response = await fetch(`${hub.url}/api/jobs/ada`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hub.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      dockerImage: 'python:3.12',
      command: ['sleep', '3600'],
      flavor: 'cpu-basic',
      timeoutSeconds: 3_600,
      labels: { 'hf-sandbox': '1', 'hf-sandbox-mode': 'dedicated', 'hf-sandbox-nonce': '00ff' },
    }),
  });
  const { id }: { readonly id: string } = JSON.parse(await response.text());
  return id;
}

export function makeSandboxPlace(hub: Hub, caps: Caps = { session: null, day: null, run: null }): SandboxPlace {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-sandbox-')));
  const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-sandbox-home-')));
  const authority = createPermitAuthority();
  const makeLedger = (): Ledger => new Ledger({ home, require: authority.require, caps: () => caps });
  const open = (token: string): SandboxDesk => {
    const ledger = makeLedger();
    return createSandboxDesk({ home, hub: hostOf(hub, token) }, authority.require, async () => ledger);
  };
  const desk = open(hub.token);
  const port = desk.of(session);
  let calls = 0;
  const place: SandboxPlace = {
    root,
    home,
    port,
    desk,
    host: hostOf(hub, hub.token),
    wish: (more = {}) => ({ payer: 'ada', hub: hub.url, flavor: 'cpu-basic', timeoutMs: 1_800_000, microUsdPerHour: 10_000, ...more }),
    reopened: (token = hub.token) => open(token),
    ledger: makeLedger,
    async under(effects, act) {
      const permit = authority.mint(`ca_${++calls}` as CallId, effects);
      try {
        return await act(permit);
      } finally {
        authority.revoke(permit);
      }
    },
    start(at = port, more = {}, signal = new AbortController().signal) {
      const wish = place.wish(more);
      return place.under(sandboxEffects(wish, root), (permit) => at.start(permit, wish, root, { signal }));
    },
    shell(command, { signal = new AbortController().signal, timeoutMs = 60_000, onOutput } = {}) {
      const on = port.current?.place ?? '';
      return place.under([{ kind: 'operate', on, does: 'shell', what: command }], (permit) =>
        port.run(permit, on, { command, cwd: '/work', timeoutMs, signal, ...(onOutput === undefined ? {} : { onOutput }) }),
      );
    },
    records() {
      try {
        return readdirSync(path.join(home, 'sandboxes'));
      } catch {
        return [];
      }
    },
    dispose() {
      rmSync(root, { recursive: true, force: true });
      rmSync(home, { recursive: true, force: true });
    },
  };
  return place;
}
