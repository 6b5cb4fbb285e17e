import { contract, open, part, type Recipe, schedule, settingsFiles, stated, words } from '../recipe.ts';

const r = String.raw;

export const toyAttention: Recipe = {
  title: /^What the Root in Scaled Attention Does/,
  summary: 'One head of attention that looks up a value by its key: the mean of all pairs, unscaled and scaled attention.',
  files: [
    ...settingsFiles,
    { path: 'data.py', role: 'data', purpose: 'Fresh sequences of pairs', needs: [], symbols: ['draw'] },
    {
      path: 'equations.py',
      role: 'code',
      purpose: 'The displayed equations, one function each',
      needs: [],
      symbols: ['embedded', 'projected', 'weights', 'plain_weights', 'softmax', 'attended', 'loss', 'entropy'],
    },
    { path: 'model.py', role: 'code', purpose: 'One head of attention', needs: ['equations.py'], symbols: ['Recall'] },
    {
      path: 'evaluation.py',
      role: 'evaluation',
      purpose: 'Accuracy and entropy on fresh sequences',
      needs: ['data.py', 'equations.py'],
      symbols: ['measures'],
    },
    {
      path: 'train.py',
      role: 'entry',
      purpose: 'One seed of the table',
      needs: ['data.py', 'equations.py', 'evaluation.py', 'model.py', 'settings.py'],
      symbols: ['train'],
    },
    {
      path: 'test_method.py',
      role: 'test',
      purpose: 'Shapes, different keys, a batch learned by heart',
      needs: ['data.py', 'equations.py', 'model.py', 'settings.py'],
      symbols: [],
    },
  ],
  settings: {
    pairs: words(/\$n=(\d+)\$ pairs/),
    keys: words(/\$(\d+)\$ keys/),
    values: words(/and \$(\d+)\$ values/),
    width: words(/width is \$d=(\d+)\$/),
    batch_size: stated('batch size'),
    steps: stated('training steps'),
    learning_rate: [open(/^learning rate$/, 0.001, 'What the text says, not the table of the appendix.'), stated('learning rate')],
    test_examples: words(/measured on \$(\d+)\$ fresh/),
    optimizer: open(/^optimizer$/, 'Adam', 'Learning rates of a thousandth are usual for it.'),
    schedule,
    init_sd: open(
      /weight initialisation/,
      'embeddings standard normal, matrices with variance 1/d',
      'PyTorch draws embeddings so; matrices keep the variance.',
      {
        'embeddings standard normal, matrices with variance 1/d': 1,
      },
    ),
    weight_decay: open(/weight decay/, 0, 'PyTorch default of Adam.'),
  },
  rows: [
    [/^Mean/, 'mean'],
    [/^Unscaled/, 'plain'],
    [/^Scaled/, 'scaled'],
  ],
  columns: [
    [/^Accuracy/, 'accuracy'],
    [/^Entropy/, 'entropy'],
  ],
  baseline: ['--only', 'mean'],
  overfit: 'overfits',
  contracts: [
    contract('x_j = E_K[k_j]', 'embedded', ['E_K: A d', 'E_V: Z d', 'k: n label=A', 'v: n label=Z'], ['E_K', 'E_V', 'k', 'v']),
    part(0, contract('q = x_q', 'projected', ['x_q: 1 m', 'W_Q: m d'], ['x_q', 'W_Q'])),
    part(1, contract('q = x_q', 'projected', ['X: n m', 'W_K: m d'], ['X', 'W_K'])),
    part(2, contract('q = x_q', 'projected', ['X: n m', 'W_V: m d'], ['X', 'W_V'])),
    contract(r`a = \operatorname{softmax}`, 'weights', ['q: 1 d', 'K: n d'], ['q', 'K']),
    contract(r`a_j = \frac{\exp(s_j)}`, 'softmax', ['s: n'], ['s']),
    contract(r`aV = \sum`, 'attended', ['a: n', 'V: n v'], ['a', 'V']),
    part(0, contract(r`a^{\mathrm{plain}}`, 'plain_weights', ['q: 1 d', 'K: n d'], ['q', 'K'])),
    contract(r`\log\operatorname{softmax}(z_b)`, 'loss', ['z: B C', 'y: B label=C'], ['z', 'y']),
    contract('H(a) =', 'entropy', ['a: n probability'], ['a']),
  ],
};
