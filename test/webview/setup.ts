import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openStage, type Stage, type View } from './stage.ts';
import { buildViews } from './views.ts';

/** Builds the views once for a file of tests and opens a browser on them; every view that was opened is closed after its test. */
export function useStage(): { readonly stage: Stage; readonly folder: string; keep(view: View): View } {
  let stage: Stage | undefined;
  let folder = '';
  const open: View[] = [];
  before(async function () {
    this.timeout(120_000);
    folder = await mkdtemp(path.join(os.tmpdir(), 'practicum-views-'));
    await buildViews(folder);
    stage = await openStage(folder);
  });
  afterEach(async () => {
    for (const view of open.splice(0)) await view.close();
  });
  after(async () => {
    await stage?.close();
    await rm(folder, { recursive: true, force: true });
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
