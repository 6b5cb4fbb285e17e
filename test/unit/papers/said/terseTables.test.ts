/** Tables whose heads are terse: symbols, units, two settings in one cell. */
import { reads, table } from './reads.ts';

// shows: paper-plain-words
describe('terse tables', () => {
  reads([
    [
      table(
        'Settings of the transformer.',
        'llll',
        '$L$ & 5 & lr & 2e-4',
        '$d$ & 192 & wd & 0.05',
        '$h$ & 6 & steps & 40k',
        '$d_{ff}$ & 768 & $p_{drop}$ & 0.15',
      ),
      'layers = 5',
      'hidden units = 192',
      'attention heads = 6',
      'feed-forward dimension = 768',
      'dropout = 0.15',
      'learning rate = 0.0002',
      'weight decay = 0.05',
      'training steps = 40000',
    ],
    [
      table(
        'Settings of the systems.',
        'lccccc',
        String.raw`System & lr [$10^{-4}$] & batch & layers $\times$ units & time [min]`,
        String.raw`Wren & 7 & 24 & $2\times96$ & 8`,
        String.raw`Finch & 2 & 48 & $3\times160$ & 21`,
      ),
      'learning rate = 0.0007 (Wren)',
      'learning rate = 0.0002 (Finch)',
      'batch size = 24 (Wren)',
      'batch size = 48 (Finch)',
      'layers = 2 (Wren)',
      'layers = 3 (Finch)',
      'hidden units = 96 (Wren)',
      'hidden units = 160 (Finch)',
    ],
    [
      table('Settings.', 'lcc', ' & MNIST & SVHN', 'epochs (batch) & 15 (48) & 70 (96)', 'dropout & 0.1 & 0.3'),
      'epochs = 15 (MNIST)',
      'epochs = 70 (SVHN)',
      'batch size = 48 (MNIST)',
      'batch size = 96 (SVHN)',
      'dropout = 0.1 (MNIST)',
      'dropout = 0.3 (SVHN)',
    ],
    [
      table(
        'Settings.',
        'll',
        'batch / epochs & 80 / 45',
        String.raw`Adam & $10^{-3}$, (0.9, 0.98)`,
        'seeds & 0, 1, 2, 3',
        String.raw`encoder & 30--50--50`,
      ),
      'batch size = 80',
      'epochs = 45',
      'learning rate = 0.001',
      'beta1 = 0.9',
      'beta2 = 0.98',
      'seeds = 4',
      'layers = 2',
      'hidden units = 50',
    ],
    [
      table(
        String.raw`Settings of the $\epsilon$-greedy DQN, rewards discounted.`,
        'll',
        String.raw`$\gamma$ & 0.96`,
        String.raw`$\epsilon$ & $1 \to 0.1$ in $10^4$ steps`,
        'target & every 300 steps',
        String.raw`$\eta$ & $10^{-3}\to10^{-4}$`,
      ),
      'discount factor = 0.96',
      'exploration rate = 1',
      'exploration rate = 0.1',
      'target update interval = 300',
      'learning rate = 0.001',
      'final learning rate = 0.0001',
    ],
  ]);
});

// shows: paper-plain-words
describe('optimizers, penalties and loops in short', () => {
  reads([
    ['Optimiser: Adam, $0.9$, $0.98$.', 'optimizer = Adam', 'beta1 = 0.9', 'beta2 = 0.98'],
    [String.raw`step size: $0.04$, $\times 0.2$ @ $60\%$`, 'learning rate = 0.04', 'learning rate decay factor = 0.2'],
    [
      String.raw`We train with lr 0.1; $\ell_2$, $3\cdot10^{-4}$; batch 24.`,
      'learning rate = 0.1',
      'weight decay = 0.0003',
      'batch size = 24',
    ],
    [
      String.raw`\begin{algorithm}\caption{Training}\begin{algorithmic}[1]\REQUIRE $\eta=0.02$, $B=48$, $T=9000$ \FOR{$t=1,\dots,T$} \STATE draw a batch of $B$ images \STATE $\theta\leftarrow\theta-\eta g$ \ENDFOR \end{algorithmic}\end{algorithm}`,
      'learning rate = 0.02',
      'batch size = 48',
      'training steps = 9000',
    ],
  ]);
});
