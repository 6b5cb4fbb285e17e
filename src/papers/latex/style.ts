import type { HiddenText } from '../../base/origin.ts';
import type { TextStyle } from '../inlines.ts';

/** Red, green and blue, each to 1. */
export type Colour = readonly [red: number, green: number, blue: number];

/** What a group can change of the words in it. */
export interface Style {
  readonly style?: TextStyle;
  /** Words that are not seen on the page. */
  readonly hidden?: HiddenText['kind'];
  /** Colours of the words and of what they stand on, where they are not black on white. */
  readonly letters?: Colour | 'unknown';
  readonly ground?: Colour | 'unknown';
  /** Rows of tables have grounds by turns. */
  readonly hasColouredRows?: boolean;
}

/** As a heading or a cell begins: in the usual letters, and as visible as what stands around it. */
export function plain({ style: _, ...rest }: Style): Style {
  return rest;
}

/** Where it was hidden in this way, it no longer is. */
export function shown({ hidden, ...rest }: Style, way: HiddenText['kind']): Style {
  return hidden === undefined || hidden === way ? rest : { ...rest, hidden };
}
