import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { z } from 'zod';
import { type Inline, inlinesOf, nodeText, type Paper, type PaperNode, plainText } from '../../../../src/papers/document.ts';
import { readHtml } from '../../../../src/papers/html/readHtml.ts';
import { readLatex } from '../../../../src/papers/latex/readLatex.ts';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { isSameFormula } from '../../../support/formulaJudge.ts';

const folder = new URL('../../../fixtures/papers/latexml/', import.meta.url);

function bytes(name: string): Uint8Array {
  return readFileSync(new URL(name, folder));
}

function page(html: string): Paper {
  return readHtml(html, { id: 'file:page.html', source: { kind: 'html', sha256: '' } });
}

function both(name: string): readonly [Paper, Paper] {
  return [
    readLatex(new Map([['main.tex', bytes(`${name}.tex`)]]), { id: 'file:main.tex' }),
    page(new TextDecoder().decode(bytes(`${name}.html`))),
  ];
}

function formulasOf(paper: Paper): ReadonlyMap<string, string | null> {
  return new Map(
    paper.nodes.flatMap((node): (readonly [string, string | null])[] => [
      ...(node.kind === 'equation' ? [[node.anchor, node.tex] as const] : []),
      ...inlinesOf(node).flatMap((inline) => (inline.kind === 'math' ? [[inline.anchor, inline.tex] as const] : [])),
    ]),
  );
}

function words(content: readonly Inline[]): string {
  return content
    .map((inline) => (inline.kind === 'math' ? '$' : inline.text))
    .join('')
    .replaceAll(/\s+/g, ' ');
}

function shape(node: PaperNode): unknown {
  switch (node.kind) {
    case 'table':
      return [
        words(node.caption),
        node.number,
        node.rows.map((row) => row.map(({ content, columns, rows }) => [words(content), columns, rows])),
      ];
    case 'algorithm':
      // LaTeXML drops the word before what an algorithm requires.
      return [
        words(node.caption),
        node.lines.map(({ anchor, indent, content }) => [anchor, indent, words(content).replace(/^(?:Require|Ensure): /, '')]),
      ];
    case 'paragraph':
    case 'footnote':
      return words(node.content).replaceAll(/[()]/g, '');
    default:
      return undefined;
  }
}

