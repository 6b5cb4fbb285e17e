/** What was given up for another value in the same sentence, or a sentence later. */
import { reads } from './reads.ts';

// shows: paper-given-up
describe('values that others take the place of', () => {
  reads([
    ['We began with a learning rate of 0.03, which explodes, and settled for 0.004.', 'learning rate = 0.004'],
    ['At first we trained with batches of 640; they overfitted, so we went down to 80.', 'batch size = 80'],
    ['Our first choice of learning rate, 0.3, made the loss diverge, and all that follows uses 0.06.', 'learning rate = 0.06'],
    ['A dropout of 0.6 turned out to be too much, so that in the end we kept 0.15.', 'dropout = 0.15'],
    ['With a hidden size of 700 the network memorised everything; 90 was enough and is what we report.', 'hidden units = 90'],
    ['Gradient clipping at 7 did not prevent the explosions, clipping at 2 did.', 'gradient clipping = 2'],
    ['Thirty epochs looked enough on paper, but the curves said otherwise, and we let it run for 90.', 'epochs = 90'],
    ['We do not use 12 layers as others do, but 5.', 'layers = 5'],
    ['A momentum of 0.97 threw everything about, which is why it is 0.8 here.', 'momentum = 0.8'],
    ['We began with a learning rate of 0.05. It exploded in most runs. We settled for 0.003.', 'learning rate = 0.003'],
    ['I trained the first networks for 25 epochs. The loss was still falling then, so I let them run for 75.', 'epochs = 75'],
    // A course is no choice, and what a later sentence counts is its own.
    [
      'We train a network with 36 hidden units. There is no dropout. We train for 700 steps.',
      'hidden units = 36',
      'training steps = 700',
      'dropout = 0',
    ],
  ]);
});

// shows: paper-given-up
describe('brackets that judge something else than what they stand behind', () => {
  reads([
    [
      'We train with Adam at a learning rate of 0.003 (0.03 was unstable) and a weight decay of 0.02 (a value of 0.2 changed nothing).',
      'optimizer = Adam',
      'learning rate = 0.003',
      'weight decay = 0.02',
    ],
    ['Dropout of 0.25 (we also tried 0.45), batches of 48 and 70 epochs.', 'dropout = 0.25', 'batch size = 48', 'epochs = 70'],
    ['We train for 35 epochs (longer training overfits) with batches of 96.', 'epochs = 35', 'batch size = 96'],
    [
      'The optimiser is AdamW (learning rate 0.0004, weight decay 0.06; larger values did not help) and the batch size 160.',
      'optimizer = AdamW',
      'learning rate = 0.0004',
      'weight decay = 0.06',
      'batch size = 160',
    ],
    // What they judge is what stands before them.
    ['A batch size of 640 (which did not converge) was our first attempt.'],
    ['A batch size of 640 (learning rate 0.3) did not converge.'],
  ]);
});
