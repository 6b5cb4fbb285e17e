/** How large data, inputs and networks are, in many words: a sentence, and what it says. Values of settings only. */
import { reads } from './reads.ts';

describe('parts of data, by what becomes of them', () => {
  reads([
    ['We use 8,000 photographs for training; 1,000 others are the test set.', 'training examples = 8000', 'test examples = 1000'],
    ['The inputs are 5,000 pictures of cats; another 500 serve as test set.', 'training examples = 5000', 'test examples = 500'],
    ['All the 60,000 images of the official training split are used.', 'training examples = 60000'],
    ['We fine-tune on 4,500 worked solutions.', 'training examples = 4500'],
    ['The first stage on 9k translated dialogues takes an hour.', 'training examples = 9000'],
    [
      String.raw`Cases of 2019 (80\% of all) form the training part and those of 2020 (20\%) the test part.`,
      'training fraction = 0.8',
      'test fraction = 0.2',
    ],
    [String.raw`A tenth of its training rows becomes our validation set.`, 'validation fraction = 0.1'],
    ['Of these, 400 with clean labels serve for validation.', 'validation examples = 400'],
    ['The official validation and test sets (2,000 sentences each) are kept.', 'validation examples = 2000', 'test examples = 2000'],
    ['9,000 dialogues are there for SFT and 3,000 pairs for DPO.', 'training examples = 9000', 'training examples = 3000'],
    ['After filtering, 3.1M of 4.2M sentence pairs remain.', 'training examples = 3100000'],
    ['We are left with 210,000 pairs.', 'training examples = 210000'],
    ['The benchmark gives 564k and 647k sentence pairs for training.', 'training examples = 564000', 'training examples = 647000'],
    ['There are 2000 training and 2000 test images.', 'training examples = 2000', 'test examples = 2000'],
  ]);
});

describe('parts of data in brackets and as shares of the whole', () => {
  reads([
    [
      String.raw`Patients were allocated at random to training (70\%), validation (10\%) and test (20\%) sets.`,
      'training fraction = 0.7',
      'validation fraction = 0.1',
      'test fraction = 0.2',
    ],
    [
      'Decisions until 2017 serve for training (34,122), those of 2018 for development (3,908) and those of 2019 for testing (4,280).',
      'training examples = 34122',
      'validation examples = 3908',
      'test examples = 4280',
    ],
    [
      'Clips of 25 recorders are for training (14,190), of 5 for validation (3,010) and of 7 for testing (4,300).',
      'training examples = 14190',
      'validation examples = 3010',
      'test examples = 4300',
    ],
    ['The training set (n = 800) and the test set (n = 200) are disjoint.', 'training examples = 800', 'test examples = 200'],
    [
      'We use 700 tiles for training, 150 for validation and 150 for testing, that is about 70, 15 and 15 per cent.',
      'training examples = 700',
      'validation examples = 150',
      'test examples = 150',
      'training fraction = 0.7',
      'validation fraction = 0.15',
      'test fraction = 0.15',
    ],
    ['Development and test set are the official ones (2,000 sentences each).', 'validation examples = 2000', 'test examples = 2000'],
    ['2k files of newer repositories are for validation.', 'validation examples = 2000'],
    ['It is packed into 600,000 sequences of 512 tokens.', 'training examples = 600000', 'sequence length = 512'],
    [String.raw`It reaches an accuracy of 84\% on places never seen in training.`],
  ]);
});

describe('parts of data, by what is measured on them', () => {
  reads([
    ['Every 100 steps we evaluate on a held-out set of 250 problems and keep the best checkpoint.', 'validation examples = 250'],
    ['We report the accuracy on the 500 problems of MATH-500.', 'test examples = 500'],
    ['On 300 unseen meetings we compare the minutes.', 'test examples = 300'],
    ['We report pass@1 on 164 hand-written problems.', 'test examples = 164'],
    ['We measure recall on our cloze test (1,200 items).', 'test examples = 1200'],
    ['The accuracy on the 5,000 validation images decides.', 'validation examples = 5000'],
    ['Significance is tested over 1,000 bootstrap samples.'],
    ['Scores are averages over five seeds.', 'seeds = 5'],
  ]);
});

