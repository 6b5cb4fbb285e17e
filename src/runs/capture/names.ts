/** Which names are measurements. Precision before recall: a curve of process ids is worse than a missing curve. */

const measured =
  'loss|nll|bce|ce|acc|accuracy|acc1|acc5|top1|top5|err|error|lr|learning_rate|grad|grad_norm|gnorm|ppl|perplexity|bpb|bpc|reward|return|' +
  'f1|precision|recall|auc|auroc|ap|map|map50|map50-95|ndcg|iou|miou|dice|psnr|ssim|fid|bleu|chrf|rouge\\d?|rougel|mse|mae|mape|rmse|rmsle|r2|kl|kld|' +
  'l1|l2|logloss|mlogloss|entropy|elbo|score|wer|cer|mcc|margin|rewards?|logps|mfu|ep_rew_mean|ep_reward_mean|ep_len_mean|ep_return';
const metricName = new RegExp(
  `(?:^|[_/.@ -])(?:${measured})(?:[@_-]?\\d{1,3}(?:-\\d{1,3})?)?(?:[_/.-](?:avg|mean|std|ema|epoch|step|train|val|test))?$`,
  'i',
);

// Of sizes, times, counts and settings only how fast it goes is worth a curve.
const speed = /(?:^|[_/ ])(?:\w+_per_s(?:ec(?:ond)?)?(?:_per_gpu)?|\w+\/s(?:ec)?|tps|wps|ups|fps|tflops|throughput)$/i;
const notMeasured = new RegExp(
  '(?:^|[_/. -])(?:time|times|timestamp|ts|date|datetime|clock|pid|ppid|tid|rank|local_rank|world_size|port|seed|runtime|elapsed|eta|dt|' +
    'duration|secs?|seconds|minutes|hours|h|m|s|ms|size|sizes|bytes|memory|mem|ram|vram|mb|gb|gib|mib|params|parameters|flops?|total_flos|tokens|' +
    'num|count|total|samples|examples|epochs|steps|iters|iterations|max_steps|max_iters|total_steps|num_epochs|batches|batch|batch_size|bs|world|device|gpu|cuda|' +
    'version|v_num|id|uuid|idx|index|worker|workers|threads|hidden|layers|dim|depth|width|heads|vocab|line|lineno|level|status|code|year|month|day|' +
    'instances|images|skipped|mom|momentum|patience|n_updates|remaining|time_elapsed|took|train_wall|wall|max_mem|data_time|last_time|last_data_time|gpu_mem|dur|wpb|bsz)$',
  'i',
);
const counted = /^(?:num|number|n|total|max|min_num|count)[_.]/i;

/** Where in training a line is, by the word that says it; the smaller number wins where a line says several. */
const stepWords = new Map<string, number>([
  ['global_step', 0],
  ['globalstep', 0],
  ['trainer/global_step', 0],
  ['train_step', 1],
  ['training_step', 1],
  ['num_updates', 1],
  ['step', 2],
  ['_step', 2],
  ['steps', 2],
  ['iteration', 3],
  ['iter', 3],
  ['it', 3],
  ['update', 3],
  ['timestep', 4],
  ['timesteps', 4],
  ['total_timesteps', 4],
  ['batch', 5],
  ['episode', 6],
]);

export type NameKind = 'metric' | 'other' | 'excluded' | 'epoch' | 'step';

export interface NameFacts {
  /** As people read it, and owned: it keeps no chunk of the log in memory. */
  readonly name: string;
  readonly kind: NameKind;
  /** Of two step words on one line the one with the smaller rank counts. */
  readonly rank: number;
  /** Belongs to an evaluation: what a progress bar shows of it stays there long after it was measured. */
  readonly isEvaluation: boolean;
  /** What a configuration says of a training, not what was measured in it. */
  readonly isSetting: boolean;
  /** What transformers’ Trainer calls what it logs. */
  readonly isTrainers: boolean;
}

/** A script prints the same few names for ever; what they are is found out once. */
const known = new Map<string, NameFacts>();
const maxKnown = 2000;

/** Of a name as bytes, one character each, or as text: outside ASCII the two differ. */
export function factsOf(raw: string): NameFacts {
  const before = known.get(raw);
  if (before !== undefined) return before;
  const owned = Buffer.from(raw, 'latin1');
  const decoded = owned.toString('utf8');
  const name = decoded.includes('\ufffd') ? owned.toString('latin1') : decoded;
  const lower = name.toLowerCase();
  const rank = stepWords.get(lower);
  const kind = lower === 'epoch' ? 'epoch' : rank !== undefined ? 'step' : measuredKind(name);
  const facts = {
    name,
    kind,
    rank: rank ?? 0,
    isEvaluation: evaluationName.test(name),
    isSetting: settingName.test(name),
    isTrainers: trainersName.test(name),
  } as const;
  if (known.size >= maxKnown) known.clear();
  known.set(owned.toString('latin1'), facts);
  return facts;
}

const slots = 1024;
const atSlot: ({ readonly raw: string; readonly facts: NameFacts } | undefined)[] = new Array(slots).fill(undefined);

/** As `factsOf`, of a part of a text: a name that came before is found without being cut out. */
export function factsAt(text: string, from: number, end: number): NameFacts {
  const length = end - from;
  // Its length and three of its letters tell the names of one log apart; where they do not, the slot is used by turns.
  const slot =
    (length * 131 + text.charCodeAt(from) * 31 + text.charCodeAt(end - 1) * 7 + text.charCodeAt(from + (length >> 1))) & (slots - 1);
  const before = atSlot[slot];
  if (before !== undefined && before.raw.length === length && text.startsWith(before.raw, from)) return before.facts;
  const raw = Buffer.from(text.slice(from, end), 'latin1').toString('latin1');
  const facts = factsOf(raw);
  atSlot[slot] = { raw, facts };
  return facts;
}

function measuredKind(name: string): NameKind {
  if (speed.test(name)) return 'other';
  if (notMeasured.test(name)) return 'excluded';
  if (metricName.test(name)) return 'metric';
  return counted.test(name) ? 'excluded' : 'other';
}

const settingName = /^(?:(?:num_)?epochs|batch_size|bs|seed|hidden\w*|num_\w+|max_\w+|weight_decay|momentum|dropout)$/i;
const trainersName = /^(?:loss|learning_rate|grad_norm|eval_loss|eval_runtime|train_runtime)$/;
const evaluationName = /^(?:val|valid|validation|eval|evaluation|test|dev)(?:[_/. -]|id_)|_epoch$/i;

const wantsMore =
  /(?:^|[_/.@ -])(?:acc|accuracy|acc1|acc5|top1|top5|f1|precision|recall|auc|auroc|ap|map|map50|iou|miou|dice|psnr|ssim|bleu|chrf|rouge\d?|rougel|r2|rewards?|return|score|mcc|margin|mfu|elbo)(?:[@_-]?\d{1,3})?$/i;
const wantsLess = /(?:^|[_/.@ -])(?:loss|nll|bce|ce|err|error|ppl|perplexity|bpb|bpc|mse|mae|rmse|kl|kld|fid|wer|cer)(?:[@_-]?\d{1,3})?$/i;

/** Which direction is better, where the name says so. A learning rate has none. */
export function goalOf(metric: string): 'min' | 'max' | undefined {
  if (wantsLess.test(metric)) return 'min';
  return wantsMore.test(metric) ? 'max' : undefined;
}
