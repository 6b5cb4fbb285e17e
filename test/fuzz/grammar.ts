/** Harmless command lines, made from the table of harmless programs: its options, its operands, its examples, joined as a shell joins. */
import type { OptionTable } from '../../src/policy/shell/options.ts';
import type { Operands, Program, ProgramUse } from '../../src/policy/shell/program.ts';
import { allPrograms } from '../../src/policy/shell/programs.ts';
import type { Random } from '../soak/random.ts';

/** Values that mean something to an option; every other one gets a number. */
const values: Readonly<Record<string, readonly string[]>> = {
  e: ['lr', 'def'],
  regexp: ['lr', 'def'],
  include: ['*.py', '*.md'],
  exclude: ['*.txt'],
  'exclude-dir': ['deep'],
  glob: ['*.py', '!*.md'],
  g: ['*.py', '!*.md'],
  iglob: ['*.py'],
  f: ['1', '1,2'],
  s: [',', ':'],
  d: [',', ':'],
  t: [','],
  k: ['2', '2,2n', '1'],
  key: ['1', '2,2'],
  L: ['1,2', '1,+1'],
  date: ['yesterday', 'short'],
  since: ['yesterday', '2020-01-01'],
  format: ['%h', '%s %an', '%n'],
  pretty: ['oneline', 'format:%h'],
  'query-gpu': ['name,memory.used'],
  color: ['never', 'always'],
  sort: ['path', 'size', 'n'],
};
/** Where a program means something else by the same name. */
const ownValues: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  seq: { f: ['%03g', '%g'], format: ['%.2f'], s: [',', ' '], separator: [':'] },
  date: { d: ['yesterday', '@1700000000'] },
  du: { d: ['1'], t: ['1'] },
  uniq: { f: ['1'], s: ['1'] },
  nvidia: { d: ['MEMORY'] },
};
const texts: Readonly<Record<string, readonly (readonly string[])[]>> = {
  seq: [['3'], ['1', '5'], ['1', '2', '9'], ['5', '-1', '1']],
  date: [['+%F'], ['+%Y-%m-%d %H:%M'], []],
  tr: [
    ['a-z', 'A-Z'],
    ['a', 'b'],
  ],
  which: [['python3'], ['git', 'ls']],
  id: [[], ['root']],
  basename: [['src/a.py'], ['README.md', '.md']],
  dirname: [['src/a.py'], ['/usr/bin/python3']],
};
const files = ['README.md', 'src/a.py', './src/b.py', 'big.txt', 'docs/long name.md', 'src/deep/c.py'];
const folders = ['src', 'docs', './src', 'src/deep'];
const patterns = ['src/*.py', './*.md', 'src/?.py', 'src/[ab].py', 'd*/*.md', 'src/*/c.py'];
const revisions = ['HEAD', 'HEAD~1', 'main', 'HEAD:src/a.py', 'main..HEAD', 'HEAD^'];

export function harmlessLine(random: Random): string {
  const count = random.pick([1, 1, 1, 2, 3]);
  let line = command(random);
  for (let index = 1; index < count; index += 1) line += random.pick([' | ', ' && ', ' || ', '; ', '\n', '|', ' &&\n ']) + command(random);
  return line;
}

function command(random: Random): string {
  const program = random.pick(allPrograms);
  const use = program.uses === undefined ? undefined : random.pick(program.uses);
  const isSpoken = use === undefined || random.chance(0.1);
  const bare = isSpoken ? random.pick(examplesOf(program)) : [program.name, ...use.words, ...argumentsOf(program, use, random)].join(' ');
  const before = random.chance(0.05) ? random.pick(['LC_ALL=C ', 'NO_COLOR=1 ', 'TZ=Europe/Berlin ']) : '';
  const after = random.chance(0.15) ? random.pick([' 2>&1', ' 2>/dev/null', ' >/dev/null', ' &>/dev/null', ' > /dev/null 2>&1']) : '';
  return `${before}${bare}${after}`;
}

/** Simple ones, that can be joined to others in any way. */
function examplesOf({ name, match }: Program): readonly string[] {
  return name === 'cd' ? ['pwd'] : match.filter((line) => !/ (\||&&|;) /.test(line));
}