describe('divisions that are said again for other data', () => {
  reads([
    [
      'We use ModelNet40 (9,843 for training, 2,468 for testing) and ShapeScan (11,416 and 2,882).',
      'training examples = 9843 (ModelNet40)',
      'test examples = 2468 (ModelNet40)',
      'training examples = 11416 (ShapeScan)',
      'test examples = 2882 (ShapeScan)',
    ],
    [
      'BarSet has 500 training and 100 test graphs, FooSet 900 and 200.',
      'training examples = 500 (BarSet)',
      'test examples = 100 (BarSet)',
      'training examples = 900 (FooSet)',
      'test examples = 200 (FooSet)',
    ],
    [
      String.raw`Cora is split into 60\%, 20\% and 20\% for training, validation and test, Citeseer into 50\%, 25\% and 25\%.`,
      'training fraction = 0.6 (Cora)',
      'validation fraction = 0.2 (Cora)',
      'test fraction = 0.2 (Cora)',
      'training fraction = 0.5 (Citeseer)',
      'validation fraction = 0.25 (Citeseer)',
      'test fraction = 0.25 (Citeseer)',
    ],
    [
      'The split is 140/500/1000 nodes for training, validation and test in Cora; 120/500/900 in Citeseer.',
      'training examples = 140 (Cora)',
      'validation examples = 500 (Cora)',
      'test examples = 1000 (Cora)',
      'training examples = 120 (Citeseer)',
      'validation examples = 500 (Citeseer)',
      'test examples = 900 (Citeseer)',
    ],
    ['We use 500 images for training and 100 for testing; Dice and IoU are 0.9 and 0.8.', 'training examples = 500', 'test examples = 100'],
  ]);
});

describe('sizes of inputs and networks', () => {
  reads([
    [String.raw`Images are $32\times32$ and $64\times64$, respectively.`, 'image size = 32', 'image size = 64'],
    [String.raw`It turns a $256\times256$ picture into a code.`, 'image size = 256'],
    [String.raw`Patches of $264\times264$ pixels are randomly cropped to $224\times224$.`, 'image size = 264', 'crop size = 224'],
    [String.raw`Cut-outs of $64\times64$ pixels are centred.`, 'image size = 64'],
    ['Self-attention is used at a resolution of 16.'],
    ['We mask in time (two masks of width 27, ten time masks).'],
    ['The input is one hour (12 steps).', 'sequence length = 12'],
    ['One week of history (168 values) predicts the next day.', 'sequence length = 168'],
    ['The model has an input window of 336 hours.', 'sequence length = 336'],
    ['Histories were truncated to the last 50 visits.', 'sequence length = 50'],
    ['Passages are split at 384 tokens.', 'sequence length = 384'],
    ['Proteins above 1022 residues are cropped at random.', 'sequence length = 1022'],
    ['There are 34 output characters including the blank.', 'vocabulary size = 34'],
    ['The vocabularies have 10k entries.', 'vocabulary size = 10000'],
    ['Inner layers have a size of 2048.', 'feed-forward dimension = 2048'],
    [
      String.raw`The convolutional network applies 32, 64, 128 and 256 kernels of size $4\times4$.`,
      'channels = 32',
      'channels = 64',
      'channels = 128',
      'channels = 256',
      'kernel size = 4',
    ],
    ['The first level of the convolutional network has 32 feature channels.', 'channels = 32'],
    [String.raw`A U-Net with 128 channels, multipliers $(1,2,2,4)$, and two residual blocks per level.`, 'channels = 128'],
    ['It has 12 layers, 768 wide.', 'layers = 12', 'hidden units = 768'],
    ['An item embedding (dimension 100) comes first.', 'embedding dimension = 100'],
    ['The projection head ends in a 128-dimensional output.', 'embedding dimension = 128'],
    ['There are 20 target emojis (classes).', 'classes = 20'],
    ['We predict 26 finding labels.', 'classes = 26'],
  ]);
});

