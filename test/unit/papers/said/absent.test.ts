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

// shows: paper-settings
describe('what a line of an algorithm draws', () => {
  reads([
    [
      String.raw`\begin{algorithm}\begin{algorithmic}\STATE grab $384$ fresh points $x$ and a noise for each\end{algorithmic}\end{algorithm}`,
      'batch size = 384',
    ],
    [
      String.raw`\begin{algorithm}\begin{algorithmic}\STATE $B\gets 48$ transitions of the memory, uniformly\end{algorithmic}\end{algorithm}`,
      'batch size = 48',
    ],
    [
      String.raw`\begin{algorithm}\begin{algorithmic}\STATE run $M=6$ episodes with $\pi_\theta$\end{algorithmic}\end{algorithm}`,
      'batch size = 6',
    ],
  ]);
});

// shows: paper-settings
describe('sizes and lengths that are told by what they are of', () => {
  reads([
    ['Each letter gets a vector of $28$ numbers, then comes a GRU.', 'embedding dimension = 28'],
    [String.raw`The network $f:\mathbb{R}^{144}\to\mathbb{R}^{18}$ makes features of images.`, 'embedding dimension = 18'],
    ['After the mean over the positions a linear layer to $36$ features follows.', 'embedding dimension = 36'],
    [String.raw`A gated recurrent unit with $h_t\in\mathbb{R}^{56}$ reads the series.`, 'hidden units = 56'],
    [
      'Two convolutions with kernels of $5\\times5$ and $12$ and $24$ channels.',
      'layers = 2',
      'kernel size = 5',
      'channels = 12',
      'channels = 24',
    ],
    ['That makes $45$ steps per epoch and $1350$ in all.', 'training steps = 1350'],
    [
      'We train for $8000$ steps, in the first $400$ of which the learning rate rises to $0.002$.',
      'training steps = 8000',
      'warmup steps = 400',
      'learning rate = 0.002',
    ],
    [
      'The step size is $0.002$ for the first $1200$ of the steps and a fifth of this for the remaining $300$.',
      'learning rate = 0.002',
      'learning rate decay steps = 1200',
      'learning rate decay factor = 0.2',
      'learning rate schedule = step',
    ],
    [
      'The learning rate was chosen on the validation images out of $\\{0.002,0.006,0.02\\}$.',
      'learning rate = 0.002, 0.006, 0.02 searched',
    ],
    ['The proximal coefficient is $\\mu\\in\\{0,0.02,0.2\\}$.', 'loss weight = 0, 0.02, 0.2 searched'],
    ['An agent acts. Its exploration rate falls from $0.9$ to $0.05$.', 'exploration rate = 0.9', 'exploration rate = 0.05'],
    ['Adam runs at $\\beta_1=0.85$ and $\\beta_2=0.995$.', 'optimizer = Adam', 'beta1 = 0.85', 'beta2 = 0.995'],
    ['We use Lion $(0.9,0.98)$.', 'optimizer = Lion', 'beta1 = 0.9', 'beta2 = 0.98'],
  ]);
});
