import type { ApprovalFacts } from '../base/approval.ts';
import type { Effect, Mode } from '../base/effects.ts';
import type { Grant } from '../base/grant.ts';
import type { ApprovalId, BlobHash, CallId, EventId, GrantId, MessageId, RunId, SessionId, TurnId } from '../base/ids.ts';
import type { ImagePart, StopReason, Usage } from '../base/messages.ts';
import type { HiddenText, Origin } from '../base/origin.ts';
import type { Picture } from '../base/picture.ts';
import type { SandboxChange } from '../base/sandboxChange.ts';
import type { PlanItem, ToolDetail } from '../base/tool.ts';

/** The version of the session log that this code writes. `docs/formats.md` is the contract. */
export const sessionLogVersion = 1;

/** A file, or a part of one or of a paper, that the person attached to a message. Lines count from 1, both ends included. */
export interface Mention {
  readonly kind: 'file' | 'selection' | 'paper' | 'resource' | 'prompt';
  /** Absolute; of a paper the address; of a server's resource its URI, a space, and the server; of a prompt the command as it was typed: `/review`. */
  readonly path: string;
  readonly firstLine?: number;
  readonly lastLine?: number;
  /** The text as it was when the message was sent (selections and papers; for files only the path travels). */
  readonly text?: string;
  /** Of a prompt: whose words the text holds, where they are not the person's own or their workspace's. */
  readonly origin?: Origin;
  /** Of a file that is a picture: the model sees it. What was pasted has its name for a path. */
  readonly picture?: Picture;
}

/**
 * Why a turn ended. `empty`: the model said nothing, which is a failure and never a silent success. `stuck`: a guard stopped work that went
 * round in circles; `limit`: the request has had all the responses, or attempts, that it may have.
 */
export type TurnEnd = 'done' | 'stopped' | 'failed' | 'limit' | 'refused' | 'empty' | 'stuck';
export type ToolOutcome = 'done' | 'failed' | 'rejected' | 'abandoned';
export type ApprovalAnswer = 'approve' | 'reject';
/** `call`: this once. `session`: effects like these until the session ends. `rule`: the offered rule is saved. */
export type ApprovalScope = 'call' | 'session' | 'rule';
/** When a message that comes while the agent works is delivered: at the next safe point of the turn, or after it. */
export type Delivery = 'steer' | 'queue';
/** What made the loop speak to the model in its own voice. */
export type HintKind = 'identical' | 'cycle' | 'edits' | 'arguments' | 'plan' | 'attempts';

/** The rule of the policy that let a call pass, and its reason in words. */
export interface Allowed {
  readonly rule: string;
  readonly reason: string;
}

/** A file of instructions as it was read: `AGENTS.md`, or the project's memory. */
export interface InstructionFile {
  /** Absolute. */
  readonly path: string;
  /** Bounded; what was left out is said in it. */
  readonly text: string;
}

/** What came of a call. */
interface CallOutcome {
  readonly call: CallId;
  readonly outcome: ToolOutcome;
  readonly content: string;
  /** Of the failure, where the call failed with one that has a code: `bad-arguments`. */
  readonly code?: string;
  /** The whole result, where `content` is a part of it. */
  readonly blob?: BlobHash;
  /** The whole result, handed to `append`, which keeps it as the blob. Never written itself. */
  readonly full?: string;
  readonly detail?: ToolDetail;
  readonly pictures?: readonly Picture[];
  /** The pictures themselves, handed to `append`, which keeps them as blobs. Never written. */
  readonly images?: readonly ImagePart[];
  /** Whose words the content holds. */
  readonly origin?: Origin;
  /** What of it a reader of the original would not have seen. */
  readonly hidden?: readonly HiddenText[];
}

