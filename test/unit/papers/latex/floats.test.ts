import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nodeText, type Paper, plainText } from '../../../../src/papers/document.ts';
import { cellsOf } from '../../../../src/papers/paperJson.ts';
import { read } from './read.ts';

function tables(paper: Paper): readonly unknown[] {
  return paper.nodes.flatMap((node) => (node.kind === 'table' ? [[node.number ?? '', plainText(node.caption), cellsOf(node)]] : []));
}

function lines(paper: Paper): readonly string[] {
  return paper.nodes.flatMap((node) =>
    node.kind === 'algorithm' ? node.lines.map(({ indent, content }) => `${'>'.repeat(indent)}${plainText(content)}`) : [],
  );
}

describe('Tables in LaTeX', () => {
  // shows: paper-latex-tables
  it('over pages have one head and their caption', () => {
    const paper = read(
      '\\begin{longtable}{ll}\\caption{Long}\\label{l}\\\\ \\toprule H & V\\\\ \\midrule\\endfirsthead \\multicolumn{2}{l}{continued}\\\\ H & V\\\\ \\endhead \\midrule \\multicolumn{2}{r}{next page}\\\\ \\endfoot \\bottomrule \\endlastfoot a & 1\\\\ b & 2\\\\ \\end{longtable}See \\ref{l}.',
    );
    assert.deepEqual(tables(paper), [
      [
        '1',
        'Long',
        [
          ['H', 'V'],
          ['a', '1'],
          ['b', '2'],
        ],
      ],
    ]);
    assert.deepEqual(
      paper.nodes.flatMap((node) => (node.kind === 'paragraph' ? [nodeText(node)] : [])),
      ['See 1.'],
    );
  });

  // shows: paper-latex-tables
  it('hold what their columns put around the cells', () => {
    const paper = read(
      '\\begin{tabular}{l>{$}c<{$}M{1cm}r@{.}l@{\\hspace{2pt}}S} a & x_1 & y^2 & 3&5 & 92.0 \\pm 0.1 \\\\ \\multicolumn{2}{c}{b} & z & 1&2 & {--} \\end{tabular}',
      '\\newcolumntype{M}[1]{>{$}p{#1}<{$}}',
    );
    assert.deepEqual(
      tables(paper),
      [
        [
          '',
          '',
          [
            ['a', '$x_1$', '$y^2$', '3.', '5', '92.0 ± 0.1'],
            ['b', '', '$z$', '1.', '2', '--'],
          ],
        ],
      ].map(([number, caption, rows]) => [number, caption, JSON.parse(JSON.stringify(rows).replace('--', '–'))]),
    );
  });

  // shows: paper-latex-tables
  it('have cells that span rows upwards where those begin', () => {
    const paper = read('\\begin{tabular}{ll} & 1\\\\ & 2\\\\ \\multirow{-3}{*}{a} & 3\\\\ \\multirow{-2}{*}{b} & 4\\end{tabular}');
    assert.deepEqual(tables(paper), [
      [
        '',
        '',
        [
          ['a', '1'],
          ['', '2'],
          ['', '3'],
          ['b', '4'],
        ],
      ],
    ]);
  });

  // shows: paper-pictures-alone
  it('leaves pictures outside of figures where they stand, each with the address that its page gives it', () => {
    const paper = read(
      `\\section{A}Words with \\includegraphics[height=1em]{icon} in them.\n\n\\begin{center}\\includegraphics{one}\\includegraphics{two}\\end{center}\n\nMore. \\section*{\\includegraphics{logo} B}`,
    );
    assert.deepEqual(
      paper.nodes.flatMap((node) =>
        node.kind === 'footnote' ? [] : [[node.anchor, node.kind === 'figure' ? node.images : nodeText(node)]],
      ),
      [
        ['S1.p1', 'Words with in them.'],
        ['S1.p1.g1', ['icon']],
        ['S1.p2.g1', ['one']],
        ['S1.p2.g2', ['two']],
        ['S1.p3', 'More.'],
      ],
    );
  });

  // shows: paper-latex-numbers
  it('and figures beside one another have captions and numbers of their own', () => {
    const beside = (caption: string, label: string, content: string): string =>
      `\\begin{minipage}{5cm}${content}\\caption{${caption}}\\label{${label}}\\end{minipage}`;
    const paper = read(
      `\\begin{table}\\caption{A}\\begin{tabular}{l}a\\end{tabular}\\caption{B}\\label{tb}\\begin{tabular}{l}b\\end{tabular}\\end{table}\\begin{figure}${beside('C', 'fc', '\\includegraphics{c}')}${beside('D', 'fd', '\\includegraphics{d}')}\\captionof{table}{E}\\label{te}\\begin{tabular}{l}e\\end{tabular}\\end{figure}\\ref{tb} \\ref{fc} \\ref{fd} \\ref{te}`,
    );
    assert.deepEqual(tables(paper), [
      ['1', 'A', [['a']]],
      ['2', 'B', [['b']]],
      ['3', 'E', [['e']]],
    ]);
    assert.deepEqual(
      paper.nodes.flatMap((node) => (node.kind === 'figure' ? [[node.number, plainText(node.caption), node.images]] : [])),
      [
        ['1', 'C', ['c']],
        ['2', 'D', ['d']],
      ],
    );
    assert.deepEqual(
      paper.nodes.flatMap((node) => (node.kind === 'paragraph' ? [nodeText(node)] : [])),
      ['2 1 2 3'],
    );
  });
});

