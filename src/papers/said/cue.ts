/** A way of saying that what follows, or the whole clause or sentence, does not speak of what this paper did. */
export interface Cue {
  readonly pattern: RegExp;
  /** `match`: the words of the pattern alone. */
  readonly from: 'cue' | 'clause' | 'sentence' | 'match';
}
