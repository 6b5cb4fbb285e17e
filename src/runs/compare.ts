/** What is different between two runs: arguments, settings, code, environment, and what it came to. Pure. */
import { differenceOf, differenceText, measuredText } from './evaluate/evaluationText.ts';
import { isSameMeasurement, withBaseline } from './evaluate/withBaseline.ts';
import type { Evaluation } from './publish/cardFacts.ts';
import type { RunState } from './run.ts';
import type { Measurement, MetricSummary } from './series.ts';

/** One thing that differs. A side is undefined where it does not say. */
export interface Difference {
  readonly name: string;
  readonly a: string | undefined;
  readonly b: string | undefined;
}

export interface FileChange {
  readonly path: string;
  readonly change: 'changed' | 'only in A' | 'only in B';
  /** Lines of a unified diff from A to B, where both texts are kept. */
  readonly diff?: string;
}

export interface CodeComparison {
  /** `unknown`: of one of them nothing is kept. */
  readonly kind: 'same' | 'different' | 'unknown';
  readonly commitA: string | undefined;
  readonly commitB: string | undefined;
  readonly files: readonly FileChange[];
}

export interface MetricComparison {
  readonly metric: string;
  readonly goal: 'min' | 'max' | undefined;
  readonly a: MetricSummary | undefined;
  readonly b: MetricSummary | undefined;
  /** At the newest step that both have measured. */
  readonly common: { readonly step: number; readonly a: number; readonly b: number } | undefined;
}

export interface Comparison {
  readonly a: RunState;
  readonly b: RunState;
  readonly arguments: readonly Difference[];
  readonly settings: readonly Difference[];
  readonly code: CodeComparison;
  /** Undefined where it is not recorded of both. */
  readonly environment: readonly Difference[] | undefined;
  readonly metrics: readonly MetricComparison[];
  /** Of runs that evaluate: what either measured, B with A as its baseline where both measured it in the same way. */
  readonly evaluations: readonly EvaluationComparison[];
}

export interface EvaluationComparison {
  readonly a: Evaluation | undefined;
  readonly b: Evaluation | undefined;
  /** B less A. */
  readonly difference: { readonly value: number; readonly standardError?: number } | undefined;
}

/** What is looked at of one run. */
export interface ComparedRun {
  readonly state: RunState;
  readonly summaries: readonly MetricSummary[];
  /** The last value of a metric at a step. */
  valueAt(metric: string, step: number): number | undefined;
  /** Steps of a metric, the newest last. */
  lastSteps(metric: string): ArrayLike<number>;
  /** Path to hash of all that was executed, and the texts that are kept. */
  readonly code: { readonly version: string | undefined; readonly files: ReadonlyMap<string, string> } | undefined;
  /** Flat: `packages.torch` → `2.13.0`. */
  readonly environment: ReadonlyMap<string, string> | undefined;
  /** Of a run that evaluates. */
  readonly evaluations: readonly Evaluation[];
}

export function compareRuns(a: ComparedRun, b: ComparedRun): Comparison {
  return {
    a: a.state,
    b: b.state,
    arguments: differences(argumentsOf(a.state.spec.argv, a.state.spec.script), argumentsOf(b.state.spec.argv, b.state.spec.script)),
    settings: differences(new Map(Object.entries(a.state.spec.settings ?? {})), new Map(Object.entries(b.state.spec.settings ?? {}))),
    code: compareCode(a, b),
    environment: a.environment === undefined || b.environment === undefined ? undefined : differences(a.environment, b.environment),
    metrics: compareMetrics(a, b),
    evaluations: compareEvaluations(a.evaluations, b.evaluations),
  };
}

