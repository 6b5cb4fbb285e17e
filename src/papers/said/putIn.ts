/** Letters that a derivation puts a number in for, to see what comes out. */
import type { Bound } from './bound.ts';
import { type Letters, mentionsIn } from './mentions.ts';
import type { Passage } from './passages.ts';
import { ofResults } from './whoseHeadings.ts';

/** Under such headings a paper says what it did. */
const ofDoing =
  /\b(?:experiment\w*|set-?ups?|train\w*|implement\w*|details?|settings|protocols?|procedures?|hyper\w*|optimi\w*|evaluat\w*|data|configuration|sampling|network|model|task)\b/i;
const doing =
  /\b(?:we|I|our|is|are|was|were) (?:\p{Ll}+ )?(?:trained?|use[ds]?|set|chosen?|chose|fix(?:ed)?|takes?|taken|took|kept|keep|run|ran|main|experiments?|runs)\b/iu;

/** `the factor is 0.09 with γ = 0.99`, `at τ = 0.3 it is one half`: a letter is put in, in a derivation, to see what comes out. */
export function isPutIn({ start, amounts: [first] }: Bound, { line: { text }, place, headings }: Passage, letters: Letters): boolean {
  const named = /^([^\s=≈]{1,8}) ?[=≈] ?$/u.exec(text.slice(start, first.start))?.[1];
  const [before, behind] = [text.slice(0, start), text.slice(first.end)];
  if (place !== 'text' || named === undefined || !letters.has(named) || doing.test(text)) return false;
  if (!/\b(?:for|with|at|near|when|if|as|and)\s*$/i.test(before)) return false;
  const isComputed =
    /^(?: and [^\s=]{1,8} ?= ?[\d./]+)?,? (?:(?:it|this|that|the (?:[\p{L}-]+ ){1,2}|an? (?:[\p{L}-]+ ){1,3}) ?)?(?:is|are|was|gives?|becomes?|equals|leaves?|reach\w*|means|vanish\w*|expansion)\b/u.test(
      behind,
    ) ||
    /\b(?:is|are|was|gives?|becomes?|and|one|bends|reach\w*) (?:about |only |already |to )?(?:[\d./%e-]+|one half|a quarter|a third|half|zero|one)? ?(?:even |already )?(?:for|at|near|when|if)\s*$/i.test(
      before,
    );
  // `from 0 at λ = 0 to one at λ = 1`.
  const isCompared = [...text.matchAll(/\b(?:for|at) ([^\s=]{1,8}) ?= ?[\d.]/gi)].filter(([, other]) => other === named).length > 1;
  const opens =
    /^\s*(?:For|With|At|If|When|As) (?:[^\s=]{1,8} ?= ?[\d./]+,? and )?$/.test(before) &&
    /\b(?:is|are|was|were|has|have|gives?|becomes?|grows?|falls?|moves?|recovers?|reduces?|vanish\w*|equals|leaves?|means|shrinks?|hides?|carries|would)\b/.test(
      behind,
    );
  if (headings.some((heading) => ofResults.test(heading))) return true;
  return (
    (isComputed || isCompared || opens) &&
    headings.length > 0 &&
    !headings.some((heading) => ofDoing.test(heading)) &&
    mentionsIn(text, new Map()).every(({ setting }) => setting.is === 'count')
  );
}
