/** The section tree of a paper, with what has a number in it. */
import { type Paper, type PaperNode, type PaperSection, plainText } from '../papers/document.ts';

export interface OutlineNode {
  readonly kind: 'section' | 'equation' | 'algorithm' | 'table' | 'figure';
  readonly anchor: string;
  readonly label: string;
  readonly parent: OutlineNode | undefined;
  readonly children: readonly OutlineNode[];
}

export interface Outline {
  readonly roots: readonly OutlineNode[];
  /** The row that stands for an anchor: its own, or that of the section it stands in. */
  rowOf(anchor: string): OutlineNode | undefined;
}

interface Growing extends OutlineNode {
  readonly children: Growing[];
}

const longestLabel = 90;

export function outlineOf({ sections, nodes }: Pick<Paper, 'sections' | 'nodes'>): Outline {
  const rows = new Map<string, Growing>();
  const roots: Growing[] = [];
  const grow = (row: Growing): void => {
    (row.parent === undefined ? roots : childrenOf(row.parent)).push(row);
    rows.set(row.anchor, row);
  };
  const childrenOf = ({ anchor }: OutlineNode): Growing[] => rows.get(anchor)?.children ?? [];
  const bySection = Map.groupBy(nodes, ({ section }) => section);
  // What stands in a section comes before the sections below it.
  const addNodes = (section: string | undefined, parent: Growing | undefined): void => {
    for (const node of bySection.get(section) ?? []) {
      const kind = rowKind(node);
      if (kind !== undefined) grow({ kind, anchor: node.anchor, label: nodeName(node, true), parent, children: [] });
    }
  };
  addNodes(undefined, undefined);
  for (const section of sections) {
    const parent = section.parent === undefined ? undefined : rows.get(section.parent);
    const row: Growing = { kind: 'section', anchor: section.anchor, label: sectionName(section), parent, children: [] };
    grow(row);
    addNodes(section.anchor, row);
  }
  const sectionOfNode = new Map(nodes.map(({ anchor, section }) => [anchor, section]));
  return {
    roots,
    rowOf: (anchor) => rows.get(anchor) ?? rows.get(sectionOfNode.get(anchor) ?? ''),
  };
}

function rowKind(node: PaperNode): Exclude<OutlineNode['kind'], 'section'> | undefined {
  switch (node.kind) {
    case 'equation':
    case 'algorithm':
    case 'table':
    case 'figure':
      return node.number === undefined ? undefined : node.kind;
    default:
      return undefined;
  }
}

function sectionName({ number, title }: PaperSection): string {
  return cut(number === undefined ? title : `${number} ${title}`);
}

const kindNames: Readonly<Record<PaperNode['kind'], string>> = {
  paragraph: 'Paragraph',
  equation: 'Equation',
  algorithm: 'Algorithm',
  table: 'Table',
  figure: 'Figure',
  footnote: 'Footnote',
  listing: 'Listing',
};

/** `Equation (3)`, `Table 2`, with its caption where that is wanted. */
export function nodeName(node: PaperNode, isCaptioned = false): string {
  const number = 'number' in node ? node.number : undefined;
  const name = number === undefined ? kindNames[node.kind] : `${kindNames[node.kind]} ${node.kind === 'equation' ? `(${number})` : number}`;
  const caption = isCaptioned && 'caption' in node ? plainText(node.caption).replaceAll(/\s+/g, ' ').trim() : '';
  return cut(caption === '' ? name : `${name}: ${caption}`);
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= longestLabel ? line : `${line.slice(0, longestLabel - 1).trimEnd()}…`;
}
