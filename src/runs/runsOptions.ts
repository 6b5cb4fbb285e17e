import type { Clock } from '../base/clock.ts';
import type { RequirePermit } from '../base/permit.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SupervisorProgram } from './launch.ts';
import type { RunSettings } from './runSettings.ts';

export interface RunsOptions {
  /** Workspace roots; runs live in `<root>/.practicum/runs/`. */
  readonly roots: readonly string[];
  /** The built supervisor and the node that runs it (`process.execPath` with ELECTRON_RUN_AS_NODE=1 in the editor). */
  readonly supervisor: SupervisorProgram;
  readonly require: RequirePermit;
  /** `$PRACTICUM_HOME`, so that an environment made there for this workspace is found. */
  readonly home?: string;
  interpreter(): Promise<string | undefined>;
  /** What the person set about runs. The place of runs is read once. */
  settings?(): RunSettings;
  /** What jobs of Hugging Face need; absent: none is started or followed. */
  readonly jobs?: JobsPort;
  /** What one run may cost; undefined: no cap. */
  capUsd?(): number | undefined;
  readonly clock?: Clock;
}

export interface JobsPort {
  /** The Hub’s address as it is set now. The token goes there and nowhere else, whatever a run’s folder says. */
  hub(): string;
  /** The domain of Spaces as it is set now; absent: the usual one. */
  spaces?(): string;
  /** Undefined: nobody is signed in. */
  token(): Promise<string | undefined>;
  ledger(): Promise<Ledger>;
}
