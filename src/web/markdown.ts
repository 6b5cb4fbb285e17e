/** A module of its own, so that the translator is loaded when the first page is read. */
import { NodeHtmlMarkdown } from 'node-html-markdown';

let translator: NodeHtmlMarkdown | undefined;

/** `html` is what `readablePart` wrote. */
export function markdownOf(html: string): string {
  translator ??= new NodeHtmlMarkdown({ bulletMarker: '-', maxConsecutiveNewlines: 2, useInlineLinks: true });
  return translator
    .translate(html)
    .replaceAll(/[ \t]+$/gm, '')
    .trim();
}
