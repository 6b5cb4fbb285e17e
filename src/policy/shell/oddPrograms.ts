/** Programs whose arguments are a language of their own. */
import { hasWideField, readArguments, refusal } from './options.ts';
import { harmless, isAboutItself, type Program, simpleProgram } from './program.ts';
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
    '-warn',
    '-nowarn',
    '-ignore_readdir_race',
    '-noignore_readdir_race',
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
    '-xtype',
    '-fstype',
    '-lname',
    '-ilname',
    '-used',
    '-uid',
    '-gid',
  ].map((name): [string, number] => [name, 1]),
]);

/** Tests that look at another file, which is the word after them. */
const findsByFile: ReadonlySet<string> = new Set(['-newer', '-anewer', '-cnewer', '-samefile']);

export const find: Program = {
  name: 'find',
  match: [
    "find . -name '*.py'",
    'find src -type f -size +1M -print',
    "find . \\( -name a -o -name b \\) -not -path './.git/*'",
    'find',
    'find src -newer README.md',
  ],
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
      'find . -printf %99999p',
      'find . -samefile .env',
      'find -D exec .',
      'find . -newerma README.md',
      'find . -files0-from x',
    ],
  ],
  inspect(words) {
    const starts: Word[] = [];
    if (isAboutItself(words)) return harmless();
    let index = 0;
    while (/^-(P|O[0-3])$/.test(words[index]?.text ?? '')) index += 1;
    for (; index < words.length; index += 1) {
      const word = words[index];
      if (word === undefined || /^[-(!,)]/.test(word.text)) break;
      if (word.globAt === 0) return refusal('glob', 'a pattern may match a file name that is an option');
      starts.push(word);
    }
    while (index < words.length) {
      const word = words[index];
      const isByFile = word !== undefined && findsByFile.has(word.text);
      const taken = word === undefined ? undefined : isByFile ? 1 : findPrimaries.get(word.text);
      if (word === undefined || taken === undefined)
        return refusal('option', `“${word?.text ?? ''}” of “find” is not known to be harmless`);
      const values = words.slice(index + 1, index + 1 + taken);
      if (values.length < taken || values.some((value) => value.globAt !== undefined))
        return refusal('glob', 'a pattern that the shell expands stands in a test of “find”');
      if (word.text === '-printf' && values.some((value) => hasWideField(value.text)))
        return refusal('operand', '“find” would print very long fields');
      if (isByFile) starts.push(...values);
      index += 1 + taken;
    }
    return harmless(starts);
  },
};

const sedAddress = String.raw`(?:\d+(?:~\d+)?|\$|/[^/\\\n]+/I?)`;
const sedPrint = String.raw` *(?:${sedAddress}(?: *, *(?:${sedAddress}|[+~]\d+))? *!? *)?p *`;
/** One or several times: print the lines from here to there. */
const sedPrints = new RegExp(`^${sedPrint}(?:;${sedPrint})*;?$`);

export const sed: Program = {
  name: 'sed',
  match: [
    "sed -n '1,20p' README.md",
    "sed -n '$p' README.md",
    "sed -n '/def main/,/return/p' src/a.py",
    "sed -n -e '1,5p' README.md",
    "sed -nE '/a+/p' src/a.py",
    "sed -n '1,5p;7p' README.md src/a.py",
  ],
  noMatch: [
    "sed -n '1e touch PWNED' README.md",
    "sed -i 's/a/b/' README.md",
    "sed -n 'w PWNED' README.md",
    'sed -n -i 1p README.md',
    "sed 's/a/b/' README.md",
    "sed -n '1p;w x' README.md",
    "sed -n -e 1p -e 'w PWNED' README.md",
    "sed -n 's/a/b/e' README.md",
    "sed -n '1r .env' README.md",
    "sed -n '1R .env' README.md",
    "sed -n '/a/w PWNED' README.md",
    'sed -n -f README.md src/a.py',
    'sed -n 1p .env',
    'sed -n -s -i 1p README.md',
    "sed -n '1p\n1w PWNED' README.md",
  ],
  inspect(words) {
    if (isAboutItself(words)) return harmless();
    const unusual = refusal('option', '“sed” is known to be harmless only as: sed -n ADDRESSp FILES');
    const read = readArguments('sed', words, {
      short: 'nErsz',
      shortValue: 'e',
      long: 'quiet silent regexp-extended separate',
      longValue: 'expression',
    });
    if (read.kind === 'refused') return unusual;
    const isQuiet = read.options.some(({ name }) => ['n', 'quiet', 'silent'].includes(name));
    const given = read.options.filter(({ name }) => name === 'e' || name === 'expression').map(({ value }) => value);
    const [first, ...others] = read.operands;
    const isFirstScript = given.length === 0;
    if (isFirstScript && (first === undefined || first.globAt !== undefined)) return unusual;
    const scripts = isFirstScript ? [first?.text ?? ''] : given;
    if (!isQuiet || !scripts.every((script) => sedPrints.test(script))) return unusual;
    return harmless((isFirstScript ? others : read.operands).filter((word) => word.text !== '-'));
  },
};

