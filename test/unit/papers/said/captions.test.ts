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

  // shows: paper-topics
  reads([
    [
      String.raw`We train agents on a bicycle. \begin{table}\caption{What we used for A2C.}\begin{tabular}{llll} lr & 7e-4 & $\gamma$ & 0.95\\ workers & 16 & n-step & 5\\ net & 64--64 tanh & ent. coef. & 0.01\\ \end{tabular}\end{table}\begin{table}\caption{What we used for QR-DQN.}\begin{tabular}{llll} lr & 5e-5 & $\gamma$ & 0.95\\ lr anneal & none & batch & 32\\ $\epsilon$ start & 1 & $\epsilon$ end & 0.02\\ replay & 200k & replay start & 5k steps\\ target sync & 800 steps & anneal over & 10k steps\\ \end{tabular}\end{table}`,
      'learning rate = 0.0007 (A2C)',
      'discount factor = 0.95 (A2C)',
      'environments = 16 (A2C)',
      'rollout length = 5 (A2C)',
      'entropy coefficient = 0.01 (A2C)',
      'layers = 2 (A2C)',
      'hidden units = 64 (A2C)',
      'activation = tanh (A2C)',
      'learning rate = 0.00005 (QR-DQN)',
      'learning rate schedule = constant (QR-DQN)',
      'discount factor = 0.95 (QR-DQN)',
      'batch size = 32 (QR-DQN)',
      'exploration rate = 1 (QR-DQN)',
      'exploration rate = 0.02 (QR-DQN)',
      'replay buffer size = 200000 (QR-DQN)',
      'target update interval = 800 (QR-DQN)',
    ],
    [
      String.raw`\begin{table}\caption{Hyperparameters of the optimiser.}\begin{tabular}{lc} Learning rate & 0.001\\ Batch size & 256\\ Epochs & 30\\ \end{tabular}\end{table}\begin{table}\caption{Architecture.}\begin{tabular}{lc} Layers & 4\\ Hidden units & 96\\ Dropout & 0.2\\ \end{tabular}\end{table}`,
      'learning rate = 0.001',
      'batch size = 256',
      'epochs = 30',
      'layers = 4',
      'hidden units = 96',
      'dropout = 0.2',
    ],
  ]);

  it('lets what is said of another part disagree with nothing', () => {
    const tex = String.raw`\begin{document}\section{Model}\begin{table}\caption{Configuration of our decoder.}\begin{tabular}{lc} Layers & 6\\ Heads & 8\\ \end{tabular}\end{table} The encoder has 12 layers.\end{document}`;
    assert.deepEqual(sayWhat(paperOf(tex)).contradictions, []);
  });
});
