/** What a paper says of somebody else’s work, and of what it tried and gave up, is none of its settings. */
import { reads } from './reads.ts';

describe('methods with a name of their own', () => {
  reads([
    ['SimSiam needs no negatives and batches of 256 only, whereas BarlowTwins trains for 1000 epochs.'],
    ['SchNetPack, as published, has 6 blocks; DimeNet has 4 blocks with a hidden size of 128.'],
    [String.raw`TimesNet \cite{t} was trained for 10 epochs at a learning rate of 1e-4.`],
    ['NeRF++ runs for 250k iterations with 4096 rays per batch.'],
    ['PointMLP is trained for 300 epochs by SGD at 0.1; its numbers are those of the paper.'],
    ['The original node2vec draws 10 walks and trains for one epoch.'],
    ['Original MAML, as published, has an inner step size of 0.4.'],
    ['Vaswani et al. themselves train for 300k steps.'],
    ['GRU4Rec (hidden size 100) and BERT4Rec (maximum length 200) are taken over from a replication study.'],
    ['iCaRL starts at a learning rate of 2.0, DER++ has a batch size of 32.'],
    ['DINOv2 uses a temperature of 0.04.'],
    ['SAC-X uses a replay buffer of one million.'],
    ['GPT-3 had a context of 2048 tokens and a batch of 3.2M tokens; ours is smaller.'],
    ['AlphaFold, to which we compare, has 48 blocks.'],
    [String.raw`The neural network of \cite{g}, a single hidden layer of 100 units trained for 400 epochs, is at 0.88.`],
    [String.raw`The numbers of SimCLR are those given in \cite{s}, with a batch size of 4096.`],
    ['The winning system of 2021 used a dropout of 0.3.'],
    ['In the work of Park and Lee, a dropout of 0.4 is used.'],
    ['Training was done by the organizers for 20 epochs.'],
    // Ours has a name as well.
    ['Our network, PalmNet, has 12 layers. PalmNet is trained for 30 epochs.', 'layers = 12', 'epochs = 30'],
    ['We train TinyFormer on text. TinyFormer uses a dropout of 0.1.', 'dropout = 0.1'],
    ['A ResNet-50 is our backbone. ResNet-50 is trained for 90 epochs.', 'epochs = 90'],
    ['The best model is trained for 30 epochs with a batch size of 64.', 'epochs = 30', 'batch size = 64'],
    ['The settings are those of Li et al., with a learning rate of 0.1.', 'learning rate = 0.1'],
    ['AdaRound needs no labels: for it we use a batch size of 32.', 'batch size = 32'],
    ['LAMB runs with a weight decay of 0.02.', 'optimizer = LAMB', 'weight decay = 0.02'],
  ]);
});

describe('what was tried and given up', () => {
  reads([
    ['A batch of 8 takes twice as long and gave the same.'],
    ['A discount factor of 0.95 made the arm hasty.'],
    ['A clip range of 0.1, as in earlier experiments, made our agents slower.'],
    ['A batch size of 400 fits into memory, but the likelihood came out worse, so that we went back to 175.', 'batch size = 175'],
    ['A cosine schedule with a peak of 1e-3 blurred the outlines, and we went back.'],
    ['We also tried label smoothing of 0.1, saw nothing, and took it out again.'],
    ['Label smoothing of 0.1 was tested for a week and taken out again.'],
    ['Three things I tried that did nothing: a dropout of 0.4 and label smoothing of 0.1.'],
    ['Initially, we had a batch size of 16; it was too noisy.'],
    ['No entropy bonus was given (with 0.001, lengths exploded).', 'entropy coefficient = 0'],
    ['We intended to train for 300 epochs but stopped after 200 epochs.', 'epochs = 200'],
    ['Version 2 of this paper used a dropout of 0.3; now it is 0.1.', 'dropout = 0.1'],
    ['A learning rate of 0.1 works best.', 'learning rate = 0.1'],
    ['A dropout of 0.3 gave the lowest error and is used throughout.', 'dropout = 0.3'],
    ['We reverted to a learning rate of 1e-4 after a crash.', 'learning rate = 0.0001'],
  ]);
});

describe('people by what they did', () => {
  reads([
    [String.raw`GroupNet \cite{g}, for comparison, sampled 64 answers, with batches of 1024.`],
    [String.raw`Prompting \cite{p} on T5 used a learning rate of 0.3 and 30,000 steps with Adafactor.`],
    ['Kirov and Cotterell (2018) reopened it with an LSTM of 100 hidden units, optimised with Adadelta for 100 epochs.'],
    ["Kim's (2014) reader had a dropout of 0.5 and batches of 50."],
    ['Leibo and colleagues, who had a discount of 0.99, saw the same.'],
    ['We stop at 800k steps (the original: 2.5M).', 'training steps = 800000'],
    ['RMSprop gave us what AdamW gave others.', 'optimizer = RMSprop'],
    ['AdamW (default betas, weight decay 0.01) is used.', 'optimizer = AdamW', 'weight decay = 0.01'],
    ['The network follows Meier et al., with 64 channels.', 'channels = 64'],
  ]);
});

describe('first plans and what is only supposed', () => {
  reads([
    ['We started with a batch size of 512, for which the card was too small, and ended up with something smaller.'],
    ['At the time we had a temperature of 6 in mind.'],
    ['We train for 80 epochs; with 300 epochs, which we used at first, nothing changed.', 'epochs = 80'],
    ['The heads are drawn anew, since old heads were worse in a short pilot with 12 epochs.'],
    ['Three things we gave up: label smoothing of 0.1, which slowed everything, and a dropout of 0.4.'],
    ['A weight decay of 0.05, tried in one run, had the same curve.'],
    ['For a week a dropout of 0.3 sat behind each layer, then we took it out.'],
    ['An older version of our code used a learning rate of 0.2.'],
    ['Our first network had four layers of 512 units and needed a day.'],
    ['The idea was to train for 500 epochs on 16 GPUs.'],
    ['If you think that a dropout of 0.5 is always right, think again.'],
    ['What if the batch size were 4096?'],
    ['Somebody would rather take a temperature of 10.'],
    // What stays in use is no plan.
    ['We train for 30 epochs with a batch size of 64, and dropout is not used.', 'epochs = 30', 'batch size = 64', 'dropout = 0'],
    [
      'The projection head has an output of 32 dimensions; it is thrown away after pre-training for 40 epochs.',
      'embedding dimension = 32',
      'epochs = 40',
    ],
  ]);
});

describe('counts of all runs, of some runs and of some classes', () => {
  reads([
    ['Each of five parts is tested once and everything is done with four seeds. Figures are averages over all 20 runs.', 'seeds = 4'],
    ['We use 6 seeds. The grid has ten cells, 60 runs altogether.', 'seeds = 6'],
    ['All means are over 9 seeds. In only 2 runs a unit died.', 'seeds = 9'],
    ['All means are over 9 seeds. Three runs were lost to a full disk.', 'seeds = 9'],
    ['The digits have ten classes. A permutation of the nine wrong classes is drawn for each image.', 'classes = 10'],
    ['There are ten classes, and a typical client has images from two classes.', 'classes = 10'],
    ['We train each network with 5 seeds and average over all of them.', 'seeds = 5'],
  ]);
});