/** A million numbers are printed in a moment; more only fill the log. */
const maxNumbers = 1_000_000;

export const seq: Program = simpleProgram({
  name: 'seq',
  options: { short: 'w', shortValue: 'sf', long: 'equal-width', longValue: 'separator format', hasNegativeNumbers: true },
  operands: { are: 'text' },
  check(options, operands) {
    for (const { name, value } of options) {
      const isFormat = name === 'f' || name === 'format';
      if (isFormat ? !/^[^%]{0,20}%[-+ 0#']{0,2}\d{0,3}(\.\d{1,2})?[efg][^%]{0,20}$/.test(value) : value.length > 20)
        return '“seq” would print very long lines';
    }
    const numbers = operands.map((word) => (/^-?\d+(\.\d+)?$/.test(word.text) ? Number(word.text) : Number.NaN));
    const [first = Number.NaN, second, third] = numbers;
    if (numbers.length > 3 || numbers.some((number) => !Number.isFinite(number)))
      return '“seq” is given something other than plain numbers';
    const from = second === undefined ? 1 : first;
    const by = third === undefined ? 1 : (second ?? 1);
    const to = third ?? second ?? first;
    return by !== 0 && (to - from) / by < maxNumbers ? undefined : '“seq” would print more than a million lines';
  },
  match: ['seq 10', 'seq 1 2 9', 'seq -w 1 10', 'seq 5 -1 1', 'seq -s , 3', "seq -f '%03g' 3", 'seq 1000000'],
  noMatch: [
    'seq 100000000',
    'seq 1 -0.0000001 -9',
    'seq 1000001',
    'seq 1 0.0000001 9',
    'seq',
    'seq 1 0 5',
    'seq 1e99',
    'seq -f %1000000000f 1',
  ],
});

export const date: Program = simpleProgram({
  name: 'date',
  options: {
    short: 'uR',
    shortValue: 'd',
    shortFile: 'r',
    shortOptional: 'I',
    long: 'utc universal rfc-email debug',
    longValue: 'date rfc-3339',
    longOptional: 'iso-8601',
    longFile: 'reference',
  },
  hasFormat: true,
  operands: { are: 'text' },
  // A bare operand sets the clock.
  check: (_options, operands) =>
    operands.every((word) => word.text.startsWith('+')) && operands.length <= 1 ? undefined : '“date” would set the clock',
  match: ['date', 'date -u +%Y-%m-%d', "date -d '1 day ago' +%s", 'date --iso-8601=seconds', 'date -Iseconds', 'date -r README.md +%F'],
  noMatch: [
    'date -s 2020-01-01',
    'date 010100002020',
    'date --set=now',
    'date -f README.md',
    'date -r /etc/passwd',
    'date +%99999d',
    'date -Is -s now',
  ],
});

export const printf: Program = {
  name: 'printf',
  match: ["printf '%s\\n' a b", 'printf hello', "printf '100%%n'"],
  noMatch: [
    "printf '%n' PATH; ls",
    "printf 'x%5hhn' PATH",
    "printf %d 'a[$(touch PWNED)]'",
    'printf -v PATH x',
    'printf',
    "printf '%9999999999d' 1",
    "printf '%*d' 999999999 1",
    'printf ./*',
  ],
  inspect(words) {
    const [format] = words[0]?.text === '--' ? words.slice(1) : words;
    if (format === undefined || (format === words[0] && format.text.startsWith('-')))
      return refusal('option', '“printf” would set a variable');
    if (hasWideField(format.text)) return refusal('operand', '“printf” would print very long fields');
    // bash stores there how much it has printed: in PATH, too.
    if (/%[^A-Za-z%]*[hjlLtz]*n/.test(format.text.replaceAll('%%', ''))) return refusal('operand', '“printf” would set a variable');
    // Some shells calculate what is to be printed as a number, and run the commands in it.
    if (words.some((word) => word.text.includes('$(') || word.text.includes('`')))
      return refusal('operand', 'a shell may run what stands in a number that “printf” prints');
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
const testsOfTwoFiles = new Set(['-nt', '-ot', '-ef']);
const testsOfTexts = new Set(['=', '==', '!=']);
const testsOfNumbers = new Set(['-eq', '-ne', '-lt', '-le', '-gt', '-ge']);

export const test: Program = {
  name: 'test',
  match: ['test -f README.md', 'test README.md -nt src/a.py', 'test ! -d src', 'test a = b', 'test 1 -lt 2', 'test -n x'],
  noMatch: [
    "test -v 'a[$(touch PWNED)]'",
    'test -R x',
    "test 'a[$(touch PWNED)]' -eq 1",
    'test -f /etc/passwd',
    'test README.md -nt /etc/passwd',
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
      if (third !== undefined && testsOfTwoFiles.has(second.text)) return harmless([first, third]);
      const areNumbers = [first, third].every((word) => /^-?\d{1,18}$/.test(word?.text ?? ''));
      if (third !== undefined && testsOfNumbers.has(second.text) && areNumbers) return harmless();
    }
    return refusal('operand', 'this form of “test” is not known to be harmless');
  },
};
