import assert from 'node:assert/strict';
import { PaperMarks } from '../../../src/editor/paperMarks.ts';
import { outlineOf } from '../../../src/editor/paperOutlineNodes.ts';
import type { Equation, Paragraph } from '../../../src/papers/document.ts';
import { nodeNamed, nodeWith, sectionNamed } from '../../../src/papers/named.ts';
import { findAnchor } from '../../../src/papers/paperJson.ts';
import { wordsAt } from '../../../src/reproduction/trace/paperSide.ts';
import { readLatex } from '../editor/papers.ts';

const source = String.raw`\documentclass{article}
\begin{document}
\section{Method}\label{sec:method}
The step is $\eta = 0.1$.
\begin{equation}\label{eq:loss} L = \eta \end{equation}
\begin{table}\caption{Of width $w$.}\begin{tabular}{l} $d_k$ \end{tabular}\end{table}
\end{document}`;

describe('What bears a name in a paper', () => {
  // shows: paper-host-awake
  it('is found by its anchor and its labels, and what holds a line or a formula by theirs', async () => {
    const paper = await readLatex(source);
    assert.equal(sectionNamed(paper, 'sec:method')?.anchor, 'S1');
    assert.equal(nodeNamed(paper, 'eq:loss'), nodeNamed(paper, 'S1.E1'));
    const [, , table] = paper.nodes;
    assert.ok(table?.kind === 'table');
    const formula = table.rows[0]?.[0]?.content.find((inline) => inline.kind === 'math');
    assert.ok(formula?.kind === 'math');
    assert.equal(nodeWith(paper, formula.anchor), table);
    assert.deepEqual(wordsAt(paper, formula.anchor), { text: 'd_k', tex: 'd_k' });
    assert.deepEqual([nodeNamed(paper, 'S9'), nodeWith(paper, 'S9'), wordsAt(paper, 'S9')], [undefined, undefined, undefined]);
  });

  // shows: paper-host-awake
  it('is asked of each node once, however many links and marks a long paper has', async () => {
    const { nodes, ...rest } = await readLatex(source);
    const [paragraph, equation] = nodes;
    assert.ok(paragraph?.kind === 'paragraph' && equation?.kind === 'equation');
    let asked = 0;
    const counted = <Node extends Paragraph | Equation>(node: Node, anchor: string): Node => ({
      ...node,
      anchor,
      get aliases() {
        asked++;
        return [`label:${anchor}`];
      },
    });
    const count = 400;
    const long = Array.from({ length: count }, (_, index) =>
      index % 2 === 0 ? counted(paragraph, `S1.p${index}`) : counted(equation, `S1.E${index}`),
    );
    const paper = { ...rest, nodes: long };
    for (const { anchor } of long) {
      assert.equal(findAnchor(paper, anchor)?.kind, 'node');
      assert.notEqual(wordsAt(paper, `label:${anchor}`), undefined);
    }
    const marks = new PaperMarks();
    const code = [{ file: '/work/model.py', line: 1 }];
    marks.linked(long.map(({ anchor }) => ({ address: `${paper.id}#${anchor}`, code })));
    assert.equal(Object.keys(marks.marksOf(paper.id, paper)).length, count);
    assert.equal(outlineOf(paper).roots[0]?.children.length, count / 2);
    // A mark that goes to the node itself need not look at its labels.
    assert.ok(asked <= 2 * count, `${asked} times`);
  });
});
