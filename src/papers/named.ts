/** What bears a name in a paper. Links and marks of a long one ask for hundreds: names are gathered once for a list, when the first is asked for. */
import { inlinesOf, type Paper, type PaperNode, type PaperSection } from './document.ts';

type Listed = Pick<Paper, 'sections' | 'nodes'>;

/** By its anchor or another name of it. */
export function sectionNamed({ sections }: Listed, name: string): PaperSection | undefined {
  return sectionNames(sections).get(name);
}

/** By its anchor or another name of it. */
export function nodeNamed({ nodes }: Listed, name: string): PaperNode | undefined {
  return nodeNames(nodes).get(name);
}

/** The node with a line or a formula of that name in it. */
export function nodeWith({ nodes }: Listed, name: string): PaperNode | undefined {
  return innerNames(nodes).get(name);
}

const sectionNames = gathered<PaperSection>(ownNames);
const nodeNames = gathered<PaperNode>(ownNames);
const innerNames = gathered<PaperNode>(namesWithin);

/** Lines of an algorithm, formulas within sentences. */
export function namesWithin(node: PaperNode): readonly string[] {
  const lines = node.kind === 'algorithm' ? node.lines.map(({ anchor }) => anchor) : [];
  return [...lines, ...inlinesOf(node).flatMap((inline) => (inline.kind === 'math' ? [inline.anchor] : []))];
}

function ownNames({ anchor, aliases }: PaperSection | PaperNode): readonly string[] {
  return [anchor, ...aliases];
}

/** The first of a name is meant. */
function gathered<Item extends object>(namesOf: (item: Item) => readonly string[]): (list: readonly Item[]) => ReadonlyMap<string, Item> {
  const known = new WeakMap<readonly Item[], ReadonlyMap<string, Item>>();
  return (list) => {
    const before = known.get(list);
    if (before !== undefined) return before;
    const names = new Map<string, Item>();
    for (const item of list) for (const name of namesOf(item)) if (!names.has(name)) names.set(name, item);
    known.set(list, names);
    return names;
  };
}
