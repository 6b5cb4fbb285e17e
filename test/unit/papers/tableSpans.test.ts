import assert from 'node:assert/strict';
import type { Paper } from '../../../src/papers/document.ts';
import { cellsOf, warningText } from '../../../src/papers/paperJson.ts';
import { type PaperPart, parsePaper, type Readers } from '../../../src/papers/parsePaper.ts';
import { readers } from '../../../src/papers/readers.ts';
import { bytesOf, neverAborted } from '../workspace/temporary.ts';

const source = { kind: 'file', sha256: 'a' } as const;
const page = (table: string): PaperPart => ({
  kind: 'html',
  bytes: bytesOf(`<html><body><h1>T</h1><h2>A</h2><p>Words.</p>${table}</body></html>`),
  source,
});
const latex = (body: string): PaperPart => ({
  kind: 'latex',
  files: [{ name: 'a.tex', bytes: bytesOf(`\\documentclass{article}\\begin{document}\\section{A} Words.\n\n${body}\\end{document}`) }],
  main: 'a.tex',
  source,
});

async function read(part: PaperPart): Promise<Paper> {
  return (await parsePaper({ id: 'file:a', parts: [part], doubts: [] }, readers, neverAborted)).paper;
}
const grids = ({ nodes }: Paper) => nodes.flatMap((node) => (node.kind === 'table' ? [cellsOf(node)] : []));

describe('Spans of cells', () => {
  // shows: paper-bounded-tables
  it('reach no further than their table, whatever they claim, and it is told', async () => {
    for (const part of [
      page('<table><tr><td colspan=1000000000 rowspan=99999999>a</td></tr><tr><td>b</td><td>c</td></tr></table>'),
      latex('\\begin{tabular}{ll}\\multicolumn{99999999}{c}{a}\\\\ b & c\\end{tabular}'),
    ]) {
      const paper = await read(part);
      const [grid = []] = grids(paper);
      assert.ok(grid.flat().length <= 8 && grid.flat().includes('c'), JSON.stringify(grid));
      assert.match(paper.warnings.map(warningText).join('\n'), /claims? (?:more|far more) columns/);
    }
  });

  // shows: paper-bounded-tables
  it('stay as they are in tables that have room for them, small and large', async () => {
    const small = await read(
      page(
        '<table><tr><th colspan=2>a</th><th rowspan=2>b</th></tr><tr><td>c</td><td>d</td></tr><tr><td>e</td><td>f</td><td>g</td></tr></table>',
      ),
    );
    assert.deepEqual(grids(small), [
      [
        ['a', '', 'b'],
        ['c', 'd', ''],
        ['e', 'f', 'g'],
      ],
    ]);
    const rows = Array.from({ length: 3_000 }, (_, row) => `<tr>${`<td>${row}</td>`.repeat(12)}</tr>`).join('');
    const large = await read(page(`<table><tr><th colspan=12>all</th></tr>${rows}</table>`));
    assert.deepEqual([grids(large)[0]?.length, grids(large)[0]?.[2_999]?.length], [3_001, 12]);
    assert.deepEqual([...small.warnings, ...large.warnings], []);
  });
});

describe('A page that is nested very deep', () => {
  // shows: paper-bounded-tables
  it('is read to the bound, and as plain words from there', async () => {
    const paper = await read(page(`${'<div>'.repeat(12_000)}<p>The innermost words.</p>${'</div>'.repeat(12_000)}<p>The last words.</p>`));
    assert.match(JSON.stringify(paper.nodes), /The innermost words\..*The last words\./);
    assert.match(paper.warnings.map(warningText).join('\n'), /nested more than 512 deep/);
  });
});

describe('A page of LaTeXML that is nested very deep', () => {
  // shows: paper-bounded-tables
  it('keeps the words of its paragraphs, lists and tables, and what stands behind them', async () => {
    const nested = (begin: string, end: string): string => `${begin.repeat(2_000)}The innermost words.${end.repeat(2_000)}`;
    for (const [begin, end] of [
      ['<div class="ltx_para"><p class="ltx_p">', '</p></div>'],
      ['<div class="ltx_para">', '</div>'],
      ['<ul class="ltx_itemize"><li class="ltx_item">', '</li></ul>'],
      ['<section class="ltx_subsection">', '</section>'],
      ['<blockquote>', '</blockquote>'],
      ['<a href="#S1">', '</a>'],
      ['<table class="ltx_tabular"><tr class="ltx_tr"><td class="ltx_td">', '</td></tr></table>'],
    ] as const) {
      const paper = await read(
        page(
          `<article class="ltx_document"><section class="ltx_section" id="S1"><h2 class="ltx_title">A</h2>${nested(begin, end)}<p class="ltx_p">The last words.</p></section></article>`,
        ),
      );
      assert.match(JSON.stringify(paper.nodes), /The innermost words\..*The last words\./, begin);
    }
  });
});

describe('A source that is nested deeper than can be read', () => {
  // shows: paper-bounded-tables
  it('is refused in one message, and what a paper says is not listed where that alone is too deep', async () => {
    const tooDeep = (): never => {
      throw new RangeError('Maximum call stack size exceeded');
    };
    const job = { id: 'file:a', parts: [latex('More words.')], doubts: [] };
    await assert.rejects(parsePaper(job, { ...readers, latex: tooDeep }, neverAborted), {
      code: 'not-a-paper',
      message: 'Something in it is nested deeper than can be read.',
    });
    const said: Readers['said'] = async (_, onPart) => {
      onPart?.({ notation: [] });
      return tooDeep();
    };
    const found = await parsePaper(job, { ...readers, said }, neverAborted);
    assert.deepEqual(found.said.unfinished, {
      why: 'Something in the paper is nested deeper than can be read.',
      lacks: ['hyperparameters', 'contradictions', 'unnamed', 'missing'],
    });
    assert.match(
      found.paper.warnings[0]?.kind === 'doubt' ? found.paper.warnings[0].message : '',
      /^Not worked out of this paper: the values/,
    );
  });

  // shows: pdf-bad-input
  it('and a PDF without words are told, with the next step', async () => {
    const empty = async (): Promise<Paper> => ({ ...(await read(latex('Words.'))), nodes: [] });
    const job = { id: 'file:a', parts: [{ kind: 'pdf', bytes: bytesOf('%PDF'), source } as const], doubts: [] };
    await assert.rejects(parsePaper(job, { ...readers, pdf: empty }, neverAborted), {
      code: 'not-a-paper',
      message: 'There are no words in this PDF.',
    });
  });
});
