import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { markdownOf } from '../../../src/web/markdown.ts';
import { readablePart } from '../../../src/web/readable.ts';

const base = new URL('https://example.org/a/');
const markdown = (html: string): string => readablePart(html, base).pieces.map(markdownOf).join('\n\n');

describe('the readable part of a page', () => {
  const cases: readonly (readonly [html: string, expected: string])[] = [
    ['<p>one<p>two', 'one\n\ntwo'],
    ['<p>a < b &lt; c', 'a < b < c'],
    ['<p>x<script>if (a < b) "</p>"</script>y', 'xy'],
    ['<p>x<style>p{}</style></p><svg><title>no</title><text>no</text></svg>y', 'x\n\ny'],
    ['<div><b>bold</i></b></div></div></p>after', '**bold**\n\nafter'],
    ['<a href=/x title=">">q</a>', '[q](https://example.org/x)'],
    ["<a href='data:text/html,x'>q</a>", 'q'],
    ['<img alt="A chart" src="c.png">', '![A chart](https://example.org/a/c.png)'],
    ['<button>Copy</button><p>text', 'text'],
    ['<div role=navigation>menu</div><p>text', 'text'],
    ['<ol><li>a<li>b</ol>', '1. a\n2. b'],
    ['text without any element', 'text without any element'],
    ['', ''],
  ];
  for (const [html, expected] of cases)
    it(`of ${JSON.stringify(html)} is ${JSON.stringify(expected)}`, () => assert.equal(markdown(html), expected));

  it('is what stands in main or article, where that is most of it', () => {
    const long = 'Words that people read. '.repeat(20);
    assert.equal(markdown(`<div>Before</div><article><p>${long}</article><div>After</div>`), long.trim());
    assert.match(markdown(`<div>${long}</div><article>Short</article>`), /Words that people read/);
  });

  it('comes in pieces that hold all of it, in order', () => {
    const html = Array.from({ length: 6_000 }, (_, index) => `<div><p>paragraph ${index}</p></div>`).join('');
    const { pieces } = readablePart(`<body><section>${html}</section>`, base);
    assert.ok(pieces.length > 5 && pieces.every((piece) => piece.length < 20_000), pieces.map(({ length }) => length).join());
    const found = [
      ...pieces
        .map(markdownOf)
        .join('\n')
        .matchAll(/paragraph (\d+)/g),
    ].map(([, index]) => Number(index));
    assert.deepEqual(
      found,
      Array.from({ length: 6_000 }, (_, index) => index),
    );
  });

  it('is well-formed and without anything that runs, whatever it is made of', () => {
    const token = fc.constantFrom(
      '<p>',
      '</p>',
      '<div style="display:none">',
      '</div>',
      '<script>',
      '</script>',
      '<a href="javascript:x">',
      '</a>',
      '<!--',
      '-->',
      '<li>',
      '<table><tr><td>',
      '</table>',
      '<b onclick="x()">',
      'text',
      '<',
      '>',
      '"',
      '<img src=x onerror=y>',
      '&amp;',
      '<pre><code>',
      '</pre>',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), (tokens) => {
        const { pieces } = readablePart(tokens.join(''), base);
        for (const piece of pieces) {
          assert.doesNotMatch(piece, /<script|javascript:|onclick|onerror|<!--/);
          assertWellFormed(piece);
        }
      }),
    );
  });

  // shows: lookup-page
  it('is without what a rule of the page hides, by whatever selector', () => {
    const shown = (selector: string): string =>
      markdown(`<style>${selector}{display:none}</style><div><b>One</b><p class="a" data-x="y">Two</p><p>Three</p></div>`).replaceAll(
        /\s+/g,
        ' ',
      );
    const without = (...selectors: readonly string[]): readonly string[] => selectors.map(shown);
    for (const text of without('b:first-child', 'b:nth-child(1)', 'div > b', ':not(div):not(p)', 'b:only-of-type'))
      assert.equal(text, 'Two Three');
    for (const text of without('b + p', '.a', '[data-x]', '[data-x^=y]', 'p:nth-child(2)', 'p:first-of-type', 'p:nth-last-child(2)'))
      assert.equal(text, '**One** Three');
    for (const text of without('p:last-child', 'p + p', 'b ~ p:not(.a)', 'p:nth-last-of-type(1)', 'p:nth-child(3n)'))
      assert.equal(text, '**One** Two');
    for (const text of without('p:first-child', 'b:last-child', 'p + b', 'div:hover > p', 'p::before', 'p:only-child'))
      assert.equal(text, '**One** Two Three');
  });
});

function assertWellFormed(html: string): void {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (['img', 'br', 'hr'].includes(name)) continue;
    if (slash === '') open.push(name);
    else assert.equal(open.pop(), name, html);
  }
  assert.deepEqual(open, [], html);
}
