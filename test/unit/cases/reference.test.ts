import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/package.ts';
import { adapters } from '../../cases/adapters.ts';
import { deviations } from '../../cases/deviations.ts';
import { parseReference, type ReferenceCase } from '../../cases/format.ts';
import { reportLines } from '../../cases/report.ts';
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

  // shows: cases-deviations
  it('counts a request that was stopped at its limit as answered differently on purpose, and not as the same end', async () => {
    const call = { id: 'a', name: 'read', arguments: '{"path":"/a"}' };
    const limited: ReferenceCase = {
      id: 'loop.scenario/limit',
      input: { llm: [{ tool_calls: [call] }, { content: 'Never asked for.' }], ops: [{ user_input: 'go' }], config: { max_iterations: 1 } },
      expect: {
        events: [
          { type: 'tool_output', id: 'a', ok: true },
          { type: 'turn_complete', final_response: null },
        ],
        history: [
          { role: 'user', content: 'go' },
          { role: 'assistant', content: null, tool_calls: [call] },
          { role: 'tool', content: 'ok', tool_call_id: 'a' },
        ],
        llm_calls: 1,
        tools_executed: [['read', { path: '/a' }]],
      },
    };
    const group = { for: '2', cases: [limited] };
    const listed = await runGroup('loop.scenario', group, { adapters, deviations, rules });
    assert.deepEqual([listed.passed, listed.deviating, listed.failures], [0, [limited.id], []]);
    const unlisted = await runGroup('loop.scenario', group, { adapters, deviations: [], rules });
    assert.match(reportLines([unlisted]).join('\n'), /at anthropic\.ended: expected "done", seen "limit"/);
  });
});
