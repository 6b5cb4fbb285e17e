/** How data are divided, and what else old-fashioned prose says without the usual nouns. */
import { reads } from './reads.ts';

// shows: paper-plain-words
describe('divisions of data in plain words', () => {
  reads([
    [
      'The first 6000 days are for training, the next 1500 for validation and the last 2000 for testing.',
      'training examples = 6000',
      'validation examples = 1500',
      'test examples = 2000',
    ],
    [
      'We take 9000 rows for training and 2000 on which the stopping point was decided.',
      'training examples = 9000',
      'validation examples = 2000',
    ],
    ['One patient in eight is kept for testing.', 'test fraction = 0.125'],
    ['Every tenth image is set aside for the test.', 'test fraction = 0.1'],
    ['The penalty is the one that came out best on a fifth of the training rows.', 'validation fraction = 0.2'],
    [
      String.raw`Of the rows $75\%$, that is $6000$ rows, serve for fitting and the others for testing.`,
      'training fraction = 0.75',
      'training examples = 6000',
    ],
    ['We use KMNIST with its customary division into 60,000 and 10,000 images.', 'training examples = 60000', 'test examples = 10000'],
    ['There are 3000 points for training and as many, drawn anew, for the test.', 'training examples = 3000', 'test examples = 3000'],
    ['We draw 700 of them for training and 2000 others for testing.', 'training examples = 700', 'test examples = 2000'],
    [
      'For each of 12 seeds a graph is drawn with its nodes, 90 of which are labelled for training.',
      'seeds = 12',
      'training examples = 90',
    ],
    ['One row in five is kept for testing, and this is repeated for sixteen divisions.', 'test fraction = 0.2', 'seeds = 16'],
    ['The years 1990 to 1999 are for training and 2000 for testing.'],
  ]);
});

// shows: paper-plain-words
describe('other settings in plain words', () => {
  reads([
    ['A step size of 0.03, which is neither lowered nor raised, is used.', 'learning rate = 0.03', 'learning rate schedule = constant'],
    ['Weights start from Glorot uniform values, biases from zero.', 'initialization = Glorot uniform', 'initialization = 0'],
    ['The first weights are those that PyTorch gives by default.', 'initialization = PyTorch default (first weights)'],
    [String.raw`A sequence has $T=60$ terms.`, 'sequence length = 60'],
    [String.raw`The input is a window of $L=48$ hours.`, 'sequence length = 48'],
    [String.raw`The disturbances $\xi_t$ are Gaussian with standard deviation 0.3.`, 'noise standard deviation = 0.3'],
    ['Points follow an arc plus Gaussian jitter of standard deviation 0.04.', 'noise standard deviation = 0.04'],
    ['Time enters as a sinusoidal embedding of 48 numbers that is appended to the input.', 'embedding dimension = 48'],
    ['The loss is minimised with Adam, the gradient being that of the whole graph.', 'optimizer = Adam', 'batch size = full batch'],
    [
      'The step size of Adam begins at 0.02 and is divided by ten once 1500 of the 4000 steps have been made.',
      'optimizer = Adam',
      'learning rate = 0.02',
      'learning rate decay factor = 0.1',
      'learning rate decay steps = 1500',
      'learning rate schedule = step',
      'training steps = 4000',
    ],
    [
      String.raw`The agent is rewarded for balance. Exploration starts at $\varepsilon=0.9$ and falls linearly to 0.02.`,
      'exploration rate = 0.9',
      'exploration rate = 0.02',
    ],
  ]);
});
