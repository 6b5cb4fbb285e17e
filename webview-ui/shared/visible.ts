/**
 * Text that decides something, with what a reader would not see written out: control characters, characters without width, and those that
 * turn the order of their neighbours around (Unicode's `Default_Ignorable_Code_Point` and `Bidi_Control`). Tabs, line ends and what
 * holds an emoji together stay.
 */
export function visible(text: string): string {
  return text.replace(unseen, (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

const unseen =
  /(?![\t\n])(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\ufe0f)(?:\ufe0f|\u200d))[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;
