/** The table as text for a pull request or a paper. */

export interface TextTable {
  readonly titles: readonly string[];
  /** Whether a column stands to the right. */
  readonly isNumber: readonly boolean[];
  readonly rows: readonly (readonly string[])[];
}

export function asMarkdown({ titles, isNumber, rows }: TextTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(inMarkdown).join(' | ')} |`;
  const rule = `| ${isNumber.map((right) => (right ? '---:' : '---')).join(' | ')} |`;
  return [line(titles), rule, ...rows.map(line)].join('\n');
}

/** With the rules of the booktabs package, which says so in its first line. */
export function asLatex({ titles, isNumber, rows }: TextTable): string {
  const line = (cells: readonly string[]): string => `${cells.map(inLatex).join(' & ')} \\\\`;
  return [
    '% \\usepackage{booktabs}',
    `\\begin{tabular}{${isNumber.map((right) => (right ? 'r' : 'l')).join('')}}`,
    '\\toprule',
    line(titles),
    '\\midrule',
    ...rows.map(line),
    '\\bottomrule',
    '\\end{tabular}',
  ].join('\n');
}

function inMarkdown(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();
}

const latexNames: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '−': '$-$',
  '±': '$\\pm$',
  '∞': '$\\infty$',
  '…': '\\ldots{}',
};

function inLatex(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  // 1.20e−5 is written as a power of ten.
  const power = /^([−-]?[\d.]+)e([−+-]?)(\d+)$/.exec(flat);
  if (power !== null) return `$${power[1]?.replace('−', '-')} \\times 10^{${power[2] === '' || power[2] === '+' ? '' : '-'}${power[3]}}$`;
  return flat.replaceAll(/[\\~^−±∞…]|[&%$#_{}]/g, (character) => latexNames[character] ?? `\\${character}`);
}
