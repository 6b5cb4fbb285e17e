/** Which papers are read first: by criteria that are said beside each, so that whoever reads the list can judge it. */
import { compare, foldedTitle, type Work } from './works.ts';

export interface Ranked {
  readonly work: Work;
  readonly score: number;
  /** What the score is the sum of: `words +4 (glue, lora)`. */
  readonly why: readonly string[];
}

const said =
  /^(?:an?|and|any|are|as|at|be|best|by|can|data|dataset|datasets|do|does|effect|for|from|good|has|have|how|in|is|it|its|large|method|methods|model|models|of|on|or|our|paper|papers|result|results|score|scores|set|sets|state|that|the|their|these|this|to|train|trained|training|use|used|using|was|were|what|when|where|which|who|why|with)$/;

/** The words of a question that tell papers apart, folded: `What accuracy do adapters reach on GLUE?` → accuracy, adapters, reach, glue. */
export function wordsOf(question: string): readonly string[] {
  return [
    ...new Set(
      foldedTitle(question)
        .split(' ')
        .filter((word) => word.length > 1 && !said.test(word)),
    ),
  ];
}

/** Best first; equal ones the newer first, then by name. Which order they come in makes no difference. */
export function ranked(works: readonly Work[], question: string): readonly Ranked[] {
  const words = wordsOf(question);
  return works
    .map((work) => judged(work, words))
    .toSorted((a, b) => b.score - a.score || dateOf(b.work).localeCompare(dateOf(a.work), 'en') || compare(a.work.key, b.work.key));
}

function judged(work: Work, words: readonly string[]): Ranked {
  const inTitle = foundIn(work.title, words);
  const inAbstract = foundIn(work.abstract ?? '', words).filter((word) => !inTitle.includes(word));
  const inContexts = foundIn(work.contexts.join(' '), words).filter((word) => !inTitle.includes(word) && !inAbstract.includes(word));
  const parts: readonly (readonly [points: number, why: string])[] = [
    [3 * inTitle.length, `title: ${inTitle.join(', ')}`],
    [2 * inAbstract.length, `abstract: ${inAbstract.join(', ')}`],
    [inContexts.length, `where it is cited: ${inContexts.join(', ')}`],
    [work.isInfluential ? 1.5 : 0, 'influential link'],
    [work.intents.includes('methodology') ? 1 : 0, 'cited for its method'],
    [Math.round(10 * Math.log10(1 + (work.citations ?? 0))) / 10, `${work.citations ?? 0} citations`],
    [work.depth <= 1 ? 1 : 0, 'linked with the anchor itself'],
  ];
  const counted = parts.filter(([points]) => points > 0);
  return {
    work,
    score: Math.round(10 * counted.reduce((sum, [points]) => sum + points, 0)) / 10,
    why: counted.map(([points, why]) => `+${points} ${why}`),
  };
}

function foundIn(text: string, words: readonly string[]): readonly string[] {
  const folded = ` ${foldedTitle(text)} `;
  // `adapter` is found in `adapters`, and the other way round.
  return words.filter(
    (word) =>
      folded.includes(` ${word} `) || folded.includes(` ${word}s `) || (word.endsWith('s') && folded.includes(` ${word.slice(0, -1)} `)),
  );
}

/** For order alone: a paper of a year stands before those of its days. */
export function dateOf({ date, year }: Pick<Work, 'date' | 'year'>): string {
  return date ?? (year === undefined ? '' : String(year));
}

/** Whether it is from that day or year on; one without a date is, since nothing says otherwise. */
export function isSince(work: Pick<Work, 'date' | 'year'>, since: string | undefined): boolean {
  const date = dateOf(work);
  return since === undefined || date === '' || date.slice(0, since.length) >= since.slice(0, date.length);
}
