/** Data that a paper calls by ordinary words, under its headings, in its tables and in its sentences. */
import { reads } from './reads.ts';

// shows: paper-plain-names
describe('data with ordinary names', () => {
  reads([
    [
      'Dropout is 0.2 on tides and not used on the pendulum. The rate is 0.01 on tides and 0.003 on the pendulum. Batches have 40 windows.',
      'dropout = 0.2 (tides)',
      'learning rate = 0.01 (tides)',
      'learning rate = 0.003 (pendulum)',
      'batch size = 40',
    ],
    [
      String.raw`\subsection{Parcels} On parcels the two disagree. We train for 12 epochs with batches of 16. \subsection{Letters} We train for 30 epochs with batches of 64; on letters nothing else is done.`,
      'epochs = 12 (parcels)',
      'batch size = 16 (parcels)',
      'epochs = 30 (letters)',
      'batch size = 64 (letters)',
    ],
    [
      String.raw`\section{Experiment 1: coins} The network has two hidden layers of 32 units; all coins agree to three digits. \section{Experiment 2: digits with noise} Three hidden layers of 128 units. What is true for coins is true on digits.`,
      'layers = 2 (coins)',
      'hidden units = 32 (coins)',
      'layers = 3 (digits)',
      'hidden units = 128 (digits)',
    ],
    [
      String.raw`On leaves the error is small. \begin{tabular}{lcc} & Leaves & Fashion-MNIST\\ Learning rate & 0.1 & 0.02\\ Epochs & 20 & 40\\ \end{tabular} On leaves, weight decay is 0.001, and on Fashion-MNIST 0.0005. On leaves it matters.`,
      'learning rate = 0.1 (Leaves)',
      'learning rate = 0.02 (Fashion-MNIST)',
      'epochs = 20 (Leaves)',
      'epochs = 40 (Fashion-MNIST)',
      'weight decay = 0.001 (leaves)',
      'weight decay = 0.0005 (Fashion-MNIST)',
    ],
    // What data are split into or averaged over is no data.
    ['We train for 50 epochs on average and on top of that test for one.', 'epochs = 50'],
  ]);
});
