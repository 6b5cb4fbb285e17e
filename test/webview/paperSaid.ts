import type { Said, StatedValue } from '../../src/papers/said/said.ts';

/** What the paper on label smoothing says of its set-up; with numbers that nobody understood, and one that would be computed. */
const at = (anchor: string): string => `arxiv:2601.00001v2#${anchor}`;
const stated = (
  anchor: string,
  name: string,
  value: StatedValue['value'],
  quote: string,
  more: Partial<StatedValue> = {},
): StatedValue => ({
  address: at(anchor),
  name,
  value,
  stated: String(value),
  quote,
  ...more,
});
const odd = {
  address: at('A1.p1'),
  stated: '3\\times 10^{-2}',
  perhaps: ['weight decay', 'dropout'],
  quote: 'a factor of $3\\times 10^{-2}$',
};

export const smoothingSaid: Said = {
  hyperparameters: [
    stated('S2.SS1.p1', 'layers', 2, 'The network has two hidden layers and ten outputs,'),
    stated('S3.SS1.p1', 'hidden units', 128, 'Both hidden layers have $128$ units.'),
    stated('A1.T3', 'hidden units', 128, 'Hidden units: $128$ per layer'),
    stated('S3.SS1.p1', 'learning rate', 0.001, 'with Adam [2] at a learning rate of $10^{-3}$ and mini-batches'),
    stated('A1.T3', 'learning rate', 0.003, 'Learning rate: 3e-3', { scope: 'appendix, all of the networks with smoothed targets' }),
    stated('S3.SS1.p1', 'batch size', 64, 'rate of $10^{-3}$ and mini-batches of $64$ images for $20$', { unit: 'images' }),
    stated('S3.SS1.p1', 'epochs', 20, 'of $64$ images for $20$ epochs; the images', { unit: 'epochs' }),
    stated('S3.SS1.p1', 'optimizer', 'Adam', 'minimise (5) with Adam [2] at a'),
    stated('alg1.l7', 'optimizer', 'Adam', 'update $\\theta$ with Adam and $g$'),
    stated(
      'S3.SS1.p1',
      'label smoothing',
      '0, 0.05, 0.1, 0.2',
      'The smoothing weight takes the values $\\varepsilon\\in\\{0,0.05,0.1,0.2\\}$.',
      {
        role: 'searched',
        values: [0, 0.05, 0.1, 0.2],
      },
    ),
    stated('footnote1', 'label noise', 0.2, 'Each training label is replaced, with probability $0.2$ and before training,'),
    stated('S3.SS2.p1', 'bins', 15, 'by confidence into $M=15$ bins of equal'),
    stated('S3.T1', 'bins', 10, 'calibration error uses $10$ bins.'),
    stated('S3.T1', 'seeds', 5, 'standard deviation over five seeds.'),
    stated('A1.T3', 'epsilon', 1e-8, 'Adam constant: $10^{-8}$'),
  ],
  missing: [
    { name: 'learning rate schedule', why: 'Whether the learning rate stays constant or decays is not said.' },
    {
      name: 'weight decay',
      why: 'Whether and how strongly the weights are regularised is not said; libraries differ in their defaults.',
      perhaps: [odd.address],
    },
    { name: 'hardware', why: 'On which machine it ran, and for how long, is not said.' },
  ],
  contradictions: [
    {
      name: 'learning rate',
      values: [
        { value: 0.001, address: at('S3.SS1.p1') },
        { value: 0.003, address: at('A1.T3') },
      ],
    },
    {
      name: 'bins',
      values: [
        { value: 15, address: at('S3.SS2.p1') },
        {
          value: 20,
          address: at('S3.T1'),
          from: [
            { name: 'bins', value: 10, address: at('S3.T1') },
            { name: 'seeds', value: 5, address: at('S3.T1') },
          ],
        },
      ],
    },
  ],
  unnamed: [odd, { address: at('S3.SS1.p1'), stated: '0.5', unit: 'seconds', quote: 'the images' }],
  notation: [],
};
