/** A window over the broken example, and what is seen of its repair. */
import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/package.ts';
import { testPython } from '../../scripts/python.mjs';
import { repairBrain } from '../doubles/repairModel.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { type TestWindow, useWindow } from './harness.ts';
import { modelSettings, type Provider, setKey } from './model.ts';
import { runFolders } from './runFolders.ts';

export const script = path.join(root, 'examples/broken/train.py');

/** A window over a copy of the broken example, with the model that repairs. */
export function brokenWindow(provider: Provider, settings: Readonly<Record<string, unknown>>): () => TestWindow {
  let doubles: Doubles | undefined;
  const window = useWindow(async () => {
    doubles = await startDoubles({ brain: repairBrain });
    const python: string = await testPython(console.log);
    return {
      workspaceName: 'broken',
      workspace: (folder) => copyFileSync(script, path.join(folder, 'train.py')),
      settings: { ...modelSettings(doubles, provider), 'practicum.python.interpreter': python, ...settings },
    };
  });
  before(async function giveKey() {
    this.timeout(60_000);
    assert.ok(doubles !== undefined);
    await setKey(window(), doubles, provider);
  });
  after(() => doubles?.close());
  return window;
}

/** Answers what is asked for, in this order, by its notification. */
export async function approveInTurn({ workbench }: TestWindow, asked: readonly RegExp[]): Promise<void> {
  for (const what of asked) {
    const toast = workbench.toast(what);
    await toast.waitFor({ timeout: 120_000 });
    await workbench.answer(toast, 'Approve');
    await toast.waitFor({ state: 'hidden' });
  }
}

export const run = /Train with train\.py/;
export const edit = /Edit train\.py/;

/** The last word of each run's traceback, oldest run first; undefined where there is none. */
export function raised(window: TestWindow): readonly (string | undefined)[] {
  return runFolders(window.file('.')).map(({ log }) => /^(\S*Error): /m.exec(log)?.[1]);
}

/** Titles of the cards that ran or changed something, from the top. */
export async function cards({ chat }: TestWindow): Promise<readonly string[]> {
  const labels = await chat
    .entry(/^Tool: (Train with|Edit) train\.py/)
    .evaluateAll((all) => all.map((card) => card.getAttribute('aria-label')));
  return labels.map((label) => (/Train/.test(label ?? '') ? 'run' : 'edit'));
}
