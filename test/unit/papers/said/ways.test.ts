/** The same things in many words: a sentence, and what it says. Values of settings only, `name = value (scope)`. */
import { reads } from './reads.ts';

describe('other people’s values', () => {
  reads([
    ['The ALBERT baseline has 12 layers and a hidden size of 768.'],
    ['Baseline models were trained with the scripts of their authors (learning rate 0.02, batch size 16).'],
    ['For SASRec we take over its published configuration: dropout 0.5, learning rate 0.001.'],
    ['Li et al. trained for 90 epochs; their batch size was 1024.'],
    ['Li et al. trained for 90 epochs. They used a batch size of 1024.'],
    ['This is far from the weight decay of 0.3 that Touvron et al. recommend.'],
    [String.raw`The original paper \cite{x} sets the dropout to 0.3.`],
    [String.raw`In \cite{x}, a batch size of 512 was used.`],
    ['Its authors suggest a learning rate of 0.01.'],
    ['The numbers of FixMatch are copied from Sohn et al., who train for 1000 epochs.'],
    ['A colleague ran the third model, who trained it at a learning rate of 1e-5 for 25 epochs.'],
    ['In contrast, Kim et al. warm up for 500 steps.'],
    ['As a baseline we run DQN with a learning rate of 1e-4 and a replay buffer of 50,000.'],
    ['By comparison, GPT-3 has 96 layers.'],
    ['BERT itself was pre-trained for one million steps.'],
    ['Higher learning rates, e.g. 0.5, diverged.'],
    ['An earlier version of this paper stated a batch size of 16.'],
    ['With a batch size of 8 the accuracy drops by two points.'],
    ['We follow Li et al. and use a batch size of 256.', 'batch size = 256'],
    ['As Li et al. do, we set the dropout to 0.3.', 'dropout = 0.3'],
    ['Unlike Li et al., who train for 90 epochs, we train for 30.', 'epochs = 30'],
  ]);
});

describe('divisions of data', () => {
  reads([
    ['Of the 497 scans, 447 are used for training and 50 for testing.', 'training examples = 447', 'test examples = 50'],
    ['The scans are split 80/10/10.', 'training fraction = 0.8', 'validation fraction = 0.1', 'test fraction = 0.1'],
    [
      'The data are divided 8:1:1 into training, validation and test.',
      'training fraction = 0.8',
      'validation fraction = 0.1',
      'test fraction = 0.1',
    ],
    ['We use an 80/10/10 split of CIFAR-10.', 'training fraction = 0.8', 'validation fraction = 0.1', 'test fraction = 0.1'],
    [
      'We train with batches of 32, 70/15/15 train/dev/test split.',
      'batch size = 32',
      'training fraction = 0.7',
      'validation fraction = 0.15',
      'test fraction = 0.15',
    ],
    ['We split the records (60:20:20) at random.', 'training fraction = 0.6', 'validation fraction = 0.2', 'test fraction = 0.2'],
    ['The clips are partitioned 90--5--5.', 'training fraction = 0.9', 'validation fraction = 0.05', 'test fraction = 0.05'],
    ['A 75:25 train:test split is drawn.', 'training fraction = 0.75', 'test fraction = 0.25'],
    ['The series is divided into 12 months for training and 4 months for testing.'],
    ['We use 24 speakers for training and 6 for testing.'],
    ['A tenth of the training set, 5,000 images, is kept aside for model selection.', 'validation examples = 5000'],
    ['60,000 images serve for training, 10,000 for testing.', 'training examples = 60000', 'test examples = 10000'],
    ['The validation set holds 1,200 sentences, the test set 1,400.', 'validation examples = 1200', 'test examples = 1400'],
    [
      String.raw`70\,\% of the rows are for training, 15\,\% for validation and the rest for testing.`,
      'training fraction = 0.7',
      'validation fraction = 0.15',
    ],
    ['All 12,000 recordings are used for training.', 'training examples = 12000'],
    [String.raw`We hold out 10\% of the training data for validation.`, 'validation fraction = 0.1'],
    ['There are 3,000 training and 500 test graphs.', 'training examples = 3000', 'test examples = 500'],
    ['The test part of the corpus (812 clips) is not touched before the end.', 'test examples = 812'],
  ]);
});

