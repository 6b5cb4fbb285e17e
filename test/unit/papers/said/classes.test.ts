/** Classes of wording, each with other verbs, orders, numbers and things: what is read of one is read of its relatives. */
import { strict as assert } from 'node:assert';
import { dice } from '../../../bench/said/dice.ts';
import { said, whole } from './reads.ts';

/** Twelve sentences of one class; `write` throws the dice for its words and numbers. */
function always(title: string, write: (throwDice: ReturnType<typeof dice>) => readonly [tex: string, ...expected: string[]]): void {
  for (let seed = 0; seed < 12; seed++) {
    const [tex, ...expected] = write(dice(seed * 31 + 7));
    it(`${title}: “${tex}”`, () => {
      const found = said(tex);
      for (const one of expected) assert.ok(found.includes(one), `${one} is not among ${found.join('; ')}`);
    });
  }
}

/** None of these sentences says anything of the paper's own settings. */
function nothing(title: string, sentences: readonly string[]): void {
  for (const sentence of sentences) it(`${title}: “${sentence}”`, () => assert.deepEqual(said(sentence), []));
}

describe('classes of wording', () => {
  always('several losses share a noun', (d) => {
    const [a, b] = [d.one([1, 2, 10]), d.one([0.1, 0.05, 0.005])];
    const verb = d.one(['are', 'were', 'are set to']);
    return [`The weights of the pixel and adversarial losses ${verb} ${a} and ${b}.`, `loss weight = ${a}`, `loss weight = ${b}`];
  });
  always('a rate stands behind “at”', (d) => {
    const rate = d.one(['0.0005', '0.00003', '0.02']);
    const verb = d.one(['is trained', 'was fine-tuned', 'is optimised by Adam', 'is fitted with SGD']);
    return [
      `The network ${verb} for ${d.one(['ten', '30', '200'])} epochs at ${d.one(['', 'a rate of '])}${rate}.`,
      `learning rate = ${Number(rate)}`,
    ];
  });
  always('a rate rises before it falls', (d) => {
    const [peak, steps] = [d.one(['0.0006', '0.001']), d.one([500, 2000, 4000])];
    const verb = d.one(['grows linearly', 'rises', 'climbs linearly', 'is increased linearly']);
    return [
      `The learning rate ${verb} to ${peak} ${d.one(['during', 'over', 'within'])} the first ${steps} steps.`,
      `learning rate = ${Number(peak)}`,
      `warmup steps = ${steps}`,
    ];
  });
  always('steps have a size of their own', (d) => {
    const [steps, size] = [d.one([20000, 60000, 100000]), d.one([64, 256, 4096])];
    const noun = d.one(['tokens', 'sequences', 'images', 'pairs']);
    return [
      `Training takes ${steps} ${d.one(['steps', 'updates', 'iterations'])} of ${size} ${noun}.`,
      `training steps = ${steps}`,
      `batch size = ${size}`,
    ];
  });
  always('two counts share a noun', (d) => {
    const [a, b] = [d.one([2, 4, 6]), d.one([3, 8, 12])];
    return [
      `The model has ${a} encoder and ${b} decoder ${d.one(['layers', 'blocks'])}.`,
      `layers = ${a} (encoder)`,
      `layers = ${b} (decoder)`,
    ];
  });
  always('the second part is elided', (d) => {
    const [a, b] = [d.one(['0.0001', '0.0002']), d.one(['0.0004', '0.001'])];
    const [one, other] = d.one<readonly [string, string]>([
      ['generator', 'discriminator'],
      ['actor', 'critic'],
      ['encoder', 'decoder'],
    ]);
    return [
      `The ${one} is trained ${d.one(['with a learning rate of', 'with Adam at'])} ${a}, the ${other} at ${b}.`,
      `learning rate = ${Number(a)} (${one})`,
      `learning rate = ${Number(b)} (${other})`,
    ];
  });
  always('data sets come with their sizes', (d) => {
    const [train, test] = [d.one(['8,233', '34,022']), d.one(['2,941', '1,204'])];
    return [
      `The data set ${d.one(['comes with', 'has', 'offers'])} ${train} ${d.one(['images', 'sentences', 'graphs'])} for training and ${test} for testing.`,
      `training examples = ${Number(train.replace(',', ''))}`,
      `test examples = ${Number(test.replace(',', ''))}`,
    ];
  });
  always('a search stands far from its name', (d) => {
    const [from, to] = [d.one(['0.00001', '0.0001']), d.one(['0.003', '0.01'])];
    const name = d.one(['learning rate', 'weight decay']);
    return [
      `The ${name} was ${d.one(['searched', 'tuned', 'varied'])} per method and model over six values from ${from} to ${to}.`,
      `${name} = ${Number(from) === 0.00001 ? '0.00001' : Number(from)}, ${Number(to)} range`,
    ];
  });
});

