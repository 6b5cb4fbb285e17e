/** Two places of a whole paper that disagree in few words, and two that only hold the same words. */
// shows: paper-contradictions
import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { figuresOf, paperOf } from '../../../bench/said/texts.ts';
import { writeText } from '../../../bench/said/writeText.ts';

const caption = (text: string): string => String.raw`\begin{figure}\caption{${text}}\end{figure}`;
const algorithm = (lines: string): string =>
  String.raw`\begin{algorithm}\caption{One round}\begin{algorithmic}${lines}\end{algorithmic}\end{algorithm}`;
const paper = (text: string): string =>
  String.raw`\begin{document}\begin{abstract}We learn to forecast tides.\end{abstract}\section{Set-up}We train a network with Adam. ${text}\end{document}`;

function contradictionsIn(text: string): readonly string[] {
  return sayWhat(paperOf(paper(text))).contradictions.map(({ name, values }) => `${name}: ${values.map(({ value }) => value).join(', ')}`);
}

/** In an appendix. */
const columns = String.raw`\appendix\section{Settings}\begin{tabular}{lcc} & Tides & Wind\\ Batch size & 50 & 32\\ Epochs & 40 & 40\\ \end{tabular}`;

const disagreeing: readonly (readonly [found: string, text: string])[] = [
  [
    'sequence length: 36, 72',
    String.raw`Windows of 36 samples are given to the network. ${algorithm(String.raw`\REQUIRE series $x$, window $T=72$, batch $B=16$ \STATE update the weights`)}`,
  ],
  [
    'target update interval: 400, 200',
    String.raw`The target network $\bar\theta$ is replaced by $\theta$ every 400 steps. ${algorithm(String.raw`\IF{$t\bmod 200=0$} \STATE $\bar\theta \gets \theta$ \ENDIF`)}`,
  ],
  ['seeds: 12, 8', String.raw`We repeat every run with 12 seeds. ${caption('Error by lead time; standard deviations over 8 restarts.')}`],
  // What is said of everything is said of each column.
  ['batch size: 50, 32', String.raw`\paragraph{Both.} We train for 40 epochs with batches of 50. ${columns}`],
  ['test examples: 450, 250', 'Of the 1250 tides 800 are for training, 200 for validation and 450 for testing.'],
  ['training steps: 2500, 1600', 'The training set has 4000 tides. Batches have 50, so that 20 epochs are 2500 steps.'],
  [
    'noise standard deviation: 0.05, 0.1',
    String.raw`Inputs get Gaussian noise of standard deviation 0.05. \appendix\section{Settings}\begin{tabular}{ll} Input noise $\sigma$ & 0.1\\ Epochs & 30\\ \end{tabular}`,
  ],
  // By the letter of a sentence.
  [
    'batch size: 24, 48',
    String.raw`We draw $b=24$ tides at a time and run $T=700$ steps. \section{Values}\begin{tabular}{ll} $b$ & 48\\ $T$ & 700\\ \end{tabular}`,
  ],
  // A column by its name in short.
  [
    'batch size: 25, 50',
    String.raw`\section{Experiment A: tides} Training takes 40 epochs with batches of 25. \section{Experiment C: wind} Here batches have 32 windows. ${columns.replace('Tides', 'A (tides)').replace('Wind', 'C (wind)')}`,
  ],
  [
    'hidden units: 90, 120',
    String.raw`The network has two hidden layers of 90 units and an output of 4 units. ${caption('Errors. Two hidden layers with 120 units each.')}`,
  ],
];

const agreeing: readonly string[] = [
  String.raw`All computations are done in double precision. ${algorithm(String.raw`\STATE solve $(G+\lambda I)w=c$ \COMMENT{float64}`)}`,
  String.raw`Without clipping, the loss became NaN for three of the seeds. ${caption('Error by lead time; averages over eight seeds.')}`,
  'Of the 1250 tides 800 are for training, 200 for validation and 250 for testing.',
  'Of the 1250 tides 800 are for training, of which 100 are for validation, and 450 for testing.',
  'The training set has 3990 tides. Batches have 50, so that 20 epochs are 1600 steps.',
  String.raw`We train for 30 epochs. \appendix\section{Details} With 60 epochs the curve stays flat.`,
  String.raw`We train for 30 epochs at a rate of 0.001. \appendix\section{Settings}\begin{tabular}{lll} Phase & 1 & 2\\ Learning rate & 0.001 & 0.0001\\ Epochs & 30 & 10\\ \end{tabular}`,
  String.raw`We repeat every run with 12 seeds. ${caption('Curves of two seeds.')}`,
  // Each column has what the text says of it.
  String.raw`\paragraph{Tides.} On tides batches have 50 windows. \paragraph{Wind.} On wind batches have 32. ${columns}`,
  String.raw`\paragraph{Both.} We train for 40 epochs with batches of 50. ${columns.replace('32', '50')}`,
  String.raw`Half of each class is for training. ${caption('Training on all of the classes jointly has 98.5%.')}`,
  String.raw`\begin{tabular}{lcc} & Phase 1 & Phase 2\\ Dropout behind each layer & 0.1 & 0\\ Epochs & 7 & 9\\ \end{tabular} There are two hidden layers.`,
];

describe('what two places of a paper say of one setting', () => {
  for (const [found, text] of disagreeing)
    it(`disagrees in “${text}”`.slice(0, 120), () => assert.deepEqual(contradictionsIn(text), [found]));
  for (const text of agreeing) it(`goes together in “${text}”`.slice(0, 120), () => assert.deepEqual(contradictionsIn(text), []));

  it('is found to disagree in texts by a generator, of which no weight was learned, and never where they agree', function () {
    this.timeout(300_000);
    const { contradictionsFound, falseAlarms } = figuresOf(
      Array.from({ length: 80 }, (_, seed) => writeText(seed)),
      sayWhat,
    );
    assert.ok(contradictionsFound >= 0.9 && falseAlarms === 0, `${contradictionsFound}, ${falseAlarms}`);
  });
});
