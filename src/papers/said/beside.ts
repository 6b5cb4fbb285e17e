/** Values that stand beside their names: behind them, before them, or as what they count. */
import type { Bound } from './bound.ts';
import { continued } from './continued.ts';
import { gapped } from './gapped.ts';
import { isCountGlue, isGlue } from './glue.ts';
import type { Mention } from './mentions.ts';
import type { Quantity } from './numbers.ts';

/** `told`: what frames have read; it can go on with a value of its own (`cut to 512 tokens on one side and 128 on the other`). */
export function besides(text: string, mentions: readonly Mention[], free: readonly Quantity[], told: readonly Bound[]): Bound[] {
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
  // `c ∈ {8, 16} channels; the others have c ∈ {12, 24}`: what a letter is said to count, it counts to the end of the sentence.
  const counting = new Map<string, Mention['setting']>();
  for (const quantity of free) {
    const mention = meantBefore(text, quantity, mentions, free);
    if (mention === undefined || done.has(mention)) continue;
    done.add(mention);
    bindTo(mention, quantity);
  }
  // A unit behind its number is the closest there is.
  for (const quantity of free) {
    const noun = mentions.find(({ start }) => start >= quantity.end);
    const letter = mentions.find(({ isLetter, end }) => isLetter && /^\s*(?:=|∈ ?[{[(]?)\s*$/.test(text.slice(end, quantity.start)));
    // `B = 15 bins`: the noun says what the letter is; `T = 1000 steps` may be steps of anything.
    if (letter !== undefined && (noun === undefined || noun.setting === letter.setting || noun.setting.name === 'training steps')) continue;
    if (isSizeOf(text, quantity, mentions)) continue;
    if (isOfInterval(text, quantity, noun)) continue;
    if (
      noun?.setting.counts !== true ||
      done.has(noun) ||
      noun.isLetter ||
      !isCountGlue(text.slice(quantity.end, noun.start).replace(/^[}\]]/, ''), noun.setting.name)
    )
      continue;
    // `epochs` names its own number: “for 3 epochs: 20” does not occur, “batch size of 4 sequences” does.
    done.add(noun);
    if (letter !== undefined) done.add(letter);
    const sign = letterOf(text, quantity);
    if (sign !== undefined) counting.set(sign, noun.setting);
    bindTo(noun, quantity);
    // `six encoder and four decoder layers`: the noun stands once.
    const twin = free.find(({ end }) => end <= quantity.start && /^ [\p{L}-]+,? and $/u.test(text.slice(end, quantity.start)));
    if (
      twin !== undefined &&
      twin.form === 'one' &&
      !used.has(twin) &&
      /^ [\p{L}-]+ $/u.test(text.slice(quantity.end, text.lastIndexOf(' ', noun.end - 1) + 1))
    ) {
      used.add(twin);
      found.push({ setting: noun.setting, amounts: twin.amounts, form: 'one', start: twin.start, end: quantity.start - 5 });
    }
  }
  for (const quantity of free) {
    const setting = used.has(quantity) ? undefined : counting.get(letterOf(text, quantity) ?? '');
    if (setting === undefined) continue;
    const own = mentions.findLast(({ isLetter, end }) => isLetter && end <= quantity.start);
    if (own !== undefined && quantity.start - own.end < 6) done.add(own);
    bindTo({ setting, start: quantity.start, end: quantity.end, isLetter: true }, quantity);
  }
  mentions.forEach((mention, index) => {
    if (done.has(mention) || (mention.setting.onlyCounts === true && !mention.isLetter)) return;
    const next = mentions
      .slice(index + 1)
      .find((other) => !done.has(other) && other.setting !== mention.setting && !isInPhrase(text, mention, other));
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
          withoutApposition(text.slice(mention.end, right.start)),
          (mention.setting.counts === true &&
            right.form !== 'set' &&
            !/^numbers? of|(?:size|dim\w*|width|length|depth|count|d_model)$/i.test(text.slice(mention.start, mention.end))) ||
            mention.isLetter,
        )) &&
      !hasUsed(used, mention.end, right.start) &&
      !countsOthers(text, mention, right)
    ) {
      done.add(mention);
      bindTo(mention, right);
    }
  });
  // `a 0.1 learning rate`, `10 % dropout`.
  for (const mention of mentions) {
    if (done.has(mention)) continue;
    const left = [...free].reverse().find((quantity) => quantity.end <= mention.start && !used.has(quantity));
    if (
      left !== undefined &&
      !isOfInterval(text, left, mention) &&
      /^\s*(?:-\s*|of\s+|for\s+(?:the\s+)?|as\s+(?:(?:the|a|an|our)\s+)?)?$/.test(text.slice(left.end, mention.start))
    ) {
      done.add(mention);
      bindTo(mention, left);
    }
  }
  // `stride 2 on the last two`.
  const values = free.filter(
    ({ start, amounts: [{ isDigits }] }) => isDigits || !/\b(?:first|last|final|remaining|these|those|other) $/i.test(text.slice(0, start)),
  );
  found.push(...gapped(text, [...told, ...found], values, used, mentions));
  return [...found, ...continued(text, [...told, ...found], values, used, mentions)];
}

