import type { CapsChange } from '../base/capsChange.ts';
import type { Clock } from '../base/clock.ts';
import type { Mode } from '../base/effects.ts';
import type { CallId, TurnId } from '../base/ids.ts';
import type { PermitAuthority } from '../base/permit.ts';
import type { Tool, ToolDetail } from '../base/tool.ts';
import type { WorkLog } from '../sessions/events.ts';
import type { ApprovalBroker } from './broker.ts';
import type { Judge } from './decision.ts';

/** What is the same for all calls of one response. */
export interface CallWork {
  readonly log: WorkLog;
  readonly broker: ApprovalBroker;
  readonly judge: Judge;
  readonly permits: PermitAuthority;
  readonly clock: Clock;
  readonly tools: readonly Tool[];
  readonly turn: TurnId;
  readonly signal: AbortSignal;
  /** Aborts when the person has said something that goes before a call which only waits. */
  readonly called: AbortSignal;
  /** The calls whose card says already what they would do, where that is nothing but their effects. */
  readonly proposed: Set<CallId>;
  /** As it is now: the person may switch while the call waits. */
  mode(): Mode;
  /** How long a question may hold up the work before that goes on without it; undefined: for as long as it takes. */
  patienceMs(): number | undefined;
  /** The person's word on money, given after the work had gone on. */
  raiseCaps(change: CapsChange): Promise<void>;
  /** Why a call that has not begun is not to begin any more, if it is not. */
  skip(): string | undefined;
  onProgress(call: CallId, text: string): void;
  /** See ToolCall.show. */
  onShow?(call: CallId, detail: ToolDetail): void;
  /** The call now waits for a person, runs under this title, or does neither. */
  onPhase(call: CallId, phase: 'waiting' | 'running' | 'neither', title: string): void;
}
