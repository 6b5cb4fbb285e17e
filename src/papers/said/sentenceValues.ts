/** Values that a sentence says: bound to their names, cleared of other people’s, with role, unit and scope. */
import { isAsideAt, isOfUse, isUnderVariant } from './asides.ts';
import { bind } from './bind.ts';
import { type Bound, settingOf } from './bound.ts';
import type { Candidate } from './candidates.ts';
import { contrastIn } from './contrasts.ts';
import { decaysIn } from './decays.ts';
import { type Line, quoted } from './linear.ts';
import { matchesOf } from './matches.ts';
import { measuredIn, notOfMeasuring, ofMeasuring } from './measuring.ts';
import type { Letters } from './mentions.ts';
import type { Amount } from './numbers.ts';
import { isWithin, type Span, withoutPoints } from './others.ts';
import type { Passage } from './passages.ts';
import type { Entities, Occurrence } from './scopes.ts';
import { scopesIn } from './scoping.ts';
import { unitBehind } from './units.ts';
import { useOf } from './uses.ts';
import { wordings } from './words.ts';

const searchCue =
  /\b(?:search(?:ed|es)?|grid|tuned?|sweep|swept|candidates?|chosen (?:from|among|out of|between|in)|choose (?:from|among|between)|select(?:ed)? (?:from|among|between|out of)|picked (?:from|among|out of)|pick (?:from|among)|among|varied|varies|vary|takes? the values|ranges? (?:from|over|between)|explored?|consider(?:ed)?|compared?|compares|looked at|sweeps|goes through|went through|tried|∈|one of|best of|over the (?:set|values)|log-?uniform|uniform(?:ly)? (?:in|between|from)|sampled from|swept)\b|∈/i;

