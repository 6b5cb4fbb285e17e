/** A Chromium for the window tests: `CHROMIUM`, or one on the PATH. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Throws with what to install when there is none. */
export function findChromium(): string {
  const chosen = process.env['CHROMIUM'];
  if (chosen !== undefined && chosen !== '') {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`CHROMIUM is ${chosen}, which cannot be executed.`);
  }
  const found = findOnPath(names);
  if (found !== undefined) return found;
  throw new Error(
    'The window needs a Chromium. Install one (Debian: apt-get install -y --no-install-recommends chromium), or name it in CHROMIUM.',
  );
}

/** The first of these programs that is on the PATH. */
export function findOnPath(programs: readonly string[], folders: readonly string[] = pathFolders()): string | undefined {
  for (const program of programs) {
    for (const folder of folders) {
      const file = path.join(folder, process.platform === 'win32' ? `${program}.exe` : program);
      if (isExecutable(file)) return file;
    }
  }
  return undefined;
}

function pathFolders(): readonly string[] {
  return (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
