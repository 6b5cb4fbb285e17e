import { resolve } from 'node:path';
import type { ImportOutcome } from '../runs/files/importedRun.ts';
import { importWords } from '../runs/files/importWords.ts';
import { runsFoldersOf } from '../runs/folder.ts';
import { importRuns } from '../runs/importRuns.ts';
import { usualRunSettings } from '../runs/runSettings.ts';
import type { CommonOptions } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';

/** Ctrl-C ends it between two pieces of a log: what is imported by then stays, nothing is half made. */
export async function importLogs(options: CommonOptions, paths: readonly string[], output: Output): Promise<ExitCode> {
  const host = createCliHost(options, output);
  const root = host.roots[0] ?? process.cwd();
  const interrupted = new AbortController();
  const onInterrupt = (): void => interrupted.abort();
  process.once('SIGINT', onInterrupt);
  try {
    const { outcomes, notes } = await importRuns({
      paths: paths.map((place) => resolve(root, place)),
      runsFolders: runsFoldersOf(root, (host.runSettings?.() ?? usualRunSettings).folder),
      nowMs: Date.now(),
      signal: interrupted.signal,
    });
    for (const note of notes) output.err(`practicum: ${note}\n`);
    for (const outcome of outcomes) output.out(options.json ? `${JSON.stringify(outcome)}\n` : lineOf(outcome));
    if (!options.json) output.err(`${importWords(outcomes)}.\n`);
    return outcomes.some(({ kind }) => kind !== 'empty') ? exitCode.done : exitCode.failed;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

function lineOf(outcome: ImportOutcome): string {
  switch (outcome.kind) {
    case 'imported':
      return `${outcome.id}  ${outcome.isGrown ? 'up to date' : 'imported'}  ${outcome.pointCount.toLocaleString('en')} points  ${outcome.name}\n`;
    case 'known':
      return `${outcome.id}  known already  ${outcome.name}\n`;
    case 'empty':
      return `no points  ${outcome.name}\n`;
  }
}
