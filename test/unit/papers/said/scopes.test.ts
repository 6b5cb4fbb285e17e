/** For what a value is said, in the ways that papers say it. `name = value (scope)`. */
import { reads } from './reads.ts';

describe('labels of tables', () => {
  reads([
    [
      String.raw`\begin{tabular}{lcc} & Model A & Model B\\ LR (pre-training / fine-tuning) & 1e-3 / 5e-4 & 1e-3 / 2e-4\\ Batch size & 96 & 64\\ \end{tabular}`,
      'learning rate = 0.001 (Model A, pre-training)',
      'learning rate = 0.0005 (Model A, fine-tuning)',
      'learning rate = 0.001 (Model B, pre-training)',
      'learning rate = 0.0002 (Model B, fine-tuning)',
      'batch size = 96 (Model A)',
      'batch size = 64 (Model B)',
    ],
    [
      String.raw`\begin{tabular}{ll} Setting & SFT / DPO\\ Learning rate & 2e-5 / 5e-7\\ Epochs & 3 / 1\\ \end{tabular}`,
      'learning rate = 0.00002 (SFT)',
      'learning rate = 5e-7 (DPO)',
      'epochs = 3 (SFT)',
      'epochs = 1 (DPO)',
    ],
    [
      String.raw`\begin{tabular}{ll} Learning rate (encoder) & 1e-5\\ Learning rate (decoder) & 1e-4\\ Epochs & 20\\ \end{tabular}`,
      'learning rate = 0.00001 (encoder)',
      'learning rate = 0.0001 (decoder)',
      'epochs = 20',
    ],
    [
      String.raw`\begin{tabular}{ll} Actor learning rate & 3e-4\\ Critic learning rate & 1e-3\\ Batch size & 256\\ \end{tabular}`,
      'learning rate = 0.0003 (actor)',
      'learning rate = 0.001 (critic)',
      'batch size = 256',
    ],
    [
      String.raw`\begin{tabular}{lccc} & S & M & L\\ Encoder layers & 16 & 16 & 17\\ Attention heads & 4 & 4 & 8\\ \end{tabular}`,
      'layers = 16 (S, encoder)',
      'layers = 16 (M, encoder)',
      'layers = 17 (L, encoder)',
      'attention heads = 4 (S)',
      'attention heads = 4 (M)',
      'attention heads = 8 (L)',
    ],
  ]);
});

describe('what is said once for several values', () => {
  reads([
    [
      'The large model, Fjord-1B, was trained on 64 H100s, Fjord-125M on 16.',
      'devices = 64 (Fjord-1B)',
      'devices = 16 (Fjord-125M)',
      'hardware = H100',
    ],
    [
      'BART-large sees the first 1024 tokens of a decision, LED-large the first 8192.',
      'sequence length = 1024 (BART-large)',
      'sequence length = 8192 (LED-large)',
    ],
    ['The batch size is 64 (16 for the largest model).', 'batch size = 64', 'batch size = 16 (largest model)'],
    [
      'We fine-tune BART-large and LED-large with batch sizes of 16 and 4, respectively.',
      'batch size = 16 (BART-large)',
      'batch size = 4 (LED-large)',
    ],
    [
      'We pre-train for 100 epochs and fine-tune for 20. The former uses a batch size of 1024, the latter one of 64.',
      'epochs = 100 (pre-training)',
      'epochs = 20 (fine-tuning)',
      'batch size = 1024 (pre-training)',
      'batch size = 64 (fine-tuning)',
    ],
    [
      'Two sizes are trained: Small (125M parameters, 12 layers, width 768) and Large (760M, 24 layers, width 1536).',
      'layers = 12 (Small)',
      'hidden units = 768 (Small)',
      'layers = 24 (Large)',
      'hidden units = 1536 (Large)',
    ],
    ['Training takes 3 epochs. Summarisation is trained for 5 epochs.', 'epochs = 3', 'epochs = 5 (Summarisation)'],
  ]);
});

describe('shares in words and between colons', () => {
  reads([
    ['A tenth of the training set is held out for validation.', 'validation fraction = 0.1'],
    ['We keep a fifth of the data for testing.', 'test fraction = 0.2'],
    [
      'Half of the images are for training, a quarter for validation and a quarter for testing.',
      'training fraction = 0.5',
      'validation fraction = 0.25',
      'test fraction = 0.25',
    ],
    ['A scaffold split (80:10:10) is used.', 'training fraction = 0.8', 'validation fraction = 0.1', 'test fraction = 0.1'],
    ['Validation and test sets contain 5,000 images each.', 'validation examples = 5000', 'test examples = 5000'],
    [
      'We follow the official partition (7,880 / 985 / 985 for training, development and test).',
      'training examples = 7880',
      'validation examples = 985',
      'test examples = 985',
    ],
  ]);
});

