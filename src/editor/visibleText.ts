/**
 * A text of somebody else’s with what a reader would not see written out: control characters, characters without width, and those that turn
 * the order of their neighbours around (Unicode’s `Default_Ignorable_Code_Point` and `Bidi_Control`). Tabs and line ends stay.
 */
export function visibleText(text: string): string {
  return text.replace(unseen, (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

const unseen = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;
