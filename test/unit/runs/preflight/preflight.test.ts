import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gatherPreflight, type PreflightRequest } from '../../../../src/runs/preflight/gatherPreflight.ts';
import { type PreflightCheck, type PreflightFacts, preflight, preflightLines } from '../../../../src/runs/preflight/preflight.ts';
import { useTemporaryFolder } from '../../workspace/temporary.ts';

const complete: PreflightFacts = {
  code: 'model.save_pretrained("out")',
  settings: { model: 'org/base-1b', dataset: 'ada/pairs' },
  audited: ['ada/pairs'],
  model: { id: 'org/base-1b', isThere: true },
  estimate: { flavor: 't4-small', fits: true, longestMs: 20 * 60_000 },
  flavor: 't4-small',
  timeoutMs: 30 * 60_000,
  smoke: { id: 'run-1', status: 'done', where: 'here' },
};

function verdicts(checks: readonly PreflightCheck[]): Readonly<Record<string, string>> {
  return Object.fromEntries(checks.map(({ what, verdict }) => [what, verdict]));
}

describe('Before a machine is paid for', () => {
  // shows: job-preflight
  it('says of data, model, memory, output, time and a smoke run whether they are seen to', () => {
    assert.deepEqual(new Set(Object.values(verdicts(preflight(complete)))), new Set(['ok']));
    const { model: _, estimate: __, smoke: ___, ...bare } = complete;
    assert.deepEqual(verdicts(preflight({ ...bare, audited: [], code: 'print(1)' })), {
      data: 'missing',
      model: 'unknown',
      memory: 'unknown',
      output: 'missing',
      time: 'unknown',
      'smoke run': 'missing',
    });
  });

  // shows: job-preflight
  it('tells first what is missing', () => {
    const lines = preflightLines(preflight({ ...complete, estimate: { flavor: 't4-small', fits: false, longestMs: 40 * 60_000 } }));
    assert.deepEqual(
      lines.slice(0, 2).map((line) => line.split(':')[0]),
      ['✗ memory', '✗ time'],
    );
    assert.ok(lines[1]?.includes('may take 40 min') && lines[1].includes('ends after 30'));
  });

  const folder = useTemporaryFolder();

  // shows: job-preflight
  it('is gathered from the script’s own words', async () => {
    const script = join(folder.path, 'train.py');
    await writeFile(script, 'import helper\nMODEL_NAME = "org/base-1b"\nDATASET_NAME = "ada/pairs"\n');
    await writeFile(join(folder.path, 'helper.py'), 'import torch\ntorch.save({}, "out.pt")\n');
    const request: PreflightRequest = {
      root: folder.path,
      script,
      args: [],
      runs: [],
      audited: ['ada/pairs'],
      foundModels: ['org/base-1b'],
      flavor: 't4-small',
      timeoutMs: 60_000,
    };
    const found = verdicts(await gatherPreflight(request));
    assert.deepEqual(found, { data: 'ok', model: 'ok', memory: 'unknown', output: 'ok', time: 'unknown', 'smoke run': 'missing' });
  });
});
