import assert from 'node:assert/strict';
import { slicePaper } from '../../../../src/reproduction/slice/slicePaper.ts';
import { definedIn, symbolsIn } from '../../../../src/reproduction/slice/symbols.ts';
import { readExample, readTex } from '../../../support/readExample.ts';

const anchorsOf = (slice: ReturnType<typeof slicePaper>): readonly string[] =>
  slice.nodes.map(({ address }) => address.replace(/^.*#/, ''));

describe('What a part of a paper leans on', () => {
  // shows: repro-slice
  it('is found by symbol, reference, algorithm, setting, table and citation, each with the reason', () => {
    const slice = slicePaper(readExample('diffusion-1d'), ['eq:loss']);
    const anchors = anchorsOf(slice);
    assert.deepEqual(slice.selection, ['file:diffusion-1d.tex#S2.E8']);
    const because = (anchor: string): string =>
      slice.nodes
        .find(({ address }) => address.endsWith(`#${anchor}`))
        ?.because.map(({ why, of, what }) => `${why} ${of.replace(/^.*#/, '')} ${what ?? ''}`)
        .join('; ') ?? '';
    assert.match(because('S2.E8'), /selected/);
    // \bar\alpha_t is the product of the \alpha_t, which come from the \beta_t.
    assert.match(because('S2.E2'), /symbol .*\\bar \\alpha_t/);
    assert.match(because('S2.SS1.p1.2'), /symbol .*\\alpha_t/);
    assert.match(because('alg1'), /Algorithm 1 uses it/);
    assert.match(because('S3.SS1.p1'), /setting .*learning rate/);
    assert.match(because('S2.SS2.p1'), /symbol/);
    for (const anchor of ['abstract.p1', 'S1.p1', 'S4.p1']) assert.ok(!anchors.includes(anchor), anchor);
    assert.ok(anchors.some((anchor) => anchor.startsWith('bib.')));
    assert.deepEqual(slicePaper(readExample('diffusion-1d'), ['eq:loss']), slice);
  });

  // shows: repro-slice
  it('has room up to the budget, what is near first, and says what was left out', () => {
    const read = readExample('toy-attention');
    const whole = slicePaper(read, ['S2']);
    const small = slicePaper(read, ['S2'], { budget: 500 });
    assert.ok(small.tokens <= 500 && small.nodes.length < whole.nodes.length);
    for (const { address, because } of whole.nodes)
      if (because[0]?.why === 'within')
        assert.ok(
          small.nodes.some((node) => node.address === address),
          address,
        );
    for (const { address } of whole.nodes)
      assert.ok([...small.nodes, ...small.left].some((node) => node.address === address) || address.includes('#bib.'), address);
    assert.match(small.left[0]?.why ?? '', /^No room: \d+ tokens/);
  });

  // shows: repro-slice
  it('names formulas that could not be read, and a part that is not there', () => {
    const read = readTex(String.raw`\documentclass{article}\title{A}\begin{document}\maketitle\section{Method}\label{sec:m}
We minimise this.
\begin{equation}\label{eq:x} L = \undefinedthing{x} \end{equation}
\end{document}`);
    const slice = slicePaper(read, ['sec:m']);
    assert.match(
      slice.left.map(({ address, why }) => `${address} ${why}`).join('\n'),
      /S1\.E1 Its formula could not be read .*never guess it/,
    );
    assert.throws(() => slicePaper(read, ['sec:none']), { code: 'slice-no-part' });
  });

  it('of which only the abstract could be read is nothing: the paper is refused with the reason', () => {
    const { paper, said } = readTex(
      String.raw`\documentclass{article}\title{A}\begin{document}\maketitle\begin{abstract}We do.\end{abstract}\end{document}`,
    );
    const abstract = { ...paper, sources: paper.sources.map((source) => ({ ...source, kind: 'abstract' as const })) };
    assert.throws(() => slicePaper({ paper: abstract, said }, []), { code: 'paper-body-unread' });
  });
});

describe('The symbols of a formula', () => {
  it('are told apart with their index, accents and without words', () => {
    const full = (tex: string): readonly string[] => symbolsIn(tex).map((symbol) => symbol.full);
    assert.deepEqual(full(String.raw`a = \operatorname{softmax}\left(\frac{qK^{\top}}{\sqrt{d}}\right)`), ['a', 'q', 'K', 'd']);
    assert.deepEqual(full(String.raw`\hat y_i = W_{Q} x'`), ['i', String.raw`\hat y_i`, 'Q', 'W_Q', 'x']);
    assert.deepEqual(full(String.raw`\bar{\alpha}_t`), ['t', String.raw`\bar \alpha_t`]);
    assert.deepEqual(definedIn(String.raw`q = x_q W_Q , \qquad K = X W_K`), ['q', 'K']);
    assert.deepEqual(
      definedIn(String.raw`W_Q,W_K\in\mathbb{R}^{d\times d}`).filter((symbol) => symbol.startsWith('W')),
      ['W_Q', 'W_K'],
    );
    assert.deepEqual(definedIn(String.raw`j=1,\dots,n`), []);
  });
});
