/** How words of one field, in whatever order they stand, tell a number of their clause. */

export interface ClauseRule {
  readonly name: string;
  /**
   * `gap`: up to the numbers around it, as far as the last “and” or comma on each side; the number is `#` in it. `clause`: up to a semicolon
   * or the end of the sentence, with all its numbers; of these the nearest to the first family counts, and only one.
   */
  readonly part: 'gap' | 'clause';
  /** Families of words. Each somewhere in that part. */
  readonly all: readonly [RegExp, ...RegExp[]];
  /** Somewhere in the text. */
  readonly says?: RegExp;
  /** Where one of these stands in that part, it speaks of something else. */
  readonly none?: RegExp;
  /** A `count` is whole, a `share` may stand as one (`5 %`, `a tenth`), a `number` is none. */
  readonly is: 'count' | 'share' | 'number';
  /** Unless said: a count from 1 to a million, a share between 0 and 1, a number above 0 and up to 10. */
  readonly least?: number;
  readonly most?: number;
  /** What must stand right before and right behind the number. */
  readonly before?: RegExp;
  readonly behind?: RegExp;
  /** How many characters the number may be away from the first family in a clause; 90 unless said. */
  readonly within?: number;
  /** The number stands rather behind the first family than before it. */
  readonly isBehind?: true;
  /** Names for which its number may have been taken by a word beside it. */
  readonly ratherThan?: readonly string[];
  /** A number that frames pass over counts as well: `every 1000 updates`. */
  readonly isPassing?: true;
  /** Where this is said, the number is what remains: `kept with probability 0.9`. */
  readonly rest?: RegExp;
  /** `ℝ^128` says it as well. */
  readonly hasSpace?: true;
  /** A square is a variance. */
  readonly isDeviation?: true;
}

export function inGaps(rules: readonly Omit<ClauseRule, 'part'>[]): readonly ClauseRule[] {
  return rules.map((rule) => ({ ...rule, part: 'gap' }));
}

export function inClauses(rules: readonly Omit<ClauseRule, 'part'>[]): readonly ClauseRule[] {
  return rules.map((rule) => ({ ...rule, part: 'clause' }));
}
