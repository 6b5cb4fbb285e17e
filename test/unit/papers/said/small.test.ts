import { strict as assert } from 'node:assert';
import { ofSetUp, reads, said } from './reads.ts';

describe('what small experiments say of themselves', () => {
  reads([
    ['An $L_2$ penalty of $10^{-4}$ is applied to all weights.', 'weight decay = 0.0001'],
    ['Weights begin at zero. The step size is 0.1.', 'initialization = 0', 'learning rate = 0.1'],
    [
      'We use proximal gradient steps with a step size of 0.05, starting from $w=0$.',
      'optimizer = proximal gradient',
      'learning rate = 0.05',
      'initialization = 0',
    ],
    [
      String.raw`The learning rate is $0.01$ and decays as $1/\sqrt{t}$.`,
      'learning rate = 0.01',
      'learning rate schedule = inverse square root',
    ],
    [
      'The learning rate starts at $0.01$ and is multiplied by $(1-e/E)^{0.9}$.',
      'learning rate = 0.01',
      'learning rate schedule = polynomial',
    ],
    [
      String.raw`The learning rate stays at $2\cdot10^{-4}$ for the remainder of the 500k updates.`,
      'learning rate = 0.0002',
      'learning rate schedule = constant',
      'training steps = 500000',
    ],
    [
      'The step size is 0.01, multiplied by 0.95 after each sweep.',
      'learning rate = 0.01',
      'learning rate decay factor = 0.95',
      'learning rate decay epochs = 1',
      'learning rate schedule = exponential',
    ],
    ['Weights are drawn from a uniform distribution on $[-a,a]$.', 'initialization = uniform'],
    ['We chose AMSGrad with a learning rate of 0.1.', 'optimizer = AMSGrad', 'learning rate = 0.1'],
    ['The base model is stored in NF4.', 'precision = NF4'],
    ['Both networks use dropout between layers (or before the output) with a rate of 0.1.', 'dropout = 0.1'],
    [
      'The agent has eight environments in parallel, each for 128 steps, after which it is updated.',
      'environments = 8',
      'rollout length = 128',
    ],
    [
      String.raw`Transitions of the agent are kept in a replay buffer of size 10,000, from which 128 are drawn for an update. $\theta^-$ is overwritten by $\theta$ every 500 steps in the Q network.`,
      'replay buffer size = 10000',
      'batch size = 128',
      'target update interval = 500',
    ],
    ['Every 25,000 steps we freeze the agent and run 20 greedy episodes.', 'episodes = 20 (evaluation)'],
    [
      'The diffusion model has a noise process with its 1000 steps and scaled-linear variances.',
      'diffusion steps = 1000',
      'noise schedule = scaled-linear',
    ],
    ['It reads the past seven days (336 values) with two layers of 96 units.', 'sequence length = 336', 'layers = 2', 'hidden units = 96'],
    ['Features are projected to 128 dimensions.', 'embedding dimension = 128'],
    ['We use Adam, 128 as dimension of the embedding of $t$.', 'optimizer = Adam', 'embedding dimension = 128'],
    ['Users and items have factors with $f=64$.', 'embedding dimension = 64'],
    ['We replace the classifier by one with five outputs.', 'classes = 5'],
    ['It is fine-tuned with a batch size of 32 and 256 word pieces per complaint.', 'batch size = 32', 'sequence length = 256'],
    ['Notes are kept in their original case, and cut to 128 word pieces.', 'sequence length = 128'],
    [
      String.raw`We distil a teacher with \[ L=(1-\beta)L_{\mathrm{CE}}+\beta L_{\mathrm{KD}}, \] where $\beta=0.8$.`,
      'distillation weight = 0.8',
    ],
  ]);

  it('tells a schedule of the noise from that of the rate in one sentence', () => {
    assert.deepEqual(
      said(
        'We train a diffusion model with a cosine noise schedule, betas of 0.9 and 0.999, and a learning rate that falls linearly to zero.',
      )
        .filter((value) => value.includes('schedule'))
        .sort(),
      ['learning rate schedule = linear', 'noise schedule = cosine'],
    );
  });

  it('knows the optimizer’s β1 from the first variance of a diffusion, wherever Adam is named', () => {
    const { hyperparameters, contradictions } = ofSetUp(
      String.raw`The diffusion model has $T=1000$ steps; $\beta_t$ grows linearly from $10^{-4}$ to $0.02$. We use Adam ($\beta_1=0.9$, $\beta_2=0.999$) and a linear noise schedule.`,
    );
    assert.equal(hyperparameters.find(({ name }) => name === 'beta1')?.value, 0.9);
    assert.ok(hyperparameters.every(({ name, value }) => name !== 'beta start' || value === 0.0001));
    assert.deepEqual(contradictions, []);
  });
});

