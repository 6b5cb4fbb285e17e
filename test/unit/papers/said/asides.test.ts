/** What a sentence tells beside the paper's own set-up, and where it only looks as if it did: `name = value (scope)`. */
import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

function said(tex: string): string[] {
  return sayWhat(paperOf(String.raw`\begin{document}\section{Set-up} ${tex} \end{document}`)).hyperparameters.map(
    ({ name, value, values, role, scope }) =>
      `${name} = ${role === undefined ? value : `${values?.join(', ')} ${role}`}${scope === undefined ? '' : ` (${scope})`}`,
  );
}

type Ways = readonly (readonly [tex: string, ...expected: string[]])[];

function reads(ways: Ways): void {
  for (const [tex, ...expected] of ways) it(`reads “${tex}”`, () => assert.deepEqual([...new Set(said(tex))].sort(), [...expected].sort()));
}

describe('what was given up, and whose it is', () => {
  reads([
    ['A deeper encoder with 24 layers was tested in a few runs and dropped.'],
    ['A batch size of 4096 gave worse optima, so we discarded it.'],
    ['Dropout with a rate of 0.3 helped neither and is not used.'],
    [String.raw`Scores of OPT-125M \cite{opt}, trained with a batch size of 512, are given beside ours.`],
    ['Wav2Vec large, which we list for reference only, has 24 layers.'],
    ['We follow the scripts of PEGASUS, which, however, was tuned with a dropout of 0.2.'],
    [String.raw`The point network of Qi et al.~\cite{qi} was trained with Adam for 250 epochs.`],
    ['Liu et al. trained for 40 epochs; Chan had a batch size of 512.'],
    ['The rate of 0.1 is that given in the table and then halved.', 'learning rate decay factor = 0.5'],
    ['The recurrent baseline that we train is a GRU with 3 layers.', 'layers = 3'],
    ['Rather than the whole network we train adapters of rank 8, with a learning rate of 1e-4.', 'lora rank = 8', 'learning rate = 0.0001'],
    ['For reference, the batch size is 16.', 'batch size = 16'],
  ]);
});

describe('what only looks like a setting', () => {
  reads([
    ['The kernel is Gaussian with a bandwidth of 3.'],
    ['A sum of two kernels is used.'],
    ['We report the loss on the test part of XSUM 2018.'],
    ['The winters from 2010 to 2019 are used; 2018 serves for validation.'],
  ]);
});

describe('a rate that falls a little at a time', () => {
  reads([
    [
      'The learning rate of 0.01 is multiplied by 0.9 every 500 steps (exponential decay).',
      'learning rate = 0.01',
      'learning rate schedule = exponential',
      'learning rate decay factor = 0.9',
      'learning rate decay steps = 500',
    ],
  ]);
});

describe('the parameter of generalised advantage estimation', () => {
  reads([[String.raw`We run PPO with $\lambda_{\mathrm{GAE}} = 0.9$.`, 'gae lambda = 0.9']]);
});
