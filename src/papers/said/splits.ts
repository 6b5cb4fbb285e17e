/** How data are divided: which numbers are shares, which are examples, and which count something else. */
import { type Bound, settingOf } from './bound.ts';
import { dividedNouns } from './dataNouns.ts';
import type { Amount, Quantity } from './numbers.ts';

type Part = 'training' | 'validation' | 'test';

const purposes: readonly (readonly [Part, string])[] = [
  [
    'training',
    '(?:meta-)?train(?:ing)?|fitting|learn(?= from|[.,;]|$| and)|learning(?! rate)|pre-?training|fine-?tuning|adaptation|practi[cs](?:e|ing)|teaching(?: it| the \\w+)?(?=[.,;)]|$| and)',
  ],
  [
    'validation',
    '(?:meta-)?validat\\w+|development|dev|tuning|choosing|selecting|select|choose|(?:model )?selection|(?:early )?stopping|picking|hyper-?parameters?|(?:all |every |any )?(?:decisions?|choices)|monitoring|calibration|writing|measuring|held out|(?:(?:the )?(?:determin|sett|fix|find|estimat|adjust|choos|select)(?:ation|ion|ing|tion)(?: of)? )?(?:the |a |its |alarm |decision |detection |rejection )*thresholds?(?: (?:setting|determination|choice|selection|tuning))?',
  ],
  [
    'test',
    '(?:meta-)?test(?:s|ing)?|evaluat\\w+|confirmation|verification|judg(?:e?ments?|ing)|assess(?:ment|ing)|acceptance|(?:(?:final|closing) )?(?:exam|examination)|scoring|grading|(?:the )?audit|reporting|check(?:ing)?(?= (?:yourself|it|the result|against|how)|[.,;]|$)',
  ],
];
const gap = String.raw`(?: (?:out )?of (?:the |all |its |our |these )*[\d,]+(?![\d.]))?(?:(?: of [^,;.#]{1,16})?, (?:(?:drawn|chosen|selected|sampled|taken|picked|randomly)[^,;.#]{0,30},|(?:which|that) (?:are|were|is|was)))?(?: (?!(?:for|and|but|with|while|seen|never|unseen)\b)[\p{L}'()-]+){0,7}?`;
const vessel = '(?:part|set|split|portion|half|sample|partition|fold|data|share|subset|period)s?';
const patterns = purposes.map(([part, words]) => ({
  part,
  // `43,118 remain for training`, `500 were set aside for writing the prompt`.
  behind: new RegExp(
    String.raw`^${gap} (?:for|as|to|into|in)(?: the| a| an| our)?(?: external| independent| separate| final| blind| second)? (?:${words})\b(?! (?:loss|error|runs?|accuracy|time|steps?))`,
    'iu',
  ),
  // `The test part of HH (8,552 pairs)`, `a test set of 2,000`.
  before: new RegExp(
    String.raw`(?:^|[.;,] ?)for (?:${words}): ?$|\b(?:${words}) ${vessel}(?: of (?:the )?[\p{L}\d-]+)?(?: sizes?| is| are| was| were)? ?(?:\(|:|of|with|has|have|holds?|contains?|comprises?|consists? of|numbers|amounts to|counts)? ?(?:about |only |exactly |the remaining )?$`,
    'iu',
  ),
}));
/** `70 % formed the learning sample, 15 % the tuning sample`. */
const formed = purposes.map(([part, words]) => ({
  part,
  behind: new RegExp(
    String.raw`^(?:${gap} (?:form|forms|formed|make up|makes up|made up|constitutes?|constituted|becomes?|became|serves? as|served as))? (?:the|a|our) (?:${words}|${part === 'test' ? 'hold-?out' : words})(?: ${vessel})\b`,
    'iu',
  ),
}));
/** Counted by their own word, not by the part. */
const otherNoun =
  /^[\s-]*(?:of (?:the |all )?(?:[\p{L}-]+ )?labels|(?:\p{L}+ )?(?:epochs?|steps?|iterations?|updates?|hours?|days?|minutes?|months?|years?|weeks?|[gct]pus?|seeds?|runs?|episodes?|trials?|cores?|environments?|tokens?|passes|times|speakers?|writers?|users?|subjects?|persons?|people|pages?|countries|cities|tasks?|rounds|folds|degrees|bits|pixels|px|accurac(?:y|ies)|errors?|recall|confidence|probability|coverage))\b/iu;
const inOrder = /\b(?:first|next|following|last|final|latest|remaining|earliest|other) $/;
const persons = /^ (?:subjects|patients|participants|persons|people|volunteers)\b/;
const classNoun = /^\s*(?:\p{L}+ )?(?:classes|categories|species|alphabets|labels)\b/iu;
const exampleNoun = new RegExp(String.raw`^\s*(?:[\p{L}-]+ ){0,2}?${dividedNouns}\b`, 'iu');

