/** Whether a page is that of a paper: what is sent in its place (to sign in, to prove that one is no robot, a proxy’s notice) has words, too. */
import { decodeText } from './decodeText.ts';

/** How LaTeXML marks what it made: arXiv’s pages and ar5iv’s, in whatever a service puts around them. */
const latexmlMarks = ['ltx_document', 'ltx_page_main', 'ltx_abstract'];

/** By the marks of LaTeXML, or by headings that only papers have. */
export function isPaperPage(bytes: Uint8Array): boolean {
  // Megabytes are searched as they are.
  const page = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (latexmlMarks.some((mark) => page.includes(mark))) return true;
  const html = decodeText(bytes);
  if (asksForPassword.test(html)) return false;
  const found = headingsOf(html);
  const named = new Set(found.flatMap((words) => sectionName.exec(words)?.[1]?.toLowerCase() ?? []));
  return named.size >= 2 || found.filter((words) => /^\d{1,2}(?:\.\d{1,2})*\.?\s+\p{L}/u.test(words)).length >= 3;
}

/** Whether a page of another program calls itself by the title that the paper has. */
export function isTitled(bytes: Uint8Array, title: string): boolean {
  const html = decodeText(bytes);
  const wanted = lettersOf(title);
  // A page about the paper has its title as well.
  if (wanted.length < 5 || asksForPassword.test(html) || aboutPaper.test(html)) return false;
  const said = /<meta[^>]{0,200}\bname\s*=\s*["']?citation_title["']?[^>]{0,200}\bcontent\s*=\s*"([^"]{1,500})"/i.exec(html)?.[1] ?? '';
  return [...headingsOf(html, 'title|h1|h2'), said].some((words) => lettersOf(words).includes(wanted));
}

const sectionName =
  /^(?:(?:\d+|[IVX]+|[A-Z])(?:\.\d+)*\.?\s+)?(abstract|introduction|preliminaries|background|related work|(?:materials and )?methods?|methodology|experiments?|evaluation|results(?: and discussion)?|discussion|conclusions?|references|bibliography|acknowledge?ments?|appendix)\b/i;
const asksForPassword = /<input\b[^>]{0,300}\btype\s*=\s*["']?password/i;
/** arXiv’s page of the abstract. */
const aboutPaper = /<blockquote\b[^>]{0,100}\bclass\s*=\s*"abstract\b/i;
const mostHeadings = 400;
const longestHeading = 1_000;

function headingsOf(html: string, names = 'h[1-6]'): readonly string[] {
  const found: string[] = [];
  for (const { index, 0: open } of html.matchAll(new RegExp(`<(?:${names})\\b[^>]{0,500}>`, 'gi'))) {
    const rest = html.slice(index + open.length, index + open.length + longestHeading);
    const words = rest.replace(/<\/(?:title|h[1-6])\s*>[\s\S]*$/i, '').replaceAll(/<[^<>]*>/g, ' ');
    found.push(words.replaceAll(/&nbsp;|&#160;|\s+/g, ' ').trim());
    if (found.length >= mostHeadings) break;
  }
  return found;
}

function lettersOf(words: string): string {
  return words
    .replaceAll(/&[a-z]{2,8};|&#x?[\da-f]{1,6};/gi, ' ')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
