/** Families of words that together tell a setting, in whatever order. Data. */

export interface Evoking {
  readonly name: string;
  /** Each somewhere in the clause; the value stands nearest to the first. */
  readonly all: readonly [RegExp, ...RegExp[]];
  /** Where one of these stands, the clause speaks of something else. */
  readonly none?: RegExp;
  readonly is: 'share' | 'positive' | 'count';
  readonly min?: number;
  readonly max?: number;
  /** What must stand right before and right behind the number. */
  readonly before?: RegExp;
  readonly behind?: RegExp;
  /** How many characters the number may be away; 90 unless said. */
  readonly within?: number;
  /** The value stands rather behind the words than before them. */
  readonly isBehind?: true;
  /** Where this is said, the number is what remains: `kept with probability 0.9`. */
  readonly rest?: RegExp;
  /** `ℝ^128` says it as well. */
  readonly hasSpace?: true;
  /** A square is a variance. */
  readonly isDeviation?: true;
}

const removes =
  /\b(?:zero(?:e[sd]|ing)?|silenc\w+|drop(?:s|ped|ping)?(?![- ]?out)|mask(?:s|ed|ing)?(?: out)?|switch\w* off|turn\w* off|knock\w* out|discard\w*|remov\w+|disabl\w+|mut(?:e[sd]?|ing)|blank\w*|delet\w+|suppress\w*|deactivat\w+|struck out|kill\w*|omit\w*|le(?:ft|av\w+) out|skip\w*|bypass\w*|kept|keep\w*|retain\w*|surviv\w+|pass\w* over|cut|sever\w*|leav\w+|los\w+)\b/i;
const random =
  /\b(?:random\w*|probabilit\w+|chance|dropout|regulari\w+|stochastic\w*|independently|bernoulli|coin|dropout masks?|each (?:step|update|pass|forward)|every (?:step|update|pass|forward)|during training|at training time|while training|in training)\b/i;
const kept = /\b(?:untouched|intact|unchanged|keep\w*|kept|retain\w*|surviv\w+)\b/i;
const units =
  /\b(?:units?|neurons?|activations?|features?|nodes|cells|feature maps|(?:hidden|input|output|embedding) (?:values|dimensions|entries|vectors|states)|outputs? of (?:each|every)|connections|masks?)\b/i;
const ofOthers =
  /\b(?:bpe|sub-?word|sentences?|label|class|condition\w*|caption|prompt|modalit\w+|tokens?|words?|edges?|patch\w*|pixels?|frames?|patients?|participants?|missing|outliers?|duplicat\w+|adapters?|lora)\b/i;
const attention =
  /\battention (?:weights?|scores?|matri\w+|maps?|probabilit\w+|coefficients?|entries|logits|distribution\w*|links)\b|\bentries of (?:the |each |every )?attention\b/i;
const branches =
  /\b(?:(?:residual |transformer |whole |entire )*(?:blocks?|branch\w*|paths?|sub-?layers?)|(?:residual|transformer|whole|entire) layers?|layers? (?:are|is|get) (?:randomly )?(?:skipped|dropped|bypassed|left out))\b/i;

