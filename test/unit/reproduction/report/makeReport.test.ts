import assert from 'node:assert/strict';
import type { Paper, Table } from '../../../../src/papers/document.ts';
import { makeReport, type ReportInput } from '../../../../src/reproduction/report/makeReport.ts';
import type { MeasuredRun } from '../../../../src/reproduction/report/measurements.ts';
import { printedResults } from '../../../../src/reproduction/report/printedResults.ts';
import { reportMarkdown } from '../../../../src/reproduction/report/reportMarkdown.ts';
import { formatStage, parseStage } from '../../../../src/reproduction/stages/files.ts';
import type { Integrity, Plan, RegisterRow } from '../../../../src/reproduction/stages/records.ts';
import { planOf } from '../planOf.ts';

const address = 'file:paper.tex#S3.T1';
const secretSentence =
  'Without a remedy the model finds about half of the rare rows, and weighting the loss finds two thirds of them in all runs.';

function table(rows: readonly (readonly string[])[]): Table {
  return {
    kind: 'table',
    anchor: 'S3.T1',
    aliases: ['tab:main'],
    source: 0,
    confidence: 'exact',
    caption: [{ kind: 'text', text: 'Results.' }],
    rows: rows.map((row, at) => row.map((text) => ({ content: [{ kind: 'text', text }], columns: 1, rows: 1, isHeader: at === 0 }))),
  };
}

const paper: Pick<Paper, 'id' | 'title' | 'nodes'> = {
  id: 'file:paper.tex',
  title: 'Rare classes',
  nodes: [
    { kind: 'paragraph', anchor: 'S3.p1', aliases: [], source: 0, confidence: 'exact', content: [{ kind: 'text', text: secretSentence }] },
    table([
      ['Treatment', 'Bal. acc. (%)', 'Rare recall (%)'],
      ['None', '72.5 ± 3.1', '50.6 ± 6.1'],
      ['Weighted | loss', '76.5 ± 3.6', '66.0 ± 9.2'],
      ['Repeated', '88.5 ± 1.4', '–'],
    ]),
  ],
};

const cell = (row: number, column: number, key: string): Plan['cells'][number] => ({ address, row, column, key, pick: 'last' });

const plan = planOf({
  commands: { smoke: ['python', 'train.py'], run: ['python', 'train.py', '--seed', '{seed}'] },
  seeds: [0, 1, 2],
  cells: [
    cell(2, 2, 'none/accuracy'),
    cell(3, 2, 'weighted/accuracy'),
    cell(4, 2, 'repeated/accuracy'),
    cell(2, 3, 'none/recall'),
    cell(4, 3, 'repeated/recall'),
  ],
});

function run(seed: number, values: Readonly<Record<string, number>>, more: Partial<MeasuredRun> = {}): MeasuredRun {
  return {
    run: `r_${seed}`,
    purpose: 'full',
    seed,
    register: {},
    status: 'done',
    commit: 'abc123',
    isDirty: false,
    cost: { usd: null, basis: 'own machine', hours: 0.01 },
    environment: { python: '3.12.1', gpu: [], packages: { torch: '2.8.0', wheel: '1' } },
    metrics: new Map(Object.entries(values).map(([name, value]) => [name, { n: 1, last: value, min: value, max: value }])),
    printed: [],
    ...more,
  };
}

const three = [
  run(0, { 'none/accuracy': 71, 'weighted/accuracy': 63, 'repeated/accuracy': 64, 'none/recall': 0.5 }),
  run(1, { 'none/accuracy': 73, 'weighted/accuracy': 64, 'repeated/accuracy': 65, 'none/recall': 0.52 }),
  run(2, { 'none/accuracy': 72, 'weighted/accuracy': 62, 'repeated/accuracy': 66, 'none/recall': 0.48 }),
];

const made = (more: Partial<ReportInput> = {}): ReturnType<typeof makeReport> =>
  makeReport({ paper, plan, runs: three, madeAt: '2026-11-22T04:00:00.000Z', inputs: {}, ...more });

const row = (more: Partial<RegisterRow>): RegisterRow => ({
  id: 'weight-decay',
  name: 'weight decay',
  kind: 'missing',
  why: '',
  state: 'accepted',
  value: 0.01,
  origin: { kind: 'library', text: 'PyTorch default of AdamW' },
  alternatives: [],
  evidence: [],
  ...more,
});

