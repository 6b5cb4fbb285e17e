import type { ApprovalFacts } from '../base/approval.ts';
import type { Disposable } from '../base/disposables.ts';
import type { Effect, Mode } from '../base/effects.ts';
import type { Event } from '../base/events.ts';
import type { ApprovalId, CallId, RunId, SessionId, TurnId } from '../base/ids.ts';
import type { ImagePart } from '../base/messages.ts';
import type { Origin } from '../base/origin.ts';
import type { Paid } from '../base/paid.ts';
import type { RequirePermit } from '../base/permit.ts';
import type { SandboxStatus } from '../base/sandbox.ts';
import type { Tool, ToolDetail } from '../base/tool.ts';
import type { HubHost } from '../hub/door.ts';
import type { Standing } from '../ledger/standing.ts';
import type { McpDesk, McpHost } from '../mcp/desk.ts';
import type { Effort, LanguageModel } from '../models/model.ts';
import type { ModelRole } from '../models/roles.ts';
import type { PapersHost } from '../papers/door.ts';
import type {
  ChatDelta,
  ChatSnapshot,
  Delivery,
  ExportFormat,
  GrantDraft,
  GrantForm,
  GrantHead,
  MentionChip,
  RestoreWhat,
  SessionRow,
  TranscriptItem,
} from '../protocol/chat.ts';
import type { AdoptRequest } from '../runs/adopt.ts';
import type { EnvironmentPlan } from '../runs/environment.ts';
import type { LaunchRequest } from '../runs/launchRequest.ts';
import type { PublishPlan } from '../runs/publish/plan.ts';
import type { PublishWish } from '../runs/publish/prepare.ts';
import type { Published } from '../runs/publish/publish.ts';
import type { RunState } from '../runs/run.ts';
import type { RunSettings } from '../runs/runSettings.ts';
import type { AdoptJobRequest } from '../runs/runStarts.ts';
import type { Runs } from '../runs/runs.ts';
import type { SandboxRow } from '../runs/sandboxes/sandboxPort.ts';
import type { ApprovalAnswer, ApprovalScope } from '../sessions/events.ts';
import type { WebHost } from '../web/door.ts';
import type { FilesPort } from '../workspace/files.ts';
import type { SandboxSettings } from './sandboxSettings.ts';
import type { SlashCommand } from './slash.ts';

/** What a host (the editor or the command line) brings, so that one workspace's rooms can be put together. */
export interface WorkbenchHost {
  /** Shown in the log: `vscode 1.106.1`, `cli 0.1.0`. */
  readonly app: string;
  /** `$PRACTICUM_HOME`: sessions, rules, caches. */
  readonly home: string;
  /** Workspace folders, real paths; empty when no folder is open. */
  readonly roots: readonly string[];
  isTrusted(): boolean;
  /** The model chosen for a role (absent: `main`), made on first use; the main one where nothing is chosen for it. Throws PracticumError (`no-model`, `no-key`) with the next step. */
  model(role?: ModelRole): Promise<LanguageModel>;
  /** `provider/name` of what was chosen for a role itself (absent: `main`), or undefined when nothing is chosen for it. */
  modelLabel(role?: ModelRole): string | undefined;
  /** Goes on where the main model's service is down, once the person has agreed; undefined: none is chosen. Throws like `model`. */
  fallbackModel?(): Promise<LanguageModel | undefined>;
  /** How much reasoning the person wants of the main model, as it is set now; undefined: as the model does by itself. */
  effort?(): Effort | undefined;
  readonly onDidChangeModel: Event<void>;
  readonly mode: Mode;
  /** As the settings are now: read at each request. */
  limits(): WorkLimits;
  /** What may be spent, as the settings are now; absent: as usual. */
  budget?(): BudgetSettings;
  /** What one research call may use, as the settings are now; absent: as usual. */
  researchBudget?(): ResearchBudget;
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
  /** What the person set about runs, as the settings are now; absent: as usual. */
  runSettings?(): RunSettings;
  /** How programs are to be confined, as the settings are now; absent: where there is a sandbox, without network. */
  sandboxSettings?(): SandboxSettings;
  /** What confines programs here, where that is known already; else it is found out. */
  sandbox?(): Promise<SandboxStatus>;
  /** Hugging Face, and who is signed in there; absent: its tools are not offered. */
  readonly hub?: HubHost;
  /** Pages, web search and GitHub; absent: their tools are not offered. */
  readonly web?: WebHost;
  /** Where papers come from; absent: the tool that reads them is not offered. */
  readonly papers?: PapersHost;
  /** Servers of the Model Context Protocol that the person configured; absent: there are none. */
  readonly mcp?: McpHost;
  /** Questions of other agents, which programs that serve this folder wrote down, are shown beside its own. */
  readonly showsOutside?: boolean;
  /** Under a grant: how long a question may hold up the work before that goes on without it. Ten minutes, unless given. */
  readonly patienceMs?: number;
  log(level: 'info' | 'warn' | 'error', text: string): void;
}

