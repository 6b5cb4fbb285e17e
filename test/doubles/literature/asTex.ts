import type { Block, MadeCell, MadePaper } from './blocks.ts';

export function asTex({ title, authors, abstract, sections, references, hidden }: MadePaper): string {
  const isFirstAppendix = sections.findIndex(({ isAppendix }) => isAppendix);
  const body = sections.map(
    ({ title: heading, blocks }, at) =>
      `${at === isFirstAppendix ? '\\appendix\n' : ''}\\section{${heading}}\n\n${blocks.map(blockTex).join('\n\n')}`,
  );
  return [
    '\\documentclass{article}',
    '\\usepackage{amsmath,booktabs,url,xcolor}',
    `\\title{${title}}`,
    `\\author{${authors.join(' \\and ')}}`,
    '\\begin{document}',
    '\\maketitle',
    `\\begin{abstract}\n${abstract}\n\\end{abstract}`,
    ...(hidden === undefined ? [] : [`\\textcolor{white}{${hidden}}`]),
    ...body,
    '\\begin{thebibliography}{99}',
    ...references.map((entry, at) => `\\bibitem{r${at}} ${entry}`),
    '\\end{thebibliography}',
    '\\end{document}',
    '',
  ].join('\n');
}

function blockTex(block: Block): string {
  if (block.kind === 'paragraph') return block.text;
  const width = Math.max(...block.rows.map((row) => row.reduce((sum, { span = 1 }) => sum + span, 0)));
  const rows = block.rows.map((row) => `${row.map(cellTex).join(' & ')} \\\\`);
  return [
    '\\begin{table}',
    `\\caption{${block.caption}}`,
    `\\begin{tabular}{l${'c'.repeat(width - 1)}}`,
    '\\toprule',
    ...rows.slice(0, block.head),
    '\\midrule',
    ...rows.slice(block.head),
    '\\bottomrule',
    '\\end{tabular}',
    '\\end{table}',
  ].join('\n');
}

function cellTex({ text, isBold, span }: MadeCell): string {
  const shown = isBold === true ? `\\textbf{${text}}` : text;
  return span === undefined ? shown : `\\multicolumn{${span}}{c}{${shown}}`;
}
