/** A report as the tab of a reproduction shows it beside the paper’s numbers. */
import { defined } from '../base/defined.ts';
import type { ShownReport, ShownResult } from '../protocol/reproduction.ts';
import type { Report, ReportCell } from '../reproduction/stages/resultRecords.ts';
import type { UnitState } from '../reproduction/stages/units.ts';
import { addressLabel, valueText } from './reproductionWords.ts';

export function shownReport(report: Report, state: UnitState, hasMarkdown: boolean): ShownReport {
  const { headline, cells, deviations } = report;
  return {
    summary: [headline],
    results: cells.map(shownResult),
    deviations: deviations.map((deviation) => ({ text: deviationText(deviation), row: deviation.row })),
    facts: factsOf(report).filter(({ lines }) => lines.length > 0),
    hasMarkdown,
    ...defined({ stale: state.kind === 'stale' ? `It is behind: ${state.because.slice(0, 5).join(', ')} changed since.` : undefined }),
  };
}

function shownResult(cell: ReportCell): ShownResult {
  const { address, rowPath, columnPath, paper, measured, difference, verdict, why, assumed, leaked } = cell;
  const places = placesOf(cell);
  const fixed = (value: number): string => value.toFixed(places).replace(/^-/u, '−');
  const mean = measured?.mean ?? null;
  const spread = measured === null || measured.sd === null ? '' : ` ± ${fixed(measured.sd)}`;
  return {
    address,
    table: addressLabel(address),
    row: rowPath.join(' / ') || `row ${cell.row}`,
    column: columnPath.join(' / ') || `column ${cell.column}`,
    paper: paper === null ? 'no number' : paper.text,
    verdict,
    why: [why, assumed, why === undefined ? rules[verdict] : undefined].filter((line) => line !== undefined).join(' '),
    ...defined({
      measured: mean === null ? undefined : `${fixed(mean)}${spread}`,
      seeds: measured?.values.length,
      difference: difference === null ? undefined : `${difference > 0 ? '+' : ''}${fixed(difference)}`,
      leaked,
    }),
  };
}

/** docs/verdicts.md in a sentence each. */
const rules: Readonly<Record<ReportCell['verdict'], string>> = {
  reproduced: 'The difference is within rounding and the spread of both sides.',
  'within noise': 'The difference is within rounding and twice the spread of both sides.',
  'trend only': 'Farther away, but in the same order as the paper’s other values.',
  diverged: 'Farther away than rounding and twice the spread of both sides.',
  'not run': 'Nothing was measured for it.',
  'not comparable': 'What was measured is something else.',
};

/** One place more than the paper prints. */
function placesOf({ paper, measured }: ReportCell): number {
  if (paper !== null && paper.rounding > 0) return Math.min(8, Math.max(0, Math.round(-Math.log10(2 * paper.rounding)) + 1));
  const mean = Math.abs(measured?.mean ?? 0);
  return mean === 0 ? 3 : Math.min(8, Math.max(0, 3 - Math.floor(Math.log10(mean))));
}

function deviationText({ name, kind, used, wanted, origin }: Report['deviations'][number]): string {
  const said = used.map(valueText).join(', ');
  // What was taken is not said again as what would have been.
  const instead = wanted === undefined || valueText(wanted) === said ? '' : ` instead of ${valueText(wanted)}`;
  return `${name}: ${said === '' ? kind : `${said}${instead} (${kind})`}${origin === undefined ? '' : `. ${origin}`}`;
}

function factsOf({ cost, runs, environment, commits, personLines, contracts, notRun }: Report): ShownReport['facts'] {
  const counted = runs.filter(({ counts }) => counts).length;
  const money = cost.usd === null ? 'what it cost is not known' : cost.usd === 0 ? 'no cost' : `$${cost.usd.toFixed(2)}`;
  const hours = cost.hours === null ? [] : [`${Number(cost.hours.toPrecision(2))} h`];
  return [
    {
      title: 'Runs and Cost',
      lines: [
        `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}, of which numbers stand on ${counted}`,
        [...hours, `${money} (${cost.basis})`].join(', '),
      ],
    },
    {
      title: 'Environment',
      lines: [
        ...environment.map(({ python, gpu, packages, runs: count }) =>
          [
            ...(python === null ? [] : [`Python ${python}`]),
            ...gpu,
            ...Object.entries(packages).map(([name, version]) => `${name} ${version}`),
            `${count} ${count === 1 ? 'run' : 'runs'}`,
          ].join(', '),
        ),
        ...commits.map(
          ({ commit, isDirty, runs: count }) =>
            `Commit ${commit?.slice(0, 10) ?? 'not known'}${isDirty ? ', with changes' : ''}: ${count} ${count === 1 ? 'run' : 'runs'}`,
        ),
      ],
    },
    {
      title: 'Changed by a Person before the First Run',
      lines: personLines.map(
        ({ path, lines }) => `${path}: ${lines === null ? 'not known' : `${lines} ${lines === 1 ? 'line' : 'lines'}`}`,
      ),
    },
    {
      title: 'Equations',
      lines: [
        `${contracts.ok} hold, ${contracts.mismatch} differ, ${contracts.notCompared} not compared, ${contracts.none} without a contract`,
      ],
    },
    { title: 'Not Run', lines: notRun },
  ];
}
