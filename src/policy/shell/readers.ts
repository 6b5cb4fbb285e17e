import type { Option } from './options.ts';
import { type Program, simpleProgram, type Tree } from './program.ts';

/** Programs that print what is in files, or part of it. */
export const reading: readonly Program[] = [
  simpleProgram({
    name: 'cat',
    options: {
      short: 'AbeEnstTuv',
      long: 'number number-nonblank show-all show-ends show-nonprinting show-tabs squeeze-blank',
    },
    operands: { are: 'files' },
    match: ['cat README.md', 'cat -n src/a.py src/b.py', 'cat ./src/*.py'],
    noMatch: ['cat /etc/passwd', 'cat .env', 'cat *', 'cat /dev/zero', 'cat ../outside.txt'],
  }),
  simpleProgram({
    name: 'head',
    options: {
      short: 'qvz',
      shortValue: 'nc',
      long: 'quiet silent verbose zero-terminated',
      longValue: 'lines bytes',
      hasCount: true,
    },
    operands: { are: 'files' },
    match: ['head -n 20 README.md', 'head -5 README.md'],
    noMatch: ['head -n 1 /etc/passwd'],
  }),
  simpleProgram({
    name: 'tail',
    options: {
      short: 'qvz',
      shortValue: 'nc',
      long: 'quiet silent verbose zero-terminated',
      longValue: 'lines bytes',
      hasCount: true,
    },
    // The old way to say where to begin, which may end with an `f`.
    check: (_options, operands) =>
      operands.some((word) => word.text.startsWith('+')) ? '“tail” takes a word that begins with “+” for an option' : undefined,
    operands: { are: 'files' },
    match: ['tail -n 3 src/a.py', 'tail -5 README.md', 'tail -n +2 README.md'],
    noMatch: [
      'tail +1f README.md',
      'tail +f README.md',
      'tail -f README.md',
      'tail -5f README.md',
      'tail -n 3 -F README.md',
      'tail --follow README.md',
      'tail --fol README.md',
    ],
  }),
  simpleProgram({
    name: 'wc',
    options: { short: 'clmLw', long: 'bytes chars lines words max-line-length', longValue: 'total' },
    operands: { are: 'files' },
    match: ['wc -l src/a.py', 'ls | wc -l'],
    noMatch: ['wc --files0-from=README.md', 'wc -l /etc/passwd'],
  }),
  simpleProgram({
    name: 'nl',
    options: {
      short: 'p',
      shortValue: 'bdfhilnsvw',
      longValue: 'body-numbering number-width number-format number-separator starting-line-number line-increment',
    },
    // One wide field for each line.
    check: (options) =>
      options.some(({ name, value }) => (name === 'w' || name === 'number-width') && !/^\d{1,3}$/.test(value))
        ? '“nl” would print very long fields'
        : undefined,
    operands: { are: 'files' },
    match: ['nl -ba src/a.py', 'nl -w 3 -s : README.md'],
    noMatch: ['nl ../outside.txt', 'nl -w 2000000000 README.md'],
  }),
  simpleProgram({
    name: 'tac',
    options: { short: 'br', shortValue: 's', long: 'before regex', longValue: 'separator' },
    // What comes through a pipe, tac keeps in a temporary file.
    operands: { are: 'files', isStdinRead: false },
    match: ['tac README.md', 'tac src/*.py', 'tac -s , README.md'],
    noMatch: ['tac /etc/passwd', 'ls | tac', 'ls | tac -', 'tac'],
  }),
  simpleProgram({ name: 'rev', operands: { are: 'files' }, match: ['rev README.md'], noMatch: ['rev -x README.md'] }),
  simpleProgram({
    name: 'cut',
    options: {
      short: 'nsz',
      shortValue: 'bcdf',
      long: 'complement only-delimited zero-terminated',
      longValue: 'bytes characters fields delimiter output-delimiter',
    },
    operands: { are: 'files' },
    match: ['cut -d, -f1 README.md', 'cut -c 1-10 README.md'],
    noMatch: ['cut -c1 .env'],
  }),
  simpleProgram({
    name: 'tr',
    options: { short: 'cCdst', long: 'complement delete squeeze-repeats truncate-set1' },
    operands: { are: 'text' },
    match: ['cat README.md | tr a-z A-Z', "tr -d '\\n'"],
    noMatch: ['tr a* b'],
  }),
  simpleProgram({
    name: 'sort',
    options: {
      short: 'bcCdfghiMnrRsuVz',
      shortValue: 'kt',
      long: `ignore-leading-blanks dictionary-order ignore-case general-numeric-sort human-numeric-sort month-sort numeric-sort
        random-sort reverse version-sort stable unique zero-terminated debug`,
      longValue: 'key field-separator sort parallel',
      longOptional: 'check',
    },
    operands: { are: 'files' },
    match: ['sort -u README.md', 'sort -t , -k 2 -n README.md', 'sort -k2,2n README.md', 'sort --parallel=2 README.md'],
    noMatch: [
      // Little memory, few files at once, and merging what may be its own output make sort write temporary files.
      'sort -m README.md src/a.py',
      'sort --merge README.md >/dev/null',
      'sort -S 1K big.txt',
      'sort --buffer-size=1K big.txt',
      'sort --batch-size=2 README.md src/a.py big.txt',
      'sort --random-source=.env README.md',
      'sort --compress-program=./evil.sh README.md',
      'sort -o README.md README.md',
      'sort README.md -oPWNED',
      'sort -T . README.md',
      'sort --files0-from=README.md',
    ],
  }),
  simpleProgram({
    name: 'uniq',
    options: {
      short: 'cdDiuz',
      shortValue: 'fsw',
      long: 'count repeated unique ignore-case zero-terminated',
      longValue: 'skip-fields skip-chars check-chars',
      longOptional: 'all-repeated group',
    },
    // The second operand of uniq is an output file.
    operands: { are: 'files', atMost: 1 },
    match: ['sort README.md | uniq -c', 'uniq README.md'],
    noMatch: ['uniq README.md PWNED', 'uniq src/*.py'],
  }),
  simpleProgram({
    name: 'grep',
    options: {
      short: 'abcEFGHhiIlLnoPqrsTUvwxyzZV',
      shortValue: 'ABCem',
      long: `count extended-regexp files-with-matches files-without-match fixed-strings basic-regexp perl-regexp ignore-case
        initial-tab invert-match line-buffered line-number line-regexp no-filename no-messages null only-matching quiet
        silent recursive text with-filename word-regexp byte-offset no-ignore-case`,
      longValue: 'after-context before-context context max-count regexp include exclude exclude-dir label binary-files',
      longOptional: 'color colour',
      hasCount: true,
    },
    // BSD grep takes no separate value after -C, so that the next word is the pattern and the one after it a file.
    operands: {
      are: 'pattern and files',
      patternOptions: ['e', 'regexp'],
      doubtfulOptions: ['C', 'context'],
      tree: treeOfGrep,
    },
    match: [
      "grep -rn 'def main' src",
      'grep -n "x|y" README.md',
      'grep -e a -e b README.md',
      'grep x ./*',
      'grep -- x *',
      'grep -C 3 x README.md',
      "grep -r --include='*.py' lr src",
    ],
    noMatch: [
      'grep x *',
      'grep -f .env README.md',
      'grep -R x src',
      // The workspace of the tests holds a .env.
      'grep -r x',
      'grep -rn x .',
      'grep --recursive -e x',
      'grep -r x ./*',
      'grep x /etc/passwd',
      'grep -C 3 .env README.md',
      'grep --context 3 .env README.md',
      'grep -r --include=*.py lr src',
      'grep -rn x ..',
    ],
  }),
  simpleProgram({
    name: 'rg',
    options: {
      short: 'abcFHiIlnNopPqsSUvwx0V',
      shortValue: 'ABCemMtTgdrEj',
      long: `files count count-matches files-with-matches files-without-match fixed-strings heading no-heading ignore-case
        smart-case case-sensitive line-number no-line-number only-matching multiline word-regexp line-regexp invert-match
        json stats trim vimgrep quiet with-filename no-filename column no-messages pcre2 no-config type-list passthru text
        no-ignore no-ignore-vcs no-ignore-parent multiline-dotall null pretty debug crlf files-without-match max-columns-preview
        no-heading byte-offset block-buffered line-buffered`,
      longValue: `after-context before-context context max-count regexp glob iglob type type-not max-depth color sort max-columns
        max-filesize sortr replace encoding threads path-separator context-separator colors engine`,
    },
    // A glob overrides what ripgrep leaves out by itself: hidden files, and with them .env.
    check: (options) =>
      options.some(
        ({ name, value }) =>
          ['g', 'glob', 'iglob'].includes(name) &&
          !/^!|^(\*\*\/)?\*?[\w-]*\.(py|md|txt|tex|ya?ml|ipynb|[jt]sx?|toml|sh|c|h|cpp|cu)$/.test(value),
      )
        ? 'a glob of ripgrep may bring hidden files back in'
        : undefined,
    operands: { are: 'pattern and files', patternOptions: ['e', 'regexp', 'files', 'type-list'], tree: treeOfRipgrep },
    match: ['rg -n TODO src', "rg -g '*.py' lr", 'rg --files src'],
    noMatch: [
      'rg --pre ./evil.sh x README.md',
      'rg -z x',
      'rg --hidden x',
      "rg -g '.env*' KEY",
      'rg -f README.md',
      'rg -uu x',
      'rg x ..',
      'rg --hostname-bin=./x y',
    ],
  }),
];

