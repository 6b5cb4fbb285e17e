/** The report on a reproduction, worked out from its records and nothing else: every verdict follows docs/verdicts.md. Pure. */
import { defined } from '../../base/defined.ts';
import { parseAddress } from '../../papers/address.ts';
import { type Paper, plainText } from '../../papers/document.ts';
import { mathAsText } from '../../papers/said/mathText.ts';
import type { CellNumber } from '../cells/parseCell.ts';
import { type ReportedCell, reportedCells, scaled } from '../cells/reported.ts';
import { type Beside, judge, type Measured } from '../cells/verdict.ts';
import { stagesVersion } from '../stages/fields.ts';
import type { Code, Contracts, EnvironmentRecord, Integrity, Plan, Register, Spec } from '../stages/records.ts';
import { type Report, type ReportCell, verdicts } from '../stages/resultRecords.ts';
import { deviationsOf } from './deviations.ts';
import { type CellMeasured, type MeasuredRun, measuredFor } from './measurements.ts';
import { type Measure, measuresOf, measuresText } from './measures.ts';
import { costOf, environmentsOf } from './runFacts.ts';
import { shortened } from './shortened.ts';

export interface ReportInput {
  readonly paper: Pick<Paper, 'id' | 'title' | 'nodes'>;
  readonly plan: Plan;
  readonly runs: readonly MeasuredRun[];
  readonly spec?: Spec;
  readonly register?: Register;
  readonly contracts?: Contracts;
  readonly integrity?: Integrity;
  readonly code?: Code;
  readonly environment?: EnvironmentRecord;
  /** ISO 8601. */
  readonly madeAt: string;
  /** Hash of each unit that it is made from. */
  readonly inputs: Readonly<Record<string, string>>;
}

interface Chosen {
  readonly wish: Plan['cells'][number];
  readonly found: ReportedCell | undefined;
  readonly number: CellNumber | undefined;
  readonly seen: CellMeasured;
  readonly measured: Measured | undefined;
}

export function makeReport(input: ReportInput): Report {
  const { paper, plan, runs, contracts, integrity, code, madeAt, inputs } = input;
  const chosen = plan.cells.map((wish) => chosenCell(wish, paper, runs, plan.seeds));
  const leaks = leaksOf(integrity);
  const cells = chosen.map((own) => cellOf(own, chosen, leaks));
  const measures = plan.cells.length === 0 ? measuresOf(runs, plan.seeds) : undefined;
  const counted = new Set(
    measures === undefined
      ? cells.flatMap(({ measured }) => measured?.values.map(({ run }) => run) ?? [])
      : runs.flatMap(({ run, purpose, status }) => (purpose === 'full' && status === 'done' ? [run] : [])),
  );
  const findings = findingsOf(integrity);
  const counts = Object.fromEntries(
    verdicts.map((verdict) => [verdict, cells.filter((cell) => cell.verdict === verdict).length]),
  ) as Report['counts'];
  return {
    v: stagesVersion,
    inputs: { ...inputs },
    stage: 'report',
    paper: paper.id,
    title: shortened(paper.title),
    madeAt,
    headline: headlineOf(cells, measures ?? [], counts, leaks.length > 0, findings),
    integrity: {
      state: integrity === undefined ? 'not checked' : 'checked',
      findings,
      notChecked: (integrity?.checks ?? [])
        .filter(({ state }) => state === 'not checked')
        .map(({ name, how }) => shortened(`${name}: ${how}`)),
    },
    counts,
    cells,
    ...defined({ measures: measures === undefined ? undefined : [...measures] }),
    deviations: [
      ...deviationsOf(
        input,
        runs.filter(({ run }) => counted.has(run)),
      ),
    ],
    contracts: contractsOf(paper, contracts),
    runs: runs.map(({ run, purpose, seed, status, commit, isDirty, cost }) => ({
      run,
      purpose,
      seed: seed ?? null,
      status,
      counts: counted.has(run),
      commit: commit ?? null,
      isDirty: isDirty ?? null,
      cost,
    })),
    cost: costOf(runs),
    environment: environmentsOf(runs.filter(({ run }) => counted.has(run))),
    commits: commitsOf(runs.filter(({ run }) => counted.has(run))),
    personLines: (code?.files ?? []).map(({ path, ran }) => ({ path, lines: ran?.personLines ?? null })),
    notRun: notRunOf(plan, runs, cells, input),
  };
}

function chosenCell(
  wish: Plan['cells'][number],
  paper: ReportInput['paper'],
  runs: readonly MeasuredRun[],
  seeds: readonly number[],
): Chosen {
  const anchor = anchorOf(wish.address);
  const table = paper.nodes.find((node) => node.kind === 'table' && (node.anchor === anchor || node.aliases.includes(anchor)));
  const found =
    table?.kind === 'table' ? reportedCells(table).find(({ row, column }) => row === wish.row && column === wish.column) : undefined;
  const number = found?.cell.kind === 'number' ? scaled(found.cell, found.words) : undefined;
  const seen = measuredFor(wish, runs, seeds);
  const measured =
    seen.kind === 'nothing'
      ? undefined
      : { values: seen.values.map(({ value }) => value), ...defined({ unit: wish.unit, otherwise: wish.otherwise }) };
  return { wish, found, number, seen, measured };
}

