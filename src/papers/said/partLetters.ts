/** Parts that a paper calls by a letter: `the teacher (T)`, `generator G`; later `T was trained for 20 epochs`, `G: Adam, 1e-4`. */

const named =
  /\b([Tt]eacher|[Ss]tudent|[Gg]enerator|[Dd]iscriminator|[Cc]ritic|[Aa]ctor|[Ee]ncoder|[Dd]ecoder)(?: network| model| net)? \(?([A-Z]\d?)\)?(?= (?![=(])|[,;.:)]|$)/gu;
const does =
  '(?= (?:is|was|has|had|uses?|used|takes?|took|consists?|consisted|gets?|got|receives?|received|needs?|trains?|trained|sees|saw|runs?|ran|lasts?|lasted|learns?|learned|starts?|started)\\b|: )';

/** Each with a pattern for where a sentence speaks of it. */
export function partLetters(texts: readonly string[]): readonly (readonly [part: string, pattern: RegExp])[] {
  const meant = new Map<string, Set<string>>();
  for (const text of texts)
    for (const [, part = '', letter = ''] of text.matchAll(named))
      meant.set(letter, (meant.get(letter) ?? new Set()).add(part.toLowerCase()));
  return [...meant].flatMap(([letter, [part = '', ...others]]) =>
    others.length > 0 ? [] : [[part, new RegExp(`(?<=(?:^|[.;,(]|\\b(?:and|while|but|then)) ?)(?<![\\p{L}\\d])${letter}${does}`, 'gu')]],
  );
}
