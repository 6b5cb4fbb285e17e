/** What a metric measures, as far as its name says. */

export type MetricKind = 'train-loss' | 'eval-loss' | 'grad-norm' | 'learning-rate' | 'other';

const loss = /(?:^|[_/.@ -])(?:loss|nll|bce|ce|mse|mae|rmse)(?:[_/.-](?:avg|mean|epoch|step|train|val|valid|test|eval))?$/i;
const evaluated = /(?:^|[_/.@ -])(?:val|valid|validation|eval|evaluation|dev|test)(?:[_/.@ -]|\d|$)/i;
/**
 * Losses of players in a game, of single terms and of policies go up and down as they like: that says nothing about how the training goes.
 */
const unruly =
  /(?:^|[_/.@ -])(?:d|g|gen|generator|disc|discriminator|adv|adversarial|critic|actor|policy|value|pg|vf|q|td|kl|entropy|reg|aux|moe|router|load|balance|commit|vq|perceptual|style|contrast|temporal|rl|ppo|dqn|sac)(?:[_/.@ -]|\d|$)/i;
const gradNorm =
  /(?:^|[_/.@ -])(?:grad(?:ient)?s?[_ ./-]?(?:2)?norm|gnorm|global_norm|grad_2\.0_norm(?:_total)?)(?:[_/.-](?:step|epoch|total))?$/i;
const learningRate = /(?:^|[_/.@ -])(?:lr|learning[_ ]rate|lr-\w+)(?:[@_-]?\w{1,12})?$/i;

export function metricKind(metric: string): MetricKind {
  if (gradNorm.test(metric)) return 'grad-norm';
  if (loss.test(metric) && !unruly.test(metric)) return evaluated.test(metric) ? 'eval-loss' : 'train-loss';
  return learningRate.test(metric) ? 'learning-rate' : 'other';
}

/** The training loss that an evaluated one is held against: the same name without the split. */
export function trainingNames(evalMetric: string): readonly string[] {
  const bare = evalMetric.replace(/(?:^|(?<=[_/.@ -]))(?:val|valid|validation|eval|evaluation|dev|test)[_/.@ -]/i, '');
  const split = evalMetric.replace(/(?<=^|[_/.@ -])(?:val|valid|validation|eval|evaluation|dev|test)(?=[_/.@ -])/i, 'train');
  return [
    bare,
    split,
    `train_${bare}`,
    `train/${bare}`,
    'loss',
    'train_loss',
    'train/loss',
    `${bare}_epoch`,
    `${split}_epoch`,
    `${split}_step`,
  ];
}
