/** Networks drawn by the widths of their layers, and parts of the data that are told by the others. */
import { reads } from './reads.ts';

// shows: paper-drawn-networks
describe('a network drawn by its widths', () => {
  reads([
    [String.raw`We use a perceptron $12\to80\to80\to3$.`, 'layers = 2', 'hidden units = 80'],
    [
      String.raw`The encoder is $36\to48\to(5,5)$, the decoder $5\to72\to36$, both dense.`,
      'hidden units = 48 (encoder)',
      'layers = 1 (encoder)',
      'hidden units = 72 (decoder)',
      'layers = 1 (decoder)',
    ],
    [String.raw`Two hidden layers, $10\to2^{6}\to2^{6}\to1$.`, 'layers = 2', 'hidden units = 64'],
    [String.raw`The dense autoencoder is $50\to20\to4\to20\to50$.`, 'hidden units = 20', 'embedding dimension = 4'],
    ['We train a 6-24-24-2 perceptron.', 'layers = 2', 'hidden units = 24'],
    [String.raw`The network is tested on the days 3-4-5.`],
    [String.raw`Encoder: $36$--$90$--$90$, tanh.`, 'hidden units = 90', 'layers = 2', 'activation = tanh'],
    [String.raw`$f_\theta$: MLP, widths $(3,70,70,2)$, softplus.`, 'hidden units = 70', 'layers = 2', 'activation = softplus'],
    ['The network has layers of $2$, $40$, $40$, and $1$ units.', 'hidden units = 40', 'layers = 2'],
    ['We use a $[300, 150, 75, 8]$ perceptron.', 'hidden units = 150', 'hidden units = 75', 'layers = 2'],
    ['Policy: MLP $[48,48]$, tanh.', 'hidden units = 48', 'layers = 2', 'activation = tanh'],
    ['hidden sizes $(120, 60)$', 'hidden units = 120', 'hidden units = 60', 'layers = 2'],
    [String.raw`The net is $5\times 72$ with SiLU.`, 'layers = 5', 'hidden units = 72', 'activation = SiLU'],
    [String.raw`The map $W$ maps to $24$ dimensions.`, 'embedding dimension = 24'],
  ]);
});

// shows: paper-drawn-networks
describe('a part that is told by the others', () => {
  reads([
    [
      'We hold out 90 images, balanced over the classes, as a test set; the other 410 are used.',
      'test examples = 90',
      'training examples = 410',
    ],
    [
      String.raw`The rows are shuffled and cut into $60\%$, $30\%$ and $10\%$.`,
      'training fraction = 0.6',
      'validation fraction = 0.3',
      'test fraction = 0.1',
    ],
    [String.raw`A random $75\%$ of the rows train; the rest tests.`, 'training fraction = 0.75'],
    ['Of these we draw 700 villages: 500 to fit and 200 to test.', 'training examples = 500', 'test examples = 200'],
    ['We train on 640 images and test on the remaining 160.', 'training examples = 640', 'test examples = 160'],
    ['600 images are dealt to 12 clients.', 'training examples = 600'],
    [
      'There are 400 points for training, 200 for validation and 200 for testing.',
      'training examples = 400',
      'validation examples = 200',
      'test examples = 200',
    ],
  ]);
});

// shows: paper-dealt-out
describe('numbers without spaces between them', () => {
  reads([
    [
      String.raw`The learning rate is chosen out of $\{1,0.1,0.01\}$, the batch size out of $\{20,100,300,1000\}$.`,
      'learning rate = 1, 0.1, 0.01 searched',
      'batch size = 20, 100, 300, 1000 searched',
    ],
  ]);
});
