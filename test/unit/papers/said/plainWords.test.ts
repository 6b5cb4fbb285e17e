/** Notes in short and plain words in which no setting has its usual name. */
import { reads } from './reads.ts';

// shows: paper-plain-words
describe('notes in short', () => {
  reads([
    ['Net: conv 3x3 (24), conv 3x3 (48), pool.', 'kernel size = 3', 'channels = 24', 'channels = 48'],
    [
      'SGD, lr 0.05, mom 0.9, bs 128, 40 ep.',
      'optimizer = SGD',
      'learning rate = 0.05',
      'momentum = 0.9',
      'batch size = 128',
      'epochs = 40',
    ],
    ['Two convolutions, the first with 16 and the second with 32 channels.', 'layers = 2', 'channels = 16', 'channels = 32'],
    [
      'Images: 45,000 / 5,000 / 10,000 (training/validation/test).',
      'training examples = 45000',
      'validation examples = 5000',
      'test examples = 10000',
    ],
    ['A hidden layer of 40 tanh units.', 'hidden units = 40', 'activation = tanh'],
  ]);
});

// shows: paper-plain-words
describe('plain words', () => {
  reads([
    ['We train by SGD, fifty images at a glance.', 'optimizer = SGD', 'batch size = 50'],
    ['We train by Adam, 64 a batch.', 'optimizer = Adam', 'batch size = 64'],
    ['Float training takes 60 epochs, then 20 more with quantised weights.', 'epochs = 60', 'epochs = 20'],
    ['We stop when the deviance has risen 12 times in succession.', 'early stopping patience = 12'],
    ['The gradient’s norm is held below 2.', 'gradient clipping = 2'],
    ['We train by SGD. The teacher encoder keeps 99.5 \\% of its old weights in each step.', 'optimizer = SGD', 'ema decay = 0.995'],
    ['There are 42 characters, each a token of its own.', 'vocabulary size = 42'],
    ['The model looks 132 months back.', 'sequence length = 132'],
    ['We draw ten graphs, one for each seed.', 'seeds = 10'],
    ['Early stopping has 10 epochs’ grace.', 'early stopping patience = 10'],
  ]);
});

// shows: paper-sweeps
describe('a list beside the value that was chosen of it', () => {
  reads([
    ['The learning rate is 0.02 (from {0.005, 0.02, 0.05}).', 'learning rate = 0.02', 'learning rate = 0.005, 0.02, 0.05 searched'],
    ['We use weight decay 0.01, found in {0.001, 0.01, 0.1}.', 'weight decay = 0.01', 'weight decay = 0.001, 0.01, 0.1 searched'],
  ]);
});

// shows: paper-plain-words
describe('what a network and its data do', () => {
  reads([
    ['A jet enters as up to 64 particles.', 'sequence length = 64'],
    [
      'The convolutional layers grow from 32 to 256 maps and look through windows of 3 by 3.',
      'channels = 32',
      'channels = 256',
      'kernel size = 3',
    ],
    ['Messages are passed four times.', 'layers = 4'],
    ['12 layers, dim 192, 3 heads, mlp 768.', 'layers = 12', 'hidden units = 192', 'attention heads = 3', 'feed-forward dimension = 768'],
    [
      '10,200 clauses train the model, 1,300 select it and 1,400 judge it.',
      'training examples = 10200',
      'validation examples = 1300',
      'test examples = 1400',
    ],
    ['1020 train / 1020 val / 6149 test.', 'training examples = 1020', 'validation examples = 1020', 'test examples = 6149'],
    [
      'A random 70 \\% formed the learning sample, 15 \\% the tuning sample and 15 \\% the hold-out sample.',
      'training fraction = 0.7',
      'validation fraction = 0.15',
      'test fraction = 0.15',
    ],
    ['Between the layers a fifth of the channels is dropped.', 'dropout = 0.2'],
    ['The loss had not fallen on 30 consecutive passes, or after 1,000 passes.', 'early stopping patience = 30', 'epochs = 1000'],
    ['Ten per cent of the targets were deliberately falsified.', 'label noise = 0.1'],
  ]);
});

