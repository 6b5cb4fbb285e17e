/** Programs whose arguments are a language of their own. */
import { readArguments, refusal } from './options.ts';
import { harmless, type Program, simpleProgram } from './program.ts';
import type { Word } from './tokenize.ts';

/** Primaries of find that only test or print, and how many words each takes. */
const findPrimaries: ReadonlyMap<string, number> = new Map([
  ...[
    '-print',
    '-print0',
    '-empty',
    '-prune',
    '-quit',
    '-true',
    '-false',
    '-depth',
    '-xdev',
    '-mount',
    '-ls',
    '-readable',
    '-writable',
    '-executable',
  ].map((name): [string, number] => [name, 0]),
  ...['-not', '!', '-o', '-or', '-a', '-and', '(', ')', ',', '-daystart', '-noleaf', '-nouser', '-nogroup'].map(
    (name): [string, number] => [name, 0],
  ),
  ...[
    '-name',
    '-iname',
    '-path',
    '-ipath',
    '-wholename',
    '-iwholename',
    '-regex',
    '-iregex',
    '-regextype',
    '-type',
    '-maxdepth',
    '-mindepth',
  ].map((name): [string, number] => [name, 1]),
  ...[
    '-size',
    '-mtime',
    '-mmin',
    '-atime',
    '-amin',
    '-ctime',
    '-cmin',
    '-perm',
    '-user',
    '-group',
    '-links',
    '-inum',
    '-printf',
    '-newermt',
  ].map((name): [string, number] => [name, 1]),
]);

export const find: Program = {
  name: 'find',
  match: ["find . -name '*.py'", 'find src -type f -size +1M -print', "find . \\( -name a -o -name b \\) -not -path './.git/*'", 'find'],
  noMatch: [
    ...[
      'find . -name x.tmp -delete',
      'find . -exec touch PWNED \\;',
      'find . -ok touch PWNED \\;',
      'find . -fprintf PWNED x',
      'find . -name x.tmp -del\\ete',
    ],
    ...[
      'find / -name x',
      'find -L . -name x',
      'find . -name *.py',
      'find .. -name x',
      'find . -fls PWNED',
      'find . -newer /etc/passwd',
      'find . -files0-from x',
    ],
  ],
  inspect(words) {
    const starts: Word[] = [];
    let index = 0;
    if (words[0]?.text === '-P') index = 1;
    for (; index < words.length; index += 1) {
      const word = words[index];
      if (word === undefined || /^[-(!,)]/.test(word.text)) break;
      if (word.globAt === 0) return refusal('glob', 'a pattern may match a file name that is an option');
      starts.push(word);
    }
    while (index < words.length) {
      const word = words[index];
      const taken = word === undefined ? undefined : findPrimaries.get(word.text);
      if (word === undefined || taken === undefined)
        return refusal('option', `“${word?.text ?? ''}” of “find” is not known to be harmless`);
      const values = words.slice(index + 1, index + 1 + taken);
      if (values.length < taken || values.some((value) => value.globAt !== undefined))
        return refusal('glob', 'a pattern that the shell expands stands in a test of “find”');
      index += 1 + taken;
    }
    return harmless(starts);
  },
};

const sedAddress = String.raw`(?:\d+|\$|/[^/\\\n]+/)`;
const sedPrint = new RegExp(String.raw`^${sedAddress}(?:,(?:${sedAddress}|\+\d+))?p$`);

export const sed: Program = {
  name: 'sed',
  match: ["sed -n '1,20p' README.md", "sed -n '$p' README.md", "sed -n '/def main/,/return/p' src/a.py"],
  noMatch: [
    "sed -n '1e touch PWNED' README.md",
    "sed -i 's/a/b/' README.md",
    "sed -n 'w PWNED' README.md",
    'sed -n -i 1p README.md',
    "sed 's/a/b/' README.md",
    "sed -n '1p;w x' README.md",
  ],
  inspect(words) {
    const [quiet, script, ...files] = words;
    if (quiet?.text !== '-n' || script === undefined || script.globAt !== undefined || !sedPrint.test(script.text))
      return refusal('option', '“sed” is known to be harmless only as: sed -n ADDRESSp FILES');
    const read = readArguments('sed', files, {});
    return read.kind === 'refused' ? read : harmless(read.operands.filter((word) => word.text !== '-'));
  },
};

