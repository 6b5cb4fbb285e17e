import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { nodeText } from '../../../../src/papers/document.ts';
import { type OpenedPaper, openPaper, requireBody } from '../../../../src/papers/readPaper.ts';
import { decodeText } from '../../../../src/papers/sources/decodeText.ts';
import { parseGiven } from '../../../../src/papers/sources/given.ts';
import { formatOf, nameDoubts } from '../../../../src/papers/sources/sniff.ts';
import { createTurn } from '../../../../src/papers/sources/turn.ts';
import { unpackSource } from '../../../../src/papers/sources/unpack.ts';
import { makeTar } from '../../../doubles/papers/makeTar.ts';
import { type PaperServices, startPaperServices } from '../../../doubles/papers/papers.ts';
import type { StoredPaper } from '../../../doubles/papers/stored.ts';
import { neverAborted, useTemporaryFolder } from '../../workspace/temporary.ts';
import { parseHere } from './readers.ts';
import { libraryOf, noSleep } from './support.ts';

const page = '<!DOCTYPE html><html><body><h1>Sign in</h1><p>Please confirm that you are no robot.</p></body></html>';
const lora: StoredPaper = { arxiv: '2106.09685', version: 2, title: 'Low-Rank Adapters', abstract: 'Adapters of low rank.' };
const pdf = Buffer.from('%PDF-1.5\nFrom PDF.');

describe('what services send in place of a paper', () => {
  const folder = useTemporaryFolder();
  let services: PaperServices;
  beforeEach(async () => {
    services = await startPaperServices();
  });
  afterEach(() => services.close());

  async function open(text: string): Promise<OpenedPaper> {
    return await openPaper({ ...libraryOf(services, folder.path), parse: parseHere }, parseGiven(text), { signal: neverAborted });
  }
  const textOf = ({ paper }: OpenedPaper): string => paper.nodes.map(nodeText).join('\n');
  const messages = ({ paper }: OpenedPaper): readonly string[] =>
    paper.warnings.flatMap((warning) => ('message' in warning ? [warning.message] : []));

  // shows: paper-services-away
  it('is not taken for the paper, nor kept: pages where a PDF or LaTeX was asked for', async () => {
    services.papers.push({ ...lora, eprint: Buffer.from(page), pdf: Buffer.from(page) });
    const opened = await open('2106.09685');
    assert.equal(textOf(opened), 'Adapters of low rank.');
    assert.throws(() => requireBody(opened.paper), {
      message: /127\.0\.0\.1:\d+ sent a web page in place of the PDF\. Download it in a browser and open the file\.$/,
    });
    services.papers[0] = { ...lora, pdf };
    assert.equal(textOf(await open('2106.09685')), 'From PDF.');

    services.files.set('/landing', { body: page, type: 'text/html' });
    services.papers.push({ doi: '10.1000/open', title: 'Open', abstract: 'Only this.', openPdf: `${services.url('files')}/landing` });
    const landed = await open('10.1000/open');
    assert.equal(textOf(landed), 'Only this.');
    assert.throws(() => requireBody(landed.paper), { code: 'paper-body-unread' });
  });

  // shows: paper-services-away
  it('is passed over where a page broke off when it was made, or says that there is none', async () => {
    for (const words of [
      'Conversion to HTML had a Fatal error and exited abruptly. This document may be truncated or damaged.',
      'HTML is not available for the source.',
    ]) {
      services.papers[0] = { ...lora, html: `<article class="ltx_document"><p>The first half.</p><p>${words}</p></article>`, pdf };
      const opened = await open('2106.09685v2');
      assert.equal(textOf(opened), 'From PDF.');
      services.papers.length = 0;
    }
  });

  // shows: paper-services-away
  it('goes on to the next source where an answer broke off', async () => {
    services.papers.push({ ...lora, html: '<article class="ltx_document"><p>Whole.</p></article>', pdf });
    services.fault({ service: 'arxiv', path: /html/, kind: 'cut' });
    const opened = await open('2106.09685');
    assert.equal(textOf(opened), 'From PDF.');
    assert.ok(messages(opened).some((message) => /^The answer of 127\.0\.0\.1:\d+ broke off\.$/.test(message)));
  });

  // shows: paper-services-away
  it('says once, with the next step, why there is no more than an abstract', async () => {
    services.papers.push(lora);
    services.fault({ service: 'arxiv', kind: 'status', status: 503 });
    const host = new URL(services.settings.arxiv).host;
    assert.deepEqual(messages(await open('2106.09685')), [
      `Only the abstract could be read, so nothing of it can be implemented: ${host} answered 503. Try again in a while.`,
    ]);
  });

  // shows: paper-withdrawn
  it('tells a version that was withdrawn, and where to look for the one before', async () => {
    const comment = 'This paper has been withdrawn by the author.';
    services.papers.push({ ...lora, comment, eprint: gzipSync('%auto-ignore\nThis paper has been withdrawn due to an error.') });
    const opened = await open('2106.09685');
    assert.equal(textOf(opened), 'Adapters of low rank.');
    assert.ok(messages(opened).includes(`arXiv says of it: ${comment} What it said before may still be there: arxiv:2106.09685v1.`));
    assert.throws(() => requireBody(opened.paper), { code: 'paper-body-unread' });
  });

  // shows: paper-services-away
  it('knows versions that are not there yet', async () => {
    services.papers.push({ ...lora, html: '<article class="ltx_document"><p>Second.</p></article>' });
    await assert.rejects(open('2106.09685v9'), { message: 'arXiv has no version 9 of arxiv:2106.09685: the newest is 2.' });
  });
});

