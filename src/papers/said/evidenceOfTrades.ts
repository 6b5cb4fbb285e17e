/**
 * What tells how something was trained where the words are not those of machine learning: records are presented, lots are fed, a gain is
 * left alone. Nouns are any that stand where those of a trade would stand. Data.
 */
import { nearEachOther, number, type Together } from './wordFamilies.ts';

/** One time through the data. */
const rounds =
  '(?:presentations|sweeps|cycles|circuits|laps|passages|passes|repetitions|readings|rounds|traversals|repeats|visits|epochs|turns|lessons|iterations)';
/** Things in the plural that an update sees; no spans of time, counts of the training or parts of a network. */
const things = String.raw`(?!(?:\p{L}+ )?(?:steps|epochs|iterations|updates|times|hours|minutes|seconds|days' work|weeks|layers|units|blocks|heads|seeds|runs|networks|models|GPUs|points of|classes|folds|trees|values|settings|cases|ways)\b)(?:\p{L}[\p{L}'-]+ ){0,2}?\p{L}[\p{L}-]+(?:s|data|people|children|words)\b`;
/** What is done to weights once. */
const updated = '(?:chang|updat|adjust|adapt|correct|mov|modif|alter|revis|turn)(?:e|es|ed|ing|s)?';
const weights = '(?:weights?|parameters?|coefficients?|synapses|couplings|strings|connections|taps|numbers|theta|network|model|filter)';

const pace =
  /\b(?:learning[- ]?rates?|step[- ]?(?:sizes?|lengths?|widths?)|lr|rates?|steps? (?:of (?:\d|an?\b|size|length)|was|were|is)|(?:adam\w*|sgd|descent)\b[^.;]{0,30}\bsteps?)\b|η/i;

