import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Confinement, Sandbox, SandboxStatus } from '../../../src/base/sandbox.ts';
import { workspaceNames } from '../../../src/runs/workspaceSandbox.ts';
import { findSandbox } from '../../../src/sandbox/findSandbox.ts';
import { createShell, type ShellOutcome, type ShellRequest } from '../../../src/workspace/shell.ts';
import { programFile } from '../../programs.ts';
import { neverAborted, permitFor, requirePermit } from '../workspace/temporary.ts';

export const relay = { node: process.execPath, script: programFile('relay') };

/** Not where temporary files are: a confined program has its own there, and what it does not see needs no wall. */
const shown = shownFolder(fileURLToPath(new URL('../../../out', import.meta.url)));

function shownFolder(beside: string): string {
  return /^\/(?:tmp|var\/tmp|run)\//.test(beside) ? join(homedir(), '.cache', 'practicum', 'test-places') : beside;
}

/** A workspace and a person's home in one temporary folder, and a real sandbox over them. */
export interface SandboxPlace {
  readonly folder: string;
  readonly root: string;
  readonly home: string;
  readonly practicumHome: string;
  status(): SandboxStatus;
  sandbox(): Sandbox;
  /** Writes a file below the folder. */
  put(name: string, text?: string): Promise<string>;
  run(command: string, options?: RunOptions): Promise<ShellOutcome>;
}

export interface RunOptions {
  readonly network?: Confinement['network'];
  readonly writable?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly request?: Partial<ShellRequest>;
}

/** On CI the sandbox is installed, so its absence fails there. */
export function useSandboxPlace(resolve?: (host: string) => Promise<readonly string[]>): SandboxPlace {
  const at = { folder: '', status: undefined as SandboxStatus | undefined };
  before(async function () {
    if (process.platform !== 'linux') this.skip();
  });
  beforeEach(async function () {
    await mkdir(shown, { recursive: true });
    at.folder = await realpath(await mkdtemp(join(shown, 'sandbox-test-')));
    for (const name of ['ws', 'home', 'practicum']) await mkdir(join(at.folder, name));
    const env = { ...process.env, HOME: place.home };
    const places = {
      roots: [place.root],
      names: workspaceNames,
      person: { homes: [place.home], env },
      hidden: [place.practicumHome],
      seen: [],
    };
    at.status = await findSandbox({ platform: process.platform, places, relay, ...(resolve === undefined ? {} : { resolve }) });
    if (at.status.kind === 'none' && process.env['CI'] !== 'true') {
      process.stderr.write(`      skipped: ${at.status.why}\n`);
      this.skip();
    }
  });
  afterEach(async () => {
    await rm(at.folder, { recursive: true, force: true });
  });
  const place: SandboxPlace = {
    get folder() {
      return at.folder;
    },
    get root() {
      return join(at.folder, 'ws');
    },
    get home() {
      return join(at.folder, 'home');
    },
    get practicumHome() {
      return join(at.folder, 'practicum');
    },
    status: () => at.status ?? { kind: 'none', why: 'not looked for', hint: '' },
    sandbox() {
      const status = place.status();
      if (status.kind === 'none') throw new Error(status.why);
      return status.sandbox;
    },
    async put(name, text = 'x\n') {
      const path = join(at.folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      return path;
    },
    async run(command, { network = 'off', writable, env = {}, request = {} } = {}) {
      const confinement: Confinement = { writable: writable ?? [place.root], network };
      const shell = createShell({
        require: requirePermit,
        env: { ...process.env, HOME: place.home, ...env },
        confine: async (program) => ({ program: await place.sandbox().confine(program, confinement), network }),
      });
      const cwd = request.cwd ?? place.root;
      const permit = permitFor({ kind: 'shell', command, cwd });
      return await shell.run(permit, { timeoutMs: 30_000, signal: neverAborted, ...request, command, cwd });
    },
  };
  return place;
}
