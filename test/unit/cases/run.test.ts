import assert from 'node:assert/strict';
import { z } from 'zod';
import { adapter } from '../../cases/adapter.ts';
import type { Deviation } from '../../cases/deviations.ts';
import { parseReference, type ReferenceGroup } from '../../cases/format.ts';
import { reportLines } from '../../cases/report.ts';
import { type Code, runGroup } from '../../cases/run.ts';

/** Code that doubles what it is given, and throws at 13. */
const doubling = adapter(z.object({ of: z.number() }), z.object({ is: z.number() }), ({ of }, expected) => {
  if (of === 13) throw new Error('not with me');
  return { expected, seen: { is: of * 2 } };
});

function code(deviations: readonly Deviation[] = []): Code {
  return { adapters: { doubling }, deviations, rules: { negative: (input) => z.object({ of: z.number() }).parse(input).of < 0 } };
}

function cases(...pairs: readonly (readonly [number, number])[]): ReferenceGroup {
  return {
    for: '2',
    cases: pairs.map(([of, is], index) => ({ id: `doubling/${index}`, input: { of }, expect: { is, note: 'not compared' } })),
  };
}

const better = { why: 'it is better', test: 'is better' };

describe('The runner of reference cases', () => {
  // shows: cases-runner
  it('names each failing case with what was expected and what was seen, and counts at the end', async () => {
    const result = await runGroup('doubling', cases([1, 2], [2, 5], [13, 26]), code());
    assert.deepEqual(reportLines([result]), [
      '✘ doubling/1',
      '    expected {"is":5}',
      '    seen     {"is":4}',
      '    at is: expected 5, seen 4',
      '✘ doubling/2',
      '    expected {"is":26,"note":"not compared"}',
      '    seen     {"threw":"not with me"}',
      '    at is: expected 26, seen undefined',
      '    at note: expected "not compared", seen undefined',
      '    at threw: expected undefined, seen "not with me"',
      '0 answered differently on purpose',
      '1 passed, 2 failed',
    ]);
  });

  // shows: cases-runner
  it('fails a case whose input it does not understand', async () => {
    const group = { for: '2', cases: [{ id: 'doubling/text', input: { of: 'two' }, expect: { is: 4 } }] };
    const { failures } = await runGroup('doubling', group, code());
    assert.equal(failures.length, 1);
  });

  // shows: cases-runner
  it('names groups of later work that have no code yet, and fails those that should have some', async () => {
    const group = (owner: string): ReferenceGroup => ({ ...cases([1, 2], [2, 4]), for: owner });
    const later = await runGroup('budget.later', group('3'), code());
    const due = await runGroup('loop.due', group('2 (the hint only)'), code());
    assert.equal(due.failures.length, 2);
    assert.deepEqual(reportLines([later]), [
      'budget.later: not built yet: 2 cases',
      '0 answered differently on purpose',
      '0 passed, 0 failed',
    ]);
  });

  // shows: cases-deviations
  it('lets a case be answered differently on purpose, and only in the way that is written down', async () => {
    const asWritten = code([{ id: 'doubling/0', instead: { is: 2 }, ...better }]);
    const otherwise = code([{ id: 'doubling/0', instead: { is: 7 }, ...better }]);
    assert.deepEqual((await runGroup('doubling', cases([1, 3]), asWritten)).deviating, ['doubling/0']);
    assert.equal((await runGroup('doubling', cases([1, 3]), otherwise)).failures.length, 1);
  });

  // shows: cases-deviations
  it('recognises cases that it has never seen by a rule, in the group that the rule is for', async () => {
    const byRule = code([{ group: 'doubling', rule: 'negative', ...better }]);
    const elsewhere = code([{ group: 'tripling', rule: 'negative', ...better }]);
    assert.deepEqual((await runGroup('doubling', cases([-1, 1], [1, 2]), byRule)).deviating, ['doubling/0']);
    assert.equal((await runGroup('doubling', cases([-1, 1], [1, 2]), elsewhere)).failures.length, 1);
  });

  // shows: cases-deviations
  it('allows a tenth of a group to be answered differently, in a small group one case, and fails the rest', async () => {
    const byRule = code([{ group: 'doubling', rule: 'negative', ...better }]);
    const odd = [-1, 1] as const;
    const even = [1, 2] as const;
    const small = await runGroup('doubling', cases(odd, odd, even), byRule);
    assert.deepEqual([small.passed, small.deviating.length, small.failures.length], [1, 1, 1]);
    assert.match(small.failures[0]?.why ?? '', /more than a tenth/);
    const large = await runGroup('doubling', cases(...Array.from({ length: 20 }, (_, index) => (index < 3 ? odd : even))), byRule);
    assert.deepEqual([large.passed, large.deviating.length, large.failures.length], [17, 2, 1]);
  });

  // shows: cases-deviations
  it('says of a listed case that is answered as the reference does that it is listed for nothing', async () => {
    const listed = code([{ id: 'doubling/0', instead: { is: 3 }, ...better }]);
    const result = await runGroup('doubling', cases([1, 2]), listed);
    assert.deepEqual(result.stale, ['doubling/0']);
    assert.match(reportLines([result])[0] ?? '', /^doubling\/0: listed as answered differently/);
  });

  it('reads the groups of a file in their order, whatever else stands in it', () => {
    const file = { about: 'x', groups: { b: cases([1, 2]), a: { ...cases(), constants: { limit: 3 }, tier: 'A' } } };
    assert.deepEqual([...parseReference(JSON.stringify(file)).keys()], ['b', 'a']);
    assert.throws(() => parseReference('{"cases": []}'));
  });
});
