/** What stands in the order everybody in a field knows, or is told by what it does. */
import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

function saidOf(sentence: string): string[] {
  const paper = paperOf(
    String.raw`\title{A network}\begin{document}\section{Set-up} ${sentence} Every network is a small one of our own.\end{document}`,
  );
  return sayWhat(paper)
    .hyperparameters.map(({ name, value, values, role }) => `${name} = ${role === undefined ? value : values?.join(', ')}`)
    .sort();
}

// shows: paper-plain-words
describe('settings in an order that a field knows', () => {
  for (const [sentence, ...expected] of [
    [
      String.raw`We train with Adam and the constants $\beta_1=0.9$, $\beta_2=0.98$ and $10^{-9}$.`,
      'beta1 = 0.9',
      'beta2 = 0.98',
      'epsilon = 1e-9',
      'optimizer = Adam',
    ],
    [String.raw`We train with Adam ($\beta_2=0.97$, $\beta_1=0.8$).`, 'beta1 = 0.8', 'beta2 = 0.97', 'optimizer = Adam'],
    [
      String.raw`We train with Adam ($\epsilon=10^{-6}$, $\beta_1=0.8$, $\beta_2=0.97$).`,
      'beta1 = 0.8',
      'beta2 = 0.97',
      'epsilon = 0.000001',
      'optimizer = Adam',
    ],
    ['We train with SGD on batches of 1,024 sequences.', 'batch size = 1024', 'optimizer = SGD'],
    ['We train with Adam, the momenta being left at their usual values 0.9 and 0.99.', 'beta1 = 0.9', 'beta2 = 0.99', 'optimizer = Adam'],
    ['The spectra were divided into 210 for calibration and 70 for prediction.', 'test examples = 70', 'training examples = 210'],
    ['The learning rate is raised to 0.2 in the first six epochs.', 'learning rate = 0.2', 'warmup epochs = 6'],
    ['We report the mean over 15 students that differ in the seed.', 'seeds = 15'],
    [String.raw`Split number $i$ is made with random seed $i=0,\dots,11$.`, 'seeds = 12'],
    ['Our sequences all have a length of 90.', 'sequence length = 90'],
    [String.raw`The logits of a classifier, for $K=18$ instruments, are compared.`, 'classes = 18'],
    [
      'We use plain SGD with a learning rate of 0.1, without momentum and without decay of the weights.',
      'learning rate = 0.1',
      'momentum = 0',
      'optimizer = SGD',
      'weight decay = 0',
    ],
    [String.raw`A step is made with the gradient scaled to the norm $\min(2,\|g\|)$.`, 'gradient clipping = 2'],
    [String.raw`A spectrum is disturbed before training: \[\tilde x(\nu)=x(\nu)+0.2\,\xi(\nu).\]`, 'noise standard deviation = 0.2'],
  ] as const)
    it(`reads ${expected.join(', ')} in “${sentence}”`, () => assert.deepEqual(saidOf(sentence), expected));

  it('reads how much the replay buffer holds', () =>
    assert.deepEqual(
      saidOf('An agent collects rewards; each update takes 64 transitions from the replay buffer, which holds the last 30,000.'),
      ['batch size = 64', 'replay buffer size = 30000'],
    ));
});
