import assert from 'node:assert/strict';
import type { Paper } from '../../../../src/papers/document.ts';
import type { Said, StatedValue } from '../../../../src/papers/said/said.ts';
import { type Review, type ReviewInput, reviewCode } from '../../../../src/reproduction/review/reviewCode.ts';
import { reviewText } from '../../../../src/reproduction/review/reviewText.ts';
import { CodeIndex } from '../../../../src/reproduction/trace/codeIndex.ts';
import { makeAnchor } from '../../../../src/reproduction/trace/makeAnchor.ts';
import { readSource } from '../../../../src/reproduction/trace/pythonSource.ts';
import { examplePaperNames } from '../../../support/examplePapers.ts';
import { otherValues, readExample, referenceOf, statedOptions, withValue } from '../../../support/reviewMutations.ts';

const paper: Paper = {
  format: 1,
  id: 'arxiv:2401.00001v1',
  title: 'A Study',
  authors: [],
  sources: [],
  sections: [],
  nodes: [
    {
      kind: 'paragraph',
      anchor: 'S2.p1',
      aliases: [],
      source: 0,
      confidence: 'exact',
      content: [{ kind: 'text', text: 'We draw 1000 pulls for each of 500 bandits.' }],
    },
  ],
  references: [],
  macros: {},
  warnings: [],
};

const stated = (name: string, value: number | string, more: Partial<StatedValue> = {}): StatedValue => ({
  name,
  value,
  stated: String(value),
  address: 'arxiv:2401.00001v1#S2.p1',
  quote: '',
  ...more,
});

function review(code: string | Readonly<Record<string, string>>, values: readonly StatedValue[], more: Partial<ReviewInput> = {}): Review {
  const files = Object.entries(typeof code === 'string' ? { 'train.py': code } : code).map(([path, text]) => ({ path, text }));
  const said: Said = { hyperparameters: values, missing: [], contradictions: [], unnamed: [], notation: [] };
  return reviewCode({ paper, said, files, ...more });
}

const told = ({ findings }: Review): readonly string[] =>
  findings.map(({ file, line, column, kind, setting, fix }) =>
    `${file}:${line}:${column ?? ''} ${kind} ${setting ?? ''} ${fix ?? ''}`.trim(),
  );