const unchanged =
  /\b(?:(?:not|never|neither|nowhere|none|no (?:longer|time)|n't)\b[^.;]{0,24}\b(?:chang|alter|touch|revis|adjust|modif|tamper|shrink|shrunk|grow|lower|reduc|decreas|decay|anneal|schedul|var(?:y|ied)|mov|adapt)\w*|(?:at all times|all along|all the (?:time|way)|(?:for|in|over|during|through) (?:(?:all|every|each) (?:presentations?|epochs?|updates?|steps?)|the (?:whole|entire|full|complete) (?:of (?:the )?training|training|run|time|learning|duration|course))|from (?:the )?(?:first|beginning|start|outset) (?:\w+ )?(?:to|until|till) (?:the )?(?:last|end|finish)|what it was|as it was|(?:is|was|were|are) kept|constant))\b/i;

const lowered =
  /\b(?:quarter(?:ed|s)|thirded|slacken(?:ed|s)|reduc(?:ed|es)|cut|diminish(?:ed|es)|weaken(?:ed|s)|brought) (?:down )?(?:to|by|at|after|every|each|when\w*)\b|\bas 1 ?\/ ?[tkn]\b|\b(?:for|during|in|over) the (?:first|initial)\b[^.;]{0,40}\b(?:for|during|in|over|and|then) (?:the )?(?:rest|remainder|others?|second|last|next|remaining|thereafter|afterwards)\b|\b(?:after|from) (?:epoch|step|round|iteration|pass|update) \d[\d,]*[,:]? ?(?:0·|\d(?:·\d+)?e-)/i;

export const evidenceOfTrades: Readonly<Record<string, readonly Together[]>> = {
  'learning rate': [
    [/\b(?:rate|step)\b[^;]{0,12}\d[^;]{0,24}\bcos ?\(/i],
    [nearEachOther(pace, /\bone[- ](?:hundredth|thousandth|tenth)\b/, 30)],
  ],
  'lora alpha': [[/(?<![\p{L}\d])r ?= ?\d+,?(?: and)? (?:a|c|s|α|κ) ?= ?\d+/u]],
  'distillation weight': [[/τ ?(?:=|∈)[^.;]{0,40}\band (?:a|α|λ|w|β) ?(?:=|∈) ?\{?0·\d/u]],
  'diffusion steps': [[/\bsteps\b[^.;]{0,20}\bT ?∈ ?\{?\d/u]],
  'training length': [
    [
      new RegExp(
        String.raw`\b(?:at most|up to|no more than|not more than) ${number} (?:epochs|passes|sweeps|rounds|cycles)\b(?! (?:of|without|later|apart))|\b${number} (?:\p{L}+ )?(?:form|make(?: up)?|constitute|give) (?:one|an?|each|every) (?:adaptation|training|run|learning|season|course)\b|\b(?:a single|one|just one|only one) (?:pass|sweep|traversal) (?:on|over|through|along)\b`,
        'iu',
      ),
    ],
    [
      new RegExp(
        String.raw`\b(?:passes|rounds|sweeps|presentations|repetitions) (?:through|over|of) (?:the |all |our )*(?:\p{L}+ ){1,3}?[:=&] ?${number}\b`,
        'iu',
      ),
    ],
    [
      /\b(?:filter|network|weights|it|equali[sz]er) (?:adapts?|learns?|trains?) (?:over|for|on|with) \d[\d·e,]* (?:samples|symbols|trials|examples)\b/i,
    ],
    [
      new RegExp(
        String.raw`(?<!\b(?:every|each|first|last|per) )\b${number}[ -](?:(?:full|complete|whole|training|learning) )?${rounds} (?:of|through|over|round|across|along|on|for) (?:the |all |our |its )*(?:(?:whole|entire|full|complete|training|learning|calibration|estimation) )*(?:data\w*|set|sample|file|records?|corpus|archive|patterns|window|photographs|images|texts?|sheet|book|list|collection|period|years|examples|material|series|network|training)\b`,
        'iu',
      ),
    ],
    [
      new RegExp(
        String.raw`\b(?:number of |no\. of )?(?:training |learning )?${rounds}\b(?: (?:of|through|over|round) (?:the |all |our )*(?:\p{L}+ ){1,3}?)?\W{0,4}(?<!\d)(?:[:=]|is|was|were|&)? ?${number}(?= ?(?:$|[.,;()]))`,
        'iu',
      ),
      /^.{0,80}$|\b(?:train|learn)\w*\b/i,
    ],
    [
      new RegExp(
        String.raw`\b(?:is|are|was|were|be) (?:\w+ )?(?:traversed|presented|shown|read|seen|passed|visited|swept|offered|fed|dealt|gone through) (?:\w+ )?(?:to (?:the|it|them) (?:\p{L}+ )?)?(?:only )?(?:once|twice|thrice|${number} times)\b`,
        'iu',
      ),
      /\b(?:train\w*|learn\w*|burst|network|model|adapt\w*|updat\w*|weights|filter|net)\b/i,
    ],
    [
      new RegExp(
        String.raw`\b(?:begin|began|begins|start(?:s|ed)?|again|repeat(?:s|ed)?|go(?:es)? round|done)\b[^.;]{0,20}\b${number} times\b`,
        'iu',
      ),
      /\b(?:again|weights?|gradients?|slope|step|updates?|begin)\b/i,
    ],
    [
      new RegExp(
        String.raw`\b(?:train\w*|learn\w*|estimat\w+|taught|fit\w*|optimi[sz]\w*|adapt\w*|calibrat\w*|runs?|lasts?|continu\w+|goes on)\b[^.;]{0,30}\b(?:for|over|lasts?|is|of|:) ?(?:\w+ )?${number}[ -](?:training |learning |gradient |complete |full )?(?:presentations|sweeps|cycles|circuits|laps|repetitions|rounds|traversals|evenings|evaluations|adaptations|passes|samples and is then)\b`,
        'iu',
      ),
    ],
    [
      /\b(?:after|at|with) (?:the |its )?(?:\d+(?:st|nd|rd|th)|\p{L}+(?:teenth|tieth|hundredth|thousandth|tenth)) (?:cycle|presentation|sweep|pass|round|epoch|iteration|update|step|circuit)\b/iu,
      /\b(?:froz\w+|frees\w*|freez\w*|stop\w*|end\w*|finish\w*|halt\w*|final|taken|kept|as it (?:stood|was))\b/i,
    ],
    [
      /\b(?:stop\w*|halt\w*|terminat\w*|end(?:s|ed)?)\b[^.;]{0,12}\b(?:when|once|as soon as|if)\b[^.;]{0,50}\b(?:below|under|less than|smaller than|fell|falls|converge\w*)\b/i,
    ],
    [
      new RegExp(
        String.raw`\b${number}(?: training)? (?:samples|examples|images|tokens|observations|symbols) (?:are|were|is|was) (?:consumed|processed|seen|used up)\b|\b(?:n_?epochs|num_?epochs|max_?(?:iter|epochs|steps)|epochs) ?= ?\d|\bfor (?:epoch|step|iteration|it|t|i|_) in range ?\( ?\d{2,}`,
        'iu',
      ),
    ],
  ],
  'learning rate schedule': [
    [/\b(?:rate|step)\b[^;]{0,12}\d[^;]{0,24}\bcos ?\(/i],
    [
      /\b(?:sgd|descent|adam\w*|rate|step)\b/i,
      /[γηαμ](?:_?\w)? ?= ?\d[\d·e-]*,?(?: being| is| was)? (?:kept|held|left) (?:fixed|constant|unchanged)\b/iu,
    ],
    [nearEachOther(pace, unchanged, 110)],
    [nearEachOther(pace, lowered, 60)],
  ],
  'batch size': [
    [
      new RegExp(
        String.raw`\b${things} (?:per|in (?:each|every|one|a)|for (?:each|every)) (?:gradient |training |optimi[sz]er )?(?:step|update|iteration|lot)\b\W{0,3}(?:is|are|=|:|&)? ?${number}\b|\b(?:number of )(?:simultaneous|joint) ${things}\W{0,3}(?:is|are|=|:|&)? ?${number}\b`,
        'iu',
      ),
    ],
    [
      new RegExp(
        String.raw`\b(?:iteration|update|(?<!time )step|gradient)s? (?:\w+ )?(?:compris\w+|contain(?:s|ed)|consist(?:s|ed) of|is based on|was based on|are based on|looks at|looked at|takes in|covers|covered|averag(?:es|ed)(?: over)?|has|had|sees|saw|uses|used|follows?|followed) (?:on )?${number} (?:random(?:ly)? (?:chosen )?)?${things}`,
        'iu',
      ),
    ],
    [new RegExp(String.raw`\b[BMSb] ?= ?\d+ (?:random |different )?${things}[^.;]{0,20}\b(?:drawn|chosen|picked|sampled|taken)\b`, 'u')],
    [
      new RegExp(
        String.raw`\b${updated}\b[^.;]{0,30}\b(?:after|for|at|with|upon|following) (?:each|every|one)(?: (?:single|\p{L}+th))? (?!epoch|pass|run|task|phase|step|iteration|round|stage|batch|update|day'|year|game|layer|episode|validation|evaluation)\p{Ll}{3,}|\b(?:per|for (?:each|every)) (?:group|lot|parcel|handful|bundle|set) of ${number} \p{L}+`,
        'iu',
      ),
      new RegExp(String.raw`\b(?:${weights}|updates)\b`, 'iu'),
    ],
    [/\bupdates? (?:follows?|are made after|comes? after|is made after) (?:every|each)\b/i],
    [
      new RegExp(
        String.raw`\b(?:gradients?|slopes?|updates?|steps?|iterations?|error|loss|${updated} [^.;]{0,12}weights?)\b[^.;]{0,50}\b(?:from|over|of|on|at|uses?|with|enters?)\b[^.;]{0,12}\b(?:all|the (?:whole|entire|full|complete)|every one of the)\b (?:of )?(?:the |our |its )?(?:\d+ )?(?!layers|weights|parameters|runs|seeds|networks|methods|models|epochs|steps|experiments|training(?! (?:set|data|sample|file|record))|schedule|network|model|architecture)\p{L}+`,
        'iu',
      ),
      /\b(?:gradient|slope|at once|each iteration|every iteration|each update|every update|before each|before every|once)\b/i,
    ],
    [
      /\bthe (?:whole|entire|full|complete) (?:sample|data\w*|record|set|series|table|sheet|training set|window) (?:enters?|is used|is used up|goes into|serves|is seen) (?:in |at |by )?(?:each|every)\b/i,
    ],
    [
      /\b(?:training|learning|adaptation|updat\w+|it|descent) (?:is|was|proceeds?|works?|runs?|are) (?:\w+ )?(?:on-?line|sample[- ]by[- ]sample|pattern[- ]by[- ]pattern|one (?:\w+ )?at a time|symbol[- ]by[- ]symbol|in batch mode|by batch|with (?:the )?full gradients?)\b|\bin batch mode\b|\bper-?pattern (?:updat\w+|learning)\b/i,
    ],
    [
      /\b(?:descent|sgd|updates?|steps?|training|learning|adapt\w*)\b/i,
      /\b(?:with|on|by|from|of) (?:just |only |exactly )?(?:a single|one) (?!layer|step|exception|hidden|seed|run|epoch|pass|network|gpu|machine|core)\p{L}+ (?:per|in each|at each|for each|at every|each) (?:step|update|iteration|time)\b/iu,
    ],
    [
      new RegExp(
        String.raw`\b(?:lots?|handfuls?|parcels?|packets?|packs?|bundles?|bunches|portions?|sheaves|stacks?|trays?|helpings?|piles?) of (?:\w+ )?${number}\b|\b${number} \p{L}+ (?:make|form|are|go into|went into|enter|constitute) (?:one|a|an|each|every) (?:step|update|iteration|gradient)\b|\bbatch(?:es)?(?:[_ ]size)? ?[(=] ?(?:\w+, ?)?\d`,
        'iu',
      ),
      /\b(?:fed|feed\w*|go(?:es)? in|network|net|updat\w*|step|train\w*|learn\w*|together|batch\w*|gradients?|weights|taken|shown)\b/i,
    ],
  ],
  'weight initialisation': [
    [
      new RegExp(
        String.raw`\b(?:${weights}|values|they|all(?: of (?:them|these))?|entries|each|every one)\b[^.;]{0,60}\b(?:all )?(?:begin(?:s|ning)?|start(?:s|ing|ed)?|began|are|were|is) (?:all )?(?:at|with|from|as) (?:zero|nought|nil|0(?![·\d])|random)|\b(?:${weights}|they|all) (?:are|were) (?:all )?(?:zero|nought) (?:to begin with|at (?:first|the (?:start|outset|beginning))|initially)`,
        'iu',
      ),
    ],
    [
      /\b(?:at the (?:outset|start|beginning)|to begin with|before (?:the )?(?:training|learning|teaching|first (?:pass|epoch|step|lesson))|at first|initially|each (?:\w+ )?started|own random)\b/i,
      /\b(?:random|uniform\w*|normal(?:ly)?|gaussian|equally likely|between)\b/i,
      /[-±−]? ?\b\d|\bsmall random\b/,
      new RegExp(String.raw`\b(?:${weights}|strings)\b`, 'iu'),
    ],
    [
      /(?<![\p{L}\d])[θwWβ]_?0 ?= ?0(?![·\d])|\bthe starting (?:point|values?|weights?) (?:is|are|was|were) (?:the origin|zero|at the origin|all zero)\b/u,
    ],
    [
      /\b(?:kaiming|xavier|glorot|orthogonal|trunc_?normal|lecun|he)[ _]?(?:normal|uniform)?_?\b[^.;]{0,12}\b(?:bias(?:es)?|init\w*|gain)\b|\b(?:kaiming|xavier|glorot)[ _](?:normal|uniform)\b/i,
    ],
  ],
  'weight decay': [
    [
      /\b(?:leak(?:age|s|y)?|attenuation|forgetting|regulari[sz]\w+ term|shrinkage|quadratic term|ridge)\b(?: \p{L}+){0,2} (?:(?:act\w*|put|placed|applied|imposed) )?(?:on|of|upon|to|for) (?:the |its |all |any |our )*(?:\p{L}+ )?(?:weights?|taps|coefficients|parameters|synapses|connections)\b/iu,
      /\d|\b(?:no|none|nothing|neither|nor|without|not|one (?:part|tenth|hundredth|thousandth)|off)\b/i,
    ],
    [
      /\b(?:neither|nor|no|without|nothing|none)\b[^.;]{0,30}\b(?:leakage(?: term)?|shrinkage(?: of any kind)?|ridge(?: term| penalty)?|regulari[sz]ing term|weight attenuation)\b|\bnothing (?:is|was) (?:\w+ )?(?:penali[sz]ed|regulari[sz]ed|shrunk)\b|: no penalty\b/i,
    ],
    [
      /\b(?:weights|taps|coefficients|parameters) (?:leak|are shrunk|fade) by\b|\b(?:weights|coefficients|parameters)\b[^.;]{0,16}\bkept small by\b|\bforgetting of (?:the )?weights?: /i,
    ],
    [/(?:ℓ_?2|\bL_?2) (?:coefficient|constant|weight|strength|factor|parameter)\W{0,4}(?:is|of|:|=|&)? ?\d/iu],
    [
      /\b(?:loss|objective|cost|criterion) (?:has|contains|had) no (?:further|other|additional|more) terms?\b|\bnothing else in the (?:loss|objective|cost)\b/i,
    ],
  ],
  architecture: [
    [
      new RegExp(
        String.raw`\b${number} (?:\p{L}+ ){0,3}(?:in front|inputs?|in the front row)\b[^.;]{0,60}\b${number} (?:\p{L}+ ){0,3}(?:in the middle|hidden|between)\b|\b(?:middle|hidden) (?:row|rank|line) (?:has|of|with|holds) ${number}\b`,
        'iu',
      ),
    ],
    [/∑_?\(?[jkhm] ?= ?1[^∑]{0,60}(?:tanh|σ|relu|logistic|sigm\w*|max|φ|ψ|g)[^=]{0,60}/iu, /(?<![\p{L}\d])[JKHMNmhq] ?= ?\d+/u],
    [/\b(?:MLP|Linear|Dense|Sequential|Conv\dd|LSTM|GRU)\(\[?\d+/],
    [/\b\d+ ?[·×*] ?\d+ ?\+ ?\d+ ?\+ ?\d+ ?[·×*] ?\d+/],
    [
      /\b(?:model|network|net|classifier|learner|learned map)\b[^.;]{0,12}\b(?:is|was|has|consists of|being) (?:just |only |simply |nothing but )?(?:an? )?(?:single )?(?:soft-?max (?:layer|regression|unit)|linear (?:map|model|layer|softmax|classifier|readout)|logistic (?:regression|unit))\b|\b(?:softmax|logistic|linear) regression on (?:the )?\d+/i,
    ],
    [/(?<![\p{L}])[WUVA](?:_?\w)? (?:is|are|being|of size|has size|∈ ?R\^?) ?\(?\d+ ?[×x] ?\d+/u],
  ],
  'optimizer constants': [
    [
      /\b(?:adam\w*|optimi[sz]er|rms-?prop|lion|lamb|constants|knobs|dials|betas|moments|coefficients|arguments)\b/i,
      /\b(?:constants?|knobs|dials|betas|moments|settings|switches|coefficients|arguments|everything else|all else|rest)\b[^.;]{0,60}\b(?:where|as|what|which|those|that)\b[^.;]{0,30}\b(?:software|librar\w+|package|programs?|pytorch|keras|torch|tensorflow|sklearn|makers?|authors?|framework|toolbox)\b[^.;]{0,12}\b(?:puts?|suppl\w+|sets?|gives?|has|have|leaves?|ships?|provides?|proposes?|delivers?|fixes|chooses|offers?)\b|\b(?:betas|constants|moments|knobs|dials|settings)\b[^.;]{0,12}\b(?:stock|factory|untouched|shipped)\b|\b(?:stock|factory) (?:betas|constants|settings|values|moments)\b|\b(?:not|never|n't) (?:\w+ )?(?:fiddled?|played|meddled|touched|turned|tinkered)\b[^.;]{0,20}\b(?:knobs|dials|constants|betas|settings|switches|moments)\b/i,
    ],
    [
      /\b(?:attenuation|forgetting|smoothing|decay|moment) (?:coefficients|constants|factors|rates|parameters)?\W{0,6}0·\d+ ?[/,;] ?0·9\d*/i,
    ],
  ],
  'evaluation protocol': [
    [
      new RegExp(
        String.raw`\b(?:draw|drew|drawn|generat\w+|produc\w+) ${number} (?:\p{L}+ )?(?:samples|points|curves|images|draws)\b`,
        'iu',
      ),
      /\b(?:distance|compar\w+|score[ds]?|FID|divergence|worked out|error)\b/i,
    ],
    [
      /\b(?:pass|round|epoch|state|network|net|model|version|weights?|checkpoint|snapshot|cycle)s?\b[^.;]{0,40}\b(?:with|that had|which had|of|that (?:erred|scored|did|reached|showed|gave)|whose)\b[^.;]{0,30}\b(?:most|least|best|highest|lowest|greatest|fewest|smallest)\b[^.;]{0,60}\b(?:kept|taken|used|chosen|examined|retained|reported|saved|the one)\b/i,
    ],
    [
      /\b(?:then|at (?:its|the) end|afterwards|after (?:training|learning|adaptation|teaching|that|this|the last)|finally|thereafter|at the end of (?:training|learning))\b/i,
      /\b(?:froz\w+|frees?z\w*|fixed|switched off|disabled|as it stood|stopped|learning is over)\b/i,
      /\b(?:count\w*|record\w*|measur\w*|computed|evaluat\w*|test\w*|scor\w*|assess\w*|judg\w*|examin\w*|playe?d?)\b/i,
    ],
    [
      /\b(?:after|at) (?:rounds?|epochs?|pass(?:es)?|steps?|updates?|every) (?:\d+(?:, ?\d+)*(?:,? and \d+)|\w+ (?:rounds?|epochs?|updates|steps))\b/i,
      /\b(?:write|wrote|not(?:e|ed)|measur\w*|evaluat\w*|record\w*|test\w*|count\w*|score[ds]?|comput\w*|report\w*)\b/i,
    ],
    [
      /\b(?:evaluation|test(?:ing)?|final (?:titles|cases|items|test|cards|pile))\b[^.;]{0,60}\b(?:once|one time)\b|\b(?:looked at|opened|used|touched|unwrapped|inspected)\b[^.;]{0,30}\b(?:only )?(?:once|at the (?:very )?end)\b[^.;]{0,20}$/i,
    ],
    [/\b(?:last|final) (?:epoch|step|iterate|round|state)\b[^.;]{0,20}\bno selection\b|\bas it stood after\b/i],
  ],
  hardware: [
    [
      /\b(?:ThinkPad|ProBook|EliteBook|Latitude \d|Inspiron|XPS|OptiPlex|Pavilion|ZBook|IdeaPad|Chromebook|Mac ?mini|iMac|Mac Studio|Mac Pro|Let['’]s note|Raspberry|SPARC\w*|VAX|PDP-\d+|Cray|Amiga|Commodore|NUC|DGX|Jetson|Steam Deck|iPad|Surface (?:Pro|Laptop)|gaming (?:rig|PC|laptop)|home (?:PC|computer|server))\b/,
      /^(?!.*\b(?:inference|deploy\w*|target device|sensor|captured|photograph\w*|taken with|recorded (?:by|with)|app)\b)/i,
    ],
    [
      /\b(?:comput\w+|calculat\w+|sums|ran|run|runs|train\w*|fitt?\w*|work|everything|all of (?:it|this)|did|done|simulat\w+)\b/i,
      /\b(?:old|our|my|an?|the|school['’]s|['’]s|\d{4}) (?:old |new |second-hand |ageing |\d{4} )?(?:Dell|Lenovo|HP|Acer|Asus|ASUS|Toshiba|Fujitsu|Panasonic|Sony|Samsung|IBM|Apple|Sun|Compaq|Medion)\b|\b(?:Dell|Lenovo|Acer|Asus|Toshiba|Fujitsu|Compaq|Sun|IBM) (?:from \d{4}|\p{Lu}?\w*\d\w*|PC|computer|work-?station|did)\b|\b(?:on|by|used|using) (?:an?|my|our|the|one|\p{L}+['’]s) (?:[\p{L}\d'’-]+ ){0,3}(?:PC|tablet|netbook|notebook|gaming rig|rig|computer|mainframe)\b/u,
    ],
  ],
  'data split': [
    [/\bin[- ]sample\b[^.;]*\d/i],
    [/\bout[- ]of[- ]sample\b[^.;]{0,30}\d/i],
    [
      /\b(?:calibrat\w*|learn(?:ing)?|teach(?:ing)?|derivation|estimat\w+|construct\w*|fit\w*)\b/i,
      /\b(?:verif\w+|confirm\w+|examin\w+|proof|validat\w+|check\w*|judg\w+|trial)\b/i,
      /\b(?:\d{4} ?– ?\d{4}|\d[\d,·]*|first|last|\w+ years)\b[^.;]{0,60}\b(?:\d{4} ?– ?\d{4}|\d[\d,·]*|last|rest|others?|\w+ years)\b/i,
      /^(?!.*\b(?:rate|epochs?|updates|steps|layers|accuracy|error|score)\b)/i,
    ],
    [
      /\b(?:no|nothing|not)\b[^.;]{0,30}\b(?:held[- ]out|hold-?out|test) (?:sample|set|data|part)s? (?:is|are|was|were) (?:needed|necessary|required|used)\b|\b(?:risk|error|loss)\b[^.;]{0,30}\b(?:exactly (?:computable|computed|known|evaluated)|(?:computed|evaluated|known|integrated) (?:exactly|in closed form|analytically))\b/i,
    ],
    [
      new RegExp(
        String.raw`\b${number} (?:fresh|further|additional|new|unseen|more) (?:\p{L}+ )?(?:points|symbols|trials|draws|samples|examples|sequences|observations|records|realisations|games|instances|cases)\b`,
        'iu',
      ),
      /^(?!.*\b(?:training|epochs?|steps?) (?:on|with|of)\b)(?=.*\b(?:test\w*|counted|score\w*|evaluat\w*|error|measur\w*|comput\w*|against|distance|risk)\b)/i,
    ],
    [
      new RegExp(
        String.raw`\b(?:the )?(?:other|remaining) ${number} (?:\p{L}+ )?(?:are|were|is|was|went|go|served?|taught|teach) (?:\w+ )?(?:for|to|used)\b|\b(?:train|learn|teach|fit)\w*\b[^.;]{0,20}\b${number} (?:of )?(?:them|others?|\p{L}+s) (?:are|were|to be) (?:\w+ )?(?:examin|test|judg|kept|hid)`,
        'iu',
      ),
    ],
  ],
  preprocessing: [
    [
      /\b(?:samples?|symbols|signals?|counts|readings|measurements|inputs?|patterns?|records?|features?|numbers?|values?|columns?|weights|photographs|pictures|images|recordings|leaves)\b[^.;]{0,60}\b(?:as (?:received|is|they (?:are|were|come|came)|such|recorded|delivered)|unscaled|raw|untouched|(?:divided|scaled|multiplied|normali[sz]ed) by|label encoded|one-hot encoded|expressed (?:on|in|as)|reduced to \d+ ?[×x]|brought to|(?:went|go) through|pass(?:ed)? through|put (?:on|into) (?:a|the) scale)\b/i,
      /^(?!.*\b(?:weights of the|gradients?|layers?|network[s]? with|loss(?:es)?|logits|activations|dropout|outgoing|hidden)\b)/i,
    ],
    [
      /\b(?:each|every) (?:number|value|measurement|column|feature|input|record|coordinate|reading|series|variable|pixel)\b[^.;]{0,12}\b(?:is|was|were|are|has|have)\b[^.;]{0,24}\b(?:divided|brought|scaled|mean 0|mapped|shifted|ranked|reduced|expressed)\b/i,
    ],
    [
      /\b(?:scale|shift|rescale|standardi[sz]e|cent(?:re|er)|squash|divide|normali[sz]e)s? (?:and \w+ )?(?:them|it|everything|each|both|all)\b[^.;]{0,40}\b(?:mean|variance|between|by|to|so that)\b/i,
    ],
    [
      /\b(?:QuantileTransformer|StandardScaler|MinMaxScaler|RobustScaler|PowerTransformer|get_?dummies|LabelEncoder|OneHotEncoder|ToTensor|Normalize)\b/,
    ],
    [
      /\b(?:series|variables?|predictors?|columns?|values|prices|inputs|data|counts|features)\b[^.;]{0,30}\b(?:enters?|are (?:taken|used|given|ranked)|is (?:taken|used)|come)\b[^.;]{0,12}\b(?:in |as )?(?:(?:log|first|seasonal)[- ]?differences|logs?|levels|ranks|ranked|growth rates|per ?cent changes)\b/i,
    ],
  ],
  seeds: [
    [/\bseeds? [ijks] ?(?:=|∈) ?\{?\d|\bput\b[^.;]{0,40}\b\d+ to \d+\b[^.;]{0,20}\bas the seed/i],
    [
      new RegExp(
        String.raw`\b${number} (?:(?:different|random|other|distinct|new|fresh|separate|independent) )*(?:initial values|starting values|starting points|beginnings|starts|states) (?:of|for) (?:the |its )?(?:random|weights|parameters|generator)|\bfrom (?:\w+ )?${number} (?:different |random |new |fresh |other |independent |separate )*(?:random )(?:\p{L}+ )?(?:beginnings|starts|starting (?:points|weights|values)|initial (?:weights|values|states))\b`,
        'iu',
      ),
    ],
    [
      new RegExp(
        String.raw`\b${number} (?:\p{L}+ ){0,2}(?:networks|nets|models|replicas|agents|students|filters|classifiers|fits|copies) (?:are|were|was|is|have been) (?:\w+ )?(?:trained|calibrated|fitted|taught|grown|estimated|run|started|initiali[sz]ed)\b[^.;]{0,50}\b(?:seeds?|random|replicas?|independent\w*|starting|initial)\b|\b${number} replicas (?:are|were) (?:trained|run|fitted)\b`,
        'iu',
      ),
    ],
    [/\bn ?= ?\d+ (?:\p{L}+ )?(?:networks|nets|models|runs|seeds|agents|trainings|replicates|initiali[sz]ations)\b/iu],
    [
      /\b(?:mean|average|median|s\.?d\.?|s\.?e\.?m\.?|seeds?|random)\b|±/i,
      new RegExp(
        String.raw`\b(?:dice|everything|whole|same|all|it|lot)\b[^.;]{0,40}\b${number} times\b|\b${number} (?:groups|pupils|children|teams|learners)\b[^.;]{0,40}\bmeans?\b`,
        'iu',
      ),
      /\b(?:anew|again|random|seeds?|new|means?|average\w*)\b/i,
    ],
    [
      new RegExp(
        String.raw`\b(?:number of |no\. of )?(?:trials|runs|repetitions|replicates|repeats|trainings|seeds|restarts)\W{0,4}(?:[:=]|is|was|were|&)? ?${number}(?= ?(?:$|[.,;()]))`,
        'iu',
      ),
      /^.{0,60}$/,
    ],
    [
      /\bseeds?\b[^.;]{0,16}(?:[:=]|\bis\b|\bwas\b|\bin\b|\()? ?\(?(?:\d+ ?(?:,|to|and|–|-|\.\.) ?)+\d+|\b\d+ to \d+, as (?:the |its |their )?(?:random )?seeds?\b/i,
    ],
  ],
};
