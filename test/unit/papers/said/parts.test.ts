import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Inline, Paper } from '../../../../src/papers/document.ts';
import { linear, quoted } from '../../../../src/papers/said/linear.ts';
import { mathAsText } from '../../../../src/papers/said/mathText.ts';
import { symbolOf } from '../../../../src/papers/said/notation.ts';
import { amountOf, amounts, quantities } from '../../../../src/papers/said/numbers.ts';
import { splitAt } from '../../../../src/papers/said/passages.ts';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { isWithin, notOurs } from '../../../../src/papers/said/whose.ts';
import { ofSetUp } from './reads.ts';

const said = (tex: string): readonly string[] =>
  ofSetUp(tex).hyperparameters.map(({ name, value, role, scope }) =>
    [`${name} = ${value}`, role, scope].filter((part) => part !== undefined).join(', '),
  );

describe('numbers in papers', () => {
  for (const [tex, value] of [
    [String.raw`3\times10^{-4}`, 3e-4],
    ['10^{-3}', 1e-3],
    ['2^{15}', 32_768],
    [String.raw`\frac{1}{4}`, 0.25],
    [String.raw`20\%`, 0.2],
    ['1{,}000', 1000],
    [String.raw`5\cdot 10^5`, 500_000],
  ] as const)
    it(`reads $${tex}$ as ${value}`, () =>
      assert.deepEqual(
        amounts(mathAsText(tex)).map((amount) => amount.value),
        [value],
      ));

  for (const [words, value] of [
    ['32k', 32_000],
    ['0.5M', 500_000],
    ['twenty-five', 25],
    ['one hundred', 100],
    ['2 million', 2e6],
    ['1e-5', 1e-5],
  ] as const)
    it(`reads ${words} as ${value}`, () => assert.equal(amountOf(words), value));

  it('reads any number that it is given back as it was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        (whole) => amountOf(whole.toLocaleString('en-US')) === whole && amountOf(String(whole)) === whole,
      ),
    );
  });

  it('takes numbers that are names for none', () => {
    assert.deepEqual(amounts('See Section 3, Table 12 and ResNet-50 of version 2.'), []);
  });

  it('tells lists, sets and intervals apart', () => {
    assert.deepEqual(
      quantities('either {0.1, 0.2} or 0.3, 0.4 and 0.5, then between 1 and 2').map(({ form, amounts: all }) => [form, all.length]),
      [
        ['set', 2],
        ['list', 3],
        ['interval', 2],
      ],
    );
  });
});

describe('values in sentences', () => {
  for (const [tex, expected] of [
    [String.raw`We use Adam with $(\beta_1,\beta_2)=(0.9,0.95)$.`, ['beta1 = 0.9', 'beta2 = 0.95', 'optimizer = Adam']],
    ['On SST-2 and MRPC we train for 3 and 5 epochs, respectively.', ['epochs = 3, SST-2', 'epochs = 5, MRPC']],
    ['The learning rate is 0.1 for CIFAR-10 and 0.3 for SVHN.', ['learning rate = 0.1, CIFAR-10', 'learning rate = 0.3, SVHN']],
    [String.raw`Smith et al.~\cite{s} use a learning rate of 0.7. Unlike their dropout of 0.5, ours is small.`, []],
    ['We also tried a batch size of 4, which diverged.', []],
    [String.raw`The weight decay was chosen from $\{10^{-4}, 10^{-3}\}$.`, ['weight decay = 1e-4, 1e-3, searched']],
    [
      'The learning rate starts at 0.1 and is divided by 10 after epochs 60 and 90.',
      [
        'learning rate decay factor = 0.1',
        'learning rate decay epochs = 60',
        'learning rate decay epochs = 90',
        'learning rate = 0.1',
        'learning rate schedule = step',
      ],
    ],
    ['We neither use dropout nor see why; the batch size is 64.', ['batch size = 64']],
  ] as const)
    it(`reads “${tex}”`, () => assert.deepEqual([...said(tex)].sort(), [...expected].sort()));

  it('reads tables both ways round', () => {
    const down = String.raw`\begin{table}\begin{tabular}{lcc} & Base & Large\\ Learning rate & 1e-3 & 3e-4\\ Batch size & \multicolumn{2}{c}{64}\\ \end{tabular}\caption{Settings}\end{table}`;
    assert.deepEqual(said(down), ['learning rate = 0.001, Base', 'learning rate = 0.0003, Large', 'batch size = 64']);
    const across = String.raw`\begin{table}\begin{tabular}{lcc} Model & Learning rate & Batch size\\ Base & 1e-3 & 64\\ Large & 3e-4 & 32\\ \end{tabular}\caption{Settings}\end{table}`;
    assert.deepEqual(said(across), [
      'learning rate = 0.001, Base',
      'batch size = 64, Base',
      'learning rate = 0.0003, Large',
      'batch size = 32, Large',
    ]);
  });

  it('takes no value of others from a table', () => {
    const table = String.raw`\begin{table}\begin{tabular}{lcc} Setting & Ours & Baseline \cite{b}\\ Learning rate & 1e-3 & 0.5\\ Batch size & 64 & 9\\ \end{tabular}\caption{Settings}\end{table}`;
    assert.deepEqual(
      said(table).map((value) => value.split(',')[0]),
      ['learning rate = 0.001', 'batch size = 64'],
    );
  });

  it('quotes the paper’s own words with whole formulas', () => {
    const content: readonly Inline[] = [
      { kind: 'text', text: 'a rate of ' },
      { kind: 'math', anchor: 'm1', tex: String.raw`3\times 10^{-4}` },
      { kind: 'text', text: ' in all runs' },
    ];
    const line = linear(content);
    assert.equal(line.text, 'a rate of 3e-4 in all runs');
    assert.equal(quoted(line, 2, 12), String.raw`rate of $3\times 10^{-4}$`);
  });
});

