/** What is called after its inventors, constants told by what they do, and networks written layer by layer. */
import { reads } from './reads.ts';

// shows: paper-inventors
describe('a method called after its inventors', () => {
  reads([
    [
      'The error was minimised with the method of Kingma and Ba and the constants recommended there ($0.8$ and $0.97$ for the two running averages, $10^{-7}$ in the denominator).',
      'optimizer = Adam',
      'beta1 = 0.8',
      'beta2 = 0.97',
      'epsilon = 1e-7',
    ],
    ['We train by the algorithm of Kingma and Ba (2015).', 'optimizer = Adam'],
    [String.raw`All networks are trained with the Kingma--Ba algorithm.`, 'optimizer = Adam'],
    ['Training used the method of Loshchilov and Hutter.', 'optimizer = AdamW'],
    ['We use the autoencoder of Kingma and Welling.'],
  ]);
});

// shows: paper-inventors
describe('constants told by what they do', () => {
  reads([
    [
      "Adam's two averages forget at 0.8 and 0.95, and $10^{-6}$ keeps the denominator from vanishing.",
      'optimizer = Adam',
      'beta1 = 0.8',
      'beta2 = 0.95',
      'epsilon = 0.000001',
    ],
    [
      'We train with RMSprop (learning rate 0.004, stabilizing constant $10^{-7}$).',
      'optimizer = RMSprop',
      'learning rate = 0.004',
      'epsilon = 1e-7',
    ],
    ['Adam ran with decay rates of 0.85 and 0.96 for the two moments.', 'optimizer = Adam', 'beta1 = 0.85', 'beta2 = 0.96'],
  ]);
});

// shows: paper-drawn-networks
describe('a network written layer by layer', () => {
  reads([
    ['The network is C12--C24--P--C48--FC7.', 'channels = 12', 'channels = 24', 'channels = 48'],
    ['The network is 24C5-MP2-48C5-MP2-300FC-7.', 'channels = 24', 'channels = 48', 'hidden units = 300'],
    ['The model is conv20-conv40-pool-fc90-fc7.', 'channels = 20', 'channels = 40', 'hidden units = 90'],
    ['Our architecture is Conv(12)-Conv(24)-Pool-Dense(80)-Dense(7).', 'channels = 12', 'channels = 24', 'hidden units = 80'],
  ]);
});
