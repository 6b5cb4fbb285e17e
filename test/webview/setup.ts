import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openStage, type Stage, type View } from './stage.ts';
import { buildViews } from './views.ts';

let building: Promise<string> | undefined;

/** The folder of the built views: they are built once for all files of tests. */
function built(): Promise<string> {
  building ??= (async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'practicum-views-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    await buildViews(folder);
    return folder;
  })();
  return building;
}

let staging: Promise<Stage> | undefined;

// Of the root suite: one browser for all files of tests.
after(async () => {
  await (await staging)?.close();
});

/** The built views in a browser, for a file of tests; every view that was opened is closed after its test. */
export function useStage(): { readonly stage: Stage; readonly folder: string; keep(view: View): View } {
  let stage: Stage | undefined;
  let folder = '';
  const open: View[] = [];
  before(async function () {
    this.timeout(120_000);
    folder = await built();
    staging ??= openStage(folder);
    stage = await staging;
  });
  afterEach(async () => {
    for (const view of open.splice(0)) await view.close();
  });
  return {
    get stage() {
      if (stage === undefined) throw new Error('the stage opens before the first test');
      return stage;
    },
    get folder() {
      return folder;
    },
    keep(view) {
      open.push(view);
      return view;
    },
  };
}
