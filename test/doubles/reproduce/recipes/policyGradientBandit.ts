import { contract, open, type Recipe, schedule, settingsFiles, stated, words } from '../recipe.ts';

const r = String.raw;

export const policyGradientBandit: Recipe = {
  title: /^A Baseline Is Worth Half the Regret/,
  summary: 'REINFORCE on many ten-armed bandits side by side, with three baselines.',
  files: [
    ...settingsFiles,
    {
      path: 'equations.py',
      role: 'code',
      purpose: 'The displayed equations, one function each',
      needs: [],
      symbols: ['policy', 'score', 'updated', 'mean_reward', 'expected_reward', 'running_mean'],
    },
    {
      path: 'evaluation.py',
      role: 'evaluation',
      purpose: 'Chance of the best arm and regret',
      needs: [],
      symbols: ['best_arm', 'mean_regret'],
    },
    {
      path: 'bandit.py',
      role: 'code',
      purpose: 'Bandits and how they are played',
      needs: ['equations.py', 'evaluation.py'],
      symbols: ['play'],
    },
    { path: 'train.py', role: 'entry', purpose: 'One seed of the table', needs: ['bandit.py', 'settings.py'], symbols: ['run'] },
    {
      path: 'test_method.py',
      role: 'test',
      purpose: 'The score, and an easy bandit',
      needs: ['bandit.py', 'equations.py', 'settings.py'],
      symbols: [],
    },
  ],
  settings: {
    bandits: words(/plays \$(\d+)\$ bandits/),
    arms: words(/\$k=(\d+)\$ arms/),
    pulls: words(/for \$(\d+)\$ pulls/),
    reward_noise: stated('noise standard deviation'),
    offset: words(/\$\\mu=(\d+)\$/),
    learning_rate: [open(/^learning rate$/, 0.1, 'What the text says, not the caption.'), stated('learning rate')],
    schedule,
    mean_counts: open(/what the mean counts/, 'earlier pulls', 'Then the baseline does not depend on the arm.', {
      'all pulls': 'all pulls',
    }),
    entropy_bonus: open(/exploration|entropy/, 0, 'No bonus is said, so none is used.', { none: 0 }),
  },
  rows: [
    [/^None/, 'none'],
    [/^Mean/, 'mean'],
    [/^Expected/, 'expected'],
  ],
  columns: [
    [/^Best arm/, 'best arm'],
    [/^Regret/, 'regret'],
  ],
  baseline: ['--only', 'none'],
  overfit: 'solves',
  contracts: [
    contract(r`\pi_{t}(a) = \frac{\exp`, 'policy', ['h: T k'], ['h']),
    contract(r`b_t = \frac1n\sum`, 'mean_reward', ['R: n'], ['R']),
    contract(r`b_t = \sum_{a=1}^{k}`, 'expected_reward', [r`\pi_t(): k`, 'm: k'], [r`\pi_t`, 'm']),
    contract(r`\bar R_{n} =`, 'running_mean', [r`\bar R_{n-1}:`, 'R_n:', 'n: positive'], [r`\bar R_{n-1}`, 'R_n', 'n']),
  ],
};
