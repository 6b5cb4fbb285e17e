/** A report as GitHub shows it. What came from a paper, a log or a model is text in it, never markup. */

import type { Deviation, Report, ReportCell } from '../stages/resultRecords.ts';
import { spreadText } from './measures.ts';

export function reportMarkdown(report: Report): string {
  const { title, paper, headline, madeAt, integrity, cells, deviations, notRun } = report;
  const severe = integrity.findings.filter(({ severity }) => severity === 'error');
  const others = integrity.findings.filter(({ severity }) => severity !== 'error');
  return [
    paper.startsWith('experiment:') ? `# Experiment: ${plain(title)}` : `# Reproduction of “${plain(title)}”`,
    `${code(paper)} · ${madeAt.slice(0, 10)}`,
    `**${plain(headline)}**`,
    ...(severe.length === 0
      ? []
      : [`> [!CAUTION]\n${severe.map(({ kind, message }) => `> **${plain(kind)}**: ${plain(message)}`).join('\n>\n')}`]),
    '## Results',
    ...(cells.length === 0 ? measuresOf(report) : tablesOf(cells)),
    ...notesOf(cells),
    ...(cells.length === 0 ? [] : [verdictRule]),
    '## Deviations',
    ...(deviations.length === 0
      ? ['None that is known: what ran is what the paper says or a person accepted.']
      : [table(['Setting', 'What', 'Used', 'Otherwise', 'Where it comes from'], deviations.map(deviationRow))]),
    '## Integrity of the evaluation',
    ...integrityLines(report, others),
    '## Equations held against the code',
    ...contractLines(report),
    '## Runs, cost and environment',
    ...runLines(report),
    ...(notRun.length === 0 ? [] : ['## Not run', list(notRun)]),
  ]
    .join('\n\n')
    .concat('\n');
}

const verdictRule =
  'Verdicts follow a written rule: reproduced is within the rounding and spread of both sides, within noise within twice the spread, trend only has the order of the paper, diverged is everything else.';

function measuresOf({ measures }: Report): readonly string[] {
  if (measures === undefined || measures.length === 0) return ['Nothing was measured.'];
  const rows = measures.map(({ key, baseline, ...own }) => [plain(key), spreadText(own), baseline === null ? '–' : spreadText(baseline)]);
  return [table(['Metric', 'Measured', 'Baseline'], rows)];
}

function tablesOf(cells: readonly ReportCell[]): readonly string[] {
  return [...Map.groupBy(cells, ({ address }) => address)].flatMap(([address, of]) => [
    `Table ${code(address.slice(address.indexOf('#') + 1))}`,
    table(
      ['Row', 'Column', 'Paper', 'Measured', 'Difference', 'Verdict'],
      of.map((cell) => [
        plain(cell.rowPath.join(' / ')) || `row ${cell.row}`,
        plain(cell.columnPath.join(' / ')) || `column ${cell.column}`,
        cell.paper === null ? '–' : plain(cell.paper.text),
        measuredText(cell),
        cell.difference === null ? '–' : `${cell.difference > 0 ? '+' : ''}${inPlaces(cell.difference, cell)}`,
        `${cell.verdict === 'reproduced' || cell.verdict === 'within noise' ? cell.verdict : `**${cell.verdict}**`}${cell.leaked === undefined ? '' : ' · **leaked**'}`,
      ]),
    ),
  ]);
}

function measuredText(cell: ReportCell): string {
  const { measured } = cell;
  if (measured === null) return '–';
  if (measured.mean === null) return 'not a number';
  const spread = measured.sd === null ? '' : ` ± ${inPlaces(measured.sd, cell)}`;
  return `${inPlaces(measured.mean, cell)}${spread} (${measured.values.length} ${measured.values.length === 1 ? 'seed' : 'seeds'})`;
}

/** With one place more than the paper prints. */
function inPlaces(value: number, { paper }: ReportCell): string {
  if (paper === null || !(paper.rounding > 0)) return String(Number(value.toPrecision(4)));
  const places = Math.ceil(-Math.log10(paper.rounding * 2) - 1e-9) + 1;
  return places > 8 || Math.abs(value) >= 1e9 ? value.toPrecision(4) : value.toFixed(Math.max(0, places));
}

function notesOf(cells: readonly ReportCell[]): readonly string[] {
  const nameOf = (cell: ReportCell): string =>
    plain(`${[...cell.rowPath, ...cell.columnPath].join(' / ') || `row ${cell.row}, column ${cell.column}`}`);
  const leaks = Map.groupBy(
    cells.filter(({ leaked }) => leaked !== undefined),
    ({ leaked }) => leaked ?? '',
  );
  const notes = [
    ...[...leaks].map(([leaked, of]) => `**leaked**: ${of.map(nameOf).join('; ')}: ${plain(leaked)}`),
    ...cells.flatMap((cell) => [
      ...(cell.why === undefined ? [] : [`${nameOf(cell)}: ${cell.verdict}. ${plain(cell.why)}`]),
      ...(cell.assumed === undefined ? [] : [`${nameOf(cell)}: ${plain(cell.assumed)}`]),
    ]),
  ];
  return notes.length === 0 ? [] : [list(notes, (note) => note)];
}

