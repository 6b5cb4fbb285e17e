import { PaperError } from './paperErrors.ts';
import { isGzip, isPdf, isTar } from './unpack.ts';

export type Format = 'pdf' | 'eprint' | 'html' | 'latex' | 'markdown';

const formatOfEnd: Readonly<Record<string, Format>> = {
  tex: 'latex',
  ltx: 'latex',
  latex: 'latex',
  md: 'markdown',
  markdown: 'markdown',
  txt: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
};

/** What bytes are, by themselves first, then by the name or type that they came with. Throws `not-a-paper`. */
export function formatOf(bytes: Uint8Array, name: string, type = ''): Format {
  if (bytes.length === 0) throw notPaper(name, 'it is empty');
  if (isPdf(bytes)) return 'pdf';
  if (isGzip(bytes) || isTar(bytes)) return 'eprint';
  const head = Buffer.from(bytes.subarray(0, 65_536));
  if (head.subarray(0, 4_096).includes(0)) throw notPaper(name, 'it is no text');
  const end = /\.(\w+)$/.exec(name.replace(/[?#].*$/, ''))?.[1]?.toLowerCase() ?? '';
  const named = Object.hasOwn(formatOfEnd, end) ? formatOfEnd[end] : undefined;
  if (named !== undefined) return named;
  const text = head.toString('utf8');
  if (
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html)\b/i.test(text) ||
    type === 'text/html' ||
    type === 'application/xhtml+xml'
  )
    return 'html';
  if (/\\(?:documentclass|begin\{document\}|section\*?\{)/.test(text)) return 'latex';
  if (type === 'text/markdown' || type === 'text/plain' || /^#{1,3} \S/m.test(text)) return 'markdown';
  throw notPaper(name, 'it is neither a PDF, nor HTML, TeX or Markdown');
}

function notPaper(name: string, why: string): PaperError {
  return new PaperError(
    'not-a-paper',
    `${name.slice(0, 200)} is no paper: ${why}.`,
    'Give a PDF, a page, a .tex or .md file, or an arXiv id.',
  );
}
