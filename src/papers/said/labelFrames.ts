/** Items of clipped lists and numbered rules: a label in the author's own words, and its value: `Titles per step: 32`. Data. */
import { seenNouns } from './dataNouns.ts';
import { type Frame, frame } from './frame.ts';

const opens = '(?<=(?:^|[.;•]) ?)';
const is = '(?: ?:| is| are) ';
/** What an update sees; no time, machine or part of a network. */
const seen = `(?:${seenNouns}|(?!(?:gpus|cards|devices|hours|minutes|seconds|milliseconds|epochs|passes|sweeps|rounds|steps|updates|iterations|flops|cores|workers|environments|envs|agents|actors|layers|units|heads|seeds|runs|evaluations|parameters|weights|gradients|times|moves|flips|queries|s|is|as|this|its|was|has|classes|days|weeks)\\b)[a-z-]{2,}s)\\b`;
const step =
  '(?:(?:gradient|weight|parameter|optimi[sz]er|training|adam|sgd) )?(?:updates?|steps?|iterations?|batch|mini-?batch|gradients?)';
const data =
  '(?:(?:training|whole|full|entire|complete|own) )*(?:data(?:[- ]?set)?|file|set|corpus|records?|collection|pairs|sample|examples|cards|catalog(?:ue)?|archive|series|texts?|images|book|list|log|sentences|library|history|half|part|split|material)';
const rounds = '(?:(?:complete|full|whole|training) )?(?:passes|trips|sweeps|runs|rounds|walks|circuits|readings|times|goes|turns)';
const quiet =
  '(?:quiet|idle|flat|stale|barren|fruitless|lean|unimproved|unimproving|useless|bad|stagnant|wasted|unsuccessful|disappointing|non-improving)';
const looks = '(?:epochs?|passes|sweeps|checks?|evaluations?|validations?|rounds?|looks?|readings?)';
const last =
  '(?:the |a )?(?:(?:last|final|closing|concluding) (?:[a-z]+ )?(?:tables?|counts?|measurements?|judge?ments?|reports?|reckoning|tests?|assay|figures?|evaluations?|scores?|results?|check|numbers?|comparison|examination|audit|exam)|the (?:count|report|reckoning|assay|verdict|figures?) at the end)';
const kept = '(?: (?:are|is|were|was))? (?:kept|held|set|put|saved|reserved|left|locked)(?: (?:back|aside|apart|out|away))?';
const slow = '\\b(?:learning[ -]rate|step[ -]size|lr|rate)\\b';

