/** Sandboxes as the tools of one session have them: each act under a permit that names it, on the machine that it names. */
import type { Effect } from '../../base/effects.ts';
import { PracticumError } from '../../base/errors.ts';
import type { CallId } from '../../base/ids.ts';
import type { Paid } from '../../base/paid.ts';
import type { Permit } from '../../base/permit.ts';
import { placeOnHub } from '../../base/place.ts';
import type { PreflightFacts } from '../preflight/preflight.ts';
import type { RemoteCommand, RemoteOutcome } from './runThere.ts';
import { type SandboxLeft, type SandboxWish, sandboxEffects } from './sandboxWish.ts';
import type { SmokePlan, SmokeResult, SmokeWish } from './smoke.ts';

/** The machine that `on: "sandbox"` means. */
export interface CurrentSandbox {
  /** For effects: see place.ts. */
  readonly place: string;
  /** Of its job. */
  readonly id: string;
  readonly flavor: string;
}

export interface SandboxRow extends CurrentSandbox {
  readonly stage: string;
  readonly isCurrent: boolean;
  /** Milliseconds since 1970; absent where nobody knows yet when it began. */
  readonly endsMs?: number;
  /** US dollars an hour, of those that were started from here. */
  readonly usdPerHour?: number;
}

export interface Asking {
  readonly call?: CallId;
  readonly signal: AbortSignal;
  progress?(text: string): void;
}

export interface SmokeReport extends SmokeResult {
  readonly sandbox: CurrentSandbox;
  /** What was paid for a machine that was started for it and has ended; undefined: it ran in one that goes on. */
  readonly paid?: Paid;
  readonly wasStarted: boolean;
  readonly isEnded: boolean;
}

export interface SandboxPort {
  /** Undefined: none that this session started or chose is known to be there. */
  readonly current: CurrentSandbox | undefined;
  /** Whether this machine knows of one by this place, whosever it is. */
  knows(place: string): boolean;
  /** The files that a tool reads and writes there: FileNotFound, NotAFile, TooLarge, FileChanged as here; SandboxEnded where it is over. */
  read(permit: Permit, place: string, path: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** `expected`: as it was when the change was made up; undefined: it must not be there yet. */
  write(permit: Permit, place: string, path: string, bytes: Uint8Array, expected: Uint8Array | undefined): Promise<void>;
  run(permit: Permit, place: string, command: RemoteCommand): Promise<RemoteOutcome>;
  /** `cwd`: the folder of the workspace that it is for. */
  start(permit: Permit, wish: SandboxWish, cwd: string, asking: Asking): Promise<CurrentSandbox>;
  /** Under a permit to look something up at the Hub. */
  list(permit: Permit, looks: Effect, payer: string, signal: AbortSignal): Promise<readonly SandboxRow[]>;
  /** Looks it up for a question, before there is a permit; changes nothing. Throws as `use` does. */
  left(place: string, signal: AbortSignal): Promise<SandboxLeft>;
  /** From now on `on: "sandbox"` means this one, whoever started it. */
  use(permit: Permit, place: string, signal: AbortSignal): Promise<CurrentSandbox>;
  end(permit: Permit, place: string): Promise<{ readonly paid: Paid | undefined }>;
  planSmoke(wish: SmokeWish): Promise<SmokePlan>;
  smoke(permit: Permit, wish: SmokeWish, at: SmokePlace, asking: Asking): Promise<SmokeReport>;
  /** What came of trying this code in a sandbox, for the list of what is known before a machine is paid for. */
  tried(hash: string): Promise<PreflightFacts['smoke']>;
}

/** Where a script is tried: on a machine that is started for it and ends with it, or in a sandbox that is there. */
export type SmokePlace = { readonly machine: SandboxWish } | { readonly place: string };

/** A call means the sandbox of its session, and it has none. */
export class NoSandbox extends PracticumError {
  constructor() {
    super('no-sandbox', 'This session has no sandbox.', {
      hint: 'Start one with hub_sandbox (action start, flavor, timeout_minutes), or choose one that is there (list, then use with its id).',
    });
  }
}

/** What trying a script does: it runs there, and a machine that is started for it costs money. */
export function smokeEffects(
  { root, script, args }: Pick<SmokeWish, 'root' | 'script' | 'args'>,
  at: SmokePlace,
): readonly [runs: Effect, ...Effect[]] {
  const on = 'machine' in at ? placeOnHub('hf-job', at.machine.payer) : at.place;
  const runs: Effect = { kind: 'execute', argv: ['python', script, ...args], cwd: root, on };
  return 'machine' in at ? [runs, sandboxEffects(at.machine, root)[1]] : [runs];
}

/** As people and the model read it: a path there is no path here. */
export function shownThere(path: string): string {
  return `sandbox:${path}`;
}
