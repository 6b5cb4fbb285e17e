/** “Table 2”, “Section 3.1”, “Eq. (4)” and “[12]” in the text, where the paper has what they name. */
import type { Inline, PaperNode } from '../document.ts';
import type { Built } from './build.ts';

const pattern =
  /\b(Sections?|Secs?\.|Appendi(?:x|ces)|Tables?|Tabs?\.|Figures?|Figs?\.|Algorithms?|Algs?\.|Equations?|Eqs?\.|Listings?)\s?\(?([A-Z]?\.?\d{1,3}(?:\.\d{1,3})*|[IVXL]{1,6}|[A-Z])\)?(?![\p{L}\d])|§\s?([A-Z\d]+(?:\.\d+)*)|\[(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\]/gu;

export function withLinks(built: Built): Built {
  const targets = targetsOf(built);
  const entries = new Map(built.references.flatMap(({ anchor, aliases }) => aliases.map((alias) => [alias, anchor] as const)));
  const linked = (content: readonly Inline[]) =>
    content.flatMap((inline) => (inline.kind === 'text' ? split(inline, targets, entries) : [inline]));
  const withLinked = (node: PaperNode): PaperNode => {
    switch (node.kind) {
      case 'paragraph':
      case 'footnote':
        return { ...node, content: linked(node.content) };
      case 'figure':
      case 'table':
        return { ...node, caption: linked(node.caption) };
      case 'algorithm':
      case 'equation':
      case 'listing':
        return node;
    }
  };
  return { ...built, nodes: built.nodes.map(withLinked) };
}

function targetsOf({ sections, nodes }: Built): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  const name = (key: string, anchor: string) => {
    if (!targets.has(key)) targets.set(key, anchor);
  };
  for (const { number, anchor } of sections) {
    if (number !== undefined) name(`s ${number}`, anchor);
  }
  for (const node of nodes) {
    if ('number' in node && node.number !== undefined) name(`${node.kind.charAt(0)} ${node.number}`, node.anchor);
  }
  return targets;
}

/** The first letter tells the kind: section, table, figure, algorithm, equation. */
function keyOf(word: string, number: string): string {
  const isAppendix = word.startsWith('App') || word === '§';
  return `${isAppendix ? 's' : word.charAt(0).toLowerCase()} ${number}`;
}

type Text = Extract<Inline, { kind: 'text' }>;

function split(text: Text, targets: ReadonlyMap<string, string>, entries: ReadonlyMap<string, string>): readonly Inline[] {
  const parts: Inline[] = [];
  let done = 0;
  for (const match of text.text.matchAll(pattern)) {
    const [whole, word, number, section, cited] = match;
    const inline =
      cited === undefined ? reference(whole, targets.get(keyOf(word ?? '§', number ?? section ?? ''))) : citation(whole, cited, entries);
    if (inline === undefined) continue;
    if (match.index > done) parts.push({ ...text, text: text.text.slice(done, match.index) });
    parts.push(inline);
    done = match.index + whole.length;
  }
  if (done < text.text.length) parts.push({ ...text, text: text.text.slice(done) });
  return parts;
}

function reference(text: string, to: string | undefined): Inline | undefined {
  return to === undefined ? undefined : { kind: 'reference', to, text };
}

function citation(text: string, cited: string, entries: ReadonlyMap<string, string>): Inline | undefined {
  const to = cited.split(',').flatMap((part) => {
    const [first, last] = part.split(/[–-]/).map(Number);
    if (first === undefined || Number.isNaN(first)) return [];
    return Array.from({ length: Math.min(50, Math.max(1, (last ?? first) - first + 1)) }, (_, index) => entries.get(String(first + index)));
  });
  const known = to.filter((anchor) => anchor !== undefined);
  return known.length === 0 ? undefined : { kind: 'citation', to: known, text };
}
