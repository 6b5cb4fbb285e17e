import assert from 'node:assert/strict';
import { testPython } from '../../../../scripts/python.mjs';
import { PracticumError } from '../../../../src/base/errors.ts';
import { parseStage, writeStage } from '../../../../src/reproduction/stages/files.ts';
import type { Integrity, Plan } from '../../../../src/reproduction/stages/records.ts';
import { planHash } from '../../../../src/reproduction/stages/units.ts';
import { type PaperServices, startPaperServices } from '../../../doubles/papers/papers.ts';
import { useToolbox } from '../../tools/toolbox.ts';

const tex = String.raw`\documentclass{article}
\title{Clouds}
\begin{document}
\maketitle
\section{Results}
\begin{table}\caption{Accuracy on the test rows.}\label{tab:results}
\begin{tabular}{lr} Method & Accuracy (\%) \\ \hline Full & 98.1 \\ Half & 97.3 \\ \end{tabular}
\end{table}
\end{document}`;
const paper = 'file:paper.tex';
const folder = '.practicum/papers/file-paper.tex';

const data = `import numpy as np


def load(seed, leaking):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(600, 8))
    train, test = x[:500], x[500:]
    if leaking:
        train = np.concatenate([train, test[:30]])
    print("loaded")
    return train, test


def failing():
    raise ValueError("no such file")
`;
const evaluate = 'def accuracy(z, y):\n    return (z.argmax(-1) == y).mean()\n';
const plan: Plan = {
  v: 1,
  inputs: {},
  stage: 'plan',
  framework: 'numpy',
  summary: 'Three files.',
  files: (
    [
      ['data.py', 'data'],
      ['evaluate.py', 'evaluation'],
      ['train.py', 'entry'],
    ] as const
  ).map(([path, role]) => ({ path, role, change: 'new', purpose: role, symbols: [], needs: [], reuses: [] })),
  order: ['data.py', 'evaluate.py', 'train.py'],
  packages: [],
  hub: [],
  commands: { smoke: ['python', 'train.py'], run: ['python', 'train.py', '--seed', '{seed}'] },
  seeds: [0, 1, 2],
  cells: [{ address: `${paper}#S1.T1`, row: 2, column: 2, key: 'train/accuracy', pick: 'last' }],
};
const splitsOf = (leaking: boolean, seed = 0) => {
  const source = { file: 'data.py', symbol: 'load', args: [seed, leaking] };
  return { train: { ...source, at: [0] }, test: { ...source, at: [1] } };
};

