/** What a sentence tells beside the paper's own set-up, and where it only looks as if it did: `name = value (scope)`. */
import { reads } from './reads.ts';

describe('what was given up, and whose it is', () => {
  reads([
    ['A deeper encoder with 24 layers was tested in a few runs and dropped.'],
    ['A batch size of 4096 gave worse optima, so we discarded it.'],
    ['Dropout with a rate of 0.3 helped neither and is not used.', 'dropout = 0'],
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

describe('settings said by what is done with them', () => {
  reads([
    ['We use validation and test sets of 2,000 and 3,000 pairs.', 'validation examples = 2000', 'test examples = 3000'],
    [
      'We train on 7,000 of them, validate on 500 and test on the remaining 1,500.',
      'training examples = 7000',
      'validation examples = 500',
      'test examples = 1500',
    ],
    [
      'Cora has 140 training, 500 validation and 1,000 test nodes; PubMed has 600, 510 and 1,010.',
      'training examples = 140 (Cora)',
      'validation examples = 500 (Cora)',
      'test examples = 1000 (Cora)',
      'training examples = 600 (PubMed)',
      'validation examples = 510 (PubMed)',
      'test examples = 1010 (PubMed)',
    ],
    [
      'The vocabulary has size; we build a vocabulary of 8k units on IWSLT14 and of 37k units on WMT14.',
      'vocabulary size = 8000 (IWSLT14)',
      'vocabulary size = 37000 (WMT14)',
    ],
    ['From every scan 4,096 points are drawn.'],
    ['The policy predicts 12 actions at once, of which 6 are executed.'],
    ['Photographs are cropped to the leaf, resized to 256 by 256 pixels and normalised.', 'image size = 256'],
    ['The shorter edge is 640 pixels.', 'image size = 640'],
    [
      'The learning rate starts at 0.1 and is divided by 5 after 30, 60 and 80 of 100 epochs.',
      'learning rate = 0.1',
      'learning rate schedule = step',
      'learning rate decay factor = 0.2',
      'learning rate decay epochs = 30',
      'learning rate decay epochs = 60',
      'learning rate decay epochs = 80',
      'epochs = 100',
    ],
    ['We train with Adam at its usual settings (0.9 and 0.98).', 'optimizer = Adam', 'beta1 = 0.9', 'beta2 = 0.98'],
    ['An agent earns rewards; 512 robots are simulated in parallel.', 'environments = 512'],
    ['Text is segmented into 4,000 word pieces per language.', 'vocabulary size = 4000'],
    ['The key encoder has a key momentum m = 0.99.', 'ema decay = 0.99'],
    ['From the previous 96 hours the network predicts the next day.', 'sequence length = 96'],
    ['Eight networks that differ in their initialisation are averaged.', 'seeds = 8'],
    ['We evaluate the policy of the agent for 50,000 frames.'],
    ['Another 90,000 abstracts without labels are used for continued pre-training.', 'training examples = 90000'],
  ]);
});

describe('numbers and words that something beside them explains', () => {
  reads([
    ['The model stacks 3 self-attention layers with 2 heads.', 'layers = 3', 'attention heads = 2'],
    [
      'Answers are generated with a beam size of 5, a length penalty of 0.8 and a maximum length of 90.',
      'beam size = 5',
      'length penalty = 0.8',
      'maximum length = 90',
    ],
    ['We look at label noise of 0\\%, 15\\% and 30\\%.', 'label noise = 0, 0.15, 0.3 searched'],
    ['We vary the logging interval over 1,000, 2,000 and 5,000 steps.'],
    ['Group normalisation takes the place of batch normalisation.', 'normalization = group normalisation'],
    ['Frames are reduced to 84 by 84 pixels.', 'image size = 84'],
    ['A momentum of 0.5 on the server helped on Reddit but not on Shakespeare.'],
    ['Sampling with a temperature of 0.7 changes the error by less than 1\\%.'],
    [
      'The learning rate is 0.01 for A and 0.02 for B, both constant over training.',
      'learning rate = 0.01 (A)',
      'learning rate = 0.02 (B)',
      'learning rate schedule = constant',
    ],
    ['For small corpora a vocabulary of 4k is enough.'],
    [
      'Our network has one hidden layer of $m = 256$ units; we also vary $m \\in \\{64, 256\\}$.',
      'layers = 1',
      'hidden units = 256',
      'hidden units = 64, 256 searched',
    ],
  ]);
});

describe('where a value belongs', () => {
  reads([
    ['Kernel ridge regression has a closed form; the ridge parameter is $\\lambda = 0.01$.'],
    ['Runs were made on a CPU, an AMD EPYC 7742.', 'hardware = AMD EPYC 7742'],
    [
      '\\begin{tabular}{ll}Learning rate & 0.01\\\\ Neighbours per layer & 20, 10\\\\ Epochs & 5\\end{tabular}',
      'learning rate = 0.01',
      'epochs = 5',
    ],
    [
      'The learning rate is 0.1 for the encoder and 0.2 for the decoder, with batches of 16 clips for both.',
      'learning rate = 0.1 (encoder)',
      'learning rate = 0.2 (decoder)',
      'batch size = 16',
    ],
    [
      'After pre-training for 70 epochs, a linear head is trained. For fine-tuning the learning rate is 0.1.',
      'epochs = 70 (pre-training)',
      'learning rate = 0.1 (fine-tuning)',
    ],
  ]);
});
