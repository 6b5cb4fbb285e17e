/** Which section a person means: by its number, its title, words of its title, or the number of what stands below it. */
import type { PaperSection } from './document.ts';

type Numbered = Pick<PaperSection, 'number' | 'title'>;

/** The first in reading order of the surest kind; undefined: none is called so. `wanted`: `3.1`, `Section 3`, `Appendix A`, `Training objective`, `hyper`. */
export function sectionCalled<Section extends Numbered>(sections: readonly Section[], wanted: string): Section | undefined {
  const words = folded(wanted);
  if (words === '') return undefined;
  const number = numberIn(wanted);
  const title = ({ title: text }: Section): string => folded(text);
  const kinds: readonly ((section: Section) => boolean)[] = [
    (section) => number !== undefined && numberOf(section) === number,
    (section) => title(section) === words || folded(`${section.number ?? ''} ${section.title}`) === words,
    ...(words.length < leastPart
      ? []
      : [
          (section: Section): boolean => title(section).includes(words),
          // “hyperparameters” is “Hyper-parameters”.
          (section: Section): boolean => title(section).replaceAll(' ', '').includes(words.replaceAll(' ', '')),
          (section: Section): boolean => words.split(' ').every((word) => hasWord(title(section), word)),
        ]),
    (section) => number !== undefined && (numberOf(section)?.startsWith(`${number}.`) ?? false),
  ];
  return kinds.map((isIt) => sections.find(isIt)).find((found) => found !== undefined);
}

/** A shorter part of a title stands in too many. */
const leastPart = 3;

/** `Section 3.1`, `§ 3.1`, `3.1.`, `App. B`: the number alone. */
function numberIn(text: string): string | undefined {
  const found =
    /^\s*(?:(?:sections?|sect?\.?|§+|chapter|part|appendix|app\.?)\s*)?((?:\d+|[a-z]|[ivx]+)(?:[.-](?:\d+|[a-z]))*)\.?\s*$/i.exec(
      text,
    )?.[1];
  return found?.toLowerCase();
}

function numberOf({ number }: Numbered): string | undefined {
  return number?.toLowerCase().replace(/\.$/, '');
}

/** `methods` is found in “Method”, `train` in “Training details”. */
function hasWord(title: string, word: string): boolean {
  const stem = word.length > 4 ? word.replace(/(?:ies|es|s)$/, '') : word;
  return title.split(' ').some((each) => each.startsWith(stem));
}

function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