describe('The report on a reproduction', () => {
  // shows: report-cells
  it('has for each chosen cell what the paper prints, mean and deviation over the seeds, the difference, and a verdict by the rule', () => {
    const { cells, counts } = made();
    const [none, weighted, repeated, recall, empty] = cells;
    assert.deepEqual(none?.rowPath, ['None']);
    assert.deepEqual(none?.columnPath, ['Bal. acc. (%)']);
    assert.deepEqual(none?.paper, { text: '72.5 ± 3.1', value: 72.5, spread: 3.1, rounding: 0.05, unit: '%' });
    assert.equal(none?.measured?.mean, 72);
    assert.equal(none?.measured?.sd, 1);
    assert.equal(none?.difference, -0.5);
    assert.equal(none?.verdict, 'reproduced');
    // Farther away, and below the one that is clearly above it in the paper.
    assert.equal(weighted?.verdict, 'trend only');
    assert.match(weighted?.why ?? '', /The order to 1 other value is as in the paper/);
    assert.equal(repeated?.verdict, 'diverged');
    assert.deepEqual(repeated?.beside, [
      { row: 2, column: 2 },
      { row: 3, column: 2 },
    ]);
    // A share was measured, and percent are printed.
    assert.equal(recall?.measured?.mean, 50);
    assert.match(recall?.assumed ?? '', /share/);
    assert.equal(empty?.paper, null);
    assert.equal(empty?.verdict, 'not run');
    assert.deepEqual(counts, { reproduced: 2, 'within noise': 0, 'trend only': 1, diverged: 1, 'not run': 1, 'not comparable': 0 });
  });

  // shows: report-cells
  it('takes one value for each seed: of runs that ended, the later of two, and each seed of a run that went through several', () => {
    const rerun = run(1, { 'none/accuracy': 75 }, { run: 'r_again' });
    const failed = run(2, { 'none/accuracy': 10 }, { run: 'r_failed', status: 'failed' });
    assert.deepEqual(made({ runs: [...three, rerun, failed] }).cells[0]?.measured?.values, [
      { run: 'r_0', seed: 0, value: 71 },
      { run: 'r_again', seed: 1, value: 75 },
      { run: 'r_2', seed: 2, value: 72 },
    ]);
    const lines = [0, 1, 2].map((seed) => JSON.stringify({ seed, metrics: { 'none/accuracy': 70 + seed }, curves: { none: [3, 2, 1] } }));
    const { seed: _, ...all } = run(0, {}, { run: 'r_all', printed: printedResults(lines) });
    assert.deepEqual(
      made({ runs: [all] }).cells[0]?.measured?.values.map(({ seed, value }) => [seed, value]),
      [
        [0, 70],
        [1, 71],
        [2, 72],
      ],
    );
    const logged = {
      ...all,
      printed: [],
      metrics: new Map([['eval/none/accuracy', { n: 3, last: 72, min: 70, max: 72, all: [70, 71, 72] }]]),
    };
    assert.equal(made({ runs: [logged] }).cells[0]?.measured?.mean, 71);
    assert.match(made({ runs: [run(0, { other: 1 })] }).cells[0]?.why ?? '', /measured “none\/accuracy”; they measured other/);
  });

  // shows: report-cells
  it('says of a cell that is not in the paper, or whose values are no numbers, that it cannot be compared', () => {
    const odd = { ...plan, cells: [cell(9, 9, 'none/accuracy'), cell(2, 2, 'broken')] };
    const [nowhere, broken] = made({ plan: odd, runs: [run(0, { 'none/accuracy': 1, broken: Number.NaN })] }).cells;
    assert.equal(nowhere?.verdict, 'not comparable');
    assert.match(nowhere?.why ?? '', /has no cell in row 9, column 9/);
    assert.equal(broken?.verdict, 'not comparable');
    assert.equal(broken?.measured?.mean, null);
  });

  // shows: report-leak
  it('says first of all that test data reached training, and marks the numbers, while verdicts stay the rule’s', () => {
    const integrity: Integrity = {
      v: 1,
      stage: 'integrity',
      locks: [],
      checks: [{ name: 'seeds', state: 'not checked', how: 'no run', inputs: {} }],
      findings: [
        { kind: 'one-seed', severity: 'warning', message: 'One seed.', evidence: [], examples: [] },
        { kind: 'leak-exact', severity: 'error', message: '31 % of the test rows are in the training rows.', evidence: [], examples: [] },
      ],
    };
    const report = made({ integrity });
    assert.match(report.headline, /^Leaked: test data reached training/);
    assert.deepEqual(
      report.integrity.findings.map(({ kind }) => kind),
      ['leak-exact', 'one-seed'],
    );
    assert.deepEqual(
      report.cells.map(({ leaked }) => leaked !== undefined),
      [true, true, true, true, false],
    );
    assert.equal(report.cells[0]?.verdict, 'reproduced');
    const markdown = reportMarkdown(report);
    assert.match(markdown, /> \[!CAUTION\]\n> \*\*leak-exact\*\*: 31 % of the test rows/);
    assert.match(markdown, /reproduced · \*\*leaked\*\*/);
    // A leak that names a table is of that table alone.
    const [first, leak] = integrity.findings;
    assert.ok(first !== undefined && leak !== undefined);
    const other = { ...integrity, findings: [{ ...leak, evidence: [{ address: 'file:paper.tex#S9.T9' }] }] };
    assert.ok(made({ integrity: other }).cells.every(({ leaked }) => leaked === undefined));
    // One that names cells is of those, and the headline says of how many.
    const some = made({ integrity: { ...integrity, findings: [{ ...leak, cells: [{ address, row: 4, column: 2 }] }] } });
    assert.deepEqual(
      some.cells.map(({ leaked }) => leaked !== undefined),
      [false, false, true, false, false],
    );
    assert.match(some.headline, /^Leaked: test data reached training, so 1 of 4 measured numbers shows nothing/);
  });

  // shows: report-deviations
  it('names each setting that ran with another value than the paper or a person said, and each guess that nobody accepted', () => {
    const register = {
      v: 1 as const,
      stage: 'register' as const,
      inputs: {},
      rows: [
        row({}),
        row({ id: 'lr', name: 'learning rate', value: '1e-3' }),
        row({ id: 'init', name: 'initialisation', state: 'proposed', value: 'zeros' }),
        row({ id: 'rank', name: 'rank', state: 'sweep', value: 4 }),
        row({ id: 'teacher', name: 'teacher', state: 'open', origin: { kind: 'none', text: '' } }),
      ],
    };
    const { value: _, ...open } = register.rows[4] ?? row({});
    const spec: ReportInput['spec'] = {
      v: 1,
      stage: 'spec',
      inputs: {},
      items: [{ id: 'i1', kind: 'setting', statement: 'x', status: 'stated', evidence: [], value: 0.5, row: 'lr', by: 'practicum' }],
    };
    const runs = three.map((each, at) => ({
      ...each,
      register: { 'weight-decay': at === 0 ? 0 : 0.01, lr: 0.001, init: 'zeros', rank: at },
    }));
    const { deviations } = made({ register: { ...register, rows: [...register.rows.slice(0, 4), open] }, spec, runs });
    assert.deepEqual(
      deviations.map(({ row: id, kind, used }) => [id, kind, used]),
      [
        ['weight-decay', 'differs between runs', [0, 0.01]],
        ['weight-decay', 'other than the register', [0, 0.01]],
        ['lr', 'other than the paper', [0.001]],
        ['init', 'not accepted', ['zeros']],
        ['rank', 'swept', [0, 1, 2]],
        ['teacher', 'open', []],
      ],
    );
  });

  // shows: report-facts
  it('says what was run of it, on what, at what cost and how much of it a person changed, and never calls an estimate settled', () => {
    const paid = three.map((each, at) => ({
      ...each,
      cost: { usd: 0.5, basis: at === 0 ? ('estimated' as const) : ('settled' as const), hours: 0.5 },
    }));
    const report = made({
      runs: paid,
      code: {
        v: 1,
        stage: 'code',
        files: [{ path: 'train.py', inputs: {}, written: '0'.repeat(64), ran: { run: 'r_0', sha256: '0'.repeat(64), personLines: 3 } }],
      },
    });
    assert.deepEqual(report.cost, { usd: 1.5, basis: 'estimated', hours: 1.5 });
    assert.deepEqual(report.environment, [{ python: '3.12.1', gpu: [], packages: { torch: '2.8.0' }, runs: 3 }]);
    assert.deepEqual(report.commits, [{ commit: 'abc123', isDirty: false, runs: 3 }]);
    assert.ok(report.notRun.some((line) => line.includes('The smoke run')));
    const markdown = reportMarkdown(report);
    assert.match(markdown, /Cost of all runs: \\?\$1\.50 \(estimated\), 1\.5 h/);
    assert.match(markdown, /A person changed 3 lines before the code first ran: `train\.py` \(3\)/);
  });

  // shows: report-experiment
  it('has for an experiment without a paper what was measured over the seeds, beside the baseline', () => {
    const lines = (value: number): MeasuredRun['printed'] => printedResults([JSON.stringify({ seed: 0, metrics: { accuracy: value } })]);
    const runs = [
      run(0, {}, { printed: lines(90) }),
      run(1, {}, { run: 'r_1', printed: printedResults([JSON.stringify({ seed: 1, metrics: { accuracy: 92 } })]) }),
      run(0, {}, { run: 'r_b', purpose: 'baseline', printed: lines(80) }),
    ];
    const experiment = { id: 'experiment:digits', title: 'Fine-tune X for Y', nodes: [] };
    const report = made({ paper: experiment, plan: { ...plan, cells: [] }, runs });
    assert.match(report.headline, /^Measured: accuracy 91 ± 1\.414 over 2 seeds \(baseline 80 over 1 seed\)\.$/);
    assert.deepEqual(
      report.runs.map(({ counts }) => counts),
      [true, true, false],
    );
    assert.deepEqual(parseStage('report', formatStage('report', report)).measures, report.measures);
    assert.match(
      reportMarkdown(report),
      /^# Experiment: Fine-tune X for Y\n[\s\S]*\| accuracy \| 91 ± 1\.414 over 2 seeds \| 80 over 1 seed \|/,
    );
  });

  // shows: report-quotes
  it('quotes nothing of the paper at length, and what came from elsewhere stays text in the Markdown', () => {
    const long = 'x'.repeat(5_000);
    const integrity: Integrity = {
      v: 1,
      stage: 'integrity',
      locks: [],
      checks: [],
      findings: [{ kind: 'leak-near', severity: 'warning', message: `| <img src=x> ${long}`, evidence: [], examples: [long] }],
    };
    const report = made({ integrity, paper: { ...paper, title: `# [x](http://evil) ${secretSentence.repeat(4)}` } });
    const json = formatStage('report', report);
    assert.deepEqual(parseStage('report', json).cells, JSON.parse(JSON.stringify(report.cells)));
    const markdown = reportMarkdown(report);
    for (const text of [json, markdown]) assert.ok(!made().headline.includes(secretSentence) && !text.includes('x'.repeat(700)));
    assert.ok(!reportMarkdown(made()).includes(secretSentence) && !formatStage('report', made()).includes(secretSentence));
    assert.ok(!/(?<!\\)<img/.test(markdown) && !markdown.includes('[x](') && markdown.includes('Weighted \\| loss'));
  });
});

describe('Results that a script prints', () => {
  // shows: report-printed
  it('are read from one line of JSON for each seed, as far as the log kept the line', () => {
    const line = JSON.stringify({ seed: 3, metrics: { 'T=1/accuracy': 91.25, nested: { nll: 0.5 } }, curves: { a: [1, 2] }, seconds: 2 });
    const [whole] = printedResults(['loss 0.5', line]);
    assert.equal(whole?.seed, 3);
    assert.deepEqual(
      [...(whole?.values ?? [])],
      [
        ['metrics.T=1/accuracy', 91.25],
        ['metrics.nested.nll', 0.5],
        ['seconds', 2],
      ],
    );
    const cut = `${line.slice(0, line.indexOf('91.25') + 4)} … (100 more characters)`;
    assert.deepEqual([...(printedResults([line.slice(0, line.indexOf('91.25') + 3)])[0]?.values ?? [])], []);
    assert.ok(![...(printedResults([cut])[0]?.values.values() ?? [])].includes(91.25));
    assert.deepEqual(printedResults(['{"a": NaN}'])[0]?.values.get('a'), Number.NaN);
    assert.deepEqual(printedResults(['{broken', '{}', '[1]', '{"a": "b"}']), []);
  });
});
