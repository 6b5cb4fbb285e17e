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
