/** What a paper leaves out, and where a rate ends: a sentence, and what it says. Values of settings only. */
import { reads } from './reads.ts';

// shows: paper-settings
describe('what is left out', () => {
  reads([
    ['Mix-up was left out on purpose, so that one thing changes at a time.', 'mixup alpha = 0'],
    ['We leave out dropout and label smoothing.', 'dropout = 0', 'label smoothing = 0'],
    ["I don't add an entropy bonus.", 'entropy coefficient = 0'],
    ["We don't decay any of the weights.", 'weight decay = 0'],
    ['Weight decay is zero for both networks.', 'weight decay = 0'],
    ['Gradients are not clipped, and neither network is regularised.', 'gradient clipping = 0', 'weight decay = 0'],
    ['No penalty acts on the weights.', 'weight decay = 0'],
    ['A weight decay of $0.02$ was tried and slowed everything down; we use none.', 'weight decay = 0'],
    ['An $L_2$ penalty was tested at first, changed nothing, and was removed.', 'weight decay = 0'],
    ['The generator has dropout of $0.2$ after each layer, the critic has none.', 'dropout = 0.2 (generator)', 'dropout = 0 (critic)'],
    ['The adapters have rank $6$, $\\alpha = 12$ and no dropout.', 'lora rank = 6', 'lora alpha = 12', 'lora dropout = 0'],
    ['Later variants omit the entropy bonus \\cite{later}.'],
  ]);
});

// shows: paper-settings
describe('where a rate ends', () => {
  reads([
    [
      'The learning rate of $0.02$ shrinks by $3\\%$ every round and ends at $0.02\\cdot0.97^{40}=0.0059$.',
      'learning rate = 0.02',
      'learning rate decay factor = 0.97',
      'learning rate schedule = exponential',
      'final learning rate = 0.0059',
    ],
    [
      'The step size is $2\\cdot10^{-3}$ at the start and $4\\cdot10^{-5}$ at the end of training.',
      'learning rate = 0.002',
      'final learning rate = 0.00004',
    ],
    [
      'The learning rate is $0.03$. It goes down to zero with a cosine.',
      'learning rate = 0.03',
      'learning rate schedule = cosine',
      'final learning rate = 0',
    ],
    ['The learning rate is lowered linearly until it is zero.', 'learning rate schedule = linear', 'final learning rate = 0'],
    [
      'The learning rate follows a half cosine, \\[ \\eta_k=\\tfrac12\\eta_0\\bigl(1+\\cos(\\pi k/K)\\bigr),\\qquad \\eta_0=0.004,\\quad K=30\\,000. \\]',
      'learning rate = 0.004',
      'learning rate schedule = cosine',
      'final learning rate = 0',
      'training steps = 30000',
    ],
    ['In step $t$ of $T=9000$ one batch is drawn.', 'training steps = 9000'],
  ]);
});
