/** Settings said by what is done: a sentence, and what it says. Values of settings only. */
import { reads } from './reads.ts';

describe('what data are for, and how much of them is read', () => {
  reads([
    [
      'Curators wrote 3{,}100 question--answer pairs; another 250 serve for choosing the checkpoint and 400 for the final figures.',
      'training examples = 3100',
      'validation examples = 250',
      'test examples = 400',
    ],
    ['Instruction tuning on 12k dialogues comes first.', 'training examples = 12000'],
    ['We keep pairs that both annotators liked; 8{,}340 remain.', 'training examples = 8340'],
    ['We choose the rate on 300 training queries set aside.', 'validation examples = 300'],
    [
      'We validated each epoch on 500 of the 9{,}000 rendered frames, trained on the other 8{,}500.',
      'validation examples = 500',
      'training examples = 8500',
    ],
    [
      'Of the 64 species, 40 are used for training, 10 for validation and 14 for testing.',
      'classes = 40 (training)',
      'classes = 10 (validation)',
      'classes = 14 (testing)',
    ],
    [String.raw`Accuracy on the test part is 91.2\%.`],
    ['The corpus has 40 intents.', 'classes = 40'],
    ['Sentences longer than 120 subwords on either side are thrown away.', 'sequence length = 120'],
    ['The summaries are sampled; they end after at most 300 tokens.', 'maximum length = 300'],
    ['The reader sees windows that are 80 words wide.', 'sequence length = 80'],
    ['The vocabulary ends up at 7{,}900 types.', 'vocabulary size = 7900'],
  ]);
});

describe('what is done in training', () => {
  reads([
    [
      'We train on two A5000 with eight slices on each, that is 16 in all.',
      'devices = 2',
      'batch size = 8',
      'batch size = 16',
      'hardware = A5000',
    ],
    ['The gradient is made of four accumulated steps of 2k tokens.', 'gradient accumulation = 4', 'batch size = 2000'],
    [
      String.raw`Pairs come in groups of 8 and gradients of 4 such groups are summed, i.e.\ 32 pairs to an update.`,
      'batch size = 8',
      'gradient accumulation = 4',
      'batch size = 32',
    ],
    [
      'Each step sees 24 utterances, collected as six micro-batches of four.',
      'batch size = 24',
      'gradient accumulation = 6',
      'batch size = 4',
    ],
    ['We feed 96 pairs at a time.', 'batch size = 96'],
    ['Each of the 90{,}000 updates uses 256 sequences.', 'batch size = 256', 'training steps = 90000'],
    ['A quarter of the hidden units is switched off at random.', 'dropout = 0.25'],
    ['Dropout of the last layer is 0.3 in the network.', 'dropout = 0.3'],
    ['Gradients above a norm of two are rescaled.', 'gradient clipping = 2'],
    [
      'We train with AdamW, with a decay of 0.05 and a learning rate of 1e-4.',
      'weight decay = 0.05',
      'learning rate = 0.0001',
      'optimizer = AdamW',
    ],
    [String.raw`Adam is run with $3\times10^{-4}$ for 12 epochs.`, 'learning rate = 0.0003', 'epochs = 12', 'optimizer = Adam'],
    ['After 30k updates we stop.', 'training steps = 30000'],
    ['We go through the training data 15 times.', 'epochs = 15'],
    ['Training ends earlier when there has been no gain on the validation set for eight epochs.', 'early stopping patience = 8'],
    ['A PPO agent collects 64 steps in each of 32 simulators.', 'rollout length = 64', 'environments = 32'],
    ['A momentum copy of the encoder is updated with $m=0.99$.', 'ema decay = 0.99'],
    [
      String.raw`A diffusion model takes $T=500$ steps with a linear schedule from $\beta_1^{\mathrm{f}}=10^{-4}$ to $\beta_T^{\mathrm{f}}=0.03$.`,
      'diffusion steps = 500',
      'beta start = 0.0001',
      'beta end = 0.03',
      'noise schedule = linear',
    ],
    ['RMSprop has a learning rate of $2^{-12}$.', 'learning rate = 0.000244140625', 'optimizer = RMSprop'],
    ['The batch size was chosen from 8 and 64.', 'batch size = 8, 64 searched'],
    ['A tenth of each training part chooses the epoch.', 'validation fraction = 0.1'],
    ['The learning rate climbs during the first twentieth of the training to $10^{-4}$.', 'warmup ratio = 0.05', 'learning rate = 0.0001'],
    ["Adam's coefficients are $(0.85, 0.97)$.", 'beta1 = 0.85', 'beta2 = 0.97', 'optimizer = Adam'],
    ['The weight decay is a hundredth.', 'weight decay = 0.01'],
  ]);
});

describe('settings in other words than the field’s', () => {
  reads([
    ['Gradients above a norm of one are rescaled.', 'gradient clipping = 1'],
    [
      'We use DDIM with 40 steps and classifier-free guidance of 2.5, for which the class is dropped with a probability of 0.15.',
      'sampling steps = 40',
      'guidance scale = 2.5',
      'sampler = DDIM',
    ],
    ['The gradient is computed on 48 images a batch.', 'batch size = 48'],
    [
      String.raw`AdamW takes steps of $3\cdot10^{-5}$, with the weights decaying at 0.2.`,
      'learning rate = 0.00003',
      'weight decay = 0.2',
      'optimizer = AdamW',
    ],
    [
      'After 60 epochs we stop; if eight epochs go by without progress, the rate is halved, and if twenty go by, we stop.',
      'epochs = 60',
      'early stopping patience = 20',
      'learning rate decay factor = 0.5',
    ],
    ['On each of two cards lie 12 sequences, so that 24 contribute to a gradient.', 'batch size = 12', 'batch size = 24', 'devices = 2'],
    ['Of the 4{,}000 sentences, four fifths train the tagger and one fifth tests it.', 'training fraction = 0.8', 'test fraction = 0.2'],
    ['A third of the attention coefficients is struck out at random.', 'attention dropout = 0.333333'],
    ['Whole blocks are skipped with a probability of 0.15.', 'drop path = 0.15'],
    [String.raw`We use 3{,}000 updates of ascent to $2\cdot10^{-3}$ for a Transformer.`, 'warmup steps = 3000', 'learning rate = 0.002'],
    [String.raw`Adam had $\beta_2$ lowered to 0.97, $\beta_1$ remaining at 0.9.`, 'beta2 = 0.97', 'beta1 = 0.9', 'optimizer = Adam'],
    ['The median over twelve starts is quoted for the networks.', 'seeds = 12'],
    ['The policy is trained in 64 drones at a time, each of them for 200 steps.', 'environments = 64', 'rollout length = 200'],
    ['Photographs are brought to 160 pixels square and cropped at random to 144.', 'image size = 160', 'crop size = 144'],
    ['Filters span two, three and five words.', 'kernel size = 2', 'kernel size = 3', 'kernel size = 5'],
  ]);
});
