/** What a command line can ask for. */
import type { Mode } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import type { RoleChoices } from '../models/choiceRoles.ts';
import type { Effort } from '../models/model.ts';
import type { ExportFormat } from '../protocol/chat.ts';
import type { RunExportFormat } from '../runs/exportRun.ts';
import type { AskedNeeds } from '../runs/machine/needs.ts';
import type { MarksChange } from '../runs/marks.ts';
import type { CheckedCall } from './policyCheck.ts';

export interface CommonOptions {
  readonly cwd: string | undefined;
  readonly json: boolean;
  readonly model: string | undefined;
  readonly baseUrl: string | undefined;
  /** Models of other roles, and the one to go on with where the main one's service is down. */
  readonly roleModels?: RoleChoices;
  readonly fallbackModel?: string | undefined;
  readonly effort?: Effort | undefined;
  /** Undefined: as the session has it. */
  readonly mode: Mode | undefined;
  readonly maxResponses: number;
  readonly maxAttempts: number;
  /** Caps for the session; null: none. Undefined: as it has them. */
  readonly budgetUsd: number | null | undefined;
  readonly dayBudgetUsd: number | null | undefined;
}

/** The session that a prompt goes to. */
export type PromptTarget =
  | { readonly kind: 'new' | 'newest' | 'choose' }
  /** An id or the beginning of one. */
  | { readonly kind: 'resume' | 'fork'; readonly session: string };

export type SessionsCommand =
  | { readonly verb: 'list'; readonly query: string }
  | { readonly verb: 'show' | 'delete' | 'undelete'; readonly session: string }
  | { readonly verb: 'export'; readonly session: string; readonly format: ExportFormat; readonly output: string | undefined }
  | { readonly verb: 'rename'; readonly session: string; readonly title: string }
  | UploadSessions;

export interface UploadSessions {
  readonly verb: 'upload';
  /** None: the newest. */
  readonly sessions: readonly string[];
  /** Undefined: `practicum-sessions` of whoever is signed in. */
  readonly to: string | undefined;
  readonly isSure: boolean;
}

/** What is said for one run, rather than for all. */
export type RunWishes = AskedNeeds & { readonly hook?: boolean; readonly host?: string };

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'prompt';
      readonly text: string | undefined;
      readonly target: PromptTarget;
      readonly grant?: string;
      readonly images?: readonly string[];
    }
  | { readonly kind: 'answer'; readonly answer: 'approve' | 'reject'; readonly approval: string; readonly feedback: string | undefined }
  | { readonly kind: 'mcp'; readonly request: McpRequest }
  | { readonly kind: 'mcp-servers'; readonly request: McpServersRequest }
  | { readonly kind: 'approvals' }
  | { readonly kind: 'doctor' }
  | { readonly kind: 'models'; readonly request: ModelsRequest }
  /** The sub-command reads its words itself. */
  | { readonly kind: 'hub'; readonly words: readonly string[] }
  | { readonly kind: 'paper'; readonly request: PaperRequest }
  | { readonly kind: 'reproduce'; readonly request: ReproduceRequest }
  | { readonly kind: 'spend'; readonly session: string | undefined }
  | { readonly kind: 'grant'; readonly command: GrantCommand }
  | { readonly kind: 'sessions'; readonly command: SessionsCommand }
  | { readonly kind: 'run'; readonly script: string; readonly args: readonly string[]; readonly wait: boolean; readonly needs?: RunWishes }
  | { readonly kind: 'runs-mark'; readonly run: string; readonly change: MarksChange }
  | { readonly kind: 'runs-first'; readonly run: string }
  | { readonly kind: 'gpus' }
  | { readonly kind: 'runs-list' }
  | { readonly kind: 'runs-show'; readonly run: string }
  | { readonly kind: 'runs-stop'; readonly run: string; readonly isSure: boolean }
  | { readonly kind: 'runs-tail'; readonly run: string; readonly follow: boolean }
  | { readonly kind: 'runs-wait'; readonly run: string; readonly metric: string | undefined; readonly timeoutSeconds: number | undefined }
  | { readonly kind: 'runs-resume'; readonly run: string; readonly checkpoint: string | undefined }
  | { readonly kind: 'runs-attach' }
  | { readonly kind: 'runs-adopt'; readonly what: string; readonly log: string | undefined }
  | { readonly kind: 'runs-compare'; readonly a: string; readonly b: string }
  | { readonly kind: 'runs-import'; readonly paths: readonly string[] }
  | { readonly kind: 'runs-export'; readonly request: RunExportRequest }
  | { readonly kind: 'metrics-parse'; readonly request: MetricsRequest }
  | { readonly kind: 'rules'; readonly command: RulesCommand }
  | { readonly kind: 'policy-check'; readonly question: PolicyQuestion };

