/** Which reader reads what. Each is loaded when the first source of its kind comes. */
import type { Readers } from './parsePaper.ts';

export const readers: Readers = {
  async html(bytes, about) {
    const { readHtml } = await import('./html/readHtml.ts');
    return readHtml(bytes, about);
  },
  async latex(files, about) {
    const { readLatex } = await import('./latex/readLatex.ts');
    return readLatex(new Map(files.map(({ name, bytes }) => [name, bytes])), about);
  },
  async markdown(text, about) {
    const { readMarkdown } = await import('./markdown/readMarkdown.ts');
    return readMarkdown(text, about);
  },
  async pdf(bytes, about, signal) {
    const { readPdf } = await import('./pdf/readPdf.ts');
    return await readPdf(bytes, about, signal);
  },
  async said(paper, onPart) {
    const { sayWhat } = await import('./said/sayWhat.ts');
    return sayWhat(paper, onPart);
  },
};