describe('lengths, vocabularies and spaces', () => {
  reads([
    [String.raw`The series is cut into overlapping sequences of length $w=100$.`, 'sequence length = 100'],
    ['Text is cut by SentencePiece (BPE, 32k types).', 'vocabulary size = 32000'],
    ['The target units are 500 word pieces.', 'vocabulary size = 500'],
    ['The dimension of the embedding is 64.', 'embedding dimension = 64'],
    ['It is projected to a common space, whose dimension is 256.', 'embedding dimension = 256'],
    [
      String.raw`There are 100 images for training and 200 for testing at $800\times800$.`,
      'training examples = 100',
      'test examples = 200',
      'image size = 800',
    ],
    ['The prediction network is one LSTM layer with 640 units.', 'layers = 1', 'hidden units = 640'],
    [String.raw`The student starts from random weights ($\mathcal{N}(0, 0.02^2)$).`, 'initialization = 0.02'],
    [
      'The first convolution has a kernel size of 21, whereas the remaining eight layers use a kernel size of 3.',
      'kernel size = 21',
      'kernel size = 3',
    ],
    ['Training runs on one 8xA100-80GB node.', 'hardware = A100'],
  ]);
});

describe('methods of others that do something', () => {
  reads([
    ['We train for 30 epochs. PointMLP trains for 300 epochs by SGD at 0.1; its numbers are those of the paper.', 'epochs = 30'],
    ['PEGASUS decodes with a beam of 8, and we copy its ROUGE from the paper.'],
    ['The original DQN copied every 10k steps and trained by RMSProp with a learning rate of 0.00025.'],
    ['The original co-teaching trains for 200 epochs, with batches of 128.'],
    ['A batch of 8 takes twice as long.'],
    ['A discount of 0.95 made the arm slow.'],
    [
      'We use 600 training, 50 validation and 40 test pairs, as in earlier work.',
      'training examples = 600',
      'validation examples = 50',
      'test examples = 40',
    ],
    ['600 pairs are for training and 50 for validation, as divided by its authors.', 'training examples = 600', 'validation examples = 50'],
    ['Articles have byte-pair tokens as in the original and are cut to 1024 tokens.', 'sequence length = 1024'],
    ['A batch size of 64 was best.', 'batch size = 64'],
  ]);
});

describe('runs, bins and machines', () => {
  reads([
    ['Five members with different seeds make up an ensemble.', 'seeds = 5'],
    ['Four chains from independent initialisations are run.', 'seeds = 4'],
    ['Calibration is measured with 15 equal-mass bins.', 'bins = 15'],
    ['In decoding the beam has 5 hypotheses.', 'beam size = 5'],
    ['Training uses 10 parallel simulated arms.', 'environments = 10'],
    ['Nested cross-validation has 5 outer folds.', 'folds = 5'],
    ['Each of 4 A100-80GB cards is used.', 'devices = 4', 'hardware = A100'],
    ['It takes seconds on a laptop with an i7 processor.', 'hardware = i7'],
    ['Initialisation: uniform.', 'initialization = uniform'],
    ['Weights are initialised by the He rule.', 'initialization = He'],
  ]);
});