function anchorOf(address: string): string {
  return parseAddress(address).anchor ?? '';
}

function cellOf(own: Chosen, all: readonly Chosen[], leaks: readonly Leak[]): ReportCell {
  const { wish, found, number, seen, measured } = own;
  const group = all.filter((other) => other !== own && isCompared(own, other));
  const beside = group.flatMap((other): Beside[] =>
    other.number === undefined ? [] : [{ paper: other.number, ...defined({ measured: other.measured }) }],
  );
  const judged = judge(number, measured, beside);
  const { compared } = judged;
  const values = seen.kind === 'measured' ? seen.values : [];
  const why =
    found === undefined
      ? `${wish.address} has no cell in row ${wish.row}, column ${wish.column} that reports anything.`
      : seen.kind === 'nothing'
        ? seen.why
        : judged.why;
  const leaked = values.length === 0 ? undefined : leaks.find((leak) => leak.isOf(wish))?.message;
  return {
    address: wish.address,
    row: wish.row,
    column: wish.column,
    rowPath: (found?.rowPath ?? []).map(heading),
    columnPath: (found?.columnPath ?? []).map(heading),
    key: shortened(wish.key),
    paper:
      found === undefined || number === undefined
        ? null
        : {
            text: shortened(found.cell.text),
            value: number.value,
            rounding: number.rounding,
            ...defined({ spread: number.spread ?? halfOf(number.interval), unit: number.unit, bound: number.bound }),
          },
    measured:
      values.length === 0
        ? null
        : {
            ...meanOf(
              values.map(({ value }) => value),
              compared,
            ),
            values: values.map(({ run, seed, value }) => ({ run, seed, value: Number.isFinite(value) ? value : null })),
            pick: wish.pick,
            ...defined({ unit: compared === undefined ? wish.unit : number?.unit }),
          },
    difference: compared?.difference ?? null,
    verdict: found === undefined && judged.verdict !== 'not run' ? 'not comparable' : judged.verdict,
    ...defined({
      why: why === undefined ? undefined : shortened(why, 600),
      assumed: compared?.assumed,
      leaked: leaked === undefined ? undefined : shortened(leaked),
    }),
    beside: group.map(({ wish: { row, column } }) => ({ row, column })),
  };
}

/** Under the same headings of one table; where that is nobody, in the same row with the same metric. */
function isCompared(own: Chosen, other: Chosen): boolean {
  if (other.wish.address !== own.wish.address || own.found === undefined || other.found === undefined) return false;
  if (other.wish.column === own.wish.column)
    return (other.found.words.metric ?? '') === (own.found.words.metric ?? '') && other.found.words.unit === own.found.words.unit;
  const { metric, unit } = own.found.words;
  return other.wish.row === own.wish.row && metric !== undefined && other.found.words.metric === metric && other.found.words.unit === unit;
}

function meanOf(
  values: readonly number[],
  compared: { readonly measured: number; readonly sd?: number } | undefined,
): { readonly mean: number | null; readonly sd: number | null } {
  if (compared !== undefined) return { mean: compared.measured, sd: compared.sd ?? null };
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return { mean: null, sd: null };
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  const sd = finite.length < 2 ? null : Math.sqrt(finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (finite.length - 1));
  return { mean, sd };
}

function halfOf(interval: readonly [number, number] | undefined): number | undefined {
  return interval === undefined ? undefined : Math.abs(interval[1] - interval[0]) / 2;
}

/** As one would read it: `τ=4`. */
function heading(text: string): string {
  return shortened(/[\\^]/.test(text) ? mathAsText(text).replaceAll(/\s+/g, ' ').trim() : text, 120);
}

interface Leak {
  readonly message: string;
  isOf(cell: Pick<Plan['cells'][number], 'address' | 'row' | 'column'>): boolean;
}

/** Of a leak that names cells or tables only those are told; of any other, every cell that was measured. */
function leaksOf(integrity: Integrity | undefined): readonly Leak[] {
  return (integrity?.findings ?? [])
    .filter(({ kind, severity }) => kind.startsWith('leak-') && severity === 'error')
    .map(({ message, evidence, cells }): Leak => {
      if (cells !== undefined)
        return {
          message,
          isOf: ({ address, row, column }) => cells.some((cell) => cell.address === address && cell.row === row && cell.column === column),
        };
      const addresses = evidence.flatMap((one) => ('address' in one ? [one.address] : []));
      const tables = addresses.filter((address) => /#[^#]*\bT\d+|#p\d+\./.test(address));
      return { message, isOf: ({ address }) => tables.length === 0 || tables.includes(address) };
    });
}

const severities = ['error', 'warning', 'info'] as const;

function findingsOf(integrity: Integrity | undefined): Report['integrity']['findings'] {
  const findings = (integrity?.findings ?? []).map(({ kind, severity, message }) => ({ kind, severity, message: shortened(message, 600) }));
  return findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)).slice(0, 200);
}

