/** Which number of a sentence is the value of which setting that it names. */
import { dividedAgain } from './again.ts';
import { besides } from './beside.ts';
import type { Bound } from './bound.ts';
import { byClauses } from './clauses.ts';
import {
  asAdapter,
  asAttention,
  asConstant,
  asCouplings,
  asHalfWidth,
  asSeeds,
  asShare,
  asSide,
  asSpread,
  asSummand,
  isPossible,
} from './corrections.ts';
import { writtenLayersIn } from './drawnLayers.ts';
import { drawnIn } from './drawnNetworks.ts';
import { drawsIn } from './draws.ts';
import { framed } from './framed.ts';
import { withSubjects } from './gapped.ts';
import { glossesIn } from './glosses.ts';
import { isCountGlue, isGlue, isJoin } from './glue.ts';
import { isValue } from './implausible.ts';
import { countedByIndex } from './indices.ts';
import type { Line } from './linear.ts';
import { type Letters, type Mention, mentionsIn } from './mentions.ts';
import { type Amount, amounts, type Quantity, quantities, withoutAmounts } from './numbers.ts';
import { optimizerCallsIn } from './optimizerCalls.ts';
import { piecewiseIn } from './piecewise.ts';
import { partsByPurpose } from './purposes.ts';
import { relativesIn } from './relative.ts';
import { remaindersIn } from './remainders.ts';
import { withReplacements } from './replaced.ts';
import { splitsIn } from './splits.ts';
import { terseRowsIn } from './terseRows.ts';

export function bind({ text }: Line, letters: Letters): Bound[] {
  const all = amounts(text);
  const taken = new Set<number>();
  const written = writtenLayersIn(text, taken);
  if (all.length === 0 && written.length === 0) return byClauses(text, [], [], taken);
  const corrected = (each: Bound): Bound =>
    asCouplings(
      asSpread(
        asHalfWidth(
          asSummand(asSide(asSeeds(asShare(asAttention(asAdapter(asConstant(each, text), text), text)), text), text), text),
          text,
        ),
        text,
      ),
      text,
    );
  const drawn = [
    ...written,
    ...drawnIn(text, all, taken),
    ...drawsIn(text, all, taken),
    ...countedByIndex(text, all, taken),
    ...optimizerCallsIn(text, all, taken),
    ...glossesIn(text, all, taken),
    ...terseRowsIn(text, all, taken),
    ...piecewiseIn(text, all, taken),
  ];
  const inFrames = framed(text, all, taken);
  const bound = [...drawn, ...inFrames, ...remaindersIn(text, all, taken)];
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
  const separate = separated(text, quantities(text), mentions);
  const free = separate.flatMap((quantity) => withoutAmounts(quantity, ({ start }) => taken.has(start)));
  const beside = [
    ...tuples(text, mentions, free),
    ...parallel(text, mentions, free),
    ...parallelSets(text, mentions, free),
    ...besides(text, mentions, free, bound),
  ].filter(
    // `For training: 581 scans` is no share, but a number of scans.
    (each) => !/ (?:fraction|examples)$/.test(each.setting.name) || isPossible(each, text),
  );
  beside.push(...alike(text, mentions, [...bound, ...beside]));
  const left = free.filter(({ start, end }) =>
    beside.every(({ amounts: given }) => given.every((amount) => amount.start < start || amount.end > end)),
  );
  const searched = searchesIn(
    text,
    left,
    mentions.filter(({ start, end }) => [...bound, ...beside].every((other) => other.start > start || other.end < end)),
  );
  const named = [...bound, ...beside, ...searched, ...splitsIn(text, left)];
  // What a frame has passed over is no value; what it has read as an impossible one may be that of another setting.
  const passed = new Set([...taken].filter((start) => bound.every(({ amounts: own }) => own.every((amount) => amount.start !== start))));
  const inClauses = byClauses(text, separate, named.map(corrected), passed);
  const known = [
    ...named.filter(({ amounts: [first] }) => inClauses.every(({ amounts: [own] }) => own.start !== first.start)),
    ...inClauses,
  ];
  const valid = known.map(corrected).filter((each) => isValue(each, text));
  const nobodys = separate.flatMap((one) => withoutAmounts(one, (amount) => taken.has(amount.start) || isOf(valid, amount)));
  const told = [...known, ...partsByPurpose(text, nobodys)];
  const again = dividedAgain(text, told, quantities(text));
  const isAgain = ({ amounts: [first] }: Bound): boolean => again.some(({ amounts: [own] }) => own.start === first.start);
  const stated = [...told.filter((each) => !isAgain(each)), ...again];
  const relative = relativesIn(text, stated, all);
  const said = [...stated, ...relative];
  const unsaid = quantities(text).flatMap((one) => withoutAmounts(one, (amount) => isOf(said, amount)));
  return withSubjects(text, withReplacements(text, said, unsaid))
    .map(corrected)
    .filter((each) => isValue(each, text))
    .sort((a, b) => a.start - b.start);
}

