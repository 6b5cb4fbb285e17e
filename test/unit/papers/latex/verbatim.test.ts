import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nodeText, type Paper, plainText } from '../../../../src/papers/document.ts';
import { cellsOf } from '../../../../src/papers/paperJson.ts';
import { read } from './read.ts';

function texts(paper: Paper): readonly string[] {
  return paper.nodes.map(nodeText);
}

describe('Verbatim text in LaTeX', () => {
  // shows: paper-latex-verbatim
  it('ends where its own delimiter stands, whatever stands before it', () => {
    const paper = read(
      'Use \\verb|50% off_{| and \\verb*+a  b\\+, \\lstinline!x % y!, \\lstinline{a{b} % c} and \\mintinline{python}|$%|. Then $x$.',
    );
    assert.deepEqual(texts(paper), ['Use 50% off_{ and a  b\\, x % y, a{b} % c and $%. Then $x$.']);
  });

  // shows: paper-latex-verbatim
  it('keeps its lines, with options and without them', () => {
    const code = 'def f(x):  # 5% $y$ {\n    return [x]';
    for (const [begin, end] of [
      ['\\begin{lstlisting}', '\\end{lstlisting}'],
      ['\\begin{lstlisting}[language=Python]', '\\end{lstlisting}'],
      ['\\begin{minted}{python}', '\\end{minted}'],
      ['\\begin{Verbatim}', '\\end{Verbatim}'],
    ] as const)
      assert.deepEqual(texts(read(`Before.\n\n${begin}\n${code}\n${end}\n\nBehind.`)), ['Before.', code, 'Behind.'], begin);
    assert.deepEqual(texts(read('\\begin{lstlisting}\n[1, 2] % x\n\\end{lstlisting}')), ['[1, 2] % x']);
  });

  // shows: paper-latex-verbatim
  it('begins where the paper itself says so', () => {
    const code = 'a = [1] % {$';
    const cases: readonly (readonly [preamble: string, body: string])[] = [
      ['\\lstnewenvironment{py}[1][]{\\lstset{#1}}{}', `\\begin{py}\n${code}\n\\end{py}`],
      ['\\newminted{python}{}', `\\begin{pythoncode}\n${code}\n\\end{pythoncode}`],
      ['\\DefineVerbatimEnvironment{code}{Verbatim}{}', `\\begin{code}\n${code}\n\\end{code}`],
      ['\\newenvironment{own}{\\VerbatimEnvironment\\begin{minted}{c}}{\\end{minted}}', `\\begin{own}\n${code}\n\\end{own}`],
    ];
    for (const [preamble, body] of cases) assert.deepEqual(texts(read(`${body}\n\nBehind.`, preamble)), [code, 'Behind.'], preamble);
    assert.deepEqual(texts(read('A |x % $y| b, $|z|$. \\DeleteShortVerb{\\|} |c|', '\\MakeShortVerb{\\|}')), ['A x % $y b, $|z|$. |c|']);
    assert.deepEqual(texts(read('A \\begin{sol} not this $x$ \\end{sol} b', '\\excludecomment{sol}')), ['A b']);
  });

  // shows: paper-latex-verbatim
  it('says so where it never ends', () => {
    const paper = read('A \\begin{lstlisting}\nb');
    assert.ok(paper.warnings.some(({ kind }) => kind === 'doubt'));
  });
});

describe('Marks of notes and sources', () => {
  // shows: paper-latex-marks
  it('do not become digits of the number before them', () => {
    const paper = read(
      'A rate of 0.001\\footnote{Once.} is used.\n\\begin{table}\\caption{C}\\begin{tabular}{ll}71.3\\tnote{2} & 3\\footnotemark[4]\\\\\\end{tabular}\\end{table}',
    );
    const [paragraph, , table] = paper.nodes;
    assert.equal(paragraph === undefined ? '' : nodeText(paragraph), 'A rate of 0.001[^1] is used.');
    assert.deepEqual(table?.kind === 'table' ? cellsOf(table) : [], [['71.3', '3']]);
  });

  // shows: paper-latex-marks
  it('are filled in within headings, theorems, links and formulas', () => {
    const paper = read(
      '\\section{On \\cite{k}}\\label{s}\\begin{thm}[{\\cite[Thm.~1]{k}}, \\ref{s}] A. \\end{thm}\\href{http://a.b}{see \\cite{k}}, $x \\text{ by \\cite[p. 3]{k}}$\\begin{thebibliography}{9}\\bibitem{k} Knuth.\\end{thebibliography}',
      '\\newtheorem{thm}{Theorem}',
    );
    assert.equal(paper.sections[0]?.title, 'On [1]');
    assert.deepEqual(texts(paper), ['Theorem 1 ([1, Thm. 1], 1) A.', 'see [1], $x \\text{ by [1, p. 3]}$']);
    assert.doesNotMatch(JSON.stringify(paper), /[\ue001\ue002]/);
  });

  // shows: paper-latex-marks
  it('count on where a theorem is said again', () => {
    const paper = read(
      '\\begin{restatable}[Key]{lem}{again}\\label{l} It holds \\begin{equation}\\label{e} a=b \\end{equation} so. \\end{restatable}\\begin{equation} c \\end{equation} \\again* By \\ref{l} and \\eqref{e}. \\begin{equation} d \\end{equation}',
      '\\newtheorem{lem}{Lemma}',
    );
    assert.deepEqual(
      paper.nodes.flatMap((node) => (node.kind === 'equation' ? [node.number] : [])),
      ['1', '2', '1', '3'],
    );
    const said = paper.nodes.flatMap((node) => (node.kind === 'paragraph' ? [[node.item?.mark, plainText(node.content).trim()]] : []));
    assert.deepEqual(said, [
      ['Lemma 1 (Key)', 'It holds'],
      ['', 'so.'],
      ['Lemma 1 (Key)', 'It holds'],
      ['', 'so.'],
      [undefined, 'By 1 and (1).'],
    ]);
  });
});
