/** What a paper keeps and what it only played with, by ways of telling that are everyday speech or a report of its own against another. */
import { reads } from './reads.ts';

const table = (caption: string, head: string, rows: string): string =>
  String.raw`\begin{table}\caption{${caption}}\begin{tabular}{lcc} ${head} ${rows} \end{tabular}\end{table}`;

// shows: paper-dealt-out
describe('what is kept of data, tables and attempts', () => {
  reads([
    // A head of the paper's one column tells nothing apart.
    [
      table(
        'Settings of the original and of this report.',
        String.raw`& Original & This report\\ Base model & RoBERTa & DistilBERT\\`,
        String.raw`Batch size & 16 & 24\\ Weight decay & 0.1 & 0.02\\ Epochs & 60 & 7\\`,
      ),
      'batch size = 24',
      'weight decay = 0.02',
      'epochs = 7',
    ],
    [
      table(
        'Settings.',
        String.raw`& Stage 1 & Stage 2\\`,
        String.raw`Learning rate & 1e-3 & 1e-4\\ Dropout before final layer & 0 & 0.4\\ Epochs & 30 & 6\\`,
      ),
      'learning rate = 0.001 (Stage 1)',
      'learning rate = 0.0001 (Stage 2)',
      'dropout = 0 (Stage 1)',
      'dropout = 0.4 (Stage 2)',
      'epochs = 30 (Stage 1)',
      'epochs = 6 (Stage 2)',
    ],
    // Rows of what was left out are no settings.
    [
      String.raw`\begin{tabular}{lcc} & moons & rings\\ with EMA & 0.031 & 0.044\\ without EMA & 0.062 & 0.071\\ \end{tabular} We train with Adam.`,
      'optimizer = Adam',
    ],
    [
      'The calm days are used for training (3,120 snippets); a further 310 calm snippets of the same weeks are our validation set.',
      'training examples = 3120',
      'validation examples = 310',
    ],
    ['I made 9,000 points, trained on 7,000 and kept 2,000 for judging.', 'training examples = 7000', 'test examples = 2000'],
    [
      'From the training portion (51,200 sentences) we draw 3,000 for training and 800 for validation.',
      'training examples = 3000',
      'validation examples = 800',
    ],
    ['I did mess around with 5 layers of 300. It took four times longer. We train with Adam.', 'optimizer = Adam'],
    [String.raw`Fun fact: with \texttt{lr=3e-2} the loss jumps to 0.8. We use a learning rate of 2e-3.`, 'learning rate = 0.002'],
    [
      String.raw`\textbf{Temperature beats everything.} In one winter 212 sensors reported anomalies. We train with SGD.`,
      'optimizer = SGD',
    ],
  ]);
});
