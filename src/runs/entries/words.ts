/** Command lines as people read and write them: words with quotes where they are needed. Nothing is expanded. */

/** `a "b c" d\ e` → `a`, `b c`, `d e`. A quote that is never closed reaches to the end. */
export function splitWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? '';
    if (char === '\\' && at + 1 < line.length) {
      at += 1;
      word = (word ?? '') + (line[at] ?? '');
    } else if (char === '"' || char === "'") {
      const [text, end] = quoted(line, at + 1, char);
      word = (word ?? '') + text;
      at = end;
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** The text up to the closing quote, and where that stands. Within double quotes a backslash protects a quote or itself. */
function quoted(line: string, from: number, quote: string): readonly [text: string, end: number] {
  let text = '';
  for (let at = from; at < line.length; at++) {
    const char = line[at] ?? '';
    if (char === quote) return [text, at];
    const next = line[at + 1];
    if (quote === '"' && char === '\\' && (next === '"' || next === '\\')) {
      text += next;
      at += 1;
    } else text += char;
  }
  return [text, line.length];
}

/** The line that `splitWords` reads as these words. */
export function joinWords(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

function quoteWord(word: string): string {
  if (word !== '' && !/[\s"'\\]/.test(word)) return word;
  return word.includes("'") ? `"${word.replaceAll(/["\\]/g, String.raw`\$&`)}"` : `'${word}'`;
}
