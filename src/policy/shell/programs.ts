import { git } from './git.ts';
import { date, find, printf, sed, seq, test } from './oddPrograms.ts';
import { refusal } from './options.ts';
import { harmless, type Program, simpleProgram } from './program.ts';

/**
 * The programs that may run without a question, each with the options that are known to change nothing, end by themselves
 * and start no other program. What is missing here is not forbidden: it asks.
 */
const listing: readonly Program[] = [
  simpleProgram({
    name: 'ls',
    options: {
      short: 'aAbBcCdfFgGhiklmnNopqQrRsStuUvxXZ1',
      long: [
        'all',
        'almost-all',
        'author',
        'directory',
        'full-time',
        'group-directories-first',
        'human-readable',
        'inode',
        'no-group',
        'numeric-uid-gid',
      ].concat(['recursive', 'reverse', 'si', 'size', 'escape', 'literal', 'quote-name']),
      longValue: ['sort', 'time', 'time-style', 'format', 'block-size', 'ignore', 'hide', 'width'],
      longOptional: ['color', 'classify', 'hyperlink'],
    },
    operands: { are: 'files' },
    match: ['ls', 'ls -la src', 'ls -lh --color=never src README.md'],
    noMatch: ['ls --unknown', 'ls /', 'ls ..', 'ls -L src'],
  }),
  simpleProgram({
    name: 'file',
    options: { short: 'bikNrv', shortValue: 'F', long: ['brief', 'mime', 'mime-type', 'mime-encoding', 'keep-going', 'no-pad', 'raw'] },
    operands: { are: 'files' },
    match: ['file README.md', 'file -b --mime-type README.md'],
    noMatch: ['file -C -m README.md', 'file -f README.md', 'file -z README.md'],
  }),
  simpleProgram({
    name: 'stat',
    options: { short: 'Lt', shortValue: 'c', long: ['dereference', 'terse'], longValue: ['format', 'printf'] },
    operands: { are: 'files' },
    match: ['stat README.md', 'stat -c %s README.md'],
    noMatch: ['stat /etc/passwd', 'stat -f README.md'],
  }),
  simpleProgram({
    name: 'du',
    options: {
      short: 'abchklmsSx0',
      shortValue: 'dtB',
      long: ['all', 'apparent-size', 'bytes', 'total', 'human-readable', 'summarize', 'separate-dirs', 'one-file-system', 'si'],
      longValue: ['max-depth', 'threshold', 'exclude', 'block-size'],
    },
    operands: { are: 'files' },
    match: ['du -sh src', 'du -h --max-depth=1'],
    noMatch: ['du -sh /', 'du --files0-from=README.md', 'du -L src'],
  }),
  simpleProgram({
    name: 'df',
    options: {
      short: 'ahHiklPTm',
      shortValue: 'tBx',
      long: ['all', 'human-readable', 'si', 'inodes', 'local', 'portability', 'print-type', 'total'],
      longOptional: ['output'],
    },
    operands: { are: 'files' },
    match: ['df -h', 'df -h .'],
    noMatch: ['df --sync', 'df -h /'],
  }),
  simpleProgram({
    name: 'realpath',
    options: {
      short: 'eLmPqsz',
      long: ['canonicalize-existing', 'canonicalize-missing', 'logical', 'physical', 'quiet', 'no-symlinks', 'zero'],
    },
    operands: { are: 'files' },
    match: ['realpath src/a.py'],
    noMatch: ['realpath ../outside.txt', 'realpath --relative-to=/ src'],
  }),
  simpleProgram({
    name: 'readlink',
    options: {
      short: 'efmnqsvz',
      long: ['canonicalize', 'canonicalize-existing', 'canonicalize-missing', 'no-newline', 'quiet', 'silent', 'verbose', 'zero'],
    },
    operands: { are: 'files' },
    match: ['readlink -f src/a.py'],
    noMatch: ['readlink -f /etc'],
  }),
  simpleProgram({
    name: 'basename',
    options: { short: 'az', shortValue: 's', long: ['multiple', 'zero'], longValue: ['suffix'] },
    operands: { are: 'text' },
    match: ['basename src/a.py .py'],
    noMatch: ['basename src/*', 'basename --eval x'],
  }),
  simpleProgram({
    name: 'dirname',
    options: { short: 'z', long: ['zero'] },
    operands: { are: 'text' },
    match: ['dirname src/a.py'],
    noMatch: ['dirname ./*'],
  }),
];