// shows: paper-plain-words
describe('what a reader is told to do', () => {
  reads([
    ['Show it 20 digits, average the gradient and go on.', 'batch size = 20'],
    ['Add $10^{-4}$ times the sum of squared weights to the loss.', 'weight decay = 0.0001'],
    ['Sixteen answers entered each update.', 'batch size = 16'],
    ['Drop half of the 32 units while learning.', 'dropout = 0.5', 'hidden units = 32'],
    ['The network has eight $5\\times5$ filters.', 'channels = 8', 'kernel size = 5'],
    ['Answers longer than 64 tokens were shortened.', 'sequence length = 64'],
  ]);
});

// shows: paper-dealt-out
describe('numbers side by side that belong to two nouns', () => {
  reads([
    ['A convolution has kernel 64, stride 8, 16 filters.', 'kernel size = 64', 'channels = 16'],
    ['Overlap 50 \\%, 10 fault classes.', 'classes = 10'],
  ]);
});

// shows: paper-plain-words
describe('where things live and what is drawn beside them', () => {
  reads([
    ['We embed by an encoder: users and items live in 64 dimensions.', 'embedding dimension = 64'],
    ['For each click we draw 50 items at random with a contrastive loss.', 'negatives = 50'],
    ['The encoder has 6 blocks, 192-dimensional, with 6 heads.', 'layers = 6', 'hidden units = 192', 'attention heads = 6'],
    ['Adam sees 1024 clicks per step and makes ten rounds through the log.', 'optimizer = Adam', 'batch size = 1024', 'epochs = 10'],
    ['The loss adds $3\\cdot10^{-4}$ times the sum of the absolute activations.', 'l1 penalty = 0.0003'],
  ]);
});

// shows: paper-plain-words
describe('what is told of rates, memories and the rest of the data', () => {
  reads([
    ['Images: 1437 of the 1797 images for training, 360 for testing.', 'training examples = 1437', 'test examples = 360'],
    ['Of each text, the last tenth is kept for validation.', 'validation fraction = 0.1'],
    [
      'We use Adam at $5\\cdot10^{-4}$, constant, for 15 epochs.',
      'optimizer = Adam',
      'learning rate = 0.0005',
      'learning rate schedule = constant',
      'epochs = 15',
    ],
    [
      'Plain SGD with a learning rate of 0.1, the same in all rounds.',
      'optimizer = SGD',
      'learning rate = 0.1',
      'learning rate schedule = constant',
    ],
    ['We use replay; the memory sizes are $M\\in\\{5,10,20\\}$ and old tasks are rehearsed.', 'replay buffer size = 5, 10, 20 searched'],
    ['We break off if for 6 sweeps the loss has not come down.', 'early stopping patience = 6'],
    ['In the loop five steps with rate 0.01 are taken.', 'learning rate = 0.01'],
    ['Dropout was active before the two last layers with rates of 0.25 and 0.5.', 'dropout = 0.25', 'dropout = 0.5'],
  ]);
});

// shows: paper-plain-words
describe('when a rate falls and when it is over', () => {
  reads([
    [
      'The rate is 0.1 until epoch 100, 0.01 until 105 and 0.001 to the end.',
      'learning rate = 0.1',
      'learning rate decay epochs = 100',
      'learning rate decay epochs = 105',
    ],
    ['The first ten of the 300 epochs are a warm-up.', 'warmup epochs = 10', 'epochs = 300'],
    ['We train at most 200 epochs and stop after 10 without gain.', 'epochs = 200', 'early stopping patience = 10'],
    ['The learning rate is set to one fifth once the loss stalls.', 'learning rate decay factor = 0.2'],
    ['We use Adam with clipping at unit norm.', 'optimizer = Adam', 'gradient clipping = 1'],
    ['Three seeds, on one 2080 Ti each.', 'seeds = 3', 'devices = 1', 'hardware = 2080 Ti'],
    ['Batch normalisation is applied, dropout is not.', 'normalization = batch normalisation', 'dropout = 0'],
  ]);
});

// shows: paper-dealt-out
describe('lists that end before the next number', () => {
  reads([
    [
      'The layers have kernel sizes 7, 5, 3; 16, 32, 64 channels.',
      'kernel size = 7',
      'kernel size = 5',
      'kernel size = 3',
      'channels = 16',
      'channels = 32',
      'channels = 64',
    ],
    ['The model is small: 4 layers deep, 256 wide, 4 heads.', 'layers = 4', 'hidden units = 256', 'attention heads = 4'],
    ['Two dense layers of 128.', 'layers = 2', 'hidden units = 128'],
  ]);
});
