/** A text as the judge sees it. The Python of the harness does the same. */
import { hashText } from '../../datasets/audit/hash.ts';
import { mostShingles, shingleWords } from './nearTexts.ts';
import type { SplitRow } from './rows.ts';

/** Words without case, accents’ coding and punctuation; a sign of Chinese, Japanese or Korean is a word. */
const word =
  /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[\p{L}\p{M}\p{N}_]+?(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\p{L}\p{M}\p{N}_]|$)/gu;

export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(word) ?? [];
}

const partCount = 4;

/** `shown`: at most so much of it is kept for an example. */
export function textRow(row: number, text: string, shownLength = 120): SplitRow {
  const words = wordsOf(text);
  const parts = Array.from({ length: partCount }, (_, part) => {
    const from = Math.floor((part * words.length) / partCount);
    const to = Math.floor(((part + 1) * words.length) / partCount);
    return hashText(words.slice(from, to).join(' '));
  });
  const all = new Set<number>();
  for (let at = 0; at + shingleWords <= words.length; at++) all.add(hashText(words.slice(at, at + shingleWords).join(' ')));
  const share = all.size / mostShingles;
  const shingles = share <= 1 ? [...all] : [...all].filter((hash) => hash % Math.ceil(share) === 0);
  const shown = text.replace(/\s+/g, ' ').trim();
  return {
    row,
    parts,
    isConstant: words.length === 0,
    text: { tokens: words.length, total: shingles.length, shingles },
    shown: shown.length > shownLength ? `${shown.slice(0, shownLength - 1)}…` : shown,
  };
}
