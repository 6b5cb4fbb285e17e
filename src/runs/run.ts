import type { ReservationId, RunId } from '../base/ids.ts';
import type { Confinement } from '../base/sandbox.ts';
import type { RunStatus } from '../protocol/curves.ts';
import type { RunAlert, WatchdogActions } from './alert.ts';
import type { DeclaredSettings } from './declaredSettings.ts';
import type { RunMarks } from './marks.ts';

/** The version of the run folder that this code writes. `docs/formats.md` is the contract. */
export const runFolderVersion = 1;

/** Who started it. What a person starts is its own approval. */
export type RunOrigin = { readonly by: 'person' } | { readonly by: 'agent'; readonly session: string; readonly call: string };

/**
 * Where it executes: under a supervisor of this machine; on a host reached by ssh, as a job or a Space of Hugging Face, followed by a supervisor here; by
 * somebody else, only watched here; nowhere any more, its record was made of another tool's logs.
 */
export type RunTarget = 'local' | 'ssh' | 'hf-job' | 'hf-space' | 'adopted' | 'imported';

/** `spec.json`: what was launched, written once, before the process exists. */
export interface RunSpec {
  readonly v: number;
  readonly id: RunId;
  readonly name: string;
  readonly createdMs: number;
  readonly origin: RunOrigin;
  readonly target: RunTarget;
  /** What is executed, without a shell: interpreter, script, arguments. */
  readonly argv: readonly string[];
  /** What stands before `argv` when it is executed: `conda run …`. Absent: nothing. */
  readonly through?: readonly string[];
  /** The hook tells what its frameworks log. Absent in older runs: it does not. */
  readonly hook?: boolean;
  /** It gets a terminal (160 × 40) in place of a pipe, because its bars need one. */
  readonly terminal?: true;
  /** What is watched, of a run that somebody else started. */
  readonly adopted?: Adopted;
  /** On which host it executes, `script` and `cwd` being those of the workspace here. */
  readonly ssh?: SshPlace;
  /** As which job or Space of Hugging Face it executes, `script` and `cwd` being those of the workspace here. Of one that somebody else started: which one is watched. */
  readonly job?: JobPlace;
  /** Whose logs it was made of; `argv`, `script` and `interpreter` are then empty, because logs do not tell them. */
  readonly imported?: ImportedFrom;
  /** Absolute. */
  readonly cwd: string;
  /** Absolute path of the entry script. */
  readonly script: string;
  readonly interpreter: { readonly path: string; readonly version: string; readonly origin: string };
  /** Variables added to the environment, redacted for the record. */
  readonly env: Readonly<Record<string, string>>;
  /** Names of the variables with a secret that it gets of the launcher’s environment, never their values. Absent in older runs. */
  readonly secrets?: readonly string[];
  /** Behind which walls it executes; absent: without. */
  readonly confinement?: RunConfinement;
  readonly code: RunCode;
  /** Absent: everything, at once. */
  readonly needs?: RunNeeds;
  /** Model, data set, sequence length, PEFT method and seed, as far as script, arguments and configuration say them. Absent in older runs. */
  readonly settings?: DeclaredSettings;
  /** What it is for; absent: it trains. */
  readonly purpose?: RunPurpose;
  /** What its watchdogs do where that is not the usual. */
  readonly watchdogs?: Partial<WatchdogActions>;
  /** What it may cost or how long it may take, all its segments together, where that was said. */
  readonly limits?: RunLimits;
  /** For how long former segments executed, which counts against its limits. Absent: it was not resumed. */
  readonly pastMs?: number;
  /** The person’s own expressions for what it prints; absent: none. */
  readonly metricPatterns?: readonly string[];
}

/** It measures a model on a benchmark, and beside it the one that it was made of. */
export interface RunPurpose {
  readonly kind: 'evaluate';
  /** A folder below where it executes, or a name on the Hub. */
  readonly model: string;
  readonly baseline?: string;
  /** As whoever measures calls it: tasks of lm-eval, with commas, or what the script is told. */
  readonly benchmark: string;
  readonly by: 'lm-eval' | 'script';
  /** The folder for its record, below where it executes, with `/`. */
  readonly out: string;
}

/** Where a run on a host lies there. */
export interface SshPlace {
  /** As the person's own ssh configuration names it. */
  readonly host: string;
  readonly python: string;
  /** The folder of all runs there. */
  readonly folder: string;
  /** The workspace folder here whose files were sent, absolute. */
  readonly root: string;
}

/** A run as a job or a Space of Hugging Face. */
export interface JobPlace {
  /** Absent: a job. */
  readonly kind?: 'space';
  /** The user or organisation that pays for it. */
  readonly payer: string;
  /** The Hub’s address. */
  readonly hub: string;
  readonly flavor: string;
  readonly image: string;
  /** Its own limit there, which is what its reservation bought. */
  readonly timeoutMs: number;
  /** Millionths of a US dollar; absent for a job that somebody else started. */
  readonly microUsdPerHour?: number;
  /** Of a job that somebody else started; of its own it is told in `state.jsonl` once it is known. */
  readonly id?: string;
  readonly reservation?: ReservationId;
  /** The workspace folder here whose files are sent, absolute. */
  readonly root: string;
  /** What is installed for the script there, beside what it names itself. */
  readonly packages: readonly string[];
}

