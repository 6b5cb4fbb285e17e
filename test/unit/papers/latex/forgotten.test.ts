import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inlinesOf, nodeText, type Paper } from '../../../../src/papers/document.ts';
import { readLatex } from '../../../../src/papers/latex/readLatex.ts';

const rest = String.raw`

After words.
\section{Two}
A rate of 0.1 and $q=1$.
\begin{equation} z=1 \end{equation}
\begin{table}\begin{tabular}{ll}a&b\\c&d\end{tabular}\caption{Rows}\end{table}
\section{Three} End words.
\end{document}`;

function read(body: string, preamble = ''): Paper {
  const main = `\\documentclass{article}\\usepackage{mathtools}${preamble}\\title{T}\n\\begin{document}\\section{One} Before.\n${body}${rest}`;
  return readLatex(new Map([['main.tex', main]]), { id: 'file:main.tex' });
}

function said(paper: Paper): string {
  return paper.warnings.map((warning) => ('message' in warning ? warning.message : '')).join('\n');
}

/** What of the rest was not read where it stands. */
function lost(paper: Paper): readonly string[] {
  const at = (title: string): string | undefined => paper.sections.find((section) => section.title === title)?.anchor;
  const words = paper.nodes.map((node) => [node.section, nodeText(node)].join(' '));
  const gone = ['Two', 'Three'].filter((title) => at(title) === undefined);
  if (!words.some((text) => text.includes('After words.'))) gone.push('after');
  if (!words.some((text) => text === `${at('Two')} A rate of 0.1 and $q=1$.`)) gone.push('words');
  if (!words.some((text) => text === `${at('Three')} End words.`)) gone.push('end');
  if (!paper.nodes.some((node) => node.kind === 'equation' && node.tex === 'z=1')) gone.push('formula');
  const table = paper.nodes.find((node) => node.kind === 'table' && node.section === at('Two'));
  if (table?.kind !== 'table' || table.rows.length !== 2 || nodeText(table).includes('After')) gone.push('table');
  return gone;
}

