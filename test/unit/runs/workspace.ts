/** What the tests of runs share: a workspace in a temporary directory, real processes, and waiting without sleeping blindly. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import { type LaunchRequest, launchEffects } from '../../../src/runs/launchRequest.ts';
import type { RunState } from '../../../src/runs/run.ts';
import { type RunSettings, usualRunSettings } from '../../../src/runs/runSettings.ts';
import { createRuns, type Runs } from '../../../src/runs/runs.ts';
import { programFile } from '../../programs.ts';
import { systemPython } from '../../systemPython.ts';

export const supervisorScript = programFile('supervisor');

export const keeperScript = fileURLToPath(new URL('../../../src/runs/terminal/keeper.py', import.meta.url));

export const remoteProgram = fileURLToPath(new URL('../../../src/runs/ssh/practicum_host', import.meta.url));

export const hookPython = fileURLToPath(new URL('../../../src/runs/hook/python', import.meta.url));

export interface Workspace {
  readonly root: string;
  readonly runs: Runs;
  /** Writes a script and answers its path. */
  script(name: string, text: string): string;
  launch(script: string, args?: readonly string[], rest?: Partial<LaunchRequest>): Promise<RunState>;
  ended(run: RunState): Promise<RunState>;
  /** A second window. */
  otherRuns(): Runs;
  dispose(): void;
}

export interface WorkspaceOptions {
  readonly supervisorOptions?: readonly string[];
  readonly root?: string;
  /** Any Python 3 with its standard library, unless given. */
  readonly python?: string;
  readonly settings?: Partial<RunSettings>;
  /** What one run may cost, in US dollars. */
  readonly capUsd?: number;
}

export function makeWorkspace({ supervisorOptions = [], root: given, python: chosen, settings, capUsd }: WorkspaceOptions = {}): Workspace {
  const root = given ?? realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-runs-')));
  const authority = createPermitAuthority();
  const open = (): Runs =>
    createRuns({
      roots: [root],
      supervisor: {
        node: process.execPath,
        script: supervisorScript,
        keeper: keeperScript,
        remote: remoteProgram,
        hook: hookPython,
        options: ['stopPollMs=50', ...supervisorOptions],
      },
      require: authority.require,
      interpreter: async () => chosen ?? systemPython(),
      capUsd: () => capUsd,
      ...(settings === undefined ? {} : { settings: () => ({ ...usualRunSettings, ...settings }) }),
    });
  const runs = open();
  const others: Runs[] = [];
  return {
    root,
    runs,
    script(name, text) {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    launch(script, args = [], rest = {}) {
      const request: LaunchRequest = { script, args, origin: { by: 'person' }, ...rest };
      return runs.launch(authority.mint('call_test' as CallId, launchEffects(request, root)), request);
    },
    ended: (run) => runs.waitForEnd(run.spec.id, AbortSignal.timeout(50_000)),
    otherRuns() {
      const other = open();
      others.push(other);
      return other;
    },
    dispose() {
      for (const each of [runs, ...others]) each.dispose();
      if (given === undefined) rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Looks again and again until the answer is not undefined; gives up before mocha does, so that it is told what never came. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> {
  const deadlineMs = Date.now() + 45_000;
  while (Date.now() < deadlineMs) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(20);
  }
  throw new Error(`This never came: ${what}.`);
}

/** Not one that has ended and that its parent has not asked after yet. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
