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
    ['The step width was 0.03, and the momentum 0.4.', 'learning rate = 0.03', 'momentum = 0.4'],
    ['For the deeper net the step length had to be lowered to 4e-4.', 'learning rate = 0.0004'],
    [
      String.raw`Adam with the usual constants, $4\cdot 10^{-3}$ brought down along a cosine to zero.`,
      'learning rate = 0.004',
      'final learning rate = 0',
      'learning rate schedule = cosine',
      'optimizer = Adam',
    ],
    ['Training was interrupted once the validation loss had not diminished for 13 epochs.', 'early stopping patience = 13'],
    ['The depth assumed the values 3, 5, 7 and 9, always with 48 hidden units per layer.', 'layers = 3, 5, 7, 9 searched', 'hidden units = 48'],
    ['The decay constant has the value 0.0003.', 'weight decay = 0.0003'],
    ['Its moment constants are the customary 0.9 and 0.98.', 'beta1 = 0.9', 'beta2 = 0.98'],
    ['KMNIST, 52000/8000, pixels divided by 255.', 'training examples = 52000', 'test examples = 8000'],
    [
      'Of the 44,000 training images we hold out 4,000 to decide which epoch is kept.',
      'training examples = 44000',
      'validation examples = 4000',
    ],
    [
      'We put 17 patients into the training part (5120 windows) and 6 into the test part (1804 windows).',
      'training examples = 5120',
      'test examples = 1804',
    ],
    ['The training sets hold 150, 450 and 1350 recordings.', 'training examples = 150, 450, 1350 searched'],
    ['A probe is fitted on its 48 features.'],
    ['Five $3\\times3$ convolutional layers with ReLU6 follow.', 'layers = 5', 'kernel size = 3', 'activation = ReLU6'],
    ['The scale of the noise passes through a softplus.'],
    ['Signals were cut or padded so as to have 200 samples.', 'sequence length = 200'],
    ['We recorded 22 volunteers performing 9 gestures.', 'classes = 9'],
    ['The figure is the mean of 8 launches.', 'seeds = 8'],
    ['The low-rank branches are attached to the key and output projections.', 'target modules = key, output'],
  ]);
});
