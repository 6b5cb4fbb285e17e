/** What is wrong with single columns. */
import type { SplitAudit } from './auditShape.ts';
import type { ColumnFacts, ColumnStats } from './columnStats.ts';
import { type TurnTrouble, turnTroubleWords } from './conversation.ts';
import { type Finding, type FindingKind, type Severity, share } from './finding.ts';

export function columnFindings({ split, columns, whole = [] }: SplitAudit, stats: ReadonlyMap<string, ColumnStats>): readonly Finding[] {
  return columns.flatMap((column) => {
    const stat = stats.get(column.name);
    if (stat === undefined || column.rows === 0) return [];
    const found: Finding[] = [];
    const add = (kind: FindingKind, severity: Severity, count: number, of: number, rows: readonly number[], text: string): void => {
      found.push({ kind, severity, split, column: column.name, count, of, rows: rows.map((row) => ({ split, row })), text });
    };
    const { name, rows, nulls, empties, kinds, cut } = column;
    const counted = whole.find((each) => each.column === name);
    if (counted?.nulls !== undefined && counted.nulls > 0)
      add(
        'nulls',
        severityOf(counted.nulls, counted.rows),
        counted.nulls,
        counted.rows,
        stat.nullRows,
        `${share(counted.nulls, counted.rows)} of ${split} have no ${name} (counted by the Hub over all rows).`,
      );
    else if (nulls > 0)
      add('nulls', severityOf(nulls, rows), nulls, rows, stat.nullRows, `${share(nulls, rows)} of ${split} have no ${name}.`);
    if (empties > 0)
      add(
        'empties',
        severityOf(empties, rows),
        empties,
        rows,
        stat.emptyRows,
        `${share(empties, rows)} of ${split} have an empty ${name}.`,
      );
    const mixed = Object.entries(kinds).filter(([kind]) => kind !== 'null');
    if (mixed.length > 1 && !mixed.every(([kind]) => kind === 'int' || kind === 'float'))
      add(
        'mixed-types',
        'warning',
        mixed.length,
        rows,
        [],
        `${name} of ${split} holds several types: ${mixed.map(([kind, count]) => `${kind} (${count})`).join(', ')}.`,
      );
    if (column.distinct === 1 && rows - nulls >= 20)
      add('constant', 'note', rows - nulls, rows, [], `${name} of ${split} has the same value in every row that was looked at.`);
    if (cut > 0)
      add(
        'cut-cells',
        'note',
        cut,
        rows,
        [],
        `${share(cut, rows)} of ${split} have a ${name} of which the Hub’s viewer gives only the beginning: its length and its copies are not known from them.`,
      );
    found.push(...turnFindings(split, column, stat));
    return found;
  });
}

function severityOf(count: number, of: number): Severity {
  return count / of >= 0.05 ? 'warning' : 'note';
}

/** A prompt need not be answered, and an answer need not be asked for: they are parts of a conversation. */
function isPartial(name: string, trouble: TurnTrouble): boolean {
  if (/^(?:prompt|question|query|input|context)s?$/i.test(name)) return trouble === 'no-answer';
  return /^(?:chosen|rejected|completion|response|output)$/i.test(name) && trouble === 'begins-with-answer';
}

function turnFindings(split: string, { name, turns }: ColumnFacts, { troubles }: ColumnStats): readonly Finding[] {
  if (turns === undefined) return [];
  return [...troubles]
    .filter(([trouble]) => !isPartial(name, trouble))
    .map(([trouble, { count, rows }]): Finding => {
      const roles =
        trouble === 'unknown-role'
          ? `: ${turns.roles
              .filter((role) => !/^(?:system|user|assistant|tool)$/.test(role))
              .slice(0, 5)
              .join(', ')}`
          : '';
      return {
        kind: trouble === 'no-answer' ? 'no-answer' : 'role-order',
        severity: trouble === 'no-answer' || trouble === 'empty-turn' ? 'warning' : 'error',
        split,
        column: name,
        count,
        of: turns.rows,
        rows: rows.map((row) => ({ split, row })),
        text: `${share(count, turns.rows, 'conversations')} in ${name} of ${split} ${turnTroubleWords[trouble]}${roles}.`,
      };
    });
}
