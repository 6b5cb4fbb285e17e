/** Where a paper gives a setting two values for the same thing in two places. */
import { addressIn } from '../address.ts';
import type { Candidate } from './candidates.ts';
import { allNames } from './mentions.ts';
import type { Contradiction } from './said.ts';
import { folded } from './scopes.ts';
import { sensesOf } from './senses.ts';

/** Of these a network or a method has several at once, and nothing tells them apart. */
const several = new Set([
  ...allNames.filter(({ many }) => many === true).map(({ name }) => name),
  'activation',
  'normalization',
  'target modules',
  'episodes',
]);
const counted = new Set(allNames.filter((setting) => setting.is === 'count').map(({ name }) => name));
several.delete('layers');
several.delete('loss weight');
/** Headings that name a task of its own: two of them may have settings of their own. */
const topic =
  /\b(?:classification|translation|modell?ing|detection|segmentation|generation|recognition|toy|synthetic|real|large-scale|ablation|case study|transfer|regression|forecasting|retrieval|question answering|summari[sz]ation|control|vision|language|speech|graphs?|tabular|audio|video|robot\w*|theory|simulat\w*|second|additional experiments?|sensitivity|effect of|comparison|baselines?|robustness)\b/i;

export function contradictionsIn(values: readonly Candidate[], paper: string): Contradiction[] {
  const told = new Map<string, Candidate[]>();
  for (const value of values) {
    if (value.role !== undefined || several.has(value.name) || value.isAside === true || isMiscounted(value) || isPassing(value)) continue;
    const key = JSON.stringify([value.name, kindOf(value)]);
    told.set(key, [...(told.get(key) ?? []), value]);
  }
  const only = onlyOnes(values);
  return [...told.values()].flatMap((group) => contradiction(withoutOnlyPhase(group), only, paper));
}

/** `79.0` counts nothing, nobody warms up for 0.0007 steps, and with epoch 1 a loop begins. */
function isMiscounted({ name, value, stated, place }: Candidate): boolean {
  return (
    (counted.has(name) && /^\d+\.\d+$/.test(stated.trim())) ||
    (name === 'epochs' && place === 'algorithm' && value === 1) ||
    (/ (?:steps|epochs)$/.test(name) && typeof value === 'number' && value > 0 && value < 0.5)
  );
}

/** `1,500 more steps`: not all of them. `GPT-3 had a context of 2048`: somebody else’s. */
function isPassing({ stated, quote, sentence = quote }: Candidate): boolean {
  return (
    /^ (?:more|further|additional|extra)\b/.test(sentence.slice(sentence.indexOf(stated) + stated.length)) ||
    /^(?:The )?(?=\S*\p{Lu}\S*[\p{Lu}\d])[\p{L}\d.-]+ (?:had|used|took)\b|^\p{Lu}[\p{L}\d.-]+ (?:has|uses|takes)\b[^.;]*\btoo\b/u.test(
      sentence,
    )
  );
}

/** `Features after 50 epochs` of 100: a moment, as it would not be of 20. */
function isMomentOf({ name, value, place, stated, quote, sentence = quote }: Candidate, other: Candidate): boolean {
  return (
    place === 'caption' &&
    /^(?:epochs|training steps)$/.test(name) &&
    Number(value) < Number(other.value) &&
    /\b(?:after|at|until) (?:epoch |step )?$/.test(sentence.slice(0, Math.max(0, sentence.indexOf(stated))))
  );
}

/** What are two quantities of one name. */
function kindOf(value: Candidate): string {
  if (value.name === 'batch size') return kindOfBatch(value);
  if (value.name === 'loss weight') return symbolOf(value);
  return '';
}

/** The one data set or the one model that the paper speaks of, if it tells nothing else apart that could be another. */
function onlyOnes(values: readonly Candidate[]): ReadonlySet<string> {
  return new Set(
    (['data', 'model'] as const).flatMap((wanted) => {
      const alike = new Set<string>([wanted, 'named', 'other', 'row']);
      const names = new Set(values.flatMap(({ scope }) => scope.flatMap(({ kind, name }) => (alike.has(kind) ? [folded(name)] : []))));
      const isWanted = values.some(({ scope }) => scope.some(({ kind }) => kind === wanted));
      return names.size === 1 && isWanted ? [...names] : [];
    }),
  );
}

/** A phase beside which the setting is said for no other tells nothing apart. */
function withoutOnlyPhase(group: readonly Candidate[]): readonly Candidate[] {
  const phases = new Set(group.flatMap(({ scope }) => scope.flatMap(({ kind, name }) => (kind === 'phase' ? [folded(name)] : []))));
  const isCounted = [...phases].some((name) => /^(?:first|second|third|stage|phase|adaptation)|(?:phase|stage)$/.test(name));
  return phases.size !== 1 || isCounted
    ? group
    : group.map((each) => ({ ...each, scope: each.scope.filter(({ name }) => !phases.has(folded(name))) }));
}