describe('A caption of a table outside of a float', () => {
  const table = String.raw`\begin{tabular}{cc}rate & 0.1\end{tabular}`;
  const caption = (words: string): string => String.raw`\captionof{table}{${words}}\label{tab:${words.toLowerCase()}}`;
  const cells = [['rate', '0.1']];

  // shows: paper-latex-numbers
  it('belongs to the table that it stands above or below, which is found by its label', () => {
    for (const body of [
      String.raw`\begin{center}${caption('A')}${table}\end{center} See \ref{tab:a}.`,
      `\\begin{minipage}{5cm}${table}\n${caption('A')}\\end{minipage} See \\ref{tab:a}.`,
      `${table}\n\n${caption('A')}\n\nSee \\ref{tab:a}.`,
    ]) {
      const paper = read(body);
      assert.deepEqual(tables(paper), [['1', 'A', cells]]);
      assert.deepEqual(
        paper.nodes.map(({ kind, anchor }) => `${kind} ${anchor}`).filter((each) => !each.startsWith('paragraph')),
        ['table S0.T1'],
      );
      assert.deepEqual(paper.nodes.find(({ kind }) => kind === 'table')?.aliases.slice(0, 1), ['tab:a']);
      assert.match(paper.nodes.map(nodeText).join('\n'), /See 1\./);
    }
  });

  // shows: paper-latex-numbers
  it('is given to no other table beside it', () => {
    assert.deepEqual(tables(read(`${table}\n\n${caption('A')}\n${table}`)), [
      ['', '', cells],
      ['1', 'A', cells],
    ]);
    assert.deepEqual(tables(read(`${caption('A')}\n${table}\n\n${caption('B')}\n${table}`)), [
      ['1', 'A', cells],
      ['2', 'B', cells],
    ]);
    assert.deepEqual(tables(read(`${table}\n${caption('A')}\n\n${table}\n${caption('B')}`)), [
      ['1', 'A', cells],
      ['2', 'B', cells],
    ]);
  });
});

describe('Algorithms in LaTeX', () => {
  // shows: paper-latex-algorithms
  it('print the words that the paper gives to blocks, heads and functions', () => {
    const paper = read(
      '\\begin{algorithm}\\SetKwFunction{Main}{main}\\SetKwProg{Fn}{Function}{:}{end function}\\SetKwInOut{Given}{Given}\\SetKwData{Left}{left}\\SetKwFor{Par}{for}{in parallel}{endfor}\\SetKwRepeat{Do}{do}{while}\\SetKwComment{Note}{\\# }{}\\SetKwIF{If}{ElseIf}{Else}{if}{then}{elif}{else}{fi}\\Given{$D$}\\Fn{\\Main{$x$}}{\\Par{$x$}{go \\Left\\Note*{on}}\\Do{$c$}{$y=\\Main{z}$\\;}\\eIf{a}{b\\;}{c\\;}}\\caption{C}\\end{algorithm}',
      '\\usepackage{algorithm2e}',
    );
    assert.deepEqual(lines(paper), [
      'Given: $D$',
      'Function main($x$) :',
      '>for $x$ in parallel',
      '>>go left # on',
      '>endfor',
      '>do',
      '>>$y=\\texttt{main}(z)$',
      '>while $c$',
      '>if a then',
      '>>b',
      '>else',
      '>>c',
      '>fi',
      'end function',
    ]);
  });

  // shows: paper-latex-algorithms
  it('have no lines that end blocks where none are printed', () => {
    const pseudo = read(
      '\\begin{algorithm}\\caption{C}\\begin{algorithmic}\\For{$i$}\\State a\\EndFor\\Repeat\\State b\\Until{c}\\end{algorithmic}\\end{algorithm}',
      '\\usepackage[noend]{algpseudocode}',
    );
    assert.deepEqual(lines(pseudo), ['for $i$ do', '>a', 'repeat', '>b', 'until c']);
    const blocks = read('\\begin{algorithm}\\For{$i$}{a\\;}\\caption{C}\\end{algorithm}', '\\usepackage[ruled,vlined]{algorithm2e}');
    assert.deepEqual(lines(blocks), ['for $i$ do', '>a']);
  });
});

