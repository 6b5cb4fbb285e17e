/** Where a paper gives a setting two values for the same thing in two places: rules object, and all that is known is weighed. */
import { addressIn } from '../address.ts';
import { calledAlike, withLongNames } from './calledAlike.ts';
import type { Candidate } from './candidates.ts';
import { isOfOtherTerm, isUnderOtherCondition } from './conditions.ts';
import { chanceOfDispute, cuesOfPair, likely, type Pair } from './disputes.ts';
import { isEqual } from './equalValues.ts';
import { areFacts } from './facts.ts';
import { isPassing, objectionsTo } from './objections.ts';
import { isOfOtherUse, isOtherCount, isOtherSense, kindOf, nounOf } from './otherMeaning.ts';
import { kindOfPlace, sectionOf } from './places.ts';
import type { Told } from './retold.ts';
import type { Contradiction } from './said.ts';
import { isOfSame, isWithin, scopesOf } from './sameThing.ts';
import { folded } from './scopes.ts';

/** So many values of one setting have a thesis or a survey. */
const many = 80;
const milestones = /^learning rate decay (?:epochs|steps)$/;

/** `opening`: title and abstract, where a paper names what is its own. */
export function contradictionsIn({ told: values, perhaps, doubtOf }: Told, paper: string, opening: string): Contradiction[] {
  const best = new Map<string, readonly [chance: number, pair: Pair]>();
  for (const pair of pairsOf(values, perhaps, opening)) {
    const chance = chanceOfDispute(cuesOfPair(pair, values, doubtOf));
    if (chance > (best.get(pair.one.name)?.[0] ?? likely)) best.set(pair.one.name, [chance, pair]);
  }
  const only = onlyOnes(values);
  return [
    ...[...best.values()].map(([, { one, other }]): Contradiction => {
      const scope = one.scope.length > 0 ? one.scope : other.scope;
      return {
        name: one.name,
        ...(scope.length === 0 ? {} : { scope: scope.map(({ name }) => name).join(', ') }),
        values: [one, other].map(({ value, anchor }) => ({ value, address: addressIn(paper, anchor) })),
      };
    }),
    ...['learning rate decay epochs', 'learning rate decay steps'].flatMap((name) =>
      otherMilestones(
        values.filter((value) => value.name === name && value.role === undefined && value.isAside !== true && !isPassing(value)),
        only,
        paper,
        opening,
      ),
    ),
  ];
}

/** All pairs of values of one setting that are not the same, but for those that stand in one paragraph and for two of which both are told only `perhaps`. */
export function pairsOf(told: readonly Candidate[], mayBe: readonly Candidate[], opening: string): Pair[] {
  const longer = calledAlike([...told, ...mayBe]);
  const [values = [], perhaps = []] = [told, mayBe].map((some) => some.map((value) => withLongNames(value, longer)));
  const all = namesOfData(values);
  const only = onlyOnes(values);
  const own = [...ofOwnSystem(values, opening), ...perhaps].filter(({ role, name }) => role === undefined && !milestones.test(name));
  const groups = Map.groupBy(own, (value) => JSON.stringify([value.name, kindOf(value)]));
  return [...groups.values()].flatMap(comparable).flatMap((group): Pair[] => {
    if (group.every(({ value }) => isEqual(value, group[0]?.value ?? value))) return [];
    const against = group.map((value) => objectionsTo(value, values, opening));
    const sides = withoutOnlyPhase(group.map((value) => ofAllData(value, all)));
    const plain = withoutOnlyPhase(
      group.filter((value, at) => against[at]?.length === 0 && !perhaps.includes(value)).map((value) => ofAllData(value, all)),
    );
    return sides.flatMap((one, first) =>
      sides.slice(first + 1).flatMap((other, behind): Pair[] => {
        if (perhaps.includes(group[first] ?? one) && perhaps.includes(group[first + 1 + behind] ?? other)) return [];
        if (isEqual(one.value, other.value) || (one.anchor === other.anchor && one.place === 'text')) return [];
        const own = [...(against[first] ?? []), ...(against[first + 1 + behind] ?? [])];
        return [{ one, other, objections: [...own, ...objectionsTogether(one, other, plain, only, opening)] }];
      }),
    );
  });
}

/**
 * The chapters of a long work have set-ups of their own, and in a long chapter its sections: each is compared by itself. What is said so often
 * under one heading is a list, of which nobody could tell what contradicts.
 */
