import { git } from './git.ts';
import { date, find, printf, sed, seq, test } from './oddPrograms.ts';
import { refusal } from './options.ts';
import { harmless, type Program, simpleProgram } from './program.ts';
import { comparing, reading } from './readers.ts';

/**
 * The programs that may run without a question, each with the options that are known to change nothing, end by themselves
 * and start no other program. What is missing here is not forbidden: it asks.
 */
const listing: readonly Program[] = [
  simpleProgram({
    name: 'ls',
    options: {
      short: 'aAbBcCdfFgGhiklmnNopqQrRsStuUvxXZ1',
      long: `all almost-all author directory full-time group-directories-first human-readable inode no-group numeric-uid-gid
        recursive reverse si size escape literal quote-name`,
      longValue: 'sort time time-style format block-size ignore hide width tabsize indicator-style quoting-style',
      longOptional: 'color classify hyperlink',
    },
    operands: { are: 'files' },
    match: ['ls', 'ls -la src', 'ls -lh --color=never src README.md', 'ls --version', 'ls -l src/*.py', 'ls s*/[ab].py'],
    noMatch: ['ls --unknown', 'ls /', 'ls ..', 'ls -L src', 'ls *', 'ls ../*', 'ls .*', 'ls --help /'],
  }),
  simpleProgram({
    name: 'file',
    options: {
      short: 'bEhikLlNrv0',
      shortValue: 'FeP',
      long: 'dereference no-dereference extension list print0 brief mime mime-type mime-encoding keep-going no-pad raw',
    },
    operands: { are: 'files' },
    match: ['file README.md', 'file -b --mime-type README.md'],
    noMatch: ['file -C -m README.md', 'file -f README.md', 'file -z README.md'],
  }),
  simpleProgram({
    name: 'stat',
    options: { short: 'Lt', shortValue: 'c', long: 'dereference terse', longValue: 'format printf cached' },
    hasFormat: true,
    operands: { are: 'files' },
    match: ['stat README.md', 'stat -c %s README.md'],
    noMatch: ['stat /etc/passwd', 'stat -c %99999n README.md', 'stat -f README.md'],
  }),
  simpleProgram({
    name: 'du',
    options: {
      short: 'abchklmsSx0',
      shortValue: 'dtB',
      long: 'all apparent-size bytes total human-readable summarize separate-dirs one-file-system si inodes count-links null',
      longValue: 'max-depth threshold exclude block-size time-style',
      longOptional: 'time',
    },
    operands: { are: 'files' },
    match: ['du -sh src', 'du -h --max-depth=1', 'du -sh ./*', 'du -d 1 -h'],
    noMatch: ['du -sh /', 'du --files0-from=README.md', 'du -L src'],
  }),
  simpleProgram({
    name: 'df',
    options: {
      short: 'ahHiklPTm',
      shortValue: 'tBx',
      long: 'all human-readable si inodes local portability print-type total',
      longOptional: 'output',
    },
    operands: { are: 'files' },
    match: ['df -h', 'df -h .'],
    noMatch: ['df --sync', 'df -h /'],
  }),
  simpleProgram({
    name: 'realpath',
    options: {
      short: 'eLmPqsz',
      long: 'canonicalize-existing canonicalize-missing logical physical quiet no-symlinks strip zero',
      longFile: 'relative-to relative-base',
    },
    operands: { are: 'files' },
    match: ['realpath src/a.py', 'realpath --relative-to=src src/a.py'],
    noMatch: ['realpath ../outside.txt', 'realpath --relative-to=/ src', 'realpath --relative-to .. src'],
  }),
  simpleProgram({
    name: 'readlink',
    options: {
      short: 'efmnqsvz',
      long: 'canonicalize canonicalize-existing canonicalize-missing no-newline quiet silent verbose zero',
    },
    operands: { are: 'files' },
    match: ['readlink -f src/a.py'],
    noMatch: ['readlink -f /etc'],
  }),
  simpleProgram({
    name: 'basename',
    options: { short: 'az', shortValue: 's', long: 'multiple zero', longValue: 'suffix' },
    operands: { are: 'text' },
    match: ['basename src/a.py .py'],
    noMatch: ['basename src/*', 'basename --eval x'],
  }),
  simpleProgram({
    name: 'dirname',
    options: { short: 'z', long: 'zero' },
    operands: { are: 'text' },
    match: ['dirname src/a.py'],
    noMatch: ['dirname ./*'],
  }),
];

const machine: readonly Program[] = [
  simpleProgram({ name: 'pwd', options: { short: 'LP' }, operands: { are: 'nothing' }, match: ['pwd'], noMatch: ['pwd x'] }),
  simpleProgram({
    name: 'which',
    options: { short: 'a' },
    // With a slash in it, a word is the path of a file.
    operands: { are: 'files' },
    match: ['which python3', 'which -a python3 pip'],
    noMatch: ['which --read-alias x', 'which /etc/passwd', 'which ../x'],
  }),
  simpleProgram({
    name: 'uname',
    options: {
      short: 'amnoprsvi',
      long: 'all machine kernel-name kernel-release kernel-version nodename operating-system processor',
    },
    operands: { are: 'nothing' },
    match: ['uname -a'],
    noMatch: ['uname x'],
  }),
  simpleProgram({ name: 'whoami', operands: { are: 'nothing' }, match: ['whoami'], noMatch: ['whoami x'] }),
  simpleProgram({
    name: 'id',
    options: { short: 'gGnruz', long: 'group groups name real user zero' },
    operands: { are: 'text' },
    match: ['id', 'id -u'],
    noMatch: ['id --context-of x'],
  }),
  simpleProgram({
    name: 'nproc',
    options: { long: 'all', longValue: 'ignore' },
    operands: { are: 'nothing' },
    match: ['nproc', 'nproc --all'],
    noMatch: ['nproc x'],
  }),
  simpleProgram({
    name: 'free',
    options: {
      short: 'bkmghtwlv',
      long: 'bytes kilo mega giga human si total wide lohi mebi gibi kibi',
    },
    operands: { are: 'nothing' },
    match: ['free -h'],
    noMatch: ['free -s 1', 'free -h -c 1000'],
  }),
  simpleProgram({
    name: 'nvidia-smi',
    options: {
      short: 'qLxBhu',
      shortValue: 'id',
      long: `query list-gpus list-blocked-gpus xml-format help version unit help-query-gpu help-query-compute-apps
        help-query-accounted-apps`,
      longValue: 'query-gpu query-compute-apps query-accounted-apps query-remapped-rows query-retired-pages format id display',
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
    'cd src && true; cat ../README.md',
    'cd src || true; cat ../README.md',
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
