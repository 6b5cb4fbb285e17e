/** Which runs get a terminal, and the command that gives them one. */
import { localImports } from '../localImports.ts';

export const terminalChoices = ['auto', 'always', 'never'] as const;
/** `auto`: a script whose progress bars draw only on a terminal gets one. */
export type TerminalChoice = (typeof terminalChoices)[number];

/** Wide enough that no bar cuts its numbers off. */
const columns = 160;
const rows = 40;

/** Packages whose bars say nothing, or only at the end, where there is no terminal. tqdm and Keras draw into pipes too. */
const needTerminal = new Set(['rich', 'lightning', 'pytorch_lightning', 'alive_progress', 'enlighten', 'progressbar', 'textual']);

/** Whether the script gets a terminal. `texts`: the script, and what of its own files it imports as far as the caller has read them. */
export function getsTerminal(choice: TerminalChoice, platform: NodeJS.Platform, texts: readonly string[]): boolean {
  // Windows has none that Python's standard library could open.
  if (choice === 'never' || platform === 'win32') return false;
  if (choice === 'always') return true;
  return texts.some((text) => localImports(text).some(({ level, module: [first = ''] }) => level === 0 && needTerminal.has(first)));
}

/** The keeper's text is handed over as an argument, so that walls around the run need not let it read a file of ours. */
export function inTerminal(argv: readonly string[], interpreter: string, keeper: string): readonly string[] {
  return [interpreter, '-I', '-S', '-c', keeper, String(columns), String(rows), ...argv];
}

/** A program on a terminal is told what the terminal understands. */
export function terminalEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { COLUMNS: _columns, LINES: _lines, ...rest } = env;
  return { ...rest, TERM: env['TERM'] === undefined || env['TERM'] === 'dumb' ? 'xterm-256color' : env['TERM'] };
}

/** What the keeper says on its third descriptor. */
export type KeeperSaid = { readonly pid: number } | { readonly code: number } | { readonly signal: number };

export function parseKeeperLine(line: string): KeeperSaid | undefined {
  const [, name, digits = ''] = /^\{"(pid|code|signal)": (\d{1,10})\}$/.exec(line) ?? [];
  const value = Number(digits);
  switch (name) {
    case 'pid':
      return { pid: value };
    case 'code':
      return { code: value };
    case 'signal':
      return { signal: value };
    default:
      return undefined;
  }
}
