/** How the hook gets into a script: by its environment alone. Python imports `sitecustomize` from PYTHONPATH before anything else. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/** Where the processes of a run tell what they log. It is all that a confined run may write of its own record. */
export function hookFolder(runFolder: string): string {
  return path.join(runFolder, 'hook');
}

/** For `folder`, with the Python files in `python`. An empty entry of PYTHONPATH would mean the current folder, so none is made. */
export function hookEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  python: string,
  folder: string,
  delimiter: string = path.delimiter,
): Readonly<Record<string, string>> {
  const before = env['PYTHONPATH'] ?? '';
  return { PYTHONPATH: before === '' ? python : `${python}${delimiter}${before}`, PRACTICUM_HOOK: folder };
}

/** Undefined where it cannot be made: the run goes on without the hook. */
export async function makeHookFolder(runFolder: string): Promise<string | undefined> {
  const folder = hookFolder(runFolder);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch {
    return undefined;
  }
}
