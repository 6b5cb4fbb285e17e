import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SummaryOf } from '../../../webview-ui/curves/table/columns.ts';
import { isLetThrough, parseFilter, unknownField } from '../../../webview-ui/curves/table/filter.ts';
import { makeRun, makeSummaries } from './tableRuns.ts';

const nowMs = 1_000_000;
const runs = [
  makeRun('a', {
    name: 'baseline',
    status: 'done',
    parameters: { lr: '1e-3', optimizer: 'adam' },
    tags: ['paper'],
    startedMs: 0,
    endedMs: 90_000,
  }),
  makeRun('b', { name: 'wide', status: 'failed', parameters: { lr: '0.01', optimizer: 'SGD' }, tags: ['bad', 'old'] }),
  makeRun('c', { name: 'wide-2', status: 'running', parameters: { lr: '0.1' }, notes: ['too hot'], startedMs: 0 }),
];
const summaryOf: SummaryOf = makeSummaries({
  a: { 'eval/loss': { last: 0.4, best: 0.2 }, loss: { last: 0.5, best: 0.5 } },
  b: { 'eval/loss': { last: Number.NaN }, loss: { last: 2, best: 1 } },
});

function through(text: string): string {
  const parsed = parseFilter(text);
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  return runs
    .filter((run) => isLetThrough(parsed.filter, run, summaryOf, nowMs))
    .map(({ id }) => id)
    .join('');
}

function faultOf(text: string): string {
  const parsed = parseFilter(text);
  return 'fault' in parsed ? `${parsed.fault.at}: ${parsed.fault.message}` : '';
}

describe('The filter of the runs table', () => {
  // shows: curves-table
  it('compares parameters as numbers where they are some, however they were written', () => {
    assert.equal(through('lr < 0.05'), 'ab');
    assert.equal(through('lr = 0.001'), 'a');
    assert.equal(through('lr=1e-2'), 'b');
    assert.equal(through('optimizer = sgd'), 'b', 'words without regard to case');
    assert.equal(through('optimizer != sgd'), 'a', 'what a run does not have is not unequal to anything');
    assert.equal(through('param:lr >= 0.1'), 'c');
  });

  // shows: curves-table
  it('compares what was measured: last, best, and names with a slash in them', () => {
    assert.equal(through('loss < 1'), 'a');
    assert.equal(through('loss.best <= 1'), 'ab');
    assert.equal(through('eval/loss.best < 0.3'), 'a');
    assert.equal(through('"eval/loss".best < 0.3'), 'a');
    assert.equal(through('best:eval/loss < 0.3'), 'a');
    assert.equal(through('eval/loss = NaN'), 'b');
    assert.equal(through('eval/loss < 100'), 'a', 'NaN is below nothing');
  });

  // shows: curves-table
  it('knows status, name, tags, notes and how long it took', () => {
    assert.equal(through('status = done'), 'a');
    assert.equal(through('wide'), 'bc');
    assert.equal(through('name ~ ^wide$'), 'b');
    assert.equal(through('paper'), 'a');
    assert.equal(through('tag = old'), 'b');
    assert.equal(through('tag != old'), 'a', 'a run without tags is not let through by it');
    assert.equal(through('not tag = old'), 'ac');
    assert.equal(through('note ~ hot'), 'c');
    assert.equal(through('duration > 10m'), 'c');
    assert.equal(through('duration <= 90'), 'a');
  });

  // shows: curves-table
  it('joins with and, or, not and brackets, and takes words beside each other as and', () => {
    assert.equal(through('status = done or status = failed'), 'ab');
    assert.equal(through('wide lr > 0.05'), 'c');
    assert.equal(through('not (status = done or lr > 0.05)'), 'b');
    assert.equal(through('status = done and lr < 0.01 or running'), 'a');
    assert.equal(through(''), 'abc');
  });

  // shows: curves-table
  it('says in one sentence what is wrong, and where', () => {
    assert.match(faultOf('lr <'), /^4: A value is missing after “lr <”\.$/);
    assert.match(faultOf('(lr = 1'), /^0: A “\(” is not closed/);
    assert.match(faultOf('lr = 1)'), /^6: A “\)” has no “\(” before it\.$/);
    assert.match(faultOf('lr <> 1'), /^3: “<>” is no comparison: use = != < <= > >= ~ !~\.$/);
    assert.match(faultOf('name ~ "("'), /^7: “\(” is no regular expression/);
    assert.match(faultOf('= 1'), /^0: What is compared by “=” is missing/);
    assert.match(faultOf('a and'), /^5: Something is missing here/);
    assert.match(faultOf('name = "open'), /^7: The " at character 8 is not closed/);
    const parsed = parseFilter('lrr < 1 and status = done');
    assert.ok('filter' in parsed);
    assert.equal(unknownField(parsed.filter, runs, summaryOf), 'lrr');
  });

  it('never throws and never hangs, whatever is typed', () => {
    const pieces = fc.constantFrom(
      'lr',
      '<',
      '=',
      '(',
      ')',
      'and',
      'or',
      'not',
      '"',
      "'",
      '~',
      '0.1',
      'name',
      ' ',
      '\\',
      '[',
      '😀',
      'loss.best',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 12 }).map((all) => all.join(' ')),
        ),
        (text) => {
          const parsed = parseFilter(text);
          if ('fault' in parsed) assert.ok(parsed.fault.message.length > 0 && parsed.fault.at <= text.length);
          else for (const run of runs) isLetThrough(parsed.filter, run, summaryOf, nowMs);
        },
      ),
    );
  });
});
