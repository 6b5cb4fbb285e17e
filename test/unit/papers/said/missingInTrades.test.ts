/** What a reproduction needs, told in the words of a trade or of a school: it is not missing. */
import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { texOf } from '../../../bench/said/evidenceBank.ts';
import { paperOf } from '../../../bench/said/texts.ts';

const isMissing = (name: string, text: string, kind: 'network' | 'adam' = 'network'): boolean =>
  sayWhat(paperOf(texOf({ kind, text }))).missing.some((one) => one.name === name);

const tell: Readonly<Record<string, readonly string[]>> = {
  'training length': [
    'A recording of $20\\,000$ chirps is traversed twice by the network.',
    'Learning was continued for 250 presentations of the whole training set.',
    'Then we begin again, three thousand times.',
    'After the 30th cycle the weights are frozen.',
    'The network was taught for twenty evenings, with one pass per evening.',
    'Iterations were stopped when the relative change of the loss fell below $10^{-6}$.',
    'Training: 70 laps round the data set.',
    'At most 30 epochs; we quit when the development score has not risen for 3 of them.',
    'Seven hundred games form one adaptation.',
    String.raw`\begin{verbatim}
for epoch in range(35):
    step(net)
\end{verbatim}`,
  ],
  'learning rate schedule': [
    'The step size is one-hundredth. I never touched it during training.',
    'The gain $\\alpha$ is not scheduled.',
    'The gain term was $0.3$, and it was not altered in the course of learning.',
    'The learning coefficient stays what it was at the start.',
    'The rate is quartered whenever the error on the development part stalls for three passes.',
    'A single step size of $0.02$ serves from the first update to the last.',
    'The adaptation constant was $0.02$ at all times.',
    'We use gradient descent, $\\gamma=0.02$ being kept fixed.',
  ],
  'batch size': [
    'Prescriptions per step: 24.',
    'Each iteration comprised 48 trials.',
    'The weights are changed after each pattern.',
    'Weights are adjusted after each tenth leaf.',
    'We feed the network handfuls of twelve cards.',
    'The slope is computed from all leaves at once.',
    'Training is online.',
    String.raw`\begin{verbatim}
for x, y in batches(train, 128, shuffle=True):
    net.step()
\end{verbatim}`,
    '96 crops make one step.',
    'The whole sample enters each iteration.',
  ],
  'weight initialisation': [
    'The coefficients are set to small random numbers before the first pass.',
    'All taps are zero to begin with.',
    String.raw`\begin{verbatim}
net = build(30)   # xavier_uniform_, biases 0
\end{verbatim}`,
    'Before training every weight gets a random number between $-1$ and $1$.',
  ],
  'weight decay': [
    'The leakage of the taps is $10^{-5}$ per update.',
    'We use no shrinkage of any kind.',
    'The loss has no further terms.',
    'The coefficients are kept small by a quadratic term with factor $0.002$.',
  ],
  architecture: [
    'Five children sat in front (the inputs), nine in the middle, three behind.',
    'net = MLP(30, [64, 64], 5)',
    'The net is a linear map from 784 pixels to ten scores.',
    'A logistic regression on the 30 words.',
  ],
  'evaluation protocol': [
    'The pass with the most agreement on the second pile was kept.',
    'Adaptation is then frozen and errors are counted over $10^5$ further symbols.',
    'The network that erred least on the second pile was the one we examined.',
    'The pupils write down the share named correctly after rounds 1, 10 and 40.',
  ],
  hardware: ['A Lenovo from 2016 did all the sums.', 'The simulations ran on a VAX.', 'My gaming rig did the training.'],
  'data split': [
    'The first ten years calibrate, the last five verify.',
    '600 cards to learn from and 200 to be examined on.',
    'The risk is evaluated exactly since the distribution is known.',
    '2011--2015 in sample: 40{,}020 curves. 2017 out of sample: 9{,}300 curves.',
  ],
  preprocessing: [
    'Every reading was divided by the largest of its kind.',
    'The samples are applied as received.',
    'The columns are ranked and the ranks are mapped to a normal law.',
  ],
  seeds: [
    'Adaptation was repeated for nine initial values of the random generator.',
    'Twelve networks were trained from different random seeds; none was discarded.',
    'We roll the dice anew seven times and average.',
    'Nine replicas were trained.',
  ],
};

const doNot: Readonly<Record<string, readonly string[]>> = {
  'training length': [
    'A run took less time than a song.',
    'Every leaf was measured three times.',
    'We recorded 300 presentations by students.',
  ],
  'learning rate schedule': [
    'The gain of the amplifier is kept fixed.',
    'The temperature of the room did not change.',
    'Weights are frozen after training.',
  ],
  'batch size': [
    'The photographs were taken in lots of light.',
    'Each box contains 40 leaves.',
    'Messages are stored in parcels of 50.',
    'Adam runs on shuffled mini-batches with a step of 0.02.',
  ],
  'weight initialisation': [
    'The outcome of a calibration depends upon the random starting values.',
    'Our question about how the weights had been initialised remained unanswered.',
    'It is not stated how the weights were initialised.',
  ],
  'weight decay': [
    'A metabolic cost on firing is added.',
    'The leak time constant of the neurons exceeds 1 s.',
    'The support penalty has the weight $4$.',
  ],
  architecture: ['A pupil drew the network on the board.'],
  'evaluation protocol': ['Accuracy is computed on the test leaves.'],
  hardware: [
    'We forecast core inflation with a network.',
    'The simulations were programmed in C. One session needed 47 seconds.',
    'The model can be executed on the pump controller.',
  ],
  'data split': ['The record has 300 years.'],
  preprocessing: ['The figure is drawn with a logarithm.', 'The features go through a hidden layer.'],
  seeds: ['Each measurement was made by three children.', 'Each test was repeated with three values of the noise.'],
};

// shows: paper-missing
describe('What is told in the words of a trade', () => {
  for (const [name, sentences] of Object.entries(tell))
    it(`is not missing: ${name}`, () => {
      assert.deepEqual(
        sentences.filter((text) => isMissing(name, text)),
        [],
      );
    });
  for (const [name, sentences] of Object.entries(doNot))
    it(`is missing where it is only spoken of: ${name}`, () => {
      assert.deepEqual(
        sentences.filter((text) => !isMissing(name, text)),
        [],
      );
    });
  it('is not missing: optimizer constants', () => {
    for (const text of [
      'We have not fiddled with the other dials of Adam.',
      'Adam, betas stock.',
      'Its knobs were left where the package puts them, bar the step size.',
    ])
      assert.equal(isMissing('optimizer constants', text, 'adam'), false, text);
    assert.equal(isMissing('optimizer constants', 'Adam was used because we always do.', 'adam'), true);
  });
});
