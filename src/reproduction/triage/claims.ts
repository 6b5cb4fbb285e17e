/** Which numbers of a paper are worth measuring first, by a rule: its main table of results, there what it calls best or its own, and what that is compared with. */
import { addressIn } from '../../papers/address.ts';
import { type Paper, plainText, type Table } from '../../papers/document.ts';
import { metricIn } from '../cells/metrics.ts';
import { type ReportedCell, reportedCells } from '../cells/reported.ts';
import { shortened } from '../report/shortened.ts';
import type { Triage } from '../stages/resultRecords.ts';

type Claim = Triage['claims'][number];

/** More are shown only when nothing tells them apart. */
const mostClaims = 12;
const own = /\b(?:ours?|this (?:work|paper)|proposed)\b|\(ours\)/i;
const settings = /\b(?:settings?|hyper-?parameters?|configurations?|notation|statistics of|data ?sets? used)\b/i;
const results = /\b(?:results?|accurac\w+|performance|comparison|compar\w+|main|scores?|errors?)\b/i;

export function claimsOf(paper: Paper): readonly Claim[] {
  const tables = paper.nodes.flatMap((node) => (node.kind === 'table' ? [{ table: node, cells: measuresIn(node) }] : []));
  const main = tables
    .filter(({ table, cells }) => cells.length >= 2 && !settings.test(plainText(table.caption)))
    .map((one) => ({ ...one, rank: rankOf(one.table, one.cells) }))
    // Of equals the first: papers print their main table early.
    .toSorted((a, b) => b.rank - a.rank)[0];
  if (main === undefined) return [];
  return chosen(main.cells).map(({ cell, why }) => ({
    address: addressIn(paper.id, main.table.anchor),
    row: cell.row,
    column: cell.column,
    text: shortened(cell.cell.text, 80),
    headings: shortened([...cell.rowPath, ...cell.columnPath].join(' / ')),
    why,
  }));
}

function measuresIn(table: Table): readonly ReportedCell[] {
  // A count of weights under a caption that speaks of accuracy is no accuracy.
  const isMeasured = ({ cell, rowPath, columnPath }: ReportedCell): boolean =>
    cell.kind === 'number' &&
    (cell.spread !== undefined || !Number.isInteger(cell.value) || metricIn([...rowPath, ...columnPath]).metric !== undefined);
  return reportedCells(table).filter((one) => one.words.metric !== undefined && isMeasured(one));
}

function rankOf(table: Table, cells: readonly ReportedCell[]): number {
  const spread = cells.some(({ cell }) => cell.kind === 'number' && cell.spread !== undefined);
  const marked = cells.some(({ cell, rowPath }) => cell.isBest || rowPath.some((name) => own.test(name)));
  const isAppendix = /^[A-Z]\d*\./.test(table.anchor) && !table.anchor.startsWith('S');
  return (results.test(plainText(table.caption)) ? 4 : 0) + (marked ? 3 : 0) + (spread ? 2 : 0) - (isAppendix ? 5 : 0);
}

function chosen(cells: readonly ReportedCell[]): readonly { readonly cell: ReportedCell; readonly why: string }[] {
  const ofOwn = cells.filter(({ rowPath }) => rowPath.some((name) => own.test(name)));
  const bold = cells.filter(({ cell }) => cell.isBest);
  if (cells.length <= mostClaims && ofOwn.length + bold.length === 0) return cells.map((cell) => ({ cell, why: 'the main table, whole' }));
  const first = ofOwn.length > 0 ? ofOwn : bold.length > 0 ? bold : bestOfColumns(cells);
  const why = ofOwn.length > 0 ? 'the paper’s own row' : bold.length > 0 ? 'printed in bold' : 'the best of its column';
  const picked = first.slice(0, mostClaims).map((cell) => ({ cell, why }));
  // Without something beside it no order can be checked.
  const rows = new Set(first.map(({ row }) => row));
  const baseline = cells.find(({ row }) => !rows.has(row))?.row;
  const columns = new Set(picked.map(({ cell }) => cell.column));
  const beside = cells
    .filter(({ row, column }) => row === baseline && columns.has(column))
    .map((cell) => ({ cell, why: 'to compare with' }));
  return [...picked, ...beside].slice(0, mostClaims).toSorted((a, b) => a.cell.row - b.cell.row || a.cell.column - b.cell.column);
}

function bestOfColumns(cells: readonly ReportedCell[]): readonly ReportedCell[] {
  return [...Map.groupBy(cells, ({ column }) => column).values()].flatMap((column) => {
    const sorted = column.toSorted((a, b) => printed(b) - printed(a));
    const best = column[0]?.words.better === 'lower' ? sorted.at(-1) : sorted[0];
    return best === undefined ? [] : [best];
  });
}

function printed({ cell }: ReportedCell): number {
  return cell.kind === 'number' ? cell.value : Number.NEGATIVE_INFINITY;
}
