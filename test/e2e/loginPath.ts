import { writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Puts a folder in front of the PATH that a window's extension host has. The editor asks a login shell for its environment, and that begins
 * with the system's own PATH, whatever the server was started with. `folder`: the window's workspace, before it is opened.
 */
export function putInFrontOfPath(folder: string, programs: string): void {
  writeFileSync(path.join(folder, '../../home/.profile'), `export PATH=${JSON.stringify(programs)}:"$PATH"\n`);
}
