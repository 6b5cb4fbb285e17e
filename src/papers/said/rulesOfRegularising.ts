/** What is dropped, smoothed, mixed, disturbed and penalised, and how weights begin, by words of a clause. Data. */
import { inClauses } from './clauseRule.ts';

const removes =
  /\b(?:zero(?:e[sd]|ing)?|silenc\w+|drop(?:s|ped|ping)?(?![- ]?out)|mask(?:s|ed|ing)?(?: out)?|switch\w* off|turn\w* off|knock\w* out|discard\w*|remov\w+|disabl\w+|mut(?:e[sd]?|ing)|blank\w*|delet\w+|suppress\w*|deactivat\w+|struck out|kill\w*|omit\w*|le(?:ft|av\w+) out|skip\w*|bypass\w*|kept|keep\w*|retain\w*|surviv\w+|pass\w* over|cut|sever\w*|leav\w+|los\w+|ignor\w+|put to sleep|put to rest|asleep|absent)\b/i;
const random =
  /\b(?:random\w*|probabilit\w+|chance|one [\p{L} ]{1,20} (?:in|out of) (?:two|three|four|five|eight|ten|twenty)|dropout|regulari\w+|stochastic\w*|independently|bernoulli|coin|dropout masks?|each (?:step|update|pass|forward)|every (?:step|update|pass|forward)|during training|at training time|while training|in training)\b/iu;
const kept = /\b(?:untouched|intact|unchanged|keep\w*|kept|retain\w*|surviv\w+)\b/i;
const units =
  /\b(?:units?|neurons?|activations?|features?|nodes|cells|(?:feature )?maps?|channels|(?:hidden|input|output|embedding) (?:values|dimensions|entries|vectors|states)|inputs of (?:the|each|every|its) (?:\p{L}+ )?layers?|outputs? of (?:each|every)|connections|masks?)\b/iu;
const ofOthers =
  /\b(?:bpe|sub-?word|sentences?|label|class|condition\w*|caption|prompt|modalit\w+|tokens?|words?|edges?|patch\w*|pixels?|frames?|patients?|participants?|missing|outliers?|duplicat\w+|adapters?|lora)\b/i;
const attention =
  /\battention (?:weights?|scores?|matri\w+|maps?|probabilit\w+|coefficients?|entries|logits|distribution\w*|links)\b|\bentries of (?:the |each |every )?attention\b/i;
const branches =
  /\b(?:(?:residual |transformer |whole |entire )*(?:blocks?|branch\w*|paths?|sub-?layers?)|(?:residual|transformer|whole|entire) layers?|layers? (?:are|is|get) (?:randomly )?(?:skipped|dropped|bypassed|left out))\b/i;

