import type { Fact, FactSource } from './fact.ts';

/**
 * `waiting`: others work before it. `reporting`: its last call, without tools. `partial`: it could not go on, and says what it had found.
 * `stopped`: by the person, or with the program.
 */
export type ResearchState = 'waiting' | 'working' | 'reporting' | 'done' | 'partial' | 'stopped';

/** One thing that a sub-agent looked at. */
export interface ResearchLook {
  /** As the card of the call would say: `Read train.py`. */
  readonly title: string;
  /** Where a person can look at the same. */
  readonly source?: FactSource;
  readonly isFailed?: true;
}

/** Something that a sub-agent reported and that cannot be presented as found. */
export interface NotBacked {
  readonly text: string;
  /** As the sub-agent wrote it. */
  readonly source?: string;
  readonly why: string;
}

/** One sub-agent, as a person follows it and as its log tells of it afterwards. */
export interface ResearchAgent {
  /** Of its log. */
  readonly id: string;
  readonly question: string;
  readonly state: ResearchState;
  /** What it does now; empty when nothing. */
  readonly step: string;
  /** Why it reports only a part, or why what it wrote had to be mended. */
  readonly notes: readonly string[];
  readonly calls: number;
  /** In and out, of all its requests. */
  readonly tokens: number;
  /** Undefined where nothing of it costs money that is known. */
  readonly usd?: number;
  readonly looks: readonly ResearchLook[];
  /** How many looks before these are left out. */
  readonly earlierLooks: number;
  /** Each was shown by a result that the sub-agent read. */
  readonly facts: readonly Fact[];
  readonly notBacked: readonly NotBacked[];
  /** What it did not find out. */
  readonly open: readonly string[];
}