const reading: readonly Program[] = [
  simpleProgram({
    name: 'cat',
    options: {
      short: 'AbeEnstTuv',
      long: ['number', 'number-nonblank', 'show-all', 'show-ends', 'show-nonprinting', 'show-tabs', 'squeeze-blank'],
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
      long: ['quiet', 'silent', 'verbose', 'zero-terminated'],
      longValue: ['lines', 'bytes'],
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
      long: ['quiet', 'silent', 'verbose', 'zero-terminated'],
      longValue: ['lines', 'bytes'],
      hasCount: true,
    },
    operands: { are: 'files' },
    match: ['tail -n 3 src/a.py', 'tail -5 README.md', 'tail -n +2 README.md'],
    noMatch: ['tail -f README.md', 'tail -5f README.md', 'tail -n 3 -F README.md', 'tail --follow README.md', 'tail --fol README.md'],
  }),
  simpleProgram({
    name: 'wc',
    options: { short: 'clmLw', long: ['bytes', 'chars', 'lines', 'words', 'max-line-length'], longValue: ['total'] },
    operands: { are: 'files' },
    match: ['wc -l src/a.py', 'ls | wc -l'],
    noMatch: ['wc --files0-from=README.md', 'wc -l /etc/passwd'],
  }),
  simpleProgram({
    name: 'nl',
    options: {
      short: 'p',
      shortValue: 'bdfhilnsvw',
      longValue: ['body-numbering', 'number-width', 'number-format', 'starting-line-number'],
    },
    operands: { are: 'files' },
    match: ['nl -ba src/a.py'],
    noMatch: ['nl ../outside.txt'],
  }),
  simpleProgram({
    name: 'tac',
    options: { short: 'br', shortValue: 's', long: ['before', 'regex'], longValue: ['separator'] },
    operands: { are: 'files' },
    match: ['tac README.md'],
    noMatch: ['tac /etc/passwd'],
  }),
  simpleProgram({ name: 'rev', operands: { are: 'files' }, match: ['rev README.md'], noMatch: ['rev -x README.md'] }),
  simpleProgram({
    name: 'cut',
    options: {
      short: 'nsz',
      shortValue: 'bcdf',
      long: ['complement', 'only-delimited', 'zero-terminated'],
      longValue: ['bytes', 'characters', 'fields', 'delimiter', 'output-delimiter'],
    },
    operands: { are: 'files' },
    match: ['cut -d, -f1 README.md', 'cut -c 1-10 README.md'],
    noMatch: ['cut -c1 .env'],
  }),
  simpleProgram({
    name: 'tr',
    options: { short: 'cCdst', long: ['complement', 'delete', 'squeeze-repeats', 'truncate-set1'] },
    operands: { are: 'text' },
    match: ['cat README.md | tr a-z A-Z', "tr -d '\\n'"],
    noMatch: ['tr a* b'],
  }),
  simpleProgram({
    name: 'sort',
    options: {
      short: 'bcCdfghiMnrRsuVzm',
      shortValue: 'kt',
      long: [
        'ignore-leading-blanks',
        'dictionary-order',
        'ignore-case',
        'general-numeric-sort',
        'human-numeric-sort',
        'month-sort',
        'numeric-sort',
      ].concat([...['random-sort', 'reverse', 'version-sort', 'stable', 'unique', 'zero-terminated', 'merge']]),
      longValue: ['key', 'field-separator', 'sort'],
      longOptional: ['check'],
    },
    operands: { are: 'files' },
    match: ['sort -u README.md', 'sort -t , -k 2 -n README.md'],
    noMatch: [
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
      long: ['count', 'repeated', 'unique', 'ignore-case', 'zero-terminated'],
      longValue: ['skip-fields', 'skip-chars', 'check-chars'],
      longOptional: ['all-repeated', 'group'],
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
      long: [
        'count',
        'extended-regexp',
        'files-with-matches',
        'files-without-match',
        'fixed-strings',
        'basic-regexp',
        'perl-regexp',
        'ignore-case',
      ].concat(
        [
          'initial-tab',
          'invert-match',
          'line-buffered',
          'line-number',
          'line-regexp',
          'no-filename',
          'no-messages',
          'null',
          'only-matching',
        ],
        ['quiet', 'silent', 'recursive', 'text', 'with-filename', 'word-regexp', 'byte-offset', 'no-ignore-case'],
      ),
      longValue: [
        'after-context',
        'before-context',
        'context',
        'max-count',
        'regexp',
        'include',
        'exclude',
        'exclude-dir',
        'label',
        'binary-files',
      ],
      longOptional: ['color', 'colour'],
      hasCount: true,
    },
    // BSD grep takes no separate value after -C, so that the next word is the pattern and the one after it a file.
    operands: { are: 'pattern and files', patternOptions: ['e', 'regexp'], doubtfulOptions: ['C'] },
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
      'grep x /etc/passwd',
      'grep -C 3 .env README.md',
      'grep -r --include=*.py lr src',
      'grep -rn x ..',
    ],
  }),
  simpleProgram({
    name: 'rg',
    options: {
      short: 'bcFHiIlnNopqsSUvwx0',
      shortValue: 'ABCemMtTgdrE',
      long: [
        'files',
        'count',
        'count-matches',
        'files-with-matches',
        'files-without-match',
        'fixed-strings',
        'heading',
        'no-heading',
        'ignore-case',
      ].concat(
        [
          'smart-case',
          'case-sensitive',
          'line-number',
          'no-line-number',
          'only-matching',
          'multiline',
          'word-regexp',
          'line-regexp',
          'invert-match',
        ],
        [
          'json',
          'stats',
          'trim',
          'vimgrep',
          'quiet',
          'with-filename',
          'no-filename',
          'column',
          'no-messages',
          'pcre2',
          'no-config',
          'type-list',
        ],
      ),
      longValue: [
        'after-context',
        'before-context',
        'context',
        'max-count',
        'regexp',
        'glob',
        'iglob',
        'type',
        'type-not',
        'max-depth',
        'color',
        'sort',
      ].concat(['max-columns', 'max-filesize', 'sortr', 'replace', 'encoding']),
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
    operands: { are: 'pattern and files', patternOptions: ['e', 'regexp', 'files', 'type-list'] },
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

const comparing: readonly Program[] = [
  simpleProgram({
    name: 'diff',
    options: {
      short: 'abBdeEinpqstTuwyc',
      shortValue: 'UCIFW',
      long: [
        'brief',
        'side-by-side',
        'ignore-case',
        'ignore-all-space',
        'ignore-blank-lines',
        'ignore-space-change',
        'ignore-tab-expansion',
        'text',
      ].concat([
        ...[
          'minimal',
          'normal',
          'report-identical-files',
          'suppress-common-lines',
          'strip-trailing-cr',
          'expand-tabs',
          'left-column',
          'rcs',
          'ed',
        ],
      ]),
      longValue: ['ignore-matching-lines', 'width', 'label', 'show-function-line', 'tabsize'],
      longOptional: ['unified', 'context', 'color'],
    },
    operands: { are: 'files', atLeast: 2, atMost: 2, mustBeFiles: true },
    match: ['diff src/a.py src/b.py', 'diff -u src/a.py src/b.py'],
    // Between a folder and a file, diff opens the file of the same name in the folder; between folders it follows links.
    noMatch: [
      'diff src/a.py src',
      'diff -r src docs',
      'diff -l src/a.py src/b.py',
      'diff src/a.py /etc/passwd',
      'diff --to-file=.env src/a.py src/b.py',
    ],
  }),
  simpleProgram({
    name: 'cmp',
    options: {
      short: 'bls',
      shortValue: 'in',
      long: ['print-bytes', 'quiet', 'silent', 'verbose'],
      longValue: ['ignore-initial', 'bytes'],
    },
    operands: { are: 'files', atLeast: 2, atMost: 2, mustBeFiles: true },
    match: ['cmp src/a.py src/b.py'],
    noMatch: ['cmp src/a.py ../outside.txt'],
  }),
  simpleProgram({
    name: 'comm',
    options: { short: '123z', long: ['check-order', 'nocheck-order', 'total', 'zero-terminated'], longValue: ['output-delimiter'] },
    operands: { are: 'files', atLeast: 2, atMost: 2, mustBeFiles: true },
    match: ['comm -12 src/a.py src/b.py'],
    noMatch: ['comm src/a.py', 'comm src/a.py .env'],
  }),
  ...['sha256sum', 'md5sum'].map((name) =>
    simpleProgram({
      name,
      options: { short: 'btz', long: ['binary', 'tag', 'text', 'zero'] },
      operands: { are: 'files', mustBeFiles: true },
      match: [`${name} README.md`],
      // A list of checksums names further files.
      noMatch: [`${name} -c README.md`, `${name} /etc/passwd`],
    }),
  ),
];

const machine: readonly Program[] = [
  simpleProgram({ name: 'pwd', options: { short: 'LP' }, operands: { are: 'nothing' }, match: ['pwd'], noMatch: ['pwd x'] }),
  simpleProgram({
    name: 'which',
    options: { short: 'a' },
    operands: { are: 'text' },
    match: ['which python3'],
    noMatch: ['which --read-alias x'],
  }),
  simpleProgram({
    name: 'uname',
    options: {
      short: 'amnoprsvi',
      long: ['all', 'machine', 'kernel-name', 'kernel-release', 'kernel-version', 'nodename', 'operating-system', 'processor'],
    },
    operands: { are: 'nothing' },
    match: ['uname -a'],
    noMatch: ['uname x'],
  }),
  simpleProgram({ name: 'whoami', operands: { are: 'nothing' }, match: ['whoami'], noMatch: ['whoami x'] }),
  simpleProgram({
    name: 'id',
    options: { short: 'gGnruz', long: ['group', 'groups', 'name', 'real', 'user', 'zero'] },
    operands: { are: 'text' },
    match: ['id', 'id -u'],
    noMatch: ['id --context-of x'],
  }),
  simpleProgram({
    name: 'nproc',
    options: { long: ['all'], longValue: ['ignore'] },
    operands: { are: 'nothing' },
    match: ['nproc', 'nproc --all'],
    noMatch: ['nproc x'],
  }),
  simpleProgram({
    name: 'free',
    options: {
      short: 'bkmghtwlv',
      long: ['bytes', 'kilo', 'mega', 'giga', 'human', 'si', 'total', 'wide', 'lohi', 'mebi', 'gibi', 'kibi'],
    },
    operands: { are: 'nothing' },
    match: ['free -h'],
    noMatch: ['free -s 1', 'free -h -c 1000'],
  }),
  simpleProgram({
    name: 'nvidia-smi',
    options: {
      short: 'qL',
      shortValue: 'id',
      long: ['query', 'list-gpus', 'help-query-gpu'],
      longValue: ['query-gpu', 'query-compute-apps', 'format', 'id', 'display'],
    },
    operands: { are: 'nothing' },
    match: ['nvidia-smi', 'nvidia-smi --query-gpu=name,memory.used --format=csv', 'nvidia-smi -L'],
    noMatch: ['nvidia-smi -l 1', 'nvidia-smi --gpu-reset', 'nvidia-smi -pl 200', 'nvidia-smi -f PWNED', 'nvidia-smi dmon'],
  }),
  {
    name: 'python3',
    match: ['python3 --version', 'python3 -V'],
    noMatch: ['python3 train.py', 'python3', 'python3 --version train.py', 'python3 -c 1', 'python3 -m pip --version'],
    inspect: (words) => {
      const isVersion = words.length === 1 && ['--version', '-V'].includes(words[0]?.text ?? '');
      return isVersion ? harmless() : refusal('runs-code', 'it runs code');
    },
  },
];

const saying: readonly Program[] = [
  {
    name: 'echo',
    match: ['echo "hello world"', 'echo -n x', 'echo'],
    noMatch: ['echo *', 'echo ./*', 'echo $HOME', 'echo x > PWNED'],
    inspect: (words) =>
      words.some((word) => word.globAt !== undefined) ? refusal('glob', 'a pattern stands where text belongs') : harmless(),
  },
  ...['true', 'false'].map(
    (name): Program => ({
      name,
      match: [name, `${name} x`],
      noMatch: [`${name} > PWNED`],
      inspect: (words) =>
        words.some((word) => word.globAt !== undefined) ? refusal('glob', 'a pattern stands where text belongs') : harmless(),
    }),
  ),
];

/** `cd` is here for its examples; where it leads is followed in `harmless.ts`. */
const moving: Program = {
  name: 'cd',
  match: ['cd src', 'cd src && cat a.py', 'cd src && cd .. && ls', 'cd src && cat ../README.md'],
  noMatch: [
    'cd ..',
    'cd',
    'cd -',
    'cd .. && cat outside.txt',
    'cd src; cat ../../outside.txt',
    'cd src | ls',
    'cd /',
    'cd -P src',
    'cd src || cat ../README.md',
  ],
  inspect: (words) => {
    const [folder, ...others] = words;
    if (folder === undefined || others.length > 0 || folder.globAt !== undefined || /^-|^$/.test(folder.text))
      return refusal('cd', 'where “cd” leads is not said plainly');
    return harmless([folder]);
  },
};

const programs: ReadonlyMap<string, Program> = new Map(
  [...listing, ...reading, ...comparing, ...machine, ...saying, moving, find, sed, seq, date, printf, test, git].map((program) => [
    program.name,
    program,
  ]),
);

export const allPrograms: readonly Program[] = [...programs.values()];

export function findProgram(name: string): Program | undefined {
  return programs.get(name);
}
