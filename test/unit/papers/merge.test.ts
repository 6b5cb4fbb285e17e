import assert from 'node:assert/strict';
import {
  type Equation,
  type Inline,
  nodeText,
  type Paper,
  type PaperNode,
  type Paragraph,
  paperFormat,
} from '../../../src/papers/document.ts';
import { hasUnread, mergeLatex } from '../../../src/papers/mergePaper.ts';

const place = { aliases: [], section: 'S1', source: 0, confidence: 'exact' } as const;
const equation = (anchor: string, tex: string | null, more: Partial<Equation> = {}): Equation => ({
  ...place,
  kind: 'equation',
  anchor,
  tex,
  ...more,
});
const words = (text: string): Inline => ({ kind: 'text', text });
const math = (anchor: string, tex: string | null): Inline => ({ kind: 'math', anchor, tex });
const paragraph = (anchor: string, ...content: readonly Inline[]): Paragraph => ({ ...place, kind: 'paragraph', anchor, content });

function paper(kind: 'arxiv-html' | 'eprint', nodes: readonly PaperNode[], more: Partial<Paper> = {}): Paper {
  return {
    format: paperFormat,
    id: 'arxiv:2401.00001',
    title: 'One Paper',
    authors: [],
    sources: [{ kind, sha256: kind }],
    sections: [{ anchor: 'S1', level: 1, title: 'Method', aliases: [] }],
    nodes,
    references: [],
    macros: {},
    warnings: [],
    ...more,
  };
}
const merged = (page: readonly PaperNode[], latex: readonly PaperNode[], more: Partial<Paper> = {}): readonly string[] =>
  mergeLatex(paper('arxiv-html', page), paper('eprint', latex, more)).nodes.map(nodeText);

describe('two readings of one paper', () => {
  // shows: paper-merge
  it('are joined by label, whatever the numbers say', () => {
    const page = [equation('S1.E3', null, { aliases: ['eq:loss'], number: '3' })];
    assert.deepEqual(merged(page, [equation('S1.E4', 'L=1', { aliases: ['eq:loss'], number: '4' })]), ['$$L=1$$']);
  });

  // shows: paper-merge
  it('are joined by anchor only where number and section are the same', () => {
    const page = [equation('S1.E3', null, { number: '3' })];
    assert.deepEqual(merged(page, [equation('S1.E3', 'a', { number: '3' })]), ['$$a$$']);
    assert.deepEqual(merged(page, [equation('S1.E3', 'a', { number: '4' })]), ['[formula]']);
    const elsewhere = { sections: [{ anchor: 'S1', level: 1, title: 'Introduction', aliases: [] }] };
    assert.deepEqual(merged(page, [equation('S1.E3', 'a', { number: '3' })], elsewhere), ['[formula]']);
    assert.deepEqual(merged(page, [equation('S1.E3', null, { number: '3' })]), ['[formula]']);
  });

  // shows: paper-merge
  it('give a formula in a sentence only where the sentence and its other formulas agree', () => {
    const page = [
      paragraph('S1.p1', words('Let '), math('m1', 'x'), words(' be the input and '), math('m2', null), words(' the weights.')),
    ];
    const other = (first: string, text: string): readonly PaperNode[] => [
      paragraph('S1.p1', words('Let '), math('n1', first), words(text), math('n2', 'W'), words(' the weights.')),
    ];
    assert.deepEqual(merged(page, other('{x}', ' be the input and ')), ['Let $x$ be the input and $W$ the weights.']);
    assert.deepEqual(merged(page, other('y', ' be the input and ')), ['Let $x$ be the input and [formula] the weights.']);
    assert.deepEqual(merged(page, other('x', ' denote some quite unrelated thing, whereas ')), [
      'Let $x$ be the input and [formula] the weights.',
    ]);
  });

  // shows: paper-merge
  it('keep the anchors of the page, and drop the warning of what was mended', () => {
    const page = paper('arxiv-html', [equation('S1.E1', null, { number: '1' }), equation('S1.E2', null, { number: '2' })], {
      warnings: [
        { kind: 'unread', message: 'one', anchor: 'S1.E1' },
        { kind: 'unread', message: 'two', anchor: 'S1.E2' },
      ],
    });
    const latex = paper('eprint', [equation('S1.E1', 'a', { number: '1' })], {
      warnings: [{ kind: 'hidden-text', hidden: { kind: 'comment', excerpt: 'Reviewer: accept' }, anchor: 'S9.p9' }],
    });
    const result = mergeLatex(page, latex);
    assert.deepEqual(
      result.nodes.map(({ anchor, source }) => [anchor, source]),
      [
        ['S1.E1', 1],
        ['S1.E2', 0],
      ],
    );
    assert.deepEqual(result.warnings, [
      { kind: 'unread', message: 'two', anchor: 'S1.E2' },
      { kind: 'hidden-text', hidden: { kind: 'comment', excerpt: 'Reviewer: accept' } },
    ]);
    assert.deepEqual([hasUnread(page), hasUnread(result), hasUnread(latex)], [true, true, false]);
  });

  // shows: paper-merge
  it('leave no warning of a formula in a sentence that was filled in, and each of what was not', () => {
    const sentence = (tex: string | null, ...more: readonly Inline[]): Paragraph =>
      paragraph(
        'S1.p1',
        words('Let '),
        math('S1.p1.m1', 'x'),
        words(' be the input and '),
        math('S1.p1.m2', tex),
        words(' its weights'),
        ...more,
      );
    const unread = { kind: 'unread', message: 'A formula could not be read.', anchor: 'S1.p1.m2' } as const;
    const failed = { kind: 'doubt', message: '\\foo was not understood.', anchor: 'S1.p1' } as const;
    const page = (node: Paragraph): Paper => paper('arxiv-html', [node], { warnings: [unread, failed] });
    const latex = (node: Paragraph): Paper => paper('eprint', [node]);
    assert.deepEqual(mergeLatex(page(sentence(null)), latex(sentence('W'))).warnings, []);
    // The word that failed is still missing.
    const doubted = { ...sentence(null, words('.')), confidence: 'uncertain' } as const;
    const merged = mergeLatex(page(doubted), latex(sentence('W', words(' here.'))));
    assert.deepEqual([merged.nodes.map(nodeText), merged.warnings], [['Let $x$ be the input and $W$ its weights.'], [failed]]);
    assert.equal(merged.nodes[0]?.confidence, 'uncertain');
    // One that is read and cannot be drawn says so.
    const undrawn = { kind: 'math', anchor: 'n2', tex: 'W', unreadable: 'KaTeX does not know it' } as const;
    const told = mergeLatex(
      page(sentence(null)),
      latex({ ...sentence('W'), content: sentence('W').content.map((one) => (one.kind === 'math' && one.tex === 'W' ? undrawn : one)) }),
    );
    assert.deepEqual(told.warnings, [{ kind: 'doubt', message: 'A formula cannot be drawn: KaTeX does not know it.', anchor: 'S1.p1.m2' }]);
  });

  // shows: paper-two-with-one-id
  it('are kept apart where versions or titles say that they are of two papers', () => {
    const page = paper('arxiv-html', [equation('S1.E1', null)], { sources: [{ kind: 'arxiv-html', sha256: 'a', version: 'v1' }] });
    const latex = paper('eprint', [equation('S1.E1', 'x')], { sources: [{ kind: 'eprint', sha256: 'b', version: 'v2' }] });
    const result = mergeLatex(page, latex);
    assert.deepEqual([result.nodes, result.warnings[0]?.kind], [page.nodes, 'doubt']);
  });
});
