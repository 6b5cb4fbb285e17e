/** Words of a model or a program in one line that hides nothing: what has no shape or turns the order around is written out. */
export function visibleLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').replaceAll(/[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu, written);
}

function written(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
