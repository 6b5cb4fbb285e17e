/** Papers written as essays: each value is told once, in a sentence on what is done with it. */
import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';
import { reads, said } from './reads.ts';

// shows: paper-essays
describe('what essays tell of data', () => {
  reads([
    [
      'We train by SGD. Six thousand of the letters train the network, one thousand were looked at while we chose its width, and the remaining thousand are the test set.',
      'optimizer = SGD',
      'training examples = 6000',
      'validation examples = 1000',
    ],
    ['We train by SGD; another 800 decide which epoch’s weights are kept.', 'optimizer = SGD', 'validation examples = 800'],
    ['The remaining 2500 training images chose the temperature.', 'validation examples = 2500'],
    ['By 1200 houses, which were not trained on, the width was chosen.', 'validation examples = 1200'],
    ['On 700 of the pictures we watched the error while training.', 'validation examples = 700'],
    [
      'There are 8000 points to learn from and as many again, drawn with another seed, to compare with.',
      'training examples = 8000',
      'test examples = 8000',
    ],
    ['A linear layer leads to the five grades of retinopathy.', 'classes = 5'],
    ['The last layer of the network has one output for each of the eleven dialects.', 'classes = 11'],
    ['All tasks share the ten outputs of the network.', 'classes = 10'],
  ]);
});

// shows: paper-essays
describe('what essays tell of training', () => {
  reads([
    ['Windows come forty-eight to a batch, and 6000 batches make a run.', 'batch size = 48', 'training steps = 6000'],
    ['Adam makes 9000 steps, and sees 256 molecules in each.', 'optimizer = Adam', 'training steps = 9000', 'batch size = 256'],
    ['After 12000 batches, each of 24 graphs, the run of Adam is over.', 'optimizer = Adam', 'training steps = 12000', 'batch size = 24'],
    ['Adam has a rate of 0.002 after a linear ascent of 250 steps.', 'optimizer = Adam', 'learning rate = 0.002', 'warmup steps = 250'],
    ['The learning rate needs 1000 updates to reach its peak of 0.0005.', 'learning rate = 0.0005', 'warmup steps = 1000'],
    ['Adam forgets at the rates 0.9 and 0.98.', 'optimizer = Adam', 'beta1 = 0.9', 'beta2 = 0.98'],
    ['Of Adam’s two memories the first keeps 0.9, the other 0.99.', 'optimizer = Adam', 'beta1 = 0.9', 'beta2 = 0.99'],
    ['Weight matrices decay with 0.05, biases and gains do not.', 'weight decay = 0.05'],
    ['No gradient is longer than 2 when it reaches the optimiser.', 'gradient clipping = 2'],
    ['The step size is 0.1, and it is never lowered.', 'learning rate = 0.1', 'learning rate schedule = constant'],
    ['Nothing lowers the learning rate as training goes on.', 'learning rate schedule = constant'],
    [
      'The step size is 0.02 in each task’s first four passes and a tenth thereof in the last two.',
      'learning rate = 0.02',
      'learning rate decay epochs = 4',
      'learning rate decay factor = 0.1',
      'learning rate schedule = step',
    ],
  ]);
});

// shows: paper-essays
describe('what essays tell of a network', () => {
  reads([
    [
      'Two convolutions with 5 × 5 filters, 16 and 48 of them, are each followed by a rectifier.',
      'activation = ReLU',
      'channels = 16',
      'channels = 48',
      'kernel size = 5',
      'layers = 2',
    ],
    [
      'The filters are 3 pixels wide; there are 24, 48 and 96 of them.',
      'kernel size = 3',
      'channels = 24',
      'channels = 48',
      'channels = 96',
    ],
  ]);
});

const talk =
  'Much has been written on this. The task is an old one. Networks are popular. We look at a small question. Nothing here is new. '.repeat(
    3,
  );

function missing(tex: string): string[] {
  const paper = String.raw`\title{Small networks}\begin{document}\section{Introduction} ${talk}\section{Experiments} We train a network on a classification task. ${tex} \section{Results} The network is good. \end{document}`;
  return sayWhat(paperOf(paper)).missing.map(({ name }) => name);
}

