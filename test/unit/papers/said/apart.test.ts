/** How many kinds of things are told apart, without a word for classes, and how data are divided in the words of ordinary authors. */
import { reads } from './reads.ts';

describe('what is told apart', () => {
  reads([
    ['The classifier chooses among 38 fabrics.', 'classes = 38'],
    ['We keep the 25 most frequent genera and drop the others.', 'classes = 25'],
    ['The target is one of 31 syllables.', 'classes = 31'],
    ['The network routes letters to 12 offices.', 'classes = 12'],
    ['A linear head maps to the 64 intents.', 'classes = 64'],
    ['We ask the network which of 45 singers is heard.', 'classes = 45'],
    ['The tagger must guess the case out of 9 tags.', 'classes = 9'],
    ['The set holds 250 spectra of each of 14 resins.', 'classes = 14'],
    ['The pictures show 21 kinds of moss.', 'classes = 21'],
    ['Shoes come in eight types.', 'classes = 8'],
    ['The output layer has six units, one per vowel.', 'classes = 6'],
    ['There are 23 part-of-speech tags.', 'classes = 23'],
  ]);
  reads([
    ['We show two classes in Figure 3.'],
    ['We group the mistakes into five kinds.'],
    ['Every player decides which of nine goods to buy.'],
    ['The raters say which of two stories is better.'],
    ['The classifier confuses 12 of them.'],
    ['We compare three kinds of noise.'],
  ]);
});

describe('how data are divided, in plain words', () => {
  reads([
    [
      'The first 7,000 rows train the network, the next 900 select it, the last 1,600 test it.',
      'test examples = 1600',
      'training examples = 7000',
      'validation examples = 900',
    ],
    ['Of the training sentences the last 3,000 are set aside.', 'validation examples = 3000'],
    ['Early stopping watches 350 held-out examples.', 'validation examples = 350'],
    ['The test set, 2,700 questions, is the original one.', 'test examples = 2700'],
    ['Figure 2 is a t-SNE of 800 test images.'],
  ]);
});

describe('small settings in plain words', () => {
  reads([
    ['We clip at 0.75.', 'gradient clipping = 0.75'],
    ['The cost is the squared error plus 0.04 times the norm of the codes.', 'loss weight = 0.04'],
    ['The loss is the sum of both, the second multiplied by 0.6.', 'loss weight = 0.6'],
    ['The moving average uses 0.998.', 'ema decay = 0.998'],
    ['The networks ($n=14$) differ only in their seed.', 'seeds = 14'],
    ['Rate: 0.03. Batch: 48.', 'batch size = 48', 'learning rate = 0.03'],
    ['Each epoch sees the 3,500 images once.', 'training examples = 3500'],
    ['An MLP with layers 64-200-90-10 is trained.', 'hidden units = 200', 'hidden units = 90', 'layers = 2'],
    ['The classifier is MLP(17,[36,36],5).', 'hidden units = 36', 'layers = 2'],
  ]);
  reads([
    ['We clip the rewards at 2.'],
    ['The curves cross after 14 epochs.'],
    ['Figure 3. Eigenvalues of the Hessian after 6 epochs.'],
    ['With batches of 640 instead, the gap closes.'],
    ['With momentum of 0.95 the effect vanishes.'],
    ['At test time batches of 500 are used.'],
  ]);
});

describe('what networks and data have that is no setting', () => {
  reads([['Each block has two convolutions.'], ['Heart sounds were recorded with 18 channels.'], ['One epoch has 140 steps.']]);
  reads([
    ['The convolutions have 12, 24 and 48 output channels.', 'channels = 12', 'channels = 24', 'channels = 48'],
    ['Features are mapped to a space of 56 dimensions.', 'embedding dimension = 56'],
  ]);
});
