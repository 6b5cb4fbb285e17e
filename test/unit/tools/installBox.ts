/** Tools over a workspace whose Python has no packages, and the person who can choose another. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { createRuns } from '../../../src/runs/runs.ts';
import { systemPython } from '../../systemPython.ts';
import { supervisorScript } from '../runs/workspace.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';
import { type Toolbox, useToolbox } from './toolbox.ts';

/** A Python without packages and without pip. */
export function bare(folder: string): string {
  assert.equal(spawnSync(systemPython(), ['-m', 'venv', '--without-pip', folder]).status, 0);
  return path.join(folder, 'bin');
}

/** What the person chose; it begins anew with each test. */
export interface Chooser {
  /** The folder of the Python that is first on the PATH. */
  bin: string;
  chosen: string | undefined;
  /** What the tools chose in the person's place, in order. */
  used: string[];
}

export function useInstallBox(): { readonly box: Toolbox; readonly person: Chooser } {
  const elsewhere = useTemporaryFolder();
  const person: Chooser = { bin: '', chosen: undefined, used: [] };
  beforeEach(() => {
    Object.assign(person, { bin: bare(path.join(elsewhere.path, 'python')), chosen: undefined, used: [] });
  });
  const box = useToolbox({
    pythons: () => ({
      env: { PATH: person.bin },
      interpreter: async () => person.chosen,
      useInterpreter: async (python: string) => {
        person.used.push(python);
        person.chosen = python;
      },
    }),
    makeRuns: (where) =>
      createRuns({
        ...where,
        supervisor: { node: process.execPath, script: supervisorScript },
        interpreter: async () => person.chosen ?? path.join(where.roots[0] ?? '', '.venv/bin/python'),
      }),
  });
  return { box, person };
}
