/** An audit in words: compact enough for a model, whole enough for a person at a terminal. */
import type { RowCount } from '../table.ts';
import type { Audit, SplitAudit } from './auditShape.ts';
import type { ColumnFacts } from './columnStats.ts';
import { type Finding, grouped } from './finding.ts';
import type { Fitness } from './fitness.ts';
import { balanceOf } from './labels.ts';
import { shownExample } from './privacy.ts';

export interface ReportOptions {
  /** Characters; what does not fit is left out from the end, and said. */
  readonly atMost: number;
}

const mostColumns = 30;
const mostFindings = 30;

export function auditReport(audit: Audit, { atMost }: ReportOptions): string {
  const parts = [
    head(audit),
    ...audit.splits.map((split) => splitLine(split)),
    '',
    ...columnLines(audit),
    '',
    ...findingLines(audit.findings),
    '',
    ...audit.fitness.map(fitnessLine),
    '',
    ...exampleLines(audit.splits[0]),
  ];
  return fitting(parts, atMost);
}

/** Whole lines, as many as fit. */
function fitting(lines: readonly string[], atMost: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    if (length + line.length + 1 > atMost - 60) {
      kept.push('… (the report is longer; ask for the rest with fewer splits or one split)');
      break;
    }
    kept.push(line);
    length += line.length + 1;
  }
  return kept.join('\n').trim();
}

function head({ name, where, revision, config, configs, card, notes }: Audit): string {
  const licences = [...new Set(card?.licences.map(({ licence }) => licence) ?? [])];
  return [
    `Data set ${name}${config === undefined || config === 'default' ? '' : `, configuration ${config}`}${revision === undefined ? '' : ` at ${revision.slice(0, 12)}`}${where === 'hub' ? '' : ' (files here)'}`,
    ...(configs.length > 1
      ? [`Configurations: ${configs.slice(0, 12).join(', ')}${configs.length > 12 ? `, … (${configs.length})` : ''}`]
      : []),
    ...(card === undefined
      ? []
      : [`Licence: ${licences.length === 0 ? 'none stated' : licences.map((each) => each.slice(0, 60)).join(', ')}; gated: ${card.gated}`]),
    ...notes.map((note) => `Note: ${note}`),
  ].join('\n');
}

/** `train: 10,000 of 2,100,000 rows looked at, every 210th row`. What is estimated says so. */
export function lookedText({ looked, total, rule }: Pick<SplitAudit, 'looked' | 'total' | 'rule'>): string {
  if (total === undefined) return `${grouped(looked)} rows looked at (${rule}); how many there are is not known`;
  if (total.rows === looked && total.how !== 'estimated') return `all ${grouped(looked)} rows looked at`;
  return `${grouped(looked)} of ${countText(total)} rows looked at, ${rule}`;
}

export function countText({ rows, how }: RowCount): string {
  return how === 'estimated' ? `about ${grouped(rows)} (estimated)` : grouped(rows);
}

function splitLine(split: SplitAudit): string {
  const { bytes, way, skipped, languages } = split;
  const parts = [
    lookedText(split),
    `read from ${way === 'viewer' ? 'the Hub’s viewer' : way}`,
    ...(bytes === undefined ? [] : [`${(bytes / 2 ** 20).toFixed(1)} MB as parquet`]),
    ...(skipped.length === 0 ? [] : [`without ${skipped.join(', ')} (bytes)`]),
    ...(languages.length === 0
      ? []
      : [
          `languages, roughly: ${languages
            .slice(0, 4)
            .map(({ language, rows }) => `${language} ${percent(rows, split.looked)}`)
            .join(', ')}`,
        ]),
  ];
  return `- ${split.split}: ${parts.join('; ')}`;
}

function percent(count: number, of: number): string {
  return of === 0 ? '0 %' : `${Math.round((count / of) * 100)} %`;
}

function columnLines(audit: Audit): readonly string[] {
  const [largest] = audit.splits.toSorted((a, b) => b.looked - a.looked);
  if (largest === undefined) return [];
  const { columns, split } = largest;
  const more = columns.length > mostColumns ? [`- … ${columns.length - mostColumns} more columns`] : [];
  return [`Columns (${split}):`, ...columns.slice(0, mostColumns).map((column) => `- ${columnLine(column, largest)}`), ...more];
}