describe('a home that cannot be written', () => {
  const folder = useTemporaryFolder();

  // shows: paper-cache
  it('keeps nobody from reading papers, nor from waiting for their turn, and is told of once', async () => {
    const services = await startPaperServices([{ ...lora, html: '<article class="ltx_document"><p>Here.</p></article>' }]);
    const file = join(folder.path, 'file');
    await writeFile(file, '');
    const notes: string[] = [];
    const { sleep, waits } = noSleep();
    const turn = createTurn({ folder: join(file, 'papers'), name: 'arxiv', gapMs: 3_000, sleep });
    const library = libraryOf(services, file, sleep, notes);
    const parts = { ...library, web: { ...library.web, turnFor: () => turn }, parse: parseHere };
    for (const isFresh of [false, true]) {
      const { paper } = await openPaper(parts, parseGiven('2106.09685'), { signal: neverAborted, isFresh });
      assert.deepEqual(paper.nodes.map(nodeText), ['Here.']);
    }
    await services.close();
    assert.equal(waits.length, 1);
    assert.equal(notes.length, 1);
    assert.match(notes[0] ?? '', /^Papers cannot be kept in .*papers \(ENOTDIR\), .* Make room there, or let it be written\.$/);
  });
});

describe('a file or a source', () => {
  const tex = '\\documentclass{article}\\begin{document}x\\end{document}';

  // shows: paper-eprint
  it('may be packed more than once', async () => {
    const unpacked = await unpackSource(gzipSync(gzipSync(makeTar([{ name: 'main.tex', data: tex }]))));
    assert.deepEqual(unpacked.kind === 'files' ? unpacked.files.map(({ name }) => name) : unpacked.kind, ['main.tex']);
  });

  // shows: paper-services-away
  it('that is a page or PostScript is no LaTeX, whatever it is called', async () => {
    await assert.rejects(unpackSource(gzipSync(page)), { message: 'What was sent as the source is a web page.' });
    await assert.rejects(unpackSource(gzipSync('%!PS-Adobe-2.0\nshowpage')), { message: /is PostScript/ });
    assert.throws(() => formatOf(Buffer.from('%!PS-Adobe-2.0\n'), 'a.ps'), { message: /it is PostScript/ });
    assert.deepEqual(
      [formatOf(Buffer.from(page), 'paper.tex'), nameDoubts('html', 'paper.tex'), nameDoubts('html', 'paper.pdf')],
      ['html', ['paper.tex is no LaTeX: it was read as a web page.'], ['paper.pdf is no PDF: it was read as a web page.']],
    );
    assert.deepEqual([nameDoubts('latex', 'paper.tex'), nameDoubts('pdf', 'a.pdf'), nameDoubts('html', 'a.html')], [[], [], []]);
  });

  // shows: paper-encodings
  it('is read in the encoding that it is in, said or not', () => {
    const words = '\\section{Café} naïve — über all.';
    const utf16 = Buffer.from(`\ufeff${words}`, 'utf16le');
    for (const bytes of [Buffer.from(words), Buffer.from(`\ufeff${words}`), utf16, Buffer.from(utf16).swap16()])
      assert.equal(decodeText(bytes), words);
    assert.equal(decodeText(Buffer.from('\\section{Cafe}', 'utf16le')), '\\section{Cafe}');
    assert.equal(decodeText(Buffer.from('Café', 'latin1')), 'Café');
    assert.equal(decodeText(Buffer.from('日本', 'utf8'), 'no-such-encoding'), '日本');
    assert.equal(decodeText(Buffer.from([0x93, 0xfa, 0x96, 0x7b]), 'shift_jis'), '日本');
    // One byte that is broken spoils itself alone.
    assert.equal(decodeText(Buffer.concat([Buffer.from('Café é ö '), Buffer.from([0xff])])), 'Café é ö \ufffd');
    for (const [name, format] of [
      ['a.tex', 'latex'],
      ['a.md', 'markdown'],
    ] as const)
      assert.equal(formatOf(utf16, name), format);
  });
});
