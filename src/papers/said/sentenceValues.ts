/** Values that a sentence says: bound to their names, cleared of other people’s, with role, unit and scope. */
import { isAsideAt } from './asides.ts';
import { bind } from './bind.ts';
import type { Bound } from './bound.ts';
import type { Candidate } from './candidates.ts';
import { contrastIn } from './contrasts.ts';
import { decaysIn } from './decays.ts';
import { denied } from './denials.ts';
import type { Line } from './linear.ts';
import { measuredIn, notOfMeasuring, ofMeasuring } from './measuring.ts';
import { type Letters, settingNamed } from './mentions.ts';
import { type Amount, quantities } from './numbers.ts';
import type { Passage } from './passages.ts';
import { inProcedure } from './procedures.ts';
import { isPutIn } from './putIn.ts';
import type { Entities, Occurrence } from './scopes.ts';
import { scopesIn } from './scoping.ts';
import { toldIn } from './told.ts';
import { isOfMain } from './toldAgain.ts';
import { unitBehind } from './units.ts';
import { isOfUse, useOf } from './uses.ts';
import { isWithin } from './whose.ts';
import { isUnderVariant } from './whoseHeadings.ts';
import { ofAll, quoteOf, worded } from './wordedValues.ts';

const searchCue =
  /\b(?:search(?:ed|es)?|grid|tuned?|sweep|swept|scan(?:s|ned)?|candidates?|chosen (?:from|among|out of|between|in)|choose (?:from|among|between)|select(?:ed)? (?:from|among|between|out of)|picked (?:from|among|out of)|pick (?:from|among)|among|varied|varies|vary|(?:tak(?:es?|ing)|took|assum(?:es?|ed|ing))(?: on)? (?:in turn )?(?:the )?values|examined|(?:runs?|ran|running|stepped) through|ranges? (?:from|over|between)|explored?|consider(?:ed)?|compared?|compares|looked at|sweeps|goes through|went through|tried|∈|one of|best of|over the (?:set|values)|log-?uniform|uniform(?:ly)? (?:in|between|from)|uniform\w*(?= ?[[(])|sampled from|swept)\b|∈/i;

export function valuesInSentence(passage: Passage, letters: Letters, entities: Entities): Candidate[] {
  const { line } = passage;
  const spans = passage.others;
  const read = bind(line, letters);
  const isGivenUp = (each: Bound): boolean => read.some(({ insteadOf }) => insteadOf === each.amounts[0].start);
  const bound = read.filter(
    (each) =>
      !isGivenUp(each) && (each.insteadOf !== undefined || !isWithin(spans, each.amounts[0].start)) && !isPutIn(each, passage, letters),
  );
  const scopes = scopesIn(
    line.text,
    bound.map((each) => ({
      start: each.start,
      end: each.end,
      count: each.form === 'list' ? each.amounts.length : 1,
      isOfData: / (?:examples|fraction)$|^(?:classes|image size|crop size|vocabulary size)$/.test(each.setting.name),
    })),
    entities,
    passage.previous,
  );
  // A phase is told beside whatever else tells values apart.
  const isUntold = (index: number): boolean => (scopes[index]?.[0] ?? []).every(({ kind }) => kind === 'phase' || kind === 'case');
  const isPartly = (name: string): boolean =>
    bound.some((each, index) => each.setting.name === name && isUntold(index)) &&
    bound.some((each, index) => each.setting.name === name && !isUntold(index));
  const isSame = (name: string): boolean =>
    new Set(
      bound.flatMap(({ setting }, index) =>
        setting.name === name ? [JSON.stringify(scopes[index]?.map((scope) => scope.map((one) => one.name)))] : [],
      ),
    ).size === 1;
  const apart = new Map(
    [...new Set(bound.map(({ setting }) => setting.name))].flatMap((name) => {
      const group = bound.filter(
        (each, index) =>
          each.setting.name === name &&
          each.scope === undefined &&
          // Where only some have a scope that is known, or all have the same, they are told apart by their words.
          (isPartly(name) || isUntold(index) || isSame(name)),
      );
      const names = contrastIn(
        line.text,
        group.map(({ amounts, end }) => ({ name, start: amounts[0].start, end: Math.max(end, (amounts.at(-1) ?? amounts[0]).end) })),
      );
      return names === undefined ? [] : group.flatMap((each, index) => (names[index] === undefined ? [] : [[each, names[index]] as const]));
    }),
  );
  // `5e-3 for the adapters and 5e-4 for full fine-tuning`: the phase that tells the second apart is not the first one's.
  const isOfOther = (phase: string): boolean =>
    [...apart.values()].some(({ name }) => entities.in(name).some(({ kind, name: own }) => kind === 'phase' && own === phase));
  const scopeOf = (each: Bound, index: number): readonly (readonly Occurrence[])[] => {
    const told = apart.get(each);
    if (told !== undefined)
      return [
        [
          told,
          ...(entities.in(told.name).some(({ kind }) => kind === 'phase')
            ? []
            : (scopes[index]?.[0] ?? []).filter(({ kind, name }) => kind === 'phase' && !isOfOther(name))),
        ],
      ];
    // One student has one teacher: what joins them is of neither, but “the student with labels only” is another one.
    const isOfBoth = each.setting.name === 'distillation weight' || each.setting.name === 'temperature';
    // What is run for so many episodes is what was trained.
    const isOfEpisodes = each.setting.name === 'episodes';
    const isOfValue = each.setting.name === 'value coefficient';
    const found = (scopes[index] ?? [[]]).map((scope) =>
      isOfValue
        ? scope.filter(({ name }) => !/^(?:value|critic)\b/.test(name))
        : isOfEpisodes
          ? scope.filter(({ name }) => name !== 'policy')
          : each.setting.name.endsWith(' fraction')
            ? scope.filter(({ kind }) => kind !== 'part')
            : isOfBoth
              ? scope.filter(
                  ({ name, end }) =>
                    !/^(?:student|teacher)$/.test(name) ||
                    /^ (?:with|without|that|which|at|of)\b(?! (?:a )?(?:temperature|τ|T ?=))/.test(line.text.slice(end)),
                )
              : scope,
    );
    const part = roleIn(line.text, each, entities) ?? useOf(each.setting.name, line.text, headingsOf(passage));
    return part === undefined ? found : found.map((scope) => (scope.some(({ name }) => name === part.name) ? scope : [...scope, part]));
  };
  const all = [
    ...bound.flatMap((each, index) =>
      numbered(each, each.scope === undefined ? scopeOf(each, index) : [[{ name: each.scope, kind: 'other', start: 0, end: 0 }]], passage),
    ),
    ...worded(passage, spans, entities),
    ...denied(passage, spans, entities),
    ...decaysIn(passage, spans, quoteOf),
  ];
  all.push(...toldIn(passage, spans, entities, all));
  const falls = all.find(({ name }) => name === 'learning rate decay factor');
  // What falls by so much at such times falls in steps.
  if (
    falls !== undefined &&
    all.some(({ name }) => /decay (?:epochs|steps)$/.test(name)) &&
    all.every(({ name }) => name !== 'learning rate schedule')
  )
    all.push({ ...falls, name: 'learning rate schedule', value: 'step' });
  all.push(...headed(passage, bound, letters, entities));
  const isExponential = all.some(({ name, value }) => name === 'learning rate schedule' && value === 'exponential');
  const hasDeviation = all.some(({ name, value }) => name === 'initialization' && (typeof value === 'number' || /^-?[\d.]/.test(value)));
  const found = all.filter(
    ({ name, value }) =>
      !(hasDeviation && name === 'initialization' && (value === 'truncated normal' || value === 'uniform')) &&
      !(isExponential && name === 'learning rate schedule' && value === 'step'),
  );
  return measured(ofBaseline(underTitle(inProcedure(found, passage), passage, entities), passage.baseline), line.text);
}

/** `Error rates after the first stage. All systems were trained …`: of the phase that a caption opens with. */
function underTitle(found: readonly Candidate[], { place, previous }: Passage, entities: Entities): readonly Candidate[] {
  if (place !== 'caption' || previous === undefined) return found;
  const title = /^.*?[.;](?=\s|$)/s.exec(previous)?.[0] ?? previous;
  const [phase, ...others] = entities.in(title).filter(({ kind, name }) => kind === 'phase' && / (?:stage|phase)$/.test(name));
  if (phase === undefined || others.length > 0) return found;
  return found.map((value) => (value.scope.some(({ kind }) => kind === 'phase') ? value : { ...value, scope: [...value.scope, phase] }));
}

/** What is said of a device that measures is of no training. */
function measured(found: readonly Candidate[], text: string): Candidate[] {
  const measure = measuredIn(text);
  if (measure === undefined) return [...found];
  return found
    .filter(({ name }) => !notOfMeasuring.has(name))
    .map((value) =>
      ofMeasuring.has(value.name)
        ? { ...value, scope: [...value.scope, { name: measure, kind: 'other', start: 0, end: 0 }], isAside: true }
        : value,
    );
}

/** `As a baseline we train a GRU with two layers`: of that one, whatever part or data it has more of. */
function ofBaseline(found: readonly Candidate[], baseline: string | undefined): Candidate[] {
  if (baseline === undefined) return [...found];
  return found.map((value) => {
    const rest = value.scope.filter(({ name }) => name !== baseline);
    return rest.some(({ kind }) => kind === 'model' || kind === 'named' || kind === 'other')
      ? value
      : { ...value, scope: [...rest, { name: baseline, kind: 'other', start: 0, end: 0 }], isAside: true };
  });
}

/** `Context. 2,048 tokens`: a heading names what its text opens with. */
function headed(passage: Passage, bound: readonly Bound[], letters: Letters, entities: Entities): Candidate[] {
  const { headings, line, place } = passage;
  const heading = headings.at(-1);
  const [first] = quantities(line.text);
  if (heading === undefined || place !== 'text' || first === undefined || first.start > 1 || heading.length > 30) return [];
  const setting = settingNamed(heading, letters);
  if (setting === undefined || bound.some(({ amounts: [own] }) => own.start === first.start)) return [];
  const text = `${heading}: ${line.text}`;
  return valuesInSentence(
    {
      ...passage,
      others: [],
      headings: headings.slice(0, -1),
      line: { text, original: text, origins: [...Array(text.length + 1).keys()] },
    },
    letters,
    entities,
  ).filter(({ name }) => name === setting.name);
}

/** What goes from one value to another in the course of a training, and what the other is called. */
const endsAs: Readonly<Record<string, string>> = { 'learning rate': 'final learning rate', 'exploration rate': 'exploration rate' };

const goes = /→|->|\bdown to\b/;
const falls = /\b(?:cosine|linear(?:ly)?|anneal\w*|decay(?:s|ing|ed)?|exponential(?:ly)?|geometric(?:ally)?|falls?|falling)\b/i;

function numbered(bound: Bound, scopes: readonly (readonly Occurrence[])[], passage: Passage): Candidate[] {
  const { setting, amounts, form } = bound;
  const { line, anchor, place, headings } = passage;
  const common = {
    name: setting.name,
    anchor,
    place,
    headings,
    quote: quoteOf(line, bound),
    sentence: line.text,
    ...(isForAll(line.text, bound) ? { isForAll: true as const } : {}),
    ...((isAsideAt(line.text, bound.end) && !/^(?:learning rate decay|early stopping)/.test(setting.name)) ||
    (isUnderVariant(headings) &&
      !isOfMain.test(line.text) &&
      !(place === 'caption' && (isForAll(line.text, bound) || ofAll(line.text).isForAll === true))) ||
    (ofTraining.has(setting.name) && isOfUse(line.text, headingsOf(passage)))
      ? { isAside: true as const }
      : {}),
  };
  const unit = unitBehind(line.text, amounts.at(-1)?.end ?? 0, setting);
  const one = (amount: Amount, scope: readonly Occurrence[]): Candidate => ({
    ...common,
    value: amount.value,
    stated: stated(line, amount.start, amount.end),
    scope: scope.filter((each) => !isElsewhere(each, bound, passage)),
    ...(scope.length === 0 ? ofAll(line.text) : {}),
    ...unit,
  });
  const [first] = amounts;
  if (form === 'one') return [one(first, scopes[0] ?? [])];
  const isOneByOne = scopes.length === amounts.length && scopes.length > 1;
  if (isOneByOne) return amounts.map((amount, index) => one(amount, scopes[index] ?? []));
  if (isDomain(line.text, bound)) return [];
  const last = amounts.at(-1) ?? first;
  // `from 3e-4 down to 3e-5`, `1e-3 → 1e-5`: where it starts and where it ends.
  const ending = endsAs[setting.name];
  if (
    form === 'interval' &&
    ending !== undefined &&
    (/\bfrom\s*$/i.test(line.text.slice(0, first.start)) || goes.test(line.text.slice(first.end, last.start)) || falls.test(line.text)) &&
    !/search|uniform|sampled|sweep|swept|rang|tun(?:ed|ing)|grid|chosen|select|var(?:y|ied)/i.test(line.text)
  )
    return [one(first, scopes[0] ?? []), { ...one(last, scopes[0] ?? []), name: ending }];
  const isSearch =
    form === 'set' ||
    form === 'interval' ||
    searchCue.test(line.text.slice(Math.max(0, bound.start - 60), bound.end + 60)) ||
    // `L = 2, 4, 8, 16 layers`.
    (setting.name === 'layers' && amounts.length > 2 && /(?<![\p{L}\d])\p{L} ?= ?$/u.test(line.text.slice(0, first.start))) ||
    (setting.many !== true && !inLayers.has(setting.name) && !(setting.name === 'dropout' && ofSeveralLayers.test(line.text)));
  // `gives 564k and 647k pairs for training`: of two data sets.
  const isOfTwo = form === 'list' && amounts.length === 2 && setting.name.endsWith(' examples') && !searchCue.test(line.text);
  if (isOfTwo) return amounts.map((amount) => one(amount, scopes[0] ?? []));
  const isInTurn = form === 'list' && /^[^.;]{0,60}\brespectively\b/i.test(line.text.slice(last.end));
  if (!isSearch || isInTurn) return amounts.map((amount) => one(amount, scopes[0] ?? []));
  const chosen = chosenOf(amounts, line.text.slice(last.end));
  return [
    ...(chosen === undefined ? [] : [one(chosen, scopes[0] ?? [])]),
    {
      ...common,
      value: stated(line, first.start, last.end),
      stated: stated(line, first.start, last.end),
      role: form === 'interval' ? 'range' : 'searched',
      values: amounts.map(({ value }) => value),
      scope: scopes[0] ?? [],
      ...unit,
    },
  ];
}

const inPlace =
  /\bthe (first|second|third|fourth|last|latter|former|smallest|largest|smaller|larger|lowest|highest|middle)(?: (?:one|value|of (?:these|them|those|which)))*,? (?:(?:is|was|proved|proving|being|did|worked|gave) (?:the )?)?(?:best|chosen|kept|used|selected|adopted|taken|retained)\b/i;
const places = ['first', 'second', 'third', 'fourth'];

/** `0.1, 0.03 or 0.01; the last was chosen`: which of them is meant. `behind`: what follows the list. */
function chosenOf(amounts: readonly Amount[], behind: string): Amount | undefined {
  const place = inPlace.exec(behind)?.[1]?.toLowerCase();
  if (place === undefined) return undefined;
  const bySize = [...amounts].sort((a, b) => a.value - b.value);
  if (/^(?:smallest|smaller|lowest)$/.test(place)) return bySize[0];
  if (/^(?:largest|larger|highest)$/.test(place)) return bySize.at(-1);
  if (place === 'middle') return amounts.length % 2 === 1 ? bySize[(amounts.length - 1) / 2] : undefined;
  return place === 'last' || place === 'latter' ? amounts.at(-1) : amounts[place === 'former' ? 0 : places.indexOf(place)];
}

/** A float or a footnote stands where there is room: the heading above it does not say what its sentences are about. */
function headingsOf({ place, headings }: Passage): readonly string[] {
  return place === 'caption' || place === 'footnote' ? [] : headings;
}

/**
 * In a list of what an algorithm requires each item speaks for itself, and so does `…; τ = 0.2` in a caption; what a line of an algorithm
 * works on is no scope.
 */
function isElsewhere(
  { kind, name, start, end }: Occurrence,
  { start: from, amounts: [first] }: Bound,
  { line: { text }, place }: Passage,
): boolean {
  if (place === 'algorithm' && kind === 'part' && !isOwnName(text, name)) return true;
  if (end === 0) return false;
  const between = end <= from ? text.slice(end, from) : text.slice(first.end, start);
  if (place === 'algorithm') return /^\W*(?:Require|Input|Ensure|Given|Parameters?)\b/i.test(text) && /[,;] /.test(between);
  return place === 'caption' && end <= from && /; ?$/.test(between) && /^[^\s=]{1,6} ?= ?$/.test(text.slice(from, first.start));
}

/** `client learning rate η`: the part has a setting of its own name. */
function isOwnName(text: string, part: string): boolean {
  return new RegExp(`${part.replaceAll(/[^\\p{L} -]/gu, '.')}(?:'s)? (?:learning|step|batch|rate)`, 'iu').test(text);
}

/** `outer learning rate`, `the rate of the server`; `η_D` where there is a discriminator. */
function roleIn(text: string, { start, amounts: [first] }: Bound, entities: Entities): Occurrence | undefined {
  const named = text.slice(start, first.start);
  const role =
    /\b(inner|outer|server|client|local|global|meta)(?=[ -](?:loop )?(?:learning|step[ -]size|rate|lr\b))|\bof the (server|clients?|inner loop|outer loop)\b/i.exec(
      named,
    );
  const word = role?.[1] ?? role?.[2];
  if (word !== undefined) return { name: word.toLowerCase(), kind: 'role', start: 0, end: 0 };
  const initial = /^[ηλβγτ]_?([\p{L}])/u.exec(named)?.[1]?.toLowerCase();
  if (initial === undefined) return undefined;
  const parts = entities.all.filter(({ name, kind }) => kind === 'part' && name.startsWith(initial === 'π' ? 'policy' : initial));
  const [part] = parts;
  return part !== undefined && parts.length === 1 ? { ...part, start: 0, end: 0 } : undefined;
}

/** `ε ∈ [0, 1)` says what ε can be, not what it is. */
function isDomain(text: string, { amounts: [first, last] }: Bound): boolean {
  return (
    first.value === 0 &&
    last?.value === 1 &&
    /∈ *[[(]\s*$/.test(text.slice(0, first.start)) &&
    !/search|sampled|uniform|sweep|range|var(?:y|ied)/i.test(text)
  );
}

/** `0.1 in both phases`, `For all models the batch size is 64`. */
function isForAll(text: string, { end }: Bound): boolean {
  const all =
    /^\)?[\w\s]{0,14}\b(?:(?:in|for|across|on|over|during) (?:both|all)(?= (?!(?:with|and|but|(?:hidden |convolutional )?(?:layers|blocks|heads))\b)\p{L}|$)|throughout\b|everywhere\b|in every case\b|(?:in|for|on) either (?:case|data|model|task|phase|stage|network|set)\w*)/iu;
  return (
    all.test(text.slice(end)) ||
    /\bas well as in (?:the )?[\p{L}-]+$/u.test(text.slice(end).replace(/[.\s]+$/, '')) ||
    // `In all experiments on CelebA`: in those alone.
    /^\s*(?:for|in|across|on) (?:both|all)\b(?! (?:the |our |of our )?[\p{L}-]+ (?:on|of|with|for) )/iu.test(text)
  );
}

/** `two layers of 64 and 32 units`: one for each. */
/** `before the two last layers with rates of 0.25 and 0.5`. */
const ofSeveralLayers = /\b(?:two|three|both)\b[^.;]{0,20}\b(?:layers|places|levels)\b/i;
const inLayers = new Set(['hidden units', 'channels', 'kernel size', 'embedding dimension']);

/** What another value may hold for when the trained model is used. */
const ofTraining = new Set([
  'batch size',
  'learning rate',
  'epochs',
  'training steps',
  'sequence length',
  'image size',
  'crop size',
  'dropout',
  'temperature',
  'gradient clipping',
  'exploration rate',
  'negatives',
  'epsilon',
]);
function stated(line: Line, start: number, end: number): string {
  return line.text.slice(start, end).trim();
}
