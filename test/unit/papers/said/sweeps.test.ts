/** What a paper goes through and what came out at each: a search, however the setting is named, and nothing else. */
import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

/** What is searched in a paper with the set-up and the results. */
function searched(setUp: string, results: string): string[] {
  const tex = String.raw`\title{Networks}\begin{document}\section{Set-up} ${setUp} \section{Results} ${results} \end{document}`;
  return sayWhat(paperOf(tex)).hyperparameters.flatMap(({ name, role, values }) =>
    role === 'searched' ? [`${name} = ${values?.join(', ')}`] : [],
  );
}

// shows: paper-sweeps
describe('settings that a paper goes through', () => {
  const setUp = String.raw`We train with Adam, a learning rate of $3\times10^{-4}$, batches of 64 images and two layers of 96 units. The temperature is $T=4$. The weights are averaged with a decay of 0.99.`;
  for (const [results, expected] of [
    [
      String.raw`\paragraph{Learning rate.} $10^{-4}$, $3\times10^{-4}$, $10^{-3}$: $31$, $17$, $19$.`,
      'learning rate = 0.0001, 0.0003, 0.001',
    ],
    [
      String.raw`\paragraph{Step.} We measured $10^{-4}$, $3\times10^{-4}$ and $10^{-3}$: $31$, $17$ and $19$ errors.`,
      'learning rate = 0.0001, 0.0003, 0.001',
    ],
    [String.raw`With 32, 64 and 128 images per batch the error is 4.1, 3.9 and 4.6.`, 'batch size = 32, 64, 128'],
    [
      String.raw`\paragraph{Width.} $48$, $96$, $192$ and $384$ give $88.1$, $90.2$, $90.3$ and $90.1\%$.`,
      'hidden units = 48, 96, 192, 384',
    ],
    [String.raw`With $T\in\{1,2,4,8\}$ we reach $80.1$, $82.3$, $83.0$ and $81.1\%$.`, 'temperature = 1, 2, 4, 8'],
  ] as const)
    it(`are read from “${results}”`, () => assert.deepEqual(searched(setUp, results), [expected]));

  it('are nothing that fell or rose by itself', () => {
    assert.deepEqual(searched(setUp, 'After 10, 20 and 30 minutes the error was 5.1, 4.4 and 4.1.'), []);
  });

  const table = (rows: string): string => String.raw`\begin{table}\caption{Error.}\begin{tabular}{lcccc} ${rows} \end{tabular}\end{table}`;
  for (const [rows, ...expected] of [
    [String.raw`$T$ & 1 & 2 & 4 & 8\\ small & 5.1 & 4.4 & 4.0 & 4.2\\ large & 4.1 & 3.4 & 3.0 & 3.3\\`, 'temperature = 1, 2, 4, 8'],
    [
      String.raw`Batch size & 16 & 64 & 256\\ last & 3.5 & 2.7 & 2.2\\ mean & 2.0 & 1.9 & 2.1\\ Learning rate & 0.0001 & 0.0003 & 0.001\\ last & 2.2 & 2.7 & 4.1\\ mean & 2.1 & 1.9 & 2.0\\`,
      'batch size = 16, 64, 256',
      'learning rate = 0.0001, 0.0003, 0.001',
    ],
    [
      String.raw`& \multicolumn{3}{c}{Temperature}\\ Batch size & 2 & 4 & 8\\ 32 & 5.0 & 4.4 & 4.1\\ 64 & 4.9 & 4.0 & 4.2\\ 128 & 4.7 & 4.1 & 4.3\\`,
      'temperature = 2, 4, 8',
      'batch size = 32, 64, 128',
    ],
  ] as const)
    it(`are read from a table: ${rows}`, () => assert.deepEqual(searched(setUp, table(rows)).sort(), [...expected].sort()));

  it('are no rows of what several models have', () => {
    const rows = String.raw`& Small & Base & Large\\ Batch size & 64 & 128 & 256\\ Layers & 2 & 4 & 8\\`;
    assert.deepEqual(searched(setUp, table(rows)), []);
  });
});
