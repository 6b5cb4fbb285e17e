import { reads } from './reads.ts';

// shows: paper-plain-words
describe('What benchmarks of several methods on several tasks say', () => {
  describe('columns of short descriptions beside named columns', () =>
    reads([
      [
        String.raw`\begin{table}\caption{Sizes.}\begin{tabular}{lrrr}Model & Parameters & Layers & Width\\ Tiny & 9M & 5 & 320\\ Base & 80M & 10 & 640\end{tabular}\end{table}`,
        'layers = 5 (Tiny)',
        'hidden units = 320 (Tiny)',
        'layers = 10 (Base)',
        'hidden units = 640 (Base)',
      ],
      [
        String.raw`\begin{table}\caption{The problems.}\begin{tabular}{lllrrr}Problem & Data & Model & Params & Epochs & Batch\\ P1 & Wine & MLP, $2\times48$ & 3k & 25 & 16\\ P2 & SVHN & CNN, 4 conv.\ layers & 80k & 12 & 64\\ P3 & Bikes & MLP 80-40 & 9k & 45 & 256\end{tabular}\end{table}`,
        'epochs = 25 (P1, Wine)',
        'batch size = 16 (P1, Wine)',
        'layers = 2 (P1, Wine)',
        'hidden units = 48 (P1, Wine)',
        'epochs = 12 (P2, SVHN)',
        'batch size = 64 (P2, SVHN)',
        'layers = 4 (P2, SVHN)',
        'epochs = 45 (P3, Bikes)',
        'batch size = 256 (P3, Bikes)',
        'layers = 2 (P3, Bikes)',
        'hidden units = 80 (P3, Bikes)',
        'hidden units = 40 (P3, Bikes)',
      ],
      [
        String.raw`We compare optimisers. \begin{table}\caption{Their constants.}\begin{tabular}{lll}Method & Step size & Constants\\ SGD & 0.2 & Nesterov momentum 0.8\\ Adam & 0.004 & $\beta_1=0.9$, $\beta_2=0.98$\\ AdaGrad & 0.05 & $\epsilon=10^{-7}$\\ AdamW & 0.004 & weight decay 0.03\end{tabular}\end{table}`,
        'learning rate = 0.2 (SGD)',
        'learning rate = 0.004 (Adam)',
        'learning rate = 0.05 (AdaGrad)',
        'learning rate = 0.004 (AdamW)',
        'momentum = 0.8 (SGD)',
        'beta1 = 0.9 (Adam)',
        'beta2 = 0.98 (Adam)',
        'epsilon = 1e-7 (AdaGrad)',
        'weight decay = 0.03 (AdamW)',
        'optimizer = SGD, Adam, AdaGrad, AdamW searched',
      ],
      [
        String.raw`\begin{table}\caption{Recipes.}\begin{tabular}{lll} & Wine & Bikes\\ network & MLP 40-40 & MLP, 90\\ epochs & 30 & 60\\ batch size & 16 & 128\end{tabular}\end{table}`,
        'layers = 2 (Wine)',
        'hidden units = 40 (Wine)',
        'layers = 1 (Bikes)',
        'hidden units = 90 (Bikes)',
        'epochs = 30 (Wine)',
        'epochs = 60 (Bikes)',
        'batch size = 16 (Wine)',
        'batch size = 128 (Bikes)',
      ],
    ]));

  describe('codes of tasks are neither letters nor machines', () =>
    reads([
      [
        String.raw`The networks have 32 hidden units. \begin{table}\caption{Accuracy.}\begin{tabular}{lccc}Step size (T1) & T1 & T2 & T4\\ low & 97.1 & 88.0 & 87.2\\ high & 96.4 & 87.5 & 86.9\end{tabular}\end{table}`,
        'hidden units = 32',
      ],
    ]));

  describe('optimizers that are compared are gone through', () =>
    reads([
      [
        'We compare SGD, Adam and Lion. SGD uses momentum 0.9. Lion uses a weight decay of 0.3. All runs use batches of 64.',
        'momentum = 0.9 (SGD)',
        'weight decay = 0.3 (Lion)',
        'batch size = 64',
        'optimizer = SGD, Adam, Lion searched',
      ],
    ]));

  describe('sentences that open with what they are about', () =>
    reads([
      [
        'DQN: learning rate 0.0006, batch size 48, target network every 400 steps. A2C: learning rate 0.0008, 8-step returns, entropy bonus 0.02. PPO: learning rate 0.0002, clip 0.15.',
        'learning rate = 0.0006 (DQN)',
        'batch size = 48 (DQN)',
        'target update interval = 400 (DQN)',
        'learning rate = 0.0008 (A2C)',
        'rollout length = 8 (A2C)',
        'entropy coefficient = 0.02 (A2C)',
        'learning rate = 0.0002 (PPO)',
        'clip range = 0.15 (PPO)',
      ],
      [
        String.raw`\textbf{EWC}: learning rate 0.02, batch size 24. \textbf{LwF}: temperature 3, learning rate 0.03. All networks have 40 hidden units.`,
        'learning rate = 0.02 (EWC)',
        'batch size = 24 (EWC)',
        'temperature = 3 (LwF)',
        'learning rate = 0.03 (LwF)',
        'hidden units = 40',
      ],
      ['Optimiser: Adam. Learning rate: 0.02. Batches: 24 images.', 'optimizer = Adam', 'learning rate = 0.02', 'batch size = 24'],
    ]));

  describe('notes that speak plainly', () =>
    reads([
      ['The network has 24 hidden units, thus 99 numbers, all starting at zero.', 'hidden units = 24', 'initialization = 0'],
      ['We call the two moons with jitter 0.15 and train for 40 epochs.', 'noise standard deviation = 0.15', 'epochs = 40'],
      ['Batches hold 32 points. First go I had 90 epochs and a learning rate of 0.5.', 'batch size = 32'],
    ]));
});