describe('Macros in LaTeX', () => {
  // shows: paper-latex-formulas
  it('are defined in loops', () => {
    const paper = read(
      '$\\calA\\calC$, $\\vb$, $\\sB$, $\\qY$. \\foreach \\i in {1,...,3}{item \\i, }end.',
      '\\makeatletter\\@for\\x:={A,B,C}\\do{\\expandafter\\edef\\csname cal\\x\\endcsname{\\noexpand\\mathcal{\\x}}}\\@tfor\\x:=ab\\do{\\expandafter\\edef\\csname v\\x\\endcsname{\\noexpand\\mathbf{\\x}}}\\makeatother\\newcommand{\\sans}[1]{\\expandafter\\def\\csname s#1\\endcsname{\\mathsf{#1}}}\\forcsvlist{\\sans}{A,B}\\foreach \\x in {X,...,Z}{\\expandafter\\xdef\\csname q\\x\\endcsname{\\noexpand\\mathfrak{\\x}}}',
    );
    assert.deepEqual(paper.nodes.map(nodeText), [
      '$\\mathcal{A}\\mathcal{C}$, $\\mathbf{b}$, $\\mathsf{B}$, $\\mathfrak{Y}$. item 1, item 2, item 3, end.',
    ]);
  });

  // shows: paper-latex-formulas
  it('begin and end displayed formulas by the commands of their environments', () => {
    const paper = read(
      'A.\\begin{small}a &= \\frac{1}{2}\\\\ &= b\\end{small}B.',
      '\\usepackage{amsmath}\\newenvironment{small}{\\let\\displaystyle\\textstyle\\align}{\\endalign}',
    );
    assert.deepEqual(paper.nodes.map(nodeText), ['A.', '$$a = \\frac{1}{2}$$', '$$= b$$', 'B.']);
  });

  // shows: paper-latex-structure
  it('of two columns keep the title that stands over both', () => {
    const paper = read(
      '\\twocolumn[\\icmltitle{A Title}\\begin{icmlauthorlist}\\icmlauthor{Ann One}{a}\\end{icmlauthorlist}\\vskip 0.3in]Text.',
    );
    assert.deepEqual([paper.title, paper.authors.map(({ name }) => name), paper.nodes.map(nodeText)], ['A Title', ['Ann One'], ['Text.']]);
  });

  // shows: paper-latex-formulas
  it('size delimiters with what stands before, between and behind', () => {
    const paper = read(
      '$\\P{A} \\P*{A} \\P[\\big]{A}$ $\\S{x}{y} \\S*{x}{y} \\S[\\Big]{x}{y}$',
      '\\usepackage{mathtools}\\DeclarePairedDelimiterXPP\\P[1]{\\mathbb{P}}(){_2}{#1}\\DeclarePairedDelimiterX\\S[2]\\{\\}{#1\\nonscript\\,\\delimsize\\vert #2}',
    );
    assert.deepEqual(paper.nodes.map(nodeText), [
      '$\\mathbb{P}(A)_2 \\mathbb{P}\\left(A\\right)_2 \\mathbb{P}\\bigl(A\\bigr)_2$ $\\{x\\,\\vert y\\} \\left\\{x\\,\\middle\\vert y\\right\\} \\Bigl\\{x\\,\\Bigm\\vert y\\Bigr\\}$',
    ]);
  });

  // shows: paper-latex-structure
  it('of siunitx keep ranges, lists and angles apart', () => {
    const paper = read('\\numrange{1}{5}, \\qtyrange{1}{5}{\\second}, \\numlist{1;2;3}, \\ang{30}.');
    assert.deepEqual(paper.nodes.map(nodeText), ['1 to 5, 1 to 5 s, 1, 2 and 3, 30°.']);
  });
});
