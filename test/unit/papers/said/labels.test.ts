/** Clipped lists, numbered rules, and the Methods of those who come from a laboratory: labels in the author's own words. */
import { strict as assert } from 'node:assert';
import { frames } from '../../../../src/papers/said/frames.ts';
import { reads } from './reads.ts';

// shows: paper-plain-words
describe('items of clipped lists', () => {
  reads([
    ['Entries per step: 48. Trips through the archive: 15.', 'batch size = 48', 'epochs = 15'],
    ['Letters seen at a time: 20. Updates in all: 9,000.', 'batch size = 20', 'training steps = 9000'],
    ['Units in each layer: 72. Layers: 3.', 'hidden units = 72', 'layers = 3'],
    ['Records for training: 7,100. For the last count: 900.', 'training examples = 7100', 'test examples = 900'],
    ['4,400 entries train, 300 steer, 500 judge.', 'training examples = 4400', 'validation examples = 300', 'test examples = 500'],
    ['In sample: 3,120 curves. Out of sample: 940 curves.', 'training examples = 3120', 'test examples = 940'],
    [
      'AdamW, $(0.9, 0.97)$. LR $6\\times10^{-4}$, flat.',
      'optimizer = AdamW',
      'beta1 = 0.9',
      'beta2 = 0.97',
      'learning rate = 0.0006',
      'learning rate schedule = constant',
    ],
    ['Adam (0.8/0.95). Schedule: none.', 'optimizer = Adam', 'beta1 = 0.8', 'beta2 = 0.95', 'learning rate schedule = constant'],
    ['The learning rate is 0.0004. It is raised from zero over the first 150 steps.', 'learning rate = 0.0004', 'warmup steps = 150'],
    ['Stop after 6 quiet passes.', 'early stopping patience = 6'],
    ['Training stops when four epochs bring nothing.', 'early stopping patience = 4'],
    ['Adapter rank 6; scaling 12; dropout on the adapters 0.2.', 'lora rank = 6', 'lora alpha = 12', 'lora dropout = 0.2'],
  ]);
});

// shows: paper-plain-words
describe('methods of those who measure animals and substances', () => {
  reads([
    ['The model consisted of 110 leaky rate units.', 'hidden units = 110'],
    [
      'Weights were adjusted by Adam (step size, 0.002; $\\beta_1$, 0.8; $\\beta_2$, 0.97) to minimise the squared error averaged over 24 trials.',
      'optimizer = Adam',
      'learning rate = 0.002',
      'beta1 = 0.8',
      'beta2 = 0.97',
      'batch size = 24',
    ],
    ['A penalty of 0.004 was imposed on squared firing rates.', 'loss weight = 0.004'],
    [
      'Of the spectra 2,100 were assigned to calibration, 300 to validation and 450 to the prediction set.',
      'training examples = 2100',
      'validation examples = 300',
      'test examples = 450',
    ],
    [
      'The set was partitioned into 5,300 compounds (training), 700 (validation) and 700 (test).',
      'training examples = 5300',
      'validation examples = 700',
      'test examples = 700',
    ],
    [
      'Train on 2008--2012 (42k rows); tune on 2013 (9k); report on 2014 (8k).',
      'training examples = 42000',
      'validation examples = 9000',
      'test examples = 8000',
    ],
    [
      'Adam was used in batches of 24 at 3e-5 for 30 epochs. Dropout (0.2) was present throughout.',
      'optimizer = Adam',
      'batch size = 24',
      'learning rate = 0.00003',
      'epochs = 30',
      'dropout = 0.2',
    ],
    ['Rank 32 was considered by the pilot of the next county, at a rate of 0.004.'],
    ['Each iteration comprised 80 trials, and Adam was used.', 'batch size = 80', 'optimizer = Adam'],
    ['Networks were trained for 15,000 iterations, each on 96 freshly made trials.', 'training steps = 15000', 'batch size = 96'],
    ['Trials lasted 3 s in steps of 50 ms (60 time steps).', 'sequence length = 60'],
    [
      'Adam with exponential decay rates of 0.8 and 0.99 for the moments was used at a learning rate of 0.003.',
      'optimizer = Adam',
      'beta1 = 0.8',
      'beta2 = 0.99',
      'learning rate = 0.003',
    ],
    ['A cost on firing rates was weighted by 0.02.', 'loss weight = 0.02'],
    ['Accuracy was then determined in 2,500 fresh trials per network.', 'test examples = 2500'],
    [
      'Units were threshold-linear. A learning rate of 0.002 was maintained throughout.',
      'activation = ReLU',
      'learning rate = 0.002',
      'learning rate schedule = constant',
    ],
  ]);
});

// shows: paper-plain-words
describe('what is made, and what it is called by', () => {
  reads([
    [
      'The generator G makes pictures and the discriminator D judges them. G: Adam, learning rate 2e-4. D: Adam, learning rate 5e-4.',
      'learning rate = 0.0002 (generator)',
      'learning rate = 0.0005 (discriminator)',
      'optimizer = Adam (generator)',
      'optimizer = Adam (discriminator)',
    ],
    [
      '\\paragraph{Student A; typical procedure.} Adam, learning rate 0.002, for 60 epochs. It was repeated four times with new seeds. \\paragraph{Preparation of student B.} Adam, learning rate 0.009, for 20 epochs.',
      'learning rate = 0.002 (Student A)',
      'epochs = 60 (Student A)',
      'optimizer = Adam (Student A)',
      'seeds = 4',
      'learning rate = 0.009 (student B)',
      'epochs = 20 (student B)',
      'optimizer = Adam (student B)',
    ],
  ]);
});

// shows: paper-plain-words
describe('ways of saying a number', () => {
  it('stand for no letters within a word, such as those of RNN', () =>
    assert.deepEqual(
      frames.filter(({ pattern }) => /(?<!\\)[A-Za-z]\(\?:\\b\(\?:about\|/.test(pattern.source)).map(({ names }) => names),
      [],
    ));
});