function comparable(group: readonly Candidate[]): readonly (readonly Candidate[])[] {
  if (group.length <= many) return [group];
  const chapters = [...Map.groupBy(group, ({ headings }) => headings[0]).values()];
  return chapters
    .flatMap((chapter) => (chapter.length <= many ? [chapter] : [...Map.groupBy(chapter, ({ headings }) => headings.join('\n')).values()]))
    .filter(({ length }) => length <= many);
}

const isCoined = ({ name, kind }: Candidate['scope'][number]): boolean =>
  /^(?:model|named|row|other)$/.test(kind) && /^(?=\S*\p{Lu}\S*[\p{Lu}\d])[\p{L}\d-]+$/u.test(name);

/** Where title and abstract name one system, what stands beside it is compared with it: what is said of the one is said of the paper’s own. */
function ofOwnSystem(values: readonly Candidate[], opening: string): readonly Candidate[] {
  const coined = new Set(values.flatMap(({ scope }) => scope.filter(isCoined).map(({ name }) => name)));
  const [own, ...others] = [...coined].filter((name) => opening.includes(name));
  if (own === undefined || others.length > 0 || coined.size === 1) return values;
  const isOwn = ({ scope }: Candidate): boolean => scope.some(({ name }) => name === own);
  return values
    .filter(
      (value) =>
        isOwn(value) ||
        !value.scope.some(isCoined) ||
        !values.some((other) => isOwn(other) && other.anchor === value.anchor && other.name === value.name),
    )
    .map((value) => (isOwn(value) ? { ...value, scope: value.scope.filter((part) => !isCoined(part)) } : value));
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

function namesOfData(values: readonly Candidate[]): ReadonlySet<string> {
  return new Set(values.flatMap(({ scope }) => scope.flatMap(({ kind, name }) => (kind === 'data' ? [folded(name)] : []))));
}

/** `All experiments on LBF and RWARE`, where nothing is said of a third: what is of all data sets is of no one of them. */
function ofAllData(value: Candidate, all: ReadonlySet<string>): Candidate {
  const own = namesOfData([value]);
  return own.size > 1 && isWithin(all, own) ? { ...value, scope: value.scope.filter(({ kind }) => kind !== 'data') } : value;
}

/** A phase beside which the setting is said for no other tells nothing apart. */
function withoutOnlyPhase(group: readonly Candidate[]): readonly Candidate[] {
  const phases = new Set(group.flatMap(({ scope }) => scope.flatMap(({ kind, name }) => (kind === 'phase' ? [folded(name)] : []))));
  const isCounted = [...phases].some((name) => /^(?:first|second|third|stage|phase|adaptation|linear)|(?:phase|stage)$/.test(name));
  // “GRPO” beside supervised fine-tuning is another phase, though no word says so.
  const others = group.flatMap(({ scope }) => scope.flatMap(({ kind, name }) => (kind === 'other' ? [folded(name)] : [])));
  const isBeside = others.some((name) => !phases.has(name));
  return phases.size !== 1 || isCounted || isBeside
    ? group
    : group.map((each) => ({ ...each, scope: each.scope.filter(({ name }) => !phases.has(folded(name))) }));
}

const trainedWith = /\b(?:train|optimi[sz])\w* (?:with|by|using|on|via)\b/i;

/** Why they are not said of the same thing, or one of them explains the other. */
function objectionsTogether(
  one: Candidate,
  other: Candidate,
  told: readonly Candidate[],
  only: ReadonlySet<string>,
  opening: string,
): string[] {
  const kinds = [one, other].map(kindOfPlace);
  const isOnePlace =
    kinds[0]?.replace(' throughout', '') === kinds[1]?.replace(' throughout', '') &&
    (kinds[0] === kinds[1] || one.scope.length > 0 || other.scope.length > 0);
  const holds: readonly (readonly [string, boolean])[] = [
    ['in one kind of place', isOnePlace && !areFacts(one, other, told)],
    [
      'one of many activations',
      one.name === 'activation' && told.some(({ value }) => !isEqual(value, one.value) && !isEqual(value, other.value)),
    ],
    ...ofAnother(one, other, told, only),
    ['explained', !isOnePlace && (isExplained(one, other, told, only) || isExplained(other, one, told, only))],
    ['another count', isOtherCount(one, other)],
    ['another sense', isOtherSense(one, other)],
    ['another use', isOfOtherUse(one, other)],
    ['another term', isOfOtherTerm(one, other)],
    ['under another condition', isUnderOtherCondition(one, other, opening)],
    [
      'optimizer beside',
      one.name === 'optimizer' &&
        [one, other].some((value) => /^(?:caption|footnote)$/.test(value.place) && !trainedWith.test(value.sentence ?? value.quote)),
    ],
  ];
  return holds.flatMap(([name, does]) => (does ? [name] : []));
}

/** Columns that are no data: another one is trained otherwise by its nature. */
const ofOtherKind =
  /^\d+$|\b(?:phase|stage|step|pre-?train\w*|fine-?tun\w*|adapt\w*|tuning|prob\w+|teacher|student|large|small|base|baselines?|full|lora|critic|actor|encoder|decoder|linear|search\w*|range|default|others?|pilot|ablation)\b/i;

/** What is told of everything is told of each column of a table. */
function ofAnother(
  one: Candidate,
  other: Candidate,
  told: readonly Candidate[],
  only: ReadonlySet<string>,
): readonly (readonly [string, boolean])[] {
  const isOther = !isOfSame(one, other, told, only);
  const isOfColumn = isOther && (isInOneColumn(one, other, told) || isInOneColumn(other, one, told));
  return [['of another thing', isOther && !isOfColumn]];
}

/** Where it is told how things were done in general, `Both.` or `Training`. */
const ofAll = /^(?:both|all|common|shared|general|everything|throughout|what is shared)\b/i;

/** `Batches of 100` throughout, where a table has 100 in one column and something else in another. */
function isInOneColumn(open: Candidate, bound: Candidate, told: readonly Candidate[]): boolean {
  if (bound.place !== 'table' || open.place === 'table' || open.scope.length > 0 || bound.scope.length === 0) return false;
  if (open.value === 0 || bound.value === 0 || sectionOf(open) === sectionOf(bound) || /\bonly\b/.test(open.sentence ?? open.quote))
    return false;
  if (bound.scope.some(({ kind, name }) => kind === 'phase' || kind === 'part' || ofOtherKind.test(name))) return false;
  const heading = open.headings.at(-1) ?? '';
  if (!ofAll.test(heading) && open.isForAll !== true) return false;
  const beside = told.filter((each) => each.anchor === bound.anchor && each.scope.length > 0 && !isEqual(each.value, bound.value));
  const inText = told.filter(({ place }) => place !== 'table');
  return (
    beside.length > 0 &&
    beside.every(({ value }) => isEqual(value, open.value)) &&
    // Where sentences know several values too, each is told of one of the columns.
    inText.every(({ value }) => isEqual(value, open.value))
  );
}

/** In a table or in the text; a paper that tells it more often than this was not written by people. */
const mostPlaces = 100;

/** After epochs 60 and 80 in one place, after 50 and 80 in another: as many times in both, and not the same ones. */
function otherMilestones(told: readonly Candidate[], only: ReadonlySet<string>, paper: string, opening: string): Contradiction[] {
  const places = Map.groupBy(told, (value) => JSON.stringify([value.anchor, value.sentence ?? value.quote, ...scopesOf(value)]));
  const ofKind = Map.groupBy(places.values(), ([first]) => first && kindOfPlace(first));
  const few = new Set([...ofKind.values()].flatMap((some) => some.slice(0, mostPlaces)));
  const kept = [...places.values()].filter((place) => few.has(place));
  for (const own of kept)
    for (const others of kept) {
      const one = own.find(({ value }) => others.every((each) => !isEqual(each.value, value)));
      const other = others.find(({ value }) => own.every((each) => !isEqual(each.value, value)));
      if (one === undefined || other === undefined || own.length !== others.length || kindOfPlace(one) === kindOfPlace(other)) continue;
      if (!isOfSame(one, other, told, only) || isUnderOtherCondition(one, other, opening) || isOtherSense(one, other)) continue;
      return [{ name: one.name, values: [one, other].map(({ value, anchor }) => ({ value, address: addressIn(paper, anchor) })) }];
    }
  return [];
}

const isOfCase = ({ scope }: Candidate): boolean => scope.some(({ kind }) => kind === 'case');

/** The place of `one` says another thing as well of the same, or says what the other says. */
function isExplained(one: Candidate, other: Candidate, told: readonly Candidate[], only: ReadonlySet<string>): boolean {
  return told.some((each) => {
    if (isEqual(each.value, one.value) || kindOfPlace(each) !== kindOfPlace(one)) return false;
    // A paragraph on a case of its own leaves open which of two other values the rest has.
    if (isOfCase(each) && !isOfCase(one) && !isOfCase(other) && !isEqual(each.value, other.value)) return false;
    // What goes without it is a variant.
    if (each.value === 0 && one.value !== 0 && other.value !== 0) return false;
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
