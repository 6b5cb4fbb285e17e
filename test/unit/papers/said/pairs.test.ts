import assert from 'node:assert/strict';
import { pairsIn, wrongOf } from '../../../bench/said/pairs.ts';

/** What was reached; the least that must stay. */
const alarmed = 0.02;
const banks: readonly (readonly [found: number, files: readonly string[]])[] = [
  [0.94, ['pairs.json', 'pairs2.json', 'pairs3.json', 'pairs4.json']],
  [0.88, ['pairs5.json', 'pairs6.json']],
];

describe('a bank of places that disagree or only look as if they did', () => {
  for (const [found, files] of banks)
    it(`finds nearly all that disagree and gives an alarm for few of the others: ${files.join(', ')}`, () => {
      const pairs = files.flatMap(pairsIn);
      const wrong = pairs.map((pair) => ({ pair, text: wrongOf(pair) })).filter(({ text }) => text !== undefined);
      const disagreeing = pairs.filter(({ contradicts }) => contradicts !== null).length;
      const lost = wrong.filter(({ pair }) => pair.contradicts !== null).length;
      const list = wrong.map(({ pair, text }) => `${text}: ${pair.texts.join(' … ')}`).join('\n');
      assert.ok(1 - lost / disagreeing >= found, `${1 - lost / disagreeing} ${list}`);
      assert.ok((wrong.length - lost) / (pairs.length - disagreeing) <= alarmed, list);
    }).timeout(60_000);
});
