/** Warnings that every paper gets, whatever source it has. */
import { findInvisible, shapelessRuns } from '../base/hiddenText.ts';
import { inlinesOf, nodeText, type Paper, type PaperNode, type PaperWarning } from './document.ts';

const mostInvisible = 8;
/** What no page shows: runs without width, control characters, letters of the tag block, bytes as variation selectors, marks that turn the order around. */
const invisible = new RegExp(
  String.raw`${shapelessRuns}|[^\P{Cc}\n\t]|[\p{Bidi_Control}\u{E0000}-\u{E007F}]|[\u{E0100}-\u{E01EF}]{2,}`,
  'gu',
);
const anyInvisible = new RegExp(invisible.source, 'u');

/** Without the characters that nobody sees on the page and a model or a terminal reads; what they spell or do is told with its place. */
export function withoutInvisible(paper: Paper): Paper {
  const { title, authors, sections, nodes, references } = paper;
  const words = [
    title,
    ...authors.map(({ name }) => name),
    ...sections.map((section) => section.title),
    ...references.map(({ text }) => text),
    ...nodes.map(nodeText),
  ];
  if (!words.some((text) => anyInvisible.test(text))) return paper;
  const texts = [{ text: title }, ...nodes.map((node) => ({ anchor: node.anchor, text: nodeText(node) }))];
  const warnings = texts.flatMap(({ text, ...place }): readonly PaperWarning[] =>
    findInvisible(text)
      // Of marks that turn the order around and back, one is told.
      .filter(({ excerpt }, index, all) => !isOrder(excerpt) || all.findIndex((one) => isOrder(one.excerpt)) === index)
      .map((hidden) => ({ kind: 'hidden-text', hidden, ...place })),
  );
  const seen = JSON.parse(JSON.stringify({ title, authors, sections, nodes, references }), (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(invisible, '') : value,
  ) as Pick<Paper, 'title' | 'authors' | 'sections' | 'nodes' | 'references'>;
  return { ...paper, ...seen, warnings: [...paper.warnings, ...warnings.slice(0, mostInvisible)] };
}

function isOrder(excerpt: string): boolean {
  return excerpt.startsWith('reversed order');
}

/** A warning for each formula that could not be read. */
export function tellUnread(paper: Paper): Paper {
  const warnings = unreadIn(paper.nodes);
  return warnings.length === 0 ? paper : { ...paper, warnings: [...paper.warnings, ...warnings] };
}

export function unreadIn(nodes: readonly PaperNode[]): readonly PaperWarning[] {
  const warnings: PaperWarning[] = [];
  for (const node of nodes) {
    if (node.kind === 'equation') tell(warnings, node.anchor, node);
    for (const inline of inlinesOf(node)) if (inline.kind === 'math') tell(warnings, inline.anchor, inline);
  }
  return warnings;
}

function tell(
  warnings: PaperWarning[],
  anchor: string,
  { tex, unreadable }: { readonly tex: string | null; readonly unreadable?: string },
): void {
  if (unreadable === undefined) return;
  warnings.push(
    tex === null
      ? { kind: 'unread', message: `A formula could not be read: ${unreadable}.`, anchor }
      : { kind: 'doubt', message: `A formula cannot be drawn: ${unreadable}.`, anchor },
  );
}
