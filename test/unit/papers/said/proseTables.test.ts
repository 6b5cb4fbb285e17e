/** Tables that describe in words, and theory that is tried out. */
import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';
import { reads, table } from './reads.ts';

// shows: paper-plain-words
describe('tables that describe in words', () => {
  reads([
    [
      table(
        'Reporting checklist.',
        'll',
        'Item & Answer',
        'Model & a two-layer GRU of 128 units each',
        'Training & twelve epochs of RMSprop at a rate of 0.0005, 32 essays at a time',
        'Regularisation & one unit in five is dropped; weights decay by 1e-4',
        'Repetitions & every model trained five times from different seeds',
      ),
      'layers = 2',
      'hidden units = 128',
      'epochs = 12',
      'optimizer = RMSprop',
      'learning rate = 0.0005',
      'batch size = 32',
      'dropout = 0.2',
      'weight decay = 0.0001',
      'seeds = 5',
    ],
    [
      table(
        'What we took, and why.',
        'lll',
        'Aspect & Setting & Reason',
        'Method & plain SGD with momentum 0.9 and a rate of 0.05 & Adam at 0.001 was unstable',
        'Duration & 90 epochs of 128 images per batch & the loss was flat after 80 epochs',
        'Augmentation & flips and small shifts of colour & as usual',
      ),
      'optimizer = SGD',
      'momentum = 0.9',
      'learning rate = 0.05',
      'epochs = 90',
      'batch size = 128',
    ],
    [
      table(
        'Prior studies.',
        'll',
        'Study & Approach',
        'Meier & an LSTM with 200 units trained for 30 epochs',
        'Huber & a transformer with 6 layers and dropout of 0.1',
        'Weber & logistic regression on 50 features',
      ),
    ],
  ]);
});

// shows: paper-plain-words
describe('theory that is tried out', () => {
  const paper = (experiments: string): string => String.raw`\title{A rate}\begin{document}\section{Analysis}
\begin{theorem}Gradient descent with step size at most $1/(10n)$ reaches error $0.01$ in $O(n)$ steps.\end{theorem}
\begin{proof}Expand and sum. We show that the drift is bounded.\end{proof} ${experiments} \end{document}`;
  const said = (tex: string) => sayWhat(paperOf(tex));
  it('reads a section of experiments that nobody says “we” in', () => {
    const { hyperparameters, missing } = said(
      paper(
        String.raw`\section{Experiments} Plain SGD is performed on fresh batches of $32$ points with a step size of $0.02$. A run ends after $10^5$ steps.`,
      ),
    );
    const values = hyperparameters.map(({ name, value }) => `${name} = ${value}`);
    for (const value of ['optimizer = SGD', 'batch size = 32', 'learning rate = 0.02', 'training steps = 100000'])
      assert.ok(values.includes(value), value);
    assert.ok(missing.some(({ name }) => name === 'hardware'));
  });
  it('takes nothing of one without such a section', () => assert.deepEqual(said(paper('')).hyperparameters, []));
});
