import type { WorkbenchHost } from '../../app/api.ts';
import type { HubClient } from '../../hub/client.ts';
import type { CommonOptions } from '../command.ts';
import type { ExitCode } from '../exitCodes.ts';
import type { HubPlace } from '../hubHost.ts';
import type { Values } from '../options.ts';
import type { Output } from '../output.ts';
import type { Terminal } from '../terminal.ts';

/** What a sub-command of `practicum hub` is handed. What the person types is its own approval, so its calls need no permit. */
export interface HubCommandContext {
  /** What stands behind the sub-command's name. */
  readonly words: readonly string[];
  readonly values: Values;
  readonly options: CommonOptions;
  readonly host: WorkbenchHost;
  readonly place: HubPlace;
  readonly hub: HubClient;
  readonly output: Output;
  /** What is piped in where nobody can be asked. */
  readonly input: AsyncIterable<unknown>;
  /** Undefined: nobody can be asked. */
  readonly terminal: Terminal | undefined;
  /** Aborts at ^C. */
  readonly signal: AbortSignal;
}

export type HubCommand = (context: HubCommandContext) => Promise<ExitCode>;
