import assert from 'node:assert/strict';
import { bankOf } from '../../../../src/papers/said/bank.ts';
import { givenUp } from '../../../../src/papers/said/givenUp.ts';
import { firstOf, isFound, matchesOf } from '../../../../src/papers/said/matches.ts';
import { splitAt } from '../../../../src/papers/said/passages.ts';
import { wordings } from '../../../../src/papers/said/words.ts';
import { textsIn } from '../../../bench/said/texts.ts';

/** A pattern that tells how often it was run. */
function counted(pattern: RegExp): { readonly pattern: RegExp; readonly runs: () => number } {
  let runs = 0;
  const own = new RegExp(pattern);
  Object.defineProperty(own, 'exec', {
    value: (text: string) => {
      runs++;
      return RegExp.prototype.exec.call(own, text);
    },
  });
  return { pattern: own, runs: () => runs };
}

const plainly = (text: string, pattern: RegExp): [number, ...string[]][] =>
  [...text.matchAll(pattern)].map((match) => [match.index, ...match]);
const carefully = (text: string, pattern: RegExp): [number, ...string[]][] =>
  matchesOf(text, pattern).map((match) => [match.index, ...match]);

describe('searching a text for many patterns', () => {
  // shows: paper-said-words
  it('runs no pattern on a text without its words', () => {
    const { pattern, runs } = counted(/\b(?:also )?tried (?:it|ten|them)\b(?! again)/giu);
    assert.deepEqual(matchesOf('The network has three layers of 64 units.', pattern), []);
    assert.equal(isFound('We trained it for ten epochs.', pattern), false);
    assert.equal(runs(), 0);
    assert.equal(matchesOf('We tried ten.', pattern).length, 1);
    assert.equal(runs() > 0, true);
  });

  // shows: paper-said-words
  it('runs of many ways of saying something only those whose words a sentence has', () => {
    const cues = givenUp.map(({ pattern }) => counted(pattern));
    const cuesIn = bankOf(cues, ({ pattern }) => [pattern]);
    const runsOn = (sentence: string): number => {
      const before = cues.reduce((sum, { runs }) => sum + runs(), 0);
      for (const { pattern } of cuesIn(sentence)) matchesOf(sentence, pattern);
      return cues.reduce((sum, { runs }) => sum + runs(), 0) - before;
    };
    assert.equal(runsOn('The encoder is a stack of six blocks.'), 0);
    assert.equal(cuesIn('The encoder is a stack of six blocks.').length < cues.length / 3, true);
    assert.equal(runsOn('A second layer was abandoned early, and we abandoned the idea.') > 0, true);
  });

  it('finds of alternatives the earliest, and of those at one place the one that is written first', () => {
    const text = 'a warm-up of ten; warm start; ten warm-ups, tenfold and ten';
    for (const pattern of [
      /\bwarm\b|\bwarm-up|\btenfold|\bten\b|\bcold|\bhot|\bnever|\balways|\bunused/g,
      /\b(?:warm-up|warm|ten(?:fold)?|cold|hot|never|always|unused|lukewarm)s?\b/gi,
      /(?<=of )ten|start;|(?=tenfold)|cosine|linear|constant|exponential|polynomial/g,
    ])
      assert.deepEqual(carefully(text, pattern), plainly(text, pattern));
  });

  it('finds what a pattern finds however it is written', () => {
    const texts = ['LEARNING RATE of 0.1 (ℓ2)', 'a ſtep ſize of 3', 'the K-means', 'x^2 {3} a|b [c] ((d', 'déjà vu, 5 × 5', ''];
    for (const pattern of [
      /learning (?:rate|speed)/giu,
      /step size/giu,
      /\bK-means/giu,
      /k-means/gi,
      /x\^2 \{3} a\|b \[c\]/g,
      /(?:ab?|[[\]c]+|\(\(d)/g,
      /DÉJÀ/giu,
      /5 ?×{1,2} ?5/g,
      /(?<n>r)ate|(\d)\.\k<n>?/g,
      /(?:)|of/g,
      /\u0061 \x73?|\p{L}ize/gu,
      /(?-i:L)EARN/gi,
      /z{0}learning|q*rate/gi,
    ])
      for (const text of texts) assert.deepEqual(carefully(text, pattern), plainly(text, pattern), `${pattern} in “${text}”`);
  });

  it('keeps no place in a pattern', () => {
    const pattern = /rate/g;
    assert.equal(firstOf('a rate and a rate', pattern)?.index, 2);
    assert.equal(firstOf('a rate and a rate', pattern)?.index, 2);
    assert.equal(pattern.lastIndex, 0);
    assert.equal(firstOf('a rate', /\b(?:rate|pace)/i)?.[0], 'rate');
  });

  it('reads of real sentences what every pattern by itself would', () => {
    const patterns = [...givenUp, ...wordings].map(({ pattern }) => pattern);
    const sentences = textsIn('said')
      .slice(0, 4)
      .flatMap(({ tex }) => splitAt(tex).map(([start, end]) => tex.slice(start, end)));
    const sentencesIn = bankOf(patterns, (pattern) => [pattern]);
    for (const sentence of sentences) {
      const asked = new Set(sentencesIn(sentence));
      for (const pattern of patterns) {
        const expected = plainly(sentence, pattern);
        assert.deepEqual(carefully(sentence, pattern), expected, `${pattern}`);
        assert.equal(expected.length > 0 && !asked.has(pattern), false, `${pattern}`);
      }
    }
  });
});