function differences(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly Difference[] {
  const names = [...new Set([...a.keys(), ...b.keys()])];
  return names.filter((name) => a.get(name) !== b.get(name)).map((name) => ({ name, a: a.get(name), b: b.get(name) }));
}

/** `--lr 0.1`, `--lr=0.1`, `lr=0.1` and flags by their name; what has no name by its place. The last of several counts. */
export function argumentsOf(argv: readonly string[], script: string): ReadonlyMap<string, string> {
  const at = argv.findIndex((word) => word === script || (word.endsWith('.py') && script.endsWith(word)));
  const words = argv.slice(at < 0 ? 1 : at + 1);
  const found = new Map<string, string>();
  if (at < 0 && argv[0] !== undefined) found.set('program', argv[0]);
  let place = 0;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const named = /^(--?[A-Za-z][^=]*|\+{0,2}[A-Za-z_][\w./@-]*)=(.*)$/s.exec(word);
    if (named !== null) found.set(named[1] ?? '', named[2] ?? '');
    else if (/^--?[A-Za-z]/.test(word)) {
      const values: string[] = [];
      while (index + 1 < words.length && !/^--?[A-Za-z]/.test(words[index + 1] ?? '')) values.push(words[++index] ?? '');
      found.set(word, values.length === 0 ? 'given' : values.join(' '));
    } else found.set(`argument ${++place}`, word);
  }
  return found;
}

function compareCode(a: ComparedRun, b: ComparedRun): CodeComparison {
  const [ofA, ofB] = [a.state.spec.code, b.state.spec.code];
  const commits = { commitA: commitText(ofA), commitB: commitText(ofB) };
  const [codeA, codeB] = [a.code, b.code];
  if (codeA === undefined || codeB === undefined) {
    const isSame =
      ofA.scriptSha256 !== '' && ofA.scriptSha256 === ofB.scriptSha256 && ofA.commit === ofB.commit && !ofA.isDirty && !ofB.isDirty;
    const isOther = ofA.scriptSha256 !== ofB.scriptSha256 && ofA.scriptSha256 !== '' && ofB.scriptSha256 !== '';
    return { kind: isSame ? 'same' : isOther ? 'different' : 'unknown', ...commits, files: [] };
  }
  const files = differences(codeA.files, codeB.files).map(({ name, a: hashA, b: hashB }): FileChange => {
    return { path: name, change: hashA === undefined ? 'only in B' : hashB === undefined ? 'only in A' : 'changed' };
  });
  const isSame = files.length === 0 && (codeA.version === codeB.version || codeA.version === undefined || codeB.version === undefined);
  return { kind: isSame ? 'same' : 'different', ...commits, files };
}

function commitText({ commit, isDirty }: { readonly commit: string | undefined; readonly isDirty: boolean }): string | undefined {
  return commit === undefined ? undefined : `${commit.slice(0, 10)}${isDirty ? ', with changes' : ''}`;
}

function compareMetrics(a: ComparedRun, b: ComparedRun): readonly MetricComparison[] {
  const ofA = new Map(a.summaries.map((summary) => [summary.metric, summary]));
  const ofB = new Map(b.summaries.map((summary) => [summary.metric, summary]));
  return [...new Set([...ofA.keys(), ...ofB.keys()])].map((metric) => {
    const [inA, inB] = [ofA.get(metric), ofB.get(metric)];
    return { metric, goal: (inA?.best ?? inB?.best)?.goal, a: inA, b: inB, common: commonStep(metric, a, b) };
  });
}

/** Each beside the same of the other, over the same examples or none. */
function compareEvaluations(ofA: readonly Evaluation[], ofB: readonly Evaluation[]): readonly EvaluationComparison[] {
  const beside = withBaseline(ofB, ofA);
  const both = beside.map((b, at): EvaluationComparison => {
    // Its own baseline is another thing.
    const own = ofB[at];
    const a = ofA.find((one) => isSameMeasurement(one, b));
    return { a, b: own, difference: a === undefined ? undefined : differenceOf(b) };
  });
  const onlyA = ofA.filter((one) => !ofB.some((other) => isSameMeasurement(one, other)));
  return [...both, ...onlyA.map((a) => ({ a, b: undefined, difference: undefined }))];
}

/** The newest step at which both measured it. */
function commonStep(metric: string, a: ComparedRun, b: ComparedRun): MetricComparison['common'] {
  const inB = new Set(Array.from(b.lastSteps(metric)));
  const step = Array.from(a.lastSteps(metric)).findLast((one) => inB.has(one));
  if (step === undefined) return undefined;
  const [valueA, valueB] = [a.valueAt(metric, step), b.valueAt(metric, step)];
  return valueA === undefined || valueB === undefined ? undefined : { step, a: valueA, b: valueB };
}

