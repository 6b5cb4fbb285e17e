import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nodeText, type Paper, plainText } from '../../../../src/papers/document.ts';
import { readHtml } from '../../../../src/papers/html/readHtml.ts';

function read(body: string): Paper {
  const html = `<!DOCTYPE html><html><body><article class="ltx_document"><section id="S1" class="ltx_section"><h2 class="ltx_title ltx_title_section"><span class="ltx_tag">1 </span>A</h2>${body}</section></article></body></html>`;
  return readHtml(Buffer.from(html), { id: 'file:p.html', source: { kind: 'html', sha256: '' } });
}

function cells(paper: Paper): readonly (readonly string[])[] {
  return paper.nodes.flatMap((node) => (node.kind === 'table' ? node.rows.map((row) => row.map((cell) => plainText(cell.content))) : []));
}

describe('A page of LaTeXML', () => {
  // shows: paper-pictures-alone
  it('keeps pictures outside of figures, in a sentence and by themselves, under their addresses', () => {
    const picture = (id: string, src: string): string => `<img src="${src}" id="${id}" class="ltx_graphics" alt="">`;
    const paper = read(
      `<div id="S1.p1" class="ltx_para"><p class="ltx_p">Words with ${picture('S1.p1.g1', 'icon.png')} in them.</p></div><div id="S1.p2" class="ltx_para ltx_align_center">${picture('S1.p2.g1', 'one.png')}</div><figure id="S1.F1" class="ltx_figure">${picture('S1.F1.g1', 'two.png')}<figcaption class="ltx_caption">F ${picture('S1.F1.g2', 'three.png')}</figcaption></figure>`,
    );
    assert.deepEqual(
      paper.nodes.map((node) => [node.anchor, node.kind === 'figure' ? node.images : nodeText(node)]),
      [
        ['S1.p1', 'Words with in them.'],
        ['S1.p1.g1', ['icon.png']],
        ['S1.p2.g1', ['one.png']],
        ['S1.F1', ['two.png', 'three.png']],
      ],
    );
  });

  // shows: paper-html-apart
  it('keeps apart the rows of a table within a cell', () => {
    const row = (text: string): string => `<span class="ltx_tr"><span class="ltx_td">${text}</span></span>`;
    const paper = read(
      `<figure id="S1.T1" class="ltx_table"><figcaption class="ltx_caption"><span class="ltx_tag">Table 1: </span>C.</figcaption><table class="ltx_tabular"><tr class="ltx_tr"><td class="ltx_td">a</td><td class="ltx_td"><span class="ltx_tabular">${row('2')}${row('3')}</span></td></tr></table></figure>`,
    );
    assert.deepEqual(cells(paper), [['a', '2 3']]);
  });

  // shows: paper-html-apart
  it('keeps words of drawings out of sentences, and frames around paragraphs in them', () => {
    const drawn = '<svg class="ltx_picture"><text>5</text></svg>';
    const framed =
      '<svg class="ltx_picture"><foreignObject><span class="ltx_minipage"><span class="ltx_p">Said in a box.</span></span></foreignObject></svg>';
    const paper = read(`<div class="ltx_para" id="S1.p1"><p class="ltx_p">Batches of 3${drawn} are used. ${framed}</p></div>`);
    assert.deepEqual(paper.nodes.map(nodeText), ['Batches of 3 are used. Said in a box.']);
  });

  // shows: paper-html-apart
  it('has comments of algorithms apart from their steps', () => {
    const paper = read(
      '<figure id="alg1" class="ltx_float ltx_algorithm"><figcaption class="ltx_caption"><span class="ltx_tag">Algorithm 1 </span>C</figcaption><div class="ltx_listing"><div class="ltx_listingline" id="alg1.l1"><span class="ltx_tag ltx_tag_listingline">1:</span>step<span style="float:right;">▷ note</span></div></div></figure>',
    );
    assert.deepEqual(
      paper.nodes.flatMap((node) => (node.kind === 'algorithm' ? node.lines.map(({ content }) => plainText(content)) : [])),
      ['step ▷ note'],
    );
  });

  // shows: paper-html-listings
  it('has the code of listings under their captions, without the numbers of its lines', () => {
    const lines =
      '<div class="ltx_listingline"><span class="ltx_tag ltx_tag_listingline">1</span>x = 1</div><div class="ltx_listingline"><span class="ltx_tag ltx_tag_listingline">2</span>y = 2</div>';
    const kept = `<div class="ltx_listing_data"><a href="data:text/plain;base64,${Buffer.from('a\tb\n').toString('base64')}">⬇</a></div>`;
    const paper = read(
      `<figure id="LST1" class="ltx_float ltx_lstlisting"><figcaption class="ltx_caption"><span class="ltx_tag">Listing 1: </span>Code</figcaption><div class="ltx_listing ltx_lstlisting">${lines}</div></figure><div class="ltx_para" id="S1.p1"><div class="ltx_listing ltx_lstlisting">${kept}<div class="ltx_listingline">a b</div></div></div>`,
    );
    assert.deepEqual(
      paper.nodes.map((node) => [node.kind, nodeText(node)]),
      [
        ['listing', 'Code\nx = 1\ny = 2'],
        ['listing', 'a\tb'],
      ],
    );
  });
});
