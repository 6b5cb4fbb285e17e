import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { HostToPaper, PaperToHost, ShownNode, ShownPaper, ShownSection } from '../../../src/protocol/paper.ts';
import { Flow } from '../../../webview-ui/paper/flow.ts';
import { anchorOf, type Item } from '../../../webview-ui/paper/item.ts';
import { Reading } from '../../../webview-ui/paper/reading.ts';
import { matchesOf } from '../../../webview-ui/paper/search.ts';
import { titleContent } from '../../../webview-ui/paper/title.ts';
import { gone, noTrail, stepped } from '../../../webview-ui/paper/trail.ts';
import { atOnce, byHand, fakeHost } from './fakeHost.ts';

function words(anchor: string, section: string | undefined, text: string, aliases: readonly string[] = []): ShownNode {
  const content = [{ kind: 'text', text }] as const;
  return { kind: 'paragraph', anchor, aliases, source: 0, confidence: 'exact', content, ...(section === undefined ? {} : { section }) };
}

function section(anchor: string, level = 1): ShownSection {
  return { anchor, level, title: `Title of ${anchor}` };
}

const paper: ShownPaper = {
  id: 'arxiv:1',
  title: 'A paper',
  authors: [],
  sources: [],
  sections: [section('S1'), section('S2'), section('S2.SS1', 2), section('bib'), section('A1')],
  references: [{ anchor: 'bib.bib1', text: 'Somebody. Something. 2020.' }],
  symbols: [],
  warnings: [],
  nodes: 3,
};
const nodes = [words('S1.p1', 'S1', 'first'), words('S2.SS1.p1', 'S2.SS1', 'second', ['eq:old']), words('A1.p1', 'A1', 'third first')];

function open(
  saved?: unknown,
  later = atOnce,
): { readonly host: ReturnType<typeof fakeHost<HostToPaper, PaperToHost>>; readonly reading: Reading } {
  const host = fakeHost<HostToPaper, PaperToHost>(saved);
  return { host, reading: new Reading(host, later, atOnce, async () => 'cG5n') };
}

function placed(items: readonly Item[]): readonly string[] {
  return items.map((item) => anchorOf(item) ?? item.kind);
}

describe('The reader of papers without its page', () => {
  // shows: paper-reader-actions
  it('says that an address is copied when the editor says so, each time anew', () => {
    const { host, reading } = open();
    host.send({ type: 'paper', paper, marks: {} }, { type: 'nodes', from: 0, nodes });
    const heard: string[] = [];
    reading.spoken.subscribe((words) => heard.push(words));
    for (const _ of ['once', 'again']) {
      reading.act('copyAddress', 'S1.p1', '');
      assert.equal(reading.spoken.value, '');
      host.send({ type: 'say', text: 'Address copied' });
    }
    assert.deepEqual(heard, ['', 'Address copied', '', 'Address copied']);
  });

  // shows: paper-shown
  it('puts headings before what they head, also those of sections that hold nothing, and references where their section is', () => {
    const flow = new Flow(paper);
    const parts = [...flow.take(nodes.slice(0, 1)), ...flow.take(nodes.slice(1)), ...flow.end()];
    const order = ['S1', 'S1.p1', 'S2', 'S2.SS1', 'S2.SS1.p1', 'bib', 'bib.bib1', 'A1', 'A1.p1'];
    assert.deepEqual(placed(parts.flatMap(({ items }) => items)), order);
    assert.deepEqual(
      parts.map(({ index }) => index),
      parts.map((_, index) => index),
    );
  });

  // shows: paper-shown
  it('gives references a heading of their own where the paper has none for them', () => {
    const flow = new Flow({ ...paper, sections: [] });
    assert.deepEqual(placed([...flow.take(nodes.slice(0, 1)), ...flow.end()].flatMap(({ items }) => items)), [
      'S1.p1',
      'references',
      'bib.bib1',
    ]);
  });

  // shows: paper-large
  it('puts one part on the page at a time, and knows all places from the moment they come', () => {
    const many = Array.from({ length: 100 }, (_, index) => words(`p${index}`, undefined, 'words'));
    const { schedule, frame } = byHand();
    const { host, reading } = open(undefined, schedule);
    host.send({ type: 'paper', paper: { ...paper, sections: [], nodes: 100 }, marks: {} }, { type: 'nodes', from: 0, nodes: many });
    assert.equal(reading.parts.value.length, 1);
    assert.equal(reading.resolve('p99'), 'p99');
    while (frame() > 0) assert.ok(reading.parts.value.length > 1);
    assert.ok(reading.isWhole.value);
    assert.equal(reading.parts.value.flatMap(({ items }) => items).length, 102);
  });

  // shows: paper-shown
  it('leaves nodes that come twice or belong to a paper that is not shown any more', () => {
    const { host, reading } = open();
    host.send({ type: 'nodes', from: 0, nodes });
    host.send({ type: 'paper', paper, marks: {} }, { type: 'nodes', from: 0, nodes }, { type: 'nodes', from: 0, nodes });
    assert.equal(reading.items.length, 9);
    host.send({ type: 'paper', paper: { ...paper, id: 'arxiv:2' }, marks: {} }, { type: 'nodes', from: 2, nodes: nodes.slice(2) });
    assert.equal(reading.items.length, 0);
  });

  // shows: paper-place-kept
  it('begins where it was, or where it is told to, and keeps what the host gave it', () => {
    const saved = { given: 'arxiv:1', anchor: 'A1.p1', search: 'first', trail: { back: ['S1', 7], forward: 'no' } };
    const { host, reading } = open(saved);
    assert.deepEqual(reading.trail.value, { back: ['S1'], forward: [] });
    host.send({ type: 'paper', paper, marks: {} });
    assert.deepEqual(reading.wanted.value, { anchor: 'A1.p1', isGoing: false });
    host.send({ type: 'paper', paper, marks: {}, show: 'S2' });
    assert.deepEqual(reading.wanted.value, { anchor: 'S2', isGoing: true });
    reading.seen('S2', undefined);
    assert.deepEqual(host.savedState(), {
      given: 'arxiv:1',
      anchor: 'S2',
      search: 'first',
      isFinding: false,
      isSetUpOpen: false,
      trail: { back: ['S1'], forward: [] },
    });
    for (const broken of [undefined, 7, { anchor: 7, trail: [] }]) assert.equal(open(broken).reading.finding.words.value, '');
  });

  // shows: paper-cards
  it('goes to other names of a place and back again, and says what the paper does not have', () => {
    const { host, reading } = open();
    host.send({ type: 'paper', paper, marks: {} }, { type: 'nodes', from: 0, nodes });
    reading.seen('S1', undefined);
    assert.ok(reading.goTo('eq:old'));
    assert.equal(reading.wanted.value?.anchor, 'S2.SS1.p1');
    reading.seen('S2', 'S2.SS1.p1');
    host.send({ type: 'back' });
    assert.equal(reading.wanted.value?.anchor, 'S1');
    reading.seen('S1', 'S1');
    host.send({ type: 'forward' });
    assert.equal(reading.wanted.value?.anchor, 'S2.SS1.p1', 'what was gone to, not what stood at the top');
    assert.ok(!reading.goTo('nowhere'));
    assert.match(reading.spoken.value, /“nowhere” is not in what was read/);
  });

  // shows: paper-find
  it('finds from where the search began on, all around, and again in what comes later', () => {
    const { host, reading } = open();
    host.send({ type: 'paper', paper, marks: {} }, { type: 'nodes', from: 0, nodes: nodes.slice(0, 2) });
    reading.seen('S2', undefined);
    reading.finding.open();
    reading.finding.find('FIRST');
    assert.equal(reading.finding.matches.value.length, 1);
    host.send({ type: 'nodes', from: 2, nodes: nodes.slice(2) });
    assert.equal(reading.finding.matches.value.length, 2);
    reading.finding.find('first');
    assert.equal(reading.wanted.value?.anchor, 'A1.p1');
    assert.equal(reading.spoken.value, 'Place 2 of 2');
    reading.finding.step(1);
    assert.equal(reading.wanted.value?.anchor, 'S1.p1');
  });
});

