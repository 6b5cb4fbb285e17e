import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { placeInText, placeOfWords } from '../../../src/editor/paperPlace.ts';
import { readLatex } from './papers.ts';

const digits = readFileSync(new URL('../../../examples/digits/paper.tex', import.meta.url), 'utf8');

const several = String.raw`\documentclass{article}
\begin{document}
\section{Method}\label{sec:method}
We train a small network with plain gradient descent, without momentum of any kind.
\subsection{Loss}
The loss is the mean over the batch of the negative log-likelihood of the right class:
\begin{equation}\label{eq:loss}
L = -\frac1n \sum_i \log p_i
\end{equation}
It is never negative, and zero only where every class is certain.
\subsection{Schedule}
The learning rate falls from its first value to nothing along a cosine over all steps.
\section{Results}
The network reads ninety-eight of a hundred digits after five epochs.
\end{document}
`;

describe('the part of a paper that a selection in its source means', () => {
  const at = async (text: string, from: string, to = from) => {
    const paper = await readLatex(text);
    const start = text.indexOf(from);
    return placeInText(paper, 'paper.tex', text, start, to === from && from === '' ? start : text.indexOf(to) + to.length);
  };

  // shows: paper-selection
  it('is the formula whose lines hold it, from \\begin to \\end', async () => {
    assert.deepEqual(await at(digits, 'v_{t+1} = '), { anchor: 'S1.E1', nodes: ['S1.E1'], isSure: true });
    assert.equal((await at(digits, '\\begin{equation}'))?.anchor, 'S1.E1');
    assert.equal((await at(several, 'L = -', '\\end{equation}'))?.anchor, 'S1.E1');
  });

  // shows: paper-selection
  it('is the section whose heading is in it, with what stands below', async () => {
    assert.deepEqual(await at(several, '\\subsection{Loss}', 'certain.'), { anchor: 'S1.SS1', nodes: [], isSure: true });
    assert.equal((await at(several, '\\section{Method}', 'certain.'))?.anchor, 'S1');
    assert.equal((await at(several, '\\section{Results}'))?.anchor, 'S2');
  });

  // shows: paper-selection
  it('is the section around them, where several paragraphs are selected', async () => {
    const located = await at(several, 'The loss is', 'every class');
    assert.equal(located?.anchor, 'S1.SS1');
    assert.deepEqual(located?.nodes.length, 3);
    assert.equal((await at(several, 'It is never', 'along a cosine'))?.anchor, 'S1');
  });

  // shows: paper-selection
  it('is nothing above the first heading', async () => {
    assert.equal(await at(several, '\\documentclass'), undefined);
  });
});

describe('the part of a paper that words of it mean', () => {
  // shows: paper-selection
  it('is found with words missing, hyphens and ligatures in them', async () => {
    const paper = await readLatex(several);
    const anchorOf = (words: string, near?: string) => placeOfWords(paper, words, near)?.anchor;
    assert.equal(anchorOf('The learn-\ning rate falls from its ﬁrst value to nothing'), 'S1.SS2.p1');
    assert.equal(anchorOf('reads ninety-eight of hundred digits after five'), 'S2.p1');
    assert.equal(anchorOf('log p_i'), 'S1.E1');
  });

  // shows: paper-selection
  it('are no part of it where they stand nowhere, and unsure where they stand twice', async () => {
    const paper = await readLatex(several);
    assert.equal(placeOfWords(paper, 'attention is all you need'), undefined);
    assert.equal(placeOfWords(paper, '…'), undefined);
    assert.equal(placeOfWords(paper, 'network')?.isSure, false);
    assert.deepEqual(placeOfWords(paper, 'network', 'S2.p1'), { anchor: 'S2.p1', nodes: ['S2.p1'], isSure: true });
  });

  // shows: paper-selection
  it('are a section where they go over several paragraphs', async () => {
    const paper = await readLatex(several);
    const words = several.slice(several.indexOf('The loss is'), several.indexOf('\\subsection{Schedule}'));
    assert.equal(placeOfWords(paper, words)?.anchor, 'S1.SS1');
  });
});
