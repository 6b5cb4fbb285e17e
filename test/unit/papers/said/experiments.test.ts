/** What several experiments of one paper are told apart by, and what tells nothing apart. `name = value (scope)`. */
import { reads } from './reads.ts';

describe('a word for the kind of thing', () => {
  reads([
    [
      String.raw`\begin{tabular}{lcc} & Forest & Network\\ Learning rate & -- & 0.004\\ Batch size & -- & 48\\ Trees & 200 & --\\ \end{tabular}`,
      'learning rate = 0.004 (Network)',
      'batch size = 48 (Network)',
    ],
    [
      String.raw`\begin{tabular}{lc} & Network\\ Learning rate & 0.004\\ Batch size & 48\\ \end{tabular}`,
      'learning rate = 0.004',
      'batch size = 48',
    ],
  ]);
});

describe('a phase', () => {
  reads([
    [
      String.raw`\section{Two kinds of pre-training} We train with Adam at a learning rate of 0.003 in batches of 80 for 25 epochs. A linear classifier is then fitted with L-BFGS.`,
      'optimizer = Adam',
      'learning rate = 0.003',
      'batch size = 80',
      'epochs = 25',
      'optimizer = L-BFGS (linear classifier)',
    ],
    [
      String.raw`\section{Two kinds of pre-training} We train with Adam at a learning rate of 0.003 in batches of 80 for 25 epochs. In fine-tuning, the learning rate is 0.0002 and we train for 5 epochs.`,
      'optimizer = Adam (pre-training)',
      'learning rate = 0.003 (pre-training)',
      'batch size = 80 (pre-training)',
      'epochs = 25 (pre-training)',
      'learning rate = 0.0002 (fine-tuning)',
      'epochs = 5 (fine-tuning)',
    ],
  ]);
});

describe('weights that start differently', () => {
  reads([
    [
      'Recurrent matrices start orthogonal, all others Glorot uniform.',
      'initialization = orthogonal (Recurrent matrices)',
      'initialization = Glorot uniform',
    ],
    ['The embeddings are initialised with a standard deviation of 0.05.', 'initialization = 0.05 (embeddings)'],
  ]);
});

describe('clients', () => {
  reads([
    [
      'A client runs plain SGD on batches of 24 images at a learning rate of 0.2.',
      'optimizer = SGD',
      'batch size = 24',
      'learning rate = 0.2',
    ],
  ]);
});