/** What another tool kept of a run. */
export interface ImportedFrom {
  /** In words: `TensorBoard event files`. */
  readonly from: string;
  /** The folder or file that was read, absolute. */
  readonly path: string;
  /** Which run of several in it. */
  readonly part?: string;
  readonly hyperparameters?: Readonly<Record<string, string>>;
}

export interface RunLimits {
  readonly usdPerHour?: number;
  readonly usd?: number;
  readonly hours?: number;
  /** `usd` is what the person lets one run cost: used up, it ends, whatever its watchdogs are told. */
  readonly isCap?: true;
  /** Under a cap: what was said of this run itself. Absent: nothing. */
  readonly saidUsd?: number;
}

/** What a run is to be given, and what it waits for. */
export interface RunNeeds {
  /** `auto`: one that no other run has; `all`: as the environment has it; `none`: no GPU; else these, by number or UUID. */
  readonly gpu: 'auto' | 'all' | 'none' | readonly string[];
  /** Waits also until nobody else computes on them. */
  readonly untilIdle: boolean;
  /** At most so many runs at once on this machine; 0: any number. */
  readonly parallel: number;
  /** Of those that wait, the larger goes first. */
  readonly priority: number;
  /** The folder in which the runs of this machine wait for each other. */
  readonly queue: string;
}

export interface RunQueued {
  /** 1: the next one. */
  readonly position: number;
  /** For people: `GPU 0 or GPU 1`. */
  readonly waitsFor: string;
}

export interface RunJob {
  readonly id: string;
  readonly page: string;
}

/** A device that a run was given. */
export interface RunDevice {
  readonly vendor: 'nvidia' | 'amd';
  readonly label: string;
  readonly id: string;
  readonly name: string;
}

export interface RunCode {
  readonly commit: string | undefined;
  readonly isDirty: boolean;
  readonly scriptSha256: string;
  /** Absent where no branch is checked out, and in older runs. */
  readonly branch?: string;
  /** The address of origin, without credentials. */
  readonly remote?: string;
}

export type Adopted =
  /** A process of this machine. `output`: the file that it prints to, where that is known, and `from` which byte on. */
  | { readonly kind: 'process'; readonly pid: number; readonly start?: string; readonly output?: string; readonly from?: number }
  /** A folder that something writes metrics into. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** A job of Hugging Face: see `job`. */
  | { readonly kind: 'job' };

export interface RunConfinement extends Confinement {
  /** The workspace folders whose protected names and secrets are kept from it, and the Practicum home, which is hidden. */
  readonly roots: readonly string[];
  readonly home: string;
}

export type { RunStatus };

/** Where a value was read, the most precise first. */
export const pointSources = ['hook', 'file', 'console'] as const;
export type PointSource = (typeof pointSources)[number];

/** One line of `points.jsonl`: a measured value at one step. Non-finite numbers are the strings NaN, Infinity, -Infinity. */
export interface MetricPoint {
  readonly metric: string;
  readonly step: number;
  readonly value: number;
  /** Milliseconds since 1970 when the line was seen. */
  readonly wallMs: number;
  readonly epoch?: number;
  /** Absent: the console. Of several values of one segment, metric and step the most precise source counts. */
  readonly source?: PointSource;
  /** Absent: 0, the first. A run that was resumed goes on in segment 1, 2, …; what it measures again stands for what was measured before. */
  readonly segment?: number;
}

/** A state of the training that the run wrote and that it can go on from. */
export interface Checkpoint {
  /** Absolute; a file or a folder. */
  readonly path: string;
  /** As its name or the record in it says. */
  readonly step?: number;
  readonly bytes: number;
  /** When it was seen. */
  readonly atMs: number;
}

/** From what a segment went on. */
export interface Resumed {
  readonly checkpoint: string;
  readonly step?: number;
  /** When that segment began, as far as it is recorded. */
  readonly atMs?: number;
}

export interface RunExit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly endedMs: number;
  /** In words, when something other than the script ended it or it never began: `could not start: …`. */
  readonly reason?: string;
}

/** A run as everything else sees it: computed from its folder. */
export interface RunState {
  readonly spec: RunSpec;
  readonly folder: string;
  readonly status: RunStatus;
  readonly startedMs: number | undefined;
  /** How long it stood still since, before it was resumed; absent: not at all, as far as anybody knows. */
  readonly pausedMs?: number;
  readonly exit: RunExit | undefined;
  readonly pid: number | undefined;
  readonly pointCount: number;
  readonly metrics: readonly string[];
  readonly logBytes: number;
  /** Absent: 0, it was never resumed. */
  readonly segment?: number;
  /** What the newest segment went on from. */
  readonly resumed?: Resumed;
  /** What segments between the first and the newest went on from, oldest first. */
  readonly formerlyResumed?: readonly Resumed[];
  /** Those that are still there, the newest last. */
  readonly checkpoints?: readonly Checkpoint[];
  /** What its watchdogs found; absent: nothing. */
  readonly alerts?: readonly RunAlert[];
  /** What it was given; absent: whatever there is. */
  readonly devices?: readonly RunDevice[];
  /** While it waits for its turn on this machine. */
  readonly queued?: RunQueued;
  /** The job or Space of Hugging Face that it executes as, once it is known, and its page. */
  readonly job?: RunJob;
  /** The person’s; absent: none. */
  readonly marks?: RunMarks;
  /** For people: what is unusual about this run or its folder (written by a newer version, unreadable, disk full, output not kept). */
  readonly note?: string;
}