const deviationWords: Readonly<Record<Deviation['kind'], string>> = {
  'other than the paper': 'not what the paper says',
  'other than the register': 'not what the register says',
  swept: 'several were tried',
  'differs between runs': 'differs between the runs',
  'not accepted': 'a guess that nobody has accepted',
  open: 'nobody has chosen a value',
};

function deviationRow({ name, kind, used, wanted, origin }: Deviation): readonly string[] {
  const text = (value: Deviation['wanted']): string =>
    value === undefined ? '–' : plain(Array.isArray(value) ? value.join(', ') : String(value));
  const taken = used.map(text);
  // What was taken is not said again as what would have been.
  const otherwise = taken.length === 1 && taken[0] === text(wanted) ? '–' : text(wanted);
  return [plain(name), deviationWords[kind], taken.length === 0 ? '–' : taken.join(' and '), otherwise, plain(origin ?? '–')];
}

function integrityLines({ integrity }: Report, others: Report['integrity']['findings']): readonly string[] {
  if (integrity.state === 'not checked') return ['It was not checked.'];
  const found = others.map(({ kind, severity, message }) => `${severity}, ${kind}: ${message}`);
  return [
    ...(integrity.findings.length === 0 ? ['Nothing was found.'] : found.length === 0 ? ['Only what stands at the top.'] : [list(found)]),
    ...(integrity.notChecked.length === 0 ? [] : [`Not checked:\n\n${list(integrity.notChecked)}`]),
  ];
}

function contractLines({ contracts }: Report): readonly string[] {
  const { equations, ok, mismatch, notCompared, none, mismatches } = contracts;
  const checked = ok + mismatch;
  const of = equations === null ? '' : ` of ${equations} displayed equations`;
  return [
    `${checked}${of} held against the code: ${ok} agree, ${mismatch} ${mismatch === 1 ? 'does' : 'do'} not. ${notCompared} not compared yet, ${none} outside of what can be compared.`,
    ...(mismatches.length === 0 ? [] : [list(mismatches, ({ address, why }) => `${code(address)}: ${plain(why)}`)]),
  ];
}

function runLines(report: Report): readonly string[] {
  const { runs, cost, commits, environment, personLines } = report;
  const edited = personLines.filter(({ lines }) => (lines ?? 0) > 0);
  const ran = personLines.filter(({ lines }) => lines !== null);
  return [
    ...(runs.length === 0
      ? ['Nothing ran.']
      : [
          table(
            ['Run', 'For', 'Seed', 'Status', 'Counts', 'Cost'],
            runs.map((run) => [
              code(run.run),
              plain(run.purpose),
              run.seed === null ? '–' : String(run.seed),
              plain(run.status),
              run.counts ? 'yes' : 'no',
              costText(run.cost),
            ]),
          ),
        ]),
    [
      `Cost of all runs: ${costText(cost)}.`,
      ...commits.map(
        ({ commit, isDirty, runs: count }) =>
          `Code: ${commit === null ? 'no commit' : code(commit)}${isDirty ? ', with changes that are in no commit' : ''} (${count} ${count === 1 ? 'run' : 'runs'}).`,
      ),
      ...environment.map(
        ({ python, gpu, packages }) =>
          `Environment: Python ${plain(python ?? 'of an unknown version')}, ${gpu.length === 0 ? 'no GPU' : plain(gpu.join(', '))}${
            Object.keys(packages).length === 0
              ? ''
              : `; ${plain(
                  Object.entries(packages)
                    .map(([name, version]) => `${name} ${version}`)
                    .join(', '),
                )}`
          }.`,
      ),
      personText(ran.length, edited),
    ].join('\n\n'),
  ];
}

function personText(ran: number, edited: Report['personLines']): string {
  if (ran === 0) return 'Of no file is recorded how it first ran.';
  const lines = edited.reduce((sum, { lines: count }) => sum + (count ?? 0), 0);
  return lines === 0
    ? `No line of the ${ran} ${ran === 1 ? 'file' : 'files'} was changed by a person before it first ran.`
    : `A person changed ${lines} ${lines === 1 ? 'line' : 'lines'} before the code first ran: ${edited.map(({ path, lines: count }) => `${code(path)} (${count})`).join(', ')}.`;
}

function costText({ usd, basis, hours }: Report['cost']): string {
  const time = hours === null ? '' : `, ${hours < 1 ? `${Number((hours * 60).toPrecision(2))} min` : `${Number(hours.toPrecision(3))} h`}`;
  if (basis === 'own machine') return `own machine${time}`;
  if (usd === null || basis === 'unknown') return `not known${time}`;
  return `$${usd.toFixed(2)}${basis === 'estimated' ? ' (estimated)' : ''}${time}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function list<Item>(items: readonly Item[], text: (item: Item) => string = (item) => plain(String(item))): string {
  return items.map((item) => `- ${text(item)}`).join('\n');
}

function plain(text: string): string {
  return text
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>|#~!$]/g, '\\$&')
    .replaceAll('@', '@\u200b');
}

/** In a table, too, where a bar would end the cell. */
function code(text: string): string {
  return `\`${text.replaceAll(/[`\s|]+/gu, ' ').trim()}\``;
}
