/** Displayed formulas of LaTeXML’s pages: one for each line that has an id of its own. */
import type { Formula } from '../document.ts';
import {
  attribute,
  childrenOf,
  type Element,
  elementsOf,
  find,
  findAll,
  hasClass,
  idOf,
  isElement,
  type Node,
  squeezed,
  textOf,
} from './dom.ts';
import { formulaOf, texIn, withoutStyle } from './pageMath.ts';

export interface PageEquation {
  readonly id: string;
  readonly number?: string;
  readonly formula: Formula;
}

export function equationsOf(element: Element, freshId: () => string): readonly PageEquation[] {
  if (hasClass(element, 'ltx_equationgroup')) {
    const parts = groupParts(element);
    const pairedFrom =
      hasClass(element, 'ltx_eqn_align') || hasClass(element, 'ltx_eqn_flalign') ? 3 : pairedGroup(element) ? 4 : Number.POSITIVE_INFINITY;
    if (parts.length > 0) return parts.flatMap((part) => one(part, freshId, pairedFrom));
  }
  return one(element, freshId, Number.POSITIVE_INFINITY);
}

/** Bodies with an id, each a numbered line; in groups of groups the innermost. */
function groupParts(element: Element): readonly Element[] {
  return elementsOf(element).flatMap((child) => {
    const inner = groupParts(child);
    if (inner.length > 0) return inner;
    const isLine = idOf(child) !== undefined && find(child, ({ tagName }) => tagName === 'math') !== undefined;
    return isLine &&
      (child.tagName === 'tbody' || child.tagName === 'tr' || hasClass(child, 'ltx_equation') || hasClass(child, 'ltx_eqn_row'))
      ? [child]
      : [];
  });
}

/** Pages of subequations do not say what the lines within are; columns in the middle are those of eqnarray. */
function pairedGroup(element: Element): boolean {
  if (hasClass(element, 'ltx_eqn_eqnarray') || hasClass(element, 'ltx_eqn_alignat')) return false;
  return find(element, (one) => hasClass(one, 'ltx_td') && hasClass(one, 'ltx_align_center')) === undefined;
}

/** `pairedFrom`: with how many cells formulas stand side by side. */
function one(element: Element, freshId: () => string, pairedFrom: number): readonly PageEquation[] {
  const rows = findAll(element, (each) => hasClass(each, 'ltx_eqn_row'));
  const lines = (rows.length > 0 ? rows : [element]).map((row) => lineOf(row, pairedFrom)).filter((line) => line.length > 0);
  if (lines.length === 0) return [];
  const texts = lines.map((line) => line.map(({ tex }) => tex));
  const isMissing = texts.some((line) => line.some((tex) => tex === undefined));
  const tag = find(
    element,
    (each) => hasClass(each, 'ltx_tag_equation') || hasClass(each, 'ltx_tag_equationgroup') || hasClass(each, 'ltx_tag'),
  );
  const number = tag === undefined ? undefined : squeezed(textOf(tag)).replace(/^\((.*)\)$/, '$1');
  const failed = find(element, (each) => hasClass(each, 'ltx_ERROR'));
  const formula: Formula =
    failed === undefined
      ? formulaOf(isMissing ? undefined : lines.map(joined).join(' \\\\ '), true)
      : { tex: null, unreadable: `has ${squeezed(textOf(failed))}, which was not understood when the page was made` };
  return [{ id: idOf(element) ?? freshId(), formula, ...(number === undefined || number === '' ? {} : { number }) }];
}

interface Piece {
  readonly tex: string | undefined;
  /** Of the cell that it stands in, from 0. */
  readonly column: number;
  readonly isPaired: boolean;
}

/** Cells of one line: formulas, and words between them. */
function lineOf(row: Element, pairedFrom: number): readonly Piece[] {
  const cells = elementsOf(row).filter(
    (cell) => !hasClass(cell, 'ltx_eqn_eqno') && !hasClass(cell, 'ltx_eqn_center_padleft') && !hasClass(cell, 'ltx_eqn_center_padright'),
  );
  const isPaired = cells.length >= pairedFrom;
  const isCells = cells.some((cell) => hasClass(cell, 'ltx_eqn_cell') || hasClass(cell, 'ltx_td'));
  if (!isCells) return piecesOf(row).map((tex) => ({ tex, column: 0, isPaired: false }));
  return cells.flatMap((cell, column) => piecesOf(cell).map((tex) => ({ tex, column, isPaired })));
}

/** LaTeXML takes `\text{…}` that stands alone in a cell out of the formula; here it is put back. */
function piecesOf(element: Element): readonly (string | undefined)[] {
  const pieces: (string | undefined)[] = [];
  let words = '';
  const flush = (): void => {
    const said = squeezed(words);
    if (said !== '') pieces.push(`\\text{${said.replaceAll(/[\\{}$&#%_^~]/g, escaped)}}`);
    words = '';
  };
  const visit = (node: Node): void => {
    if (!isElement(node)) {
      words += 'value' in node ? node.value : '';
      return;
    }
    if (hasClass(node, 'ltx_tag') && !hasClass(node, 'ltx_ref_tag')) return;
    if (node.tagName !== 'math') {
      childrenOf(node).forEach(visit);
      return;
    }
    flush();
    pieces.push(texOf(node));
  };
  childrenOf(element).forEach(visit);
  flush();
  return pieces;
}

function escaped(character: string): string {
  if (character === '\\') return '\\textbackslash ';
  return character === '~' || character === '^' ? `\\text${character === '~' ? 'asciitilde' : 'asciicircum'} ` : `\\${character}`;
}

function texOf(math: Element): string | undefined {
  const tex = texIn(math);
  return tex === undefined ? (attribute(math, 'alttext') === '' ? '' : undefined) : withoutStyle(tex);
}

/** As the LaTeX reader joins what stands at an alignment. */
function joined(line: readonly Piece[]): string {
  let tex = '';
  let column = 0;
  for (const piece of line) {
    const isApart = piece.isPaired && tex !== '' && Math.floor(piece.column / 2) > Math.floor(column / 2);
    tex += `${tex === '' ? '' : isApart ? ' \\qquad ' : ' '}${piece.tex ?? ''}`;
    ({ column } = piece);
  }
  return tex;
}
