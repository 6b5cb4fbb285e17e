/** Training told by people of other trades, without any of its usual words. */
import { reads } from './reads.ts';

// shows: paper-plain-words
describe('how often all is seen, and how often weights move', () => {
  reads([
    ['The network saw every picture 25 times.', 'epochs = 25'],
    ['Each leaf was shown to the network 200 times.', 'epochs = 200'],
    ['Each patient record was presented to the model ten times in all.', 'epochs = 10'],
    ['The computer practised on the complete list 45 times.', 'epochs = 45'],
    ['We trained the network. Each loop was compiled 11 times and labelled by hand 3 times.'],
    ['Altogether the coefficients were corrected 20,000 times.', 'training steps = 20000'],
    ['Find the slope, change every weight once, and begin again, two thousand times.', 'training steps = 2000'],
    ['After four thousand such corrections the training ends.', 'training steps = 4000'],
  ]);
});

// shows: paper-plain-words
describe('what decides one correction, and how large it is', () => {
  reads([
    ['The network looks at 32 pictures, makes one correction, and goes on to the next 32.', 'batch size = 32'],
    ['The mean error of 50 patients decides one change of the weights.', 'batch size = 50'],
    ['We do not correct after each example but after every sixty-four.', 'batch size = 64'],
    ['The weights were adjusted once per 100 records.', 'batch size = 100'],
    ['Each change is the slope times 0.05.', 'learning rate = 0.05'],
    ['We subtract 0.1 times the slope from every weight.', 'learning rate = 0.1'],
    ['The pace at which it learns was set to 1e-3.', 'learning rate = 0.001'],
  ]);
});

// shows: paper-plain-words
describe('neurons in rows, and those in the middle', () => {
  reads([
    ['Between the inputs and the answer there are 12 cells in the middle.', 'hidden units = 12'],
    ['The network has two rows of hidden neurons, 20 and 10.', 'layers = 2', 'hidden units = 20', 'hidden units = 10'],
    ['The network is two floors high and 50 neurons wide.', 'layers = 2', 'hidden units = 50'],
  ]);
});

// shows: paper-plain-words
describe('what is left out in turn, begins by lot and is locked away', () => {
  reads([
    ['The patients were divided into ten groups; each group was predicted by a model trained on the other nine.', 'folds = 10'],
    ['The data were split into 6 equal parts, five for learning and one for testing, in turn.', 'folds = 6'],
    ['Each of the seven hospitals in turn was kept aside for testing.', 'folds = 7'],
    ['At the start every weight was a random number from -0.5 to 0.5.', 'initialization = -0.5, 0.5 range'],
    ['The other 300 records were for teaching the network.', 'training examples = 300'],
    ['These 60 leaves were locked in a drawer until the very end.', 'test examples = 60'],
    [
      'The 45 programs compiled before June teach the model, the 12 compiled after it judge it.',
      'training examples = 45',
      'test examples = 12',
    ],
    ['Four children sat in front (the inputs), seven in the middle, four behind (one for each tree).', 'hidden units = 7'],
  ]);
});

// shows: paper-plain-words
describe('how far back is looked, what chance alone tells apart, and when it ends', () => {
  reads([
    ['To estimate one hour the network is shown the 48 hours that precede it.', 'sequence length = 48'],
    ['For every forecast the model looks at the readings of the last 90 days.', 'sequence length = 90'],
    ['Eight copies, which differ only in how the dice fell at the start, were trained.', 'seeds = 8'],
    ['Each of the six groups trained its own network.', 'seeds = 6'],
    ['If for six rounds nothing got better, we went home.', 'early stopping patience = 6'],
    ['Half of the middle neurons, chosen by lot, sleep during each correction.', 'dropout = 0.5'],
    [
      'The learning rate began at 0.01 and was halved after the fifteenth and again after the twenty-fifth of altogether 40 passes.',
      'learning rate = 0.01',
      'learning rate schedule = step',
      'learning rate decay factor = 0.5',
      'learning rate decay epochs = 15',
      'learning rate decay epochs = 25',
      'epochs = 40',
    ],
    ['The network tells mango, jackfruit, neem and peepal leaves apart.', 'classes = 4'],
    ['We train by SGD, and the weights are rounded to int16.', 'optimizer = SGD', 'precision = int16'],
    ['Calibration was examined by ten groups of equal size (tenths of predicted risk).', 'bins = 10'],
  ]);
});

// shows: paper-given-up
describe('what a friend offered and what an older report had', () => {
  reads([
    ['We train by SGD. A neighbour offered us his Adam with a rate of 0.01; we thanked him and stayed with ours.', 'optimizer = SGD'],
    [
      'We train by SGD. An earlier report from our ward, with a batch size of 50 and dropout 0.3, claimed an accuracy of 0.9.',
      'optimizer = SGD',
    ],
  ]);
});
