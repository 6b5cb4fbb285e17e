import type { ApprovalFacts } from '../base/approval.ts';
import type { Mode, SpendKind } from '../base/effects.ts';
import type { HiddenText, Origin } from '../base/origin.ts';
import type { Picture } from '../base/picture.ts';
import type { PlanItem, ToolDetail } from '../base/tool.ts';
import type { ContextUsage } from '../base/usage.ts';
import type { PictureToChat, PictureToHost } from './chatPictures.ts';

/** The protocol of the chat view. The host validates what arrives with `chatMessageSchema` (protocol/chatSchema.ts). */

export type ChatStatus = 'idle' | 'streaming' | 'waiting' | 'running' | 'compacting' | 'stopping';
/** A message that comes while the agent works: at the next safe point of the turn, or after it. */
export type Delivery = 'steer' | 'queue';
export type ToolCardState = 'proposed' | 'asked' | 'running' | 'done' | 'failed' | 'rejected' | 'abandoned';

export interface MentionChip {
  readonly kind: 'file' | 'selection' | 'paper' | 'picture' | 'resource' | 'prompt';
  /** Workspace-relative where it can be. */
  readonly label: string;
  /** Of a paper: the address in it. Of a server's resource: its URI, a space, and the server. */
  readonly path: string;
  /** Of a paper: what stands there, as it was shown. Of a prompt: what it stands for, or, where one is chosen, what it does. */
  readonly text?: string;
  readonly firstLine?: number;
  readonly lastLine?: number;
  /** Of a picture: as it is kept. Its path is absolute where it is a file. */
  readonly picture?: Picture;
}

export interface ApprovalCard extends ApprovalFacts {
  readonly id: string;
  readonly title: string;
  /** One line per effect, as the person should read it. */
  readonly effectLines: readonly string[];
}

export type TranscriptItem =
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly text: string;
      readonly mentions: readonly MentionChip[];
      readonly atMs: number;
      /** It began this turn; absent for a message that was delivered in the middle of one. */
      readonly turn?: string;
    }
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
      /** Output and detail were left in the log; `loadOutput` brings them. */
      readonly isCold?: boolean;
      /** Why nobody was asked, where it did more than look: the rule's reason. */
      readonly allowed?: string;
      /** Whose words the output holds, and what of them a reader of the original would not have seen. */
      readonly origin?: Origin;
      readonly hidden?: readonly HiddenText[];
      readonly pictures?: readonly Picture[];
    }
  /** The loop spoke to the model in its own voice: a guard, a reminder. */
  | { readonly kind: 'hint'; readonly id: string; readonly title: string; readonly text: string }
  /** Older parts of the conversation were left out of what the model sees, or summarised. The transcript keeps them. */
  | { readonly kind: 'context'; readonly id: string; readonly title: string; readonly summary?: string }
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

export type UserItem = Extract<TranscriptItem, { readonly kind: 'user' }>;

export interface NoticeAction {
  readonly label: string;
  readonly command: 'setKey' | 'chooseModel' | 'openFolder' | 'manageTrust' | 'retry' | 'goOn';
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
  readonly delivery: Delivery;
}

/** What was spent and promised in this session, in US dollars. */
export interface SpendHead {
  readonly spentUsd: number;
  /** Of it, what nobody but us says: a service did not say what it took. */
  readonly estimatedUsd: number;
  readonly promisedUsd: number;
  /** The tightest cap that is in force, and what it is for; absent where there is none. */
  readonly cap?: { readonly usd: number; readonly of: 'session' | 'day' | 'grant' };
  readonly byKind: readonly { readonly kind: SpendKind; readonly usd: number }[];
  /** Requests to models whose price is not known, and to the editor's own: counted, not priced. */
  readonly unpricedRequests: number;
  readonly unpricedTokens: number;
}

/** The grant that is in force. */
export interface GrantHead {
  readonly id: string;
  readonly endsAtMs: number;
  /** What it allows, a line each. */
  readonly lines: readonly string[];
  /** What protection is really in force: `Commands run in bubblewrap: …`. */
  readonly protection: string;
}

/** What a form for a new grant begins with. */
export interface GrantDraft {
  readonly hours: number;
  readonly usd: number;
  readonly targets: readonly string[];
  /** As they are shown: the workspace folders. */
  readonly folders: readonly string[];
  readonly hosts: readonly string[];
  readonly code: 'sandboxed' | 'approved';
}

/** Opens the form for a grant, with what stands in it and what protection it can have here. */
export interface GrantForm {
  readonly type: 'grantForm';
  readonly draft: GrantDraft;
  /** Where runs can execute here, to choose from. */
  readonly targets: readonly { readonly place: string; readonly text: string }[];
  readonly protection: string;
  /** Without a sandbox only code that was approved may run unattended. */
  readonly canSandbox: boolean;
  /** Why the draft could not be signed as it is. */
  readonly problem?: string;
}

export type ExportFormat = 'markdown' | 'json' | 'claude-code' | 'messages';
export type RestoreWhat = 'files' | 'conversation' | 'both';

