import assert from 'node:assert/strict';
import { createRuns } from '../../../src/runs/runs.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { hostOf } from '../runs/sandboxes/sandboxPlace.ts';
import { useToolbox } from './toolbox.ts';

describe('A model that a paid run would load', () => {
  let hub: Hub;
  before(async () => {
    hub = await startHub();
  });
  after(() => hub.close());
  const box = useToolbox({
    makeRuns: (where) => createRuns({ ...where, supervisor: { node: process.execPath, script: '' }, interpreter: async () => undefined }),
    hub: () => hostOf(hub, hub.token),
  });

  const preflight = async (): Promise<string> => {
    const run = { script: 'train.py', target: { kind: 'hf-job', flavor: 't4-small', timeout_minutes: 60 } };
    const told = await box.preview('start_run', run);
    return told?.kind === 'text' ? told.text : '';
  };

  for (const [tool, more] of [
    ['read_hub_repo', {}],
    ['estimate_training', { method: 'lora', batch: 1, length: 512 }],
  ] as const) {
    // shows: job-preflight
    it(`is said to be missing before it is paid for, once ${tool} found none, and to be there when it is`, async () => {
      const id = `grace/${tool}`;
      await box.put('train.py', `MODEL_NAME = "${id}"\n`);
      await box.call('hub_jobs', { action: 'hardware' });
      assert.match(await preflight(), /^\? model: whether .* was not looked up$/m);
      const asked = tool === 'read_hub_repo' ? { repo: id } : { model: id, ...more };
      await assert.rejects(box.call(tool, asked));
      assert.ok((await preflight()).includes(`✗ model: ${id} is not on the Hub, or this token may not see it`));
      hub.seed({ id });
      await box.call('read_hub_repo', { repo: id });
      assert.ok((await preflight()).includes(`✓ model: ${id} is there`));
    });
  }
});
