/** Set-ups in symbols: what a letter is said in one place and what it equals in another; shapes, compositions and counts say the rest. */
import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

function saidIn(tex: string): string[] {
  const paper = paperOf(String.raw`\title{A network}\begin{document}\section{Set-up} ${tex} \end{document}`);
  return sayWhat(paper).hyperparameters.map(({ name, value, values }) => `${name} = ${values?.join(', ') ?? value}`);
}

// shows: paper-formula-roles
describe('settings in symbols', () => {
  for (const [tex, ...expected] of [
    [
      String.raw`The network has $L$ hidden layers of $m$ units each. It is trained for $E$ epochs. In all runs $L=3$, $m=96$ and $E=40$.`,
      'layers = 3',
      'hidden units = 96',
      'epochs = 40',
    ],
    [
      String.raw`Every gradient is averaged over a batch of $M$ samples; training lasts $Q$ iterations. Throughout $M=48$ and $Q=9000$.`,
      'batch size = 48',
      'training steps = 9000',
    ],
    [
      String.raw`The regressor is $f(x)=W_3\,\sigma(W_2\,\sigma(W_1x+b_1)+b_2)$ with $\sigma(z)=\max\{0,z\}$ and $W_1\in\mathbb{R}^{80\times d}$.`,
      'activation = ReLU',
      'hidden units = 80',
      'layers = 2',
    ],
    [
      String.raw`We fit $h(x)=V\tanh(Ux+c)$ by gradient descent, $U\in\mathbb{R}^{q\times30}$ with $q=120$.`,
      'activation = tanh',
      'hidden units = 120',
    ],
    [
      String.raw`The policy is a network $\mathbb{R}^3\to\mathbb{R}^k\to\mathbb{R}^k\to\mathbb{R}$ with $k=48$.`,
      'hidden units = 48',
      'layers = 2',
    ],
    [String.raw`Images are $x\in[0,1]^{36\times36}$ with labels $y\in\{0,\dots,8\}$.`, 'image size = 36', 'classes = 9'],
    [String.raw`Scans are $x\in\mathbb{R}^{3\times64\times64}$.`, 'image size = 64'],
    [String.raw`Each step draws $\mathcal{B}\subset\mathcal{D}$ with $|\mathcal{B}|=64$.`, 'batch size = 64'],
    [
      String.raw`The step follows $\eta_t=\eta_0(1-t/T)$ with $\eta_0=0.1$ and $T=12000$.`,
      'learning rate = 0.1',
      'learning rate schedule = linear',
      'training steps = 12000',
    ],
    [
      String.raw`In epoch $e$ the rate is $\eta_e=0.05\cdot2^{-\lfloor e/20\rfloor}$.`,
      'learning rate = 0.05',
      'learning rate decay epochs = 20',
      'learning rate decay factor = 0.5',
      'learning rate schedule = step',
    ],
    [
      String.raw`We write $\eta$ for the step size, $B$ for the batch size and $T$ for the number of updates. In all experiments $\eta=0.05$, $B=64$ and $T=5000$.`,
      'learning rate = 0.05',
      'batch size = 64',
      'training steps = 5000',
    ],
    [String.raw`Let $m=72$ be the width of the hidden layer, and let $K=6$ denote the number of folds.`, 'hidden units = 72', 'folds = 6'],
    [
      String.raw`With $T=7000$ the number of iterations and $B=50$ the batch size, a run sees each point many times.`,
      'training steps = 7000',
      'batch size = 50',
    ],
    [String.raw`Inputs of the second layer are dropped with probability $p=0.3$.`, 'dropout = 0.3'],
    [String.raw`We train on $\{(x_i,y_i)\}_{i=1}^{N}$ with $N=1200$.`, 'training examples = 1200'],
    [String.raw`Given pairs $(x_1,y_1),\dots,(x_n,y_n)$ with $n=300$, we fit the weights.`, 'training examples = 300'],
    [String.raw`We use RMSprop with $(\rho,\varepsilon)=(0.95,10^{-6})$.`, 'optimizer = RMSprop', 'epsilon = 0.000001'],
    [
      String.raw`We use SGD with momentum $\mu=0.9$, $\eta=0.02$ and $b=128$ points in a batch.`,
      'momentum = 0.9',
      'learning rate = 0.02',
      'batch size = 128',
    ],
    [
      String.raw`The chain of noise, $(T,\beta_1,\beta_T)=(100,10^{-3},0.08)$, is undone by a network that Adam trains.`,
      'diffusion steps = 100',
      'beta start = 0.001',
      'beta end = 0.08',
    ],
    [
      String.raw`Adam trains the network. \begin{tabular}{ll} $(\beta_1,\beta_2)$ & $(0.9,0.95)$\\ Batch size & 96\\ Epochs & 12\\ \end{tabular}`,
      'beta1 = 0.9',
      'beta2 = 0.95',
    ],
    [
      String.raw`\begin{tabular}{ll} learning rate, dropout, length of the walk & $(0.2,\ 0.15,\ 9)$\\ Epochs & 12\\ Layers & 2\\ \end{tabular}`,
      'learning rate = 0.2',
      'dropout = 0.15',
    ],
    [
      String.raw`Three convolutions ($5\times5$; stride $2$; $16$ and $32$ channels) with kernels of size 5, 16 and 32 channels.`,
      'kernel size = 5',
      'channels = 16',
      'channels = 32',
    ],
    [String.raw`We use seeds $0,\ldots,9$.`, 'seeds = 10'],
  ] as const)
    it(`reads “${tex}”`, () => {
      const all = saidIn(tex);
      assert.deepEqual(
        expected.filter((each) => !all.includes(each)),
        [],
      );
    });

  it('takes the numbers through which an index runs for none', () =>
    assert.deepEqual(saidIn(String.raw`The step sizes are $\eta_k=c/(1+k)$ for $k=0,1,\dots,K-1$.`), []));

  it('takes what a sum equals for none of its letters', () =>
    assert.deepEqual(saidIn(String.raw`The data are split with $n_{\mathrm{tr}}+n_{\mathrm{te}}=900$ and $n_{\mathrm{te}}=200$.`), [
      'test examples = 200',
    ]));

  it('takes no gate for an activation, and no matrix of attention for a layer', () =>
    assert.deepEqual(
      saidIn(
        String.raw`The state is $h_t=z_t h_{t-1}+(1-z_t)\tanh(Wx_t+U h_{t-1})$, with queries $q=W_Qx$, $W_Q\in\mathbb{R}^{16\times64}$.`,
      ),
      [],
    ));
});