/** `c` of `c ∈ {8, 16}`. */
function letterOf(text: string, { start }: Quantity): string | undefined {
  return /(?<![\p{L}\d_])(\p{L}(?:_\w+)?) ?[=∈] ?[{[(]?$/u.exec(text.slice(0, start))?.[1];
}

/** `a context length of 336 time steps`: the unit does not name what the words before it have named. */
function isSizeOf(text: string, { start, end }: Quantity, mentions: readonly Mention[]): boolean {
  const named = mentions.filter((mention) => !mention.isLetter && mention.end <= start).at(-1);
  return (
    named !== undefined &&
    /(?:length|size|batch|batches|width|window|horizon|interval|capacity|vocabulary|vocab|queue|memory|buffer|bank)$/i.test(
      text.slice(named.start, named.end),
    ) &&
    /^\s*(?:of|is|was|are|=|:|to)\s*$/.test(text.slice(named.end, start)) &&
    /^\s*(?:time[- ]|environment )?(?!channels|filters|kernels)\p{Ll}{3,}s\b/u.test(text.slice(end))
  );
}

/** `varies the reset interval over 50,000, 100,000 and 200,000 steps`: steps between two times, none of training. */
function isOfInterval(text: string, { start }: Quantity, noun: Mention | undefined): boolean {
  return (
    noun?.setting.name === 'training steps' &&
    /\b(?:interval|period|delay|frequency|horizon|window|half-life|lag|gap|stride|age)s? (?:of|over|to|in|between|from|is|was|are) $/i.test(
      text.slice(0, start),
    )
  );
}

/** `bins of equal width, mean over twenty classifiers`: what counts a noun of its own is no value of what stands before. */
function countsOthers(text: string, { setting, end, isLetter }: Mention, quantity: Quantity): boolean {
  // `T = 5 tasks`: no temperature.
  if (isLetter && setting.name === 'temperature' && quantity.form === 'one' && quantity.amounts[0].value >= 2)
    return /^ (?!steps|epochs|updates|iterations)(?:[\p{Ll}-]+ )?\p{Ll}{3,}s\b(?<!\b(?:is|was|has|gives|makes|does|yields|works|always|across))/u.test(
      text.slice(quantity.end),
    );
  return (
    quantity.form === 'one' &&
    /^ (?!steps|epochs|tokens|pixels|units|words|characters|samples|examples|images|frames|updates|iterations)\p{Ll}{3,}s\b/u.test(
      text.slice(quantity.end),
    ) &&
    /[,()]/.test(text.slice(end, quantity.start)) &&
    !/(?:\b(?:of|is|are|was|were|be|to|at|by|equals|contains?|holds?)|[=:≈←(])\s*(?:about |only |exactly |the )?$/.test(
      text.slice(end, quantity.start),
    )
  );
}

/** `Dropout between the layers is 0.15`: what the phrase names is where, not what. */
function isInPhrase(text: string, mention: Mention, other: Mention): boolean {
  return (
    !other.isLetter &&
    /^ (?:between|in|of|on|after|before|behind|within|across|inside|for) (?:(?:the|all|each|every|both|its|our|hidden|last|first) )*$/.test(
      text.slice(mention.end, other.start),
    ) &&
    /^ (?:is|are|was|were) /.test(text.slice(other.end))
  );
}

/** `for the seeds 0, 1 and 2`. */
function isNumbered(text: string, { setting, end }: Mention, { form, start }: Quantity): boolean {
  return setting.name === 'seeds' && form !== 'one' && text.slice(end, start).trim() === '';
}

/** `The learning rate, constant over the run, is 0.005`. */
function withoutApposition(between: string): string {
  return between.replace(/^, (?!and\b|but\b|or\b|while\b)[^,;.()\d]{3,50},(?= (?:is|was|are|were|equals|amounts to) )/, '');
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

const copula = String.raw`(?:,? (?:is|was|are|were|at|with|of|to|by|has|takes?|being|set|kept|fixed|held|always|a|an|one|rate|value|weight|factor|coefficient|probability|equals?|stays?|amounts|counts|p|=))*\s*=?\s*`;
const inTurn = new RegExp(String.raw`\b[Tt]he (former|latter)${copula}$`, 'u');
const pronoun = new RegExp(
  String.raw`[;:,] (?:and |but )?(?:it|its value|this value|that value|its rate|its size)(?: (?:is|was|has been|equals?|equalled|amounts to|stays|stayed))${copula}$`,
  'u',
);

/** `Dropout and label smoothing are used, the former at 0.3, the latter at 0.1`, `The step size is the usual one; it equals 0.001`. */
function meantBefore(
  text: string,
  { form, start }: Quantity,
  mentions: readonly Mention[],
  free: readonly Quantity[],
): Mention | undefined {
  if (form !== 'one') return undefined;
  const before = text.slice(0, start);
  const turn = inTurn.exec(before);
  if (turn !== null) {
    const first = /\b[Tt]he (?:former|latter)\b/.exec(text)?.index ?? turn.index;
    const named = mentions.filter(({ isLetter, end }) => !isLetter && end <= first);
    const [one, other] = named.slice(-2);
    const isPair =
      one !== undefined && other !== undefined && one.setting !== other.setting && /\band\b/.test(text.slice(one.end, other.start));
    return isPair ? (turn[1] === 'former' ? one : other) : undefined;
  }
  const it = pronoun.exec(before);
  if (it === null) return undefined;
  const last = mentions.filter(({ end }) => end <= it.index).at(-1);
  return last === undefined ||
    last.isLetter ||
    mentions.some((mention) => mention.start > it.index && mention.end <= start) ||
    free.some((other) => other.start >= last.end && other.end <= start)
    ? undefined
    : last;
}
