/** What says by itself which packages a script needs. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export interface ScriptPackages {
  readonly packages: readonly string[];
  /** Below the workspace folder. */
  readonly requirements: string | undefined;
  /** The script names what it needs itself (PEP 723). */
  readonly inline: boolean;
  /** The workspace is a project that names what it needs. */
  readonly project: boolean;
}

const inlineMetadata = /^# \/\/\/ script\s*$/m;

/** What stands in the script goes before a file, a file before the project. */
export async function declaredNeeds(root: string, script: string): Promise<Omit<ScriptPackages, 'packages'>> {
  const inline = inlineMetadata.test(await textOf(script));
  if (inline) return { inline, requirements: undefined, project: false };
  const hasRequirements = (await textOf(path.join(root, 'requirements.txt'))).trim() !== '';
  if (hasRequirements) return { inline, requirements: 'requirements.txt', project: false };
  return { inline, requirements: undefined, project: /^\[project\]\s*$/m.test(await textOf(path.join(root, 'pyproject.toml'))) };
}

async function textOf(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch(() => '');
}
