import type { Disposable } from '../base/disposables.ts';
import type { Effect, Mode } from '../base/effects.ts';
import type { Event } from '../base/events.ts';
import type { ApprovalId, CallId, RunId, SessionId, TurnId } from '../base/ids.ts';
import type { RequirePermit } from '../base/permit.ts';
import type { ToolDetail } from '../base/tool.ts';
import type { LanguageModel } from '../models/model.ts';
import type { ChatDelta, ChatSnapshot, MentionChip, TranscriptItem } from '../protocol/chat.ts';
import type { EnvironmentPlan } from '../runs/environment.ts';
import type { RunState } from '../runs/run.ts';
import type { LaunchRequest, Runs } from '../runs/runs.ts';
import type { ApprovalAnswer, ApprovalScope } from '../sessions/events.ts';
import type { FilesPort } from '../workspace/files.ts';

/** What a host (the editor or the command line) brings, so that one workspace's rooms can be put together. */
export interface WorkbenchHost {
  /** Shown in the log: `vscode 1.106.1`, `cli 0.1.0`. */
  readonly app: string;
  /** `$PRACTICUM_HOME`: sessions, rules, caches. */
  readonly home: string;
  /** Workspace folders, real paths; empty when no folder is open. */
  readonly roots: readonly string[];
  isTrusted(): boolean;
  /** The chosen model, made on first use. Throws PracticumError (`no-model`, `no-key`) with the next step. */
  model(): Promise<LanguageModel>;
  /** `provider/name` of the choice, or undefined when nothing is chosen yet. */
  modelLabel(): string | undefined;
  readonly onDidChangeModel: Event<void>;
  readonly mode: Mode;
  makeFiles(require: RequirePermit): FilesPort;
  /** Folder of the built program: `supervisor.js` lies there. */
  readonly dist: string;
  /** The Node program that can run the supervisor (`process.execPath`). */
  readonly node: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The interpreter that the person chose (setting or Python extension), if any. */
  interpreter(): Promise<string | undefined>;
  /** Chooses another one for this workspace, where the host can: an environment was made for it, and the choice before lacks the packages. */
  useInterpreter?(python: string): Promise<void>;
  log(level: 'info' | 'warn' | 'error', text: string): void;
}

/** A request that waits for a person. Toast, card, badge, status bar and terminal prompt are views of it. */
export interface PendingApproval {
  readonly id: ApprovalId;
  readonly session: SessionId;
  readonly call: CallId;
  readonly turn: TurnId;
  /** `Edit train.py`, `Run python train.py --lr 0.1`. */
  readonly title: string;
  readonly reason: string;
  readonly effects: readonly Effect[];
  readonly effectLines: readonly string[];
  /** What “for this session” would cover; absent where only once is offered. */
  readonly sessionScope?: string;
  readonly detail: ToolDetail | undefined;
}

export interface Approvals {
  readonly pending: readonly PendingApproval[];
  readonly onDidChange: Event<void>;
  /** The first answer anywhere wins; a later one is ignored and answers false. `by`: `notification`, `chat`, `command line`. */
  answer(id: ApprovalId, answer: ApprovalAnswer, scope: ApprovalScope, by: string, feedback?: string): Promise<boolean>;
}

/** The conversation that is open: the chat view's other side. */
export interface Chat {
  readonly session: SessionId;
  snapshot(): ChatSnapshot;
  /** At most 30 a second while something streams; `seq` counts up from the snapshot. */
  readonly onDidChange: Event<ChatDelta>;
  /** Another session took this one's place: take a new snapshot. */
  readonly onDidReset: Event<void>;
  /** Takes up what a reload or a crash interrupted: a question that waits, messages that are queued. */
  resume(): void;
  send(text: string, mentions: readonly MentionChip[]): Promise<void>;
  stop(): void;
  unqueue(id: string): Promise<void>;
  setMode(mode: Mode): Promise<void>;
  newSession(): Promise<void>;
  revertTurn(turn: string): Promise<void>;
  /** Sends the last message of a failed turn again. */
  retry(): Promise<void>;
  earlierItems(): { readonly items: readonly TranscriptItem[]; readonly earlier: number };
  /** The file before and after a turn's changes (undefined: it did not exist), for the diff editor. */
  changedFile(turn: string, path: string): Promise<{ readonly before: Uint8Array | undefined; readonly after: Uint8Array | undefined }>;
  /** The unified diff of a call's card, proposed or done, or undefined. */
  callDetail(call: string): ToolDetail | undefined;
}

/** What a workspace has without a conversation: its runs. */
export interface Bench extends Disposable {
  readonly host: WorkbenchHost;
  readonly runs: Runs;
  /** A click on ▶ Train: its own approval; refused only in an untrusted folder. */
  trainFromClick(request: Omit<LaunchRequest, 'origin'>): Promise<RunState>;
  stopRun(run: RunId): Promise<void>;
  /** The person agreed to this plan, whose size was said first. `onOutput` gets what pip prints. */
  installFromClick(plan: EnvironmentPlan, onOutput: (text: string) => void, signal: AbortSignal): Promise<void>;
}

export interface Workbench extends Bench {
  readonly chat: Chat;
  readonly approvals: Approvals;
  /** Writes down what is still in memory and lets another window have the session. What waits for a person keeps waiting. */
  close(): Promise<void>;
}
