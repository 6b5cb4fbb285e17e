/** What tells how something was trained. Data. */
import { type Evidence, nearEachOther, number } from './wordFamilies.ts';

const rate =
  /\b(?:learning[- ]rate|step[- ]?size|rates?|lr|LR|adam\w*|sgd|optimi[sz]\w+|schedul\w+|warm(?:ed|ing|s)?[- ]?up|epochs?|updates|steps)\b|η|ramp/i;
const samples = `(?:examples?|samples?|images?|sequences?|tokens?|sentences?|pairs?|utterances?|graphs?|molecules?|windows?|patches|crops?|clips?|frames?|transitions?|trajectories|episodes?|prompts?|items?|sessions?|users?|documents?|points?|series|recordings?|patients|stays|scans?|volumes?|tiles?|queries|triplets?|anchors?|nodes?|songs?|videos?|functions?|reactions?|spectra|slides?|puzzles?|problems?|questions?|completions?|answers?)`;
const small = /\d(?:·\d+)?e-[1-9]|\b0·\d|\b(?:10|2)\^-\d|\b(?:hundredth|thousandth)s?\b/;
/** What changes by a schedule. */
const ofRate =
  /\b(?:learning[- ]rate|step[- ]?size|lr)s?\b|\b(?:the|its|their|this|both) rates?\b|\ban? (?:peak |initial |base |maximum )?rate of\b|\brate (?:starts|begins|is|was|falls|rises)\b|η/i;

/** How far one step goes, by whatever name. */
const pace =
  /\b(?:learning[- ]?rates?|step[- ]?(?:sizes?|lengths?|widths?)|lr|rates?|strides?|pace|(?:takes?|took|taking|base|peak) steps?|(?<!\b(?:number|hundreds|thousands) )of steps?|along the (?:negative )?gradient|steps? (?:of (?:\d|an?\b|size|length|the optimi)|was|were|is|it takes)|course of the (?:step|rate))\b|η/i;

const optimizers = /\b(?:adam\w*|sgd|rms-?prop|lamb|lion|ada(?:grad|delta|factor)|muon|nesterov\w*|optimi[sz]ers?|gradient descent)\b/i;

/** Rates of something else. */
const otherRates =
  /\bwarm\w*[- ]?up\b[^.;,]*|\b(?:multiplied|divided|reduced|lowered) by (?:a factor of )?\d[\d·]*|\b(?:rises?|grows?|climbs?|ramps?|increases?)\b[^.;,]{0,20}\b(?:during|over|in|for|within) (?:the first )?[\d,]+k? [\w-]*[^.;,]*|\b(?:power|exponent|gamma|factor|patience)(?: of| is| =)? ?\d[\d·]*|\b(?:drop-?out|drop|dropping|sampling|error|masking|mask|noise|frame|corruption|success|failure|win|hit|refresh|bit|data|acceptance|exploration|forgetting|word|compression|heart|event|growth|mutation|label|false[ -]\w+|interest|cross-?over|converges? at (?:the|a)) rates?\b|\b(?:stochastic depth|drop[- ]?path|drop-?out|label smoothing|label noise)\b[^.;,]*|(?:β_?\d?|\bbetas?|ε|\bmomentum|\bdecay|\bpenalty|\bregulari[sz]ation|\bnorm|γ|τ|λ) ?(?:=|of|at|is|to)? ?\d[\d·e-]*/giu;

const change =
  /\b(?:cosine(?! (?:similar|distance|loss))|linear(?:ly)?(?! (?:layers?|prob\w+|class\w+|head|model|evaluation))|constant(?! (?:of|in|factor)\b)|constantly|fixed|steady|unchang\w+|unalter\w+|without change|no change|chang(?:es?|ed|ing)|anneal\w*|decay\w*|halv\w+|(?:cut|divided) (?:in half|in two|by)|multiplied|shrinks?|shrinking|shr[au]nk|s[aiu]nk|sinks?|sinking|fell|falls?|falling|drop(?:s|ped)|(?:lower\w*|reduc\w+|decreas\w+)(?! to \d)|descend\w*|declin\w+|goes down|brought (?:down|back)|exponential\w*|polynomial\w*|one-?cycle|plateau\w*|(?<!\d )stays?|stayed|remain(?:s|ed)|(?:left|leaves?|let)\b[^.;]{0,20}\b(?:alone|as (?:it|they|is))|from beginning to end|the same (?:in|for|at|over|during|throughout) (?:all|each|every|the whole)|kept|keep|held|tamper\w*|throughout|inverse|schedul\w+|timetable|cool\w*|flat(?=[.,;)]|$)|geometrically|triang\w+|cycl\w+|tenfold|from first to last|straight line|never|half of that|thereafter|afterwards)\b/i;

