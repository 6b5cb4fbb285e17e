/** Numbers, lists, sets and intervals as papers write them, in a line that `linear` made. */
import { numberWords } from '../../base/numberWords.ts';
import { matchesOf } from './matches.ts';
import { remembered } from './remembered.ts';

export interface Amount {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly isShare: boolean;
  /** Written as digits, not as a word. */
  readonly isDigits: boolean;
}

/** One or more amounts that stand together. */
export interface Quantity {
  readonly form: 'one' | 'list' | 'set' | 'interval';
  readonly amounts: readonly [Amount, ...Amount[]];
  readonly start: number;
  readonly end: number;
}

const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const scales: Readonly<Record<string, number>> = { hundred: 100, thousand: 1000, million: 1e6, billion: 1e9, k: 1e3, m: 1e6, b: 1e9 };

const unitWord = [...numberWords.slice(1)].sort((a, b) => b.length - a.length).join('|');
const tensWord = `(?:${tens.join('|')})(?:-(?:${numberWords.slice(1, 10).join('|')}))?`;
const spelled = String.raw`\b(?:half an? (?:million|billion|thousand)|(?:${tensWord}|${unitWord}|zero|an?(?= (?:hundred|thousand|million|single)\b))(?:[ -](?:hundred|thousand|million|billion|single|dozen))*(?:\s?per\s?cent)?|single|(?:solitary|lone|sole)(?= (?:[a-z]+ )?layer\b)|twice|(?<!\b(?:few|some|several|couple of|many) )dozen|(?<=\b(?:last|latest|recent) )(?:million|thousand|hundred)(?= \p{L}+s\b)|(?<=\b(?:our|my|the) )only(?= (?:(?:nvidia|amd|tesla|geforce) )?(?:[gr]tx|[avhlt]\d{1,3}|titan|gpu|tpu|card)\b))(?:\b|(?=fold\b))(?<!\bone(?= of\b))(?<!\b(?:the|this|that|another|every|each|any|which) (?:(?!least|most|first|last|other|only|on|with|for|in|by|at|of|to|from|over|per|using)\p{L}+ )?one(?! (?:hidden|epoch|layer|pass|step|seed|run|gpu|million|hundred|thousand)))`;
const parts = 'half|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?|twentieths?';
const decimals = 'tenths?|twentieths?|hundredths?|thousandths?';
/** `a tenth of the data`, `three quarters for training`. */
const fraction = String.raw`(?<!\b(?:first|last|second|other|remaining|latter|former|later|upper|lower|next) (?!(?:thirds?|quarters?|fifths?|tenths?) of (?:the |each |every |all |its )*(?:training|data|series|record\w*|set)))\b(?:(?:an?|one|two|three|four|nine) )?(?:${parts})(?= of (?:the |its |our |all |each |every |them|these|those|this |labels|data|images|examples|training)| for (?:training|validation|testing|test|development)\b| (?:is|are|was|were) (?:held|kept|used|set|put|reserved|left|withheld|spared))|(?<=\bfirst )(?:tenth|twentieth|fifth|quarter|third|half)(?= of (?:the |all |its )*(?:training|updates|steps|iterations|run|schedule|epochs|budget)\b)|\b(?:one|two|three|four|five|six|seven|eight|nine) (?:thirds?|fifths?|sixths?|eighths?|${decimals})(?![\w-])|(?<=\b(?:of|by|to|at|on|than|with|is|are) )an? (?:${decimals})(?=[,.;)]| and\b|$)`;
const several =
  'two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|fifty|a hundred|one hundred|a thousand|one thousand|ten thousand|a million';
