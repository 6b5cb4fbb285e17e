/** Settings whose value is a word: in words, in formulas, by what happens. Values of settings only. */
import { reads } from './reads.ts';

describe('schedules by what happens', () => {
  reads([
    ['The learning rate is 0.02 and does not change.', 'learning rate = 0.02', 'learning rate schedule = constant'],
    ["The learning rate isn't lowered on the way.", 'learning rate schedule = constant'],
    ['Neither stage has a schedule.', 'learning rate schedule = constant'],
    [
      'The step size is 4e-3 for the first 1200 of the steps and a tenth of this for the remaining 300.',
      'learning rate = 0.004',
      'learning rate schedule = step',
      'learning rate decay factor = 0.1',
      'learning rate decay steps = 1200',
    ],
    [
      'The learning rate is divided by ten after the fourth epoch.',
      'learning rate schedule = step',
      'learning rate decay factor = 0.1',
      'learning rate decay epochs = 4',
    ],
    ['The learning rate goes down to zero with a cosine.', 'learning rate schedule = cosine', 'final learning rate = 0'],
  ]);
});

describe('functions, beginnings and machines', () => {
  reads([
    ['There are two hidden layers of 48 rectified units.', 'layers = 2', 'hidden units = 48', 'activation = ReLU'],
    [String.raw`A layer computes \[ \mathbf{h} = \mathrm{ReLU}(V\mathbf{x}+\mathbf{c}). \]`, 'activation = ReLU'],
    [String.raw`The network is \[ f(x) = W_2\,\phi(W_1x), \qquad \phi(a)=\max(0,a). \]`, 'activation = ReLU'],
    [String.raw`The code is $z=\tanh(W_1x+b_1)$.`, 'activation = tanh'],
    ['The initial weights are He uniform.', 'initialization = He uniform'],
    ['The matrices A and B are orthogonal at the start.', 'initialization = orthogonal'],
    ['All other weights follow the defaults of PyTorch.', 'initialization = PyTorch default'],
    ['We train in full batches.', 'batch size = full batch'],
    ['One run takes a minute on the CPU of a ThinkPad X280.', 'hardware = ThinkPad X280'],
    ['We put a pair at the query matrix and the value matrix of every block of the model with LoRA.', 'target modules = query, value'],
    ['The adapters sit at W_1 and W_3.', 'target modules = W_1, W_3'],
  ]);
});

describe('what begins otherwise than the rest, and what solves a probe', () => {
  reads([
    [
      'The recurrent matrices start orthogonal and everything else follows the defaults of PyTorch.',
      'initialization = orthogonal (recurrent matrices)',
      'initialization = PyTorch default',
    ],
    [
      'Input matrices are Xavier uniform, recurrent ones orthogonal at the start.',
      'initialization = Xavier uniform (Input matrices)',
      'initialization = orthogonal (recurrent matrices)',
    ],
    [
      'We train with Lion. A logistic regression on its output is fitted by L-BFGS.',
      'optimizer = Lion',
      'optimizer = L-BFGS (logistic regression)',
    ],
  ]);
});
