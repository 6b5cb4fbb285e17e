import assert from 'node:assert/strict';
import { PaperMarks } from '../../../src/editor/paperMarks.ts';
import { outlineOf } from '../../../src/editor/paperOutlineNodes.ts';
import { addressOfPart, chipOfPart, copyAddress, explainRequest, implementRequest } from '../../../src/editor/paperPart.ts';
import { hitsIn, searchTermsOf } from '../../../src/editor/paperSearch.ts';
import { nothingSaid } from '../../../src/papers/parsePaper.ts';
import { readLatex } from './papers.ts';

const source = String.raw`\documentclass{article}
\title{Attention Again}
\begin{document}\maketitle
\section{Model}
Words.
\subsection{Scaled Dot-Product Attention}\label{sec:attention}
Queries of dimension $d_k$.
\begin{equation}\label{eq:attention}
\mathrm{Attention}(Q,K,V) = \operatorname{softmax}\Big(\frac{QK^\top}{\sqrt{d_k}}\Big)V
\end{equation}
\begin{table}\caption{Sizes of the models. All of them.}\begin{tabular}{l} a \end{tabular}\end{table}
\section{Training}
\begin{equation} L = -\log p \end{equation}
\end{document}`;

const arxiv = 'arxiv:1706.03762v7';
const part = async (anchor: string, selected?: string) => ({
  read: { paper: await readLatex(source, arxiv), said: nothingSaid },
  anchor,
  ...(selected === undefined ? {} : { selected }),
});

describe('The outline of a paper', () => {
  // shows: paper-outline
  it('is its section tree with numbered formulas, algorithms, tables and figures where they stand', async () => {
    const { roots, rowOf } = outlineOf(await readLatex(source));
    const shape = (rows: typeof roots): unknown =>
      rows.map(({ label, children }) => (children.length === 0 ? label : [label, shape(children)]));
    assert.deepEqual(shape(roots), [
      ['1 Model', [['1.1 Scaled Dot-Product Attention', ['Equation (1)', 'Table 1: Sizes of the models. All of them.']]]],
      ['2 Training', ['Equation (2)']],
    ]);
    assert.equal(rowOf('S1.SS1.p1')?.label, '1.1 Scaled Dot-Product Attention');
    assert.equal(rowOf('S1.E1')?.label ?? rowOf('S1.SS1.E1')?.label, 'Equation (1)');
    assert.equal(rowOf('S1.SS1')?.parent?.anchor, 'S1');
    assert.equal(rowOf('nowhere'), undefined);
  });
});

