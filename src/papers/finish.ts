/** Warnings that every paper gets, whatever source it has. */
import { defined } from '../base/defined.ts';
import { findInvisible, shapelessRuns } from '../base/hiddenText.ts';
import { type Formula, inlinesOf, nodeText, type Paper, type PaperNode, type PaperWarning } from './document.ts';
import { withoutUnseenTex } from './unseenTex.ts';

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

/** Without what formulas hold in the colour of the page, or as phantoms; what it says is told with its place. */
export function withoutUnseenFormulas(paper: Paper): Paper {
  const isPlain = ({ tex }: { readonly tex: string | null }): boolean => tex === null || !/\\(?:text)?color|phantom/.test(tex);
  if (
    paper.nodes.every(
      (node) => (node.kind !== 'equation' || isPlain(node)) && inlinesOf(node).every((one) => one.kind !== 'math' || isPlain(one)),
    )
  )
    return paper;
  const warnings: PaperWarning[] = [];
  let isChanged = false;
  const drawn = new Set<string>();
  const seen = (anchor: string, tex: string): string => {
    const { tex: left, words } = withoutUnseenTex(tex);
    isChanged ||= left !== tex;
    // What could not be drawn was the colour.
    if (left !== tex && !left.includes('color')) drawn.add(anchor);
    for (const excerpt of words) warnings.push({ kind: 'hidden-text', hidden: { kind: 'white', excerpt: excerpt.slice(0, 200) }, anchor });
    return left;
  };
  const nodes = JSON.parse(JSON.stringify(paper.nodes), (_key, value: unknown) => {
    if (Array.isArray(value)) return value.filter((one) => !isFormula(one) || one.tex !== '');
    if (!isFormula(value) || value.tex === null) return value;
    const tex = seen(value.anchor, value.tex);
    const { unreadable, ...rest } = value;
    return { ...rest, tex, ...defined({ unreadable: drawn.has(value.anchor) ? undefined : unreadable }) };
  }) as readonly PaperNode[];
  if (!isChanged) return paper;
  const still = paper.warnings.filter(({ anchor, kind }) => anchor === undefined || kind === 'hidden-text' || !drawn.has(anchor));
  return { ...paper, nodes, warnings: [...still, ...warnings.slice(0, mostInvisible)] };
}

function isFormula(value: unknown): value is Formula & { readonly anchor: string } {
  return typeof value === 'object' && value !== null && 'tex' in value && 'anchor' in value;
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
