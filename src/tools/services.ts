import type { BlobHash, CallId, RunId, SessionId, TurnId } from '../base/ids.ts';
import type { ImagePart } from '../base/messages.ts';
import type { Origin } from '../base/origin.ts';
import type { PlanItem } from '../base/tool.ts';
import type { HubDoor } from '../hub/door.ts';
import type { PapersDoor } from '../papers/door.ts';
import type { Environments } from '../runs/environments.ts';
import type { JobDesk } from '../runs/hub/jobDesk.ts';
import type { SchedulesPort } from '../runs/hub/schedules/schedulesPort.ts';
import type { Publishing } from '../runs/publish/publishing.ts';
import type { Runs } from '../runs/runs.ts';
import type { SandboxPort } from '../runs/sandboxes/sandboxPort.ts';
import type { WebDoor } from '../web/door.ts';
import type { FileBytes, FilesPort } from '../workspace/files.ts';
import type { FolderReader } from '../workspace/folders.ts';
import type { LineReader } from '../workspace/lineReader.ts';
import type { ShellPort } from '../workspace/shell.ts';
import type { PictureEyes } from './pictureEyes.ts';
import type { ResearchPort } from './researchPort.ts';
import type { SkillsPort } from './skillsPort.ts';

/** One file as it was before and after a call; undefined: it did not exist. */
export interface FileChange {
  readonly turn: TurnId;
  readonly call: CallId;
  readonly path: string;
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array | undefined;
}

/** An earlier call of this session, for a list of them. */
export interface EarlierCall {
  readonly call: CallId;
  /** As its card says: `Read train.py`. */
  readonly title: string;
}

/** The whole result of a call, and whose words it holds. */
export interface KeptResult {
  readonly content: string;
  readonly images?: readonly ImagePart[];
  readonly origin?: Origin;
}

/** What `app` hands to the tools of one session. */
export interface ToolServices {
  /** Workspace folders, absolute; empty when none is open. Paths that the model gives are relative to the first. */
  readonly roots: readonly string[];
  readonly session: SessionId;
  readonly files: FilesPort;
  readonly lines: LineReader;
  readonly folders: FolderReader;
  readonly shell: ShellPort;
  /** Stopping a run is the person's. */
  readonly runs: Pick<Runs, 'list' | 'get' | 'launch' | 'adoptJob' | 'onDidChange' | 'seriesOf' | 'logPage'>;
  /** Hosts that the person set for runs, as ssh takes them. */
  runHosts(): readonly string[];
  readonly environments: Environments;
  readonly hub: HubDoor;
  readonly web: WebDoor;
  readonly papers: PapersDoor;
  /** Whether the workspace holds a reproduction that was begun. */
  hasReproduction(): boolean;
  /** Who pays for jobs of Hugging Face, and what they cost. */
  readonly jobs: JobDesk;
  /** Absent: nobody can be sent out, which is so within a sub-agent. */
  readonly research?: ResearchPort;
  /** Absent: no other model looks at pictures. */
  readonly eyes?: PictureEyes;
  /** What Hugging Face starts by the clock. */
  readonly schedules: SchedulesPort;
  readonly publishing: Publishing;
  /** A machine elsewhere that this session has for a while. */
  readonly sandbox: SandboxPort;
  /** Know-how of the workspace and the person. */
  readonly skills: SkillsPort;
  /** For previews, before a call is decided on: the file as the person would see it changed, here or in the sandbox. Nothing of it reaches the model. */
  peek(path: string, signal: AbortSignal): Promise<FileBytes>;
  /** Keeps copies, so that the change can be shown and taken back. */
  recordChange(change: FileChange): Promise<{ readonly before?: BlobHash; readonly after?: BlobHash }>;
  /** SHA-256 of what this session's tools last left in a file; undefined: they left nothing there. `before`: milliseconds since 1970. Absolute path. */
  lastLeft(path: string, before?: number): string | undefined;
  /** Text of a file as some session of this machine left it, by its SHA-256; undefined where no copy is kept. */
  keptText(sha256: string): Promise<string | undefined>;
  /** What the ledger says a run came to, in US dollars, as it stands at the first question of a call; undefined: nothing was settled for it. */
  settledUsd(): (run: RunId) => Promise<{ readonly usd: number; readonly isEstimated: boolean } | undefined>;
  linkRun(link: { readonly turn: TurnId; readonly call: CallId; readonly run: RunId }): Promise<void>;
  setPlan(turn: TurnId, items: readonly PlanItem[]): Promise<void>;
  /** The whole result of an earlier call of this session, as it was logged; undefined when no call of this id has ended. */
  recall(call: CallId): Promise<KeptResult | undefined>;
  /** The calls that ended last, the newest first. */
  latestCalls(): readonly EarlierCall[];
}
