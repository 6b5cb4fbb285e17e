/** Which number of a sentence is the value of which setting that it names. */
import { type Bound, settingOf } from './bound.ts';
import {
  asAdapter,
  asConstant,
  asDeviation,
  asSeeds,
  asShare,
  factor,
  isMeasure,
  isOfNormalization,
  isPossible,
  isPronoun,
  patchName,
} from './corrections.ts';
import { frames } from './frames.ts';
import { isCountGlue, isGlue, isJoin } from './glue.ts';
import type { Line } from './linear.ts';
import { type Letters, type Mention, mentionsIn } from './mentions.ts';
import { type Amount, amounts, type Quantity, quantities } from './numbers.ts';
import { asParts, splitsIn } from './splits.ts';

export function bind({ text }: Line, letters: Letters): Bound[] {
  const all = amounts(text);
  if (all.length === 0) return [];
  const taken = new Set<number>();
  const bound = framed(text, all, taken);
  const isCounted = (start: number): boolean =>
    all.some((amount) => !taken.has(amount.start) && amount.end <= start && isCountGlue(text.slice(amount.end, start)));
  const mentions = mentionsIn(text, letters).filter(
    ({ setting, start, end }) =>
      (setting.counts === true && isCounted(start)) ||
      bound.every(
        (other) =>
          other.setting.name === 'learning rate decay factor' ||
          end <= other.start ||
          start >= other.end ||
          !coversName(
            other,
            start,
            end,
            all.filter((amount) => !taken.has(amount.start)),
          ),
      ),
  );
  const free = separated(text, quantities(text), mentions).flatMap((quantity) => withoutTaken(quantity, taken));
  const beside = [...parallel(text, mentions, free), ...besides(text, mentions, free)];
  const left = free.filter(({ start, end }) =>
    beside.every(({ amounts: given }) => given.every((amount) => amount.start < start || amount.end > end)),
  );
  return [...bound, ...beside, ...splitsIn(text, left)]
    .map((each) => asSeeds(asShare(asAdapter(asConstant(each, text), text)), text))
    .filter((each) => isPossible(each) && !isPronoun(each, text) && !isOfNormalization(each, text) && !isMeasure(each, text))
    .sort((a, b) => a.start - b.start);
}

/** What a frame read as its own words is no name any more, but one that stands in it by chance (`learning rate of 0.1, divided by 10`) is. */
function coversName({ amounts: [first] }: Bound, start: number, end: number, free: readonly Amount[]): boolean {
  if (free.some((amount) => amount.start >= end && amount.end <= first.start)) return false;
  return Math.abs(first.start - end) < 30 || Math.abs(start - first.end) < 30;
}

/** Every number as `#` and lines, so that patterns see where one stands and where a sentence ends. */
function masked(text: string, all: readonly Amount[]): string {
  let mask = text;
  for (const { start, end } of all) mask = `${mask.slice(0, start)}#${'_'.repeat(end - start - 1)}${mask.slice(end)}`;
  return mask;
}

function framed(text: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  const mask = masked(text, all);
  const found: Bound[] = [];
  for (const { pattern, names, isDivisor, role } of frames)
    for (const match of mask.matchAll(pattern)) {
      const groups = match
        .slice(1)
        .map((_, index) => ({ name: names[index], amount: all.find(({ start }) => start === match.indices?.[index + 1]?.[0]) }))
        .filter(({ amount }) => amount !== undefined);
      if (
        groups.length === 0 ||
        groups.some(
          ({ name, amount }) => taken.has(amount?.start ?? -1) || (name?.endsWith(' part') === true && amount?.isDigits === false),
        )
      )
        continue;
      for (const { amount } of groups) taken.add(amount?.start ?? -1);
      const given = groups.flatMap(({ name, amount }) =>
        name === undefined || amount === undefined || isPart(name)
          ? []
          : [
              {
                setting: settingOf(patchName(name, amount)),
                amount:
                  isDivisor && name.endsWith('factor')
                    ? factor(amount, mask.slice(match.index, amount.start))
                    : asDeviation(name, amount, text),
              },
            ],
      );
      const parts = groups.flatMap(({ name, amount }) => (amount !== undefined && isPart(name) ? [{ part: partOf(name), amount }] : []));
      const [first, second] = given;
      const place = { start: match.index, end: match.index + match[0].length };
      found.push(...asParts(text, parts, place));
      if (role === 'range' && first !== undefined && second !== undefined)
        found.push({ setting: first.setting, amounts: [first.amount, second.amount], form: 'interval', ...place });
      else found.push(...given.map(({ setting, amount }): Bound => ({ setting, amounts: [amount], form: 'one', ...place })));
    }
  return found;
}

