/** What tells which data were used and how they were prepared. Data. */
import { type Evidence, nearEachOther, number } from './wordFamilies.ts';

const parts =
  '(?:sets?|parts?|portions?|data|splits?|samples?|lists?|half|period|images?|sentences?|documents?|patients?|subjects?|pairs?|examples?|clips?|recordings?|sessions?|users?|queries|problems?|questions?|speakers?|molecules|cells|series|tiles|regions?|sites?|nodes|files|texts?|points|cases|volumes?|scans?|notes|scenes|items|events)';
const heldOut = '(?:test|testing|validation|development|dev|devtest|held[- ]?out|hold-?out|unseen)';

/** Words for things that data consist of. */
const things =
  /\b(?:data ?(?:sets?|base)?|corp(?:us|ora)|collections?|benchmarks?|cohorts?|archives?|recordings?|images?|photographs?|pictures|scans?|slides|sentences|documents|articles|abstracts|reviews|tweets|posts|reports|notes|records|patients|stays|visits|subjects|participants|sessions|trips|tracks|clips|videos?|utterances|speech|audio|hours|questions|problems|tasks|dialogues|conversations|pairs|triples|graphs?|molecules|compounds|reactions|proteins|sequences|reads|cells|spectra|curves|fields|imagery|reanalys[ie]s|samples|measurements|observations|series|trajectories|simulations|points|tiles|scenes|frames|maps|galaxies|stars|transactions|users|items|ratings|clicks|queries|logs|digits|characters|glyphs|fonts|programs|repositories|functions|texts?|tables?|rows|sensors?|stations|meters|plants|animals|species|instances|examples|features|variables|equations?|domain|commands|portions?)\b/i;

