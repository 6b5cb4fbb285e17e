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
  it('mark what one does now, and what it did when the run was started, which is no switch', () => {
    const told = (rule: 'stall' | 'plateau'): readonly string[] =>
      actionRows(switched, rule).map(({ label, description, action }) => [label, description, String(action)].join(' '));
    assert.deepEqual(told('stall'), [
      '$(check) off as it was started null',
      '$(dash) notify  notify',
      '$(dash) ask  ask',
      '$(dash) stop  stop',
    ]);
    assert.deepEqual(told('plateau'), [
      '$(dash) off  off',
      '$(dash) notify as it was started null',
      '$(dash) ask  ask',
      '$(check) stop  stop',
    ]);
  });
});
