/** How training scripts spell numbers. */
const special: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
};

/** Matches one number at the start, without its sign being part of a word. */
export const numberPattern =
  '[-+]?(?:(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d*)?(?:[eE][-+]?\\d+)?|\\.\\d+(?:[eE][-+]?\\d+)?|nan\\b|inf(?:inity)?\\b)';

const wholeNumber = new RegExp(`^${numberPattern}$`, 'i');

/** The number that this whole text spells, or undefined. `nan`, `-inf` and thousands separators count. */
export function parseNumber(text: string): number | undefined {
  if (!wholeNumber.test(text)) return undefined;
  const bare = text.replace(/^[-+]/, '').toLowerCase();
  const sign = text.startsWith('-') ? -1 : 1;
  const named = special[bare];
  return named === undefined ? sign * Number(bare.replaceAll(',', '')) : sign * named;
}
