import type { CurveRun, CurveSummary } from '../../../src/protocol/curves.ts';
import { formatValue } from '../../shared/format.ts';
import type { Scene } from './scene.ts';

/** What is seen of a chart as text, for a spreadsheet or a paper. */

/** The rows that are seen: every point where there are few, else the exact least, greatest and last value of each pixel column. */
export function asCsv(scene: Scene): string {
  const isExact = scene.runs.every(({ window }) => window.line.kind === 'points');
  const head = isExact ? ['run', scene.axis, 'value'] : ['run', scene.axis, 'first', 'min', 'max', 'last', 'mean'];
  const rows = scene.runs.flatMap(({ name, window: { line } }) => {
    const cells: string[] = [];
    for (let row = line.firstFrom(scene.x.from); row < line.count && line.x(row) <= scene.x.to; row++) {
      const values = [...line.data.subarray(row * line.width, (row + 1) * line.width)];
      const [x = Number.NaN, y = Number.NaN] = values;
      const all = isExact || line.width === 6 ? values : [x, y, y, y, y, y];
      cells.push([quoted(name), ...all].join(','));
    }
    return cells;
  });
  return [head.join(','), ...rows].join('\n');
}

function quoted(name: string): string {
  return /[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

type Summaries = ReadonlyMap<string, CurveSummary>;

function rowsOf(runs: readonly CurveRun[], summaries: Summaries): readonly (readonly string[])[] {
  return runs.flatMap(({ id, name }) => {
    const summary = summaries.get(id);
    if (summary === undefined) return [];
    const { best, last, lastStep } = summary;
    return [
      [
        name,
        best === undefined ? '–' : formatValue(best.value),
        best === undefined ? '–' : formatValue(best.step),
        formatValue(last),
        formatValue(lastStep),
      ],
    ];
  });
}

export function asMarkdown(metric: string, runs: readonly CurveRun[], summaries: Summaries): string {
  const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    row([`run (${metric})`, 'best', 'at step', 'last', 'at step']),
    '| --- | ---: | ---: | ---: | ---: |',
    ...rowsOf(runs, summaries).map(row),
  ].join('\n');
}

/** Rows of a `tabular` with five columns: run, best, step, last, step. */
export function asLatex(metric: string, runs: readonly CurveRun[], summaries: Summaries): string {
  const row = (cells: readonly string[]) => `${cells.map(inLatex).join(' & ')} \\\\`;
  return [`% ${metric.replaceAll('\n', ' ')}: run, best, at step, last, at step`, ...rowsOf(runs, summaries).map(row)].join('\n');
}

/** Powers of ten as `1.23 \times 10^{-5}`; what LaTeX would read as a command, as the character. */
function inLatex(text: string): string {
  const power = /^(−?)([\d.]+)e([+-]?\d+)$/.exec(text);
  if (power !== null) return `$${power[1] === '' ? '' : '-'}${power[2]} \\times 10^{${Number(power[3])}}$`;
  return text
    .replaceAll('\\', '\\textbackslash ')
    .replace(/[&%$#_{}]/g, '\\$&')
    .replaceAll('~', '\\textasciitilde ')
    .replaceAll('^', '\\textasciicircum ')
    .replaceAll('−', '$-$')
    .replaceAll('–', '--')
    .replaceAll('∞', '$\\infty$');
}
