/** Settings in the words of other trades: of those who estimate, simulate, or study a language. */
import { reads } from './reads.ts';

// shows: paper-plain-words
describe('words of other trades', () => {
  reads([
    ['The inventory amounts to 47 symbols, those for the ends of words included.', 'vocabulary size = 47'],
    ['The longest verb has 19 letters; shorter ones are padded to it.', 'sequence length = 19'],
    ['No verb is longer than 18 letters, and all are padded to this length.', 'sequence length = 18'],
    ['Verbs are presented in bundles of 24, each followed by one update.', 'batch size = 24'],
    ['A quarter of the embedded letters’ components is dropped at random during training.', 'dropout = 0.25'],
    ['The decoder is recurrent, and its state has 72 dimensions.', 'hidden units = 72'],
    ['The likeliest sign is written until the end sign appears or 40 signs have been written.', 'maximum length = 40'],
    [
      'Estimation ends once the validation error has not fallen for 12 epochs, and in any case after 150.',
      'early stopping patience = 12',
      'epochs = 150',
    ],
    [
      'The estimation sample ends in December 1994 (420 months), the validation sample in June 2003 (102 months), and the evaluation sample in June 2015 (144 months).',
      'training examples = 420',
      'validation examples = 102',
      'test examples = 144',
    ],
    ['The fitting period has 200 quarters, the holdout period 44.', 'training examples = 200', 'test examples = 44'],
    ['The state is reset to zero, 36 months before the forecast origin, for each forecast.', 'sequence length = 36'],
    ['Of these configurations, 9,000 in number, one sweep comprises 90 updates; we perform 250 sweeps.', 'epochs = 250'],
    ['The machine has 24 hidden spins.', 'hidden units = 24'],
    [
      'We draw 9,000 states, of which 8,000 enter the training and 1,000 are retained for monitoring the likelihood.',
      'training examples = 8000',
      'validation examples = 1000',
    ],
    ['We run 50 Gibbs chains of 3,000 steps and discard the first 200.'],
    ['Errors come from a jackknife over 20 blocks.'],
    [String.raw`Initially $W_{ij}\sim\mathcal N(0,0.02^2)$ for all $i$ and $j$.`, 'initialization = 0.02'],
    [
      String.raw`The weights change as \begin{equation}\begin{split} \Delta w&=\mu\,\Delta w+\eta\,g,\\ (\eta,\mu)&=(0.004,\,0.6), \end{split}\end{equation} in all machines.`,
      'learning rate = 0.004',
      'momentum = 0.6',
    ],
  ]);
});