describe('formulas, sets and letters', () => {
  reads([
    [String.raw`The loss is \[ \mathcal{L} = \mathcal{L}_a + \lambda \mathcal{L}_b, \qquad \lambda = 0.3. \]`, 'loss weight = 0.3'],
    [String.raw`The step size is \[ \eta = 3\times10^{-4}. \]`, 'learning rate = 0.0003'],
    [String.raw`We sweep the learning rate over $\{1,3,10\}\times10^{-4}$.`, 'learning rate = 0.0001, 0.0003, 0.001 searched'],
    [String.raw`The width is chosen from $\{64,128,256\}$.`, 'hidden units = 64, 128, 256 searched'],
    [String.raw`The learning rate is drawn log-uniformly from $[10^{-5},10^{-2}]$.`, 'learning rate = 0.00001, 0.01 range'],
    [
      String.raw`We use Adam with a constant learning rate, $\beta_1=0.9$ and $\beta_2=0.98$.`,
      'optimizer = Adam',
      'learning rate schedule = constant',
      'beta1 = 0.9',
      'beta2 = 0.98',
    ],
    [
      String.raw`The generator and the discriminator have rates of their own: \[\eta_G = 10^{-4}, \quad \eta_D = 4\cdot10^{-4}.\]`,
      'learning rate = 0.0001 (generator)',
      'learning rate = 0.0004 (discriminator)',
    ],
    [String.raw`The adversarial term has the weight $\lambda_{\text{adv}} = 0.01$.`, 'loss weight = 0.01'],
  ]);
});

describe('schedules', () => {
  reads([
    ['The learning rate is 0.1 throughout.', 'learning rate = 0.1'],
    ['All rates are constant.', 'learning rate schedule = constant'],
    ['The learning rate, 3e-5, is kept constant.', 'learning rate = 0.00003', 'learning rate schedule = constant'],
    ['After a warm-up of 150 steps the rate stays constant.', 'warmup steps = 150', 'learning rate schedule = constant'],
    ['We do not decay the learning rate.', 'learning rate schedule = constant'],
    [
      'The learning rate climbs linearly during the first 10,000 steps to 5e-4 and then decays linearly to zero.',
      'learning rate = 0.0005',
      'warmup steps = 10000',
      'learning rate schedule = linear',
      'final learning rate = 0',
    ],
    ['The peak learning rate of 1e-3 is reached after 4,000 updates.', 'learning rate = 0.001', 'warmup steps = 4000'],
    [
      'The learning rate falls from 1e-3 to 1e-5 along a cosine.',
      'learning rate = 0.001',
      'final learning rate = 0.00001',
      'learning rate schedule = cosine',
    ],
    [
      'The learning rate is multiplied by 0.2 after 60, 120 and 160 epochs.',
      'learning rate schedule = step',
      'learning rate decay factor = 0.2',
      'learning rate decay epochs = 60',
      'learning rate decay epochs = 120',
      'learning rate decay epochs = 160',
    ],
  ]);
});

describe('what a value is for', () => {
  reads([
    ['Twelve Conformer blocks are used for Bislet, eight for Orowa.', 'layers = 12 (Bislet)', 'layers = 8 (Orowa)'],
    ['Notes are cut to 3,072 tokens and letters to 1,024.', 'sequence length = 3072 (Notes)', 'sequence length = 1024 (letters)'],
    [
      String.raw`\paragraph{Default.} The learning rate is 0.001, the dropout 0.1. \paragraph{Tuned.} The learning rate is 0.0003, the dropout 0.3.`,
      'learning rate = 0.001 (Default)',
      'dropout = 0.1 (Default)',
      'learning rate = 0.0003 (Tuned)',
      'dropout = 0.3 (Tuned)',
    ],
    ['The outer learning rate is 0.001, the inner learning rate 0.01.', 'learning rate = 0.001 (outer)', 'learning rate = 0.01 (inner)'],
    [
      'The learning rate is 3e-4 for the actor and 1e-3 for the critic.',
      'learning rate = 0.0003 (actor)',
      'learning rate = 0.001 (critic)',
    ],
    ['Dropout is 0.2 (Weather) and 0.3 (Traffic).', 'dropout = 0.2 (Weather)', 'dropout = 0.3 (Traffic)'],
  ]);
});

