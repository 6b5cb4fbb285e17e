import type { Compared, Unit } from './unit.ts';

/** How much of the linked code stands in another stretch, and how much of that is it. Order does not count. */
export interface Likeness {
  /** What is common as a share of what either has: 1 for the same words. */
  readonly share: number;
  /** How much of the linked code is there. */
  readonly cover: number;
  /** How much of what is there is linked code. */
  readonly purity: number;
  /** Weight of what was found there, by the index of the linked statement. */
  readonly credit: readonly number[];
}

/** A statement that differs in its names only counts for nearly all of it. */
const shapeCredit = 0.88;
const leastFuzzy = 0.5;

export function likeness(linked: Unit, other: Unit): Likeness {
  const credit: number[] = linked.statements.map(() => 0);
  const free = new Set(other.statements.keys());
  const found = { linked: 0, other: 0 };
  const take = (at: number, there: number, factor: number): void => {
    const [mine, theirs] = [linked.statements[at], other.statements[there]];
    if (mine === undefined || theirs === undefined) return;
    free.delete(there);
    credit[at] = mine.weight * factor;
    found.linked += mine.weight * factor;
    found.other += theirs.weight * factor;
  };
  const left = matchBy('core', linked, other, free, take, 1, [...linked.statements.keys()]);
  const rest = matchBy('shape', linked, other, free, take, shapeCredit, left);
  matchFuzzily(linked, other, free, take, rest);
  const common = (found.linked + found.other) / 2;
  return {
    share: linked.weight + other.weight === 0 ? 0 : common / Math.max(linked.weight + other.weight - common, 1e-9),
    cover: linked.weight === 0 ? 0 : found.linked / linked.weight,
    purity: other.weight === 0 ? 0 : found.other / other.weight,
    credit,
  };
}

type Take = (at: number, there: number, factor: number) => void;

function matchBy(
  key: 'core' | 'shape',
  linked: Unit,
  other: Unit,
  free: ReadonlySet<number>,
  take: Take,
  factor: number,
  open: readonly number[],
): readonly number[] {
  const there = Map.groupBy(free, (at) => other.statements[at]?.[key] ?? '');
  return open.filter((at) => {
    const match = there.get(linked.statements[at]?.[key] ?? '')?.shift();
    if (match === undefined) return true;
    take(at, match, factor);
    return false;
  });
}

function matchFuzzily(linked: Unit, other: Unit, free: ReadonlySet<number>, take: Take, open: readonly number[]): void {
  // Against a whole file this would be felt, and would say little.
  if (open.length * free.size > 4_000) return;
  const pairs: { readonly at: number; readonly there: number; readonly alike: number }[] = [];
  for (const at of open)
    for (const there of free) {
      const alike = dice(linked.statements[at], other.statements[there]);
      if (alike >= leastFuzzy) pairs.push({ at, there, alike });
    }
  const taken = new Set<number>();
  for (const { at, there, alike } of pairs.sort((a, b) => b.alike - a.alike)) {
    if (taken.has(at) || !free.has(there)) continue;
    taken.add(at);
    take(at, there, alike * shapeCredit);
  }
}

/** Words that two statements share, from 0 to 1. */
export function dice(a: Compared | undefined, b: Compared | undefined): number {
  if (a === undefined || b === undefined) return 0;
  const [mine, theirs] = [a.words, b.words];
  if (Math.min(mine.length, theirs.length) * 2 < leastFuzzy * (mine.length + theirs.length)) return 0;
  let common = 0;
  for (let at = 0, there = 0; at < mine.length && there < theirs.length; ) {
    const [word = '', other = ''] = [mine[at], theirs[there]];
    if (word === other) common += 1;
    if (word <= other) at += 1;
    if (other <= word) there += 1;
  }
  return (2 * common) / (a.words.length + b.words.length);
}
