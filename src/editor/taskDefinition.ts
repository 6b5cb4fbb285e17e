import { splitWords } from '../runs/entries/words.ts';

/** What `tasks.json` says of a training task. Pure. */
export interface TrainingTask {
  /** As written: absolute, or relative to the folder. */
  readonly script: string;
  /** Undefined: those that were kept for the script. */
  readonly args: readonly string[] | undefined;
  readonly cwd: string | undefined;
}

/** Undefined: it names no script. `args` may be a list, or one line with quotes where needed. */
export function readTaskDefinition(definition: Readonly<Record<string, unknown>>): TrainingTask | undefined {
  const { script, args, cwd } = definition;
  if (typeof script !== 'string' || script.trim() === '') return undefined;
  const words = typeof args === 'string' ? splitWords(args) : Array.isArray(args) ? args.map(String) : undefined;
  return { script: script.trim(), args: words, cwd: typeof cwd === 'string' && cwd.trim() !== '' ? cwd.trim() : undefined };
}

/** Console output for a terminal: a line feed alone would not go back to the left edge. */
export function forTerminal(text: string): string {
  return text.replaceAll(/\r?\n/g, '\r\n');
}
