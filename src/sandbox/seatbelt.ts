import { promises } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConfinedProgram, Confinement, Sandbox, SandboxStatus } from '../base/sandbox.ts';
import { computeView, guardedSince, type SandboxPlaces } from './computeView.ts';
import { confinedEnvironment } from './confinedEnvironment.ts';
import { openHostProxy } from './proxy.ts';
import { runOnce } from './runOnce.ts';
import { seatbeltProfile } from './seatbeltProfile.ts';

const program = '/usr/bin/sandbox-exec';

/** macOS's own sandbox, if it can really confine a program here. */
export async function findSeatbelt(places: SandboxPlaces): Promise<SandboxStatus> {
  const view = { writable: [], readOnly: [], hidden: [] };
  const profile = seatbeltProfile({ view, temporary: '/private/var/empty', seen: [], proxyPort: undefined });
  const tried = await runOnce([program, '-p', profile, '/bin/sh', '-c', 'echo confined'], places.person.env);
  if (tried.output === 'confined') return { kind: 'in-force', sandbox: new Seatbelt(places) };
  const [line = 'it says nothing'] = tried.errors.split('\n');
  return {
    kind: 'none',
    why: `${program} does not confine a program here (${line}).`,
    hint: 'Look whether this process is itself confined.',
  };
}

/** A name that is missing needs no stand-in here: a rule can forbid what does not exist. */
class Seatbelt implements Sandbox {
  readonly kind = 'seatbelt';
  readonly label = 'seatbelt (sandbox-exec)';
  readonly #places: SandboxPlaces;

  constructor(places: SandboxPlaces) {
    this.#places = places;
  }

  async confine(
    { argv, env }: { readonly argv: readonly string[]; readonly env: Readonly<Record<string, string>> },
    confinement: Confinement,
  ): Promise<ConfinedProgram> {
    const places = this.#places;
    const { roots, names, seen } = places;
    const view = await computeView(confinement, places);
    const tops = roots.filter((root) => view.writable.includes(root));
    const keptAway = tops.flatMap((root) => names.keptAway.map(({ name }) => join(root, name)));
    const temporary = await promises.realpath(await promises.mkdtemp(join(tmpdir(), 'practicum-sandbox-')));
    const hosts = confinement.network === 'off' ? [] : confinement.network.hosts;
    const proxy = hosts.length === 0 ? undefined : await openHostProxy({ hosts, at: 'loopback' });
    const readOnly = [...new Set([...view.readOnly, ...keptAway.filter((path) => !confinement.writable.includes(path))])];
    const profile = seatbeltProfile({ view: { ...view, readOnly }, temporary, seen, proxyPort: proxy?.port });
    return {
      argv: [program, '-p', profile, '--', ...argv],
      env: confinedEnvironment(env, temporary, proxy === undefined ? undefined : `http://127.0.0.1:${proxy.port}`),
      isWaitedFor: false,
      refusedHosts: () => proxy?.refused() ?? [],
      standIns: [],
      madeProtected: () => guardedSince(view, confinement, places),
      async dispose() {
        await proxy?.close();
        await promises.rm(temporary, { recursive: true, force: true });
      },
    };
  }
}
