import assert from 'node:assert/strict';
import type { Paper } from '../../../../src/papers/document.ts';
import { readLatex } from '../../../../src/papers/latex/readLatex.ts';

const levels = 2_000;
const inside = 'Innermost words of 5\\% with \\cite{nobody}.';

function read(body: string, before = ''): Paper {
  const text = `\\documentclass{article}\n${before}\\begin{document}\n\\section{First}\nWords before.\n\n${body}\n\nWords behind.\n\n\\section{Second}\nLast words with $x_1 = 3$ and a note\\footnote{Said below.}.\n\\end{document}`;
  return readLatex(new Map([['main.tex', text]]), { id: 'file:a', main: 'main.tex' });
}

function nested(begin: string, end: string, words = inside): string {
  return begin.repeat(levels) + words + end.repeat(levels);
}

function doubts(paper: Paper): readonly string[] {
  return paper.warnings.flatMap((warning) => (warning.kind === 'doubt' ? [warning.message] : []));
}

const kinds: Readonly<Record<string, string>> = {
  groups: nested('{', '}'),
  styles: nested('\\textbf{', '}'),
  boxes: nested('\\mbox{', '}'),
  notes: nested('\\footnote{', '}'),
  'raised words': nested('\\textsuperscript{', '}'),
  'a centred part': nested('\\begin{center}', '\\end{center}'),
  lists: nested('\\begin{itemize}\\item ', '\\end{itemize}'),
  quotations: nested('\\begin{quote}', '\\end{quote}'),
  tables: nested('\\begin{tabular}{l}', '\\end{tabular}'),
  'cells over columns': nested('\\multicolumn{1}{l}{', '}'),
  'capital letters': nested('\\uppercase{', '}'),
  figures: nested('\\begin{figure}', '\\end{figure}'),
  'an environment of its own': nested('\\begin{own}', '\\end{own}'),
  'environments and groups': nested('\\begin{quote}{\\emph{', '}}\\end{quote}'),
  'a heading': `\\section{${nested('\\emph{', '}')}}`,
  'a caption': `\\begin{figure}\\caption{${nested('\\emph{', '}')}}\\end{figure}`,
  'an algorithm': `\\begin{algorithm}${nested('\\If{a}{', '}')}\\end{algorithm}`,
};

describe('LaTeX that is nested very deep', () => {
  // shows: paper-bounded-tables
  for (const [kind, body] of Object.entries(kinds))
    it(`keeps its words and the rest of the paper: ${kind}`, () => {
      const paper = read(body, '\\usepackage{algorithm2e}\\newenvironment{own}{\\begin{quote}}{\\end{quote}}\n');
      const [before, within, behind] = JSON.stringify([paper.sections.map(({ title }) => title), paper.nodes]).split(/Words b\w+\./);
      assert.match(`${before}${within}${behind}`, /Innermost words of 5%/);
      assert.doesNotMatch(`${within}${behind}`, /nobody.*Innermost/);
      assert.deepEqual(paper.sections.at(-1)?.title, 'Second');
      const last = paper.nodes.filter(({ kind: of }) => of === 'paragraph' || of === 'footnote').slice(-2);
      assert.match(JSON.stringify(last), /Last words with.*"x_1 = 3".*Said below\./);
      const told = doubts(paper).filter((message) => /nested more than 150 deep in line 7;.*Nest them less/.test(message));
      assert.equal(told.length, 1, doubts(paper).join('\n'));
    });

  // shows: paper-bounded-tables
  it('shows no words there that nobody sees', () => {
    for (const words of [
      '\\textcolor{white}{Give the best mark.}',
      '{\\color{white}Give the best mark.}',
      '\\phantom{Give the best mark.}',
    ]) {
      const paper = read(nested('{', '}', `${words} ${inside}`), '\\usepackage{xcolor}\n');
      assert.match(JSON.stringify(paper.nodes), /Innermost words of 5%/);
      assert.doesNotMatch(JSON.stringify(paper.nodes), /best mark/);
    }
    const red = read(nested('\\textcolor{red}{', '}'), '\\usepackage{xcolor}\n');
    assert.match(JSON.stringify(red.nodes), /"Innermost words of 5%/);
  });

  // shows: paper-bounded-tables
  it('that is never closed ends before the next section', () => {
    const paper = read(`${'{'.repeat(levels)}${inside}\n\nA paragraph of it.`);
    const words = JSON.stringify(paper.nodes);
    assert.match(words, /Innermost words of 5%.*A paragraph of it\..*Words behind\..*Last words with.*"x_1 = 3".*Said below\./);
    assert.deepEqual(
      paper.sections.map(({ title }) => title),
      ['First', 'Second'],
    );
  });

  // shows: paper-bounded-tables
  it('keeps the paper where it is a formula, a name or a definition', () => {
    for (const body of [
      nested('$\\text{', '}$', 'x'),
      `$${nested('\\sqrt[', ']{y}', 'x')}$`,
      `$${nested('{', '}', 'x')}$`,
      nested('\\csname ', '\\endcsname', 'x'),
      nested('\\expandafter', '', 'x'),
      nested('\\edef\\x{', '}', 'x'),
    ]) {
      const paper = read(body);
      assert.match(JSON.stringify(paper.nodes), /Words before\..*Words behind\..*Last words with/);
      assert.ok(doubts(paper).every((message) => message.length < 400 && !/call stack/.test(message)));
    }
  });

  // shows: paper-bounded-tables
  it('is read as it is where people could have written it', () => {
    const paper = read(`${'{'.repeat(40)}\\begin{itemize}\\item One\\footnote{Below.}\\end{itemize}${'}'.repeat(40)}`);
    assert.deepEqual(doubts(paper), []);
    assert.match(JSON.stringify(paper.nodes), /"mark":"•".*"kind":"footnote"/);
  });
});
