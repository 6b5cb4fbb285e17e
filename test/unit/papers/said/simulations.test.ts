/** Simulations in papers on theory: how a recursion is run. */
import { reads } from './reads.ts';

// shows: paper-simulations
describe('simulations of theory', () => {
  reads([
    [
      String.raw`We iterate stochastic gradient descent with one observation per step, from $\theta_0=0$ over a single pass on $n=6000$ observations, with a step size of $\eta=0.04$ that is kept constant; nothing is penalised.`,
      'optimizer = SGD',
      'batch size = 1',
      'initialization = 0',
      'epochs = 1',
      'training examples = 6000',
      'learning rate = 0.04',
      'learning rate schedule = constant',
      'weight decay = 0',
    ],
    [
      'The iterates start from the origin, one sample is drawn at each step and the step size is fixed at 0.03.',
      'initialization = 0',
      'batch size = 1',
      'learning rate = 0.03',
      'learning rate schedule = constant',
    ],
    [
      'Observations are used one at a time by SGD with constant step $0.02$ for 30 passes.',
      'batch size = 1',
      'optimizer = SGD',
      'learning rate = 0.02',
      'learning rate schedule = constant',
      'epochs = 30',
    ],
    ['The agent receives one observation per step.'],
    ['An epoch is one pass over the data.'],
  ]);
});
