import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/package.ts';
import { adapters } from '../../cases/adapters.ts';
import { deviations } from '../../cases/deviations.ts';
import { parseReference } from '../../cases/format.ts';
import { rules } from '../../cases/rules.ts';
import { runGroup } from '../../cases/run.ts';

const groups = parseReference(readFileSync(path.join(root, 'test/fixtures/reference-behaviour.json'), 'utf8'));

describe('The behaviour of the reference agent', () => {
  for (const [name, group] of groups) {
    if (adapters[name] === undefined) continue;
    // shows: cases-runner
    it(`is met by ours in every case of ${name}, or bettered on purpose`, async () => {
      const { passed, failures, deviating, stale } = await runGroup(name, group, { adapters, deviations, rules });
      assert.deepEqual(failures, []);
      assert.deepEqual(stale, []);
      assert.equal(passed + deviating.length, group.cases.length);
    });
  }

  // shows: cases-deviations
  it('is bettered only where a test of its own shows the better behaviour', () => {
    const texts = globSync('test/**/*.test.ts', { cwd: root }).map((file) => readFileSync(path.join(root, file), 'utf8'));
    for (const { test } of deviations) {
      const written = new RegExp(`\\bit\\(\\s*['"\`]${test.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}['"\`]`);
      assert.ok(
        texts.some((text) => written.test(text)),
        `no test has the title “${test}”`,
      );
    }
  });
});