describe('what is no setting', () => {
  nothing('time', ['One epoch takes 22 minutes.', 'After ten epochs the student is at 60 per cent.', 'The storage is for one epoch.']);
  nothing('others', [
    'With a learned temperature, which drifted to 0.011, the recall was the same.',
    'We do not know whether momentum, say of 0.9, changes more.',
    "NLLB's training, by contrast, took 300,000 steps at a peak learning rate of 2e-3.",
    'In SRGAN [1] the adversarial loss is weighted by 0.001.',
    'About 140 more hours went into failed attempts, most of them at a learning rate of 1e-4.',
    'The dropout of 0.1 in the original DETR has been removed.',
  ]);
  nothing('everyday words', [
    'We rank the 10,000 test photographs.',
    'Pairs were filtered at a margin of 1.06.',
    'Rank 1 and rank 10 are reported.',
  ]);
  it('takes no method, hardware or formula for a number', () =>
    assert.deepEqual(said('Llama-2-7B runs on an RTX 3060 with the schedule $(1-e/e_{\\max})^{0.9}$ and recall@10.'), [
      'hardware = RTX 3060',
    ]));
  it('counts a machine only where the paper counts it', () => {
    assert.deepEqual(said('The simulations ran on an NVIDIA RTX A2000.'), ['hardware = RTX A2000']);
    assert.deepEqual(said('The simulations ran on one NVIDIA RTX A2000.'), ['devices = 1', 'hardware = RTX A2000']);
  });
});

describe('tables that name no setting beside its values', () => {
  const table = (caption: string, rows: string): string =>
    String.raw`\begin{table}\caption{${caption}}\begin{tabular}{lcc}${rows}\end{tabular}\end{table}`;

  it('reads one setting over methods and models from the caption', () =>
    assert.deepEqual(
      said(
        table(
          'Learning rates after the search.',
          String.raw`Method & T5-base & Llama-2-7B\\ LoRA & 1e-3 & 2e-4\\ Prefixes & 3e-3 & 1e-3\\`,
        ),
      ),
      [
        'learning rate = 0.001 (LoRA, T5-base)',
        'learning rate = 0.0002 (LoRA, Llama-2-7B)',
        'learning rate = 0.003 (Prefixes, T5-base)',
        'learning rate = 0.001 (Prefixes, Llama-2-7B)',
      ],
    ));
  it('reads the parts into which each data set is divided', () =>
    assert.deepEqual(
      said(
        table(
          'Sentence pairs per variety.',
          String.raw`Variety & training & test\\ Sursilvan & 198,400 & 1,000\\ Vallader & 121,300 & 900\\`,
        ),
      ),
      [
        'training examples = 198400 (Sursilvan)',
        'test examples = 1000 (Sursilvan)',
        'training examples = 121300 (Vallader)',
        'test examples = 900 (Vallader)',
      ],
    ));
  it('reads a row of several names', () =>
    assert.deepEqual(said(table('Settings.', String.raw`optimiser & AdamW\\ $\beta_1$, $\beta_2$ & 0.9, 0.95\\ batch size & 64\\`)), [
      'optimizer = AdamW',
      'beta1 = 0.9',
      'beta2 = 0.95',
      'batch size = 64',
    ]));
  it('reads no settings from what was measured', () =>
    assert.deepEqual(
      said(
        table(
          String.raw`ECE (\%) by quality.`,
          String.raw`quality & 90 & 70\\ uncalibrated & 5.4 & 6.0\\ stale temperature & 2.2 & 2.9\\ fresh temperature & 1.9 & 2.0\\`,
        ),
      ),
      [],
    ));
});

describe('what is no contradiction', () => {
  const none = (title: string, body: string): void => {
    it(title, () => assert.deepEqual(whole(body).contradictions, []));
  };
  none(
    'what was measured with',
    String.raw`\section{Training}Batches hold 1,024 images. \section{Evaluation}Throughput is measured on one V100 with batches of 256 images.`,
  );
  none(
    'what it is used with',
    String.raw`\section{Training}The batch size is 128. \section{Calibration}For calibration, the batch size is 1.`,
  );
  none(
    'phases of a paper’s own',
    String.raw`\section{Training}\emph{Public phase.} The rate is 0.01 with SGD and batches of 64. \emph{Private phase.} The learning rate is 0.5, with batches of 8.`,
  );
  none(
    'set-off words without a full stop',
    String.raw`\section{Training}\emph{Pre-training} for 60 epochs with SGD at a learning rate of 0.05.

\emph{Episodic training} for 20 epochs with SGD at a learning rate of 0.001.`,
  );
  it('asks a paper of theorems for nothing', () =>
    assert.deepEqual(
      whole(
        String.raw`\section{Result} \textbf{Theorem.} Gradient descent with step size $\eta\le 1/4$ on a data set leaves every neighbourhood. \emph{Proof.} We use Taylor's formula. Our paper contains no experiments.`,
      ).missing,
      [],
    ));
});
