import { strict as assert } from 'node:assert';
import { phraseBanks, unread } from '../../../bench/said/phraseBanks.ts';

describe('Phrases that people say settings with', () => {
  for (const { bank, phrases, reached } of phraseBanks())
    it(`are read no worse than before: ${bank}`, () => {
      const lost = phrases.flatMap((phrase) => {
        const remarks = unread(phrase);
        return remarks.length === 0 ? [] : [`${phrase.text}\n    ${remarks.join('\n    ')}`];
      });
      const share = phrases.length === 0 ? 1 : 1 - lost.length / phrases.length;
      assert.ok(share >= reached, `${(100 * share).toFixed(1)} % of ${phrases.length} are read; these are not:\n${lost.join('\n')}`);
    });
});
