import assert from 'node:assert/strict';
import { ShownNames } from '../../../src/app/shownNames.ts';

describe('A text that the person reads', () => {
  it('has the name of a run in place of its id, but in no path, which would lead nowhere', () => {
    const names = new ShownNames(['/work/space']);
    names.nameRun('run_1a', 'tiny $& reviews');
    const cases = [
      ['Waits for run_1a', 'Waits for “tiny $& reviews”'],
      ['run_1a, then run_1a.', '“tiny $& reviews”, then “tiny $& reviews”.'],
      ['Evaluate .practicum/runs/run_1a/artifacts/out', 'Evaluate .practicum/runs/run_1a/artifacts/out'],
      ['Read /work/space/.practicum/runs/run_1a', 'Read .practicum/runs/run_1a'],
      ['Look into run_1a/console.log', 'Look into run_1a/console.log'],
      ['C:\\runs\\run_1a\\exit.json', 'C:\\runs\\run_1a\\exit.json'],
      ['run_1ab is another run', 'run_1ab is another run'],
    ] as const;
    for (const [text, shown] of cases) assert.equal(names.shorten(text), shown);
  });
});
