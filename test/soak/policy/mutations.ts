/** Command lines near those that the policy is known to judge rightly. */
import type { Random } from '../random.ts';

/** What an attacker, or a model in good faith, would put into a harmless line. */
const poison: readonly string[] = [
  '$(touch PWNED)',
  '`touch PWNED`',
  '> PWNED',
  '>> README.md',
  '>|PWNED',
  '&> PWNED',
  '2> PWNED',
  '<(touch PWNED)',
  '>(tee PWNED)',
  '<<< x',
  '<< E',
  '$HOME',
  '$' + '{x:-PWNED}',
  '~',
  '*',
  './*',
  '?',
  '{a,b}',
  '\\',
  '"',
  "'",
  "$'\\n'",
  '#',
  '!',
  '\n',
  '\t',
  '\r',
  '\u00a0',
  '-exec touch PWNED ;',
  '-delete',
  '-o PWNED',
  '--output=PWNED',
  '-i',
  '-w',
  '--pre ./evil.sh',
  '--to-file=.env',
  '--files0-from=x',
  '.env',
  '../outside.txt',
  '/etc/passwd',
  'src/../../outside.txt',
  './evil.sh',
  'PWNED=1',
  'PATH=.',
  'GIT_PAGER=./evil.sh',
  'env',
  'exec',
  'command',
  'xargs touch',
  'tee PWNED',
  'sh -c "touch PWNED"',
  '( )',
  '{ :; }',
  'cd ..',
  'cd src',
  '--',
  '-',
  '-f',
  '-n',
  '-c',
  'PWNED',
  'x.tmp',
  // Other ways to name what must not be read.
  'links/innocent',
  'links/upwards',
  'links/upwards/outside.txt',
  'private/*',
  './.e*',
  './.[e]nv',
  'p*/id_rsa',
  'HEAD:.env',
  "'HEAD^{/x: y}:.env'",
  'HEAD:.env..HEAD:README.md',
  // Look-alikes and blanks that are none.
  '\u0430',
  '\u2215',
  '\uff0d-output=PWNED',
  '\u200b',
  '\u202e',
  '\u3000',
  '\u2028',
  '\u000b',
  // Options that write, start, connect or never end, in other spellings.
  '--outp=PWNED',
  '--output PWNED',
  '-oPWNED',
  '-fprint PWNED',
  '-fls PWNED',
  '-okdir touch PWNED ;',
  '-execdir touch PWNED ;',
  '--compress-program=./evil.sh',
  '-S1K',
  '-T.',
  '-T .',
  '--temporary-directory=.',
  '--pre=./evil.sh',
  '--hostname-bin=./evil.sh',
  '--search-zip',
  '-z',
  '-p',
  '--paginate',
  '--ext-diff',
  '--textconv',
  '--show-signature',
  '-f README.md',
  '-C -m README.md',
  '--follow',
  '-R',
  '-L',
  '--hidden',
  '-uu',
  '--no-index',
  '-O.',
  '-c core.pager=./evil.sh',
  '--exec-path=.',
  '--git-dir=src',
  '-D',
  'new-branch',
  "-n '1w PWNED'",
  "-e '1e touch PWNED'",
  's/x/y/e',
  '-s now',
  '-v PATH',
  "'a[$(touch PWNED)]'",
  // What a shell takes for something else.
  '2>&1 >PWNED',
  '>/dev/null PWNED',
  '>/dev/tcp/127.0.0.1/9',
  '</etc/passwd',
  '<>PWNED',
  '1<>PWNED',
  '3>PWNED',
  "<<'E'\nx\nE",
  '[[ -v x ]]',
  'coproc',
  'time',
  'if true; then',
  'function f',
  'f() {',
  'LD_PRELOAD=./evil.so',
  'LC_ALL=../../x',
  'TZ=/etc/passwd',
  'TZ=../../../etc/passwd',
  'GIT_DIR=.',
  'GIT_EXTERNAL_DIFF=./evil.sh',
  'BASH_ENV=./evil.sh',
  'ls=1',
  '%99999s',
];
const joiners: readonly string[] = [';', ' ; ', ' && ', ' || ', ' | ', '\n', ' & ', ' |& ', '&&', ' '];

/** What must never be printed. */
const elsewhere: readonly string[] = ['.env', './.env', '../outside.txt', 'src/../../outside.txt', '../home/.netrc', '.e*', '../*.txt'];

/** Lines to begin from, and lines that are refused: their words are what to look for beside a harmless program. */
export interface Seeds {
  readonly lines: readonly string[];
  readonly refused: readonly string[];
}

type Mutation = (line: string, random: Random, seeds: Seeds) => string;

const mutations: readonly Mutation[] = [
  withRefusedWord,
  withRefusedWord,
  (line, random) => `${line.slice(0, line.lastIndexOf(' ') + 1)}${random.pick(elsewhere)}`,
  (line, random) => `${line} ${random.pick(elsewhere)}`,
  (line, random, { lines }) => line + random.pick(joiners) + random.pick(lines),
  (line, random) => `${line} ${random.pick(poison)}`,
  (line, random) => inWords(line, random, (words, at) => words.toSpliced(at, 0, random.pick(poison))),
  (line, random) => inWords(line, random, (words, at) => words.with(at, random.pick(poison))),
  (line, random) => inWords(line, random, (words, at) => words.toSpliced(at, 1)),
  (line, random) => inWords(line, random, (words, at) => words.toSpliced(at, 0, words[at] ?? '')),
  (line, random, { lines }) => inWords(line, random, (words, at) => words.with(at, random.pick(random.pick(lines).split(' ')))),
  (line, random) =>
    inWords(line, random, (words, at) => words.with(at, random.pick([`"${words[at]}"`, `'${words[at]}'`, `\\${words[at]}`]))),
  // Nearly, and more than, as long as a line may be.
  (line, random) => (random.chance(0.1) ? `${line} ${'a'.repeat(Math.max(1, random.int(9_900, 10_010) - line.length))}` : `${line} `),
  (line, random) => inCharacters(line, random, (at) => line.slice(0, at) + line.slice(at + 1)),
  (line, random) => inCharacters(line, random, (at) => line.slice(0, at) + random.pick(poison) + line.slice(at)),
  (line, random) =>
    inCharacters(line, random, (at) => line.slice(0, at) + random.pick([...' -;&|<>$`"\'\\()[]{}*?!#~=\n']) + line.slice(at)),
];

export function mutated(seeds: Seeds, random: Random): string {
  let line = random.pick(seeds.lines);
  for (let times = random.int(1, 3); times > 0; times -= 1) line = random.pick(mutations)(line, random, seeds);
  return line;
}

/** A word, or all that follow, of a refused use of the same program. */
function withRefusedWord(line: string, random: Random, { refused }: Seeds): string {
  const [program = ''] = line.split(' ');
  const others = refused.filter((other) => other.startsWith(`${program} `));
  if (others.length === 0) return line;
  const words = random.pick(others).split(' ').slice(1);
  const from = random.int(0, words.length - 1);
  return inWords(line, random, (own, at) => own.toSpliced(at + 1, 0, ...words.slice(from, random.chance(0.5) ? from + 1 : undefined)));
}

function inWords(line: string, random: Random, change: (words: readonly string[], at: number) => readonly string[]): string {
  const words = line.split(' ');
  return change(words, random.int(0, words.length - 1)).join(' ');
}

function inCharacters(line: string, random: Random, change: (at: number) => string): string {
  return line === '' ? line : change(random.int(0, line.length - 1));
}
