/** Chance that is the same on every machine. */
import { mulberry32 } from '../../random.ts';

export interface Dice {
  /** In [0, 1). */
  next(): number;
  one<T>(of: readonly [T, ...T[]]): T;
  chance(probability: number): boolean;
  shuffled<T>(items: readonly T[]): T[];
}

export function dice(seed: number): Dice {
  const next = mulberry32(seed);
  return {
    next,
    one: (of) => of[Math.floor(next() * of.length)] ?? of[0],
    chance: (probability) => next() < probability,
    shuffled: (items) =>
      items
        .map((item) => ({ item, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item),
  };
}