describe('what is told rather than named', () => {
  reads([
    ['Each update sees 32 sentences.', 'batch size = 32'],
    ['Four tasks form a meta-batch.', 'batch size = 4'],
    ['Gradients are accumulated over 8 micro-batches.', 'gradient accumulation = 8'],
    ['Three passes are made over the data.', 'epochs = 3'],
    ['The feed-forward layers are 2048 wide.', 'feed-forward dimension = 2048'],
    ['Answers have at most 300 tokens.', 'maximum length = 300'],
    ['The encoder reads windows of 336 steps.', 'sequence length = 336'],
    ['A single GTX 1080 Ti was enough.', 'hardware = GTX 1080 Ti', 'devices = 1'],
    ['Everything runs on an Intel Core i7-1185G7.', 'hardware = Intel Core i7-1185G7'],
    ['We report the mean of five runs, each with its own seed.', 'seeds = 5'],
    ['The adapters have a dropout of 0.05.', 'lora dropout = 0.05'],
    ['Images are rotated by up to 45 degrees and trained for two hours.'],
    ['Features are 80-dimensional.'],
  ]);
});

describe('settings in the words of other fields', () => {
  reads([
    ['We train with Adam. Weights decay at a rate of 0.01.', 'optimizer = Adam', 'weight decay = 0.01'],
    ['We train with Adam. The norm of gradients is capped at 1.', 'optimizer = Adam', 'gradient clipping = 1'],
    ['We train with Adam. All models see the training data 30 times.', 'optimizer = Adam', 'epochs = 30'],
    [
      'Optimisation uses AdamW; weight decay is set to 0.05 and gradients are clipped at a norm of 1.',
      'optimizer = AdamW',
      'weight decay = 0.05',
      'gradient clipping = 1',
    ],
    ['The model was trained for a total of 90k iterations with 16 images per batch.', 'training steps = 90000', 'batch size = 16'],
    ['Training ran for 40 epochs, each over 2,000 batches of 8 volumes.', 'epochs = 40', 'batch size = 8'],
    ['We stop when the validation loss has not fallen for ten epochs.', 'early stopping patience = 10'],
    [
      'The network is a stack of six transformer layers with eight heads and 512 hidden units.',
      'layers = 6',
      'attention heads = 8',
      'hidden units = 512',
    ],
    ['A temperature of 0.07 scales the similarities.', 'temperature = 0.07'],
    ['Labels are smoothed by 0.1.', 'label smoothing = 0.1'],
    ['A moving average of the weights with decay 0.999 is evaluated.', 'ema decay = 0.999'],
    ['Rewards are discounted with 0.99 and advantages use a GAE parameter of 0.95.', 'discount factor = 0.99', 'gae lambda = 0.95'],
    ['Every 1,000 steps the target network is copied.', 'target update interval = 1000'],
    ['Sixteen workers collect 128 steps each.', 'environments = 16', 'rollout length = 128'],
    ['We decode with a beam of 5 and a length penalty of 0.6.', 'beam size = 5', 'length penalty = 0.6'],
    ['Samples are drawn with nucleus sampling at p = 0.9.', 'top-p = 0.9'],
    [
      'Adapters of rank 8 with a scaling of 16 are put on the query and value projections.',
      'lora rank = 8',
      'lora alpha = 16',
      'target modules = query, value',
    ],
    ['The student learns from soft targets at temperature 4 with weight 0.7.', 'temperature = 4', 'distillation weight = 0.7'],
    [
      'The forward process has 1,000 steps; the variances rise linearly from 1e-4 to 0.02.',
      'diffusion steps = 1000',
      'beta start = 0.0001',
      'beta end = 0.02',
      'noise schedule = linear',
    ],
    ['Weights start from a truncated normal distribution with a standard deviation of 0.02.', 'initialization = 0.02'],
    ['Inputs are resized to 224 pixels on each side.', 'image size = 224'],
    ['Documents longer than 512 tokens are truncated.', 'sequence length = 512'],
    ['The vocabulary has 32,000 entries.', 'vocabulary size = 32000'],
    ['Ten-fold cross-validation is used.', 'folds = 10'],
    ['All numbers are averages over three random seeds.', 'seeds = 3'],
    ['Training takes nine hours on eight H100 GPUs in bf16.', 'devices = 8', 'hardware = H100', 'precision = bf16'],
    ['One in five labels is flipped.', 'label noise = 0.2'],
    ['We minimise the cross-entropy with momentum SGD (momentum 0.9).', 'optimizer = SGD', 'momentum = 0.9'],
    [
      'The learning rate was tuned over 1e-4, 3e-4 and 1e-3, and 3e-4 was best.',
      'learning rate = 0.0001, 0.0003, 0.001 searched',
      'learning rate = 0.0003',
    ],
    ['We tried dropout rates of 0.1, 0.3 and 0.5 and kept 0.3.', 'dropout = 0.1, 0.3, 0.5 searched', 'dropout = 0.3'],
    ['Per-GPU batches of 4 on 8 GPUs give an effective batch size of 32.', 'batch size = 4', 'batch size = 32', 'devices = 8'],
    ['The first 5\\% of the steps are warm-up.', 'warmup ratio = 0.05'],
    [
      'The initial learning rate, 0.05, is halved every 20 epochs.',
      'learning rate = 0.05',
      'learning rate schedule = step',
      'learning rate decay epochs = 20',
      'learning rate decay factor = 0.5',
    ],
    ['Weight decay is not applied to biases; elsewhere it is 0.1.', 'weight decay = 0.1'],
    [
      'The discriminator has spectral normalisation, the generator batch normalisation.',
      'normalization = spectral normalisation (discriminator)',
      'normalization = batch normalisation (generator)',
    ],
    ['We use cosine annealing without restarts down to 1e-6.', 'learning rate schedule = cosine', 'final learning rate = 0.000001'],
    ['For exploration, 10\\% of the actions are random.', 'exploration rate = 0.1'],
    ['The replay buffer holds one million transitions.', 'replay buffer size = 1000000'],
    ['The number of epochs is 30 and the size of a mini-batch 128.', 'epochs = 30', 'batch size = 128'],
    [
      'We set the number of heads, layers and the model dimension to 8, 6 and 512.',
      'attention heads = 8',
      'layers = 6',
      'hidden units = 512',
    ],
    ['Convolutions have 3x3 kernels and 64 filters.', 'kernel size = 3', 'channels = 64'],
    ['Mixup with a parameter of 0.2 is used in all runs.', 'mixup alpha = 0.2'],
    ['Queues hold 65,536 keys.', 'queue size = 65536'],
    ['For each positive we draw 7 negatives.', 'negatives = 7'],
    ['Images are classified into 37 classes.', 'classes = 37'],
  ]);
});

