import { posix } from 'node:path';
import { namesGuarded } from './guardedWords.ts';
import { classify } from './lookup.ts';
import { segmentsBelow } from './paths.ts';
import type { Rule, WordShape } from './rule.ts';
import { segmentsOf } from './ruleGlob.ts';
import { isNeverAllowedByRule } from './ruleNever.ts';
import type { ShellPart } from './shell/harmless.ts';
import type { Word } from './shell/tokenize.ts';
import { type PlaceRules, shellPlace } from './shellPlace.ts';

export type CommandRule = Rule['about'] & { readonly kind: 'shell' | 'execute' };

/** An ordinary place of the workspace: neither protected nor secret nor evidence. `below`: its segments under the root. */
export interface OrdinaryPlace {
  readonly root: string;
  readonly below: readonly string[];
  /** Something stands there now. */
  readonly isThere: boolean;
}

/** Where a word leads that stands for a file, or undefined where a rule may not cover it. */
export function ordinaryPlace(text: string, folder: string, rules: PlaceRules): OrdinaryPlace | undefined {
  if (text === '') return undefined;
  const at = classify({ about: 'target', path: text.startsWith('/') ? text : `${folder}/${text}` }, rules)?.[0];
  if (at?.kind !== 'inside' || at.guarded !== undefined || at.secret !== undefined || at.isUnexpanded || at.isRunRecord) return undefined;
  if (at.entry === 'special' || at.entry === 'link') return undefined;
  const below = segmentsBelow(at.root, at.path, rules.platform);
  return below === undefined ? undefined : { root: at.root, below, isThere: at.entry !== 'missing' };
}

/** May any rule at all let this simple command pass? Its words must be literal, and lead nowhere but to ordinary places. */
export function isCoverable({ command, folders }: ShellPart, rules: PlaceRules): boolean {
  const [program, ...words] = command.words;
  if (command.assignments.length > 0 || program.isQuoted || isNeverAllowedByRule(program.text) || folders.size === 0) return false;
  return [...folders].every(
    (folder) =>
      ordinaryPlace('.', folder, rules) !== undefined &&
      shellPlace(folder, rules).checkProgram(program.text, folder) === undefined &&
      words.every((word) => isPlain(word, folder, rules)),
  );
}

/** A word that is no file leads to a name in the folder that does not exist: that is ordinary, too. */
function isPlain({ text, globAt }: Word, folder: string, rules: PlaceRules): boolean {
  if (globAt !== undefined || namesGuarded(text)) return false;
  const value = text.startsWith('-') ? optionValue(text) : text;
  if (value === undefined) return false;
  return value.split(/[=:,]/).every((part) => part === '' || ordinaryPlace(part, folder, rules) !== undefined);
}

/** `out` of `--to=out`; '' where an option has none. Undefined: one that may hold a path nobody can tell from its letters. */
function optionValue(text: string): string | undefined {
  const cut = text.indexOf('=');
  const name = cut < 0 ? text : text.slice(0, cut);
  return /[/~]|\.\./.test(name) ? undefined : cut < 0 ? '' : text.slice(cut + 1);
}

/** Is it this simple command that an allow rule names? Only asked about coverable ones. */
export function isCommandOf(rule: CommandRule, { command, folders }: ShellPart, rules: PlaceRules): boolean {
  const [program, ...words] = command.words;
  if (rule.program !== program.text || rule.words.length !== words.length) return false;
  return [...folders].every(
    (folder) =>
      isInFolder(rule, folder, rules) && rule.words.every((shape, index) => matchesWord(shape, words[index]?.text ?? '', folder, rules)),
  );
}

function isInFolder({ folder: wanted }: CommandRule, folder: string, rules: PlaceRules): boolean {
  if (wanted === undefined) return true;
  const at = ordinaryPlace('.', folder, rules);
  return at !== undefined && isSame(at.below, segmentsOf(wanted));
}

function matchesWord(shape: WordShape, text: string, folder: string, rules: PlaceRules): boolean {
  if (typeof shape === 'string') return shape === text;
  switch (shape.is) {
    case 'number':
      return isNumber(text);
    case 'file': {
      const at = text.startsWith('-') ? undefined : ordinaryPlace(text, folder, rules);
      const wanted = segmentsOf(shape.below);
      return at !== undefined && at.below.length > wanted.length && isSame(at.below.slice(0, wanted.length), wanted);
    }
    case 'rest':
      return false;
  }
}

export function isNumber(text: string): boolean {
  return /^\d{1,18}(\.\d{1,18})?([eE][+-]?\d{1,3})?$/.test(text);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((segment, index) => segment === b[index]);
}

/** Does a rule that tightens speak about this command? In doubt it does: behind a wrapper, by a path, with a pattern among its words. */
export function mayBeCommandOf(rule: CommandRule, words: readonly string[]): boolean {
  const wanted = rule.program.toLowerCase();
  return words.some((word, at) => {
    if (posix.basename(word).toLowerCase() !== wanted) return false;
    const isProgram = at === 0 || words.slice(0, at).some((before) => isNeverAllowedByRule(posix.basename(before)));
    return isProgram && mayMatchWords(rule.words, words.slice(at + 1));
  });
}

function mayMatchWords(shapes: readonly WordShape[], words: readonly string[]): boolean {
  for (const [index, shape] of shapes.entries()) {
    if (typeof shape !== 'string' && shape.is === 'rest') return true;
    const word = words[index];
    if (word === undefined) return false;
    if (typeof shape === 'string' && shape !== word && !/[*?[]/.test(word)) return false;
    if (typeof shape !== 'string' && shape.is === 'number' && !isNumber(word)) return false;
  }
  return words.length === shapes.length;
}

/** The same for a line that cannot be read: its words, roughly. */
export function looseWords(command: string): readonly (readonly string[])[] {
  return command
    .replace(/\\\n/g, '')
    .replace(/["'\\]/g, '')
    .split(/[;&|\n()`{}]+/)
    .map((part) => part.split(/[\s<>]+/).filter((word) => word !== ''))
    .filter((words) => words.length > 0);
}
