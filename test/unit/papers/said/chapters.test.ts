/** What chapters of dissertations and extended abstracts say in long sentences. */
import { reads } from './reads.ts';

// shows: paper-plain-words
describe('chapters and extended abstracts', () => {
  reads([
    [
      'The recurrent matrices were initialised orthogonally, the remaining ones according to Glorot.',
      'initialization = orthogonal (recurrent matrices)',
      'initialization = Glorot',
    ],
    [
      'Training was terminated as soon as the validation error had not decreased during 9 passes, at the latest, however, after 140 passes.',
      'early stopping patience = 9',
      'epochs = 140',
    ],
    ['As input the preceding 120 hours are supplied.', 'sequence length = 120'],
    ['The network is supplied with the preceding 60 values.', 'sequence length = 60'],
    [String.raw`$B$ starts at zero and $A$ from a Gaussian with s.d.\ 0.03.`, 'initialization = 0', 'initialization = 0.03 (A)'],
    ['Pumps No. 7 and No. 8 are contained only in confirmation.'],
    [
      String.raw`We train a network. \begin{table}\caption{Settings of the original and of the present report.}\begin{tabular}{lll} & OA & this report \\ Learning rate & 0.1 & 0.03 \\ Schedule & --- & cosine, to 0 \\ $\ell_2$ coefficient & --- & $3\cdot10^{-4}$ \end{tabular}\end{table}`,
      'learning rate = 0.03',
      'learning rate schedule = cosine',
      'final learning rate = 0',
      'weight decay = 0.0003',
    ],
  ]);
});
