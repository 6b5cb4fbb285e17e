import type { JobPlace, RunSpec } from '../run.ts';
import type { Supervision } from '../supervision.ts';
import type { Creating } from './createOnce.ts';
import type { JobAccess } from './jobAccess.ts';
import type { HubMachine } from './machine.ts';

/** What goes into a request beside the run itself. */
export interface RequestParts {
  /** Folder of `practicum_job`. */
  readonly program: string;
  /** Folder of the hook's Python; undefined: without. */
  readonly hook: string | undefined;
  note(text: string): Promise<void>;
}

export interface Asking extends Omit<Creating<never, never>, 'makeRequest' | 'create' | 'find'> {
  readonly place: JobPlace;
  readonly spec: RunSpec;
  readonly access: JobAccess;
  readonly parts: RequestParts;
}

export interface Opening {
  readonly place: JobPlace;
  readonly spec: RunSpec;
  readonly access: JobAccess;
  readonly supervision: Supervision;
  /** Since when it is paid, as it was written down before. */
  readonly startedMs: number | undefined;
}

/** A way to execute on Hugging Face: how one is asked for, and how one is followed. */
export interface HubKind<S> {
  readonly noun: 'job' | 'Space';
  /** The id; undefined: it was stopped before there was one. Throws HubError where the Hub refuses. */
  create(asking: Asking): Promise<string | undefined>;
  open(id: string, opening: Opening): HubMachine<S>;
}