/** `one row in ten`, `two images out of five`, `every fifth image`. */
const oneOfMany = String.raw`\b(?:one|two|three|four|nine)(?: (?!(?:in|out|of|or|and|to|hidden|layers?)\b)[\p{Ll}-]+)? (?:in|out of) (?:every )?(?:${several})(?![\p{L}\d-])(?! (?!of\b|cases\b|at\b|is\b|are\b|was\b|were\b|and\b|for\b|to\b|by\b|on\b|being\b|drawn\b|chosen\b)[\p{Ll}]+)|\bevery (?:third|fourth|fifth|sixth|eighth|tenth|twentieth)(?= (?:of (?:the|its|these) )?(?:[\p{Ll}-]+ )?(?:rows?|images?|examples?|points?|records?|digits?|samples?|sentences?|nodes?|windows?|patients?|pixels?|labels?|units?|documents?|sequences?)\b)`;
/** `30,100,300,1000` are four. */
const digits = String.raw`(?:(?<!\d,)\d{1,3}(?:,\d{3})+(?!,?\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)`;
/** `48k train + 2k val`. */
const ofPart = /^ (?:train(?:ing)?|val(?:id(?:ation)?)?|dev|test)\b/i;
const figure = String.raw`-?${digits}(?:[eE][-+]?\d+)?(?:\^-?\d+|(?<!/\s?[\d.]+)\s?/\s?\d+(?![\d/]|[.,]\d|\s?/\s?\d))?(?:\s?(?-i:[kKMB])(?![\w-])|\s(?:thousand|million|billion)\b)?(?:\s?%|\s?per\s?cent\b)?`;
const amountPattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}.^_⟧@]|\^-|\^-?\d/)(?<!\p{L}[\p{L}\d.]{0,12}-(?:\d[\d.]*-)?|-\p{Lu}{1,2}\/)(?:${figure})(?![\w^]|\.\d|\s?/\s*(?!(?<= / )(?!sqrt|max|min|log|exp)[a-z]{3})[a-zA-Z√(]|[-+]\p{L}(?![\p{L}-]))|${oneOfMany}|${fraction}|${spelled}`,
  'giu',
);

/** `Section 3`, `Fig. 2`, `version 1.2`: numbers that are names. */
const counted =
  /(?:§|(?<!hidden )\b(?:sections?|sec|fig|figures?|tables?|tab|eqs?|equations?|algorithms?|appendix|chapter|theorem|lemma|stage|phase|variant|version|python|pytorch|cuda)\.?)\s*\(?$|\b(?:GTX|RTX|Quadro|Titan|GeForce|Radeon|Xeon|EPYC|Ryzen|Threadripper|Jetson|Cortex|Tesla) $/i;

const equation =
  /\b(?:as|in|by|from|via|through|see|than|between|satisf(?:y|ies)|minimi[sz]\w*|solv\w*|slope of|right-hand side of|law|rule|recursion|formula|relation|expression|specification|dynamics|plant|objective|criterion|estimator) \($/i;

export const amounts: (text: string) => readonly Amount[] = remembered((text: string) => withDifferences(text, readAmounts(text)));

const beforeDifference = /(?:=|\b(?:discount|momentum|decay|factor|averag\w*|γ|β)(?: (?:of|is|factor|rate))*) ?$/i;

/** `γ = 1 - 1/50`: one number. */
function withDifferences(text: string, found: readonly Amount[]): readonly Amount[] {
  const starts = found.filter(({ value, end, start }, index) => {
    const next = found[index + 1];
    return (
      value === 1 &&
      next !== undefined &&
      next.value > 0 &&
      next.value < 1 &&
      /^ ?- ?$/.test(text.slice(end, next.start)) &&
      beforeDifference.test(text.slice(Math.max(0, start - 30), start))
    );
  });
  if (starts.length === 0) return found;
  return found.flatMap((amount, index): Amount[] => {
    const [before, next] = [found[index - 1], found[index + 1]];
    if (before !== undefined && starts.includes(before)) return [];
    return next !== undefined && starts.includes(amount)
      ? [{ ...amount, value: Number((1 - next.value).toPrecision(12)), end: next.end, isShare: next.isShare }]
      : [amount];
  });
}

function readAmounts(text: string): Amount[] {
  const found: Amount[] = [];
  for (const match of matchesOf(text, amountPattern)) {
    const written = match[0];
    if (counted.test(text.slice(0, match.index))) continue;
    const value = amountOf(written) ?? fractionOf(written);
    if (value === undefined) continue;
    // `ten times smaller` says how much, not what; `0.01 times the entropy` says what.
    if (
      !(value < 1 && /^ times the\b/.test(text.slice(match.index + written.length))) &&
      /^\s*(?:times|×|-?fold|orders? of magnitude) (?:smaller|larger|lower|higher|less|more|as|the|fewer|slower|faster)/i.test(
        text.slice(match.index + written.length),
      )
    )
      continue;
    // `Ma and Hovy (2016)`.
    if (
      /^(?:19|20)\d\d$/.test(written) &&
      /[\p{Lu}][\p{L}'.-]+\.?,? \($/u.test(text.slice(0, match.index)) &&
      /^[a-z]?\)/.test(text.slice(match.index + written.length))
    )
      continue;
    // `the 1.5B model`, `1e-6 for 1.5B and 5e-7 for 7B`: the name of a model.
    if (
      /\d ?[BM]$/.test(written) &&
      (/^[- ](?:models?|variants?|networks?|version|one|student|teacher|policy|LMs?|LLMs?|checkpoints?)\b/.test(
        text.slice(match.index + written.length),
      ) ||
        (/B$/.test(written) &&
          /\bfor (?:the )?$/.test(text.slice(0, match.index)) &&
          /^(?:[,.;:)]|$| (?:and|but|while|with)\b)/.test(text.slice(match.index + written.length))))
    )
      continue;
    // `exactly as (3)`, `the slope of (2)`: an equation.
    if (
      /^\d{1,2}$/.test(written) &&
      /^[a-z]?\)(?![\p{L}\d])/u.test(text.slice(match.index + written.length)) &&
      equation.test(text.slice(Math.max(0, match.index - 24), match.index))
    )
      continue;
    // `one 2080 Ti`.
    if (/^\d{4}$/.test(written) && /^ ?Ti\b/.test(text.slice(match.index + written.length))) continue;
    // `a 4-gram model`.
    if (/^-grams?\b/.test(text.slice(match.index + written.length))) continue;
    // `twice as wide`.
    if (/^(?:twice|half)$/i.test(written) && /^ (?:as|the|that|this|its)\b/.test(text.slice(match.index + written.length))) continue;
    // `1 + 0.05 t` is part of a formula.
    const isSummand =
      /^\s?\+\s?[\d\p{L}(]/u.test(text.slice(match.index + written.length)) || /[\p{L}\d)]\s?\+\s?$/u.test(text.slice(0, match.index));
    if (isSummand && !ofPart.test(text.slice(match.index + written.length))) continue;
    // `(1 - t / T)^0.9`.
    if (/\($/.test(text.slice(0, match.index)) && /^\s[-–−]\s?\p{L}/u.test(text.slice(match.index + written.length))) continue;
    // `λ > 0` says what a value can be.
    if (/[<>≥≠]\s*$/.test(text.slice(0, match.index))) continue;
    const slash = written.indexOf('/');
    // `80/20` is a split, not four.
    const [one = '', other = ''] = written.split('/');
    const isDivision = (amountOf(one) ?? 0) >= 10 || Number(one) + Number(other) === 10;
    if (slash > 0 && value >= 1 && isDivision) {
      found.push(
        ...[
          { part: one, at: 0 },
          { part: other, at: slash + 1 },
        ].map(({ part, at }) => ({
          value: amountOf(part) ?? 0,
          start: match.index + at,
          end: match.index + at + part.length,
          isShare: false,
          isDigits: true,
        })),
      );
      continue;
    }
    const isFraction = fractionOf(written) !== undefined;
    const isShare = isFraction || /(?:%|per\s?cent)$/i.test(written);
    found.push({
      value: isShare && !isFraction ? Number((value / 100).toPrecision(12)) : value,
      start: match.index,
      end: match.index + written.length,
      isShare,
      isDigits: /\d/.test(written),
    });
  }
  return found;
}

const divisors: Readonly<Record<string, number>> = {
  half: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  eighth: 8,
  tenth: 10,
  twentieth: 20,
  hundredth: 100,
  thousandth: 1000,
};

function fractionOf(written: string): number | undefined {
  const [, some, among] =
    /^(\p{L}+)(?: [\p{L}-]+)? (?:in|out of) (?:every )?(\p{L}+(?: (?:hundred|thousand|million))?)$/iu.exec(written) ?? [];
  if (some !== undefined && among !== undefined) return Number(((amountOf(some) ?? 0) / (amountOf(among) ?? 0)).toPrecision(6));
  const ordinal = /^every (\p{L}+)$/iu.exec(written)?.[1]?.toLowerCase();
  if (ordinal !== undefined) return divisors[ordinal] === undefined ? undefined : 1 / divisors[ordinal];
  const [, count = 'one', part = ''] = /^(?:(\p{L}+) )?(\p{L}+?)s?$/u.exec(written.toLowerCase()) ?? [];
  const divisor = divisors[part];
  const counted = /^an?$/.test(count) ? 1 : numberWords.indexOf(count);
  return divisor === undefined || counted < 1 ? undefined : Number((counted / divisor).toPrecision(6));
}

/** What a program would hold; undefined for what is no number. */
export function amountOf(written: string): number | undefined {
  const text = written
    .trim()
    .toLowerCase()
    .replace(/\s?(?:%|per\s?cent)$/, '');
  if (/\d/.test(text)) {
    const [, mantissa = '', exponent, divisor, scale] =
      /^(-?[\d.,]+(?:e[-+]?\d+)?)(?:\^(-?\d+)|\s?\/\s?(\d+))?\s?(k|m|b|thousand|million|billion)?$/.exec(text) ?? [];
    const base = Number(mantissa.replaceAll(',', ''));
    if (mantissa === '' || !Number.isFinite(base)) return undefined;
    const scaled =
      ((exponent === undefined ? base : base ** Number(exponent)) / (divisor === undefined ? 1 : Number(divisor))) *
      (scale === undefined ? 1 : (scales[scale] ?? 1));
    return Number.isFinite(scaled) ? Number(scaled.toPrecision(12)) : undefined;
  }
  let total = 0;
  for (const word of text.split(/[ -]/)) {
    const scale = scales[word];
    if (/^(?:single|solitary|lone|sole)$/.test(word) || word === 'only' || word === 'a' || word === 'an') total ||= 1;
    else if (word === 'twice') total = 2;
    else if (word === 'half') total = 0.5;
    else if (word === 'dozen') total = (total || 1) * 12;
    else if (scale !== undefined) total = (total || 1) * scale;
    else if (numberWords.includes(word)) total += numberWords.indexOf(word);
    else if (tens.includes(word)) total += 20 + 10 * tens.indexOf(word);
    else return undefined;
  }
  return total;
}

const joins = /^\s*(?:,|;|and|or|&|,\s*and|,\s*or|\/|vs\.?)\s*$/;
const until = /^\s*(?:–|—|--|-|to|through|and|…|, ?…, ?|\.\.|→|up to|down to)\s*$/;

/** What has one value that stands behind it, whatever is counted next. */
const isNamedAlone = /\b(?:stride|padding|dilation|slope)(?: of)? $/i;

/** Amounts with what joins them, in order. */
export const quantities: (text: string) => readonly Quantity[] = remembered(readQuantities);

function readQuantities(text: string): Quantity[] {
  const found: Quantity[] = [];
  const all = amounts(text);
  for (let index = 0; index < all.length; ) {
    const quantity = groupAt(text, all, index);
    found.push(quantity);
    index += quantity.amounts.length;
  }
  return found;
}

function groupAt(text: string, all: readonly Amount[], index: number): Quantity {
  const first = all[index];
  if (first === undefined) throw new RangeError('No amount stands there.');
  const before = text.slice(Math.max(0, first.start - 40), first.start);
  const second = all[index + 1];
  if (second !== undefined) {
    const between = text.slice(first.end, second.end - (second.end - second.start));
    const isBetween =
      /\b(?:between|from)\s*$/i.test(before) &&
      /^\s*(?:and|to|down to|up to|→)\s*$/.test(between) &&
      // `chosen from 16 and 32`: out of two.
      !(/\bfrom\s*$/i.test(before) && /and/.test(between) && /\b(?:cho\w+|select\w*|pick\w*|tun\w+|search\w*)\b/i.test(text));
    const isBracket =
      /[[(]\s*$/.test(before) &&
      /^\s*,\s*$/.test(between) &&
      /^\s*\]/.test(text.slice(second.end)) &&
      /(?:∈|\bin|range|over|from|uniform\w*|interval)\s*[[(]\s*$/i.test(before);
    const isDash = /^\s*(?:–|—|--|…|→|to|through)\s*$/.test(between) || /^\s?-\s?$/.test(between);
    // `seeds s = 1, …, 5`.
    const isCounted = /\bseeds?(?: \S{1,3} ?[=∈])? ?\{? ?$/i.test(before) && /^, ?…, ?$/.test(between);
    if (isBetween || isBracket || isCounted || (isDash && until.test(between)))
      return { form: 'interval', amounts: [first, second], start: first.start, end: second.end };
  }
  const list: [Amount, ...Amount[]] = [first];
  for (let next = index + 1; next < all.length; next++) {
    const amount = all[next];
    const last = list.at(-1) ?? first;
    if (
      amount === undefined ||
      !joins.test(text.slice(last.end, amount.start)) ||
      // `is 0.1; 0.2 was used before`.
      (/;/.test(text.slice(last.end, amount.start)) && /^ (?:was|is|were|are|gave|had|led|did)\b/.test(text.slice(amount.end))) ||
      // `192 and 384, and 3 and 6`: “and” has ended the first list.
      (list.length >= 2 &&
        /^\s*and\s*$/.test(text.slice(list.at(-2)?.end ?? 0, last.start)) &&
        /and/.test(text.slice(last.end, amount.start))) ||
      (amount.isDigits !== first.isDigits && !/\brespectively\b/.test(text)) ||
      // `With m = 1, 92.7 %`: what came out.
      (amount.isShare &&
        !last.isShare &&
        list.length === 1 &&
        /[=≈] ?$/.test(before) &&
        /^\s*,\s*$/.test(text.slice(last.end, amount.start))) ||
      // `stride 2 and 16, 32, 64 channels`.
      (list.length === 1 && isNamedAlone.test(before) && /and|;/.test(text.slice(last.end, amount.start))) ||
      (list.length === 1 && isApart(text, first, amount)) ||
      (list.length >= 2 && isNext(text, list.at(-2) ?? first, last, amount)) ||
      // `kernels of size 3, 16 and 32 channels`.
      (list.length === 1 &&
        /\b(?:kernels?|filters?)(?: of)?(?: size| width)? $/i.test(before) &&
        /^(?:, ?\d+)*(?:,? and \d+)? (?:channels|filters|feature maps)\b/.test(text.slice(amount.end))) ||
      // `kernels of 3 × 3 and 16 channels`.
      (list.length === 1 &&
        /\d ?× ?$/.test(before) &&
        /and/.test(text.slice(last.end, amount.start)) &&
        !/^ ?×/.test(text.slice(amount.end)))
    )
      break;
    list.push(amount);
  }
  const last = list.at(-1) ?? first;
  if (list.length === 1) return { form: 'one', amounts: list, start: first.start, end: first.end };
  const isSet = /[{]\s*$/.test(before) && /^\s*\}/.test(text.slice(last.end));
  return { form: isSet ? 'set' : 'list', amounts: multiplied(list, text.slice(last.end)), start: first.start, end: last.end };
}

const things = /^ (?:attention |hidden )?(?:heads|layers|blocks|epochs|steps|passes|seeds|runs|folds|iterations|updates)\b/;
const members = /^ (?:[\p{Ll}-]+ )?(?:filters|channels|maps|units|neurons|classes|outputs)\b/u;
const ofOne = /\b(?:strides?|kernels?|dilation|padding|size|rate|lr|dropout|decay|momentum|rank|overlap) $/i;

/** `dim 192, 3 heads`, `stride 8, 16 filters`, `overlap 50 %, 10 classes`: the noun is the second one's alone. */
function isApart(text: string, first: Amount, second: Amount): boolean {
  const before = text.slice(Math.max(0, first.start - 40), first.start);
  const behind = text.slice(second.end);
  return (
    /^, ?$/.test(text.slice(first.end, second.start)) &&
    ((/\p{L} ?=? ?$/u.test(before) && (things.test(behind) || (ofOne.test(before) && members.test(behind)))) ||
      (first.isShare && !second.isShare && /^ \p{Ll}/u.test(behind)))
  );
}

/** `sizes 7, 5, 3; 16, 32, 64 channels`, `at epochs 40 and 50, 60 epochs`: what has ended a list does not go on with it. */
function isNext(text: string, before: Amount, last: Amount, amount: Amount): boolean {
  const [ended, join] = [text.slice(before.end, last.start), text.slice(last.end, amount.start)];
  return (
    (/;/.test(join) && !/;/.test(ended)) || (/^\s*,? ?and\s*$/.test(ended) && /^, ?$/.test(join) && things.test(text.slice(amount.end)))
  );
}

/** `{1, 2, 4} × 1e-4`: a factor behind a list multiplies each. */
function multiplied([first, ...rest]: [Amount, ...Amount[]], behind: string): [Amount, ...Amount[]] {
  const factor = outerFactor(/^\s*[}\])]\s*(e-?\d+|[×·]\s*[\de.-]+)/.exec(behind)?.[1]);
  const by = (amount: Amount): Amount => ({ ...amount, value: Number((amount.value * factor).toPrecision(12)) });
  return [by(first), ...rest.map(by)];
}

/** 1 where nothing multiplies. */
export function outerFactor(written: string | undefined): number {
  if (written === undefined) return 1;
  const plain = written.replace(/^[×·]\s*/, '');
  const factor = Number(plain.startsWith('e') ? `1${plain}` : plain);
  return Number.isFinite(factor) && factor > 0 ? factor : 1;
}

export function alone(amount: Amount): Quantity {
  return { form: 'one', amounts: [amount], start: amount.start, end: amount.end };
}

/** What is left of a quantity. */
export function withoutAmounts(quantity: Quantity, isGone: (amount: Amount) => boolean): Quantity[] {
  const [first, ...rest] = quantity.amounts.filter((amount) => !isGone(amount));
  if (first === undefined) return [];
  if (rest.length + 1 === quantity.amounts.length) return [quantity];
  return [{ form: rest.length === 0 ? 'one' : 'list', amounts: [first, ...rest], start: first.start, end: rest.at(-1)?.end ?? first.end }];
}
