/** What a cell of a table of results says: a number with its spread, several, nothing, or words. Never a number that is not there. */
import { defined } from '../../base/defined.ts';
import type { Inline } from '../../papers/document.ts';
import { type CellText, cellText } from './cellText.ts';

export interface CellNumber {
  /** As printed, scaled by `k`, `M`, `B` and powers of ten; percent stay percent. */
  readonly value: number;
  /** Half a unit of the last printed place, in the units of `value`: what rounding may hide. */
  readonly rounding: number;
  /** Behind `±`, in brackets or parentheses behind the mean; which kind of spread a table seldom says. */
  readonly spread?: number;
  /** Of an interval `[0.81, 0.87]` behind the mean. */
  readonly interval?: readonly [low: number, high: number];
  /** `%`, `ms`, `GB`, `×`; absent where the cell has none. */
  readonly unit?: string;
  /** `< 0.01`: the cell states a bound, not a value. */
  readonly bound?: '<' | '>' | '≈';
  /** `92.3 (+1.2)`, `92.3 ↑1.2`: a change that is printed beside the value. */
  readonly change?: number;
  /** `(n=3)`: of so many runs. */
  readonly runs?: number;
}

export type ParsedCell = { readonly isBest: boolean; readonly marks: readonly string[]; readonly text: string } & (
  | ({ readonly kind: 'number' } & CellNumber)
  /** `92.3 / 88.1`: as many metrics in one cell. */
  | { readonly kind: 'numbers'; readonly numbers: readonly [CellNumber, CellNumber, ...CellNumber[]] }
  /** `–`, `n/a`, `OOM`, or nothing at all. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'words' }
);

const nothing = /^(?:[-–—−‐―.·/]*|n\s?\/?\s?a\.?|none|nan|oom|tba|tbd|\?|\(-\)|×|✗|x|✓|yes|no)$/i;

export function parseCell(content: readonly Inline[] | string): ParsedCell {
  const read: CellText = cellText(typeof content === 'string' ? [{ kind: 'text', text: content }] : content);
  const common = { isBest: read.isBold, marks: read.marks, text: read.text };
  if (nothing.test(read.text)) return { ...common, kind: 'nothing' };
  const one = numberIn(read.text);
  if (one !== undefined) return { ...common, kind: 'number', ...one };
  const parts = read.text.split(/\s*[/|]\s*|\s+[–-]\s+|;\s*/);
  const [first, second, ...rest] = parts.map(numberIn);
  if (first !== undefined && second !== undefined && rest.every((number) => number !== undefined))
    return { ...common, kind: 'numbers', numbers: shareUnit([first, second, ...rest]) };
  return { ...common, kind: 'words' };
}

/** `92.3/88.1 %`: the unit of the last is that of all. */
function shareUnit(numbers: readonly [CellNumber, CellNumber, ...CellNumber[]]): readonly [CellNumber, CellNumber, ...CellNumber[]] {
  const unit = numbers.at(-1)?.unit;
  if (unit === undefined) return numbers;
  const withUnit = (number: CellNumber): CellNumber => (number.unit === undefined ? { ...number, unit } : number);
  const [first, second, ...rest] = numbers;
  return [withUnit(first), withUnit(second), ...rest.map(withUnit)];
}

const unsigned = String.raw`(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)`;
const digits = `[+-]?${unsigned}`;
const power = String.raw`(?:\s*(?:×|\*|x)\s*10\s*\^\s*([+-]?\d+)|[eE]([+-]?\d{1,3}))`;
const scale = '([kKMBGT])?';
const unit = String.raw`(%|‰|°|pp|points?|pts?|dB|bits?|bpc|bpd|nats?|ms|[μµ]s|ns|s|sec|min|mins|h|hrs?|hours?|days?|d|[KMGT]i?B|GFLOPs?|TFLOPs?|[KMG]?FLOPs?|Hz|[kMG]Hz|fps|px|mm|cm|m|W|kWh?|J|×|x|tok(?:ens)?\/s|it\/s|\$|€)?`;
const number = `${digits}${power}?`;
const mean = new RegExp(
  `^(?:(<|>|≤|≥|≈|~|∼)\\s*)?([$€])?\\s*(${digits})${power}?\\s?${scale}(?![A-Za-z]*[kKMBGT](?![A-Za-z]))\\s*${unit}(?=$|[\\s(\\[±↑↓])`,
);

