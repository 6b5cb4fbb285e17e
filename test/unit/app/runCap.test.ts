import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBench } from '../../../src/app/bench.ts';
import { usualBudget } from '../../../src/app/usualLimits.ts';
import type { RunLimits } from '../../../src/runs/run.ts';
import { systemPython } from '../../systemPython.ts';
import { ScriptedModel } from '../agent/scriptedModel.ts';
import { supervisorScript } from '../runs/workspace.ts';
import { testHost } from './support.ts';

describe('The cap on one run', function () {
  this.timeout(60_000);

  // shows: ledger-caps
  it('goes from the settings into the record of what has a price, as it is when the run begins', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-cap-')));
    const root = join(folder, 'space');
    await mkdir(root);
    await writeFile(join(root, 'train.py'), 'print(1)\n');
    await writeFile(join(folder, 'supervisor.js'), `await import(${JSON.stringify(supervisorScript)});\n`);
    let runUsd: number | null = 2;
    const host = testHost(folder, root, () => new ScriptedModel(), {
      budget: () => ({ ...usualBudget, runUsd }),
      interpreter: async () => systemPython(),
    });
    const bench = openBench(host);
    const launched = async (limits: RunLimits): Promise<RunLimits | undefined> => {
      const request = { script: join(root, 'train.py'), args: [], limits };
      const { spec } = await bench.trainFromClick(request);
      await bench.runs.waitForEnd(spec.id, AbortSignal.timeout(50_000));
      return spec.limits;
    };
    try {
      assert.deepEqual(await launched({ usdPerHour: 3 }), { usdPerHour: 3, usd: 2, isCap: true });
      runUsd = null;
      assert.deepEqual(await launched({ usdPerHour: 3 }), { usdPerHour: 3 });
    } finally {
      bench.dispose();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
