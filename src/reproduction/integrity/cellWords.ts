/** What the paper says of a cell: the headings it stands under, its caption and its unit. */
import type { Paper } from '../../papers/document.ts';
import { plainText } from '../../papers/document.ts';
import { reportedCells } from '../cells/reported.ts';
import type { Plan } from '../stages/records.ts';
import { anchorOf } from '../trace/paperSide.ts';
import type { CellWords } from './runRules.ts';

/** Undefined where the paper is not there or has no such cell. */
export function cellWordsIn(paper: Paper | undefined, { address, row, column }: Plan['cells'][number]): CellWords | undefined {
  if (paper === undefined) return undefined;
  const given = address.slice(address.indexOf('#') + 1);
  const anchor = anchorOf(paper, given);
  const table = paper.nodes.find((node) => node.kind === 'table' && (node.anchor === anchor || node.anchor === given));
  if (table?.kind !== 'table') return undefined;
  const cell = reportedCells(table).find((one) => one.row === row && one.column === column);
  if (cell === undefined) return undefined;
  const { unit } = cell.words;
  return {
    headings: [...cell.rowPath, ...cell.columnPath].join(' '),
    caption: plainText(table.caption),
    ...(unit === undefined ? {} : { unit }),
  };
}
