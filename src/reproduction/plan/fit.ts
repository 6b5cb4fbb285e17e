/** What of the open workspace a plan should fit: how it is laid out, what starts training, what can be reused. For the model to read; bounded, and facts only. */
import { findEntries, isConfig } from '../../runs/entries/entries.ts';
import { importedModules } from '../../runs/requirements.ts';
import type { CodeIndex } from '../trace/codeIndex.ts';
import { some } from './finding.ts';

export interface FitInput {
  /** Paths of all files, relative to the workspace folder. */
  readonly files: ReadonlySet<string>;
  readonly code: CodeIndex;
  /** Texts of Python files and small configurations, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Paths that the plan itself writes: they are not the workspace's own. */
  readonly without?: ReadonlySet<string>;
}

export interface WorkspaceFit {
  /** No code of the person's is there. */
  readonly isEmpty: boolean;
  readonly text: string;
}

const mostSymbols = 60;
const mostBytes = 6_000;
const isTest = (path: string): boolean => /(?:^|\/)(?:tests?\/|test_[^/]*\.py$|[^/]*_test\.py$|conftest\.py$)/u.test(path);

export function workspaceFit({ files, code, texts, without = new Set() }: FitInput): WorkspaceFit {
  const own = [...files].filter((path) => !without.has(path) && !path.startsWith('.')).toSorted();
  const python = own.filter((path) => /\.(?:py|ipynb)$/u.test(path));
  if (python.length === 0) return { isEmpty: true, text: emptyText(own) };
  const scripts = python.filter((path) => path.endsWith('.py'));
  const entries = scripts.flatMap((path) => findEntries({ path, text: texts.get(path) ?? '' }).map(({ label }) => `${path} (${label})`));
  const configs = own.filter((path) => isConfig(path) || /(?:^|\/)(?:config|configs)(?:\/|[^/]*\.(?:json|py)$)/u.test(path));
  const tests = scripts.filter(isTest);
  const modules = countedModules(scripts.map((path) => texts.get(path) ?? ''));
  const lines = [
    `The workspace has ${python.length} Python file${python.length === 1 ? '' : 's'}. Fit into what is there: edit and reuse before adding.`,
    line('Training starts in', entries),
    line('Configuration', [...configs, ...configStyle(scripts.map((path) => texts.get(path) ?? ''))]),
    line('It uses', modules),
    tests.length === 0 ? 'There are no tests yet: put them below tests/.' : line('Tests', tests),
    line('Packages and folders', foldersOf(python)),
    ...symbolLines(code, without),
  ].filter((text) => text !== '');
  return { isEmpty: false, text: bounded(lines) };
}

function line(name: string, values: readonly string[]): string {
  return values.length === 0 ? '' : `${name}: ${some(values, 12)}.`;
}

/** A person’s own class for training counts for more than any framework’s. */
function symbolLines(code: CodeIndex, without: ReadonlySet<string>): readonly string[] {
  const named = [...code.sources]
    .filter(({ path }) => !without.has(path) && !isTest(path))
    .flatMap(({ path, symbols, statements }) => {
      const top = symbols.filter(({ path: names }) => names.length === 1 && names[0]?.startsWith('_') !== true);
      return top.length === 0 ? [] : [{ path, words: top.map(({ head }) => (statements[head]?.words ?? []).join(' ').slice(0, 110)) }];
    })
    .toSorted((a, b) => rank(b.words) - rank(a.words) || (a.path < b.path ? -1 : 1));
  const shown: string[] = ['What is defined, as it stands in the files:'];
  let left = mostSymbols;
  for (const { path, words } of named) {
    if (left <= 0) break;
    shown.push(`- ${path}: ${some(words.slice(0, left), Math.min(left, 10))}`);
    left -= words.length;
  }
  return shown.length === 1 ? [] : shown;
}

function rank(words: readonly string[]): number {
  return words.filter((word) => /train|fit|evaluat|loss|model|net|data|loader|seed|metric|config/iu.test(word)).length;
}

function countedModules(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) for (const name of importedModules(text)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
}

const styles: readonly (readonly [RegExp, string])[] = [
  [/\bargparse\.ArgumentParser\b|from argparse import/u, 'options by argparse'],
  [/@hydra\.main|from hydra import/u, 'Hydra'],
  [/\bOmegaConf\b/u, 'OmegaConf'],
  [/\bHfArgumentParser\b/u, 'HfArgumentParser'],
  [/\bimport click\b|@click\.command/u, 'options by click'],
  [/\bimport typer\b|typer\.Typer/u, 'options by typer'],
  [/@dataclass[\s\S]{0,80}class \w*Config/u, 'dataclasses named …Config'],
  [/\bdraccus\b|\bsimple_parsing\b|\btyro\b/u, 'dataclasses on the command line'],
];

function configStyle(texts: readonly string[]): readonly string[] {
  return styles.filter(([pattern]) => texts.some((text) => pattern.test(text))).map(([, name]) => name);
}

function foldersOf(paths: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = path.split('/').slice(0, -1).join('/');
    const name = folder === '' ? 'the top' : `${folder}/`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name, count]) => `${name} (${count})`);
}

function emptyText(others: readonly string[]): string {
  const lines = [
    'The workspace has no Python yet. A layout that fits most papers; leave out what the paper does not need, and keep a small method in one file:',
    '- src/<name>/config.py: every setting once, as module-level constants or a dataclass, so that the register can change it',
    '- src/<name>/data.py, model.py, losses.py, train.py: what the spec asks for, one file for each concern',
    '- src/<name>/evaluate.py: role “evaluation”; computes the reported numbers and nothing else; locked once the plan is accepted',
    '- train.py at the top: role “entry”; reads --seed and the settings, prints each metric as name=value',
    '- tests/: shapes, one batch that is learned by heart, each equation',
    'A request that needs one script gets one script: a plan of one file is a good plan.',
  ];
  return [...lines, ...(others.length === 0 ? [] : [`There is: ${some(others, 12)}.`])].join('\n');
}

function bounded(lines: readonly string[]): string {
  const shown: string[] = [];
  let bytes = 0;
  for (const text of lines) {
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > mostBytes) {
      shown.push('- … list_files and search_text show the rest.');
      break;
    }
    shown.push(text);
  }
  return shown.join('\n');
}
