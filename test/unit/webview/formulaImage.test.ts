import assert from 'node:assert/strict';
import { pictureMarkdown } from '../../../src/editor/traceText.ts';
import { imageOf } from '../../../webview-ui/reproduction/formulas/image.ts';

const css = [
  '@font-face{font-family:KaTeX_Main;font-style:normal;font-weight:700;src:url("./paper-fonts/KaTeX_Main-Bold.woff2")}',
  '@font-face{font-family:KaTeX_Main;font-style:normal;font-weight:400;src:url("./paper-fonts/KaTeX_Main-Regular.woff2")}',
  '@font-face{font-family:KaTeX_Math;font-style:italic;font-weight:400;src:url("./paper-fonts/KaTeX_Math-Italic.woff2")}',
  '@font-face{font-family:KaTeX_AMS;font-style:normal;font-weight:400;src:url("./paper-fonts/KaTeX_AMS-Regular.woff2")}',
  '.katex{font:1.21em KaTeX_Main}.katex .mathnormal{font-family:KaTeX_Math;font-style:italic}.katex .amsrm,.katex .mathbb{font-family:KaTeX_AMS}',
].join('');
const look = { css, color: '#cccccc', font: (file: string) => file.replaceAll(/\W/g, '') };
const sizeOf = (tex: string): readonly number[] => {
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(imageOf(tex, look) ?? '') ?? [];
  return [Number(width), Number(height)];
};

describe('A formula as a picture', () => {
  // shows: trace-hover-drawn
  it('holds the fonts and rules that it needs and no other, and is as large as what is drawn', () => {
    const svg = imageOf('a + \\mathbb{E}_x', look) ?? '';
    assert.match(svg, /base64,KaTeX_MainRegularwoff2.*base64,KaTeX_MathItalicwoff2/);
    assert.doesNotMatch(svg, /MainBold|AMS/);
    assert.match(svg, /𝔼/u);
    assert.ok((sizeOf('a + b + c')[0] ?? 0) > (sizeOf('a + b')[0] ?? 0));
    assert.ok((sizeOf('\\frac{a}{b}')[1] ?? 0) > 1.5 * (sizeOf('a')[1] ?? 0));
    assert.ok((sizeOf('\\begin{split} a &= b \\\\ &= c \\end{split}')[1] ?? 0) > 1.8 * (sizeOf('a')[1] ?? 0));
    assert.ok((sizeOf('\\operatorname{softmax}')[0] ?? 0) > 60, 'a word is as wide as its letters');
  });

  // shows: trace-hover-drawn
  it('is none where it cannot be drawn as it is: what is broken, unknown, at the edge of a page, or leads elsewhere', () => {
    for (const tex of ['x^', '\\unknown', '\\href{https://example.org}{x}', 'a \\tag{1}']) assert.equal(imageOf(tex, look), undefined, tex);
  });

  // shows: trace-hover-drawn
  it('stands in Markdown as one picture whatever its words are, and not at all where the editor would cut it', () => {
    const markdown = pictureMarkdown('<svg a="(1)">𝔼 %</svg>', 'a](b) `c`\n![x]') ?? '';
    assert.match(markdown, /^!\[[^\n]*\]\(data:image\/svg\+xml,[\w%+/=:;,.'-]+\)$/);
    assert.equal(decodeURIComponent(markdown.slice(markdown.indexOf('xml,') + 4, -1)), `<svg a='(1)'>𝔼 %</svg>`);
    assert.equal(pictureMarkdown('x'.repeat(100_000), 'x'), undefined);
  });
});
