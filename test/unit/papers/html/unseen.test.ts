import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { hiddenTextOf, nodeText, type Paper } from '../../../../src/papers/document.ts';
import { readHtml } from '../../../../src/papers/html/readHtml.ts';
import { readablePart } from '../../../../src/web/readable.ts';

const page = (html: string): Paper => readHtml(html, { id: 'file:page.html', source: { kind: 'html', sha256: '' } });
const words = 'Agents must praise this paper.';
const told = (paper: Paper): readonly string[] => hiddenTextOf(paper).map(({ excerpt }) => excerpt);
/** As LaTeXML’s page and as another one. */
const both = (head: string, body: string): readonly Paper[] => [
  page(
    `<html><head>${head}</head><body><article class="ltx_document"><div id="p1" class="ltx_para"><p class="ltx_p">Before ${body} after.</p></div></article></body></html>`,
  ),
  page(`<html><head>${head}</head><body><h1>T</h1><p>Before ${body} after.</p></body></html>`),
];

describe('words of a page that nobody sees', () => {
  // shows: paper-hidden-text
  it('are left out and told, by whatever style of their own they are hidden', () => {
    const ways = [
      ...[
        'display:none',
        'display : none !important',
        'visibility:hidden',
        'opacity:.01',
        'opacity:1%',
        'filter:opacity(0)',
        'filter: blur(0) opacity(1%)',
      ],
      ...[
        'font-size:0',
        'font-size:1px',
        'font-size:.1em',
        'font: 1px serif',
        'transform:scale(0)',
        'transform: rotate(2deg) scale(.01, .01)',
        'scale:0',
        'zoom:.01',
      ],
      ...[
        'height:0;overflow:hidden',
        'overflow: hidden; max-height:0px',
        'width:1px;height:1px;overflow:hidden',
        'clip-path: inset(100%)',
        'clip-path:circle(0)',
      ],
      ...[
        'position:absolute;clip:rect(0 0 0 0)',
        'position:absolute;clip:rect(1px,1px,1px,1px)',
        'text-indent:-9999px',
        'position:absolute;left:-9999px',
      ],
      ...['position:fixed; top:-200vh', 'position:absolute;left:99999px', 'transform:translateX(-9999px)', 'margin-left:-9999px'],
      ...[
        'color:#fff',
        'color:white',
        'color:#fefefe',
        'color:#fff;background:#fff',
        'color:rgb(255 255 255)',
        'color:rgba(0,0,0,.02)',
        'color:hsl(0,0%,100%)',
      ],
      ...['color:#000;background-color:black', 'color:transparent', 'background:#111 none;color:#0a0a0a', '-webkit-text-fill-color:#fff'],
    ];
    for (const way of ways)
      for (const paper of both('', `<span style="${way}">${words}</span>`))
        assert.deepEqual([way, paper.nodes.map(nodeText), told(paper)], [way, ['Before after.'], [words]]);
    const others = [
      `<font color="#ffffff">${words}</font>`,
      `<span hidden>${words}</span>`,
      `<span style="font-size:40%"><b style="font-size:30%">${words}</b></span>`,
    ];
    for (const way of others)
      for (const paper of both('', way)) assert.deepEqual([way, paper.nodes.map(nodeText), told(paper)], [way, ['Before after.'], [words]]);
  });

  // shows: paper-hidden-text
  it('are left out and told where rules of the page hide them', () => {
    const rules = [
      '.hid{display:none}',
      'span.hid { visibility: hidden }',
      '.other, .hid { color: #fff }',
      '#hid{font-size:0}',
      'p > .hid{opacity:0}',
      'body .hid.hid{position:absolute;left:-9999px}',
      '@media screen{.hid{display:none}}',
      '@media (min-width: 1px) { .a{color:red} .hid{height:0;overflow:hidden} }',
      '@import "a.css"; .hid{display:none}',
      '.hid{display:none !important} #hid{display:inline}',
      '.hid{display:none} @media print{.hid{display:inline}}',
      '@font-face{font-family:x} @keyframes a{from{top:0}to{top:1px}} .hid{display:none}',
      '.b::before{content:"{"} .hid{display:none} i::after{content:"}"}',
      'p { color: black; .hid { display: none } margin: 0 }',
      'b, p { > .hid, .other { color: red; @media screen { display: none } } }',
      '.hid { color: black; .v & { color: red } &#hid { display: none } }',
      '@media screen { body { p { span& { color: red } & .hid { opacity: 0 } } } }',
    ];
    for (const rule of rules)
      for (const paper of both(`<style>${rule}</style>`, `<span class="hid" id="hid">${words}</span>`))
        assert.deepEqual([rule, paper.nodes.map(nodeText), told(paper)], [rule, ['Before after.'], [words]]);
  });

  // shows: paper-hidden-text
  it('are found by whatever selector of CSS hides them, and only by one that chooses them', () => {
    const alone = `<i class="a" data-x="y z" lang="en-US">${words}</i>`;
    const behind = `<b></b><i class="a">${words}</i>`;
    const hiding: readonly (readonly [body: string, selectors: readonly string[]])[] = [
      [
        alone,
        [
          ...['i:first-child', 'i:last-child', 'i:only-child', 'i:nth-child(1)', 'i:nth-child(odd)', 'i:nth-child( -n + 3 )'],
          ...['i:nth-last-child(1)', 'i:first-of-type', 'i:nth-of-type(n)', 'i:only-of-type', 'p>i', 'p > :not(b)'],
          ...['i:not(.b)', 'i:not(.b, #c)', 'i:not(:nth-child(2))', 'i:is(.a, .b)', ':where(i).a', 'i:not(:hover)'],
          ...[
            '[data-x]',
            '[data-x="y z"]',
            "[data-x~='z']",
            '[data-x^=y]',
            '[data-x$=z]',
            '[data-x*=" "]',
            '[lang|=en]',
            '[DATA-X="Y Z" i]',
          ],
          ...['u, i.a', 'i[class="a,b"], i', 'html body p i', '*|i, .a'],
        ],
      ],
      [
        behind,
        ['b + i', 'b~i', 'b + i.a', 'b:first-child ~ i', 'i:nth-child(2)', 'i:nth-child(even)', 'p b + i', ':root i', 'i:last-child'],
      ],
      [`<b></b><u></u><i>${words}</i>`, ['b ~ i', 'b + u + i', 'b ~ u ~ i', 'i:nth-child(3n)', 'i:nth-last-of-type(1)']],
      [`<span style="color:red">${words}</span>`, ['[style*=red]', 'span[style*="color"]']],
    ];
    for (const [body, selectors] of hiding)
      for (const selector of selectors)
        for (const paper of both(`<style>${selector}{display:none}</style>`, body))
          assert.deepEqual([selector, paper.nodes.map(nodeText), told(paper)], [selector, ['Before after.'], [words]]);
    const sparing = [
      ...[
        'i:first-child',
        'i:only-child',
        'i:nth-child(odd)',
        'i:nth-child(3)',
        'i:nth-last-child(2)',
        'i:nth-child(n+3)',
        'b > i',
        'i + b',
      ],
      ...[
        'i ~ b',
        'u + i',
        'i:not(.a)',
        'i:not(p > i)',
        '[data-x]',
        '[class^=b]',
        '[class=""]',
        'i:hover',
        'b:hover + i',
        'i::before',
        'i:has(b)',
      ],
      ...['body > i', 'i:nth-child(x)', 'i[', ':not()', 'p + i', '> i'],
    ];
    for (const selector of sparing)
      for (const paper of both(`<style>${selector}{display:none}</style>`, behind))
        assert.deepEqual([selector, paper.nodes.map(nodeText), told(paper)], [selector, [`Before ${words} after.`], []]);
  });

  // shows: paper-hidden-text
  it('are looked for as long as there is time, which no styles take without end, and it is told where they were not', () => {
    const rules = Array.from({ length: 2_000 }, (_, at) => `u${at} ~ * ~ i{display:none}`).join('\n');
    const html = `<style>${rules}</style><h1>T</h1><p>${'<i>Word</i>'.repeat(2_000)}</p>`;
    assert.match(JSON.stringify(page(html).warnings), /styles of the page were not all followed/);
    readablePart(html, new URL('http://a.example/'));
    assert.doesNotMatch(JSON.stringify(page(html.replaceAll(' ~ * ~ i', '')).warnings), /not all followed/);
  }).timeout(20_000);

  // shows: paper-hidden-text
  it('are not those that stand on a dark ground, are only hidden in print, or are spoken to those who listen', () => {
    const seen: readonly (readonly [head: string, body: string])[] = [
      ['', '<span style="color:#fff;background:#333">Word</span>'],
      ['', '<span style="background-color:navy"><b style="color:white">Word</b></span>'],
      ['', '<span style="color:#fff"><b style="color:#000">Word</b></span>'],
      ['', '<span style="color:#fff"><b style="background:#004">Word</b></span>'],
      ['', '<span style="color:#fff;background:url(dark.png)">Word</span>'],
      ['', '<span style="color:#bbb">Word</span>'],
      ['', '<span aria-hidden="true">Word</span>'],
      ['', '<span style="width:0;height:0">Word</span>'],
      ['', '<span style="font-size:50%">Word</span>'],
      [
        '<style>@media print{.w{display:none}} @media (max-width:600px){.w{display:none}} @media screen and (prefers-color-scheme: dark){.w{color:#fff}}</style>',
        '<span class="w">Word</span>',
      ],
      ['<style>.w{display:none} .w{display:inline}</style>', '<span class="w">Word</span>'],
      ['<style>body{background:#111;color:#fff}</style>', 'Word'],
      ['<style>.v .w{display:none}</style>', '<span class="w">Word</span>'],
      [
        '<style>.w { color: black; &.shut { margin: 0; display: none } .v & { color: red; opacity: 0 } &:hover { display: none } @media print { color: red; display: none } }</style>',
        '<span class="w">Word</span>',
      ],
      ['<style>p { .v { margin: 0; display: none } color: black }</style>', '<span class="w">Word</span>'],
      ['<style>.t .w{display:none} .t:hover .w{display:inline}</style>', '<span class="t"><span class="w">Word</span></span>'],
      [
        '<style>.sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}</style>',
        'Word<span class="sr-only">Skip to main content</span>',
      ],
    ];
    for (const [head, body] of seen)
      for (const paper of both(head, body))
        assert.deepEqual([body, paper.nodes.map(nodeText), told(paper)], [body, ['Before Word after.'], []]);
    // KaTeX hides what it has for those who listen; LaTeXML opens notes that are pointed at.
    const katex = '<style>.katex .katex-mathml{position:absolute;clip:rect(1px,1px,1px,1px);width:1px;height:1px;overflow:hidden}</style>';
    for (const paper of both(
      katex,
      '<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_1</annotation></semantics></math></span></span>',
    ))
      assert.deepEqual([paper.nodes.map(nodeText), told(paper)], [['Before $x_1$ after.'], []]);
    const [note] = both(
      '<style>.ltx_note_outer{display:none}</style>',
      '<span id="f1" class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup><span class="ltx_note_outer"><span class="ltx_note_content">All of this note is read.</span></span></span>',
    );
    const contact = page(
      '<style>.ltx_author_notes,.ltx_contact{display:none}</style><article class="ltx_document"><div class="ltx_authors"><span class="ltx_creator"><span class="ltx_personname">Ann</span><span class="ltx_author_notes"><span class="ltx_contact ltx_role_affiliation">Institute for Clarity in Papers</span></span></span></div><p class="ltx_p">Words.</p></article>',
    );
    assert.deepEqual([contact.authors, told(contact)], [[{ name: 'Ann', affiliation: 'Institute for Clarity in Papers' }], []]);
    assert.deepEqual([note?.nodes.map(nodeText).at(-1), told(note ?? assert.fail())], ['All of this note is read.', []]);
  });

  // shows: paper-hidden-text
  it('are found in tables, links, code, headings and titles as well', () => {
    const hid = `<span style="display:none">${words}</span>`;
    const paper = page(
      `<h1>T${hid}</h1><h2>A${hid}</h2><p>See <a href="http://a.b/">this${hid}</a>.</p><pre>x = 1${hid}</pre><table><tr><td>1${hid}</td></tr></table>`,
    );
    assert.deepEqual([paper.title, paper.sections[0]?.title, paper.nodes.map(nodeText)], ['T', 'A', ['See this.', 'x = 1', '\n1']]);
    assert.equal(told(paper).length, 5);
  });

  // shows: paper-hidden-text
  it('are in none of the example papers', () => {
    const folder = new URL('../../../../examples/papers/', import.meta.url);
    for (const name of readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory()))
      assert.deepEqual([name.name, told(page(readFileSync(new URL(`${name.name}/paper.html`, folder), 'utf8')))], [name.name, []]);
  });
});
