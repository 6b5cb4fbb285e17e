/** Commands of a plan: argv in which `{seed}` stands for the seed. */
import type { Plan } from '../stages/records.ts';

export const purposes = ['test', 'overfit', 'smoke', 'baseline', 'run'] as const;
export type CommandName = (typeof purposes)[number];

export interface PlannedScript {
  /** Relative to the workspace, with `/`. */
  readonly script: string;
  /** As start_run takes them. */
  readonly args: readonly string[];
}

const seedMark = '{seed}';
const interpreter = /^(?:.*\/)?(?:python|pypy)[\d.]*(?:\.exe)?$/u;

/** The script that a command starts, and its arguments; undefined for a command that starts none (`pytest -q`). */
export function scriptOfCommand(argv: readonly string[]): PlannedScript | undefined {
  let words = argv;
  if (words[0] === 'uv' && words[1] === 'run') words = words.slice(2);
  if (interpreter.test(words[0] ?? '')) words = words.slice(1);
  while (words[0] === '-u' || words[0] === '-I' || words[0] === '-O') words = words.slice(1);
  const [first, second] = words;
  if (first === '-m' && second !== undefined && /^[A-Za-z_][\w.]*$/u.test(second))
    return { script: `${second.replaceAll('.', '/')}.py`, args: words.slice(2) };
  if (first === undefined || !/\.py$/u.test(first)) return undefined;
  return { script: first.replace(/^\.\//u, ''), args: words.slice(1) };
}

export function hasSeed(argv: readonly string[]): boolean {
  return argv.some((word) => word.includes(seedMark));
}

/** With the seed in its place. */
export function withSeed(argv: readonly string[], seed: number): readonly string[] {
  return argv.map((word) => word.replaceAll(seedMark, String(seed)));
}

export function commandsOf({ commands }: Pick<Plan, 'commands'>): readonly (readonly [CommandName, readonly string[]])[] {
  return purposes.flatMap((name) => {
    const argv = commands[name];
    return argv === undefined ? [] : [[name, argv] as const];
  });
}

/** Placeholders that nobody fills in. */
export function unknownMarks(argv: readonly string[]): readonly string[] {
  return argv.flatMap((word) => [...word.matchAll(/\{[a-z_]+\}/gu)].map(([mark]) => mark)).filter((mark) => mark !== seedMark);
}

/** As a person types it. */
export function commandLine(argv: readonly string[]): string {
  return argv.map((word) => (/^[\w@%+=:,./{}-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}