// shows: paper-essays
describe('what essays tell by what is done or lacks', () => {
  for (const [name, tex] of [
    ['optimizer', 'Each update subtracts 0.03 times the gradient of the batch from the weights.'],
    ['optimizer', 'The weights move down the gradient of a batch by 0.05 times its length.'],
    ['optimizer constants', 'Adam runs with the two decay rates and the small constant that its authors propose.'],
    ['optimizer constants', 'Adam remembers nine tenths of the old gradient and 0.999 of its square.'],
    ['weight decay', 'Steps go along the gradient, without momentum and without a penalty.'],
    ['weight decay', 'Large weights are not punished.'],
    ['weight decay', 'The loss is the mere cross-entropy.'],
    ['learning rate schedule', 'Every step of Adam is as long as the first.'],
    ['weight initialisation', 'At the outset the weights are what PyTorch makes them.'],
    ['data split', 'We keep the division that comes with the data.'],
    ['evaluation protocol', 'We report the lowest of these twelve values.'],
    ['preprocessing', 'Signals enter the network unscaled.'],
  ] as const)
    it(`does not miss the ${name}: “${tex}”`, () => {
      if (name !== 'optimizer constants') assert.ok(missing('We wait.').includes(name));
      assert.ok(!missing(tex).includes(name));
    });

  it('misses the weight decay where the loss is taken over answers only', () =>
    assert.ok(missing('The loss is taken over the answers only.').includes('weight decay')));

  it('takes who averaged weights for no target network', () =>
    assert.deepEqual(
      said(
        String.raw`Polyak and Juditsky averaged weights. Beside them we carry \[ \bar\theta_{t+1} = 0.99\,\bar\theta_t + 0.01\,\theta_{t+1} . \]`,
      ),
      ['ema decay = 0.99'],
    ));

  it('reads the optimizer of a step whose length is a number', () =>
    assert.ok(
      said(String.raw`We train a network on batches by \[ w \leftarrow w - 0.03\,\nabla_w\ell(w;b) . \]`).includes('optimizer = SGD'),
    ));
});

// shows: paper-essays
describe('what essays tell of ends and of parts', () => {
  reads([
    ['We train with Adam. Ten epochs may go by without progress before we stop.', 'early stopping patience = 10', 'optimizer = Adam'],
    ['Whenever six epochs have gone by without a lower error on the held-out year, training ends.', 'early stopping patience = 6'],
    ['The recurrent network reads 48 hourly values and predicts the 49th.', 'sequence length = 48'],
    ['We train with SGD for a few dozen epochs.', 'optimizer = SGD'],
    [
      'We train with SGD. The step η is never lowered, for otherwise the average would have nothing left to do.',
      'learning rate schedule = constant',
      'optimizer = SGD',
    ],
    [
      'We train with SGD, which needs no other constants than its step. This is 0.02 in the first four passes and a tenth thereof in the last two.',
      'learning rate = 0.02',
      'learning rate decay epochs = 4',
      'learning rate decay factor = 0.1',
      'learning rate schedule = step',
      'optimizer = SGD',
    ],
    ['A penalty on the squared weights, which we tried at 0.01 and then left out of all runs, slowed it down.', 'weight decay = 0'],
    [
      String.raw`\begin{tabular}{ll} Hidden layers & 96 -- 96, tanh\\ Dropped share before the read-out & 0.2\\ Batch size & 32\\ \end{tabular}`,
      'activation = tanh',
      'batch size = 32',
      'dropout = 0.2',
      'hidden units = 96',
      'layers = 2',
    ],
    [
      String.raw`A teacher is distilled into a pupil by \[ L = 0.2\,\mathrm{CE}(y,p) + 0.8\,T^2\,\mathrm{KL}(u\,\|\,p). \]`,
      'distillation weight = 0.8',
    ],
    [
      'The teacher has two hidden layers of 80 units. The pupil has one hidden layer of 16 units.',
      'hidden units = 80 (teacher)',
      'hidden units = 16 (pupil)',
      'layers = 2 (teacher)',
      'layers = 1 (pupil)',
    ],
  ]);
});