/** All of the text as one number, or undefined. */
export function numberIn(given: string): CellNumber | undefined {
  const lone = /^10\^([+-]?\d+)$/.exec(given.trim())?.[1];
  if (lone !== undefined) return { value: shifted('1', Number(lone)), rounding: shifted('5', Number(lone) - 1) };
  const outer = withoutOuter(given.trim());
  if (outer === undefined) return undefined;
  const match = mean.exec(outer.text);
  if (match === null) return undefined;
  const [whole, bound, currency, printed = '', exponent, exponentE, suffix, suffixUnit] = match;
  const places = Number(exponent ?? exponentE ?? 0) + outer.power + scaleOf(suffix);
  const value = shifted(printed, places);
  const behind = behindMean(outer.text.slice(whole.length).trim());
  if (behind === undefined || Number.isNaN(value)) return undefined;
  // `(1.2 ± 0.1)e-3` and `1.2M (0.1)` scale both; `1.2e-3 ± 1e-4` each by its own.
  const scaled = (part: Printed): number => shifted(part.printed, part.power === undefined ? places : part.power + outer.power);
  const unit = suffixUnit ?? behind.unit ?? currency;
  return {
    value,
    rounding: shifted('5', places - placesOf(printed) - 1),
    ...defined({
      spread: behind.spread === undefined ? undefined : Math.abs(scaled(behind.spread)),
      interval: intervalOf(behind, value, scaled),
      change: behind.change === undefined ? undefined : scaled(behind.change),
      runs: behind.runs,
      unit,
      bound: bound === undefined ? undefined : boundOf(bound),
    }),
  };
}

/** `(92.3 ± 0.4) × 10^-3`: the power is that of all that stands within. */
function withoutOuter(text: string): { readonly text: string; readonly power: number } | undefined {
  const [, inner, behind = ''] = new RegExp(`^\\(\\s*(${digits}[^()]*)\\)(.*)$`).exec(text) ?? [];
  if (inner === undefined) return { text, power: 0 };
  const [all, exponent, exponentE, percent = ''] = new RegExp(`^${power}?\\s*(%?)$`).exec(behind) ?? [];
  return all === undefined ? undefined : { text: `${inner.trim()}${percent}`, power: Number(exponent ?? exponentE ?? 0) };
}

function intervalOf({ interval, around }: Behind, value: number, scaled: (part: Printed) => number): readonly [number, number] | undefined {
  if (interval !== undefined) return [scaled(interval[0]), scaled(interval[1])];
  return around === undefined ? undefined : [value - scaled(around[1]), value + scaled(around[0])];
}

function boundOf(sign: string): '<' | '>' | '≈' {
  return /[<≤]/.test(sign) ? '<' : /[>≥]/.test(sign) ? '>' : '≈';
}

interface Printed {
  readonly printed: string;
  /** Of ten, where it has one of its own. */
  readonly power: number | undefined;
}

interface Behind {
  readonly spread?: Printed;
  readonly interval?: readonly [Printed, Printed];
  /** `+0.4 −0.3` */
  readonly around?: readonly [up: Printed, down: Printed];
  readonly change?: Printed;
  readonly unit?: string;
  readonly runs?: number;
}

const spreadBehind = new RegExp(`^±\\s*(${digits})${power}?\\s*(%)?`);
const inBrackets = new RegExp(`^\\(\\s*(?:±\\s*|(?:sd|std|se|sem|σ)\\s*=?\\s*)?(${unsigned})${power}?\\s*(%)?\\s*\\)`, 'i');
const intervalBehind = new RegExp(`^[\\[(]\\s*(${number})\\s*(?:,|;|–|—|to|-(?=\\s))\\s*(${number})\\s*[\\])]`);
const aroundBehind = new RegExp(`^\\+\\s?(${unsigned})\\s*\\/?\\s*-\\s?(${unsigned})`);
const changeBehind = new RegExp(`^\\(\\s*([+-]\\s?${unsigned})\\s*%?\\s*\\)`);
const arrowBehind = new RegExp(`^\\(?\\s*([↑↓])\\s*(${unsigned})\\s*%?\\s*\\)?`);
const runsBehind = /^\(\s*(?:n|N)\s*=\s*(\d+)\s*(?:runs|seeds)?\s*\)|^\(\s*(\d+)\s*(?:runs|seeds)\s*\)/;
const unitBehind = /^(%|×|x|ms|s|h|GB|MB)(?=$|\s)/;

