/** Whole sections that are full of numbers and state no setting: results, examples, proofs, costs, other people's work, first attempts. */
import assert from 'node:assert/strict';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperBefore, sectionsWithout } from '../../../bench/said/notSettings.ts';
import { paperOf } from '../../../bench/said/texts.ts';

/** What was reached; the most that may be read of all of them. */
const most = 28;

function read(tex: string): string[] {
  return [...new Set(sayWhat(paperOf(tex)).hyperparameters.map(({ name, value }) => `${name} = ${value}`))];
}

// shows: paper-derivations
describe('sections without settings', () => {
  const own = read(paperBefore());
  const papers = sectionsWithout().map((section) => ({ heading: section.heading, read: read(paperBefore(section)) }));
  const taken = papers.flatMap(({ heading, read: all }) =>
    all.filter((value) => !own.includes(value)).map((value) => `${heading}: ${value}`),
  );

  it('are read for hardly any', () => assert.ok(taken.length <= most, `${taken.length}\n${taken.join('\n')}`));
  it('leave the set-up before them as it is', () => {
    for (const { heading, read: all } of papers)
      assert.deepEqual(
        own.filter((value) => !all.includes(value)),
        [],
        heading,
      );
  });
});
