/** A paper from a page: LaTeXML’s as arXiv and ar5iv serve it, or any other with headings and paragraphs. */
import { PracticumError } from '../../base/errors.ts';
import { findHiddenText } from '../../base/hiddenText.ts';
import { type Paper, type PaperSource, type PaperWarning, paperFormat } from '../document.ts';
import { tellUnread } from '../finish.ts';
import { decodeText } from '../sources/decodeText.ts';
import { isDocument } from './alerts.ts';
import { boundDepth } from './depth.ts';
import { find, hasClass, parsePage } from './dom.ts';
import { documentIn, latexmlPage } from './latexmlPage.ts';
import { bodyIn, plainPage } from './plainPage.ts';
import { leaveOutUnseen } from './unseen.ts';

export interface HtmlOptions {
  /** As `Paper.id`. */
  readonly id: string;
  readonly source: PaperSource;
}

/** Throws `not-a-paper` where nothing in the page is a paper. */
export function readHtml(bytes: Uint8Array | string, { id, source }: HtmlOptions): Paper {
  const html = typeof bytes === 'string' ? bytes : decodeText(bytes, charsetOf(bytes));
  const page = parsePage(html);
  const deep = boundDepth(page);
  const isLatexml = find(page, (element) => isDocument(element) || hasClass(element, 'ltx_page_main')) !== undefined;
  const root = isLatexml ? documentIn(page) : bodyIn(page);
  const unseen = root === undefined ? [] : leaveOutUnseen(page, root);
  const content = isLatexml ? latexmlPage(page) : plainPage(page);
  if (content.nodes.length === 0) {
    throw new PracticumError('not-a-paper', 'There is no paper in this page.', {
      hint: 'Open the paper itself, or give another source of it.',
    });
  }
  const warnings: PaperWarning[] = [...content.warnings, ...unseen, ...deep, ...hiddenComments(html)];
  return tellUnread({
    format: paperFormat,
    id,
    title: content.title,
    authors: content.authors,
    sources: [source],
    sections: content.sections,
    nodes: content.nodes,
    references: content.references,
    macros: {},
    warnings,
  });
}

function hiddenComments(html: string): readonly PaperWarning[] {
  return [...html.matchAll(/<!--[\s\S]{0,4000}?-->/g)]
    .flatMap(([comment]) => findHiddenText(comment).map((hidden) => ({ kind: 'hidden-text', hidden }) as const))
    .slice(0, 20);
}

function charsetOf(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 2048));
  return (/<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head) ?? /^<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(head))?.[1];
}
