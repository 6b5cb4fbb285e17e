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
