import type { ShownNode, ShownReference, ShownSection } from '../../src/protocol/paper.ts';

/** One thing in the column of a paper. */
export type Item =
  | { readonly kind: 'heading'; readonly section: ShownSection }
  /** Where the paper has references and no section for them. */
  | { readonly kind: 'references' }
  | { readonly kind: 'reference'; readonly reference: ShownReference }
  | { readonly kind: 'node'; readonly node: ShownNode };

export function anchorOf(item: Item): string | undefined {
  switch (item.kind) {
    case 'heading':
      return item.section.anchor;
    case 'reference':
      return item.reference.anchor;
    case 'node':
      return item.node.anchor;
    case 'references':
      return undefined;
  }
}