export function valuesInSentence(passage: Passage, letters: Letters, entities: Entities): Candidate[] {
  const { line } = passage;
  const spans = passage.others;
  const bound = bind(line, letters).filter(({ amounts: [first] }) => !isWithin(spans, first.start));
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
  const apart = new Map(
    [...new Set(bound.map(({ setting }) => setting.name))].flatMap((name) => {
      const group = bound.filter(
        (each, index) =>
          each.setting.name === name &&
          each.form === 'one' &&
          each.scope === undefined &&
          // Where only some have a scope that is known, all are told apart by their words.
          (isPartly(name) || isUntold(index)),
      );
      const names = contrastIn(
        line.text,
        group.map(({ amounts: [first], end }) => ({ name, start: first.start, end: Math.max(end, first.end) })),
      );
      return names === undefined ? [] : group.flatMap((each, index) => (names[index] === undefined ? [] : [[each, names[index]] as const]));
    }),
  );
  const scopeOf = (each: Bound, index: number): readonly (readonly Occurrence[])[] => {
    const told = apart.get(each);
    if (told !== undefined)
      return [
        [
          told,
          ...(entities.in(told.name).some(({ kind }) => kind === 'phase')
            ? []
            : (scopes[index]?.[0] ?? []).filter(({ kind }) => kind === 'phase')),
        ],
      ];
    // One student has one teacher: what joins them is of neither, but “the student with labels only” is another one.
    const isOfBoth = each.setting.name === 'distillation weight' || each.setting.name === 'temperature';
    // What is run for so many episodes is what was trained.
    const isOfEpisodes = each.setting.name === 'episodes';
    const found = (scopes[index] ?? [[]]).map((scope) =>
      isOfEpisodes
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
    const part = roleIn(line.text, each, entities) ?? useOf(each.setting.name, line.text, passage.headings);
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
  const isExponential = all.some(({ name, value }) => name === 'learning rate schedule' && value === 'exponential');
  const hasDeviation = all.some(({ name, value }) => name === 'initialization' && typeof value === 'number');
  const found = all.filter(
    ({ name, value }) =>
      !(hasDeviation && value === 'truncated normal') && !(isExponential && name === 'learning rate schedule' && value === 'step'),
  );
  const measure = measuredIn(line.text);
  if (measure === undefined) return found;
  return found
    .filter(({ name }) => !notOfMeasuring.has(name))
    .map((value) =>
      ofMeasuring.has(value.name)
        ? { ...value, scope: [...value.scope, { name: measure, kind: 'other', start: 0, end: 0 }], isAside: true }
        : value,
    );
}

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
    ...(isAsideAt(line.text, bound.end) || isUnderVariant(headings) || (ofTraining.has(setting.name) && isOfUse(line.text, headings))
      ? { isAside: true as const }
      : {}),
  };
  const unit = unitBehind(line.text, amounts.at(-1)?.end ?? 0, setting);
  const one = (amount: Amount, scope: readonly Occurrence[]): Candidate => ({
    ...common,
    value: amount.value,
    stated: stated(line, amount.start, amount.end),
    scope: passage.place === 'algorithm' ? scope.filter(({ kind, name }) => kind !== 'part' || isOwnName(line.text, name)) : scope,
    ...(scope.length === 0 ? ofAll(line.text) : {}),
    ...unit,
  });
  const [first] = amounts;
  if (form === 'one') return [one(first, scopes[0] ?? [])];
  const isOneByOne = scopes.length === amounts.length && scopes.length > 1;
  if (isOneByOne) return amounts.map((amount, index) => one(amount, scopes[index] ?? []));
  if (isDomain(line.text, bound)) return [];
  const last = amounts.at(-1) ?? first;
  // `from 3e-4 down to 3e-5`: where it starts and where it ends.
  if (
    form === 'interval' &&
    setting.name === 'learning rate' &&
    /\bfrom\s*$/i.test(line.text.slice(0, first.start)) &&
    !/search|uniform|sampled|sweep|swept|rang|tun(?:ed|ing)|grid|chosen|select|var(?:y|ied)/i.test(line.text)
  )
    return [one(first, scopes[0] ?? []), { ...one(last, scopes[0] ?? []), name: 'final learning rate' }];
  const isSearch =
    form === 'set' ||
    form === 'interval' ||
    searchCue.test(line.text.slice(Math.max(0, bound.start - 60), bound.end + 60)) ||
    (setting.many !== true && !inLayers.has(setting.name));
  const isInTurn = form === 'list' && /^[^.;]{0,60}\brespectively\b/i.test(line.text.slice(last.end));
  if (!isSearch || isInTurn) return amounts.map((amount) => one(amount, scopes[0] ?? []));
  return [
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

/** `client learning rate η`: the part has a setting of its own name. */
function isOwnName(text: string, part: string): boolean {
  return new RegExp(`${part.replaceAll(/[^\\p{L} -]/gu, '.')}(?:'s)? (?:learning|step|batch|rate)`, 'iu').test(text);
}

/** `outer learning rate`, `the rate of the server`; `η_D` where there is a discriminator. */
export function roleIn(text: string, { start, amounts: [first] }: Bound, entities: Entities): Occurrence | undefined {
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

/** Optimizers, schedules, activations: where their names stand in what the paper says of itself. */
function worded({ line, anchor, place, headings, previous }: Passage, spans: readonly Span[], entities: Entities): Candidate[] {
  if (place === 'algorithm' && line.text.length < 4) return [];
  const text = withoutPoints(line.text);
  const taken: Span[] = [];
  const found: (Candidate & { readonly start: number; readonly end: number })[] = [];
  for (const { name, value, pattern } of wordings)
    for (const match of matchesOf(text, pattern)) {
      const end = match.index + match[0].length;
      if (
        isWithin(spans, match.index) ||
        taken.some(
          (span) => match.index < span[1] && end > span[0] && found.some((other) => other.name === name && other.start === span[0]),
        )
      )
        continue;
      // One schedule is said in one place: `constant` and `step` of two data sets stand apart.
      if (
        name === 'learning rate schedule' &&
        found.some(
          (other) => other.name === name && (Math.abs(other.start - match.index) < 40 || (value !== 'step' && value !== 'constant')),
        )
      )
        continue;
      const isOfNoise =
        name === 'learning rate schedule' &&
        /β_?[1tT]|\bT ?= ?\d|\b(?:noise|noising|variances?|diffusion|forward process)\b/i.test(text) &&
        !/learning[- ]rate|step[- ]size|\blr\b|\bthe rate\b/i.test(text);
      // `ε is annealed linearly`.
      if (
        name === 'learning rate schedule' &&
        /ε|\bexplor|greed/i.test(text) &&
        !/learning[- ]rate|step[- ]size|\blr\b|\brates?\b|adam|sgd|rmsprop/i.test(text)
      )
        continue;
      if (isOfNoise && found.some((other) => other.name === 'noise schedule')) continue;
      if (isComparedWith.test(line.text.slice(0, match.index)) && name !== 'learning rate schedule') continue;
      if (value === 'mixed' && /\b(?:bf|fp|bfloat-?|float-?)16\b/i.test(text)) continue;
      taken.push([match.index, end]);
      const word =
        value === '$&' ? match[0] : value === '$1' ? (match[1] ?? match[0]).replace(/^(?:all|the|every|both) /i, '').trim() : value;
      found.push({
        name: isOfNoise ? 'noise schedule' : name,
        value: word,
        stated: quoted(line, match.index, end),
        scope: [],
        quote: quoteOf(line, { start: match.index, end }),
        sentence: line.text,
        anchor,
        place,
        headings,
        ...ofAll(line.text),
        start: match.index,
        end,
      });
    }
  const order = [...found].sort((a, b) => a.start - b.start);
  const scopes = scopesIn(
    line.text,
    order.map(({ start, end }) => ({ start, end, count: 1 })),
    entities,
    previous,
  );
  return order.map(({ start: _start, end: _end, ...candidate }, index) => ({ ...candidate, scope: scopes[index]?.[0] ?? [] }));
}

const unused =
  '(?:not|never) (?:used|applied|needed|employed|added|included)|off|disabled|omitted|switched off|turned off|left out|zero|none';
/** What can be left out, in the words that follow “no” and stand before “is not used”. */
const deniable: readonly (readonly [name: string, words: string])[] = [
  [
    'weight decay',
    '(?:weight decay|(?:l2|l_2|ℓ2|explicit|further|other|any)? ?(?:weight )?regulari[sz](?:ation|er)|l2 penalty|penalty on the weights)',
  ],
  ['dropout', '(?:drop-?out)'],
  ['momentum', '(?:momentum)'],
  ['label smoothing', '(?:label smoothing)'],
  ['gradient clipping', '(?:gradient[- ](?:norm )?clipping|clipping of (?:the )?gradients?)'],
  ['entropy coefficient', '(?:entropy (?:bonus|term|regulari[sz]ation|loss))'],
  ['kl coefficient', '(?:KL (?:penalty|term|regulari[sz]ation|loss))'],
  ['drop path', '(?:stochastic depth|drop path)'],
  ['mixup alpha', '(?:mix-?up)'],
];
const denials: readonly (readonly [name: string, pattern: RegExp])[] = [
  ...deniable.map(
    ([name, words]) =>
      [
        name,
        new RegExp(
          `\\b(?:no|without(?: any)?|neither|nor) (?:[\\p{L} ,-]{1,40}? (?:or|nor|and) (?:no )?|(?:[\\p{L}-]+, ){1,3})?${words}(?![\\p{L}-])|\\b${words} (?:is|was|are|were) (?:${unused})(?! (?:to|on|for|in|by|where))|\\b${words} (?:is|was) not applied to(?! (?:the |any )?(?:bias|norm|gain|embedding|scale|layer))|\\b(?:do|does|did) not (?:use|apply|need|employ) (?:any )?${words}(?![\\p{L}-])|\\b${words}: (?:none|no|off)\\b`,
          'iu',
        ),
      ] as const,
  ),
  ['weight decay', /\b(?:is|are|was|were) not regulari[sz]ed\b|\bunregulari[sz]ed\b/i],
];

/** Before the name of what is not used. */
const isComparedWith =
  /\b(?:no|without|not|instead of|than|neither|nor|on (?:a )?par with|as (?:good|well|fast|stable) as|(?:similar|comparable|inferior|superior|equivalent) to|(?:preferred|preferable) (?:over|to)|outperforms?|beats?|versus|vs\.?|compared (?:to|with)|replac(?:e|es|ed|ing)|over)(?: any| a| use| plain| the)? $/i;

/** `without weight decay`: a value like another. */
function denied({ line, anchor, place, headings, previous }: Passage, spans: readonly Span[], entities: Entities): Candidate[] {
  return denials.flatMap(([name, pattern]) => {
    const match = pattern.exec(line.text);
    if (
      match === null ||
      isWithin(
        spans.filter(([start, end]) => end - start < line.text.length),
        match.index,
      )
    )
      return [];
    return [
      {
        name: settingOf(name).name,
        value: 0,
        stated: quoted(line, match.index, match.index + match[0].length),
        scope:
          scopesIn(line.text, [{ start: match.index, end: match.index + match[0].length, count: 1 }], entities, previous)[0]?.[0] ?? [],
        quote: quoteOf(line, { start: match.index, end: match.index + match[0].length }),
        anchor,
        place,
        headings,
      },
    ];
  });
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

/** `Both stages are run with …`. */
const ofEverything =
  /^\s*(?:(?:for|in|across|on|during) )?(?:both|all|either|neither|every) (?:of (?:the|our) |the |our )?(?:stages?|phases?|models?|networks?|runs?|experiments?|tasks?|data ?sets?|settings|cases?|regimes?|agents?|methods?|variants?|systems?)\b/i;

function ofAll(text: string): Pick<Candidate, 'isForAll' | 'isForModels'> {
  const noun = ofEverything.exec(text)?.[0];
  if (noun === undefined) return {};
  return { isForAll: true, ...(/(?:models?|networks?|agents?|methods?|variants?|systems?)$/i.test(noun) ? { isForModels: true } : {}) };
}

/** `0.1 in both phases`, `For all models the batch size is 64`. */
function isForAll(text: string, { end }: Bound): boolean {
  const all =
    /^[\w\s]{0,14}\b(?:(?:in|for|across|on|over|during) (?:both|all)(?= (?!(?:with|and|but)\b)\p{L}|$)|throughout\b|everywhere\b|in every case\b|(?:in|for|on) either (?:case|data|model|task|phase|stage|network|set)\w*)/iu;
  return (
    all.test(text.slice(end)) ||
    /\bas well as in (?:the )?[\p{L}-]+$/u.test(text.slice(end).replace(/[.\s]+$/, '')) ||
    // `In all experiments on CelebA`: in those alone.
    /^\s*(?:for|in|across|on) (?:both|all)\b(?! (?:the |our |of our )?[\p{L}-]+ (?:on|of|with|for) )/iu.test(text)
  );
}

/** `two layers of 64 and 32 units`: one for each. */
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

/** Some words on both sides, at most about a line. */
function quoteOf(line: Line, { start, end }: { readonly start: number; readonly end: number }): string {
  const from = start < 25 ? 0 : line.text.indexOf(' ', start - 25) + 1;
  const reach = line.text.indexOf(' ', Math.min(end + 12, line.text.length));
  const until = reach < 0 ? line.text.length : reach;
  return quoted(line, Math.min(from, start), Math.min(until, start + 200));
}
