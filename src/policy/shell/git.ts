import { isSecretPath } from '../names.ts';
import { type Arguments, hasWideField, type OptionTable, type Refusal, readArguments, refusal } from './options.ts';
import { type Harmless, harmless, type Program } from './program.ts';
import type { Word } from './tokenize.ts';

interface Subcommand {
  readonly options: OptionTable;
  readonly check?: (given: Arguments) => string | undefined;
}

/** Options that show commits and differences. Left out: what writes (`--output`), runs a program (`--ext-diff`, `--textconv`, `--show-signature`), or reads other files (`--no-index`, `-O`). */
const showing: OptionTable = {
  short: 'pusbwiEFgtczMCRaWm',
  shortValue: 'nUSG',
  long: `oneline shortstat numstat name-only name-status summary compact-summary graph all patch no-patch merges no-merges
    first-parent reverse follow cached staged no-color no-ext-diff no-textconv ignore-all-space raw cc ignore-space-change
    ignore-blank-lines ignore-space-at-eol no-renames abbrev-commit no-decorate no-notes topo-order date-order
    author-date-order full-history branches tags remotes check merge-base text minimal patience histogram patch-with-stat
    full-index left-right left-only right-only cherry-pick cherry-mark cherry boundary walk-reflogs quiet exit-code no-prefix
    pickaxe-regex pickaxe-all relative-date source patch-with-raw function-context binary extended-regexp fixed-strings
    perl-regexp regexp-ignore-case invert-grep all-match simplify-by-decoration sparse dense show-pulls parents children
    clear-decorations oneline no-show-signature no-relative no-indent-heuristic indent-heuristic mailmap no-mailmap
    ignore-cr-at-eol no-expand-tabs`,
  longValue: `date since after until before author committer grep max-count skip unified diff-filter inter-hunk-context
    diff-algorithm src-prefix dst-prefix line-prefix encoding since-as-filter min-parents max-parents`,
  longOptional:
    'relative decorate-refs glob exclude notes stat format pretty decorate color word-diff abbrev find-renames find-copies color-words color-moved dirstat',
  hasCount: true,
};

// %G… asks gpg about signatures, and which gpg that is stands in the configuration.
const checkFormat = (given: Arguments): string | undefined => {
  if (given.options.some(({ value }) => value.includes('%G'))) return 'the format makes git run gpg';
  return given.options.some(({ value }) => hasWideField(value)) ? 'the format makes very long fields' : undefined;
};

/** With these a name is something to look for; without them it is a branch to create. */
const listsBranches: ReadonlySet<string> = new Set(['list', 'l', 'merged', 'no-merged']);

const subcommands: ReadonlyMap<string, Subcommand> = new Map<string, Subcommand>([
  [
    'status',
    {
      options: {
        short: 'sbvz',
        shortOptional: 'u',
        long: 'no-ignored no-column short branch long verbose show-stash ahead-behind no-ahead-behind no-renames',
        longOptional: 'porcelain untracked-files ignored column find-renames',
      },
    },
  ],
  ['log', { options: showing, check: checkFormat }],
  ['show', { options: showing, check: checkFormat }],
  ['diff', { options: showing, check: checkFormat }],
  [
    'branch',
    {
      options: {
        short: 'arvil',
        long: 'list all remotes show-current verbose ignore-case no-color no-column',
        longValue: 'sort format contains no-contains points-at',
        longOptional: 'color column abbrev merged no-merged',
      },
      // A name alone creates a branch.
      check: ({ operands, options }) =>
        operands.length > 0 && !options.some(({ name }) => listsBranches.has(name)) ? 'it would create or change a branch' : undefined,
    },
  ],
  [
    'rev-parse',
    {
      options: {
        long: `show-toplevel git-dir absolute-git-dir git-common-dir verify quiet is-inside-work-tree is-bare-repository
          is-inside-git-dir show-prefix show-cdup symbolic-full-name symbolic all branches tags remotes`,
        longOptional: 'abbrev-ref short',
        short: 'q',
      },
    },
  ],
  [
    'ls-files',
    {
      options: {
        short: 'cdmostvzkuif',
        shortValue: 'x',
        longValue: 'exclude format',
        long: `cached deleted modified others ignored stage unmerged killed directory no-empty-directory exclude-standard
          error-unmatch full-name eol deduplicate sparse`,
        longOptional: 'abbrev',
      },
    },
  ],
  [
    'blame',
    {
      options: {
        short: 'lwepctfnsb',
        shortOptional: 'MC',
        shortValue: 'L',
        long: 'color-lines color-by-age minimal root show-stats porcelain line-porcelain show-name show-number show-email first-parent',
        longValue: 'since date',
        longOptional: 'abbrev',
      },
    },
  ],
]);

