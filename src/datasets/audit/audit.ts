/** What is in a data set: looked at row by row in bounded memory, judged by rules alone, each finding with its evidence. */
import type { cellText } from '../cell.ts';
import { isBinaryType } from '../features.ts';
import { type Column, type DataSet, isBad, type Sample, type Split } from '../table.ts';
import type { Audit, SplitAudit } from './auditShape.ts';
import { columnFindings } from './columnFindings.ts';
import { columnRoles, formatsOf } from './columnRoles.ts';
import { type ColumnFacts, ColumnStats } from './columnStats.ts';
import { ContentWatch } from './contentWatch.ts';
import { type Finding, grouped, mostPlaces, type Severity, share } from './finding.ts';
import { fitnessOf } from './fitness.ts';
import { labelFindings, preferenceRepeats } from './labels.ts';
import { licenceFindings } from './licence.ts';
import { proseOf, SplitRepeats } from './repeats.ts';

export const usualRows = 10_000;

/** Said wherever not all rows were looked at. */
export const sampledNote =
  'Only the rows that were looked at were compared with each other: there may be more copies, and more overlap of the splits.';
/** So many columns are looked at. */
const mostColumns = 512;

export interface AuditOptions {
  /** Rows of each split, at most. */
  readonly rows?: number;
  readonly signal: AbortSignal;
  onProgress?(text: string): void;
}

interface Looked {
  readonly audit: SplitAudit;
  readonly stats: ReadonlyMap<string, ColumnStats>;
  readonly repeats: SplitRepeats;
  readonly content: ContentWatch;
  readonly findings: readonly Finding[];
}

export async function auditDataSet(data: DataSet, { rows = usualRows, signal, onProgress }: AuditOptions): Promise<Audit> {
  const looked: Looked[] = [];
  const columnOrder = new Map<string, number>();
  for (const split of data.splits) {
    onProgress?.(`Looking at ${split.name}…`);
    looked.push(
      await lookAt(
        split,
        rows,
        columnOrder,
        looked.map(({ repeats }) => repeats),
        signal,
        onProgress,
      ),
    );
  }
  const columns = mergedColumns(looked.map(({ audit }) => audit));
  const roles = columnRoles(columns);
  const formats = formatsOf(columns, roles);
  const findings = sorted([
    ...looked.flatMap((each) => each.findings),
    ...schemaFindings(looked.map(({ audit }) => audit)),
    ...looked.flatMap(({ audit, stats }) => columnFindings(audit, stats)),
    ...looked.flatMap(({ repeats }) => repeats.findings(roles)),
    ...looked.flatMap(({ repeats }, index) => looked.slice(0, index).flatMap((earlier) => repeats.overlaps(earlier.repeats, roles))),
    ...labelFindings(
      looked.map(({ audit }) => audit),
      roles,
    ),
    ...looked.flatMap(({ audit, content }) => [
      ...content.findings(audit.split),
      ...preferenceRepeats(audit.split, content.samePairs, audit.looked),
    ]),
    ...(data.card === undefined ? [] : licenceFindings(data.card)),
  ]);
  return {
    name: data.name,
    where: data.where,
    ...(data.revision === undefined ? {} : { revision: data.revision }),
    ...(data.config === undefined ? {} : { config: data.config }),
    configs: data.configs,
    ...(data.card === undefined ? {} : { card: data.card }),
    notes: [
      ...data.notes,
      ...data.splits.flatMap((split) => split.trouble?.() ?? []),
      ...(looked.some(({ audit }) => isSampled(audit)) ? [sampledNote] : []),
    ],
    splits: looked.map(({ audit }) => audit),
    roles,
    formats,
    fitness: fitnessOf(formats, columns, roles, findings),
    findings,
  };
}

