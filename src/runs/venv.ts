import { createHash } from 'node:crypto';
import path from 'node:path';

/** The interpreter of a virtual environment. */
export function venvPython(folder: string): string {
  return process.platform === 'win32' ? path.join(folder, 'Scripts', 'python.exe') : path.join(folder, 'bin', 'python');
}

/** The environment that Practicum makes for a workspace outside of it. */
export function homeVenv(home: string, root: string): string {
  return path.join(home, 'venvs', createHash('sha256').update(root).digest('hex').slice(0, 16));
}

/** Virtual environments that belong to a workspace, best first. */
export function venvFolders(
  root: string,
  home: string | undefined,
): readonly { readonly folder: string; readonly origin: 'workspace' | 'practicum' }[] {
  const own = ['.venv', 'venv'].map((name) => ({ folder: path.join(root, name), origin: 'workspace' as const }));
  return home === undefined ? own : [...own, { folder: homeVenv(home, root), origin: 'practicum' as const }];
}