function headlineOf(
  cells: readonly ReportCell[],
  measures: readonly Measure[],
  counts: Report['counts'],
  isLeaked: boolean,
  findings: Report['integrity']['findings'],
): string {
  const measured = cells.filter(({ measured }) => measured !== null).length;
  const words = verdicts.filter((verdict) => counts[verdict] > 0).map((verdict) => `${counts[verdict]} ${verdict}`);
  const of =
    cells.length === 0 ? measuresText(measures) : `Of ${cells.length} table ${cells.length === 1 ? 'cell' : 'cells'}: ${words.join(', ')}.`;
  const errors = findings.filter(({ severity, kind }) => severity === 'error' && !kind.startsWith('leak-')).length;
  const warned = isLeaked
    ? `Leaked: test data reached training, so ${leakedWords(cells, measured)} nothing of how the method generalises, whatever the verdicts say. `
    : errors > 0
      ? `The evaluation has ${errors} serious ${errors === 1 ? 'fault' : 'faults'}; read them before the verdicts. `
      : '';
  return `${warned}${of}`;
}

function leakedWords(cells: readonly ReportCell[], measured: number): string {
  const leaked = cells.filter((cell) => cell.leaked !== undefined).length;
  if (leaked > 0 && leaked < measured) return `${leaked} of ${measured} measured numbers ${leaked === 1 ? 'shows' : 'show'}`;
  return measured === 1 ? 'the measured number shows' : 'the measured numbers show';
}

/** Displayed equations of the paper and how many of them code was held against. */
function contractsOf(paper: ReportInput['paper'], contracts: Contracts | undefined): Report['contracts'] {
  const all = contracts?.contracts ?? [];
  const count = (...states: readonly (typeof all)[number]['state'][]): number => all.filter(({ state }) => states.includes(state)).length;
  const equations = paper.nodes.filter(({ kind }) => kind === 'equation').length;
  return {
    equations: paper.nodes.length === 0 ? null : equations,
    ok: count('ok'),
    mismatch: count('mismatch'),
    notCompared: count('not compared', 'not mapped'),
    none: count('no contract'),
    mismatches: all
      .filter(({ state }) => state === 'mismatch')
      .slice(0, 200)
      .map(({ address, why }) => ({ address, why: shortened(why ?? 'The code computes something else.', 600) })),
  };
}

function commitsOf(runs: readonly MeasuredRun[]): Report['commits'] {
  const groups = Map.groupBy(runs, ({ commit, isDirty }) => JSON.stringify([commit ?? null, isDirty ?? true]));
  return [...groups.values()].flatMap((of) => {
    const [first] = of;
    return first === undefined ? [] : [{ commit: first.commit ?? null, isDirty: first.isDirty ?? true, runs: of.length }];
  });
}

function notRunOf(plan: Plan, runs: readonly MeasuredRun[], cells: readonly ReportCell[], { integrity, contracts }: ReportInput): string[] {
  const ended = (purpose: MeasuredRun['purpose']): boolean => runs.some((run) => run.purpose === purpose && run.status === 'done');
  const seeds = new Set(cells.flatMap(({ measured }) => measured?.values.map(({ seed }) => seed) ?? []));
  const missing = seeds.size === 0 || seeds.has(null) ? [] : plan.seeds.filter((seed) => !seeds.has(seed));
  const steps = [
    ['test', 'The tests'],
    ['overfit', 'Overfitting one batch'],
    ['smoke', 'The smoke run'],
    ['baseline', 'The baseline'],
    ['run', 'The full run'],
  ] as const;
  return [
    ...steps.flatMap(([name, words]) => {
      const { [name]: command } = plan.commands;
      return command === undefined || ended(name === 'run' ? 'full' : name) ? [] : [`${words} came to no end that was recorded.`];
    }),
    ...(missing.length === 0 ? [] : [`${missing.length === 1 ? 'Seed' : 'Seeds'} ${missing.join(', ')} of the plan.`]),
    ...(integrity === undefined ? ['The integrity of the evaluation was not checked.'] : []),
    ...(contracts === undefined ? ['No equation was held against the code.'] : []),
  ];
}

/** Words of the caption, for the Markdown. */
export function captionOf({ nodes }: Pick<Paper, 'nodes'>, address: string): string | undefined {
  const anchor = anchorOf(address);
  const table = nodes.find((node) => node.anchor === anchor || node.aliases.includes(anchor));
  return table?.kind === 'table' ? shortened(plainText(table.caption), 120) : undefined;
}