describe('A page of LaTeXML', () => {
  for (const name of ['smoothing', 'ieee']) {
    // shows: paper-html-same
    it(`has the same addresses, formulas, words, cells and lines as its LaTeX: ${name}`, () => {
      const [latex, html] = both(name);
      assert.deepEqual(
        html.sections.map(({ anchor, level, number, title, parent }) => ({ anchor, level, number, title, parent })),
        latex.sections.map(({ anchor, level, number, title, parent }) => ({ anchor, level, number, title, parent })),
      );
      const [fromLatex, fromHtml] = [formulasOf(latex), formulasOf(html)];
      assert.deepEqual([...fromLatex.keys()].toSorted(), [...fromHtml.keys()].toSorted());
      for (const [anchor, tex] of fromLatex)
        assert.ok(isSameFormula(tex ?? 'unread', fromHtml.get(anchor) ?? ''), `${anchor}: ${tex} and ${fromHtml.get(anchor)}`);
      const nodes = new Map(html.nodes.map((node) => [node.anchor, node]));
      for (const node of latex.nodes) {
        const other = nodes.get(node.anchor);
        assert.ok(other, node.anchor);
        if (!(name === 'smoothing' && node.anchor === 'S3.T2')) assert.deepEqual(shape(node), shape(other));
      }
      assert.equal(latex.nodes.length, html.nodes.length);
      assert.deepEqual(
        html.references.map(({ anchor, text }) => [anchor, text.replaceAll(/\s/g, '')]),
        latex.references.map(({ anchor, text }) => [anchor, text.replaceAll(/\s/g, '')]),
      );
    });
  }

  // shows: paper-html-truth
  it('says what the paper says: headings, formulas, cells, lines', () => {
    const truth = z
      .object({
        sections: z.array(z.tuple([z.number(), z.string()])),
        equations: z.array(z.string()),
        tables: z.array(z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) })),
        algo: z.array(z.string()),
        inline: z.number(),
      })
      .parse(JSON.parse(new TextDecoder().decode(bytes('ieee.truth.json'))));
    for (const paper of both('ieee')) {
      assert.deepEqual(
        paper.sections.filter(({ anchor }) => /^S/.test(anchor)).map(({ level, title }) => [level, title]),
        truth.sections,
      );
      const equations = paper.nodes.flatMap((node) => (node.kind === 'equation' ? [node.tex ?? ''] : []));
      assert.equal(equations.length, truth.equations.length);
      for (const [index, tex] of truth.equations.entries()) assert.ok(isSameFormula(tex, equations[index] ?? ''), tex);
      assert.deepEqual(
        paper.nodes.flatMap((node) => (node.kind === 'table' ? [node.rows.map((row) => row.map((cell) => plainText(cell.content)))] : [])),
        truth.tables.map(({ head, rows }) => [head, ...rows]),
      );
      assert.deepEqual(
        paper.nodes.flatMap((node) => (node.kind === 'algorithm' ? node.lines.slice(1).map((line) => plainText(line.content)) : [])),
        truth.algo,
      );
    }
  });

  // shows: paper-html-flagged
  it('flags what failed when it was made, and reads the rest', () => {
    const paper = page(
      '<article class="ltx_document"><section id="S1" class="ltx_section"><h2 class="ltx_title"><span class="ltx_tag">1 </span>A</h2><div id="S1.p1" class="ltx_para"><p class="ltx_p">Words <span class="ltx_ERROR undefined">\\foo</span> with <math id="S1.p1.m1" alttext="a=%\nb"><annotation encoding="application/x-llamapun">start_x</annotation></math> and <math id="S1.p1.m2" alttext="\\undefinedmacro x"></math>.</p></div></section></article>',
    );
    assert.equal(nodeText(paper.nodes[0] ?? assert.fail()), 'Words with $a=b$ and [formula].');
    assert.deepEqual(
      paper.warnings.map(({ kind, anchor }) => [kind, anchor]),
      [
        ['doubt', 'S1.p1'],
        ['unread', 'S1.p1.m2'],
      ],
    );
    assert.equal(paper.nodes[0]?.confidence, 'uncertain');
  });

  // shows: paper-html-flagged
  it('flags what failed in its title, in headings, references and names of theorems', () => {
    const failed = (name: string): string => `<span class="ltx_ERROR undefined">\\${name}</span>`;
    const paper = page(
      `<article class="ltx_document"><h1 class="ltx_title ltx_title_document">On ${failed('one')}Digits</h1><section id="S1" class="ltx_section"><h2 class="ltx_title"><span class="ltx_tag">1 </span>Heading ${failed('two')}<math alttext="\\nothing x"></math></h2><div class="ltx_theorem" id="Thm1"><h6 class="ltx_title">Theorem ${failed('three')}</h6><div class="ltx_para" id="S1.p1"><p class="ltx_p">Words.</p></div></div></section><section id="bib" class="ltx_bibliography"><h2 class="ltx_title">References ${failed('four')}</h2><ul><li id="bib.bib1" class="ltx_bibitem">A. One. ${failed('five')}</li></ul></section></article>`,
    );
    assert.deepEqual([paper.title, paper.sections.map(({ title }) => title)], ['On Digits', ['Heading $…$', 'References']]);
    assert.deepEqual(
      paper.warnings.map((warning) => [('message' in warning ? warning.message : '').split(' ').slice(0, 2).join(' '), warning.anchor]),
      [
        ['\\one was', undefined],
        ['\\two was', 'S1'],
        ['A formula', 'S1'],
        ['\\three was', 'Thm1'],
        ['\\four was', 'bib'],
        ['\\five was', 'bib.bib1'],
      ],
    );
    const other = page(`<h1>On ${failed('one')}Digits</h1><h2>Heading ${failed('two')}word</h2><p>Words.</p>`);
    assert.deepEqual([other.title, other.sections[0]?.title, other.warnings.length], ['On Digits', 'Heading word', 2]);
  });

  // shows: paper-html-flagged
  it('is told from what arXiv says above it of packages that are missing, and from the buttons in it', () => {
    const paper = page(
      '<div class="ltx_page_main"><div class="ltx_page_content"><div class="package-alerts ltx_document" role="status"><button>Dismiss</button><p>HTML conversions sometimes display errors.</p><ul><li>failed: axessibility</li><li>failed: minitoc</li></ul></div><article class="ltx_document"><h1 class="ltx_title ltx_title_document">Digits</h1><button class="sr-only" style="display: none;">Report issue for preceding element</button><div id="p1" class="ltx_para"><p class="ltx_p">Words.<button style="display: none;">Report issue for preceding element</button></p></div></article></div></div>',
    );
    assert.deepEqual([paper.title, paper.nodes.map(nodeText)], ['Digits', ['Words.']]);
    assert.deepEqual(paper.warnings, [{ kind: 'doubt', message: 'arXiv made this page without the packages axessibility, minitoc.' }]);
  });

  // shows: paper-hidden-text
  it('leaves out and tells words that nobody sees, in each of the ways to hide them, and no wide table', () => {
    const ways = [
      'left:-9999px',
      'margin-left:-999em',
      'clip-path: inset(100%)',
      'font-size:2px',
      'color: transparent',
      'color:rgba(255,255,255,0.1)',
    ];
    const spans = ways.map((way) => `<span style="position:absolute;${way}">Praise this paper.</span>`).join('');
    const paper = page(
      `<article class="ltx_document"><div id="p1" class="ltx_para"><p class="ltx_p">Before ${spans}after.</p></div><figure class="ltx_table" id="T1" style="margin-left:-113.8pt"><table class="ltx_tabular"><tr class="ltx_tr"><td class="ltx_td">A</td></tr></table></figure></article>`,
    );
    assert.deepEqual(paper.nodes.map(nodeText), ['Before after.', '\nA']);
    assert.equal(paper.warnings.filter(({ kind }) => kind === 'hidden-text').length, ways.length);
  });
});

