/** Rows of a split as the leak judge sees them: hashes of what they hold, never what they hold. */

/** One row of training or test data. */
export interface SplitRow {
  /** From 0, in its split. */
  readonly row: number;
  /**
   * Hashes of two to four parts of what it holds, for rows of one kind the same parts each time: columns, pixels, stretches of a text. Rows that agree
   * in all parts are the same; rows that agree in some say how easily rows agree by chance. A single part: too little to judge by.
   */
  readonly parts: readonly number[];
  /** All its values are the same, or it is empty. */
  readonly isConstant?: boolean;
  readonly text?: TextShingles;
  /** Random projections of its standardised columns: their mean squared difference estimates that of the columns. */
  readonly sketch?: readonly number[];
  readonly picture?: PictureHash;
  /** Of the subject, user or session that it belongs to. */
  readonly group?: string;
  /** Any number that grows with time. */
  readonly time?: number;
  /** The beginning of what it holds, for an example. */
  readonly shown?: string;
}

export interface TextShingles {
  /** Words of the text. */
  readonly tokens: number;
  /** Different shingles that it has; `shingles` may hold only those that can matter. */
  readonly total: number;
  readonly shingles: readonly number[];
}

export interface PictureHash {
  /** 512 bits: signs of brightness differences on a grid of 16 × 16. */
  readonly bits: Uint32Array;
  /** Of the picture turned left to right; only test pictures need it. */
  readonly mirrored?: Uint32Array;
}

/** What makes two hashes one. Not a cryptographic one: 53 bits. */
export function mixed(a: number, b: number): number {
  let high = Math.imul((a / 2 ** 26) | 0, 0x9e3779b1) ^ Math.imul(b | 0, 0x85ebca6b);
  let low = Math.imul(a | 0, 0xc2b2ae35) ^ Math.imul((b / 2 ** 26) | 0, 0x27d4eb2f);
  high = Math.imul(high ^ (low >>> 15), 0x2c1b3c6d);
  low = Math.imul(low ^ (high >>> 13), 0x297a2d39);
  high ^= low >>> 16;
  low ^= high >>> 14;
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
}

/** One number for all parts. */
export function contentOf(parts: readonly number[]): number {
  let all = parts.length;
  for (const [at, part] of parts.entries()) all = mixed(all + at, part);
  return all;
}
