/** What a reproduction needs to know, of which papers that is asked, and what says it. Data. */
import type { PaperKind } from './paperKind.ts';

export interface Needed {
  readonly name: string;
  readonly why: string;
  readonly isAsked: (kind: PaperKind, said: ReadonlySet<string>, text: string) => boolean;
  /** Any of these settings says it. */
  readonly values: readonly string[];
  /** So do these words. */
  readonly words?: RegExp;
  /** Words of which one must be there together with `words`’ sentence are cut out first. */
  readonly without?: RegExp;
}

const trained = ({ isTrained }: PaperKind): boolean => isTrained;
const experiments = ({ hasExperiments }: PaperKind): boolean => hasExperiments;
/** Where networks are run, trained or not; a closed form gives the same on every machine. */
const ranExperiments = (kind: PaperKind): boolean => kind.hasExperiments && (kind.isTrained || kind.usesModels);
const withData = (kind: PaperKind): boolean => kind.hasExperiments && !kind.isReinforcement;
const startsFresh = (kind: PaperKind): boolean =>
  kind.isTrained && (!kind.isFineTuned || kind.isPretrainedHere) && !kind.isLora && !kind.startsReleased;

const models =
  /\b(?:(?:wide[- ]?)?resne[x]?t|vgg|dense ?net|efficientnet|mobilenet|lenet|alexnet|vit|deit|swin|convnext|bert|roberta|gpt|t5|llama|mistral|qwen|pythia|u-?net|dcgan|inception|wav2vec|conformer|graphsage|gin|wrn|cnn(?=-?\d)|panns?|tdnn|crnn|bart|dino|whisper|hubert|retinanet|faster r-cnn|mask r-cnn|yolo|deeplab|detr|electra|deberta|gemma|mixtral|squeezenet|shufflenet|regnet|pointnet|tabnet|patchtst|informer|sasrec|unet)(?:[-\s]?[\dbslt][\w/.-]*)?\b/i;