describe('A part of a paper', () => {
  // shows: paper-reader-actions
  it('is said to be copied when its address is in the clipboard, and why where it is not', async () => {
    const steps: string[] = [];
    const say = (words: string): void => void steps.push(words);
    await copyAddress(
      await part('S1.SS1.E1'),
      async (text) => {
        await Promise.resolve();
        steps.push(`written: ${text}`);
      },
      say,
    );
    assert.deepEqual(steps.splice(0), ['written: arxiv:1706.03762v7#S1.SS1.E1', 'Address copied']);
    const refused = copyAddress(await part('S1'), () => Promise.reject(new Error('No clipboard.')), say);
    await assert.rejects(refused, { code: 'not-copied' });
    assert.deepEqual(steps, [
      'arxiv:1706.03762v7#S1 was not copied: No clipboard. Allow the editor to use the clipboard, and copy it again.',
    ]);
  });

  // shows: paper-compose
  it('is asked for by name, title and address, with its words attached as the paper’s', async () => {
    const equation = await part('S1.E1');
    assert.match(
      implementRequest(equation),
      /^Implement equation \(1\) of “Attention Again” \(arxiv:1706\.03762v7#S1\.E1\) in this workspace\./,
    );
    assert.match(explainRequest(await part('S1.SS1')), /^Explain the section “1\.1 Scaled Dot-Product Attention” of “Attention Again”/);
    const chip = chipOfPart(equation);
    assert.deepEqual([chip.kind, chip.path, chip.label], ['paper', 'arxiv:1706.03762v7#S1.E1', 'arxiv:1706.03762v7#S1.E1']);
    assert.match(chip.text ?? '', /\\operatorname\{softmax\}/);
    assert.equal(addressOfPart(equation), 'arxiv:1706.03762v7#S1.E1');
  });

  // shows: paper-compose
  it('brings the words that were selected in it, and never more than fits into a message', async () => {
    assert.match(chipOfPart(await part('S1.SS1.p1', 'Queries of dimension')).text ?? '', /^Selected in it: “Queries of dimension”/);
    const long = chipOfPart(await part('S1', 'x'.repeat(100_000))).text ?? '';
    assert.ok(long.length < 22_000, String(long.length));
  });

  // shows: paper-find-in-code
  it('is looked for in code by its address, with any version, and by the names that it has', async () => {
    const terms = searchTermsOf(await part('S1.E1'));
    const code = [
      'import math',
      '# arxiv:1706.03762#S1.E1',
      'def scaled_dot_product_attention(q, k, v):',
      '    return softmax(q @ k.T) @ v  # arxiv:1706.03762v7#S1.E10',
      'class SoftMax: pass',
    ].join('\n');
    assert.deepEqual(
      hitsIn(code, terms).map(({ line, isAddress }) => [line, isAddress]),
      [
        [1, true],
        [2, false],
        [3, false],
        [4, false],
      ],
    );
    assert.deepEqual(hitsIn('x = attention_mask', terms), []);
  });
});

describe('The marks of a paper', () => {
  // shows: paper-marks
  it('say of each linked part, in any version of the paper, that there is code, and where', () => {
    const marks = new PaperMarks();
    const heard: string[] = [];
    marks.onDidChange((paper) => heard.push(paper));
    const at = (line: number) => ({ file: '/work/model.py', line });
    const links = [
      { address: 'arxiv:1706.03762v5#S3.E1', code: [at(3)] },
      { address: 'arxiv:1706.03762v7#S3.E1', code: [at(9)] },
      { address: 'arxiv:1706.03762v7#S4', code: [] },
      { address: 'file:other.tex#S1', code: [at(1)] },
    ];
    marks.linked(links);
    // What is told again is no news.
    marks.linked(links.map((link) => ({ ...link })));
    assert.deepEqual(marks.marksOf('arxiv:1706.03762v7'), { 'S3.E1': { mark: 'coded', words: 'There is code for it', opens: 'code' } });
    assert.deepEqual(marks.codeOf('arxiv:1706.03762', 'S3.E1'), [at(3), at(9)]);
    assert.deepEqual(heard, ['arxiv:1706.03762', 'file:other.tex']);
    marks.linked([]);
    assert.deepEqual(marks.marksOf('arxiv:1706.03762v7'), {});
  });

  // shows: paper-marks-stages
  it('go further than a link where files of a reproduction say so, by the anchors that the paper has', async () => {
    const { paper } = (await part('S1')).read;
    const anchors = paper.nodes.flatMap(({ kind, anchor, aliases }) => (kind === 'equation' ? [{ anchor, aliases }] : []));
    const [{ anchor, aliases } = { anchor: '', aliases: [] }] = anchors;
    const [label = ''] = aliases;
    const inline = paper.nodes.flatMap((node) =>
      node.kind === 'paragraph'
        ? node.content.flatMap((one) => (one.kind === 'math' && one.anchor !== undefined ? [[node.anchor, one.anchor]] : []))
        : [],
    )[0];
    assert.ok(label !== '' && inline !== undefined);
    const marks = new PaperMarks();
    const code = [{ file: '/work/model.py', line: 3 }];
    const tested = { mark: 'tested', words: 'Its code was compared', opens: 'code', code } as const;
    const planned = { mark: 'planned', words: 'The plan has it', opens: 'reproduction', code: [] } as const;
    marks.staged([
      { address: `arxiv:1706.03762#${label}`, mark: tested },
      { address: `arxiv:1706.03762#${inline[1]}`, mark: planned },
      { address: 'arxiv:1706.03762#S2', mark: planned },
    ]);
    const { code: _, ...shown } = tested;
    const { code: __, ...only } = planned;
    assert.deepEqual(marks.marksOf(arxiv, paper), {
      [inline[0] ?? '']: { ...only, words: 'A part of it: the plan has it' },
      [anchor]: shown,
      S2: only,
    });
    assert.deepEqual(marks.codeOf(arxiv, anchor, paper), code);
    // A link that was made just now is more than a plan, until the files are read again.
    marks.linked([{ address: `${arxiv}#S2`, code }]);
    assert.equal(marks.marksOf(arxiv, paper)['S2']?.mark, 'coded');
    assert.deepEqual([...marks.linkedFiles], [['arxiv:1706.03762#S2', ['/work/model.py']]]);
  });
});
