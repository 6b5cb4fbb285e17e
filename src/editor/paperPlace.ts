/** Which part of a paper a selection means: by where it stands in the source, or by its words where only those are known. */
import { nodeText, type Paper, type PaperNode, type PaperSection, type Place } from '../papers/document.ts';

export interface Located {
  /** Of the one node, or of the section that all of it stands in. */
  readonly anchor: string;
  /** The nodes that are meant, in reading order; none where a whole section is. */
  readonly nodes: readonly string[];
  /** False: something else is about as likely. */
  readonly isSure: boolean;
}

type TextPlace = Extract<Place, { readonly kind: 'text' }>;

/** Characters of `file` as it was parsed; an empty range is the caret. Undefined: nothing of the paper stands there. */
export function placeInText(paper: Paper, file: string, text: string, start: number, end: number): Located | undefined {
  const trimmed = trimmedRange(text, start, end);
  const nodes = paper.nodes.flatMap((node) => rowsOf(node, file, text));
  const headings = paper.sections.flatMap((section) => rowsOf(section, file, text));
  const isHit = (row: Row<unknown>): boolean => row.start <= trimmed.end && trimmed.start <= row.end;
  const isInside = (row: Row<unknown>): boolean => row.ownStart < trimmed.end && trimmed.start < row.ownEnd;
  const inner = nodes.filter(isInside).map(({ of }) => of);
  const headed = headings.filter(isHit).map(({ of }) => of.anchor);
  if (headed.length > 0)
    return { anchor: commonSection(paper, [...headed, ...inner.flatMap(({ section }) => section ?? [])]), nodes: [], isSure: true };
  // A part of one is selected: what its neighbours share a line with is not meant.
  const meant = inner.length > 0 ? inner : nodes.filter(isHit).map(({ of }) => of);
  if (meant.length > 0) return locatedNodes(paper, meant, true);
  const above = headings.filter((row) => row.start <= trimmed.start).toSorted((a, b) => b.start - a.start)[0];
  return above === undefined ? undefined : { anchor: above.of.anchor, nodes: [], isSure: true };
}

interface Row<Of> {
  readonly of: Of;
  /** Whole lines: `\begin{equation}` belongs to what stands in it. */
  readonly start: number;
  readonly end: number;
  readonly ownStart: number;
  readonly ownEnd: number;
}

function rowsOf<Of extends PaperNode | PaperSection>(of: Of, file: string, text: string): readonly Row<Of>[] {
  const place = of.place;
  if (place?.kind !== 'text' || place.file !== file) return [];
  const { start, end }: TextPlace = place;
  const lineEnd = text.indexOf('\n', Math.max(start, end - 1));
  return [
    {
      of,
      start: text.lastIndexOf('\n', Math.max(0, start - 1)) + 1,
      end: lineEnd < 0 ? text.length : lineEnd,
      ownStart: start,
      ownEnd: end,
    },
  ];
}

function trimmedRange(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const selected = text.slice(start, end);
  if (selected.trim() === '') return { start, end: start };
  return { start: start + (selected.length - selected.trimStart().length), end: end - (selected.length - selected.trimEnd().length) };
}

function locatedNodes(paper: Paper, nodes: readonly PaperNode[], isSure: boolean): Located {
  const anchors = nodes.map(({ anchor }) => anchor);
  const [only] = anchors;
  if (only !== undefined && anchors.length === 1) return { anchor: only, nodes: anchors, isSure };
  const sections = nodes.flatMap(({ section }) => section ?? []);
  return { anchor: sections.length === 0 ? (only ?? '') : commonSection(paper, sections), nodes: anchors, isSure };
}

/** The innermost section that holds all of these; the first of them where none does. */
function commonSection(paper: Paper, anchors: readonly string[]): string {
  const byAnchor = new Map(paper.sections.map((section) => [section.anchor, section]));
  const pathOf = (anchor: string): readonly string[] => {
    const parent = byAnchor.get(anchor)?.parent;
    return parent === undefined ? [anchor] : [...pathOf(parent), anchor];
  };
  const [first = [], ...others] = anchors.map(pathOf);
  return first.filter((anchor, depth) => others.every((path) => path[depth] === anchor)).at(-1) ?? anchors[0] ?? '';
}

const leastShare = 0.5;

/**
 * Words that somebody selected where the paper is shown as a picture of itself, or in a text that has changed since: they are found although
 * some are missing, joined or hyphenated. `near`: the node in which the selection begins, where that is known.
 */
export function placeOfWords(paper: Paper, words: string, near?: string): Located | undefined {
  const wanted = wordsOf(words);
  if (wanted.length === 0) return undefined;
  const size = Math.min(3, wanted.length);
  const asked = new Set(runsOf(wanted, size));
  const scored = paper.nodes.map((node) => {
    const own = new Set(runsOf(wordsOf(nodeText(node)), size));
    const common = [...asked].filter((run) => own.has(run)).length;
    return { node, ofAsked: common / asked.size, ofOwn: own.size === 0 ? 0 : common / own.size };
  });
  // Whoever selects several paragraphs selects most of each but the first and the last.
  const spanned = scored.filter(({ ofAsked, ofOwn }) => ofAsked >= leastShare || (ofOwn >= leastShare && wanted.length > size));
  const best = scored.toSorted((a, b) => b.ofAsked - a.ofAsked);
  const [first, second] = best;
  const nearby = scored.find(({ node }) => node.anchor === near);
  if (nearby !== undefined && nearby.ofAsked >= leastShare) return locatedNodes(paper, [nearby.node], true);
  if (first === undefined || first.ofAsked === 0) return undefined;
  if (first.ofAsked >= leastShare) return locatedNodes(paper, [first.node], (second?.ofAsked ?? 0) < first.ofAsked * 0.8);
  return spanned.length === 0
    ? undefined
    : locatedNodes(
        paper,
        spanned.map(({ node }) => node),
        true,
      );
}

/** Letters and digits only: TeX commands, ligatures, hyphens at line ends and punctuation differ between sources. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/(\p{L})-\s*\n\s*(\p{Ll})/gu, '$1$2')
    .replaceAll(/\\(?:begin|end|label|ref|eqref|cref|cite[a-z]*)\s*\*?(?:\[[^\]]*\])*\{[^{}]*\}/gi, ' ')
    .replaceAll(/\\(?:emph|text[a-z]*|math[a-z]*|operatorname|left|right|big+|frac|item|q?quad)(?![a-z])\*?/gi, ' ');
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function runsOf(words: readonly string[], size: number): readonly string[] {
  return words.slice(0, Math.max(0, words.length - size + 1)).map((_, index) => words.slice(index, index + size).join(' '));
}
