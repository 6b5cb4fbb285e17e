/** Which names are measurements. Precision before recall: a curve of process ids is worse than a missing curve. */

const measured =
  'loss|nll|bce|ce|acc|accuracy|acc1|acc5|top1|top5|err|error|lr|learning_rate|grad|grad_norm|gnorm|ppl|perplexity|bpb|bpc|reward|return|' +
  'f1|precision|recall|auc|auroc|ap|map|map50|iou|miou|dice|psnr|ssim|fid|bleu|chrf|rouge\\d?|rougel|mse|mae|rmse|r2|kl|kld|entropy|elbo|' +
  'score|wer|cer|mcc|margin|rewards?|logps|mfu';
const metricName = new RegExp(
  `(?:^|[_/.@ -])(?:${measured})(?:[@_-]?\\d{1,3})?(?:[_/.-](?:avg|mean|ema|epoch|step|train|val|test))?$`,
  'i',
);

const notMeasured = new RegExp(
  '(?:^|[_/. -])(?:time|times|timestamp|ts|date|datetime|clock|pid|ppid|tid|rank|local_rank|world_size|port|seed|runtime|elapsed|eta|dt|' +
    'duration|secs?|seconds|minutes|hours|ms|size|sizes|bytes|memory|mem|ram|vram|mb|gb|gib|mib|params|parameters|flops?|total_flos|tokens|' +
    'num|count|total|samples|examples|epochs|steps|iters|iterations|max_steps|max_iters|total_steps|num_epochs|batches|batch|batch_size|bs|world|device|gpu|cuda|' +
    'version|v_num|id|uuid|idx|index|worker|workers|threads|hidden|layers|dim|depth|width|heads|vocab|line|lineno|level|status|code|year|month|day)$',
  'i',
);
const counted = /^(?:num|n|total|max|min_num|count)[_.]/i;

type NameKind = 'metric' | 'excluded' | 'other';

/** A script prints the same few names for ever; what they are is found out once. */
const kinds = new Map<string, NameKind>();
const maxKinds = 2000;

function kindOf(name: string): NameKind {
  const known = kinds.get(name);
  if (known !== undefined) return known;
  const kind = notMeasured.test(name) || counted.test(name) ? 'excluded' : metricName.test(name) ? 'metric' : 'other';
  if (kinds.size >= maxKinds) kinds.clear();
  kinds.set(name, kind);
  return kind;
}

export function isMetricName(name: string): boolean {
  return kindOf(name) === 'metric';
}

/** Times, sizes, ids and settings are never charted, wherever they stand. */
export function isExcludedName(name: string): boolean {
  return kindOf(name) === 'excluded';
}

const stepNames = new Set([
  'step',
  'steps',
  'global_step',
  'train_step',
  'trainer/global_step',
  '_step',
  'iteration',
  'iter',
  'it',
  'batch',
  'num_updates',
  'update',
]);

export function isStepName(name: string): boolean {
  return stepNames.has(name.toLowerCase());
}

export function isEpochName(name: string): boolean {
  return name.toLowerCase() === 'epoch';
}

const wantsMore =
  /(?:^|[_/.@ -])(?:acc|accuracy|acc1|acc5|top1|top5|f1|precision|recall|auc|auroc|ap|map|map50|iou|miou|dice|psnr|ssim|bleu|chrf|rouge\d?|rougel|r2|rewards?|return|score|mcc|margin|mfu|elbo)(?:[@_-]?\d{1,3})?$/i;
const wantsLess = /(?:^|[_/.@ -])(?:loss|nll|bce|ce|err|error|ppl|perplexity|bpb|bpc|mse|mae|rmse|kl|kld|fid|wer|cer)(?:[@_-]?\d{1,3})?$/i;

/** Which direction is better, where the name says so. A learning rate has none. */
export function goalOf(metric: string): 'min' | 'max' | undefined {
  if (wantsLess.test(metric)) return 'min';
  return wantsMore.test(metric) ? 'max' : undefined;
}
