/** What agents, those who draw and those who share their data set: a sentence in a paper of that field, and what it says. Values of settings only. */
import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

const of = {
  agents: 'We study proximal policy optimisation with an actor and a critic that get rewards from an environment.',
  tables: 'We let agents learn values by Q-learning with a replay buffer and a target network for a reward.',
  diffusion: 'We train a denoising diffusion model on points in the plane.',
  codes: 'We train a variational autoencoder with an encoder, a decoder and a KL term.',
  clients: 'We study federated averaging with a proximal term.',
  flows: 'We fit coupling flows to densities in the plane.',
  memory: 'We study continual learning with penalties and with a memory of old examples.',
  graphs: 'We train graph convolutions on a stochastic block model.',
  series: 'We forecast series with recurrent networks.',
  ratings: 'We factorise ratings of films.',
  trees: 'We compare boosted trees and forests on tables.',
  equations: 'We solve the heat equation with a network that knows physics.',
};

// shows: paper-fields
describe('settings by the field that a paper is of', () => {
  const all: readonly (readonly [field: keyof typeof of, tex: string, ...expected: string[]])[] = [
    ['agents', 'Twelve copies of the environment run side by side for 96 steps.', 'environments = 12', 'rollout length = 96'],
    ['agents', 'These transitions are visited six times in minibatches of 192.', 'epochs = 6', 'batch size = 192'],
    ['agents', String.raw`The parameter $\lambda$ is taken from $\{0.8,0.9,0.97\}$.`, 'gae lambda = 0.8, 0.9, 0.97 searched'],
    [
      'agents',
      String.raw`Advantages are computed with $\gamma=0.97$ and $\lambda=0.92$ and normalised per minibatch.`,
      'discount factor = 0.97',
      'gae lambda = 0.92',
    ],
    ['agents', 'The ratio may leave one by a tenth at most.', 'clip range = 0.1'],
    ['agents', String.raw`The surrogate is clipped at $1\pm0.15$.`, 'clip range = 0.15'],
    ['agents', '$c_1=0.4$ and $c_2=0.02$ weigh the value loss and the entropy.', 'value coefficient = 0.4', 'entropy coefficient = 0.02'],
    ['tables', 'Memory: 30k transitions, first 2k at random.', 'replay buffer size = 30000'],
    ['tables', 'The frozen copy is refreshed every 400 updates.', 'target update interval = 400'],
    ['tables', 'Greedy with probability $0.85$, otherwise uniformly.', 'exploration rate = 0.15'],
    ['tables', 'With probability one in twenty a move is made at random.', 'exploration rate = 0.05'],
    ['tables', 'Epsilon stays at 0.2.', 'exploration rate = 0.2'],
    ['agents', 'An update is made after twelve episodes.', 'batch size = 12'],
    [
      'agents',
      'gamma 0.98, lambda 0.9, clip 0.25, entropy 0.02, value 0.4.',
      'discount factor = 0.98',
      'gae lambda = 0.9',
      'clip range = 0.25',
      'entropy coefficient = 0.02',
      'value coefficient = 0.4',
    ],
    ['agents', '6 envs x 80 steps, 3 epochs.', 'environments = 6', 'rollout length = 80', 'epochs = 3'],
    ['agents', 'Our agent discounts the future by 4 percent per step.', 'discount factor = 0.96'],
    [
      'tables',
      String.raw`From $\varepsilon=1$ we come down to $\varepsilon=0.04$ after 7000 steps.`,
      'exploration rate = 1',
      'exploration rate = 0.04',
    ],
    ['tables', 'Experience older than eight thousand steps is thrown away.', 'replay buffer size = 8000'],
    [
      'diffusion',
      'The variances increase evenly from 0.0002 to 0.03 over 300 steps.',
      'noise schedule = linear',
      'beta start = 0.0002',
      'beta end = 0.03',
      'diffusion steps = 300',
    ],
    ['diffusion', 'Sampling uses DDIM with 15 of the 300 steps.', 'sampler = DDIM', 'sampling steps = 15'],
    ['diffusion', 'Forty network evaluations make a sample.', 'sampling steps = 40'],
    ['flows', 'Depth is varied, $K=2,4,8,16$ couplings.', 'layers = 2, 4, 8, 16 searched'],
    ['memory', String.raw`Memory sizes are $M\in\{30,60,120\}$.`, 'replay buffer size = 30, 60, 120 searched'],
    ['memory', 'We pull the weights towards the old ones with a spring of strength 70.', 'loss weight = 70'],
    [
      'graphs',
      '48 nodes carry labels, 150 nodes validate and 300 test.',
      'training examples = 48',
      'validation examples = 150',
      'test examples = 300',
    ],
    ['graphs', 'Four rounds of messages, node states of 24 numbers.', 'layers = 4', 'hidden units = 24'],
    ['series', 'The past 72 values are shown and the next 6 asked.', 'sequence length = 72'],
    ['series', 'The equation is integrated with a step of 0.05.'],
    ['ratings', 'Films get vectors of length 12.', 'embedding dimension = 12'],
    ['ratings', 'For each rated film five unrated ones are drawn as negatives.', 'negatives = 5'],
    [
      'equations',
      String.raw`Adam for 9k iterations ($10^{-3}$), then L-BFGS.`,
      'optimizer = Adam',
      'optimizer = L-BFGS',
      'training steps = 9000',
      'learning rate = 0.001',
    ],
    ['trees', 'Boosting runs 150 rounds with shrinkage 0.2 and trees of depth 4.', 'learning rate = 0.2'],
    ['tables', 'The second network gets the weights of the first after every 300 moves.', 'target update interval = 300'],
    ['tables', 'Rewards are worth 2 percent less for every step.', 'discount factor = 0.98'],
    ['tables', String.raw`$\varepsilon_t=0.03+0.97e^{-t/900}$.`, 'exploration rate = 0.03'],
    ['codes', 'Divergence and reconstruction are balanced by a weight of 3.', 'loss weight = 3'],
    ['memory', 'The memory can keep 90 samples.', 'replay buffer size = 90'],
    ['clients', 'Clients learn over their 140 samples.', 'training examples = 140'],
    ['clients', 'We repeat everything with seven fresh partitions.', 'seeds = 7'],
    ['series', 'Noise of variance 0.09 is added.', 'noise standard deviation = 0.3'],
    ['diffusion', 'All 150 steps are used for sampling.', 'sampling steps = 150'],
    ['diffusion', String.raw`DDIM is run with $S\in\{4,8,16\}$.`, 'sampler = DDIM', 'sampling steps = 4, 8, 16 searched'],
    ['diffusion', 'Noise is added by the squared cosine of Nichol and Dhariwal.', 'noise schedule = cosine'],
    ['codes', 'The weight of the KL grows from 0 to 2 during the first 30 epochs.', 'loss weight = 2'],
    ['codes', String.raw`The code is $z\in\mathbb{R}^{6}$.`, 'embedding dimension = 6'],
    ['clients', String.raw`The proximal constant is $\mu=0.02$.`, 'loss weight = 0.02'],
    ['clients', 'Client $k$ has 70 points.', 'training examples = 70'],
    [
      'clients',
      'Of the 900 stamps 150 are for testing; the other 750 are dealt to ten clients.',
      'training examples = 750',
      'test examples = 150',
    ],
  ];
  for (const [field, tex, ...expected] of all)
    it(`reads “${tex}”`, () => {
      const paper = paperOf(String.raw`\begin{document}\section{Method} ${of[field]} \section{Set-up} ${tex} \end{document}`);
      const said = sayWhat(paper).hyperparameters.map(
        ({ name, value, values, role }) => `${name} = ${role === undefined ? value : `${values?.join(', ')} ${role}`}`,
      );
      assert.deepEqual([...new Set(said)].sort(), [...expected].sort());
    });
});
