import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gatherPreflight, type PreflightRequest } from '../../../../src/runs/preflight/gatherPreflight.ts';
import {
  type PreflightCheck,
  type PreflightEstimate,
  type PreflightFacts,
  preflight,
  preflightLines,
} from '../../../../src/runs/preflight/preflight.ts';
import { useTemporaryFolder } from '../../workspace/temporary.ts';

const complete: PreflightFacts = {
  code: 'model.save_pretrained("out")',
  settings: { model: 'org/base-1b', dataset: 'ada/pairs' },
  audited: ['ada/pairs'],
  model: { id: 'org/base-1b', isThere: true },
  estimates: [{ flavor: 't4-small', model: 'org/base-1b', method: 'lora', fits: true, longestMs: 20 * 60_000 }],
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
    const { model: _, smoke: __, ...bare } = complete;
    assert.deepEqual(verdicts(preflight({ ...bare, estimates: [], audited: [], code: 'print(1)' })), {
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
    const lines = preflightLines(
      preflight({ ...complete, estimates: complete.estimates.map((each) => ({ ...each, fits: false, longestMs: 40 * 60_000 })) }),
    );
    assert.deepEqual(
      lines.slice(0, 2).map((line) => line.split(':')[0]),
      ['✗ memory', '✗ time'],
    );
    assert.ok(lines[1]?.includes('may take 40 min') && lines[1].includes('ends after 30'));
  });

  // shows: job-preflight
  it('counts an estimate for the training that it is of, names it, and takes it for no other', () => {
    const said = (facts: Partial<PreflightFacts>): readonly PreflightCheck[] =>
      preflight({ ...complete, ...facts }).filter(({ what }) => what === 'memory' || what === 'time');
    const lora = complete.estimates.map((each): PreflightEstimate => ({ ...each, fits: false, longestMs: 3_600_000 }));
    const [memory] = said({});
    assert.deepEqual([memory?.verdict, memory?.text], ['ok', 'by the estimate for org/base-1b (lora) it fits on t4-small']);
    const [other, otherTime] = said({ settings: { model: 'org/large-70b' } });
    assert.deepEqual([other?.verdict, otherTime?.verdict], ['unknown', 'unknown']);
    assert.match(other?.text ?? '', /org\/base-1b \(lora\), another training than the script’s/);
    const [untold, untoldTime] = said({ settings: {} });
    assert.deepEqual([untold?.verdict, untoldTime?.verdict], ['unknown', 'unknown']);
    assert.match(untold?.text ?? '', /^by the estimate for org\/base-1b \(lora\) it fits on t4-small; whether/);
    assert.deepEqual(
      said({ settings: { model: 'org/base-1b', 'PEFT method': 'none' } }).map(({ verdict }) => verdict),
      ['unknown', 'unknown'],
    );
    // What was estimated later for another model takes nothing away.
    const later = lora.map((each): PreflightEstimate => ({ ...each, model: 'org/large-70b' }));
    assert.deepEqual(said({ estimates: [...later, ...complete.estimates] }), said({}));
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
      estimates: [],
      models: new Map([['org/base-1b', true]]),
      flavor: 't4-small',
      timeoutMs: 60_000,
    };
    const found = verdicts(await gatherPreflight(request));
    assert.deepEqual(found, { data: 'ok', model: 'ok', memory: 'unknown', output: 'ok', time: 'unknown', 'smoke run': 'missing' });
    const modelWhere = async (...models: readonly (readonly [string, boolean])[]) =>
      verdicts(await gatherPreflight({ ...request, models: new Map(models) }))['model'];
    assert.equal(await modelWhere(['org/other', false]), 'unknown');
    assert.equal(await modelWhere(['org/base-1b', false]), 'missing');
  });
});
