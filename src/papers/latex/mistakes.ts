/** Mistakes in a source, told one by one while they are few; many of a kind are one warning with the first places and how many there are. */
import { defined } from '../../base/defined.ts';
import type { PaperWarning } from '../document.ts';

/** What a mistake is of. */
export type MistakeKind = 'argument' | 'brace' | 'stray brace' | 'environment' | 'stray end' | 'branch' | 'verbatim' | 'endless';

export interface Mistake {
  readonly kind: MistakeKind;
  /** `\emph in line 3` */
  readonly place: string;
  /** Where it begins, for what is only told where it ends. */
  readonly at?: number;
}

/** So many of a kind are told one by one, and so many places are named where there are more. */
const mostAlike = 3;

const ofMany: Readonly<Record<MistakeKind, (count: number, places: string) => string>> = {
  argument: (count, places) =>
    `${count} arguments are never closed, first those of ${places}; each was taken to end with its paragraph. Put in the missing }.`,
  brace: (count, places) => `${count} groups are never closed, first the { in ${places}. Put in the missing }.`,
  'stray brace': (count, places) =>
    `${count} } close nothing, first those in ${places}; they were passed over. Take them out, or put in the missing {.`,
  environment: (count, places) =>
    `${count} environments are never closed, first ${places}; each was taken to end before what cannot stand in it. Put in the missing \\end.`,
  'stray end': (count, places) => `${count} \\end close nothing, first ${places}; they were passed over. Put in the missing \\begin.`,
  branch: (count, places) =>
    `No \\fi ends what is left out at ${count} places, first in ${places}; it was taken to end with its paragraph. Put in the missing \\fi.`,
  verbatim: (count, places) =>
    `Verbatim text is never closed at ${count} places, first in ${places}; it was taken to end where nothing more can belong to it. Put in the missing ends.`,
  endless: (count, places) =>
    `${count} macros never end, first ${places}; what they stand for was left out or read in part. Mend their definitions.`,
};

interface Alike {
  count: number;
  readonly places: { readonly place: string; readonly at: number }[];
  readonly warnings: PaperWarning[];
}

export class Mistakes {
  readonly #kinds = new Map<MistakeKind, Alike>();

  /** The warning to give now; undefined where there were too many, which `gathered` tells. */
  add(message: string, { kind, place, at = Number.POSITIVE_INFINITY }: Mistake, anchor: string | undefined): PaperWarning | undefined {
    const alike = this.#kinds.get(kind) ?? { count: 0, places: [], warnings: [] };
    this.#kinds.set(kind, alike);
    if (alike.warnings.some((told) => 'message' in told && told.message === message && told.anchor === anchor)) return undefined;
    alike.count++;
    alike.places.push({ place, at });
    alike.places.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
    alike.places.splice(mostAlike);
    if (alike.count > mostAlike) return undefined;
    const warning: PaperWarning = { kind: 'doubt', message, ...defined({ anchor }) };
    alike.warnings.push(warning);
    return warning;
  }

  /** The warnings of a paper, with many of a kind as one where the first of them stands. */
  gathered(warnings: readonly PaperWarning[]): readonly PaperWarning[] {
    const many = [...this.#kinds].filter(([, { count }]) => count > mostAlike);
    return warnings.flatMap((warning) => {
      const found = many.find(([, alike]) => alike.warnings.includes(warning));
      if (found === undefined) return [warning];
      const [kind, { count, places, warnings: told }] = found;
      return told[0] === warning
        ? [{ ...warning, message: ofMany[kind](count, places.map(({ place }) => place).join(', ')) } as PaperWarning]
        : [];
    });
  }
}
