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
    [String.raw`The network is trained with $\eta=0.03$, constant.`, 'learning rate = 0.03', 'learning rate schedule = constant'],
  ]);
});
