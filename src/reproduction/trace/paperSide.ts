import { createHash } from 'node:crypto';
import { parseAddress } from '../../papers/address.ts';
import { inlinesOf, nodeText, type Paper, plainText } from '../../papers/document.ts';
import { nodeNamed, nodeWith, sectionNamed } from '../../papers/named.ts';
import type { PaperSide } from './link.ts';

/** What stands at an address now, as a link notes it. */
export interface PaperWords {
  readonly text: string;
  readonly tex?: string;
}

/** Words at an anchor or one of its other names; absent where the paper has no such place. A section has those of its nodes. */
export function wordsAt(paper: Paper, anchor: string | undefined): PaperWords | undefined {
  if (anchor === undefined) return { text: paper.title };
  const node = nodeNamed(paper, anchor);
  if (node !== undefined)
    return node.kind === 'equation' && node.tex !== null ? { text: nodeText(node), tex: node.tex } : { text: nodeText(node) };
  const section = sectionNamed(paper, anchor);
  if (section !== undefined) return { text: sectionText(paper, section.anchor) };
  const whole = nodeWith(paper, anchor);
  if (whole === undefined) return undefined;
  const line = whole.kind === 'algorithm' ? whole.lines.find((one) => one.anchor === anchor) : undefined;
  if (line !== undefined) return { text: plainText(line.content) };
  const math = inlinesOf(whole).find((inline) => inline.kind === 'math' && inline.anchor === anchor);
  if (math?.kind !== 'math') return undefined;
  return math.tex === null ? { text: '[formula]' } : { text: math.tex, tex: math.tex };
}

/** As the paper itself calls what bears an anchor or one of its other names. */
export function anchorOf(paper: Paper, anchor: string): string {
  return (nodeNamed(paper, anchor) ?? sectionNamed(paper, anchor))?.anchor ?? anchor;
}

function sectionText(paper: Paper, anchor: string): string {
  const inside = new Set([anchor]);
  for (const section of paper.sections) if (section.parent !== undefined && inside.has(section.parent)) inside.add(section.anchor);
  return paper.nodes
    .filter(({ section }) => section !== undefined && inside.has(section))
    .map(nodeText)
    .join('\n');
}

const excerptLength = 160;

/** White space is the source’s, not the author’s. */
export function paperSide(words: PaperWords): PaperSide {
  const plain = words.text.replaceAll(/\s+/g, ' ').trim();
  return { hash: hashOf(plain), excerpt: plain.length <= excerptLength ? plain : `${plain.slice(0, excerptLength - 1).toWellFormed()}…` };
}

function hashOf(plain: string): string {
  return createHash('sha256').update(plain).digest('hex').slice(0, 16);
}

export type PaperChange = 'none' | 'changed' | 'gone' | 'unknown';

/** How the paper’s side stands beside what was linked. `paper` absent: it has not been read here. */
export function paperChange(side: PaperSide, address: string, paper: Paper | undefined): PaperChange {
  if (paper === undefined || side.hash === undefined) return 'unknown';
  const words = wordsAt(paper, parseAddress(address).anchor);
  if (words === undefined) return 'gone';
  return paperSide(words).hash === side.hash ? 'none' : 'changed';
}
