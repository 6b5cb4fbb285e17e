/** What the caption of a table says for all that stands in it. `name = value (scope)`. */
import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';
import { reads } from './reads.ts';

describe('the part or phase that a caption names', () => {
  reads([
    [
      String.raw`\begin{table}\caption{Encoder of the streaming transducer.}\begin{tabular}{ccc} Layers & Heads & Kernel size\\ 16 & 8 & 31\\ \end{tabular}\end{table} The decoder is an LSTM of one layer with 640 units.`,
      'layers = 16 (encoder)',
      'attention heads = 8 (encoder)',
      'kernel size = 31 (encoder)',
      'layers = 1 (decoder)',
      'hidden units = 640 (decoder)',
    ],
    [
      String.raw`\begin{table}\caption{Settings of the critic.}\begin{tabular}{lc} Learning rate & 0.001\\ Batch size & 256\\ \end{tabular}\end{table} The actor has a learning rate of 0.0001.`,
      'learning rate = 0.001 (critic)',
      'batch size = 256 (critic)',
      'learning rate = 0.0001 (actor)',
    ],
    [
      String.raw`\begin{table}\caption{Hyperparameters for fine-tuning.}\begin{tabular}{lc} Learning rate & 0.001\\ Batch size & 256\\ \end{tabular}\end{table} In pre-training the learning rate is 0.1.`,
      'learning rate = 0.001 (fine-tuning)',
      'batch size = 256 (fine-tuning)',
      'learning rate = 0.1 (pre-training)',
    ],
  ]);

  it('lets what is said of another part disagree with nothing', () => {
    const tex = String.raw`\begin{document}\section{Model}\begin{table}\caption{Configuration of our decoder.}\begin{tabular}{lc} Layers & 6\\ Heads & 8\\ \end{tabular}\end{table} The encoder has 12 layers.\end{document}`;
    assert.deepEqual(sayWhat(paperOf(tex)).contradictions, []);
  });
});
