/** Tables of a page as rows of cells. */
import type { Cell } from '../document.ts';
import { attribute, childrenOf, type Element, elementsOf, hasClass, squeezed } from './dom.ts';
import { inlinesOf, type Walk } from './inlineWalk.ts';

export function isTabular(element: Element): boolean {
  return hasClass(element, 'ltx_tabular');
}

function isRow(element: Element): boolean {
  return element.tagName === 'tr' || hasClass(element, 'ltx_tr');
}

function isCell(element: Element): boolean {
  return element.tagName === 'td' || element.tagName === 'th' || hasClass(element, 'ltx_td') || hasClass(element, 'ltx_th');
}

function rowsIn(element: Element): readonly Element[] {
  return elementsOf(element).flatMap((child) => (isRow(child) ? [child] : isCell(child) ? [] : rowsIn(child)));
}

export function rowsOf(table: Element, walk: Walk): readonly (readonly Cell[])[] {
  // A table within a cell is words of the cell.
  const inner: Walk = { ...walk, beside: (element) => hasClass(element, 'ltx_role_footnote') && walk.beside(element) };
  const rows = rowsIn(table).map((row) => ({
    isHead:
      row.parentNode !== null &&
      'tagName' in row.parentNode &&
      (row.parentNode.tagName === 'thead' || hasClass(row.parentNode, 'ltx_thead')),
    cells: elementsOf(row).filter(isCell),
  }));
  return rows
    .map(({ cells, isHead }) =>
      cells.map(
        (cell): Cell => ({
          content: inlinesOf(childrenOf(cell), inner),
          columns: span(cell, 'colspan', 'ltx_colspan_'),
          rows: span(cell, 'rowspan', 'ltx_rowspan_'),
          isHeader: isHead || (cell.tagName === 'th' && !hasClass(cell, 'ltx_th_row')) || hasClass(cell, 'ltx_th_column'),
        }),
      ),
    )
    .filter((row) => row.length > 0);
}

/** Tables within text are made of other elements, which say it in their class. */
function span(cell: Element, name: string, prefix: string): number {
  const said = attribute(cell, name) ?? new RegExp(`${prefix}(\\d+)`).exec(attribute(cell, 'class') ?? '')?.[1];
  const count = Number.parseInt(squeezed(said ?? '1'), 10);
  return Number.isNaN(count) || count < 1 ? 1 : count;
}
