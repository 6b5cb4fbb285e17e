/** Questions with answers, as write-ups of competitions and read-me files have them, and what was not taken behind what was. */
import { reads } from './reads.ts';

// shows: paper-questions
describe('questions and answers', () => {
  reads([
    ['Seeds? Four. Learning rate? 2e-4 with cosine decay.', 'seeds = 4', 'learning rate = 0.0002', 'learning rate schedule = cosine'],
    ['Q: How many epochs? A: 25, because more overfits. Q: Any dropout? A: Yes, 0.15.', 'epochs = 25', 'dropout = 0.15'],
    [
      'What is the learning rate? We took 0.03. How many layers? 5. What width? 144.',
      'learning rate = 0.03',
      'layers = 5',
      'hidden units = 144',
    ],
    [String.raw`\paragraph{Weight decay?} None. \paragraph{Seeds?} I averaged 6 of them.`, 'weight decay = 0', 'seeds = 6'],
    ['Why so few epochs? Twenty minutes is my limit. Does dropout help? Three readers asked; it does not.'],
    ['Batch size 72, larger did not fit. Dropout 0.35, more hurts.', 'batch size = 72', 'dropout = 0.35'],
    ['A batch of 512 was too slow, smaller ones were noisy.'],
    [
      'Three blocks of 80 units (ReLU, then 40 \\% of the activations dropped).',
      'layers = 3',
      'hidden units = 80',
      'activation = ReLU',
      'dropout = 0.4',
    ],
    [
      String.raw`My parameters: \begin{verbatim}
num_leaves=47, min_child_samples=90
learning_rate=0.02
feature_fraction=0.7
\end{verbatim}`,
      'learning rate = 0.02',
    ],
    [
      String.raw`\subsection{Model 1: LightGBM} The learning rate is 0.02. \subsection{Model 2: the small net} We train for 30 epochs with Adam.`,
      'learning rate = 0.02 (Model 1: LightGBM)',
      'epochs = 30 (Model 2: the small net)',
      'optimizer = Adam (Model 2: the small net)',
    ],
  ]);
});
