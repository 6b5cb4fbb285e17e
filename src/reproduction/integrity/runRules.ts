/** What the runs of a reproduction give away: baseline first, as many seeds as planned, seeds that change something, the metric of the right split, picked without the test data. */
import type { Plan, RunsRecord } from '../stages/records.ts';
import type { Check, Finding } from './leakJudge.ts';

type Purpose = RunsRecord['runs'][number]['purpose'];
type PlanCell = Plan['cells'][number];

/** A run as these rules look at it. */
export interface CheckedRun {
  readonly run: string;
  readonly purpose: Purpose;
  readonly seed?: number;
  /** `done`, `failed`, …; `gone`: there is no such run any more. */
  readonly status: string;
  readonly startedMs?: number;
  readonly endedMs?: number;
  /** In the order in which they were measured; the first ones of many. */
  readonly metrics: ReadonlyMap<string, readonly number[]>;
  /** What it printed for each seed. */
  readonly printed: readonly { readonly seed?: number; readonly values: ReadonlyMap<string, number> }[];
}

/** What the paper says of a cell: its headings and its caption. */
export interface CellWords {
  readonly headings: string;
  readonly caption: string;
  readonly unit?: string;
}

export interface RunRulesInput {
  readonly plan: Plan | undefined;
  readonly runs: readonly CheckedRun[];
  /** Undefined where the paper could not be read. */
  wordsOf(cell: PlanCell): CellWords | undefined;
}

export interface RunRulesReport {
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
}

export function checkRuns(input: RunRulesInput): RunRulesReport {
  const parts = [baselineFirst(input), seedsRun(input), seedsDiffer(input), rightMetric(input), pickedOnTest(input)];
  return { findings: parts.flatMap(({ findings }) => findings), checks: parts.map(({ check }) => check) };
}

interface Part {
  readonly findings: readonly Finding[];
  readonly check: Check;
}

function part(name: string, how: string, findings: readonly Finding[]): Part {
  return { findings, check: { name, state: findings.length > 0 ? 'found' : 'clean', how } };
}

function notChecked(name: string, how: string): Part {
  return { findings: [], check: { name, state: 'not checked', how } };
}

function finding(kind: Finding['kind'], message: string, examples: readonly string[] = []): Finding {
  return { kind, severity: 'warning', message, evidence: [], examples: [...examples].slice(0, 10) };
}

function baselineFirst({ plan, runs }: RunRulesInput): Part {
  const name = 'baseline before the first full run';
  const full = runs.filter(({ purpose }) => purpose === 'full');
  const baseline = runs.filter(({ purpose }) => purpose === 'baseline');
  if (plan?.commands.baseline === undefined && baseline.length === 0) return notChecked(name, 'The plan has no command for a baseline.');
  if (full.length === 0) return notChecked(name, 'There was no full run yet.');
  const how = `${baseline.length} baseline runs and ${full.length} full runs were compared by their times.`;
  const ended = baseline.filter(({ status, endedMs }) => status === 'done' && endedMs !== undefined);
  const first = Math.min(...full.map(({ startedMs }) => startedMs ?? Number.POSITIVE_INFINITY));
  if (ended.length === 0)
    return part(name, how, [
      finding(
        'no-baseline',
        `${full.length} full runs were made and no baseline run came to its end: nothing says what they are to be compared with.`,
      ),
    ]);
  const earliest = Math.min(...ended.map(({ endedMs }) => endedMs ?? Number.POSITIVE_INFINITY));
  if (earliest <= first) return part(name, how, []);
  return part(name, how, [
    finding(
      'baseline-late',
      'The baseline came to its end only after the first full run had begun: it may have been chosen with the result in view.',
    ),
  ]);
}

/** Seeds that a run went through: its own, or those of the lines that it printed. */
function seedsOf({ seed, printed }: CheckedRun): readonly number[] {
  const said = printed.flatMap((line) => (line.seed === undefined ? [] : [line.seed]));
  return said.length > 0 ? said : seed === undefined ? [] : [seed];
}

function seedsRun({ plan, runs }: RunRulesInput): Part {
  const name = 'as many seeds as planned';
  const planned = plan?.seeds ?? [];
  const done = runs.filter(({ purpose, status }) => purpose === 'full' && status === 'done');
  if (done.length === 0) return notChecked(name, 'No full run came to its end yet.');
  const ran = [...new Set(done.flatMap(seedsOf))];
  const missing = planned.filter((seed) => !ran.includes(seed));
  const how = `Planned: ${planned.join(', ') || 'none'}. Run: ${ran.join(', ') || 'not known'}.`;
  if (ran.length === 0 && done.length === 1 && planned.length > 1)
    return part(name, how, [
      finding('one-seed', `One full run was made, and ${planned.length} seeds are planned: nothing says how much of the result is chance.`),
    ]);
  if (ran.length === 0) return notChecked(name, `${how} The runs do not say which seed they had.`);
  if (ran.length === 1 && planned.length <= 1)
    return part(name, how, [finding('one-seed', `All numbers stand on the one seed ${ran[0]}: nothing says how much of them is chance.`)]);
  if (missing.length > 0)
    return part(name, how, [
      finding(
        ran.length === 1 ? 'one-seed' : 'seeds-differ',
        `${missing.length} of ${planned.length} planned seeds were not run: ${missing.join(', ')}.`,
      ),
    ]);
  return part(name, how, []);
}

