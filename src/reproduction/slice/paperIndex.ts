/** A paper as what refers to what: which node a name means, what a node refers to, and which symbols it uses or explains. */
import { estimateTokens } from '../../models/estimate.ts';
import { addressIn } from '../../papers/address.ts';
import { inlinesOf, nodeText, type Paper, type PaperNode, type Reference } from '../../papers/document.ts';
import { findAnchor } from '../../papers/paperJson.ts';
import type { Said } from '../../papers/said/said.ts';
import { isBackground } from '../../papers/said/whoseHeadings.ts';
import { definedIn, type FormulaSymbol, symbolsIn } from './symbols.ts';

export interface PaperIndex {
  readonly paper: Paper;
  readonly nodes: ReadonlyMap<string, PaperNode>;
  readonly references: ReadonlyMap<string, Reference>;
  /** Nodes that say of a symbol what it means or what it is set to: the first in words, and the first in a formula. */
  readonly explained: ReadonlyMap<string, readonly { readonly anchor: string; readonly what: string }[]>;
  /** Abstract, other people's work, conclusions: what is not part of how something is done. */
  isAside(section: string | undefined): boolean;
  /** Nodes within a section and those below it, in reading order. */
  within(section: string): readonly PaperNode[];
  /** The node whose anchor, line, formula or label it is. */
  nodeOf(name: string): PaperNode | undefined;
}

const aside = /^(?:conclusions?|limitations|acknowledge?ments?|introduction)\b/i;

export function indexPaper(paper: Paper, said: Pick<Said, 'notation'>): PaperIndex {
  const nodes = new Map(paper.nodes.map((node) => [node.anchor, node]));
  const parents = new Map(paper.sections.map(({ anchor, parent }) => [anchor, parent]));
  const isBelow = (section: string | undefined, top: string): boolean => {
    for (let at = section; at !== undefined; at = parents.get(at)) if (at === top) return true;
    return false;
  };
  const titles = new Map(paper.sections.map(({ anchor, title }) => [anchor, title]));
  const isAside = (section: string | undefined): boolean => {
    if (section === 'abstract') return true;
    const above: string[] = [];
    for (let at = section; at !== undefined; at = parents.get(at)) above.unshift(titles.get(at) ?? '');
    return isBackground(above) || above.some((title) => aside.test(title));
  };
  const nodeOf = (name: string): PaperNode | undefined => {
    const found = findAnchor(paper, name);
    return found?.kind === 'node' ? found.node : undefined;
  };
  return {
    paper,
    nodes,
    references: new Map(paper.references.flatMap((entry) => [entry.anchor, ...entry.aliases].map((name) => [name, entry] as const))),
    explained: explainedIn(paper, said, nodeOf, isAside),
    isAside,
    within: (section) => paper.nodes.filter((node) => isBelow(node.section, section)),
    nodeOf,
  };
}

function explainedIn(
  paper: Paper,
  { notation }: Pick<Said, 'notation'>,
  nodeOf: PaperIndex['nodeOf'],
  isAside: PaperIndex['isAside'],
): PaperIndex['explained'] {
  const inWords = new Map<string, { anchor: string; what: string }>();
  for (const { symbol, meaning, shape, address } of notation) {
    // What a function is of comes behind its name: `p(x)`.
    const [last] = symbolsIn(symbol.replace(/\([^()]*\)\s*$/, '')).slice(-1);
    const node = nodeOf(address.slice(address.indexOf('#') + 1));
    if (last === undefined || node === undefined || isAside(node.section) || inWords.has(last.full)) continue;
    const what = [meaning, ...(shape === undefined ? [] : [`shape ${shape}`])].filter((part) => part !== '').join(', ');
    inWords.set(last.full, { anchor: node.anchor, what });
  }
  const inFormulas = new Map<string, { anchor: string; what: string }>();
  for (const node of paper.nodes)
    if (!isAside(node.section))
      for (const tex of formulasIn(node))
        for (const symbol of definedIn(tex))
          if (!inFormulas.has(symbol)) inFormulas.set(symbol, { anchor: node.anchor, what: 'set there' });
  return new Map(
    [...new Set([...inWords.keys(), ...inFormulas.keys()])].map((symbol) => {
      const both = [inWords.get(symbol), inFormulas.get(symbol)].filter((place) => place !== undefined);
      return [symbol, both.filter(({ anchor }, index) => both.findIndex((place) => place.anchor === anchor) === index)] as const;
    }),
  );
}

/** TeX of all formulas of a node that could be read. */
export function formulasIn(node: PaperNode): readonly string[] {
  const within = inlinesOf(node).flatMap((inline) => (inline.kind === 'math' && inline.tex !== null ? [inline.tex] : []));
  return node.kind === 'equation' && node.tex !== null ? [node.tex] : within;
}

export function symbolsOf(node: PaperNode): readonly FormulaSymbol[] {
  return formulasIn(node).flatMap(symbolsIn);
}

/** How many formulas of a node could not be read, and why the first of them. */
export function unreadIn(node: PaperNode): { readonly count: number; readonly why: string } | undefined {
  const formulas = node.kind === 'equation' ? [node] : inlinesOf(node).flatMap((inline) => (inline.kind === 'math' ? [inline] : []));
  const unread = formulas.filter(({ tex }) => tex === null);
  return unread[0] === undefined ? undefined : { count: unread.length, why: unread[0].unreadable ?? 'it could not be read' };
}

export function tokensOf(node: PaperNode): number {
  return estimateTokens(nodeText(node));
}

/** `Equation 3`, `Table 1`, `Algorithm 2`, or the first words. */
export function nodeName(node: PaperNode): string {
  if ('number' in node && node.number !== undefined) return `${node.kind.charAt(0).toUpperCase()}${node.kind.slice(1)} ${node.number}`;
  const words = nodeText(node).replaceAll(/\s+/g, ' ').trim();
  return words.length > 60 ? `${words.slice(0, 59).trimEnd()}…` : words;
}

export function addressOf({ paper }: Pick<PaperIndex, 'paper'>, anchor: string): string {
  return addressIn(paper.id, anchor);
}