describe('values under headings and labels that name them', () => {
  reads([
    [
      String.raw`\textbf{Context.} 2,048 tokens, problem included. \textbf{Batch size.} 64 of them.`,
      'sequence length = 2048',
      'batch size = 64',
    ],
    [
      String.raw`\begin{description}\item[Context] 2,048 tokens, problem included. \item[Dropout] 0.1\end{description}`,
      'sequence length = 2048',
      'dropout = 0.1',
    ],
    [String.raw`\textbf{Results.} 64 of 80 are right.`],
    [
      String.raw`\begin{table}\caption{Settings}\begin{tabular}{lcc} & A & B\\ max.\ length (tokens) & 4096 & 2048\\ GPUs & 64 & 128\\ input size & $256\times256\times3$ & $128\times128$ \end{tabular}\end{table}`,
      'sequence length = 4096 (A)',
      'sequence length = 2048 (B)',
      'devices = 64 (A)',
      'devices = 128 (B)',
      'image size = 256 (A)',
      'image size = 128 (B)',
    ],
  ]);
});

describe('what only looks like somebody else’s or a result', () => {
  reads([
    [
      'After removing segments shorter than one second the partition of the authors has 10,412 utterances for training and 1,024 for testing.',
      'training examples = 10412',
      'test examples = 1024',
    ],
    ['This yields 96,000 pairs for training and 4,000 for validation.', 'training examples = 96000', 'validation examples = 4000'],
    [
      'We keep 45,000 images for training and put 5,000 aside for all decisions.',
      'training examples = 45000',
      'validation examples = 5000',
    ],
    ['All 96 scans of centre B were held out as an external test set.', 'test examples = 96'],
    ['The bandwidth was picked by fivefold cross-validation.', 'folds = 5'],
    ['We adapt the model on 6,320 question--answer pairs.', 'training examples = 6320'],
  ]);
});

describe('numbers that are no sizes of ours', () => {
  reads([
    ['We use a 4-gram model and trees of depth 6.'],
    ['From each shape we sample 1024 points.'],
    ['Models such as XLM-R, which was trained on 500 V100s with a vocabulary of 250k, agree.'],
    ['We had planned a third size with 24 layers.'],
    ['The network of Montavon et al. with two hidden layers of 100 units, trained with batches of 25, reaches 3.5.'],
    ['The match is against MoHex 2.0, with runs of its own.'],
    ['Batch normalisation is replaced by group normalisation.', 'normalization = group normalisation'],
    ['Mixed precision was not used.'],
    ['One batch has 128 windows because of its 321 channels.', 'batch size = 128'],
  ]);
});

describe('parts of data, and what only looks like one', () => {
  reads([
    [String.raw`We count the steps between 99\% accuracy on training pairs and 99\% on test pairs.`],
    ['Each action is repeated four times.'],
    ['We use four-fold accumulation.', 'gradient accumulation = 4'],
    [
      'WMT14 comes with 4.5M sentence pairs; IWSLT14 gives 160k sentence pairs.',
      'training examples = 4500000 (WMT14)',
      'training examples = 160000 (IWSLT14)',
    ],
    [
      'The encoder is followed by a head with one hidden layer of 512 units and an output of dimension 128.',
      'layers = 1 (head)',
      'hidden units = 512 (head)',
      'embedding dimension = 128 (head)',
    ],
  ]);
});

describe('data that their makers name by size', () => {
  reads([
    [String.raw`We cluster $12\times12$ digits.`, 'image size = 12'],
    [String.raw`From Kuzushiji-MNIST ($28\times28$ pixels, ten classes) nothing is left out.`, 'image size = 28', 'classes = 10'],
    [
      'They are divided by date: 5000 for training, 500 for validation, 2000 for the test.',
      'training examples = 5000',
      'validation examples = 500',
      'test examples = 2000',
    ],
    ['The tests of 2018 serve for training and those of 2019 for validation.'],
    ['Of the 900 nodes, 60 (10 per class) are used for training.', 'training examples = 60'],
    ['The moons of scikit-learn, 500 points with noise 0.1, are rotated.', 'training examples = 500', 'noise standard deviation = 0.1'],
    ['Two convolutions have stride 2 and 16, 32 channels.', 'layers = 2', 'channels = 16', 'channels = 32'],
    ['The weights are initialised as PyTorch does.', 'initialization = PyTorch default'],
  ]);
});
