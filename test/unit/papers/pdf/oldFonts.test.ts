import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { plainText } from '../../../../src/papers/document.ts';
import { fontTraits } from '../../../../src/papers/pdf/fonts.ts';
import type { Glyph } from '../../../../src/papers/pdf/marks.ts';
import { readPdf } from '../../../../src/papers/pdf/readPdf.ts';
import { toldFonts } from '../../../../src/papers/pdf/unnamedFonts.ts';
import { at, paragraph, writePdf } from './pdfWriter.ts';

/** Glyphs side by side, apart where a blank stands. */
function set(text: string, name: string, size = 10): readonly Glyph[] {
  const font = { ...fontTraits(''), name, isUnnamed: true };
  return [...text].flatMap((one, index): readonly Glyph[] =>
    one === ' '
      ? []
      : [{ text: one, x0: 5 * index, x1: 5 * index + 5, y: 100, size, font, isInPicture: false, isUpright: true, order: index }],
  );
}

function told(...glyphs: readonly Glyph[]): readonly (readonly [text: string, isMath: boolean])[] {
  const [read = []] = toldFonts([glyphs]);
  const fonts = [...new Set(read.map(({ font }) => font))];
  return fonts.map((font) => [
    read
      .filter((glyph) => glyph.font === font)
      .map(({ text }) => text)
      .join(''),
    font.isMath,
  ]);
}

describe('fonts that say nothing of themselves', () => {
  // shows: pdf-unnamed-fonts
  it('set text where their letters stand in words, with TeX’s ligatures by number', () => {
    assert.deepEqual(told(...set('e\x0ecient con\x0cguration', 'f1')), [['efficientconfiguration', false]]);
    assert.deepEqual(told(...set('e\x1ecient con\x1cguration', 'f1')), [['efficientconfiguration', false]]);
    assert.deepEqual(told(...set('with "quotes" and {braces', 'f1')), [['with"quotes"and{braces', false]]);
  });

  // shows: pdf-unnamed-fonts
  it('set formulas where they do not, whatever characters their numbers would be', () => {
    const [text, variables, signs, raised] = told(
      ...set('words of the text as they are', 'f1'),
      ...set('x y z d', 'f2'),
      ...set('2 2 1', 'f3'),
      ...set('2', 'f4', 7),
    );
    assert.deepEqual([text?.[1], variables?.[1], signs?.[1], raised?.[1]], [false, true, true, false]);
  });
});

describe('a heading with a formula in a PDF', () => {
  // shows: pdf-headings
  it('keeps the word that is joined to it', async () => {
    const body = paragraph(
      72,
      600,
      Array.from({ length: 8 }, () => 'Words of running text that fill the line as they do in a paper.'),
    );
    const heading = `${at(72, 640, '2 Data and', { font: 2, size: 14 })}\n${at(149, 640, 'b', { font: 3, size: 14 })}\n${at(156, 640, '-VAE', { font: 2, size: 14 })}`;
    const first = `${at(72, 740, '1 Introduction', { font: 2, size: 14 })}\n${paragraph(72, 715, ['Some words of the first section stand here, and more of them.'])}`;
    const paper = await readPdf(writePdf({ pages: [`${first}\n${heading}\n${body}`], fonts: ['Times-Roman', 'Times-Bold', 'CMMI10'] }), {
      id: 'file:p.pdf',
    });
    assert.deepEqual(
      paper.sections.map(({ title }) => title),
      ['Introduction', 'Data and [formula]-VAE'],
    );
  });
});

describe('a table in a PDF', () => {
  // shows: pdf-tables
  it('has heads apart that stand as close as words do, each over its column', async () => {
    const rule = (y: number): string => `72 ${y} 140 0.5 re f`;
    const row = (y: number, cells: readonly (readonly [x: number, text: string])[]): string =>
      cells.map(([x, text]) => at(x, y, text)).join('\n');
    const content = [
      at(72, 700, 'Table 1: Results of all of the methods.'),
      ...[rule(692), rule(676), rule(640)],
      row(680, [
        [72, 'Method'],
        [132, 'Accuracy'],
        [175, 'Loss'],
      ]),
      row(664, [
        [72, 'Baseline'],
        [142, '91.2'],
        [175, '0.31'],
      ]),
      row(648, [
        [72, 'Ours'],
        [142, '92.4'],
        [175, '0.27'],
      ]),
      paragraph(
        72,
        600,
        Array.from({ length: 8 }, () => 'Words of running text that fill the line as they do in a paper.'),
      ),
    ].join('\n');
    const paper = await readPdf(writePdf({ pages: [content] }), { id: 'file:p.pdf' });
    const table = paper.nodes.find((node) => node.kind === 'table');
    assert.deepEqual(table?.kind === 'table' ? table.rows.map((each) => each.map((cell) => plainText(cell.content))) : [], [
      ['Method', 'Accuracy', 'Loss'],
      ['Baseline', '91.2', '0.31'],
      ['Ours', '92.4', '0.27'],
    ]);
  });
});
