/** Words of a model or a program in one line that hides nothing: what has no shape or turns the order around is written out. */
export function visibleLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').replaceAll(/[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu, written);
}

/** Text from outside for a terminal: nothing in it moves the cursor or speaks to the terminal, and what turns the order around or spells unseen letters is written out. */
export function visibleText(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]+/gu, '').replaceAll(unseen, written);
}

/** JSON likewise, with the same value: such characters stand in its strings alone, where they are escaped. */
export function visibleJson(json: string): string {
  return json.replaceAll(/[\u007f-\u009f]/g, escaped).replaceAll(unseen, escaped);
}

const unseen = /[\p{Bidi_Control}\u{E0000}-\u{E01EF}]/gu;

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}

function written(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
