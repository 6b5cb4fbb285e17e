import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { deleteRun, restoreRun } from '../../../src/runs/deleteRuns.ts';
import { makeWorkspace, type Workspace } from './workspace.ts';
import { writeRun } from './writtenRun.ts';

describe('Deleting runs', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = makeWorkspace();
  });
  afterEach(() => workspace.dispose());

  // shows: curves-edit
  it('moves the folder aside, from where it comes back whole', async () => {
    const { id, folder, measure, end } = writeRun(workspace.root, 'gone');
    measure('loss', [[1, 0.5]]);
    end(0);
    const deleted = await deleteRun(await workspace.runs.get(id), Date.now());
    assert.equal(existsSync(folder), false);
    assert.deepEqual(await workspace.runs.list(), [], 'what lies aside is no run');
    await restoreRun(deleted);
    assert.equal((await workspace.runs.get(id)).pointCount, 1);
  });

  // shows: curves-edit
  it('leaves a run that goes on alone, says where a folder is missing, and forgets what was deleted a month ago', async () => {
    const live = writeRun(workspace.root, 'live');
    await assert.rejects(async () => deleteRun(await workspace.runs.get(live.id), 0), { code: 'run-goes-on', hint: 'Stop it first.' });
    const done = writeRun(workspace.root, 'done');
    done.end(0);
    const run = await workspace.runs.get(done.id);
    const nowMs = Date.now();
    const aside = path.join(path.dirname(done.folder), '.deleted');
    mkdirSync(path.join(aside, `${nowMs - 31 * 24 * 3_600_000}-old`), { recursive: true });
    mkdirSync(path.join(aside, `${nowMs - 3_600_000}-fresh`));
    const deleted = await deleteRun(run, nowMs);
    assert.deepEqual(
      readdirSync(aside)
        .map((name) => name.replace(/^\d+-/, ''))
        .toSorted(),
      ['done', 'fresh'],
    );
    rmSync(deleted.aside, { recursive: true });
    await assert.rejects(() => restoreRun(deleted), { code: 'run-not-restored' });
    await assert.rejects(() => deleteRun(run, nowMs), { code: 'run-not-deleted' });
  });
});
