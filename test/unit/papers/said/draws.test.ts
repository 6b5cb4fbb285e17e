/** What weights and noise are drawn from, and what an index counts that runs. */
import { reads } from './reads.ts';

// shows: paper-draws
describe('what is drawn from a distribution in a formula', () => {
  reads([
    [String.raw`We initialise the network with $\theta_0\sim\mathcal N(0,0.03^2 I)$.`, 'initialization = 0.03'],
    [String.raw`The network has weights $w_i(0)\sim\mathcal N(0,\alpha^2)$ with $\alpha=0.2$.`, 'initialization = 0.2'],
    [
      String.raw`Initial weights of the network are $W_{ij}\sim\mathcal{N}\!\left(0,\tfrac{2}{n_{\mathrm{in}}}\right)$.`,
      'initialization = He',
    ],
    [
      String.raw`Initial weights of the network are $W_{ij}\sim\mathcal{N}(0,\tfrac{2}{n_{\mathrm{in}}+n_{\mathrm{out}}})$.`,
      'initialization = Glorot',
    ],
    [String.raw`At the start the network has $W\sim\mathcal U[-0.04,0.04]$.`, 'initialization = -0.04, 0.04 range'],
    [String.raw`To every input of the network we add $\mathcal N(0,\sigma^2)$ with $\sigma=0.15$.`, 'noise standard deviation = 0.15'],
    [
      String.raw`Inputs of the network have noise $\varepsilon\sim\mathcal{N}(0,0.1^2I)$ added in training.`,
      'noise standard deviation = 0.1',
    ],
    [String.raw`The network decodes a latent code $z\sim\mathcal{N}(0,0.5^2I)$.`],
  ]);
});

// shows: paper-draws
describe('what an index counts that runs', () => {
  reads([
    [String.raw`Every network is trained with the seeds $s\in\{0,\dots,6\}$.`, 'seeds = 7'],
    [String.raw`We report means of the network over the runs $r=1,\dots,8$.`, 'seeds = 8'],
    [String.raw`Means of the network are over $s\in\{0,1,2,3\}$ (seeds).`, 'seeds = 4'],
    [String.raw`The network is trained in epochs $e=0,\dots,24$.`, 'epochs = 25'],
    [
      String.raw`The network sees pairs $(x_i,y_i)$, $i=1,\dots,4000$, for training and another $900$ for testing.`,
      'test examples = 900',
      'training examples = 4000',
    ],
    [String.raw`The network sees pairs $(x_i,y_i)$, $i=1,\dots,n$, with $n=700$.`, 'training examples = 700'],
    [String.raw`For $k=0,1,\dots,K-1$, $K=2500$, the network moves by $w_{k+1}=w_k-\eta_kg_k$.`, 'training steps = 2500'],
  ]);
});

// shows: paper-draws
describe('constants with a row of settings in brackets', () => {
  reads([
    [
      String.raw`The network is trained by $\mathrm{SGD}(\eta=0.2,\mu=0.8)$ with momentum.`,
      'learning rate = 0.2',
      'momentum = 0.8',
      'optimizer = SGD',
    ],
    [
      String.raw`The network is trained by Adam($2\cdot10^{-3}$, $0.9$, $0.98$) in batches of $16$.`,
      'batch size = 16',
      'beta1 = 0.9',
      'beta2 = 0.98',
      'learning rate = 0.002',
      'optimizer = Adam',
    ],
    [String.raw`The network is trained by $\mathrm{Adam}(10^{-4})$.`, 'learning rate = 0.0001', 'optimizer = Adam'],
    [
      String.raw`The network is trained with $\mathrm{AdamW}(5\cdot10^{-4},\,0.9,\,0.95,\,\lambda=0.2)$.`,
      'beta1 = 0.9',
      'beta2 = 0.95',
      'learning rate = 0.0005',
      'optimizer = AdamW',
      'weight decay = 0.2',
    ],
    [
      String.raw`The network is trained by SGD with $(\eta,\mu,\lambda)=(0.2,0.8,10^{-3})$.`,
      'learning rate = 0.2',
      'momentum = 0.8',
      'optimizer = SGD',
      'weight decay = 0.001',
    ],
    [
      String.raw`The network is trained with $\eta=0.05$; $B=40$; $\lambda=10^{-3}$. Batches are shuffled.`,
      'batch size = 40',
      'learning rate = 0.05',
      'weight decay = 0.001',
    ],
    [
      String.raw`FedProx adds a proximal term to the loss of the network, and we vary $\mu\in\{0.01,0.1,1\}$.`,
      'loss weight = 0.01, 0.1, 1 searched',
    ],
    [
      String.raw`The network has a learning rate of $0.02$ (from $\{0.005,0.02,0.05\}$).`,
      'learning rate = 0.005, 0.02, 0.05 searched',
      'learning rate = 0.02',
    ],
    [
      String.raw`The policy network has GAE with $\lambda$ from $\{0.9,0.97,0.99\}$ for its rewards; the winners were $\lambda=0.97$ and $\gamma=0.98$.`,
      'discount factor = 0.98',
      'gae lambda = 0.9, 0.97, 0.99 searched',
      'gae lambda = 0.97',
    ],
    [String.raw`The network is trained with $\eta=0.03$, constant.`, 'learning rate = 0.03', 'learning rate schedule = constant'],
  ]);
});

