/**
 * 2,000 scripted edits of linked code whose outcome is known, half over the fixtures and half over packages that are installed: how much
 * is found again, how often somebody is asked, and how often the answer is wrong in silence; beside an editor that looks for the name
 * and the nearest line. The kinds were tuned on other seeds than the one that is reported. `node test/bench/traceEdits.bench.ts [seed] [kinds]`
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { type EditsOptions, type Outcome, scriptedEdits, tally } from '../unit/reproduction/edits/judge.ts';
import { textOf } from '../unit/reproduction/edits/lines.ts';
import { moreKinds } from '../unit/reproduction/edits/moreKinds.ts';
import { toolKinds } from '../unit/reproduction/edits/toolKinds.ts';

const seed = Number(process.argv[2] ?? 4711);
const isDetailed = process.argv[3] === 'kinds';
const fixtures = path.join(import.meta.dirname, '../fixtures/trace');
/** Folders of installed packages; each is a project of its own. */
const real = ['torch/nn/modules', 'torch/optim', 'torch/distributions', 'sklearn/linear_model', 'torch/utils/data'];

function filesIn(folder: string, most: number): ReadonlyMap<string, string> {
  const names = globSync('*.py', { cwd: folder }).toSorted();
  const fit = names.filter((name) => {
    const { size } = statSync(path.join(folder, name));
    return size > 2_000 && size < 80_000;
  });
  return new Map(fit.slice(0, most).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

function run(title: string, files: ReadonlyMap<string, string>, options: EditsOptions): readonly Outcome[] {
  const began = performance.now();
  const outcomes = [...scriptedEdits(files, options)];
  print(title, outcomes, (performance.now() - began) / Math.max(1, outcomes.length));
  sayUnparsable(outcomes);
  return outcomes;
}

const halfTyped = /open above|half typed/;
const parser = `
import ast, json, sys
for kind, text in json.load(sys.stdin):
    try:
        ast.parse(text)
    except SyntaxError as error:
        print(f'  {kind} makes what Python refuses: {error}')
`;

/** Edits are to leave what Python can read, but for those of somebody who is typing. */
function sayUnparsable(outcomes: readonly Outcome[]): void {
  const texts = new Map<string, string>();
  for (const { kind, after } of outcomes) if (!halfTyped.test(kind)) for (const lines of after.values()) texts.set(textOf(lines), kind);
  const python = globSync(path.join(homedir(), '.cache/practicum/python-torch*/bin/python'))[0];
  if (python === undefined) return;
  const input = JSON.stringify([...texts].map(([text, kind]) => [kind, text]));
  const { stdout, stderr } = spawnSync(python, ['-W', 'ignore', '-c', parser], { input, encoding: 'utf8', maxBuffer: 2 ** 26 });
  process.stdout.write(stdout + stderr);
}

function print(title: string, outcomes: readonly Outcome[], msEach?: number): void {
  const { edits, there, relocated, asked, missed, wrong, baselineRight, baselineWrong } = tally(outcomes);
  const share = (part: number, of: number): string => `${((100 * part) / Math.max(1, of)).toFixed(1)} %`;
  const time = msEach === undefined ? '' : `; ${msEach.toFixed(0)} ms for each edit with its linking`;
  console.log(
    `${title}: of ${edits} edits the code still stands at one place after ${there}: ${share(relocated, there)} relocated, ${share(asked, there)} asked, ${missed} taken for gone; ${wrong} of ${edits} silently wrong` +
      `. Nearest line and name: ${share(baselineRight, there)} relocated, ${baselineWrong} of ${edits} wrong${time}`,
  );
  if (!isDetailed) return;
  for (const [kind, some] of Map.groupBy(outcomes, (outcome) => outcome.kind)) {
    const verdicts = [...Map.groupBy(some, ({ verdict }) => verdict)].map(([verdict, list]) => `${list.length} ${verdict}`);
    console.log(`  ${kind}: ${verdicts.join(', ')}`);
  }
  for (const { kind, where, located } of outcomes.filter(({ verdict }) => verdict === 'wrong'))
    console.log(`  wrong: ${kind} of ${where}: ${JSON.stringify(located)}`);
}

const mixed = { lines: 0.2, chained: 0.1 };
const all = [...run('fixtures', filesIn(fixtures, 100), { count: 1_000, seed, ...mixed })];
const packages = globSync(path.join(homedir(), '.cache/practicum/python-torch*/lib/python3*/site-packages'))[0];
const folders = packages === undefined ? [] : real.map((name) => path.join(packages, name)).filter((folder) => existsSync(folder));
if (folders.length === 0) console.log('No installed packages: node scripts/python.mjs makes them. The figure is over the fixtures alone.');
for (const [at, folder] of folders.entries())
  all.push(
    ...run(path.relative(packages ?? '', folder), filesIn(folder, 16), {
      count: Math.floor(1_000 / folders.length),
      seed: seed + at + 1,
      ...mixed,
    }),
  );
print('all', all);
for (const [title, kinds] of [
  ['other kinds', moreKinds],
  ['by tools and branches', toolKinds],
] as const) {
  const others = [...run(`${title}, fixtures`, filesIn(fixtures, 100), { count: 200, seed, kinds })];
  for (const [at, folder] of folders.entries())
    others.push(
      ...run(`${title}, ${path.relative(packages ?? '', folder)}`, filesIn(folder, 16), { count: 100, seed: seed + at + 1, kinds }),
    );
  print(`${title}, all`, others);
}
