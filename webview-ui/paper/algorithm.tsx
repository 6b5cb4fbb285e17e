import type { ShownNode } from '../../src/protocol/paper.ts';
import { idOf } from './context.ts';
import { Inlines } from './inlines.tsx';
import { Caption } from './table.tsx';

/** Line by line, as printed. Lines of input and output, which have no number in print, are lines as well: they have an address. */
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
              {index + 1}
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