function isPart(name: string | undefined): name is `${'training' | 'validation' | 'test'} part` {
  return name?.endsWith(' part') === true;
}

function partOf(name: `${'training' | 'validation' | 'test'} part`): 'training' | 'validation' | 'test' {
  return name === 'training part' ? 'training' : name === 'test part' ? 'test' : 'validation';
}

/** `momentum 0.9, 20 epochs`: two, not a list, since each has a name of its own. */
function separated(text: string, found: readonly Quantity[], mentions: readonly Mention[]): Quantity[] {
  return found.flatMap((quantity) => {
    const last = quantity.amounts.at(-1);
    if (quantity.form !== 'list' || last === undefined) return [quantity];
    const owner = mentions.some(
      ({ setting, start, end }) =>
        end <= quantity.start &&
        isGlue(text.slice(end, quantity.start), false) &&
        !(setting.counts === true && found.some((other) => other.end <= start && isCountGlue(text.slice(other.end, start)))),
    );
    const counted = mentions.some(
      ({ setting, start }) => setting.counts === true && start >= last.end && isCountGlue(text.slice(last.end, start)),
    );
    const isChosenOfThem = quantity.amounts.slice(0, -1).some(({ value }) => value === last.value);
    const isMixed = quantity.amounts.some(({ value }) => value < 1) && last.value >= 1;
    if (!(owner && counted) && !(counted && isMixed) && !isChosenOfThem) return [quantity];
    const [first, ...rest] = quantity.amounts.slice(0, -1);
    if (first === undefined) return [quantity];
    const end = rest.at(-1)?.end ?? first.end;
    return [
      { form: rest.length === 0 ? 'one' : 'list', amounts: [first, ...rest], start: first.start, end },
      { form: 'one', amounts: [last], start: last.start, end: last.end },
    ];
  });
}

function withoutTaken(quantity: Quantity, taken: ReadonlySet<number>): Quantity[] {
  const [first, ...rest] = quantity.amounts.filter(({ start }) => !taken.has(start));
  if (first === undefined) return [];
  if (rest.length + 1 === quantity.amounts.length) return [quantity];
  return [{ form: rest.length === 0 ? 'one' : 'list', amounts: [first, ...rest], start: first.start, end: rest.at(-1)?.end ?? first.end }];
}

/** `β1 and β2 are 0.9 and 0.98`, `(β1, β2) = (0.9, 0.98)`: as many names in a row as numbers. Takes both out of what is free. */
function parallel(text: string, mentions: Mention[], free: Quantity[]): Bound[] {
  const found: Bound[] = [];
  for (const quantity of [...free]) {
    if (quantity.form !== 'list') continue;
    const before = mentions.filter(({ end }) => end <= quantity.start);
    const row = before.slice(-quantity.amounts.length);
    const [first] = row;
    const last = row.at(-1);
    if (
      first === undefined ||
      last === undefined ||
      row.length !== quantity.amounts.length ||
      !row.every((mention, index) => index === 0 || isJoin(text.slice(row[index - 1]?.end ?? 0, mention.start)))
    )
      continue;
    if (!isGlue(text.slice(last.end, quantity.start), false)) continue;
    quantity.amounts.forEach((amount, index) => {
      const mention = row[index];
      if (mention !== undefined)
        found.push({ setting: mention.setting, amounts: [amount], form: 'one', start: first.start, end: quantity.end });
    });
    free.splice(free.indexOf(quantity), 1);
    for (const mention of row) mentions.splice(mentions.indexOf(mention), 1);
  }
  return found;
}