/** How far one request of the person may go before it says so and stops. */
export interface WorkLimits {
  /** Model responses for one request. */
  readonly maxResponses: number;
  /** Runs that the agent starts for one request and that fail, before it has to give its account. */
  readonly maxAttempts: number;
  /** What a message does that is sent while the agent works, where nothing else is said. */
  readonly delivery: Delivery;
}

/** Caps in US dollars; null: none, which somebody said. */
export interface BudgetSettings {
  readonly sessionUsd: number | null;
  /** Of all sessions, on one calendar day. */
  readonly dayUsd: number | null;
  readonly runUsd: number | null;
  /** What a model whose price is not known may use of a session, once it may be used: then it is asked about again. */
  readonly unpricedTokens: number;
  /** After so many requests of a session to a model whose provider counts them the person is asked; absent: never. */
  readonly confirmEvery?: number;
  /** Caps that were said for the session that is opened, rather than for all. */
  readonly said?: { readonly sessionUsd?: number | null; readonly dayUsd?: number | null };
}

/** What one research call may use, all its sub-agents together: whichever is reached first. Nobody is asked to raise it. */
export interface ResearchBudget {
  /** In US dollars, of models whose price is known; null: no cap in dollars. */
  readonly usd: number | null;
  /** Read and written, cached or not. */
  readonly tokens: number;
}

/** What the conversation that is shown has spent. */
export interface Spending {
  /** By the ledger as it is now. */
  standing(): Promise<Standing>;
  /** For this session; null: no cap. `by`: where it was said. */
  setCap(of: 'session' | 'day' | 'run', usd: number | null, by: string): Promise<void>;
}

/** A request that waits for a person. Toast, card, badge, status bar and terminal prompt are views of it. */
export interface PendingApproval extends ApprovalFacts {
  readonly id: ApprovalId;
  readonly session: SessionId;
  /** Of the session; empty when nothing was said in it yet. */
  readonly sessionTitle: string;
  readonly call: CallId;
  readonly turn: TurnId;
  /** `Edit train.py`, `Run python train.py --lr 0.1`. */
  readonly title: string;
  readonly effectLines: readonly string[];
  readonly detail: ToolDetail | undefined;
  /** The work has gone on without it; what is answered is carried out then. */
  readonly isLate: boolean;
  /** Another agent asks, which is connected over MCP and calls itself so: it stands in no conversation, and its answer is left for the program that serves it. */
  readonly from?: string;
}

/** What a person says with an answer. */
export interface AnswerExtras {
  readonly feedback?: string | undefined;
  /** What is to run in place of the request's `script`. */
  readonly script?: string | undefined;
}