describe('What a LaTeX source forgets to close', () => {
  const formulas: readonly string[] = [
    String.raw`\begin{equation} a = b`,
    String.raw`\begin{align} a &= b \\`,
    String.raw`\begin{gather*} a`,
    String.raw`\begin{equation} a = b \begin{equation} c = d \end{equation}`,
    String.raw`\[ a = b`,
    '$$ a = b',
    'Let $x_{1$ and $y$',
    String.raw`\begin{equation} f = \begin{cases} 1 & x \end{equation}`,
    String.raw`\begin{equation} \frac{a}{b \end{equation}`,
    String.raw`\begin{equation} $a = b$ \end{equation}`,
    String.raw`\begin{equation} a = b \end{align}`,
    String.raw`\begin{align} a } \end{align}`,
    String.raw`\newcommand{\nrm}[1]{\lVert #1\rVert} Then $\nrm{z$ words`,
    String.raw`\newcommand{\x}{\mathbf{x}` + '\n\\newcommand{\\y}{y} Let $\\x$ be',
  ];
  // shows: paper-latex-unclosed
  it('is a flagged formula, and the words behind it are read', () => {
    for (const body of formulas) {
      const paper = read(body);
      assert.deepEqual(lost(paper), [], body);
      assert.ok(
        paper.warnings.some((warning) => warning.kind === 'unread' && warning.anchor?.startsWith('S1') === true),
        body,
      );
    }
  });

  const others: readonly (readonly [body: string, told: RegExp])[] = [
    [String.raw`\section{Bad \emph{x and`, /argument of \\section in line 3 is never closed/],
    [String.raw`A note\footnote{of this`, /argument of \\footnote in line 3 is never closed/],
    [String.raw`Some \emph{words`, /argument of \\emph in line 3 is never closed/],
    [String.raw`As \cite{abc says`, /argument of \\cite in line 3 is never closed/],
    [String.raw`\footnote{A note of 50% of all}` + '\nmore', /argument of \\footnote in line 3 is never closed/],
    [String.raw`\begin{figure}\caption{A figure\label{f}\end{figure}`, /argument of \\caption in line 3 is never closed/],
    [String.raw`\begin{tabular}{ll} \textbf{a & b \\ c & d \end{tabular}`, /argument of \\textbf in line 3 is never closed/],
    [
      String.raw`\begin{tabular}{ll} a & b \\ c & d`,
      /\\begin\{tabular\} in line 3 .* before a blank line\. Put in the missing \\end\{tabular\}/,
    ],
    [String.raw`\begin{table}\begin{tabular}{ll} a & b \\ c & d \caption{C}\end{table}`, /\\begin\{tabular\} .* before \\end\{table\}/],
    [String.raw`\begin{figure}\caption{A figure}`, /\\begin\{figure\} in line 3 .* before the next heading/],
    [String.raw`\begin{figure}\begin{minipage}{3cm} x \caption{Q}\end{figure}`, /\\begin\{minipage\} .* before \\end\{figure\}/],
    [String.raw`\begin{itemize}\item a \item b \end{itemise}`, /\\end\{itemise\} in line 3 closes nothing.*\n\\begin\{itemize\}/],
    [String.raw`\begin{algorithm}\begin{algorithmic}\State x`, /\\begin\{algorithmic\} .*\n\\begin\{algorithm\}/],
    [String.raw`\begin{abstract} We say so.`, /\\begin\{abstract\} in line 3/],
    [String.raw`\begin{center}{\small x \end{center}`, /A \{ in line 3 is never closed/],
    ['\\begin{verbatim}\nx', /\\begin\{verbatim\} in line 3 is never closed/],
    ['\\begin{verbatim}\nx\n\\section{Mid}\n\\begin{verbatim}\ny\n\\end{verbatim}', /\\begin\{verbatim\} in line 3 is never closed/],
    ['\\begin{comment}\nx', /\\begin\{comment\} in line 3 .* left out up to the end of its paragraph/],
    ['Use \\verb|abc in words\nnext | here.', /Verbatim text in line 3 is never closed/],
    ['\\iffalse x', /No \\fi ends .* in line 3/],
    ['\\iftrue x \\else y', /No \\fi ends .* in line 3/],
  ];
  // shows: paper-latex-unclosed
  it('is told with its line, and the rest of the paper is read', () => {
    for (const [body, told] of others) {
      const paper = read(body);
      assert.deepEqual(lost(paper), [], body);
      assert.match(said(paper), told, body);
    }
  });

  // shows: paper-latex-unclosed
  it('does not take the authors and the abstract into the title', () => {
    const paper = readLatex(
      new Map([
        [
          'main.tex',
          '\\documentclass{article}\\title{A paper\n\\author{Ann One}\\begin{document}\\maketitle\\begin{abstract}We do.\\end{abstract}\\section{One}Words.\\end{document}',
        ],
      ]),
      { id: 'file:main.tex' },
    );
    assert.deepEqual(
      [paper.title, paper.authors, paper.sections.map(({ title }) => title)],
      ['A paper', [{ name: 'Ann One' }], ['Abstract', 'One']],
    );
    assert.match(said(paper), /argument of \\title in line 1/);
  });

  // shows: paper-latex-unclosed
  it('is nothing where all is closed, whatever stands between', () => {
    const closed: readonly string[] = [
      String.raw`\begin{center}\section*{Middle}\end{center}`,
      String.raw`\begin{itemize}\item \textbf{a` + '\n\nb}\n\\end{itemize}',
      '\\begin{align} a &= b\n\n\\\\ c &= d \\end{align}',
      String.raw`\newenvironment{sm}{\left(\begin{smallmatrix}}{\end{smallmatrix}\right)}$\begin{sm} a \end{sm}$`,
      String.raw`\newcommand{\bi}{\begin{itemize}}\newcommand{\ei}{\end{itemize}}\bi\item a\ei`,
      String.raw`{\small\begin{quote} x \end{quote}}`,
      String.raw`Words with $[0,1)$ and [one`,
      String.raw`At \href{http://a.b/x%20y#z}{a page} and \url{http://a.b/%7Bz%7D}, with \lbrace and \rbrace.`,
    ];
    for (const body of closed) {
      const paper = read(body);
      assert.deepEqual(lost(paper), [], body);
      assert.equal(said(paper), '', body);
    }
    const links = read(closed.at(-1) ?? '').nodes.flatMap(inlinesOf);
    assert.deepEqual(
      links.flatMap((one) => (one.kind === 'link' ? [one.href] : [])),
      ['http://a.b/x%20y#z', 'http://a.b/%7Bz%7D'],
    );
  });

  // shows: paper-latex-unclosed
  it('is one message for many of a kind, with how many and the first places', () => {
    const many = (one: string): string => said(read(`${`${one}\n\n`.repeat(9)}`));
    assert.equal(
      many(String.raw`Some \emph{words`),
      '9 arguments are never closed, first those of \\emph in line 3, \\emph in line 5, \\emph in line 7; each was taken to end with its paragraph. Put in the missing }.',
    );
    assert.match(many(String.raw`a } b`), /^9 } close nothing, first those in line 3, line 5, line 7; they were passed over\./);
    assert.match(many(String.raw`Use \verb|abc`), /^Verbatim text is never closed at 9 places, first in line 3, line 5, line 7;/);
    assert.match(many(String.raw`\begin{tabular}{ll} a & b`), /^9 environments are never closed, first \\begin\{tabular\} in line 3, /);
    assert.match(said(read('{a\n{b\n{c\n{d')), /^4 groups are never closed, first the \{ in line 3, line 4, line 5\./);
    // Up to three are told one by one.
    assert.equal(said(read('\\emph{a\n\n\\emph{b\n\n\\emph{c')).split('\n').length, 3);
  });

  // shows: paper-latex-unclosed
  it('is told of a brace that closes nothing, once and with its line, and not of what was left open before it', () => {
    const told = 'A } in line 3 closes nothing; it was passed over. Take it out, or put in the missing {.';
    for (const body of [
      'a } b',
      String.raw`\emph{a}} b`,
      String.raw`\textbf{a} \footnote{b}} c`,
      String.raw`\begin{center} a } \end{center}`,
      String.raw`\begin{tabular}{l} a} \\ \end{tabular}`,
      String.raw`\begin{itemize}\item a} \item b\end{itemize}`,
      String.raw`\begin{figure}\caption{A {\bf b}} c}\end{figure}`,
    ]) {
      const paper = read(body);
      assert.deepEqual([lost(paper), said(paper)], [[], told], body);
    }
    assert.match(said(read('\\footnote{Of this\n\n\\section{Mid} More} words.')), /^The argument of \\footnote[^\n]*$/);
  });

  // shows: paper-latex-unclosed
  it('is nothing where braces are no groups, or macros open and close them', () => {
    const closed: readonly string[] = [
      String.raw`\iffalse}\fi words \iftrue a\else}\fi`,
      '\\ifnum0=`}\\fi words',
      '\\def\\o{{\\ifnum0=`}\\fi}\\def\\c{\\ifnum0=`{\\fi}} \\o a\\c b',
      String.raw`{a \egroup b \bgroup c} d`,
      String.raw`\def\a{\bgroup}\def\b{\egroup} \a x\b{} \a y} z`,
      String.raw`\let\bg={ \let\eg=} \bg a\eg b`,
      String.raw`\char125 a \char"7D b \char` + '`\\} c \\char`} d',
      String.raw`\string} a\} b $\{a\}$ \verb|}| \lstinline|}|` + ' % }',
      '{\\catcode`\\}=12\\relax a } b\\egroup c {d}',
      '{\\catcode 125=12 a } b\\egroup c {d}',
      '{\\catcode`\\[=1 \\catcode`\\]=2 \\catcode`\\{=12 \\catcode`\\}=12 [a] { } c] {d}',
      '{\\catcode`<=1 \\catcode`>=2 \\emph<a> {b}} c',
      '\\uccode`}=`] \\lccode`\\~=`} a',
      String.raw`\newenvironment{e}{\hbox\bgroup}{\egroup}\begin{e}a\end{e} b`,
      String.raw`\begin{tabular}{ll} {a & b} \\ \end{tabular}`,
      String.raw`\expandafter{\iffalse}\fi a} b`,
      String.raw`\begin{picture}(1,1)\put(0,0){\begin{picture}(1,1)\put(1,0){x}\end{picture}}\end{picture} b`,
      '\\begin{tikzpicture}\n%\\begin{tikzpicture}\n\\draw {a};\n\\end{tikzpicture} b \\begin{tikzpicture}\\end{tikzpicture}',
      '\\begin{comment} } \\end{comment}\n\\begin{verbatim}\n}\n\\end{verbatim}',
    ];
    for (const body of closed) {
      const paper = read(body);
      assert.deepEqual([body, lost(paper), said(paper)], [body, [], '']);
    }
  });

  // shows: paper-latex-unclosed
  it('is nothing in a file that is code and no paper, which is told once', () => {
    const code = `${String.raw`\def\ab@open{\iffalse}\fi{`}
\\newif\\ifab@done
\\let\\ab@next=\\relax
\\def\\ab@close{%
  \\expandafter\\ab@next\\csname a\\endcsname
}
\\ab@unknown{x}}
\\catcode\`\\|=13
\\edef\\ab@all{\\ab@next}
\\tikzset{a/.style={draw}}
Left over.
`;
    const paper = readLatex(new Map([['code.tex', code]]), { id: 'file:code.tex' });
    assert.match(said(paper), /^The file defines commands and is no text of a paper[^\n]*Open the file that has \\begin\{document\}\.$/);
    const style = readLatex(
      new Map([
        ['own.sty', String.raw`\def\ab@open{\iffalse}\fi \emph{x`],
        ['main.tex', '\\documentclass{article}\\usepackage{own}\\begin{document}Words.\\end{document}'],
      ]),
      { id: 'file:main.tex' },
    );
    assert.deepEqual([style.nodes.map(nodeText), said(style)], [['Words.'], '']);
  });

  // shows: paper-latex-endless
  it('is left out alone where it never ends', () => {
    const endless: readonly (readonly [preamble: string, body: string])[] = [
      ['\\def\\a{\\b}\\def\\b{\\a}', '\\a more.'],
      ['\\def\\c{x\\c\\c}', '\\c more.'],
      ['\\newcommand{\\R}{\\ensuremath{\\R}}', '\\R{} more.'],
      ['\\renewcommand{\\vec}[1]{\\mathbf{\\vec{#1}}}', '\\vec{} more.'],
      ['\\newenvironment{a}{\\begin{a}}{\\end{a}}', '\\begin{a}\\end{a} more.'],
      [`\\edef\\a{xx}${'\\edef\\a{\\a\\a}'.repeat(40)}`, '\\a more.'],
    ];
    for (const [preamble, body] of endless) {
      const paper = read(body, preamble);
      assert.deepEqual(lost(paper), [], body);
      assert.ok(
        paper.nodes.some((node) => /^Before\. ?more\.$/.test(nodeText(node))),
        body,
      );
      assert.match(said(paper), /never ends|without end/, body);
    }
    const formula = read('Let $\\vec{x} = y$ be.', '\\renewcommand{\\vec}[1]{\\mathbf{\\vec{#1}}}');
    assert.match(said(formula), /A formula could not be read: uses \\vec, which never ends/);
  });
});

describe('Words between the rows of a formula', () => {
  const rows = (body: string): readonly unknown[] =>
    read(body).nodes.flatMap((node): readonly unknown[] => {
      if (node.kind === 'equation') return [[node.number ?? '', node.tex]];
      return node.kind === 'paragraph' && node.section === 'S1' ? [nodeText(node)] : [];
    });
  // shows: paper-latex-formulas
  it('end the row that they stand behind', () => {
    assert.deepEqual(rows(String.raw`\begin{align*} a &= b \intertext{and so} c &= d \end{align*}`).slice(1, 4), [
      ['', 'a = b'],
      'and so',
      ['', 'c = d'],
    ]);
    assert.deepEqual(rows(String.raw`\begin{gather} a = b \shortintertext{and so} c = d \end{gather}`).slice(1, 4), [
      ['1', 'a = b'],
      'and so',
      ['2', 'c = d'],
    ]);
  });

  // shows: paper-latex-numbers
  it('leave the rows the numbers that the printed paper has', () => {
    // As pdfLaTeX numbers them: an empty row behind the last words has one.
    const numbers = (body: string): readonly unknown[] => rows(body).flatMap((row) => (Array.isArray(row) ? [row[0]] : []));
    assert.deepEqual(numbers(String.raw`\begin{align} a\intertext{x}\end{align}`), ['1', '3']);
    assert.deepEqual(numbers(String.raw`\begin{align} \intertext{x} a\end{align}`), ['1', '2']);
    assert.deepEqual(numbers(String.raw`\begin{align} a\\ \intertext{x} b\end{align}`), ['1', '2', '3']);
    assert.deepEqual(numbers(String.raw`\begin{align} a\intertext{x} b\nonumber\intertext{y} c\end{align}`), ['1', '', '2', '3']);
    assert.deepEqual(numbers(String.raw`\begin{align} a\intertext{x}\intertext{y} b\end{align}`), ['1', '2', '3']);
  });

  // shows: paper-latex-numbers
  it('leave a label in an empty row before them its number, and a place that references go to', () => {
    // Numbers as pdfLaTeX and LaTeXML give them.
    const cases: readonly (readonly [body: string, reference: string, anchor: string])[] = [
      [String.raw`\begin{align} a \\ \label{x} \intertext{w} b \end{align}`, '(2)', 'S1.E1'],
      [String.raw`\begin{align} \label{x} \intertext{w} b \end{align}`, '(1)', 'S1.E2'],
      [String.raw`\begin{gather} a \\ \intertext{w}\label{x}\shortintertext{v} b \end{gather}`, '(2)', 'S1.E1'],
      [String.raw`\begin{align} a \\ \tag{T}\label{x}\intertext{w} b \end{align}`, '(T)', 'S1.E1'],
      [String.raw`\begin{align} a \\ \label{x} \end{align}`, '(2)', 'S1.E1'],
      [String.raw`\begin{align} a \\ \label{x} \\ b \end{align}`, '(2)', 'S1.E1'],
      [String.raw`\begin{subequations}\begin{align} a \\ \label{x}\intertext{w} b \end{align}\end{subequations}`, '(1b)', 'S1.E1.1'],
    ];
    for (const [body, reference, anchor] of cases) {
      const paper = read(`${body} See \\eqref{x}.`);
      assert.equal(paper.nodes.find(({ aliases }) => aliases.includes('x'))?.anchor, anchor, body);
      assert.ok(paper.nodes.map(nodeText).join(' ').includes(`See ${reference}.`), body);
    }
  });

  // shows: paper-latex-numbers
  it('and empty rows have a number where TeX begins one: behind the last end of a row as well', () => {
    const numbers = (body: string): readonly unknown[] => rows(body).flatMap((row) => (Array.isArray(row) ? [row[0]] : []));
    for (const name of ['align', 'gather', 'eqnarray', 'flalign'])
      assert.deepEqual(
        numbers(`\\begin{${name}} a \\\\ \\end{${name}}\\begin{${name}} b \\\\ \\\\ c \\end{${name}}`),
        ['1', '3', '5', '6'],
        name,
      );
    assert.deepEqual(numbers(String.raw`\begin{align} a \\ \nonumber \end{align}`), ['1', '2']);
    assert.deepEqual(numbers(String.raw`\begin{align} a \\ \intertext{x} b \end{align}`), ['1', '2', '3']);
  });

  // shows: paper-latex-flagged
  it('flag a formula in which LaTeX allows none', () => {
    for (const body of [
      String.raw`\begin{multline} a = b \intertext{so} c = d \end{multline}`,
      String.raw`\begin{equation}\begin{aligned} a &= b \intertext{so} c &= d \end{aligned}\end{equation}`,
    ])
      assert.match(said(read(body)), /A formula could not be read: words stand within/, body);
  });

  // shows: paper-latex-numbers
  it('are no number: that of plain TeX is its formula’s', () => {
    assert.deepEqual(rows(String.raw`$$a = b \eqno(1)$$ $$ c=d \leqno{(2.1a)}$$ $$e=f\eqno\hbox{(A.3)}$$ \[ x\eqno(*)\]`).slice(1, 5), [
      ['1', 'a = b'],
      ['2.1a', 'c=d'],
      ['A.3', 'e=f'],
      ['*', 'x'],
    ]);
  });
});
