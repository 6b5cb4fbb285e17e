/** How the hook gets into a script: by its environment alone. Python imports `sitecustomize` from PYTHONPATH before anything else. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/** Where the processes of a run tell what they log. It is all that a confined run may write of its own record. */
export function hookFolder(runFolder: string): string {
  return path.join(runFolder, 'hook');
}

/** The hook of one run: the folder of its Python, and the folder that it writes in. */
export interface Hook {
  readonly python: string;
  readonly folder: string;
}

/** What is added to the environment. An empty entry of PYTHONPATH would mean the current folder, so none is made. */
export function hookEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  { python, folder }: Hook,
  delimiter: string = path.delimiter,
): Readonly<Record<string, string>> {
  const before = env['PYTHONPATH'] ?? '';
  return { PYTHONPATH: before === '' ? python : `${python}${delimiter}${before}`, PRACTICUM_HOOK: folder };
}

/** Undefined where the folder cannot be made: the run goes on without the hook. */
export async function prepareHook(runFolder: string, python: string): Promise<Hook | undefined> {
  const folder = hookFolder(runFolder);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return { python, folder };
  } catch {
    return undefined;
  }
}
