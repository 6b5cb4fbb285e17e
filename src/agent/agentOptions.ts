import type { Clock } from '../base/clock.ts';
import type { Mode } from '../base/effects.ts';
import type { PermitAuthority } from '../base/permit.ts';
import type { Tool } from '../base/tool.ts';
import type { Effort, LanguageModel } from '../models/model.ts';
import type { ModelRole } from '../models/roles.ts';
import type { InstructionFile, SessionLog } from '../sessions/events.ts';
import type { ApprovalBroker } from './broker.ts';
import type { Budget } from './budget.ts';
import type { Judge } from './decision.ts';
import type { Limits } from './turn.ts';

/** What one conversation is made of. What is a function is asked anew each time. */
export interface AgentOptions {
  readonly log: SessionLog;
  readonly broker: ApprovalBroker;
  readonly permits: PermitAuthority;
  readonly judge: Judge;
  /** All there are now, always in the same order: what comes later stands behind what was there. */
  tools(): readonly Tool[];
  readonly clock: Clock;
  readonly mode: Mode;
  isTrusted(): boolean;
  model(role?: ModelRole): Promise<LanguageModel>;
  /** How much reasoning is wanted now. */
  effort?(): Effort | undefined;
  /** Goes on while the main model's service is down, once the person has agreed; absent or undefined: none does. */
  fallbackModel?(): Promise<LanguageModel | undefined>;
  /** Whether a tool of the session has pictures described for a model that does not see; absent: none. */
  hasEyes?(): boolean;
  /** The same for the whole session: no mode, no time, nothing that changes. */
  system(): string;
  /** What the workspace asks of every agent, as it is now; nothing where it is not trusted. */
  instructions(): Promise<readonly InstructionFile[]>;
  /** As the settings are now. */
  limits(): Limits;
  /** What may be done without asking while the person is away, in words; absent or undefined: nothing more than the mode says. */
  granted?(): string | undefined;
  /** How long a question may hold up the work before that goes on without it; absent or undefined: for as long as it takes. */
  patienceMs?(): number | undefined;
  /** Absent: no model costs anything. */
  readonly budget?: Pick<Budget, 'promise' | 'raise'>;
}