export const evoking: readonly Evoking[] = [
  { name: 'attention dropout', all: [attention, removes, random], is: 'share', rest: kept },
  { name: 'attention dropout', all: [attention, /\bdrop-?out\b/i], is: 'share', rest: kept },
  { name: 'drop path', all: [/\b(?:stochastic depth|drop-?\s?path|layer-?\s?drop)\b/i], is: 'share', rest: kept },
  { name: 'drop path', all: [branches, removes, random], none: /\battention\b|\bunits\b|\bfeatures\b/i, is: 'share', rest: kept },
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
    none: new RegExp(`${ofOthers.source}|${attention.source}`, 'i'),
    is: 'share',
    rest: kept,
  },
  { name: 'dropout', all: [/\bkeep(?:ing)?[- ](?:probabilit\w+|rate|prob)\b/i], none: ofOthers, is: 'share', within: 40, rest: kept },
  {
    name: 'label smoothing',
    all: [/\b(?:label|target)?[- ]?(?:smooth\w*|soften\w*|blur\w*|smear\w*|relax\w*)/i, /\b(?:labels?|targets?|one-hot)\b/i],
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
    name: 'label noise',
    all: [
      /\b(?:labels?|annotations?|class assignments?)\b/i,
      /\b(?:flip\w*|corrupt\w*|replac\w+|wrong\w*|mislabel\w*|incorrect\w*|noisy|random\w*|swap\w*|shuffl\w+|permut\w+|re-?assign\w*|contaminat\w+|false|scrambl\w+)\b/i,
    ],
    none: /\b(?:pseudo|smooth\w*|predict\w*|soften\w*|seeds?|split|sampled|sampling|drop\w*|validation|held|subset|label(?:led|ed) (?:data|examples))\b/i,
    is: 'share',
  },
  {
    name: 'cutmix alpha',
    all: [/\bcut-?mix\b/i, /\b(?:alpha|beta|strength|parameters?|weight|ratio|intensity)\b|α|λ/i],
    none: /\bprobabilit\w+\b/i,
    is: 'positive',
    within: 60,
    behind: /^(?! ?(?:epochs|%|steps|of the (?:images|batches)))/,
  },
  {
    name: 'mixup alpha',
    all: [/\bmix-?up\b/i, /\b(?:alpha|beta|strength|parameters?|weight|ratio|intensity|coefficients?)\b|α|λ/i],
    none: /\bprobabilit\w+\b/i,
    is: 'positive',
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
    is: 'positive',
    within: 60,
  },
  {
    name: 'l1 penalty',
    all: [
      /(?:(?<![\p{L}\d])[lℓ]_?\(?1(?![\d.])|\blasso\b|\babsolute (?:values?|weights?|sizes?|magnitudes?))/iu,
      /penal|regulari|norm\b|\bterm\b|spars|\bweights?\b|lasso/i,
    ],
    none: /\b(?:distance|reconstruct\w*|pixel\w*|smooth l1|regression|l1 (?:loss|error)|perceptual|adversarial|mae|mean absolute)\b/i,
    is: 'positive',
    max: 1,
  },
  {
    name: 'noise standard deviation',
    all: [
      /(?:σ|\bstandard deviations?|\bstd\b|\bscale|\bspread|\bamplitude|\bstrength|N ?\(0,|\bs\.?d\.)/i,
      /\b(?:noise|noisy|jitter\w*|perturb\w*|disturb\w*)\b/i,
      /gauss|normal|white|N ?\(0,|σ|standard deviation/i,
    ],
    none: /\b(?:labels?|initiali[sz]\w*|initial (?:weights|values)|diffusion|schedule|noise levels?|noisy (?:layers|networks|linear)|privacy|clipp\w*|multiplier)\b/i,
    is: 'positive',
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
    is: 'positive',
    max: 1.5,
    isBehind: true,
    within: 20,
    isDeviation: true,
  },
  {
    name: 'layers',
    all: [/\bdeep\b/i, /\b(?:levels?|layers?|blocks?|stages?|network|model|encoder|decoder|trunk|stack)\b/i],
    none: /\b(?:metres|meters|km|cm|mm|inches)\b/i,
    is: 'count',
    max: 1000,
    within: 24,
    behind: /^ (?:[\p{L}-]+ ){0,2}deep\b/u,
  },
  {
    name: 'layers',
    all: [/\bmessages?\b/i, /\b(?:pass\w*|exchang\w*|propagat\w*|sent)\b/i],
    is: 'count',
    max: 64,
    behind: /^(?:[- ](?:times|rounds|steps|iterations|hops)\b)/,
  },
  {
    name: 'vocabulary size',
    all: [/\|V\|/],
    none: /\b(?:graphs?|vert(?:ex|ices)|edges|nodes)\b/i,
    is: 'count',
    min: 50,
    max: 5e6,
    isBehind: true,
    within: 16,
  },
  {
    name: 'vocabulary size',
    all: [
      /\b(?:vocabular\w+|tokeni[sz]\w+|bpe|byte[- ]pair\w*|word-?pieces?|sentence-?piece|unigram|merge (?:operations|rules)|merges|sub-?words?|codebook of tokens)\b/i,
      /\b(?:entries|types|pieces|symbols|units|merges|merge (?:operations|rules)|sub-?words?|words?|tokens|forms|size|holds?|knows|contains?|vocabular\w+)\b/i,
    ],
    none: /\b(?:corpus|corpora|million|billion|sequences?|context|window|length|long|batch\w*|participants?|children)\b/i,
    is: 'count',
    min: 100,
    max: 5e6,
    behind:
      /^(?:[- ](?:[\p{L}-]+ ){0,2}(?:entries|types|pieces|word-?pieces|symbols|units|merges|merge|sub-?words?|words|forms|distinct|tokens)\b|[.,;)]| (?:and|for|in|was|is)\b|$)/iu,
  },
  {
    name: 'attention heads',
    all: [/\b(?:attention )?heads?\b/i, /attention|attend|\bn_?\(?heads|\btransformer/i],
    none: /\b(?:classification|prediction|output|projection|detection|policy|value|task) heads?\b|\b(?:most|carry|prun\w+|remov\w+|ablat\w+)\b/i,
    is: 'count',
    max: 128,
    within: 14,
    behind:
      /^(?:[- ](?:parallel |separate |independent |self-|cross-|multi-)?(?:attention )?heads?\b|[.,;)]| (?:per|in|for|and|at|throughout|each|everywhere)\b|$)/i,
  },
  {
    name: 'feed-forward dimension',
    all: [
      /\b(?:feed-?\s?forward|ffns?|position-?wise|mlps? (?:blocks?|sub-?layers?|of (?:each|every) (?:block|layer)))\b/i,
      /\b(?:dim\w*|wide|width|sizes?|units|neurons|expand\w*|inner|hidden|intermediate|widen\w*|project\w*|sub-?layers?|blocks?)\b/i,
    ],
    none: /\b(?:layers of feed|feed-?forward (?:neural )?networks? (?:with|of) (?:\w+ )?(?:hidden )?layers)\b/i,
    is: 'count',
    min: 32,
    max: 200_000,
    behind:
      /^(?:[- ](?:dim\w*|units|neurons|wide|hidden units|channels|features)\b|[.,;)]| (?:and|in|with|for|per|inner|before|inside)\b|$)/i,
  },
  {
    name: 'embedding dimension',
    hasSpace: true,
    all: [
      /\b(?:embed\w*|look-?\s?up tables?|bottleneck|codes? (?=(?:has|have|of|with)\b)|latent space|word vectors?|mapped (?:in)?to|encoded (?:in)?to)\b/i,
      /\b(?:dimension\w*|vectors?|R\^|components|entries|numbers|space|wide|long|length|embedd\w+)\b|ℝ|R\^/i,
    ],
    none: /\b(?:clusters?|classes|vocabular\w*|tokens|words per|nearest|positions?|sinusoid\w*)\b/i,
    is: 'count',
    min: 2,
    max: 20_000,
    behind:
      /^(?:[- ]?(?:d\b|dim\w*|components|entries|numbers|features|values|real)| (?:wide|long)|[.,;)]| (?:by|and|for|per|before|with)\b|$)/i,
    before: /(?:R ?\^|\b(?:of|into|to|length|size|dimension\w*|d|with|has|have|is|are|=|by)[ =]*(?:an? )?)$/i,
  },
  {
    name: 'hidden units',
    hasSpace: true,
    all: [
      /\b(?:hidden|recurrent|cell|memory|internal) (?:state|vector|representation)s?\b|\b(?:lstms?|grus?|rnns?)\b|\b(?:residual stream|token representations?|model width)\b/i,
      /\b(?:dimension\w*|vectors?|components|entries|numbers|wide|long|size|length|width)\b/i,
    ],
    none: /\b(?:embed\w*|window|look-?back|sequences?|vocabular\w*)\b/i,
    is: 'count',
    min: 4,
    max: 50_000,
    isBehind: true,
    behind:
      /^(?:[- ]?(?:d\b|dim\w*|components|entries|numbers|features|values|real)| (?:wide|long)|[.,;)]| (?:in|and|for|per|throughout)\b|$)/i,
  },
  {
    name: 'channels',
    all: [/\b(?:maps|channels|filters|kernels)\b/i, /\b(?:convol\w*|layers?|stem|blocks?)\b/i],
    none: /\b(?:EEG|ECG|EMG|colou?r|audio|sensors?|self-organi[sz]ing|attention maps)\b/i,
    is: 'count',
    min: 5,
    max: 8192,
    behind: /^ (?:(?:feature|output|convolutional|learned) )?(?:maps|channels|filters|kernels)\b/i,
  },
  {
    name: 'patch size',
    all: [/\bpatch(?:es)?\b/i, /\b(?:cut|divid\w*|split|chopp\w*|slic\w*|tokens?|length|group\w*|segment\w*|pack\w*)\b/i],
    none: /\b(?:crop\w*|tiles?|whole-slide|cm|mm|per (?:image|slide|scan|volume)|number of)\b/i,
    is: 'count',
    min: 2,
    max: 64,
    isBehind: true,
    behind:
      /^(?: (?:consecutive |neighbouring )?(?:time ?steps?|steps|points|samples|values|frames|hours|days|observations|pixels)\b|[.,;)]|$)/i,
  },
  {
    name: 'kernel size',
    all: [
      /\b(?:filters?|kernels?|convolution\w*|receptive fields?)\b/i,
      /\b(?:spans?|spanning|cover\w*|wide|width|long|length|sizes?|extent|see|sees|look\w* at|taps|span)\b/i,
    ],
    none: /\b(?:stride|pool\w*|sampling|strides|dilat\w*|rbf|gaussian)\b/i,
    is: 'count',
    min: 1,
    max: 512,
    behind:
      /^(?: (?:neighbou?ring |consecutive |adjacent |successive )?(?:time ?steps?|frames?|samples?|points?|pixels?|tokens?|taps?|characters?|words?|bases|residues|steps|positions|bins|wide|long|consecutive)\b|[.,;)]| (?:and|each|everywhere|throughout|in)\b|$)/i,
  },
];
