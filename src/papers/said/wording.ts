/** How the name of a value is written. */

export interface Wording {
  readonly name: string;
  /** The value, as it is called; `$&`: as it is written, `$1`: the first group of it. */
  readonly value: string;
  readonly pattern: RegExp;
}

export const one = (name: string, value: string, pattern: string): Wording => ({ name, value, pattern: new RegExp(pattern, 'giu') });
export const exactly = (name: string, value: string, pattern: string): Wording => ({ name, value, pattern: new RegExp(pattern, 'gu') });
