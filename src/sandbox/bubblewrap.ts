import { existsSync, promises } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path';
import type { ConfinedProgram, Confinement, Sandbox, SandboxStatus } from '../base/sandbox.ts';
import { bubblewrapArguments } from './bubblewrapArguments.ts';
import { cannotConfine, computeView, guardedSince, type SandboxPlaces } from './computeView.ts';
import { confinedEnvironment } from './confinedEnvironment.ts';
import type { FileView, HiddenPlace } from './fileView.ts';
import { findProgram } from './findProgram.ts';
import { contains } from './insidePath.ts';
import { placeStandIns, removeStandIns } from './keptAway.ts';
import { listeningSockets } from './listeningSockets.ts';
import { type HostProxy, openHostProxy } from './proxy.ts';
import { runOnce } from './runOnce.ts';

/** The relay and the Node that runs it, for programs that may reach hosts. */
export interface RelayProgram {
  readonly node: string;
  readonly script: string;
}

export interface BubblewrapOptions {
  readonly places: SandboxPlaces;
  readonly relay: RelayProgram;
  resolve?(host: string): Promise<readonly string[]>;
}

/** Any would do: the loopback inside is empty. */
const relayPort = 3128;
/** A socket’s address holds 107 bytes (unix(7)), so its folder lies directly under /tmp inside. */
const socketName = '.way-out';

/** bubblewrap of this machine's PATH, if it can really confine a program here. */
export async function findBubblewrap(options: BubblewrapOptions): Promise<SandboxStatus> {
  const { env } = options.places.person;
  const program = await findProgram('bwrap', env['PATH'] ?? '', options.places.roots);
  if (program === undefined) {
    return { kind: 'none', why: 'bubblewrap is not installed.', hint: 'Install it: sudo apt install bubblewrap (or dnf, pacman, zypper).' };
  }
  const version = await runOnce([program, '--version'], env);
  const temporary = await promises.mkdtemp(join(tmpdir(), 'practicum-sandbox-'));
  try {
    const view: FileView = { writable: [], readOnly: [], hidden: [] };
    let said = '';
    // Older ones, and some kernels, cannot keep the program from namespaces of its own.
    for (const isLastNamespace of [true, false]) {
      const walls = bubblewrapArguments({ view, isLastNamespace, cwd: '/', temporary, installed: [], devices: [], alsoVisible: [] });
      const tried = await runOnce([program, ...walls, '--', '/bin/sh', '-c', 'echo confined'], env);
      if (tried.output === 'confined')
        return { kind: 'in-force', sandbox: new Bubblewrap(program, version.output || 'bubblewrap', isLastNamespace, options) };
      said = tried.errors;
    }
    return refusedBySystem(said);
  } finally {
    await promises.rm(temporary, { recursive: true, force: true });
  }
}

function refusedBySystem(said: string): SandboxStatus {
  const [line = ''] = said.split('\n').filter((each) => each.trim() !== '');
  return {
    kind: 'none',
    why: `bubblewrap is installed, and this system does not let it confine a program (${line || 'it says nothing'}).`,
    hint: 'Allow user namespaces: sysctl kernel.unprivileged_userns_clone=1, on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0; in a container, run it with --security-opt seccomp=unconfined and systempaths=unconfined.',
  };
}

class Bubblewrap implements Sandbox {
  readonly kind = 'bubblewrap';
  readonly label: string;
  readonly #program: string;
  readonly #isLastNamespace: boolean;
  readonly #options: BubblewrapOptions;

  constructor(program: string, label: string, isLastNamespace: boolean, options: BubblewrapOptions) {
    this.#program = program;
    this.#isLastNamespace = isLastNamespace;
    this.label = label;
    this.#options = options;
  }

