/**
 * What speaks for and against two values of a setting being a contradiction: what the rules object, how sure each of them is a setting, where they
 * stand, whether they are said again and what the words around them are about. Only all of it together tells a slip from two things.
 */
import type { Candidate } from './candidates.ts';
import { bias, weights } from './disputeWeights.ts';
import { kinds, partOf } from './doubts.ts';
import { isEqual } from './equalValues.ts';
import { nounOf } from './otherMeaning.ts';
import { regionOf } from './places.ts';
import { onceFor } from './remembered.ts';
import { folded } from './scopes.ts';
import { chanceOf, weightsOf } from './weighing.ts';

/** Two values of a setting in two places, and what the rules have against their being said of the same thing. */
export interface Pair {
  readonly one: Candidate;
  readonly other: Candidate;
  readonly objections: readonly string[];
}

/** From here on a contradiction is told: a false alarm costs a reader more than one that stays unseen. */
export const likely = 0.5;

/** How likely the cues of a pair make it a contradiction, by what was learned of papers with truth. */
export function chanceOfDispute(cues: readonly string[]): number {
  return chanceOf(cues, learned);
}

const learned = weightsOf(bias, weights);
const byName = onceFor((values: readonly Candidate[]) => Map.groupBy(values, ({ name }) => name));

/** Names of the cues that hold. `values`: all that the paper says; `doubtOf`: how likely one of them is no setting, where that is known. */
export function cuesOfPair(
  { one, other, objections }: Pair,
  values: readonly Candidate[],
  doubtOf: (value: Candidate) => number | undefined,
): readonly string[] {
  const sides = [one, other];
  const named = byName(values).get(one.name) ?? [];
  const third = named.filter(({ value, role }) => role === undefined && sides.every((side) => !isEqual(side.value, value)));
  const again = sides.filter((side) =>
    named.some(({ value, role, anchor }) => role === undefined && anchor !== side.anchor && isEqual(side.value, value)),
  );
  const listed = sides.filter(({ value }) => named.some(({ values: list = [] }) => list.includes(value)));
  const doubts = sides.map(doubtOf);
  const scopes = sides.map(({ scope }) => scope.map(({ name }) => folded(name)));
  const [mine = [], others = []] = scopes;
  const unlike = [...mine.filter((name) => !others.includes(name)), ...others.filter((name) => !mine.includes(name))];
  const kindsApart = [
    ...new Set(sides.flatMap(({ scope }) => scope.flatMap(({ kind, name }) => (unlike.includes(folded(name)) ? [kind] : [])))),
  ];
  const isOfOtherStages = areOfOtherStages(one, other);
  const nouns = sides.map(nounOf);
  const places = sides
    .map(({ place }) => place)
    .sort()
    .join(' ');
  const ratio = ratioOf(one.value, other.value);
  const holds: readonly (readonly [string, boolean])[] = [
    ['no objection', objections.length === 0],
    ['two objections', new Set(objections).size > 1],
    ['three objections', new Set(objections).size > 2],
    ['a third value', third.length > 0],
    ['third values', new Set(third.map(({ value }) => value)).size > 1],
    ['a third value where one stands', third.some(({ anchor }) => sides.some((side) => side.anchor === anchor))],
    ['one said again', again.length === 1],
    ['both said again', again.length === 2],
    ['none said again', again.length === 0],
    ['listed', listed.length > 0],
    ['both listed', listed.length > 1],
    ['has a list', named.some(({ role }) => role !== undefined)],
    ['no scope', scopes.every(({ length }) => length === 0)],
    ['same scope', mine.length > 0 && unlike.length === 0],
    ['one scope', unlike.length > 0 && scopes.some(({ length }) => length === 0)],
    ['other scopes', unlike.length > 0 && scopes.every(({ length }) => length > 0)],
    ['same noun', nouns[0] !== undefined && nouns[0] === nouns[1]],
    ['other nouns', nouns.every((noun) => noun !== undefined) && nouns[0] !== nouns[1]],
    ['same unit', one.unit !== undefined && one.unit === other.unit],
    ['other units', sides.every(({ unit }) => unit !== undefined) && one.unit !== other.unit],
    ['for all', sides.some(({ isForAll }) => isForAll === true)],
    ['restated', doubts.some((doubt) => doubt === undefined)],
    ['a word', sides.some(({ value }) => typeof value === 'string')],
    ['nothing', sides.some(({ value }) => value === 0)],
    ['one', sides.some(({ value }) => value === 1)],
    ['other stages', isOfOtherStages],
    ['nothing but plain', objections.length === 0 && sides.some(({ value }) => value === 0)],
    ['one heading', one.headings.join('\n') === other.headings.join('\n')],
  ];
  return [
    ...holds.flatMap(([name, does]) => (does ? [name] : [])),
    ...objections.map((objection) => `objects ${objection}`),
    ...kindsApart.map((kind) => `unlike ${kind}`),
    ...objections.flatMap((objection) => [...kindsApart, ...(isOfOtherStages ? ['stage'] : [])].map((kind) => `${objection}: ${kind}`)),
    `name ${one.name}`,
    `places ${places}`,
    `regions ${sides.map(regionOf).sort().join(' ')}`,
    ...new Set(sides.map((side) => `part ${partOf(side)}`)),
    ...doubted(['', objections.length === 0 ? 'plain: ' : 'objected: ', `${one.name}: `], doubts),
    ...(objections.length === 0
      ? [`plain ${one.name}`, `plain ${places}`, ...(again.length === 0 ? ['plain and not said again'] : [])]
      : []),
    ...(ratio === undefined
      ? []
      : [1.5, 2.1, 4.1, 10.1, 40]
          .filter((step) => ratio > step)
          // What holds things has a size that is a power of two, and four times as much is soon written.
          .map((step) => (step < 4 && ratio < 4.1 && ofMemory.test(one.name) ? `a memory: ${step} times` : `${step} times`))),
    ...kinds.flatMap(([name, pattern]) => {
      const count = sides.filter(({ sentence, quote }) => pattern.test(sentence ?? quote)).length;
      return count === 0 ? [] : [`${count === 2 ? 'both say' : 'one says'} ${name}`];
    }),
  ];
}

