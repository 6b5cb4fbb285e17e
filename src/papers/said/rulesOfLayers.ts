/** How layers are built, by words of a clause. Data. */
import { inClauses } from './clauseRule.ts';

export const layerRules = inClauses([
  {
    name: 'layers',
    all: [/\bdeep\b/i, /\b(?:levels?|layers?|blocks?|stages?|network|model|encoder|decoder|trunk|stack)\b/i],
    none: /\b(?:metres|meters|km|cm|mm|inches)\b/i,
    is: 'count',
    most: 1000,
    within: 24,
    behind: /^ (?:[\p{L}-]+ ){0,2}deep\b/u,
  },
  {
    name: 'layers',
    all: [/\bmessages?\b/i, /\b(?:pass\w*|exchang\w*|propagat\w*|sent)\b/i],
    is: 'count',
    most: 64,
    behind: /^(?:[- ](?:times|rounds|steps|iterations|hops)\b)/,
  },
  {
    name: 'vocabulary size',
    all: [/\|V\|/],
    none: /\b(?:graphs?|vert(?:ex|ices)|edges|nodes)\b/i,
    is: 'count',
    least: 50,
    most: 5e6,
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
    least: 100,
    most: 5e6,
    behind:
      /^(?:[- ](?:[\p{L}-]+ ){0,2}(?:entries|types|pieces|word-?pieces|symbols|units|merges|merge|sub-?words?|words|forms|distinct|tokens)\b|[.,;)]| (?:and|for|in|was|is)\b|$)/iu,
  },
  {
    name: 'attention heads',
    all: [/\b(?:attention )?heads?\b/i, /attention|attend|\bn_?\(?heads|\btransformer/i],
    none: /\b(?:classification|prediction|output|projection|detection|policy|value|task) heads?\b|\b(?:most|carry|prun\w+|remov\w+|ablat\w+)\b/i,
    is: 'count',
    most: 128,
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
    least: 32,
    most: 200_000,
    behind:
      /^(?:[- ](?:dim\w*|units|neurons|wide|hidden units|channels|features)\b|[.,;)]| (?:and|in|with|for|per|inner|before|inside)\b|$)/i,
  },
  {
    name: 'embedding dimension',
    hasSpace: true,
    all: [
      /\b(?:embed\w*|look-?\s?up tables?|bottleneck|codes? (?=(?:has|have|of|with)\b)|latent space|word vectors?|(?:words?|tokens?|items?|users?|nodes?|characters?|atoms?|genes?) (?:is|are|becomes?|as) (?:a |an )?(?:[a-z]+ )?vectors?|mapped (?:in)?to|encoded (?:in)?to)\b/i,
      /\b(?:dimension\w*|vectors?|R\^|components|entries|numbers|space|wide|long|length|embedd\w+)\b|ℝ|R\^/i,
    ],
    none: /\b(?:clusters?|classes|vocabular\w*|tokens(?! (?:are|is|have|get)\b)|words per|nearest|positions?|sinusoid\w*)\b/i,
    is: 'count',
    least: 2,
    most: 20_000,
    behind:
      /^(?:[- ]?(?:d\b|dim\w*|components|entries|numbers|features|values|real)| (?:wide|long)|[.,;)]| (?:by|and|for|per|before|with)\b|$)/i,
    before: /(?:R ?\^|\b(?:of|into|to|length|size|dimension\w*|d|with|has|have|is|are|=|by)[ =]*(?:an? )?)$/i,
  },
  // `an encoder f: ℝ^784 → ℝ^20`.
  {
    name: 'embedding dimension',
    hasSpace: true,
    all: [/\b(?:encoders?|embedd?\w*|features?|representations?|projection|projector)\b/i],
    none: /\b(?:classifier|critic|generator|decoder)\b/i,
    is: 'count',
    least: 2,
    most: 20_000,
    within: 50,
    before: /(?:[Rℝ] ?\^ ?\w+|\p{L}) ?(?:→|to) ?[Rℝ] ?\^ ?$/u,
    behind: /^/,
  },
  // `z ∈ ℝ^8` of what is encoded.
  {
    name: 'embedding dimension',
    hasSpace: true,
    all: [/(?<![\p{L}])z(?:_\S)? ?∈ ?[Rℝ]/u],
    none: /\b(?:logits|classes|hidden|states?|recurrent|pre-?activations?|agents?|noise|generator|critic)\b/i,
    is: 'count',
    least: 1,
    most: 20_000,
    before: /(?<![\p{L}])z(?:_\S)? ?∈ ?[Rℝ] ?\^ ?$/u,
    behind: /^/,
  },
  // `features φ(x) ∈ ℝ^64`.
  {
    name: 'embedding dimension',
    hasSpace: true,
    all: [/\b(?:encoders?|embedd?\w*|features?|representations?|latents?|codes?|projections?)\b/i],
    none: /\b(?:classifier|critic|random features?|fourier|input features?|node features?)\b/i,
    is: 'count',
    least: 2,
    most: 20_000,
    within: 50,
    before: /(?<![\p{L}\d])[φϕψefghz](?:_?\w)?(?:\([\p{L}\d_, ]{1,6}\))? ?∈ ?[Rℝ] ?\^ ?$/u,
    behind: /^/,
  },
  // `h_t ∈ ℝ^24` of what remembers.
  {
    name: 'hidden units',
    hasSpace: true,
    all: [/\b(?:states?|recurrent (?:unit|network|layer|cell)|lstms?|grus?|rnns?|cells?)\b/i],
    none: /\b(?:agents?|actions?|policy|environment|observ\w*|state space)\b/i,
    is: 'count',
    least: 2,
    most: 50_000,
    before: /(?<![\p{L}])[hcsz]_?t? ?∈ ?[Rℝ] ?\^ ?$/u,
    behind: /^/,
  },
  // `A linear layer to 24 numbers`, `gives 32 features`.
  {
    name: 'embedding dimension',
    all: [/\b(?:linear (?:layer|map|transformation)) (?:[^.;,#]{0,40}? )?(?:to|onto|into|gives?|yields?|give|leaves?)\b/i],
    none: /\b(?:classes|logits|outputs? layer|actions|principal)\b/i,
    is: 'count',
    least: 2,
    most: 20_000,
    isBehind: true,
    within: 20,
    before: /\b(?:to|onto|into|gives?|yields?|leaves?) (?:an? )?(?:vectors? of )?$/i,
    behind: /^ (?:numbers|dimensions|features|components|values|entries)\b/i,
    ratherThan: ['layers'],
  },
  // `Each symbol gets a vector of 32 numbers`.
  {
    name: 'embedding dimension',
    all: [
      /\b(?:symbols?|characters?|letters?|digits?|items?|notes?|nodes?|words?|tokens?|time index|(?:noise )?level|time ?step|phonemes?|genes?|amino acids?|users?|films?|cells?|pieces?|classes|class|frequenc\w+)\b/i,
      /\bvectors? (?:of|with)\b/i,
    ],
    none: /\b(?:hidden|inputs? vector|state|one-hot|queue|principal|observation|bag|counts)\b/i,
    is: 'count',
    least: 2,
    most: 20_000,
    before: /\bvectors? (?:of|with) (?:length |dimension |size )?$/i,
    behind: /^ (?:(?:real |learned |learnt )?(?:numbers|dimensions|components|values|entries|reals|weights))?\b/i,
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
    least: 4,
    most: 50_000,
    isBehind: true,
    behind:
      /^(?:[- ]?(?:d\b|dim\w*|components|entries|numbers|features|values|real)| (?:wide|long)|[.,;)]| (?:in|and|for|per|throughout)\b|$)/i,
  },
  {
    name: 'channels',
    all: [/\b(?:maps|channels|filters|kernels)\b/i, /\b(?:convol\w*|layers?|stem|blocks?)\b/i],
    none: /\b(?:EEG|ECG|EMG|colou?r|audio|sensors?|self-organi[sz]ing|attention maps)\b/i,
    is: 'count',
    least: 5,
    most: 8192,
    behind: /^ (?:(?:feature|output|convolutional|learned) )?(?:maps|channels|filters|kernels)\b/i,
  },
  {
    name: 'patch size',
    all: [/\bpatch(?:es)?\b/i, /\b(?:cut|divid\w*|split|chopp\w*|slic\w*|tokens?|length|group\w*|segment\w*|pack\w*)\b/i],
    none: /\b(?:crop\w*|tiles?|whole-slide|cm|mm|per (?:image|slide|scan|volume)|number of)\b/i,
    is: 'count',
    least: 2,
    most: 64,
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
    least: 1,
    most: 512,
    behind:
      /^(?: (?:neighbou?ring |consecutive |adjacent |successive )?(?:time ?steps?|frames?|samples?|points?|pixels?|tokens?|taps?|characters?|words?|bases|residues|steps|positions|bins|wide|long|consecutive)\b|[.,;)]| (?:and|each|everywhere|throughout|in)\b|$)/i,
  },
]);
