/** How is decoded, and how often is run, by words of a clause. Data. */
import { inGaps } from './clauseRule.ts';

export const useRules = inGaps([
  // Decoding.
  {
    name: 'top-k',
    is: 'count',
    behind:
      /^ (?:most (?:likely|probable)|likeliest|most plausible|highest[- ](?:scoring|probability|ranked)|top|best)(?: next)? (?:tokens|words|symbols|pieces|candidates|continuations|characters|items|entries|logits)?/iu,
    ratherThan: ['sequence length'],
    all: [/\b(?:sampl\w*|draw[ns]?|drew|restrict\w*|only|keep|kept|among|from|tokens|words|next)\b/iu],
    none: /\b(?:beams?|search|vocabular\w+|partial|hypothes[ei]s|retriev\w*|documents?|passages?|neighbou?rs?|classes|labels|recall|accuracy)\b/iu,
    least: 1,
    most: 1e5,
  },
  {
    name: 'top-p',
    is: 'share',
    all: [
      /\b(?:nucleus|top-p|(?:mass|probabilit(?:y|ies))\b[^#]*\b(?:exceeds?|reach(?:es)?|adds? up|sums? (?:up )?to|at least|total\w*|amounts?|cover\w*|holds?|accounts?|makes? up|is|of)\b[^#]*#|# of (?:the |all )?(?:probability|mass|probability mass))/iu,
    ],
    none: /\b(?:dropout|mask\w*|drop\w*|flip\w*|replac\w*|augment\w*|mirror\w*|epsilon|explor\w*|greed\w*|noise|uncondition\w*|corrupt\w*|guidance|excess|risk|bound|theorem|at least \d|ratios?|clip\w*|confined)\b/iu,
    least: 0.3,
    most: 1,
  },
  {
    name: 'beam size',
    is: 'count',
    behind:
      /^(?:[.,;)]|$)|^[- ](?:(?:best|partial|active|live|open|parallel|candidate) )*(?:hypothes[ei]s|candidates?|beams?|wide|outputs|sequences|translations|prefixes|paths|continuations|entries|alternatives|branches|best)\b/iu,
    all: [
      /\b(?:beams?\b|(?:partial|best)[^#]*(?:hypothes[ei]s|outputs|prefixes)|# (?:best )?(?:partial|active|live|open) |hypothes[ei]s[^#]*(?:alive|kept|keep)|(?:keep\w*|kept|search\w*)[^#]*# hypothes[ei]s)/iu,
    ],
    none: /\b(?:penalt\w+|power|exponent|normali[sz]\w+|raised|α|alpha|temperature|nucleus|tokens|slow\w*|given up|score\w* of|bleu|energy|gev|steel|light|laser|electron|x-?ray|diversity)\b/iu,
    least: 1,
    most: 500,
  },
  {
    name: 'length penalty',
    is: 'number',
    all: [
      /\blengths?\b[^#]*\b(?:raised|power|exponent|penalt\w+|normali[sz]\w+)\b|\b(?:normali[sz]\w+|penali[sz]\w+|divid\w+|corrected)\b[^#]*\blengths?\b/iu,
    ],
    behind: /^(?! ?(?:tokens|words|hypothes|beams?|candidates|best|×|%))/u,
    none: /\b(?:dropout|weight decay|wavelength\w*|vocabular\w+|batch\w*|frames|seconds|temperature|nucleus|top-)\b/iu,
    least: 0.05,
    most: 5,
  },
  // Runs, folds and bins.
  {
    name: 'seeds',
    is: 'count',
    behind:
      /^ (?:(?:independent|separate|identical|further|such|full|complete|different|random) )*(?:copies|models|networks|runs|times|repetitions|repeats|restarts|replicas|replicates|instances|trainings|agents|starts|draws|initiali[sz]ations|seeds|members|realisations|random starts|starting points)\b/iu,
    all: [
      /\bseed(?:s|ed|ing)?\b|\b(?:initiali[sz]ations?|(?:initial|starting) (?:weights|points|values)|random (?:numbers|starts)|(?:other|different|new|fresh) random \p{L}+)\b/iu,
    ],
    none: /\b(?:best of|seed \d|searched|configurations?|trials of|ensembles?|bootstrap\w*)\b/iu,
    least: 1,
    most: 200,
  },
  {
    name: 'folds',
    is: 'count',
    behind: /^(?:[.,;)]|$)|^[- ](?:[\p{L}-]+ )?folds?\b/iu,
    all: [
      /\bcross-?[ -]?validat\w*[^#]*\bfolds?\b|\bfolds?\b[^#]*\bcross-?[ -]?validat\w*|\b(?:dealt|deal|split|divided?|partition\w*)\b[^#]*into #|#[- ]folds?\b[^#]*each/iu,
    ],
    none: /\b(?:seeds?|outer|inner|two|repeat\w*|hours?|days|score\w*|accuracy|fold \d|%|grid|values|candidates|layers|units|trees)\b/iu,
    least: 2,
    most: 100,
  },
  {
    name: 'bins',
    is: 'count',
    behind: /^[ -](?:[\p{L}-]+ ){0,3}(?:bins?|buckets|intervals|levels|cells|groups)\b/iu,
    all: [
      /\b(?:calibration|confidences?|ECE|reliability|histograms?|discreti[sz]\w*|quanti[sz]\w*|binned|equal(?:ly)?[- ](?:wide|width|sized|mass|spaced)|equal width|quantiles?)\b/iu,
    ],
    none: /\b(?:bits?|frequency|mel|fft|levels of)\b/iu,
    least: 2,
    most: 5000,
  },
]);
