import { hasWideField, type Option, type OptionTable, type Refusal, readArguments, refusal } from './options.ts';
import type { Word } from './tokenize.ts';

/** A word that names a file or folder, to be checked against the workspace. */
export interface FileUse {
  readonly word: Word;
  /** A folder here would stand for files in it that nobody named. */
  readonly mustBeFile: boolean;
  /** Of a folder, what lies in it at any depth is read as well. */
  readonly tree?: Tree;
}

/** What of a folder is read. */
export interface Tree {
  /** Names that begin with a dot are read as well. */
  readonly hasHidden: boolean;
  /** Only files whose names match one of these patterns; undefined: all. */
  readonly only?: readonly string[] | undefined;
  /** Folders that are left out, by name. */
  readonly without?: readonly string[] | undefined;
}

/** What one simple command would do, as far as its words say. */
export interface Harmless {
  readonly kind: 'harmless';
  readonly files: readonly FileUse[];
  /** It asks the repository: only while nobody changed the repository's own configuration. */
  readonly usesGit: boolean;
}

/** A program that may run without a question, and which of its uses. The examples are tests. */
export interface Program {
  readonly name: string;
  /** Command lines that this rule lets pass. */
  readonly match: readonly string[];
  /** Command lines that it does not. */
  readonly noMatch: readonly string[];
  /** Where tables say it: the forms that it is used in. Commands for tests are made from them. */
  readonly uses?: readonly ProgramUse[];
  inspect(words: readonly Word[]): Harmless | Refusal;
}

/** The first words, and what may follow them. */
export interface ProgramUse {
  readonly words: readonly string[];
  readonly options: OptionTable;
  readonly operands: Operands;
}

export function harmless(
  files: readonly Word[] = [],
  options: { readonly mustBeFile?: boolean; readonly usesGit?: boolean; readonly tree?: Tree | undefined } = {},
): Harmless {
  return {
    kind: 'harmless',
    files: files.map((word) => ({
      word,
      mustBeFile: options.mustBeFile ?? false,
      ...(options.tree === undefined ? {} : { tree: options.tree }),
    })),
    usesGit: options.usesGit ?? false,
  };
}

/** What a program makes of its operands. */
export type Operands =
  | { readonly are: 'nothing' }
  /** Words that name no file. */
  | { readonly are: 'text' }
  | {
      readonly are: 'files';
      readonly atLeast?: number;
      readonly atMost?: number;
      readonly mustBeFiles?: boolean;
      readonly isStdinRead?: boolean;
    }
  /**
   * A pattern first unless one of these options gave it, then files. After a doubtful option the pattern may be a file, too. Where a tree
   * is read, folders are read to the ground, and the current one where none is named.
   */
  | {
      readonly are: 'pattern and files';
      readonly patternOptions: readonly string[];
      readonly doubtfulOptions?: readonly string[];
      readonly tree: (options: readonly Option[]) => Tree | undefined;
    };

export interface SimpleProgram extends Omit<Program, 'inspect'> {
  readonly options?: OptionTable;
  readonly operands: Operands;
  /** A last word about options: why not, or undefined. */
  readonly check?: (options: readonly Option[], operands: readonly Word[]) => string | undefined;
  /** What it prints follows a format in its arguments. */
  readonly hasFormat?: boolean;
}

export function simpleProgram(spec: SimpleProgram): Program {
  const { name, match, noMatch, operands: wanted } = spec;
  return {
    name,
    match,
    noMatch,
    uses: [{ words: [], options: spec.options ?? {}, operands: wanted }],
    inspect(words) {
      if (isAboutItself(words)) return harmless();
      const read = readArguments(name, words, spec.options ?? {});
      if (read.kind === 'refused') return read;
      const why = spec.check?.(read.options, read.operands);
      if (why !== undefined) return refusal('operand', why);
      if (spec.hasFormat === true && words.some((word) => hasWideField(word.text)))
        return refusal('operand', `“${name}” would print very long fields`);
      return withOptionFiles(inspectOperands(name, read.operands, read.options, wanted), read.options);
    },
  };
}

/** Alone, these print a few lines and open nothing, or are not known to the program. */
export function isAboutItself(words: readonly Word[]): boolean {
  return words.length === 1 && ['--help', '--version'].includes(words[0]?.text ?? '');
}

/** With the files that options name. */
export function withOptionFiles(found: Harmless | Refusal, options: readonly Option[]): Harmless | Refusal {
  if (found.kind === 'refused') return found;
  const named = options
    .filter(({ isFile }) => isFile === true)
    .map(({ value }): Word => ({ text: value, isQuoted: true, globAt: undefined }));
  return { ...found, files: [...found.files, ...harmless(named).files] };
}

function inspectOperands(name: string, operands: readonly Word[], options: readonly Option[], wanted: Operands): Harmless | Refusal {
  switch (wanted.are) {
    case 'nothing':
      return operands.length === 0 ? harmless() : refusal('operand', `“${name}” is given something to act on`);
    case 'text':
      return operands.some((word) => word.globAt !== undefined) ? refusal('glob', 'a pattern stands where text belongs') : harmless();
    case 'files': {
      const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = wanted;
      const isCounted = wanted.atMost !== undefined || wanted.atLeast !== undefined;
      if (isCounted && operands.some((word) => word.globAt !== undefined)) return refusal('glob', 'a pattern may stand for several files');
      if (operands.length < atLeast || operands.length > atMost) return refusal('operand', `“${name}” is given an unusual number of files`);
      const named = withoutStdin(operands);
      if (wanted.isStdinRead === false && (named.length === 0 || named.length < operands.length))
        return refusal('operand', `“${name}” is given no file`);
      return harmless(named, { mustBeFile: wanted.mustBeFiles ?? false });
    }
    case 'pattern and files': {
      const isAnyOf = (names: readonly string[]): boolean => options.some((option) => names.includes(option.name));
      const tree = wanted.tree(options);
      const reading = (files: readonly Word[]): Harmless | Refusal => {
        if (tree === undefined) return harmless(withoutStdin(files));
        if (files.some((word) => word.globAt !== undefined)) return refusal('glob', 'a pattern may stand for several folders');
        return harmless(files.length === 0 ? [here] : withoutStdin(files), { tree });
      };
      if (isAnyOf(wanted.patternOptions)) return reading(operands);
      const [pattern, ...files] = operands;
      if (pattern?.globAt !== undefined) return refusal('glob', 'a pattern that the shell expands stands where a search text belongs');
      return reading(isAnyOf(wanted.doubtfulOptions ?? []) ? operands : files);
    }
  }
}

const here: Word = { text: '.', isQuoted: false, globAt: undefined };

const withoutStdin = (operands: readonly Word[]): readonly Word[] => operands.filter((word) => word.text !== '-');
