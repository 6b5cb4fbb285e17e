import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PracticumError } from '../../../../src/base/errors.ts';
import { nodeText } from '../../../../src/papers/document.ts';
import { unpackPaper, withHead } from '../../../../src/papers/packed.ts';
import { unfinishedPaper } from '../../../../src/papers/parsePaper.ts';
import { type OpenedPaper, openPaper, requireBody } from '../../../../src/papers/readPaper.ts';
import { parseGiven } from '../../../../src/papers/sources/given.ts';
import { makeTar } from '../../../doubles/papers/makeTar.ts';
import { type PaperServices, startPaperServices } from '../../../doubles/papers/papers.ts';
import type { StoredPaper } from '../../../doubles/papers/stored.ts';
import { neverAborted, useTemporaryFolder } from '../../workspace/temporary.ts';
import { parseHere } from './readers.ts';
import { libraryOf, noSleep } from './support.ts';

const page = (title: string, ...lines: readonly string[]): string =>
  `<title>${title}</title><article class="ltx_document">${lines.map((line) => `<p>${line}</p>`).join('')}</article>`;
const eprint = (...lines: readonly string[]): Uint8Array => gzipSync(makeTar([{ name: 'main.tex', data: lines.join('\n') }]));
const pdf = (...lines: readonly string[]): Uint8Array => Buffer.from(['%PDF-1.5', ...lines].join('\n'));

const lora: StoredPaper = {
  arxiv: '2106.09685',
  version: 2,
  title: 'Low-Rank Adapters',
  authors: ['Ada Lovelace', 'Alan Turing'],
  abstract: 'Adapters of low rank train few parameters.',
};

