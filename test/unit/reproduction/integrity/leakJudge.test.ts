import assert from 'node:assert/strict';
import { bytesInMemory } from '../../../../src/datasets/bytes.ts';
import { openLocal } from '../../../../src/datasets/local.ts';
import { type FileColumns, judgeFiles } from '../../../../src/reproduction/integrity/fileSplits.ts';
import { LeakJudge } from '../../../../src/reproduction/integrity/leakJudge.ts';
import { textRow } from '../../../../src/reproduction/integrity/textRow.ts';
import { cleanTexts, plantedTexts } from '../../../bench/integrity/texts.ts';
import { mulberry32 } from '../../../random.ts';

const { signal } = new AbortController();

async function judged(train: string, test: string, columns: FileColumns = {}, ending = 'csv') {
  const data = await openLocal(
    [
      { label: `train.${ending}`, open: async () => bytesInMemory(new TextEncoder().encode(train)) },
      { label: `test.${ending}`, open: async () => bytesInMemory(new TextEncoder().encode(test)) },
    ],
    signal,
  );
  const [first, second] = data.splits;
  assert.ok(first !== undefined && second !== undefined);
  const judge = new LeakJudge({ train: 'train', test: 'test', evidence: [] });
  await judgeFiles({ train: first, test: second }, columns, judge, signal);
  return judge.report();
}

const csvOf = (rows: readonly (readonly (number | string)[])[], head: string) => [head, ...rows.map((row) => row.join(','))].join('\n');
const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

describe('the judge of leaks', () => {
  const random = mulberry32(5);
  const numbers = (count: number, width: number) =>
    Array.from({ length: count }, () => Array.from({ length: width }, () => random() * 10 - 5));

  // shows: integrity-chance
  it('tells copies from rows that a small domain gives again and again', async () => {
    const dice = (count: number) => Array.from({ length: count }, () => Array.from({ length: 4 }, () => Math.floor(random() * 4)));
    const small = await judged(csvOf(dice(900), 'a,b,c,d'), csvOf(dice(200), 'a,b,c,d'));
    assert.deepEqual(small.findings, []);
    assert.match(small.checks[0]?.how ?? '', /which is what chance gives for such rows/);
    const test = numbers(100, 5);
    const train = [...numbers(400, 5), ...test.slice(0, 4)];
    const wide = await judged(csvOf(train, 'a,b,c,d,e'), csvOf(test, 'a,b,c,d,e'));
    assert.deepEqual(
      wide.findings.map(({ kind, share, severity }) => [kind, share, severity]),
      [['leak-exact', 0.04, 'error']],
    );
  });

  // shows: integrity-files
  it('leaves out columns that name rows, and compares numbers as float32', async () => {
    const test = numbers(60, 4);
    const train = [...numbers(200, 4), ...test.slice(0, 10).map((row) => row.map((value) => Math.fround(value)))];
    const numbered = (rows: readonly (readonly number[])[]) =>
      csvOf(
        rows.map((row, at) => [`r${at}`, ...row]),
        'id,a,b,c,d',
      );
    const { findings } = await judged(numbered(train), numbered(test));
    assert.match(findings[0]?.message ?? '', /^10 of 60 rows/);
  });

  // shows: integrity-near
  it('finds rows with a little noise, and texts that were edited, cut or put into longer ones', async () => {
    const test = numbers(80, 12);
    const noisy = test.slice(0, 20).map((row) => row.map((value) => value + (random() - 0.5) * 0.1));
    const head = 'a,b,c,d,e,f,g,h,i,j,k,l';
    assert.deepEqual(
      (await judged(csvOf([...numbers(400, 12), ...noisy], head), csvOf(test, head))).findings.map(({ kind }) => kind),
      ['leak-near'],
    );
    for (const kind of ['text, a few words edited', 'text, cut after two thirds', 'text, within a longer one']) {
      const made = plantedTexts[kind]?.(3);
      assert.ok(made !== undefined);
      const { findings } = await judged(lines(made.train), lines(made.test), {}, 'jsonl');
      assert.deepEqual(
        findings.map((finding) => finding.kind),
        ['leak-near'],
        kind,
      );
    }
  });

  // shows: integrity-templates
  it('says nothing against forms, shared prompts, usual phrases and sums', async () => {
    for (const [kind, make] of Object.entries(cleanTexts)) {
      const { train, test, group, time } = make(4);
      const { findings } = await judged(lines(train), lines(test), { group, time }, 'jsonl');
      assert.deepEqual(findings, [], kind);
    }
  });

  // shows: integrity-groups
  it('finds groups in both splits, and training rows that are newer than test rows', async () => {
    const group = await judged('x,y,who\n1,2.5,ada\n3,4.5,bob\n5,1.5,cyd', 'x,y,who\n7,8.5,ada\n2,9.5,eve', { group: 'who' });
    assert.deepEqual(
      group.findings.map(({ kind, share }) => [kind, share]),
      [['leak-group', 0.5]],
    );
    const time = await judged('x,y,day\n1,2.5,2024-01-03\n3,4.5,2024-02-01', 'x,y,day\n7,8.5,2024-01-20\n2,9.5,2024-03-01', {
      time: 'day',
    });
    assert.deepEqual(
      time.findings.map(({ kind, share }) => [kind, share]),
      [['leak-time', 0.5]],
    );
    await assert.rejects(judged('x,y\n1,2', 'x,y\n1,3', { group: 'who' }), /Not both files have a column “who”/);
  });

  // shows: integrity-chance
  it('keeps what it needs of the test data only, however long the training data are', () => {
    const judge = new LeakJudge({ train: 'train', test: 'test', evidence: [] });
    const text = (seed: number) => Array.from({ length: 12 }, (_, at) => `w${(seed * 7919 + at * at * 31) % 100_003}`).join(' ');
    for (let at = 0; at < 500; at++) judge.test(textRow(at, text(at)));
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    for (let at = 0; at < 40_000; at++) judge.train(textRow(at, text(1_000 + at)));
    globalThis.gc?.();
    assert.ok(process.memoryUsage().heapUsed - before < 120 * 2 ** 20);
    for (let at = 0; at < 5; at++) judge.train(textRow(40_000 + at, text(at)));
    assert.deepEqual(
      judge.report().findings.map(({ kind }) => kind),
      ['leak-exact'],
    );
  });

  it('sees words and not how they are written', () => {
    const [a, b] = [textRow(0, 'Ｔhe cat — sat.'), textRow(1, ' the CAT sat')];
    assert.deepEqual(a.parts, b.parts);
    assert.notDeepEqual(a.parts, textRow(2, 'the cat sits').parts);
    assert.equal(textRow(3, '猫は座った').text?.tokens, 5);
    assert.equal(textRow(4, ' … ').isConstant, true);
  });
});
