/**
 * What speaks for and against a sentence telling what a reproduction needs: where it stands, which settings are said beside it and what it is
 * about. A set-up says it among other settings; a derivation, a result or a remark uses the same words alone.
 */
import type { Candidate } from './candidates.ts';
import { kinds, partOf, wordsOf } from './doubts.ts';
import type { Telling } from './tellings.ts';
import { bias, weights } from './tellingWeights.ts';
import { atLeast, chanceOf, type Weights, weightsOf } from './weighing.ts';
import { withoutPoints } from './whose.ts';

const learned = weightsOf(bias, weights);

/** From here on it is told: what is asked for nothing costs a reader less than what stays unseen. */
export const likely = 0.5;

/** Whether it tells what it speaks of; what nothing was learned of, any sentence that speaks of it tells. */
export function tells(telling: Telling, settings: Settings, by: Weights = learned): boolean {
  return !by.has(`of ${telling.name}`) || chanceOf(cuesOfTelling(telling, settings), by) >= likely;
}

/** Names of the settings that stand in each sentence, under each heading and under each of the outermost. */
export interface Settings {
  readonly inSentence: Names;
  readonly inSection: Names;
  readonly inChapter: Names;
  readonly count: number;
}

type Names = ReadonlyMap<string, ReadonlySet<string>>;

export function settingsOf(values: readonly Partial<Pick<Candidate, 'name' | 'headings' | 'quote' | 'sentence'>>[]): Settings {
  const named = (key: (headings: readonly string[], sentence: string) => string): Names => {
    const names = new Map<string, Set<string>>();
    for (const { name = '', headings = [], quote = '', sentence = quote } of values) {
      const group = key(headings, sentence);
      names.set(group, (names.get(group) ?? new Set()).add(name));
    }
    return names;
  };
  return {
    inSentence: named((_, sentence) => beginningOf(sentence)),
    inSection: named((headings) => headings.join('\n')),
    inChapter: named(([chapter = '']) => chapter),
    count: new Set(values.map(({ name }) => name)).size,
  };
}

/** Where a paper has no more, that they stand elsewhere says nothing. */
const few = 4;

/** Words of which something may be learned. */
const shortest = 5;

/** By which a sentence is known, whatever of it is somebody else's. */
export function beginningOf(sentence: string): string {
  return withoutPoints(sentence).trim().slice(0, 60);
}

/** Names of the cues that hold. `ofIt`: settings that say the same themselves. */
export function cuesOfTelling({ name, by, ofIt }: Telling, settings: Settings): readonly string[] {
  const { text, headings, place, isThought, isOpening } = by;
  const part = partOf({ anchor: isOpening ? 'abstract' : '', headings });
  const beside = (names: Names, key: string): number => [...(names.get(key) ?? [])].filter((one) => !ofIt.includes(one)).length;
  const inSentence = beside(settings.inSentence, beginningOf(text));
  const inSection = beside(settings.inSection, headings.join('\n'));
  const words = wordsOf(text);
  return [
    `of ${name}`,
    `part ${part}`,
    `place ${place}`,
    `part ${part} place ${place}`,
    `${name}: part ${part}`,
    ...(isThought ? ['thought', `${name}: thought`] : []),
    ...(settings.count < few
      ? ['few']
      : [
          ...atLeast('in its section', inSection, [1, 2, 3, 5]),
          ...atLeast('in its chapter', beside(settings.inChapter, headings[0] ?? ''), [1, 2, 4, 7]),
          ...(inSection === 0 ? [`${name}: alone in its section`] : []),
          ...(inSentence === 0 ? [`${name}: alone`, `part ${part} alone`] : []),
        ]),
    ...atLeast('in its sentence', inSentence, [1, 2, 3]),
    ...kinds.flatMap(([kind, pattern]) => (pattern.test(text) ? [`says ${kind}`, `${name}: says ${kind}`] : [])),
    ...atLeast('numbers', (text.match(/\d+(?:[.,·]\d+)*/g) ?? []).length, [1, 2, 3, 5, 8]),
    ...atLeast('words', words.length, [6, 15, 30]),
    ...new Set(headings.flatMap((heading) => wordsOf(heading).map((word) => `heading ${word}`))),
    ...new Set(words.filter((word) => word.length >= shortest).map((word) => `word ${word}`)),
  ];
}