describe('opening a paper', () => {
  const folder = useTemporaryFolder();
  let services: PaperServices;
  let notes: string[];
  let waits: readonly number[];
  beforeEach(async () => {
    services = await startPaperServices();
    notes = [];
  });
  afterEach(() => services.close());

  async function open(text: string, isFresh = false, parse = parseHere): Promise<OpenedPaper> {
    const { sleep, waits: asked } = noSleep();
    waits = asked;
    const parts = { ...libraryOf(services, folder.path, sleep, notes), parse };
    return await openPaper(parts, parseGiven(text), { signal: neverAborted, isFresh });
  }
  const askedOf = (service: string): readonly string[] => services.asked.filter((each) => each.service === service).map(({ url }) => url);
  const textOf = ({ paper }: OpenedPaper): string => paper.nodes.map(nodeText).join('\n');
  const messages = ({ paper }: OpenedPaper): string =>
    paper.warnings.map((warning) => ('message' in warning ? warning.message : '')).join('\n');
  const failure = async (text: string): Promise<PracticumError> => {
    const error: unknown = await open(text).then(
      () => assert.fail('it was read'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof PracticumError && (error.hint ?? '') !== '', String(error));
    return error;
  };

  // shows: paper-sources
  it('reads arXiv’s page in one request, and takes version and licence from it', async () => {
    const banner = '<a id="license-tr" href="x">License: CC BY 4.0</a><div id="watermark-tr">arXiv:2106.09685v2 [cs.CL] 16 Oct 2021</div>';
    services.papers.push({ ...lora, html: banner + page(lora.title, 'We add $BA$ to $W$.') });
    const opened = await open('https://arxiv.org/abs/2106.09685');
    assert.equal(opened.paper.id, 'arxiv:2106.09685v2');
    const [source] = opened.paper.sources;
    assert.deepEqual(
      [source?.kind, source?.version, source?.licence, source?.from],
      ['arxiv-html', 'v2', 'CC BY 4.0', `${services.settings.arxiv}/html/2106.09685`],
    );
    assert.match(source?.sha256 ?? '', /^[0-9a-f]{64}$/);
    assert.deepEqual([askedOf('arxiv'), askedOf('arxivApi')], [['/html/2106.09685'], []]);
  });

  // shows: paper-cache, paper-offline
  it('asks nobody a second time, by whichever name, and needs no network then', async () => {
    services.papers.push({ ...lora, html: `arXiv:2106.09685v2 [cs]${page(lora.title, 'We add $BA$.')}` });
    const first = await open('2106.09685');
    await services.goAway();
    for (const name of ['2106.09685', 'arXiv:2106.09685v2', 'https://huggingface.co/papers/2106.09685']) {
      const again = await open(name);
      assert.deepEqual([again.isFromCache, again.paper, again.said], [true, first.paper, first.said]);
    }
    const { code, message } = await failure('2401.00001');
    assert.equal(code, 'paper-unreachable');
    assert.match(message, /cannot be reached/);
  });

  // shows: paper-cache
  it('fetches again what was damaged on the disk', async () => {
    services.papers.push({ ...lora, html: page(lora.title, 'We add $BA$.') });
    const first = await open('2106.09685');
    for (const kind of ['bytes', 'parsed'])
      for (const name of await readdir(join(folder.path, 'papers', kind))) await writeFile(join(folder.path, 'papers', kind, name), 'gone');
    const again = await open('2106.09685');
    assert.deepEqual([again.isFromCache, textOf(again)], [false, textOf(first)]);
    assert.equal(askedOf('arxiv').length, 2);
    assert.ok(notes.length > 0);
  });

  // shows: paper-cache, paper-thread
  it('works out again, from the bytes that it has, what came to a limit the time before', async () => {
    services.papers.push({ ...lora, html: `arXiv:2106.09685v2 [cs]${page(lora.title, 'We add $BA$.')}` });
    const url = `${services.url('files')}/page.html`;
    services.files.set('/page.html', { body: page('A Page', 'We add $BA$.'), type: 'text/html' });
    const hurried: typeof parseHere = async (...asked) => {
      const packed = await parseHere(...asked);
      const read = (await unpackPaper(packed)) ?? assert.fail();
      return withHead(packed, unfinishedPaper(read.paper, read.said, 'It took more than 1 s.'));
    };
    for (const name of ['2106.09685', url]) {
      const { said, isFromCache } = await open(name, false, hurried);
      assert.deepEqual([name, said.unfinished?.why, isFromCache], [name, 'It took more than 1 s.', false]);
    }
    const before = services.asked.length;
    for (const isFromCache of [false, true])
      for (const name of ['2106.09685', url]) {
        const opened = await open(name);
        assert.deepEqual([name, opened.said.unfinished, opened.isFromCache], [name, undefined, isFromCache]);
      }
    assert.equal(services.asked.length, before);
  });

  // shows: paper-merge
  it('takes from the authors’ LaTeX what could not be read in the page, and only that', async () => {
    services.papers.push({
      ...lora,
      html: page(lora.title, 'We add $BA$ to $?$ here.', 'And $x$.'),
      eprint: eprint('title: Low-Rank Adapters', 'We add $BA$ to $W_0$ here.', 'And $y$.'),
    });
    const opened = await open('2106.09685');
    assert.equal(textOf(opened), 'We add $BA$ to $W_0$ here.\nAnd $x$.');
    assert.deepEqual(
      opened.paper.nodes.map(({ source }) => source),
      [1, 0],
    );
    assert.deepEqual(
      opened.paper.sources.map(({ kind, version }) => [kind, version]),
      [
        ['arxiv-html', undefined],
        ['eprint', 'v2'],
      ],
    );
  });

  // shows: paper-bad-archive
  it('still shows the page where its LaTeX is a trap', async () => {
    services.papers.push({ ...lora, html: page(lora.title, 'We add $?$.'), eprint: gzipSync(Buffer.alloc(17 * 2 ** 20)) });
    const opened = await open('2106.09685');
    assert.equal(textOf(opened), 'We add [formula].');
    assert.match(messages(opened), /archive of the source was not read: it unpacks to more than/);
  });

  // shows: paper-sources
  it('goes on to ar5iv, LaTeX and PDF, each when those before it have nothing', async () => {
    services.papers.push({ ...lora, ar5iv: page(lora.title, 'From ar5iv.') });
    assert.equal(textOf(await open('2106.09685')), 'From ar5iv.');
    services.papers[0] = { ...lora, eprint: eprint('title: x', 'From LaTeX.'), pdf: pdf('From PDF.') };
    const latex = await open('2106.09685', true);
    assert.deepEqual([textOf(latex), latex.paper.id, latex.paper.authors[0]?.name], ['From LaTeX.', 'arxiv:2106.09685v2', 'Ada Lovelace']);
    services.papers[0] = { ...lora, html: page('x', 'unreadable'), eprint: Buffer.from([0, 1, 2]), pdf: pdf('From PDF.') };
    const last = await open('2106.09685', true);
    assert.deepEqual([textOf(last), last.paper.title], ['From PDF.', lora.title]);
    assert.match(messages(last), /This cannot be read/);
    // The source of some papers is a PDF.
    services.papers[0] = { ...lora, eprint: pdf('Only a PDF.') };
    assert.equal((await open('2106.09685', true)).paper.sources[0]?.kind, 'pdf');
  });

  // shows: paper-abstract-only
  it('reads the abstract where there is no more, and says that nothing of it can be implemented', async () => {
    services.papers.push(lora);
    const opened = await open('2106.09685');
    assert.equal(textOf(opened), lora.abstract);
    assert.equal(opened.paper.sources[0]?.kind, 'abstract');
    assert.match(messages(opened), /Only the abstract could be read/);
    assert.throws(() => requireBody(opened.paper), { code: 'paper-body-unread', message: /arXiv has neither/ });
    services.papers[0] = { ...lora, pdf: pdf('Now there is a text.') };
    requireBody((await open('2106.09685')).paper);
  });

  // shows: paper-services-away
  it('says in one message that there is no such paper', async () => {
    const { code, message } = await failure('2401.99999');
    assert.deepEqual([code, message], ['paper-not-found', 'arXiv has no paper arxiv:2401.99999.']);
    assert.deepEqual(waits, []);
  });

  // shows: paper-services-away
  it('waits as long as it is told to, and not for ever', async () => {
    services.papers.push({ ...lora, html: page(lora.title, 'Here.') });
    services.fault({ service: 'arxiv', kind: 'status', status: 429, headers: { 'retry-after': '7' }, times: 1 });
    services.fault({ service: 'arxiv', kind: 'cut', times: 1 });
    assert.equal(textOf(await open('2106.09685')), 'Here.');
    assert.deepEqual(waits, [7_000, 2_000]);
    services.fault({ service: 'arxiv', kind: 'status', status: 429, headers: { 'retry-after': '3600' } });
    const { paper } = await open('2106.09685', true);
    assert.throws(() => requireBody(paper), { message: /127\.0\.0\.1:\d+ wants fewer requests/ });
    assert.deepEqual(waits, []);
    services.fault({ service: 'arxivApi', kind: 'status', status: 429, headers: { 'retry-after': '3600' } });
    assert.equal((await failure('2401.00001')).code, 'paper-rate-limit');
    // What was read in full before counts more than what can be had now.
    assert.equal(textOf(await open('2106.09685')), 'Here.');
  });

  // shows: paper-services-away
  it('takes no other page for the paper that is sent in its place', async () => {
    const others = [
      '<title>Sign in</title><h1>Sign in</h1><form><input type="password"></form><p>Low-Rank Adapters</p>',
      '<title>Just a moment...</title><h1>arxiv.org</h1><h2>Checking your browser before accessing</h2><p>Ray ID: 1</p>',
      '<title>ERROR: The requested URL could not be retrieved</title><h1>ERROR</h1><h2>The requested URL could not be retrieved</h2><p>Your cache administrator is root.</p>',
      '<title>Help us confirm that you are no robot</title><p>Select all pictures with a bridge.</p>',
      '<title>[2106.09685] Low-Rank Adapters</title><h1>Title: Low-Rank Adapters</h1><blockquote class="abstract mathjax">Adapters.</blockquote>',
    ];
    for (const html of others) {
      services.papers.splice(0, 9, { ...lora, html, ar5iv: html, eprint: eprint('title: x', 'From LaTeX.') });
      const opened = await open('2106.09685', true);
      assert.deepEqual([html, textOf(opened)], [html, 'From LaTeX.']);
      assert.match(messages(opened), /^127\.0\.0\.1:\d+ sent another page in place of the paper 2106\.09685/);
    }
    // What stood in the way is not kept.
    services.papers[0] = { ...lora, html: page(lora.title, 'From the page.') };
    assert.equal(textOf(await open('2106.09685')), 'From LaTeX.');
    assert.equal(textOf(await open('2106.09685', true)), 'From the page.');
  });

  // shows: paper-sources
  it('reads a page that the authors made themselves, by its sections or by its title', async () => {
    const own = [
      '<h2>Abstract</h2><p>Ours.</p><h2>1. Introduction</h2>',
      '<h2>1 Why</h2><p>Ours.</p><h2>2 How</h2><h2>3 What came of it</h2>',
      `<title>LOW-RANK&nbsp;adapters</title><p>Ours.</p>`,
    ];
    for (const html of own) {
      services.papers.splice(0, 9, { ...lora, html });
      assert.match(textOf(await open('2106.09685', true)), /Ours\./);
    }
  });

  // shows: paper-services-away
  it('does not go round in circles, nor where nobody sent it', async () => {
    services.papers.push({ ...lora, eprint: eprint('title: x', 'From LaTeX.') });
    services.fault({ service: 'arxiv', path: /html/, kind: 'circle' });
    const opened = await open('2106.09685');
    assert.equal(textOf(opened), 'From LaTeX.');
    assert.match(messages(opened), /redirects in a circle/);
    services.fault({ service: 'acl', kind: 'redirect', to: 'http://192.0.2.1/x.pdf' });
    services.papers.push({ acl: '2020.acl-main.1', title: 'x' });
    const { code, message } = await failure('2020.acl-main.1');
    assert.equal(code, 'paper-elsewhere');
    assert.match(message, /redirects to http:\/\/192\.0\.2\.1/);
  });

  // shows: paper-services-away, paper-cache
  it('keeps for good what a service that was away would not have made better, and nothing else', async () => {
    services.fault({ service: 'ar5iv', kind: 'status', status: 503 });
    services.papers.push(
      { ...lora, eprint: eprint('title: x', 'From LaTeX.') },
      { arxiv: '2401.00002', title: 'Other', pdf: pdf('From PDF.') },
    );
    assert.match(messages(await open('2106.09685')), /answered 503/);
    await open('2401.00002');
    assert.equal((await open('2106.09685')).isFromCache, true);
    assert.equal((await open('2401.00002')).isFromCache, false);
    await services.goAway();
    assert.equal(textOf(await open('2401.00002')), 'From PDF.');
  });

  // shows: paper-two-with-one-id
  it('mixes nothing where two papers have one identifier', async () => {
    services.papers.push({
      ...lora,
      html: page('Low-Rank Adapters', 'We add $?$.'),
      eprint: eprint('title: Protein Folding with Graphs', 'We add $W$.'),
    });
    const opened = await open('2106.09685');
    assert.equal(textOf(opened), 'We add [formula].');
    assert.match(messages(opened), /two papers may have one identifier/);
    services.papers[0] = { ...lora, html: `arXiv:1111.22222v1 [cs.LG]${page('Other', 'Other words.')}`, pdf: pdf('The right one.') };
    const right = await open('2106.09685', true);
    assert.equal(textOf(right), 'The right one.');
    assert.match(messages(right), /is that of 1111\.22222/);
    services.papers[0] = { ...lora, html: page('Low-Rank Adapters', 'Changed.') };
    assert.match(messages(await open('2106.09685', true)), /sends something else for arxiv:2106\.09685 than it did before/);
  });

  // shows: paper-sources
  it('follows a DOI to arXiv, to an open PDF, or to the abstract', async () => {
    services.papers.push({ ...lora, doi: '10.1000/lora', html: page(lora.title, 'Here.') });
    const onArxiv = await open('https://doi.org/10.1000/LoRA');
    assert.deepEqual([onArxiv.paper.id, textOf(onArxiv)], ['arxiv:2106.09685', 'Here.']);
    assert.match(messages(onArxiv), /the published version may differ/);
    services.files.set('/x.pdf', { body: pdf('From elsewhere.') });
    services.papers.push({ doi: '10.1000/open', title: 'Open', openPdf: `${services.url('files')}/x.pdf` });
    assert.equal(textOf(await open('10.1000/open')), 'From elsewhere.');
    services.papers.push({ doi: '10.1000/closed', title: 'Closed', abstract: 'Only this.', authors: ['Ada Lovelace'] });
    const closed = await open('10.1000/closed');
    assert.deepEqual([closed.paper.title, textOf(closed), closed.paper.authors], ['Closed', 'Only this.', [{ name: 'Ada Lovelace' }]]);
    assert.equal((await failure('10.1000/none')).code, 'paper-not-found');
  });

  // shows: paper-sources
  it('reads OpenReview and the ACL Anthology, with title, authors and licence as they state them', async () => {
    services.papers.push({ openReview: 'rJXMpikCZ', title: 'Attention', authors: ['Grace Hopper'], abstract: 'A.', pdf: pdf('Forum.') });
    const forum = await open('https://openreview.net/forum?id=rJXMpikCZ');
    assert.deepEqual(
      [forum.paper.id, forum.paper.title, textOf(forum), forum.paper.sources[0]?.licence],
      ['openreview:rJXMpikCZ', 'Attention', 'Forum.', 'CC BY 4.0'],
    );
    services.papers.push({ acl: '2020.acl-main.1', title: 'Words', authors: ['Grace Brewster Hopper'], abstract: 'About words.' });
    const acl = await open('https://aclanthology.org/2020.acl-main.1/');
    assert.deepEqual([acl.paper.title, textOf(acl), acl.paper.authors[0]?.name], ['Words', 'About words.', 'Grace Brewster Hopper']);
  });

  // shows: paper-sources
  it('reads a PDF, a page or TeX anywhere, and names it by its hash', async () => {
    const files: Readonly<Record<string, string | Uint8Array>> = {
      '/a.pdf': pdf('As PDF.'),
      '/b': `<!doctype html>${page('x', 'As a page.')}`,
      '/c.tex': '\\documentclass{article}\nAs TeX.',
      '/d.tar.gz': eprint('As an archive.'),
      '/e.md': '# T\nAs Markdown.',
    };
    for (const [path, body] of Object.entries(files)) {
      services.files.set(path, { body });
      const opened = await open(`${services.url('files')}${path}`);
      assert.match(textOf(opened), /As /, path);
      assert.equal(opened.paper.id, `sha256:${opened.paper.sources[0]?.sha256}`);
      const again = await open(opened.paper.id);
      assert.deepEqual([again.isFromCache, again.paper.nodes], [true, opened.paper.nodes]);
    }
  });

  // shows: paper-services-away
  it('says in words what is no paper', async () => {
    services.files.set('/x.png', { body: Buffer.from([0x89, 0x50, 0, 0]), type: 'image/png' });
    services.files.set('/empty', { body: '' });
    services.files.set('/x.json', { body: '{"a":1}', type: 'application/json' });
    for (const path of ['/x.png', '/empty', '/x.json'])
      assert.equal((await failure(`${services.url('files')}${path}`)).code, 'not-a-paper', path);
    assert.equal((await failure(`sha256:${'0'.repeat(64)}`)).code, 'paper-not-found');
  });
});
