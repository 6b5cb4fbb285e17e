import type { RequirePermit } from '../base/permit.ts';
import type { McpHost, ServerConfiguration, SignIn } from './desk.ts';
import type { ServerProgram } from './stdio.ts';

/** What the servers of one workspace lean on. */
export interface McpRoomParts {
  readonly host: McpHost;
  /** Who we are, for servers: `vscode 1.106.1`. */
  readonly app: string;
  /** `$PRACTICUM_HOME`. */
  readonly home: string;
  readonly roots: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  isTrusted(): boolean;
  readonly require: RequirePermit;
  /** Puts the program of a server of the workspace behind the walls of commands; undefined where there are none. Throws where there must be. */
  confine(program: Pick<ServerProgram, 'argv' | 'cwd' | 'env'>): Promise<ServerProgram | undefined>;
  /** How its process is confined, in words. */
  protection(configuration: ServerConfiguration): Promise<string>;
  signIn(): Promise<SignIn>;
  /** Waits before it is started again, in milliseconds; afterwards a person has to. */
  readonly restartMs?: readonly number[];
}
