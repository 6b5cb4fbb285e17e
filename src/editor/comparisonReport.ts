/** Two runs side by side as a report in Markdown: what they came to first, then what may have caused it. Pure. */
import { valueText } from '../base/valueText.ts';
import {
  betterOf,
  type CodeComparison,
  type Comparison,
  type Difference,
  type EvaluationComparison,
  type MetricComparison,
} from '../runs/compare.ts';
import { differenceText, measuredText } from '../runs/evaluate/evaluationText.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import type { Measurement } from '../runs/series.ts';
import { durationText, outcomeText, runDurationMs } from './runText.ts';

const maxRows = 60;
const maxCellChars = 160;
const maxDiffLines = 300;

export function comparisonReport(comparison: Comparison, nowMs: number): string {
  const { a, b, metrics, evaluations, code, environment } = comparison;
  const [nameA, nameB] = names(a, b);
  return [
    `# ${escaped(nameA)} and ${escaped(nameB)}`,
    table(
      ['', 'A', 'B'],
      [
        ['run', nameA, nameB],
        ['id', a.spec.id, b.spec.id],
        ['started', timeText(a), timeText(b)],
        ['took', tookText(a, nowMs), tookText(b, nowMs)],
        ['ended', endText(a), endText(b)],
      ],
    ),
    '## What they measured',
    ...(evaluations.length === 0 ? [] : [evaluationsText(evaluations)]),
    ...(evaluations.length > 0 && metrics.length === 0 ? [] : [metricsText(metrics)]),
    '## Arguments',
    differencesText(comparison.arguments),
    '## Settings',
    differencesText(comparison.settings),
    '## Code',
    codeText(code),
    '## Environment',
    environment === undefined ? 'It was not recorded of both.' : differencesText(environment),
    '',
  ].join('\n\n');
}

/** Two runs of one script are told apart by when they began. */
function names(a: RunState, b: RunState): readonly [string, string] {
  const [first, second] = [runTitle(a), runTitle(b)];
  return first === second ? [`${first} (A)`, `${second} (B)`] : [first, second];
}

function timeText({ startedMs }: RunState): string {
  return startedMs === undefined ? '—' : new Date(startedMs).toLocaleString('en');
}

function tookText(state: RunState, nowMs: number): string {
  const ms = runDurationMs(state, nowMs);
  return ms === undefined ? '—' : durationText(ms);
}

function endText(state: RunState): string {
  return [state.status, outcomeText(state)].filter((part) => part !== undefined).join(', ');
}

function metricsText(metrics: readonly MetricComparison[]): string {
  if (metrics.length === 0) return 'Nothing was measured in either.';
  const shown = metrics.slice(0, maxRows).map(({ metric, goal, a, b, common }) => {
    const better = betterOf(goal, a?.best?.value, b?.best?.value);
    return [
      metric,
      valueCell(a?.last),
      valueCell(b?.last),
      goal === undefined ? '' : marked(a?.best, better === 'A'),
      goal === undefined ? '' : marked(b?.best, better === 'B'),
      common === undefined ? '' : `step ${common.step}: ${valueText(common.a)} and ${valueText(common.b)}`,
    ];
  });
  const head = ['metric', 'last of A', 'last of B', 'best of A', 'best of B', 'newest step of both'];
  return [table(head, shown), ...more(metrics.length - shown.length, 'metrics')].join('\n\n');
}

function evaluationsText(evaluations: readonly EvaluationComparison[]): string {
  const shown = evaluations.slice(0, maxRows).map(({ a, b, difference }) => {
    const { task, metric, dataset, examples } = a ?? b ?? { task: '', metric: '', dataset: { id: '' }, examples: undefined };
    const data = [dataset.id, dataset.config, dataset.split].filter((part) => part !== undefined).join(', ');
    return [
      `${task} ${metric}`,
      data,
      examples === undefined ? '—' : String(examples),
      measuredText(a),
      measuredText(b),
      difference === undefined ? '—' : differenceText(difference),
    ];
  });
  return [table(['benchmark', 'data', 'n', 'A', 'B', 'B less A'], shown), ...more(evaluations.length - shown.length, 'measurements')].join(
    '\n\n',
  );
}

function valueCell(measured: Measurement | undefined): string {
  return measured === undefined ? '—' : `${valueText(measured.value)} at step ${measured.step}`;
}

function marked(measured: Measurement | undefined, isBetter: boolean): string {
  return isBetter ? `${valueCell(measured)} ✓` : valueCell(measured);
}

function differencesText(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'The same.';
  const shown = differences.slice(0, maxRows).map(({ name, a, b }) => [name, a ?? '—', b ?? '—']);
  return [table(['', 'A', 'B'], shown), ...more(differences.length - shown.length, 'differences')].join('\n\n');
}

function codeText({ kind, commitA, commitB, files }: CodeComparison): string {
  const commits = commitA === commitB ? '' : ` Commit ${commitA ?? 'none'} and ${commitB ?? 'none'}.`;
  if (kind === 'same') return `The same.${commits}`;
  if (kind === 'unknown') return `It cannot be compared: it was not kept of both.${commits}`;
  let left = maxDiffLines;
  const parts = files.slice(0, maxRows).map(({ path, change, diff = '' }) => {
    const lines = diff.split('\n').filter((line) => line !== '');
    const shown = lines.slice(0, left);
    left -= shown.length;
    const cut = shown.length < lines.length ? `\n\n${lines.length - shown.length} more lines.` : '';
    const text = shown.join('\n');
    const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
    return `**${escaped(path)}**: ${change}${shown.length === 0 ? '' : `\n\n${fence}diff\n${text}\n${fence}${cut}`}`;
  });
  return [`It differs.${commits}`, ...parts, ...more(files.length - parts.length, 'files')].join('\n\n');
}

/** Of backticks: a fence must be longer. */
function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

function more(count: number, what: string): readonly string[] {
  return count > 0 ? [`And ${count} more ${what}.`] : [];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

function cellText(text: string): string {
  const short = text.length > maxCellChars ? `${text.slice(0, maxCellChars - 1)}…` : text;
  return escaped(short);
}

/** Names and values are a run's words: they draw nothing and lead nowhere. */
function escaped(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]()<>#+!|~&$]/g, (found) => `\\${found}`);
}