const search =
  /\b(?:search(?:ed|es)?|grid|tuned?|tuning|sweep|swept|candidates?|chosen|choose|chose|select(?:ed|ion)?|picked|varied|vary|varies|tried|compares?|compared|range[ds]?|sampled|drawn)\b/i;

/** `The learning rate was searched per method and model over six values from 1e-5 to 3e-3`: in a search the one name that is left over. */
function searchesIn(text: string, free: readonly Quantity[], mentions: readonly Mention[]): Bound[] {
  if (!search.test(text)) return [];
  return free.flatMap((quantity): Bound[] => {
    // `chosen on the validation images out of {…}`: where it was chosen is counted only.
    const name = mentions
      .filter(({ setting, isLetter, end }) => !isLetter && end <= quantity.start && !setting.name.endsWith(' examples'))
      .at(-1);
    const isMany = quantity.form === 'set' || quantity.form === 'interval' || quantity.amounts.length >= 3;
    if (
      name === undefined ||
      !isMany ||
      quantity.start - name.end > (quantity.form === 'set' ? 170 : 110) ||
      name.setting.onlyCounts === true
    )
      return [];
    const between = text.slice(name.end, quantity.start);
    if (
      (/[;.]\s/.test(between) && !/; [^;.]{0,30}\b(?:compares?|compared|tries|goes through|shows)\s*$/.test(between)) ||
      !search.test(between)
    )
      return [];
    return [{ setting: name.setting, amounts: quantity.amounts, form: quantity.form, start: name.start, end: quantity.end }];
  });
}

/** What a frame read as its own words is no name any more, but one that stands in it by chance (`learning rate of 0.1, divided by 10`) is. */
function coversName({ amounts: [first] }: Bound, start: number, end: number, free: readonly Amount[]): boolean {
  if (free.some((amount) => amount.start >= end && amount.end <= first.start)) return false;
  return Math.abs(first.start - end) < 30 || Math.abs(start - first.end) < 30;
}

/** `momentum 0.9, 20 epochs`: two, not a list, since each has a name of its own. */
function separated(text: string, found: readonly Quantity[], mentions: readonly Mention[]): Quantity[] {
  return found.flatMap((quantity) => {
    const last = quantity.amounts.at(-1);
    if (quantity.form !== 'list' || last === undefined) return [quantity];
    const owner = mentions.some(
      ({ setting, start, end }) =>
        end <= quantity.start &&
        // `Depth is varied, L = 2, 4, 8 layers`.
        !mentions.some((other) => other.setting === setting && other.start >= last.end && isCountGlue(text.slice(last.end, other.start))) &&
        isGlue(text.slice(end, quantity.start), false) &&
        !(setting.counts === true && found.some((other) => other.end <= start && isCountGlue(text.slice(other.end, start)))),
    );
    const counted = mentions.some(
      ({ setting, start }) => setting.counts === true && start >= last.end && isCountGlue(text.slice(last.end, start)),
    );
    const isChosenOfThem =
      !mentions.some(({ setting, start }) => setting.many === true && start >= last.end && start - last.end < 24) &&
      quantity.amounts.slice(0, -1).some(({ value }) => value === last.value);
    const isMixed =
      (quantity.amounts.some(({ value }) => value < 1) && last.value >= 1) ||
      // `350M, 24 layers`.
      (last.value < 1000 && quantity.amounts.slice(0, -1).every(({ value }) => value >= 1e6));
    // `a temperature of 0.2 and 65,536 keys`: counts a noun of its own.
    const isOfNoun =
      owner &&
      quantity.amounts.slice(0, -1).every(({ value }) => value < 1) &&
      last.value >= 2 &&
      /^ (?:[\p{Ll}-]+ )?\p{Ll}{3,}s\b/u.test(text.slice(last.end));
    // `a batch size of 32 and 256 word pieces`: one size, and what another thing is made of.
    const isOfPieces =
      owner &&
      quantity.amounts.length === 2 &&
      /\ban? (?:[\p{Ll}-]+ )?[\p{Ll}-]+ (?:[\p{Ll}-]+ )?of $/u.test(text.slice(0, quantity.start)) &&
      /^ (?:word ?pieces|sub-?words|characters|pixels|units|neurons|heads|layers|epochs|steps|iterations|updates|pieces|(?:tokens|words|frames|samples)(?= (?:per|for each|of each)))\b/.test(
        text.slice(last.end),
      );
    // `an attention dimension of 256, 4 heads`.
    const isOther =
      counted &&
      /\b(?:dimension|size|width|length|rate|decay|factor|weight|coefficient|kernel)s? (?:of|is|=) *$/i.test(text.slice(0, quantity.start));
    if (!isOther && !(owner && counted) && !(counted && isMixed) && !isChosenOfThem && !isOfNoun && !isOfPieces) return [quantity];
    const [first, ...rest] = quantity.amounts.slice(0, -1);
    if (first === undefined) return [quantity];
    const end = rest.at(-1)?.end ?? first.end;
    return [
      { form: rest.length === 0 ? 'one' : 'list', amounts: [first, ...rest], start: first.start, end },
      { form: 'one', amounts: [last], start: last.start, end: last.end },
    ];
  });
}

