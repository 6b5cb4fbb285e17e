/** Set-ups in many voices: what people say of widths, parts, times and courses when they do not say it as others do. */
import { reads } from './reads.ts';

// shows: paper-plain-words
describe('set-ups in many voices', () => {
  reads([
    ['The sizes of the two hidden layers were 90 and 45.', 'layers = 2', 'hidden units = 90', 'hidden units = 45'],
    ['A network with three layers of 70 leaky rectifiers is trained.', 'layers = 3', 'hidden units = 70', 'activation = leaky ReLU'],
    ['Out of the 9000 notes, 7200 were learned from.', 'training examples = 7200'],
    ['There are 8400 windows for training, cut into windows of 64 samples.', 'training examples = 8400', 'sequence length = 64'],
    ['Momentum was 0.4 during the first 8 epochs and 0.8 from then on.', 'momentum = 0.4', 'momentum = 0.8'],
    ['The weights were drawn from the interval $(-0.1, 0.1)$ uniformly.', 'initialization = uniform'],
    ['The noise grows over 300 steps.'],
    ['Learning was broken off when for six epochs in a row the error had not become smaller.', 'early stopping patience = 6'],
    ['Early stopping was triggered after 9 non-improving epochs.', 'early stopping patience = 9'],
    ['Each word is represented by 40 numbers.', 'embedding dimension = 40'],
    ['Every experiment is run 7 times.', 'seeds = 7'],
    ['Each configuration was trained with six random seeds.', 'seeds = 6'],
    [
      'The learning rate was kept at 0.02 for the first 900 iterations and reduced to one tenth for the remainder.',
      'learning rate = 0.02',
      'learning rate decay factor = 0.1',
      'learning rate decay steps = 900',
      'learning rate schedule = step',
    ],
    ['The first 40 epochs use a learning rate of 0.2, the next 20 one of 0.02.', 'learning rate = 0.2', 'learning rate = 0.02'],
    [
      String.raw`The student learns from the teacher's softened outputs ($T=2$), which count for 70 per cent of the loss.`,
      'distillation weight = 0.7',
      'temperature = 2',
    ],
    [
      'The agent has exploration 0.3 falling by a factor of 0.99 per episode down to 0.02.',
      'exploration rate = 0.3',
      'exploration rate = 0.02',
    ],
    ['Two views of each of the 96 images of a batch are pulled together by contrastive learning.', 'batch size = 96'],
    ['The window of the forecast spans one week, that is 168 values.', 'sequence length = 168'],
    ['We do not use a schedule: training lasts 700 steps.', 'learning rate schedule = constant', 'training steps = 700'],
    ['The settings are: rate 0.004, batch 80, epochs 25.', 'learning rate = 0.004', 'batch size = 80', 'epochs = 25'],
  ]);
});
