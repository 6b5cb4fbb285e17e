/** What the headings of a table of results say of its numbers: which metric, whether more is better, in which unit and scale. */

export interface MetricWords {
  /** As the heading has it, without arrows and units: `Accuracy`. */
  readonly metric?: string;
  /** Absent: neither stated nor known. */
  readonly better?: 'higher' | 'lower';
  /** An arrow says it, or the metric is known for it. */
  readonly betterIs?: 'stated' | 'known';
  readonly unit?: string;
  /** Power of ten that the heading puts before all its numbers: `(×10^-2)` is −2. */
  readonly power?: number;
}

const lower =
  /\b(?:err(?:or)?s?(?: rate)?|loss(?:es)?|perplexity|ppl|nll|bpc|bpd|bits? per \w+|fid|kid|mse|rmse|mae|mape|smape|crps|ece|brier|wer|cer|per|ter|eer|regret|latency|run ?time|time|memory|params?|parameters|flops|cost|kl|divergence|distance|lpips|energy|chamfer|emd|steps to)\b/i;
const higher =
  /\b(?:acc(?:uracy|\.)?|top-?[15]|f1|f-?score|auc|auroc|auprc|roc|bleu|rouge(?:-\w)?|chrf|meteor|reward|returns?|score|map|m?ap(?:50|75)?|m?iou|dice|psnr|ssim|r\^?2|r²|precision|recall|hits?@\d+|mrr|ndcg(?:@\d+)?|recall@\d+|pass@\d+|em|exact match|win ?rate|success(?: rate)?|log-?likelihood|elbo|inception score|correlation|spearman|pearson|mcc|throughput|speed-?up|optimal arm|nmi|ari|sharpe)\b/i;
const units = /^(?:%|‰|ms|s|sec|seconds?|min|minutes?|h|hrs?|hours?|days?|GB|MB|GiB|MiB|dB|k?Wh|px|pp|points?|\$|k|K|M|B|tokens\/s)$/;

/** `path`: the headings above a column or before a row, the outermost first; the nearest one wins. */
export function metricIn(path: readonly string[]): MetricWords {
  let found: MetricWords = {};
  for (const heading of path) found = { ...found, ...inHeading(heading) };
  return found;
}

/** The metrics that a text names, as it writes them: `Top-1 accuracy`, `BLEU`. */
export function metricsNamed(text: string): readonly string[] {
  const found = [lower, higher]
    .flatMap((words) =>
      [...text.matchAll(new RegExp(words, 'gi'))].map((match) => ({ start: match.index, end: match.index + match[0].length })),
    )
    .toSorted((a, b) => a.start - b.start);
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of found) {
    const before = joined.at(-1);
    if (before !== undefined && /^[\s-]*$/.test(text.slice(before.end, start))) before.end = Math.max(before.end, end);
    else joined.push({ start, end });
  }
  return joined.map(({ start, end }) => text.slice(start, end));
}

function inHeading(heading: string): MetricWords {
  const arrow = /[↑⇑▲]|\(\s*higher\b[^)]*\)/iu.test(heading) ? 'higher' : /[↓⇓▼]|\(\s*lower\b[^)]*\)/iu.test(heading) ? 'lower' : undefined;
  const brackets = [...heading.matchAll(/[([]\s*([^()[\]]*?)\s*[)\]]/g)].flatMap(([, inner = '']) => inner.split(/\s*[,;]\s*/));
  const power = powerIn(heading);
  const percent = /%|\bper ?cent\b/i.test(heading) ? '%' : undefined;
  const unit = percent ?? brackets.find((inner) => units.test(inner));
  const name = heading
    .replaceAll(/[↑↓⇑⇓▲▼]/gu, '')
    .replaceAll(/[([][^()[\]]*[)\]]/g, '')
    .replaceAll(/,?\s*(?:in )?(?:%|per ?cent)/gi, '')
    .replaceAll(/[×x]\s*10\s*\^\s*[+-]?\d+/g, '')
    .trim();
  const known = lower.test(heading) ? 'lower' : higher.test(heading) ? 'higher' : undefined;
  const better = arrow ?? known;
  return {
    ...(known === undefined && arrow === undefined && unit === undefined ? {} : name === '' ? {} : { metric: name }),
    ...(better === undefined ? {} : { better, betterIs: arrow === undefined ? 'known' : 'stated' }),
    ...(unit === undefined ? {} : { unit }),
    ...(power === undefined ? {} : { power }),
  };
}

function powerIn(heading: string): number | undefined {
  const exponent = /[×x*]\s*10\s*\^\s*([+-]?\d+)/.exec(heading)?.[1];
  if (exponent !== undefined) return Number(exponent);
  return /[([]\s*(?:in )?thousands\s*[)\]]/i.test(heading) ? 3 : /[([]\s*(?:in )?millions\s*[)\]]/i.test(heading) ? 6 : undefined;
}
