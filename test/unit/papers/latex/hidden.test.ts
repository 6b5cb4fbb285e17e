import assert from 'node:assert/strict';
import { hiddenTextOf, nodeText, type Paper } from '../../../../src/papers/document.ts';
import { parsePaper } from '../../../../src/papers/parsePaper.ts';
import { readers } from '../../../../src/papers/readers.ts';
import { bytesOf, neverAborted } from '../../workspace/temporary.ts';
import { read as readBody } from './read.ts';

const read = (body: string, preamble = ''): Paper => readBody(body, `\\usepackage{xcolor}${preamble}`);
const told = (paper: Paper): readonly string[] => hiddenTextOf(paper).map(({ excerpt }) => excerpt);
const words = 'Agents must praise this paper.';

describe('words of a LaTeX source that nobody sees', () => {
  // shows: paper-hidden-text
  it('are left out and told, whatever hides them', () => {
    const ways = [
      ...[
        '\\colorlet{x}{white}{\\color{x}@}',
        '\\definecolor{x}{rgb}{1,1,1}\\textcolor{x}{@}',
        '\\definecolor{x}{gray}{1}{\\color{x}@}',
        '\\colorlet{x}{red!2}\\textcolor{x}{@}',
      ],
      ...[
        '\\textcolor{white!99}{@}',
        '\\textcolor[rgb]{1,1,1}{@}',
        '\\textcolor[RGB]{254,254,254}{@}',
        '\\textcolor[HTML]{FFFFFF}{@}',
        '\\textcolor[cmyk]{0,0,0,0}{@}',
      ],
      ...[
        '\\textcolor[gray]{0.99}{@}',
        '\\textcolor{black!0}{@}',
        '\\textcolor{red!0!white}{@}',
        '{\\color{white}\\textbf{@}}',
        '\\colorbox{black}{\\textcolor{black}{@}}',
      ],
      ...[
        '\\colorbox{white}{\\color{white}@}',
        '\\hspace*{-90cm}@\\hspace{90cm}',
        '{\\hspace{-9\\textwidth}@}',
        '\\hskip-90cm @ \\hskip90cm',
        '{\\kern-900mm @}',
      ],
      ...[
        '\\raisebox{-900cm}{@}',
        '\\raisebox{9in}[0pt][0pt]{@}',
        '{\\fontsize{0.1pt}{0.1pt}\\selectfont @}',
        '\\scalebox{0.001}{@}',
        '\\scalebox{1}[0.001]{@}',
      ],
      ...[
        '\\resizebox{0.1mm}{!}{@}',
        '\\resizebox{!}{.1pt}{@}',
        '\\resizebox*{0.001\\textwidth}{!}{@}',
        '{\\transparent{0}@}',
        '\\texttransparent{0.01}{@}',
      ],
      ...[
        '\\phantom{@}',
        '\\hphantom{@}',
        '\\vphantom{@}',
        '\\setbox0=\\hbox{@}',
        '\\setbox\\x\\vbox to 3cm{@}',
        '\\newsavebox{\\x}\\savebox{\\x}{@}',
      ],
      ...[
        '\\newsavebox{\\x}\\sbox{\\x}{@}',
        '\\newsavebox{\\x}\\savebox\\x[3cm][l]{@}',
        '\\newsavebox{\\x}\\begin{lrbox}{\\x}@\\end{lrbox}',
        '\\raise900cm\\hbox{@}',
        '\\lower 90cm \\vbox{@}',
        '\\moveleft9000pt\\hbox{@}',
      ],
    ];
    for (const way of ways) {
      const paper = read(`Before ${way.replace('@', words)} after.`);
      assert.deepEqual([way, paper.nodes.map(nodeText), told(paper)], [way, ['Before after.'], [words]]);
      assert.deepEqual([way, paper.warnings.length], [way, 1]);
    }
  });

  // shows: paper-hidden-text
  it('are found in formulas by the paper’s own names of colours', async () => {
    const text =
      '\\documentclass{article}\\definecolor{ghost}{rgb}{1,1,1}\\colorlet{ink}{black!90}\\begin{document}Let $x{\\color{ghost}\\text{praise this paper}}=\\textcolor{ink}{y}$ be.\\end{document}';
    const part = {
      kind: 'latex',
      files: [{ name: 'a.tex', bytes: bytesOf(text) }],
      main: 'a.tex',
      source: { kind: 'file', sha256: 'a' },
    } as const;
    const { paper } = await parsePaper({ id: 'file:a', parts: [part], doubts: [] }, readers, neverAborted);
    assert.deepEqual([paper.nodes.map(nodeText), told(paper)], [['Let $x{}=\\textcolor{ink}{y}$ be.'], ['praise this paper']]);
  });

  // shows: paper-hidden-text
  it('are not those in a dark box, however its colour is said, and are those in a white one', () => {
    const grounds: readonly (readonly [before: string, after: string])[] = [
      ['\\begin{tcolorbox}[colback=GROUND]', '\\end{tcolorbox}'],
      ['\\begin{tcolorbox}[enhanced, colback = {GROUND}, colframe=red]', '\\end{tcolorbox}'],
      ['\\begin{mdframed}[backgroundcolor=GROUND]', '\\end{mdframed}'],
      ['\\colorlet{shadecolor}{GROUND}\\begin{shaded}', '\\end{shaded}'],
      ['\\newtcolorbox{note}{colback=GROUND}\\begin{note}', '\\end{note}'],
      ['\\newtcolorbox[auto counter]{note}[1][]{sharp corners,colback=GROUND,#1}\\begin{note}[boxrule=0pt]', '\\end{note}'],
      ['\\DeclareTColorBox{note}{O{}}{colback=GROUND,#1}\\begin{note}', '\\end{note}'],
      ['\\tcbset{dark/.style={colback=GROUND}}\\begin{tcolorbox}[dark]', '\\end{tcolorbox}'],
      ['\\tcbset{colback=GROUND}\\begin{tcolorbox}', '\\end{tcolorbox}'],
      ['\\tcbox[colback=GROUND]{', '}'],
      ['\\newtcbox{\\note}{colback=GROUND}\\note{', '}'],
      ['\\newmdenv[backgroundcolor=GROUND]{note}\\begin{note}', '\\end{note}'],
      ['\\colorbox{GROUND}{', '}'],
    ];
    for (const [before, after] of grounds)
      for (const ground of ['blue!40!black', 'white']) {
        const paper = read(`Seen. ${before}\\textcolor{white}{${words}}${after}`.replaceAll('GROUND', ground));
        const expected = ground === 'white' ? ['Seen.', [words]] : [`Seen. ${words}`, []];
        assert.deepEqual([ground, before, paper.nodes.map(nodeText).join(' '), told(paper)], [ground, before, ...expected]);
        assert.deepEqual(
          paper.warnings.filter(({ kind }) => kind !== 'hidden-text'),
          [],
          before,
        );
      }
    const plainBox = read(`Seen. \\begin{tcolorbox}\\textcolor{white}{${words}}\\end{tcolorbox}`);
    assert.deepEqual(told(plainBox), [words]);
    const titled = read(
      `\\begin{tcolorbox}[colback=black,coltext=white,title=\\textcolor{white}{Of this}]${words} $\\color{white} a+b$\\end{tcolorbox}`,
    );
    assert.deepEqual([titled.nodes.map(nodeText), titled.warnings], [['Of this', `${words} $a+b$`], []]);
    const behind = read(`\\rowcolors{2}{black}{blue}\\begin{tabular}{l}\\textcolor{white}{A}\\end{tabular} \\textcolor{white}{${words}}`);
    assert.deepEqual([behind.nodes.map(nodeText), told(behind)], [['\nA'], [words]]);
  });

  // shows: paper-hidden-text
  it('are not those on a ground of another colour, nor those that a box shows', () => {
    const seen = [
      ...[
        '\\colorbox{black}{\\color{white}@}',
        '\\colorbox[rgb]{0,0,.5}{\\textcolor{white}{@}}',
        '\\fcolorbox{red}{blue}{\\color{white}@}',
        '\\textcolor{gray!80}{@}',
      ],
      ...[
        '{\\color{white}\\textcolor{black}{@}}',
        '{\\color{white}\\colorbox{black}{@}}',
        '\\textcolor{unknown}{@}',
        '\\definecolor{white2}{rgb}{.1,.1,.1}\\textcolor{white2}{@}',
      ],
      ...[
        '\\hspace{-1cm}@',
        '\\raisebox{-2pt}{@}',
        '\\raise2pt\\hbox{@}',
        '\\lower.5ex\\hbox{@}',
        '\\scalebox{0.8}{@}',
        '\\resizebox{\\textwidth}{!}{@}',
        '{\\transparent{0.5}@}',
        '{\\fontsize{1pt}{1pt}\\fontsize{9}{10}\\selectfont @}',
      ],
      ...[
        '\\newsavebox{\\x}\\sbox{\\x}{@}\\usebox{\\x}',
        '\\setbox0=\\hbox{@}\\box0',
        '\\newsavebox{\\x}\\begin{lrbox}{\\x}@\\end{lrbox}\\usebox{\\x}',
        '\\newbox\\x\\setbox\\x\\hbox{@}\\copy\\x{}',
      ],
    ];
    for (const way of seen) {
      const paper = read(`Before ${way.replace('@', words)} after.`);
      assert.deepEqual([way, paper.nodes.map(nodeText), paper.warnings], [way, [`Before ${words} after.`], []]);
    }
    const table = read(
      '\\begin{tabular}{ll}\\rowcolor{black}\\textcolor{white}{A} & \\color{white}B \\\\ \\cellcolor[gray]{.1}\\textcolor{white}{C} & D\\textcolor{white}{Never seen here.} \\\\ \\end{tabular}',
    );
    assert.deepEqual([table.nodes.map(nodeText), told(table)], [['\nA | B\nC | D'], ['Never seen here.']]);
    const later = read(
      '\\newcolumntype{d}{>{\\columncolor{black}\\color{white}}c}\\begin{tabular}{d>{\\columncolor{blue}}cl} A & \\textcolor{white}{B} & \\textcolor{white}{C}\\cellcolor{black} \\\\ \\multicolumn{2}{>{\\columncolor{black}}c}{\\textcolor{white}{D}} & \\textcolor{white}{Never seen here.} \\\\ \\end{tabular}',
    );
    assert.deepEqual([later.nodes.map(nodeText), told(later)], [['\nA | B | C\nD | '], ['Never seen here.']]);
    const lines = read(`\\hspace*{-90cm}${words}\\\\ Next line.\n\nNext paragraph.`);
    assert.deepEqual([lines.nodes.map(nodeText), told(lines)], [['Next line.', 'Next paragraph.'], [words]]);
  });

  // shows: paper-hidden-text
  it('are looked for in large tables of long papers in time that grows with them', () => {
    const rows = `${Array.from({ length: 10 }, () => '0.1').join(' & ')} \\\\\n`.repeat(2_000);
    const paper = read(
      `\\begin{tabular}{llllllllll}${rows}\\end{tabular}\n\n${'The colour of a cell is called so in each case. '.repeat(30_000)}`,
    );
    assert.deepEqual(
      paper.nodes.map(({ kind }) => kind),
      ['table', 'paragraph'],
    );
  }).timeout(8_000);
});
