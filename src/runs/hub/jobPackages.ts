/** Which packages a script needs in an image that has none, where nothing in the workspace says it: those that it imports. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeVersion } from '../codeVersion.ts';
import { lmEvalProgramFile } from '../evaluate/lmEvalProgram.ts';
import { importedModules, packageOf } from '../requirements.ts';
import { declaredNeeds } from './declaredNeeds.ts';

export async function packagesForJob(root: string, script: string, cwd: string): Promise<readonly string[]> {
  const { inline, requirements, project } = await declaredNeeds(root, script);
  // What the workspace says of its own needs does not know of it.
  if (script === lmEvalProgramFile(root)) return [packageOf('lm_eval')];
  if (inline || requirements !== undefined || project) return [];
  const version = await codeVersion({ argv: ['python', script], cwd }, [root]);
  const files = version?.files.map(({ path: file }) => file) ?? [script];
  const texts = await Promise.all(files.filter((file) => file.endsWith('.py')).map((file) => readFile(file, 'utf8').catch(() => '')));
  const modules = [...new Set(texts.flatMap((text) => importedModules(text)))];
  const own = await Promise.all(modules.map((module) => isOwn(module, [path.dirname(script), root])));
  return [...new Set(modules.filter((_, at) => own[at] !== true).map(packageOf))].sort();
}

async function isOwn(module: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders)
    for (const name of [`${module}.py`, module])
      if ((await stat(path.join(folder, name)).catch(() => undefined)) !== undefined) return true;
  return false;
}
