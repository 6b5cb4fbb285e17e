/** The formulas of a paper, in sentences and displayed, and what they give a value or a name. */
import type { Candidate } from './candidates.ts';
import { type Held, heldIn } from './formulaForms.ts';
import { type Chain, parsed } from './formulas/formula.ts';
import { networksIn } from './formulas/networks.ts';
import { type Field, rolesIn, summandsIn } from './formulas/roles.ts';
import { formulaText } from './formulaText.ts';
import type { Passage, Passages } from './passages.ts';
import { isWithin } from './whose.ts';

interface Formula {
  readonly held: readonly Held[];
  readonly passage: Pick<Passage, 'anchor' | 'place' | 'headings'>;
  readonly quote: string;
  readonly sentence: string;
  /** Of somebody else's work, or an example. */
  readonly isAside: boolean;
}

const worth = /[-=+←/^_:]|\\(?:gets|leftarrow|exp|min|max|tanh|in|sim|[dt]?frac|softmax|sum|prod|Beta|mathrm)(?![a-z])|clip/;
const example = /\b(?:for (?:example|instance)|e\.g\.|suppose|would|say|let us|if one|were)\b/i;

/** Formulas that hold a setting. */
export function formulasOf({ sentences, displays }: Passages): Formula[] {
  const about = sentences.map(({ line }) => line.text).join('\n');
  const inSentences = sentences.map((passage) => texIn(passage).filter(({ tex }) => worth.test(tex)));
  const chains = new Map(
    [...new Set([...inSentences.flat(), ...displays].map(({ tex }) => tex))].map((tex) => [tex, parsed(tex)] as const),
  );
  const field = fieldOf(about, [...chains.values()].flat());
  const heldBy = (tex: string): readonly Held[] => allHeld(tex, chains.get(tex) ?? [], field);
  return [
    ...sentences.flatMap((passage, index) =>
      (inSentences[index] ?? []).flatMap(({ tex, at }): Formula[] => {
        const held = heldBy(tex);
        if (held.length === 0) return [];
        const { line, others } = passage;
        const isAside = isWithin(others, at) || example.test(line.text);
        return [{ held, passage, quote: `$${tex}$`, sentence: line.text, isAside }];
      }),
    ),
    ...displays.flatMap(({ tex, before, ...passage }): Formula[] => {
      const held = heldBy(tex);
      if (held.length === 0) return [];
      const end = (before?.line.text.length ?? 0) - 1;
      const isAside = before !== undefined && (isWithin(before.others, end) || example.test(before.line.text));
      return [{ held, passage, quote: `$${tex}$`, sentence: `$${tex}$`, isAside }];
    }),
  ];
}

function fieldOf(about: string, chains: readonly Chain[]): Field {
  return {
    isActing: /\b(?:rewards?|polic(?:y|ies)|agents?|episodes?|actor|critic|ppo|reinforcement)\b/i.test(about),
    isTeaching: /\bdistil|\bteacher\b/i.test(about),
    isTuned: /\b(?:rlhf|grpo|dpo|reference (?:model|policy)|preferences?)\b/i.test(about),
    // `Polyak and Juditsky showed`: who averaged weights, and no targets.
    hasTarget: /\btarget (?:network|net|copy|critic|Q)|\bpolyak\b(?! (?:and|&)|[^.\n]{0,4}⟦cite⟧)|\bQ-learning\b/i.test(about),
    hasMoments: /\badam|\bmomentum\b/i.test(about),
    networks: networksIn(chains, about),
    summands: new Set(chains.flatMap(summandsIn)),
  };
}

/** By its structure and by its form as a line, each once. */
function allHeld(tex: string, chains: readonly Chain[], field: Field): readonly Held[] {
  const all = [...chains.flatMap((chain) => rolesIn(chain, field)), ...heldIn(formulaText(tex))];
  return all.filter(
    ({ name, letter, value }, index) =>
      all.findIndex((each) => each.name === name && each.letter === letter && each.value === value) === index,
  );
}

/** What a formula holds, standing by itself in a paper that says `about`. */
export function heldInFormula(tex: string, about: string): readonly Held[] {
  const chains = parsed(tex);
  return allHeld(tex, chains, fieldOf(about, chains));
}

/** Each formula of a sentence, and where it stands in its line. */
function texIn({ line: { text, original, origins } }: Passage): { readonly tex: string; readonly at: number }[] {
  const found: { tex: string; at: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const origin = origins[at];
    if (origin === undefined || original[origin] !== '$' || origins[at - 1] === origin) continue;
    const end = original.indexOf('$', origin + 1);
    if (end > origin) found.push({ tex: original.slice(origin + 1, end), at });
  }
  return found;
}

/** What a formula says as a number: `0.05·0.99^t`, `… - 0.01 H(π)`. */
export function valuesInFormulas(formulas: readonly Formula[]): Candidate[] {
  return formulas.flatMap(({ held, passage: { anchor, place, headings }, quote, sentence, isAside }) =>
    isAside
      ? []
      : held.flatMap(({ name, value }): Candidate[] =>
          value === undefined ? [] : [{ name, value, stated: String(value), scope: [], quote, sentence, anchor, place, headings }],
        ),
  );
}

/** `falls as η_t = 0.1·0.98^t, to 0.036 at the end`: in the sentence of a course another rate is its end. */
export function withCourses(said: readonly Candidate[], inFormulas: readonly Candidate[]): Candidate[] {
  const courses = inFormulas.filter(({ name }) => name === 'learning rate schedule');
  const isEnd = ({ name, value, anchor, sentence, stated }: Candidate): boolean =>
    name === 'learning rate' &&
    courses.some(
      (course) =>
        course.anchor === anchor &&
        course.sentence === sentence &&
        inFormulas.some((start) => start.name === name && start.anchor === anchor && start.sentence === sentence && start.value !== value),
    ) &&
    new RegExp(`\\bto ${stated.replaceAll(/[^\w-]/g, '.')}`).test(sentence ?? '');
  // A formula shows one of the functions that words name, and an end that words tell.
  const isNamed = (own: string): boolean =>
    /^(?:activation|exploration rate|optimizer)$/.test(own) && said.some(({ name }) => name === own);
  const { told, shown } = withNoise(said, inFormulas);
  return [
    ...told.map((value) => (isEnd(value) ? { ...value, name: 'final learning rate' } : value)),
    ...shown.filter(({ name }) => !isNamed(name)),
  ];
}

/** A paper that writes down two schedules of noise goes through both; where words tell which it has, a single formula may be that of another. */
function withNoise(
  said: readonly Candidate[],
  inFormulas: readonly Candidate[],
): { readonly told: readonly Candidate[]; readonly shown: readonly Candidate[] } {
  const isNoise = ({ name }: Candidate): boolean => name === 'noise schedule';
  const kinds = inFormulas.filter(isNoise);
  const [first] = kinds;
  const values = [...new Set(kinds.map(({ value }) => value))];
  if (first !== undefined && values.length > 1)
    return {
      told: said.filter((each) => !isNoise(each)),
      shown: [...inFormulas.filter((each) => !isNoise(each)), { ...first, value: values.join(', '), role: 'searched', values }],
    };
  return { told: said, shown: said.some(isNoise) ? inFormulas.filter((each) => !isNoise(each)) : inFormulas };
}
