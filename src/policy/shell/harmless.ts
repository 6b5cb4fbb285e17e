import { posix } from 'node:path';
import { findNeverRule } from './never.ts';
import { type Refusal, refusal } from './options.ts';
import type { FileUse, Harmless } from './program.ts';
import { findProgram } from './programs.ts';
import { readShell, type SimpleCommand } from './tokenize.ts';

/** What the caller knows of the place where the command line would run. Each answer says why not, as “because …”, or undefined. */
export interface ShellPlace {
  /** Absolute, links resolved. */
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  /** May this file or folder be read without a question? `isPattern`: the last segment is expanded by the shell. */
  checkFile(path: string, use: Omit<FileUse, 'word'> & { readonly isPattern: boolean }): string | undefined;
  /** Is this an ordinary folder of the workspace, reached without a link? */
  checkFolder(path: string): string | undefined;
  /** Is the program that the search path finds under this name one of the machine, not of the workspace? */
  checkProgram(name: string, folder: string): string | undefined;
  /** May git look at the repository of this folder, without its configuration starting a program? */
  checkRepository(folder: string): string | undefined;
}

export interface ShellVerdict {
  readonly verdict: 'allow' | 'ask' | 'deny';
  readonly reason: string;
  readonly rule: string;
  /** The simple commands, where the line could be read. */
  readonly parts?: readonly ShellPart[];
}

/** One simple command of a line. */
export interface ShellPart {
  readonly command: SimpleCommand;
  /** Where it may run, from what `cd` before it does. Empty: nobody knows. */
  readonly folders: ReadonlySet<string>;
  /** Why it would not pass by itself. */
  readonly problem?: Refusal;
  /** Folders, relative to where it runs, that it reads to the ground. */
  readonly trees: readonly string[];
}

/** Whether a command line only looks at the workspace. Everything that is not proven to asks; the small final list is denied. */
export function judgeShell(command: string, place: ShellPlace): ShellVerdict {
  const reading = readShell(command);
  const never = findNeverRule(command, reading);
  if (never !== undefined) return { verdict: 'deny', reason: never.reason, rule: never.id };
  if (reading.kind === 'unreadable')
    return { verdict: 'ask', reason: `This command line is not proven to be harmless: ${reading.why}.`, rule: reading.rule };
  const parts = inspectParts(reading.commands, place);
  const problem = place.platform === 'win32' ? refusal('windows', 'command lines of Windows are not read') : firstProblem(parts);
  return problem === undefined
    ? { verdict: 'allow', reason: 'This command only looks at the workspace.', rule: 'shell.harmless', parts }
    : { verdict: 'ask', reason: `This command is not proven to be harmless: ${problem.why}.`, rule: problem.rule, parts };
}

interface InspectedPart extends ShellPart {
  /** The words alone say that it would not pass. */
  readonly isByWords: boolean;
}

/** What the words say comes first: it is the plainer reason. */
function firstProblem(parts: readonly InspectedPart[]): Refusal | undefined {
  return (parts.find(({ isByWords }) => isByWords) ?? parts.find(({ problem }) => problem !== undefined))?.problem;
}

