import assert from 'node:assert/strict';
import { readTwins, twinsIn } from '../../../bench/said/twins.ts';

/** What was reached; the least that must stay. */
const [found, wrong, taken] = [0.79, 0.065, 0.142];

// shows: paper-formula-roles
describe('sentences that state settings, beside those that look alike and state none', () => {
  const twins = twinsIn('twins.json');
  const read = twins.map(readTwins);
  const right = read.reduce((sum, each) => sum + each.right, 0);
  const list = (of: 'lost' | 'wrong' | 'taken'): string[] => read.flatMap((each) => each[of]);

  it('are read for nearly all of their settings', () => {
    const lost = list('lost');
    assert.ok(right / (right + lost.length) >= found, `${right / (right + lost.length)}\n${lost.join('\n')}`);
  });
  it('are read for little else', () =>
    assert.ok(
      list('wrong').length / (right + list('wrong').length) <= wrong,
      `${list('wrong').length / (right + list('wrong').length)}\n${list('wrong').join('\n')}`,
    ));
  it('are told apart', () => {
    const share = read.filter((each) => each.taken.length > 0).length / read.length;
    assert.ok(share <= taken, `${share}\n${list('taken').join('\n')}`);
  });
});
