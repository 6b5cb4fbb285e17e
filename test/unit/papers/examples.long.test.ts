import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { testPython } from '../../../scripts/python.mjs';
import { examplePaperNames, examplePapers, exampleTruth } from '../../support/examplePapers.ts';

const printed = z.object({ seed: z.number(), metrics: z.record(z.string(), z.number()), seconds: z.number() });

describe('the references of the example papers', function () {
  this.timeout(15 * 60_000);
  let python: string;
  before(async () => {
    python = await testPython();
  });

  // shows: example-papers-measured
  for (const name of examplePaperNames)
    it(`give for the first seed what the truth says was measured: ${name}`, async () => {
      const { results } = exampleTruth(name);
      const cwd = path.join(examplePapers, name, 'reference');
      const { stdout } = await promisify(execFile)(python, ['train.py', '--seed', '0'], { cwd });
      const { metrics } = printed.parse(JSON.parse(stdout));
      assert.deepEqual(Object.keys(metrics).sort(), Object.keys(results.metrics).sort());
      for (const [metric, { perSeed, sd }] of Object.entries(results.metrics)) {
        const { [metric]: value = Number.NaN } = metrics;
        // Another processor rounds sums otherwise, and training carries that on.
        const tolerance = Math.max(sd, 0.01 * Math.abs(perSeed[0] ?? 0), 1e-6);
        assert.ok(Math.abs(value - (perSeed[0] ?? Number.NaN)) <= tolerance, `${metric}: ${value}, measured ${perSeed[0]}`);
      }
    });
});
