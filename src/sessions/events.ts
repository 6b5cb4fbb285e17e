import type { Effect, Mode } from '../base/effects.ts';
import type { ApprovalId, BlobHash, CallId, EventId, MessageId, RunId, SessionId, TurnId } from '../base/ids.ts';
import type { StopReason, Usage } from '../base/messages.ts';
import type { PlanItem, ToolDetail } from '../base/tool.ts';

/** The version of the session log that this code writes. `docs/formats.md` is the contract. */
export const sessionLogVersion = 1;

/** A file, or a part of one, that the person attached to a message. Lines count from 1, both ends included. */
export interface Mention {
  readonly kind: 'file' | 'selection';
  /** Absolute. */
  readonly path: string;
  readonly firstLine?: number;
  readonly lastLine?: number;
  /** The text as it was when the message was sent (selections; for files only the path travels). */
  readonly text?: string;
}

/** Why a turn ended. `empty`: the model said nothing, which is a failure and never a silent success. */
export type TurnEnd = 'done' | 'stopped' | 'failed' | 'limit' | 'refused' | 'empty';
export type ToolOutcome = 'done' | 'failed' | 'rejected' | 'abandoned';
export type ApprovalAnswer = 'approve' | 'reject';
/** `call`: this once. `session`: effects like these until the session ends. */
export type ApprovalScope = 'call' | 'session';

/** What is logged. One record of everything: the model's context and the person's transcript are projections of it. */
export type SessionEventBody =
  | { readonly type: 'session.created'; readonly session: SessionId; readonly workspace: string; readonly app: string }
  | { readonly type: 'session.titled'; readonly title: string }
  | { readonly type: 'session.opened'; readonly recovered: boolean }
  | { readonly type: 'mode.changed'; readonly mode: Mode }
  | { readonly type: 'model.changed'; readonly model: string }
  | { readonly type: 'message.queued'; readonly message: MessageId; readonly text: string; readonly mentions: readonly Mention[] }
  | { readonly type: 'message.unqueued'; readonly message: MessageId }
  | {
      readonly type: 'turn.started';
      readonly turn: TurnId;
      readonly message: MessageId;
      readonly text: string;
      readonly mentions: readonly Mention[];
    }
  | {
      readonly type: 'turn.ended';
      readonly turn: TurnId;
      readonly end: TurnEnd;
      readonly code?: string;
      readonly message?: string;
      readonly hint?: string;
    }
  | { readonly type: 'response.started'; readonly turn: TurnId; readonly response: MessageId; readonly model: string }
  /** Streamed text, coalesced to about four events a second. */
  | { readonly type: 'response.text'; readonly response: MessageId; readonly text: string }
  | { readonly type: 'response.thinking'; readonly response: MessageId; readonly text: string; readonly signature?: string }
  | {
      readonly type: 'response.call';
      readonly response: MessageId;
      readonly call: CallId;
      readonly providerId: string;
      readonly name: string;
      readonly argumentsJson: string;
    }
  | { readonly type: 'response.ended'; readonly response: MessageId; readonly stop: StopReason; readonly usage: Usage }
  /** The stream broke: what was shown stays visible, marked, and is not sent back to the model. */
  | { readonly type: 'response.superseded'; readonly response: MessageId; readonly code: string; readonly message: string }
  | {
      readonly type: 'tool.proposed';
      readonly turn: TurnId;
      readonly call: CallId;
      readonly tool: string;
      readonly title: string;
      readonly effects: readonly Effect[];
      readonly detail?: ToolDetail;
    }
  | {
      readonly type: 'approval.asked';
      readonly approval: ApprovalId;
      readonly call: CallId;
      readonly turn: TurnId;
      readonly title: string;
      readonly reason: string;
      readonly effects: readonly Effect[];
      /** What a yes for the session would cover, in words; absent where only once is offered. */
      readonly sessionScope?: string;
    }
  | {
      readonly type: 'approval.answered';
      readonly approval: ApprovalId;
      readonly answer: ApprovalAnswer;
      readonly scope: ApprovalScope;
      readonly by: string;
      readonly feedback?: string;
    }
  | { readonly type: 'approval.withdrawn'; readonly approval: ApprovalId; readonly why: string }
  | { readonly type: 'tool.started'; readonly call: CallId }
  | {
      readonly type: 'tool.ended';
      readonly call: CallId;
      readonly outcome: ToolOutcome;
      readonly content: string;
      readonly blob?: BlobHash;
      readonly detail?: ToolDetail;
    }
  | { readonly type: 'plan.changed'; readonly turn: TurnId; readonly items: readonly PlanItem[] }
  /** One file as it was before and after an edit of this turn; missing blob: the file did not exist. */
  | {
      readonly type: 'file.changed';
      readonly turn: TurnId;
      readonly call: CallId;
      readonly path: string;
      readonly before?: BlobHash;
      readonly after?: BlobHash;
    }
  | { readonly type: 'turn.reverted'; readonly turn: TurnId; readonly restored: readonly string[]; readonly skipped: readonly string[] }
  | { readonly type: 'run.linked'; readonly turn: TurnId; readonly call: CallId; readonly run: RunId }
  | { readonly type: 'notice'; readonly level: 'info' | 'warning' | 'error'; readonly text: string; readonly code?: string };

export type SessionEventType = SessionEventBody['type'];
export type BodyOf<T extends SessionEventType> = Extract<SessionEventBody, { readonly type: T }>;

/** One line of the log. `parent` is the event before it on its branch; null only for the first. */
export type SessionEvent = SessionEventBody & {
  readonly v: number;
  readonly id: EventId;
  readonly parent: EventId | null;
  /** Milliseconds since 1970. */
  readonly atMs: number;
};

/** What the loop and the projections need of a log. Implemented by `sessions/log.ts`. */
export interface SessionLog {
  readonly session: SessionId;
  readonly events: readonly SessionEvent[];
  /** Redacted, then appended. `durable` waits for the disk: before an approval is acted on, a tool with effects runs, or money is promised. */
  append(body: SessionEventBody, durability?: 'buffered' | 'durable'): Promise<SessionEvent>;
  readonly onDidAppend: (listener: (event: SessionEvent) => void) => { dispose(): void };
  /** Text kept beside the log under its hash (outputs over 32 KB, file copies). */
  putBlob(bytes: Uint8Array): Promise<BlobHash>;
  getBlob(hash: BlobHash): Promise<Uint8Array>;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** All that work on a session needs of its log: to write down what happens. */
export type WorkLog = Pick<SessionLog, 'append'>;
