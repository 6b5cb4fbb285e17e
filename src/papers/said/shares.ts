/** Shares as papers write them when they write no digits: `a tenth`, `three tenths`, `one unit in ten`. */
import { amountOf } from './numbers.ts';

const divisors: readonly (readonly [word: string, divisor: number])[] = [
  ['hal(?:f|ves)', 2],
  ['thirds?', 3],
  ['quarters?|fourth', 4],
  ['fifths?', 5],
  ['sixths?', 6],
  ['eighths?', 8],
  ['tenths?', 10],
  ['twentieths?', 20],
  ['fiftieths?', 50],
  ['hundredths?', 100],
  ['thousandths?', 1000],
];
/** Before what is counted. */
export const counts = '(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|\\d+)';
const partWord = `(?:${divisors.map(([word]) => word).join('|')})`;
/** In a sentence in which decimal points are `·`. */
export const share = `(?:\\d+(?:·\\d+)? ?%|0?·\\d+|(?:${counts} )?${partWord}|${counts} (?:[\\p{L}-]+ ){0,2}(?:in|out of) (?:every |a )?(?:[\\p{L}-]+|\\d+)|every (?:fourth|fifth|eighth|tenth|twentieth|fiftieth|hundredth)(?= (?:move|action|choice|decision|label|pull)s?\\b))`;
const amongOthers = new RegExp(`^(${counts}) (?:[\\p{L}-]+ ){0,2}(?:in|out of) (?:every |a )?([\\p{L}-]+|\\d+)$`, 'u');
const divisorOf = divisors.map(([word, divisor]) => [new RegExp(`^${word}$`), divisor] as const);
const wordOnly = new RegExp(`^(?:(${counts}) )?(${partWord})$`);

/** `a tenth`, `three tenths`, `30 %`, `0.1`, `one unit in ten`; undefined for what is no share. */
export function shareOf(written: string): number | undefined {
  const text = written
    .toLowerCase()
    .replaceAll('·', '.')
    .replace(/^every /, 'a ')
    .replace(/-(?=(?:ten|hundred|thousand)ths?$)/, ' ')
    .trim();
  const value = (() => {
    if (/^[\d.]+ ?%$/.test(text)) return Number.parseFloat(text) / 100;
    if (/^0?\.\d+$/.test(text)) return Number(text);
    const among = amongOthers.exec(text);
    if (among !== null) return (countOf(among[1]) ?? Number.NaN) / (countOf(among[2]) ?? Number.NaN);
    const [, count, word = ''] = wordOnly.exec(text) ?? [];
    const divisor = divisorOf.find(([pattern]) => pattern.test(word))?.[1];
    return divisor === undefined ? Number.NaN : (count === undefined ? 1 : (countOf(count) ?? Number.NaN)) / divisor;
  })();
  return value > 0 && value <= 1 ? Number(value.toPrecision(6)) : undefined;
}

function countOf(word: string | undefined): number | undefined {
  return word === undefined ? undefined : /^an?$/.test(word) ? 1 : amountOf(word);
}
