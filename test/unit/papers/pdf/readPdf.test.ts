import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { nodeText, type Paper, plainText } from '../../../../src/papers/document.ts';
import { readPdf } from '../../../../src/papers/pdf/readPdf.ts';
import { at, paragraph, writePdf } from './pdfWriter.ts';

const id = 'file:paper.pdf';
const fixtures = path.resolve('test/fixtures/papers/pdf');

interface Truth {
  readonly words: string;
  readonly sections: readonly (readonly [level: number, title: string])[];
  readonly tables: readonly { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }[];
  readonly inline: number;
  readonly equations: number;
  readonly algo: readonly string[];
  readonly refs: number;
}

describe('a two-column paper as PDF', () => {
  let paper: Paper;
  let truth: Truth;

  before(async () => {
    paper = await readPdf(new Uint8Array(await readFile(path.join(fixtures, 'ieee.pdf'))), { id, from: 'paper.pdf' });
    truth = JSON.parse(await readFile(path.join(fixtures, 'ieee.truth.json'), 'utf8'));
  });

  // shows: pdf-words
  it('gives its words in the order they are read, hyphens joined, past floats, columns and pages', () => {
    const read = wordsOf(
      paper.nodes
        .filter(({ kind }) => kind === 'paragraph')
        .map(nodeText)
        .join(' '),
    );
    assert.deepEqual(read, wordsOf(truth.words));
  });

  // shows: pdf-headings
  it('gives its headings with number, level and place', () => {
    const read = paper.sections.filter(({ anchor }) => anchor !== 'abstract').map(({ level, title }) => [level, title.toLowerCase()]);
    assert.deepEqual(
      read,
      truth.sections.map(([level, title]) => [level, title.toLowerCase()]),
    );
    const [, first, second] = paper.sections;
    assert.deepEqual([first?.anchor, first?.number, second?.anchor], ['S1', 'I', 'S2']);
    assert.equal(paper.sections.find(({ title }) => title === 'Loss Balancing')?.anchor, 'S4.SS1');
  });

  it('takes bold words that head a paragraph for its heading, and no label or emphasis', async () => {
    const { sections } = await readPdf(new Uint8Array(await readFile(path.join(fixtures, 'runIn.pdf'))), { id: 'file:runIn.pdf' });
    assert.deepEqual(
      sections.map(({ level, title, parent }) => [level, title, parent]),
      [
        [1, 'Training', undefined],
        [4, 'Optimizer', 'S1'],
        [4, 'Data and splits', 'S1'],
        [1, 'Results', undefined],
        [4, 'What is left open?', 'S2'],
      ],
    );
  });

  // shows: pdf-formulas-flagged
  it('flags every formula with its place and says none', () => {
    const displays = paper.nodes.filter((node) => node.kind === 'equation');
    assert.equal(displays.length, truth.equations);
    assert.deepEqual(
      displays.map(({ number }) => number),
      Array.from({ length: truth.equations }, (_, index) => String(index + 1)),
    );
    const inline = paper.nodes.flatMap((node) => ('content' in node ? node.content : [])).filter((piece) => piece.kind === 'math');
    assert.equal(inline.length, truth.inline);
    for (const formula of [...displays, ...inline]) {
      assert.equal(formula.tex, null);
      assert.equal(formula.unreadable, 'only in the PDF');
    }
    for (const { place } of displays) assert.ok(place?.kind === 'page' && place.box[2] > 20 && place.box[3] > 5, 'a box to cut out');
  });

  // shows: pdf-tables
  it('gives tables as cells, algorithms by line and the list of references', () => {
    const tables = paper.nodes.filter((node) => node.kind === 'table');
    assert.deepEqual(
      tables.map(({ rows }) => rows.map((row) => row.map(({ content }) => plainText(content)))),
      truth.tables.map(({ head, rows }) => [head, ...rows]),
    );
    assert.ok(tables.every(({ rows }) => rows[0]?.every(({ isHeader }) => isHeader) && rows[1]?.every(({ isHeader }) => !isHeader)));
    const [algorithm] = paper.nodes.filter((node) => node.kind === 'algorithm');
    assert.deepEqual(
      algorithm?.lines.slice(1).map(({ content }) => plainText(content)),
      truth.algo,
    );
    assert.equal(paper.references.length, truth.refs);
    assert.equal(paper.title, 'Sparse Adaptive Routing Networks 3');
    assert.deepEqual(paper.authors, [{ name: 'A. Author' }]);
  });
});

