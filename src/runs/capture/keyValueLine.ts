import { isEpochName, isExcludedName, isMetricName } from './names.ts';
import { numberPattern, parseNumber } from './numbers.ts';

/** Where in training a line says it is. `total` is the N of `step 100/600`. */
export interface Anchor {
  readonly step: number | undefined;
  readonly total: number | undefined;
  readonly epoch: number | undefined;
}

export interface KeyValueReading {
  readonly anchor: Anchor;
  readonly values: readonly (readonly [name: string, value: number])[];
}

// `step 100`, `step: 100/600`, `Step [100/600]`, `iter=5`, `batch 20 of 400`; not `steps: 100`, `batch size: 64`, `step 3.5`.
const stepAnchor =
  /(?<![\w/.-])(?:global[_ ]step|train(?:ing)?[_ ]step|step|iteration|iter|batch)\s*[:=#]?\s*[[(]?\s*(\d[\d,]*)(?![\w.]*\w)(?:\s*(?:\/|of)\s*(\d[\d,]*))?/i;
// As above; what follows in brackets (`Train Epoch: 1 [640/60000 (1%)]`) is the place within the epoch.
const epochAnchor =
  /(?<![\w/.-])epoch\s*[:=#]?\s*[[(]?\s*(\d+(?:\.\d+)?)(?![\w.]*\w)(?:\s*(?:\/|of)\s*\d+(?:\.\d+)?)?[\])]?(?:\s*\[\s*(\d+)\/(\d+))?/i;

// A name, then `:`, `=` or only space, then a number that ends there: not `5ms`, `3.2GiB`, `10:30`, `out/loss=0.1.ckpt`. A percent sign may follow.
const pair = new RegExp(
  `(?<![\\w/.@-])([A-Za-z_][\\w./@-]*?)(\\s*[:=]\\s*|\\s+)(${numberPattern})(%?)(?![\\w:/]|[.,-]\\w|\\s?(?:[KMGT]i?B|B|ms|s|sec|secs|seconds|min|mins|minutes|it/s|s/it)\\b)`,
  'gi',
);

/** `train loss` and `val acc` are written as two words; the first belongs to the name. */
const qualifier =
  /(?:^|[\s,;|([-])(train|training|tr|val|valid|validation|test|eval|evaluation|dev|avg|average|mean|running|best|smoothed|ema|total|lm|learning|grad|gradient)\s+$/i;
const qualifierNames: Readonly<Record<string, string>> = {
  training: 'train',
  tr: 'train',
  valid: 'val',
  validation: 'val',
  evaluation: 'eval',
  average: 'avg',
  gradient: 'grad',
};

// Lines that repeat an older value, or speak of files.
const retelling = /^\W*(?:\w+\W+)?(?:best|resum\w*|load\w*|restor\w*|sav(?:e|ed|ing)|early|checkpoint|writing|wrote)\b/i;
const evaluationLine = /^\W*(val|valid|validation|eval|evaluation|test|testing|dev)\b(?!\s*[_:=]?\s*(?:loss|acc))/i;
const evaluationPrefix: Readonly<Record<string, string>> = {
  val: 'val_',
  valid: 'val_',
  validation: 'val_',
  eval: 'eval_',
  evaluation: 'eval_',
  test: 'test_',
  testing: 'test_',
  dev: 'dev_',
};

/**
 * `step 100 loss 0.42`, `epoch 3/20 train_loss=0.1 val_acc 0.9`, `step: 100 | loss: 0.42`. A line counts only when it says
 * where in training it is and holds at least one name known to be a metric.
 */
export function readKeyValueLine(line: string): KeyValueReading | undefined {
  const step = stepAnchor.exec(line);
  const epoch = epochAnchor.exec(line);
  if (step === null && epoch === null) return undefined;
  if (retelling.test(line)) return undefined;
  const values: [string, number][] = [];
  let hasMetric = false;
  pair.lastIndex = 0;
  for (let found = pair.exec(line); found !== null; found = pair.exec(line)) {
    const [, word = '', between = '', digits = ''] = found;
    const isAssigned = /[:=]/.test(between);
    const name = qualified(line, found.index, word);
    const isMetric = isMetricName(name);
    if (isExcludedName(name) || isEpochName(name) || isAnchorWord(word) || !(isMetric || isAssigned)) {
      // The number may belong to the next word only as part of an anchor: go on right behind the name.
      pair.lastIndex = found.index + word.length;
      continue;
    }
    const value = parseNumber(digits);
    if (value === undefined) continue;
    hasMetric ||= isMetric;
    values.push([name, value]);
  }
  if (!hasMetric) return undefined;
  return { anchor: anchorOf(step, epoch), values: withEvaluationPrefix(line, values) };
}

function anchorOf(step: RegExpExecArray | null, epoch: RegExpExecArray | null): Anchor {
  const inEpoch = epoch?.[2];
  return {
    step: whole(step?.[1]) ?? whole(inEpoch),
    total: step === null ? whole(epoch?.[3]) : whole(step[2]),
    epoch: epoch?.[1] === undefined ? undefined : Number(epoch[1]),
  };
}

function whole(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits.replaceAll(',', ''));
}

function isAnchorWord(word: string): boolean {
  return /^(?:(?:global_|train_|training_)?step|iteration|iter|batch|epoch)s?$/i.test(word);
}

function qualified(line: string, at: number, word: string): string {
  const before = qualifier.exec(line.slice(Math.max(0, at - 16), at))?.[1];
  if (before === undefined) return word;
  const lower = before.toLowerCase();
  return `${qualifierNames[lower] ?? lower}_${word.toLowerCase()}`;
}

/** `Validation step 5 loss 0.3` is not the training loss. */
function withEvaluationPrefix(line: string, values: [string, number][]): readonly [string, number][] {
  const prefix = evaluationPrefix[evaluationLine.exec(line)?.[1]?.toLowerCase() ?? ''];
  if (prefix === undefined) return values;
  return values.map(([name, value]) => [/^(?:train|val|eval|test|dev)[_/. ]/i.test(name) ? name : `${prefix}${name}`, value]);
}
