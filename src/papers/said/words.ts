/** Settings whose values are words: how papers name the optimizers, schedules and machines that they use. Data. */
import { courseWords } from './courseWords.ts';
import { formulaWords } from './formulaWords.ts';
import { inventorWords } from './inventorWords.ts';
import { exactly, one, type Wording } from './wording.ts';

const lr = '(?:learning[ -]rates?|step[ -]?sizes?|lr)';
const falls = '(?:decay\\w*|anneal\\w*|decreas\\w*|reduc\\w*|schedul\\w*|lower\\w*|falls?|drops?)';

/** A matrix that an adapter is put at. */
const module =
  '(?:(?-i:W)_?(?-i:[\\dqkvoQKVO])|(?:query|key|value|output|input|attention|feed-forward|mlp)(?! (?:function|length|size|set|image|text)s?\\b)|(?:first|second|third|last|hidden|linear|dense|convolutional)(?= (?:and|hidden|linear|matri|layer|proj)|,))(?: (?:hidden|linear|attention))?(?: (?:matri(?:x|ces)|projections?|layers?))?';

/** Values of one name; of overlapping ones the earlier in this list is meant. */
export const wordings: readonly Wording[] = [
  exactly('optimizer', 'AdamW', String.raw`\b(?:AdamW|Adam with decoupled weight decay)\b`),
  exactly('optimizer', 'Adam', String.raw`\b(?:Adam|ADAM)\b(?!-?mini| ?constant| epsilon)`),
  ...[
    'AdaGrad',
    'Adagrad',
    'Adadelta',
    'Adamax',
    'NAdam',
    'Nadam',
    'RAdam',
    'Adafactor',
    'LARS',
    'LAMB',
    'Lion',
    'Shampoo',
    'Sophia',
    'Muon',
    'SAM',
    'K-FAC',
    'SOAP',
    'SGLD',
    'SGHMC',
    'Prodigy',
    'AdaBelief',
    'Adan',
    'AMSGrad',
    'AMSgrad',
    'Yogi',
    'FTRL',
    'FISTA',
    'ISTA',
    'SAGA',
    'SVRG',
    'Rprop',
  ].map((name) => exactly('optimizer', name, String.raw`\b${name}\b`)),
  one('optimizer', 'ALS', String.raw`\balternating least squares\b|\b(?-i:ALS)\b(?= (?:solves|alternates|updates|with|for|is|on|and))`),
  one('optimizer', 'proximal gradient', String.raw`\bproximal[- ]gradient\b(?: (?:descent|method|steps?))?`),
  exactly('optimizer', 'RMSprop', String.raw`\bRMS-?[pP]rop\b`),
  one('optimizer', 'Levenberg-Marquardt', String.raw`\blevenberg ?[-–—]+ ?marquardt\b`),
  one('optimizer', 'scaled conjugate gradient', String.raw`\bscaled conjugate[- ]gradients?\b`),
  exactly('optimizer', 'L-BFGS', String.raw`\bL-?BFGS\b`),
  one(
    'optimizer',
    'SGD',
    String.raw`\b(?:(?<![\w-])SGD|(?:stochastic|mini-?batch) gradient descent)\b|\bstochastic[- ]gradient (?:recursions?|iterations?|(?:steps|updates)(?= (?:with|of)))\b`,
  ),
  one(
    'optimizer',
    'gradient descent',
    String.raw`(?<!stochastic |mini-?batch )\b(?:plain |full-?batch |batch )?gradient descent(?= with| at|,| using| on| over| in| for|\.|;|$)|\b(?:plain|full-?batch|batch) gradient descent\b`,
  ),

  one(
    'learning rate schedule',
    'inverse square root',
    String.raw`(?:\b(?:rate|step|step[- ]size|lr|steps|decays|falls)|[ηα]_?\w?)[^.;]{0,40}?\/ ?(?:sqrt|√) ?\(?[tknsi]\b|\bt\^-(?:1\/2|0\.5)(?![\d])|(?:\binverse[- ](?:square[- ])?root\b|\brsqrt\b|\binverse sqrt\b)(?:(?=[^.;]{0,60}\b(?:schedul|decay|rule|anneal|warm|${lr}))|(?<=\b(?:rates?|decay\w*|schedul\w*|warm\w*|lr|anneal\w*|steps?|falls?)\b[^.;]{0,120}))`,
  ),
  one('learning rate schedule', 'one-cycle', String.raw`\b(?:one|1)-?cycle\b`),
  one(
    'learning rate schedule',
    'cosine',
    String.raw`\bcosine(?:ly)?[- ](?!(?:noise|variance|β\w*|beta)\b)(?:\w+ ){0,2}${falls}\b|\bcosine(?=[^.;]{0,20}\b(?:to|down to|towards) |\s*[.,;)]|$)|\b(?:${lr}|schedule|it)\b[^.;]{0,90}?\b(?:a |half a |half-|a half[- ]|an? \w+ )cosine\b|\b${lr}[^.;]{0,40}?\bcosine\b|\bcosine\b(?! (?:noise|variance|β\w*|beta)\b)[^.;]{0,30}?\b${lr}|\bschedule (?:is|was) (?:a )?cosine\b|\bcosine\b(?= with(?:out)? (?:restarts|(?:an? |one |two |five |#?\d+ )?(?:[\p{L}-]+ ){0,3}warm)| follows?\b| down\b)|\b(?:then|by|follows?|after) (?:a |half a )?cosine\b(?! (?:similarit|distance|loss|margin|classif|kernel|noise|embedd))`,
  ),
  one(
    'learning rate schedule',
    'polynomial',
    String.raw`\b(?:decay|anneal|decreas)\w* polynomially\b|\bpolynomial(?:ly)? (?:\w+ )?${falls}|\bpoly(?:nomial)? (?:${lr} )?(?:schedule|policy|decay)|\b(?:${lr}|rate)\b[^.;]{0,80}?\b(?:follow(?:s|ed|ing)?|according to|by|with|along) (?:the |a )?poly(?:nomial)?\b(?= (?:rule|law|curve|of (?:power|degree|order)|with)|[.,;)])`,
  ),
  one(
    'learning rate schedule',
    'exponential',
    String.raw`\bexponential(?:ly)? (?:\w+[- ]){0,2}?(?:decay(?:s|ed|ing)?|schedule|anneal\w*)\b(?! averag| rates\b)(?=.{0,60}${lr})|\b(?:${lr}|it|which)\b[^.;]{0,40}?\b(?:decay\w*|falls|anneal\w*) exponentially|(?<=\b(?:rate|${lr}|it|which|multiplied|reduced|decayed)\b[^;]{0,90})\(exponential(?: (?:decay|schedule|annealing))?\)`,
  ),
  one(
    'learning rate schedule',
    'constant',
    String.raw`(?<!\b(?:drop-?out|error|noise|mask|masking|exploration|sampling|frame|heart|failure|removal|growth) )\b(?:rate|step)s? (?:is|are|was|were) (?:not|never) (?:scheduled|annealed|decayed|lowered|reduced|varied|adapted|adjusted|touched)\b(?!,? until| (?:until|before|by|during the first))`,
  ),
  one(
    'learning rate schedule',
    'constant',
    String.raw`\b${lr}:? ?(?:=|of|at)? ?[\d·e^-]+,? ?\(?const(?:ant)?\b(?! for)|\bno (?:${lr}[- ])?(?:schedule|decay|annealing)\b(?! of| (?:is|was) (?:applied|put|imposed|laid) (?:to|up?on) (?:the |any |its )*(?:weights|parameters|coefficients))|\bno (?:schedule|decay|annealing|change)s? of the (?:${lr}|rate)|\b(?:neither|nor) (?:schedule|decay)s? of|\bno ${lr} (?:schedule|decay)|\bwithout (?:any |a )?(?:${lr}[- ])?(?:schedule|decay|annealing)\b(?! of (?:the |any |its )*(?:weights|parameters|coefficients))|\bconstant (?:\w+ )?(?:${lr}|rate|step)s?\b|\b(?:rates?|all of them|all of these|both|they|it)(?: of \w+)? (?:is|are|was|were) (?:\w+ )?constant\b|\b${lr}[^.;]{0,70}, constant\b|\brate (?:of )?[\d·e-]+, constant\b|\b${lr}[^.;]{0,40}? (?:held |kept |then )+constant after\b|\b(?:rate|${lr})\b[^.;]{0,80}?\bconstant (?:from then on|thereafter|afterwards|from there)\b|\b${lr}[^.;]{0,60}?\b(?:(?:kept|held|stays?|remains?|left|keep|hold) (?:it )?(?:constant|fixed|unchanged)|is constant|not (?:decayed|annealed|changed|scheduled)|never (?:decayed|changed))|\b${lr}[^;]{0,110}\bconstant (?:over|during|throughout) (?:the (?:whole |entire )?)?(?:training|run|course)|\bfixed ${lr}|\b${lr} (?:does|did|will) not (?:change|vary|move|fall|decay)\b(?! until| before)|(?<!the )\bconstant schedule|\b${lr}[^.;]{0,30}, (?:kept|held) (?:constant|fixed)|\b(?:it|which|rate) (?:is (?:kept |held |left )?|stays |remains )(?:constant|fixed|unchanged)|\b(?:do(?:es)?|did) not (?:decay|anneal|schedule|change) (?:the )?${lr}`,
  ),
  one(
    'learning rate schedule',
    'linear',
    String.raw`\b(?:both|they|all)\b(?: rates)? (?:decay|fall|decrease|go down|are (?:annealed|decayed|reduced|lowered)) linearly|\blinear(?:ly)? (?:${lr}[- ])?(?:decay(?:s|ed|ing)?|schedule|anneal(?:s|ed|ing)?|decreas\w*|ramp-?down)\b|\b(?:${lr}|it|which)\b[^.;#]{0,80}?\b(?:decay(?:s|ed)?|annealed|anneals|decreas(?:es|ed)|falls|reduced|lowered|goes|brought)(?: back)? linearly|\b(?:decay(?:s|ed)?|annealed|decreas(?:es|ed)|falls|reduced|lowered)(?: back)? linearly (?:to|down to|towards)|\blinear ${lr}[- ](?:schedule|decay)|\b(?:decay|anneal|decreas|reduc|lower)\w* (?:the |its |this |both )?${lr} linearly|\b(?:schedule|decay) (?:is|was) (?:a )?linear\b(?! (?:in|combin|func))`,
  ),
  one(
    'learning rate schedule',
    'plateau',
    String.raw`\b(?:on|reaches a) plateau|reduce-?lr-?on-?plateau|(?<!\b(?:short|long|such|these|those|the|of|that|several|two|three|no|many|later|early|first|and) )plateaus\b(?! (?:in|of|at|that|are|were|have|moves?|follow)\b)`,
  ),
  one(
    'learning rate schedule',
    'step',
    String.raw`\bstep(?:wise|-wise)?[- ](?:decay|schedule)|\bmulti-?step(?:lr)?\b|\bpiecewise[- ]constant|\b(?:divid\w+|multipl\w+|reduc\w+|decreas\w+|decay\w*|dropp?\w*|lower\w*|cut|scaled|shrunk)(?: it)? by (?:a factor of )?(?:[$\d.e·-]+|two|three|five|ten)[^.;]{0,25}? (?:at|after|every|each|in|on) [^.;]{0,20}?(?:\d|epoch|milestone|iteration|step|half)|(?:(?<!\d ?)×|\btimes) ?[\d.·]+ (?:at|after|every|each|in) (?:epochs? )?\d|\bhalved (?:every|after|at)\b|\b(?:reduced|lowered|decreased|falls?|decays?|drops?) in (?:\w+ )?steps\b|\bin steps\b(?=[^.;]{0,30} of its value)|\b(?:decay|drop|milestone)s? (?:epochs|steps|milestones)\b|\bdecayed? (?:at|after) epochs?\b|\bmilestones\b`,
  ),
  ...courseWords,

  one('activation', 'leaky ReLU', String.raw`\bleaky[- ]?relus?\b`),
  ...['GELU', 'SiLU', 'ELU', 'SELU', 'SwiGLU', 'GEGLU', 'Mish', 'PReLU'].map((name) =>
    exactly('activation', name, String.raw`\b${name}s?\b(?!\()`),
  ),
  exactly('activation', 'Swish', String.raw`\b[sS]wish\b`),
  exactly('activation', 'ReLU6', String.raw`\bR[eE]LU-?6\b`),
  exactly('activation', 'ReLU', String.raw`\bR[eE]LUs?\b(?!\()`),
  one('activation', 'leaky ReLU', String.raw`\bleaky (?:rectif\w+|linear rectif\w+)\b(?: linear units?)?`),
  one('activation', 'GELU', String.raw`\bgaussian[- ]error linear units?\b`),
  one('activation', 'SELU', String.raw`\bscaled exponential linear units?\b`),
  one('activation', 'ELU', String.raw`\bexponential linear units?\b`),
  one('activation', 'SiLU', String.raw`\bsigmoid(?:-weighted)? linear units?\b`),
  one('activation', 'SwiGLU', String.raw`\bswish-gated linear units?\b`),
  one(
    'activation',
    'ReLU',
    String.raw`\b(?:threshold-linear|linear-threshold|rectified-linear)\b|\brectif(?:ied|ying) (?:linear |hidden )*(?:units?|neurons?|activations?|non-?linearit\w+|outputs?)\b|\brectifiers?\b|\b(?:is|are|by|with|linear) (?:half-wave )?rectif(?:ication|ied)\b(?! (?:flow|signal|current|spectr|image|stereo))`,
  ),
  one('activation', 'tanh', String.raw`\btanh\b(?! ?\()|\bhyperbolic tangents?\b`),
  one(
    'activation',
    'sigmoid',
    String.raw`\b(?:squash|pass|activat)\w*[^.;]{0,40}? (?:by|with|through) (?:a |the )?(?:logistic|sigmoid)(?: function| curve)?\b(?! (?:outputs?|units? for|classif))(?<!(?:output|final|last|probabilit)[^.;]{0,60})`,
  ),
  one(
    'activation',
    'sigmoid',
    String.raw`\b(?:sigmoid(?:al|s)?|logistic)(?= (?:hidden )?(?:units|activations?|neurons|non-?linear))|\bsigmoid(?=s? (?:units|activations?|hidden|non-?linear))|\b(?:activations?|non-?linearit(?:y|ies)) (?:function )?(?:is|are) (?:the |a )?(?:sigmoids?|logistic)|\b(?:logistic|sigmoid)(?: function)?\b[^.;]{0,24} (?:activation|non-?linearity)\b`,
  ),
  one('activation', 'erf', String.raw`\berf\b(?! ?\(\p{L}\))|\berror functions? (?:as|activations?|units|non-?linear)`),
  one(
    'activation',
    'softplus',
    String.raw`(?<!\b(?:diagonal|variances?|deviations?|scales?|intensit(?:y|ies)|rates?|outputs?|entries|eigenvalues|positive|concentration|shape)\b[^.;]{0,60})\bsoftplus\b(?! ?\()(?![^.;]{0,40}\bpositiv)`,
  ),

  one(
    'normalization',
    'batch normalisation',
    String.raw`\bbatch[- ]?norm(?:ali[sz](?:ation|ed|ing|e)|s|ed)?\b|\bBN\b(?= (?:layer|after|before|follow|is|and)|[,;.])|(?<!\b(?:advantages?|returns?|rewards?|targets?|values?|scores?|losses|weights|inputs?)\b[^;]{0,70})\bnorm(?:ali[sz]ed|ali[sz]ation|ali[sz]e) (?:per|over|across|within|by) (?:the |each )?(?:mini-?)?batch(?:es)?\b`,
  ),
  one(
    'normalization',
    'layer normalisation',
    String.raw`\b(?:pre|post)-?LN\b|(?<!\bglobal )\blayer[- ]?norm(?:ali[sz](?:ation|ed|ing|e)|s|ed)?\b`,
  ),
  one('normalization', 'global layer normalisation', String.raw`\bglobal layer[- ]?norm(?:ali[sz]ation)?\b`),
  one(
    'normalization',
    'group normalisation',
    String.raw`\bgroup[- ]?norm(?:ali[sz](?:ation|ed|ing|e)|s|ed)?\b|\bnormali[sz](?:ed|ation) (?:in|by|within|per|over) (?:groups?|#?\w+ groups)(?: of channels)?\b`,
  ),
  one(
    'normalization',
    'instance normalisation',
    String.raw`\binstance[- ]?norm(?:ali[sz](?:ation|ed|ing|e)|s|ed)?\b|\b(?:activations?|feature maps?|features|channels|outputs?)\b[^.;]{0,20}? normali[sz]ed (?:per|for each|within each) instance\b`,
  ),
  one('normalization', 'RMSNorm', String.raw`\brms[- ]?norm\b|\broot[- ]mean[- ]square (?:layer )?norm\w*`),
  one('normalization', 'weight normalisation', String.raw`\bweight[- ]norm(?:ali[sz](?:ation|ed))?\b(?! (?:of|penalt|clip|decay|is|grow))`),
  one('normalization', 'spectral normalisation', String.raw`\bspectral[- ]norm(?:ali[sz]ation)?\b`),

  ...formulaWords,
  ...inventorWords,
  one('initialization', '$&', String.raw`\b(?:xavier|glorot)[- ]uniform\b`),
  one('initialization', '$&', String.raw`\b(?:xavier|glorot)[- ]normal\b`),
  one('initialization', 'Kaiming normal', String.raw`\bkaiming[- ](?:normal|gaussian)\b`),
  one('initialization', 'Kaiming uniform', String.raw`\bkaiming[- ]uniform\b`),
  exactly('initialization', '$&', String.raw`\bHe (?:normal|uniform)\b`),
  one('initialization', 'Xavier', String.raw`\bxavier\b`),
  one('initialization', 'Glorot', String.raw`\bglorot\b`),
  one('initialization', 'Kaiming', String.raw`\bkaiming\b`),
  exactly(
    'initialization',
    'He',
    String.raw`\bHe(?:-normal|-uniform)?[- ](?:normal |uniform )?(?:[wW]eights|initiali[sz]|init|et al)|\bHe (?:rule|scheme|method)|\bHe et al|\bHe's\b|\bHe-(?:normal|uniform)\b|\b(?:manner|scheme|method|initiali[sz]\w+|rule|way) of He\b|(?<=\binitiali[sz]\w+:? (?:\w+ ){0,2}?(?:after|following|according to|as in|like) )He(?=[.,;)]| and\b| with\b)`,
  ),
  one(
    'initialization',
    'orthogonal',
    String.raw`\borthogonal(?:ly)? init\w*|\binit\w* (?:\w+ ){0,4}orthogonal(?:ly)?\b|\binit\w*[^.;]{0,60}? orthogonally\b|\borthogonal (?:weights|matrices)|\borthogonal matrix\b[^.;]{0,24}(?:start|initial)|\borthogonal initial\b|\b(?:weights?|matri(?:x|ces)|kernels?|connections)\b[^.;,\d]{0,20} (?:is|are|was|were|begins?|starts?|began|started)(?: (?:drawn|chosen|set|made|taken|initially|random|out|off|as|from|with|to be))* orthogonal(?:ly)?\b(?! (?:to|complement|by|regular))|\bmatri(?:x|ces) [\p{L}\d_,' ]{1,24} (?:is|are|was|were|begins?|starts?) orthogonal\b(?! to)|(?<=\b(?:glorot|xavier|init\w*|start\w*)\b[^.;]{0,60})\b(?:recurrent|hidden)(?: ones| weights| matrices)? orthogonal\b`,
  ),
  exactly('initialization', 'He normal', String.raw`\b(?:normal|Gaussian) weights (?:after|of|following|by) He\b`),
  one(
    'initialization',
    'zero',
    String.raw`\b(?:all |the |its |their |other )*bias(?:es| vectors| terms)?(?: of [^.;,]{1,24}| but [^.;,]{1,16}| except [^.;,]{1,24})?,? (?:(?:(?:is|are|was|were|being) )?(?:initiali[sz]ed |set |put |filled )?(?:at|to|with|from|by|as) (?:zeros?|0)|(?:is|are|were) (?:initially )?(?:zero|0)(?= ?(?:[.,;)]|$|at the (?:start|beginning|outset)|and\b|initially))|(?:starts?|begins?|started|began)(?: off)? (?:at|from|with|as) (?:zeros?|0))(?![\d·])|(?<=\b(?:initiali[sz]\w*|start\w*|begin\w*|drawn|weights)\b[^.;]{0,80}[,;] (?:and )?(?:the |all |its )*)bias(?:es)? (?:zero|0|(?:at|from|to) (?:zero|0))(?![\d·])|\b(?:and|with|;|,) (?:all |the )*zero biases\b|(?<![\p{L}\d])[AB](?: matrix)? (?:(?:is|was) (?:initiali[sz]ed |set |filled )?(?:at|to|with|by|from)|starts?(?: off)? (?:at|from|with|as)|begins? (?:at|from|with|as)|(?:is|was)(?= zero (?:at (?:first|the start)|initially))) (?:zeros?|0)(?![\d·])|`.replaceAll(
      '\n',
      '',
    ) +
      String.raw`\b(?:last|final|output) (?:linear |convolutional )?(?:layer|map|matrix|convolution)s? (?:of [^.;,]{1,24} )?(?:that |which )?(?:(?:is|are|was|were) )?(?:starts?|begins?|initiali[sz]ed|set|filled) (?:at|to|with|from|as) zeros?\b`,
  ),
  one('initialization', 'LeCun', String.raw`\blecun(?:'s)?[- ](?:normal|uniform|init\w*|scheme|rule|method)`),
  one(
    'initialization',
    'uniform',
    String.raw`\b(?:weights|parameters|matrices|entries|coefficients)\b[^.;]{0,24}?\b(?:drawn|sampled|chosen|taken)\b[^.;]{0,40}? (?:from|in|within|on) (?:the )?(?:interval|range) [([][^.;]{3,24}?[)\]](?:,? (?:uniformly|at random|with equal probability))\b|\b(?:initial|starting) (?:weights|values|parameters|connections)\b[^.;]{0,30}?\buniform(?:ly)?\b|\buniform(?:ly)? (?:weight |random )?initiali[sz]\w*|(?<=\b(?:start\w*|begin|initial\w*|weights|matrices|embeddings?)\b[^.;]{0,80})\b(?:else|others?|rest|remaining|ones|weights|matrices|embeddings?) (?:(?:is|are|was|were|drawn|sampled) )*uniform(?:ly)? (?:in|on|within|between|from|over) ?(?:the interval )?[±([-]|\binitiali[sz]\w*(?:: | is | are |d )uniform(?:ly)?\b|\b(?:weights?|parameters|matrices|embeddings|kernels)\b[^.;]{0,40}?\b(?:drawn|sampled|start\w*|initiali\w+|begin|began|taken)\b[^.;]{0,20}? (?:from|with|by|in) (?:a |the )?uniform (?:distribution|law|density)\b(?! (?:of|in|by|after|according)\b[^.;,]{0,20}(?-i:Glorot|Xavier|He\b|Kaiming|LeCun))`,
  ),
  one('initialization', 'truncated normal', String.raw`\btruncated normal\b`),
  one(
    'initialization',
    'PyTorch default',
    String.raw`\bpytorch(?:'s)? (?:own |default |standard )?init\w*|\bdefault (?:pytorch )?init\w*(?: of pytorch)?(?! \(|[^.;]{0,30}(?:keras|jax|flax|tensorflow))|\binit\w*[^.;]{0,40}\b(?:pytorch(?:'s)? defaults?|defaults? of pytorch)|\b(?:weights|biases|parameters|matrices|layers|the rest|(?:all|every)thing else)[^.;,]{0,40}\b(?:pytorch(?:'s)? defaults?|defaults? (?:of|in|from) pytorch)|\binitiali[sz]ed [^.;,]{0,16}\bdefault (?:in|of) pytorch|\binitiali[sz]ed (?:the way |just |exactly )?(?:as|like) (?:in )?pytorch\b|\b(?:weights|biases|parameters|networks?|layers) (?:start|starts|begin|begins)\b[^.;,]{0,24}\bpytorch(?:'s defaults?)?|\b(?:initial|first|starting) (?:weights|values|parameters)\b[^.;,]{0,24}\b(?:as|those|of|from|by)(?: (?:that|which))? (?:in )?pytorch\b|\b(?:left|leave|kept|keep|stays?) (?:at|with|to) pytorch(?:'s)? (?:own )?(?:init\w*|defaults?)\b`,
  ),

  one('hardware', 'RTX 3090', String.raw`\b(?:rtx ?3090)\b`),
  exactly(
    'hardware',
    '$&',
    String.raw`(?:\b|(?<=\d[x×]))(?:[ABHVP]\d{2,3}0|A10G?|A6000|A5000|A40|L40S?|L4|T4|K80|GB?200|GH200|MI\d{3}X?|(?:Quadro )?RTX ?(?:A?\d{4})(?: Ti| Ada)?|GTX ?\d{4}(?: Ti)?|GeForce \d{4}(?: Ti)?|Titan (?:X|Xp|V|RTX)|TITAN \w+|TPU ?v\d[ep]?(?:-\d+)?|M[1-4](?: (?:Pro|Max|Ultra))?(?= (?:chip|laptop|MacBook|processor|Mac))|(?<=Mac[^.;]{0,20})M[1-4](?: (?:Pro|Max|Ultra))?)(?!-(?!\d+ ?GB|SXM|PCI))(?=\b|s\b|-)`,
  ),
  one(
    'hardware',
    '$&',
    String.raw`\b(?:Intel )?(?:Core )?i[3579]-\d{3,5}\w*|\b(?:Intel )(?:Core )?i[3579]\b(?!-)|\b(?:Core )?i[3579]\b(?= (?:processor|CPU|laptop|machine))|\b(?:Intel )?Xeon (?:\w+ )?[\w-]*\d[\w-]*(?: v\d)?|\b(?:Intel )?Xeon\b(?=[.,;)]|$)|\b(?:Intel )?Xeon (?:Gold|Silver|Platinum|Bronze|Phi)\b|\bEPYC (?:Rome|Milan|Naples|Genoa)\b|\b(?:AMD )?(?:Ryzen|EPYC|Threadripper) (?:\d )?\w*\d\w*|\bApple M\d(?: (?:Pro|Max|Ultra))?|\bM\d (?:Pro|Max|Ultra)\b|\bRaspberry Pi(?: \w+)?|\bJetson \w+`,
  ),
  exactly(
    'hardware',
    '$&',
    String.raw`\b(?:(?:Lenovo |IBM )?ThinkPad|(?:Dell )?(?:Latitude|XPS|OptiPlex)|(?:HP )?(?:EliteBook|ZBook|ProBook|Pavilion|Omen|Envy)|(?:Acer )?(?:Aspire|Swift|Nitro)|(?:Asus )?(?:VivoBook|ZenBook)|(?:Dell )?(?:Inspiron|Vostro|Precision)|(?:Lenovo )?(?:IdeaPad|Legion)|(?:Toshiba )?(?:Satellite|Portégé)|MacBook(?: Pro| Air)?|Mac mini|iMac|NUC|Surface(?: Pro| Laptop)) [A-Z]?\w{0,3}\d\w*\b|\b(?:20\d\d )?MacBook(?: Pro| Air)?\b(?! (?:Pro|Air))(?! [A-Z]?\w{0,3}\d)(?! (?:with (?:an? )?|\()?(?:Apple )?M\d)`,
  ),
  one(
    'hardware',
    '$1',
    String.raw`\b(?:an?|one|two|three|four|eight|single|our|the|my) ((?:10[678]0|20[678]0|30[5-9]0|40[5-9]0|50[789]0)(?: Ti)?)\b(?! \p{L}+s\b)(?=[.,;)]| (?:and|for|with|each|per|in|GPU|card)\b|$)`,
  ),
  exactly('hardware', 'CPU', String.raw`\b(?:CPUs?)\b`),

  one(
    'batch size',
    'full batch',
    String.raw`\b(?:in|with|use|uses|by|on|is|are) full[- ]batch(?:es)?\b(?! gradient)|(?<=^|[.;,:(] ?)full[- ]batch(?= ?(?:[,.;)]|$)| (?:G[D]|gradient descent|adam\w*|training|updates)\b)|\bfull batches\b|\bfull[- ]batch training\b|\b(?:train(?:s|ed)?|learn(?:s|ed)?) full[- ]batch\b|\b(?:each|every) (?:step|update|epoch|iteration)[^.;,]{0,30}\b(?:uses?|sees?|is (?:made|computed|taken) (?:on|from|over|with)) (?:the )?(?:whole|entire|full|complete) (?:graph|(?:training )?(?:set|data|sample|batch))\b|\bgradients? (?:(?:is|being|are|was|were) )?(?:that |those |taken |computed |formed )?(?:of|over|on|from) (?:the )?(?:whole|entire|full|complete) (?:graph|(?:training )?(?:set|data|sample|batch))\b|\b(?:whole|entire|full) (?:training )?(?:graph|set|data|sample) (?:(?:is used |serves |enters )?(?:in|at|for)) (?:each|every) (?:step|update|iteration)\b|\ball (?:the )?(?:\d[\d,]* )?(?:labelled |training )?(?:points|examples|rows|observations|images|nodes|vertices|samples|data) (?:in|at) (?:each|every) (?:step|update|iteration)\b`,
  ),

  one('precision', 'bf16', String.raw`\bbf16\b|\bbfloat-?16\b|\b(?:16[- ]bit )?brain[- ]float(?:s|ing|\b)`),
  one('precision', 'fp16', String.raw`\bfp16\b|\bfloat-?16\b|\b16[- ]bit floating[- ]point\b|\bhalf[- ]precision\b(?! \((?:bf|bfloat))`),
  one('precision', 'mixed', String.raw`\b(?:automatic )?mixed[- ]precision\b`),
  one(
    'precision',
    'fp32',
    String.raw`\bfp32\b(?! (?:accumulat|master))|\bfloat-?32\b(?! (?:accumulat|master))|\bsingle[- ]precision\b|\b32[- ]bit (?:floats?|floating[- ]point)\b`,
  ),
  one(
    'precision',
    'fp64',
    String.raw`(?<!\()\bfp64\b|\bfloat-?64\b|\bdouble[- ]precision\b(?! \()|\b64[- ]bit floating[- ]point\b|(?<=double[- ]precision \()(?:fp|float-?)64\b`,
  ),
  one('precision', 'NF4', String.raw`(?<!\()\bNF-?4\b|\b(?:4|four)[- ]bit (?:normal ?float|NF)\b`),
  one(
    'precision',
    'int8',
    String.raw`\b(?:quanti[sz]ed|converted|mapped|rounded|compressed|turned) (?:[\w-]+ ){0,2}?(?:to|into) (?:signed )?(?:8|eight)[- ]bit integers?\b|\b(?:quanti[sz]ed|converted|rounded|round|rounding|stored|kept|saved) (?:[\w-]+ ){0,2}?(?:to|into|as|in) (?:signed )?int-?8\b`,
  ),
  one(
    'precision',
    'int16',
    String.raw`\b(?:quanti[sz]ed?|converted|round(?:ed|ing)?|stored|kept|saved) (?:[\w-]+ ){0,2}?(?:to|into|as|in) (?:signed )?(?:int-?16\b|(?:16|sixteen)[- ]bit integers?\b)`,
  ),
  one('precision', 'tf32', String.raw`\btf32\b`),

  one('noise schedule', 'scaled-linear', String.raw`\bscaled[- ]linear\b(?=[^.;]{0,40}\b(?:nois\w+|variances?|betas?|schedule|β))`),
  one(
    'noise schedule',
    'linear',
    String.raw`\blinear (?:noise|variance|β|beta)(?: ?_?t)? schedule|\bnoise: [^.;]{0,24}?\blinear\b|(?:β_?\p{L}?|\b(?:noise (?:variance|level)s?|variances?|(?<!\badam\w*[ ,(]{1,2})betas?|noise schedule))(?![\p{L}])(?:(?!\b(?:rates?|lr|step size|warm\w*)\b)[^.;]){0,70}?\b(?:linear(?:ly)?|(?:equally|evenly|uniformly) spaced|evenly|in equal (?:steps|increments)|straight line)\b`,
  ),
  one(
    'noise schedule',
    'cosine',
    String.raw`\bcosine (?:noise|variance|β|beta) schedule|\b(?:noise schedule|variance schedule|noise levels?|variances?|denoising (?:stages|steps)|noising|T ?= ?\d+ (?:stages|steps|levels))\b[^.;]{0,60}?\bcosine (?:recipe|schedule|rule|law|of\b)|\b(?:noise schedule|variance schedule|noise levels?|variances?)\b[^.;]{0,40}?\bcosine\b|\bsquared cosine\b|\bnoise: [^.;]{0,24}?\bcosine\b|\bcosine\b[^.;]{0,30}? (?:of|by|after|from|due to|as in) (?:Nichol|improved (?:DDPM|denoising))`,
  ),
  one('noise schedule', 'sigmoid', String.raw`\bsigmoid (?:noise|variance) schedule|\bnoise schedule\b[^.;]{0,40}?\bsigmoid\b`),
  one('sampler', 'ancestral', String.raw`\bancestral(?:ly)?\b(?: sampl\w+)?`),
  ...['DDIM', 'DPM-Solver', 'DPM-Solver++', 'Heun', 'DPM++', 'UniPC', 'PNDM', 'DDPM sampler'].map((name) =>
    exactly('sampler', name, String.raw`\b${name.replaceAll('+', String.raw`\+`)}(?!\w)`),
  ),
  one(
    'sampler',
    'DDIM',
    String.raw`\bdeterministic(?:ally)?\b(?: (?:rule|sampler|sampling|process|chain|update|steps?|variant|version|way|method))?(?=[^.;]{0,50}(?:\bSong\b|\bη ?= ?0(?![.\d])|\bimplicit\b))|\bdenoising diffusion implicit\b`,
  ),
  one('sampler', 'Euler', String.raw`\beuler(?:'s)?(?: method| sampler| integration| steps?|-maruyama)\b`),
  one(
    'target modules',
    '$1',
    String.raw`\b(?:adapters?|LoRA|low-rank (?:branch(?:es)?|modules?|matrices|updates?|factors|corrections?)|an? pair)\b(?: (?:of rank #?\w+|each|only|is|are|were|was|we|then|here|(?:sit|stand|live|go|act|work)s?|placed|put|inserted|attached|added|trained|applied|used|with rank \d+)){0,4} (?:in|on|at|to|into|beside|of) ((?:only |both |all |the |every |each )*${module}(?:(?:, and|,| and|/) (?:the )?${module}){0,4}(?:,? (?:hidden )?(?:matri(?:x|ces)|layers?|projections?|maps))?)(?![\p{L}-])`,
  ),
  one(
    'target modules',
    '$1',
    String.raw`(?<=\b(?:adapt\w*|LoRA|low-rank)\b[^.;]{0,60})\bmatrices (W_?\d(?:(?:, and|,| and) W_?\d){0,4}) (?:is|are|were|was) (?:replaced|adapted|updated|changed)`,
  ),
  one(
    'target modules',
    '$1',
    String.raw`\b(?:matrices|projections|layers|weights|modules) (?:selected|chosen|adapted|changed|touched|altered|concerned|so treated)(?: (?:here|in this way|by it))?(?: are|:| were) (?:only )?(?:those )?(?:for |of )?((?:the )?${module}(?:(?:, and|,| and|/) (?:the )?${module}){0,4})(?![\p{L}-])`,
  ),
  one(
    'target modules',
    '$1',
    String.raw`(?<=\b(?:lora|adapters?)\b[^.;]{0,60})\bon ([qkvo](?:(?:, and|,| and|/) ?[qkvo]){1,3})(?= ?(?:[,.;)]|$|of\b))`,
  ),
  one(
    'target modules',
    '$1',
    String.raw`\b((?:both|all|the two|the three|every|each)(?: of the)? (?:hidden|linear|dense|convolutional|attention|feed-forward|projection|recurrent)? ?(?:layers?|matri(?:x|ces)|projections?|blocks?)) (?:get|gets|have|has|receive|receives|carry|carries|is given|are given) (?:an? |its own |their own |one )?(?:low-rank )?adapters?\b`,
  ),
  one(
    'target modules',
    '$1',
    String.raw`\b(?:adapters?|lora|low-rank (?:updates?|matrices|adapters|branch(?:es)?|modules?))\b(?:[^.;#]{0,50}?\b(?:on|to|in|into|at|of|adapts?|modif(?:y|ies)|add(?:ed)? to)|[^.;]{0,120}?\b(?:insert|attach|appl|plac|add|put)\w* (?:in|into|to|at|on)) (?:only )?((?:all |the |every |both )*(?:query|key|value|attention|linear|output|q|wq|projection|feed-forward|mlp|w_?q|q_?proj)[^.;,]{0,20}?(?:(?:,| and|, and) (?:the )?(?:query|key|value|output|v|wv|mlp|feed-forward|projection|w_?v|v_?proj)[^.;,]{0,20}?){0,4}(?:projections?(?: matrices| layers)?|matrices|layers|modules|weights|blocks|_proj|wv|w_v))`,
  ),
];