export interface Approvals {
  readonly pending: readonly PendingApproval[];
  readonly onDidChange: Event<void>;
  /** The first answer anywhere wins; a later one is ignored and answers false. `by`: `notification`, `chat`, `command line`. */
  answer(id: ApprovalId, answer: ApprovalAnswer, scope: ApprovalScope, by: string, extras?: AnswerExtras): Promise<boolean>;
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
  /** `delivery` counts while the agent works. A message that steers while a question waits takes the question's call back. */
  send(text: string, mentions: readonly MentionChip[], delivery?: Delivery): Promise<void>;
  /** What can stand behind a slash and fits what is typed of it. */
  commands(query: string): Promise<readonly SlashCommand[]>;
  stop(): void;
  unqueue(id: string): Promise<void>;
  /** Delivers a queued message at the next safe point. */
  sendNow(id: string): Promise<void>;
  /** A picture for the composer, kept beside the sessions. Throws PictureRefused, whose hint says the next step. */
  addPicture(bytes: Uint8Array, name: string): Promise<MentionChip>;
  /** The same from a file. */
  readPicture(path: string): Promise<MentionChip>;
  /** The bytes of a picture that a chip or a card names. */
  picture(blob: string): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }>;
  /** Whether the chosen model sees pictures; true where nobody knows better. `describer`: the model that describes them to one that does not. */
  sight(): Promise<{ readonly model: string; readonly sees: boolean; readonly describer?: string }>;
  /** Rewinds to before this message and sends the text in its place. Throws `busy` while the agent works. */
  editMessage(message: string, text: string, mentions: readonly MentionChip[]): Promise<void>;
  regenerate(message: string): Promise<void>;
  /** Opens a new session that begins with everything before this message. Answers the message, for the composer. */
  fork(message: string): Promise<MessageDraft>;
  /**
   * Back to before this message. Files that were changed since by others are answered, and left alone unless `overwrite` says so: what they
   * held is kept then, and said where. To overwrite what a first try left alone, ask for `files` again. Throws `busy` while the agent works.
   */
  restore(message: string, what: RestoreWhat, onConflict: 'leave' | 'overwrite'): Promise<RestoreOutcome>;
  /** The session takes the place of the one that is shown; that one goes on working. Throws SessionNotFound, SessionBusy or NewerLog. */
  openSession(session: SessionId): Promise<void>;
  readonly sessions: Sessions;
  /** Brings the output of a card that was left in the log; the view hears of it by a delta. */
  loadOutput(call: string): Promise<void>;
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

/** A message as the composer takes it. */
export interface MessageDraft {
  readonly text: string;
  readonly mentions: readonly MentionChip[];
}

export interface RestoreOutcome {
  readonly restored: readonly string[];
  /** Changed since by somebody else, and left alone. */
  readonly conflicts: readonly string[];
  /** What cannot be put back, whatever the choice: no copy was kept, or it is a link. Also said in the conversation. */
  readonly unable: readonly { readonly path: string; readonly why: string }[];
  /** What stood in the message, for the composer, when the conversation went back. */
  readonly message: MessageDraft | undefined;
}

/** The conversations of this workspace, on the disk and open. */
export interface Sessions {
  readonly onDidChange: Event<void>;
  /** The one last active first; with a query, those whose title or messages hold all its words. */
  list(query: string): Promise<readonly SessionRow[]>;
  rename(session: SessionId, title: string): Promise<void>;
  /** Puts it aside; `undelete` brings it back as long as it is not swept. Throws `busy` while it works. */
  delete(session: SessionId): Promise<void>;
  undelete(session: SessionId): Promise<void>;
  /** The session as text in this format. */
  export(session: SessionId, format: ExportFormat): Promise<string>;
}