/** Reading the repository. Whether its own configuration may be trusted to start no program is asked by `harmless.ts`. */
export const git: Program = {
  name: 'git',
  uses: [...subcommands].map(([name, { options }]) => ({ words: [name], options, operands: { are: 'files' } })),
  match: [
    ...[
      'git status',
      'git log --oneline -n 5',
      'git diff HEAD~1',
      'git diff -- src/a.py',
      'git show HEAD:src/a.py',
      'git branch -a',
      'git --no-pager log -3',
    ],
    ...[
      'git rev-parse --abbrev-ref HEAD',
      'git ls-files src',
      'git blame -L 1,5 src/a.py',
      'git log main..dev',
      'git branch --list',
      'git status --short',
    ],
  ],
  noMatch: [
    ...[
      'git -c core.pager=x -p log',
      'git --git-dir=evil.git status',
      'git diff --output=PWNED HEAD~1',
      'git log -1 --output=PWNED',
      'git grep -O x',
      'git log --ext-diff',
    ],
    ...[
      'git branch -D main',
      'git branch new',
      'git fetch',
      'git push --force',
      'git checkout -- .',
      'git show HEAD:.env',
      'git diff --no-index /etc/passwd x',
      'git',
    ],
    ...[
      'git -C .. status',
      'git log --format=%G?',
      'git diff ../outside.txt',
      'git diff -- .env',
      'git show :/fix',
      'git log --show-signature',
      'git config -l',
      'git stash',
    ],
  ],
  inspect(words) {
    const all = words[0]?.text === '--no-pager' || words[0]?.text === '-P' ? words.slice(1) : words;
    const [first, ...others] = all;
    const subcommand = first === undefined || first.isQuoted ? undefined : subcommands.get(first.text);
    if (subcommand === undefined) return refusal('git', `“git ${first?.text ?? ''}” is not on the list of harmless uses of git`);
    const given = readArguments(`git ${first?.text ?? ''}`, others, subcommand.options);
    if (given.kind === 'refused') return given;
    const why = subcommand.check?.(given);
    return why === undefined ? inspectOperands(first?.text ?? '', given.operands) : refusal('git', why);
  },
};

/** An operand may be a revision, a path, or both (`HEAD:src/a.py`): each reading must be harmless. */
function inspectOperands(subcommand: string, operands: readonly Word[]): Harmless | Refusal {
  const files: Word[] = [];
  for (const word of operands) {
    if (word.globAt !== undefined) return refusal('glob', 'a pattern is given to git');
    if (/^[:^]?:/.test(word.text)) return refusal('git', `“${word.text}” is a special form of git`);
    // `rev:path`, `rev:path..rev:path`, `@{12:00}:path`: every piece may be the path.
    if (word.text.split(/:|\.\.+/).some(isSecretPath)) return refusal('secret', `“${word.text}” may hold a secret`);
    const cut = word.text.indexOf(':');
    files.push(cut < 0 ? word : { ...word, text: word.text.slice(0, cut) });
  }
  // Outside of a repository, `git diff` compares two folders to the ground.
  const isComparison = subcommand === 'diff' && files.length === 2;
  return harmless(files, { usesGit: true, tree: isComparison ? { hasHidden: true } : undefined });
}
