/** Counts that are of another thing, as the rest of the paper tells: all runs of all methods, steps of a chain that is no training. */
import type { Candidate } from './candidates.ts';

const oneEach = new Set(['diffusion steps', 'sampling steps', 'rollout length', 'sequence length', 'target update interval']);
const cost = /\b(?:took|takes?|needs?|needed|costs?|lasts?|lasted|hours?|minutes?|days?|seconds?)\b/i;
const ofTraining = /\b(?:\w*train\w*|optimi[sz]\w*|gradient|updates?|learn\w*)\b/i;

export function withoutOtherCounts(found: readonly Candidate[]): Candidate[] {
  const valuesOf = (is: (name: string) => boolean, but: Candidate): readonly number[] =>
    found.flatMap(({ name, value, role, anchor }) =>
      is(name) && role === undefined && typeof value === 'number' && anchor !== but.anchor ? [value] : [],
    );
  return found.filter((candidate) => {
    const { name, value, role, place, stated, quote, sentence = quote } = candidate;
    if (role !== undefined || typeof value !== 'number' || place === 'table') return true;
    // `within 1.2 times that of all 200 steps`, where 200 steps of noise are taken.
    if (name === 'training steps') return ofTraining.test(sentence) || !valuesOf((other) => oneEach.has(other), candidate).includes(value);
    // `All 30 runs took 2.5 hours`: of three methods with ten seeds.
    const isAll = new RegExp(
      `\\b(?:[Aa]ll|the|our)(?: the| our)? ${stated.replaceAll(/[^\\w-]/g, '.')} (?:[a-z]+ )?(?:runs|trainings|networks|models|experiments)\\b`,
    );
    // `over the 40 runs`: taken as known, of all methods.
    const isKnown = /\b(?:over|across|among|of|in) (?:all |all the |the |our )\S+ (?:runs|trainings|networks|models)\b/i;
    return !(
      name === 'seeds' &&
      (cost.test(sentence) || isKnown.test(sentence)) &&
      isAll.test(sentence) &&
      valuesOf((other) => other === name, candidate).some((one) => one > 1 && one < value && value % one === 0)
    );
  });
}

const chosen =
  /\b(?:cho(?:se|sen|ose)|select\w*|best|settle\w*|picked|default|otherwise|unless|else|main|throughout|everywhere|fix(?:ed)?|(?:we|and|I) (?:\p{Ll}+ )?(?:use|keep|set|take)|(?:is|was|are|were) (?:set|used|kept|taken))\b/iu;

/** `the model trained with β = 0.5`, where β goes over five values: one of the runs, told by its letter. */
export function withoutMembers(found: readonly Candidate[]): Candidate[] {
  return found.filter(({ name, value, role, place, stated, quote, sentence = quote }) => {
    const isMember =
      role === undefined &&
      place === 'text' &&
      found.some((list) => list.name === name && list.role === 'searched' && list.values?.includes(value) === true);
    const isByLetter = /\b(?:at|for|up to|between|beyond|below|above|trained with|of) [\p{L}][^\s=]{0,7} ?= ?$/u.test(
      sentence.slice(0, Math.max(0, sentence.indexOf(stated))),
    );
    const isAlone = found.every((other) => other.sentence !== sentence || other.name === name);
    return !(isMember && isByLetter && isAlone && !chosen.test(sentence));
  });
}