/** Which of two numbers is better, where the metric says what better is. */
export function betterOf(goal: 'min' | 'max' | undefined, a: number | undefined, b: number | undefined): 'A' | 'B' | undefined {
  if (goal === undefined || a === undefined || b === undefined || a === b || Number.isNaN(a) || Number.isNaN(b)) return undefined;
  return a < b === (goal === 'min') ? 'A' : 'B';
}

const maxRows = 40;
const maxDiffLines = 120;

/** For the agent and the terminal: what is the same is not said. */
export function comparisonText(comparison: Comparison): readonly string[] {
  const { a, b, code, environment } = comparison;
  return [
    `A: ${heading(a)}`,
    `B: ${heading(b)}`,
    ...section('arguments', comparison.arguments),
    ...section('settings', comparison.settings),
    ...codeText(code),
    ...(environment === undefined ? ['environment: not recorded of both'] : section('environment', environment)),
    ...evaluationText(comparison.evaluations),
    ...metricText(comparison.metrics),
  ];
}

function heading({ spec, status }: RunState): string {
  return `${spec.id} (${spec.name}), ${status}`;
}

function section(name: string, rows: readonly Difference[]): readonly string[] {
  if (rows.length === 0) return [`${name}: the same`];
  const shown = rows.slice(0, maxRows).map(({ name: row, a, b }) => `  ${row}: ${clip(a)} | ${clip(b)}`);
  return [`${name} (A | B):`, ...shown, ...more(rows.length - shown.length)];
}

function codeText({ kind, commitA, commitB, files }: CodeComparison): readonly string[] {
  const commits = commitA === undefined && commitB === undefined ? '' : ` (commit ${commitA ?? 'none'} | ${commitB ?? 'none'})`;
  if (kind === 'same') return [`code: the same${commits}`];
  if (kind === 'unknown') return [`code: cannot be compared, it was not kept of both${commits}`];
  const lines: string[] = [`code differs${commits}${files.length === 0 ? '' : ':'}`];
  let left = maxDiffLines;
  for (const { path, change, diff } of files.slice(0, maxRows)) {
    lines.push(`  ${path}: ${change}`);
    const shown = (diff ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .slice(0, left);
    left -= shown.length;
    lines.push(...shown.map((line) => `    ${line.slice(0, 240)}`));
  }
  return [...lines, ...more(files.length - maxRows), ...(left <= 0 ? ['    (the rest of the diff is left out)'] : [])];
}

function metricText(metrics: readonly MetricComparison[]): readonly string[] {
  if (metrics.length === 0) return ['metrics: none measured in either'];
  const rows = metrics.slice(0, maxRows).flatMap(({ metric, goal, a, b, common }) => {
    const best = betterOf(goal, a?.best?.value, b?.best?.value);
    return [
      `  ${metric}: last ${at(a?.last)} | ${at(b?.last)}`,
      ...(goal === undefined ? [] : [`    best ${at(a?.best)} | ${at(b?.best)}${best === undefined ? '' : `, ${best} is better`}`]),
      ...(common === undefined ? [] : [`    at step ${common.step}, which both have: ${common.a} | ${common.b}`]),
    ];
  });
  return ['metrics (A | B):', ...rows, ...more(metrics.length - maxRows)];
}

function evaluationText(evaluations: readonly EvaluationComparison[]): readonly string[] {
  if (evaluations.length === 0) return [];
  const rows = evaluations.slice(0, maxRows).map(({ a, b, difference }) => {
    const { task, metric } = a ?? b ?? { task: '', metric: '' };
    const apart = difference === undefined ? '' : `, B less A ${differenceText(difference)}`;
    return `  ${task} ${metric}: ${measuredText(a)} | ${measuredText(b)}${apart}`;
  });
  return ['evaluation (A | B):', ...rows, ...more(evaluations.length - maxRows)];
}

function at(measured: Measurement | undefined): string {
  return measured === undefined ? 'none' : `${measured.value} (step ${measured.step})`;
}

function clip(text: string | undefined): string {
  if (text === undefined) return '—';
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}

function more(count: number): readonly string[] {
  return count > 0 ? [`  … and ${count} more`] : [];
}
