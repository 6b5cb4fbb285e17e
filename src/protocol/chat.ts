import type { Effect, Mode } from '../base/effects.ts';
import type { PlanItem, ToolDetail } from '../base/tool.ts';

/** The protocol of the chat view. The host validates what arrives with `chatMessageSchema` (protocol/chatSchema.ts). */

export type ChatStatus = 'idle' | 'streaming' | 'waiting' | 'running' | 'stopping';
export type ToolCardState = 'proposed' | 'asked' | 'running' | 'done' | 'failed' | 'rejected' | 'abandoned';

export interface MentionChip {
  readonly kind: 'file' | 'selection';
  /** Workspace-relative where it can be. */
  readonly label: string;
  readonly path: string;
  readonly firstLine?: number;
  readonly lastLine?: number;
}

export interface ApprovalCard {
  readonly id: string;
  readonly title: string;
  /** Why the policy asks, in words. */
  readonly reason: string;
  readonly effects: readonly Effect[];
  /** One line per effect, as the person should read it. */
  readonly effectLines: readonly string[];
  /** What “for this session” would cover; absent where only once is offered. */
  readonly sessionScope?: string;
}

export type TranscriptItem =
  | { readonly kind: 'user'; readonly id: string; readonly text: string; readonly mentions: readonly MentionChip[]; readonly atMs: number }
  | {
      readonly kind: 'assistant';
      readonly id: string;
      readonly markdown: string;
      readonly isStreaming: boolean;
      readonly superseded?: string;
    }
  | { readonly kind: 'thinking'; readonly id: string; readonly text: string; readonly isStreaming: boolean }
  | {
      readonly kind: 'tool';
      readonly id: string;
      readonly tool: string;
      readonly title: string;
      readonly state: ToolCardState;
      /** Output so far, or the whole of it, bounded for the view. */
      readonly output: string;
      readonly detail?: ToolDetail;
      readonly approval?: ApprovalCard;
      /** Said with the rejection, or the error's next step. */
      readonly note?: string;
      readonly durationMs?: number;
    }
  | {
      readonly kind: 'notice';
      readonly id: string;
      readonly level: 'info' | 'warning' | 'error';
      readonly text: string;
      /** The next steps, the first one first. */
      readonly actions?: readonly NoticeAction[];
    }
  /** Stands after a turn that changed files. */
  | {
      readonly kind: 'changes';
      readonly id: string;
      readonly turn: string;
      readonly files: readonly ChangedFile[];
      readonly isReverted: boolean;
      readonly note?: string;
    };

export interface NoticeAction {
  readonly label: string;
  readonly command: 'setKey' | 'chooseModel' | 'openFolder' | 'manageTrust' | 'retry';
}

export interface ChangedFile {
  readonly path: string;
  readonly label: string;
  readonly added: number;
  readonly removed: number;
}

export interface QueuedMessage {
  readonly id: string;
  readonly text: string;
}

/** Everything around the transcript. Small, so that it is always sent whole. */
export interface ChatHead {
  readonly title: string;
  readonly status: ChatStatus;
  /** What the agent does right now, for the status line: `Waiting for you`, `Running train.py`. */
  readonly activity: string;
  readonly mode: Mode;
  readonly model: string | undefined;
  readonly queue: readonly QueuedMessage[];
  readonly plan: readonly PlanItem[];
  readonly pendingApprovals: number;
  readonly workspace: { readonly name: string | undefined; readonly isTrusted: boolean };
}

export interface ChatSnapshot {
  readonly type: 'snapshot';
  readonly seq: number;
  readonly session: string;
  readonly head: ChatHead;
  readonly items: readonly TranscriptItem[];
  /** Items before these that were left out of the snapshot; `loadEarlier` brings them. */
  readonly earlier: number;
}

export type ChatOp =
  | { readonly op: 'head'; readonly head: ChatHead }
  | { readonly op: 'add'; readonly item: TranscriptItem }
  | { readonly op: 'replace'; readonly item: TranscriptItem }
  /** Appends to an assistant or thinking item. */
  | { readonly op: 'text'; readonly id: string; readonly text: string };

/** `seq` of the first delta after a snapshot is the snapshot's `seq` + 1, and so on. At most 30 messages a second. */
export interface ChatDelta {
  readonly type: 'delta';
  readonly seq: number;
  readonly ops: readonly ChatOp[];
}

/** Text or a chip put into the composer by the editor (right-click, selection command). The draft is kept. */
export interface ComposeEvent {
  readonly type: 'compose';
  readonly text: string;
  readonly mentions: readonly MentionChip[];
  readonly focus: boolean;
}

export interface MentionCandidates {
  readonly type: 'mentionCandidates';
  readonly query: string;
  readonly candidates: readonly MentionChip[];
}

export interface EarlierItems {
  readonly type: 'earlierItems';
  readonly items: readonly TranscriptItem[];
  readonly earlier: number;
}

export type HostToChat = ChatSnapshot | ChatDelta | ComposeEvent | MentionCandidates | EarlierItems;

export type ChatToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'send'; readonly text: string; readonly mentions: readonly MentionChip[] }
  | { readonly type: 'stop' }
  | { readonly type: 'unqueue'; readonly id: string }
  | {
      readonly type: 'answer';
      readonly approval: string;
      readonly answer: 'approve' | 'reject';
      readonly scope: 'call' | 'session';
      readonly feedback?: string;
    }
  | { readonly type: 'setMode'; readonly mode: Mode }
  | { readonly type: 'chooseModel' }
  | { readonly type: 'newSession' }
  | { readonly type: 'findMentions'; readonly query: string }
  | { readonly type: 'addSelection' }
  | { readonly type: 'loadEarlier' }
  | { readonly type: 'revertTurn'; readonly turn: string }
  | { readonly type: 'openDiff'; readonly turn: string; readonly path: string }
  /** A tool card's diff, also while it is only proposed. */
  | { readonly type: 'openCallDiff'; readonly call: string }
  | { readonly type: 'openFile'; readonly path: string; readonly line?: number }
  | { readonly type: 'openRun'; readonly run: string }
  | { readonly type: 'openLink'; readonly url: string }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'noticeAction'; readonly command: NoticeAction['command'] };

/** What the webview keeps across a reload of the window: drafts and where it stood, nothing that the host owns. */
export interface ChatViewState {
  readonly draft: string;
  readonly mentions: readonly MentionChip[];
  readonly scrollTop: number | 'end';
  /** The item at the top edge and how far it reaches above it: right even when the items before it have other heights after a reload. */
  readonly anchor?: { readonly item: string; readonly offsetPx: number };
  readonly expanded: readonly string[];
}