// shows: paper-draws
describe('maps, spaces and tuples', () => {
  reads([
    [String.raw`Let $\phi:\mathbb{R}^{d}\to\mathbb{R}^{24}$ be the encoder, $d=40$.`, 'embedding dimension = 24'],
    [String.raw`The features of the network are $\phi(x)\in\mathbb{R}^{48}$.`, 'embedding dimension = 48'],
    [String.raw`The projection head maps to $\mathbb{R}^{p}$ with $p=32$.`, 'embedding dimension = 32'],
    [
      String.raw`The network has $(L,n)=(2,128)$, where $L$ is the number of layers and $n$ their width.`,
      'hidden units = 128',
      'layers = 2',
    ],
    [
      String.raw`The transformer has $d=512$, $h=8$, $N=6$ and $d_{\mathrm{ff}}=2048$.`,
      'attention heads = 8',
      'feed-forward dimension = 2048',
      'hidden units = 512',
      'layers = 6',
    ],
    [String.raw`A student is distilled in $T=5$ tasks.`],
  ]);
});

// shows: paper-draws
describe('noise and teachers in formulas', () => {
  reads([
    [
      String.raw`The noise of the diffusion follows $\beta_t=10^{-3}+(t-1)(0.04-10^{-3})/(T-1)$.`,
      'beta end = 0.04',
      'beta start = 0.001',
      'noise schedule = linear',
    ],
    [
      String.raw`The diffusion keeps $\bar\alpha_t=\cos^2\left(\frac{t/T+s}{1+s}\frac{\pi}{2}\right)$ of the signal, $s=0.008$.`,
      'noise schedule = cosine',
    ],
    [
      String.raw`A student is distilled with $0.3\,\mathcal{L}_{\mathrm{hard}}+0.7\,T^2\mathcal{L}_{\mathrm{soft}}$.`,
      'distillation weight = 0.7',
    ],
  ]);
});

// shows: paper-draws
describe('two schedules of noise that are both written down', () => {
  reads([
    [
      String.raw`The diffusion adds noise by $\beta_t=10^{-3}+(t-1)(0.04-10^{-3})/(T-1)$ or by $\bar\alpha_t=\cos^2\left(\frac{t/T+s}{1+s}\frac{\pi}{2}\right)$.`,
      'beta end = 0.04',
      'beta start = 0.001',
      'noise schedule = linear, cosine searched',
    ],
  ]);
});

// shows: paper-draws
describe('rows of short names', () => {
  reads([
    [
      String.raw`The network is as before. Step size $0.2$; batch $48$; epochs $35$; momentum none; decay $3\cdot10^{-4}$.`,
      'batch size = 48',
      'epochs = 35',
      'learning rate = 0.2',
      'weight decay = 0.0003',
    ],
    [
      String.raw`The transformer, in short: lr $3\cdot10^{-4}$, bs $64$, heads $4$, dim $128$, ctx $256$, vocab $4000$.`,
      'attention heads = 4',
      'batch size = 64',
      'hidden units = 128',
      'learning rate = 0.0003',
      'sequence length = 256',
      'vocabulary size = 4000',
    ],
    [
      String.raw`The network sees batches. \begin{figure}\caption{Its loss ($m=96$ units, $\eta=0.2$, $B=50$).}\end{figure}`,
      'batch size = 50',
      'hidden units = 96',
      'learning rate = 0.2',
    ],
  ]);
});

// shows: paper-draws
describe('rates that are constant on pieces', () => {
  reads([
    [
      String.raw`The network has a learning rate of $0.2$ for the first $25$ epochs, $0.02$ for the next $10$ and $0.002$ for the last $5$.`,
      'epochs = 40',
      'learning rate = 0.2',
      'learning rate decay epochs = 25',
      'learning rate decay epochs = 35',
      'learning rate decay factor = 0.1',
      'learning rate schedule = step',
    ],
    [
      String.raw`The network has the rate $10^{-2}$ for $t<600$, $10^{-3}$ for $600\le t<900$ and $10^{-4}$ after.`,
      'learning rate = 0.01',
      'learning rate decay factor = 0.1',
      'learning rate decay steps = 600',
      'learning rate decay steps = 900',
      'learning rate schedule = step',
    ],
    [String.raw`The network has a learning rate of $0.1$ for $20$ epochs.`, 'epochs = 20', 'learning rate = 0.1'],
  ]);
});
