import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';
import { reads } from './reads.ts';

/** With what the paper says first. */
function saidAfter(first: string, text: string): string[] {
  const tex = String.raw`\begin{document}\section{Introduction} ${first} \section{Training} ${text} \end{document}`;
  return sayWhat(paperOf(tex))
    .hyperparameters.map(({ name, value, scope }) => `${name} = ${value}${scope === undefined ? '' : ` (${scope})`}`)
    .sort();
}

describe('rates that stay, and rates without a name', () => {
  reads([
    ['The step size remains at 0.1 from beginning to end.', 'learning rate = 0.1', 'learning rate schedule = constant'],
    ['The learning rate, 0.01, is the same at every step.', 'learning rate = 0.01', 'learning rate schedule = constant'],
    ['The learning rate of 0.001 does not change during training.', 'learning rate = 0.001', 'learning rate schedule = constant'],
    ['The actor is updated at 3e-4 and the critic at 1e-3.', 'learning rate = 0.0003 (actor)', 'learning rate = 0.001 (critic)'],
  ]);
});

describe('what is kept, and how far back is looked', () => {
  reads([
    ['The agent is rewarded. Each update samples 32 episodes out of the latest 5000.', 'batch size = 32', 'replay buffer size = 5000'],
    ['Classes are learned incrementally. The memory may hold at most 2000 exemplars.', 'replay buffer size = 2000'],
    ['The agent is rewarded. The slow critic is refreshed every 100 updates.', 'target update interval = 100'],
    ['A look-back of 336 steps is the input.', 'sequence length = 336'],
    ['The next of the series is predicted from the 100 latest readings.', 'sequence length = 100'],
    ['Training batches hold 50 sequences, each 50 steps long.', 'batch size = 50', 'sequence length = 50'],
    ['The last fifth of the training part is our validation set.', 'validation fraction = 0.2'],
    ['The network sees the training images 40 times.', 'epochs = 40'],
    ['After 2000 epochs the checkpoint with the smallest validation loss is taken.', 'epochs = 2000'],
  ]);
});

describe('lists out of which one is chosen by its place', () => {
  reads([
    [
      'The learning rate may be 0.1, 0.03 or 0.01; the last was chosen.',
      'learning rate = 0.01',
      'learning rate = 0.1, 0.03, 0.01 searched',
    ],
    ['The weight decay is 1e-4, the better of 1e-3 and 1e-4.', 'weight decay = 0.0001', 'weight decay = 0.001, 0.0001 searched'],
  ]);
});

describe('whose a value is', () => {
  reads([
    ['In each round ten clients are drawn. They run SGD with momentum 0.9.', 'momentum = 0.9', 'optimizer = SGD'],
    [String.raw`We train for 100 epochs. nnU-Net \cite{a} is given its 1000 epochs.`, 'epochs = 100'],
    ['The batch size is 8. A single run takes about four hours.', 'batch size = 8'],
  ]);
});

describe('the others', () => {
  it('are those of several things that a sentence does not name', () => {
    assert.deepEqual(
      saidAfter('We forecast ETTh1, Weather and Electricity.', 'The dropout rate is 0.2 for ETTh1 and 0.5 for the others.'),
      ['dropout = 0.2 (ETTh1)', 'dropout = 0.5 (Weather, Electricity)'],
    );
    assert.deepEqual(
      saidAfter('We forecast ETTh1, Weather and Electricity.', 'Batches hold 128 windows for ETTh1 and 32 for the other two.'),
      ['batch size = 128 (ETTh1)', 'batch size = 32 (Weather, Electricity)'],
    );
  });

  it('are told by an exception as well', () => {
    assert.deepEqual(
      saidAfter('We classify CIFAR-10, CIFAR-100 and ImageNet.', 'Batches have 128 images, except on ImageNet, where they have 256.'),
      ['batch size = 128', 'batch size = 256 (ImageNet)'],
    );
  });
});
