import { inspectWords } from './harmless.ts';
import { readShell, type SimpleCommand, type Word } from './tokenize.ts';

/** How a line that only looks is started, so that what runs is what was read and nothing else. */
export interface HarmlessLine {
  /** One program and its arguments, where there is nothing for a shell to do. */
  readonly argv: readonly string[] | undefined;
  /** The same for a shell, every word quoted. */
  readonly line: string;
}

/** Programs that the shell has itself: the files of the same name differ a little, and `cd` is none. */
const ofTheShell: ReadonlySet<string> = new Set(['cd', 'echo', 'printf', 'pwd', 'test', 'true', 'false']);

/** Undefined where the words alone do not say that the line is harmless. Whether it may run is for `decide`. */
export function asHarmless(command: string): HarmlessLine | undefined {
  const reading = readShell(command);
  if (reading.kind === 'unreadable') return undefined;
  if (reading.commands.some((each) => inspectWords(each).kind === 'refused')) return undefined;
  const commands = reading.commands.map((each) => ({ ...each, words: withQuietOptions(each.words) }));
  return { argv: argvOf(commands), line: commands.map(render).join(' ') };
}

function argvOf([first, ...others]: readonly SimpleCommand[]): readonly string[] | undefined {
  if (first === undefined || others.length > 0 || first.redirections.length > 0 || first.assignments.length > 0) return undefined;
  if (ofTheShell.has(first.words[0].text) || first.words.some((word) => word.globAt !== undefined)) return undefined;
  return first.words.map((word) => word.text);
}

/** Options that keep git from starting what a repository's configuration names; for the rest there is the environment. */
const quietOptions: Readonly<Record<string, readonly string[]>> = {
  log: ['--no-ext-diff', '--no-textconv', '--no-show-signature'],
  show: ['--no-ext-diff', '--no-textconv', '--no-show-signature'],
  diff: ['--no-ext-diff', '--no-textconv', '--ignore-submodules=dirty'],
  status: ['--ignore-submodules=dirty'],
  blame: ['--no-textconv'],
};

/** A file that says what to leave out may also bring hidden files back in, and with them `.env`. A glob stands above it. */
const withoutHidden: Word = { text: '--glob=!.*', isQuoted: true, globAt: undefined };

function withQuietOptions(words: SimpleCommand['words']): SimpleCommand['words'] {
  const [program, ...others] = words;
  if (program.text === 'rg') return [program, withoutHidden, ...others];
  if (program.text !== 'git') return words;
  const at = others.findIndex((word) => !word.text.startsWith('-'));
  const quiet = (quietOptions[others[at]?.text ?? ''] ?? []).map((text): Word => ({ text, isQuoted: true, globAt: undefined }));
  return [program, ...others.slice(0, at + 1), ...quiet, ...others.slice(at + 1)];
}

function render({ joiner, assignments, words, redirections }: SimpleCommand): string {
  const parts = [
    ...(joiner === undefined ? [] : [joiner]),
    ...assignments.map(({ name, value }) => `${name}=${quote(value)}`),
    // A pattern holds nothing else that a shell would take for something.
    ...words.map((word) => (word.globAt === undefined ? quote(word.text) : word.text)),
    ...redirections,
  ];
  return parts.join(' ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
