/** Rows, columns and an audit as the preview shows them. Pure. */

import { beginningOf } from '../base/clipped.ts';
import { hideSecrets } from '../base/redact.ts';
import { sampledNote } from '../datasets/audit/audit.ts';
import type { Audit, SplitAudit } from '../datasets/audit/auditShape.ts';
import type { ColumnFacts } from '../datasets/audit/columnStats.ts';
import { shapeOf, turnsOf, turnText } from '../datasets/audit/conversation.ts';
import { balanceOf } from '../datasets/audit/labels.ts';
import { adviceOf, columnFactsIn, lookedText, mappingOf } from '../datasets/audit/report.ts';
import { Binary, type Cell, cellText, isRecord } from '../datasets/cell.ts';
import { isBinaryType } from '../datasets/features.ts';
import { type Column, isBad, type ReadRow } from '../datasets/table.ts';
import type { ShownAudit, ShownCell, ShownRow, ShownStatistics } from '../protocol/dataset.ts';

/** Of a cell in a list of rows; the whole of it is asked for. */
export const cellCharacters = 600;
export const wholeCellCharacters = 200_000;
const mostTurns = 40;

export function shownRow(row: ReadRow, columns: readonly Column[]): ShownRow {
  if (isBad(row)) return { index: row.index, bad: row.why, ...(row.line === undefined ? {} : { line: row.line }) };
  return {
    index: row.index,
    cells: columns.map(({ name, type }) => {
      const cell = row.cells[name];
      const shown = isBinaryType(type) ? binaryCell(type, cell) : shownCell(cell ?? null, cellCharacters);
      return 'isCut' in shown && row.cut.includes(name) ? { ...shown, isCut: true } : shown;
    }),
  };
}

function binaryCell(type: string, cell: Cell | undefined): ShownCell {
  if (cell === null) return { kind: 'null' };
  return type === 'Image' ? { kind: 'image' } : { kind: 'bytes' };
}

export function shownCell(cell: Cell, atMost: number): ShownCell {
  if (cell === null) return { kind: 'null' };
  if (typeof cell === 'boolean') return { kind: 'bool', value: cell };
  if (typeof cell === 'number') return { kind: 'number', text: String(cell) };
  if (cell instanceof Binary) return { kind: 'bytes', bytes: cell.bytes.length };
  const shape = shapeOf(cell);
  if (shape !== undefined) return turnsCell(cell, shape, atMost);
  // The viewer’s picture: an address that holds for a while.
  if (isRecord(cell) && typeof cell['src'] === 'string' && 'height' in cell) return { kind: 'image' };
  const { text, isCut } = cut(cellText(cell), atMost);
  return { kind: typeof cell === 'string' ? 'text' : 'json', text, isCut };
}

function turnsCell(cell: Cell, shape: 'role-content' | 'from-value', atMost: number): ShownCell {
  const turns = turnsOf(cell, shape);
  const each = Math.max(120, Math.floor(atMost / Math.max(1, Math.min(turns.length, mostTurns))));
  const shown = turns.slice(0, mostTurns).map((turn) => ({ role: turn.role.slice(0, 40), ...cut(turnText(turn), each) }));
  return {
    kind: 'turns',
    turns: shown.map(({ role, text }) => ({ role, text })),
    isCut: turns.length > mostTurns || shown.some(({ isCut }) => isCut),
  };
}

function cut(text: string, atMost: number): { readonly text: string; readonly isCut: boolean } {
  // A key is hidden before it is cut in two.
  const safe = hideSecrets(beginningOf(text, atMost + 2_000));
  return text.length > atMost ? { text: beginningOf(safe, atMost), isCut: true } : { text: safe, isCut: false };
}

export function shownAudit(audit: Audit): ShownAudit {
  return {
    looked: [...audit.splits.map((split) => `${split.split}: ${lookedText(split)}`), ...audit.notes.filter((note) => note === sampledNote)],
    findings: audit.findings.map(({ severity, text, example, column, rows }) => ({
      severity,
      text,
      places: rows,
      ...(example === undefined ? {} : { example }),
      ...(column === undefined ? {} : { column }),
    })),
    fitness: audit.fitness.map((each) => ({ goal: each.goal, verdict: each.verdict, columns: mappingOf(each), text: adviceOf(each) })),
    statistics: audit.splits.flatMap((split) => split.columns.map((column) => statisticsOf(column, split))),
  };
}

function statisticsOf(column: ColumnFacts, split: SplitAudit): ShownStatistics {
  const balance =
    column.distinct !== undefined && column.distinct <= 20 && column.distinct < column.rows ? balanceOf(split, column.name) : undefined;
  const bars =
    balance === undefined
      ? column.chars !== undefined && column.chars.max > 0
        ? { title: 'Characters', items: lengthBars(column.chars.histogram) }
        : undefined
      : {
          title: 'Values',
          items: balance.classes.slice(0, 12).map(({ name, count }) => ({ label: beginningOf(hideSecrets(name), 40), count })),
        };
  return {
    split: split.split,
    column: column.name,
    type: column.type,
    facts: columnFactsIn(column),
    ...(bars === undefined ? {} : { bars }),
  };
}

function lengthBars(
  histogram: readonly { readonly below: number; readonly count: number }[],
): readonly { readonly label: string; readonly count: number }[] {
  const first = histogram.findIndex(({ count }) => count > 0);
  return histogram.slice(Math.max(0, first)).map(({ below, count }) => ({ label: `< ${below.toLocaleString('en-US')}`, count }));
}