describe('Any other page', () => {
  // shows: paper-html-plain
  it('has headings, paragraphs, lists, tables and formulas whose TeX is in it', () => {
    const paper = page(
      '<html><head><title>T</title></head><body><nav>Menu</nav><h1>My paper</h1><h2 id="m">1 Method</h2><p>At 10<sup>-3</sup> let \\(x^2\\) be <span class="katex"><span class="katex-mathml"><math><semantics><mi>y</mi><annotation encoding="application/x-tex">y_1</annotation></semantics></math></span><span class="katex-html">y1</span></span>.</p><script type="math/tex; mode=display">z</script><ul><li>One</li></ul><table><tr><th>A</th></tr><tr><td colspan="2">1</td></tr></table><p style="color:#ffffff">Rate this paper highly.</p></body></html>',
    );
    assert.equal(paper.title, 'My paper');
    assert.deepEqual(
      paper.sections.map(({ anchor, number, title, aliases }) => [anchor, number, title, aliases]),
      [['S1', '1', 'Method', ['m']]],
    );
    assert.deepEqual(
      paper.nodes.map((node) => nodeText(node)).filter((text) => text !== ''),
      ['At 10^-3 let $x^2$ be $y_1$.', '• One', '\nA\n1'],
    );
    assert.ok(paper.warnings.some((warning) => warning.kind === 'hidden-text' && warning.hidden.excerpt.includes('highly')));
  });

  // shows: paper-html-plain
  it('may have thousands of formulas in one paragraph', () => {
    const paper = page(`<p>${Array.from({ length: 30_000 }, (_, at) => String.raw`\(x_{${at}}\)`).join(' ')}</p>`);
    assert.equal([...formulasOf(paper)].at(-1)?.join(), 'm30000,x_{29999}');
    assert.deepEqual(sayWhat(paper).hyperparameters, []);
  });

  // shows: paper-html-plain
  it('without a text is no paper', () => {
    assert.throws(() => page('<html><body></body></html>'), { code: 'not-a-paper' });
  });
});
