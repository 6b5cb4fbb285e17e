/** A value that was found, before the paper as a whole has its say on scopes. */
import type { StatedValue } from './said.ts';
import type { Occurrence } from './scopes.ts';

export interface Candidate extends Omit<StatedValue, 'address' | 'scope'> {
  readonly scope: readonly Occurrence[];
  /** The sentence says so: headings narrow nothing. */
  readonly isForAll?: true;
  /** For all models or methods: headings narrow it to a phase alone. */
  readonly isForModels?: true;
  /** Said of a variant or under a condition: not of the final system. */
  readonly isAside?: true;
  /** All of it, as it was read. */
  readonly sentence?: string;
  readonly anchor: string;
  readonly place: 'text' | 'footnote' | 'caption' | 'algorithm' | 'table';
  readonly headings: readonly string[];
}

/** What it was read in. */
export function sentenceOf({ sentence, quote }: Candidate): string {
  return sentence ?? quote;
}
