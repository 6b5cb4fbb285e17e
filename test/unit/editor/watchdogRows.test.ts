import assert from 'node:assert/strict';
import { actionRows, watchdogRows } from '../../../src/editor/watchdogRows.ts';
import { watchdogRules } from '../../../src/runs/alert.ts';
import { noMarks } from '../../../src/runs/marks.ts';

describe('The watchdogs of a run as rows', () => {
  const spec = { watchdogs: { stall: 'off' } } as const;
  const switched = { spec, marks: { ...noMarks, watchdogs: { plateau: 'stop' } } } as const;

  // shows: watch-actions
  it('say what each does now, and what was switched for this run', () => {
    const rows = watchdogRows(switched);
    assert.deepEqual(
      rows.map(({ rule }) => rule),
      watchdogRules,
    );
    const row = (rule: string): string | undefined => {
      const found = rows.find((each) => each.rule === rule);
      return found && `${found.label}: ${found.description}`;
    };
    assert.equal(row('stall'), '$(eye-closed) stall: off');
    assert.equal(row('plateau'), '$(eye) plateau: stop, switched for this run');
    assert.equal(row('not-finite'), '$(eye) not-finite: ask');
  });

  // shows: watch-actions
  it('mark what one does now, and offer to go back only where it was switched', () => {
    const told = (rule: 'stall' | 'plateau'): readonly string[] =>
      actionRows(switched, rule).map(({ label, description }) => `${label} ${description}`.trimEnd());
    assert.deepEqual(told('stall'), ['off now', 'notify', 'ask', 'stop']);
    assert.deepEqual(told('plateau'), ['off', 'notify', 'ask', 'stop now', '$(discard) As it was started notify']);
  });
});
