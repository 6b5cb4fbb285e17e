import { join } from 'node:path';
import type { Judge } from '../agent/decision.ts';
import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import { hubMachineOf, placeText } from '../base/place.ts';
import type { Confinement, SandboxStatus } from '../base/sandbox.ts';
import { findWorkspaceSandbox } from '../runs/workspaceSandbox.ts';
import { describeConfinement } from '../sandbox/describe.ts';
import type { ConfineCommand } from '../workspace/shell.ts';
import type { WorkbenchHost } from './api.ts';
import { type SandboxSettings, usualSandbox } from './sandboxSettings.ts';

/** What stands around the programs that the agent starts in one workspace. */
export interface Walls {
  /** Whether programs are confined here now: the machine can, and no setting says otherwise. Looked for once, when it is first asked. */
  status(): Promise<SandboxStatus>;
  readonly confine: ConfineCommand;
  /** For the card of a call: how its command will be confined; undefined where it starts none. */
  protection(effects: readonly Effect[], walls?: Confinement): Promise<string | undefined>;
}

export function createWalls(host: WorkbenchHost): Walls {
  const { roots } = host;
  let found: Promise<SandboxStatus> | undefined;
  const machine = (): Promise<SandboxStatus> => {
    found ??= host.sandbox?.() ?? find(host);
    return found;
  };
  const settings = (): SandboxSettings => host.sandboxSettings?.() ?? usualSandbox;
  const status = async (): Promise<SandboxStatus> => (settings().use === 'off' ? switchedOff : await machine());
  return {
    status,
    async confine(program, { walls, hosts, writes }) {
      const now = await status();
      if (now.kind === 'none') {
        if (settings().use === 'required' || walls !== undefined) throw notConfined(now);
        return undefined;
      }
      const confinement = around(walls ?? { writable: roots, network: networkOf(settings().hosts) }, hosts, writes);
      return { program: await now.sandbox.confine(program, confinement), network: confinement.network };
    },
    async protection(effects, walls) {
      const started = effects.find((effect) => effect.kind === 'execute');
      if (started?.on !== undefined) return protectionOn(started.on);
      if (started !== undefined && started.isWalled !== true) return 'Not confined: it runs as you do, with your files and your network';
      if (started === undefined && !effects.some(({ kind }) => kind === 'shell')) return undefined;
      const hosts = effects.flatMap((effect) => (effect.kind === 'reach' ? [effect.host] : []));
      // What Practicum writes afterwards is not written by the program.
      const writes =
        started !== undefined ? [] : effects.flatMap((effect) => (effect.kind === 'write' ? [effect.path.replace(/(?<=.)\/$/, '')] : []));
      const confinement = around(walls ?? { writable: roots, network: networkOf(settings().hosts) }, hosts, writes);
      return describeConfinement(await status(), confinement, roots);
    },
  };
}

function protectionOn(place: string): string {
  return hubMachineOf(place) === undefined
    ? `Not confined: on ${placeText(place)} it runs as you do there, with your files and its network`
    : `Not confined there: on ${placeText(place)} it has a machine of its own, what is sent to it, and the whole network`;
}

/** Every question about a program says how it will be confined. */
export function sayingProtection(judge: Judge, walls: Walls): Judge {
  return async (call) => {
    const decision = await judge(call);
    if (decision.verdict !== 'ask') return decision;
    const protection = await walls.protection(call.effects, decision.confinement);
    return protection === undefined ? decision : { ...decision, facts: { ...decision.facts, protection } };
  };
}

const switchedOff: SandboxStatus = {
  kind: 'none',
  why: 'the setting practicum.sandbox.use is “off”.',
  hint: 'Set practicum.sandbox.use to “auto” to confine commands.',
};

async function find({ roots, home, env, node, dist }: WorkbenchHost): Promise<SandboxStatus> {
  if (roots.length === 0) return { kind: 'none', why: 'no folder is open.', hint: 'Open a folder first.' };
  return await findWorkspaceSandbox({ roots, home, env, relay: { node, script: join(dist, 'relay.js') } });
}

function around(base: Confinement, hosts: readonly string[], writes: readonly string[]): Confinement {
  const reached = base.network === 'off' ? hosts : [...base.network.hosts, ...hosts];
  return { writable: [...new Set([...base.writable, ...writes])], network: networkOf(reached) };
}

function networkOf(hosts: readonly string[]): Confinement['network'] {
  return hosts.length === 0 ? 'off' : { hosts: [...new Set(hosts)] };
}

function notConfined({ why, hint }: { readonly why: string; readonly hint: string }): PracticumError {
  return new PracticumError('sandbox', `This command may run only in a sandbox, and there is none: ${why}`, {
    hint: `Nothing was executed. ${hint}`,
  });
}