/** Everything below, unless a pattern says which files or which folders not. */
function treeOfGrep(options: readonly Option[]): Tree | undefined {
  if (!options.some(({ name }) => name === 'r' || name === 'recursive')) return undefined;
  const patterns = options.filter(({ name }) => name === 'include' || name === 'exclude');
  // Only when the first of them is an --include are files left out that match none.
  const only = patterns[0]?.name === 'include' ? patterns.filter(({ name }) => name === 'include').map(({ value }) => value) : undefined;
  const without = options.filter(({ name, value }) => name === 'exclude-dir' && /^[\w.-]+$/.test(value)).map(({ value }) => value);
  return { hasHidden: true, only, without };
}

/** What is not hidden; with patterns that say which files, those, and they may be hidden. */
function treeOfRipgrep(options: readonly Option[]): Tree {
  const patterns = options.filter(({ name, value }) => ['g', 'glob', 'iglob'].includes(name) && !value.startsWith('!'));
  if (patterns.length === 0) return { hasHidden: false };
  if (patterns.some(({ name }) => name === 'iglob')) return { hasHidden: true };
  return { hasHidden: true, only: patterns.map(({ value }) => value.replace(/^\*\*\//, '')) };
}

/** Programs that compare files with each other or with a sum. */
export const comparing: readonly Program[] = [
  simpleProgram({
    name: 'diff',
    options: {
      short: 'abBdeEHiNnpqstTuwyc',
      shortValue: 'UCIFW',
      long: `brief side-by-side ignore-case ignore-all-space ignore-blank-lines ignore-space-change ignore-tab-expansion text
        minimal normal new-file speed-large-files report-identical-files suppress-common-lines strip-trailing-cr expand-tabs left-column rcs ed`,
      longValue: 'ignore-matching-lines width label show-function-line tabsize horizon-lines',
      longOptional: 'unified context color',
    },
    check: (options) =>
      options.some(({ name, value }) => ['W', 'width', 'tabsize'].includes(name) && !/^\d{1,3}$/.test(value))
        ? '“diff” would print very long lines'
        : undefined,
    operands: { are: 'files', atLeast: 2, atMost: 2, mustBeFiles: true },
    match: ['diff src/a.py src/b.py', 'diff -u src/a.py src/b.py', 'diff -y -W 120 src/a.py src/b.py', 'diff -U 10 src/a.py src/b.py'],
    // Between a folder and a file, diff opens the file of the same name in the folder; between folders it follows links.
    noMatch: [
      'diff src/a.py src',
      'diff -r src docs',
      'diff -l src/a.py src/b.py',
      'diff -y -W 1000000000 src/a.py src/b.py',
      'diff src/a.py /etc/passwd',
      'diff --to-file=.env src/a.py src/b.py',
    ],
  }),
  simpleProgram({
    name: 'cmp',
    options: {
      short: 'bls',
      shortValue: 'in',
      long: 'print-bytes quiet silent verbose',
      longValue: 'ignore-initial bytes',
    },
    operands: { are: 'files', atLeast: 2, atMost: 2, mustBeFiles: true },
    match: ['cmp src/a.py src/b.py'],
    noMatch: ['cmp src/a.py ../outside.txt'],
  }),
  simpleProgram({
    name: 'comm',
    options: { short: '123z', long: 'check-order nocheck-order total zero-terminated', longValue: 'output-delimiter' },
    operands: { are: 'files', atLeast: 2, atMost: 2, mustBeFiles: true },
    match: ['comm -12 src/a.py src/b.py'],
    noMatch: ['comm src/a.py', 'comm src/a.py .env'],
  }),
  ...['sha256sum', 'md5sum'].map((name) =>
    simpleProgram({
      name,
      options: { short: 'btz', long: 'binary tag text zero' },
      operands: { are: 'files' },
      match: [`${name} README.md`],
      // A list of checksums names further files.
      noMatch: [`${name} -c README.md`, `${name} /etc/passwd`],
    }),
  ),
];