/** The first two places that disagree, and whoever is of the opinion of either. */
function contradiction(told: readonly Candidate[], only: ReadonlySet<string>, paper: string): Contradiction[] {
  for (const one of told)
    for (const other of told) {
      if (isEqual(one.value, other.value) || kindOfPlace(one) === kindOfPlace(other)) continue;
      if (one.anchor === other.anchor && one.place === 'text') continue;
      if (!isOfSame(one, other, told, only)) continue;
      if (isExplained(one, other, told, only) || isExplained(other, one, told, only)) continue;
      if (isOtherCount(one, other) || isOtherSense(one, other) || isOfOtherUse(one, other)) continue;
      if (one.name === 'optimizer' && [one, other].some(({ place }) => place === 'caption' || place === 'footnote')) continue;
      const scope = one.scope.length > 0 ? one.scope : other.scope;
      return [
        {
          name: one.name,
          ...(scope.length === 0 ? {} : { scope: scope.map(({ name }) => name).join(', ') }),
          values: [one, other].map(({ value, anchor }) => ({ value, address: addressIn(paper, anchor) })),
        },
      ];
    }
  return [];
}

/** The place of `one` says another thing as well of the same, or says what the other says. */
function isExplained(one: Candidate, other: Candidate, told: readonly Candidate[], only: ReadonlySet<string>): boolean {
  return told.some((each) => {
    if (isEqual(each.value, one.value) || kindOfPlace(each) !== kindOfPlace(one)) return false;
    if (one.isForAll === true && !isWithinScope(other, each)) return false;
    // What all have in common is not explained by one that has it.
    if (!isOfSame(each, one, told, only) && (other.isForAll === true || !isOfSame(each, other, told, only))) return false;
    const [counts, wanted] = [nounOf(each), nounOf(one)];
    if (counts !== undefined && wanted !== undefined && counts !== wanted) return false;
    return isEqual(each.value, other.value) || sectionOf(each) === sectionOf(one) || each.scope.length > 0;
  });
}

/** Said of what `each` is said for, or of all of it. */
function isWithinScope(one: Candidate, each: Candidate): boolean {
  return isWithin(scopesOf(each), scopesOf(one));
}

function sectionOf({ anchor }: Candidate): string {
  return anchor.replace(/\.(?:p|I|E)\d.*$/, '');
}

/** Said for the same: for the same scopes, or where those of one of them tell nothing apart. */
function isOfSame(one: Candidate, other: Candidate, told: readonly Candidate[], only: ReadonlySet<string>): boolean {
  const topics = [one, other].map(topicsOf);
  if (topics.every(({ length }) => length > 0) && !topics[0]?.some((each) => topics[1]?.includes(each))) return false;
  if (hasLabel(one) || hasLabel(other)) return false;
  const [a, b] = [scopesOf(one, only), scopesOf(other, only)];
  if (areEqual(a, b)) return true;
  const [own, others] = [scopesOf(one, only, true), scopesOf(other, only, true)];
  // What both sentences name is more than the headings above them.
  if (own.size > 0 && areEqual(own, others)) return true;
  // “No momentum” says for whom in words that are not read.
  if ((one.value === 0 && a.size === 0) || (other.value === 0 && b.size === 0)) return false;
  const [open, bound, common] = isWithin(a, b) ? [one, other, a] : isWithin(b, a) ? [other, one, b] : [];
  if (open === undefined || (common.size > 0 && bound.place !== 'table')) return false;
  const within = told.filter((each) => isWithin(common, scopesOf(each, only)) && scopesOf(each, only).size > common.size);
  const beside = within.filter((each) => kindOfPlace(each) === kindOfPlace(bound));
  const kinds = new Set(beside.map((each) => [...scopesOf(each)].join()));
  if (open.isForAll === true && isOfAll(open, kinds.size)) return true;
  if (kinds.size > 1)
    // All columns say the same, or none of them says what a place says that tells of all in short.
    return (
      beside.every(({ value }) => isEqual(value, bound.value)) ||
      (isSummary(open) && bound === beside[0] && [...beside, ...within].every(({ value }) => !isEqual(value, open.value)))
    );
  // Nobody says it of anything else. A teacher and its student are two networks.
  if (
    bound.scope.some(({ kind, name }) => !common.has(folded(name)) && /^(?:row|phase|model|data)$/.test(kind)) ||
    [...scopesOf(bound, only)].some((name) => !common.has(name) && /^(?:teacher|student)$/.test(name))
  )
    return false;
  return new Set(within.map((each) => [...scopesOf(each)].sort().join())).size === 1;
}