describe('tables in many shapes', () => {
  const table = (rows: string, caption = 'Settings.'): string =>
    String.raw`\begin{table}\caption{${caption}}\begin{tabular}{llll}${rows}\end{tabular}\end{table}`;
  reads([
    [
      table(String.raw`setting & value\\ optimiser & SGD\\ momentum & 0.9\\ batch size & 128\\`),
      'optimizer = SGD',
      'momentum = 0.9',
      'batch size = 128',
    ],
    [table(String.raw`optimizer & AdamW\\ epochs & 30\\ dropout & 0.1\\`), 'optimizer = AdamW', 'epochs = 30', 'dropout = 0.1'],
    [
      table(String.raw`Learning rate & 0.01, divided by 10 at epochs 30 and 60\\ Batch size & 64 images\\ Epochs & 90\\`),
      'learning rate = 0.01',
      'learning rate schedule = step',
      'learning rate decay factor = 0.1',
      'learning rate decay epochs = 30',
      'learning rate decay epochs = 60',
      'batch size = 64',
      'epochs = 90',
    ],
    [table(String.raw`Method & Dropout & Accuracy\\ ours & 0.1 & 91.2\\ GAT \cite{g} & 0.6 & 89.0\\`)],
    [table(String.raw`Rank & 4 & 8 & 16\\ Accuracy & 80.1 & 81.0 & 81.2\\`), 'lora rank = 4, 8, 16 searched'],
    [table(String.raw`Adapted matrices & Trainable & Accuracy\\ query, value & 3.4M & 34.9\\ all linear layers & 21M & 38.2\\`)],
    [
      table(String.raw`Hyper-parameter & Search space & Chosen\\ learning rate & 1e-4, 1e-3, 1e-2 & 1e-3\\ dropout & 0.1, 0.3 & 0.1\\`),
      'learning rate = 0.0001, 0.001, 0.01 searched',
      'learning rate = 0.001',
      'dropout = 0.1, 0.3 searched',
      'dropout = 0.1',
    ],
    [
      table(String.raw`& CIFAR-10 & SVHN\\ learning rate & 0.1 & 0.05\\ epochs & 200 & 100\\`),
      'learning rate = 0.1 (CIFAR-10)',
      'learning rate = 0.05 (SVHN)',
      'epochs = 200 (CIFAR-10)',
      'epochs = 100 (SVHN)',
    ],
    [
      table(String.raw`Learning rate ($\times 10^{-4}$) & 3\\ Batch size & 64\\ Epochs & 10\\`),
      'learning rate = 0.0003',
      'batch size = 64',
      'epochs = 10',
    ],
    [
      table(
        String.raw`Setting & Value\\ Learning rate & $3\cdot10^{-5}$ (from $\{1,2,3,5\}\cdot10^{-5}$)\\ Schedule & linear, warm-up over 6\% of the steps\\ Gradient accumulation & 2 steps\\ Gradient norm clipped at & 1.0\\ Threshold & 0.4\\`,
      ),
      'learning rate = 0.00003',
      'learning rate = 0.00001, 0.00002, 0.00003, 0.00005 searched',
      'learning rate schedule = linear',
      'warmup ratio = 0.06',
      'gradient accumulation = 2',
      'gradient clipping = 1',
    ],
    [
      table(String.raw`Dropout & 0.3 (range: 0.1--0.5)\\ Batch size & 64 (out of 32, 64, 128)\\ Epochs & 40\\`),
      'dropout = 0.3',
      'dropout = 0.1, 0.5 range',
      'batch size = 64',
      'batch size = 32, 64, 128 searched',
      'epochs = 40',
    ],
  ]);
});

