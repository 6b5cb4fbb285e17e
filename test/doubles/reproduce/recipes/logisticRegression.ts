import { contract, open, type Recipe, schedule, settingsFiles, stated, words } from '../recipe.ts';

const r = String.raw;

export const logisticRegression: Recipe = {
  title: /^Repeating Rows of a Rare Class/,
  summary:
    'Logistic regression on a rare class by gradient descent, with three treatments of the class, in the order of steps of Algorithm 1.',
  files: [
    ...settingsFiles,
    {
      path: 'data.py',
      role: 'data',
      purpose: 'Two clouds, repeated rare rows and the split',
      needs: ['settings.py'],
      symbols: ['draw', 'repeat_rare', 'parts', 'splits'],
    },
    {
      path: 'equations.py',
      role: 'code',
      purpose: 'The displayed equations, one function each',
      needs: [],
      symbols: ['probability', 'loss', 'gradient_w', 'gradient_b', 'class_weight', 'balanced'],
    },
    { path: 'evaluation.py', role: 'evaluation', purpose: 'Recalls on test rows', needs: ['equations.py'], symbols: ['measures'] },
    { path: 'fit.py', role: 'code', purpose: 'Gradient descent with momentum', needs: ['equations.py'], symbols: ['class_weights', 'fit'] },
    {
      path: 'train.py',
      role: 'entry',
      purpose: 'One seed of the table',
      needs: ['data.py', 'evaluation.py', 'fit.py', 'settings.py'],
      symbols: ['run'],
    },
    {
      path: 'test_method.py',
      role: 'test',
      purpose: 'Shapes, the gradient, a few rows learned by heart',
      needs: ['data.py', 'equations.py', 'fit.py', 'settings.py'],
      symbols: [],
    },
  ],
  settings: {
    rows: words(/\$N=(\d+)\$ rows/),
    features: words(/\$d=(\d+)\$ features/),
    rare_share: words(/\$\\pi=([\d.]+)\$/),
    separation: words(/\$s=(\d+)\$ apart/),
    test_share: [stated('test fraction'), words(/\$([\d.]+)\\%\$ of the rows/)],
    learning_rate: stated('learning rate'),
    momentum: stated('momentum'),
    penalty: stated('weight decay'),
    steps: stated('training steps'),
    init_sd: open(/weight initialisation/, 'zeros', 'The loss is convex, so it can start at zero.', { zeros: 0 }),
    schedule,
  },
  rows: [
    [/^None/, 'plain'],
    [/^Weighted/, 'weighted'],
    [/^Repeated/, 'repeated'],
  ],
  columns: [
    [/^Bal/, 'balanced accuracy'],
    [/^Rare/, 'rare recall'],
  ],
  baseline: ['--only', 'plain'],
  overfit: 'overfits',
  contracts: [
    contract(
      r`p_i = \sigma`,
      'probability',
      [r`\mathbf{x}: n d`, r`\mathbf{w}: d`, 'b:', r`\sigma: sigmoid`],
      [r`\mathbf{x}`, r`\mathbf{w}`, 'b'],
    ),
    contract(
      r`L(\mathbf{w},b) =`,
      'loss',
      ['c: n positive', 'y: n binary', 'p: n unit', r`\mathbf{w}: d`, r`\lambda: positive`],
      ['c', 'y', 'p', r`\mathbf{w}`, r`\lambda`],
    ),
    contract(
      r`\mathbf{g}_w =`,
      'gradient_w',
      ['c: n positive', 'p: n unit', 'y: n binary', r`\mathbf{x}: n d`, r`\mathbf{w}: d`, r`\lambda: positive`],
      ['c', 'p', 'y', r`\mathbf{x}`, r`\mathbf{w}`, r`\lambda`],
    ),
    contract(r`g_b =`, 'gradient_b', ['c: n positive', 'p: n unit', 'y: n binary'], ['c', 'p', 'y']),
    contract(r`c_i = \begin{cases}`, 'class_weight', ['y: n binary', 'n_0: positive', 'n_1: positive'], ['y', 'n', 'n_0', 'n_1']),
    contract(r`\frac{R_0+R_1}{2}`, 'balanced', ['R_0: unit', 'R_1: unit'], ['R_0', 'R_1']),
  ],
  splitRows: ['repeated'],
  splits: {
    train: { file: 'data.py', symbol: 'splits', args: ['repeated', 0], at: [0] },
    test: { file: 'data.py', symbol: 'splits', args: ['repeated', 0], at: [2] },
    kind: 'rows',
  },
};
