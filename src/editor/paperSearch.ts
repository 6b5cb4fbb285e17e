/** Where code may speak of a part of a paper: by its address in a comment, or by the names that a programmer would give it. */
import { type Inline, type PaperNode, plainText } from '../papers/document.ts';
import { findAnchor } from '../papers/paperJson.ts';
import type { PaperPart } from './paperPart.ts';
import { addressOfPart } from './paperPart.ts';

export interface SearchTerms {
  /** As they may stand in a comment. */
  readonly addresses: readonly string[];
  /** `scaled_dot_product_attention`, in small letters without underscores. */
  readonly names: readonly string[];
}

export interface CodeHit {
  /** From 0. */
  readonly line: number;
  readonly text: string;
  /** The address or the name that was found. */
  readonly found: string;
  readonly isAddress: boolean;
}

const mostHitsPerFile = 5;
const shortestName = 4;
const mostNames = 12;

export function searchTermsOf(part: PaperPart): SearchTerms {
  const { paper, said } = part.read;
  const found = findAnchor(paper, part.anchor);
  const address = addressOfPart(part);
  const aliases = found === undefined ? [] : found.kind === 'section' ? found.section.aliases : found.node.aliases;
  const addresses = [
    address,
    // A version is often left out.
    address.replace(/^(arxiv:[^#]*?)v\d+#/, '$1#'),
    ...aliases.map((alias) => `${paper.id}#${alias}`),
  ];
  const words =
    found === undefined
      ? []
      : found.kind === 'section'
        ? [found.section.title]
        : [...namesIn(found.node), ...symbolsIn(found.node, said.notation), titleOfSection(part, found.node)];
  const names = [...(part.selected === undefined ? [] : [part.selected]), ...words]
    .map(nameOf)
    .filter((name) => name.length >= shortestName);
  return { addresses: [...new Set(addresses)], names: [...new Set(names)].slice(0, mostNames) };
}

/** What formulas and captions call by name: `\operatorname{softmax}`, `Algorithm 1: Adam`. */
function namesIn(node: PaperNode): readonly string[] {
  const caption = 'caption' in node ? plainText(node.caption.filter(({ kind }) => kind === 'text')) : '';
  const tex = node.kind === 'equation' ? (node.tex ?? '') : '';
  const named = [...tex.matchAll(/\\(?:operatorname\*?|mathrm|text|textrm|mathsf|mathit)\s*\{([A-Za-z][A-Za-z -]{2,40})\}/g)];
  return [...(caption === '' ? [] : [caption.split(/[.:(]/, 1)[0] ?? '']), ...named.map(([, name = '']) => name)];
}

function symbolsIn(node: PaperNode, notation: PaperPart['read']['said']['notation']): readonly string[] {
  const tex = texOf(node);
  return tex === '' ? [] : notation.filter(({ symbol, meaning }) => meaning !== '' && tex.includes(symbol)).map(({ meaning }) => meaning);
}

function texOf(node: PaperNode): string {
  const inlines = (content: readonly Inline[]): string =>
    content.map((inline) => (inline.kind === 'math' ? (inline.tex ?? '') : '')).join(' ');
  if (node.kind === 'equation') return node.tex ?? '';
  if (node.kind === 'algorithm') return node.lines.map(({ content }) => inlines(content)).join(' ');
  return '';
}

function titleOfSection({ read }: PaperPart, { section }: PaperNode): string {
  return read.paper.sections.find(({ anchor }) => anchor === section)?.title ?? '';
}

/** `Scaled Dot-Product Attention` → `scaleddotproductattention`; a sentence is no name. */
function nameOf(words: string): string {
  const parts = words.match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.length > 6 ? '' : parts.join('').toLowerCase();
}

/** Addresses first, then names, the longest first; in the order of the file. */
export function hitsIn(text: string, { addresses, names }: SearchTerms): readonly CodeHit[] {
  const hits: CodeHit[] = [];
  for (const [line, content] of text.split(/\r\n|\r|\n/).entries()) {
    const address = addresses.find((each) => holdsAddress(content, each));
    const name = address === undefined ? nameAt(content, names) : undefined;
    if (address !== undefined) hits.push({ line, text: content.trim(), found: address, isAddress: true });
    else if (name !== undefined) hits.push({ line, text: content.trim(), found: name, isAddress: false });
  }
  return hits.toSorted((a, b) => rank(b) - rank(a)).slice(0, mostHitsPerFile);
}

function rank({ found, isAddress }: CodeHit): number {
  return isAddress ? 1_000 : found.length;
}

/** `#S3.E1` is not `#S3.E10`. */
function holdsAddress(line: string, address: string): boolean {
  const at = line.indexOf(address);
  return at >= 0 && !/^[\w:]|^\.\w/.test(line.slice(at + address.length));
}

/** Whole identifiers, however their words are joined. */
function nameAt(line: string, names: readonly string[]): string | undefined {
  if (line.length > 2_000) return undefined;
  const identifiers = (line.match(/[A-Za-z_]\w*/g) ?? []).map((word) => word.replaceAll('_', '').toLowerCase());
  return names.find((name) => identifiers.includes(name));
}