/** A million numbers are printed in a moment; more only fill the log. */
const maxNumbers = 1_000_000;

export const seq: Program = simpleProgram({
  name: 'seq',
  options: { short: 'w' },
  operands: { are: 'text' },
  check(_options, operands) {
    const numbers = operands.map((word) => (/^\d+(\.\d+)?$/.test(word.text) ? Number(word.text) : Number.NaN));
    const [first = Number.NaN, second, third] = numbers;
    if (numbers.length > 3 || numbers.some((number) => !Number.isFinite(number)))
      return '“seq” is given something other than plain numbers';
    const from = second === undefined ? 1 : first;
    const by = third === undefined ? 1 : (second ?? 1);
    const to = third ?? second ?? first;
    return by > 0 && (to - from) / by < maxNumbers ? undefined : '“seq” would print more than a million lines';
  },
  match: ['seq 10', 'seq 1 2 9', 'seq -w 1 10'],
  noMatch: ['seq 100000000', 'seq 1 0.0000001 9', 'seq', 'seq 1 0 5', 'seq 1e99', 'seq -f %1000000000f 1'],
});

export const date: Program = simpleProgram({
  name: 'date',
  options: {
    short: 'uR',
    shortValue: 'd',
    long: 'utc universal rfc-email',
    longValue: 'date rfc-3339',
    longOptional: 'iso-8601',
  },
  operands: { are: 'text' },
  // A bare operand sets the clock.
  check: (_options, operands) =>
    operands.every((word) => word.text.startsWith('+')) && operands.length <= 1 ? undefined : '“date” would set the clock',
  match: ['date', 'date -u +%Y-%m-%d', "date -d '1 day ago' +%s", 'date --iso-8601=seconds'],
  noMatch: ['date -s 2020-01-01', 'date 010100002020', 'date --set=now', 'date -f README.md', 'date -r /etc/passwd'],
});

export const printf: Program = {
  name: 'printf',
  match: ["printf '%s\\n' a b", 'printf hello'],
  noMatch: ['printf -v PATH x', 'printf', "printf '%9999999999d' 1", "printf '%*d' 999999999 1", 'printf ./*'],
  inspect(words) {
    const [format] = words;
    if (format === undefined || format.text.startsWith('-')) return refusal('option', '“printf” would set a variable');
    if (/%[^A-Za-z%]*(\d{5}|\*)/.test(format.text)) return refusal('operand', '“printf” would print very long fields');
    return words.some((word) => word.globAt !== undefined) ? refusal('glob', 'a pattern stands where text belongs') : harmless();
  },
};

// Not -v and -R: bash evaluates their subscripts, and with them any command inside.
const testsOfFiles = new Set([
  '-b',
  '-c',
  '-d',
  '-e',
  '-f',
  '-g',
  '-h',
  '-k',
  '-L',
  '-p',
  '-r',
  '-s',
  '-S',
  '-u',
  '-w',
  '-x',
  '-O',
  '-G',
  '-N',
]);
const testsOfTexts = new Set(['=', '==', '!=']);
const testsOfNumbers = new Set(['-eq', '-ne', '-lt', '-le', '-gt', '-ge']);

export const test: Program = {
  name: 'test',
  match: ['test -f README.md', 'test ! -d src', 'test a = b', 'test 1 -lt 2', 'test -n x'],
  noMatch: [
    "test -v 'a[$(touch PWNED)]'",
    'test -R x',
    "test 'a[$(touch PWNED)]' -eq 1",
    'test -f /etc/passwd',
    'test -f x -a -v y',
    'test',
  ],
  inspect(words) {
    if (words.some((word) => word.globAt !== undefined)) return refusal('glob', 'a pattern stands where text belongs');
    const [first, second, third, ...others] = words[0]?.text === '!' ? words.slice(1) : words;
    if (first !== undefined && second !== undefined && others.length === 0) {
      if (third === undefined && testsOfFiles.has(first.text)) return harmless([second]);
      if (third === undefined && (first.text === '-n' || first.text === '-z')) return harmless();
      if (third !== undefined && testsOfTexts.has(second.text)) return harmless();
      const areNumbers = [first, third].every((word) => /^-?\d{1,18}$/.test(word?.text ?? ''));
      if (third !== undefined && testsOfNumbers.has(second.text) && areNumbers) return harmless();
    }
    return refusal('operand', 'this form of “test” is not known to be harmless');
  },
};
