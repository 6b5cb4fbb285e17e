/** A value that a sentence tells without a number beside its name. */

export interface ToldValue {
  readonly name: string;
  /** In a sentence in which decimal points are `·`. The group `part` is a share, the groups `kept` and `lost` what is missing from the whole. */
  readonly pattern: RegExp;
  /** Where the words say it alone. */
  readonly value?: number;
}

export const tell = (name: string, pattern: string, value?: number): ToldValue => ({
  name,
  pattern: new RegExp(pattern, 'iu'),
  ...(value === undefined ? {} : { value }),
});