const soIs =
  /^[^.;:\d]{0,30}(?:,| and|, and|;) (?:and )?(?:so (?:is|are|was|were|does|has)|(?:the same (?:is true|holds|goes|value is used|rate is used) for)|likewise|as (?:is|was|are)) (?:the |that of )?$/i;

/** `Dropout and label smoothing are both 0.1`: one number for each of two names. */
function alike(text: string, mentions: readonly Mention[], bound: readonly Bound[]): Bound[] {
  return bound.flatMap((each): Bound[] => {
    const { amounts: given, form, start, end } = each;
    const name = mentions.findIndex((mention) => mention.start === start);
    const [mention, before] = [mentions[name], mentions[name - 1]];
    // `Dropout is 0.1, and so is label smoothing`.
    const behind = mentions.find((other) => other.start >= end && soIs.test(text.slice(Math.max(end, given[0].end), other.start)));
    if (
      form === 'one' &&
      mention !== undefined &&
      behind !== undefined &&
      behind.setting !== mention.setting &&
      bound.every((other) => other.start > behind.start || other.end < behind.end)
    )
      return [{ ...each, setting: behind.setting, start: behind.start, end: behind.end }];
    if (
      form !== 'one' ||
      mention === undefined ||
      before === undefined ||
      before.setting === mention.setting ||
      !/^\s*(?:and|,\s*and|&)\s*(?:the |an? )?$/.test(text.slice(before.end, mention.start)) ||
      !/^(?: rates?)? (?:are|were|is|was|have|use)? ?(?:each|both)(?: (?:set|fixed|kept|held|to|at|a|of|is|are|equal|rate|value|have))* $/.test(
        text.slice(mention.end, given[0].start),
      ) ||
      bound.some((other) => other.start <= before.start && other.end >= before.end)
    )
      return [];
    return [{ ...each, setting: before.setting, start: before.start, end }];
  });
}

/** `(ρ, ε) = (0.95, 1e-6)` where some letters are known: each has what stands in its place. Takes both out of what is free. */
function tuples(text: string, mentions: Mention[], free: Quantity[]): Bound[] {
  const found: Bound[] = [];
  for (const quantity of [...free]) {
    const [, names] = /\(([^()=]{3,60})\) ?(?:=|∈|is|are|to|at) ?\($/.exec(text.slice(0, quantity.start)) ?? [];
    if (quantity.form !== 'list' || names === undefined || names.split(',').length !== quantity.amounts.length) continue;
    const from = text.lastIndexOf(`(${names})`, quantity.start) + 1;
    const ends = [...names.matchAll(/,|$/g)].map(({ index }) => from + index);
    for (const mention of mentions.filter(({ start, end }) => start >= from && end <= from + names.length)) {
      const amount = quantity.amounts[ends.findIndex((end) => mention.end <= end)];
      if (amount !== undefined)
        found.push({ setting: mention.setting, amounts: [amount], form: 'one', start: mention.start, end: quantity.end });
      mentions.splice(mentions.indexOf(mention), 1);
    }
    free.splice(free.indexOf(quantity), 1);
  }
  return found;
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

function isOf(bound: readonly Bound[], { start }: Amount): boolean {
  return bound.some(({ amounts: own }) => own.some((other) => other.start === start));
}

/** `The learning rate and the dropout are selected per fold from {0.01, 0.001} and {0, 0.5}`: as many sets in a row as names. Takes both out of what is free. */
function parallelSets(text: string, mentions: Mention[], free: Quantity[]): Bound[] {
  const isNext = (set: Quantity, before: Quantity | undefined): boolean =>
    before === undefined || /^\s*[}\])]\s*(?:,|and|,\s*and)\s*[{[(]\s*$/.test(text.slice(before.end, set.start));
  const sets = free.filter(({ form }) => form === 'set' || form === 'interval');
  const [first] = sets;
  if (first === undefined || sets.length < 2 || !sets.every((set, index) => isNext(set, sets[index - 1]))) return [];
  const row = mentions
    .filter(({ setting, isLetter, end }) => !isLetter && setting.onlyCounts !== true && setting.name !== 'folds' && end <= first.start)
    .slice(-sets.length);
  const last = row.at(-1);
  if (
    last === undefined ||
    row.length !== sets.length ||
    !row.every((mention, index) => index === 0 || isJoin(text.slice(row[index - 1]?.end ?? 0, mention.start))) ||
    !/^[^.;]{1,110}$/.test(text.slice(last.end, first.start)) ||
    !search.test(text.slice(last.end, first.start))
  )
    return [];
  for (const set of sets) free.splice(free.indexOf(set), 1);
  for (const mention of row) mentions.splice(mentions.indexOf(mention), 1);
  return sets.flatMap(({ amounts: given, form, start, end }, index): Bound[] => {
    const setting = row[index]?.setting;
    return setting === undefined ? [] : [{ setting, amounts: given, form, start, end }];
  });
}