/** What the numbers of one division are, told from all of them together and from what stands behind them. */
export function asParts(
  text: string,
  given: readonly { readonly part: Part; readonly amount: Amount }[],
  place?: Pick<Bound, 'start' | 'end'>,
): Bound[] {
  const rest = given.map(({ amount }) => text.slice(amount.end));
  // `900 subjects for training, 100 for validation and 113 for testing`: of each is one example, as far as is told.
  const areOnePerPerson = given.length >= 3 && rest.some((behind) => persons.test(behind));
  // `the first 8000 hours for training, the next 2000 for validation`: of a series each is one.
  const isSeries = given.length >= 2 && given.every(({ amount }) => amount.value >= 100 && inOrder.test(text.slice(0, amount.start)));
  if (!areOnePerPerson && !isSeries && rest.some((behind) => otherNoun.test(behind))) return [];
  // `70/10/20 %`: the sign stands for all.
  const areShares = given.some(({ amount }) => amount.isShare);
  const values = given.map(({ amount }) => (areShares && amount.value > 1 ? amount.value / 100 : amount.value));
  const bound = (name: string, amount: Amount, value: number, scope?: string): Bound => ({
    setting: settingOf(name),
    amounts: [{ ...amount, value }],
    form: 'one',
    start: place?.start ?? amount.start,
    end: place?.end ?? amount.end,
    ...(scope === undefined ? {} : { scope }),
  });
  // `64 classes for meta-training, 16 for validation`: the noun stands with the first alone.
  const noun = areOnePerPerson
    ? undefined
    : rest
        .map(
          (behind) =>
            /^ (?:\p{L}+ )?(classes|categories|species|tasks|speakers|writers|users|subjects|months) for (?:meta-)?train/iu.exec(
              behind,
            )?.[1],
        )
        .find((one) => one !== undefined);
  // `Of the 193 diseases, 120 are used for training`: what is divided is what is told apart.
  const isOfKinds =
    /^of (?:the |our |its |all )*[\d,]+ (?:\p{L}+ )?(?:classes|categories|species|diseases|labels|intents|characters|alphabets|concepts)\b/iu.test(
      text,
    ) && !rest.some((behind) => exampleNoun.test(behind));
  if (isOfKinds && values.every((value) => Number.isInteger(value) && value > 1))
    return given.map(({ part, amount }) => bound('classes', amount, amount.value, scopeWords(text.slice(amount.end), part)));
  if (noun !== undefined && !/classes|categories|species/i.test(noun)) return [];
  if ((noun !== undefined || rest.some((behind) => classNoun.test(behind))) && values.every((value) => Number.isInteger(value)))
    return given.map(({ part, amount }) => bound('classes', amount, amount.value, scopeWords(text.slice(amount.end), part)));
  const sum = values.reduce((all, value) => all + value, 0);
  const isNamed = rest.some((behind) => exampleNoun.test(behind));
  // `ε = 0.01 for training and 0.001 for evaluation` divides nothing.
  if (!areShares && sum < 0.02) return [];
  const whole = values.every((value) => value <= 1)
    ? 1
    : isNamed || values.length < 2
      ? undefined
      : [100, 10].find(
          (total) =>
            Math.abs(sum - total) < 0.011 * total ||
            (values.length === 2 && values.every((value) => value < total) && total === 100 && sum < total && sum >= 75),
        );
  return given.flatMap(({ part, amount }, index) => {
    if (areShares && whole === 1) return [bound(`${part} fraction`, amount, Number((values[index] ?? 0).toPrecision(12)))];
    if (whole !== undefined) return [bound(`${part} fraction`, amount, Number((amount.value / whole).toPrecision(12)))];
    if (amount.isShare || amount.value <= 1)
      return amount.value < 1 && (amount.isShare || amount.value >= 0.01) ? [bound(`${part} fraction`, amount, amount.value)] : [];
    return Number.isInteger(amount.value) ? [bound(`${part} examples`, amount, amount.value)] : [];
  });
}

function scopeWords(behind: string, part: Part): string {
  return /^[^.;,]*?\b((?:meta-)?(?:train|validat|test|develop)\w*)/i.exec(behind)?.[1] ?? part;
}

/** Whether a number is told by what stands behind it to be a part of the data. */
export function isPartBehind(behind: string): boolean {
  return /^ (?:[\p{L}-]+ )?(?:on|with) which\b/u.test(behind) || patterns.some((pattern) => pattern.behind.test(behind));
}

/** `verification data: 600; test data: 900`: what is verified before the test chooses. */
const verified = /\bverification\b/i;
const held = /\b(?:test(?:s|ing)?|confirmation|acceptance|evaluation)\b/i;

/** Numbers that nobody else has claimed, beside the purpose of a part. */
export function splitsIn(text: string, free: readonly Quantity[]): Bound[] {
  const isVerifiedFirst = verified.test(text) && held.test(text);
  const given = free.flatMap(({ form, amounts: [amount] }) => {
    if (form !== 'one' || (!amount.isDigits && !amount.isShare)) return [];
    const behind = text.slice(amount.end);
    const ahead = text.slice(0, amount.start);
    const found =
      patterns.find(({ before }) => before.test(ahead)) ??
      [...patterns, ...(amount.isShare ? formed : [])].find((pattern) => pattern.behind.test(behind));
    // `Pumps No. 8 and No. 9 are …`.
    if (found === undefined || /\b(?:no|nos|nr|number|run|unit)\.? ?$/i.test(ahead)) return [];
    const near = `${ahead.slice(-24)}${behind.slice(0, 24)}`;
    return [{ part: isVerifiedFirst && verified.test(near) && !held.test(near) ? 'validation' : found.part, amount }];
  });
  if (given.length === 0) return [];
  return asParts(text, given);
}
