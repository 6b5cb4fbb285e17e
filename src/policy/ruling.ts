export type Verdict = 'allow' | 'ask' | 'deny';

/** What one consideration says about one effect. */
export interface Ruling {
  readonly verdict: Verdict;
  /** A whole sentence, for a person. */
  readonly reason: string;
  /** `path.outside`, `shell.program`. */
  readonly rule: string;
  /** An ask that stays one: neither a rule of the person's, nor a grant, nor an approval for the session turns it into a yes. */
  readonly isFixed?: boolean;
  /** An ask that may be answered for the session. */
  readonly canBeRemembered?: boolean;
}