describe('check_integrity', () => {
  let services: PaperServices;
  before(async () => {
    services = await startPaperServices([]);
  });
  after(() => services.close());
  const box = useToolbox({
    papers: () => ({ userAgent: 'practicum/test', settings: () => services.settings }),
    pythons: () => ({ interpreter: () => testPython() }),
  });
  const stageFiles = {
    read: async (name: string) => await box.text(`${folder}/${name}`).catch(() => undefined),
    write: async (name: string, text: string) => void (await box.put(`${folder}/${name}`, text)),
  };
  beforeEach(async () => {
    await box.put('paper.tex', tex);
    await box.put('data.py', data);
    await box.put('evaluate.py', evaluate);
    await box.put('train.py', 'import numpy as np\nrng = np.random.default_rng(0)\n');
    await box.put(`${folder}/spec.json`, '{"v":1,"stage":"spec","inputs":{},"reviewed":"model","items":[]}\n');
    await writeStage(stageFiles, 'plan', plan);
    await writeStage(stageFiles, 'accepted', {
      v: 1,
      stage: 'accepted',
      plan: planHash(plan),
      at: '2026-11-01T00:00:00.000Z',
      edited: false,
      without: [],
    });
  });
  const check = async (input: object = {}) => (await box.call('check_integrity', { paper, ...input })).content;
  const kept = async (): Promise<Integrity> => parseStage('integrity', await box.text(`${folder}/integrity.json`));
  const kinds = async () => (await kept()).findings.map(({ kind }) => kind);

  // shows: integrity-tool
  it('finds test rows in training and the metric of the wrong split, and keeps both with what was looked at', async () => {
    const said = await check({ splits: splitsOf(true) });
    assert.match(
      said,
      /^ERROR leak-exact: 30 of 100 rows of the test rows \(load\(\) in data\.py, result 1\) are in .* \(30 % of the test data\)/,
    );
    assert.match(said, /WARNING wrong-split: row 2, column 2 .* “train\/accuracy”, which is of the training data; the paper says test/);
    assert.match(said, /Test data reached training: tell the person/);
    assert.deepEqual(await kinds(), ['leak-exact', 'wrong-split']);
    const { checks } = await kept();
    assert.deepEqual(
      checks.flatMap(({ name, state }) => (state === 'not checked' ? [name] : [])),
      [
        'groups in one split only',
        'training data from before the test data',
        'statistics of the training data only',
        'baseline before the first full run',
        'as many seeds as planned',
        'other seeds give other numbers',
      ],
    );
    assert.ok(checks.every(({ how }) => how.length > 10));
  });

  // shows: integrity-tool
  it('looks at what a script is given when it runs, under a permit that names the script', async () => {
    await box.put('train.py', 'import sys\nfrom data import load\ntrain, test = load(int(sys.argv[1]), True)\nraise SystemExit(3)\n');
    const source = { file: 'data.py', symbol: 'load', of: 'returned', nth: 1 };
    const input = { splits: { train: { ...source, at: [0] }, test: { ...source, at: [1] }, run: ['train.py', '7'] } };
    assert.match(await check(input), /^ERROR leak-exact: 30 of 100 rows/);
    const effects = box.tool('check_integrity').effects({ paper, ...input });
    assert.deepEqual(
      effects.flatMap((effect) => (effect.kind === 'execute' ? [[effect.argv, effect.isWalled]] : [])),
      [
        [['python', box.at('train.py')], true],
        [['python', box.at('data.py')], true],
      ],
    );
  });

  // shows: integrity-tool
  it('remembers what was found of the splits until their code is another', async () => {
    await writeStage(stageFiles, 'code', {
      v: 1,
      stage: 'code',
      files: [{ path: 'data.py', inputs: {}, written: '0'.repeat(64) }],
    });
    await check({ splits: splitsOf(true) });
    await check();
    assert.ok((await kinds()).includes('leak-exact'));
    await box.put('data.py', data.replaceAll('500', '510'));
    assert.match(await check(), /The code that makes the splits was changed since they were looked at: give splits again/);
    assert.ok(!(await kinds()).includes('leak-exact'));
    await check({ splits: splitsOf(false) });
    assert.ok(!(await kinds()).includes('leak-exact'));
  });

  // shows: integrity-lock
  it('locks what measures once the plan is accepted, and says each later edit with its lines', async () => {
    assert.match(await check(), /Looked at and clean: .*evaluation as it was locked/);
    await box.put('evaluate.py', evaluate.replace('argmax', 'argmin'));
    const said = await check();
    assert.match(said, /ERROR evaluator-edited: evaluate\.py, which measures, was edited since it was locked/);
    assert.match(said, /-\s+return \(z\.argmax\(-1\) == y\)\.mean\(\)\n\s+\+\s+return \(z\.argmin/);
    // Checking again does not make it right.
    await check();
    assert.ok((await kinds()).includes('evaluator-edited'));
    await box.put('evaluate.py', `${evaluate}\n# As the paper says.\n`);
    await check();
    assert.deepEqual(
      (await kept()).findings.filter(({ kind }) => kind === 'evaluator-edited').map(({ severity }) => severity),
      ['info'],
    );
    await box.put('evaluate.py', evaluate);
    await check();
    assert.ok(!(await kinds()).includes('evaluator-edited'));
  });

  // shows: integrity-lock
  it('locks what measures as it first ran, and lets a person open the lock, who is seen to have done so', async () => {
    const { createHash } = await import('node:crypto');
    const sha256 = createHash('sha256').update(evaluate).digest('hex');
    const code = { path: 'evaluate.py', inputs: {}, written: sha256, ran: { run: 'r1', sha256, personLines: 0 } };
    await writeStage(stageFiles, 'code', { v: 1, stage: 'code', files: [code] });
    await box.put('evaluate.py', evaluate.replace('argmax', 'argmin'));
    assert.match(await check(), /ERROR evaluator-edited: evaluate\.py, which measures, is another than when it first ran/);
    await writeStage(stageFiles, 'integrity', { ...(await kept()), locks: [] });
    for (let time = 0; time < 2; time++) {
      assert.match(await check(), /WARNING evaluator-edited: The lock of evaluate\.py, which measures, was taken out of integrity\.json/);
      assert.deepEqual(
        (await kept()).findings.filter(({ severity }) => severity === 'error'),
        [],
      );
    }
    await box.put('evaluate.py', evaluate.replace('argmax', 'sum'));
    assert.match(await check(), /ERROR evaluator-edited: evaluate\.py, which measures, was edited since/);
  });

  // shows: integrity-files
  it('reads splits that lie in files', async () => {
    const words = (at: number) => Array.from({ length: 14 }, (_, word) => `w${(at * 7_919 + word * word * 11) % 100_003}`).join(' ');
    const rows = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => JSON.stringify({ id: at, text: words(from + at) })).join('\n');
    await box.put('train.jsonl', `${rows(0, 300)}\n${JSON.stringify({ id: 300, text: words(1_000).toUpperCase() })}`);
    await box.put('test.jsonl', rows(1_000, 60));
    const said = await check({ splits: { train: { path: 'train.jsonl' }, test: { path: 'test.jsonl' } } });
    assert.match(said, /leak-exact: 1 of 60 texts .*\(1\.7 % of the test data\); by chance there would be none/);
    assert.match(said, /test row 0 = training row 300: w/);
  });

  // shows: integrity-pictures
  it('reads splits that are folders of pictures, also those that git ignores, by the bytes of each', async () => {
    const picture = (at: number): string => `\u0089PNG picture ${at} ${'x'.repeat(at % 7)}`;
    await box.put('.gitignore', 'data/\n');
    for (let at = 0; at < 40; at += 1) await box.put(`data/train/${at % 2 === 0 ? 'cat' : 'dog'}/${at}.png`, picture(at));
    for (let at = 0; at < 20; at += 1) await box.put(`data/test/${at}.png`, picture(at < 3 ? at * 5 : 100 + at));
    await box.put('data/test/labels.csv', 'name,label\n');
    const said = await check({ splits: { train: { path: 'data/train' }, test: { path: 'data/test' } } });
    assert.match(said, /ERROR leak-image: 3 of 20 pictures of data\/test are in data\/train too \(15 % of the test data\)/);
    assert.match(said, /test row \d+ = training row \d+: 0\.png/);
    const { checks } = await kept();
    assert.ok(checks.some(({ how }) => /Note: pictures are the same when their files are, byte for byte/.test(how)));
    // A clean pair stays clean, and what cannot be compared is said.
    await box.put('data/other/1.png', picture(500));
    assert.doesNotMatch(await check({ splits: { train: { path: 'data/train' }, test: { path: 'data/other' } } }), /leak-image/);
    await box.put('data/empty/readme.md', 'nothing');
    await assert.rejects(check({ splits: { train: { path: 'data/empty' }, test: { path: 'data/test' } } }), { code: 'splits-empty' });
    await assert.rejects(check({ splits: { train: { path: 'data/train' }, test: { path: 'data/test/labels.csv' } } }), {
      code: 'splits-mixed',
    });
  });

  // shows: integrity-tool
  it('says what to give where splits cannot be read', async () => {
    const source = { file: 'data.py', symbol: 'failing' };
    await assert.rejects(
      check({ splits: { train: source, test: source } }),
      (error: unknown) => error instanceof PracticumError && error.code === 'splits-code' && /ValueError: no such file/.test(error.message),
    );
    await assert.rejects(
      check({ splits: { train: { path: 'gone.csv' }, test: { path: 'gone.csv' } } }),
      (error: unknown) => error instanceof PracticumError && error.hint !== undefined,
    );
  });
});
