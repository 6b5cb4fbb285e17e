import { decodeText, isText } from './decodeText.ts';
import { PaperError } from './paperErrors.ts';
import { isGzip, isPage, isPdf, isPostScript, isTar } from './unpack.ts';

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
  if (!isText(bytes)) throw notPaper(name, 'it is no text');
  if (isPostScript(bytes)) throw notPaper(name, 'it is PostScript');
  if (isPage(bytes)) return 'html';
  const end = endOf(name);
  const named = Object.hasOwn(formatOfEnd, end) ? formatOfEnd[end] : undefined;
  if (named !== undefined) return named;
  const text = decodeText(bytes.subarray(0, 65_536));
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  if (/\\(?:documentclass|begin\{document\}|section\*?\{)/.test(text)) return 'latex';
  if (type === 'text/markdown' || type === 'text/plain' || /^#{1,3} \S/m.test(text)) return 'markdown';
  throw notPaper(name, 'it is neither a PDF, nor HTML, TeX or Markdown');
}

/** Where a file is not what its name says: a page for signing in, say, that was saved as a PDF. */
export function nameDoubts(format: Format, name: string): readonly string[] {
  const isOther = endOf(name) === 'pdf' ? format !== 'pdf' : format === 'html' && formatOfEnd[endOf(name)] === 'latex';
  return isOther ? [`${name} is no ${endOf(name) === 'pdf' ? 'PDF' : 'LaTeX'}: it was read as ${words[format]}.`] : [];
}

function endOf(name: string): string {
  return /\.(\w+)$/.exec(name.replace(/[?#].*$/, ''))?.[1]?.toLowerCase() ?? '';
}

const words: Readonly<Record<Format, string>> = {
  pdf: 'a PDF',
  eprint: 'an archive of LaTeX',
  html: 'a web page',
  latex: 'LaTeX',
  markdown: 'Markdown',
};

function notPaper(name: string, why: string): PaperError {
  return new PaperError(
    'not-a-paper',
    `${name.slice(0, 200)} is no paper: ${why}.`,
    'Give a PDF, a page, a .tex or .md file, or an arXiv id.',
  );
}
