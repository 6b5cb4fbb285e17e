/**
 * What says that a paper tells something, though no value was read: words that must stand together in one sentence, in whatever order.
 * Of what nearly every paper tells, little is enough. Data.
 */

/** All of them in one sentence. */
export type Together = readonly RegExp[];

export interface Evidence {
  readonly together: readonly Together[];
  /** Nearly every paper says it: sentences that compare with others count as well. */
  readonly isUsual?: true;
}

const number = String.raw`(?:\d[\d.,·]*(?: ?(?:[kKMB]|thousand|million|billion))?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|sixteen|twenty|thirty|forty|fifty|sixty|eighty|ninety|(?:a |one |two |three |five |several )?(?:hundred|dozen|thousand|million))`;
const samples = `(?:examples?|samples?|images?|sequences?|tokens?|sentences?|pairs?|utterances?|graphs?|molecules?|windows?|patches|crops?|clips?|frames?|transitions?|trajectories|episodes?|prompts?|items?|sessions?|users?|documents?|points?|series|recordings?|patients|stays|scans?|volumes?|tiles?|queries|triplets?|anchors?|nodes?|songs?|videos?|functions?|reactions?|spectra|slides?|puzzles?|problems?|questions?|completions?|answers?)`;
const rate =
  /\b(?:learning[- ]rate|step[- ]?size|rates?|lr|LR|adam\w*|sgd|optimi[sz]\w+|schedul\w+|warm(?:ed|ing|s)?[- ]?up|epochs?|updates|steps)\b|η|ramp/i;
const heldOut = '(?:test|testing|validation|development|dev|devtest|held[- ]?out|hold-?out|unseen)';
const parts =
  '(?:sets?|parts?|portions?|data|splits?|samples?|lists?|half|period|images?|sentences?|documents?|patients?|subjects?|pairs?|examples?|clips?|recordings?|sessions?|users?|queries|problems?|questions?|speakers?|molecules|cells|series|tiles|regions?|sites?|nodes|files|texts?|points|cases|volumes?|scans?|notes|scenes|items|events)';
/** What changes by a schedule. */
const ofRate =
  /\b(?:learning[- ]rate|step[- ]?size|lr)s?\b|\b(?:the|its|their|this|both) rates?\b|\ban? (?:peak |initial |base |maximum )?rate of\b|\brate (?:starts|begins|is|was|falls|rises)\b|η/i;
/** Words for things that data consist of. */
const things =
  /\b(?:data ?(?:sets?|base)?|corp(?:us|ora)|collections?|benchmarks?|cohorts?|archives?|recordings?|images?|photographs?|pictures|scans?|slides|sentences|documents|articles|abstracts|reviews|tweets|posts|reports|notes|records|patients|stays|visits|subjects|participants|sessions|trips|tracks|clips|videos?|utterances|speech|audio|hours|questions|problems|tasks|dialogues|conversations|pairs|triples|graphs?|molecules|compounds|reactions|proteins|sequences|reads|cells|spectra|samples|measurements|observations|series|trajectories|simulations|points|tiles|scenes|frames|maps|galaxies|stars|transactions|users|items|ratings|clicks|queries|logs|digits|characters|glyphs|fonts|programs|repositories|functions|texts?|tables?|rows|sensors?|stations|meters|plants|animals|species|instances|examples|features|variables|equations?|domain|commands|portions?)\b/i;

