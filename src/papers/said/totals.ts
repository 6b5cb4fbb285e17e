/** Wholes that are no part: how many there were before they were divided. */
import type { Candidate } from './candidates.ts';

/** A benchmark of 402 classes that is divided into 250, 52 and 100: the whole is none of its parts. */
export function withoutTotals(found: readonly Candidate[]): Candidate[] {
  const given = (names: RegExp): number[] => [
    ...new Map(
      found.flatMap(({ name, value, role }) =>
        names.test(name) && typeof value === 'number' && role === undefined ? [[`${name} ${value}`, value] as const] : [],
      ),
    ).values(),
  ];
  const isTotal = (value: number, all: readonly number[]): boolean =>
    isSum(
      value,
      all.filter((other) => other < value),
      4,
    );
  const [classes, examples] = [given(/^classes$/), given(/ examples$/)];
  // `The data are 1,797 images`, of which 80 % are trained on, or 1,297.
  const hasPurpose = ({ quote, sentence = quote, stated }: Candidate): boolean => {
    const at = Math.max(0, sentence.indexOf(stated, Math.max(0, sentence.indexOf(quote))));
    const ahead = /[^.;]*$/.exec(sentence.slice(0, at + stated.length))?.[0] ?? '';
    const behind =
      /^[^.;,\d]*(?:, (?:serves?|served|are|were|is|was|go|went|which) [^.;,\d]*)?/.exec(sentence.slice(at + stated.length))?.[0] ?? '';
    return /(?<!scikit-)\b(?:train|learn|fit|adapt|fine-?tun|taught)/i.test(`${ahead}${behind}`);
  };
  // `2000 points for training, 1000 for validation and 1000 for testing`: as many as the others by chance.
  const isForTraining = ({ quote, sentence = quote, stated }: Candidate): boolean => {
    const at = sentence.indexOf(stated);
    return at >= 0 && /^ (?:[\p{L}-]+ ){0,3}(?:for|to) (?:the )?(?:train|fit|learn)/u.test(sentence.slice(at + stated.length));
  };
  const isDivided = found.some(({ name, role }) => /^(?:(?:training|test) fraction|folds)$/.test(name) && role === undefined);
  const parts = found.filter(
    (candidate) => candidate.name === 'training examples' && candidate.role === undefined && hasPurpose(candidate),
  );
  const isWhole = (candidate: Candidate): boolean =>
    candidate.place === 'text' &&
    (candidate.scope.length === 0 ||
      /\b(?:contain|compris|consist|hold|includ|total)\w*\b[^.;]* (?:labelled|labeled|annotated) /i.test(candidate.quote)) &&
    !hasPurpose(candidate) &&
    (isDivided || parts.some(({ value }) => value < candidate.value));
  return found.filter(
    (candidate) =>
      typeof candidate.value !== 'number' ||
      !(
        (candidate.name === 'classes' && isTotal(candidate.value, classes)) ||
        (candidate.name === 'training examples' &&
          ((isTotal(candidate.value, examples) && !isForTraining(candidate)) || isWhole(candidate)))
      ),
  );
}

/** Whether two of the parts or more, and at most so many, make the whole. */
function isSum(whole: number, parts: readonly number[], most: number, count = 0): boolean {
  if (whole === 0) return count >= 2;
  return most > count && parts.some((part, index) => part <= whole && isSum(whole - part, parts.slice(index + 1), most, count + 1));
}
