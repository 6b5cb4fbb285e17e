/** Further cues that a sentence speaks of somebody else’s work or of what was only tried: from where to where it does. Data. */

import type { Cue } from './cue.ts';

const numbers = '(?:numbers?|results?|scores?|figures?|values|rows?|accurac(?:y|ies)|errors?|predictions?)';

export const otherCues: readonly Cue[] = [
  // `GRU4Rec (hidden size 100) is taken over from the study of …`: whole methods, not settings.
  {
    pattern:
      /(?<!\b(?:settings?|hyper-?parameters?|values|weights|splits?|architecture|code|rates?|sizes?|constants|partition|division|data|these|they|this|it|which)\b[^.;]{0,60})\b(?:are|is|were|was) (?:taken over|copied|quoted) from (?:the|their|its|an?|that) (?:[\p{L}-]+ )?(?:papers?|study|studies|reports?|publications?|articles?|benchmark|leader-?board)\b/giu,
    from: 'clause',
  },
  {
    pattern: new RegExp(
      String.raw`\bwe (?:take|took|quote|copy|copied|cite) (?:its|their) (?:[\p{L}\d-]+ ){1,3}from (?:the|their|its) (?:paper|report|article|publication|leader-?board)|\b(?:its|their) ${numbers} (?:are|is|were|was) (?:those|the ones?|that) (?:of|in|from) (?:the|its|their) (?:own )?(?:paper|report|authors|article)`,
      'giu',
    ),
    from: 'sentence',
  },
  // `the network of [7], a single hidden layer of 100 units, is at 0.88`.
  {
    pattern:
      /\b(?:network|model|method|system|approach|classifier|estimator|regression|baseline)s? (?:of|by|in|from) (?:⟦cite⟧|\[\w+\]|\p{Lu}[\p{L}'-]+ et al\.?)(?:⟦cite⟧)?(?:,| with\b)(?! (?:we|which we|our)\b)(?=[^.;]*, (?:is|are|was|were) (?:at|reported|said|below|above)|[^.;]*, (?:reach(?:es|ed)?|achieve[sd]?|obtain(?:s|ed)?|reports?|reported|scores?d?|gets?|got)\b)/giu,
    from: 'cue',
  },
  {
    pattern: /\b(?:is|are) (?:reported|given|published) (?:in|by) (?:⟦cite⟧|\[\w+\]|\p{Lu}[\p{L}'-]+ (?:et al|and \p{Lu}))/gu,
    from: 'sentence',
  },
  {
    pattern:
      /\b(?:last year's|the previous year's) (?:submission|system|entry|model)\b|\bby (?:the|its|their) organi[sz]ers,? (?:with|at|for)\b/giu,
    from: 'cue',
  },
  {
    pattern:
      /\bhad (?:also |at first |originally |initially |first )*(?:planned|foreseen|intended)\b|\b(?:was|were) (?:at first |originally |initially |first )+(?:planned|foreseen|intended|meant)\b/giu,
    from: 'clause',
  },
  // `XLM-R, which was trained on 500 cards`: as it was before anybody used it.
  {
    pattern:
      /(?<=\b\p{Lu}[\p{L}\d-]*[\p{Lu}\d][\p{L}\d-]*(?: ?⟦cite⟧)?), which (?:was|were|had been) (?:pre-?)?trained (?:on|with|for|by|at)\b/gu,
    from: 'cue',
  },
  // `A batch of 8 takes twice as long`: what it would do, not what is done.
  {
    pattern:
      /^(?:An?|One) (?:\p{Ll}[\p{L}-]* ){1,4}of [\d·,.e-]+k?(?: [\p{L}-]+)? (?:makes?|made|takes? (?:twice|three|longer|more|too)|took (?:twice|three|longer|more|too)|gave(?! the (?:best|lowest|highest|smallest|largest))|led|leads|causes?|caused|slows?|slowed|brought|brings|ruins?|ruined|halve[sd]|doubled|blurs?|blurred|destabili\w+|was (?:briefly |also )?(?:considered|contemplated|tried))\b(?!.*\b(?:best|we (?:use|keep|chose|take)|kept)\b)/giu,
    from: 'sentence',
  },
];
