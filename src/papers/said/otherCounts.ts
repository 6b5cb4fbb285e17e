/** Counts that are of another thing, as the rest of the paper tells: all runs of all methods, steps of a chain that is no training. */
import type { Candidate } from './candidates.ts';

const oneEach = new Set(['diffusion steps', 'sampling steps', 'rollout length', 'sequence length', 'target update interval']);
const cost = /\b(?:took|takes?|needs?|needed|costs?|lasts?|lasted|hours?|minutes?|days?|seconds?)\b/i;
const ofTraining = /\b(?:\w*train\w*|optimi[sz]\w*|gradient|updates?|learn\w*)\b/i;

export function withoutOtherCounts(found: readonly Candidate[]): Candidate[] {
  const numbers = new Map(
    [...Map.groupBy(found, ({ name }) => name)].map(([name, said]) => [
      name,
      new Set(said.flatMap(({ role, value }) => (role === undefined && typeof value === 'number' ? [value] : []))),
    ]),
  );
  const valuesOf = ({ name, value }: Candidate): readonly number[] => [...(numbers.get(name) ?? [])].filter((other) => other !== value);
  const ofOneEach = found.filter(({ name, role }) => oneEach.has(name) && role === undefined);
  return found.filter((candidate) => {
    const { name, value, role, place, quote, sentence = quote, anchor } = candidate;
    if (role !== undefined || typeof value !== 'number' || place === 'table') return true;
    // `within 1.2 times that of all 200 steps`, where 200 steps of noise are taken.
    if (name === 'training steps')
      return ofTraining.test(sentence) || !ofOneEach.some((other) => other.value === value && other.anchor !== anchor);
    if (name === 'classes') return !(isOfSome(candidate) && valuesOf(candidate).some((all) => all > value));
    if (name !== 'seeds') return true;
    const others = valuesOf(candidate).filter((one) => one > 1);
    return !(
      (isOfAllRuns(candidate) && others.some((one) => one < value && value % one === 0)) ||
      (isOfSomeRuns(candidate) && others.some((one) => one > value))
    );
  });
}

const runs = '(?:[a-z]+ )?(?:runs|trainings|networks|models|experiments)\\b';
const isFor = ({ stated }: Candidate, pattern: string): RegExp =>
  new RegExp(pattern.replaceAll('#', stated.replaceAll(/[^\w-]/g, '.')), 'i');

/** `All 30 runs took 2.5 hours`, `over all 15 runs`, `3 seeds each, 60 runs altogether`: of several methods or parts, with some seeds each. */
function isOfAllRuns(candidate: Candidate): boolean {
  const sentence = candidate.sentence ?? candidate.quote;
  return (
    isFor(candidate, `\\b(?:over|across|among|of|in) (?:all |all the |the |our )# ${runs}`).test(sentence) ||
    (cost.test(sentence) && isFor(candidate, `\\b(?:all|the|our)(?: the| our)? # ${runs}`).test(sentence)) ||
    isFor(
      candidate,
      `(?:= ?|, |\\b(?:altogether|in all|in total|total of|mak(?:es?|ing)|giv(?:es?|ing)|i\\.e\\.|that is|thus|hence|so)[, ]+)# ${runs}|# ${runs} (?:altogether|in all|in total|overall)\\b`,
    ).test(sentence)
  );
}

/** `A unit died in only 2 runs`, `two runs were lost`: to some of them something happened. */
function isOfSomeRuns(candidate: Candidate): boolean {
  return isFor(
    candidate,
    `\\b(?:in|except|but) (?:only |just |merely |about |at most |no more than )?# (?:(?:of|out of) (?:the |them|these|those|all |our )|(?:single |other |more |further )?(?:runs|seeds|trials)(?= ?[,.;)]|$| (?:and|but|the|a|it|they|did|was|were|had)\\b))|^[^,;]{0,24}?\\b# (?:of (?:them|these|those|the) (?:runs |seeds )?|(?:other |more |further )?(?:runs|seeds|trials) )(?:(?:was|were|had to be|got|are) (?:lost|stuck|broken|repeated|stopped|killed|excluded|worse|better|not|outliers)|fail|crash|diverge|collaps|fell|never|did|ended|escap|broke|still|end|show|went)`,
  ).test(candidate.sentence ?? candidate.quote);
}

/** `the nine wrong classes`, `a client that holds two classes`: some of all. */
function isOfSome(candidate: Candidate): boolean {
  return isFor(
    candidate,
    '\\b# (?:(?:other|wrong|remaining|incorrect|false|further|different|neighbou?ring|similar|easy|hard|confused) )(?:[a-z]+ )?classes\\b|\\b(?:client|worker|site|hospital|writer|node|device)s?\\b[^.;]{0,80}?\\b(?:holds?|has|have|sees?|knows?|gets?|owns?|receives?|ends? up|contains?|from)\\b[^.;]{0,30}?#|\\b(?:of|on) (?:its|the|these|our|all|those) (?:[a-z]+ )?#? ?classes (?:are|is|were) (?:easily|often|never|hard)',
  ).test(candidate.sentence ?? candidate.quote);
}

const chosen =
  /\b(?:cho(?:se|sen|ose)|select\w*|best|settle\w*|picked|default|otherwise|unless|else|main|throughout|everywhere|fix(?:ed)?|(?:we|and|I) (?:\p{Ll}+ )?(?:use|keep|set|take)|(?:is|was|are|were) (?:set|used|kept|taken))\b/iu;

/** `the model trained with β = 0.5`, where β goes over five values: one of the runs, told by its letter. */
export function withoutMembers(found: readonly Candidate[]): Candidate[] {
  const lists = Map.groupBy(
    found.filter(({ role }) => role === 'searched'),
    ({ name }) => name,
  );
  const inSentence = Map.groupBy(found, ({ sentence }) => sentence);
  return found.filter(({ name, value, role, place, stated, quote, sentence = quote }) => {
    if (role !== undefined || place !== 'text' || lists.get(name)?.some(({ values }) => values?.includes(value)) !== true) return true;
    const isByLetter = /\b(?:at|for|up to|between|beyond|below|above|trained with|of) [\p{L}][^\s=]{0,7} ?= ?$/u.test(
      sentence.slice(0, Math.max(0, sentence.indexOf(stated))),
    );
    const isAlone = (inSentence.get(sentence) ?? []).every((other) => other.name === name);
    return !(isByLetter && isAlone && !chosen.test(sentence));
  });
}
