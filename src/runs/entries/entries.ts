import path from 'node:path';
import { findConfigEntries } from './configEntries.ts';
import type { EntryPoint } from './entryPoint.ts';
import { findPythonEntries } from './pythonEntries.ts';

export interface EntryFile {
  readonly path: string;
  readonly text: string;
  /** It was trained before. */
  readonly hasRun?: boolean;
}

/** Where a file can be started as training, whatever kind of file it is. */
export function findEntries({ path: file, text, hasRun = false }: EntryFile): readonly EntryPoint[] {
  if (/\.py$/i.test(file)) return findPythonEntries({ name: path.basename(file), text }, hasRun);
  return isConfig(file) ? findConfigEntries({ path: file, text }) : [];
}

export function isConfig(file: string): boolean {
  return /\.(?:ya?ml|toml)$/i.test(file);
}
