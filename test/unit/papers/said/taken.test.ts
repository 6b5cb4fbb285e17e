/** How much is taken, made or only drawn to measure, and how often: a sentence, and what it says. Values of settings only. */
import { reads } from './reads.ts';

describe('examples taken out of others', () => {
  reads([
    ['From the 50,000 training pictures of the archive we keep the first 8,000.', 'training examples = 8000'],
    ['Of the 900 labelled stamps we use only 300.', 'training examples = 300'],
    [
      'The file has 612 letters by 25 writers for training and 240 by 9 other writers for testing.',
      'training examples = 612',
      'test examples = 240',
    ],
    [String.raw`The last 15\% serve for testing, so that 85\% remain for training.`, 'test fraction = 0.15', 'training fraction = 0.85'],
    [
      String.raw`The first 80\% of the notes are for training and the remaining 20\%, mostly waltzes, for testing.`,
      'training fraction = 0.8',
      'test fraction = 0.2',
    ],
    [
      'We take 900 images for training, 150 for the choice of the threshold, and 300 for the test.',
      'training examples = 900',
      'validation examples = 150',
      'test examples = 300',
    ],
    ['We test on the official development set, which has 1,043 sentences.', 'test examples = 1043'],
    ['We train on 15 labelled nodes per class (90 in all) and test on 700.', 'training examples = 90', 'test examples = 700'],
    ['60 nodes carry labels.', 'training examples = 60'],
    [String.raw`Training sets of $n\in\{50,200,800\}$ images are drawn.`, 'training examples = 50, 200, 800 searched'],
  ]);
});

describe('what serves as a part of the data', () => {
  reads([
    ['A fresh draw of 3000 points serves as the test set.', 'test examples = 3000'],
    ['The test set has another 1500 points.', 'test examples = 1500'],
    ['Of the clips, 700 are the validation set.', 'validation examples = 700'],
    ['Each depth is tested with 1200 trees that were never seen.', 'test examples = 1200'],
  ]);
});

describe('what is drawn by a line of code, and what only measures', () => {
  reads([
    ['My data are a Swiss roll without its middle coordinate, 6000 points, scaled to unit variance.', 'training examples = 6000'],
    ['The spirals have 900 points with noise 0.2.', 'noise standard deviation = 0.2'],
    ['From the trained flow we draw 4000 samples.'],
    ['I draw 3000 samples and as many fresh points.', 'test examples = 3000'],
    ['After training, 2500 samples are drawn.'],
    ['For evaluation, 700 unseen graphs are made.', 'test examples = 700'],
  ]);
});

describe('how long what is read is, and of what', () => {
  reads([
    ['Windows are 96 hours long and overlap.', 'sequence length = 96'],
    [String.raw`A network reads sequences. We consider the lengths $L\in\{10,30,90\}$.`, 'sequence length = 10, 30, 90 searched'],
    ['We take the 3000 words with the highest document frequency.', 'vocabulary size = 3000'],
    ['Each of the 71 distinct characters, spaces included, is a token.', 'vocabulary size = 71'],
    ['The features of the 1200 words are scaled.'],
    [String.raw`The images are enlarged from $12\times12$ to $24\times24$ pixels.`, 'image size = 24'],
  ]);
});

describe('classes of all, and of somebody or something', () => {
  reads([
    ['The network ends in a matrix to eight logits.', 'classes = 8'],
    ['A client has images of two classes.'],
    ['With three classes per client the mean drifts.'],
    ['Let four classes have the scores 3, 2, 1 and 0.'],
  ]);
});

describe('how often all is done', () => {
  reads([
    ['We report the mean error over 30 draws of the frequencies.', 'seeds = 30'],
    ['Seven students with different seeds are trained.', 'seeds = 7'],
    ['The table has means over nine students.', 'seeds = 9'],
    ['I did this 14 times for each variant.', 'seeds = 14'],
    ['It diverged in none of the 90 runs.'],
    ['A full scan is 84 runs.'],
  ]);
});

describe('classes by the letter of their logits, and what a cited data set has', () => {
  reads([
    [String.raw`Let $z\in\mathbb R^K$ be the logits of the pupil, $K=12$.`, 'classes = 12'],
    [String.raw`Both give logits. With $K=6$ each class adds a sixth.`, 'classes = 6'],
    [String.raw`The logits of $K=6$ members are averaged.`],
    [
      String.raw`Leaf-Scans~\cite{leaf} has images of $32\times32$ pixels in nine classes. \begin{thebibliography}{9}\bibitem{leaf} A. Leaf. Leaves. 2015.\end{thebibliography}`,
      'image size = 32',
      'classes = 9',
    ],
    ['The first 12,000 rows are for training and the last 3000 for testing.', 'training examples = 12000', 'test examples = 3000'],
    ['We train on 900 rings; another 400 graphs, never seen, serve for the table.', 'training examples = 900', 'test examples = 400'],
  ]);
});

describe('numbers that looked like something else', () => {
  reads([
    ['A point is a corner, drawn uniformly, plus Gaussian noise with standard deviation 0.07.', 'noise standard deviation = 0.07'],
    ['Of the clips, 2000 are the test set.', 'test examples = 2000'],
    ['There are 12 tokens: ten digits, a start and a stop.', 'vocabulary size = 12'],
    ['We trained each network with seeds 1 through 9.', 'seeds = 9'],
    [String.raw`Noise of $\rho\in\{0,0.1,0.3\}$ is added to the training labels.`, 'label noise = 0, 0.1, 0.3 searched'],
  ]);
});