describe('values that only do harm', () => {
  reads([
    ['We decode with a beam of 10. A beam of 5 loses less than 0.1 points.', 'beam size = 10'],
    ['The batch size is 256. Batches of 1024 cost us 3.8 points.', 'batch size = 256'],
    ['The batch size is 256. A temperature of 0.1 is used.', 'batch size = 256', 'temperature = 0.1'],
    ['We train LoRA adapters, whose input was dropped out with probability 0.05.', 'lora dropout = 0.05'],
  ]);
});

describe('tables whose rows are called at the side', () => {
  const table = (rows: string): string => String.raw`\begin{table}\caption{Settings.}\begin{tabular}{llll}${rows}\end{tabular}\end{table}`;
  reads([
    [
      table(String.raw` & Learning rate & Dropout & Layers\\ Adult & 2.1e-3 & 0.35 & 1\\ Higgs & 4e-4 & 0.2 & 4\\`),
      'learning rate = 0.0021 (Adult)',
      'dropout = 0.35 (Adult)',
      'layers = 1 (Adult)',
      'learning rate = 0.0004 (Higgs)',
      'dropout = 0.2 (Higgs)',
      'layers = 4 (Higgs)',
    ],
    [
      table(
        String.raw`Model & Parameter & Space\\ MLP & Learning rate & $[10^{-5}, 10^{-2}]$*\\ & Dropout & $[0, 0.5]$\\ XGBoost & Learning rate & $[0.01, 0.3]$*\\ & Maximum depth & $\{3, \ldots, 10\}$\\`,
      ),
      'learning rate = 0.00001, 0.01 range (MLP)',
      'dropout = 0, 0.5 range (MLP)',
      'learning rate = 0.01, 0.3 range (XGBoost)',
    ],
    [
      table(
        String.raw`& A-Net & B-Net\\ Optimizer & Adam & AdamW\\ Batch size & 64 & 12\\ $\beta_1,\beta_2$ & 0.9, 0.999 & 0.9, 0.98\\ \multicolumn{3}{l}{Common to both}\\ Epochs & \multicolumn{2}{c}{40}\\`,
      ),
      'optimizer = Adam (A-Net)',
      'optimizer = AdamW (B-Net)',
      'batch size = 64 (A-Net)',
      'batch size = 12 (B-Net)',
      'beta1 = 0.9 (A-Net)',
      'beta2 = 0.999 (A-Net)',
      'beta1 = 0.9 (B-Net)',
      'beta2 = 0.98 (B-Net)',
      'epochs = 40',
    ],
  ]);
});

