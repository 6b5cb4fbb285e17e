import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluationLine, withError } from '../../../../src/runs/evaluate/evaluationText.ts';
import { NoEvaluation, readEvaluation } from '../../../../src/runs/evaluate/readEvaluation.ts';
import { withBaseline } from '../../../../src/runs/evaluate/withBaseline.ts';
import { useTemporaryFolder } from '../../workspace/temporary.ts';

function harness(accuracy: number, effective = 2376): object {
  return {
    results: {
      arc_easy: {
        alias: 'arc_easy',
        'acc,none': accuracy,
        'acc_stderr,none': 0.01,
        'exact_match,strict-match': 0.4,
        name: 'arc_easy',
        sample_len: 3,
      },
    },
    configs: {
      arc_easy: {
        task: 'arc_easy',
        dataset_path: 'allenai/ai2_arc',
        dataset_name: 'ARC-Easy',
        test_split: 'test',
        validation_split: 'validation',
      },
    },
    'n-samples': { arc_easy: { original: 2376, effective } },
    higher_is_better: { arc_easy: { acc: true } },
    lm_eval_version: '0.4.13',
  };
}

describe('What was measured', () => {
  // shows: evaluate-card
  it('stands as a paper has it, and says nothing of an error where all or none was right', () => {
    const cases = [
      [0.76667, 0.0546, '0.767 ± 0.055'],
      [0.61, 0.01, '0.610 ± 0.010'],
      [12.345678, 0.6, '12.35 ± 0.60'],
      [-3, 12.3, '-3 ± 12'],
      [1, 0, '1.000'],
      [0, 0, '0.000'],
      [0.5, Number.NaN, '0.5'],
      [1.23456789, undefined, '1.2346'],
    ] as const;
    for (const [value, error, shown] of cases) assert.equal(withError(value, error), shown);
    const one = { task: 't', dataset: { id: 'd' }, metric: 'accuracy', value: 1, standardError: 0, examples: 60, by: 'measure.py' };
    assert.equal(
      evaluationLine({ ...one, baseline: 0.5, baselineStandardError: 0.0645 }),
      '  t accuracy: 1.000, baseline 0.500 ± 0.065, difference +0.5, n 60 (measure.py)',
    );
  });
});

describe('The record of an evaluation', () => {
  const folder = useTemporaryFolder();
  const write = async (name: string, json: unknown): Promise<string> => {
    const file = join(folder.path, name);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, typeof json === 'string' ? json : JSON.stringify(json));
    return file;
  };

  // shows: evaluate-results
  it('is read from what lm-eval writes, with its data set, its error and how many examples it is over', async () => {
    await write('out/org__tiny/results_2026-11-21T10-00-00.json', harness(0.61));
    assert.deepEqual(await readEvaluation(join(folder.path, 'out')), [
      {
        task: 'arc_easy',
        dataset: { id: 'allenai/ai2_arc', config: 'ARC-Easy', split: 'test' },
        metric: 'acc',
        value: 0.61,
        by: 'lm-eval 0.4.13',
        standardError: 0.01,
        examples: 2376,
        higherIsBetter: true,
      },
      {
        task: 'arc_easy',
        dataset: { id: 'allenai/ai2_arc', config: 'ARC-Easy', split: 'test' },
        metric: 'exact_match (strict-match)',
        value: 0.4,
        by: 'lm-eval 0.4.13',
        examples: 2376,
      },
    ]);
  });

  // shows: evaluate-results
  it('is read from what any script may write', async () => {
    const result = {
      task: 'text-classification',
      dataset: { id: 'ada/pairs', split: 'test' },
      metric: 'accuracy',
      value: 0.9,
      baseline: 0.5,
    };
    const file = await write('evaluation.json', { v: 1, by: 'evaluate.py', results: [result] });
    assert.deepEqual(await readEvaluation(file), [{ ...result, by: 'evaluate.py' }]);
  });

  // shows: evaluate-results
  it('stands beside its baseline only where both are over the same examples', async () => {
    const model = await readEvaluation(await write('a/results_1.json', harness(0.61)));
    const base = await readEvaluation(await write('b/results_1.json', harness(0.5)));
    const fewer = await readEvaluation(await write('c/results_1.json', harness(0.5, 100)));
    assert.equal(withBaseline(model, base)[0]?.baseline, 0.5);
    assert.equal(withBaseline(model, fewer)[0]?.baseline, undefined);
  });

  // shows: evaluate-results
  it('says what is wrong with what is none', async () => {
    for (const [name, json] of [
      ['x.json', '{'],
      ['y.json', { results: 3 }],
      ['z.json', []],
    ] as const)
      await assert.rejects(readEvaluation(await write(name, json)), NoEvaluation);
    await assert.rejects(readEvaluation(join(folder.path, 'nowhere')), NoEvaluation);
    await assert.rejects(readEvaluation(folder.path), NoEvaluation);
  });
});
