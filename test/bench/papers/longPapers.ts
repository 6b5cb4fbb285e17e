/** Papers as long as any that a person opens: a page with thousands of formulas and references, a thesis of 400 pages as LaTeX and as a PDF. */
import { at, writePdf } from '../../unit/papers/pdf/pdfWriter.ts';
import { equation, pageOf, table } from './bigPage.ts';

const words = 'gradient attention residual layer schedule optimizer regularization dropout baseline representation '.repeat(3).trim();

/** 2,000 numbered equations, 300 tables, 5,000 references; 3 MB. */
export function crowdedPage(): string {
  const sections = Array.from({ length: 100 }, (_, index) => {
    const number = index + 1;
    const id = `S${number}`;
    const equations = Array.from({ length: 20 }, (_each, at) => equation(id, 20 * index + at + 1, at + 1));
    const tables = Array.from({ length: 3 }, (_each, at) => table(`${id}.T${at + 1}`, 3 * index + at + 1));
    return `<section id="${id}" class="ltx_section"><h2 class="ltx_title ltx_title_section"><span class="ltx_tag ltx_tag_section">${number} </span>Section ${number}</h2>
${[...equations, ...tables].join('\n')}</section>`;
  });
  const references = Array.from(
    { length: 5_000 },
    (_, index) =>
      `<li id="bib.bib${index + 1}" class="ltx_bibitem"><span class="ltx_tag ltx_tag_bibitem">[${index + 1}]</span><span class="ltx_bibblock">A. Author, B. Writer and C. Third. On method ${index + 1}. Proceedings of the ${index % 40}th Conference, 20${10 + (index % 15)}. arXiv:2301.${String(10_000 + index)}</span></li>`,
  );
  return pageOf(
    'A Crowded Paper',
    `${sections.join('\n')}<section id="bib" class="ltx_bibliography"><h2 class="ltx_title ltx_title_bibliography">References</h2><ul class="ltx_biblist">${references.join('\n')}</ul></section>`,
  );
}

/** 60 chapters, 2,880 paragraphs, 1,440 equations, 1,500 references. */
export function thesisLatex(): string {
  const chapters = Array.from({ length: 60 }, (_, chapter) => `\\chapter{Chapter ${chapter}}\n${sectionsOf(chapter)}`);
  const references = Array.from(
    { length: 1_500 },
    (_, index) => `\\bibitem{key${index}} A. Author. Work ${index}. Journal ${index}, 2015.`,
  );
  return `\\documentclass{book}\\title{A Thesis}\\begin{document}\\maketitle
${chapters.join('\n')}
\\begin{thebibliography}{99}${references.join('\n')}\\end{thebibliography}\\end{document}`;
}

function sectionsOf(chapter: number): string {
  return Array.from({ length: 6 }, (_, section) => {
    const name = `${chapter}-${section}`;
    const paragraphs = Array.from(
      { length: 8 },
      (_each, index) =>
        `${words} with $\\theta_{${index}} = ${index}$ and $\\alpha + \\beta$, as in \\cite{key${(chapter * 48 + section * 8 + index) % 1_500}}.\n\n${index % 2 === 0 ? '' : `\\begin{equation}\\label{eq:${name}-${index}} y_{${index}} = \\sum_{i=1}^{n} x_i^{${index}} \\end{equation}\n`}`,
    );
    return `\\section{Section ${name}}\\label{sec:${name}}\n${paragraphs.join('')}`;
  }).join('\n');
}

export function thesisPdf(): Uint8Array {
  const pages = Array.from({ length: 400 }, (_, page) => {
    const heading = page % 8 === 0 ? [at(72, 720, `${page / 8 + 1} Chapter about things`, { size: 18 })] : [];
    const lines = Array.from({ length: 44 }, (_each, line) =>
      at(72, 690 - 14 * line, `page ${page} line ${line} of gradient attention residual layer schedule optimizer regularization`),
    );
    return [...heading, ...lines].join('\n');
  });
  return writePdf({ pages });
}