describe('sentences', () => {
  it('end where a person ends them', () => {
    const text = 'We follow Smith et al. in this, e.g. with 0.1. The rest is new. It is 3.5 of 4.';
    assert.deepEqual(
      splitAt(text).map(([start, end]) => text.slice(start, end).trim()),
      ['We follow Smith et al. in this, e.g. with 0.1.', 'The rest is new.', 'It is 3.5 of 4.'],
    );
  });

  it('of others end where the paper speaks again', () => {
    const text = 'Unlike Smith et al., who use 0.3, we use 0.1.';
    const spans = notOurs(text, []);
    assert.ok(isWithin(spans, text.indexOf('0.3')));
    assert.ok(!isWithin(spans, text.indexOf('0.1')));
  });
});

describe('symbols', () => {
  it('are told from formulas, with their shape', () => {
    assert.deepEqual(symbolOf(String.raw`W \in \mathbb{R}^{d \times k}`), { symbol: 'W', shape: String.raw`d \times k` });
    assert.equal(symbolOf('a + b = c'), undefined);
  });
});

describe('any record', () => {
  it('is read without a fault, whatever stands in it', () => {
    const inline: fc.Arbitrary<Inline> = fc.oneof(
      fc.string({ maxLength: 60 }).map((text): Inline => ({ kind: 'text', text })),
      fc.string({ maxLength: 30 }).map((tex): Inline => ({ kind: 'math', anchor: 'm', tex })),
      fc.constantFrom('learning rate of 0.1', ' 3 epochs (', '{1, 2', 'β1 = ', '$10^').map((text): Inline => ({ kind: 'text', text })),
    );
    fc.assert(
      fc.property(fc.array(inline, { maxLength: 8 }), fc.array(fc.array(inline, { maxLength: 2 }), { maxLength: 6 }), (content, cells) => {
        const base = { aliases: [], source: 0, confidence: 'exact' } as const;
        const row = cells.map((cell, index) => ({ content: cell, columns: 1 + (index % 3), rows: 1 + (index % 2), isHeader: false }));
        const paper: Paper = {
          format: 1,
          id: 'file:x',
          title: '',
          authors: [],
          sources: [],
          sections: [],
          references: [],
          macros: {},
          warnings: [],
          nodes: [
            { ...base, kind: 'paragraph', anchor: 'p1', content },
            { ...base, kind: 'table', anchor: 'T1', caption: content, rows: [row, row, row] },
          ],
        };
        sayWhat(paper);
      }),
      { numRuns: 60 },
    );
  });
});
