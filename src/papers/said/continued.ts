/** Values whose name was said before: of another thing, of the best of several, or by a pronoun. */
import { type Bound, boundApart, settingOf } from './bound.ts';
import { dealtLike } from './distributed.ts';
import { type Mention, settingNamed } from './mentions.ts';
import type { SettingName } from './names.ts';
import type { Quantity } from './numbers.ts';
import { isPartBehind } from './splits.ts';
import { withoutPoints } from './whose.ts';

/** `0.1 for A and 0.3 for B`, `0.1 (A) and 0.3 (B)`, `on A it is 0.1, on B 0.3`: the name is said once. */
export function continued(
  text: string,
  bound: readonly Bound[],
  free: readonly Quantity[],
  used: Set<Quantity>,
  mentions: readonly Mention[],
): Bound[] {
  const found: Bound[] = [];
  const take = (setting: SettingName, quantity: Quantity, scope?: string): void => {
    used.add(quantity);
    found.push(boundApart(setting, quantity, scope));
  };
  for (const quantity of free) {
    if (used.has(quantity)) continue;
    const anaphor = referred(text, quantity, mentions);
    if (anaphor !== undefined) {
      take(anaphor.setting, quantity);
      continue;
    }
    const searched = searchedBefore(text, quantity, [...bound, ...found]);
    if (searched !== undefined) {
      take(searched.setting, quantity);
      continue;
    }
    const before = [...bound, ...found]
      .filter(({ end }) => end <= quantity.start)
      .sort((a, b) => a.end - b.end)
      .at(-1);
    // `the number of epochs is 60 and that of warm-up epochs 5`: what the noun before is of makes another name of it.
    const setting = before === undefined ? undefined : namedAnew(text, before, withoutPoints(text.slice(before.end, quantity.start)));
    if (setting !== undefined && quantity.form === 'one') {
      take(setting, quantity);
      continue;
    }
    if (before !== undefined && dealtLike(quantity, before, text)) {
      take(before.setting, quantity);
      continue;
    }
    if (
      before === undefined ||
      mentions.some(
        ({ setting, start, end }) =>
          setting !== before.setting &&
          start >= before.end &&
          end <= quantity.start &&
          !(setting.counts === true && start === before.end + 1),
      )
    )
      continue;
    // `a coefficient of 0.05 … against 61 %`.
    if (quantity.amounts[0].isShare && !before.amounts[0].isShare) continue;
    const between = withoutPoints(text.slice(before.end, quantity.start));
    if (before.setting.name.endsWith(' examples') && quantity.amounts[0].value < 20) continue;
    if (/ (?:examples|fraction)$/.test(before.setting.name) && isPartBehind(text.slice(quantity.end))) continue;
    // `(pad 4)`: another thing.
    if (/\b(?:pad(?:ding|ded)?|stride|dilation|overlap)(?: of| by)? $/i.test(between)) continue;
    // `windows of 128 samples; there are 9600 windows for training`.
    if (/^ [\p{Ll}-]+s (?:are |is |were )?(?:used |kept )?for\b/u.test(text.slice(quantity.end)) && isPartBehind(text.slice(quantity.end)))
      continue;
    // `25 seeds, …, its nodes, 100 of which`: of what stands right before it.
    if (/^ of (?:which|whom)\b/.test(text.slice(quantity.end)) && /\p{Ll}{3}s, (?:and )?$/u.test(between)) continue;
    // `32 graphs; features are mapped to 64 dimensions`.
    const noun = /^ (?:\p{Ll}+ )?(dimensions|units|neurons|layers|heads|filters|channels|epochs|seeds|runs|classes)\b/u.exec(
      text.slice(quantity.end),
    )?.[1];
    if (noun !== undefined && /^(?:batch size|sequence length|image size|vocabulary size)$/.test(before.setting.name)) continue;
    // `five classes … for 124 regions`: counts something else.
    if (
      before.setting.counts === true &&
      /^ (?:(?!for\b|on\b|in\b|with\b|and\b|of\b|is\b|to\b)\p{Ll}+ )?\p{Ll}{3,}s\b/u.test(text.slice(quantity.end)) &&
      !/^ (?:[a-z]+ )?(?:steps|epochs)\b/.test(text.slice(quantity.end))
    )
      continue;
    // `The teacher has a rate of 0.001, the student of 0.003`.
    if (
      /^,? (?:and |while )?(?:the |our )?[\p{L}\d-]+(?: one)? of $/u.test(between) &&
      / of \S*$/.test(text.slice(before.start, before.end)) &&
      quantity.form === 'one' &&
      quantity.amounts[0].value < 1 === before.amounts[0].value < 1 &&
      mentions.every(({ start, end }) => end <= before.end || start >= quantity.start)
    ) {
      take(before.setting, quantity);
      continue;
    }
    // `is four (ResNet-12: eight)`: for whom it differs.
    const [, told, other] =
      /^(?: [\p{L}-]+){0,3} \((?:(?:for |on |in )?(?:the )?([\p{L}][^():;,]{1,30}): |(?:for|on|in) (?:the |our )?([\p{L}][^():;,]{1,30}?),? )$/u.exec(
        between,
      ) ?? [];
    const exception = told ?? other;
    if (exception !== undefined && quantity.form === 'one' && /^[^();]{0,60}[);]/.test(text.slice(quantity.end))) {
      take(before.setting, quantity, exception);
      continue;
    }
    // `is 64 (16 for the largest model)`: what it is for stands behind it.
    const isOpened = /^(?: [\p{L}-]+){0,3} \((?:but |only )?$/u.test(between) && quantity.form === 'one';
    const whom =
      /^(?: (?:epochs|steps|layers|units|images|tokens))? (?:for|on|in|with|if|when) (?:the |our |all )?([^():;,]{2,60})\)/u.exec(
        text.slice(quantity.end),
      )?.[1];
    if (isOpened && whom !== undefined && before.form === 'one') {
      take(before.setting, quantity, whom);
      continue;
    }
    // `…; that of the decoder is 0.1`.
    if (
      /^\s*(?:[;,]|and|but)+ (?:and |but |while )?(?:that|those) (?:of|for|in|on) (?:the |our )?(?:[\p{L}\d-]+ ){1,3}(?:(?:is|are|was|were|to|at|by|only|just|set) ?)*$/u.test(
        between,
      )
    ) {
      take(before.setting, quantity);
      continue;
    }
    // `…; we use 256`: said of what stands before it.
    // `… and leaky ReLU with a slope of 0.2`: has a name of its own.
    const named =
      /\b(?:an?|the) (?:\p{L}+ )?(\p{L}+) of\s*$/u.exec(between)?.[1] ??
      /^, (?:and )?(?!(?:to|at|of|is|or|on|in|by|as|we|for|was|are|it|its|an|not|but|so|up|kept|keep|took|take|chose|choose|used?|set|sets|then|later|only|about|after|until|with|over|down|from|when|where|while|again|once|finally|plus|instead|even|just|else|elsewhere|otherwise|respectively)\b)(\p{Ll}{2,}) $/u.exec(
        between,
      )?.[1];
    if (named !== undefined && !before.setting.name.includes(named) && !/^(?:value|total|maximum|minimum)$/.test(named)) continue;
    const isOurs = /^[^.]*[;,] (?:but |and |here,? )?(?:we|ours?) (?:use|take|keep|needs?|chose|choose)\s*$/.test(between);
    if (isOurs && quantity.form === 'one') {
      take(before.setting, quantity);
      continue;
    }
    // `r = 16 and α = 32`: a letter that nobody knows has a value of its own; `P(h) = 8 … and P(h) = 24` is one letter.
    if (/=\s*$/.test(between) && !isSameLetter(text.slice(0, before.end), between)) continue;
    // `α to 0.7 and λ to 0.1`.
    const letter = /(?:,|\band) (?:the )?([\p{L}](?:_\S+)?) (?:to|is|was|at)\s*$/u.exec(between)?.[1];
    if (letter !== undefined && !/^[aI]$/.test(letter) && !text.slice(before.start, before.end).includes(letter)) continue;
    if (
      /\b(?:best|chosen|selected|final|winning|optimal) (?:value|setting|one|choice)?[^.;]{0,12}(?:is|was|being|:)\s*$|\b(?:finally|eventually|then) (?:set|fixed) (?:to|at|as)\s*$|\b(?:we|then|and) (?:then |finally )?(?:used?|chose|took|take|picked|selected|settled (?:on|for)|kept|keep)\s*$|\band $/i.test(
        between,
      ) &&
      before.form !== 'one' &&
      quantity.form === 'one'
    ) {
      take(before.setting, quantity);
      continue;
    }
    if (
      between.length > 95 ||
      !/(?:\b(?:for|on|in|with|to|at)\b|\(|\bit\b|\bmodels?\b|\bruns?\b|\bones?\s*$)/.test(
        between + text.slice(quantity.end, quantity.end + 12),
      ) ||
      !/^[^.]*?(?:,|;|\band\b|\bbut\b|\bor\b|\bwhile\b|\bwhereas\b)/.test(between)
    )
      continue;
    if (
      /\b(?:takes?|took|costs?|tested|evaluated|validated|reach\w*|divided|multiplied|accuracy|error|hours|days|minutes|score|improve\w*|GB|points)\b/.test(
        between + text.slice(quantity.end, quantity.end + 14),
      )
    )
      continue;
    take(before.setting, quantity);
  }
  return found;
}

/** `no entropy bonus except on Hopper, where a coefficient of 0.01 is needed`: a noun of its kind stands for the name. */
function referred(text: string, { start }: Quantity, mentions: readonly Mention[]): Mention | undefined {
  const noun = /\ba (coefficient|weight|rate|size|factor|value|probability) of\s*$/i.exec(text.slice(0, start))?.[1]?.toLowerCase();
  // `two orders of magnitude lower, that is 5e-5`.
  const isNamely = /(?:\bthat is|\bnamely|\bi\.e\.|\bviz\.),?\s*$/i.test(text.slice(0, start));
  const isElsewhere = /[;,] (?:elsewhere|otherwise|everywhere else),? (?:it (?:is|was)|we use)\s*$/i.test(text.slice(0, start));
  if (noun === undefined && !isElsewhere && !isNamely) return undefined;
  const last = mentions.filter((mention) => !mention.isLetter && mention.end <= start).at(-1);
  if (last === undefined || last.end > start - (noun?.length ?? 0)) return undefined;
  return noun === undefined ||
    noun === 'value' ||
    last.setting.name.includes(noun) ||
    (noun === 'probability' && last.setting.name === 'dropout')
    ? last
    : undefined;
}

function isSameLetter(before: string, between: string): boolean {
  const letter = /(\S+)\s*=\s*$/.exec(between)?.[1];
  return letter !== undefined && before.includes(`${letter}=`);
}

const thatOf =
  /(?:[;,]|\band|\bbut) (?:and |but |while )?(?:that|those|the one) (?:of|for) (?:the |its |our )?([\p{L} -]{3,30}?)(?:,? (?:is|was|are|were|at|to|of|with|set|fixed|being))*\s*$/u;

function namedAnew(text: string, before: Bound, between: string): SettingName | undefined {
  const of = thatOf.exec(between)?.[1];
  const noun = /\b(number|dimension(?:ality)?|size|rate|coefficient|weight|width|length|probability|strength)\b/i.exec(
    text.slice(Math.max(0, before.start - 16), before.end),
  )?.[1];
  if (of === undefined || noun === undefined) return undefined;
  const isWidth = /\blayers?$/.test(of) && /^(?:size|width|dimension)/i.test(noun);
  const setting = isWidth
    ? settingOf('hidden units')
    : (settingNamed(`${of} ${noun}`, new Map()) ?? settingNamed(`${noun} of ${of}`, new Map()));
  return setting === undefined || setting === before.setting || (setting.name === 'learning rate' && noun === 'rate') ? undefined : setting;
}

const isBest =
  /^\s*(?:(?:was|is|were|worked|performed|gave|came out|did|proved|turned out)(?: to (?:be|work|do))?(?: the)? best|(?:was|is) (?:then |finally |therefore )*(?:chosen|selected|picked|adopted|kept|used|taken)|won|wins|prevailed|prevails)\b/;

const bestAhead =
  /\b(?:the best(?: one| value)?|the winner|the chosen one|our choice|(?:ending up|ended(?: up)?|finish\w*) (?:with|at)|settl(?:ed|ing) (?:on|for)|with the result(?: of)?)(?:,| \(| is| was|:)? $/;
/** `from {1e-5, 2e-5} …; 2e-5 was best`: what was searched of which this is one. */
function searchedBefore(text: string, { form, amounts: [amount], start, end }: Quantity, told: readonly Bound[]): Bound | undefined {
  if (form !== 'one' || !(isBest.test(text.slice(end)) || bestAhead.test(text.slice(0, start)))) return undefined;
  return told.findLast(
    ({ form: other, amounts, end: before }) =>
      other !== 'one' &&
      before <= start &&
      (other === 'interval'
        ? amount.value >= Math.min(...amounts.map(({ value }) => value)) && amount.value <= Math.max(...amounts.map(({ value }) => value))
        : amounts.some(({ value }) => value === amount.value)),
  );
}