describe('rates that fall by a little, and numbers that are none', () => {
  reads([
    [
      'RMSprop with a learning rate of 0.001, which falls by a factor of 0.98 after every epoch.',
      'optimizer = RMSprop',
      'learning rate = 0.001',
      'learning rate schedule = exponential',
      'learning rate decay factor = 0.98',
      'learning rate decay epochs = 1',
    ],
    ['The rate is constant in stage 2.', 'learning rate schedule = constant'],
    [String.raw`Each card holds 4 sequences of 4096 tokens ($4\times4096\approx16$k tokens).`, 'batch size = 4', 'sequence length = 4096'],
    ['A run occupied a quarter of an A100.', 'hardware = A100'],
    ['The model of Vaswani et al. (width 1024, 16 heads, dropout 0.3) is out of reach.'],
    ['Norms of gradients above 5 are rescaled.', 'gradient clipping = 5'],
    [
      String.raw`\begin{algorithm}\begin{algorithmic}\FOR{epoch $=1,\dots,30$}\STATE update $\theta$\ENDFOR\end{algorithmic}\end{algorithm}`,
      'epochs = 30',
    ],
  ]);
});

describe('headings that ask or tell', () => {
  const main = String.raw`\paragraph{Training.} We train on CIFAR-100 with a batch size of 128, a learning rate of 0.1 and 200 epochs.`;
  reads([
    [
      String.raw`${main} \paragraph{Does it scale?} To see whether the saving survives on ImageNet, we train once more with a batch size of 256, a learning rate of 0.2 and 90 epochs.`,
      'batch size = 128 (CIFAR-100)',
      'learning rate = 0.1 (CIFAR-100)',
      'epochs = 200 (CIFAR-100)',
      'batch size = 256 (ImageNet)',
      'learning rate = 0.2 (ImageNet)',
      'epochs = 90 (ImageNet)',
    ],
    [
      'Training is full-batch: AdamW with a learning rate of 0.001. The simple loss is optimised by AdamW with weight decay 1.',
      'batch size = full batch',
      'optimizer = AdamW',
      'learning rate = 0.001',
      'weight decay = 1',
    ],
  ]);
});

describe('what goes on', () => {
  reads([
    [
      String.raw`\begin{enumerate}\item Teacher: Adam, a learning rate of 0.001; 300k updates. Dropout is 0.1. \item Students: SGD, a learning rate of 0.1; 200k updates. Dropout is 0.2.\end{enumerate}`,
      'optimizer = Adam (teacher)',
      'learning rate = 0.001 (teacher)',
      'training steps = 300000 (teacher)',
      'dropout = 0.1 (teacher)',
      'optimizer = SGD (student)',
      'learning rate = 0.1 (student)',
      'training steps = 200000 (student)',
      'dropout = 0.2 (student)',
    ],
    [
      String.raw`Supervised tuning takes two epochs at a learning rate of 1e-5. \par DPO is run for one epoch. The learning rate is 5e-7.`,
      'epochs = 2 (Supervised tuning)',
      'learning rate = 0.00001 (Supervised tuning)',
      'epochs = 1 (DPO)',
      'learning rate = 5e-7 (DPO)',
    ],
  ]);
});

describe('what is said after the shares of several', () => {
  reads([
    [
      'The learning rate is 0.0001 for the generator and 0.0004 for the discriminator, and it is kept constant.',
      'learning rate = 0.0001 (generator)',
      'learning rate = 0.0004 (discriminator)',
      'learning rate schedule = constant',
    ],
    [
      'The learning rate is 0.05 on CIFAR-10 and 0.01 on SVHN, in both cases with cosine annealing.',
      'learning rate = 0.05 (CIFAR-10)',
      'learning rate = 0.01 (SVHN)',
      'learning rate schedule = cosine',
    ],
    [
      'The learning rate is 0.0001 for the decoder and 0.00001 for the encoder; it is multiplied by 0.1 at epoch 40.',
      'learning rate = 0.0001 (decoder)',
      'learning rate = 0.00001 (encoder)',
      'learning rate decay factor = 0.1',
      'learning rate decay epochs = 40',
      'learning rate schedule = step',
    ],
    [
      'We train for 100 epochs on CIFAR-10 and for 50 on SVHN, with a batch size of 64.',
      'epochs = 100 (CIFAR-10)',
      'epochs = 50 (SVHN)',
      'batch size = 64',
    ],
    [
      'We use a learning rate of 0.1 for CIFAR-10 with a cosine schedule and 0.2 for SVHN.',
      'learning rate = 0.1 (CIFAR-10)',
      'learning rate = 0.2 (SVHN)',
      'learning rate schedule = cosine (CIFAR-10)',
    ],
  ]);
});