interface Measured {
  readonly run: string;
  readonly seed: number;
  readonly values: ReadonlyMap<string, readonly number[]>;
}

function seedsDiffer({ runs }: RunRulesInput): Part {
  const name = 'other seeds give other numbers';
  const measured = runs
    .filter(({ purpose, status }) => purpose === 'full' && status === 'done')
    .flatMap((run): readonly Measured[] => {
      const printed = run.printed.flatMap(({ seed, values }) =>
        seed === undefined ? [] : [{ run: run.run, seed, values: new Map([...values].map(([metric, value]) => [metric, [value]])) }],
      );
      if (printed.length > 0) return printed;
      return run.seed === undefined ? [] : [{ run: run.run, seed: run.seed, values: run.metrics }];
    });
  const seeds = new Set(measured.map(({ seed }) => seed));
  if (seeds.size < 2) return notChecked(name, `Numbers of ${seeds.size} ${seeds.size === 1 ? 'seed' : 'seeds'} are known.`);
  const [first, ...others] = measured;
  const same = others.find((other) => first !== undefined && other.seed !== first.seed && areSame(first.values, other.values));
  const how = `All metrics of ${measured.length} runs with ${seeds.size} seeds were compared value by value.`;
  if (same === undefined || first === undefined) return part(name, how, []);
  return part(name, how, [
    finding(
      'seeds-differ',
      `Seeds ${first.seed} and ${same.seed} measured exactly the same: the seed has no effect, and their deviation says nothing.`,
      [`runs ${first.run} and ${same.run}`],
    ),
  ]);
}

const timing = /sec|time|duration|throughput|memory|speed|runtime|_at$/iu;

/** What differs between any two runs does not count; nor does what is the same by its kind: counts, shares of few, zero and one. */
function areSame(a: ReadonlyMap<string, readonly number[]>, b: ReadonlyMap<string, readonly number[]>): boolean {
  let telling = 0;
  for (const [metric, values] of a) {
    if (timing.test(metric)) continue;
    const other = b.get(metric);
    if (other === undefined) continue;
    const count = Math.min(values.length, other.length);
    for (let at = 0; at < count; at++) if (!Object.is(values[at], other[at])) return false;
    telling += values.slice(0, count).filter((value) => Number.isFinite(value) && digitsOf(value) >= 4).length;
  }
  return telling > 0;
}

function digitsOf(value: number): number {
  return String(Math.abs(value)).replace(/e.*$/u, '').replace('.', '').replace(/^0+/u, '').replace(/0+$/u, '').length;
}

const isTrain = /(?:^|[/_.\- ])(?:train(?:ing)?|fit)(?:[/_.\- ]|$)/iu;
const isValidation = /(?:^|[/_.\- ])(?:val(?:id(?:ation)?)?|dev)(?:[/_.\- ]|$)/iu;
const isTest = /(?:^|[/_.\- ])(?:test(?:ing)?|eval(?:uation)?|held[ _-]?out)(?:[/_.\- ]|$)/iu;

/** What is measured, whatever it is called in a table or in code. */
const families: readonly (readonly [name: string, words: RegExp])[] = [
  ['balanced accuracy', /bal(?:anced|\.)?[ _-]?acc/iu],
  ['top-5', /top[ _-]?5/iu],
  ['accuracy', /\bacc(?:uracy|\.)?(?:\b|_)|(?:^|[/_.\- ])acc(?:uracy)?(?:[/_.\- ]|$)|top[ _-]?1/iu],
  ['error', /\berr(?:or)?\b(?! bar)|error[ _-]?rate/iu],
  ['F1', /\bf1\b|f[ _-]?score/iu],
  ['AUC', /\bau(?:ro)?c\b|\bauroc\b/iu],
  ['recall', /\brecall\b/iu],
  ['precision', /\bprecision\b/iu],
  ['perplexity', /\bperplexity\b|\bppl\b/iu],
  ['negative log-likelihood', /\bnll\b|log[ _-]?likelihood/iu],
  ['BLEU', /\bbleu\b/iu],
  ['ROUGE', /\brouge\b/iu],
  ['RMSE', /\brmse\b/iu],
  ['MAE', /\bmae\b/iu],
  ['MSE', /\bmse\b/iu],
  ['FID', /\bfid\b/iu],
  ['regret', /\bregret\b/iu],
  ['entropy', /(?<!cross[ _-])\bentropy\b/iu],
  ['loss', /(?:\b|_)loss\b/iu],
];

