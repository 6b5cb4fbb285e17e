/** Random choices that can be made again. */
import { createHash } from 'node:crypto';
import { mulberry32 } from '../random.ts';

/** Numbers that are the same for the same seed. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** Both ends included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
}

/** Begun from a hash of the text. */
export function randomOf(text: string): Random {
  const next = mulberry32(createHash('sha256').update(text).digest().readUInt32LE(0));
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
  };
}
