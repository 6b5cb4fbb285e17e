/** Which number of a sentence is the value of which setting that it names. */
import { frames } from './frames.ts';
import type { Line } from './linear.ts';
import { allNames, mentionsIn, type Letters, type Mention } from './mentions.ts';
import type { SettingName } from './names.ts';
import { amounts, quantities, type Amount, type Quantity } from './numbers.ts';

export interface Bound {
  readonly setting: SettingName;
  readonly amounts: readonly [Amount, ...Amount[]];
  readonly form: Quantity['form'];
  /** From the name to the last amount, or the other way round. */
  readonly start: number;
  readonly end: number;
}

const named = new Map(allNames.map((setting) => [setting.name, setting]));
const initialization: SettingName = { name: 'initialization', words: '', is: 'positive' };

export function settingOf(name: string): SettingName {
  return named.get(name) ?? { ...initialization, name };
}

export function bind({ text }: Line, letters: Letters): Bound[] {
  const all = amounts(text);
  if (all.length === 0) return [];
  const taken = new Set<number>();
  const bound = framed(text, all, taken);
  const isCounted = (start: number): boolean => all.some((amount) => !taken.has(amount.start) && amount.end <= start && isCountGlue(text.slice(amount.end, start)));
  const mentions = mentionsIn(text, letters).filter(
    ({ setting, start, end }) => (setting.counts === true && isCounted(start)) || bound.every((other) => other.setting.name === 'learning rate decay factor' || end <= other.start || start >= other.end || !coversName(other, start, end)),
  );
  const free = separated(text, quantities(text), mentions).flatMap((quantity) => withoutTaken(quantity, taken));
  return [...bound, ...parallel(text, mentions, free), ...besides(text, mentions, free)].map((each) => asSeeds(asAdapter(asConstant(each, text), text), text)).filter((each) => isPossible(each) && !isPronoun(each, text)).sort((a, b) => a.start - b.start);
}

/** What a frame read as its own words is no name any more, but one that stands in it by chance (`learning rate of 0.1, divided by 10`) is. */
function coversName({ amounts: [first] }: Bound, start: number, end: number): boolean {
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
      const groups = match.slice(1).map((_, index) => ({ name: names[index], amount: all.find(({ start }) => start === match.indices?.[index + 1]?.[0]) })).filter(({ amount }) => amount !== undefined);
      if (groups.length === 0 || groups.some(({ name, amount }) => taken.has(amount?.start ?? -1) || (name?.endsWith(' part') === true && amount?.isDigits === false))) continue;
      for (const { amount } of groups) taken.add(amount?.start ?? -1);
      const given = groups.flatMap(({ name, amount }) => (name === undefined || amount === undefined ? [] : [{ setting: settingOf(partName(name, amount)), amount: isDivisor && name.endsWith('factor') ? factor(amount, mask.slice(match.index, amount.start)) : asPart(name, amount, text) }]));
      const [first, second] = given;
      const place = { start: match.index, end: match.index + match[0].length };
      if (role === 'range' && first !== undefined && second !== undefined) found.push({ setting: first.setting, amounts: [first.amount, second.amount], form: 'interval', ...place });
      else found.push(...given.map(({ setting, amount }): Bound => ({ setting, amounts: [amount], form: 'one', ...place })));
    }
  return found;
}

/** `80 % for training` is a fraction, `8,000 for training` a number of examples. */
function partName(name: string, { value }: Amount): string {
  // Vision transformers read patches of some pixels, other networks crops of some hundred.
  if (name === 'patch') return value <= 32 ? 'patch size' : 'crop size';
  if (!name.endsWith(' part')) return name;
  return `${name.slice(0, -5)} ${value <= 100 ? 'fraction' : 'examples'}`;
}

/** `64/16/20` are per cent; `0.02^2` is the variance of an initialisation whose standard deviation counts. */
function asPart(name: string, amount: Amount, text: string): Amount {
  if (name.endsWith(' part') && amount.value > 1 && amount.value <= 100) return { ...amount, value: amount.value / 100 };
  if (name === 'initialization' && /\^2$/.test(text.slice(amount.start, amount.end))) return { ...amount, value: Number(Math.sqrt(amount.value).toPrecision(6)) };
  return amount;
}