describe('other people’s values, continued', () => {
  const results = String.raw`\begin{table}\caption{Results.}\begin{tabular}{lc}Method & Accuracy\\ FooNet & 70.1\\ BarFormer & 71.2\\ ours & 74.0\\\end{tabular}\end{table}`;
  reads([
    [`FooNet has eight layers and is trained for 50 epochs. ${results}`],
    [`FooNet (dropout 0.5, 12 layers) is the strongest rival. ${results}`],
    [`We train for 30 epochs, whereas BarFormer needs 300 epochs. ${results}`, 'epochs = 30'],
    [`Our dropout is 0.1; BarFormer uses 0.3. ${results}`, 'dropout = 0.1'],
    ['The settings of our baseline, an MLP with 3 layers, are those of its authors.'],
    ['Results for ViT are taken from Steiner et al., where it was trained for 300 epochs.'],
    ['Doubling the batch size to 512 had no effect.'],
    ['The learning rate of 0.5 recommended by Goyal et al. was too large.'],
    ['It would need a batch size of 4096.'],
    ['Had we used a dropout of 0.5, the loss would have been larger.'],
    ['Preliminary runs with 12 layers were abandoned.'],
    ['Other groups train for 800 epochs.'],
    ['Most published models use a weight decay of 0.3.'],
    ['Kim and Park stop after 10 epochs.'],
    [String.raw`Recent work \cite{a,b} trains with batches of 4096.`],
    ['The authors of BERT warm up for 10,000 steps.'],
    ['Adam is used, as in the work of Kim et al.', 'optimizer = Adam'],
    ['Following common practice we clip gradients at 1.0.', 'gradient clipping = 1'],
    ['Like Kim et al., we train for 90 epochs.', 'epochs = 90'],
  ]);
});

describe('what a value is for, continued', () => {
  reads([
    [
      String.raw`\subsection{Stage 1: alignment} We use a batch size of 256 and a learning rate of 1e-3. \subsection{Stage 2: tuning} We use a batch size of 128 and a learning rate of 2e-5.`,
      'batch size = 256 (Stage 1)',
      'learning rate = 0.001 (Stage 1)',
      'batch size = 128 (Stage 2)',
      'learning rate = 0.00002 (Stage 2)',
    ],
    ['We train for 30 epochs on Cora and 50 on PubMed.', 'epochs = 30 (Cora)', 'epochs = 50 (PubMed)'],
    ['On Cora and PubMed the hidden size is 64 and 128, respectively.', 'hidden units = 64 (Cora)', 'hidden units = 128 (PubMed)'],
    ['The batch size is 32 for short and 8 for long sequences.', 'batch size = 32 (short)', 'batch size = 8 (long sequences)'],
    ['Small models have 6 layers, large models 24.', 'layers = 6 (Small models)', 'layers = 24 (large models)'],
    [
      String.raw`\paragraph{Teacher.} Twelve layers of 768 units. \paragraph{Student.} Four layers of 312 units.`,
      'layers = 12 (Teacher)',
      'hidden units = 768 (Teacher)',
      'layers = 4 (Student)',
      'hidden units = 312 (Student)',
    ],
    [
      String.raw`\textbf{Walker.} Learning rate 3e-4, batch size 64. \\ \textbf{Ant.} Learning rate 1e-4, batch size 128.`,
      'learning rate = 0.0003 (Walker)',
      'batch size = 64 (Walker)',
      'learning rate = 0.0001 (Ant)',
      'batch size = 128 (Ant)',
    ],
    ['Dropout is 0.1 in the encoder and 0.3 in the decoder.', 'dropout = 0.1 (encoder)', 'dropout = 0.3 (decoder)'],
    [
      'For pre-training the learning rate is 1e-3, for fine-tuning 1e-5.',
      'learning rate = 0.001 (pre-training)',
      'learning rate = 0.00001 (fine-tuning)',
    ],
    [
      String.raw`The encoder's learning rate is 1e-4; that of the decoder is 1e-3.`,
      'learning rate = 0.0001 (encoder)',
      'learning rate = 0.001 (decoder)',
    ],
    ['Both stages use a batch size of 64.', 'batch size = 64'],
    ['The weight decay is 0.1 unless stated otherwise.', 'weight decay = 0.1'],
  ]);
});

