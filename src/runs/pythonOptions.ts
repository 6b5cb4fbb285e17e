/** The options of a Python program, read off its text: best effort, nothing is executed. What is not found can still be typed. */
import { type LogicalLine, tokenize } from '../workspace/pythonTokens.ts';
import { argparseOptions } from './options/argparse.ts';
import { abslOptions, clickOptions } from './options/click.ts';
import { parameterOptions } from './options/fromParameters.ts';
import type { ProgramOption, ProgramOptions } from './options/option.ts';

interface Reader {
  readonly name: string;
  /** Stands in a program that uses it. */
  readonly sign: RegExp;
  readonly read: (lines: readonly LogicalLine[]) => readonly ProgramOption[];
}

/** The first that finds something counts. */
const readers: readonly Reader[] = [
  {
    name: 'HfArgumentParser',
    sign: /\b(?:HfArgumentParser|TrlParser)[ \t]*\(/,
    read: (lines) => parameterOptions('HfArgumentParser', lines),
  },
  { name: 'tyro', sign: /\btyro\.cli\b/, read: (lines) => parameterOptions('tyro', lines) },
  { name: 'typer', sign: /\btyper\b/, read: (lines) => parameterOptions('typer', lines) },
  { name: 'click', sign: /@(?:click\.)?(?:option|argument)\b/, read: clickOptions },
  { name: 'draccus', sign: /\b(?:draccus|pyrallis)\b/, read: (lines) => parameterOptions('draccus', lines) },
  { name: 'fire', sign: /\bfire\.Fire\b/, read: (lines) => parameterOptions('fire', lines) },
  { name: 'absl', sign: /\bDEFINE_\w+[ \t]*\(/, read: abslOptions },
  { name: 'argparse', sign: /\badd_argument[ \t]*\(/, read: argparseOptions },
];

const maxText = 1_000_000;

export function readPythonOptions(text: string): ProgramOptions {
  const possible = text.length > maxText ? [] : readers.filter(({ sign }) => sign.test(text));
  if (possible.length > 0) {
    const tokenized = tokenize(text.replaceAll('\r\n', '\n'));
    // Text that is being written does not parse; then there is nothing to choose from for a moment.
    const lines = 'lines' in tokenized ? tokenized.lines : [];
    for (const { name, read } of possible) {
      const options = read(lines);
      if (options.length > 0) return { reader: name, options };
    }
  }
  return { reader: /@hydra\.main\b/.test(text) ? 'hydra' : possible[0]?.name, options: [] };
}

/** Where a `@hydra.main` program has its configuration, relative to the script. */
export function hydraConfigOf(text: string): string | undefined {
  const call = /@hydra\.main[ \t]*\(([^)]*)\)/.exec(text)?.[1];
  if (call === undefined) return undefined;
  const named = (name: string): string | undefined => new RegExp(`\\b${name}[ \\t]*=[ \\t]*["']([^"']*)["']`).exec(call)?.[1];
  const name = named('config_name');
  if (name === undefined) return undefined;
  const file = /\.ya?ml$/.test(name) ? name : `${name}.yaml`;
  return [named('config_path') ?? '', file].filter((part) => part !== '' && part !== '.').join('/');
}