/** Divided by 10, or reduced by a factor of 10: multiplied by 0.1. */
function factor(amount: Amount, words: string): Amount {
  if (/multipl/i.test(words) || amount.value <= 1) return amount;
  return { ...amount, value: Number((1 / amount.value).toPrecision(6)) };
}

/** `momentum 0.9, 20 epochs`: two, not a list, since each has a name of its own. */
function separated(text: string, found: readonly Quantity[], mentions: readonly Mention[]): Quantity[] {
  return found.flatMap((quantity) => {
    const last = quantity.amounts.at(-1);
    if (quantity.form !== 'list' || last === undefined) return [quantity];
    const owner = mentions.some(({ setting, start, end }) => end <= quantity.start && isGlue(text.slice(end, quantity.start), false) && !(setting.counts === true && found.some((other) => other.end <= start && isCountGlue(text.slice(other.end, start)))));
    const counted = mentions.some(({ setting, start }) => setting.counts === true && start >= last.end && isCountGlue(text.slice(last.end, start)));
    const isMixed = quantity.amounts.some(({ value }) => value < 1) && last.value >= 1;
    if (!(owner && counted) && !(counted && isMixed)) return [quantity];
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
    if (first === undefined || last === undefined || row.length !== quantity.amounts.length || !row.every((mention, index) => index === 0 || isJoin(text.slice(row[index - 1]?.end ?? 0, mention.start)))) continue;
    if (!isGlue(text.slice(last.end, quantity.start), false)) continue;
    quantity.amounts.forEach((amount, index) => {
      const mention = row[index];
      if (mention !== undefined) found.push({ setting: mention.setting, amounts: [amount], form: 'one', start: first.start, end: quantity.end });
    });
    free.splice(free.indexOf(quantity), 1);
    for (const mention of row) mentions.splice(mentions.indexOf(mention), 1);
  }
  return found;
}

function isJoin(between: string): boolean {
  return /^\s*(?:,|and|,\s*and|or|\/|&)\s*(?:the |a |an )?$/.test(between);
}

function besides(text: string, mentions: readonly Mention[], free: readonly Quantity[]): Bound[] {
  const found: Bound[] = [];
  const used = new Set<Quantity>();
  const bindTo = (mention: Mention, quantity: Quantity): void => {
    used.add(quantity);
    found.push({ setting: mention.setting, amounts: quantity.amounts, form: quantity.form, start: Math.min(mention.start, quantity.start), end: Math.max(mention.end, quantity.end) });
  };
  const done = new Set<Mention>();
  // A unit behind its number is the closest there is.
  for (const quantity of free) {
    const noun = mentions.find(({ start }) => start >= quantity.end);
    if (mentions.some(({ isLetter, end }) => isLetter && /^\s*=\s*$/.test(text.slice(end, quantity.start)))) continue;
    if (noun?.setting.counts !== true || done.has(noun) || noun.isLetter || !isCountGlue(text.slice(quantity.end, noun.start))) continue;
    // `epochs` names its own number: “for 3 epochs: 20” does not occur, “batch size of 4 sequences” does.
    done.add(noun);
    bindTo(noun, quantity);
  }
  mentions.forEach((mention, index) => {
    if (done.has(mention) || mention.setting.onlyCounts === true) return;
    const next = mentions.slice(index + 1).find((other) => !done.has(other) && other.setting !== mention.setting);
    const right = free.find((quantity) => quantity.start >= mention.end && !used.has(quantity));
    // The last of several mentions is the nearest.
    if (right !== undefined && mentions.slice(index + 1).some((other) => other.setting === mention.setting && !other.isLetter && !done.has(other) && other.end <= right.start)) return;
    if (right !== undefined && (next === undefined || right.start < next.start || isApposition(text, mention, next)) && isGlue(text.slice(mention.end, right.start), (mention.setting.counts === true && right.form !== 'set' && !/^numbers? of/i.test(text.slice(mention.start, mention.end))) || mention.isLetter) && !hasUsed(used, mention.end, right.start)) {
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

/** `the temperature τ is 4`: two names of one thing. */
function isApposition(text: string, mention: Mention, next: Mention): boolean {
  return next.isLetter && /^[\s(,]*(?:(?:by|of|with|is|has|a|weight|weighted) )*$/.test(text.slice(mention.end, next.start));
}

function hasUsed(used: ReadonlySet<Quantity>, start: number, end: number): boolean {
  return [...used].some((quantity) => quantity.start >= start && quantity.end <= end);
}

/** `0.1 for A and 0.3 for B`, `0.1 (A) and 0.3 (B)`, `on A it is 0.1, on B 0.3`: the name is said once. */
function continued(text: string, bound: readonly Bound[], free: readonly Quantity[], used: Set<Quantity>, mentions: readonly Mention[]): Bound[] {
  const found: Bound[] = [];
  for (const quantity of free) {
    if (used.has(quantity)) continue;
    const before = [...bound, ...found].filter(({ end }) => end <= quantity.start).sort((a, b) => a.end - b.end).at(-1);
    if (before === undefined || mentions.some(({ start, end }) => start >= before.end && end <= quantity.start)) continue;
    const between = text.slice(before.end, quantity.start);
    if (/\b(?:best|chosen|selected|final|winning|optimal) (?:value|setting|one|choice)?[^.;]{0,12}(?:is|was|being|:)\s*$|\bwe (?:then )?(?:use|chose|selected|settled on|kept)\s*$|\b(?:with|and) $/i.test(between) && before.form !== 'one' && quantity.form === 'one') {
      used.add(quantity);
      found.push({ setting: before.setting, amounts: quantity.amounts, form: 'one', start: quantity.start, end: quantity.end });
      continue;
    }
    if (between.length > 70 || !/(?:\b(?:for|on|in|with|to)\b|\(|\bit\b|\bmodels?\b|\bruns?\b)/.test(between + text.slice(quantity.end, quantity.end + 12)) || !/^[^.]*?(?:,|;|\band\b|\bbut\b|\bor\b|\bwhile\b|\bwhereas\b)/.test(between)) continue;
    if (/\b(?:takes?|took|costs?|reach\w*|accuracy|error|hours|days|minutes|score|improve\w*|GB|points)\b/.test(between + text.slice(quantity.end, quantity.end + 14))) continue;
    used.add(quantity);
    found.push({ setting: before.setting, amounts: quantity.amounts, form: quantity.form, start: quantity.start, end: quantity.end });
  }
  return found;
}

const countAdjectives = '(?:different|random|full|new|training|more|consecutive|complete|stacked|independent|hidden|equal|identical|such|of|the|wide|each|parallel|noisy|additional|total|separate|gradient|optimiser|optimizer|learned|equally|spaced|uniform|encoder|decoder|rectified|linear|nvidia|tanh|relu)';
const countGlue = new RegExp(`^[\\s-]*(?:${countAdjectives}[\\s-]+){0,3}$`, 'i');

function isCountGlue(between: string): boolean {
  return countGlue.test(between);
}

const glueWords = new Set(
  'a about adam adamw all always and annealed annealing applied apply approximately are as at base be been being by case chosen coefficient constant contain contains consist consists denominator drawn each equal equals experiment experiments every everywhere example exceed exceeds factor first fixed for from given has have held hold holds if in initial initialised initialized initially is it its keep keeps kept layer layers left length level linear long max maximum model models namely network networks norm of on only our over parameter parameters peak per period probability rate run runs same seen set sets size so standard start started starting starts strength take taken takes term that the their them then this threshold throughout to total training update updates use used uses using value values was we weight weighted were when which whose width with within wide default defaults its strictly up most least value case every setting settings unless otherwise stated always also both here hidden holds them sgd lies equals amounts scale scaled contains tuned remains stays linearly exactly roughly around near out optimizer optimiser worked steps step grow grows initially decay decays'.split(' '),
);

/** What may stand between a name and its value. `isCount`: only what makes an equation, since `epochs` stands before many numbers. */
function isGlue(between: string, isCount: boolean): boolean {
  if (between.length > 80) return false;
  if (isCount) return /^[\s)]*(?:\(?\s*[=:≈←]|(?:is|was|were|are|of|equals|to)\b|set (?:to|at)|(?:is|was|are|were) (?:always |kept |held )?(?:set|fixed|chosen|equal|held)\b(?: (?:to|at|as|be))*|[-–]?\s*$|\([^()]{0,12}\) (?:is|was|of|to))[\s(≤]*(?:about|up to|at most|set to|fixed at|set at|fixed to|at|to|only|always|held at|kept at|chosen as|equal to)?[\s({[]*$/i.test(between) && between.trim() !== '';
  if (/[;]|\.\s/.test(between)) return false;
  const words = between.replaceAll(/⟦\w+⟧|\b[\p{Lu}]\w* et al\.?/gu, ' ').match(/[\p{L}']+/gu) ?? [];
  const unknown = words.filter((word) => word.length > 1 && !glueWords.has(word.toLowerCase()));
  const commas = (between.match(/,/g) ?? []).length;
  return unknown.length + commas <= 3 && commas <= 1 && words.length <= 12;
}

/** ε is many things, but what is tiny keeps a denominator from being zero. */
function asConstant(bound: Bound, text: string): Bound {
  const letter = text.slice(bound.start, bound.start + 1);
  return letter === 'ε' && bound.form === 'one' && bound.amounts[0].value <= 1e-4 ? { ...bound, setting: settingOf('epsilon') } : bound;
}

/** `LoRA with r = 16 and a dropout of 0.05`. */
function asAdapter(bound: Bound, text: string): Bound {
  return bound.setting.name === 'dropout' && /\b(?:lora|adapters?)\b/i.test(text) && /\b(?:rank|r ?=|α ?=|alpha)/i.test(text) ? { ...bound, setting: settingOf('lora dropout') } : bound;
}

/** `seed 1337` is one seed, `seeds 0, 1 and 2` are three, `seeds 0–4` five. */
function asSeeds(bound: Bound, text: string): Bound {
  const [first] = bound.amounts;
  const last = bound.amounts.at(-1) ?? first;
  if (bound.setting.name !== 'seeds' || bound.end > last.end || !/\bseeds?\b/i.test(text.slice(bound.start, first.start)) || /\bnumber of\b/i.test(text.slice(bound.start, first.start))) return bound;
  const isOne = /\bseed\b/i.test(text.slice(bound.start, first.start)) && bound.form === 'one';
  if (!isOne && bound.form === 'one') return bound;
  const value = isOne ? 1 : bound.form === 'interval' ? last.value - first.value + 1 : bound.amounts.length;
  return { ...bound, form: 'one', amounts: [{ ...first, value, end: last.end }] };
}

/** `unfreeze one layer`, `the last one`: no number of layers. */
function isPronoun({ setting, amounts: [first], end }: Bound, text: string): boolean {
  if (text.slice(first.start, first.end).toLowerCase() !== 'one') return false;
  // `one machine`, `the last one` behind a name: not its value.
  if (end <= first.end) return true;
  // `One run takes an hour` counts nothing.
  if (setting.name === 'seeds') return !/\b(?:from|of|for|only|just|with|on|over|is|report|show|on)\s*$/i.test(text.slice(0, first.start));
  return setting.name === 'layers' && !/\b(?:has|have|with|of|just|only|single)\s*$/i.test(text.slice(0, first.start));
}

function isPossible({ setting, amounts: given, form }: Bound): boolean {
  if (setting.name.endsWith('learning rate') && given.some(({ isShare }) => isShare)) return false;
  return given.every(({ value, isShare, isDigits }) => {
    if (setting.max !== undefined && value > setting.max) return false;
    switch (setting.is) {
      case 'share':
        return value >= 0 && value <= 1 && isDigits && (value < 1 || !setting.name.endsWith('fraction'));
      case 'positive':
        return value > 0 || form === 'list';
      case 'count':
        return Number.isInteger(value) && value > 0 && !isShare;
      case 'number':
        return value >= 0;
    }
  });
}

