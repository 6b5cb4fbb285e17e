/**
 * Learns from papers with truth which two values of a setting contradict each other, and writes the weights of `src/papers/said/disputes.ts`.
 * Whole papers count four times, and so do the few parts that came first; those of the generator count twice. Learn the weights of doubts first (`teachDoubts.ts`): how sure a value is a setting is one of the cues.
 * `node test/bench/said/teachDisputes.ts` tells for each author of whole papers what weights give that were learned without them, and writes
 * those learned of all.
 */
import { likely } from '../../../src/papers/said/disputes.ts';
import { chanceOf, type Weights } from '../../../src/papers/said/weighing.ts';
import { type Disputed, disputedIn } from './disputed.ts';
import { authorOf, counted, learnedOf, type Row, withoutEach, writeWeights } from './learned.ts';
import { pairFiles, pairsIn, paperWith } from './pairs.ts';
import { paperOf, textsIn } from './texts.ts';
import type { Truth } from './truth.ts';
import { writeText } from './writeText.ts';

interface Text {
  readonly author: string;
  /** How many times it counts. */
  readonly weight: number;
  readonly contradictions: number;
  readonly pairs: readonly Disputed[];
}

const fewest = 4;
const strength = 0.3;

const whole = textsIn('saidWhole').map(({ name, tex, truth }) => read(name, tex, truth.contradictions, 4));
const parts = [
  ...textsIn('saidBlind').map(({ name, tex, truth }) => read(name, tex, truth.contradictions, 1)),
  // Few, of many kinds.
  ...textsIn('said').map(({ name, tex, truth }) => read(name, tex, truth.contradictions, 4)),
];
const banks = pairFiles.flatMap((file) =>
  pairsIn(file).map(({ texts, contradicts, values = [] }) =>
    read('pairs', paperWith(texts), contradicts === null ? [] : [{ name: contradicts, values }], 1),
  ),
);
/** Others than those of the benchmark, which begin at 0. */
const generated = Array.from({ length: 160 }, (_, seed) => writeText(1000 + seed)).map(({ name, tex, truth }) =>
  read(name, tex, truth.contradictions, 2),
);
const all = [...whole, ...parts, ...banks, ...generated];

const counts = withoutEach(whole, all, learn, score);
const total = counts.map(([, count]) => count).reduce((a, b) => a.map((count, at) => count + (b[at] ?? 0)));
for (const [author, [found = 0, lost = 0, alarmed = 0, clean = 0]] of [...counts, ['all', total] as const])
  console.log(`without ${author}: ${found} of ${found + lost} found, alarms in ${alarmed} of ${clean} papers that have none`);

const cues = writeWeights(
  'disputeWeights.ts',
  'Weights of the cues in disputes.ts: above 0 speaks for a contradiction',
  'teachDisputes.ts',
  learn(all),
);
console.log(`${cues} cues of ${all.length} texts`);

function read(name: string, tex: string, contradictions: Truth['contradictions'], weight: number): Text {
  return { author: authorOf(name), weight, contradictions: contradictions.length, pairs: disputedIn(paperOf(tex), contradictions) };
}

function learn(texts: readonly Text[]): Weights {
  const rows = texts.flatMap(({ pairs, weight }) =>
    pairs.map(({ cues, is }): Row => ({ cues: [...new Set(cues)], is: is !== undefined, weight })),
  );
  return learnedOf(rows, counted(rows, fewest), strength);
}

/** Found, lost, papers without a contradiction that are alarmed, and all of those. Of one setting the likeliest is told. */
function score(texts: readonly Text[], weights: Weights): readonly number[] {
  const counts = texts.map(({ pairs, contradictions }) => {
    const best = new Map<string, readonly [chance: number, pair: Disputed]>();
    for (const pair of pairs) {
      const chance = chanceOf(pair.cues, weights);
      if (chance > (best.get(pair.name)?.[0] ?? likely)) best.set(pair.name, [chance, pair]);
    }
    const found = new Set([...best.values()].flatMap(([, { is }]) => is ?? [])).size;
    return [found, contradictions - found, contradictions === 0 && best.size > 0 ? 1 : 0, contradictions === 0 ? 1 : 0];
  });
  return counts.reduce((a, b) => a.map((count, at) => count + (b[at] ?? 0)), [0, 0, 0, 0]);
}