describe('what a page hides', () => {
  // shows: pdf-hidden-text
  it('is told and never read: white, tiny, off the page, invisible, covered', async () => {
    const seen = paragraph(72, 700, ['Seen words stand here and there.', 'They go on for a second line.']);
    const white = `1 1 1 rg ${at(72, 600, 'white orders')} 0 g`;
    const tiny = at(72, 580, 'tiny orders', { size: 1 });
    const away = at(72, 900, 'distant orders');
    const invisible = `BT 3 Tr /F1 10 Tf 72 560 Td (invisible orders) Tj 0 Tr ET`;
    const covered = `${at(72, 540, 'covered orders')} 1 1 1 rg 60 530 200 20 re f 0 g`;
    const onDark = `0 0 0.4 rg 60 490 200 20 re f 1 1 1 rg ${at(72, 496, 'White letters on dark blue are seen.')} 0 g`;
    const round = '0 0 0.4 rg 60 440 m 260 440 l 270 450 270 455 260 460 c 60 460 l h f 1 1 1 rg ';
    const onRound = `${round}${at(72, 446, 'So are those on a round box.')} 0 g`;
    const content = [seen, white, tiny, away, invisible, covered, onDark, onRound].join('\n');
    const paper = await readPdf(writePdf({ pages: [content] }), { id });
    const text = paper.nodes.map(nodeText).join('\n');
    assert.match(text, /Seen words stand here and there\. They go on/);
    assert.match(text, /White letters on dark blue/);
    assert.match(text, /So are those on a round box/);
    assert.doesNotMatch(text, /orders/);
    const hidden = paper.warnings.flatMap((warning) =>
      warning.kind === 'hidden-text' ? [`${warning.hidden.kind}: ${warning.hidden.excerpt}`] : [],
    );
    assert.deepEqual(hidden, [
      'white: white orders',
      'tiny: tiny orders',
      'off-page: distant orders',
      'invisible: invisible orders covered orders',
    ]);
  });

  // shows: pdf-hidden-text
  it('is a running head only where it returns at its height', async () => {
    const page = (number: number) =>
      [
        at(72, 750, 'A. Author and B. Author', { size: 8 }),
        paragraph(72, 700, [
          `${'abcd'.charAt(number).repeat(5)} begins with other words than the rest of them`,
          `and goes on ${'efgh'.charAt(number).repeat(4)} to its end.`,
        ]),
        at(300, 40, String(number)),
      ].join('\n');
    const paper = await readPdf(writePdf({ pages: [0, 1, 2, 3].map(page) }), { id });
    const text = paper.nodes.map(nodeText).join('\n');
    assert.doesNotMatch(text, /B\. Author|^\d$/m);
    assert.equal(text.match(/begins with other words/g)?.length, 4);
  });
});

describe('formulas within a sentence', () => {
  // shows: pdf-formulas-flagged
  it('take their numbers, brackets and functions with them and leave the words', async () => {
    const fonts = ['CMR10', 'CMMI10', 'CMSY10', 'CMR7'];
    // “We set b2 = 0.9 (see below) and f(3) here.”: a letter, a lowered digit, a relation and a number; a function of a number.
    const content = [
      at(72, 700, 'We set'),
      at(107, 700, 'b', { font: 2 }),
      at(112, 698.5, '2', { font: 4, size: 7 }),
      at(118.5, 700, '='),
      at(126.5, 700, '0'),
      at(131.5, 700, '.', { font: 2 }),
      at(136.5, 700, '9'),
      at(145, 700, '(see below) and'),
      at(225, 700, 'f', { font: 2 }),
      at(230, 700, '(3)'),
      at(250, 700, 'here with 10'),
      at(310, 704, '2', { font: 4, size: 7 }),
      at(317, 700, 'steps.'),
      at(72, 688, 'The second line of this paragraph has no formula in it.'),
    ].join('\n');
    const paper = await readPdf(writePdf({ pages: [content], fonts }), { id });
    assert.equal(
      paper.nodes.map(nodeText).join('\n'),
      'We set [formula] (see below) and [formula] here with [formula] steps. The second line of this paragraph has no formula in it.',
    );
  });
});

