import type { Readable } from 'node:stream';
import type { Output } from './output.ts';
import type { Terminal } from './terminal.ts';

/** What the command line has of the process that it runs in: handed in, so that it also runs within another. */
export interface Surroundings {
  readonly output: Output;
  /** Looked at only where something is read from it. */
  readonly input: Readable;
  terminal(): Terminal | undefined;
  /** Called before the parts of a session are loaded. */
  beforeSession(): void;
  /** Called after a session’s first answer. */
  afterFirstAnswer(): void;
}