function argumentsOf({ name }: Program, { words, options, operands }: ProgramUse, random: Random): readonly string[] {
  const chosen = Array.from({ length: random.pick([0, 1, 1, 2, 3]) }, () => optionOf(name, options, random)).filter(
    (each) => each !== undefined,
  );
  const names = chosen.map((each) => each.name);
  const given = words.length > 0 ? gitOperands(words[0] ?? '', random) : operandsOf(name, operands, names, random);
  return [...chosen.flatMap((each) => each.words), ...given];
}

interface Chosen {
  readonly name: string;
  readonly words: readonly string[];
}

function optionOf(program: string, table: OptionTable, random: Random): Chosen | undefined {
  const names = (list: string | undefined): readonly string[] => (list ?? '').split(/\s+/).filter((name) => name !== '');
  const letters = (list: string | undefined): readonly string[] => [...(list ?? '')];
  const value = (name: string): string => quoted(random.pick(ownValues[program]?.[name] ?? values[name] ?? ['3', '1', '10']), random);
  const file = (): string => random.pick(['README.md', 'src']);
  const choices: readonly (readonly [readonly string[], (name: string) => readonly string[]])[] = [
    [letters(table.short), (name) => [`-${name}`]],
    [letters(table.shortValue), (name) => (random.chance(0.5) ? [`-${name}${value(name)}`] : [`-${name}`, value(name)])],
    [letters(table.shortFile), (name) => [`-${name}`, file()]],
    [letters(table.shortOptional), (name) => [`-${name}`]],
    [names(table.long), (name) => [`--${name}`]],
    [names(table.longValue), (name) => (random.chance(0.5) ? [`--${name}=${value(name)}`] : [`--${name}`, value(name)])],
    [names(table.longFile), (name) => [`--${name}=${file()}`]],
    [names(table.longOptional), (name) => (random.chance(0.5) ? [`--${name}`] : [`--${name}=${value(name)}`])],
    [table.hasCount === true ? ['5', '20'] : [], (name) => [`-${name}`]],
  ];
  const [all, spell] = random.pick(choices.filter(([each]) => each.length > 0).concat([[[''], () => []]]));
  const name = random.pick(all);
  return name === '' ? undefined : { name, words: spell(name) };
}

function operandsOf(program: string, operands: Operands, options: readonly string[], random: Random): readonly string[] {
  switch (operands.are) {
    case 'nothing':
      return [];
    case 'text':
      return random.pick(texts[program] ?? [[]]).map((text) => quoted(text, random));
    case 'files': {
      const { atLeast = operands.isStdinRead === false ? 1 : 0, atMost = 3 } = operands;
      const isCounted = operands.atLeast !== undefined || operands.atMost !== undefined;
      const pool = operands.mustBeFiles === true ? files : [...files, ...folders];
      return Array.from({ length: random.int(atLeast, atMost) }, () =>
        !isCounted && random.chance(0.2) ? random.pick(patterns) : quoted(random.pick(pool), random),
      );
    }
    case 'pattern and files': {
      const isPatternGiven = options.some((name) => operands.patternOptions.includes(name));
      const pattern = isPatternGiven ? [] : [quoted(random.pick(['lr', 'def main', 'x|y', '^#', 'o.*r']), random)];
      return [...pattern, quoted(random.pick([...files, ...folders]), random)];
    }
  }
}

function gitOperands(subcommand: string, random: Random): readonly string[] {
  const paths = random.chance(0.4) ? ['--', random.pick(['src', 'README.md', 'src/a.py'])] : [];
  switch (subcommand) {
    case 'branch':
      return [];
    case 'blame':
      return ['src/a.py'];
    case 'status':
    case 'ls-files':
      return random.chance(0.5) ? [] : ['src'];
    default:
      return random.chance(0.5) ? [random.pick(revisions), ...paths] : paths;
  }
}

/** The same word in one of its spellings. */
function quoted(text: string, random: Random): string {
  const isPlain = /^[\w./,:=+-]+$/.test(text) && !text.startsWith('=');
  if (isPlain && random.chance(0.6)) return text;
  return random.chance(0.5) && !/[$`"\\!]/.test(text) ? `"${text}"` : `'${text}'`;
}
