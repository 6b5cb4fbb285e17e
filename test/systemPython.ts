import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';

let python: string | undefined;

/**
 * Any Python 3 will do where only its standard library is used. That of a Linux system starts in a tenth of the processor's time of what may
 * stand before it on the PATH: a script that looks for the Python that is meant, and packages that load themselves.
 */
export function systemPython(): string {
  const own = '/usr/bin/python3';
  const program = process.platform === 'linux' && existsSync(own) ? own : 'python3';
  python ??= spawnSync(program, ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).stdout.trim();
  return python;
}

/** Makes a folder for a PATH in which `python` and `python3` are the system's. */
export function folderWithPython(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const name of ['python', 'python3']) {
    rmSync(path.join(folder, name), { force: true });
    symlinkSync(systemPython(), path.join(folder, name));
  }
  return folder;
}
