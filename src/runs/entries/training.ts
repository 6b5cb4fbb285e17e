/** A file that is about to be trained: how it is started, and what it can be told. */
import path from 'node:path';
import { readIfThere } from '../folder.ts';
import type { ProgramOption } from '../options/option.ts';
import { overridesIn } from '../options/overrides.ts';
import { hydraConfigOf, readPythonOptions } from '../pythonOptions.ts';
import { findEntries, isConfig } from './entries.ts';
import type { EntryPoint } from './entryPoint.ts';

export interface Training {
  readonly script: string;
  readonly entry: Pick<EntryPoint, 'launcher' | 'args'>;
  readonly options: readonly ProgramOption[];
}

/** Undefined: it is a configuration that no known program trains by. Any Python file can be run. */
export async function readTraining(script: string, text: string): Promise<Training | undefined> {
  const [entry] = findEntries({ path: script, text });
  if (isConfig(script)) return entry === undefined ? undefined : { script, entry, options: [] };
  return { script, entry: entry ?? { launcher: { by: 'python' }, args: [] }, options: await optionsOf(script, text) };
}

async function optionsOf(script: string, text: string): Promise<readonly ProgramOption[]> {
  const { reader, options } = readPythonOptions(text);
  const config = reader === 'hydra' ? hydraConfigOf(text) : undefined;
  if (config === undefined) return options;
  return overridesIn((await readIfThere(path.join(path.dirname(script), config))) ?? '');
}
