import assert from 'node:assert/strict';
import { auditDataSet } from '../../../src/datasets/audit/audit.ts';
import type { Audit } from '../../../src/datasets/audit/auditShape.ts';
import type { Finding, FindingKind } from '../../../src/datasets/audit/finding.ts';
import { mulberry32 } from '../../random.ts';
import { fileOf, jsonLines, noSignal, openFiles } from './memory.ts';

/** Data sets with faults that are known, because they were put there. */

type Row = Record<string, unknown>;

interface Planted {
  readonly train: readonly Row[];
  readonly test: readonly Row[];
  /** `duplicates train` → rows. */
  readonly truth: ReadonlyMap<string, ReadonlySet<number>>;
}

const syllables = ['ka', 'lo', 'mi', 'ten', 'ra', 'su', 'vel', 'dor', 'ne', 'pu', 'gri', 'sha', 'ol', 'em', 'bar', 'tis'];

function plant(seed: number): Planted {
  const random = mulberry32(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const word = (): string => Array.from({ length: 2 + below(2) }, () => syllables[below(syllables.length)]).join('');
  const sentence = (words: number): string => Array.from({ length: words }, word).join(' ');
  const row = (id: number): Row => ({
    id,
    messages: [
      ...(random() < 0.3 ? [{ role: 'system', content: sentence(8) }] : []),
      { role: 'user', content: sentence(12 + below(10)) },
      { role: 'assistant', content: sentence(20 + below(30)) },
    ],
    topic: `topic-${below(4)}`,
    note: sentence(4),
  });
  const train = Array.from({ length: 30 + below(20) }, (_, id) => row(id));
  const test = Array.from({ length: 12 + below(8) }, (_, id) => row(10_000 + id));
  const truth = new Map<string, Set<number>>();
  const mark = (kind: string, at: number): void => void truth.set(kind, (truth.get(kind) ?? new Set()).add(at));
  // Each fault in rows of its own, in the second half of its split: what it repeats stands in the first.
  const free = { train: shuffled(train.length), test: shuffled(test.length) };
  function shuffled(length: number): number[] {
    const rows = Array.from({ length: length - Math.ceil(length / 2) }, (_, index) => index + Math.ceil(length / 2));
    for (let index = rows.length - 1; index > 0; index--) {
      const other = below(index + 1);
      [rows[index], rows[other]] = [rows[other] ?? 0, rows[index] ?? 0];
    }
    return rows;
  }
  const source = (rows: readonly Row[]): Row => structuredClone(rows[below(Math.ceil(rows.length / 2))] ?? {});
  const put = (split: 'train' | 'test', kind: string, make: (at: number) => Row): void => {
    const at = free[split].pop();
    if (at === undefined) return;
    (split === 'train' ? train : test)[at] = make(at);
    mark(`${kind} ${split}`, at);
  };
  const times = (): number => below(4);
  for (let n = times(); n > 0; n--) put('train', 'duplicates', (id) => ({ ...source(train), id }));
  for (let n = times(); n > 0; n--) put('train', 'near-duplicates', (id) => ({ ...slightlyChanged(source(train), word, below), id }));
  for (let n = times(); n > 0; n--) put('train', 'nulls', (id) => ({ ...row(id), note: null }));
  for (let n = times(); n > 0; n--) put('train', 'empties', (id) => ({ ...row(id), note: random() < 0.5 ? '' : '  ' }));
  for (let n = times(); n > 0; n--)
    put('train', 'role-order', (id) => ({
      ...row(id),
      messages: [
        { role: 'user', content: sentence(9) },
        { role: 'user', content: sentence(9) },
        { role: 'assistant', content: sentence(9) },
      ],
    }));
  for (let n = times(); n > 0; n--)
    put('train', 'no-answer', (id) => ({ ...row(id), messages: [{ role: 'user', content: sentence(15) }] }));
  for (let n = times(); n > 0; n--)
    put('train', 'personal-data', (id) => ({ ...row(id), note: `${word()}.${word()}@${word()}.org ${word()}` }));
  for (let n = times(); n > 0; n--) put('test', 'overlap', (id) => ({ ...source(train), id }));
  for (let n = times(); n > 0; n--) put('test', 'near-overlap', (id) => ({ ...slightlyChanged(source(train), word, below), id }));
  return { train, test, truth };
}

/** One word of an answer of twenty and more. */
function slightlyChanged(row: Row, word: () => string, below: (n: number) => number): Row {
  const messages = (row['messages'] as { role: string; content: string }[]).map((turn) => {
    if (turn.role !== 'assistant') return turn;
    const words = turn.content.split(' ');
    words[below(words.length)] = word();
    return { ...turn, content: words.join(' ') };
  });
  return { ...row, messages };
}

/** Rows that a finding accuses: of a pair, the later one. */
function accused({ kind, rows, split }: Finding): readonly number[] {
  const isPair = kind === 'overlap' || kind === 'near-overlap' || kind === 'near-duplicates';
  return rows.filter((place, index) => place.split === split && (!isPair || index % 2 === 0)).map(({ row }) => row);
}

const kinds: ReadonlySet<FindingKind> = new Set([
  'duplicates',
  'near-duplicates',
  'nulls',
  'empties',
  'role-order',
  'no-answer',
  'personal-data',
  'overlap',
  'near-overlap',
]);

describe('An audit of data sets with planted faults', () => {
  // shows: data-audit, data-overlap
  it('finds at least 95 % of them and accuses at most 2 % wrongly, over 220 generated data sets', async () => {
    let [planted, found, accusations, wrong] = [0, 0, 0, 0];
    for (let seed = 1; seed <= 220; seed++) {
      const { train, test, truth } = plant(seed);
      const data = await openFiles(fileOf('train.jsonl', jsonLines(train)), fileOf('test.jsonl', jsonLines(test)));
      const { findings } = await auditDataSet(data, { signal: noSignal });
      const said = new Set(
        findings.filter(({ kind }) => kinds.has(kind)).flatMap((each) => accused(each).map((row) => `${each.kind} ${each.split} ${row}`)),
      );
      const true_ = new Set([...truth].flatMap(([key, rows]) => [...rows].map((row) => `${key} ${row}`)));
      planted += true_.size;
      accusations += said.size;
      for (const each of true_) if (said.has(each)) found += 1;
      for (const each of said) if (!true_.has(each)) wrong += 1;
    }
    assert.ok(planted > 1_500, `${planted} faults were planted`);
    assert.ok(found >= planted * 0.95, `${found} of ${planted} were found`);
    assert.ok(wrong <= accusations * 0.02, `${wrong} of ${accusations} accusations are wrong`);
  });

  // shows: data-audit
  it('answers the same for the same data', async () => {
    const { train, test } = plant(7);
    const audits: Audit[] = [];
    for (let time = 0; time < 2; time++)
      audits.push(
        await auditDataSet(await openFiles(fileOf('train.jsonl', jsonLines(train)), fileOf('test.jsonl', jsonLines(test))), {
          signal: noSignal,
        }),
      );
    assert.deepEqual(audits[0], audits[1]);
  });

  // shows: data-audit
  it('says how much it looked at, by which rule, and never looks at the first rows only', async () => {
    const rows = Array.from({ length: 1_000 }, (_, id) => ({ text: `row ${id} of a thousand rows`, bad: id === 990 ? null : 1 }));
    const { splits, findings, notes } = await auditDataSet(await openFiles(fileOf('all.jsonl', jsonLines(rows))), {
      rows: 200,
      signal: noSignal,
    });
    assert.deepEqual(
      splits.map(({ looked, rule, total }) => ({ looked, rule, total })),
      [{ looked: 200, rule: 'every 5th row', total: { rows: 1_000, how: 'counted' } }],
    );
    assert.match(notes.join(), /there may be more copies/);
    assert.deepEqual(
      findings.filter(({ kind }) => kind === 'nulls').map(({ count, of, rows: places }) => ({ count, of, places })),
      [{ count: 1, of: 200, places: [{ split: 'all', row: 990 }] }],
    );
  });

  // shows: data-audit
  it('shows examples without keys and personal data', async () => {
    const key = `hf_${'aB3'.repeat(12)}`;
    const data = await openFiles(
      fileOf('train.jsonl', jsonLines([{ text: `my key is ${key} and my address ada.lovelace@analytical.org` }])),
    );
    const audit = await auditDataSet(data, { signal: noSignal });
    assert.deepEqual(audit.findings.map(({ kind }) => kind).sort(), ['personal-data', 'secrets']);
    const all = JSON.stringify(audit.findings.map(({ example }) => example)) + JSON.stringify(audit.splits.map(({ examples }) => examples));
    assert.ok(!all.includes(key) && !all.includes('ada.lovelace'), all);
  });
});
