/** Terms of losses, batches by their parts, vocabularies and what only looks like a setting. Data; see frame.ts for what the letters mean. */
import { type Frame, frame } from './frame.ts';

const term = String.raw`(?<!(?:\b(?:value|critic|entropy|kl|distillation|kd|policy|lasso|ridge)|[lℓ]_?[12])[ -](?:function )?)(?:loss|penalty|term|regulari[sz]er|divergence)`;
const weighs = String.raw`(?:has|have|had|gets|carries|receives|enters with|comes with|is given|with) (?:a |the )?(?:weight|coefficient|factor|multiplier)(?: of)?`;
const pieces = '(?:entries|tokens|types|pieces|words|symbols|units|merges|sub-?words)';
const results = '(?:f1|scores?|accuracy|accuracies|auc|auroc|recall|iou|dice|correlations?|perplexity|bleu|wer|r2|kappa)';

export const termFrames: readonly Frame[] = [
  // What was measured.
  frame(
    String.raw`\b${results}(?: scores?)? (?:of|is|was|by) NN(?:(?:,| and|, and| against| versus| instead of) NN)?(?! seeds| runs| folds)`,
    [undefined, undefined],
  ),
  frame(String.raw`\b(?:ranks|positions|places|percentiles) NN ?(?:to|-|–|and) ?NN`, [undefined, undefined]),
  frame(String.raw`NN (?:(?:hard|random|sampled|unobserved|easy|mined|different) )+negatives(?! (?:were|are) (?:removed|dropped))`, [
    'negatives',
  ]),
  // The exponent of a schedule.
  frame(String.raw`\bpolynom\w*[^.;#]{0,30}?(?:power|degree|order|exponent)(?: of)? NN`, [undefined]),
  // Terms of a loss.
  frame(
    String.raw`\b${term} ${weighs} NN(?:,| and|, and) (?:that of )?the [^.;#,]{1,30}?(?:loss|penalty|term|regulari[sz]er)(?: one)?(?: of)? NN`,
    ['loss weight', 'loss weight'],
  ),
  frame(String.raw`\b${term} ${weighs} NN`, ['loss weight']),
  frame(
    String.raw`(?:plus|and|added to it is|to which) (?:the |an? )?(?:[a-z-]+ ){0,2}(?:error|loss|penalty|divergence|norm|distance|term)\b[^.;#]{0,40}? with (?:a |the )?(?:weight|coefficient|factor)(?: of)? NN`,
    ['loss weight'],
  ),
  // `the cross-entropy plus 0.1 times the penalty`, `the sum of both, the second multiplied by 0.3`.
  frame(
    String.raw`\b(?:loss|objective|cost|cross-entropy|error|likelihood|criterion)\b[^.;#]{0,60}? (?:plus|to which is added|adds|added to it) NN (?:times |of |× ?)(?:the |an? |that of |our )+(?:[a-z-]+ ){0,3}?(?:loss|penalty|term|norms?|divergence|error|distance|entropy|regulari[sz]er|variance|one)\b`,
    ['loss weight'],
    { fits: 'bound' },
  ),
  frame(
    String.raw`\b(?:sum of (?:both|the two|these|them)|both (?:terms|losses) are (?:added|summed))\b[^.;#]{0,12}?,? (?:with )?the (?:second|latter|last|penalty|other)(?: one| term)?,? (?:being )?(?:multiplied|weighted|scaled) (?:by|with) NN`,
    ['loss weight'],
    { fits: 'bound' },
  ),
  // `The moving average uses 0.999`, `averages of the weights with a factor of 0.995`.
  frame(
    String.raw`\b(?:moving |running |exponential )+averages?(?: of (?:the |its |all )*(?:weights|parameters|network))? (?:uses?|has|have|with|is|takes?|of|at|forgets? with|keeps?)(?: (?:an?|the|factor|decay|constant|rate|of|momentum))* NN|\b(?:evaluated|reported|used|tested|final) weights are (?:the |exponential |moving |running )*averages (?:with|of) (?:a |the )?(?:factor|decay|constant)(?: of)? NN`,
    ['ema decay', 'ema decay'],
    {
      fits: 'high share',
      unless: /\b(?:statistics|normali[sz]ation|batch[- ]?norm\w*|rewards?|baselines?|gradients?|moments?|losses|variance)\b/i,
    },
  ),
  // `We clip at 0.25`.
  frame(
    String.raw`(?:^|[.;:,] ?|\b(?:and|then) )(?:we|I|training|both|all runs) clip(?:s|ped)? (?:it |them )?(?:at|to) (?:an? )?(?:norm (?:of )?)?NN(?=[.,;)]|$)`,
    ['gradient clipping'],
    {
      fits: 'bound',
      unless:
        /\b(?:rewards?|ratios?|pixels?|values?|weights are|weights clipped|returns|scores?|intensit\w+|predictions?|probabilit\w+|outputs?|images?|range|logits|advantages?|features?|inputs?|outliers?)\b/i,
    },
  ),
  // A batch by its parts.
  frame(
    String.raw`batch(?:es)?\b[^.;#]{0,60}? up to (?:a (?:total|sum) of )?NN (?:[a-z]+ )?(?:frames|tokens|residues|words|nodes|atoms|characters|samples|seconds|edges|points)\b`,
    ['batch size'],
  ),
  // Vocabularies.
  frame(String.raw`(?:target|output|modell?ing|label|text|acoustic) units (?:are|were|is) (?:the )?NN (?:[a-z]+[- ])?${pieces}`, [
    'vocabulary size',
  ]),
  // Adapters.
  frame(
    String.raw`(?<=\b(?:lora|low-rank|adapters?)\b[^.;]{0,60}?)\brank(?: of)? NN(?:,| and|, and|;) (?:(?:a )?scaling )?(?:alpha|α)(?: of| is)? NN`,
    ['lora rank', 'lora alpha'],
  ),
  frame(
    String.raw`(?:units|activations|features|neurons|nodes|states|outputs|inputs?|embeddings) (?:[a-z]+ ){0,4}dropped(?: out)? with (?:a )?(?:probability|rate)(?: of)? NN`,
    ['dropout'],
  ),
  // Where a rate begins and ends.
  frame(
    String.raw`\bcosine (?:schedule |decay |annealing |curve )?(?:that |which )?(?:goes |going |falls |falling |runs |running |down )?from NN (?:down )?to NN(?! (?:epochs|steps))`,
    ['learning rate', 'final learning rate'],
  ),
  // Parts of a recording or a map.
  frame(
    String.raw`(?:cut|cropp?|extract|took|take|draw|drew|select)\w* (?:[a-z-]+ ){0,3}(?:sections|panels|fields|squares|sub-?images|cut-?outs) of DIMS`,
    ['image size'],
  ),
  // Ends, drops and stretches of a training.
  frame(String.raw`\b(?:we|training|it|runs?|which) (?:is |are )?(?:stop|end|halt|finish)\w* (?:training )?(?:at|after|with|in) epoch NN`, [
    'epochs',
  ]),
  frame(String.raw`\b(?:remaining|other) NN on\b`, [undefined]),
  frame(String.raw`NN[- ]epochs?,? (?:(?:linear|learning[- ]rate|gradual) )?WARM`, ['warmup epochs']),
  frame(String.raw`NN[- ]?fold (?:gradient )?accumulation`, ['gradient accumulation']),
  frame(String.raw`ε ?= ?NN (?:for|in|during|while) training and (?:ε ?= ?)?NN (?:for|in|during|at|while) (?:evaluati|test)\w+`, [
    'exploration rate',
    'exploration rate',
  ]),
  frame(String.raw`(?:keep|kept|put|set|leave|left|hold|held|lay|laid) NN of the training [a-z]+s (?:apart|aside|out|back|away)`, [
    'validation examples',
  ]),
  frame(
    String.raw`(?:keep|kept|obtain\w*|leaves?|left|retain\w*|have|remain\w*) (?:us with )?NN training (?!steps|epochs|iterations|runs|updates|hours|episodes)[a-z]+s\b`,
    ['training examples'],
  ),
];
