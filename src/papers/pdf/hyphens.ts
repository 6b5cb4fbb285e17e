/** Whether a hyphen at the end of a line belongs to the word. Judged by the paper’s own words, not by a dictionary of one language. */
export interface PaperWords {
  /** How often a word stands somewhere in the paper in one piece. In lower case. */
  count(word: string): number;
}

/** Second parts that are set with a hyphen far more often than without. */
const hyphenated =
  /^(?:based|like|free|wise|aware|level|specific|shot|time|scale|driven|dependent|independent|invariant|art|end|step|class|dimensional|order|trained|tuned|tuning|of|to|the|in|by|and|supervised|trivial|zero|linear|negative|uniform|convex)$/i;

/** First parts that no longer word begins with, or hardly any. */
const alwaysHyphenated = /^(?:two|three|four|six|self|well|third|full)$/i;

export function paperWords(texts: Iterable<string>): PaperWords {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const words = text.toLowerCase().match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu) ?? [];
    // The last one may be half a word.
    const whole = /\p{Pd}\s*$/u.test(text) ? words.slice(0, -1) : words;
    for (const word of whole) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return { count: (word) => counts.get(word.toLowerCase()) ?? 0 };
}

/** What stands between the end of one line and the start of the next. `line` ends in a hyphen where `keep` or `drop` is meant. */
export function atLineEnd(line: string, next: string, words: PaperWords): 'blank' | 'keep' | 'drop' {
  const [, before] = /([\p{L}\p{M}\d-]+)[-\u2010\u00ad]$/u.exec(line) ?? [];
  if (before === undefined) return /[–—/]$/.test(line) && !/\s[–—/]$/.test(line) ? 'keep' : 'blank';
  if (line.endsWith('\u00ad')) return 'drop';
  const [after] = /^[\p{L}\p{M}]+/u.exec(next) ?? [];
  // 1-, and a capital or a digit behind: the hyphen was there before the line was broken.
  if (
    after === undefined ||
    /\d$/.test(before) ||
    (/^\p{Lu}/u.test(after) !== /^\p{Lu}{2}/u.test(before.slice(-2)) && /^\p{Lu}/u.test(after))
  )
    return 'keep';
  const first = before.slice(before.lastIndexOf('-') + 1);
  const [joined, hyphen] = [words.count(`${first}${after}`), words.count(`${first}-${after}`)];
  if (joined > 0 || hyphen > 0) return hyphen > joined ? 'keep' : 'drop';
  // state-of-the-: one who writes two hyphens writes three.
  if (before.includes('-') && words.count(first) > 0) return 'keep';
  if (alwaysHyphenated.test(first) && !/^(?:teen|ty|ly|ness|ish)/.test(after)) return 'keep';
  if (hyphenated.test(after) && (words.count(first) > 0 || first.length > 3)) return 'keep';
  if (
    /^(?:self|semi|non|pre|post|multi|co|sub|meta|pseudo|quasi|well|state|high|low|two|three|one|zero|few|long|short|real|large|small|fine|open|cross)$/i.test(
      first,
    )
  ) {
    return words.count(after) > 0 && words.count(first) > 0 ? 'keep' : 'drop';
  }
  return first.length > 3 && after.length > 3 && words.count(first) > 0 && words.count(after) > 0 ? 'keep' : 'drop';
}