/** What is logged. One record of everything: the model's context and the person's transcript are projections of it. */
export type SessionEventBody =
  | {
      readonly type: 'session.created';
      readonly session: SessionId;
      readonly workspace: string;
      readonly app: string;
      /** The session that this one was forked from, and the last event that both share. */
      readonly forkedFrom?: { readonly session: SessionId; readonly event: EventId };
      /** It is the log of a sub-agent: which call sent it out, and for what. */
      readonly childOf?: { readonly session: SessionId; readonly call: CallId; readonly question: string };
    }
  | { readonly type: 'session.titled'; readonly title: string }
  | { readonly type: 'session.opened'; readonly recovered: boolean }
  | { readonly type: 'mode.changed'; readonly mode: Mode }
  | { readonly type: 'model.changed'; readonly model: string }
  /**
   * The conversation goes on from before this turn: the turn and what follows it are on another branch now, and stay in the file.
   * `parent` of this event is the event before the turn.
   */
  | { readonly type: 'session.rewound'; readonly turn: TurnId; readonly to: EventId }
  | {
      readonly type: 'message.queued';
      readonly message: MessageId;
      readonly text: string;
      readonly mentions: readonly Mention[];
      /** Missing: `queue`. */
      readonly delivery?: Delivery;
    }
  /** A queued message is to be delivered at the next safe point after all. */
  | { readonly type: 'message.hurried'; readonly message: MessageId }
  | { readonly type: 'message.unqueued'; readonly message: MessageId }
  /** Delivered in the middle of a turn, behind the results of the calls before it. */
  | {
      readonly type: 'message.steered';
      readonly turn: TurnId;
      readonly message: MessageId;
      readonly text: string;
      readonly mentions: readonly Mention[];
    }
  /** What the loop adds to the person's message for the model: mode and trust. Logged when it is new or has changed; not shown. */
  | { readonly type: 'turn.noted'; readonly turn: TurnId; readonly text: string }
  /** What the workspace asks of every agent, as read before this turn. Logged when it is new or has changed. */
  | { readonly type: 'instructions.read'; readonly turn: TurnId; readonly files: readonly InstructionFile[] }
  /** Said to the model in the loop's own voice; the person sees it as a card. */
  | { readonly type: 'hint.given'; readonly turn: TurnId; readonly hint: HintKind; readonly text: string }
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
      /** What was tried and what came of it, as Markdown: said by the loop from the log, not by the model. */
      readonly account?: string;
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
  | {
      readonly type: 'response.superseded';
      readonly response: MessageId;
      readonly code: string;
      readonly message: string;
      /** How long the answer might have been, where the request was refused as too long: that may have been what was too much. */
      readonly answerTokens?: number;
    }
  | {
      readonly type: 'tool.proposed';
      readonly turn: TurnId;
      readonly call: CallId;
      readonly tool: string;
      readonly title: string;
      readonly effects: readonly Effect[];
      readonly detail?: ToolDetail;
    }
  | (ApprovalFacts & {
      readonly type: 'approval.asked';
      readonly approval: ApprovalId;
      readonly call: CallId;
      readonly turn: TurnId;
      readonly title: string;
    })
  | {
      readonly type: 'approval.answered';
      readonly approval: ApprovalId;
      readonly answer: ApprovalAnswer;
      readonly scope: ApprovalScope;
      readonly by: string;
      readonly feedback?: string;
      /** The person changed the call before approving it: these arguments are what runs. */
      readonly argumentsJson?: string;
    }
  | { readonly type: 'approval.withdrawn'; readonly approval: ApprovalId; readonly why: string }
  /** Under a grant nobody answered in time: the question goes on waiting, and the work goes on without it. Its call's end says so to the model. */
  | { readonly type: 'approval.postponed'; readonly approval: ApprovalId; readonly call: CallId }
  /** What came of a call whose question was answered after the work had gone on: told to the model behind what it knows by then. */
  | ({ readonly type: 'call.settled' } & CallOutcome)
  /** `allowed`: why nobody was asked, where it does more than look. */
  | { readonly type: 'tool.started'; readonly call: CallId; readonly allowed?: Allowed }
  | ({
      readonly type: 'tool.ended';
      /** `content` and `detail` were left in the file, because the context no longer holds them: `SessionLog.recall` brings them. Never written. */
      readonly isCold?: true;
    } & CallOutcome)
  /** The results of these calls are a pointer from here on: the model can read them again by call id. Tokens of the whole request. */
  | {
      readonly type: 'context.pruned';
      readonly turn: TurnId;
      readonly calls: readonly CallId[];
      /** How long each of these results was. */
      readonly chars: readonly number[];
      /** What the model wrote down from them before; empty when nothing was worth it, or could be had. */
      readonly notes: string;
      readonly usage: Usage;
      readonly tokensBefore: number;
      readonly tokensAfter: number;
    }
  /**
   * What the model sees from here on: the first request, this summary, the state of the work (a fold over the log up to here), the current
   * request, and everything from `keepFrom` on: the first event that is kept, absent when nothing before this event is.
   */
  | {
      readonly type: 'context.compacted';
      readonly turn: TurnId;
      /** Empty when nothing had to be summarised, only shortened. */
      readonly summary: string;
      /** The work as it stood, for the model: request, plan, edited files, runs, decisions, spending. Empty when there is nothing to say. */
      readonly state: string;
      readonly keepFrom?: EventId;
      /** Messages that are kept and were too large: the model sees a note in their place. Named by the event that began them. */
      readonly shortened?: readonly EventId[];
      readonly model: string;
      readonly usage: Usage;
      readonly tokensBefore: number;
      readonly tokensAfter: number;
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
  /** The changes of these turns were taken back. `skipped`: left alone, because changed since by somebody else. */
  | {
      readonly type: 'files.restored';
      readonly turns: readonly TurnId[];
      readonly restored: readonly string[];
      readonly skipped: readonly string[];
    }
  /**
   * The person lets the agent work unattended, within these bounds. The newest one that is neither over nor revoked counts, whatever branch
   * it is on, and only in the session that it was signed for: a copy of the log does not inherit it.
   */
  | { readonly type: 'grant.signed'; readonly session: SessionId; readonly grant: Grant; readonly by: string }
  | { readonly type: 'grant.revoked'; readonly grant: GrantId; readonly by: string }
  | { readonly type: 'run.linked'; readonly turn: TurnId; readonly call: CallId; readonly run: RunId }
  | ({ readonly type: 'sandbox.changed' } & SandboxChange)
  | { readonly type: 'notice'; readonly level: 'info' | 'warning' | 'error'; readonly text: string; readonly code?: string };

export type SessionEventType = SessionEventBody['type'];
export type BodyOf<T extends SessionEventType> = Extract<SessionEventBody, { readonly type: T }>;
/** What came of a call: at once, or after its request had been postponed. */
export type EndOfCall = BodyOf<'tool.ended' | 'call.settled'>;

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
  /** All of them, in the order in which they were written. */
  readonly events: readonly SessionEvent[];
  /** Those that the conversation consists of now: the newest event and its parents. The same as `events` until something is rewound. */
  readonly branch: readonly SessionEvent[];
  /** Redacted, then appended. `durable` waits for the disk: before an approval is acted on, a tool with effects runs, or money is promised. */
  append(body: SessionEventBody, durability?: 'buffered' | 'durable'): Promise<SessionEvent>;
  readonly onDidAppend: (listener: (event: SessionEvent) => void) => { dispose(): void };
  /** The whole event of a call's end, whatever memory still holds of it; undefined when there is none. */
  recall(call: CallId): Promise<EndOfCall | undefined>;
  /** Text kept beside the log under its hash (outputs over 32 KB, file copies). */
  putBlob(bytes: Uint8Array): Promise<BlobHash>;
  getBlob(hash: BlobHash): Promise<Uint8Array>;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** All that work on a session needs of its log: to write down what happens. */
export type WorkLog = Pick<SessionLog, 'append'>;