export const evidenceOfData: Readonly<Record<string, Evidence>> = {
  'data set': {
    together: [
      [
        /\b(?:draws|drawn|generated|synthetic|simulat\w+|sampled) (?:from|of|by|data|\w+ (?:data|sequences|points))\b|\bmixture of\b|\b[\d,]+k? (?:[\w-]+ ){0,3}(?:images|digits|sentences|documents|measurements|recordings|records|graphs|molecules|questions|reviews|patients|points|samples)\b|\bmeasurements of\b|\bscikit-learn\b|\bdata ?sets? (?:of|from|by|released|called|named)\b|\bcorpus of\b|\bUCI\b/i,
      ],
      [things],
    ],
    isUsual: true,
  },
  'data split': {
    without:
      /\bon \d[\d·]* ?% of the test\b[^.;]*|\b(?:a (?:small |random )?(?:part|portion|share|subset|fraction|number)|some|a few|several|parts)(?: of (?:the |our |its |their )?[a-z ]{3,24})? (?:is|are|was|were) (?:held|kept|set|put|reserved|withheld|left|used)\b(?![^.;]*(?:\d|\bper cent))[^.;]*|\b(?:first|last|second|final|remaining)? ?(?:quarter|half|third|tenth|part|\d+ ?%) of (?:the |each |all )?(?:training|run|runs|steps|epochs|updates|iterations|schedule|budget|time)\b|\bsplit the (?:variance|loss|error|sum|gain)\b|\bsplit of (?:the )?(?:variance|title|tokens|heads|work|roles|loss|errors?|budget|gain|differences?|effect|costs?|attention|weights)\b[^.;]*|\b(?:improvement|gain|drop|difference|increase|decrease) of \d[\d·]* ?(?:%|points)[^.;]*|\b(?:trees?|nodes?|roots?|stumps?) (?:is |are )?split\w*\b[^.;]*|\b(?:two|three) (?:thirds|quarters) of (?:its|the|all|their) (?:weights|parameters|units)\b|\b(?:rises?|falls?|grows?|sinks?|decays?|decreases?|increases?) (?:\w+ )?(?:from|to|by) [^.;]{0,40}\b(?:during|over|in|within) (?:the )?(?:first|last)\b[^.;]*|\bdivi(?:ded|sion) by (?:\d+|(?:the |its |their )?(?:norm|length|square|sum|mean)|the (?:mean|maximum|largest|standard|norm|\d)|an?|two|ten)\b|\b(?:checkpoints?|models?|score|network)\b[^.;]{0,60}?\bused for testing|\b(?:split|divided|cut|partitioned|separated|sliced|broken) (?:up )?in(?:to)? (?:[\w-]+ ){0,2}(?:components|sentences|words|tokens|pieces|frames|windows|patches|chunks|segments|crops|tiles|blocks|heads|bands|clips|utterances|notes|bars|beats|lines|characters|paragraphs|sub-?words|experts|shards|micro-?batches)\b|\btest[- ]?beds?\b|\bleave-one-out error\b/gi,
    together: [
      [
        /\b(?:no|neither|nothing|never)\b[^.;]{0,30}\b(?:finite |fixed )?(?:training set|to split|to hold out|split)\b|\b(?:batch(?:es)?|steps?|updates?|iterations?|sequences?|examples?|points|samples|training data)\b[^.;]{0,40}\b(?:drawn|generated|sampled|made|simulated|produced) (?:afresh|anew|on the fly|fresh|newly|as we go|for (?:each|every) (?:batch|step|update))\b|\b(?:afresh|anew|on the fly) (?:for|in|at) (?:each|every) (?:batch|step|update|iteration|epoch)\b/i,
      ],
      [
        /\b\d\d ?[/:] ?\d\d? ?[/:] ?\d\d?\b|\b\d[\d,·]*k? ?\/ ?\d[\d,·]*k? ?\/ ?\d[\d,·]*k?\b|\bleave-one-[\w-]+-out\b|\b(?:train|learn|fit|tuned?)\w*\b[^.;]{0,12}\b(?:with|on|to|in|during|from) (?:the )?(?:\p{L}+ )?(?:spring|summer|autumn|winter|odd|even|first|early|earlier|older|years?|\d{4}|days?|months?|one half)\b[^.;]{0,40}\b(?:test|judg|evaluat|predict|scor|validat)\w*\b[^.;]{0,14}\b(?:autumn|winter|spring|summer|even|odd|others?|rest|remaining|later|last|second|\d{4}|following|next)\b|\bpredict\w*\b[^.;]{0,30}\bfrom the (?:first|preceding|previous|earlier) (?:\w+ )?(?:years|days|months|weeks|half)\b|\b\d+ (?:\p{L}+ )?(?:carry|have|keep|get) (?:their )?labels\b[^.;]*\b(?:rest|remaining|others)\b|\bnever heard\b|\bfor (?:testing|validation|the test) we (?:use|take|keep|used|took|kept)\b|\bsizes? of (?:the )?(?:train\w*|splits|parts)\b/iu,
      ],
      [
        /\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|years?|months?|seasons?|winters?|half|rest|data|first) (?:[\p{Ll}\d]+ ){0,3}(?:trains?|teach(?:es)?|learn|fits?|serves? to)\b[^.;]{0,50}\b(?:tests?|validates?|judges?|tunes?|measures?|examines?|selects?)\b/iu,
      ],
      [
        /\b(?:withheld|(?:put|set|kept|keep|laid|left) (?:aside|apart|back)|(?:is|are|was|were|we|been) (?:\w+ )?held (?:out|back)|(?:hold|holding) (?:out|back))\b/i,
      ],
      [
        /^(?!.*\bloss\b)/i,
        nearEachOther(
          /\b(?:divid(?:e|ed|es|ing)|divisions?|split\w*|partition\w*|thrown|parted)\b/i,
          /\d ?[/:–] ?\d|\d ?(?:%|per ?cent)|\b(?:official|standard|public|usual|published|released|authors?|fifths?|quarters?|thirds?|halves|tenths?|parts|random\w*|lot|by (?:site|recordist|time|year|date|speaker|patient|subject|user|author|court|source|language|class|species|camera|document|scaffold|village|month|day|lesion|family|cluster|repository|conversation|city|region)|recommend\w*|hours|train\w*|test\w*|learn\w*)\b/i,
          80,
        ),
      ],
      [
        /\b(?:seven|two|three|four|nine|eight|five|one|a|an|last|first|final|remaining)[- ](?:tenths?|thirds?|fifths?|quarters?|half|tenth|third|village|year|month|decade|hundredth)\b|\d ?(?:%|per ?cent)|\bthe (?:rest|remainder|remaining|others)\b|\bput aside\b|\bset aside\b|\bheld? (?:out|back)\b|\breserv\w+\b|\bwithheld\b|\b\d[\d,·]*(?: million|k)?,? (?:\p{L}+ ){0,4}(?:to|for|which|another|and|each)\b|\b\d{4}–\d/iu,
        /\b(?:to|for|as|we|which|and|is|the|a|in|not|no(?:body)?) (?:\w+ ){0,4}?(?:learn(?:ing)?(?! rate)|trains?|training|taught|fit|tune|tuning|validat\w+|dev|choose|choosing|tests?|testing|tested|judge|judging|examin\w+|check|watch|score|selection|looking at|look at)\b/iu,
        things,
      ],

      [
        /\b(?:standard|official|usual|public|predefined|default|provided|original|common|canonical|published|same|given|fixed|training|random|stratified|temporal|chronological|their) (?:[\w/–-]+ (?:and )?){0,3}?(?:splits?|partitions?|divisions?)\b|\bsplits\b(?! (?:in|into|off|up|at|on|the|between|when|itself)\b)|\b(?:splits?|partitions?|division) (?:of (?=\d|⟦|(?:the |its |their |this |our )?(?:\w+ )?(?:data\w*|authors?|[a-z]+s\b))|(?:by|from|in|as|are|is|follow\w*|provided|\d)\b)|\bsplit by\b|\b(?:divided|separated) by (?:time|date|year|month|day|flight|user|subject|speaker|patient|author|place|country|site|document|writer|session|group|family|scaffold)s?\b|\b(?:split|divided|partitioned|separated) (?:into|in|at|\d|randomly|chronologically)\b|\b(?:is|are|was|were|goes?|serves?|remains?) (?:only )?(?:for|to|into) (?:the )?(?:testing|validation|test|training)\b|\b(?:usual|standard|official|public|original) (?:[\w-]+ ){0,2}(?:training|test|development|validation)\b|\bno (?:separate )?test set\b|\b(?:hold|holding|held|set|setting|keep) (?:out|aside)\b|\btrain(?:ing)?[ /–-](?:\w+[ /–-])?(?:and )?test(?:ing)? (?:split|sets?|part)\b|\bcross-?validation\b|\bleave-one-out\b|\b(?:train|val|trainval|minival|test)(?:20)?\d\d\b|\btrainval\b|\bminival\b|\btest-dev\b|\b(?:used |kept |serves? |reserved )(?:for|as) (?:the )?(?:test|testing|validation|evaluation|fitting)\b|\b(?:last|final|remaining|rest|others?|next) (?:[\w-]+ ){0,3}(?:for|as|is|are|to) (?:kept for |used for |the )?(?:test|validation|testing)\b|\b(?:dev|development|validation) sets?\b[^.;]{0,30}\bGLUE\b|\b\d[\d,·]*k? (?:[\w-]+ ){0,3}for (?:training|testing|validation|test)\b|\btest on the (?:rest|remaining)\b|\b(?:test|dev)-(?:clean|other)\b|\bfresh (?:set|draws|samples)\b/i,
      ],
      [
        /^(?!.*\b(?:accuracy|error|score|F1|AUC|BLEU|recall|loss)\b)/i,
        new RegExp(String.raw`\b${number}\b`, 'i'),
        new RegExp(String.raw`\b${heldOut} (?:sets?|parts?|portions?|splits?)\b`, 'i'),
        things,
      ],
      [
        new RegExp(
          String.raw`\b${number} (?:[\p{L}-]+ ){0,3}(?:of|from|in|for) (?:the |its |their |our )?(?:[\p{L}-]+ )?${heldOut}\b|\b${number} (?:[\p{L}-]+ ){0,2}${heldOut} ${parts}\b|\b${heldOut} ${parts}\b[^.;]{0,24}\b(?:is|are|has|have|of|with|contains?|holds?|comprises?|consists?|counts?|from|runs?|covers?)\b(?! (?:above|below|over|under|at|near|close|\w+er than))[^.;]{0,24}\b(?:(?!0·)${number}|last|latest|remaining|rest|other|following|next|years?|months?|weeks?|days?)\b`,
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
    ],
    isUsual: true,
  },
  preprocessing: {
    without:
      /\b(?:correlation|ratio|index|share)s? (?:is|are) normali[sz]ed\b[^.;]*|\bcropping the figure\b|\b(?:rows|columns) of an? (?:random )?[^.;]{0,12}(?:rotation|matrix)\b[^.;]*|\bclusters to\b[^.;]*|\bno normali[sz]ation\b(?=[^.;]*\b(?:penalty|drop-?out|layers?|networks?)\b)|\bnormali[sz]ation in (?:the|any|either|both) (?:networks?|layers?|models?|blocks?)\b|[^.;]*\b(?:curves?|bars|axis|axes|plots?|plotted|figures?|distributions)\b[^.;]*\b(?:shifted|scaled?|cut|cropped|aligned|smoothed|logarithm\w*|clipped)\b[^.;]*|\blabels?\b[^.;]{0,20}\bflip\w*|\bround(?:s|ed|ing)?\b[^.;]*\b(?:weights?|levels?|grid)\b[^.;]*|\b(?:cut|divided|split|sliced|sorted)\b[^.;]*\bclients?\b[^.;]*|\b(?:inputs|features|values|variables|draws|entries) of (?:zero mean|unit variance)\b|\b(?:matri(?:x|ces)|time|step|noise|basis) (?:is|are|was|were) (?:cent(?:red|ered)|rescaled|scaled|filtered|rotated)\b[^.;]*|\b(?:loss(?:es)?|gradients?|attention(?: weights| scores)?|scores?|errors?|rewards?|returns?|advantages?|embeddings?|projections?|logits?|updates?|kernels?|results?|posteriors?|accurac\w+|distances?|similarit\w+|regret|penalt\w+|representations?|figures?|(?<!\b(?:and|or) )outputs?|(?:dropout )?masks?|(?:hidden )?units|activations?|queries|keys|predictions?|probabilit\w+|x_?[0t]|latents?|codes?|vectors|features of the (?:last|first|hidden|penultimate|encoder)[\w ]{0,20}|weights)\b (?:\w+ ){0,2}(?:is|are|was|were|being|get) (?:\w+ )?(?:normali[sz]ed|(?:re)?scaled|divided|mapped|converted|clipped|standardi[sz]ed|cent(?:red|ered)|multiplied|averaged)\b[^.;]*|\b(?:drawn|sampled|noise|gaussians?|prior|mixture|distribution)\b[^.;,]{0,40}\b(?:zero mean|unit variance)\b|\bneeds? no \w+(?: of)?\b[^.;]*|\blabels\b[^.;]{0,30}\breplaced\b[^.;]*|\bkernel (?:is|was) replaced\b[^.;]*|[^.;]*\b(?:were|was) tried\b|\bsteps evenly spaced in the logarithm|\blabel-?flip\w*|\bflip(?:ped|s)? labels?|\bcropped figure|\bmean and standard deviation (?:over|of|across)|\bnormali[sz](?:ed|ing) (?:by|over) (?:the )?(?:baseline|random)|\b(?:tensors?|bias(?:es)?|activations?|weights?|[Ww])\b[^.;]{0,40}\b(?:mapped|quanti[sz]ed|clipped|rounded|scaled|divided)\b[^.;]*/gi,
    together: [
      [
        /\b(?:made|turned|converted to) (?:gr[ae]y|black and white)\b|\b(?:inputs?|features?|columns?|variables|covariates)\b[^.;]{0,20}\b(?:put|brought) (?:on|to) (?:a|the) (?:common|same) scale\b|\b(?:us|tak|feed|fed|took)\w* (?:the |all |our )*(?:data|images|files|columns|features|texts?|series) as (?:downloaded|they|delivered|published|provided|given|is)\b|\b(?:each|every) (?:\w+ )?(?:spectrum|curve|image|picture|row|series|sample|signal|recording|column|feature|trace) (?:is|was) (?:divided|multiplied|scaled|shifted|resampled|cent(?:red|ered)|shrunk|standardi[sz]ed) /i,
      ],
      [
        /\b(?:features?|inputs|data|values|pixels|columns|variables|observations) (?:are|were|stay|remain|enter|go in) (?:raw|unscaled|unprocessed|un(?:normali|standardi)[sz]ed)\b/i,
      ],
      [/\b(?:remov|subtract)\w* (?:the |its |their |each )*(?:\w+ )?means? (?:of|from)\b/i],
      [
        /\b(?:pixels?|inputs?|features?|columns?|covariates?|variables|values|counts|amplitudes|prices|pictures|images|digits)\b[^.;]{0,30}\b(?:enter (?:by|as|through) (?:their|its|the|log)|(?:come|are given|are stored) as (?:vectors|numbers|arrays) [^.;]*\b(?:0 and 1|0 to 1)|(?:are|is|were|was) multiplied by|becomes? (?:\w+ )?(?:indicators?|dummies|dummy)|(?:are|is|were|was) (?:\w+ )?(?:flipped|mirrored|turned|rotated|shifted))\b/i,
      ],
      [
        /\b(?:pixels?|images?|digits?|inputs?|features?|attributes?|columns?|covariates?|coordinates?|points?|values?|intensities|counts|amplitudes|series|signals?|curves|readings|letters|rows|variables|predictors|measurements|samples|data|entries|sequences|states|observations|regressors|grey values|gr[ae]y levels|they|which|everything|all)\b[^.;]{0,50}\b(?:(?:divided by|divide by|÷) \d+|(?:used|fed|taken|left|kept|given|enter(?:s|ed)?|passed|stay|remain|go in|come in|presented|read)(?: \w+)? (?:raw|unscaled|unchanged|untouched|unprocessed|directly|without (?:any |further )?(?:scaling|change|pre-?processing)|as (?:generated|given|drawn|measured|downloaded|recorded|supplied|found|is|they|it|delivered|simulated|sampled|observed|made|produced)))\b|\b(?:pixels?|intensities|amplitudes|grey values|gr[ae]y levels|counts|attributes) (?:\w+ )?(?:over|÷|\/|times) \d/i,
      ],
      [
        /\b(?:we|I|and|then|after|by) (?:then |first |also |simply |just )?(?:divid(?:e|ed|ing)|multipl(?:y|ied|ying)|subtract(?:ed|ing)?|scal(?:e|ed|ing)|rescal(?:e|ed|ing)|cent(?:re|red|er|ered|ring)|shift(?:ed|ing)?|standardi[sz](?:e|ed|ing)|squash(?:ed|ing)?|whiten(?:ed|ing)?) (?:the |all |their |its |every |each |both |our )*(?:pixels?|images?|inputs?|features?|attributes?|columns?|covariates?|coordinates?|points?|values?|intensities|grey|gr[ae]y|counts|targets?|series|signals?|curves|readings|data|observations|states|variables)\b|\b(?:we|I) (?:divide|multiply|divided|multiplied) (?:them|it|each|everything|all|these|those|both) by\b|\b(?:after|by|with|following|without) (?:a )?(?:division by|subtraction of|subtracting|multiplication (?:by|with)|cent(?:ring|ering))\b/i,
      ],
      [
        /\b(?:no|without|neither|nor|any)(?: (?:other|further|any|such|additional|more|special|input|data))* (?:re-?scaling|scaling|pre-?processing|normali[sz]ation(?! (?:layers?\b|and no (?:penalty|drop|regulari|bias|weight)|or (?:drop|bias)))|standardi[sz]ation|augmentation|whitening|cent(?:ring|ering)|transformation of the (?:data|inputs))\b|\b(?:nothing|no input|none of the inputs?) (?:is|was|are|were|gets?|has been) (?:\w+ )?(?:scaled|rescaled|normali[sz]ed|standardi[sz]ed|cent(?:red|ered)|pre-?processed|transformed)\b/i,
      ],
      [
        /\b(?:pixels?|amplitudes|intensities|values|inputs?|features|signals?|readings|images|prices|counts|volumes|waveforms?|traces|series|spectra|curves|coordinates|photographs|recordings|frames|sentences|texts?)\b[^.;]{0,40}\b(?:lie between|lie in|run from|divided by|over \d|filled (?:in )?(?:with|by)|band-?pass\w*|high-?pass\w*|low-?pass\w*|detrended|becom\w+|shrunk|resized|enlarged|rescaled|registered|contrast-?\w*|equali[sz]ed|mean-cent\w+|used at that size|bias-corrected|denoised|turned (?:in)?to|untouched|taken as|fed as|kept as|left as)\b|\bnothing (?:is|was|has been) done to the\b|\bare joined by edges\b|\bbecome (?:log|relative)\b/i,
      ],
      [
        nearEachOther(
          /\b(?:punctuation|diacritics|accents|names|dates|duplicates|numbers|numerals|spelling|case|silences?|artefacts?|outliers|headers|boilerplate|salutations|signatures|urls|stop ?words|missing values|gaps|background|baselines?|pixels?|intensities|covariates|inputs?|targets?|features)\b/i,
          /\b(?:removed|unified|masked|stripped|replaced|moderni[sz]ed|dropped|deleted|cut|discarded|lower\w*|anonymi[sz]ed|filled|imputed|clipped|winsori[sz]ed|standardi[sz]ed|scaled|rescaled|rendered|in\s[\w' ]*format|moderni[sz]\w+)\b/i,
          40,
        ),
      ],
      [
        /\b(?:divid|multipl|subtract|fill|detrend|smooth|fold|bin|rank|cent(?:re|er))(?:e|ed|ing|s|y|ied)? (?:each|every|all|the|them|it|both|any)\b[^.;]{0,30}\b(?:by|with|from|at) (?:(?:its|their|the) (?:\w+ )?(?:means?|medians?|max\w*|standard|norms?|peaks?|largest|highest|average|sum|range|root)|zeros?|the last|neighbour)/i,
      ],
      [
        /\b(?:missing|empty|absent) (?:\w+ )?(?:entr\w+|values?|fields?|cells|readings|measurements)\b[^.;]{0,30}\b(?:becom\w+|set|take|replaced|filled|get|are)\b|\bnothing (?:is|was) (?:\w+ )?done to\b|\b(?:intensit\w+|amplitude|pixel|grey|input|value)\w* (?:range|values?|interval)s? (?:is|are|was|were|lies?) (?:in |from |between )?[[\d-]|\b(?:turns?|makes?|converts?) (?:the |each |every |all )?(?:[\w-]+ ){0,2}(?:strings?|texts?|files?|recordings?|waveforms?|pictures|images?|series|signals?|letters) (?:in)?to\b/i,
      ],
      [
        /\b(?:nothing|none of (?:it|them|the (?:data|features|inputs))) (?:else )?(?:is|are|was|were|has been) (?:further |otherwise )?(?:rescaled|scaled|normali[sz]ed|standardi[sz]ed|whitened|pre-?processed|cent(?:red|ered)|augmented)\b/i,
      ],
      [
        /(?<!\b(?:weights|activations|layers|scores|logits|gradients|errors) )\b(?:is|are|was|were) (?:then |also )?(?:(?:mean-)?cent(?:red|ered)(?! (?:on|at|in|around))|standardi[sz]ed|z-scored)\b/i,
      ],
      [
        /\b(?:take|takes|took|taking|enter(?:s|ed)? as|as|in|use|stretched by|the (?=log)) (?:\w+ ){0,2}(?:log(?:arithm)?s?|differences?|derivatives?|ranks|one-hot|dummies|z-scores|deviations|anomalies|letters?|characters?|bytes|ratios?)\b|\b(?:letter by letter|character by character|byte by byte|(?<!\b(?:nearly|almost|close to) )one-hot|dummies|lower-?cased?|lower case|upper case|packed (?:to|into|in|up)|packing|strip(?:s|ped)?|prefixed|preceded by a|replaced by|merged?|subtract\w*|stretched|interpolat(?:ed|ing) (?:the |missing |over |gaps|them|it|to)|cleaned|cleaning|reduced to \d|give[ns]? the first|first \d+ tokens|no (?:rotation|flipping|augmentation|normali[sz]ation|pre-?processing)|nothing else (?:is|was) done|do nothing else|as (?:published|provided|delivered|released|distributed|they (?:came|stand)))\b|\bembedded (?:by|with)\b|\bturned into\b|\b(?:cut|chopped|sliced|divided) into (?:pieces|windows|patches|segments|chunks|frames|crops|tiles)\b|\b(?:chunks|windows|segments|pieces) of (?:\d|\w+ (?:s|seconds|frames|steps|hours|days))/i,
        /\b(?!gradient)\w/,
      ],

      [
        /(?<!\b(?:batch|layer|group|instance|spectral|weight|rms|pre|post)[ -])\bnormali[sz](?:ed|ation|e|ing)\b(?! layers?)|\bstandardi[sz]\w+|\b(?:re)?scal(?:ed|ing) (?:to|by|between|into|linearly)|\b(?:pixels?|inputs?|features?|images?|values|data|intensities)\b[^.;]{0,40}\b(?:divided by|scaled|rescaled|centred|centered|mapped to|clipped to|whitened|raw|untouched|unchanged)\b|\baugment\w*|\bcrop\w*|\b(?:horizontal(?:ly)?|random(?:ly)?|left-right|and) flip\w*|\bresiz\w+|\btokeni[sz]\w+|\blower-?cas\w+|\bone-hot (?:en)?cod\w*|\bencoded? (?:one-hot|as one-hot)|\bquantile\b|\bwhiten\w*|\braw (?:\w+ )?(?:pixels?|inputs?|features|texts?|data|bytes|images|wave ?forms?|audio|signals?|counts|series|traces|characters|values|strings)\b|\b(?:flipped|mirrored|rotated|jittered|shifted|padded|masked) (?:at random|randomly|horizontally|vertically|by|with|to)\b|\b(?:random|small|horizontal|vertical|slight|by|no|and|with|without) (?:rotations?|flips|mirroring|jitter)\b(?! (?:and forth|of the (?:basis|weights|axes)|replac))|\bpre-?process\w*|\bBPE\b|\bbyte-pair\b|\bWordPiece\b|\bSentencePiece\b|\bz-scor\w+|\bzero mean\b|\bunit (?:variance|length|norm|interval|square|cube)\b|\bbrought (?:in)?to\b|\bmin-max\b|\blog-?transform\w*|\bbinari[sz]\w+|\bgr[ea]y-scale (?:conversion|and)\b|\btruncat\w+|\btemplate\b|\bspectrograms?\b|\bMFCCs?\b|\brow-normali[sz]ed|\bspecaugment\b|\bno (?:data )?augmentation\b|\bstop ?words\b|\bimput\w+|\bpadded\b|\bas they (?:are|come)\b|\bas typed\b|\bgr[ea]y values\b|\b(?:no|without(?: any)?) (?:re)?scaling\b|(?<!\b(?:labels?|targets?|label|weight|with)\b[^.;]{0,12})\bsmooth(?:ed)? (?:them|it|the|by|with) (?!labels|targets|\d|weight|a (?:factor|weight|value))|\b(?:first|second) derivatives?\b|\blog(?:arithm(?:ic)?)?[- ](?:scale|mel)|\b(?:re|down-?|sub-?)sampl\w+ (?:to|at|by)\b|\bduplicates? (?:are|were) removed\b|\bde-?dupl\w+|\bde-?identified\b|\b(?:cent(?:red|ered)|filtered|stemmed|aligned|registered|denoised|normalis(?:ed)) (?:by|with|to|and|in|on)\b|\bword[- ]?pieces?\b|\b(?:fed|used|taken) as (?:raw|they)\b|\bcut (?:to|at|into)\b/i,
      ],
      [
        /^(?!.*\bgradients?\b).*\b(?:(?<!\b(?:initial|the|of|learned|length|time|logit|loss|quantisation|quantization) )scale[ds]?|normali[sz]\w+|standardi[sz]\w+|map(?:s|ped)?|clip(?:s|ped)?|transform(?:s|ed)?|winsori[sz]\w+|convert(?:s|ed)?) (?:[\p{L}-]+ ){0,3}(?:to|into|by|at)\b/iu,
      ],
      [
        /\b(?:(?:label|ordinal|frequency|target|one-hot|integer)[- ]encod(?:ed|ing|er)|(?:Quantile|Power|Function)Transformer|(?:Standard|MinMax|Robust|MaxAbs)Scaler|RankGauss|(?:got |is |are |was |were )?hashed (?:in)?to)\b/i,
      ],
      [
        things,
        /\b(?:clipp(?:ed|ing)|remov(?:ed?|ing)|filter(?:ed|ing|s)?|discard(?:ed|ing)?|exclud(?:ed?|ing)|(?<!\bkernel (?:is|was) )replaced(?! by the (?:labels?|target|teacher))|replacing (?:the |all |every |each )*(?:missing|unknown|rare|numbers|digits|urls|names|tokens|words|values|gaps|nans)|convert(?:ed|ing)?|transform(?:ed|ing|s)?|encod(?:ed|ing)|binn(?:ed|ing)|discreti[sz]\w+|quanti[sz]ed|segment(?:ed|ing)|render(?:ed|ing)?|project(?:ed|ing)|voxeli[sz]\w+|interpolated|extract(?:ed|ing)|lemmati[sz]\w+|align(?:ed|ing)?|parsed|padd(?:ed|ing)|subsampl\w+|downsampl\w+|down-?scal\w+|upsampl\w+|mirror\w*|jitter\w*|rotat\w+|translat(?:ed|ing) by|shift(?:ed|s)|warp\w+|mixup|cutmix|randaugment|autoaugment|mfccs?|mel[- ]|stft|\d+ (?:ms|milliseconds?) (?:frames?|windows?)|spectr\w+|fingerprints?|one-hot (?:encod\w+|vectors?)|bag[- ]of|tf-?idf|n-?grams|values in \[|to \[|into \[|resolution of|normali[sz]\w+|standardi[sz]\w+|scaled|divided by (?!(?:scaffold|time|date|year|month|day|flight|user|subject|speaker|patient|author|place|country|site|document|writer|session|group|family|court|source|language|class|species)s?\b)|log[- ]?(?:transform\w*|scale[ds]?|arithm\w*|mel|returns?)|sampled at|resampled|kHz|Hz|cleaned|deduplicat\w+|imput\w+|cut (?:off|to|into|at|after)|augment\w*|centred|centered|whiten\w*|dropped|truncat\w+|mapped|masked|grey-?scale|gr[ae]yscale|lowercas\w+|raw|as (?:is|they are))\b/i,
      ],
    ],
  },
  tokenizer: {
    isInOpenings: true,
    together: [
      [
        /\b(?:word[- ]?|sub-?word )?pieces\b|\btokens are (?:\p{L}+ )?(?:characters|letters|bytes|words|syllables|pieces|numbers|graphemes|phonemes|the\b)|\b(?:each|every|one|a) (?:letter|character|byte|word|digit|note|symbol) (?:is|becomes|makes|counts as) (?:a |one )?(?:symbol|token)|\bsub-?words?\b/iu,
      ],
      [
        /\btokeni[sz]\w+|\bBPE\b|\bbyte-pair\b|\bWordPiece\b|\bSentencePiece\b|\b(?:character|byte|word)(?:[- ]level|[- ]based| models?| language models?| tokens)\b|\bcharacters? as\b|\b(?:raw|single|individual|over|into|as|of|on) (?:the )?(?:characters|bytes|letters|tokens)\b|\bsub-?word\w*|\bword[- ]?pieces? (?:of|from|by|with|vocab)|\bvocabulary (?:of (?:the |its )?(?!\d)|from|is that|built|learned|learnt)|\bvocabulary\b[^.;]{0,30}\b(?:words|characters|pieces|sub-?words|syllables|bytes|graphemes|phonemes|merges)\b|\bmost (?:frequent|common) (?:words|characters|tokens|pieces|sub-?words)\b|\bregular expression\b|\b(?:cut|split|segmented|broken) into (?:word |sub-?word )?(?:tokens|pieces|words|characters|syllables)\b|\b(?:sub-?words?|pieces|merges|character|byte|shared|joint|its|same) vocabulary\b|\bunigram\b|\b(?:separated|split) (?:at|on|by|into) (?:white ?spaces?|spaces|words|characters|syllables)\b/i,
      ],
    ],
  },
  'sequence length': {
    without:
      /\b(?:generat|sampl|decod|answer|produc|respon|repl|summar|continu)\w*\b[^.;]{0,40}\b(?:up to|at most|no more than|limited to) [\d,k·]+ (?:\w+ )?tokens\b/gi,
    together: [
      [
        /^(?!.*\b(?:sampl|generat|decod|answer|produc|respon|summar)\w*)/i,
        /\b(?:contexts?|reads?|inputs?|span|sees?)\b[^.;]{0,24}\d[\d,·]*k? (?:tokens|characters|bytes|words|pieces)/i,
      ],
      [
        /^(?!.*\b(?:sampl|generat|decod|answer|produc|respon|repl(?:y|ies)|summar|greed|nucleus)\w*)/i,
        nearEachOther(
          /\b(?:packed|cut|cropped|shorten\w*|truncat\w*|limit\w*|beyond|longer|longest|long|up to|at most|exceed\w*|first|max(?:imum|imal|\.)?|sequences?|context|windows?|length|snippets?|blocks?|chunks?|pad\w*)\b/i,
          /\d[\d,·k]* ?(?:word[- ]?pieces?|pieces|tokens?|sub-?words?|words|characters|residues|bytes|symbols|nucleotides)|\(tokens\)|\b(?:seq(?:uence)?|context|input) (?:length|size)/i,
          40,
        ),
      ],
      [
        /\btruncat\w+ (?:to|at|after)\b|\bcontext (?:length|window|size)\b|\bmax(?:imum|imal|\.)? ?(?:[\w-]+ )?length\b|\b(?:at most|up to|no more than|limited to|blocks of|chunks of|segments of|sequences of|context of) \d[\d,·k]* (?:[\w-]+ )?(?:tokens|pieces|words|characters)\b|\b\d[\d,·k]* tokens (?:each|long|per (?:sequence|example|document))\b|\bcut (?:off )?(?:to|at|after)\b|\bwindows of\b|\b(?:sequence|input) lengths?\b|\bsentences (?:longer|of more) than\b/i,
      ],
    ],
  },
};