const stages: readonly RegExp[] = [
  /\b(?:pre-?train\w*|first (?:phase|stage))\b/i,
  /\b(?:fine-?tun\w*|adapt\w*|lora|second (?:phase|stage)|transfer\w*|downstream)\b/i,
  /\b(?:prob(?:e|es|ing)|linear evaluation|logistic regression|classifier)\b/i,
  /\bteacher\b/i,
  /\bstudents?\b/i,
];

/** Each names one, in its words or its headings, and not the same. */
function areOfOtherStages(one: Candidate, other: Candidate): boolean {
  const [mine = [], others = []] = [one, other].map(({ headings, sentence, quote, scope }) => {
    const text = [sentence ?? quote, ...headings.slice(-2), ...scope.map(({ name }) => name)].join('\n');
    return stages.filter((stage) => stage.test(text));
  });
  return mine.length > 0 && others.length > 0 && !mine.some((stage) => others.includes(stage));
}

/** From how much doubt on it is as much, of the side that is surer and of the other. */
function doubted(whose: readonly string[], doubts: readonly (number | undefined)[]): readonly string[] {
  const [surer = 0, less = 0] = doubts.map((doubt) => doubt ?? usual).sort((a, b) => a - b);
  return whose.flatMap((of) => [
    ...[0.02, 0.05, 0.15, 0.3].filter((step) => surer >= step).map((step) => `${of}surer ${step}`),
    ...[0.03, 0.08, 0.15, 0.25, 0.4, 0.5, 0.6, 0.75].filter((step) => less >= step).map((step) => `${of}less sure ${step}`),
  ]);
}

/** Of what is only said again. */
const usual = 0.2;

const ofMemory = /^(?:queue size|replay buffer size|vocabulary size)$/;

function ratioOf(one: number | string, other: number | string): number | undefined {
  if (typeof one !== 'number' || typeof other !== 'number' || one <= 0 || other <= 0) return undefined;
  return Math.max(one, other) / Math.min(one, other);
}
