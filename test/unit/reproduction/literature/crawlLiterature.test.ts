import assert from 'node:assert/strict';
import { requestsFor } from '../../../../src/reproduction/literature/crawl.ts';
import { type Hub, startHub } from '../../../doubles/hub/hub.ts';
import { injectedWords, makeLiterature, startLiterature } from '../../../doubles/literature/literature.ts';
import type { TruePaper } from '../../../doubles/literature/truth.ts';
import { type PaperServices, startPaperServices } from '../../../doubles/papers/papers.ts';
import { hostOf } from '../../runs/sandboxes/sandboxPlace.ts';
import { useToolbox } from '../../tools/toolbox.ts';

const question = 'Which accuracy do adapters reach on SST-2 and MRPC?';
const literature = makeLiterature('literature', 120);
const papers = [...literature.papers.values()];

/** What its field builds on. */
function anchorFor(paper: TruePaper): TruePaper {
  const anchor = papers.find(({ id }) => paper.cites.includes(id));
  assert.ok(anchor !== undefined);
  return anchor;
}

describe('crawl_literature', function () {
  this.timeout(90_000);
  const anchor = literature.anchors.get('adapters') ?? assert.fail();
  let services: PaperServices;
  beforeEach(async () => {
    services = await startLiterature(literature);
  });
  afterEach(() => services.close());
  const box = useToolbox({ papers: () => ({ userAgent: 'practicum/test', settings: () => services.settings }) });
  const crawl = async (input: object, signal?: AbortSignal) =>
    await box.call('crawl_literature', { anchor: anchor.id, question, ...input }, signal);
  const rowsIn = (text: string): readonly string[] => text.split('\n').filter((line) => /^\| .* · arxiv:/.test(line));
  const read = (text: string): readonly string[] => rowsIn(text).map((row) => / · arxiv:([\d.]+)v\d/.exec(row)?.[1] ?? '');

  // shows: literature-crawl, literature-rank
  it('walks from the anchor to papers that fit the question, and makes a table of recipes with an address in each cell', async () => {
    const { content, full, detail, origin } = await crawl({ most: 2 });
    assert.match(content, new RegExp(`^# Literature around arxiv:${anchor.id}\nQuestion: ${question.replace('?', '\\?')}\n`));
    assert.equal(read(content).length, 3);
    assert.equal(read(content)[0], anchor.id);
    for (const row of rowsIn(content)) {
      const [, ...cells] = row.slice(2, -2).split(' | ');
      assert.equal(cells.length, 4);
      for (const cell of cells) assert.ok(cell === 'not said' || /\((?:#[\w.]+|arxiv:)/.test(cell), cell);
    }
    assert.match(content, /\+\d\.?\d? title: adapters/);
    assert.match(content, /more papers were not read \(call again/);
    assert.match(full ?? '', /^# Literature around/);
    assert.ok(detail?.kind === 'table');
    assert.equal(detail.rows.length, 3);
    assert.ok(detail.rows.every((cells) => cells.length === detail.columns.length));
    assert.ok(detail.rows.flat(2).every(({ address }) => address?.startsWith('arxiv:')));
    assert.match(detail.notes[0] ?? '', /^Walked: /);
    assert.equal(origin?.kind, 'paper');
    assert.ok(box.recorded.progress.some((line) => line.startsWith('Walking ')));
    assert.ok(box.recorded.progress.some((line) => line.startsWith('Reading 2 of 2: ')));
  });

  // shows: literature-crawl
  it('may ask the services of papers, and nobody else', () => {
    const hosts = box
      .tool('crawl_literature')
      .effects({ anchor: 'anything at all', question, direction: 'both', most: 8 })
      .map((effect) => (effect.kind === 'lookup' ? effect.host : assert.fail(effect.kind)));
    assert.ok(hosts.includes(new URL(services.settings.semanticScholar).hostname));
  });

  // shows: literature-goes-on
  it('goes on where the call before ended', async () => {
    const first = await crawl({ most: 1 });
    const asked = services.asked.length;
    const second = await crawl({ most: 1 });
    assert.equal(read(second.content).length, 1);
    assert.ok(!read(first.content).includes(read(second.content)[0] ?? ''));
    assert.match(second.content, /Read: 3 \(1 shown, 2 by earlier calls\)/);
    // The whole of it holds both.
    assert.equal(read(second.full ?? '').length, 3);
    // No list is asked for again.
    const lists = services.asked.slice(asked).filter(({ url }) => /\/(?:citations|references)\?/.test(url));
    assert.ok(lists.every(({ url }) => !services.asked.slice(0, asked).some((before) => before.url === url)));
    // Another question begins anew.
    assert.ok(read((await crawl({ most: 1, question: 'Which F1 is reached?' })).content).includes(anchor.id));
  });

  // shows: literature-goes-on
  it('is stopped, and loses nothing that it had', async () => {
    const stop = new AbortController();
    const stopped = crawl({ most: 3 }, stop.signal);
    const watched = setInterval(() => box.recorded.progress.some((line) => line.startsWith('Reading 2 of')) && stop.abort(), 1);
    await assert.rejects(stopped, (error) => stop.signal.aborted && error instanceof Error);
    clearInterval(watched);
    const { content } = await crawl({ most: 1 });
    assert.match(content, /Read: 3 \(1 shown, 2 by earlier calls\)/);
  });

  // shows: literature-bounded
  it('keeps to its budget of requests, whoever is away', async () => {
    await crawl({ most: 1 });
    assert.ok(services.asked.length <= requestsFor(1), `${services.asked.length}`);
    // Every page is missing, so that each paper takes all ways.
    services.fault({ kind: 'status', service: 'arxiv', path: /^\/html/, status: 404 });
    const before = services.asked.length;
    const { content } = await crawl({ most: 1, direction: 'citations' });
    assert.ok(services.asked.length - before <= requestsFor(1), `${services.asked.length - before}`);
    assert.match(content, /\d+ requests, \d+ s/);
  });

  // shows: literature-unread
  it('names what was withdrawn and why, and puts nothing of it into the table', async () => {
    const withdrawn = papers.find(({ isWithdrawn, cites }) => isWithdrawn && cites.length > 0) ?? assert.fail();
    const from = anchorFor(withdrawn);
    const { content } = await crawl({
      anchor: `https://arxiv.org/abs/${from.id}`,
      question: withdrawn.title,
      most: 1,
      direction: 'citations',
    });
    assert.match(content, new RegExp(`Not read:[\\s\\S]*- arxiv:${withdrawn.id} \\(.*\\): .*withdrawn`));
    assert.ok(!read(content).includes(withdrawn.id));
  });

  // shows: literature-unread, literature-bounded
  it('goes by the anchor’s own references where Semantic Scholar is away, and asks again later', async () => {
    const from = papers.findLast(({ cites, form, field }) => cites.length > 3 && form === 'html' && field === 'adapters') ?? assert.fail();
    services.fault({ kind: 'status', service: 'semanticScholar', status: 429, headers: { 'retry-after': '600' }, times: 2 });
    const { content } = await crawl({ anchor: from.id, most: 1 });
    assert.match(content, /Lists that are not whole:\n- arxiv:[\d.]+ citations: /);
    assert.ok(
      read(content).length > 1 &&
        read(content)
          .slice(1)
          .every((id) => from.cites.includes(id)),
      content,
    );
    assert.doesNotMatch((await crawl({ anchor: from.id, most: 1 })).content, /Lists that are not whole/);
  });

  // shows: literature-commands
  it('takes nothing from a sentence that tells a model what to do', async () => {
    const injected = papers.find(({ injection }) => injection !== undefined) ?? assert.fail();
    const { content, hidden } = await crawl({ anchor: injected.id, most: 1, question: 'learning rate of this method' });
    assert.match(content, /What stands at arxiv:[\d.]+v\d#S4\.p\d tells a model what to do: nothing was taken from there\./);
    assert.doesNotMatch(content, /learning rate: 42/);
    assert.ok(!content.includes(injectedWords));
    assert.ok(hidden === undefined || hidden.length > 0);
  });

  // shows: literature-anchor
  it('finds the anchor by its title, and asks back where two papers have it', async () => {
    const plain =
      papers.find(({ title, form }) => form === 'html' && papers.filter((other) => other.title === title).length === 1) ?? assert.fail();
    assert.match(
      (await crawl({ anchor: plain.title.toUpperCase(), most: 1 })).content,
      new RegExp(`^# Literature around arxiv:${plain.id}`),
    );
    const twin = papers.find(({ title, id }) => papers.some((other) => other.title === title && other.id !== id)) ?? assert.fail();
    await assert.rejects(crawl({ anchor: twin.title, most: 1 }), (error: unknown) => {
      assert.ok(error instanceof Error && 'code' in error && 'hint' in error);
      assert.equal(error.code, 'literature-anchor');
      for (const { id } of papers.filter(({ title }) => title === twin.title)) assert.match(String(error.hint), new RegExp(`arxiv:${id}`));
      return true;
    });
    await assert.rejects(crawl({ anchor: 'A paper that nobody wrote' }), { code: 'literature-anchor' });
    await assert.rejects(crawl({ anchor: 'drafts/paper.tex' }), { code: 'literature-anchor' });
  });
});

describe('crawl_literature beside a Hub', function () {
  this.timeout(90_000);
  const coded =
    papers.find(({ id, code, form }) => form === 'html' && code !== undefined && literature.onHub.some((paper) => paper.id === id)) ??
    assert.fail();
  let services: PaperServices;
  let hub: Hub;
  before(async () => {
    services = await startLiterature(literature);
    hub = await startHub({ papers: literature.onHub });
    hub.seed({ id: 'ada/adapted', files: { 'README.md': `---\ntags:\n- arxiv:${coded.id}\n---\n` } });
  });
  after(async () => {
    await hub.close();
    await services.close();
  });
  const box = useToolbox({
    papers: () => ({ userAgent: 'practicum/test', settings: () => services.settings }),
    hub: () => hostOf(hub, hub.token),
  });

  // shows: literature-crawl
  it('names the code, models and data sets that are linked with a paper there, with the page that says so', async () => {
    const { content } = await box.call('crawl_literature', { anchor: coded.id, question, most: 1 });
    const links = content.slice(content.indexOf('Code, models and data:'));
    assert.ok(links.includes(`code ${coded.code?.words} (${hub.url}/papers/${coded.id})`), links);
    assert.match(links, /model ada\/adapted \(names the paper on the Hub\)/);
  });

  // shows: literature-unread
  it('goes on without a Hub that is away', async () => {
    hub.faults.add({ path: '/api/papers/', kind: 'status', status: 404 });
    const { content } = await box.call('crawl_literature', { anchor: coded.id, question: 'anything else', most: 1 });
    assert.match(content, /Read: [12] /);
  });
});

describe('crawl_literature along a long list', function () {
  this.timeout(90_000);
  const html =
    '<article class="ltx_document"><h1 class="ltx_title ltx_title_document">Base</h1><section id="S1" class="ltx_section"><h2 class="ltx_title">Method</h2><div id="S1.p1" class="ltx_para"><p class="ltx_p">We propose BaseNet, a network.</p></div></section></article>';
  const citing = Array.from({ length: 230 }, (_, at) => ({
    arxiv: `2403.${10_000 + at}`,
    title: `Paper ${at}`,
    date: `20${10 + (at % 16)}-03-01`,
    year: 2010 + (at % 16),
    citesIds: ['2401.00001'],
    ...(at === 7 ? { html } : {}),
  }));
  let services: PaperServices;
  before(async () => {
    services = await startPaperServices([{ arxiv: '2401.00001', title: 'Base', html }, ...citing]);
  });
  after(() => services.close());
  const box = useToolbox({ papers: () => ({ userAgent: 'practicum/test', settings: () => services.settings }) });

  // shows: literature-bounded
  it('reads it page by page, and leaves out what is older than asked for', async () => {
    const crawl = async (more: object) =>
      await box.call('crawl_literature', { anchor: '2401.00001', question: 'Paper 7', direction: 'citations', most: 1, ...more });
    assert.match((await crawl({})).content, /Walked: \d+ lists \(citations\), 230 papers\./);
    const pages = services.asked.filter(({ url }) => url.includes('ARXIV:2401.00001/citations'));
    assert.deepEqual(
      pages.map(({ url }) => /offset=(\d+)/.exec(url)?.[1]),
      [undefined, '100', '200'],
    );
    const recent = citing.filter(({ year }) => year >= 2024).length;
    assert.match((await crawl({ since: '2024' })).content, new RegExp(`, ${recent} papers since 2024\\.`));
    await assert.rejects(crawl({ since: 'last year' }), /2024-05-17/);
  });
});
