/** Cues for numbers of a derivation, of an example and of what was found: they are put in to see what comes out. Data; a decimal point is a `·`. */
import type { Cue } from './cue.ts';

const letter = String.raw`[A-Za-zα-ω][\p{L}\d_^]{0,8}`;
const given = String.raw`${letter} ?= ?(?:[\d·/()^e-]+|∞)`;
const effect =
  '(?:multipl(?:y|ies)|doubles|halves|means|reproduces|recovers|amounts|turns|switches|acts? like|pulls?|is (?:the (?:plain|ordinary|usual|same|identity|limit|standard)|plain|ordinary|just|simply|nothing but|no)\\b)';
const term =
  '(?:penalt(?:y|ies)|loss(?:es)?|probabilit(?:y|ies)|odds|factors?|noise|update|estimat(?:or|e)|softmax|targets?|distributions?|logits?|terms?|gradients?|variances?|bound|limit|ratio|bias|gap|sum|expression|pull|slope)';

export const reasoned: readonly Cue[] = [
  // `What if ε = 1e-8?`, `If you believe that a network tolerates a noise of 5 %, you expect …`.
  {
    pattern:
      /^[^?]*\?\s*$|^(?:Imagine|Picture|Pretend)\b|^If (?:you|some(?:one|body)|any(?:one|body)|an? (?:reader|practitioner|user|colleague)|the reader)\b(?!.*\b(?:we|our)\b)/giu,
    from: 'sentence',
  },
  // `τ = 1 is the plain softmax`, `At temperature T = 1 the teacher's probabilities are …`, `With p = 0 there is no dropout`.
  {
    pattern: new RegExp(
      String.raw`${given},? (?:then |just |simply |thus )?${effect}|\b(?:at|for|with|when|if|under|setting) (?:the |an? )?(?:[\p{L}-]+ ){0,2}${given},? (?:there (?:is|are) (?:no|only|nothing)\b|(?:the|its|both|all|no|each) (?:[\p{L}'’-]+ ){0,3}?${term} (?:is|are|was|were|has|have|gives?|becomes?|vanish\w*|shrinks?|grows?|equals?|falls?|rises?)\b[^,;]*)`,
      'giu',
    ),
    from: 'match',
  },
  // `Training longer than 100 epochs might close the gap`, `With 1000 classes the picture may be another`, `what happens at 20 layers`.
  {
    pattern:
      /(?<=^|[,;:(] ?)[^,;:()]*\b(?:might|would)\b[^,;:()]*|^(?:with|at|for|beyond|above|below) [^,;]* (?:may|could) (?:be|look|turn|become|have|give|change|differ)\b[^,;]*|\bwhat (?:happens|holds|comes|is true) (?:at|with|for|beyond|above|below|after)\b[^,;]*\b(?:know|known|unknown|open|say|tell|guess\w*)\b/giu,
    from: 'match',
  },
  // `If there are M = 8 workers with batches of 32, the noise falls by …`.
  {
    pattern: /^If (?:there (?:are|is|were)|(?:the|an?) \p{Ll}+ (?:has|have|had)) (?!.*\b(?:we|our)\b)[^,;]*[\d·][^,;]*,/giu,
    from: 'sentence',
  },
  // `A learning rate that suits 20,000 scans does not suit 200`, `someone else would rather take 0.5`.
  {
    pattern:
      /\b(?:some(?:one|body)|any(?:one|body)|nobody|no one)(?: else)?,? (?:who |with |would |might |could |may |can |should |has |had |uses? |reports? |suggests? |trains? |takes? |recommends? |prefers? |looks? )/giu,
    from: 'clause',
  },
  // `If, for instance, ηh = 0.1, then …`.
  {
    pattern:
      /^(?:if|suppose|say|assume|imagine|take|consider|with|at|for)\b[^.;]{0,12}\b(?:for (?:instance|example)|say)\b[^;]*=|\b(?:for (?:instance|example)),? (?:if|suppose|with|at|for|when) [^.;]*=/giu,
    from: 'sentence',
  },
  // `which even for τ = 1 and N = 7 is no more than`, `which for r = 1 is 448`.
  {
    pattern: new RegExp(
      String.raw`\b(?:even|already|only) (?:for|with|at) ${given}(?:,? (?:and|or) ${given})?|\b(?:which|it|this|that|these|bound|limit|ratio|count|factor),? (?:for|at|with|when) (?:(?:the|an?) [\p{L}-]+ (?:of )?)?${given}(?:,? (?:and|or) ${given})? (?:is|are|gives?|becomes?|has|have|means|leaves|equals|amounts|vanish\w*|reduces?|recovers?)\b`,
      'giu',
    ),
    from: 'match',
  },
  // `is largest at p = 1/2`, `and at p = 0.99 it has shrunk`.
  {
    pattern:
      /\b(?:is|are|becomes?|was) (?:the )?(?:largest|smallest|greatest|maximal|minimal|highest|lowest|steepest|strongest|weakest|exact|tight|zero|one|negligible)\b[^.;]{0,30}?\b(?:at|for|when|if|where)\b[^;]*/giu,
    from: 'match',
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:at|for|when|if|as) ${given},? (?:it|this|that|the (?:bound|limit|term|ratio|variance|bias|gap|gradient|penalty|sum|expression|estimate|factor)) (?:has|is|are|vanish\w*|shrinks?|becomes?|equals?|reduces?|grows?|tends?|gives?|recovers?)\b[^;]*`,
      'giu',
    ),
    from: 'match',
  },
  // `corresponds to τ = 2/10001 ≈ 0.0002`.
  {
    pattern: new RegExp(String.raw`\bcorresponds? to (?:an? |the )?(?:[\p{L}-]+ ){0,3}${letter} ?[=≈][^,;]*[≈/][^,;]*`, 'giu'),
    from: 'match',
  },
  // `the drift at E = 10 is 10.6 times that of one step`, `the best depth, at L = 8`, `L = 4 and L = 5 reach it`.
  {
    pattern: new RegExp(
      String.raw`\bat ${given} (?:is|are|was|were|has|had)\b|\b(?:best|worst|optimal|highest|lowest) [^.;,]{0,20}, at ${given}|${given},? and ${given} (?:reach|solve|lose|win|fail)\w*\b`,
      'giu',
    ),
    from: 'match',
  },
  { pattern: /\ba single step (?:of|with) [^.;]{0,30}? (?:gives|leads|brings|moves)\b/giu, from: 'match' },
  {
    pattern: /\bwhether\b[^;]*\b(?:cannot say|do not know|don't know|remains? (?:open|unknown|to be)|is (?:open|unknown|not known))\b/giu,
    from: 'match',
  },
  { pattern: /\b(?:between|like|beside|beyond) (?:that|those) of\b/giu, from: 'cue' },
  {
    pattern:
      /\b(?:solves?|solved|fail(?:s|ed)?|succeed\w*|master(?:s|ed)?) (?:it |the \w+ )?(?:in |on )?[\d·,]+(?: and [\d·,]+)? (?:of (?:the )?[\d·]+ )?(?:runs|seeds|trials)\b[^;]*/giu,
    from: 'match',
  },
  // `a learning rate of 0.025 or 0.1 gave 83.4 and 82.1`.
  { pattern: /\bwith (?:an? )?(?:[\p{L}-]+ ){1,3}of [\d·]+ (?:or|and) [\d·]+ (?:gave|gives?|reach(?:es|ed)?|scored)\b/giu, from: 'match' },
  // An algorithm asks which epoch it is.
  { pattern: /^if (?:the )?(?:epoch|step|iteration) (?:is|=|∈|equals|reaches)[^;]*/giu, from: 'match' },
  // `that rank 8 is enough shows`, `a temperature of 4 does better`.
  {
    pattern:
      /\b(?:ranks?|temperatures?|widths?|depths?|rates?|sizes?|orders?|weights?|factors?|networks? (?:of|with)) (?:of )?(?:[\p{L}] ?= ?)?[\d·]+(?: (?:channels|units|layers|heads|filters|neurons))? (?:(?:is|are|was|were) (?:enough|sufficient|ahead|better|worse|too)|suffic\w+|comes (?:within|close|near)|came (?:within|close|near)|does (?:\p{Ll}+ )?(?:better|worse|best)|did (?:\p{Ll}+ )?(?:better|worse|best)|loses|lost|wins|won|fails|failed|needs? [\d·]+ ?(?:s|ms|seconds|minutes)|takes? [\d·]+ ?(?:s|ms|seconds|minutes))\b/giu,
    from: 'match',
  },
];