export const checklist: readonly Needed[] = [
  {
    name: 'optimizer',
    why: 'The method is trained, but by which optimizer is not said.',
    isAsked: trained,
    values: ['optimizer'],
    words: /adamw?(?![a-z])|\bl-?bfgs\b|\bgradient descent\b/i,
  },
  {
    name: 'optimizer constants',
    why: 'The optimizer has constants (momentum, betas, ε), and libraries differ in their defaults.',
    isAsked: (kind, said, text) => kind.isTrained && said.has('optimizer') && hasConstants(text),
    values: ['beta1', 'beta2', 'momentum'],
    words:
      /\bdefaults?\b[^.;]{0,40}\b(?:constants?|parameters|hyper-?parameters|settings|values|betas|moments?|coefficients|otherwise)\b|\b(?:constants?|betas|β[\d ,andβ()]*|moments?|coefficients|parameters|(?:adamw?|optimi[sz]er)(?:'s)?(?: \w+)?|settings)\b[^.;]{0,40}\b(?:defaults?|usual|standard)\b|\b(?:standard|usual) (?:adamw? |optimi[sz]er )?(?:constants|betas|momentum|moments|moment coefficients)\b|\bdefault (?:adamw?|optimi[sz]er|rmsprop)\b|\b(?:adamw?|rmsprop|lars|lamb|optimi[sz]er)\b[^.;]{0,30}\b(?:defaults?|out of the box|without further tuning)\b|\bno momentum\b|\bmomentum\b[^.]{0,80}; we do without it\b|\bwithout momentum\b|\b(?:squared[- ]gradient|gradient|smoothing) (?:decay|constant|coefficient)s?\b[^.;]{0,12}\d/i,
  },
  { name: 'learning rate', why: 'Nothing says how large the steps of the optimizer are.', isAsked: trained, values: ['learning rate'] },
  {
    name: 'learning rate schedule',
    why: 'Whether the learning rate stays constant or decays is not said.',
    isAsked: trained,
    values: [
      'learning rate schedule',
      'learning rate decay factor',
      'learning rate decay epochs',
      'learning rate decay steps',
      'final learning rate',
    ],
    words:
      /\b(?:learning[- ]rate|lr|step[- ]size)s?\b[^.;]{0,60}(?:(?<!weight )\bdecay\b|\b(?:decays|decayed|anneal\w*|schedul\w*|halved|reduced|(?:is|kept|held|stays|remains|left) (?:constant|fixed))\b)|\bno (?:learning[- ]rate )?schedule\b|\b(?:rate|step size)s?\b[^.;]{0,40}\bthroughout\b|\b(?:rate|step size) (?:is|was) (?:not |never )?(?:changed|altered|lowered|reduced|adapted|touched|held|kept)\b|\bthe rate (?:is|rises|falls|decays)\b|\b(?:learning[- ]rate|lr|step[- ]size) (?:schedule|decay|annealing|scheduler)\b|\b(?:decay\w*|anneal\w*|halve|reduce|fixed|constant) (?:the |a |of the )?(?:learning[- ]rate|lr|step[- ]size)\b|\bcosine (?:decay|schedule|annealing)\b/i,
    // Of the moments of Adam, of averages of weights.
    without:
      /\b(?:exponential )?(?:decay (?:rates?|factors?|constants?|coefficients?)|decays?) (?:for|of|in) (?:the |its |their )?(?:first|second|both|moments?|moment|averag\w+|moving|running|EMA|weights)\b[^.;]*|\b(?:weight|EMA|averaging|squared[- ]gradient|gradient|momentum|alpha) decay(?: rate)?\b/gi,
  },
  {
    name: 'batch size',
    why: 'How many examples one update sees is not said.',
    isAsked: trained,
    values: ['batch size'],
    words:
      /\bfull[- ](?:batch|gradients?)\b|\b(?:entire|whole|all of the|complete) (?:training )?(?:data|set|graph|training set)\b[^.;]{0,30}\b(?:batch|gradient|update|step)|\b(?:batch|gradient|update|step)\w*\b[^.;]{0,40}\b(?:entire|whole|all) (?:the )?(?:training )?(?:data|set|graph|examples|nodes)\b|\bgradient descent on (?:all|the (?:whole|full|entire))\b|\bno (?:mini-?)?batch(?:es|ing)\b|\b(?:without|not) (?:mini-?)?batch(?:es|ing)\b|\ball (?:the )?(?:[\w-]+ ){0,2}(?:points|examples|data|samples|nodes|images) (?:enter|at once|together|in every|in each|every)\b|\bone (?:example|image|sample|graph|episode) (?:at a time|per (?:update|step|batch))\b|\b(?:after|on|per|for|with) (?:every|each|one|a) (?:single )?(?:example|sample|image|sentence|graph|episode|transition)\b(?=[^.;]{0,20}(?:$|[.;,]|alone))|\bon-?line updates\b/i,
  },
  {
    name: 'training length',
    why: 'For how many epochs or steps is trained is not said.',
    isAsked: trained,
    values: ['epochs', 'training steps', 'episodes'],
    words:
      /\b(?:on|for|over|see|sees|of) (?:about |roughly |a total of )?[\d.,·]+ ?(?:[MB]|million|billion|epochs' worth of) (?:tokens|examples seen|samples seen|environment interactions|episodes)\b|\bper task for\b|\b(?:after|until|for) (?:about )?(?:[\d.,·]+|one|two|three|five|ten|\w+ty)(?: ?[kMB]| million| billion| thousand)? (?:examples|images|samples|tokens|frames|pairs|games|transitions)\b|\b(?:pass(?:es)?|sweeps?|goes|go) (?:once |twice )?(?:over|through) (?:all |the )?(?:whole |entire )?(?:training )?(?:data|set|corpus)\b|\buntil convergence\b|\bsees? (?:the|all|every|each) [^.;]{0,30}\b(?:once|twice)\b|\b\d[\d,·]* (?:communication |federated |global )?rounds\b/i,
    without:
      /[^.;,()]*\bwarm\w*[- ]?up\b[^.;,()]*|\b[\d,.·]+ (?:diffusion|sampling|denoising|noising|DDIM|inference|reverse|leapfrog|solver|integration) (?:time)?steps\b/gi,
  },
  {
    name: 'weight initialisation',
    why: 'How the weights start is not said.',
    // A Gaussian process has kernels and inducing points, and no weights.
    isAsked: (kind, _said, text) =>
      startsFresh(kind) && (kind.hasNetwork || !/\bgaussian process|\binducing (?:points?|inputs|variables)/i.test(text)),
    values: ['initialization'],
    words:
      /\binit(?:iali[sz](?:ed|ation|es?|ing)\b|ial weights (?:are|were|come|follow|drawn))|\bstarts? (?:at|from) (?:zeros?|random)\b|\b(?:weights|parameters|matrices) (?:are|were) (?:drawn|sampled|set to zero)\b|\b(?:weights?|parameters?|networks?|layers?|matrices) (?:\w+ )?(?:start|begin)s? (?:at|from|as|with|out|small|random)|\bstart(?:s|ed|ing)? (?:at|from|with) (?:small )?random\b|\brandom (?:initial |starting )?weights\b/i,
    // `Initialise θ and the replay buffer`: that they are, not how.
    without:
      /\binitiali[sz]e\b(?![^.;]*\b(?:from|with|by|random\w*|using|zeros?|orthogonal\w*|xavier|glorot|he|kaiming|normal|uniform|small|pre-?trained|follow\w*|as in|drawn)\b)(?![^.;]*∼)|\b(?:random|different|independent|distinct|several|various|\d+|three|four|five|ten) (?:random |independent |different )?initiali[sz]ations?\b|\binitiali[sz]ed (?:from|with) (?:the |a )?(?:pre-?trained|public|checkpoint|imagenet)/gi,
  },
  {
    name: 'weight decay',
    why: 'Whether and how strongly the weights are regularised is not said; libraries differ in their defaults.',
    isAsked: trained,
    values: ['weight decay', 'l1 penalty'],
    words:
      /\bweight[- ]decay\b|\bweights (?:are|were) (?:not|never) decayed\b|\b(?:l_?2|ℓ_?2|l²|ridge|tikhonov)\b[- ]?(?:regulari[sz]\w*|penalt\w*|norm of the weights)?|\b(?:no|without|any|explicit|other) (?:explicit |other |further |additional |form of )?regulari[sz](?:ation|er)s?\b|\bunregulari[sz]ed\b|\bregulari[sz]ation: none\b|\bnot regulari[sz]ed\b|\b(?:not|never|nor) (?:\w+ )?regulari[sz]e[ds]?\b|\bregulari[sz]ation (?:is|was) (?:not|off|unused|none|omitted)|\bpenalt(?:y|ies)\b[^.;]{0,40}\b(?:on|of) the (?:squared |square of the )?(?:norms? of the )?(?:weights|parameters|norm)/i,
  },
  {
    name: 'data set',
    why: 'On which data the experiments are done is not said.',
    isAsked: withData,
    values: ['training examples'],
    words:
      /\b(?:draws|drawn|generated|synthetic|simulat\w+|sampled) (?:from|of|by|data|\w+ (?:data|sequences|points))\b|\bmixture of\b|\b[\d,]+k? (?:[\w-]+ ){0,3}(?:images|digits|sentences|documents|measurements|recordings|records|graphs|molecules|questions|reviews|patients|points|samples)\b|\bmeasurements of\b|\bscikit-learn\b|\bdata ?sets? (?:of|from|by|released|called|named)\b|\bcorpus of\b|\bUCI\b/i,
  },
  {
    name: 'data split',
    why: 'Which examples train, which choose and which test is not said.',
    isAsked: withData,
    values: [
      'training fraction',
      'validation fraction',
      'test fraction',
      'test examples',
      'validation examples',
      'training examples',
      'folds',
    ],
    words:
      /\b(?:standard|official|usual|public|predefined|default|provided|original|common|canonical|published|same|given|fixed|training|random|stratified|temporal|chronological|their) (?:[\w/–-]+ (?:and )?){0,3}?(?:splits?|partitions?|divisions?)\b|\bsplits\b(?! (?:in|into|off|up)\b)|\b(?:splits?|partitions?|division) (?:of|by|from|in|as|are|is|follow\w*|provided|\d)\b|\bsplit by\b|\b(?:divided|separated) by (?:time|date|year|month|day|flight|user|subject|speaker|patient|author|place|country|site|document|writer|session|group|family|scaffold)s?\b|\b(?:split|divided|partitioned|separated) (?:into|in|at|\d|randomly|chronologically)\b|\b(?:is|are|was|were|goes?|serves?|remains?) (?:only )?(?:for|to|into) (?:the )?(?:testing|validation|test|training)\b|\b(?:usual|standard|official|public|original) (?:[\w-]+ ){0,2}(?:training|test|development|validation)\b|\bno (?:separate )?test set\b|\bheld[- ]out (?:set|data|part|portion|examples|test)\b|\b(?:hold|holding|held|set|setting|keep) (?:out|aside)\b|\btrain(?:ing)?[ /–-](?:\w+[ /–-])?(?:and )?test(?:ing)? (?:split|sets?|part)\b|\bcross-?validation\b|\bleave-one-out\b|\b(?:train|val|trainval|minival|test)(?:20)?\d\d\b|\btrainval\b|\bminival\b|\btest-dev\b|\b(?:used |kept |serves? |reserved )(?:for|as) (?:the )?(?:test|testing|validation|evaluation|fitting)\b|\b(?:last|final|remaining|rest|others?|next) (?:[\w-]+ ){0,3}(?:for|as|is|are|to) (?:kept for |used for |the )?(?:test|validation|testing)\b|\b(?:dev|development|validation) sets?\b[^.;]{0,30}\bGLUE\b|\b\d[\d,·]*k? (?:[\w-]+ ){0,3}for (?:training|testing|validation|test)\b|\btest on the (?:rest|remaining)\b|\b(?:test|dev)-(?:clean|other)\b|\bfresh (?:set|draws|samples)\b/i,
    without: /\b(?:checkpoints?|models?|score|network)\b[^.;]{0,60}?\bused for testing/gi,
  },
  {
    name: 'preprocessing',
    why: 'What is done to the data before training is not said.',
    isAsked: withData,
    values: ['crop size'],
    words:
      /(?<!\b(?:batch|layer|group|instance|spectral|weight|rms|pre|post)[ -])\bnormali[sz](?:ed|ation|e|ing)\b(?! layers?)|\bstandardi[sz]\w+|\b(?:re)?scal(?:ed|ing) (?:to|by|between|into|linearly)|\b(?:pixels?|inputs?|features?|images?|values|data|intensities)\b[^.;]{0,40}\b(?:divided by|scaled|rescaled|centred|centered|mapped to|clipped to|whitened|raw|untouched|unchanged)\b|\baugment\w*|\bcrop\w*|\b(?:horizontal(?:ly)?|random(?:ly)?|left-right|and) flip\w*|\bresiz\w+|\btokeni[sz]\w+|\blower-?cas\w+|\bone-hot (?:en)?cod\w*|\bencoded? (?:one-hot|as one-hot)|\bquantile\b|\bwhiten\w*|\braw (?:\w+ )?(?:pixels?|inputs?|features|texts?|data|bytes|images|wave ?forms?|audio|signals?|counts|series|traces|characters|values|strings)\b|\b(?:flipped|mirrored|rotated|jittered|shifted|padded|masked) (?:at random|randomly|horizontally|vertically|by|with|to)\b|\b(?:rotations?|flips|mirroring|jitter)\b|\bpre-?process\w*|\bBPE\b|\bbyte-pair\b|\bWordPiece\b|\bSentencePiece\b|\bz-scor\w+|\bzero mean\b|\bunit variance\b|\bmin-max\b|\blog-?transform\w*|\bbinari[sz]ed\b|\bgr[ea]y-scale (?:conversion|and)\b|\btruncat\w+|\btemplate\b|\bspectrograms?\b|\bMFCCs?\b|\brow-normali[sz]ed|\bspecaugment\b|\bno (?:data )?augmentation\b|\bstop ?words\b|\bimput\w+|\bpadded\b|\bas they (?:are|come)\b|\bas typed\b|\bgr[ea]y values\b|\b(?:no|without(?: any)?) (?:re)?scaling\b|(?<!\b(?:labels?|targets?|label|weight|with)\b[^.;]{0,12})\bsmooth(?:ed)? (?:them|it|the|by|with) (?!labels|targets|\d|weight|a (?:factor|weight|value))|\b(?:first|second) derivatives?\b|\blog(?:arithm(?:ic)?)?[- ](?:scale|mel)|\b(?:re|down-?|sub-?)sampl\w+ (?:to|at|by)\b|\bduplicates? (?:are|were) removed\b|\bde-?dupl\w+|\bde-?identified\b|\b(?:cent(?:red|ered)|filtered|stemmed|aligned|registered|denoised|normalis(?:ed)) (?:by|with|to|and|in|on)\b|\bword[- ]?pieces?\b|\b(?:fed|used|taken) as (?:raw|they)\b|\bcut (?:to|at|into)\b/i,
    without:
      /\blabel-?flip\w*|\bflip(?:ped|s)? labels?|\bcropped figure|\bmean and standard deviation (?:over|of|across)|\bnormali[sz](?:ed|ing) (?:by|over) (?:the )?(?:baseline|random)/gi,
  },
  {
    name: 'tokenizer',
    why: 'How text becomes tokens is not said.',
    isAsked: (kind) => kind.isOfText && !kind.isReinforcement,
    values: [],
    words:
      /\btokeni[sz]\w+|\bBPE\b|\bbyte-pair\b|\bWordPiece\b|\bSentencePiece\b|\b(?:character|byte|word)(?:[- ]level|[- ]based| models?| language models?| tokens)\b|\bcharacters? as\b|\b(?:raw|single|individual|over|into|as|of|on) (?:the )?(?:characters|bytes|letters|tokens)\b|\bsub-?word\w*|\bword[- ]?pieces? (?:of|from|by|with|vocab)|\bvocabulary (?:of (?:the |its )?(?!\d)|from|is that|built|learned|learnt)|\bvocabulary\b[^.;]{0,30}\b(?:words|characters|pieces|sub-?words|syllables|bytes|graphemes|phonemes|merges)\b|\bmost (?:frequent|common) (?:words|characters|tokens|pieces|sub-?words)\b|\bregular expression\b|\b(?:cut|split|segmented|broken) into (?:word |sub-?word )?(?:tokens|pieces|words|characters|syllables)\b|\b(?:sub-?words?|pieces|merges|character|byte|shared|joint|its|same) vocabulary\b|\bunigram\b|\b(?:separated|split) (?:at|on|by|into) (?:white ?spaces?|spaces|words|characters|syllables)\b/i,
  },
  {
    name: 'sequence length',
    why: 'How long the sequences are that the model sees is not said.',
    isAsked: (kind, _said, text) =>
      kind.isOfText &&
      !kind.isReinforcement &&
      !/\b(?:machine translation|translations?|sentence pairs|BLEU|LSTMs?|GRUs?|recurrent)\b/i.test(text),
    values: ['sequence length'],
    words:
      /\btruncat\w+ (?:to|at|after)\b|\bcontext (?:length|window|size)\b|\bmax(?:imum|imal|\.)? ?(?:[\w-]+ )?length\b|\b(?:at most|up to|no more than|limited to|blocks of|chunks of|segments of|sequences of|context of) \d[\d,·k]* (?:[\w-]+ )?(?:tokens|pieces|words|characters)\b|\b\d[\d,·k]* tokens (?:each|long|per (?:sequence|example|document))\b|\bcut (?:off )?(?:to|at|after)\b|\bwindows of\b|\b(?:sequence|input) lengths?\b|\bsentences (?:longer|of more) than\b/i,
  },
  {
    name: 'architecture',
    why: 'The number and size of the layers is not said.',
    isAsked: (kind, _said, text) =>
      startsFresh(kind) && kind.hasNetwork && !/\b(?:logistic|linear|softmax) (?:regression|model)\b/i.test(text),
    values: ['layers', 'hidden units', 'channels', 'attention heads', 'kernel size'],
    words: new RegExp(
      `${models.source}|\\barchitecture (?:of|follows|is (?:the|that)|from)\\b|\\bsame (?:architecture|network) as\\b|\\b(?:network|architecture|encoder|backbone|policy)\\b[^.;]{0,40}\\b(?:of|from|by|as in|follows?|same as|identical to|that of)\\b[^.;]{0,30}(?:⟦cite⟧|et al)|\\bsoftmax policy\\b|\\b(?:linear|tabular) (?:policy|model|classifier|regression)\\b|\\bembedding table\\b`,
      'i',
    ),
    without:
      /\b(?:a |an |the )?[\w-]+(?: [\w-]+)? teacher\b|\bteachers?[^.;]{0,40}?\b(?:is|are|:) (?:an? |the )?[\w-]+|\bfrom an? [\w-]+ teacher\b/gi,
  },
  {
    name: 'evaluation metric',
    why: 'What is measured is not said.',
    isAsked: experiments,
    values: ['bins'],
    words:
      /\baccurac(?:y|ies)\b|\berror rates?\b|\b(?:test|classification|validation|top-\d|calibration|prediction|generali[sz]ation|squared|absolute|relative|percentage|reconstruction|word|phone\w*|equal) errors?\b|\bF_?1\b|\bF-?score\b|\bAUR?O?C\b|\bAUPRC\b|BLEU\b|\bROUGE|\bperplexity\b|\bFID\b|\bIS\b(?= score)|\bRMSE\b|\bM[AS]E\b|\bMAPE\b|\b(?:mean|average|episodic|undiscounted|cumulative|total|final) (?:\w+ )?(?:returns?|rewards?|regret)\b|\breturns?\b(?! (?:to|the|a))|\bregret\b|\bDice\b|\bIoU\b|\bintersection over union\b|\bmAP\b|\b(?:log-?)?likelihood\b|\bNLL\b|\bWasserstein\b|\bR\^?2\b|\bWER\b|\bCER\b|\bexact[- ]match\b|\bpass@|\bspearman\b|\bpearson\b|\bmatthews\b|\bNDCG\b|\brecall\b|\bprecision (?:and|@)\b|\bPSNR\b|\bSSIM\b|\bmaximum mean discrepancy\b|\bMMD\b|\bKL divergence (?:to|between|from)\b|\bsuccess rate\b|\bscores? (?:is|are|were) (?:normali[sz]ed|averaged)\b|\bbits per\b|\bwin rate\b|\b(?:energy|edit|hausdorff|fr[eé]chet|wasserstein\S*|earth mover'?s?) distance\b|\bnormali[sz]ed (?:deviation|error|score)s?\b|\bevaluat\w+[^.;]{0,60}\bepisodes\b|\btest loss\b|\bcross-entropy on\b|\bthe error is\b|\brelative \$?[Ll]\b|\bdistance to\b|\b(?:order |position )?bias\b|κ|\bkappa\b|\bagreement\b|\bcorrelation\b|\b(?:mean )?average precision\b|\bMRR\b|\bhit rate\b|\bmean (?:squared|absolute|reciprocal)\b|\blatency\b|\bthroughput\b|\bwe (?:measure|plot|monitor|track) (?!for|on|how|whether)|\b(?:normali[sz]ed )?margins? (?:against|is|are|over)\b|\bsilhouette\b|\bjerk\b|\b(?:concordance|c-index|brier|chrF|COMET|METEOR|CIDEr|top-\d|sensitivity|specificity|coverage|deviation|mIoU|PCK|MOS|PESQ|STOI|EER|EPE|APFD|loss on the test)\b|\b(?:we|and) (?:report|measure|compute|record|monitor|count)s? (?:the |its |their |a |mean |average |median |test |final )*(?!results?\b|numbers?\b|runs?\b|means?\b|values?\b|all\b|for\b|on\b|how\b|whether\b|our\b|everything\b|them\b)\p{L}{4,}|\b(?:metrics?|measures?|criteri(?:on|a)|outcomes?) (?:is|are|was|were|:)|\b(?:scored|judged|measured|evaluated|quantified|assessed) (?:by|with|as|in terms of) (?:the |its |a )?\p{L}{4,}|\bin terms of\b/iu,
  },
  {
    name: 'evaluation protocol',
    why: 'Which checkpoint is evaluated, when and how often, is not said.',
    isAsked: ranExperiments,
    values: ['early stopping patience', 'seeds', 'folds'],
    words:
      /\b(?:last|final|best|latest) (?:\w+ ){0,2}?(?:(?<!\bfinal )measurements?|evaluations?|states?|rounds?|epochs?|models?|checkpoints?|polic(?:y|ies)|iterations?|iterates?|steps?|weights|parameters|networks?|updates?|students?)\b|\b(?:best|highest|lowest|chosen|selected|choose|select|pick\w*|decided|tuned)\b[^.;]{0,50}\b(?:validation|development|dev|held-out)\b|\b(?:validation|development|dev|held-out)\b[^.;]{0,50}\b(?:best|highest|lowest|chosen|select\w*|decide\w*|pick\w*|stops?|stopp\w*)\b|\bcheckpoints?\b|\b(?:select|choos|keep|take|pick)\w* the (?:iteration|epoch|state|model|weights|step) (?:with|of|that)\b|\bearly[- ]stop\w*|\bstop(?:ped)? early\b|\b(?:after|at) (?:the )?(?:end of |the last |last )?training\b(?! (?:data|set|examples|images|labels))|\bat the end\b|\btraining (?:has |had |is |was )?(?:ended|finished|over|complete[d]?)\b|\bend of (?:training|each run|the run)\b|\bafter the (?:last|final) (?:epoch|step|update|iteration)\b|\b(?:mean|average\w*|median)\b[^.;]{0,40}\b(?:over|of|across)\b[^.;]{0,20}\b(?:runs?|seeds?|repetitions|trials|initiali[sz]ations|episodes|folds|splits)\b|\bevaluat\w+ (?:\w+ )?every\b|\bevery [\d,k]+ (?:\w+ )?(?:steps|updates|frames|iterations|epochs|episodes)\b[^.;]{0,40}\bevaluat\w*/i,
  },
  {
    name: 'seeds',
    why: 'How many runs stand behind a number, and with which seeds, is not said.',
    // Runs that are timed are no runs of the training.
    without:
      /\b\d+ bootstrap (?:replicates|re-?samples|samples|draws)\b|.*\b(?:throughput|latency|inference time|run-?time)\b.*|\b(?:one|an?|each|every|a single) (?:[\w-]+ )?run (?:\w+ )?(?:takes?|took|needs?|needed|occup\w+|costs?|lasts?|lasted|requires?|fits?|finishes|uses?|used|consumes?)\b/gi,
    isAsked: ranExperiments,
    values: ['seeds'],
    words:
      /\b(?:random )?seeds?\b|\brepeat(?:ed|s)? [^.;]{0,40}\btimes\b|\b(?:trained|run|ran|done|performed|carried out|executed) (?:[\w-]+ ){0,4}(?:once|twice|(?:three|four|five|ten|\d+) times)\b|\btimes (?:each|over|independently)\b|\b(?:mean|average\w*|median|deviations?)\b[^.;]{0,30}\b(?:of|over|across) (?:\w+ ){0,3}(?:runs?|trainings|repetitions|repeats|initiali[sz]ations|restarts|replicas)\b|\b(?:single|one|two|three|four|five|six|eight|ten|twenty|(?<!['’])\d+(?! (?:was|is|were|are) run\b)|several|independent|repeated|multiple) (?:\w+ )?(?:runs?|trainings|repetitions|restarts|repeats|replications|replicates)\b/i,
  },
  {
    name: 'hardware',
    why: 'On which machine it ran, and for how long, is not said.',
    isAsked: ranExperiments,
    values: ['hardware', 'devices'],
    words:
      /\b[GTC]PUs?\b|\b(?:quadro|geforce|radeon|instinct|rtx|gtx|xeon|epyc|ryzen|threadripper|apple silicon|ascend)\b|\bMI\d{3}|\b(?:on|of) (?:an?|one|our|two|\d) [\w-]+ (?:server|machine|computer|node|phone|smartphone|tablet|board)s?\b|\b(?:hardware|machine|compute|trained on|ran on|runs on|run on):? (?:an?|one|our|two) (?:server|machine|computer|node)s?\b|\bgraphics cards?\b(?<!without an? graphics card)|\blaptop\b|\bcluster\b(?!-)|\bworkstation\b|\bcores?\b(?! (?:idea|of the))|\bdesktop\b|\bCPU-only\b|\bprocessors?\b|\bH100|A100|V100\b|\bMacBook\b|\bRaspberry\b|\bnode with\b|\bColab\b|\bKaggle\b|\bEC2\b|\bAWS\b|\b[gp]\d[dn]?\.\d*x?large\b/i,
  },
  {
    name: 'base model',
    why: 'Which trained model it starts from is not said.',
    isAsked: (kind) => (kind.isLora || kind.isFineTuned) && !kind.isPretrainedHere,
    values: [],
    words: new RegExp(
      `${models.source}|\\b(?:phi|gemma|opt|falcon|electra|albert|xlnet|bart|clip|dino)(?:v?\\d)?[-\\w]*\\b|\\bsection \\d|\\bpre-?trained (?:by us|ourselves|on (?:the )?(?:task|digits|source|upper))|\\bbase (?:model|network|perceptron) (?:is|has|was|of)\\b|\\bpretrained on\\b`,
      'i',
    ),
  },
  { name: 'lora rank', why: 'The rank of the adapters is not said.', isAsked: ({ isLora }) => isLora, values: ['lora rank'] },
  {
    name: 'lora alpha',
    why: 'The scaling of the adapters is not said.',
    isAsked: ({ isLora }) => isLora,
    values: ['lora alpha'],
    words:
      /\b(?:no|without) (?:further )?scaling\b|\bnot (?:\w+ )?scaled\b|\bunscaled\b|\bscal(?:ed|ing) (?:by|of|with|factor)\b[^.;]{0,20}(?:α|alpha|\d)/i,
  },
  {
    name: 'target modules',
    why: 'Which matrices get adapters is not said.',
    isAsked: ({ isLora }) => isLora,
    values: ['target modules'],
    words:
      /\b(?:query|key|value|attention|output|feed-forward|mlp|projection|linear|dense|hidden|first|second|both|every|each|all)\b[^.;]{0,40}\b(?:projections?|matri(?:x|ces)|layers?|modules)\b[^.;]{0,50}\b(?:adapt\w*|lora|low-rank|Δ)|\b(?:adapt\w*|lora|low-rank)\b[^.;]{0,60}\b(?:query|key|value|attention|output|feed-forward|mlp|linear|dense|hidden|first|second|both|every|each|all)\b[^.;]{0,40}\b(?:projections?|matri(?:x|ces)|layers?|modules|weights)|\b[qkvo]_?proj\b|\bW_?[qkvo]\b/i,
  },
  {
    name: 'teacher',
    why: 'What the teacher is, and how it was trained, is not said.',
    isAsked: ({ isDistilled }) => isDistilled,
    values: [],
    words: new RegExp(
      `\\bteachers?\\b,? we (?:take|use|choose|train|fine-tune)\\b|\\bteachers?\\b[^.;]{0,60}(?:${models.source}|\\b(?:is|are|has|have|with|:) (?:an? |the |two|three|\\d)|\\b(?:units|layers|ensemble|perceptron)\\b)|${models.source}[^.;]{0,30}\\bteachers?\\b|\\b(?:ensemble|perceptron|network with|network of)\\b[^.;]{0,40}\\bteacher`,
      'i',
    ),
  },
  {
    name: 'temperature',
    why: 'The temperature of the soft targets is not said.',
    isAsked: ({ isDistilled }) => isDistilled,
    values: ['temperature'],
    words: /\b(?:no|without) temperature\b|\btemperature of one\b/i,
  },
  {
    name: 'distillation weight',
    why: 'How the distillation loss and the loss of the labels are weighted is not said.',
    isAsked: ({ isDistilled }) => isDistilled,
    values: ['distillation weight', 'loss weight'],
    words:
      /\bequal(?:ly)? weight\w*|\b(?:only|solely|just) (?:on |the )?(?:soft|distillation|teacher)|\bno (?:hard )?labels\b|\bweighted equally\b/i,
  },
  {
    name: 'diffusion steps',
    why: 'The number of diffusion steps is not said.',
    isAsked: ({ isDiffusion }) => isDiffusion,
    values: ['diffusion steps'],
  },
  {
    name: 'noise schedule',
    why: 'How the noise grows is not said.',
    isAsked: ({ isDiffusion }) => isDiffusion,
    values: ['noise schedule', 'beta start', 'beta end'],
    words: /\b(?:noise|variance|linear|cosine|β) schedule\b(?! (?:is|was) not)/i,
  },
  {
    name: 'sampler',
    why: 'How samples are drawn is not said.',
    isAsked: ({ isDiffusion }) => isDiffusion,
    values: ['sampler'],
    words:
      /\bsamplers?\b|\bancestral\b|\bDDIM\b|\breverse (?:process|chain)\b[^.;]{0,40}\b(?:sampl|simulat|run)|\b(?:sampl|draw|generat)\w*[^.;]{0,50}\breverse (?:process|chain|diffusion|SDE|ODE)\b|\bLangevin\b|\bprobability flow\b/i,
  },
  {
    name: 'environment',
    why: 'In which environment is learned is not said.',
    isAsked: ({ isReinforcement, isTrained }) => isReinforcement && isTrained,
    values: [],
    words:
      /\b(?:cartpole|acrobot|mountaincar|lunarlander|pendulum|hopper|walker2d|halfcheetah|ant-v|humanoid|reacher|swimmer|breakout|pong|atari|minatar|procgen|mujoco|dm(?:c| ?control)|minigrid|grid-?worlds?|maze|bandits?|arms|frozen ?lake|cliff ?walking|taxi|chess|go|hex|gsm8k|math)\b|\benvironments? (?:[A-Z]|of|called|is|with|has)/i,
  },
  {
    name: 'discount factor',
    why: 'How later rewards are discounted is not said.',
    isAsked: ({ isReinforcement, isTrained }) => isReinforcement && isTrained,
    values: ['discount factor'],
    words:
      /\bundiscounted\b(?! (?:\w+ )?(?:returns?|rewards?|scores?|sums?)\b)|\bnot discounted\b|\bdiscounted? (?:by|with|of|at)\b|\bno discount\w*|\bwithout discount\w*|\bbandits?\b|\bone-step\b|\bsingle-step\b/i,
  },
  {
    name: 'exploration',
    why: 'How the agent explores is not said.',
    isAsked: ({ isReinforcement, isTrained }) => isReinforcement && isTrained,
    values: ['entropy coefficient', 'exploration rate'],
    words:
      /\b(?:ε|epsilon)-greedy\b|\btarget entropy\b|\bentropy (?:temperature|target)\b|\b(?:soft actor-critic|SAC)\b|\bmaximum[- ]entropy\b|\b(?:uniformly |purely )?random actions\b|\bactions (?:are|is) (?:sampled|drawn|perturbed)\b|\bstochastic polic(?:y|ies)\b|\bexplor\w+\b[^.;]{0,40}\b(?:noise|bonus|rate|by|through|with|none|is|comes|only)\b|\b(?:no|without) (?:further |extra |explicit |any )?(?:exploration|entropy)\b|\bentropy (?:bonus|regulari[sz]ation|coefficient|term|loss|penalty)\b|\bUCB\b|\bthompson\b|\baction noise\b|\bboltzmann\b/i,
  },
  {
    name: 'decoding',
    why: 'How text is generated from the model is not said.',
    isAsked: ({ generatesText, isTrained }) => generatesText && isTrained,
    values: ['beam size', 'top-p', 'top-k'],
    words:
      /\bgreed(?:y|ily)\b|\bbeam\b|\bnucleus\b|\bdecod(?:ed|ing) (?:with|by|is|uses)\b|\bsampled? (?:with|at) temperature\b|\btop-[pk]\b|\bargmax decoding\b/i,
  },
];

/** Plain SGD has none, unless it is said to have momentum. */
function hasConstants(text: string): boolean {
  return /\b(?:adam\w*|rms-?prop|lars|lamb|lion|ada(?:grad|delta|max|factor)|[nr]adam|momentum|nesterov|muon|shampoo|sophia)\b/i.test(text);
}