function familyOf(text: string): string | undefined {
  const apart = text.replaceAll(/[_/.]+/gu, ' ');
  return families.find(([, words]) => words.test(text) || words.test(apart))?.[0];
}

function rightMetric({ plan, wordsOf }: RunRulesInput): Part {
  const name = 'metric and split that the paper reports';
  if (plan === undefined || plan.cells.length === 0) return notChecked(name, 'The plan names no cell that is measured.');
  const findings: Finding[] = [];
  let read = 0;
  for (const cell of plan.cells) {
    const words = wordsOf(cell);
    if (words !== undefined) read += 1;
    const said = words === undefined ? '' : `${words.headings} ${words.caption}`;
    const place = `row ${cell.row}, column ${cell.column} of ${cell.address}`;
    const ofTraining = /\btrain(?:ing)? (?:acc|err|loss|set|data|perplexity)/iu.test(words?.headings ?? '');
    if (isTrain.test(cell.key) && !isTest.test(cell.key) && !ofTraining)
      findings.push(
        finding(
          'wrong-split',
          `${place} is measured by “${cell.key}”, which is of the training data${/\btest\b/iu.test(said) ? '; the paper says test' : ''}.`,
        ),
      );
    else if (isValidation.test(cell.key) && /\btest\b/iu.test(said) && !/\b(?:val(?:idation)?|dev)\b/iu.test(said))
      findings.push(finding('wrong-split', `${place} is measured by “${cell.key}”, which is of the validation data; the paper says test.`));
    if (words === undefined) continue;
    const [theirs, ours] = [familyOf(words.headings) ?? familyOf(words.caption), familyOf(cell.key)];
    const inPaper = familyOf(words.headings) !== undefined || theirs === ours;
    if (theirs !== undefined && ours !== undefined && theirs !== ours && inPaper)
      findings.push(finding('metric-other', `${place} is ${theirs} in the paper and measured by “${cell.key}”, which is ${ours}.`));
    if (cell.unit !== undefined && words.unit !== undefined && cell.unit !== words.unit)
      findings.push(finding('metric-other', `${place} is in ${words.unit} in the paper and in ${cell.unit} in the plan.`));
  }
  const how = `The names of ${plan.cells.length} metrics were compared with ${read === 0 ? 'nothing but their own words: the paper could not be read' : `the headings of ${read} cells`}.`;
  return part(name, how, findings);
}

function pickedOnTest({ plan, runs }: RunRulesInput): Part {
  const name = 'no choice by the test data';
  if (plan === undefined || plan.cells.length === 0) return notChecked(name, 'The plan names no cell that is measured.');
  const done = runs.filter(({ purpose, status }) => status === 'done' && (purpose === 'full' || purpose === 'baseline'));
  const findings: Finding[] = [];
  const said = new Set<string>();
  const say = (key: string, message: string): void => {
    if (!said.has(key)) findings.push(finding('tuned-on-test', message));
    said.add(key);
  };
  for (const { key, pick } of plan.cells) {
    for (const { run, metrics, printed } of done) {
      const own = metrics.get(key) ?? [];
      const isSplitKnown = isValidation.test(key) || isTrain.test(key);
      if (pick !== 'last' && own.length > 1 && !isSplitKnown)
        say(
          key,
          `The ${pick === 'max' ? 'largest' : 'smallest'} of ${own.length} values of “${key}” in a run is taken: a choice by what is measured. Choose by validation data, or take the last.`,
        );
      const value = printed.at(-1)?.values.get(key) ?? own.at(-1);
      if (value === undefined || own.length > 1) continue;
      const history = [...metrics].find(([other, values]) => other !== key && isTest.test(other) && isBestOf(value, values));
      if (history !== undefined)
        say(
          key,
          `“${key}” of run ${run} is the best of the ${history[1].length} values of “${history[0]}”, not its last: the test data chose.`,
        );
    }
  }
  const how = `Planned picks of ${plan.cells.length} cells and the histories of ${done.length} runs were looked at.`;
  return part(name, how, findings);
}

function isBestOf(value: number, history: readonly number[]): boolean {
  const last = history.at(-1);
  if (history.length < 3 || last === undefined || close(value, last)) return false;
  return close(value, Math.max(...history)) || close(value, Math.min(...history));
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)) || close100(a, b);
}

/** One in percent, the other as a share. */
function close100(a: number, b: number): boolean {
  const [small, large] = Math.abs(a) < Math.abs(b) ? [a, b] : [b, a];
  return Math.abs(small) <= 1 && Math.abs(large) > 1 && Math.abs(small * 100 - large) <= 1e-6 * Math.abs(large);
}
