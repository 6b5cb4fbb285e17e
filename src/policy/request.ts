import type { Effect, EffectKind, Mode } from '../base/effects.ts';
import type { GrantInForce } from './grant.ts';
import type { SessionApproval } from './remember.ts';
import type { Rule } from './rule.ts';
import type { PlaceRules } from './shellPlace.ts';

/** One tool call, and all that the answer depends on. */
export interface DecideRequest extends PlaceRules {
  /** What the call would do. */
  readonly effects: readonly Effect[];
  /** All kinds of effects that the tool may ever have, where that is known. */
  readonly effectKinds?: readonly EffectKind[];
  readonly mode: Mode;
  readonly isTrusted: boolean;
  /** What the person approved for this session. */
  readonly session: readonly SessionApproval[];
  /** The person's rules, and those of the workspace that only tighten. */
  readonly rules?: readonly Rule[];
  /** Services that the person has set up for looking things up; absent: none. As host patterns. */
  readonly lookupHosts?: readonly string[];
  /** The grant that is in force now. */
  readonly grant?: GrantInForce | undefined;
}
