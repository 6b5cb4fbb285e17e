import assert from 'node:assert/strict';
import { saidMarkdown } from '../../../src/papers/paperMarkdown.ts';
import { nothingSaid } from '../../../src/papers/parsePaper.ts';
import { readers } from '../../../src/papers/readers.ts';
import { readLatex } from '../editor/papers.ts';

describe('what a paper says of itself, as Markdown', () => {
  // shows: paper-notation
  it('has its symbols with meaning, shape and place, and no heading where there are none', async () => {
    const paper = await readLatex(
      String.raw`\documentclass{article}\begin{document}\section{Model}
Let $W \in \mathbb{R}^{d \times k}$ be the weight matrix and let $\eta$ denote the learning rate.
\begin{equation} y = W x \end{equation}\end{document}`,
    );
    const [, ...parts] = saidMarkdown(await readers.said(paper))
      .join('\n')
      .split('## Notation\n');
    assert.match(parts.join(), /^- \$W\$: .*weight matrix.*, of shape \$d ?\\times k\$ {2}\(#S1\.p1/m);
    assert.match(parts.join(), /\$\\eta\$: .*learning rate/);
    assert.deepEqual(saidMarkdown(nothingSaid), []);
  });
});
