/** Of which of several things that are trained sentences go on to speak, and that their values then do not contradict each other. */
// shows: paper-topics
import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';
import { reads } from './reads.ts';

describe('sentences that go on about one thing', () => {
  reads([
    [
      'First a base network is trained on upright letters. It learns for 6 epochs at a rate of 0.002. Then adapters are trained on turned ones. They learn for 45 epochs at a rate of 0.004.',
      'epochs = 6 (base network)',
      'learning rate = 0.002 (base network)',
      'epochs = 45 (adapters)',
      'learning rate = 0.004 (adapters)',
    ],
    [
      'At first we trained the big model. We let it run for 110 epochs. The batch size was 96. Having done that, we turned to the little one. We let it run for 70 epochs. The batch size was 48.',
      'epochs = 110 (big model)',
      'batch size = 96 (big model)',
      'epochs = 70 (little one)',
      'batch size = 48 (little one)',
    ],
    [
      'The codebook of pictures is trained first: 40 epochs, batches of 80. The prior over codes comes second. It is trained for 150 epochs in batches of 20.',
      'epochs = 40 (codebook)',
      'batch size = 80 (codebook)',
      'epochs = 150 (prior)',
      'batch size = 20 (prior)',
    ],
    [
      'Float training: 12 epochs, learning rate 0.04. QAT: 4 epochs, learning rate 0.002.',
      'epochs = 12 (Float training)',
      'learning rate = 0.04 (Float training)',
      'epochs = 4 (QAT)',
      'learning rate = 0.002 (QAT)',
    ],
    [
      'The propensity model is trained for 30 epochs. The outcome model is trained for 60 epochs. All networks use batches of 64.',
      'epochs = 30 (propensity model)',
      'epochs = 60 (outcome model)',
      'batch size = 64',
    ],
  ]);
});

describe('paragraphs, tables and captions on one thing', () => {
  reads([
    [
      String.raw`\paragraph{Base model.} A perceptron is trained for 9 epochs at a learning rate of 0.002. \paragraph{Adapters.} LoRA matrices are trained for 35 epochs at a learning rate of 0.006. \begin{table}\caption{Adapter settings.}\begin{tabular}{ll} epochs & 35\\ learning rate & 0.006\\ batch size & 40\\\end{tabular}\end{table}`,
      'epochs = 9 (Base model)',
      'learning rate = 0.002 (Base model)',
      'epochs = 35 (Adapters)',
      'learning rate = 0.006 (Adapters)',
      'batch size = 40',
    ],
  ]);
});

const contradictionsOf = (text: string): readonly string[] =>
  sayWhat(
    paperOf(String.raw`\begin{document}\begin{abstract}We study small networks.\end{abstract}\section{Experiments} ${text} \end{document}`),
  ).contradictions.map(({ name }) => name);

describe('values of two things', () => {
  for (const text of [
    String.raw`\paragraph{Base model.} It is trained for 9 epochs with batches of 128. \paragraph{Adaptation.} We train the adapters for 35 epochs with batches of 40. \appendix\section{Settings}\begin{table}\caption{Adapter settings of the main experiment.}\begin{tabular}{ll} epochs & 35\\ batch & 40\\\end{tabular}\end{table}`,
    String.raw`The snapshot run uses a cycle. The independent networks are trained for 50 epochs as well but with a constant learning rate of 0.04. \appendix\section{Settings}\begin{tabular}{ll} Learning rate & 0.2\\ Batch size & 50\\\end{tabular}`,
    String.raw`The network has 48 hidden units. \section{Discussion} We used one size; 24 units, in a check with two seeds, gave the same.`,
    String.raw`Gradients are clipped to norm 2.\footnote{Without clipping two runs in ten diverge.}`,
    String.raw`The encoder has two hidden layers of 128 units. \appendix\section{Settings}\begin{tabular}{ll} Encoder & 64--128--128\\ Learning rate & 0.002\\\end{tabular}`,
    String.raw`We distil with $\lambda=0.8$ and a temperature of 4. \begin{table}\caption{Accuracy. “Alone” is a student trained with $\lambda=0$.}\begin{tabular}{lc} student & 88.1\\ alone & 86.3\\\end{tabular}\end{table}`,
  ])
    it(`do not disagree: ${text.slice(0, 120)}`, () => assert.deepEqual(contradictionsOf(text), []));

  it('disagree where both speak of the same thing', () =>
    assert.deepEqual(
      contradictionsOf(
        String.raw`\paragraph{Base model.} It is trained for 9 epochs with batches of 128. \paragraph{Adapters.} LoRA matrices are trained for 35 epochs. \appendix\section{Settings}\begin{table}\caption{Adapter settings.}\begin{tabular}{ll} epochs & 30\\ rank & 4\\\end{tabular}\end{table}`,
      ),
      ['epochs'],
    ));

  it('disagree on how the rate falls from round to round', () =>
    assert.deepEqual(
      contradictionsOf(
        String.raw`Clients begin at a learning rate of 0.05, and it is multiplied by 0.97 after every round. \appendix\section{Settings}\begin{table}\caption{Settings.}\begin{tabular}{ll} Learning rate & 0.05\\ Decay per round & 0.99\\\end{tabular}\end{table}`,
      ),
      ['learning rate decay factor'],
    ));
});
