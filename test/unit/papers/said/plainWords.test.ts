/** Notes in short and plain words in which no setting has its usual name. */
import { reads } from './reads.ts';

// shows: paper-plain-words
describe('notes in short', () => {
  reads([
    ['Net: conv 3x3 (24), conv 3x3 (48), pool.', 'kernel size = 3', 'channels = 24', 'channels = 48'],
    [
      'SGD, lr 0.05, mom 0.9, bs 128, 40 ep.',
      'optimizer = SGD',
      'learning rate = 0.05',
      'momentum = 0.9',
      'batch size = 128',
      'epochs = 40',
    ],
    ['Two convolutions, the first with 16 and the second with 32 channels.', 'layers = 2', 'channels = 16', 'channels = 32'],
    [
      'Images: 45,000 / 5,000 / 10,000 (training/validation/test).',
      'training examples = 45000',
      'validation examples = 5000',
      'test examples = 10000',
    ],
    ['A hidden layer of 40 tanh units.', 'hidden units = 40', 'activation = tanh'],
  ]);
});

// shows: paper-plain-words
describe('plain words', () => {
  reads([
    ['We train by SGD, fifty images at a glance.', 'optimizer = SGD', 'batch size = 50'],
    ['We train by Adam, 64 a batch.', 'optimizer = Adam', 'batch size = 64'],
    ['Float training takes 60 epochs, then 20 more with quantised weights.', 'epochs = 60', 'epochs = 20'],
    ['We stop when the deviance has risen 12 times in succession.', 'early stopping patience = 12'],
    ['The gradient’s norm is held below 2.', 'gradient clipping = 2'],
    ['We train by SGD. The teacher encoder keeps 99.5 \\% of its old weights in each step.', 'optimizer = SGD', 'ema decay = 0.995'],
    ['There are 42 characters, each a token of its own.', 'vocabulary size = 42'],
    ['The model looks 132 months back.', 'sequence length = 132'],
    ['We draw ten graphs, one for each seed.', 'seeds = 10'],
    ['Early stopping has 10 epochs’ grace.', 'early stopping patience = 10'],
  ]);
});

// shows: paper-sweeps
describe('a list beside the value that was chosen of it', () => {
  reads([
    ['The learning rate is 0.02 (from {0.005, 0.02, 0.05}).', 'learning rate = 0.02', 'learning rate = 0.005, 0.02, 0.05 searched'],
    ['We use weight decay 0.01, found in {0.001, 0.01, 0.1}.', 'weight decay = 0.01', 'weight decay = 0.001, 0.01, 0.1 searched'],
  ]);
});
