/** A paper as the reader’s page is told of it: its head, and its nodes in parts. */
import { posix } from 'node:path';
import { defined } from '../base/defined.ts';
import { describeError } from '../base/errors.ts';
import { paperIdText, parsePaperId } from '../papers/address.ts';
import type { Paper, PaperNode, PaperSource, Reference, SourceKind } from '../papers/document.ts';
import { warningText } from '../papers/paperJson.ts';
import { nothingSaid, type ReadPaper } from '../papers/parsePaper.ts';
import { requireBody } from '../papers/readPaper.ts';
import type { Notation } from '../papers/said/said.ts';
import type { ShownNode, ShownPaper, ShownReference, ShownSource, ShownSymbol } from '../protocol/paper.ts';
import { shownSetUp } from './paperSetUp.ts';

const sourceNames: Readonly<Record<SourceKind, string>> = {
  file: 'File',
  'arxiv-html': 'arXiv HTML',
  ar5iv: 'ar5iv',
  eprint: 'LaTeX of arXiv',
  html: 'Web page',
  pdf: 'PDF',
  abstract: 'Abstract',
};

export function shownPaper({ paper, said }: ReadPaper): ShownPaper {
  return {
    id: paper.id,
    title: paper.title,
    authors: paper.authors.map(({ name }) => name),
    sources: paper.sources.map((source, index) => shownSource(source, hasPages(paper, index))),
    sections: paper.sections.map(({ aliases: _, place: __, ...section }) => section),
    references: paper.references.map(shownReference),
    symbols: said.notation.map(shownSymbol),
    warnings: paper.warnings.map((warning) => ({
      kind: warning.kind,
      text: warningText(warning),
      ...defined({ anchor: warning.anchor }),
    })),
    ...(said === nothingSaid ? {} : { setUp: setUpOf({ paper, said }) }),
    nodes: paper.nodes.length,
    ...defined({ refusal: refusalOf(paper) }),
  };
}

/** Where not even its values were worked out, there is nothing to show. */
function setUpOf(read: ReadPaper): NonNullable<ShownPaper['setUp']> {
  const { unfinished } = read.said;
  return unfinished?.lacks.includes('hyperparameters') === true ? { why: unfinished.why } : shownSetUp(read);
}

/** Why nothing of it can be implemented; undefined: it can. */
export function refusalOf(paper: Paper): string | undefined {
  try {
    requireBody(paper);
    return undefined;
  } catch (error) {
    return describeError(error);
  }
}

export function sourceName({ kind }: Pick<PaperSource, 'kind'>): string {
  return sourceNames[kind];
}

function shownSource({ kind, ...source }: PaperSource, isPdf: boolean): ShownSource {
  const name = kind === 'file' && source.from !== undefined ? posix.basename(source.from) : sourceNames[kind];
  return { name, ...source, ...(isPdf ? { hasPages: true } : {}) };
}

function hasPages({ nodes }: Paper, index: number): boolean {
  return nodes.some(({ source, place }) => source === index && place?.kind === 'page');
}

function shownReference({ anchor, text, arxiv, doi }: Reference): ShownReference {
  const address = [arxiv === undefined ? undefined : `arxiv:${arxiv}`, doi === undefined ? undefined : `doi:${doi}`].find(isAddress);
  return { anchor, text, ...defined({ address }) };
}

/** Bibliographies hold what they like in these fields. */
function isAddress(text: string | undefined): text is string {
  if (text === undefined) return false;
  try {
    return paperIdText(parsePaperId(text)) !== '';
  } catch {
    return false;
  }
}

function shownSymbol({ symbol, meaning, shape, address }: Notation): ShownSymbol {
  return { tex: symbol, meaning, anchor: address.slice(address.indexOf('#') + 1), ...defined({ shape }) };
}

export function shownNode({ place, ...node }: PaperNode): ShownNode {
  const region = place?.kind === 'page' ? { region: { page: place.page, box: place.box } } : {};
  return node.kind === 'figure' ? { ...node, ...region, images: node.images.length } : { ...node, ...region };
}

const nodesPerPart = 200;
const charactersPerPart = 150_000;

/** What goes in one message: so few that neither side is held up by it. */
export function* partsOf(nodes: readonly PaperNode[]): Generator<{ readonly from: number; readonly nodes: readonly ShownNode[] }> {
  let part: ShownNode[] = [];
  let characters = 0;
  let from = 0;
  for (const node of nodes) {
    const shown = shownNode(node);
    part.push(shown);
    characters += sizeOf(shown);
    if (part.length < nodesPerPart && characters < charactersPerPart) continue;
    yield { from, nodes: part };
    from += part.length;
    part = [];
    characters = 0;
  }
  if (part.length > 0) yield { from, nodes: part };
}

/** Tables are what becomes large. */
function sizeOf(node: ShownNode): number {
  if (node.kind === 'table') return node.rows.reduce((sum, row) => sum + 150 * row.length, 0);
  return node.kind === 'listing' ? node.text.length : 500;
}