export const regularisingRules = inClauses([
  { name: 'attention dropout', all: [attention, removes, random], is: 'share', rest: kept },
  { name: 'attention dropout', all: [attention, /\bdrop-?out\b/i], is: 'share', rest: kept },
  { name: 'drop path', all: [/\b(?:stochastic depth|drop-?\s?path|layer-?\s?drop)\b/i], is: 'share', rest: kept },
  {
    name: 'drop path',
    all: [branches, removes, random],
    none: /\battention\b|\b(?:units|features|inputs|activations|neurons)\b|\blow-rank\b|\blora\b|\badapters?\b/i,
    is: 'share',
    rest: kept,
  },
  {
    name: 'dropout',
    all: [/\bp_?\(?(?:drop|dropout|do)\b\)?/i],
    is: 'share',
    isBehind: true,
    within: 20,
  },
  { name: 'dropout', all: [/\bdrop-?out\b/i], none: ofOthers, is: 'share', within: 70, rest: kept },
  {
    name: 'dropout',
    all: [units, removes, random],
    ratherThan: ['training fraction', 'test fraction'],
    none: new RegExp(`${ofOthers.source}|${attention.source}`, 'i'),
    is: 'share',
    rest: kept,
  },
  {
    name: 'label smoothing',
    all: [
      /\b(?:label|target)?[- ]?(?:smooth\w*|soften\w*|blur\w*|smear\w*|relax\w*)/i,
      /\b(?:labels?|targets?|one-hot|class probabilities)\b/i,
    ],
    none: /\b(?:temperature|teacher|student|polyak|target networks?)\b/i,
    is: 'share',
    rest: /\b(?:true|correct|right|gold) (?:class|label)/i,
  },
  {
    name: 'label smoothing',
    all: [
      /\b(?:probability )?mass\b/i,
      /\b(?:spread\w*|shar\w+|mov\w+|giv\w+|distribut\w+|reserv\w+|tak\w+|go(?:es)?|mass)\b/i,
      /\b(?:classes|labels|wrong)\b/i,
    ],
    is: 'share',
  },
  {
    name: 'label smoothing',
    all: [
      /\b(?:true|correct|right|gold) (?:class|label|answer|word|token)\b/i,
      /\b(?:rather than|instead of|not) (?:1|one|100 %|certainty)\b/i,
    ],
    is: 'share',
    least: 0.5,
    rest: /./,
  },
  {
    name: 'label noise',
    all: [
      /\b(?:labels?|annotations?|class assignments?|targets(?=[^.;]{0,40}\b(?:falsif|corrupt|flipp|replac)))\b/i,
      /\b(?:flip\w*|corrupt\w*|replac\w+|wrong\w*|mislabel\w*|incorrect\w*|noisy|random\w*|swap\w*|shuffl\w+|permut\w+|re-?assign\w*|contaminat\w+|false|falsif\w+|scrambl\w+)\b/i,
    ],
    none: /\b(?:pseudo|smooth\w*|predict\w*|soften\w*|seeds?|split|sampled|sampling|drop\w*|validation|held|subset|label(?:led|ed) (?:data|examples))\b/i,
    is: 'share',
  },
  {
    name: 'cutmix alpha',
    all: [/\bcut-?mix\b/i, /\b(?:alpha|beta|strength|parameters?|weight|ratio|intensity)\b|α|λ/i],
    none: /\bprobabilit\w+\b/i,
    is: 'number',
    within: 60,
    behind: /^(?! ?(?:epochs|%|steps|of the (?:images|batches)))/,
  },
  {
    name: 'mixup alpha',
    all: [/\bmix-?up\b/i, /\b(?:alpha|beta|strength|parameters?|weight|ratio|intensity|coefficients?)\b|α|λ/i],
    none: /\bprobabilit\w+\b/i,
    is: 'number',
    within: 70,
    behind: /^(?! ?(?:epochs|%|steps|of the (?:images|batches)))/,
  },
  {
    name: 'mixup alpha',
    all: [
      /\bbeta ?\(|\bbeta[- ]distribut/i,
      /\b(?:interpolat\w*|blend\w*|mix\w*|combin\w*|convex\w*|averag\w*)\b/i,
      /\b(?:pairs?|pairwise|two|examples|images|samples|inputs|labels)\b/i,
    ],
    none: /\b(?:posterior|prior|cut-?mix)\b/i,
    is: 'number',
    within: 60,
  },
  {
    name: 'weight decay',
    all: [
      /\b(?:squared? (?:euclidean )?(?:norms?|weights|parameters|length|sum)|squares of (?:the |all )*(?:weights|parameters)|weight penalty|(?:l2|ℓ_?2|l_2) (?:penalty|regulari\w+|norm)|ridge (?:penalt|regulari)\w+|decay of (?:the )?weights|decay(?:s|ed|ing)? (?:the |all |its |our )*(?:weights|parameters)|(?:weights|matrices|parameters|kernels)\b[^.;#]{0,24}? decay(?!s? (?:rate|average))|tikhonov)/i,
    ],
    before:
      /(?<!(?:size|rate|lr) )(?:\b(?:of|by|at|with|strength|factor|coefficient|weight|times|penalty|is)|[=:λ])(?: (?:of|is|was|an?|strength|factor|coefficient|weight|set to|=))* ?\(?(?:λ ?= ?)?$/i,
    none: /averag|\bshadow|\bEMA\b|polyak/i,
    is: 'share',
  },
  {
    name: 'weight decay',
    all: [
      /\b(?:weights?|parameters|matri\w+|connections)\b/i,
      /\b(?:pull\w*|drawn|shrunk|shr[iau]nk\w*|drag\w*|decay\w*|driven|push\w*|drift\w*|tug\w*)\b/i,
      /\b(?:towards?|to) (?:zero|nought|nothing|the origin|0)\b|\b(?:strength|coefficient|force) of\b/i,
    ],
    none: /\b(?:learning rate|rate|averag\w*|anneal\w*|schedule|cosine|linearly|mov(?:e|ing)|ema|target|initiali\w*|entropy)\b/i,
    is: 'number',
    most: 0.5,
    within: 60,
  },
  {
    name: 'l1 penalty',
    all: [
      /(?:(?<![\p{L}\d])[lℓ]_?\(?1(?![\d.])|\blasso\b|\babsolute (?:values?|weights?|sizes?|magnitudes?))/iu,
      /penal|regulari|norm\b|\bterm\b|spars|\bweights?\b|lasso/i,
    ],
    none: /\b(?:distance|reconstruct\w*|pixel\w*|smooth l1|regression|l1 (?:loss|error)|perceptual|adversarial|mae|mean absolute)\b/i,
    is: 'number',
    most: 1,
  },
  {
    name: 'noise standard deviation',
    all: [
      /(?:σ|\bstandard deviations?|\bstd\b|\bscale|\bspread|\bamplitude|\bstrength|N ?\(0,|\bs\.?d\.)/i,
      /\b(?:noise|noised|noisy|jitter\w*|perturb\w*|disturb\w*)\b/i,
      /\bnoised\b|gauss|normal|white|N ?\(0,|σ|standard deviation/i,
    ],
    none: /\b(?:labels?|initiali[sz]\w*|initial (?:weights|values)|diffusion|schedule|noise levels?|noisy (?:layers|networks|linear)|privacy|clipp\w*|multiplier)\b/i,
    is: 'number',
    isBehind: true,
    within: 40,
    isDeviation: true,
  },
  // `ξ_t are Gaussian with a standard deviation of 0.1`, `eight Gaussians, each with standard deviation 0.02`.
  {
    name: 'noise standard deviation',
    all: [
      /(?:\bstandard deviations?|\bstd\b|\bs\.?d\.|\bspread|N ?\(0,)/i,
      /\b(?:Gaussians|blobs|modes|bumps|clusters|(?:mixture )?components|centres|centers|residuals?|innovations?|errors|disturbances?|shocks|measurements?)\b|(?<![\p{L}\d])[ξεϵηζνωw]_?[itjknw]?(?:,\w)? (?:is|are|being|∼|~|independent|i\.i\.d|iid|standard|normal|Gaussian)/iu,
      /\b(?:Gaussians?|normal(?:ly)?|blobs|modes|isotropic)\b|N ?\(0,/i,
    ],
    none: /\b(?:entries|rows|columns|elements) of (?:the )?[A-Z]\b|\b(?:labels?|initiali[sz]\w*|initial (?:weights|values)|weights|matrices|parameters|diffusion|schedule|noise levels?|privacy|clipp\w*|multiplier|policy|actions?|prior|posterior|latent|features?|frequenc\w+|over (?:the |all )?(?:\d+ |\w+ )?(?:seeds|runs)|results?|accurac\w+|mean(?:s)? and)\b/i,
    is: 'number',
    // That of a standard normal is no setting.
    most: 0.95,
    isBehind: true,
    within: 40,
    isDeviation: true,
  },
  {
    name: 'initialization',
    all: [
      /(?:σ|\bstandard deviations?|\bstd\b|\bs\.?d\.|N ?\(0,)/i,
      /\binitiali[sz]\w*|\binitial(?:ly)?\b|\binit\b|\b(?:start|begin|drawn|sampled)\w*\b/i,
      /\b(?:weights?|parameters|matri\w+|layers?|kernels|embeddings?)\b/i,
    ],
    none: /\b(?:noise|noisy|jitter\w*|perturb\w*|log|policy|actions?|exploration|rate)\b/i,
    is: 'number',
    most: 1.5,
    isBehind: true,
    within: 20,
    isDeviation: true,
  },
]);