export const evidenceOfTraining: Readonly<Record<string, Evidence>> = {
  optimizer: {
    together: [
      [/\bstochastic gradients?\b/i],
      [
        /adamw?(?![a-z])|\bl-?bfgs\b|\bgradient descent\b|\bNesterov's (?:method|accelerat\w+|scheme)|\bdelta rule\b|\bheavy ball\b|\b(?:quasi-)?Newton(?:'s method| steps?| method)\b|(?<![\p{L}])[wθW] ?← ?[wθW] ?[-−] ?(?:η|α|\d)|\bplain (?:gradient|SGD)\b/iu,
      ],
    ],
  },
  'optimizer constants': {
    isSetUp: true,
    without:
      /\b(?:compar\w+|contrast\w*) (?:it |this |them )?(?:with|to|against) [^.;]*|\b(?:settings|parameters|values|constants) of (?:the|this|each|all|every) (?!(?:\w+ ){0,2}(?:librar|optimi|adam|authors|package|framework|moments?|method|algorithm|implementation|original|paper))[^.;]*|\b(?:follows?|followed|updated?|encoder) by momentum\b[^.;]*|\b(?:symmetric )?beta distribution\b[^.;]*|\b(?:trees|forests?|[\w-]*boost\w*|LightGBM|SVMs?|support vector machines?)\b[^.;]{0,40}\bdefaults?\b[^.;]*|\b(?:tried|tested|experimented with|exchanged (?:it|adam\w*) for|replac\w+ (?:it|adam\w*) (?:by|with)) (?:\w+ )?(?:SGD|stochastic gradient descent|momentum|RMS-?prop)\b[^.;]*|\bmomentum (?:cop\w+|encoders?|queue|contrast\w*|teachers?|updates?|networks?|of the (?:average|encoder|teacher))\b[^.;]*|\b(?:compar\w+|choice|choosing) (?:of |between )?[^.;]*\bdefault values\b/gi,
    together: [
      [/\b(?:not|never) (?:\w+ )?(?:touch|chang|tun|alter|set)\w* (?:the |its )?(?:betas?|constants|moments|β)|\bdecay rates \(0·\d/iu],
      [
        /\b(?:adam\w*|optimi[sz]er|lion|lamb|rms-?prop|β|betas?)/iu,
        /\b(?:customary|canonical|textbook|recommended|suggested|published|original|usual|ordinary) (?:constants|betas|settings|values|moments|coefficients)\b|\b(?:constants|betas|settings|values|coefficients|moments) (?:\w+ )?(?:recommended|suggested|proposed|advised|as|of|in|from) (?:by |in |of )?(?:its|their|the) (?:authors?|inventors?|paper|original paper|first paper)\b|(?:β_?[12]?|\bbetas?|\bconstants|\barguments)(?: [\w-]+){0,5} (?:is|are|was|were) (?:the |its |their )?(?:defaults|left alone|left as they (?:are|were)|not touched|untouched|unchanged|never changed)\b/iu,
      ],
      [
        /\b(?:apart from|besides|except for|other than|but for|only) (?:the |its |this )?(?:learning )?(?:step|rate)\b[^.;]{0,60}\b(?:nothing|defaults?|differs?|alone|unchanged|untouched|standard|usual)\b|\bnothing (?:\w+ )?(?:about|in|of) (?:adam\w*|the optimi[sz]er) (?:is|was|has been) (?:changed|altered|tuned|touched)\b|β_?1[^.;]{0,12}β_?2\)? (?:\w+ ){0,2}(?:as )?(?:recommended|suggested|usual|is usual|proposed|customary|in the)\b/iu,
      ],
      [
        /\b(?:smoothing|decay|forgetting) (?:constant|factor|rate|coefficient)\b[^.;]{0,24}\b(?:squared|squares|second moments?|gradients)\b[^.;]{0,24}0·[5-9]|\b(?:squared|squares|second moments?)\b[^.;]{0,30}\b(?:constant|factor|rate|decay|coefficient|averaged)\b[^.;]{0,24}0·[5-9]/iu,
      ],
      [
        /\b(?:rms-?prop|ada(?:grad|delta))\b/i,
        /\b(?:(?<!weight )(?<!rate )decay|smoothing|averag\w+|constant|forgetting|memory|alpha|rho)\b[^.;]{0,20}0·[5-9]|[ρα] ?= ?0·[5-9]/iu,
      ],
      [/\b(?:n?adam\w*|lion|lamb|optimi[sz]er)\b/i, /(?:β|\bbetas?\b).*\b0·\d+\D{1,8}0·9\d*/iu],
      [
        /(?:β|\bbeta|\bmoment|\bconstant)s? (?:of \w+ )?(?:is|are|was|were|stay|remain|keep|kept) (?:as )?(?:those|the ones|what|they are|they were|it is)\b/iu,
      ],
      [/\b(?:keep|kept|leave|left|take|took|use|used)\b[^.;]{0,30}\b(?:betas?|moments?|constants)\b[^.;]{0,24}\b(?:as|at|of|from|in)\b/i],
      [
        /\b(?:constants|betas|moments|coefficients|arguments|hyper-?parameters|settings|β)(?: \w+)? (?:as |which are |that are |those )?(?:they )?(?:provided|given|set|preset|shipped|supplied|offered|implemented|found|those|in|of|by|from) (?:by |in |with |of |for )?(?:the |its )?(?:pytorch|torch|keras|tensorflow|optax|jax|flax|mxnet|library|framework|package|software|implementation|toolbox|optimi[sz]er|manual|inventors)\b/iu,
      ],
      [
        optimizers,
        /\b(?:parameters|constants|settings|arguments|options|hyper-?parameters|values|betas|rest|others?)\b[^.;]{0,30}\b(?:not (?:been )?(?:changed|altered|touched|tuned)|unchanged|unaltered|untouched|as (?:\w+ ){1,3}(?:offers?|provides?|gives?|sets?)|what (?:\w+ ){1,2}(?:offers?|provides?|gives?|sets?))\b/i,
      ],
      [
        /\b(?:adam\w*|optimi[sz]er|rms-?prop|lion|lamb|sgd)\b/i,
        /\bships? (?:it|them)\b|\bfactory\b|\b(?:otherwise|else|apart from that)\b[^.;]{0,30}\b(?:alone|unchanged|untouched|defaults?|usual|standard)\b|\bnothing (?:but|except|else)\b|\((?:β ?= ?)?0·\d+, ?0·9\d*\)/i,
      ],
      [
        /\b(?:the )?(?:other|remaining|rest of the|all) (?:\w+ )?(?:constants|hyper-?parameters|settings)\b/i,
        /\b(?:defaults?|as (?:\w+ ){1,2}(?:has|have|had|ships|sets) (?:them|it)|pytorch|keras|tensorflow|library)\b/i,
      ],
      [
        nearEachOther(
          /\b(?:betas?|moments?|(?<=\b(?:adam\w*|lion|lamb|optimi[sz]er)(?:'s)? )coefficients|(?:smoothing|forgetting) (?:factors?|constants?)|momentum|momenta|inertia)\b/i,
          /\b(?:0·\d+|defaults?|usual|standard|customary|conventional|library|absent|none|zero|without|no|recommend\w*|authors|suggested|proposed)\b/i,
          50,
        ),
      ],
      [
        nearEachOther(
          /\b(?:constants?|hyper-?parameters?|settings|parameters|values|arguments|options) (?:of|for|in) (?:the |its |this )?(?:optimi[sz]\w+|adam\w*|rms-?prop|\w+ library)|\b(?:adam\w*|optimi[sz]er|rms-?prop|lion|lamb|adafactor|adagrad)(?:'s)?,?(?: \(?with)?(?: keeps?| has| had| in)?(?: \w+){0,2} (?:constants?|settings?|parameters|hyper-?parameters)/i,
          /\b(?:defaults?|usual|standard|library|librar\w+|framework|pytorch|keras|tensorflow|jax|optax|transformers|original|those|same|authors|untouched|unchanged)\b/i,
          60,
        ),
      ],
      [
        optimizers,
        /\bout of the box\b|\bas it (?:is|comes)\b|\bas the library (?:has|had|gives|ships)\b|\bdefault (?:betas|moments|constants|settings|parameters|values|arguments|hyper-?parameters)\b|\bin (?:its|the) (?:standard|usual|default) (?:form|setting|configuration)\b/i,
      ],

      [
        /\bdefaults?\b[^.;]{0,40}\b(?:constants?|parameters|hyper-?parameters|settings|values|betas|moments?|coefficients|otherwise)\b|\b(?:constants?|betas|β[\d ,andβ()]*|moments?|coefficients|parameters|(?:adamw?|optimi[sz]er)(?:'s)?(?: \w+)?|settings)\b[^.;]{0,40}\b(?:defaults?|usual|standard)\b|\b(?:standard|usual) (?:adamw? |optimi[sz]er )?(?:constants|betas|momentum|moments|moment coefficients)\b|\b(?:parameters|constants|values|settings) (?:advised|recommended|given|suggested|proposed) (?:in|by) (?:its|their|the) (?:own )?(?:paper|authors?|article|inventors?)\b|\bb_?1 ?= ?0·\d+, ?b_?2 ?= ?0·9|\bdefault (?:adamw?|optimi[sz]er|rmsprop)\b|\b(?:adamw?|rmsprop|lars|lamb|optimi[sz]er)\b[^.;]{0,30}\b(?:defaults?|out of the box|without further tuning)\b|\bno momentum\b|\bmomentum\b[^.]{0,80}; we do without it\b|\bwithout momentum\b|\b(?:squared[- ]gradient|gradient|(?<!\b(?:target|label|polyak) )smoothing) (?:decay|constant|coefficient)s?\b[^.;]{0,12}\d/i,
      ],
      [
        /\b(?:constants|betas|parameters|settings|values|coefficients|recommendations?) (?:of|from|in|by|recommended by|suggested by|proposed by) (?:the )?(?:Kingma|original|paper|authors|library|framework)\b/,
      ],
      [
        /\b(?:adam\w*|optimi[sz]er\w*|rms-?prop|lamb|lion|β|betas?|momentum|hyper-?parameters|settings|arguments|options|values|parameters|constants|else)\b/i,
        /\b(?:rest|remaining|other|further|else|everything)\b[^.;]{0,50}\b(?:defaults?|as (?:shipped|provided|delivered)|untouched)\b|\b(?:library|framework|pytorch|keras|tensorflow|optax|jax|usual|standard|recommended|default) (?:defaults?|values|constants|settings|parameters|arguments)\b|\bdefaults? of (?:pytorch|keras|tensorflow|optax|jax|the (?:library|framework|optimi[sz]er))\b/i,
      ],
    ],
  },
  'learning rate': {
    without: otherRates,
    together: [
      [
        /\b(?:peak|summit|ascent|warm\w*|climb\w*|inverse[- ](?:square[- ])?root|timetable|schedule)\b/i,
        /\b(?:to|of|from|at|is|being) (?:a |its )?\d(?:·\d+)?e-[1-9]/,
      ],
      [nearEachOther(pace, small, 60)],
      [optimizers, /\b(?:at|rate|steps?|\(adam\w*,|constant|with) (?:a |of |an? )?(?:constant )?(?:\d(?:·\d+)?e-[1-9]|0·0\d)/i],
      [
        /\b(?:adam\w*|sgd|optimi[sz]\w+|gradient descent)\b/i,
        /(?<!\b(?:dropout|drop|sampling|error|masking|mask|noise|frame|corruption|decay|path|success|failure) )\brate of \d/i,
      ],
    ],
  },
  'learning rate schedule': {
    isSetUp: true,
    // Of the moments of Adam, of averages of weights.
    without:
      /\b(?:shrinks?|changes?|grows?|falls?|var(?:y|ies)|decreases?|increases?|scales?|decays?) with (?:the )?(?:learning rate|step size|rates?|batch|number|width|depth|size|η)\b[^.;]*|\bsteps? of size η\b[^.;]*|\bchanges? the (?:sign|matrix|result|order|answer|picture|weights?)\b[^.;]*|\bshrinks? by (?:the |a )?(?:factor )?\([^.;]*|\brate shrunk by\b|[^.;]*\b(?:constant|decayed|fixed) (?:rate|one|step)\b[^.;]*\b(?:has|have|reach\w*|gives?|gave|ends?|ended)\b[^.;]*\d ?(?:per ?cent|%)[^.;]*|^(?:For|With|If|When|Under) (?:an? |the |any |some )?(?:\w+ )?(?:learning rates?|step sizes?|rates?|steps?) (?:that|which)\b[^.;]*|\b(?:searched|tuned|swept)\b[^.;,]*|[^.;]*\bdo(?:es)? the same\b[^.;]*|\brates? of (?:convergence|removal|change|decay|success|growth|forgetting|arrival|failure|firing|errors?)\b[^.;]*|\b(?:number|hundreds|thousands|lots|plenty) of steps\b|\b(?:variances?|noise|β_?t|σ_?t|sparsity|KL|temperature|mask\w*|clip\w*|curriculum)\b[^.;]{0,30}\b(?:cosine|linear|cubic|polynomial) schedule\b|\b(?:lower|upper|higher|deeper|earlier|later|last|first) (?:layers?|blocks?)\b[^.;]{0,30}\b(?:smaller|lower|larger|higher|own) (?:learning )?rates?\b|\b(?:effect|influence|role|importance|choice) of (?:the |a )?(?:learning rate|step size)\b[^.;]*|\b(?:learning rate|step size|lr|rate)s? (?:is |are |was |were )?(?:\w+ )?(?:reduced|lowered|raised|scaled|divided|changed|adapted|adjusted) (?:\w+ )?(?:in proportion|accordingly|with (?:the )?batch|linearly with (?:the )?batch)\b[^.;]*|\b(?:accuracy|errors?|scores?|loss(?:es)?|distances?|regret|gap|variance) (?:falls?|decays?|shrinks?|drops?|decreases?|vanish\w*|declines?) (?:exponentially|linearly|geometrically|like|as|with)\b[^.;]*|\b(?:a |the )?(?:drift|trade-?s?|speed|move)\w*\b[^.;,]{0,20}\bat a (?:fixed|constant|steady) rate\b|\b(?:grow|ris|increas|climb|warm|ramp|rais)\w*(?:[- ]up)?(?: \w+)? linearly|\blinear (?:warm-?up|ramp|increase)|\b(?:exponential )?(?:decay (?:rates?|factors?|constants?|coefficients?)|decays?) (?:for|of|in) (?:the |its |their )?(?:first|second|both|moments?|moment|averag\w+|moving|running|EMA|weights)\b[^.;]*|\b(?:weight|EMA|averaging|squared[- ]gradient|gradient|momentum|alpha) decay(?: rate)?\b|\bexponential moving averages?\b[^.;,]*|\b(?:loss|error|score|accuracy|perplexity|reward|metric|F1|AUC|BLEU|Dice)\b[^.;,]{0,12}\b(?:has|have|had|does|do|did|is|was|had)(?: not|n't)? (?:\w+ )?(?:improv|decreas|increas|fall|fallen|fell|drop|los|ris|chang|stopp)\w*[^.;,]*|^(?!.*\b(?:learning[- ]rate|lr|step[- ]size|warm)).*\bnois\w+.*$|\b(?:smoothing|time|decay|averaging|forgetting|Lipschitz|physical|normali[sz]ing|proportionality|Boltzmann|spring|regulari[sz]ation|curvature) constants?\b|\brectified linear\b|\blinear (?:units|rectif\w+)\b|\b(?:exploration|growth|drop-?out|error|noise|masking|mutation|label|sampling|forgetting|compression|success|failure|false[ -]\w+|learning curve|event|decay|convergence|firing|heart) rates?\b[^.;,]*|\bfirst (?:attempt|try|trial)s?\b[^.;]*|\b(?:validation|training|test) (?:loss|error|score|accuracy) (?:rose|rises|fell|falls|grew|grows|drops|dropped|sank|sinks)\b[^.;]*|\bwe (?:dropped|drop|discarded|abandoned|gave) (?:it|this|that|them)\b[^.;]*|\bgradient flow\b[^.;]*|\b(?:grow|shrink|decay|converge|fall|move|ris|learn|approach|vanish)\w* (?:\w+ )?(?:at|with) (?:the|a) rate\b[^.;,]*|\b(?:falls?|fell|drops?|dropped) (?:\w+ )?(?:below|behind|short|under)\b|\b(?:kept?|set|held|left) [^.;]{0,60}\bat (?:the|a) value\b[^.;,]*|\bRunge.Kutta\b[^.;]*|\bfixed (?:points?|numbers?)\b|\bkept? (?:it )?for (?:all|every|each|the (?:rest|others))\b|\bdecay (?:of )?0·9\d*\b|\bdecay [αγρβ](?!\w)/gi,
    together: [
      [
        /(?:η|α|γ|\blr|\blearning rate)_?[({]?[a-z](?: ?\+ ?1)?[)}]? ?(?:=|←|:=|∝)/u,
        /^(?!.*\b(?:noise|β_?t|discount|reward|policy|weights? of the)\b)(?=.*(?:η|\blr\b|\b(?:learning rate|step[- ]sizes?|steps? (?:of|decay|shrink)|decay|schedule|Robbins|Polyak)\b))/iu,
      ],
      [
        /\b(?:times|fold) (?:smaller|lower)\b[^.;]*\bevery\b|\bevery\b[^.;]{0,20}\bepochs?\b[^.;]{0,40}\b(?:times|fold) (?:smaller|lower)\b|\b(?:lr|rates?|steps?|step[- ]sizes?|pace)\b[^.;]{0,40}\b(?:first|initial) (?:half|third|part|\d+ \w+)\b[^.;]{0,30}\b(?:second|rest|remaining|last|then|afterwards|other)\b|\bfrom (?:the )?(?:first|beginning|start) to (?:the )?(?:last|end)\b|\b(?:lr|learning rate|rate|adam\w*|sgd)\b.*(?:[x×*] ?0·[1-9]\d*|÷ ?\d+|\/ ?10) (?:at|after|every|each)\b/iu,
      ],
      [
        /\b(?:nothing|neither|none|no rate)\b[^.;]{0,40}\b(?:annealed|decayed|scheduled|lowered)\b|\b(?:adam\w*|sgd|lion|lamb|rms-?prop)\b.*\b(?:climbs|rises|grows|goes|ramps|warms)\b[^.;]{0,40}\band (?:then )?(?:stays|remains|keeps)\b|\b(?:rate|step)s?\b[^.;]{0,30}\b(?:a|one) (?:tenth|half|fifth|hundredth)\b[^.;]{0,60}\b(?:from|after|at) (?:epochs?|steps?|updates?|iterations?) \d/i,
      ],
      [
        /\b(?:no|without|neither|nor|not|never)\b[^.;]{0,40}\b(?<!\b(?:noise|variance|β|sampling|masking|temperature|exploration|training|work) )(?:schedules?|scheduling|scheduler|annealing)\b/i,
      ],
      [nearEachOther(pace, change, 110)],
      [
        /\b(?:both|they|it|these|which|all|each|that) (?:rates )?(?:is|are|was|were|being) (?:then |later |both )?(?:multiplied|divided|lowered|reduced|halved|decayed|annealed|dropped|cut) by\b/i,
        /\b(?:after|at|every|each|twice|once|when)\b[^.;]{0,24}\b(?:epochs?|steps?|iterations?|updates|plateau)\b/i,
      ],
      [rate, /\bconstant (?:afterwards|thereafter|throughout|from then|after (?:that|it|this))\b/i],
      [rate, /\bcosine(?! (?:similar|distance|loss|head|of|noise|between|classif|kernel))\b(?!.*\bnois)/i],
      [
        ofRate,
        /\b(?:decay(?:s|ed|ing)|annealed|anneals|annealing|plateau\w*|schedul\w+|adapt(?:ed|ive)|adjusted|unchanged|throughout|one-?cycle|restarts|linearly (?:to|down|back|there)|constant(?! (?:of|in|factor|for)\b)|(?:kept|held|stays?|remains?|left) fixed|fixed (?:learning|step|rate|at))\b/i,
      ],
      [
        ofRate,
        /\b(?:lowered|halv\w+|reduced|decreas\w+|divided|multiplied|dropped|drops|falls?|falling|fell|shrinks?|shrunk|cut|vanish\w+|sinks?|goes|brought)\b/i,
        /\b(?:after|every|each|at (?:epoch|step|iteration|\d|half|the)|when|whenever|if|once|until|over|during|within|linearly|exponentially|gradually|polynomially|progressively|stepwise|twice|thrice|towards?|down to|to zero|plateau)\b/i,
      ],
      [
        /\bwarm(?:ed|ing|s)?[- ]?up\b/i,
        /\b(?:then|followed|follows|after (?:which|that|it)|thereafter|afterwards|and) [^.;]{0,40}\b(?:decay|decays|decayed|cosine|constant|linear|linearly|anneal\w*|inverse|falls?|decreas\w+|rsqrt)\b/i,
      ],
    ],
  },
  'batch size': {
    isSetUp: true,
    // What is made, sent or looked at in batches is no batch of the training.
    without:
      /\b(?:plated|grown|grouped|shipped|sent|collected|annotat\w+|labell?\w*|scanned|printed|harvested|delivered|released|recorded|measured|captured|sequenced|assayed|produced|brewed|downloaded|judged|rated|checked)\b[^.;,]{0,20}\bin (?:\w+ )?batches\b[^.;,]*|\b(?:one|two|some|other|all) (?:\w+ )?(?:examples?|images?|points?|views?|elements?) (?:of|in|from) (?:a|the|each|one) (?:mini-?)?batch\b|\bbatch(?: |-)(?:statistics|accuracy|norm\w*|mean|variance|loss)\b[^.;,]{0,24}|\b(?:Monte Carlo|one) sample\b[^.;]*|\beach of \d+ frames\b|\bspeech frames\b|\b[ijkmn] ?= ?1\b[^.;]*|\b(?:ask(?:s|ed|ing)?|quer(?:y|ies|ied|ying)|label(?:s|led|ling)?|annotat\w+)\b[^.;]{0,30}\b(?:at a time|at once)|\beach of (?:the )?\S+ (?:rounds|repetitions|seeds|runs|folds|tasks|clients|epochs|classes|settings|models|levels|conditions|data sets)\b|\d and a step\b/gi,
    together: [
      [new RegExp(String.raw`^\W*[BSMX] ?(?:←|:=|=) ?(?!0)${number} (?:random |fresh )?(?:${samples}|rows|digits)\b`, 'iu')],
      [
        // A line of an algorithm.
        new RegExp(
          String.raw`^(?:\W|\d)*(?:grab|draw|take|pick|sample|fetch|get|load|choose|read|select|receive) (?:a (?:random )?(?:mini-?)?batch |at random |the next |the first |another |some )?(?:of |with )?(?!one )${number} (?:(?:random|fresh|new|training|labelled|data|of|the|real|clean|noisy) )*(?:\$?[xsz]_?\w*\b|${samples}|digits|rows|letters|numbers|vectors|inputs|draws|instances|observations|records|patterns)`,
          'iu',
        ),
      ],
      [
        /\bbs\b ?(?:=|:|of)? ?\d|\bB ?= ?\d{1,4}\b(?=[^.]*(?:\bE ?=|\bepochs\b|η|\bmomentum\b|\bAdam\b))|(?:η|\bepochs|\bmomentum|\bAdam)\b[^.]*\bB ?= ?\d{1,4}\b/u,
      ],
      [
        /\bgradients?\b/i,
        new RegExp(
          String.raw`\b(?:averaged? over|mean (?:of|over)|sum(?:med)? (?:of|over)|computed (?:on|over|from)|estimated (?:on|from)|from|over) (?!0·)${number}(?<![.,]) (?!steps|epochs|iterations|updates|times?\b|hours|days|runs|seeds|layers)\p{Ll}{3,}`,
          'iu',
        ),
      ],

      [
        new RegExp(
          String.raw`\b(?:mini-?)?(?:lots|helpings|portions|groups|packs|bundles|bunches|buckets|batches) (?:of|with|at most|hold\w*) (?:\w+ ){0,2}${number}\b|\b${number} (?:[\p{L}-]+ ){0,3}(?:at a time|at once|a (?:mini-?)?batch|a step|an update|on each|apiece)\b|\beach (?:on|of|with|from|upon) ${number} (?:[\p{L}-]+ )?${samples}\b|\bone [\p{L}-]+ at a time\b`,
          'iu',
        ),
      ],
      [
        /^(?!.*\b(?:test (?:set|data)|buffer|multiple of|evaluat\w+)\b)/i,
        /\b(?:update|step|iteration)s?\b/i,
        new RegExp(
          String.raw`\b(?:there are|see[ns]?|sees|of|on|from|upon|reads?|re-?reads?|draws?|takes?|averaged over) (?!0·)${number}(?<![.,]) (?!steps|epochs|iterations|updates|times?\b|hours|minutes|seconds|days|layers|blocks|years|months|that|which|after|for|and|with|at|in|to)\p{Ll}{3,}\b`,
          'u',
        ),
      ],
      [
        /\b(?:mini-?)?batch(?:es|[- ]?sizes?)?\b(?![- ]?norm)/i,
        /\b(?:mini-?)?batch(?:es|[- ]?sizes?)?\b[^.;]{0,40}(?<![\d·])(?!0·)\d+(?![\d·])|(?<![\d·])(?!0·)\d+(?![\d·])[^.;]{0,30}\bbatch/i,
      ],
      [
        /\bfull[- ](?:batch|gradients?)\b|\b(?:train\w*|learn\w*|gradients?|updates?|steps?|fit\w*|optimi[sz]\w+)(?: (?:it|them|each|both|this|every network))? (?:is |are |was |were )?(?:computed |taken |made |done )?(?:on|over|with|from|of|for) the (?:full|whole|entire|complete) (?:graph|data(?: set)?|training (?:set|data)|sample|batch|table)\b|\b(?:gradients?|updates?|steps?|iterations?|descent|loss|likelihood)\b[^.;]{0,40}\b(?:on|over|with|from|of|uses?|sees?|by|takes?) (?:the |all |its )?(?:of )?(?:the )?(?:full|whole|entire|complete|all) (?:of )?(?:the |its )?(?:training |labelled |train )?(?:data(?: set)?|graph|points|examples|rows|samples?|images|patterns|observations|nodes|pairs|patients|training set|batch)\b|\b(?:present|show|see|sweep)\w*\b[^.;]{0,20}\ball (?:the )?(?:\d+ )?(?:patterns|examples|points|images)\b[^.;]{0,20}\b(?:update|step)\b|\bone by one\b|\b(?:online|on-line)\b(?=[^.;]{0,6}: )|\bone (?:pattern|example|point|sample|image), one (?:update|step)\b|\b(?:with|on|from) (?:that|this|the|each|a|every) single (?:example|transition|sample|image|pattern|point)\b|\bbatch gradient (?:descent|ascent)\b(?<!mini-?batch gradient \w+)|\b(?:entire|whole|full) (?:sample|data|set)\b[^.;]{0,30}\b(?:evaluation|computation) of the gradient\b|\bone after (?:the )?(?:an)?other\b|\b(?:entire|whole|full|all of the|complete) (?:training )?(?:data|set|graph|training set)\b[^.;]{0,30}\b(?:batch|gradient|update|step)|\b(?:batch|gradient|update|step)\w*\b[^.;]{0,40}\b(?:entire|whole|all) (?:the )?(?:training )?(?:data|set|graph|examples|nodes)\b|\bgradient descent (?:on|over) (?:all|every|the (?:whole|full|entire))\b|\b(?:pass|gradients?) (?:over|of|on) all (?:the )?(?:training )?(?:rows|examples|data|points|samples)\b|\bno (?:mini-?)?batch(?:es|ing)\b|\b(?:without|not) (?:mini-?)?batch(?:es|ing)\b|\ball (?:the )?(?:[\w-]+ ){0,2}(?:points|examples|data|samples|nodes|images) (?:enter|at once|together|in every|in each|every)\b|\bone (?:example|image|sample|graph|episode) (?:at a time|per (?:update|step|batch))\b|\b(?:after|on|per|for|with) (?:every|each|one|a) (?:single )?(?:example|sample|image|sentence|graph|episode|transition)\b(?=[^.;]{0,20}(?:$|[.;,]|alone))|\bon-?line updates\b/i,
      ],
      [
        new RegExp(
          String.raw`\b(?:mini-?|micro-?)?batch(?:es)?\b(?! ?-?norm)[^.;]{0,30}\b(?<!·)(?!0·)${number}\b(?!·)|\b(?<!·)(?!0·)${number}\b(?!·)[^.;]{0,30}\b(?:mini-?|micro-?)?batch(?:es)?\b(?! ?-?norm)`,
          'i',
        ),
      ],
      [
        /\b(?:step|update|iteration|batch|gpu|card|device|worker)\b/i,
        new RegExp(
          String.raw`\b(?:sees?|holds?|contains?|comprises?|consists? of|averages? over|uses?|processes|handles|covers|draws?|of) (?:\w+ )?${number} (?:[\p{L}-]+ ){0,2}${samples}\b`,
          'iu',
        ),
      ],
    ],
  },
  'training length': {
    isInOpenings: true,
    isSetUp: true,
    without:
      /\b(?:one|an?|each|every|per) epoch (?:takes?|took|needs?|lasts?|costs?|is|has|consists?|means|of training takes)\b[^.;]*|\b[\d,.·]+ (?:\w+ )?(?:updates|steps|iterations|batches) (?:per|in (?:each|every|an|one)|an|each|make an?) (?:epoch|pass|round|task|phase)\b|\bepisodes? (?:\w+ )?(?:lasts?|have|has|takes?|ends?|are|is)\b[^.;]*|\b(?:test|evaluat|judg|measur)\w*\b[^.;]{0,40}\b[\d,]+ episodes\b|\b(?:rollouts?|trajector\w+|horizons?|segments?|episodes?) of (?:at most |up to )?[\d,.·]+ (?:\w+ )?steps\b|\b(?:every|each) [\d,.·]+k? (?:steps|updates|iterations|epochs)\b|[^.;,()]*\bwarm\w*[- ]?up\b[^.;,()]*|\b[\d,.·]+ (?:diffusion|sampling|denoising|noising|DDIM|inference|reverse|leapfrog|solver|integration) (?:time)?steps\b|\b(?:climb|rise|rose|ramp|grow|grew|increas|raised|heat)\w*\b[^.;,()]{0,30}\b(?:for|over|during|in|within|after) (?:the first |its first )?[\d,.·]+k? ?(?:steps|updates|iterations|epochs)\b|\b(?:nois(?:e|ed|ing)|corrupt\w*|sampl(?:e|ed|es|ing)|DDIM|DDPM|denois\w+|draw\w*|generat\w+)\b[^.;]{0,40}?\b(?:in|with|over|by|of|through|takes?) (?:only |about )?(?:\d[\d,·]*|an? \w+|\w+) (?:\w+ )?(?:time-?)?steps\b|\bbatch(?:es)?\b[^.;,]{0,12}\b(?:compris\w+|contain\w*|holds?|consists? of|of|has|have) [\d,.·]+k? \w+/gi,
    together: [
      [
        /\b(?:step|update|iteration|epoch|round|pass|sweep)s? (?:number )?[tknjei] ?(?:=|of|out of|from|in|≤|<|\/)[^.;]{0,24}\d{2,}|\b(?:steps?|updates?|iterations?|epochs?|rounds?)\b[^.;]{0,30}\b[TKNJEI] ?= ?\d{2,}/u,
      ],
      [
        /\b(?:we|I) (?:\w+ )?iterate\b[^.;]{0,24}\d|\b(?:runs?|ran|run|iterated?|optimi[sz]ed|trained|continued) (?:\w+ )?(?:to|till|until) (?:full |numerical )?convergence\b|\b(?<!\bepisodes? )(?:stop\w*|halt\w*|end(?:ed|s)?|finish\w*)\b[^.;]{0,12}\b(?:at|after|with) (?:the )?\d[\d,·]*k? (?:sweeps|passes|epochs|rounds|iterations|updates|steps|cycles)|\b(?:till|until) (?:the )?(?:gradient|loss|change|norm)\b[^.;]{0,40}\b(?:below|under|smaller|less)\b/i,
      ],
      [
        /\b\d[\d,]*k? ep(?:s|och)?\b\.?(?! (?:of )?(?:warm|patience))|\bof which there are \d|\b(?:epochs|steps|updates|iterations)\b[^.;]{0,20}\bof which\b[^.;]{0,20}\d/i,
      ],
      [
        new RegExp(
          String.raw`\b(?:sees?|saw|seen|shown|shows?|visit\w*|read|reads|passes|presented)\b[^.;]{0,40}\b(?:${number}|forty|twice|thrice|once) ?(?:times)?\b`,
          'iu',
        ),
        /\b(?:times|twice|thrice)\b/i,
        /\b(?:every|each|all|whole|data|corpus|set|picture|image|example|sample|text|letters)\w*\b/i,
      ],
      [
        /\b(?:stop\w*|end(?:s|ed)?|budget|halt\w*|finish\w*|train\w*)\b[^.;]{0,30}\b(?:(?:step|update|iteration|epoch|is|of) \d[\d,·]*[kMB]?\b|(?:after|for) (?:\d+|two|three|four|five|six|ten) cycles\b)/i,
        /\b(?:step|steps|update|updates|iteration|iterations|epoch|tokens|frames|samples|examples|cycles)\b/i,
      ],

      [
        new RegExp(
          String.raw`\b(?:\d+(?:st|nd|rd|th)|tenth|twentieth|thirtieth|fiftieth|hundredth|last of \w+) (?:epoch|pass|sweep|round)\b|\b${number} times\b[^.;]{0,30}\b(?:over|through|on)\b|\b(?:read|reads|shown|shows?|seen|sees?|go(?:es)?|went|pass(?:es|ed)?|revised|updated|practi[sc]ed|repeated|visit(?:s|ed)?|update[sd]?)\b[^.;]{0,60}\b${number} times\b|\bfor (?:\w+ )?= ?\d+ to \d|\b${number} (?:games|lessons|matches|dialogues|sweeps|passes|rounds) (?:are|were|of|in all|altogether)\b|\b(?:after|for|until|over|number of|to|at) (?:the )?${number} (?:[\p{L}]+ )?(?:epochs|passes|sweeps|rounds|steps|updates|iterations)\b[^.;]{0,40}\b(?:we (?:stop|let|took|take|end|average|evaluate|test|keep|report|save)|stop|rest|end|over|budget|gone|finish)`,
          'iu',
        ),
      ],
      [/\b(?:number of )?epochs\b/i, /^(?!.*\b(?:decay|warm|patience|every|milestone)).*\b(?:epochs|steps)\b.{0,20}\d/i],
      [
        /\b(?:on|for|over|see|sees|of) (?:about |roughly |a total of )?[\d.,·]+ ?(?:[MB]|million|billion|epochs' worth of) (?:tokens|examples seen|samples seen|environment interactions|episodes)\b|\bper task for\b|\b(?:after|until|for) (?:about )?(?:[\d.,·]+|one|two|three|five|ten|\w+ty)(?: ?[kMB]| million| billion| thousand)? (?:examples|images|samples|tokens|frames|pairs|games|transitions)\b|\b(?:pass(?:es)?|sweeps?|goes|go) (?:once |twice )?(?:over|through) (?:all |the )?(?:whole |entire )?(?:training )?(?:data|set|corpus)\b|\buntil convergence\b|\bsees? (?:the|all|every|each) [^.;]{0,30}\b(?:once|twice)\b|\b\d[\d,·]* (?:communication |federated |global )?rounds\b/i,
      ],
      [
        /\b(?:\w*train\w*|learn\w*|fit\w*|tun(?:e|ed|ing)|optimi[sz]\w*|adam\w*|sgd|rms-?prop|descent|minimi[sz]\w*|adapt\w*|runs?|ran|lasts?|lasted|tak(?:es?|en)|took|mak(?:es?|ing)|made|budget|in (?:all|total)|altogether|phases?|stages?|per (?:task|client|game|environment|run|model)|experience|schedule|updates?|number|length|play\w*|allow\w*|stop\w*|continu\w*|go(?:es)? on)\b|^.{0,48}$/i,
        new RegExp(
          String.raw`(?<!\b(?:every|each|after|first|last|per|by|any|at|from) (?:the )?)(?<!\b(?:epochs?|steps?) )(?<![\d.,])\b${number}[ -](?!(?:further|forward|backward|inner|local|lookahead|time|more|additional) )(?:[\p{L}-]+ ){0,2}?(?:epochs?|passes|iterations|updates|(?:training |gradient |optimi[sz]ation |optimi[sz]er |environment |global |outer |meta-)?steps|rounds|sweeps|generations|frames|(?:training |environment )?episodes|interactions|transitions|pulls|plays)\b(?! (?:of )?(?:warm|patience|linear|per|without|old|behind|ago|ahead|apart|back|earlier|later|stale|away))`,
          'iu',
        ),
      ],
      [
        /^(?!.*\b(?:decay|warm|patience|every|milestone))/i,
        /\b(?:epochs|training steps|steps|iterations|updates|rounds)\b[^.;a-z]{0,6}(?:\([^()]*\))?[^.;a-z]{0,6}\d/i,
      ],
      [
        /\btrain\w*|\boptimi[sz]\w+|\blearning\b|\bfit\w*/i,
        /\b(?:until (?!(?:it|they|this|that) (?:is|are|was|were) (?:good|fine|ready|satisf))|stop(?:s|ped|ping)?|terminat\w+|converg\w+|exhausted|budget)\b/i,
      ],
    ],
  },
  'weight initialisation': {
    isSetUp: true,
    without:
      /\b(?:(?:their|its) own|with new|and new) (?:initial|random) weights\b|\bweights (?:are|is|were) (?:still |very )?small\b|\b(?:near|around|about|away from|close to|distance from) (?:the |their |its )?initiali[sz]ation\b|\b(?:begins?|starts?) at (?:the )?(?:epoch|step|iteration|round|end)\b|\bnoise [zεξ]\w?\b[^.;]*|\b(?:encoder|network|model|student)s? with random weights (?:and|has|have|reach|gives?)\b[^.;]*|\b(?:starts?|begins?|began|started) (?:from|with|at|out from) (?:(?:the|its|their) (?:same|own)|other|different|another|identical|new|fresh)\b[^.;]*|\binitiali[sz](?:e[sd]?|ing) (?:the |a |its |each |every )?(?:hidden )?(?:memor(?:y|ies)|buffers?|queues?|states?|cells?|cent(?:roids?|res?|ers?)|clusters?|counts?|beliefs?|particles?|chains?|means?)\b[^.;]*|\binitiali[sz]e\b(?![^.;]*\b(?:from|with|by|random\w*|using|zeros?|orthogonal\w*|xavier|glorot|he|kaiming|normal|uniform|small|pre-?trained|follow\w*|as in|drawn)\b)(?![^.;]*∼)|\b(?:random|different|independent|distinct|several|various|\d+|three|four|five|ten) (?:random |independent |different )?initiali[sz]ations?\b|\binitiali[sz]ed (?:from|with) (?:the |a )?(?:pre-?trained|public|checkpoint|imagenet)|\b(?:graphs?|positions?|states?|environments?|episodes?|buffers?|particles|populations?|cent(?:roids?|ers?|res?)|clusters?|prototypes?|queues?|memor(?:y|ies)|codebooks?|trees?|walkers?|chains?|simulat\w+|solver|boxes|anchors|trajector(?:y|ies)|templates?|forecasts?)(?: (?:is|are|was|were))?(?: \w+)? (?:re-?)?initiali[sz]\w+[^.;,]*|\binitiali[sz]e (?:\w+ ){0,2}(?:connections?|sessions?|devices?|sensors?)|\b(?:at|after|since|before|from|than at) (?:random )?initiali[sz]ation\b|^initiali[sz]ation (?:[\d·±%]+ ?){2,}$|\b[zεξx]_?\w? ?∼ ?[\w]?N?\([^)]*\)|\b(?:students?|networks?|seeds?|runs?|which|members?|they|repetitions?)\b[^.;]{0,60}\b(?:chang\w+|choos\w+|determin\w+|var(?:y|ies)|draws?|differ\w*|other) [^.;]{0,40}\binitial weights\b(?! (?:which|are|from|by))|\bother initial weights\b|\b(?:explain|train|mixture|chain|coupling) (?:of )?(?:normali[sz]ing |affine )?(?:flows?|couplings?)\b/gi,
    together: [
      [/\b(?:first|initial|starting) weights\b/i, /\b(?:keras|pytorch|library|default)(?:'s)?(?: defaults?| gives?| rule| scheme)?\b/i],
      [
        /\b(?:weights|parameters|kernels|matrices|starting values|biases)\b/i,
        /\b(?:begin|start|at first|starting|at the outset|initial\w*|at (?:time|step|epoch|t ?=) ?(?:zero|0))\b/i,
        /\b(?:uniform\w*|gaussian|normal\w*|defaults?|random\w*|N\(|zeros?|orthogonal|scheme|rule)\b/i,
      ],
      [
        /\b(?:student|layers?|weights)\b[^.;]{0,60}\b(?:of|from) (?:the|its|their) teacher\b/i,
        /\b(?:consists?|copied|are copies|taken|inherit\w*|every (?:other|second|third)|starts?|started|initiali[sz]ed|borrow\w*|layers \d)\b/i,
      ],
      [
        nearEachOther(
          /\b(?:(?<!\b(?:averaged|final|saved|ema|trained|last) )weights?|matri(?:x|ces)|parameters|synapses|couplings|embeddings?|factors|entries|networks?|filters)\b(?! (?:decay|of (?:the|a) loss))/i,
          /\b(?:drawn|draws|start(?:s|ed)? (?:from|at|as|out|with|small)|begin(?:s|ning)? (?:from|at|as|with|life)|beg[au]n (?:from|at|as|with|where)|at the (?:start|outset|beginning)|initial(?:ly)?|N\(0|filled (?:by|with|from))\b/i,
          50,
        ),
        /\b(?:random|gaussian|normal\w*|uniform\w*|(?<!\bsample standard )deviation|variance|between|zeros?|small|N\(|rule|scheme|law|drawn from)/i,
      ],

      [
        /^\W*init\b|\b[WwθAUV]_?0 ?∼|\b(?:weights?|parameters?)\b[^.;]{0,30}\bat the start\b[^.;]{0,30}\b(?:pytorch|keras|library|gives?|default)\w*\b|\b(?:better|own|usual|its|library's|default|standard) (?:starting|initial) (?:values|weights)\b|\binit(?:iali[sz](?:ed|ation|es?|ing)\b|ial weights (?:are|were|come|follow|drawn))|\bstarts? (?:at|from) (?:zeros?|random)\b|\b(?:weights|parameters|matrices) (?:are|were) (?:drawn|sampled|set to zero)\b|\b(?:weights?|parameters?|networks?|layers?|matrices) (?:\w+ )?(?:start|begin)s? (?:at|from|as|with|out|small|random)|\bstart(?:s|ed|ing)? (?:at|from|with) (?:small )?random\b|\brandom (?:initial|starting) weights\b|\b(?:from|at|with) (?:small |new )?random weights\b/i,
      ],
    ],
  },
  'weight decay': {
    isSetUp: true,
    without:
      /\bnumber of (?:\w+ )?weights\b|\bweights decay in\b|\b(?:distances?|differences?|change|movement|deviation|displacement)s? (?:of|between|in) (?:the )?(?:\w+ )?(?:weights|parameters)\b[^.;]*|\bpenal\w+ (?:on|of) (?:the )?(?:distance|gradient|change|difference|moved|activations?|outputs?|divergence|entropy|curvature|jacobian|number|length)\b[^.;]*|[^.;,]*\b(?:acts? (?:as|like)|is equivalent to|amounts to|corresponds to|behaves? like|can be (?:seen|read|understood) as|is often (?:said|used)|has the effect of)\b[^.;,]*|\bweights (?:\w+ )?decay (?:when|if|as|because|only)\b[^.;]*|\b(?:if|when|while|where|as long as|once) (?:the |all |its )?(?:weights|parameters) (?:are|were|is) (?:still |very )?small\b|\bdecay (?:of|for) (?:the |an? )?averag\w+[^.;]*|\b(?:decay|averag\w+) (?:of|for) the (?:weight |running |moving |exponential )?average\b[^.;]*/gi,
    together: [
      [
        /\b(?:nothing|none|neither|no parameter|no weight|no layer)\b[^.;]{0,30}\b(?:regulari[sz]ed|penali[sz]ed|decayed|shrunk)\b|\bno decay of (?:either|any) kind\b|\bno decay\b[^.;]{0,40}\bweights\b|\b(?:adam\w*|sgd|lion)\b[^.;]{0,20}\b(?:whose|its|with a|the) decay (?:we |is |was |of )?(?:set |put )?(?:to |at |of )?(?:nought|zero|nil|off|\d)/i,
      ],
      [
        /\b(?:neither|no|none of the|not any of the) (?:of (?:the |them|our )?)?(?:two |other )?(?:networks?|nets?|models?|parts?|phases?|methods?|students?|polic(?:y|ies)|weights?|layers?|parameters)? ?(?:is|are|was|were|uses?|has|have|gets?) (?:\w+ )?(?:regulari[sz]ed|penali[sz]ed|decayed|shrunk|penalt(?:y|ies)|regulari[sz]ation)\b/i,
      ],
      [
        /\b(?:do not|don['’]?t|does not|doesn['’]?t|did not|didn['’]?t|never) (?:\w+ )?(?:decay|shrink|penali[sz]e|regulari[sz]e)\b[^.;]{0,30}\b(?:weights?|parameters|any|them|networks?|nets?|anything)\b|\b(?:weights?|parameters|them|networks?)\b[^.;]{0,20}\b(?:are|is|was|were) (?:not|never|neither) (?:\w+ )?(?:decayed|shrunk|penali[sz]ed|regulari[sz]ed)\b/i,
      ],
      [
        /\bweights?(?: themselves)?\b|\bparameters\b/i,
        /(?<!\b(?:exponential|rate|rates|learning) )\b(?:decay(?:s|ed|ing)?|penal\w+|punish\w*|pull\w*|pulled|shrink\w*|small|regulari[sz]\w+|ridge)\b(?! (?:rates?|of the (?:learning|rate)))/i,
        /\b(?:weights?|parameters) (?:are |were |is )?(?:themselves )?(?:decay\w*|penali[sz]ed|pulled|shrunk|(?:kept|held) small|not regulari[sz]ed)|\b(?:decay|penalty|ridge|prior|regulari[sz]\w+)\b[^.;]{0,30}\b(?:on|upon|over|of|for) (?:the |all )?(?:[\p{L}]+ ){0,2}(?:weights?|parameters)\b|\bwith (?:the )?weights decaying|\bhold the weights/iu,
      ],
      [
        optimizers,
        /(?<!\b(?:rate|lr|step|gradient|ema|moment|average|moving|alpha|exponential|cosine|linear|epoch|epochs|every) )(?<!\b(?:learning|step)[- ](?:rate|size)\b[^.;,(]{0,40})\bdecay (?:is |was |set |being )?(?:set )?(?:of |to |at |= ?)?(?:\d·?\d*e-\d|0(?:·[0-4]\d*)?(?![·\d]))/i,
      ],
      [
        /(?<![\p{L}\d]|[+=] ?)ℓ_?[12²](?:[- ](?:penalty|penalties|terms?|regulari[sz]\w+)|(?: on| of) (?:the |all )?(?:weights|parameters|matri\w+|kernels))/iu,
      ],
      [
        /\bweight (?:penalty|regulari[sz]\w+|shrinkage)\b|\b(?:nothing|no term) (?:\w+ )?(?:penali[sz]es|regulari[sz]es|shrinks|decays)\b|\b(?:weights?|parameters?|they|all) (?:are|were|is) (?:\w+ )?(?:shrunk|decayed|shrink)\b[^.;]{0,20}\d|\b(?:any|some|no) (?:form|kind|sort) of (?:\w+ )?(?:regulari[sz]ation|penalty|decay|shrinkage)\b/i,
      ],
      [/\b(?:prior|precision)\b[^.;]{0,30}\b(?:weights?|parameters)\b/i, /\d|\b(?:no|flat|uniform|improper)\b/i],
      [
        /\bweight[- ]decay\b|\bweights (?:are|were) (?:not|never) decayed\b|(?<!\brelative )\b(?:(?<![+=] ?)(?:l_?2|l²)(?! ?[+=(]| (?:are|and [lℓ]))|ridge (?:penalty|penalties|terms?|parameter)|(?<!\b(?:kernel|a|like a|random[- ]feature) )ridge(?! (?:regress|solution|estimat|classif|hides|itself))|tikhonov)\b(?![- ](?:norm(?! of the weights)|error|distance|loss))|\b(?:no|without|any|explicit|other) (?:explicit |other |further |additional |form of )?regulari[sz](?:ation|er)s?\b|\bunregulari[sz]ed\b|\bregulari[sz]ation: none\b|\bnot regulari[sz]ed\b|\b(?:not|never|nor) (?:\w+ )?regulari[sz]e[ds]?\b|\bregulari[sz]ation (?:is|was) (?:not|off|unused|none|omitted)|\bpenalt(?:y|ies)\b[^.;]{0,40}\b(?:on|of) the (?:squared |square of the )?(?:norms? of the )?(?:weights|parameters|norm)/i,
      ],
    ],
  },
};
