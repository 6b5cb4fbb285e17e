/** Set-ups as notes: items between commas, abbreviated. */
import { reads } from './reads.ts';

// shows: paper-plain-words
describe('set-ups as notes', () => {
  reads([
    [
      'CIFAR-100, first 8k of the train set for training, next 2k for val, full 10k test.',
      'test examples = 10000',
      'training examples = 8000',
      'validation examples = 2000',
    ],
    ['Split: 21,300 train / 3,100 dev / 2,900 test.', 'test examples = 2900', 'training examples = 21300', 'validation examples = 3100'],
    ['36k train + 4k val + 10k test images.', 'test examples = 10000', 'training examples = 36000', 'validation examples = 4000'],
    ['Half of the 90 train errors / 40 test errors vanish.'],
    [
      'lr 0.2 $\\to$ 0 by cosine, 4 ep linear warmup.',
      'final learning rate = 0',
      'learning rate = 0.2',
      'learning rate schedule = cosine',
      'warmup epochs = 4',
    ],
    [
      'AdamW, lr $2\\cdot10^{-3}$, 300 steps warmup, cosine $\\to 10^{-5}$.',
      'final learning rate = 0.00001',
      'learning rate = 0.002',
      'learning rate schedule = cosine',
      'optimizer = AdamW',
      'warmup steps = 300',
    ],
    ['Batch: 48 seqs $\\times$ 192 chars.', 'batch size = 48', 'sequence length = 192'],
    ['MLP, 3 $\\times$ 96, tanh, single head.', 'activation = tanh', 'hidden units = 96', 'layers = 3'],
    ['Full batch, lr 0.02 const.', 'batch size = full batch', 'learning rate = 0.02', 'learning rate schedule = constant'],
    ['Of these we hold out 4{,}000 for validation and train on 26{,}000.', 'training examples = 26000', 'validation examples = 4000'],
    ['Mini-batches contain 24 labelled nodes.', 'batch size = 24'],
    ['HW: 1 $\\times$ A100, 3 runs in parallel, 25 min/run.', 'devices = 1', 'hardware = A100'],
    [
      'SGD, lr 0.03, mom. 0.8, wd 1e-4, bs 96, 45 ep., cosine.',
      'optimizer = SGD',
      'learning rate = 0.03',
      'momentum = 0.8',
      'weight decay = 0.0001',
      'batch size = 96',
      'epochs = 45',
      'learning rate schedule = cosine',
    ],
    [
      'ResNet-10, widths 12/24/48, BN, ReLU; random crops (pad 3).',
      'channels = 12',
      'channels = 24',
      'channels = 48',
      'normalization = batch normalisation',
      'activation = ReLU',
    ],
    [
      'Adam, 2e-3, 15k it., 12 hidden, tanh.',
      'optimizer = Adam',
      'learning rate = 0.002',
      'training steps = 15000',
      'hidden units = 12',
      'activation = tanh',
    ],
    [
      'Policy by PPO, $\\gamma$ .98, GAE .9, ent. coef. 0.02, vf coef. 0.4.',
      'discount factor = 0.98',
      'gae lambda = 0.9',
      'entropy coefficient = 0.02',
      'value coefficient = 0.4',
    ],
    ['LoRA: r=4, alpha=12, dropout 0.1.', 'lora rank = 4', 'lora alpha = 12', 'lora dropout = 0.1'],
    ['SVHN (20k/5k), 2k held out for val.', 'training examples = 20000', 'test examples = 5000', 'validation examples = 2000'],
    ['Adam is used with decay rates equal to 0.85 and 0.98.', 'optimizer = Adam', 'beta1 = 0.85', 'beta2 = 0.98'],
    ['We use four hidden layers, each one of 30 neurons.', 'layers = 4', 'hidden units = 30'],
    ['The weights are updated by Adam in batches of 24.', 'optimizer = Adam', 'batch size = 24'],
  ]);
});

// shows: paper-plain-words
describe('set-ups in formulas', () => {
  reads([
    [
      String.raw`The agent learns from rewards with $C=800$ (target), $N=4\cdot10^4$ (replay), $B=48$, $\gamma=0.96$.`,
      'target update interval = 800',
      'replay buffer size = 40000',
      'batch size = 48',
      'discount factor = 0.96',
    ],
    [
      String.raw`Adam $(2\cdot10^{-3}, 0.9, 0.99)$, $E=35$, $B=24$.`,
      'optimizer = Adam',
      'learning rate = 0.002',
      'beta1 = 0.9',
      'beta2 = 0.99',
      'epochs = 35',
      'batch size = 24',
    ],
    [String.raw`The step size is $\alpha_k = 0.4/\sqrt{k+1}$.`, 'learning rate = 0.4', 'learning rate schedule = inverse square root'],
    [
      String.raw`SGD; lr: $10^{-2}\to10^{-4}$, cosine.`,
      'optimizer = SGD',
      'learning rate = 0.01',
      'final learning rate = 0.0001',
      'learning rate schedule = cosine',
    ],
    [
      String.raw`The DQN has a target network, $\bar\theta \leftarrow 0.99\,\bar\theta + 0.01\,\theta$ after every step.`,
      'target update rate = 0.01',
    ],
    ['We let $k$ run to $3000$.', 'training steps = 3000'],
    ['A batch holds $6$ classes with $3$ images each.'],
    [String.raw`The discount factor is $\gamma=1-1/50$.`, 'discount factor = 0.98'],
    ['A $4$-fold CV.', 'folds = 4'],
  ]);
});
