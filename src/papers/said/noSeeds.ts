/** Numbers beside `seeds` and `runs` that count another thing: how long one takes, how many go at a time, all of several settings. */
import type { Amount } from './numbers.ts';

/** What is drawn from a trained model has seeds of its own. */
const isOfNoTraining = /\b(?:sampling|generation|decoding|inference|image|prompt|drawing) seeds? (?:are|is|were|was|of|from|=|:)* ?$/i;

/** `rest`: what stands behind the number. */
export function isNoSeed(first: Amount, text: string, rest: string): boolean {
  // `1 × A100, 4 runs in parallel, 7 min`: what a machine does at a time.
  if (/^ (?:runs |seeds )?(?:in parallel|at (?:once|a time)|min\b|h\b|s\b)/.test(rest)) return true;
  return (
    (first.value === 1 &&
      /^ (?:[\p{L}-]+ )?(?:seeds?|runs?|trainings?|repetitions?|experiments?) (?:\p{L}+ly )?(?:takes?|took|needs?|needed|lasts?|lasted|costs?|requires?|required|occup\w+|fits?|finishes|replac\w+|suffic\w+|uses?|consumes?|is over|ends?)\b/iu.test(
        rest,
      )) ||
    (/\b[Ii]n (?:only |about )?$/.test(text.slice(0, first.start)) &&
      /^ (?:of the )?(?:runs|seeds) (?:the|it|they|this|that|a|we|no)\b/.test(rest)) ||
    // `A new adapter for each k costs eight runs`: of all that was compared.
    (/\b(?:costs?|cost us|needs?|needed|takes?|took|requires?|required|saves?|saved|spares?|spared|eats?|swallow\w*) (?:another |about |some |us |only )?$/.test(
      text.slice(0, first.start),
    ) &&
      /^ (?:(?!random\b)[\p{L}-]+ )?(?:runs|trainings|repetitions|experiments)\b(?! (?:each|with|that differ|per (?:setting|method|configuration|model)|for (?:each|every)))/u.test(
        rest,
      ) &&
      !/\b(?:every|each) (?:[\p{L}-]+ )?(?:figure|number|value|mean|result|entry|point|cell|row|method|model|setting|average)s?\b/iu.test(
        text,
      )) ||
    (/[{,] ?$/.test(text.slice(0, first.start)) && /^ ?[},]/.test(rest)) ||
    isOfNoTraining.test(text.slice(Math.max(0, first.start - 40), first.start)) ||
    /^ (?:preliminary|pilot|exploratory|trial|tuning|search|warm-?up) (?:seeds|runs|trainings|repetitions)\b/.test(rest) ||
    // Of so many samples with so many seeds each.
    (/\b(?:makes?|making|gives?|giving|yields?|yielding|results? in|resulting in|amounts? to|in all|altogether|in total)(?: a total of)? $/.test(
      text.slice(0, first.start),
    ) &&
      /\b(?!one\b)(?:\d+|[a-z]+) (?:random |training |different )*seeds\b/.test(text.slice(0, first.start))) ||
    /^ (?:[\p{L}-]+ )?(?:seeds|runs|trainings) (?:at a time|at once|share|fit|per (?:gpu|card|device))\b/iu.test(rest) ||
    !Number.isInteger(first.value) ||
    first.value > 1e4
  );
}
