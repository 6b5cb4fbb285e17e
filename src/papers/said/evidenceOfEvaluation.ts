/** What tells what was evaluated, how and on what. Data. */
import { count, type Evidence, models, number } from './wordFamilies.ts';

/** How many seeds, or which. */
const countedSeeds = new RegExp(
  String.raw`\b(?:${count}|single|only|fixed|same|own) (?:(?!(?:in|of|on|and|with|mean|over|for|between|shar\w+|use|have|has|get|take|need|their|its|the|each|methods?|models?|networks?|algorithms?)\b)[\p{L}-]+ ){0,3}seeds?\b|\bseeds? of (?:its|their|his|her) own\b|\bseeds?\b(?: (?:is|are|was|were|has|number|numbers|count|fixed|set|to|at|of|all|in|be|being|from|between|used|per)){0,4}[ =:(]{1,3}${count}\b(?! per ?cent)`,
  'iu',
);

export const evidenceOfEvaluation: Readonly<Record<string, Evidence>> = {
  architecture: {
    without:
      /\blinear (?:regression|model|classifier|policy) (?:serves|is used|acts) as\b[^.;]*|\bfor comparison\b[^.;]*|\bnetworks of \d+ layers (?:are|is)\b[^.;]*|\binception (?:distance|scores?)\b|\b(?:a |an |the )?[\w-]+(?: [\w-]+)? teacher\b|\bteachers?[^.;]{0,40}?\b(?:is|are|:) (?:an? |the )?[\w-]+|\bfrom an? [\w-]+ teacher\b/gi,
    together: [
      [
        /\b(?:gated recurrent unit|GRU|LSTM|recurrent (?:unit|network|layer)|perceptron|net(?:work)?|encoder|decoder|layer)\b/i,
        /∈ ?(?:R|ℝ)\^\(?\d|\b\d+(?:[-–×→:]\d+){2,}\b|\b\d[\d,]* (?:parameters|weights)\b.*\b\d+ ?[×x→-]+ ?\d|\b\d+ ?(?:→|–|-) ?\d+ ?(?:→|–|-) ?\d+/u,
      ],
      [
        /^(?!.*(?:⟦cite⟧|\bet al\b|\bbetter\b|\bpreliminary\b|\bpilot\b|\btried\b))/i,
        /\b(?:two|three|four|five|six|eight|ten|twelve|\d+)[- ]layer\b|\blayers? of \d+|\bwidth (?:is|of) \d+|\bdepth (?:is|of) \d+|\b\d+ (?:wide|units wide|filters|channels)\b|\bconvolutions (?:with|of) \d+/i,
      ],
      [
        /\b(?:(?:residual |neural )?(?:networks?|architectures?|backbones?) (?:of|from) (?:the )?\p{Lu}[\p{L}\d-]*\p{Lu}|the \p{Lu}[\p{L}\d-]*\p{Lu}[\p{L}\d-]* (?:[a-z-]+ )?(?:network|architecture|backbone)\b)/u,
      ],
      [
        new RegExp(
          `${models.source}|\\barchitecture (?:of|follows|is (?:the|that)|from)\\b|\\bsame (?:architecture|network) as\\b|\\b(?:network|architecture|encoder|backbone|policy)\\b[^.;]{0,40}\\b(?:of|from|by|as in|follows?|same as|identical to|that of)\\b[^.;]{0,30}(?:⟦cite⟧|et al)|\\bsoftmax policy\\b|\\b(?:linear|tabular) (?:policy|model|classifier|regression)\\b(?![^.;]{0,40}\\b(?:baseline|comparison|contrast)\\b)|\\bembedding table\\b`,
          'i',
        ),
      ],
      [
        new RegExp(
          String.raw`\b(?:hidden|convolutional|dense|recurrent|linear|fully connected)? ?(?:layers?|units|neurons|cells|filters|channels|blocks|heads|widths?)\b[^.;]{0,12}\b${number}\b|\b${number} (?:[\p{L}-]+ ){0,2}(?:layers?|units|neurons|cells|filters|channels|blocks|heads)\b`,
          'iu',
        ),
        /\b(?:networks?|models?|MLPs?|perceptrons?|transformers?|encoders?|decoders?|CNNs?|GRUs?|LSTMs?|RNNs?|towers?|u-?nets?|policy|policies|critics?|actors?|denoisers?|generators?)\b/i,
      ],
      [
        /\b(?:layers|encoder|decoder|network|perceptron|sizes|widths) (?:\w+ ){0,4}\d+(?:, \d+)+(?:,? and \d+)?\b|\b(?:[Bb]ackbone|[Ee]ncoder|[Nn]etwork|[Mm]odel|[Aa]rchitecture|[Dd]enoiser|[Gg]enerator|[Cc]lassifier|[Tt]agger|[Dd]etector|[Rr]ecogni[sz]er|[Pp]redictor)s?(?: is| was| are| were|:| uses?| follows| being)+ (?:an? |the |of )?(?:standard |plain |public |small |usual )?(?!\p{L}+LU\b|Adam|SGD|\p{L}+Norm\b)(?=[\p{L}()+-]*[\p{Lu}\d])(?=[^ ]*\p{L})[\p{L}\d][\p{L}\d()+.-]*[\d\p{Lu}]/u,
      ],
    ],
    isUsual: true,
  },
  'evaluation metric': {
    together: [
      [
        /\b(?:performance|quality|success) is\b|\b(?:opinion|preference|rating|listening|similarity) (?:scores?|tests?)\b|\btracking error\b|\bmean number of\b/i,
      ],
      [
        /\b(?:scores?|scored|share|fraction|percentage|proportion) of\b|\b(?:coefficient|distance|divergence|discrepancy|error|score|improvement|accuracy|time|speed|share|(?:win|success|hit|failure|death|error) rate|gap|correlation)s?\b[^.;]{0,40}\b(?:is|are|was|were|of|at|to|from|reach\w*|drops?|falls?|rises?|below|above|under|over) ?\d|\b(?:reach|attain|obtain|achiev|arriv|earn|yield|scor|gave|give|got|gets?|solv|win|won|finish|flown|fl(?:ies|ew)|err|succeed|success)\w*\b[^.;]{0,40}\d|\d ?(?:%|per ?cent)(?! of the)[^.;]{0,24}\b(?:correct\w*|right\w*|success\w*|errors?|of (?:cases|them|all|words|trials|sentences))\b|\b(?:relative|test|prediction|mean|absolute)\b[^.;]{0,12}\berrors?\b|\brecalls?\b|\b(?:success\w*|succeed\w*|failures?|fail(?:s|ed))\b|\b(?:measured|judged|assessed|evaluated|counted|(?:we|I) (?:\w+ )?(?:report|count|measure|judge)|(?:is|are|was|were) (?:reported|compared))\b(?! in ⟦)|\bSI-?S[ND]RI?\b|\b(?:dB|yield|welfare|fidelity|quality|reward|agreement)\b/i,
      ],

      [
        /\baccurac(?:y|ies)\b|\berror rates?\b|\b(?:test|classification|validation|top-\d|calibration|prediction|generali[sz]ation|squared|absolute|relative|percentage|reconstruction|word|phone\w*|equal) errors?\b|\bF_?1\b|\bF-?score\b|\bAUR?O?C\b|\bAUPRC\b|BLEU\b|\bROUGE|\bperplexity\b|\bFID\b|\bIS\b(?= score)|\bRMSE\b|\bM[AS]E\b|\bMAPE\b|\b(?:mean|average|episodic|undiscounted|cumulative|total|final) (?:\w+ )?(?:returns?|rewards?|regret)\b|\breturns?\b(?! (?:to|the|a))|\bregret\b|\bDice\b|\bIoU\b|\bintersection over union\b|\bmAP\b|\b(?:log-?)?likelihoods?\b|\bNLL\b|\bELBO\b|\bnats\b|\bevidence lower bound\b|\bWasserstein\b|\bR\^?2\b|\bWER\b|\bCER\b|\bexact[- ]match\b|\bpass@|\bspearman\b|\bpearson\b|\bmatthews\b|\bNDCG\b|\brecall\b|\bprecision (?:and|@)\b|\bPSNR\b|\bSSIM\b|\bmaximum mean discrepancy\b|\bMMD\b|\bKL divergence (?:to|between|from)\b|\bsuccess rate\b|\bscores? (?:is|are|were) (?:normali[sz]ed|averaged)\b|\bbits per\b|\bwin rate\b|\b(?:energy|edit|hausdorff|fr[eé]chet|wasserstein\S*|earth mover'?s?) distance\b|\bnormali[sz]ed (?:deviation|error|score)s?\b|\bevaluat\w+[^.;]{0,60}\bepisodes\b|\btest loss\b|\bcross-entropy on\b|\bthe error is\b|\brelative \$?[Ll]\b|\bdistance to\b|\b(?:order |position )?bias\b|κ|\bkappa\b|\bagreement\b|\bcorrelation\b|\b(?:mean )?average precision\b|\bMRR\b|\bhit rate\b|\bmean (?:squared|absolute|reciprocal)\b|\blatency\b|\bthroughput\b|\bwe (?:measure|plot|monitor|track) (?!for|on|how|whether)|\b(?:normali[sz]ed )?margins? (?:against|is|are|over)\b|\bsilhouette\b|\bjerk\b|\b(?:concordance|c-index|brier|chrF|COMET|METEOR|CIDEr|top-\d|sensitivity|specificity|coverage|deviation|mIoU|PCK|MOS|PESQ|STOI|EER|EPE|APFD|loss on the test)\b|\b(?:we|I|and) (?:report|measure|compute|record|monitor|count)s? (?:the |its |their |a |mean |average |median |test |final )*(?!results?\b|numbers?\b|runs?\b|means?\b|values?\b|all\b|for\b|on\b|how\b|whether\b|our\b|everything\b|them\b)\p{L}{4,}|\b(?:metrics?|measures?|criteri(?:on|a)|outcomes?) (?:is|are|was|were|:)|\b(?:scored|judged|measured|evaluated|quantified|assessed) (?:by|with|as|in terms of) (?:the |its |a )?\p{L}{4,}|\bin terms of\b/iu,
      ],
      [
        /\b\p{L}*(?:AP|F1|AUC|AUROC|AUPRC|ROC|MAE|RMSE|MSE|MAPE|SMAPE|CRPS|NLL|PPL|FID|KID|LPIPS|PSNR|SSIM|IoU|WER|CER|PER|EER|MRR|NDCG|MCC|DER|SDR|TER|ECE|MOS|BPC|BPB|CTR|QLIKE)\b(?:@\d+)?|\b\p{L}\w*@\d+|\b(?:absolute|squared|relative) (?:\p{L}+ )?errors?\b|\b(?:log-?loss|reward|returns?|residuals?|risk|(?:validation|test|held-out|training and validation) loss(?:es)?|success|correctly|win rates?)\b/u,
      ],
    ],
    isUsual: true,
  },
  'evaluation protocol': {
    together: [
      [
        /\b(?:stor(?:e|es|ed|ing)|sav(?:e|es|ed|ing)|keep|kept|remember(?:s|ed)?|record(?:s|ed)?|return(?:s|ed)?)\b[^.;]{0,50}\b(?:whenever|when|if|each time|as soon as)\b[^.;]{0,40}\b(?:improv\w+|better|best|ris\w+|falls?)\b|\bstored weights\b|\bif it is the best\b/i,
      ],
      [
        /\b(?:every|after each|after every) [\d,k]+ (?:\w+ )?(?:steps|updates|frames|iterations|epochs|episodes)\b[^.;]{0,60}\b(?:plays?|tests?|measures?|episodes|judged|scored|rolled out)\b/i,
      ],
      [
        /\b(?:averages?|averaged weights|ema|moving average|average of the weights)\b[^.;]{0,30}\b(?:is|are|was|were) (?:\w+ )?(?:evaluated|tested|reported|judged|used (?:for|at|in) (?:test\w*|evaluation))\b|\b(?:network|model|state|one|weights|checkpoint|epoch|policy|parameters) (?:with|of|that had|which had|having) the (?:smallest|lowest|best|highest|least|greatest|largest)\b[^.;]{0,40}\b(?:kept|taken|restored|used|chosen|retained|evaluated|tested|reported)\b|\b(?:report|give|quote|keep|show)s? (?:only )?the (?:best|last|final)\b|\bafter the (?:last|final) \w+\b/i,
      ],
      [
        /\b(?:means?|average[sd]?|averaging|medians?)\b/i,
        new RegExp(
          String.raw`\b(?:over|of|across) (?:the |all )?${number} (?:[\p{L}-]+ )?(?:reali[sz]ations|draws|students|agents|attempts|instances|networks|graphs|worlds)\b`,
          'iu',
        ),
      ],
      [
        /\b(?:after|when|once)\b[^.;]{0,30}\b(?:task|tasks|training|learning|adaptation|fine-tuning|updates?|epochs?|rounds?)\b[^.;]{0,40}\b(?:we|is|are|was|were) (?:\w+ )?(?:test|tested|evaluate|evaluated|measure|measured|report|reported|score|scored|judge|judged|note|noted|record|recorded)\b/i,
      ],
      [
        /\b(?:epoch|checkpoint|model|snapshot|state|step|weights|iteration)\b/i,
        /\b(?:picked|chosen|selected|chose|taken|selection|choose)\b[^.;]{0,30}\b(?:tuning|validation|development|dev|held)|\b(?:reported|final|evaluated|released|tested) model is\b/i,
      ],
      [
        /\b(?:measured|tested|test(?:s)?|examin\w+|evaluated?|quoted?|reported?|look(?:ed)?|judged?|compare[sd]?|number\w*|share|fl(?:y|ies))\b/i,
        /\b(?:after|at|when|once) the (?:last|final|end)\b|\b(?:last|final) (?:\w+ )?(?:sweep|step|epoch|iteration|update|pass|round|state|model|one|weights|checkpoint)\b|\bis over\b|\bat the end\b|\bevery \w+ (?:updates|steps|epochs|iterations)\b/i,
      ],
      [
        /\b(?:mean|means|average[sd]?|averaging|averages|median|medians|deviations?|spread)\b/i,
        new RegExp(
          String.raw`\b(?:of|over|from|across|among|between) (?:the |all |our )?(?:${number} )?(?:[\p{L}-]+ )?(?:seeds?|runs?|trainings|repetitions|pupils|populations|fits|siblings|draws|starts|splits|folds|parts|networks|apprenticeships|volumes|repeats|times)\b`,
          'iu',
        ),
      ],
      [
        /\b(?:rolled back|fetched back|brought back|saved|best (?:state|day|one|epoch|model|moment)|(?:state|epoch|model|the one|weights|moment) (?:with|of|which|that))\b/i,
        /\b(?:tuning|tune|validat\w+|held[- ]?out|choosing|dev\w*|check\w*)\b/i,
      ],
      [
        /\b(?:fit|fitted|refit\w*|trained|ran|run|repeated|started|done|made|performed|initiali[sz]ed)\b[^.;]{0,40}\b(?:times|twice|thrice)\b/i,
        /\b(?:means?|averages?|averaged|medians?)\b/i,
      ],
      [
        /\b(?:train\w*|learning|fit\w*|optimi[sz]ation|run|we|runs)\b[^.;]{0,20}\b(?:stop\w*|ceas\w+|ends?|ended|halt\w*|finish\w*|terminat\w+|until)\b/i,
        /\b(?:validation|development|dev|held[- ]?out|tuning)\b[^.;]{0,40}\b(?:improv\w+|better|rise[sn]?|rising|fall\w*|decreas\w+|increas\w+|chang\w+|plateau\w*|progress)\b/i,
      ],

      [
        /\b(?:last|final|best|latest) (?:\w+ ){0,2}?(?:(?<!\bfinal )measurements?|evaluations?|states?|rounds?|epochs?|models?|checkpoints?|polic(?:y|ies)|iterations?|iterates?|steps?|weights|parameters|networks?|updates?|students?)\b|(?<!\bhyper-?parameters\b[^.;]{0,20})(?<!\b(?:rates?|sizes?|hyper-?parameters|penalty|strength|factors?|values?|width|depth|λ|α|temperature|coefficients?|threshold|number of \w+|settings?) (?:\w+ )?(?:is|are|was|were|be|been) (?:then |all |also |each )?)\b(?:best(?! (?:hyper-?parameters|settings|values|configuration))|highest|lowest|chosen|selected|choose|select|pick\w*|decided|tuned)\b[^.;]{0,50}\b(?:validation|development|dev|held-out)\b|\b(?:validation|development|dev|held-out)\b[^.;]{0,50}\b(?:best|highest|lowest|chosen|select\w*|decide\w*|pick\w*|stops?|stopp\w*)\b|\bcheckpoints?\b|\b(?:select|choos|keep|take|pick)\w* the (?:iteration|epoch|state|model|weights|step) (?:with|of|that)\b|\bearly[- ]stop\w*|\bstop(?:ped)? early\b|\b(?:after|at) (?:the )?(?:end of |the last |last )?training\b(?! (?:data|set|examples|images|labels))|\bat the end\b|\btraining (?:has |had |is |was )?(?:ended|finished|over|complete[d]?)\b|\b(?:values?|figures?|numbers?|scores?|results?) (?:are those )?(?:at|after|upon) convergence\b|\bend of (?:training|each run|the run)\b|\bafter the (?:last|final) (?:epoch|step|update|iteration)\b|\b(?:mean|average\w*|median)\b[^.;]{0,40}\b(?:over|of|across)\b[^.;]{0,20}\b(?:runs?|seeds?|repetitions|trials|initiali[sz]ations|episodes|folds|splits)\b|\b(?:figures|numbers|values|results|scores|everything|all|test\w*|parameters|weights|measured|evaluated|reported)\b[^.;]{0,30}\b(?:after|at|of|from) (?:epoch|step|iteration|update|round) \d+|\bevaluat\w+ (?:\w+ )?every\b|\bevery [\d,k]+ (?:\w+ )?(?:steps|updates|frames|iterations|epochs|episodes)\b[^.;]{0,40}\bevaluat\w*/i,
      ],
      [
        /\b(?:final|last|latest|best) (?:\w+ )?(?:adapters?|agents?|systems?|snapshots?|values?|generation|solution|fit|encoder|denoiser|generator|classifier|learner|ones?)\b/i,
      ],
      [
        /\b(?:epoch|model|checkpoint|weights|parameters|stored?|iteration|step|state|snapshot|network)s?\b/i,
        /\b(?:lowest|highest|best|least|smallest|largest|minimal|maximal|minimum|maximum)\b/i,
        /\b(?:validation|development|dev|held-?out|fold|tun\w+ set)\b/i,
      ],
      [
        /\b(?:mean|means|average[sd]?|averaging|median|medians|deviations?)\b/i,
        /\b(?:runs?|seeds?|repetitions|repeats|trials|trainings|episodes|folds|splits|restarts|initiali[sz]ations|replicates)\b/i,
      ],
    ],
  },
  seeds: {
    // Runs that are timed are no runs of the training.
    without:
      /\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|some|most|none|half) (?:out )?of (?:the |its |all |our |these )*(?:first |last )?(?:\d+|two|three|four|five|six|eight|ten|twelve|twenty|thirty|forty|fifty|sixty) (?:[p{L}\d-]+ ){0,2}(?:runs|seeds|trainings|repetitions|pairs|trials)\b|\b(?:standard )?deviations? of (?:a|one) (?:single )?run\b|\b\w+ runs to (?:notice|find|see)\b|\bminutes for all seeds\b|[^.;]*\bworth \w+ trainings\b|\b(?:graphs|images|draws|points|samples) of (?:a|one|each|every) batch\b|^(?:an? |one |[\w-]+, )?(?:single |one )?(?:[\w-]+ )?run\b[^.;]{0,12}$|\b(?:all )?\d+ runs (?:\w+ )?(?:need|take|took|last|cost|and)\w*\b[^.;]*|[^.;,]*\b(?:pilot|preliminary|gave up|given up|(?:was|were|we) (?:also )?tried|dropped after|diverged|collapsed|blew up)\b[^.;,]*|\b(?:in|by|after) (?:\w+ of )?(?:the |all |about |some )?(?:\d+|one|two|three|four|five|six|seven|eight|ten|twenty) (?:[\w-]+ )?(?:runs?|seeds)\b|\bone run in \w+|\bone run (?:of [^.;]{1,30}? )?(?:takes?|took|needs?|needed|lasts?|lasted)\b[^.;]*|\bpower (?:method|iteration)\b[^.;]*|\b(?:teacher|base (?:model|network)|scorer|which we) (?:is |was )?(?:\w+ )?trained (?:only )?once\b|\b(?:expectations?|integrals?) [^.;]{0,30}\bdraws\b|\b(?:samples|images) (?:\w+ )?(?:with|from|of|for) the same seeds?\b[^.;]*|\brepeat\w* (?:the|this|our) (?:run|experiment|training) (?:with|at|for|on|using) (?![^.;]*\b(?:seeds?|initiali[sz]ations?)\b)|\b(?:PGD|attack\w*|k-means|EM)\b[^.;]*\b\d+ (?:random )?restarts\b|\b(?:collapsed?|diverged?|failed|fails?)\b[^.;]{0,20}\b\w+ (?:out )?of (?:the )?\w+ runs\b|\b\d+ bootstrap (?:replicates|re-?samples|samples|draws)\b|.*\b(?:throughput|latency|inference time|run-?time)\b.*|\b(?:one|an?|each|every|a single) (?:[\w-]+ )?run (?:\w+ )?(?:takes?|took|needs?|needed|occup\w+|costs?|lasts?|lasted|requires?|fits?|finishes|uses?|used|consumes?)\b|\b(?:split|division|partition|shuffl\w+|generated once|test (?:set|data)|made|noise)\b[^.;]{0,30}\b(?:with|by|from|using) (?:a |the )?(?:fixed |same |own )?seed\b(?! ?\d)[^.;]*|\bseeds? \((?=0·)|\bbatch(?:es)? of \S+ \w+ runs\b/gi,
    together: [
      [
        new RegExp(
          String.raw`\baverages? (?:over )?${count} (?:independent |random |separate )*(?:trials|runs|trainings|repetitions|restarts)\b|^${count} (?:[\p{L}-]+ )?(?:networks|models|students|agents) (?:are|were) trained (?:per|for each|for every|in each)\b`,
          'iu',
        ),
      ],
      [
        new RegExp(
          String.raw`\b(?:means?|averag\w+|medians?|deviations?|spread)\b[^.;]{0,40}\b(?<!\bout )(?:of|over|across|from) (?:the |all |our )?${count} (?:[\p{L}-]+ )?(?:networks|nets|graphs|worlds|forests|flows)\b`,
          'iu',
        ),
      ],
      [
        new RegExp(
          String.raw`\b(?<!(?:one|two|three|half|\d) of )${number} (?:(?!in|of|are|is|were|and|the)[\p{L}-]+ ){0,3}(?:runs|seeds?|siblings?|trainings|fits|populations|repetitions|repeats|replicas?|restarts|starts|initiali[sz]ations|draws|students|agents|pupils|apprenticeships|attempts|tries|instances|reali[sz]ations|replicates)\b`,
          'iu',
        ),
        /\b(?:means?|averag\w+|medians?|deviations?|spread|s\.d\.|std|error bars?|seed\w*|±|interval|random|alike|differ\w*|independent\w*|repeat\w*|each)\b|±/i,
      ],
      [
        /\b(?:fitt?ed|train(?:ed|ing)?|ran|run|repeat(?:ed)?|done|made|taught|started|everything|experiments?|whole|all)\b/i,
        new RegExp(
          String.raw`\b${number} times\b(?! (?:the|as|more|fewer|larger|smaller|lower|higher|faster|over)\b)|\b(?:only|just) once\b|\b(?:twice|thrice)\b`,
          'i',
        ),
        /\b(?:means?|averag\w+|medians?|spread|deviations?|seeds?|random\w*|differ\w*|repeat\w*|independent\w*|just once|only once)\b/i,
      ],

      [countedSeeds],
      [
        new RegExp(
          String.raw`\brepeat\w*\b[^.;]{0,40}\b(?:(?:${number}|\d+) times\b|twice\b|thrice\b|once\b)|\b(?:trained|run|ran|done|performed|carried out|executed) (?:[\w-]+ ){0,4}(?:once|twice|thrice|${number} times)\b(?! (?:as|more|longer|the|per|every|before|after|all|in)\b)|\b${number} times (?:each|over(?! (?:its|their|the|all|own))|independently)\b`,
          'i',
        ),
      ],
      [
        /(?<!\bout of )\b(?:single|one|two|three|four|five|six|eight|ten|twelve|twenty|(?<!['’])\d+(?! (?:was|is|were|are) run\b)) (?:(?![\p{L}-]+s )[\p{L}-]+ )?(?:runs?(?! for \d)|trainings|repetitions|restarts|repeats|replications|replicates)\b/iu,
      ],
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
  hardware: {
    isInOpenings: true,
    without:
      /\b(?:would|could|might) (?:fit|need|require|take|run|ask|fill)\b[^.;]*|\b(?:piles?|farms?|racks?|fleets?|halls?|rooms?(?: full)?|hundreds?|thousands?|dozens?|lots|millions?) of [^.;]*|(?:^|(?<=[.;]))[^.;]*\b(?:ms|milliseconds?|μs|inference) (?:per|on|for|of|takes?|took|runs?)\b[^.;]*/gi,
    together: [
      [
        /\b(?:think-?pad|macbook|imac|mac mini|mac studio|chromebook|elitebook|latitude|xps|zenbook|jetson|intel|amd|nvidia|core i[3579]|i[3579]-\d{4,5}\w*|apple m\d|titan|tesla [a-z]\d|[tp]4|k80|p100|l40s?|rx ?\d{4}|snapdragon|cortex|graviton\d?|hpc)\b/i,
        /\b(?:on|with|by|using|took|takes?|ran|runs?|hardware|machine|all|single|one)\b/i,
      ],
      [
        /\b(?:ran|runs?|run|trained|fitted|computed|done|made|performed|carried out|executed|timed|measured|took|takes?|work|calculations?|computations?|experiments?)\b[^.;]{0,40}\b(?:on|by|using) (?:an?|my|our|one|her|his|their|the(?: author's)?|\p{Lu}\p{Ll}+['’]s) (?:[\p{L}\d-]+ ){0,3}(?:PC|computer|notebook|desktop|server(?!['’]s\b)|mac|phone|tablet|netbook|supercomputer|accelerator|machine(?! (?:translation|learning)))\b/u,
      ],
      [
        /\b[GTC]PUs?\b|\b(?:quadro|geforce|radeon|instinct|rtx|gtx|xeons?|epyc|ryzen|threadripper|apple silicon|ascend (?:\d|npu))\b|\bMI\d{3}|\b(?:on|of) (?:an?|one|our|two|\d) [\w-]+ (?:server|machine|computer|node|phone|smartphone|tablet|board)s?\b|\b(?:hardware|machine|compute|trained on|ran on|runs on|run on):? (?:an?|one|our|two) (?:server|machine|computer|node)s?\b|\bgraphics cards?\b(?<!without an? graphics card)|\blaptop\b|\b(?:comput\w+|[gc]pu|hpc|slurm|linux|universit\S+|institut\w+|department\S*|our|shared|local|small) cluster\b|\bcluster (?:of|with) (?:\w+ )?(?:machines|nodes|computers|[gc]pus|servers|\d)|\b(?:ran|run|runs|trained|fitted|computed|done|used|performed|jobs?|node)\b[^.;]{0,24}\b(?:on|of|by|to) (?:an?|the|one) (?:\w+ )?cluster\b|\bworkstation\b|\b(?:one|a|single|two|four|eight|\d+|each|per|CPU|i\d|same|slow|fast)[- ]cores?\b(?! (?:idea|inflation))|\bcores\b(?! of the)|\bdesktop\b|\bCPU-only\b|(?<!(?:'s|\bmodern|\bany|\bcurrent|\bmost) )\bprocessors?\b(?! of (?:the|this|a)\b)|\bH100|A100|V100\b|\bMacBook\b|\bRaspberry\b|\bnode with\b|\bColab\b|\bKaggle\b|\bEC2\b|\bAWS\b|\b[gp]\d[dn]?\.\d*x?large\b/i,
      ],
    ],
  },
};
