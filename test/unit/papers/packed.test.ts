import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { Paper } from '../../../src/papers/document.ts';
import { packPaper, unpackPaper, withHead } from '../../../src/papers/packed.ts';
import { nothingSaid } from '../../../src/papers/parsePaper.ts';
import { readLatex } from '../editor/papers.ts';

const source = String.raw`\documentclass{article}
\begin{document}
\section{Method}\label{sec:method}
The step is $\eta = 0.1$, as in~\cite{older}.
\begin{thebibliography}{9}\bibitem{older} An older one. “Sätze.”\end{thebibliography}
\end{document}`;

const said = { ...nothingSaid, notation: [{ symbol: '\\eta', meaning: 'step', address: 'file:paper.tex#S1.p1' }] };

describe('A paper that was read, as bytes', () => {
  // shows: paper-host-awake
  it('takes its lists from what was taken apart before, where only the rest is new', async () => {
    const paper = await readLatex(source);
    const early = packPaper({ paper, said: nothingSaid });
    const shown = await unpackPaper(early);
    assert.ok(shown !== undefined);
    const later = packPaper({ paper, said });
    const read = await unpackPaper(later, { packed: early, read: shown });
    assert.deepEqual(read, { paper, said });
    for (const list of ['sections', 'references', 'nodes'] as const) assert.equal(read?.paper[list], shown.paper[list]);
    const other: Paper = { ...paper, nodes: paper.nodes.slice(1) };
    assert.deepEqual(await unpackPaper(packPaper({ paper: other, said }), { packed: early, read: shown }), { paper: other, said });
  });

  // shows: paper-host-awake
  it('is given another head without its lists being written again', async () => {
    const paper = await readLatex(source);
    const packed = packPaper({ paper, said: nothingSaid });
    const other = { paper: { ...paper, id: 'arxiv:2401.00001v2', warnings: [{ kind: 'doubt', message: 'Zweifel – ü' } as const] }, said };
    assert.deepEqual(Buffer.from(withHead(packed, other)), Buffer.from(packPaper(other)));
    const empty = { paper: { ...other.paper, sections: [], references: [], nodes: [] }, said };
    assert.deepEqual(await unpackPaper(withHead(packPaper(empty), empty)), empty);
  });

  // shows: paper-host-awake
  it('leaves others their turn while it is taken apart', async () => {
    const paper = await readLatex(source);
    const [node] = paper.nodes;
    assert.ok(node?.kind === 'paragraph');
    const content = [{ kind: 'text', text: 'words of a paper '.repeat(500) } as const];
    const nodes = Array.from({ length: 5_000 }, (_, index) => ({ ...node, content, anchor: `S1.p${index}` }));
    const packed = packPaper({ paper: { ...paper, nodes }, said });
    let turns = 0;
    let isDone = false;
    const others = (async () => {
      for (; !isDone; await turn()) turns += 1;
    })();
    assert.equal((await unpackPaper(packed))?.paper.nodes.length, nodes.length);
    isDone = true;
    await others;
    assert.ok(turns > 2, `${turns} turns`);
  });
});