export const labelFrames: readonly Frame[] = [
  frame(
    `${opens}${seen} (?:of [a-z]+ )?(?:(?:seen|used|taken|shown|drawn|read|looked at) )?(?:per|in|to|for|at|a)(?: an?| each| every| one| the)? ${step}${is}NN(?! ?%)`,
    ['batch size'],
    { fits: 'batch', unless: /\bcritic\b|\bmilliseconds\b/i },
  ),
  frame(`${opens}${seen} (?:seen|used|taken|shown|read|looked at) (?:at a time|at once|together|per update)${is}NN`, ['batch size'], {
    fits: 'batch',
  }),
  frame(`${opens}${rounds} (?:through|over|across|of|on|round|by) (?:all |all of )?(?:the |these |this |our )?${data}${is}NN`, ['epochs'], {
    fits: 'count',
  }),
  frame(`${opens}(?:steps|updates|iterations) (?:in all|altogether|in total|all told|taken|made)${is}NN`, ['training steps'], {
    fits: 'count',
  }),
  frame(
    `${opens}(?:units|neurons|cells|nodes) (?:in|per|to|of|a) ?(?:each|every|a|the|one)? ?(?:hidden |inner |recurrent )?layer${is}NN`,
    ['hidden units'],
    { fits: 'count' },
  ),
  frame(
    `${opens}(?:starting|opening|first|initial|highest|top) (?:learning )?rate${is}NN[.;,]? (?:and |the )?(?:last|final|end|closing|lowest|bottom)(?:ing)? (?:(?:learning )?rate|one)?${is}NN`,
    ['learning rate', 'final learning rate'],
    { fits: 'rate' },
  ),
  frame(
    `${opens}longest (?:input|title|text|sentence|document|sequence|context|passage|line|window)s?(?: (?:read|allowed|kept))?${is}NN (?:tokens|words|pieces|word-?pieces|characters|sub-?words|steps|symbols)`,
    ['sequence length'],
    { fits: 'count' },
  ),
  // What each part is there for.
  frame(`NN(?: [a-z]+)?${kept} for ${last}|(?<=\\bfor [a-z]+(?: \\(#_*\\))?,? (?:and )?)NN for ${last}`, ['test part', 'test part'], {
    fits: 'count',
  }),
  frame(`${opens}(?:and )?(?:[a-z]+ )?for ${last}${is}NN`, ['test part'], { fits: 'count' }),
  frame(
    'NN (?:[a-z]+ )?(?:train|fit|teach),? (?:and )?NN (?:[a-z]+ )?(?:steer|decide|choose|tune|select|guide|validate|stop)s?,? (?:and )?NN (?:[a-z]+ )?(?:judge|test|count|measure|report|score|decide)',
    ['training part', 'validation part', 'test part'],
    { fits: 'count' },
  ),
  // `2016–2019 in sample: 58,140 curves. 2021 out of sample: 15,060 curves`.
  frame(
    '(?<!\\bof[- ]|\\bout )\\bin[- ]sample\\b[^.;#]{0,12}(?:\\(?#_*[^.;#]{0,3}?#_*\\)?)?(?::|,|=| \\() ?NN(?= [a-z]{3,})',
    ['training examples'],
    {
      fits: 'sized',
    },
  ),
  frame('\\bout[- ]of[- ]sample\\b[^.;#]{0,12}(?:\\(?#_*[^.;#]{0,3}?(?:#_*)?\\)?)?(?::|,|=| \\() ?NN(?= [a-z]{3,})', ['test examples'], {
    fits: 'sized',
  }),
  // Patience in the words of whoever waits.
  frame(
    `\\bstop\\w*\\b[^.;#]{0,24}?\\b(?:when|after|once|if|as soon as) NN (?:[a-z]+ )?${looks} (?:in a row |running )?(?:bring|yield|gave|gain|give|add|show|brought|make|made|see|saw|have|had|are|were|go|went|pass|passed)\\w* (?:by )?(?:without|nothing|no\\b|flat|in vain|unimproved)`,
    ['early stopping patience'],
    { fits: 'count' },
  ),
  frame(`\\b(?:stop|end|halt|quit)\\w*\\b[^.;#]{0,24}?\\b(?:after|at|on) NN ${quiet} ${looks}`, ['early stopping patience'], {
    fits: 'count',
  }),
  // `Adam (0.9/0.95)`, `AdamW, (0.9, 0.999)`.
  frame('\\b(?:n?adam\\w*|lion|lamb),? ?(?:betas? ?)?[([{]NN ?[/|,;] ?NN[)\\]}]', ['beta1', 'beta2'], { fits: 'high share' }),
  frame('\\badam\\w*,? ?(?:betas? ?)?[([{]NN ?[/|,;] ?NN ?[/|,;] ?NN[)\\]}]', ['beta1', 'beta2', 'epsilon']),
  frame(
    '(?<=\\b(?:lr|rate|cos\\w*|adam\\w*)\\b[^;]{0,60})[,+] ?NN (?:steps? |its? |updates? )?warm(?:-?up)?(?= ?(?:[.,;)]|$))',
    ['warmup steps'],
    {
      fits: 'count',
    },
  ),
  frame(`${slow}:?(?: is| was| stays?| kept| held)? flat(?: at)?:? NN`, ['learning rate'], { fits: 'rate' }),
  frame('(?<=^|[.,;] ?)batch:? NN (?!(?:epochs?|steps|norm|times|gpus)\\b)[a-z]+s?(?= ?(?:[.,;)]|$))', ['batch size'], {
    fits: 'batch',
  }),
  // It rises from nothing to what it is.
  frame(
    '\\b(?:raised|rises|rose|rising|brought up|built up|ramped|ramps|climbs|climbing|grows|goes up|increased|increases|warmed)(?: up)?(?: (?:linearly|steadily|evenly|gently))? from (?:zero|0|#_*|nothing)(?: up)? (?:over|during|in|within|through) (?:the )?(?:first|opening|initial) NN STEPS',
    ['warmup steps'],
    {
      fits: 'count',
      unless: /\b(?:penalt\w+|β|KL|coefficient|temperature|exploration|noise|weight of|annealed|mask\w*|dropout|probability|curriculum)\b/i,
    },
  ),
  // `β_s goes in a straight line from 1e-4 to 0.05 over T = 200 steps`.
  frame(
    '(?:β(?:_?[a-z])?|\\bbetas?|\\bvariances?|\\bnoise levels?(?:: #_*)?)(?:,| (?:goes?|runs?|rises?|grows?|climbs?|increases?|is|are|spaced|raised|in|a|straight|linear(?:ly)?|evenly|line|steadily|moves?))*,? from NN (?:up )?to NN(?:,? (?:over|in|within|through|during|across) (?:[A-Za-z] ?= ?)?NN (?:diffusion |noise |noising )?(?:steps|levels|stages))?',
    ['beta start', 'beta end', 'diffusion steps'],
    { unless: /\bwarm|\badam|\bKL\b|\breplay|\bpriorit|\bmoments?\b/i },
  ),
  frame('(?<=\\bT ?= ?#_*[^.;]{0,12})\\bβ(?:_?[a-z])?:? ?NN (?:to|→|-|–|up to) NN', ['beta start', 'beta end']),
  // What an update consists of.
  frame(
    `\\b(?:each|every|one|an?|the) (?:training )?(?:iteration|update|step|batch|mini-?batch|gradient step) (?:comprise[sd]?|contain(?:s|ed)|consist(?:s|ed) of|involve[sd]?|use[sd]?|cover(?:s|ed)|span(?:s|ned)|took|takes|sees|saw|hold(?:s)?|held|draws|drew|was (?:computed|based) on|is (?:computed|based) on) NN (?:[a-z-]+ ){0,2}?${seen}`,
    ['batch size'],
    { fits: 'batch', unless: /\b(?:accumulat|micro)\w*/i },
  ),
  frame(
    `\\b(?:iterations|updates|steps),? each (?:on|of|with|from|over|using|comprising|containing) NN (?:[a-z-]+ ){0,3}?${seen}`,
    ['batch size'],
    {
      fits: 'batch',
    },
  ),
  // Time is cut into so many steps.
  frame(
    '\\b(?:trials?|sessions?|episodes of the task|stimul(?:us|i)|time|recordings?|windows?|sequences?)\\b[^.;]{0,50}?\\b(?:bins|steps|intervals|samples) of (?:#_*) ?(?:ms|s|min|milliseconds|seconds|minutes|h|hours)\\b,? ?\\(?(?:i\\.e\\.,? |that is,? |or |hence |giving )?NN (?:time[- ]?)?(?:steps|bins|samples|points|intervals|values)',
    ['sequence length'],
    { fits: 'count' },
  ),
  frame(
    '\\b(?:trials?|time|stimul(?:us|i)|sequences?)\\b[^.;#]{0,30}?\\b(?:discreti[sz]ed|divided|cut|sampled|simulated|binned|split) (?:in|into|with|over|for) NN (?:time[- ]?)?(?:steps|bins|intervals) of #_* ?(?:ms|s|min|milliseconds|seconds)\\b',
    ['sequence length'],
    { fits: 'count' },
  ),
  // Units of every kind.
  frame(
    '(?:\\b(?:networks?|models?|R[N]{2}s?|circuits?) (?:of|with|comprised|comprising|consisted of|consisting of|contained|containing|had|has)(?: only| just)?|, ) ?NN (?:(?:leaky|rate|firing-rate|integrator|integrate-and-fire|threshold-linear|continuous|recurrently|recurrent|connected|nonlinear|tanh|spiking|excitatory|gated|sigmoidal) )+(?:units|neurons|cells)',
    ['hidden units'],
    { fits: 'count' },
  ),
  frame(
    `\\b(?:performance|accuracy|fraction(?: correct)?|proportion(?: correct)?|score|error|psychometric\\w*|generali[sz]ation|behaviou?r|success)\\b[^.;#]{0,30}?\\b(?:was|were|is|are) (?:then )?(?:assessed|computed|measured|evaluated|determined|estimated|quantified|tested) (?:in|on|over|with|from|across) (?:a further |another |a set of )?NN (?:[a-z-]+ ){0,3}?(?:trials|stimuli|sequences|samples|images|examples)`,
    ['test examples'],
    { fits: 'count' },
  ),
  frame(
    '\\b(?:cost|penalty|constraint|regulari[sz]er|regulari[sz]ation|price|tax)\\b (?:on|of|for) (?:the )?(?:firing|activity|rates?|firing rates|spikes?|energy|activations?|turnover|jumps|roughness|smoothness)\\b[^.;#]{0,30}?(?:\\(|weighted (?:by|with|at)|with (?:a )?(?:weight|coefficient|factor)(?: of)?|of strength|coefficient|weight)[^#.;]{0,14}? ?NN',
    ['loss weight'],
    { fits: 'bound' },
  ),
  // `squared error averaged over 32 trials`: what one step is computed on.
  frame(
    '\\b(?:minimi[sz]\\w*|reduc\\w*|gradients?)\\b[^.;#]{0,50}?\\b(?:errors?|loss|cost|cross-entropy|objective|likelihood),? (?:(?:was|is) )?averaged over NN (?:trials|examples|samples|sequences|stimuli|images|spectra|compounds|sentences)',
    ['batch size'],
    { fits: 'batch' },
  ),
  frame(
    '\\b(?:cost|penalty|price|tax) of NN (?:was |is |were |are )?(?:imposed|put|placed|levied|laid|charged) (?:up)?on (?:the )?(?:squared |mean |total |absolute )*(?:firing|activity|rates?|spikes?|energy|activations?|jumps|roughness)',
    ['loss weight'],
    { fits: 'bound' },
  ),
  // `step size, 0.001; β1, 0.9; β2, 0.98`.
  frame('β_?1(?:,|:| of| was) NN[;,] (?:and )?β_?2(?:,|:| of| was) NN', ['beta1', 'beta2'], { fits: 'high share' }),
  frame('(?<=[(;,] ?)(?:initial |starting |first )?(?:step(?: size)?|rate), NN(?=[;,)])', ['learning rate'], { fits: 'rate' }),
  frame(
    '\\b(?:networks|runs|models|trainings|copies) \\((?:n|N|R|S) ?= ?(#_*)(?!_)\\),? (?:that |which |all )?differ(?:s|ing|ed)?(?: only)? (?:in|by) (?:their |the )?(?:random |initial )*(?:seeds?|weights|initiali[sz]ation)',
    ['seeds'],
    { fits: 'count' },
  ),
  frame(
    '\\bNN networks (?:\\(n ?= ?#_*\\) )?(?:differing|that differed|which differed) (?:only )?(?:in|by) (?:their |the )?(?:random |initial )*(?:seeds?|weights|initiali[sz]ation)',
    ['seeds'],
    {
      fits: 'count',
    },
  ),
  // Chemometricians calibrate what they train.
  frame(
    'NN (?:[a-z]+ )?(?:were |was |are )?(?:assigned|allotted|allocated|put|given|went) (?:in)?to (?:the )?calibration(?: set)?,? (?:and )?NN (?:[a-z]+ )?to (?:the )?validation(?: set)?(?:,? (?:and )?NN (?:[a-z]+ )?to (?:the )?(?:prediction|test)(?: set)?)?',
    ['training examples', 'validation examples', 'test examples'],
    { fits: 'count' },
  ),
  frame(
    'NN (?:[a-z]+ )?\\((?:for )?(?:the )?training(?: set)?\\),? (?:and )?NN (?:[a-z]+ )?\\((?:for )?(?:the )?validation(?: set)?\\),? (?:and )?NN (?:[a-z]+ )?\\((?:for )?(?:the )?test(?:ing)?(?: set)?\\)',
    ['training part', 'validation part', 'test part'],
    { fits: 'count' },
  ),
  // `train on 2012–2016 (61k rows); tune on 2017 (15k); report on 2018 (14k)`.
  frame(
    '\\b(?:train(?:ed|ing)?|fit(?:ted)?|in sample)(?: on|:)? #___(?: ?[–-] ?#___)? \\(NN(?: [a-z]+)?\\)[.,;] (?:and )?(?:tuned?|validat\\w+|select\\w*|choose|chosen|dev)(?: on|:)? #___(?: ?[–-] ?#___)? \\(NN(?: [a-z]+)?\\)(?:[.,;] (?:and )?(?:report\\w*|test\\w*|evaluat\\w+|judged?|out of sample)(?: on|:)? #___(?: ?[–-] ?#___)? \\(NN(?: [a-z]+)?\\))?',
    ['training examples', 'validation examples', 'test examples'],
    { fits: 'sized' },
  ),
  frame('(?<=\\b(?:mini-?)?batches of #_*(?: [a-z]+)?) at NN(?= for #|,? (?:with|and|over)\\b|[.,;])', ['learning rate'], { fits: 'tiny' }),
  // Adapters.
  frame('\\b(?:adapters?|lora)\\b[^.;#]{0,12}?\\brank (?:of )?NN[;,.]? (?:and )?(?:scaling|scale|alpha|scaled by)(?: of| factor)?:? NN', [
    'lora rank',
    'lora alpha',
  ]),
  frame(
    '\\bdropout (?:on|in|along|of|before) (?:the )?(?:adapters?|low-rank|added|new|side|thin) (?:path|branch|matri(?:x|ces)|weights|layers?|factors|products?|part)?:? ?(?:is |was |of )?NN',
    ['lora dropout'],
    { fits: 'share' },
  ),
  // `γ .99, τ .005`.
  frame('(?<=\\b(?:buffer|replay|γ|gamma|batch)\\b[^;]{0,50})(?:τ|tau)[ =:]+NN', ['target update rate'], { fits: 'tiny' }),
  frame('(?<=^|[,;.(] ?)γ[ :]+NN', ['discount factor'], { fits: 'high share' }),
];
