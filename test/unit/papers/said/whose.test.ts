/** Whose run a value belongs to: `name = value (scope)` of what is the paper's own. */
import { reads } from './reads.ts';

describe('values of a system that the paper only names', () => {
  reads([
    ['PointStack trains for 300 epochs by SGD with momentum 0.9; its numbers are those of its paper.'],
    [String.raw`DocLED \cite{docled} was tuned for 10 epochs with a learning rate of 5e-5 on bills.`],
    ['GraphMAE++ uses a temperature of 0.07 in its loss.'],
    ['The original CoSampling runs for 200 epochs, with batches of 128.'],
    ['SimWhale needs batches of 4,096, which we could not afford.'],
    ['House-VAE++ was trained for 200k steps at a learning rate of 1e-4, HouseFlow with a batch size of 512.'],
    ['SlotNet v1 decodes with a beam of 8 and a length penalty of 0.6.'],
    ['Our scores agree with those of XLR-M, which was trained on 500 V100s with a vocabulary of 250k.'],
    ['QSGX with 4 bits, whose authors use 3 local epochs, is at 84.4 %.'],
    ['We list TabTree, whose authors trained with batches of 256, for orientation.'],
    ['TinyCo, trained with a batch size of 64 for 40 epochs, reaches 71.2 %.'],
    ['The figures of SlotNet v2 are those of Hu et al., obtained with a queue of 65,536 keys and a temperature of 0.2.'],
  ]);
});

describe('values of a system without a name', () => {
  reads([
    ['The winner, a transformer, fine-tuned for 3 epochs with learning rate 2e-5 in batches of 32, had 0.63.'],
    ["Last year's winner was trained with a batch size of 512 for 20 epochs."],
    ['A network of Meier et al. with two hidden layers of 400 and 100 units, trained by SGD with a learning rate of 0.01, reaches 3.5.'],
    [String.raw`The neural network of \cite{gal}, a single hidden layer of 100 units trained for 400 epochs, is at 0.88.`],
    ['The baseline was fine-tuned by the organisers with a learning rate of 3e-5 for 80k steps.'],
    ['A PPO agent with a learning rate of 1e-4 never found the door.'],
    ['An LSTM with three layers of 512 units gets 0.83.'],
    ['A recurrent network with a dropout of 0.3, trained for 90 epochs, failed to converge.'],
    ['Earlier studies on public data had 34 layers and kernels of 16.'],
    ['While Mip-NeRV is trained for a million iterations with batches of 4,096, we train for 200k iterations.', 'training steps = 200000'],
    ['In the campaign of 2019, with 14,279 training examples, the winner had 0.75.'],
    ['PointStack was published with 250 epochs.'],
    ['We fixed a temperature of 0.05 after a look at E7X, which has a temperature of 0.01.', 'temperature = 0.05'],
    ['The previous chapters dealt with series, where a batch of 64 sequences was used.'],
    ['Later work used ensembles and batches of 1024.'],
    ['The row for the trees is that of Gruber et al., who let it grow to a depth of 6 with a learning rate of 0.05.'],
  ]);
});

describe('what was only tried, planned or hoped', () => {
  reads([
    ['We first had tried a learning rate of 1e-3, with which the loss jumped.'],
    ['We had planned a third size with 24 layers; it did not fit.'],
    ['In future, we will try a queue of 65,536 keys.'],
    ['SGD, with a learning rate of 0.1 and momentum 0.9, was our first choice. It reached nothing with a batch size of 64.'],
    ['We intend to repeat this with a batch size of 4096.'],
    ['An attempt with a dropout of 0.1 was not pursued.'],
    ['We also tried label smoothing with 0.1, saw nothing, and took it out again.'],
    ['A run with 48 layers is left to future work.'],
  ]);
});

describe('what is the paper’s own beside a name', () => {
  reads([
    ['We train ResNet-50. ResNet-50 is trained for 90 epochs.', 'epochs = 90'],
    ['Our model is called GapNet. GapNet is trained for 40 epochs.', 'epochs = 40'],
    ['TabTree was retrained by us. TabTree has a batch size of 256.', 'batch size = 256'],
    ['ConvNeXt-T, pretrained on ImageNet. AdamW, learning rate 3e-4.', 'optimizer = AdamW', 'learning rate = 0.0003'],
    ['SimWhale uses a temperature of 0.2, which we keep.', 'temperature = 0.2'],
    ['As does SlotNet v2, we use a temperature of 0.2.', 'temperature = 0.2'],
    ['Following Meier et al., the network has two hidden layers of 400 units.', 'layers = 2', 'hidden units = 400'],
    ['A network with two hidden layers of 400 units is trained for 30 epochs.', 'layers = 2', 'hidden units = 400', 'epochs = 30'],
    ['We train with DropToken at a learning rate of 0.1. DropToken has a dropout of 0.1.', 'learning rate = 0.1', 'dropout = 0.1'],
    ['An agent of three layers with a batch size of 64 is our standard.', 'batch size = 64', 'layers = 3'],
    ['The trees of XBoost were trained ourselves. The learning rate is 0.1.', 'learning rate = 0.1'],
    ['A learning rate of 1e-4 reaches its end after 30 epochs.', 'learning rate = 0.0001', 'epochs = 30'],
    [
      'ShopPairs holds 2.9M pairs, of which 20k are set aside for validation and 20k for testing.',
      'training examples = 2900000',
      'validation examples = 20000',
      'test examples = 20000',
    ],
    ['Adam has a learning rate of 1e-3.', 'optimizer = Adam', 'learning rate = 0.001'],
  ]);
});
