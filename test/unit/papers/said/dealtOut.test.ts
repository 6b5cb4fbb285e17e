/** Whose a value is where a sentence deals several out, what a list held, and how many examples each part of the data has. */
import { reads } from './reads.ts';

// shows: paper-dealt-out
describe('values that a sentence deals out', () => {
  reads([
    [
      'The learning rate is 0.003 for the thin updates and 0.0002 for complete fine-tuning.',
      'learning rate = 0.003 (thin updates)',
      'learning rate = 0.0002 (complete fine-tuning)',
    ],
    [
      String.raw`Learning rates were chosen on the validation part for each rule alone: for the plain rule out of $\{0.2,0.4,0.8\}$, for the signed rule out of $\{0.01,0.02\}$. The choices were $0.4$ for the plain rule and $0.01$ for the signed rule.`,
      'learning rate = 0.2, 0.4, 0.8 searched (plain rule)',
      'learning rate = 0.01, 0.02 searched (signed rule)',
      'learning rate = 0.4 (plain rule)',
      'learning rate = 0.01 (signed rule)',
    ],
    [
      String.raw`The dense networks have $w\in\{6,9,18\}$ channels in all layers; the grouped ones have $w\in\{12,24,48\}$.`,
      'channels = 6, 9, 18 searched (dense networks)',
      'channels = 12, 24, 48 searched (grouped ones)',
    ],
  ]);
});

// shows: paper-dealt-out
describe('what is compared', () => {
  reads([
    [
      String.raw`We compare three ways: \begin{description}\item[Bare.] Nothing is added. \item[Shrunk.] A weight decay of 0.004 is added. \item[Jittered.] Gaussian noise with a standard deviation of 0.3 is added to the inputs.\end{description}`,
      'weight decay = 0.004 (Shrunk)',
      'noise standard deviation = 0.3 (Jittered)',
    ],
    [
      'Recurrent matrices start orthogonal, input matrices with the uniform rule of Glorot.',
      'initialization = orthogonal (Recurrent)',
      'initialization = Glorot (input matrices)',
    ],
    [
      'The pointwise model is softmax regression. The convolutional model has three layers with 12 channels.',
      'layers = 3 (convolutional model)',
      'channels = 12 (convolutional model)',
    ],
    ['We train on sequences of 30, 60 and 120 steps.', 'sequence length = 30, 60, 120 searched'],
    [
      'Adam~\\cite{k} with its default constants and a fixed learning rate of 0.004 makes 900 updates.',
      'optimizer = Adam',
      'learning rate = 0.004',
      'learning rate schedule = constant',
      'training steps = 900',
    ],
  ]);
});

// shows: paper-dealt-out
describe('a head', () => {
  reads([
    [
      'The encoder has three convolutional layers. Its features go into a head with one hidden layer of 48 units.',
      'layers = 3 (encoder)',
      'layers = 1 (head)',
      'hidden units = 48 (head)',
    ],
  ]);
});

// shows: paper-divided
describe('what is divided', () => {
  reads([
    ['Of the 1797 digits, the last 797 are the test set.', 'test examples = 797'],
    [
      'We train on the first 8,000 of its 70,000 training images, keep the last 2,000 as validation images, and test on the usual 10,000.',
      'training examples = 8000',
      'validation examples = 2000',
      'test examples = 10000',
    ],
    [
      'The digits of scikit-learn (1,797 images) are divided into 70\\% for training and 30\\% for testing.',
      'training fraction = 0.7',
      'test fraction = 0.3',
    ],
    ['Training sequences are drawn afresh; the test set of 2000 sequences per length is fixed.', 'test examples = 2000'],
    ['Accuracy is measured at the end of training on 1500 sequences of length 40.', 'test examples = 1500', 'sequence length = 40'],
    [
      'Of the digits (1,797 images of 8×8 pixels) 60\\% are for pre-training, 20\\% for the adaptation and 20\\% for the test.',
      'image size = 8',
      'training fraction = 0.6 (pre-training)',
      'training fraction = 0.2 (adaptation)',
      'test fraction = 0.2',
    ],
  ]);
});

// shows: paper-dealt-out
describe('episodes in which it is only looked', () => {
  reads([
    [
      'The agent learns for 300 episodes. Every 500 steps it plays 12 episodes without noise.',
      'episodes = 300',
      'episodes = 12 (evaluation)',
    ],
  ]);
});
