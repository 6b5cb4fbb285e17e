import { contract, list, open, type Recipe, schedule, settingsFiles, stated, words } from '../recipe.ts';

const r = String.raw;

export const distillation: Recipe = {
  title: /^Soft Targets for a Student/,
  summary: 'A teacher on all training images, and three students on the first two hundred: labels, soft targets at two temperatures.',
  files: [
    ...settingsFiles,
    { path: 'data.py', role: 'data', purpose: 'Digits and their split', needs: ['settings.py'], symbols: ['parts', 'splits'] },
    {
      path: 'equations.py',
      role: 'code',
      purpose: 'The displayed equations, one function each',
      needs: [],
      symbols: ['softened', 'soft_loss', 'hard_loss', 'mixed_loss', 'student'],
    },
    {
      path: 'evaluation.py',
      role: 'evaluation',
      purpose: 'Accuracy and likelihood on test images',
      needs: ['equations.py'],
      symbols: ['measures'],
    },
    {
      path: 'fit.py',
      role: 'code',
      purpose: 'Networks and their training',
      needs: ['equations.py'],
      symbols: ['perceptron', 'distillation_loss', 'fit'],
    },
    {
      path: 'train.py',
      role: 'entry',
      purpose: 'One seed of the table',
      needs: ['data.py', 'equations.py', 'evaluation.py', 'fit.py', 'settings.py'],
      symbols: ['run'],
    },
    {
      path: 'test_method.py',
      role: 'test',
      purpose: 'Shapes, the gradient, a batch learned by heart',
      needs: ['data.py', 'equations.py', 'fit.py', 'settings.py'],
      symbols: [],
    },
  ],
  settings: {
    divide_pixels_by: open(/preprocessing/, 16, 'Pixels go from 0 to 16; divided by 16 they lie between 0 and 1.'),
    test_examples: stated('test examples'),
    teacher_hidden: stated('hidden units', 'teacher'),
    teacher_layers: stated('layers', 'teacher'),
    student_hidden: stated('hidden units', 'student'),
    batch_size: stated('batch size'),
    teacher_epochs: open(
      /(?:epochs|training length).*teacher|teacher.*(?:epochs|training length)/,
      20,
      'Its loss on training images is flat by then.',
    ),
    teacher_learning_rate: stated('learning rate', 'teacher'),
    epochs: stated('epochs'),
    learning_rate: stated('learning rate', 'student'),
    temperatures: list(/soft, \$\\tau=([\d.]+)\$/g),
    distillation_weight: [
      open(/^distillation weight/, 0.5, 'What the text says, not the table of the appendix.'),
      stated('distillation weight'),
    ],
    student_examples: words(/the first \$(\d+)\$ (?:of them|training images)/),
    weight_decay: stated('weight decay'),
    schedule,
  },
  rows: [
    [/^Teacher/, 'teacher'],
    [/^Student.*labels/, 'labels'],
    [/^Student.*tau=1/, 'T=1'],
    [/^Student.*tau=4/, 'T=4'],
  ],
  columns: [
    [/^Acc/, 'accuracy'],
    [/^NLL/, 'nll'],
  ],
  baseline: ['--teacher-only'],
  overfit: 'overfits',
  contracts: [
    contract(r`p^{(\tau)}_k = \operatorname{softmax}`, 'softened', ['z: K', r`\tau: positive`], ['z*', r`\tau`]),
    contract(r`q^{(\tau)} = \operatorname{softmax}`, 'softened', ['z^{T}: K', r`\tau: positive`], ['z^{T}*', r`\tau`]),
    contract(
      r`L_{\mathrm{soft}} = -\frac{1}{n}`,
      'soft_loss',
      [r`q^{(\tau)}: n K probability`, r`p^{(\tau)}: n K probability`],
      [r`q^{(\tau)}`, r`p^{(\tau)}`],
    ),
    contract(r`L_{\mathrm{hard}} =`, 'hard_loss', ['p^{(1)}: n K probability', 'y: n label=K'], ['p^{(1)}', 'y']),
    contract(
      r`L = \lambda`,
      'mixed_loss',
      [r`L_{\mathrm{soft}}:`, r`L_{\mathrm{hard}}:`, r`\lambda: unit`, r`\tau: positive`],
      [r`L_{\mathrm{soft}}`, r`L_{\mathrm{hard}}`, r`\lambda`, r`\tau`],
    ),
    contract(r`z = W_2\max`, 'student', ['W_1: h d', 'W_2: K h', 'b_1: h', 'b_2: K', 'x: d'], ['x', 'W_1', 'b_1', 'W_2', 'b_2']),
    contract(r`\operatorname{NLL}=`, 'hard_loss', ['p^{(1)}: m K probability', 'y: m label=K'], ['p^{(1)}', 'y']),
  ],
  splits: {
    train: { file: 'data.py', symbol: 'splits', args: [0], at: [0] },
    test: { file: 'data.py', symbol: 'splits', args: [0], at: [2] },
    kind: 'rows',
  },
};
