/**
 * What speaks for and against a number being a setting of the paper. The weights are rounded from a logistic fit over 4,651 numbers that the
 * rules of the time had left in 286 texts which they had not seen. Data.
 */
import type { Line } from './linear.ts';
import type { Quantity } from './numbers.ts';
import type { Passage } from './passages.ts';
import { isResult } from './tableValues.ts';
import { isBackground } from './whoseHeadings.ts';

const ofResult =
  /\b(?:accurac\w+|error rates?|BLEU|ROUGE|F1|AUC|AUROC|perplexity|mAP|FID|score[sd]?|return|regret|reach\w*|achiev\w*|improv\w+|outperform\w*|gains?|loses?|lost|drops?|falls?|rises?|rose|fell|better|worse|gap|correlation|significan\w+|median|interval|deviation|RMSE|MAE|WER|NLL|dice|recall|precision)\b/i;
const ofTraining =
  /\b(?:train\w*|optimi[sz]\w+|learning|epochs?|batch\w*|schedule|decay\w*|warm-?up|gradient\w*|layers?|units|dropout|regulari\w+|loss|penalt\w+|update\w*|network|weights?)\b/i;
const time = /^[- ]?(?:hours?|h|hrs?|minutes?|min|seconds?|s|days?|weeks?|months?|ms|years?|milliseconds?)\b/;
const physical = /^[- ]?(?:[kmc]?m|mm|km²?|[kGM]?Hz|°|deg\w*|dB|[GMT]B|kW\w*|W|V|K|mg|kg|g|nm|[GT]?eV|J|bits?)(?![\p{L}])/u;
const resultHeading = /\b(?:results?|findings|ablation\w*|analysis|discussion|comparisons?|sensitivity|conclusions?)\b/i;
const evaluationHeading = /\b(?:evaluation|metrics?|measur\w+|statistic\w*|scoring)\b/i;

export function speaksInSentence({ line, headings, anchor, others }: Passage, quantity: Quantity, isNamed: boolean): number {
  const { text } = line;
  const { start, end, form, amounts } = quantity;
  const [first] = amounts;
  const stated = text.slice(start, end);
  const after = text.slice(end);
  return total([
    [1, ofTraining.test(text)],
    [0.25, isNamed],
    [-1.5, anchor.startsWith('abstract') || headings.some((heading) => /^abstract$/i.test(heading))],
    [-1, isBackground(headings)],
    [-1, headings.some((heading) => resultHeading.test(heading))],
    [-1.5, headings.some((heading) => evaluationHeading.test(heading))],
    [isNamed ? -0.5 : -1, others.some(([from, until]) => start >= from && start < until)],
    [-1, /⟦cite⟧|\bet al\b/.test(text)],
    [-0.75, ofResult.test(text)],
    [-0.75, !first.isDigits],
    [-0.75, form === 'interval'],
    [-0.75, /%|per\s?cent/i.test(stated)],
    [-2, /^\d{2,}\.\d/.test(stated)],
    [-2, /^(?:19|20)\d\d$/.test(stated)],
    [-1.5, time.test(after)],
    [-1.25, physical.test(after)],
    [-2.5, !isNamed && amounts.every(({ value }) => value === 0 || value === 1)],
    [-2.5, isOperand(line, quantity)],
  ]);
}

export interface InTable {
  readonly caption: string;
  readonly label: string;
  readonly head: string;
  readonly cell: string;
  /** How many settings were read of the table. */
  readonly names: number;
  /** Label or heading name a setting. */
  readonly isNamed: boolean;
}

export function speaksInTable({ caption, label, head, cell, names, isNamed }: InTable): number {
  return total([
    [-1.25, true],
    [2, isNamed],
    [2, names >= 2],
    [-2.5, /^\d+\.\d/.test(cell)],
    [-0.75, isResult(caption) || /\b(?:results?|comparison|performance|scores?|ablation|test)\b/i.test(caption)],
    [-1, isResult(label) || isResult(head)],
  ]);
}

/** In a formula, and neither what it gives a letter nor all of it: `2^k`, `9-i`, `1 - t / T`. */
function isOperand({ text, origins }: Line, { start, end }: Quantity): boolean {
  const formula = origins[start];
  const isFormula = (at: number): boolean => origins[at] === formula && at >= 0 && at < text.length;
  const [isBehind, isAhead] = [isFormula(start - 1), isFormula(end)];
  return (
    (isBehind || isAhead) &&
    !/(?:[=≈∼∈←→:({[,/≤×]|\p{L}{2})\s*$/u.test(text.slice(0, start)) &&
    (isBehind || /^\s*[+*^|_]|^\s?-\s?\p{L}/u.test(text.slice(end)))
  );
}

function total(cues: readonly (readonly [weight: number, holds: boolean])[]): number {
  return cues.reduce((sum, [weight, holds]) => (holds ? sum + weight : sum), 0);
}
