import type { ShownCell, ShownNode } from '../../src/protocol/paper.ts';
import { idOf } from './context.ts';
import { Inlines } from './inlines.tsx';

type TableNode = Extract<ShownNode, { readonly kind: 'table' }>;

export function Table({ node }: { readonly node: TableNode }) {
  const { rows } = node;
  const heads = rows.findIndex((row) => !row.every((cell) => cell.isHeader));
  const headed = Math.max(heads, 0);
  const caption = `${idOf(node.anchor)}-caption`;
  return (
    <figure>
      <figcaption id={caption}>
        <Caption kind="Table" number={node.number} content={node.caption} />
      </figcaption>
      <div class="sideways">
        <table aria-labelledby={caption}>
          {headed > 0 && (
            <thead>
              {rows.slice(0, headed).map((row, index) => (
                <Row key={index} row={row} isHead />
              ))}
            </thead>
          )}
          <tbody>
            {rows.slice(headed).map((row, index) => (
              <Row key={index} row={row} isHead={false} />
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function Row({ row, isHead }: { readonly row: readonly ShownCell[]; readonly isHead: boolean }) {
  return (
    <tr>
      {row.map((cell, index) => (
        <Cell key={index} cell={cell} isHead={isHead} />
      ))}
    </tr>
  );
}

function Cell({ cell: { content, columns, rows, isHeader }, isHead }: { readonly cell: ShownCell; readonly isHead: boolean }) {
  const spans = { ...(columns > 1 ? { colSpan: columns } : {}), ...(rows > 1 ? { rowSpan: rows } : {}) };
  const words = <Inlines content={content} />;
  // A header without words heads nothing.
  if (!isHeader || content.length === 0) {
    return (
      <td {...spans} class={isNumber(content) ? 'cell-number' : undefined} data-run="">
        {words}
      </td>
    );
  }
  const scope = isHead ? (columns > 1 ? 'colgroup' : 'col') : rows > 1 ? 'rowgroup' : 'row';
  return (
    <th {...spans} scope={scope} data-run="">
      {words}
    </th>
  );
}

function isNumber(content: ShownCell['content']): boolean {
  const [only] = content;
  return content.length === 1 && only?.kind === 'text' && /^[\s\d.,%±+−–()×e-]+$/u.test(only.text);
}

interface CaptionProps {
  readonly kind: 'Table' | 'Algorithm' | 'Figure';
  readonly number: string | undefined;
  readonly content: TableNode['caption'];
}

export function Caption({ kind, number, content }: CaptionProps) {
  return (
    <>
      {number !== undefined && (
        <strong class="number">
          {kind} {number}
          {content.length > 0 ? '. ' : ''}
        </strong>
      )}
      <span data-run="">
        <Inlines content={content} />
      </span>
      {number === undefined && content.length === 0 && <span class="visually-hidden">{kind}</span>}
    </>
  );
}
