/** Numbers beside the name of a setting that are of another thing: of a grid, of a stride, of what something costs, of what is compared, of use. */
import { strict as assert } from 'node:assert';
import { reads, said } from './reads.ts';

// shows: paper-derivations
describe('numbers of a grid, a stride and a cost', () => {
  reads([
    ['I scanned the mixing weight in steps of 0.1 between 0 and 1.'],
    ['The threshold was moved by steps of 0.01.'],
    ['Patches have length 24 and stride 12.', 'patch size = 24'],
    ['The image is cut up. Patches have a width of 16 and a stride of 8.', 'patch size = 16'],
    ['Figures are means over 6 seeds. The separate adapters cost eight runs.', 'seeds = 6'],
    ['Figures are means over 6 seeds. Training anew for each rank needs twelve runs.', 'seeds = 6'],
    ['LoRA has rank 4. Nominal and effective rank, averaged over the 12 adapted matrices, differ.', 'lora rank = 4'],
    ['We train a convolutional network. Both layers have 32 filters of width 9.', 'channels = 32', 'kernel size = 9'],
    [
      'PPO improves the policy. In each iteration, 8 environments are run for H = 128 steps, which gives 1024 transitions.',
      'environments = 8',
      'rollout length = 128',
    ],
    ['The policy is trained by PPO. At every iteration four simulators are stepped 256 times.', 'environments = 4', 'rollout length = 256'],
  ]);
  it('keep the rate of a learner that takes such steps', () =>
    assert.ok(said('Gradient descent takes steps of 0.1 along the gradient.').includes('learning rate = 0.1')));
});

// shows: paper-derivations
describe('what is off where a network is used, or in what is compared', () => {
  reads([
    ['Dropout of 0.2 is switched off when forecasts are made.', 'dropout = 0.2'],
    ['Dropout has a rate of 0.1. Dropout is disabled during evaluation.', 'dropout = 0.1'],
    ['Dropout has a rate of 0.1. The ensemble consists of five networks without dropout.', 'dropout = 0.1', 'dropout = 0 (ensemble)'],
    ['Dropout is not used.', 'dropout = 0'],
  ]);
});
