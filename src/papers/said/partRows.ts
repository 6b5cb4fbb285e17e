/** `73,257 train / 26,032 test`, `first 9M chars train, next 0.5M val`: parts of data in a row, each with its number. */
import type { Bound } from './bound.ts';
import type { Amount } from './numbers.ts';
import { asParts } from './splits.ts';

const labels = [
  ['training', 'train(?:ing)?|tr\\.?'],
  ['validation', 'val(?:id(?:ation)?)?\\.?|dev(?:elopment)?\\.?'],
  ['test', 'test(?:ing)?|te\\.?|eval(?:uation)?\\.?'],
] as const;
const label = `(?<label>${labels.map(([, words]) => words).join('|')})(?![\\p{L}\\d])(?! (?:time|loss|error|accuracy|steps?|epochs?|batch\\w*|points? of|runs?)\\b)`;
const vessel =
  '(?: (?:sets?|splits?|parts?|data|images|examples|samples|points|rows|graphs|nodes|windows|sentences|pairs|sequences|series))?';
const noun =
  '(?: ?(?:chars?|characters|bytes|images|imgs?|examples|samples|points|pts|rows|graphs|nodes|windows|sentences|pairs|sequences|series|words|lines|digits|patches|clips|molecules|items))?';
/** `first 10k of the train set for training`, `48k train`. */
const behind = new RegExp(
  String.raw`^\s*(?:(?:and|then|plus|the|a|an|its|first|next|last|another|other|further|remaining|following|final|full|rest|=|:|random|fresh|with|of|data:|split:|split) )*(?<number>#_*)(?!_)${noun}(?: of (?:the |its )?[\p{L}\d-]{1,20}(?: [\p{L}-]{1,12})?)?(?: (?:for|as|to|in|are|go(?:es)? to|used for|held out for))?(?: the| a)? ?${label}${vessel}(?: \(.*)?\s*$`,
  'diu',
);
/** `train: 800`, `val 100 images`. */
const ahead = new RegExp(
  String.raw`^\s*(?:(?:and|then|plus|the) )*${label}${vessel} ?(?:[:=(]|of|is|are)? ?(?<number>#_*)(?!_)${noun}\s*$`,
  'diu',
);

interface Piece {
  readonly part: 'training' | 'validation' | 'test';
  readonly amount: Amount;
}

/** `mask`: the sentence with its numbers as `#` and lines. What is read is taken. */
export function partRowsIn(text: string, mask: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  if (all.length < 2) return [];
  const found: Bound[] = [];
  let row: Piece[] = [];
  const close = (): void => {
    const isOnce = new Set(row.map(({ part }) => part)).size === row.length;
    const bound = row.length >= 2 && isOnce && row.some(({ part }) => part === 'training') ? asParts(text, row) : [];
    if (bound.length === row.length) {
      for (const { amount } of row) taken.add(amount.start);
      found.push(...bound);
    }
    row = [];
  };
  for (const [from, until] of piecesOf(mask)) {
    const piece = mask.slice(from, until);
    const match = behind.exec(piece) ?? ahead.exec(piece);
    const at = match?.indices?.groups?.['number']?.[0];
    const amount = at === undefined ? undefined : all.find(({ start }) => start === from + at);
    const part = labels.find(([, words]) => new RegExp(`^(?:${words})$`, 'i').test(match?.groups?.['label'] ?? ''))?.[0];
    if (amount === undefined || part === undefined || taken.has(amount.start)) close();
    else row.push({ part, amount });
  }
  close();
  return found;
}

/** Between commas, strokes, semicolons, brackets, colons and full stops. */
function piecesOf(mask: string): (readonly [from: number, until: number])[] {
  const ends = [...mask.matchAll(/[,;.:()](?=\s|$|\S)| ?[/|+·] ?(?=\S)| and (?=#)/g)].map(
    ({ index, 0: sign }) => [index, index + sign.length] as const,
  );
  return [...ends, [mask.length, mask.length] as const].map(([until], at) => [at === 0 ? 0 : (ends[at - 1]?.[1] ?? 0), until] as const);
}