/** What a workspace has without a conversation: its runs. */
export interface Bench extends Disposable {
  readonly host: WorkbenchHost;
  readonly runs: Runs;
  /** Servers of the Model Context Protocol; without `WorkbenchHost.mcp` there are none. */
  readonly mcp: McpDesk;
  /** A click on ▶ Train: its own approval; refused only in an untrusted folder. */
  trainFromClick(request: Omit<LaunchRequest, 'origin'>): Promise<RunState>;
  /** One that was started elsewhere is ended only when that is said. */
  stopRun(run: RunId, also?: { readonly adopted: boolean }): Promise<void>;
  /** From its newest checkpoint unless one is given, by path or step. Throws CannotResume with the next step. */
  resumeFromClick(run: RunId, checkpoint?: string): Promise<RunState>;
  /** Watches a process or a folder that was started elsewhere. */
  adoptFromClick(request: AdoptRequest): Promise<RunState>;
  /** Watches a job of Hugging Face that was started elsewhere. */
  adoptJobFromClick(request: AdoptJobRequest): Promise<RunState>;
  /** Runs on hosts and jobs that nobody follows since a process of this machine ended are followed again: nothing is executed anew. Answers which. */
  followHosts(): Promise<readonly RunId[]>;
  /** What publishing would change, for the person to look at. Changes nothing. */
  planPublish(wish: PublishWish, signal: AbortSignal): Promise<PublishPlan>;
  /** Exactly what was planned for this wish; what a person clicks or types is its own approval. */
  publishFromClick(wish: PublishWish, onProgress: (text: string) => void, signal: AbortSignal): Promise<Published>;
  /** Sandboxes of whoever pays, as Hugging Face has them now; what is over is settled on the way. */
  sandboxes(signal: AbortSignal): Promise<readonly SandboxRow[]>;
  /** What is on its disk is gone. `paid`: where it was started from here. */
  endSandboxFromClick(place: string): Promise<{ readonly paid: Paid | undefined }>;
  /** The person agreed to this plan, whose size was said first. `onOutput` gets what pip prints. */
  installFromClick(plan: EnvironmentPlan, onOutput: (text: string) => void, signal: AbortSignal): Promise<void>;
}

/** What the person lets the agent do while nobody is asked. Views and the command line reach it; no tool does. */
export interface SessionGrants {
  /** In every session of this window in which one is in force. */
  readonly inForce: readonly { readonly session: SessionId; readonly sessionTitle: string; readonly grant: GrantHead }[];
  readonly onDidChange: Event<void>;
  /** What a form for a grant of the session that is shown begins with. */
  form(): Promise<GrantForm>;
  /** For the session that is shown. Throws `bad-grant` with the mistake and what to write instead. `by`: `chat`, `command line`. */
  sign(draft: GrantDraft, by: string): Promise<void>;
  /** At once. False: none was in force there. */
  revoke(session: SessionId, by: string): Promise<boolean>;
}

/** A call from outside that needs the person's word. */
export interface OutsideQuestion {
  /** What was called, with arguments as they will be used. */
  readonly call: { readonly tool: string; readonly input: unknown };
  readonly title: string;
  readonly reason: string;
  readonly effects: readonly Effect[];
  /** What the call itself says of what it would do: a price, a term. */
  readonly detail?: string;
  readonly facts: Pick<ApprovalFacts, 'command' | 'cost' | 'changes' | 'code' | 'protection' | 'group'>;
}

/** Of whoever calls. */
export interface OutsideHooks {
  /** Throws PracticumError where nobody can be asked. */
  ask(question: OutsideQuestion): Promise<boolean>;
  readonly signal: AbortSignal;
  progress?(text: string): void;
  /** Whether the result is wanted as data, too. */
  readonly wantsData?: boolean;
}

export interface OutsideResult {
  /** Without secrets; what is not our own words stands in a fence. */
  readonly text: string;
  readonly origin?: Origin;
  /** Pictures that belong to it. */
  readonly images?: readonly ImagePart[];
  /** The same as data, where it has a natural shape (app/outsideData.ts). */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What another agent may call, under the same policy: of the same editor the tools for runs, over MCP those of the bench. */
export interface OutsideCalls {
  tools(): readonly Tool[];
  /** Asks where the agent here would be asked about; throws what its hint says what to do about. */
  carryOut(tool: string, input: unknown, hooks: OutsideHooks): Promise<OutsideResult>;
  /** The text of it alone. */
  call(tool: string, input: unknown, ask: (question: OutsideQuestion) => Promise<boolean>, signal: AbortSignal): Promise<string>;
}

export interface Workbench extends Bench {
  readonly outside: OutsideCalls;
  readonly chat: Chat;
  readonly approvals: Approvals;
  readonly spending: Spending;
  readonly grants: SessionGrants;
  /** Writes down what is still in memory and lets another window have the session. What waits for a person keeps waiting. */
  close(): Promise<void>;
}