/** Without an exception, and of both where there are two. */
function isOfAll({ quote, sentence = quote }: Candidate, things: number): boolean {
  return !exception.test(sentence) && !(things > 2 && /\bboth\b/i.test(sentence));
}

/** What opens a paper or closes it, or a procedure. */
function isSummary(value: Candidate): boolean {
  return value.place === 'algorithm' || /^(?:abstract|introduction|conclusion)$/.test(regionOf(value));
}

const exception = /\b(?:except|unless|save|apart from|other than|otherwise|but not)\b/i;

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((name) => all.has(name));
}

function areEqual(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const isIn = (name: string, names: ReadonlySet<string>): boolean =>
    // The “latent denoiser” is the denoiser.
    names.has(name) || [...names].some((each) => name.length > 5 && each.length > 5 && (each.endsWith(name) || name.endsWith(each)));
  return a.size === b.size && [...a].every((name) => isIn(name, b));
}

const otherwords: Readonly<Record<string, string>> = {
  local: 'client',
  clients: 'client',
  global: 'server',
  innerloop: 'inner',
  outerloop: 'outer',
};

/** `Recipe B (modern)` is Recipe B. `isOwn`: without what only headings say. */
function scopesOf({ scope, headings, place }: Candidate, only: ReadonlySet<string> = new Set(), isOwn = false): ReadonlySet<string> {
  const told = scope
    .filter(
      ({ name, kind }) =>
        !((kind === 'data' || kind === 'model') && only.has(folded(name))) &&
        !(kind === 'case' && place === 'algorithm') &&
        !(isOwn && kind === 'other' && headings.includes(name)),
    )
    .map(({ name }) => folded(withoutNoun(name.replace(/ \([^()]*\)$/, ''))));
  // An algorithm is about what it is called after.
  const [subject] = place === 'algorithm' && told.length === 0 ? (networks.exec(headings.slice(-2).join('; ')) ?? []) : [];
  return new Set([...told, ...(subject === undefined ? [] : [subject.toLowerCase()])].map((name) => otherwords[name] ?? name));
}

const networks = /\b(?:student|teacher|actor|critic|generator|discriminator)\b/i;

function withoutNoun(name: string): string {
  return name.replace(/(?<=\S)[ -](?:models?|networks?|systems?|variants?|versions?|configurations?|task)$/i, '');
}

/** `TSM: batch size 64`, `Full fine-tuning: learning rate 1e-5`: of what stands before the colon. */
function hasLabel({ place, stated, sentence = '' }: Candidate): boolean {
  if (place !== 'caption') return false;
  const label = /(?:^|[.;:] )([^:;.]{2,40}): [^:;.]*$/u.exec(sentence.slice(0, Math.max(0, sentence.indexOf(stated))))?.[1] ?? '';
  return (
    /\b(?:fine-?tuning|pre-?training|baselines?|teacher|prob\w+|ablations?)\b/i.test(label) ||
    /^(?=\S*[\p{L}])\S+[\p{Lu}\d]\S*(?: \S+)?$/u.test(label)
  );
}

/** `λ_adv` of `λ_adv = 0.005`. */
function symbolOf({ stated, sentence = '' }: Candidate): string {
  const at = sentence.indexOf(stated);
  return /(\p{L}(?:_\w+)?) ?= ?$/u.exec(sentence.slice(0, Math.max(0, at)))?.[1] ?? '';
}

/** Each speaks of one meaning of the name, and not of the same. */
function isOtherSense(one: Candidate, other: Candidate): boolean {
  const [a, b] = [sensesOf(one.name, one.sentence ?? one.quote), sensesOf(other.name, other.sentence ?? other.quote)];
  return a.size > 0 && b.size > 0 && [...a].every((sense) => !b.has(sense));
}

/** On one device, or of tokens: another quantity than the examples of an update. */
function kindOfBatch({ unit, quote, sentence = quote }: Candidate): string {
  if (unit !== undefined && /token|gpu|device/.test(unit)) return unit;
  return /\b(?:per|each|every|one|a single|on an?|each of (?:the |our )?(?:[\w-]+ ){1,4}) ?(?:device|gpu|card|worker|node|accelerator|chip|tpu|machine)s?\b|\bmicro-?batch/i.test(
    sentence,
  ) && !/\b(?:effective|global|total|overall|whole|entire|full)\b/i.test(sentence)
    ? 'device'
    : '';
}