/** Headings in tables of what has words as values. */
export const wordHeadings: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  {
    name: 'learning rate schedule',
    pattern: /^(?:lr|learning[ -]rate|step size)?[ -]*(?:schedul(?:e|er|ing)|decay (?:type|schedule)|anneal(?:ing|ed)?|decay)(?: type)?$/i,
  },
  { name: 'noise schedule', pattern: /^(?:noise|variance|β|beta) schedule$/i },
  { name: 'optimizer', pattern: /^(?:optimi[sz]er|optimi[sz]ation(?: method| algorithm)?|solver|training algorithm)$/i },
  { name: 'activation', pattern: /^(?:(?:hidden )?activations?(?: function)?s?|non-?linearit(?:y|ies))$/i },
  { name: 'normalization', pattern: /^normali[sz]ation(?: layers?)?$/i },
  { name: 'initialization', pattern: /^(?:weight |parameter )?initiali[sz]ation(?: scheme)?$|^init\.?$/i },
  { name: 'hardware', pattern: /^(?:hardware|accelerators?|gpus?|machine|device|compute)$/i },
  { name: 'precision', pattern: /^(?:(?:numerical |training )?precision|dtype|data type)$/i },
  { name: 'sampler', pattern: /^sampler$/i },
  {
    name: 'target modules',
    pattern: /^(?:lora |adapted |target )*(?:modules|matrices|layers adapted|target modules|target layers)$/i,
  },
];
