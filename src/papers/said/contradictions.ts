/** Where a paper gives a setting two values for the same thing in two places. */
import { addressIn } from '../address.ts';
import type { Candidate } from './candidates.ts';
import { allNames } from './mentions.ts';
import type { Contradiction } from './said.ts';
import { folded } from './scopes.ts';

/** Several of these together are no contradiction: a network has several layers, a machine several parts. */
const several = new Set([
  ...allNames.filter(({ many }) => many === true).map(({ name }) => name),
  'hardware',
  'devices',
  'activation',
  'normalization',
  'precision',
  'sampler',
  'initialization',
  'layers',
  'hidden units',
  'kernel size',
  'embedding dimension',
  'image size',
  'crop size',
  'classes',
  'loss weight',
  'target modules',
  'training examples',
  'test examples',
  'validation examples',
  'episodes',
  'optimizer',
  'learning rate schedule',
  'training steps',
  'momentum',
  'sampling steps',
  'ema decay',
]);
/** Of these more than one is contradictory only where a text, a caption and a table disagree. */
const strict = new Set([
  'hidden units',
  'layers',
  'optimizer',
  'learning rate schedule',
  'training steps',
  'momentum',
  'ema decay',
  'sampling steps',
  'loss weight',
  'image size',
  'crop size',
  'embedding dimension',
]);

/** Headings that name a task of its own: two of them may have settings of their own. */
const topic =
  /\b(?:classification|translation|modell?ing|detection|segmentation|generation|recognition|toy|synthetic|real|large-scale|ablation|case study|transfer|regression|forecasting|retrieval|question answering|summari[sz]ation|control|vision|language|speech|graphs?|tabular|audio|video|robot\w*|theory|simulat\w*|second|additional experiments?|sensitivity|effect of|comparison|baselines?|robustness)\b/i;

export function contradictionsIn(values: readonly Candidate[], paper: string): Contradiction[] {
  const groups = new Map<string, Candidate[]>();
  for (const value of values) {
    if (value.role !== undefined || (several.has(value.name) && !strict.has(value.name))) continue;
    const key = JSON.stringify([
      value.name,
      scopeKey(value),
      topicOf(value),
      value.unit !== undefined && value.name === 'batch size' && /token|gpu|device/.test(value.unit) ? value.unit : '',
    ]);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups.values()].flatMap((group) => contradiction(group, paper));
}

function contradiction(group: readonly Candidate[], paper: string): Contradiction[] {
  const [first] = group;
  if (first === undefined) return [];
  const others = group.filter(
    (value) =>
      !isEqual(value.value, first.value) && group.every((other) => other.anchor !== value.anchor || isEqual(other.value, value.value)),
  );
  const firsts = group.filter((value) => isEqual(value.value, first.value));
  const [other] = others;
  if (other === undefined) return [];
  // A sentence that gives two values of one name tells something apart that was not understood.
  const places = new Map<string, Set<string>>();
  for (const { anchor, value } of group) places.set(anchor, (places.get(anchor) ?? new Set()).add(String(value)));
  if ([...places.values()].some((given) => given.size > 1)) return [];
  if (strict.has(first.name) && !isAcrossPlaces(firsts, others)) return [];
  const distinct = group.filter((value, index) => group.findIndex((one) => isEqual(one.value, value.value)) === index);
  return [
    {
      name: first.name,
      ...(first.scope.length === 0 ? {} : { scope: first.scope.map(({ name }) => name).join(', ') }),
      values: distinct.map(({ value, anchor }) => ({ value, address: addressIn(paper, anchor) })),
    },
  ];
}

/** A text against a table or a caption, a caption against a table. */
function isAcrossPlaces(some: readonly Candidate[], others: readonly Candidate[]): boolean {
  const places = new Set(some.map(({ place }) => (place === 'footnote' ? 'text' : place)));
  return others.every(({ place }) => !places.has(place === 'footnote' ? 'text' : place));
}

function scopeKey({ scope }: Candidate): string {
  return scope
    .map(({ name }) => folded(name))
    .sort()
    .join('|');
}

function topicOf({ headings }: Candidate): string {
  return headings.filter((heading) => topic.test(heading)).join('|');
}

function isEqual(a: number | string, b: number | string): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));
  const [x, y] = [folded(String(a)), folded(String(b))];
  return x === y || (x.startsWith(y) && x !== 'adamw') || (y.startsWith(x) && y !== 'adamw');
}