export function columnLine(column: ColumnFacts, split: SplitAudit): string {
  const { name, type, distinct, rows } = column;
  const balance = distinct !== undefined && distinct <= 20 ? balanceOf(split, name) : undefined;
  const values =
    balance !== undefined && (column.labels !== undefined || distinct !== rows)
      ? [
          balance.classes
            .slice(0, 8)
            .map(({ name: value, count }) => `${shownExample(value, 24)} ${grouped(count)}`)
            .join(', '),
        ]
      : [];
  const parts = [...columnFactsIn(column).filter((fact) => values.length === 0 || !fact.endsWith('different values')), ...values];
  return `${name}: ${type}${parts.length === 0 ? '' : `; ${parts.join('; ')}`}`;
}

/** What the looked-at rows of a column came to, each in a few words. */
export function columnFactsIn({
  chars,
  tokens,
  turns,
  items,
  numbers,
  distinct,
  nulls,
  empties,
  rows,
  labels,
}: ColumnFacts): readonly string[] {
  const parts: string[] = [];
  if (turns !== undefined)
    parts.push(
      `conversations (${turns.shape === 'role-content' ? 'role/content' : 'from/value'}), roles ${turns.roles.map((role) => shownExample(role, 24)).join(', ')}`,
    );
  if (items !== undefined) parts.push(`${range(items)} ${turns === undefined ? 'items' : 'turns'}`);
  if (chars !== undefined) parts.push(`${range(chars)} characters`);
  if (tokens !== undefined && tokens.max >= 16)
    parts.push(`≈ ${grouped(Math.round(tokens.mean))} tokens, 95 % ≤ ${grouped(tokens.p95)} (estimated, 4 characters each)`);
  if (numbers !== undefined && labels === undefined)
    parts.push(
      `${short(numbers.min)} to ${short(numbers.max)}, mean ${short(numbers.mean)}${numbers.notFinite > 0 ? `, ${numbers.notFinite} not finite` : ''}`,
    );
  if (distinct !== undefined && distinct < rows - nulls) parts.push(`${grouped(distinct)} different values`);
  if (nulls > 0) parts.push(`${grouped(nulls)} null`);
  if (empties > 0) parts.push(`${grouped(empties)} empty`);
  return parts;
}

function range({ min, max, mean }: { readonly min: number; readonly max: number; readonly mean: number }): string {
  return min === max ? grouped(min) : `${grouped(min)} to ${grouped(max)} (mean ${grouped(Math.round(mean))})`;
}

function short(value: number): string {
  return Number.isInteger(value) ? grouped(value) : String(Number(value.toPrecision(4)));
}

function findingLines(findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return ['Findings: none.'];
  const more = findings.length > mostFindings ? [`- … ${findings.length - mostFindings} more`] : [];
  return ['Findings:', ...findings.slice(0, mostFindings).map(findingLine), ...more];
}

export function findingLine({ severity, text, rows, example }: Finding): string {
  const places = rows.slice(0, 6).map(({ split, row }) => `${split} ${row}`);
  return `- [${severity}] ${text}${places.length === 0 ? '' : ` Rows: ${places.join(', ')}${rows.length > 6 ? ', …' : ''}.`}${example === undefined ? '' : ` Such as: “${example}”`}`;
}

const goalNames = { sft: 'SFT', dpo: 'DPO', grpo: 'GRPO', classification: 'classification' } as const;

/** `prompt = question`, and `chosen` where the column is called as the trainer wants it. */
export function mappingOf({ columns }: Fitness): readonly string[] {
  return Object.entries(columns).map(([part, column]) => (part === column ? column : `${part} = ${column}`));
}

/** What has to be done or looked at before it is trained on. */
export function adviceOf({ missing, concerns }: Fitness): string {
  return [...missing, ...(concerns.length === 0 ? [] : [`Look at first: ${concerns.slice(0, 6).join('; ')}.`])].join(' ');
}

export function fitnessLine(fitness: Fitness): string {
  const { goal, verdict } = fitness;
  const mapping = mappingOf(fitness);
  const verdictWords = { fits: 'fits', mapping: 'fits after a change of columns', no: 'does not fit' }[verdict];
  const advice = adviceOf(fitness);
  return `Fit for ${goalNames[goal]}: ${verdictWords}${mapping.length === 0 ? '' : ` (${mapping.join(', ')})`}.${advice === '' ? '' : ` ${advice}`}`;
}

function exampleLines(split: SplitAudit | undefined): readonly string[] {
  if (split === undefined || split.examples.length === 0) return [];
  return [
    `Rows of ${split.split}, cut:`,
    ...split.examples.map(
      ({ row, cells }) =>
        `- row ${row}: ${Object.entries(cells)
          .map(([name, text]) => `${name}=${JSON.stringify(text)}`)
          .join(' ')}`,
    ),
  ];
}