export const evidence: Readonly<Record<string, Evidence>> = {
  'optimizer constants': {
    together: [
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
    together: [
      [
        /\blearn(?:s|ed)? (?:with|at|by) (?:a rate of )?(?:\d(?:\.\d+)?(?: ?[×·] ?10\^|e)-\d+|10\^-\d|0\.0\d+)/i,
        /\brates?\b|\boptimi[sz]|\bdecoder\b|\bhead\b/i,
      ],
      [
        /\b(?:adam\w*|sgd|optimi[sz]\w+|gradient descent)\b/i,
        /(?<!\b(?:dropout|drop|sampling|error|masking|mask|noise|frame|corruption|decay|path|success|failure) )\brate of \d/i,
      ],
    ],
  },
  'learning rate schedule': {
    together: [
      [
        /\b(?:one-?cycle|inverse[- ]square[- ]root|rsqrt|noam|poly(?:nomial)? (?:rule|schedule|policy|decay|law)|reduce-?(?:lr-?)?on-?plateau|step decay|multi-?step(?= (?:lr|schedul\w+|decay|policy|rule)))\b/i,
      ],
      [rate, /\bconstant (?:afterwards|thereafter|throughout|from then|after (?:that|it|this))\b/i],
      [
        /\b(?:rates?|step sizes?) (?:\w+ )?(?:changes?|changed|varies|vary)\b|\bno decay\b|(?<!\bweights? (?:is|are|was|were) )\bnot decayed\b|\bno annealing\b/i,
      ],
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
        /^\s*(?:They|It|Both|All|These|This|The rates?)(?: rates?)? (?:stays?|remains?|(?:is|are|was|were) (?:kept|held|left)) (?:constant|fixed|unchanged)\b/,
      ],
      [
        /\bwarm(?:ed|ing|s)?[- ]?up\b/i,
        /\b(?:then|followed|follows|after (?:which|that|it)|thereafter|afterwards|and) [^.;]{0,40}\b(?:decay|decays|decayed|cosine|constant|linear|linearly|anneal\w*|inverse|falls?|decreas\w+|rsqrt)\b/i,
      ],
    ],
  },
  'batch size': {
    together: [
      [
        new RegExp(
          String.raw`\b${number} (?!steps|epochs|iterations|updates|times|hours|minutes|seconds|environments)(?:[\p{L}-]+ ){1,3}(?:per|in (?:every|each|one)) (?:gradient |training |optimi[sz]er )?(?:step|update|iteration|batch)\b`,
          'iu',
        ),
      ],
      [
        new RegExp(
          String.raw`\b(?:mini-?|micro-?)?batch(?:es)?\b(?! ?-?norm)[^.;]{0,30}\b${number}\b|\b${number}\b[^.;]{0,30}\b(?:mini-?|micro-?)?batch(?:es)?\b(?! ?-?norm)`,
          'i',
        ),
      ],
      [
        new RegExp(
          String.raw`\b${number} (?:[\p{L}-]+ ){0,2}${samples} (?:at a time|at once|(?:per|for each|in each|in every|on each|on every) (?:gradient |training |optimi[sz]er )?(?:step|update|iteration|gpu|card|device|batch|worker|node|chip)|in parallel|simultaneously|together)\b`,
          'iu',
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
    together: [
      [
        /\bafter \d[\d,.]*[kM]? (?:epochs|iterations|steps|updates)\b[^.;]{0,50}\b(?:stopped|ended)\b|\b(?:until|up to|to|at|by) (?:epoch|iteration|step|update) \d[\d,.]*[kM]?\b[^.;]{0,40}\b(?:ends?|ended|stops?|stopped|over|complete)\b|\bends? (?:at|after|with) (?:epoch|iteration|step|update)? ?\d/i,
      ],
      [
        new RegExp(
          String.raw`(?<!\b(?:every|each|after|first|last|per|by|any|at|from) (?:the )?)(?<!\b(?:epochs?|steps?) )(?<![\d.,])\b${number}[ -](?:[\p{L}-]+ ){0,2}?(?:epochs?|passes|iterations|updates|(?:training |gradient |optimi[sz]ation |optimi[sz]er |environment |global |outer |meta-)?steps|rounds|sweeps|generations|frames|(?:training |environment )?episodes|interactions|transitions)\b(?! (?:of )?(?:warm|patience|linear|per|without))`,
          'iu',
        ),
      ],
      [
        /^(?!.*\b(?:decay|warm|patience|every|milestone))/i,
        /\b(?:epochs|training steps|steps|iterations|updates|rounds)\b[^.;a-z]{0,6}(?:\([^()]*\))?[^.;a-z]{0,6}\d/i,
      ],
      [/\btrain\w*|\boptimi[sz]\w+|\blearning\b|\bfit\w*/i, /\b(?:until|stop(?:s|ped|ping)?|terminat\w+|converg\w+|exhausted|budget)\b/i],
    ],
  },
  'data set': { together: [[things]], isUsual: true },
  'data split': {
    together: [
      [
        /^(?!.*\b(?:accuracy|error|score|F1|AUC|BLEU|recall|loss)\b)/i,
        new RegExp(String.raw`\b${number}\b`, 'i'),
        new RegExp(String.raw`\b${heldOut} (?:sets?|parts?|portions?|splits?)\b`, 'i'),
        things,
      ],
      [
        new RegExp(
          String.raw`\b${number} (?:[\p{L}-]+ ){0,3}(?:of|from|in|for) (?:the |its |their |our )?(?:[\p{L}-]+ )?${heldOut}\b|\b${number} (?:[\p{L}-]+ ){0,2}${heldOut} ${parts}\b|\b${heldOut} ${parts}\b[^.;]{0,24}\b(?:is|are|has|have|of|with|contains?|holds?|comprises?|consists?|counts?|from|runs?|covers?)\b[^.;]{0,24}\b(?:${number}|last|latest|remaining|rest|other|following|next|years?|months?|weeks?|days?)\b`,
          'iu',
        ),
      ],
      [
        new RegExp(
          String.raw`\b(?:official|standard|usual|public|same|separate|remaining|rest|last|latest|random\w*|stratif\w+|disjoint|reserved|set aside)\b[^.;]{0,40}\b${heldOut}\b`,
          'iu',
        ),
        things,
      ],
      [
        /\bfor (?:development|validation|testing|test|evaluation)\b/i,
        /\bwe (?:use|take|keep|had|have|set)\b|\bserves?\b|\bused\b|\bkept\b/i,
        things,
      ],
      [
        /\b(?:serves?|served|used|kept|left|reserved|drawn|sampled) (?:\w+ ){0,2}(?:as|for) (?:the |a |our )?(?:validation|test|testing|development|dev|held-out|evaluation)\b/i,
      ],
      [
        /\b(?:split|divid\w+|partition\w*|separated) (?:by(?! (?:\d|a factor|its|the (?:mean|maximum|largest|standard|norm)))|along|according|as|per|into those)\b|\b(?:stratified|disjoint|leave-one|held[- ]out)\b/i,
        things,
      ],
    ],
    isUsual: true,
  },
  preprocessing: {
    together: [
      [
        /^(?!.*\bgradients?\b).*\b(?:(?<!\b(?:initial|the|of|learned|logit|loss|quantisation|quantization) )scale[ds]?|normali[sz]\w+|standardi[sz]\w+|map(?:s|ped)?|clip(?:s|ped)?|transform(?:s|ed)?|winsori[sz]\w+|convert(?:s|ed)?) (?:[\p{L}-]+ ){0,3}(?:to|into|by|at)\b/iu,
      ],
      [
        things,
        /\b(?:clipp(?:ed|ing)|remov(?:ed?|ing)|filter(?:ed|ing|s)?|discard(?:ed|ing)?|exclud(?:ed?|ing)|(?<!\bkernel (?:is|was) )replac(?:ed?|ing)|convert(?:ed|ing)?|transform(?:ed|ing|s)?|encod(?:ed|ing)|binn(?:ed|ing)|discreti[sz]\w+|quanti[sz]ed|segment(?:ed|ing)|render(?:ed|ing)?|project(?:ed|ing)|voxeli[sz]\w+|interpolat\w+|extract(?:ed|ing)|lemmati[sz]\w+|align(?:ed|ing)?|parsed|padd(?:ed|ing)|subsampl\w+|downsampl\w+|down-?scal\w+|upsampl\w+|mirror\w*|jitter\w*|rotat\w+|translat(?:ed|ing) by|shift(?:ed|s)|warp\w+|mixup|cutmix|randaugment|autoaugment|mfccs?|mel[- ]|stft|\d+ (?:ms|milliseconds?) (?:frames?|windows?)|spectr\w+|fingerprints?|one-hot (?:encod\w+|vectors?)|bag[- ]of|tf-?idf|n-?grams|values in \[|to \[|into \[|resolution of|normali[sz]\w+|standardi[sz]\w+|scaled|divided by (?!(?:scaffold|time|date|year|month|day|flight|user|subject|speaker|patient|author|place|country|site|document|writer|session|group|family|court|source|language|class|species)s?\b)|log[- ]?(?:transform\w*|scale[ds]?|arithm\w*|mel|returns?)|sampled at|resampled|kHz|Hz|cleaned|deduplicat\w+|imput\w+|cut (?:off|to|into|at|after)|augment\w*|centred|centered|whiten\w*|dropped|truncat\w+|mapped|masked|grey-?scale|gr[ae]yscale|lowercas\w+|raw|as (?:is|they are))\b/i,
      ],
    ],
  },
  architecture: {
    together: [
      [
        new RegExp(
          String.raw`\b(?:hidden|convolutional|dense|recurrent|linear|fully connected)? ?(?:layers?|units|neurons|filters|channels|blocks|heads)\b[^.;]{0,12}\b${number}\b|\b${number} (?:[\p{L}-]+ ){0,2}(?:layers?|units|neurons|filters|channels|blocks|heads)\b`,
          'iu',
        ),
        /\b(?:networks?|models?|MLPs?|perceptrons?|transformers?|encoders?|decoders?|CNNs?|GRUs?|LSTMs?|RNNs?|towers?|u-?nets?|policy|policies|critics?|actors?|denoisers?|generators?)\b/i,
      ],
      [
        /\b(?:[Bb]ackbone|[Ee]ncoder|[Nn]etwork|[Mm]odel|[Aa]rchitecture|[Dd]enoiser|[Gg]enerator|[Cc]lassifier|[Tt]agger|[Dd]etector|[Rr]ecogni[sz]er|[Pp]redictor)s?(?: is| was| are| were|:| uses?| follows| being)+ (?:an? |the |of )?(?:standard |plain |public |small |usual )?(?=[\p{L}()+-]*[\p{Lu}\d])(?=[^ ]*\p{L})[\p{L}\d][\p{L}\d()+.-]*[\d\p{Lu}]/u,
      ],
    ],
    isUsual: true,
  },
  'evaluation metric': {
    together: [
      [
        /\b\p{L}*(?:AP|F1|AUC|AUROC|AUPRC|ROC|MAE|RMSE|MSE|MAPE|SMAPE|CRPS|NLL|PPL|FID|KID|LPIPS|PSNR|SSIM|IoU|WER|CER|PER|EER|MRR|NDCG|MCC|DER|SDR|TER|ECE|MOS|BPC|BPB|CTR|QLIKE)\b(?:@\d+)?|\b\p{L}\w*@\d+|\b(?:absolute|squared|relative) (?:\p{L}+ )?errors?\b|\b(?:log-?loss|reward|returns?|residuals?|risk|(?:validation|test|held-out|training and validation) loss(?:es)?|success|correctly|win rates?)\b/u,
      ],
    ],
    isUsual: true,
  },
  'evaluation protocol': {
    together: [
      [
        /\b(?:final|last|latest|best) (?:\w+ )?(?:adapters?|agents?|systems?|snapshots?|values?|generation|solution|fit|encoder|denoiser|generator|classifier|learner|ones?)\b/i,
      ],
      [
        /\b(?:epoch|model|checkpoint|weights|iteration|step|state|snapshot|network)s?\b/i,
        /\b(?:lowest|highest|best|smallest|largest|minimal|maximal|minimum|maximum)\b/i,
        /\b(?:validation|development|dev|held-?out|fold|tun\w+ set)\b/i,
      ],
      [
        /\b(?:mean|means|average[sd]?|averaging|median|medians|deviations?)\b/i,
        /\b(?:runs?|seeds?|repetitions|repeats|trials|trainings|episodes|folds|splits|restarts|initiali[sz]ations|replicates)\b/i,
      ],
    ],
  },
  seeds: {
    together: [
      [
        /\b(?:repeat\w*|repetitions?|replicat\w+|re-?run|re-?trained)\b/i,
        /\b(?:experiments?|trainings?|runs?|everything|procedure|fits?|it|each|all)\b/i,
        new RegExp(String.raw`\b${number} times\b|\b(?:twice|thrice)\b`, 'i'),
      ],
      [
        /\b(?:error bars|intervals?|deviations?|±|means?|averages?|medians?|quartiles|range)\b/i,
        new RegExp(
          String.raw`\b(?:over|across|of|from) (?:the |all )?${number} (?:[\p{L}-]+ )?(?:trainings|runs|seeds|repetitions|repeats|trials|restarts|replicates|initiali[sz]ations|starts)\b`,
          'iu',
        ),
      ],
    ],
  },
  'base model': {
    together: [
      [
        /\b(?:pre-?trained|pre-?training|checkpoints?|base model|starts?|starting|started|initiali[sz]ed|fine-?tun\w+|adapt\w*|weights)\b/i,
        /(?<![\p{L}\d-])(?!Adam|SGD|RMS|AdaGrad|LoRA|GPU|TPU|CPU|PEFT|QLoRA|F1|AUC|NLP|LLM|ReLU|GELU|BLEU|RTX|NVIDIA|[AHVPTL]\d)\p{L}*(?:\p{Lu}\p{L}*[\d\p{Lu}]|\d\p{L}*\p{Lu})[\p{L}\d]*|\b\p{Ll}+_\p{Ll}*\d*|\b\p{Ll}{2,}-\p{Ll}*\d[\p{L}\d-]*|\b(?:[Ii]mage[Nn]et|[Mm]istral|[Ll]lama|[Qq]wen|[Gg]emma|[Pp]hi|[Pp]ythia|[Ff]alcon|[Ww]hisper|BERT)\b/u,
      ],
    ],
    isUsual: true,
  },
  'lora alpha': { together: [[/\b(?:lora|adapters?|rank|r)\b/i, /(?:α|\balpha\b)[^.;]{0,20}\d/i]], isUsual: true },
  'diffusion steps': {
    together: [
      [
        new RegExp(
          String.raw`\b${number} (?:[\p{L}-]+ ){0,2}?(?:steps|timesteps|levels|noise levels)\b|\bT ?= ?\d|\bcontinuous[- ]time\b`,
          'iu',
        ),
        /\b(?:diffus\w+|nois\w+|forward|chain|corrupt\w*|timesteps|T ?=|continuous)/i,
      ],
    ],
    isUsual: true,
  },
  'noise schedule': {
    together: [
      [
        /\b(?:linear|cosine|sigmoid|exponential|geometric|quadratic|log-?normal|karras|edm|sub-?vp|variance[- ](?:preserving|exploding))\b/i,
        /\b(?:schedules?|nois\w+|β|diffus\w+|variances?|σ)/i,
      ],
    ],
    isUsual: true,
  },
  environment: {
    together: [
      [
        /\b(?:environments?|simulat\w+|games?|mazes?|robots?|tasks?|arms|levels|warehouse|grid|episodes?|problems?|prompts?|levels|maps?)\b/i,
      ],
    ],
    isUsual: true,
  },
  teacher: {
    together: [[/\bteachers?\b(?:'s)?(?: [\p{L}-]+)?(?: is| are| was| were| has| had|:)(?! (?:not|large|strong|slow|expensive)\b)/iu]],
    isUsual: true,
  },
};