async function lookAt(
  split: Split,
  wanted: number,
  columnOrder: Map<string, number>,
  earlier: readonly SplitRepeats[],
  signal: AbortSignal,
  onProgress: AuditOptions['onProgress'],
): Promise<Looked> {
  const declared = await split.columns(signal);
  const sample = await split.sample(wanted, signal);
  const stats = new Map(declared.filter(({ type }) => !isBinaryType(type)).map((column) => [column.name, statsOf(column)]));
  const repeats = new SplitRepeats(split.name, columnOrder);
  const content = new ContentWatch();
  const bad: { readonly row: number; readonly line?: number; readonly why: string }[] = [];
  const examples: { row: number; cells: Record<string, string> }[] = [];
  let looked = 0;
  let badCount = 0;
  let otherEncoding = 0;
  for await (const row of sample.rows) {
    looked += 1;
    if (looked % 500 === 0) {
      signal.throwIfAborted();
      onProgress?.(`${split.name}: ${grouped(looked)} rows`);
      // A long pass must not hold up the window that asked for it.
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (isBad(row)) {
      badCount += 1;
      if (bad.length < mostPlaces) bad.push({ row: row.index, why: row.why, ...(row.line === undefined ? {} : { line: row.line }) });
      continue;
    }
    if (row.isOtherEncoding === true) otherEncoding += 1;
    takeCells(row, stats, looked - badCount - 1);
    repeats.add(row, earlier);
    content.add(row, proseOf(row.cells));
    if (examples.length < 3) examples.push({ row: row.index, cells: content.shown(row.cells) });
  }
  const whole = await split.whole?.(signal).catch((error: unknown) => {
    signal.throwIfAborted();
    void error;
    return undefined;
  });
  const readable = looked - badCount;
  return {
    stats,
    repeats,
    content,
    findings: readingFindings(split.name, looked, badCount, bad, otherEncoding),
    audit: {
      split: split.name,
      way: split.way,
      total: sample.total,
      looked,
      rule: sample.rule,
      ...(split.bytes === undefined ? {} : { bytes: split.bytes }),
      skipped: skippedIn(sample, declared),
      columns: [...stats.values()].map((each) => each.facts()),
      ...(whole === undefined ? {} : { whole }),
      languages: content.languages(readable),
      examples,
    },
  };
}

function statsOf({ name, type, labels }: Column): ColumnStats {
  return new ColumnStats(name, type, labels);
}

/** A column that a row lacks is null in it, as every reader of such files has it. */
function takeCells(
  row: {
    readonly index: number;
    readonly cells: Readonly<Record<string, Parameters<typeof cellText>[0]>>;
    readonly cut: readonly string[];
  },
  stats: Map<string, ColumnStats>,
  before: number,
): void {
  for (const name of Object.keys(row.cells)) {
    if (stats.has(name) || stats.size >= mostColumns) continue;
    const late = new ColumnStats(name, 'unknown');
    late.addMissed(before);
    stats.set(name, late);
  }
  for (const [name, column] of stats) column.add(row.cells[name] ?? null, row.index, row.cut.includes(name));
}

function skippedIn(sample: Sample, declared: readonly Column[]): readonly string[] {
  return [...new Set([...sample.skipped, ...declared.filter(({ type }) => isBinaryType(type)).map(({ name }) => name)])];
}

function readingFindings(
  split: string,
  looked: number,
  badCount: number,
  bad: readonly { readonly row: number; readonly line?: number; readonly why: string }[],
  otherEncoding: number,
): readonly Finding[] {
  const found: Finding[] = [];
  const named = bad.map(({ row, line, why }) => `${line === undefined ? `row ${row}` : `line ${line}`}: ${why}`);
  if (badCount > 0)
    found.push({
      kind: 'bad-rows',
      severity: 'error',
      split,
      count: badCount,
      of: looked,
      rows: bad.map(({ row }) => ({ split, row })),
      text: `${share(badCount, looked)} of ${split} cannot be read (${named.slice(0, 3).join('; ')}${named.length > 3 ? '; …' : ''}).`,
    });
  if (otherEncoding > 0)
    found.push({
      kind: 'encoding',
      severity: 'warning',
      split,
      count: otherEncoding,
      of: looked,
      rows: [],
      text: `${share(otherEncoding, looked)} of ${split} are not UTF-8 and were read as Windows-1252; letters may be wrong.`,
    });
  if (looked === 0) found.push({ kind: 'schema', severity: 'error', split, count: 0, of: 0, rows: [], text: `${split} has no row.` });
  return found;
}

/** Splits that do not have the same columns cannot be trained and tested on alike. */
function schemaFindings(splits: readonly SplitAudit[]): readonly Finding[] {
  const [first, ...others] = splits;
  if (first === undefined) return [];
  const known = new Set([...first.columns.map(({ name }) => name), ...first.skipped]);
  return others.flatMap((split): readonly Finding[] => {
    const names = new Set([...split.columns.map(({ name }) => name), ...split.skipped]);
    const less = [...known].filter((name) => !names.has(name));
    const more = [...names].filter((name) => !known.has(name));
    if ((less.length === 0 && more.length === 0) || split.looked === 0 || first.looked === 0) return [];
    const words = [
      less.length === 0 ? '' : `lacks ${less.slice(0, 8).join(', ')}`,
      more.length === 0 ? '' : `has ${more.slice(0, 8).join(', ')} besides`,
    ];
    const text = `${split.split} has other columns than ${first.split}: it ${words.filter((each) => each !== '').join(' and ')}.`;
    return [{ kind: 'schema', severity: 'warning', split: split.split, count: less.length + more.length, of: known.size, rows: [], text }];
  });
}

/** The columns of the split with most rows stand for all. */
function mergedColumns(splits: readonly SplitAudit[]): readonly ColumnFacts[] {
  return splits.toSorted((a, b) => b.looked - a.looked)[0]?.columns ?? [];
}

function isSampled({ looked, total }: SplitAudit): boolean {
  return total === undefined || total.rows > looked;
}

const severities: readonly Severity[] = ['error', 'warning', 'note'];

function sorted(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
