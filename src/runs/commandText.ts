import type { RunSpec } from './run.ts';

/** What a run executes, for people; of one that was imported, whose logs it was made of. */
export function commandText({ argv, imported }: Pick<RunSpec, 'argv' | 'imported'>): string {
  return imported === undefined ? argv.join(' ') : `imported from ${imported.from}: ${imported.path}`;
}
