/** Words that stand for what was named before: `it`, `there`, `this phase`, `the latter`. */
import { amountOf } from './numbers.ts';
import type { Entities, Occurrence } from './scopes.ts';
import { isPredicate } from './subjects.ts';

/** Goes on with what the sentence before it spoke of. */
export const anaphor =
  /^\s*(?:It|Its|They|Their|There(?! (?:is|are|was|were|has|have)\b)|In (?:this|that|the same) (?:phase|stage|step|case|setting|experiment|ablation|comparison|variant)|(?:This|That) (?:phase|stage|step|run|variant|model|network|training|ablation))\b/;

/** The part that the last of these sentences opens with, or the one thing that it speaks of. */
export function subjectOf(previous: string, entities: Entities): readonly [Occurrence] | undefined {
  const last = /[^.!?]*[.!?]?\s*$/.exec(previous.replaceAll(/(?<=\d)\.(?=\d)/g, '·'))?.[0] ?? '';
  const named = entities
    .in(last)
    .filter(
      (one) => (one.kind === 'data' || one.kind === 'model' || one.kind === 'named' || one.kind === 'other') && !isPredicate(last, one),
    );
  const [only] = named;
  if (only !== undefined && named.every(({ name }) => name === only.name)) return [only];
  const [first] = entities.in(last).filter(({ kind }) => kind === 'part');
  return first !== undefined && /^\s*(?:the |our |a |an |each |every )?$/i.test(last.slice(0, first.start)) ? [first] : undefined;
}

/** `the former`, `the latter`: the two things of one kind that stand before, in this sentence or in the last. */
export function formerAndLatter(text: string, previous: string, entities: Entities): Occurrence[] {
  return [...text.matchAll(/\b[Tt]he (former|latter)\b/g)].flatMap(({ 0: words, 1: which, index }): Occurrence[] => {
    const last = /[^.!?]*[.!?]?\s*$/.exec(previous.replaceAll(/(?<=\d)\.(?=\d)/g, '·'))?.[0] ?? '';
    for (const before of [text.slice(0, index), last]) {
      const named = entities.in(before);
      for (const kind of ['phase', 'data', 'model', 'part', 'named', 'other'] as const) {
        const things = named.filter((one, at) => one.kind === kind && named.findIndex(({ name }) => name === one.name) === at);
        const [first, second] = things;
        if (first !== undefined && second !== undefined && things.length === 2)
          return [{ ...(which === 'former' ? first : second), start: index, end: index + words.length }];
      }
    }
    return [];
  });
}

const several = '(?:two|three|four|five)';
const othersWords = new RegExp(
  String.raw`\b(?:the|all|all the) (?:(?:(${several}) )?others\b|(?:other|remaining) (${several})\b|(?:other|remaining) (?:(${several}) )?(?:data ?sets|sets|corpora|benchmarks|tasks|games|environments|domains|ones)\b|(other)(?: one| data ?set| task| corpus)?(?=[,.;)]|$| (?:and|is|at|with|for|it|we)\b))`,
  'gi',
);

/** `the others`, `the two others`, `the remaining data sets`: of what the paper has several and names some here, those that it does not name. */
export function remaining(text: string, entities: Entities): (readonly [Occurrence, ...Occurrence[]])[] {
  return [...text.matchAll(othersWords)].flatMap((match): (readonly [Occurrence, ...Occurrence[]])[] => {
    const { 0: words, index } = match;
    const named = entities.in(text).filter(({ kind }) => kind === 'data' || kind === 'model');
    const last = named.filter(({ end }) => end <= index).at(-1) ?? named.at(-1);
    if (last === undefined) return [];
    const left = entities.all.filter(({ kind, name }) => kind === last.kind && named.every((one) => one.name !== name));
    const count = match[4] === undefined ? amountOf(match[1] ?? match[2] ?? match[3] ?? '') : 1;
    if (count === undefined ? left.length > 4 : left.length !== count) return [];
    const [first, ...rest] = left.map((one): Occurrence => ({ ...one, start: index, end: index + words.length }));
    return first === undefined ? [] : [[first, ...rest]];
  });
}