/** A language, a time zone, or a wish for no colours: names, never paths, which the C library would open. */
const harmlessVariables: readonly { readonly name: RegExp; readonly value: RegExp }[] = [
  { name: /^(LANG|LANGUAGE|LC_[A-Z]+)$/, value: /^(?!.*\.\.)[\w.@:-]*$/ },
  { name: /^TZ$/, value: /^[A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/ },
  { name: /^NO_COLOR$/, value: /^\w*$/ },
];

/** What the words of one simple command say of it; the disk is not looked at. */
export function inspectWords(command: SimpleCommand): Harmless | Refusal {
  for (const { name, value } of command.assignments) {
    if (!harmlessVariables.some((known) => known.name.test(name) && known.value.test(value) && !value.startsWith('/')))
      return refusal('environment', `the variable ${name} may change what the command does`);
  }
  const [first, ...words] = command.words;
  if (first.isQuoted || !/^[A-Za-z0-9_.-]+$/.test(first.text)) return refusal('program', 'the name of the program is not a plain one');
  const program = findProgram(first.text);
  return program === undefined ? refusal('program', `“${first.text}” is not on the list of harmless programs`) : program.inspect(words);
}

/** In which folders the shell may be, after success and after failure of what came before. */
interface Where {
  readonly afterSuccess: ReadonlySet<string>;
  readonly afterFailure: ReadonlySet<string>;
}

const maxFolders = 8;

function inspectParts(commands: readonly SimpleCommand[], place: ShellPlace): readonly InspectedPart[] {
  let where: Where = { afterSuccess: new Set([place.cwd]), afterFailure: new Set() };
  let isKnown = true;
  return commands.map((command, index) => {
    const folders = isKnown ? foldersBefore(command, where) : new Set<string>();
    const found = inspectWords(command);
    // All problems are collected before the first is answered, so that everything that must be known is asked for at once.
    const problems = found.kind === 'refused' ? [found] : fileProblems(command, found, folders, place);
    if (!isKnown) problems.push(refusal('cd', 'it is not known in which folder it would run'));
    if (folders.size > maxFolders) {
      // Every further “cd” would double them.
      problems.push(refusal('cd', 'too many folders are possible'));
      isKnown = false;
    }
    let after: Where = { afterSuccess: folders, afterFailure: folders };
    if (command.words[0].text === 'cd') {
      // In a pipe every part has a shell of its own, or not, depending on the shell.
      const isPiped = command.joiner === '|' || commands[index + 1]?.joiner === '|';
      if (isPiped) problems.push(refusal('cd', '“cd” stands in a pipe'));
      if (found.kind === 'refused') isKnown = false;
      const target = command.words[1]?.text ?? '';
      after = { afterSuccess: new Set([...folders].map((folder) => logicalFolder(folder, target))), afterFailure: folders };
    }
    where = whereAfter(command, where, after);
    const [problem] = problems;
    return { command, folders, ...(problem === undefined ? {} : { problem }), trees: treesOf(found), isByWords: found.kind === 'refused' };
  });
}

function treesOf(found: Harmless | Refusal): readonly string[] {
  return found.kind === 'refused' ? [] : found.files.flatMap(({ word, tree }) => (tree === undefined ? [] : [word.text]));
}

function fileProblems(command: SimpleCommand, found: Harmless, folders: ReadonlySet<string>, place: ShellPlace): Refusal[] {
  const problems: Refusal[] = [];
  const note = (rule: string, why: string | undefined): void => {
    if (why !== undefined) problems.push(refusal(rule, why));
  };
  const [program] = command.words;
  for (const folder of folders) {
    note('program', place.checkProgram(program.text, folder));
    if (found.usesGit) note('repository', place.checkRepository(folder));
    for (const use of found.files) note('file', checkFileUse(use, folder, program.text, place));
  }
  return problems;
}

function foldersBefore(command: SimpleCommand, where: Where): ReadonlySet<string> {
  switch (command.joiner) {
    case '&&':
      return where.afterSuccess;
    case '||':
      return where.afterFailure;
    default:
      return union(where.afterSuccess, where.afterFailure);
  }
}

/** Where the shell is after `command` ran or was skipped. */
function whereAfter(command: SimpleCommand, before: Where, ran: Where): Where {
  switch (command.joiner) {
    case '&&':
      return { afterSuccess: ran.afterSuccess, afterFailure: union(before.afterFailure, ran.afterFailure) };
    case '||':
      return { afterSuccess: union(before.afterSuccess, ran.afterSuccess), afterFailure: ran.afterFailure };
    default:
      return ran;
  }
}

function checkFileUse(use: FileUse, folder: string, program: string, place: ShellPlace): string | undefined {
  const { word, ...how } = use;
  const { text, globAt } = word;
  if (text === '') return 'a file name is empty';
  const path = text.startsWith('/') ? text : `${folder}/${text}`;
  if (program === 'cd') return place.checkFolder(path);
  return place.checkFile(path, { ...how, isPattern: globAt !== undefined });
}

function logicalFolder(folder: string, target: string): string {
  const path = posix.normalize(target.startsWith('/') ? target : `${folder}/${target}`);
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function union(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a, ...b]);
}
