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
    if (value.role !== undefined || several.has(value.name) || value.isAside === true || isMiscounted(value)) continue;
    const key = JSON.stringify([value.name, value.name === 'batch size' ? kindOfBatch(value) : '']);
    told.set(key, [...(told.get(key) ?? []), value]);
  }
  return [...told.values()].flatMap((group) => contradiction(group, paper));
}

/** `79.0` counts nothing. */
function isMiscounted({ name, stated }: Candidate): boolean {
  return counted.has(name) && /^\d+\.\d+$/.test(stated.trim());
}

/** The first two places that disagree, and whoever is of the opinion of either. */
function contradiction(told: readonly Candidate[], paper: string): Contradiction[] {
  for (const one of told)
    for (const other of told) {
      if (isEqual(one.value, other.value) || kindOfPlace(one) === kindOfPlace(other)) continue;
      if (one.anchor === other.anchor && one.place === 'text') continue;
      if (!isOfSame(one, other, told) || !isAgreed(one, other, told) || !isAgreed(other, one, told)) continue;
      if (isOtherCount(one, other) || isOtherSense(one, other)) continue;
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

/** What the place of `one` says of it is one thing, and not what the other says. */
function isAgreed(one: Candidate, other: Candidate, told: readonly Candidate[]): boolean {
  return told.every(
    (each) =>
      kindOfPlace(each) !== kindOfPlace(one) ||
      (!isOfSame(each, one, told) && !isOfSame(each, other, told)) ||
      isEqual(each.value, one.value),
  );
}

/** Said for the same: for the same scopes, or where those of one of them tell nothing apart. */
function isOfSame(one: Candidate, other: Candidate, told: readonly Candidate[]): boolean {
  const topics = [one, other].map(topicOf);
  if (topics[0] !== topics[1] && topics.every((each) => each !== '')) return false;
  const [a, b] = [scopesOf(one), scopesOf(other)];
  if (a.size === b.size && [...a].every((name) => b.has(name))) return true;
  if (a.size > 0 && b.size > 0) return false;
  const [open, bound] = a.size === 0 ? [one, other] : [other, one];
  if (open.isForAll === true) return true;
  const beside = told.filter((each) => kindOfPlace(each) === kindOfPlace(bound) && each.scope.length > 0);
  const kinds = new Set(beside.map((each) => [...scopesOf(each)].join()));
  // All columns say the same.
  if (kinds.size > 1) return beside.every(({ value }) => isEqual(value, bound.value));
  // Nobody says it of anything else. A teacher and its student are two networks.
  if (bound.scope.some(({ kind, name }) => /^(?:row|phase|model|data)$/.test(kind) || /^(?:teacher|student)$/i.test(name))) return false;
  const everywhere = new Set(told.filter(({ scope }) => scope.length > 0).map((each) => [...scopesOf(each)].sort().join()));
  return everywhere.size === 1;
}

function scopesOf({ scope }: Candidate): ReadonlySet<string> {
  return new Set(scope.map(({ name }) => folded(name)));
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
  ) && !/\b(?:effective|global|total|overall)\b/i.test(sentence)
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
const opensWithAll = /^\s*(?:(?:in|for|across|on|during) )?(?:all|every|each|both|throughout)\b/i;

/** In each region a text, what it says of everything, a caption, a table or an algorithm. */
function kindOfPlace(value: Candidate): string {
  const { place, quote, sentence = quote } = value;
  return `${regionOf(value)} ${place}${place === 'text' && opensWithAll.test(sentence) ? ' of all' : ''}`;
}

function topicOf({ headings }: Candidate): string {
  return headings.filter((heading) => topic.test(heading)).join('|');
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
  return one.name === 'layers' && countsAll(one) !== countsAll(other);
}