/** A row of the list of sessions. */
export interface SessionRow {
  readonly session: string;
  readonly title: string;
  readonly lastActiveMs: number;
  readonly messages: number;
  readonly pendingApprovals: number;
  readonly isOpen: boolean;
  readonly isWorking: boolean;
  /** Who else holds it: `vscode 1.106.1`; it can be read then, not written. */
  readonly heldBy?: string;
  /** Where the query was found, with the text around it. */
  readonly match?: string;
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
  /** Undefined before the first response. */
  readonly usage: ContextUsage | undefined;
  readonly spend: SpendHead;
  readonly grant: GrantHead | undefined;
  /** Other sessions of this window that work or wait for an answer. */
  readonly elsewhere: { readonly working: number; readonly waiting: number };
  /** What Enter does while the agent works; the other one is a key away. */
  readonly delivery: Delivery;
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

/** The answer to `listSessions`, and what follows when the list changes. */
export interface SessionsList {
  readonly type: 'sessions';
  readonly query: string;
  readonly sessions: readonly SessionRow[];
  /** Deleted a moment ago and not gone yet: can be brought back. */
  readonly deleted?: { readonly session: string; readonly title: string };
}

/** The editor's own button or command asks for the list of sessions. */
export interface ShowSessions {
  readonly type: 'showSessions';
}

/** A short tone: somebody is waited for, and wants to hear of it. */
export interface PlayTone {
  readonly type: 'tone';
}

/** A picture that the page handed over is kept: its chip. */
export interface PictureAdded {
  readonly type: 'pictureAdded';
  /** Of `addPicture`, or the path of `readPicture`. */
  readonly id: string;
  readonly chip: MentionChip;
}

export type HostToChat =
  | PictureAdded
  | PictureToChat
  | PlayTone
  | ChatSnapshot
  | ChatDelta
  | ComposeEvent
  | MentionCandidates
  | EarlierItems
  | SessionsList
  | ShowSessions
  | GrantForm;

export type ChatToHost =
  | { readonly type: 'ready' }
  /** `delivery` counts while the agent works; absent: as the setting says. */
  | { readonly type: 'send'; readonly text: string; readonly mentions: readonly MentionChip[]; readonly delivery?: Delivery }
  /** A queued message is to be delivered at the next safe point. */
  | { readonly type: 'sendNow'; readonly id: string }
  /** Rewinds to before this message and sends the text in its place. */
  | { readonly type: 'editMessage'; readonly message: string; readonly text: string; readonly mentions: readonly MentionChip[] }
  /** Rewinds to before this message and sends it again. */
  | { readonly type: 'regenerate'; readonly message: string }
  /** A new session that begins with everything before this message, which stands in its composer. */
  | { readonly type: 'fork'; readonly message: string }
  /** Back to before this message: the files, the conversation, or both. */
  | { readonly type: 'restore'; readonly message: string; readonly what: RestoreWhat }
  | { readonly type: 'listSessions'; readonly query: string }
  /** The list is closed: nobody needs to hear of its changes any more. */
  | { readonly type: 'leaveSessions' }
  | { readonly type: 'openSession'; readonly session: string }
  | { readonly type: 'renameSession'; readonly session: string; readonly title: string }
  | { readonly type: 'deleteSession'; readonly session: string }
  | { readonly type: 'undeleteSession'; readonly session: string }
  | { readonly type: 'exportSession'; readonly session: string; readonly format: ExportFormat }
  | { readonly type: 'loadOutput'; readonly call: string }
  | { readonly type: 'stop' }
  | { readonly type: 'unqueue'; readonly id: string }
  | {
      readonly type: 'answer';
      /** One request, or all of one card. */
      readonly approvals: readonly string[];
      readonly answer: 'approve' | 'reject';
      readonly scope: 'call' | 'session' | 'rule';
      readonly feedback?: string;
      /** What is to run in place of what was proposed; only with one request. */
      readonly script?: string;
    }
  /** Asks for the form of a grant. */
  | { readonly type: 'openGrantForm' }
  | { readonly type: 'signGrant'; readonly draft: GrantDraft }
  | { readonly type: 'revokeGrant' }
  /** Where the caps, the rules and what was spent are shown. */
  | { readonly type: 'showSpending' }
  | { readonly type: 'setMode'; readonly mode: Mode }
  | { readonly type: 'chooseModel' }
  | { readonly type: 'newSession' }
  | { readonly type: 'findMentions'; readonly query: string }
  /** Without the slash. Answered as `mentionCandidates` with it. */
  | { readonly type: 'findCommands'; readonly query: string }
  | { readonly type: 'addSelection' }
  | PictureToHost
  | { readonly type: 'loadEarlier' }
  | { readonly type: 'revertTurn'; readonly turn: string }
  | { readonly type: 'openDiff'; readonly turn: string; readonly path: string }
  /** A tool card's diff, also while it is only proposed. */
  | { readonly type: 'openCallDiff'; readonly call: string }
  | { readonly type: 'openFile'; readonly path: string; readonly line?: number }
  | { readonly type: 'openRun'; readonly run: string }
  | { readonly type: 'openLink'; readonly url: string }
  /** By its address, with or without a place in it. */
  | { readonly type: 'openPaper'; readonly address: string }
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
  readonly answers: readonly UnsentAnswer[];
}

/** What was written into the card of a request and not sent. */
export interface UnsentAnswer {
  readonly card: string;
  readonly feedback: string;
  /** Absent: the script is as it was proposed. */
  readonly script?: string;
}