  async confine(
    { argv, cwd, env }: { readonly argv: readonly string[]; readonly cwd: string; readonly env: Readonly<Record<string, string>> },
    confinement: Confinement,
  ): Promise<ConfinedProgram> {
    const { places } = this.#options;
    const view = await computeView(confinement, places);
    const standIns = await this.#placeStandIns(view, confinement);
    const temporary = await promises.mkdtemp(join(tmpdir(), 'practicum-sandbox-'));
    const wayOut = await this.#openWayOut(confinement, temporary);
    const devices = await gpuDevices();
    // Last, since they come and go.
    const sockets = socketsSeen(view);
    const walls = bubblewrapArguments({
      view: { ...view, readOnly: [...view.readOnly, ...standIns], hidden: [...view.hidden, ...sockets] },
      isLastNamespace: this.#isLastNamespace,
      cwd,
      temporary,
      installed: installedAside(argv[0] ?? '', env['PATH'] ?? ''),
      devices,
      alsoVisible: [...places.seen, ...(wayOut?.visible ?? [])],
    });
    return {
      argv: [this.#program, ...walls, '--', ...(wayOut?.argv ?? []), ...argv],
      env: { ...confinedEnvironment(env, '/tmp', wayOut?.address), ...wayOut?.env },
      isWaitedFor: true,
      refusedHosts: () => wayOut?.proxy.refused() ?? [],
      standIns,
      async madeProtected() {
        const made = await guardedSince(view, confinement, places);
        return made.filter((path) => !standIns.includes(path));
      },
      wasOvertaken(output) {
        const missing = /^bwrap: Can't (?:create file at|mkdir parents for) (\/[^\n]*): Read-only file system\n?$/.exec(output)?.[1];
        return sockets.some(({ path }) => path === missing && !existsSync(path));
      },
      async dispose() {
        await wayOut?.proxy.close();
        await removeStandIns(standIns);
        await promises.rm(temporary, { recursive: true, force: true });
      },
    };
  }

  /** Only where the program may write, and where it lies at the top of a workspace folder. */
  async #placeStandIns({ writable }: FileView, asked: Confinement): Promise<readonly string[]> {
    const { roots, names } = this.#options.places;
    const tops = roots.filter((root) => writable.includes(root));
    try {
      const places = tops.flatMap((top) => names.keptAway.map(({ name, isFolder }) => ({ path: join(top, name), isFolder })));
      return await placeStandIns(places.filter(({ path }) => !asked.writable.includes(path)));
    } catch (error) {
      throw cannotConfine(`nothing can be made in ${tops.join(', ')}.`, 'Look who may write there.', error);
    }
  }

  async #openWayOut({ network }: Confinement, temporary: string): Promise<WayOut | undefined> {
    if (network === 'off' || network.hosts.length === 0) return undefined;
    const { relay, resolve } = this.#options;
    const proxy = await openHostProxy({
      hosts: network.hosts,
      at: { socket: join(temporary, socketName) },
      ...(resolve === undefined ? {} : { resolve }),
    });
    return {
      proxy,
      visible: [relay.node, dirname(relay.script)],
      argv: [relay.node, relay.script, `/tmp/${socketName}`, String(relayPort), '--'],
      env: { ELECTRON_RUN_AS_NODE: '1' },
      address: `http://127.0.0.1:${relayPort}`,
    };
  }
}

interface WayOut {
  readonly proxy: HostProxy;
  readonly visible: readonly string[];
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly address: string;
}

/** Folders that a confined program has of its own, so that what others keep there is not seen. */
const replaced = ['/tmp', '/var/tmp', '/run'];

/** What listens where the program could see it: on a socket in a folder that stays, and that nothing hides already. */
function socketsSeen({ hidden }: FileView): readonly HiddenPlace[] {
  const unseen = [...replaced, ...hidden.map(({ path }) => path)];
  return listeningSockets()
    .filter(({ path }) => !unseen.some((folder) => contains(folder, path)))
    .slice(0, maxSockets);
}

/** bubblewrap takes 9,000 arguments at most. */
const maxSockets = 500;

/** What the program and the search path need of those folders: an environment that somebody made in /tmp, whole. */
export function installedAside(program: string, searchPath: string): readonly string[] {
  const folders = [...(isAbsolute(program) ? [dirname(program)] : []), ...searchPath.split(delimiter)];
  const installed = folders.flatMap((folder) => {
    const place = isAbsolute(folder) ? replaced.find((each) => contains(each, folder)) : undefined;
    if (place === undefined) return [];
    const whole = basename(folder) === 'bin' ? dirname(folder) : folder;
    return [whole === place ? folder : whole];
  });
  return [...new Set(installed)].filter((folder) => !replaced.includes(folder));
}

/** NVIDIA, AMD, Intel, and what WSL has for all of them. */
async function gpuDevices(): Promise<readonly string[]> {
  const names = await promises.readdir('/dev').catch((): string[] => []);
  return names.filter((name) => /^(?:nvidia.*|dri|kfd|dxg|accel)$/.test(name)).map((name) => `/dev/${name}`);
}
