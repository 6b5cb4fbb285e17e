/** Constants of a training as lists, formulas and asides give them. */
import { reads } from './reads.ts';

// shows: paper-dealt-out
describe('constants of a training', () => {
  reads([
    ['In short: step 0.03; momentum 0.7; 11 epochs.', 'learning rate = 0.03', 'momentum = 0.7', 'epochs = 11'],
    [
      String.raw`Neither step size changes: $3\cdot10^{-4}$ for the actor, $6\cdot10^{-4}$ for the critic.`,
      'learning rate = 0.0003 (actor)',
      'learning rate = 0.0006 (critic)',
      'learning rate schedule = constant',
    ],
    [String.raw`SGD with $\eta=0.07$ held fixed.`, 'optimizer = SGD', 'learning rate = 0.07', 'learning rate schedule = constant'],
    [String.raw`For the updates $u=1,\dots,700$ we use Adam.`, 'training steps = 700', 'optimizer = Adam'],
    ['Gradients are cut at a norm of 3.', 'gradient clipping = 3'],
    ['Adam, no weight decay (it would be a second penalty), batches of 24.', 'optimizer = Adam', 'weight decay = 0', 'batch size = 24'],
    ['We train on $9\\times9$ digits.', 'image size = 9'],
  ]);
});

// shows: paper-formula-values
describe('courses that halve', () => {
  reads([
    [
      String.raw`We use Adam and \[\eta(k)=0.02\cdot2^{-\lfloor k/300\rfloor},\] with \[K=900\text{ updates}.\]`,
      'optimizer = Adam',
      'learning rate = 0.02',
      'learning rate schedule = step',
      'learning rate decay factor = 0.5',
      'learning rate decay steps = 300',
      'training steps = 900',
    ],
    [
      String.raw`A denoising diffusion model with \[\beta_t=\beta_1+\frac{t-1}{N-1}(\beta_N-\beta_1),\qquad \beta_1=0.0003,\quad\beta_N=0.05,\quad N=90,\] is trained by Adam with $\beta_1=0.9$.`,
      'noise schedule = linear',
      'beta start = 0.0003',
      'beta end = 0.05',
      'diffusion steps = 90',
      'optimizer = Adam',
      'beta1 = 0.9',
    ],
  ]);
});