/** What opens a paper or closes it says again what its middle says. */
function regionOf({ anchor, headings }: Candidate): string {
  const heading = headings[0] ?? '';
  if (anchor.startsWith('abstract')) return 'abstract';
  if (/^A\d/.test(anchor) || /\b(?:reproduc\w+|appendix|supplement\w*|acknowledge?ments?|checklist)\b/i.test(heading)) return 'appendix';
  if (/^(?:introduction|tl;?dr|summary|overview|contributions?|in (?:short|brief))\b/i.test(heading)) return 'introduction';
  if (/^(?:conclusions?|discussion|outlook|limitations?)\b/i.test(heading)) return 'conclusion';
  return 'body';
}

/** `All runs use …` */
const opensWithAll =
  /^\s*(?:(?:in|for|across|on|during) )?(?:all|both|throughout|(?:every|each)(?! (?:user|prompt|question|test|item|query|class|image|example|problem|sample|word|token|patient|node|positive)\b))\b/i;

/** In each region a text, what it says of everything, a caption, a table or an algorithm. */
function kindOfPlace(value: Candidate): string {
  const { place, quote, sentence = quote } = value;
  return `${regionOf(value)} ${place}${place === 'text' && opensWithAll.test(sentence) ? ' of all' : ''}`;
}

function topicsOf({ headings }: Candidate): readonly string[] {
  return headings.flatMap((heading) => topic.exec(heading)?.[0].toLowerCase() ?? []);
}

/** What a number counts, where a noun stands behind it. */
function nounOf({ stated, sentence = '' }: Candidate): string | undefined {
  const at = sentence.indexOf(stated);
  return at < 0
    ? undefined
    : /^[ -](?:(?!and\b|of\b|for\b|per\b|with\b|in\b)[\p{L}-]+ )?(\p{L}{3,}s)\b/u
        .exec(sentence.slice(at + stated.length))?.[1]
        ?.toLowerCase();
}

function isEqual(a: number | string, b: number | string): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b)) || isRounded(a, b) || isRounded(b, a);
  const [x, y] = [folded(String(a)), folded(String(b))];
  return x === y || (x.startsWith(y) && x !== 'adamw') || (y.startsWith(x) && y !== 'adamw');
}

/** `1.2 million` of 1,203,411. */
function isRounded(rough: number, exact: number): boolean {
  return (
    rough >= 1000 &&
    Number(exact.toPrecision(2)) === rough &&
    Number(rough.toPrecision(2)) === rough &&
    Number(exact.toPrecision(3)) !== exact
  );
}

/** A two-layer network has one hidden layer. */
function isOtherCount(one: Candidate, other: Candidate): boolean {
  const countsAll = (value: Candidate): boolean => /-layer/.test(value.quote);
  return one.name === 'layers' && countsAll(one) !== countsAll(other) && Math.abs(Number(one.value) - Number(other.value)) <= 1;
}

const elsewhere =
  /(?:^(?:the |an? )?|\b(?:for|in|during) (?:the )?)linear (?:evaluation|prob\w+|classifier)\b|\b(?:inference|(?:at|during) (?:test time|test|evaluation)|in (?:the |our )?(?:search|pilot|ablations?|sweep)|latency|throughput)\b/i;
const units =
  /^(?:tokens|characters|words|pieces|events|frames|samples|points|seconds|minutes|hours|days|weeks|months|epochs|steps|updates|iterations|images|sentences|sequences|pairs|examples)$/;
const ofUse = /^(?:batch size|epochs|devices|hardware|learning rate|weight decay|optimizer|sequence length|training steps)$/;
const optimizers = /\b(?:SGD|Adam(?:W|ax)?|RMSProp|AdaGrad|Adafactor|LARS|LAMB|Lion|L-BFGS)\b/gi;

/** One sentence speaks of another use or another optimizer than the other does. */
function isOfOtherUse(one: Candidate, other: Candidate): boolean {
  if (isMomentOf(one, other) || isMomentOf(other, one)) return true;
  const [counts, others] = [nounOf(one), nounOf(other)];
  if (counts !== others && [counts, others].every((noun) => noun !== undefined && units.test(noun))) return true;
  const [a, b] = [one.sentence ?? one.quote, other.sentence ?? other.quote];
  if (ofUse.test(one.name) && elsewhere.test(a) !== elsewhere.test(b)) return true;
  const named = [a, b].map((text) => (text.match(optimizers) ?? []).map((name) => name.toLowerCase()));
  return (
    /^(?:learning rate|momentum|beta\d|weight decay)$/.test(one.name) &&
    named.every(({ length }) => length > 0) &&
    !named[0]?.some((name) => named[1]?.includes(name))
  );
}
