/** Where a paper gives a setting two values for the same thing in two places. */
import { addressIn } from '../address.ts';
import type { Candidate } from './candidates.ts';
import { isUsualHeading } from './headingScopes.ts';
import { allNames } from './mentions.ts';
import type { Contradiction } from './said.ts';
import { folded } from './scopes.ts';

/** Of these a network or a method has several at once, and nothing tells them apart. */
const several = new Set([
  ...allNames.filter(({ many }) => many === true).map(({ name }) => name),
  'activation',
  'normalization',
  'target modules',
  'episodes',
]);
several.delete('layers');
several.delete('loss weight');
/**
 * There is one of these, so that two paragraphs can disagree. Of the others (two networks, two parts of the data) a paper may have more
 * than one in its text; they disagree only where each place of its own kind (abstract, text, caption, table, algorithm, appendix) has one.
 */
const single = new Set(
  [
    'learning rate|final learning rate|batch size|epochs|weight decay|dropout|attention dropout|label smoothing|gradient clipping|warmup steps|warmup epochs|warmup ratio',
    'temperature|discount factor|gae lambda|clip range|entropy coefficient|kl coefficient|value coefficient|target update rate|target update interval|replay buffer size',
    'lora rank|lora alpha|lora dropout|sequence length|guidance scale|distillation weight|diffusion steps|beta1|beta2|seeds|folds|bins|early stopping patience|drop path',
    'rollout length|environments|group size|beam size|top-p|top-k|vocabulary size|mixup alpha|attention heads|feed-forward dimension|patch size|gradient accumulation',
  ].flatMap((names) => names.split('|')),
);

/** Headings that name a task of its own: two of them may have settings of their own. */
const topic =
  /\b(?:classification|translation|modell?ing|detection|segmentation|generation|recognition|toy|synthetic|real|large-scale|ablation|case study|transfer|regression|forecasting|retrieval|question answering|summari[sz]ation|control|vision|language|speech|graphs?|tabular|audio|video|robot\w*|theory|simulat\w*|second|additional experiments?|sensitivity|effect of|comparison|baselines?|robustness)\b/i;

export function contradictionsIn(values: readonly Candidate[], paper: string): Contradiction[] {
  const groups = new Map<string, Candidate[]>();
  const forAll: Candidate[] = [];
  for (const value of values) {
    if (value.role !== undefined || several.has(value.name) || value.isAside === true) continue;
    const key = JSON.stringify([
      value.name,
      scopeKey(value),
      topicOf(value),
      value.unit !== undefined && value.name === 'batch size' && /token|gpu|device/.test(value.unit) ? value.unit : '',
    ]);
    groups.set(key, [...(groups.get(key) ?? []), value]);
    if (value.isForAll === true && value.scope.length === 0) forAll.push(value);
  }
  // What is said of everything is said of each.
  for (const [key, group] of groups)
    if (group.some(({ scope }) => scope.length > 0)) groups.set(key, [...group, ...forAll.filter(({ name }) => name === group[0]?.name)]);
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
  if (other === undefined || isOtherCount(first, other)) return [];
  // A sentence that gives two values of one name tells something apart that was not understood.
  const places = new Map<string, Set<string>>();
  for (const { anchor, value } of group) places.set(anchor, (places.get(anchor) ?? new Set()).add(String(value)));
  if ([...places.values()].some((given) => given.size > 1)) return [];
  if (!single.has(first.name) && !isAcrossPlaces(firsts, others)) return [];
  if (firsts.every((one) => others.every((two) => areOfTwoThings(one, two)))) return [];
  const distinct = group.filter((value, index) => group.findIndex((one) => isEqual(one.value, value.value)) === index);
  return [
    {
      name: first.name,
      ...(first.scope.length === 0 ? {} : { scope: first.scope.map(({ name }) => name).join(', ') }),
      values: distinct.map(({ value, anchor }) => ({ value, address: addressIn(paper, anchor) })),
    },
  ];
}

/** Two paragraphs under headings of their own (“Keyboard model”, “Speech model”) may speak of two things. */
function areOfTwoThings(one: Candidate, other: Candidate): boolean {
  if (one.isForAll === true || other.isForAll === true) return false;
  const [a, b] = [one, other].map(({ headings }) => headings.at(-1) ?? '');
  return (
    one.place === 'text' && other.place === 'text' && a !== b && [a, b].every((heading = '') => heading !== '' && !isUsualHeading(heading))
  );
}

/** No place says both. */
function isAcrossPlaces(some: readonly Candidate[], others: readonly Candidate[]): boolean {
  const places = new Set(some.map(kindOfPlace));
  return others.every((other) => !places.has(kindOfPlace(other)));
}

/** The abstract, the text, the appendix; in each a text, a caption, a table or an algorithm. */
function kindOfPlace({ anchor, place }: Candidate): string {
  const region = anchor.startsWith('abstract') ? 'abstract' : /^A\d/.test(anchor) ? 'appendix' : 'body';
  return `${region} ${place === 'footnote' ? 'text' : place}`;
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
