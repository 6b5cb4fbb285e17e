/** Whether words stand in a text: as they are read, whatever marks, breaks and quotation marks stand between them. */
export function holdsQuote(text: string, quote: string): boolean {
  const parts = quote
    .split(/\s*(?:\[?…\]?|\[?\.\.\.\]?)\s*/)
    .map(plain)
    .filter((part) => part !== '');
  if (parts.length === 0) return false;
  const inText = plain(text);
  let from = 0;
  for (const part of parts) {
    const at = inText.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

let newest = { text: '', plain: '' };

/** Letters, digits and what carries meaning between them; the newest long text is kept, since many quotes are looked for in it. */
function plain(text: string): string {
  if (text === newest.text) return newest.plain;
  const made = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/^\s*\d+\t/gm, '')
    .replaceAll(/[‘’‚‛`´]/g, "'")
    .replaceAll(/[“”„‟«»"]/g, '')
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .replaceAll(/[*_$\\|{}~]|\p{Cf}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (text.length > 2_000) newest = { text, plain: made };
  return made;
}