describe('a PDF that is not a paper to read', () => {
  // shows: pdf-bad-input
  it('is refused with the next step where it is encrypted, and where it is no PDF', async () => {
    const trailer = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'61'.repeat(32)}> /U <${'62'.repeat(32)}> >> /ID [<31> <31>]`;
    const encrypted = writePdf({ pages: [at(72, 700, 'Secret.')], trailer });
    await assert.rejects(readPdf(encrypted, { id }), { code: 'pdf-encrypted', hint: /without the password/ });
    await assert.rejects(readPdf(Buffer.from('<html>Not found</html>'), { id }), { code: 'pdf-unreadable', hint: /Download it again/ });
  });

  // shows: pdf-bad-input
  it('says of every page without text that it is a picture, and shows it whole', async () => {
    const paper = await readPdf(writePdf({ pages: [paragraph(72, 700, ['One page has words.']), '0.5 g 50 50 500 700 re f'] }), { id });
    assert.deepEqual(
      paper.nodes.map(({ kind, anchor }) => [kind, anchor]),
      [
        ['paragraph', 'p1.b1'],
        ['figure', 'p2.scan'],
      ],
    );
    assert.deepEqual(paper.nodes[1]?.place, { kind: 'page', page: 2, box: [0, 0, 612, 792] });
    assert.ok(paper.warnings.some((warning) => warning.kind === 'unread' && /^Page 2 has no text/.test(warning.message)));
  });

  // shows: pdf-bad-input
  it('says so once of all pages that follow each other, with what to do', async () => {
    const scan = '0.5 g 50 50 500 700 re f';
    const paper = await readPdf(writePdf({ pages: [scan, scan, scan, paragraph(72, 700, ['One page has words.']), scan] }), { id });
    const next = 'in the reader, or open another source of the paper: its arXiv id, its LaTeX or a page.';
    assert.deepEqual(paper.warnings, [
      { kind: 'unread', message: `Pages 1 to 3 have no text: they are pictures, probably scans. Look at them ${next}`, anchor: 'p1' },
      { kind: 'unread', message: `Page 5 has no text: it is a picture, probably a scan. Look at it ${next}`, anchor: 'p5' },
    ]);
  });

  // shows: pdf-bad-input
  it('is refused where it unpacks to what no paper holds, and ends before a page that draws without end', async () => {
    const packed = deflateSync(deflateSync(Buffer.alloc(257 * 2 ** 20)));
    const bomb = `%PDF-1.5\n4 0 obj\n<< /Length ${packed.length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n${packed.toString('latin1')}\nendstream\nendobj\n`;
    await assert.rejects(readPdf(Buffer.from(bomb, 'latin1'), { id }), { code: 'pdf-too-much', message: /unpacks to more than 256 MB/ });
    const endless = 'q Q '.repeat(1_600_000);
    const first = paragraph(72, 700, ['The first page is read.']);
    const paper = await readPdf(writePdf({ pages: [first, endless, first] }), { id });
    assert.equal(paper.nodes.map(nodeText).join(), 'The first page is read.');
    assert.deepEqual(paper.warnings, [
      {
        kind: 'unread',
        message: 'Page 2 of this PDF draws more than any page of a paper does: it and what follows were not read.',
        anchor: 'p2',
      },
    ]);
    await assert.rejects(readPdf(writePdf({ pages: [endless] }), { id }), { code: 'pdf-too-much', hint: /arXiv id/ });
  });

  // shows: pdf-bad-input
  it('is read all the same where its cross-reference table is wrong', async () => {
    const paper = await readPdf(writePdf({ pages: [paragraph(72, 700, ['Found without its table.'])], startxref: 7 }), { id });
    assert.equal(paper.nodes.map(nodeText).join(), 'Found without its table.');
  });

  // shows: pdf-bad-input
  it('may have four hundred pages: others get their turn between them, and it can be stopped', async () => {
    const pages = Array.from({ length: 400 }, (_, index) =>
      paragraph(72, 700, [`Of ${wordFor(index)} there is this to say, over a line and a`, `half ${wordFor(index)}.`]),
    );
    let turns = 0;
    let isReading = true;
    const count = () => {
      turns++;
      if (isReading) setImmediate(count);
    };
    setImmediate(count);
    const paper = await readPdf(writePdf({ pages }), { id }).finally(() => {
      isReading = false;
    });
    assert.equal(paper.nodes.length, 400);
    assert.ok(turns >= 400);
    await assert.rejects(readPdf(writePdf({ pages }), { id }, AbortSignal.abort()), { name: 'AbortError' });
  });
});

/** Another word for every number: what returns with other digits is a running head. */
function wordFor(index: number): string {
  return [...String(index)].map((digit) => 'abcdefghjk'.charAt(Number(digit))).join('');
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .replaceAll('[formula]', ' ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  );
}
