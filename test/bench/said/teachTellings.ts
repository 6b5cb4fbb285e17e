/**
 * Learns from papers with truth which sentences tell what a reproduction needs, and writes the weights of `src/papers/said/tellingCues.ts`.
 * A sentence with a value tells it; what else seems to tell the same when those sentences are taken out, and whatever seems to tell what a
 * paper does not say, only speaks of it. Learn the weights of doubts first (`teachDoubts.ts`).
 * `node test/bench/said/teachTellings.ts` tells for authors of whole papers what weights give that were learned without them, and writes
 * those learned of all.
 */
import { checklist } from '../../../src/papers/said/checklist.ts';
import { doubtsOf } from '../../../src/papers/said/doubts.ts';
import { evidence } from '../../../src/papers/said/evidence.ts';
import { paperKind } from '../../../src/papers/said/paperKind.ts';
import { inPlainWords } from '../../../src/papers/said/rateNames.ts';
import { readingOf } from '../../../src/papers/said/reading.ts';
import { toldIn } from '../../../src/papers/said/retold.ts';
import { beginningOf, cuesOfTelling, likely, settingsOf } from '../../../src/papers/said/tellingCues.ts';
import { statementsIn, tellingsIn } from '../../../src/papers/said/tellings.ts';
import { chanceOf, type Weights } from '../../../src/papers/said/weighing.ts';
import { gaps, type TellingPhrase, texOf } from './evidenceBank.ts';
import { authorOf, counted, learnedOf, type Row, withoutEach, writeWeights } from './learned.ts';
import { paperOf, textsIn } from './texts.ts';
import type { TextWithTruth } from './truth.ts';

/** A sentence that seems to tell something. Undefined: nobody knows whether it does. */
interface Seeming extends Omit<Row, 'is'> {
  readonly author: string;
  readonly name: string;
  /** Its paper, of whose sentences the likeliest tells what no value says. */
  readonly paper: string;
  readonly is: boolean | undefined;
}

const fewest = 4;
const strength = 0.1;
/** So many that only speak of a thing: of others too little is known. */
const enough = 30;

/** Said again in other sentences, and not only spoken of. */
const saidAgain = new Set([
  'weight decay',
  'data split',
  'evaluation protocol',
  'training length',
  'optimizer constants',
  'sequence length',
]);

const whole = textsIn('saidWhole').flatMap((text) => read(text, 4));
const bank = gaps().flatMap(({ name, kind: of, tell, doNot }, at) => {
  const kind = of === undefined ? {} : { kind: of };
  return [
    ...tell.flatMap((text) => readAlone({ ...kind, text }, name, true, at)),
    ...doNot.flatMap((text) => readAlone({ ...kind, text }, name, false, at)),
  ];
});
const all = [...whole, ...textsIn('said').flatMap((text) => read(text, 1)), ...bank];

const isWeighed = new Set(
  checklist.map(({ name }) => name).filter((name) => all.filter((one) => one.name === name && one.is === false).length >= enough),
);

const judgedOf = [...whole, ...bank].filter(({ is, name }) => is !== undefined && isWeighed.has(name));
const counts = withoutEach(judgedOf, all, learn, (own, learned) => own.map((one) => ({ one, chance: chanceOf(one.cues, learned) }))).map(
  ([, judged]) => judged,
);
for (const name of ['', 'alone', ...checklist.map((needed) => needed.name)]) {
  const judged = counts.flat().filter(({ one }) => name === '' || one.name === name || (name === 'alone' && one.paper.startsWith('bank')));
  const share = (is: boolean): string => {
    const those = judged.filter(({ one }) => one.is === is);
    return `${those.filter(({ chance }) => chance >= likely).length} of ${those.length}`;
  };
  if (judged.length > 0) console.log(`${name || 'all'}: ${share(true)} that tell it, ${share(false)} that do not`);
}

const cues = writeWeights(
  'tellingWeights.ts',
  'Weights of the cues in tellingCues.ts: above 0 speaks for its being told',
  'teachTellings.ts',
  learn(all),
);
console.log(`${cues} cues of ${all.length} sentences`);

function read({ name: file, tex, truth }: TextWithTruth, weight: number): Seeming[] {
  const paper = paperOf(tex);
  const reading = readingOf(paper);
  if (reading === undefined) return [];
  const { passages, own, given } = reading;
  const { values } = toldIn(reading, doubtsOf(given), paper);
  const settings = settingsOf(values);
  const unsaid = new Set(truth.missing);
  const text = own.join('.\n');
  const names = new Set(values.map((value) => value.name));
  const kind = paperKind(text, names);
  const needed = kind.hasExperiments ? checklist.filter(({ isAsked }) => isAsked(kind, names, text)) : [];
  const seen = new Set<string>();
  return tellingsIn(statementsIn(passages, own), needed, inPlainWords(values)).flatMap((telling): Seeming[] => {
    const { name, by, ofIt } = telling;
    const beginning = beginningOf(by.text);
    const key = `${name}\n${beginning}`;
    if (truth.missingMay?.includes(name) || isNotWeighed(name) || by.place === 'table' || seen.has(key)) return [];
    seen.add(key);
    const valued = new Set(given.filter((value) => ofIt.includes(value.name)).map(({ sentence, quote }) => beginningOf(sentence ?? quote)));
    const is = unsaid.has(name) ? false : valued.has(beginning) ? true : valued.size === 0 || saidAgain.has(name) ? undefined : false;
    return [
      {
        author: authorOf(file),
        name,
        paper: file,
        is,
        cues: [...new Set(cuesOfTelling(telling, settings))],
        weight: weight * (is === false ? 3 : 1),
      },
    ];
  });
}

/** A sentence of `gaps.json`; a fifth of those is an author. */
function readAlone(text: Pick<TellingPhrase, 'kind' | 'text'>, name: string, is: boolean, at: number): Seeming[] {
  const file = `bank${String.fromCharCode(97 + ((at + text.text.length) % 5))}`;
  const truth = { hyperparameters: [], missing: [], contradictions: [] };
  return read({ name: file, tex: texOf(text), truth }, 1)
    .filter((one) => one.name === name)
    .map((one) => ({ ...one, is, weight: is ? 1 : 3 }));
}

/** Nearly every paper says it, and no value tells where; or it is said in passing wherever a step is: `on all rows`. */
function isNotWeighed(name: string): boolean {
  return (
    name === 'batch size' || (evidence[name]?.isUsual === true && !/^(?:data split|architecture|lora alpha|noise schedule)$/.test(name))
  );
}

/** Twice: of a thing without values the likeliest sentence of each paper that says it is one that tells it. */
function learn(texts: readonly Seeming[]): Weights {
  const known = texts.flatMap(({ is, ...row }): Row[] => (is === undefined || !isWeighed.has(row.name) ? [] : [{ ...row, is }]));
  const first = learnedOf(known, counted(known, fewest), strength);
  const best = new Map<string, readonly [chance: number, one: Seeming]>();
  for (const one of texts.filter(({ is, name }) => is === undefined && isWeighed.has(name))) {
    const key = `${one.paper}\n${one.name}`;
    const chance = chanceOf(one.cues, first);
    if (chance > (best.get(key)?.[0] ?? 0)) best.set(key, [chance, one]);
  }
  const rows = [...known, ...[...best.values()].map(([, one]): Row => ({ cues: one.cues, weight: one.weight, is: true }))];
  return learnedOf(rows, counted(rows, fewest), strength);
}
