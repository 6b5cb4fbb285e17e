import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { TrainingWords } from './declaredSettings.ts';

const maxBytes = 400_000;
const maxConfigs = 8;

/** The words of a run that is about to start: its script, its arguments, and the configuration files that these name. What cannot be read says nothing. */
export async function readTrainingWords(script: string, args: readonly string[], cwd: string): Promise<TrainingWords> {
  const named = args.map((arg) => arg.replace(/^.*=/s, '')).filter((arg) => /\.(?:json|ya?ml|toml|cfg|ini)$/i.test(arg));
  const configs = await Promise.all(
    [...new Set(named)].slice(0, maxConfigs).map(async (name) => ({ name, text: await readText(path.resolve(cwd, name)) })),
  );
  return { args, script: await readText(script), configs };
}

async function readText(file: string): Promise<string> {
  try {
    const info = await stat(file);
    return info.isFile() && info.size <= maxBytes ? await readFile(file, 'utf8') : '';
  } catch {
    return '';
  }
}
