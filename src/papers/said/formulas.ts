/** The formulas of a paper, in sentences and displayed, and what they give a value or a name. */
import type { Candidate } from './candidates.ts';
import { type Held, heldIn } from './formulaForms.ts';
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

const worth = /[=+←]|\\(?:gets|leftarrow|exp|min|frac|softmax|Beta|mathrm)|clip/;
const example = /\b(?:for (?:example|instance)|e\.g\.|suppose|would|say|let us|if one|were)\b/i;

/** Formulas that hold a setting. */
export function formulasOf({ sentences, displays }: Passages): Formula[] {
  const about = sentences.map(({ line }) => line.text).join('\n');
  return [
    ...sentences.flatMap((passage) =>
      texIn(passage).flatMap(({ tex, at }): Formula[] => {
        const held = worth.test(tex) ? heldIn(formulaText(tex), about) : [];
        if (held.length === 0) return [];
        const { line, others } = passage;
        const isAside = isWithin(others, at) || example.test(line.text);
        return [{ held, passage, quote: `$${tex}$`, sentence: line.text, isAside }];
      }),
    ),
    ...displays.flatMap(({ tex, before, ...passage }): Formula[] => {
      const held = heldIn(formulaText(tex), about);
      if (held.length === 0) return [];
      const end = (before?.line.text.length ?? 0) - 1;
      const isAside = before !== undefined && (isWithin(before.others, end) || example.test(before.line.text));
      return [{ held, passage, quote: `$${tex}$`, sentence: before?.line.text ?? '', isAside }];
    }),
  ];
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
  return [...said.map((value) => (isEnd(value) ? { ...value, name: 'final learning rate' } : value)), ...inFormulas];
}
