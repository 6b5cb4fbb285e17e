import type { Word } from './tokenize.ts';

/** The options of one program that are known to be harmless. Everything else about it asks. */
export interface OptionTable {
  /** Letters without a value: `-la`. */
  readonly short?: string;
  /** Letters with a value: `-n 5`, `-n5`. */
  readonly shortValue?: string;
  /** Names without a value: as words, without the dashes. */
  readonly long?: string;
  /** `--name=value` or `--name value`. */
  readonly longValue?: string;
  /** `--name` or `--name=value`. */
  readonly longOptional?: string;
  /** Letters whose value may be left out, and stands in the same word: `-Iseconds`. */
  readonly shortOptional?: string;
  /** Like `shortValue`, where the value names a file or folder. */
  readonly shortFile?: string;
  /** Like `longValue`, where the value names a file or folder. */
  readonly longFile?: string;
  /** `-1.5` is a number and no option. */
  readonly hasNegativeNumbers?: boolean;
  /** `-20` stands for a count. */
  readonly hasCount?: boolean;
}

export interface Arguments {
  readonly kind: 'arguments';
  readonly operands: readonly Word[];
  /** Names as in the table, with their values; `''` for an option without one. */
  readonly options: readonly Option[];
}

export interface Option {
  readonly name: string;
  readonly value: string;
  /** The value names a file or folder. */
  readonly isFile?: boolean;
}

export interface Refusal {
  readonly kind: 'refused';
  readonly rule: string;
  /** Follows “because ” in a sentence for a person. */
  readonly why: string;
}

export function refusal(rule: string, why: string): Refusal {
  return { kind: 'refused', rule: `shell.${rule}`, why };
}

/**
 * Splits arguments as GNU getopt does (options may follow operands, `--` ends them), but knows no abbreviations: an option
 * that is not in the table is refused, so a new dangerous one cannot slip in.
 */
export function readArguments(program: string, words: readonly Word[], table: OptionTable): Arguments | Refusal {
  const operands: Word[] = [];
  const options: Option[] = [];
  let isEnded = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const { text } = word;
    const isNumber = table.hasNegativeNumbers === true && /^-\d+(\.\d+)?$/.test(text);
    if (isEnded || text === '-' || isNumber || !text.startsWith('-')) {
      // A file that a pattern matches may be called `-rf`: its first character must be known, or options over.
      if (word.globAt === 0 && !isEnded) return refusal('glob', 'a pattern may match a file name that is an option');
      operands.push(word);
      continue;
    }
    if (text === '--') {
      isEnded = true;
      continue;
    }
    if (word.globAt !== undefined) return refusal('glob', 'an option holds a pattern');
    const takeNext = (): string | undefined => {
      const next = words[index + 1];
      if (next === undefined || next.globAt !== undefined) return undefined;
      index += 1;
      return next.text;
    };
    const read = text.startsWith('--') ? readLong(text.slice(2), table, takeNext) : readShort(text.slice(1), table, takeNext);
    if (read === undefined) return refusal('option', `“${text}” is not an option of “${program}” that is known to be harmless`);
    options.push(...read);
  }
  return { kind: 'arguments', operands, options };
}

type ReadOptions = readonly Option[] | undefined;

function readLong(text: string, table: OptionTable, takeNext: () => string | undefined): ReadOptions {
  const cut = text.indexOf('=');
  const name = cut < 0 ? text : text.slice(0, cut);
  const value = cut < 0 ? undefined : text.slice(cut + 1);
  if (isAmong(table.longOptional, name)) return [{ name, value: value ?? '' }];
  const isFile = isAmong(table.longFile, name);
  if (isFile || isAmong(table.longValue, name)) {
    const given = value ?? takeNext();
    return given === undefined ? undefined : [{ name, value: given, isFile }];
  }
  return value === undefined && isAmong(table.long, name) ? [{ name, value: '' }] : undefined;
}

function isAmong(names: string | undefined, name: string): boolean {
  return names?.split(/\s+/).includes(name) === true && name !== '';
}

function readShort(text: string, table: OptionTable, takeNext: () => string | undefined): ReadOptions {
  if (table.hasCount === true && /^\d+$/.test(text)) return [{ name: 'count', value: text }];
  const options: Option[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    const attached = text.slice(at + 1);
    if (table.shortOptional?.includes(letter) === true) return [...options, { name: letter, value: attached }];
    const isFile = table.shortFile?.includes(letter) === true;
    if (isFile || table.shortValue?.includes(letter) === true) {
      const value = attached === '' ? takeNext() : attached;
      return value === undefined ? undefined : [...options, { name: letter, value, isFile }];
    }
    if (table.short?.includes(letter) !== true) return undefined;
    options.push({ name: letter, value: '' });
  }
  return options;
}

/** Does a format ask for a field so wide that printing it would not end soon? */
export function hasWideField(format: string): boolean {
  return /%[^A-Za-z%]*(\d{5}|\*)/.test(format);
}
