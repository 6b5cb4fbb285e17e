/** Formulas within plain text, by the signs around them. */

export type MathPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'math'; readonly tex: string; readonly isDisplay: boolean };

/** `dollars`: `$…$` is a formula too, where it cannot be money. */
export function splitMath(text: string, { dollars }: { readonly dollars: boolean }): readonly MathPart[] {
  const shape = dollars
    ? /\\([$\\])|\$\$([\s\S]+?)\$\$|\\\[([\s\S]+?)\\\]|\\\(([\s\S]+?)\\\)|\$(?![\s\d.,]*\$)((?:\\[\s\S]|[^$\\\s])(?:(?:\\[\s\S]|[^$\\])*?(?:\\[\s\S]|[^$\\\s]))?)\$(?!\d)/g
    : /\\([$])|\$\$([\s\S]+?)\$\$|\\\[([\s\S]+?)\\\]|\\\(([\s\S]+?)\\\)|(?!)()/g;
  const parts: MathPart[] = [];
  let at = 0;
  const put = (upTo: number): void => {
    if (upTo > at) parts.push({ kind: 'text', text: text.slice(at, upTo) });
  };
  for (const match of text.matchAll(shape)) {
    const [whole, escaped, dollarDisplay, bracketDisplay, bracket, dollar] = match;
    if (escaped !== undefined) continue;
    put(match.index);
    at = match.index + whole.length;
    const display = dollarDisplay ?? bracketDisplay;
    parts.push({ kind: 'math', tex: (display ?? bracket ?? dollar ?? '').trim(), isDisplay: display !== undefined });
  }
  put(text.length);
  return parts;
}