describe('A search in a paper', () => {
  const items = (text: string, tex = ''): readonly Item[] => [
    {
      kind: 'node',
      node: {
        ...words('p', undefined, ''),
        kind: 'paragraph',
        content: [
          { kind: 'text', text },
          { kind: 'math', anchor: 'm', tex },
        ],
      },
    },
  ];
  const found = (query: string, text: string, tex = ''): readonly string[] =>
    matchesOf(query, items(text, tex)).map(({ start, end }) => `${text}${tex}`.slice(start, end));

  // shows: paper-find
  it('takes case and white space lightly and everything else as it is written', () => {
    assert.deepEqual(found('loss  function', 'The Loss\nfunction (loss function).'), ['Loss\nfunction', 'loss function']);
    assert.deepEqual(found('a.b(c)[d]*', 'a.b(c)[d]* axb'), ['a.b(c)[d]*']);
    assert.deepEqual(found(' ', 'a b'), []);
    assert.deepEqual(found('İ', 'xİİ'), ['İ', 'İ']);
  });

  // shows: paper-find
  it('finds TeX, and words not within names of commands', () => {
    assert.deepEqual(found('\\frac{1}', 'one ', '\\frac{1}{n}'), ['\\frac{1}']);
    assert.deepEqual(found('the', 'The rather ', '\\theta + \\mathrm{the}'), ['The', 'the', 'the']);
    assert.deepEqual(found('theta', 'beta ', '\\theta_1 \\vartheta \\thetasym'), ['theta']);
  });
});

describe('The trail of a reader', () => {
  // shows: paper-cards
  it('leads back and forward, and forgets what was forward when one goes elsewhere', () => {
    const trail = gone(gone(noTrail, 'a'), 'b');
    const back = stepped(trail, 'back', 'c');
    assert.deepEqual(back, { to: 'b', trail: { back: ['a'], forward: ['c'] } });
    assert.deepEqual(stepped(back.trail, 'forward', 'b'), { to: 'c', trail: { back: ['a', 'b'], forward: [] } });
    assert.deepEqual(gone(back.trail, 'b'), { back: ['a', 'b'], forward: [] });
    assert.equal(stepped(noTrail, 'back', 'a'), undefined);
  });
});

describe('A title of a paper', () => {
  // shows: paper-shown
  it('has formulas between dollar signs, and sums of money as they are', () => {
    assert.deepEqual(titleContent('The $\\beta$-VAE'), [
      { kind: 'text', text: 'The ' },
      { kind: 'math', anchor: '', tex: '\\beta' },
      { kind: 'text', text: '-VAE' },
    ]);
    for (const title of ['Training for $5 and $6', 'No formula']) assert.deepEqual(titleContent(title), [{ kind: 'text', text: title }]);
  });
});
