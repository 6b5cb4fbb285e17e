/** Values that do not go together: what can be computed from some is not what another says. */
import { strict as assert } from 'node:assert';
import type { Contradiction } from '../../../../src/papers/said/said.ts';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

function contradictionsIn(text: string): readonly Contradiction[] {
  return sayWhat(
    paperOf(
      String.raw`\begin{document}\section{Experiments}We train a network on CIFAR-10 with Adam. ${text.replaceAll('%', String.raw`\%`)}\end{document}`,
    ),
  ).contradictions;
}

const table = (rows: string): string => String.raw`\begin{table}\caption{Settings.}\begin{tabular}{ll}${rows}\end{tabular}\end{table}`;

const disagreeing: readonly (readonly [name: string, said: number, derived: number, text: string])[] = [
  [
    'batch size',
    128,
    96,
    `Training ran on 8 V100 GPUs. Every GPU processes 12 utterances per update; we do not accumulate gradients. ${table(String.raw`Total batch size & 128 \\ Dropout & 0.1 \\`)}`,
  ],
  ['batch size', 500, 256, 'We use 8 A100 GPUs with a batch size of 32 per GPU, which gives a total batch size of 500.'],
  [
    'batch size',
    512,
    256,
    'The batch size is 16 per device. We train on 4 A100 GPUs and accumulate gradients over 4 steps. The effective batch size is 512.',
  ],
  [
    'training steps',
    6000,
    12000,
    'The training set has 60,000 images. We train for 20 epochs with a batch size of 100. Training takes 6,000 steps.',
  ],
  ['warmup steps', 4000, 1000, 'We train for 10,000 steps, with a warm-up ratio of 0.1. The learning rate is warmed up over 4,000 steps.'],
  ['test fraction', 0.2, 0.1, 'The data are split into 80% for training, 10% for validation and 20% for testing.'],
  [
    'training fraction',
    0.8,
    0.7,
    'We use 80% for training, 10% for validation and 10% for testing, that is 7,000 training, 2,000 validation and 1,000 test images.',
  ],
  ['seeds', 5, 4, 'Everything is repeated with five seeds (7, 11, 23 and 42).'],
  ['layers', 3, 2, 'The network has three hidden layers with 128 and 64 units.'],
  ['layers', 2, 3, 'It is an MLP of two hidden layers of 256, 128 and 64 units.'],
];

const agreeing: readonly string[] = [
  'We use 8 A100 GPUs with a batch size of 32 per GPU, which gives a total batch size of 256.',
  // Perhaps accumulated.
  'We use 8 A100 GPUs with a batch size of 32 per GPU. The total batch size is 512.',
  'The batch size is 16 per device on 4 A100 GPUs, and gradients are accumulated over 4 steps. The effective batch size is 256.',
  'The batch size is 32 per GPU. The batch size is 500.',
  'The training set has 60,000 images. We train for 20 epochs with a batch size of 100. Training takes 12,000 steps.',
  'The training set has 60,000 images. We train for 20 epochs with a batch size of 100. Evaluation is done every 500 steps.',
  'The training set has 45,000 images. We train for 20 epochs with a batch size of 128. Training takes 7,000 steps.',
  'The training set has 600 recordings of an hour each. We train for 20 epochs on random crops with a batch size of 32 for 100,000 steps.',
  'We train for 10,000 steps, with a warm-up ratio of 0.1. The learning rate is warmed up over 1,000 steps.',
  'We pre-train for 10,000 steps and fine-tune for 2,000 steps, with a warm-up ratio of 0.1 and 200 warm-up steps.',
  'The data are split into 80% for training, 10% for validation and 10% for testing.',
  'We use 80% for training and 20% for testing; 10% of the training set is used for validation.',
  'We use 70% for training and 10% for testing.',
  'Everything is repeated with five seeds (0, 1, 2, 3 and 4).',
  'We report means over 5 runs with different seeds. The seeds are 0 to 4.',
  'We report means over 3 runs. The data are split with seeds 0, 1, 2, 3 and 4.',
  'The network has two hidden layers with 128 and 64 units.',
  'The network has three hidden layers with 128 units.',
  'We tried three hidden layers with 128 and 64 units.',
  'The networks have two hidden layers of 64, 128 and 256 units, respectively.',
  'Smith et al. use three hidden layers with 128 and 64 units.',
];

describe('values that do not go together', () => {
  // shows: paper-derived
  for (const [name, said, derived, text] of disagreeing)
    it(`are found in “${text}”`.slice(0, 160), () => {
      const found = contradictionsIn(text);
      assert.deepEqual(
        found.slice(0, 1).map((one) => [one.name, ...one.values.map(({ value }) => value)]),
        [[name, said, derived]],
      );
      const parts = found[0]?.values[1]?.from ?? [];
      assert.ok(parts.length > 0 && parts.every(({ address }) => address.startsWith('file:main.tex#')));
    });
  for (const text of agreeing) it(`are not seen in “${text}”`.slice(0, 160), () => assert.deepEqual(contradictionsIn(text), []));
});