type Taken = readonly [found: Behind, length: number];

/** What may stand behind a mean, each once. */
const behinds: readonly ((text: string) => Taken | undefined)[] = [
  (text) => {
    const match = runsBehind.exec(text);
    return match === null ? undefined : [{ runs: Number(match[1] ?? match[2]) }, match[0].length];
  },
  (text) => {
    const match = intervalBehind.exec(text);
    const [low, high] = [printedOf(match?.[1]), printedOf(match?.[4])];
    return match === null || low === undefined || high === undefined ? undefined : [{ interval: [low, high] }, match[0].length];
  },
  (text) => {
    const match = aroundBehind.exec(text);
    const [up, down] = [printedOf(match?.[1]), printedOf(match?.[2])];
    return match === null || up === undefined || down === undefined ? undefined : [{ around: [up, down] }, match[0].length];
  },
  (text) => {
    const match = changeBehind.exec(text);
    const change = printedOf(match?.[1]?.replaceAll(' ', ''));
    return match === null || change === undefined ? undefined : [{ change }, match[0].length];
  },
  (text) => {
    const match = arrowBehind.exec(text);
    return match === null
      ? undefined
      : [{ change: { printed: `${match[1] === '↓' ? '-' : ''}${match[2] ?? ''}`, power: undefined } }, match[0].length];
  },
  (text) => {
    const match = spreadBehind.exec(text) ?? inBrackets.exec(text);
    if (match === null) return undefined;
    const exponent = match[2] ?? match[3];
    const spread = { printed: match[1] ?? '', power: exponent === undefined ? undefined : Number(exponent) };
    return [{ spread, ...(match[4] === undefined ? {} : { unit: '%' }) }, match[0].length];
  },
  (text) => {
    const match = unitBehind.exec(text);
    return match === null ? undefined : [{ unit: match[1] ?? '' }, match[0].length];
  },
];

/** Undefined: something stands there that was not understood, so nothing of it is believed. */
function behindMean(given: string): Behind | undefined {
  let text = given;
  let found: Behind = {};
  while (text !== '' && !/^[↑↓]$/.test(text)) {
    const taken = behinds.map((look) => look(text)).find((one) => one !== undefined);
    if (taken === undefined || Object.keys(taken[0]).some((key) => key in found)) return undefined;
    found = { ...found, ...taken[0] };
    text = text.slice(taken[1]).trim();
  }
  return found;
}

function printedOf(text: string | undefined): Printed | undefined {
  if (text === undefined) return undefined;
  const [, printed, exponent, exponentE] = new RegExp(`^(${digits})${power}?$`).exec(text.trim()) ?? [];
  if (printed === undefined) return undefined;
  const own = exponent ?? exponentE;
  return { printed, power: own === undefined ? undefined : Number(own) };
}

/** `12,345` is a number of thousands, `92,3` one with a decimal comma. The power of ten is added to the text, so nothing is lost. */
function shifted(printed: string, places: number): number {
  const joined = printed.replaceAll(' ', '');
  const isGrouped = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(joined);
  return Number(`${isGrouped ? joined.replaceAll(',', '') : joined.replace(',', '.')}e${places}`);
}

function placesOf(printed: string): number {
  const joined = printed.replaceAll(' ', '');
  if (/^[+-]?\d{1,3}(?:,\d{3})+$/.test(joined)) return 0;
  return /[.,](\d+)$/.exec(joined)?.[1]?.length ?? 0;
}

/** Powers of ten. */
function scaleOf(suffix: string | undefined): number {
  switch (suffix) {
    case 'k':
    case 'K':
      return 3;
    case 'M':
      return 6;
    case 'B':
    case 'G':
      return 9;
    case 'T':
      return 12;
    default:
      return 0;
  }
}