describe('terms, parts of batches and what only sounds like a setting', () => {
  reads([
    ['The CTC loss has a weight of 0.3.', 'loss weight = 0.3'],
    ['The load-balancing loss has a coefficient of 0.01, the router’s $z$-loss of $10^{-3}$.', 'loss weight = 0.01', 'loss weight = 0.001'],
    ['We minimise the squared error, plus the error of the total momentum with a weight of 0.1.', 'loss weight = 0.1'],
    [
      String.raw`The global batch is 128 sequences (8 GPUs $\times$ micro-batch 4 $\times$ 4 accumulation steps).`,
      'batch size = 128',
      'batch size = 4',
      'devices = 8',
      'gradient accumulation = 4',
    ],
    ['Both rates follow a polynomial decay with power 0.9.', 'learning rate schedule = polynomial'],
    [String.raw`We reach an F1 score of 84.1\% on municipalities never seen in training.`],
    ['The target units are 500 word pieces per language.', 'vocabulary size = 500'],
    ['Text is tokenised with the Llama tokeniser (32k entries).', 'vocabulary size = 32000'],
    ['We use Adam, and 32 sections per step.', 'optimizer = Adam', 'batch size = 32'],
    ['Mini-batches are formed from utterances of similar length up to 40,000 frames.', 'batch size = 40000'],
    ['Each query has 7 hard negatives, drawn from ranks 30 to 200 of BM25.', 'negatives = 7'],
    ['LoRA rank 64, alpha 128, LoRA dropout 0.05.', 'lora rank = 64', 'lora alpha = 128', 'lora dropout = 0.05'],
    [
      String.raw`We use AdamW and a cosine from $6\times10^{-4}$ to $6\times10^{-5}$.`,
      'optimizer = AdamW',
      'learning rate schedule = cosine',
      'learning rate = 0.0006',
      'final learning rate = 0.00006',
    ],
    [String.raw`The loss is the squared error plus an $\ell_1$ penalty with coefficient $8\times10^{-4}$.`, 'l1 penalty = 0.0008'],
    [
      'The learning rate begins at 0.1 and is multiplied by 0.2 at epochs 60 and 120; we stop at epoch 200.',
      'learning rate = 0.1',
      'learning rate decay factor = 0.2',
      'learning rate decay epochs = 60',
      'learning rate decay epochs = 120',
      'learning rate schedule = step',
      'epochs = 200',
    ],
    ['Schedule: cosine, 10 epochs warm-up.', 'learning rate schedule = cosine', 'warmup epochs = 10'],
    ['We use minibatches of 32 utterances, with four-fold accumulation.', 'batch size = 32', 'gradient accumulation = 4'],
    [
      String.raw`The agent explores with $\varepsilon=0.01$ for training and $0.001$ for evaluation.`,
      'exploration rate = 0.01',
      'exploration rate = 0.001',
    ],
    ['PPO has a discount factor of 0.99, and the value loss is weighted by 0.1.', 'discount factor = 0.99', 'value coefficient = 0.1'],
    ['For choosing hyperparameters we keep 5k of the training images apart.', 'validation examples = 5000'],
    [
      'The first 900k steps are on sequences of 128 tokens and only the remaining 100k on sequences of 512.',
      'sequence length = 128',
      'sequence length = 512',
    ],
  ]);
});
