import { join } from 'node:path';

/** What decides where the home is: handed in, so that only the edges read global state. */
export interface HomeFacts {
  readonly platform: NodeJS.Platform;
  readonly homedir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * `$PRACTICUM_HOME`, or the platform's state directory: sessions, rules and caches of this machine, shared by every window
 * and the command line. Sources: XDG Base Directory Specification 0.8; Apple's File System Programming Guide; Windows Known Folders.
 */
export function practicumHome({ platform, homedir, env }: HomeFacts): string {
  const chosen = env['PRACTICUM_HOME'];
  if (chosen !== undefined && chosen !== '') return chosen;
  if (platform === 'darwin') return join(homedir, 'Library', 'Application Support', 'practicum');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir, 'AppData', 'Local'), 'practicum');
  return join(env['XDG_STATE_HOME'] ?? join(homedir, '.local', 'state'), 'practicum');
}