describe('A review of code beside a paper', () => {
  // shows: review-settings
  it('finds a value that the paper gives otherwise, in options, constants, arguments, dicts and configurations, with the place of the value', () => {
    for (const [file, code] of [
      ['train.py', 'parser.add_argument("--lr", type=float, default=1e-3)\n'],
      ['train.py', 'LEARNING_RATE = 1e-3\n'],
      ['train.py', '@dataclass\nclass Config:\n    lr: float = 1e-3\n'],
      ['train.py', 'opt = torch.optim.Adam(model.parameters(), lr=1e-3)\n'],
      ['train.py', 'opt = torch.optim.Adam(model.parameters(), 1e-3)\n'],
      ['train.py', 'config = {"optim": {"lr": 1e-3}, "seed": 1}\n'],
      ['conf.yaml', 'optim:\n  lr: 1e-3  # slow\nseed: 1\n'],
      ['conf.json', '{\n  "optim": {\n    "lr": 1e-3\n  }\n}\n'],
      ['conf.toml', '[optim]\nlr = 1e-3\n'],
    ] as const) {
      const [finding, ...others] = review({ [file]: code }, [stated('learning rate', 3e-4)]).findings;
      assert.ok(finding !== undefined && others.length === 0, code);
      const line = code.split('\n')[finding.line - 1];
      assert.equal(line?.slice(finding.column, finding.endColumn), '1e-3', code);
      assert.deepEqual([finding.kind, finding.setting, finding.fix, finding.severity], ['setting', 'learning rate', '0.0003', 'warning']);
    }
  });

  // shows: review-silent
  it('is silent where the value is one that the paper gives, is for testing, is computed, or bears a name that may mean something else', () => {
    const values = [
      stated('learning rate', 3e-4),
      stated('batch size', 64),
      stated('epochs', 10, { scope: 'student' }),
      stated('layers', 2),
    ];
    for (const code of [
      'parser.add_argument("--lr", type=float, default=0.0003)\n',
      'parser.add_argument("--eval-batch-size", type=int, default=256)\n',
      'loader = DataLoader(test_set, batch_size=256)\n',
      'LR = base * 2\n',
      'parser.add_argument("--teacher-epochs", type=int, default=20)\n',
      'parser.add_argument("--layers-frozen", type=int, default=1)\n',
      'parser.add_argument("--probe-target-lr", type=float, default=0.1)\n',
      'def step(batch):\n    lr = 0.5\n    epochs = 0\n',
      'model = Model(depth=8)\n',
      'x = (\n',
    ])
      assert.deepEqual(told(review(code, values)), [], code);
    assert.deepEqual(
      told(review('parser.add_argument("--lr", default=5e-4)\n', [stated('learning rate', 1e-3, { role: 'range', values: [1e-4, 1e-3] })])),
      [],
    );
    assert.deepEqual(
      told(
        review('parser.add_argument("--lr", default=5e-4)\n', [stated('learning rate', 1e-3, { role: 'searched', values: [1e-4, 5e-4] })]),
      ),
      [],
    );
    // What is not in the code is named, and is no finding.
    const { findings, notFound } = review('x = 1\n', [stated('dropout', 0.1)]);
    assert.deepEqual([findings, notFound], [[], ['dropout']]);
  });

  // shows: review-scopes
  it('holds what code says of a part against what the paper says of that part', () => {
    const values = [stated('learning rate', 1e-3, { scope: 'pre-training' }), stated('learning rate', 3e-3, { scope: 'fine-tuning' })];
    const code = (base: string, own: string): string =>
      `parser.add_argument("--base-learning-rate", default=${base})\nparser.add_argument("--learning-rate", default=${own})\n`;
    assert.deepEqual(told(review(code('1e-3', '3e-3'), values)), []);
    assert.deepEqual(told(review(code('3e-3', '3e-3'), values)), ['train.py:1:52 setting learning rate 0.001']);
    // Without the name for the other part this one may be either.
    assert.deepEqual(told(review('parser.add_argument("--learning-rate", default=1e-3)\n', values)), []);
  });

  // shows: review-scopes
  it('says that code or paper contradicts itself instead of taking sides', () => {
    const lr = [stated('learning rate', 3e-4)];
    const two = review({ 'conf.yaml': 'lr: 3e-4\n', 'train.py': 'parser.add_argument("--lr", default=1e-3)\n' }, lr);
    assert.deepEqual(told(two), ['train.py:1:36 code-differs learning rate']);
    assert.equal(two.findings[0]?.severity, 'info');
    const both = [stated('learning rate', 3e-4), stated('learning rate', 1e-3, { address: 'arxiv:2401.00001v1#A1.T2' })];
    const contradictions = [{ name: 'learning rate', values: both.map(({ value, address }) => ({ value, address })) }];
    const said: Said = { hyperparameters: both, missing: [], contradictions, unnamed: [], notation: [] };
    const [finding] = review('LR = 1e-3\n', [], { said }).findings;
    assert.equal(finding?.kind, 'paper-differs');
    assert.match(finding?.message ?? '', /0\.0003 \(#S2\.p1\); 0\.001 \(#A1\.T2\)/);
  });

  // shows: review-silent
  it('is certain of nothing where formulas of the paper could not be read', () => {
    const [node] = paper.nodes;
    assert.ok(node?.kind === 'paragraph');
    const content = [...node.content, { kind: 'math', anchor: 'S2.p1.m1', tex: null, unreadable: 'only in the PDF' } as const];
    const [finding] = review('LR = 1e-3\n', [stated('learning rate', 3e-4)], {
      paper: { ...paper, nodes: [{ ...node, content }] },
    }).findings;
    assert.deepEqual([finding?.severity, finding?.confidence, finding?.fix], ['info', 'medium', undefined]);
    assert.match(finding?.message ?? '', /Formulas of it could not be read here/);
  });

  // shows: review-settings
  it('knows optimizers, and what a library does where nothing is said', () => {
    assert.deepEqual(told(review('o = torch.optim.AdamW(p)\n', [stated('optimizer', 'Adam')])), ['train.py:1:16 setting optimizer']);
    assert.deepEqual(told(review('o = torch.optim.SGD(p, lr=1)\n', [stated('optimizer', 'gradient descent')])), []);
    assert.deepEqual(told(review('o = optax.adamw(1e-3)\n', [stated('optimizer', 'AdamW')])), []);
    assert.deepEqual(
      told(review('if a:\n    o = torch.optim.Adam(p)\nelse:\n    o = torch.optim.SGD(p)\n', [stated('optimizer', 'Adam')])),
      [],
    );
    assert.deepEqual(told(review('o = torch.optim.AdamW(p)\n', [stated('weight decay', 0)])), [
      'train.py:1:16 library-default weight decay',
    ]);
    assert.deepEqual(told(review('o = torch.optim.Adam(p, betas=(0.9, 0.999))\n', [stated('beta2', 0.98)])), [
      'train.py:1:36 setting beta2 0.98',
    ]);
    assert.deepEqual(told(review('o = torch.optim.Adam(p)\n', [stated('beta2', 0.98)])), ['train.py:1:16 library-default beta2']);
    assert.deepEqual(told(review('o = torch.optim.Adam(p, **kw)\n', [stated('beta2', 0.98)])), []);
  });

  // shows: review-settings
  it('finds numbers of things that the paper calls as the code does, though nobody knows them as settings', () => {
    assert.deepEqual(told(review('parser.add_argument("--pulls", default=500)\nparser.add_argument("--bandits", default=500)\n', [])), [
      'train.py:1:39 setting pulls 1000',
    ]);
  });

  // shows: review-links
  it('tells of linked code that changed, of equations that code was held against and does not compute, and of training without a seed', () => {
    const before = 'def loss(x, y):\n    return ((x - y) ** 2).mean()\n';
    const after = 'def loss(x, y):\n    return ((x - y) ** 4).sum() / 3\n\n\ndef fit(x, y):\n    loss(x, y).backward()\n';
    const source = readSource('train.py', before);
    const code = makeAnchor(source, { what: 'symbol', line: 1, endLine: 2 }, new CodeIndex([source]));
    const link = { address: 'arxiv:2401.00001v1#S2.p1', paper: {}, code };
    const contracts: ReviewInput['contracts'] = {
      v: 1,
      stage: 'contracts',
      contracts: [
        {
          address: 'arxiv:2401.00001v1#S2.E1',
          part: 0,
          tex: 'x',
          inputs: {},
          symbols: [],
          state: 'mismatch',
          why: 'The mean is a sum.',
          code: { file: 'train.py', symbol: 'loss' },
        },
      ],
    };
    const { findings } = review(after, [], { links: [link], contracts });
    assert.deepEqual(
      findings.map(({ kind, line, address }) => [kind, line, address]),
      [
        ['link', 1, 'arxiv:2401.00001v1#S2.p1'],
        ['contract', 1, 'arxiv:2401.00001v1#S2.E1'],
        ['seed', 6, undefined],
      ],
    );
    assert.deepEqual(told(review(`torch.manual_seed(0)\n${after}`, [])), []);
    assert.deepEqual(told(review(before, [], { links: [link] })), []);
  });

  // shows: review-text
  it('is a text with places, addresses and what was as the paper says', () => {
    const text = reviewText(
      review('LR = 1e-3\nBATCH_SIZE = 64\n', [stated('learning rate', 3e-4), stated('batch size', 64), stated('dropout', 0.1)]),
    );
    assert.match(
      text,
      /^1 finding in train\.py:\ntrain\.py:1:6 warning \(setting, confidence high\): LR is 1e-3\. The paper says for learning rate: 0\.0003 \(#S2\.p1\)\./,
    );
    assert.match(text, /As the paper says: batch size = 64 \(train\.py:2\)/);
    assert.match(text, /not seen in these files, which is no fault by itself: dropout/);
  });

  // shows: review-measured
  it('finds nothing wrong in the reference code of the example papers, and most values that were changed in it', async () => {
    let [mutants, found] = [0, 0];
    for (const name of examplePaperNames.slice(0, 3)) {
      const read = await readExample(name);
      const files = referenceOf(name);
      for (const form of ['options', 'constants', 'yaml'] as const)
        assert.deepEqual(
          told(reviewCode({ ...read, files: withValue(files, form) })).filter((line) => !line.includes('paper-differs')),
          [],
          `${name} ${form}`,
        );
      for (const { option, literal, line } of statedOptions(files))
        for (const value of otherValues(literal)) {
          mutants++;
          const { findings } = reviewCode({ ...read, files: withValue(files, 'options', { option, value }) });
          if (findings.some((finding) => finding.kind === 'setting' && finding.line === line)) found++;
        }
    }
    assert.ok(mutants >= 60 && found / mutants >= 0.7, `${found} of ${mutants}`);
  });
});