/** What can be chosen, beside it the servers of this machine, or what one model is found to be able to do. */
export type ModelsRequest =
  | { readonly verb: 'list'; readonly local: boolean }
  | { readonly verb: 'local' }
  | { readonly verb: 'check'; readonly model: string; readonly isSure: boolean };

export type PaperRequest =
  | { readonly kind: 'read'; readonly paper: string; readonly section: string | undefined; readonly isFresh: boolean }
  /** `at`: arxiv, hub or scholar. */
  | { readonly kind: 'search'; readonly words: string; readonly at: string }
  /** No files: those that are linked or planned, else all. */
  | { readonly kind: 'review'; readonly paper: string; readonly files: readonly string[] }
  | { readonly kind: 'diff'; readonly before: string; readonly after: string }
  | ContractRequest;

/** Which equations have a contract, and how they stand. */
export interface ContractRequest {
  readonly kind: 'contract';
  readonly paper: string;
  /** Only those in it. */
  readonly section: string | undefined;
  readonly equation: string | undefined;
  /** A JSON file with declared symbols, beside those that are kept. */
  readonly symbols: string | undefined;
  /** Executes what has a mapping again. */
  readonly isCheck: boolean;
  readonly showsNumpy: boolean;
}

/** Serves the tools of this folder to another program. */
export interface McpRequest {
  /** A file that says what may happen without a question. */
  readonly grant: string | undefined;
  /** Nothing but looking is offered. */
  readonly isReadOnly: boolean;
  /** How long a call waits for a person’s answer before it says that it waits. */
  readonly waitSeconds?: number | undefined;
}

/** What is done with servers of others. */
export interface McpServersRequest {
  readonly words: readonly string[];
  /** What stands behind `--`. */
  readonly program: readonly string[];
  /** `NAME=VALUE`. */
  readonly env: readonly string[];
  /** `NAME: VALUE`. */
  readonly headers: readonly string[];
  /** Nobody is asked. */
  readonly isSure: boolean;
}

/** Begins a reproduction, or says where it stands. */
export interface ReproduceRequest {
  readonly paper: string;
  /** Addresses, labels or titles; none: what was chosen before, else the whole paper. */
  readonly sections: readonly string[];
  /** Rows of the register whose value the person takes. */
  readonly accepts: readonly string[];
  /** `ROW=VALUE`. */
  readonly sets: readonly string[];
  readonly shows: 'stages' | 'report' | 'triage';
}

export interface RunExportRequest {
  readonly run: string;
  readonly format: RunExportFormat;
  /** Undefined: standard output. */
  readonly output: string | undefined;
}

export interface GrantCommand {
  readonly verb: 'show' | 'revoke';
  /** Undefined: every session of this folder. */
  readonly session: string | undefined;
}

/** Files, folders, or `-` for standard input; expressions of the person's own for console logs. */
export interface MetricsRequest {
  readonly files: readonly string[];
  readonly patterns: readonly string[];
}

export type RulesCommand = { readonly verb: 'list' } | { readonly verb: 'remove'; readonly rule: string };

/** What `policy check` is asked. */
export type PolicyQuestion = { readonly kind: 'batch' } | { readonly kind: 'call'; readonly call: CheckedCall };

export class WrongUsage extends PracticumError {
  constructor(message: string, hint = '') {
    super('usage', message, { hint: `${hint}See practicum --help.` });
  }
}
