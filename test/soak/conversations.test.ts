import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createWorkbench } from '../../src/app/workbench.ts';
import { createAnthropicModel } from '../../src/models/anthropic.ts';
import { startDoubles } from '../doubles/server.ts';
import { testHost } from '../unit/app/support.ts';

const rounds = 150;
const warmUpRounds = 30;
const allowedGrowthMb = 10;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** What is really held: the memory of a process also counts what its engine keeps for later. */
async function heldMb(): Promise<number> {
  collect();
  // What was external to the heap is freed by what runs after a collection.
  await sleep(200);
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

describe('A window in which one conversation follows the other', () => {
  // shows: figure-growth
  it(`holds no more memory after ${rounds} of them than after ${warmUpRounds}`, async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-soak-')));
    const root = join(folder, 'space');
    await mkdir(root);
    const doubles = await startDoubles({ isHurried: true });
    const model = createAnthropicModel({ name: doubles.models[0] ?? '', apiKey: doubles.key, baseUrl: doubles.anthropicUrl });
    const workbench = await createWorkbench(testHost(folder, root, () => model));
    try {
      let first = Number.NaN;
      for (let round = 0; round < rounds; round += 1) {
        for (const prompt of ['stream long', 'many tools', 'bad arguments']) {
          await workbench.chat.send(prompt, []);
          await workbench.currentSession().agent.whenIdle();
        }
        await workbench.chat.newSession();
        // The double remembers every request.
        doubles.forget();
        if (round === warmUpRounds) first = await heldMb();
      }
      const last = await heldMb();
      console.log(`      ${rounds} conversations: ${first.toFixed(1)} MB held, then ${last.toFixed(1)} MB`);
      assert.ok(last - first < allowedGrowthMb, `${first} MB grew to ${last} MB`);
    } finally {
      await workbench.close();
      await doubles.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
