import type { ApprovalFacts, RuleOffer } from '../base/approval.ts';
import type { Effect, EffectKind, Mode } from '../base/effects.ts';
import type { CallId } from '../base/ids.ts';
import type { Confinement } from '../base/sandbox.ts';

/** One call, as the policy judges it: what it would do, and all that its tool may ever do. */
export interface CallToJudge {
  readonly call: CallId;
  readonly tool: string;
  readonly effects: readonly Effect[];
  readonly effectKinds: readonly EffectKind[];
  readonly mode: Mode;
}

/** The policy's answer, with the words a person reads and the rule that gave it. */
export interface Decision {
  readonly verdict: 'allow' | 'ask' | 'deny';
  readonly reason: string;
  readonly rule: string;
  /** It is allowed because programs run behind these walls, so they run there or not at all. */
  readonly confinement?: Confinement;
  /** What a yes for the whole session would cover. Absent where each time is asked about. */
  readonly forSession?: { readonly covers: string; remember(): void };
  /** The narrowest rule that is worth saving, and how it is saved: it covers the same call from then on. */
  readonly asRule?: { readonly offer: RuleOffer; save(): Promise<void> };
  /** What else a person should know before they answer. */
  readonly facts?: Pick<ApprovalFacts, 'command' | 'cost' | 'changes' | 'code' | 'protection' | 'group'>;
}

/** The policy, as the loop knows it: `app` wires it to the policy room and to what the person approved so far. */
export type Judge = (call: CallToJudge) => Promise<Decision>;
