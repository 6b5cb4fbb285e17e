/** Values that are words or are told by verbs: how a rate moves, what is silenced, smoothed and left alone. Of settings only. */
import { reads } from './reads.ts';

describe('rates that are told by what becomes of them', () => {
  reads([
    [
      'Adam takes strides of 0.002, and every five epochs the stride is cut in half.',
      'optimizer = Adam',
      'learning rate = 0.002',
      'learning rate schedule = step',
      'learning rate decay factor = 0.5',
      'learning rate decay epochs = 5',
    ],
    [
      'SGD begins with a rate of 0.1, which shrinks tenfold after epochs 30 and 45.',
      'optimizer = SGD',
      'learning rate = 0.1',
      'learning rate schedule = step',
      'learning rate decay factor = 0.1',
      'learning rate decay epochs = 30',
      'learning rate decay epochs = 45',
    ],
    [
      String.raw`The step size shrinks by 4\% after each pass through the data.`,
      'learning rate schedule = exponential',
      'learning rate decay factor = 0.96',
      'learning rate decay epochs = 1',
    ],
    [
      'The step size falls along a straight line and touches zero at the end.',
      'learning rate schedule = linear',
      'final learning rate = 0',
    ],
    [
      'The learning rate rises to 0.001 and then sinks like half a cosine to a tenth of that.',
      'learning rate = 0.001',
      'learning rate schedule = cosine',
      'final learning rate = 0.0001',
    ],
    ['We let the rate decay exponentially (factor 0.97).', 'learning rate schedule = exponential', 'learning rate decay factor = 0.97'],
    ['RMSprop moves at a steady pace of 5e-4.', 'optimizer = RMSprop', 'learning rate schedule = constant', 'learning rate = 0.0005'],
    ['It learns at a rate of 0.05, which stays as it is.', 'learning rate = 0.05', 'learning rate schedule = constant'],
    ['The learning rate of 3e-4 was left alone.', 'learning rate = 0.0003', 'learning rate schedule = constant'],
    ['Classes are weighted by the inverse square root of their frequency.'],
    ['The KL weight rises over the first 2,000 steps and stays there.'],
    ['Plateaus in the loss are followed by sudden drops.'],
  ]);
});

describe('warm-up in other words', () => {
  reads([
    [
      'Three thousand updates of warm-up lead to 4e-4, from where the rate goes down in a straight line.',
      'warmup steps = 3000',
      'learning rate = 0.0004',
      'learning rate schedule = linear',
    ],
    ['The rate climbs over the first tenth of all updates.', 'warmup ratio = 0.1'],
    ['The first fifth of the training is warm-up.', 'warmup ratio = 0.2'],
    [String.raw`5\% of the steps are spent on warm-up.`, 'warmup ratio = 0.05'],
    ['The first 10 epochs serve as warm-up.', 'warmup epochs = 10'],
    ['Over the first 500 updates the steps lengthen.', 'warmup steps = 500'],
    ['Adam, peak of 3e-4 at update 8,000.', 'optimizer = Adam', 'learning rate = 0.0003', 'warmup steps = 8000'],
  ]);
});

describe('what is done to units, labels and weights', () => {
  reads([
    ['A fifth of the units is switched off at random.', 'dropout = 0.2'],
    ['We silence one unit in ten.', 'dropout = 0.1'],
    [String.raw`Dropout removes 30\% of the activations.`, 'dropout = 0.3'],
    ['Labels were softened by a tenth.', 'label smoothing = 0.1'],
    ['We smooth the labels by 0.2.', 'label smoothing = 0.2'],
    ['Nothing was done to hold the weights small.', 'weight decay = 0'],
    ['There is no penalty upon the weights.', 'weight decay = 0'],
    ['AdamW has betas of 0.9 and 0.98 and a decay of 0.05.', 'optimizer = AdamW', 'beta1 = 0.9', 'beta2 = 0.98', 'weight decay = 0.05'],
    ['RMSprop is used with a decay of 0.95.', 'optimizer = RMSprop'],
    ['The weights start from a Gaussian whose standard deviation is 0.02.', 'initialization = 0.02'],
  ]);
});

describe('how often it is done, and when it stops', () => {
  reads([
    ['Every number is the median of nine trainings, which differ in nothing but the seed.', 'seeds = 9'],
    ['Scores are the median over fifteen starts.', 'seeds = 15'],
    ['We fitted the network twenty times and report the mean.', 'seeds = 20'],
    ['If eight epochs go by without progress, we stop.', 'early stopping patience = 8'],
    ['Training is broken off as soon as forty epochs go by without a better score.', 'early stopping patience = 40'],
  ]);
});