function besides(text: string, mentions: readonly Mention[], free: readonly Quantity[]): Bound[] {
  const found: Bound[] = [];
  const used = new Set<Quantity>();
  const bindTo = (mention: Mention, quantity: Quantity): void => {
    used.add(quantity);
    found.push({
      setting: mention.setting,
      amounts: quantity.amounts,
      form: quantity.form,
      start: Math.min(mention.start, quantity.start),
      end: Math.max(mention.end, quantity.end),
    });
  };
  const done = new Set<Mention>();
  // A unit behind its number is the closest there is.
  for (const quantity of free) {
    const noun = mentions.find(({ start }) => start >= quantity.end);
    if (mentions.some(({ isLetter, end }) => isLetter && /^\s*=\s*$/.test(text.slice(end, quantity.start)))) continue;
    if (isSizeOf(text, quantity, mentions)) continue;
    if (
      noun?.setting.counts !== true ||
      done.has(noun) ||
      noun.isLetter ||
      !isCountGlue(text.slice(quantity.end, noun.start), noun.setting.name === 'training steps')
    )
      continue;
    // `epochs` names its own number: “for 3 epochs: 20” does not occur, “batch size of 4 sequences” does.
    done.add(noun);
    bindTo(noun, quantity);
  }
  mentions.forEach((mention, index) => {
    if (done.has(mention) || mention.setting.onlyCounts === true) return;
    const next = mentions.slice(index + 1).find((other) => !done.has(other) && other.setting !== mention.setting);
    const right = free.find((quantity) => quantity.start >= mention.end && !used.has(quantity));
    // The last of several mentions is the nearest.
    if (
      right !== undefined &&
      mentions
        .slice(index + 1)
        .some((other) => other.setting === mention.setting && !other.isLetter && !done.has(other) && other.end <= right.start)
    )
      return;
    if (
      right !== undefined &&
      (next === undefined || right.start < next.start || isApposition(text, mention, next)) &&
      (isNumbered(text, mention, right) ||
        isGlue(
          text.slice(mention.end, right.start),
          (mention.setting.counts === true &&
            right.form !== 'set' &&
            !/^numbers? of|(?:size|dim\w*|width|length|depth|d_model)$/i.test(text.slice(mention.start, mention.end))) ||
            mention.isLetter,
        )) &&
      !hasUsed(used, mention.end, right.start)
    ) {
      done.add(mention);
      bindTo(mention, right);
    }
  });
  // `a 0.1 learning rate`, `10 % dropout`.
  for (const mention of mentions) {
    if (done.has(mention)) continue;
    const left = [...free].reverse().find((quantity) => quantity.end <= mention.start && !used.has(quantity));
    if (left !== undefined && /^\s*(?:-\s*|of\s+|for\s+(?:the\s+)?)?$/.test(text.slice(left.end, mention.start))) {
      done.add(mention);
      bindTo(mention, left);
    }
  }
  return [...found, ...continued(text, found, free, used, mentions)];
}

/** `a context length of 336 time steps`: the unit does not name what the words before it have named. */
function isSizeOf(text: string, { start, end }: Quantity, mentions: readonly Mention[]): boolean {
  const named = mentions.filter((mention) => !mention.isLetter && mention.end <= start).at(-1);
  return (
    named !== undefined &&
    /(?:length|size|width|window|horizon|interval|capacity)$/i.test(text.slice(named.start, named.end)) &&
    /^\s*(?:of|is|was|are|=|:|to)\s*$/.test(text.slice(named.end, start)) &&
    /^\s*(?:time[- ])?(?:steps|frames|updates|iterations|epochs)\b/i.test(text.slice(end))
  );
}

/** `for the seeds 0, 1 and 2`. */
function isNumbered(text: string, { setting, end }: Mention, { form, start }: Quantity): boolean {
  return setting.name === 'seeds' && form !== 'one' && text.slice(end, start).trim() === '';
}

