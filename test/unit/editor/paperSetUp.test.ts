import assert from 'node:assert/strict';
import { shownPaper } from '../../../src/editor/paperShown.ts';
import { nothingSaid, unfinishedSaid } from '../../../src/papers/parsePaper.ts';
import type { Said, StatedValue } from '../../../src/papers/said/said.ts';
import { readLatex } from './papers.ts';

const source = String.raw`\documentclass{article}
\title{Set Up}
\begin{document}\maketitle
\begin{abstract}We use few words.\end{abstract}
\section{Training}
\subsection{Optimiser}
Words.
\begin{table}\caption{Settings.}\begin{tabular}{ll} Batch size & 32 \end{tabular}\end{table}
\section*{Notes}
More words.

And more.
\begin{algorithm}\caption{Steps.}\begin{algorithmic}\State Draw. \State Step. \end{algorithmic}\end{algorithm}
\end{document}`;

const at = (anchor: string): string => `file:paper.tex#${anchor}`;
const value = (anchor: string, name: string, number: number | string, more: Partial<StatedValue> = {}): StatedValue => ({
  address: at(anchor),
  name,
  value: number,
  stated: String(number),
  quote: `${name} ${number}`,
  ...more,
});

describe('What a reader is told of a set-up', () => {
  const shown = async (said: Partial<Said>) => {
    const { setUp } = shownPaper({ paper: await readLatex(source), said: { ...nothingSaid, ...said } });
    assert.ok(setUp !== undefined && !('why' in setUp));
    return setUp;
  };

  // shows: paper-set-up
  it('is each value once, those of a name together, with unit, scope and its places by the names that a person has for them', async () => {
    const { stated } = await shown({
      hyperparameters: [
        value('S1.SS1.p1', 'epochs', 20, { unit: 'epochs' }),
        value('S1.SS1.p1', 'batch size', 32, { unit: 'images', scope: 'teacher' }),
        value('abstract.p1', 'epochs', 20, { unit: 'epochs' }),
        value('S1.T1', 'batch size', 64, { unit: 'images' }),
        value('S1.SS1.p1', 'dropout', '0.1, 0.2', { role: 'searched', values: [0.1, 0.2] }),
        value('S1.SS1.p1', 'learning rate', '1e-5 to 1e-3', { role: 'range', values: [1e-5, 1e-3] }),
      ],
    });
    assert.deepEqual(
      stated.map(({ name, value: text, scope, places }) => [name, text, scope, places.map(({ label }) => label).join()]),
      [
        ['epochs', '20', undefined, '§1.1,Abstract'],
        ['batch size', '32 images', 'teacher', '§1.1'],
        ['batch size', '64 images', undefined, 'Table 1'],
        ['dropout', 'one of 0.1, 0.2', undefined, '§1.1'],
        ['learning rate', 'from 0.00001 to 0.001', undefined, '§1.1'],
      ],
    );
    assert.deepEqual(stated[2]?.places, [{ anchor: 'S1.T1', label: 'Table 1', quote: 'batch size 64' }]);
  });

  // shows: paper-set-up
  it('is what is not said, with numbers that may say it, and both places of a contradiction with their words', async () => {
    const odd = { address: at('S1.SS1.p1'), stated: '0.3', unit: 'nats', perhaps: ['dropout'], quote: 'a factor of $0.3$' };
    const { missing, contradictions, unnamed } = await shown({
      hyperparameters: [value('S1.SS1.p1', 'batch size', 32), value('S1.T1', 'batch size', 64), value('S1.T1', 'devices', 8)],
      missing: [
        { name: 'dropout', why: 'It is not said.', perhaps: [odd.address, at('S1.T1')] },
        { name: 'seeds', why: 'They are not said.' },
      ],
      contradictions: [
        {
          name: 'batch size',
          values: [
            { value: 32, address: at('S1.SS1.p1') },
            {
              value: 512,
              address: at('S1.T1'),
              from: [
                { name: 'batch size', value: 64, address: at('S1.T1') },
                { name: 'devices', value: 8, address: at('S1.T1') },
              ],
            },
          ],
        },
      ],
      unnamed: [odd],
    });
    const guess = { value: '0.3 nats', perhaps: ['dropout'], place: { anchor: 'S1.SS1.p1', label: '§1.1', quote: odd.quote } };
    assert.deepEqual(unnamed, [guess]);
    assert.deepEqual(
      missing.map(({ perhaps }) => perhaps),
      [[guess.place, { anchor: 'S1.T1', label: 'Table 1' }], []],
    );
    assert.deepEqual(contradictions[0]?.values, [
      { value: '32', places: [{ anchor: 'S1.SS1.p1', label: '§1.1', quote: 'batch size 32' }] },
      { value: '512', from: 'batch size 64, devices 8', places: [{ anchor: 'S1.T1', label: 'Table 1', quote: 'batch size 64' }] },
    ]);
  });

  // shows: paper-set-up
  it('tells places apart that stand beside each other and are called the same', async () => {
    const { stated, contradictions } = await shown({
      hyperparameters: [value('Sx1.p1', 'epochs', 20), value('Sx1.p2', 'epochs', 20), value('alg1.l2', 'dropout', 0.1)],
      contradictions: [
        {
          name: 'dropout',
          values: [
            { value: 0.1, address: at('alg1.l2') },
            { value: 0.2, address: at('alg1.l1') },
          ],
        },
      ],
    });
    const labels = (rows: readonly { readonly places: readonly { readonly label: string }[] }[]) =>
      rows.map(({ places }) => places.map(({ label }) => label));
    assert.deepEqual(labels(stated), [['Notes ¶1', 'Notes ¶2'], ['Algorithm 1']]);
    assert.deepEqual(labels(contradictions[0]?.values ?? []), [['Algorithm 1 line 2'], ['Algorithm 1 line 1']]);
  });

  // shows: paper-set-up
  it('is absent while it is looked for, and says why where it could not be', async () => {
    const paper = await readLatex(source);
    assert.equal(shownPaper({ paper, said: nothingSaid }).setUp, undefined);
    assert.deepEqual(shownPaper({ paper, said: unfinishedSaid({}, 'It takes too long.') }).setUp, { why: 'It takes too long.' });
    // Values that were worked out are shown, with what was not.
    const { setUp } = shownPaper({ paper, said: unfinishedSaid({ notation: [], hyperparameters: [] }, 'It takes too long.') });
    assert.match(
      setUp !== undefined && 'stated' in setUp ? (setUp.unfinished ?? '') : '',
      /: where it contradicts itself, numbers .* It takes too long\./,
    );
  });
});
