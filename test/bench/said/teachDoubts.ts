/**
 * Learns from papers with truth which of the values that the rules read are no settings, and writes the weights of `src/papers/said/doubts.ts`:
 * a logistic fit over the cues that hold, of which those are kept that decide most. Whole papers count four times.
 * `node test/bench/said/teachDoubts.ts` writes the weights; `--judge` tells instead what weights give that were learned without the author.
 */
import type { Candidate } from '../../../src/papers/said/candidates.ts';
import { cuesOf, tooDoubtful } from '../../../src/papers/said/doubts.ts';
import { readingOf } from '../../../src/papers/said/reading.ts';
import { chanceOf, type Weights } from '../../../src/papers/said/weighing.ts';
import { type Found, isFound } from './judge.ts';
import { authorOf, counted, learnedOf, type Row, withoutEach, writeWeights } from './learned.ts';
import { notSettings } from './notSettings.ts';
import { pairFiles, pairsIn, paperWith } from './pairs.ts';
import { paperSaying, phraseBanks } from './phraseBanks.ts';
import { judgedNames, paperOf, textsIn } from './texts.ts';
import type { TextWithTruth, Truth } from './truth.ts';
import { paperWith as alone, twinsIn } from './twins.ts';
import { writeText } from './writeText.ts';

/** A value as the rules read it. */
interface Value {
  /** What it is counted by: one that is read twice is wrong once. */
  readonly key: string;
  readonly isWrong: boolean;
  /** Which of the true values it is. */
  readonly is: readonly number[];
  readonly cues: readonly string[];
}

interface Text {
  readonly author: string;
  readonly isWhole: boolean;
  readonly expected: number;
  readonly values: readonly Value[];
}

const empty: Truth = { hyperparameters: [], missing: [], contradictions: [] };
const most = 1200;
const fewest = 3;
const strength = 0.03;

const whole = textsIn('saidWhole').flatMap((text) => read(text, true));
/** Others than those of the benchmark, which begin at 0. */
const generated = Array.from({ length: 160 }, (_, seed) => writeText(1000 + seed));
const parts = [...textsIn('saidBlind'), ...textsIn('said'), ...generated].flatMap((text) => read(text, false));
/** Sentences alone: what states a setting in unusual words, what only looks like it, and what two places say of one. */
const banks = [
  ...phraseBanks().flatMap(({ phrases }) =>
    phrases.flatMap((phrase) =>
      phrase.says.length === 0
        ? []
        : read({ name: 'phrases', tex: paperSaying(phrase), truth: { ...empty, hyperparameters: phrase.says } }, false),
    ),
  ),
  ...twinsIn('twins.json').flatMap(({ section, says, truth, notSection, not }) => [
    ...read({ name: 'twins', tex: alone(section, says), truth: { ...empty, hyperparameters: truth } }, false),
    ...read({ name: 'twins', tex: alone(notSection, not), truth: empty }, false),
  ]),
  ...notSettings().flatMap((text) => read(text, false)),
  ...pairFiles.flatMap((file) =>
    pairsIn(file).flatMap(({ texts, contradicts, values = [] }) => {
      if (contradicts === null) return [];
      const truth = { ...empty, hyperparameters: values.map((value) => ({ name: contradicts, value })) };
      // Of what else they say nothing is known.
      return read({ name: 'pairs', tex: paperWith(texts), truth }, false).map((text) => ({
        ...text,
        values: text.values.filter(({ is }) => is.length > 0),
      }));
    }),
  ),
];
const all = [...whole, ...parts, ...banks];

if (process.argv.includes('--judge')) {
  const counts = withoutEach(whole, all, learn, (texts, learned) => [score(texts), score(texts, learned)] as const).map(
    ([author, [before, after]]) => [author, before, after] as const,
  );
  const sum = (which: 1 | 2): Score =>
    counts.map((count) => count[which]).reduce((a, b) => ({ right: a.right + b.right, wrong: a.wrong + b.wrong, lost: a.lost + b.lost }));
  for (const [author, before, after] of [...counts, ['all', sum(1), sum(2)] as const])
    console.log(`${author}: rules alone ${told(before)}; weighed without this author ${told(after)}`);
} else {
  const cues = writeWeights(
    'doubtWeights.ts',
    'Weights of the cues in doubts.ts: above 0 speaks against a setting',
    'teachDoubts.ts',
    learn(all),
  );
  console.log(`${cues} cues of ${all.length} texts`);
}

function read({ name, tex, truth }: TextWithTruth, isWhole: boolean): Text[] {
  const reading = readingOf(paperOf(tex));
  if (reading === undefined) return [];
  const expected = truth.hyperparameters.filter((value) => judgedNames.has(value.name));
  const cues = cuesOf(reading.given);
  const values = reading.given.map(
    (value, index): Value => ({
      key: `${value.name}=${value.value}`,
      isWrong: judgedNames.has(value.name) && value.value !== 0 && !expected.some((one) => isFound(plain(value), one)),
      is: expected.flatMap((one, at) => (isFound(plain(value), one) ? [at] : [])),
      cues: cues[index] ?? [],
    }),
  );
  return [{ author: authorOf(name), isWhole, expected: expected.length, values }];
}

/** Without its scope, which is not asked about here. */
function plain({ name, value, values, role }: Candidate): Found['hyperparameters'][number] {
  return { name, value, ...(values === undefined ? {} : { values }), ...(role === undefined ? {} : { role }) };
}

/** The weights of the cues that decide most. */
function learn(texts: readonly Text[]): Weights {
  const rows = texts.flatMap(({ values, isWhole }) =>
    values.map(({ cues, isWrong }): Row => ({ cues: [...new Set(cues)], is: isWrong, weight: isWhole ? 4 : 1 })),
  );
  const heard = new Map<string, number>();
  for (const { cues, weight } of rows) for (const cue of cues) heard.set(cue, (heard.get(cue) ?? 0) + weight);
  const first = learnedOf(rows, counted(rows, fewest), strength);
  const decisive = [...first]
    .flatMap(([cue, weight]) => (cue === '' ? [] : [[cue, Math.abs(weight) * Math.sqrt(heard.get(cue) ?? 0)] as const]))
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([cue]) => cue)
    .sort();
  return learnedOf(rows, decisive, strength);
}

interface Score {
  readonly right: number;
  readonly wrong: number;
  readonly lost: number;
}

/** Without weights: all that the rules read. */
function score(texts: readonly Text[], weights?: Weights): Score {
  let [right, wrong, expected] = [0, 0, 0];
  for (const text of texts) {
    const kept = text.values.filter(({ cues }) => weights === undefined || chanceOf(cues, weights) < tooDoubtful);
    right += new Set(kept.flatMap(({ is }) => is)).size;
    wrong += new Set(kept.filter(({ isWrong }) => isWrong).map(({ key }) => key)).size;
    expected += text.expected;
  }
  return { right, wrong, lost: expected - right };
}

function told({ right, wrong, lost }: Score): string {
  return `F1 ${((200 * right) / (2 * right + wrong + lost)).toFixed(1)} (${right} right, ${wrong} wrong, ${lost} lost)`;
}
