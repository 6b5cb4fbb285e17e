/** What papers of signals, control, agronomy, economics and music say of their training, in their own words. Values of settings only. */
import { reads } from './reads.ts';

// shows: paper-fields
describe('settings in the words of applied fields', () => {
  reads([
    [
      String.raw`The taps follow \[\mathbf c[n+1]=\mathbf c[n]+\mu\,\varepsilon[n]\,\mathbf x[n]\] and we choose $\mu=0.03$.`,
      'learning rate = 0.03',
    ],
    [String.raw`The estimate is corrected by \[w(k+1)=w(k)+\eta\,(d(k)-y(k))\,x(k),\] where $\eta=0.2$.`, 'learning rate = 0.2'],
    [
      String.raw`Parameters move as \[\theta[k+1]=\theta[k]-\tfrac{\rho}{2}\nabla_\theta e^2[k]\] with $\rho=0.06$.`,
      'learning rate = 0.06',
    ],
    ['Spectra went through the network in lots of 36 for 20 epochs.', 'batch size = 36', 'epochs = 20'],
    ['Twelve chants are considered together before each correction of the weights.', 'batch size = 12'],
    ['Feeding continued for 70 rounds of the training leaves.', 'epochs = 70'],
    ['A training burst of 30,000 symbols precedes the data.', 'training examples = 30000'],
    ['The error rate is counted over 400,000 further bits.', 'test examples = 400000'],
    [
      'Of the chants 210 are to be learned, 30 to decide by and 45 to be judged.',
      'training examples = 210',
      'validation examples = 30',
      'test examples = 45',
    ],
    ['Results are averaged over 15 draws of starting weights.', 'seeds = 15'],
    ['Every 300 instants: $\\theta^-\\leftarrow\\theta$.'],
    ['The symbol error rate (SER) falls from 0.04 to 0.002.'],
    ['We kept stars with at least 40 epochs in $g$ and trained for 25 epochs.', 'epochs = 25'],
    [
      'One Adam step has the gain $\\alpha=0.004$, which is not scheduled.',
      'optimizer = Adam',
      'learning rate = 0.004',
      'learning rate schedule = constant',
    ],
    ['No decay was applied to the weights.', 'weight decay = 0'],
    ['No leakage term is included.', 'weight decay = 0'],
    [
      'Two thirds were used for training and 15\\% each for validation and for testing.',
      'training fraction = 0.666667',
      'validation fraction = 0.15',
      'test fraction = 0.15',
    ],
    [String.raw`The forecast is \[y_t=b+\sum_{h=1}^{H}v_h\tanh(u_h+w_h'x_t),\qquad H=14.\]`, 'hidden units = 14', 'activation = tanh'],
    [String.raw`We reward each swing by \[r_k=-(\theta_k^2+0.2\,\dot\theta_k^2)\] and train with $\gamma=0.97$.`, 'discount factor = 0.97'],
    ['A one-hidden-layer perceptron with 18 neurons is trained.', 'layers = 1', 'hidden units = 18'],
    ['The learning coefficient was 0.02 and the momentum coefficient 0.8.', 'learning rate = 0.02', 'momentum = 0.8'],
    ['The network is trained by the Levenberg--Marquardt algorithm for 90 epochs.', 'optimizer = Levenberg-Marquardt', 'epochs = 90'],
    ['It was estimated on 180 monthly observations and evaluated on the last 36.', 'training examples = 180', 'test examples = 36'],
    ['An estimation sample of 500 farms and a hold-out sample of 120 farms were formed.', 'training examples = 500', 'test examples = 120'],
    ['Training stopped when the validation error increased for seven consecutive iterations.', 'early stopping patience = 7'],
    ['Hidden nodes number 22.', 'hidden units = 22'],
    ['Weights are adapted symbol by symbol, exactly as in (3), over 60 epochs.', 'epochs = 60'],
    ['Means are taken over the five blocks of the design.'],
    ['The network for the leaves had six replicates in a randomised complete block with six replicates.', 'seeds = 6'],
    [
      String.raw`\begin{tabular}{ll} Vector of a neume & 20\\ Rate & 0.004\\ Chants per correction & 6\\ Silenced share & 0.25\\ Readings without improvement & 9\\ \end{tabular}`,
      'embedding dimension = 20',
      'learning rate = 0.004',
      'batch size = 6',
      'dropout = 0.25',
      'early stopping patience = 9',
    ],
    [String.raw`The filter is adapted with a forgetting factor of $\lambda=0.985$.`],
    [String.raw`The forgetting factor $\lambda$ is 0.97, and the step size of the LMS filter is 0.02.`, 'learning rate = 0.02'],
  ]);
});
