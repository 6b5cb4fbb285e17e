import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nodeText } from '../../../../src/papers/document.ts';
import { readMarkdown } from '../../../../src/papers/markdown/readMarkdown.ts';

describe('A paper in Markdown', () => {
  // shows: paper-markdown
  it('has headings, words, formulas, tables, lists and code, each with its place', () => {
    const text =
      '---\ntitle: x\n---\n# Title\n\n## 1 Method\n\nThe rate is $\\eta=10^{-3}$ and **not** $5 or $6.\n\n$$\n\\frac12 \\mathbf{x}\n$$\n\n| A | $b|c$ |\n|---|---|\n| 1 | 2 |\n\n- one\n  - two\n\n```python\nx = "$y$"\n```\n\n### Deeper\n$$ \\nope{x} $$\n';
    const paper = readMarkdown(text, { id: 'file:a.md', source: { kind: 'file', from: 'a.md', sha256: '' } });
    assert.equal(paper.title, 'Title');
    assert.deepEqual(
      paper.sections.map(({ anchor, number, title, level, parent }) => [anchor, number, title, level, parent]),
      [
        ['S1', '1', 'Method', 1, undefined],
        ['S1.SS1', undefined, 'Deeper', 2, 'S1'],
      ],
    );
    assert.deepEqual(
      paper.nodes.map((node) => [node.anchor, nodeText(node)]),
      [
        ['S1.p1', 'The rate is $\\eta=10^{-3}$ and not $5 or $6.'],
        ['S1.Ex1', '$$\\frac12 \\mathbf{x}$$'],
        ['S1.T1', '\nA | $b|c$\n1 | 2'],
        ['S1.p2', '• one'],
        ['S1.p3', '• two'],
        ['S1.v1', '\nx = "$y$"'.trim()],
        ['S1.SS1.Ex1', '[formula]'],
      ],
    );
    const equation = paper.nodes.find(({ kind }) => kind === 'equation');
    assert.deepEqual(equation?.place, {
      kind: 'text',
      file: 'a.md',
      start: text.indexOf('$$'),
      end: text.indexOf('$$\n\n|') + 2,
      line: 10,
    });
    assert.ok(paper.warnings.some(({ kind, anchor }) => kind === 'unread' && anchor === 'S1.SS1.Ex1'));
  });
});
