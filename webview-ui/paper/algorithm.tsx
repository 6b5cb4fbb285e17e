import type { ShownNode } from '../../src/protocol/paper.ts';
import { idOf } from './context.ts';
import { Inlines } from './inlines.tsx';
import { Caption } from './table.tsx';

/** Line by line, as printed. Lines of input and output have an address as well, and no number. */
export function Algorithm({ node }: { readonly node: Extract<ShownNode, { readonly kind: 'algorithm' }> }) {
  const caption = `${idOf(node.anchor)}-caption`;
  return (
    <figure aria-labelledby={caption}>
      <figcaption id={caption}>
        <Caption kind="Algorithm" number={node.number} content={node.caption} />
      </figcaption>
      <ol class="algorithm-lines">
        {node.lines.map((line, index) => (
          <li key={line.anchor} id={idOf(line.anchor)}>
            <span class="line-number number" aria-hidden="true">
              {lineNumber(line.anchor, index)}
            </span>
            <span class="line-words" data-run="" style={{ paddingInlineStart: `${Math.min(12, line.indent) * 1.4}em` }}>
              <Inlines content={line.content} />
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

/** `alg1.l3` is line 3 and `alg1.l0` none; where lines are named otherwise, they are counted. */
function lineNumber(anchor: string, index: number): number | undefined {
  const number = /\.l(\d+)/.exec(anchor)?.[1];
  if (number === undefined) return index + 1;
  return number === '0' ? undefined : Number(number);
}