describe('what a table of results compares', () => {
  const table = String.raw`\begin{table}\caption{Test F1.}\begin{tabular}{lc} & F1 \\ Full & 58.1 \\ Adapter & 62.7 \end{tabular}\end{table}`;

  it('tells values apart by the labels that the text speaks of', () => {
    assert.deepEqual(
      said(
        String.raw`Full uses a learning rate of 0.00003 and Adapter one of 0.0005. Adapter inserts a projection to 48 units. ${table}`,
      ).sort(),
      ['hidden units = 48 (Adapter)', 'learning rate = 0.00003 (Full)', 'learning rate = 0.0005 (Adapter)'],
    );
  });

  it('takes a label of which only others speak for nothing that is told apart', () => {
    assert.deepEqual(
      said(String.raw`Adapter inserts a projection to 48 units. Smith et al. (2019) report that Full uses a rate of 0.1. ${table}`),
      ['hidden units = 48'],
    );
  });
});

describe('what only sounds like a setting in small experiments', () => {
  reads([
    ['We fine-tune a language model by low-rank adaptation with four serialisations.'],
    ['The first author’s earlier abstract used Adam at 0.0003.'],
    [
      String.raw`We use dropout with a rate of 0.1.\footnote{Variational dropout with rates up to 0.4 was part of an earlier draft.}`,
      'dropout = 0.1',
    ],
    ['We use LoRA of rank 16. A rank of 128 was trained for 2000 steps and was left out of the study.', 'lora rank = 16'],
    [String.raw`We also tried mixup with $\alpha=0.2$, but the kappa fell by 0.01 and the final models do not use it.`],
    ['Rank 16 won 58 per cent of its pairs in the LoRA study.'],
    ['Speech Commands has twelve classes (ten words, silence, unknown).', 'classes = 12'],
    ['We train on rows that are nearer to their training row than one third of the distance to the next.'],
    ['We draw five samples, and train with two seeds on each, which makes ten runs per cell.', 'seeds = 2'],
    ['It was chosen by the mean return of 20 preliminary runs.'],
    ['Sampling seeds are 0 to 3 for every model.'],
    ['The corpus has 35,126 labelled photographs, of which 80\\% are for training.', 'training fraction = 0.8'],
  ]);

  it('names no rank of adapters that have none', () => {
    const { missing } = ofSetUp(
      'We compare adapters with full fine-tuning of BERT. The adapter inserts a bottleneck after each block: a projection to 48 units, GELU, and a projection back. Adapters are trained with AdamW.',
    );
    assert.deepEqual(
      missing.map(({ name }) => name).filter((name) => name.startsWith('lora')),
      [],
    );
  });

  it('takes the values that a study goes through for no contradiction', () => {
    const { contradictions } = ofSetUp(
      String.raw`We add low-rank matrices to the query projections (LoRA) with $r$ the rank, which takes the values $4$, $16$ and $64$. The first figure is of rank 16.\footnote{Reached by accumulation at rank 64.}`,
    );
    assert.deepEqual(contradictions, []);
  });
});