/** `the temperature τ is 4`: two names of one thing. */
function isApposition(text: string, mention: Mention, next: Mention): boolean {
  return (
    next.isLetter &&
    text[next.start] !== 'β' &&
    /^[\s(]*(?:(?:by|of|with|is|has|a|weight|weighted) )*$/.test(text.slice(mention.end, next.start))
  );
}

function hasUsed(used: ReadonlySet<Quantity>, start: number, end: number): boolean {
  return [...used].some((quantity) => quantity.start >= start && quantity.end <= end);
}

/** `0.1 for A and 0.3 for B`, `0.1 (A) and 0.3 (B)`, `on A it is 0.1, on B 0.3`: the name is said once. */
function continued(
  text: string,
  bound: readonly Bound[],
  free: readonly Quantity[],
  used: Set<Quantity>,
  mentions: readonly Mention[],
): Bound[] {
  const found: Bound[] = [];
  for (const quantity of free) {
    if (used.has(quantity)) continue;
    const anaphor = referred(text, quantity, mentions);
    if (anaphor !== undefined) {
      used.add(quantity);
      found.push({ setting: anaphor.setting, amounts: quantity.amounts, form: quantity.form, start: quantity.start, end: quantity.end });
      continue;
    }
    const before = [...bound, ...found]
      .filter(({ end }) => end <= quantity.start)
      .sort((a, b) => a.end - b.end)
      .at(-1);
    if (before === undefined || mentions.some(({ start, end }) => start >= before.end && end <= quantity.start)) continue;
    const between = text.slice(before.end, quantity.start);
    // `…; we use 256`, `…; 0.1 was best`: said of what stands before it.
    const isOurs = /^[^.]*[;,] (?:but |and |here,? )?(?:we|ours?) (?:use|take|keep|needs?|chose|choose)\s*$/.test(between);
    const isBest =
      before.form !== 'one' &&
      /^\s*(?:was|is|were|worked|performed|gave|turned out)(?: to be)?(?: the)? best\b/.test(text.slice(quantity.end));
    if ((isOurs || isBest) && quantity.form === 'one') {
      used.add(quantity);
      found.push({ setting: before.setting, amounts: quantity.amounts, form: 'one', start: quantity.start, end: quantity.end });
      continue;
    }
    // `r = 16 and α = 32`: a letter that nobody knows has a value of its own; `P(h) = 8 … and P(h) = 24` is one letter.
    if (/=\s*$/.test(between) && !isSameLetter(text.slice(0, before.end), between)) continue;
    if (
      /\b(?:best|chosen|selected|final|winning|optimal) (?:value|setting|one|choice)?[^.;]{0,12}(?:is|was|being|:)\s*$|\b(?:we|then|and) (?:then |finally )?(?:used?|chose|took|take|picked|selected|settled (?:on|for)|kept|keep)\s*$|\b(?:with|and) $/i.test(
        between,
      ) &&
      before.form !== 'one' &&
      quantity.form === 'one'
    ) {
      used.add(quantity);
      found.push({ setting: before.setting, amounts: quantity.amounts, form: 'one', start: quantity.start, end: quantity.end });
      continue;
    }
    if (
      between.length > 95 ||
      !/(?:\b(?:for|on|in|with|to)\b|\(|\bit\b|\bmodels?\b|\bruns?\b)/.test(between + text.slice(quantity.end, quantity.end + 12)) ||
      !/^[^.]*?(?:,|;|\band\b|\bbut\b|\bor\b|\bwhile\b|\bwhereas\b)/.test(between)
    )
      continue;
    if (
      /\b(?:takes?|took|costs?|tested|evaluated|validated|reach\w*|accuracy|error|hours|days|minutes|score|improve\w*|GB|points)\b/.test(
        between + text.slice(quantity.end, quantity.end + 14),
      )
    )
      continue;
    used.add(quantity);
    found.push({ setting: before.setting, amounts: quantity.amounts, form: quantity.form, start: quantity.start, end: quantity.end });
  }
  return found;
}

/** `no entropy bonus except on Hopper, where a coefficient of 0.01 is needed`: a noun of its kind stands for the name. */
function referred(text: string, { start }: Quantity, mentions: readonly Mention[]): Mention | undefined {
  const noun = /\ba (coefficient|weight|rate|size|factor|value|probability) of\s*$/i.exec(text.slice(0, start))?.[1]?.toLowerCase();
  const isElsewhere = /[;,] (?:elsewhere|otherwise|everywhere else),? (?:it (?:is|was)|we use)\s*$/i.test(text.slice(0, start));
  if (noun === undefined && !isElsewhere) return undefined;
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
