/** What tells what only one kind of work has. Data. */
import { type Evidence, models, nearEachOther } from './wordFamilies.ts';

export const evidenceOfKinds: Readonly<Record<string, Evidence>> = {
  'base model': {
    together: [
      [
        /\b(?:base|starting|frozen|pre-?trained|source|original|teacher) (?:model|network|net|perceptron|weights)\b|\b(?:pre-?trained|trained)\b[^.;]{0,30}\b(?:by (?:us|ourselves|the author|me)|beforehand|earlier|before that|ourselves|in-house)\b/i,
        /\b(?:trained (?:by|on|from|with)|by (?:us|ourselves)|ourselves|section|appendix|layers?|units|\d+ (?:hidden|units)|from scratch)\b/i,
      ],
      [
        /\b(?:the )?(?:base |starting )?model is\b|\btrained by its authors\b|\bfrom the hub\b|\bbegin with\b|\bset out\b/i,
        /\b(?=[\w-]*\p{Lu}\p{L}*[\d\p{Lu}])[\p{L}\d-]{4,}|\bbert\b/u,
      ],
      [
        new RegExp(
          `${models.source}|\\b(?:phi|gemma|opt|falcon|electra|albert|xlnet|bart|clip|dino)(?:v?\\d)?[-\\w]*\\b|\\bsection \\d|\\bpre-?trained (?:by us|ourselves|on (?:the )?(?:task|digits|source|upper))|\\bbase (?:model|network|perceptron) (?:is|has|was|of)\\b|\\bpretrained on (?!other\\b|another\\b|different\\b|more\\b|large\\b|some\\b)`,
          'i',
        ),
      ],
      [
        /\b(?:pre-?trained|pre-?training|checkpoints?|base model|starts?|starting|started|initiali[sz]ed|fine-?tun\w+|adapt\w*|weights)\b/i,
        /(?<![\p{L}\d-])(?!Adam|SGD|RMS|AdaGrad|LoRA|GPU|TPU|CPU|PEFT|QLoRA|F1|AUC|NLP|LLM|ReLU|GELU|BLEU|RTX|NVIDIA|[AHVPTL]\d)\p{L}*(?:\p{Lu}\p{L}*[\d\p{Lu}]|\d\p{L}*\p{Lu})[\p{L}\d]*|\b\p{Ll}+_\p{Ll}*\d*|\b\p{Ll}{2,}-\p{Ll}*\d[\p{L}\d-]*|\b(?:[Ii]mage[Nn]et|[Mm]istral|[Ll]lama|[Qq]wen|[Gg]emma|[Pp]hi|[Pp]ythia|[Ff]alcon|[Ww]hisper|BERT)\b/u,
      ],
    ],
    isUsual: true,
  },
  'lora alpha': {
    without: /[^.;]*\b(?:would|could|might)\b[^.;]*/gi,
    together: [
      [
        /\b(?:no|without) (?:further )?scaling\b|\bnot (?:\w+ )?scaled\b|\bunscaled\b|\bscal(?:ed|ing) (?:by|of|with|factor)\b[^.;]{0,20}(?:α|alpha|\d)/i,
      ],
      [
        /\b(?:lora|adapters?|rank|r)\b/i,
        /(?:α|\balpha\b)[^.;]{0,20}\d|(?<!\bet al\b.*)(?:α|\balpha\b) ?(?:=|is|was|equals?|equal to|set to|to|the same as)(?: (?:set|always|equal|to|twice|the|half))* ?(?:[24] ?)?(?:r\b|rank)/i,
      ],
    ],
    isUsual: true,
  },
  'noise schedule': {
    together: [
      [
        /\b(?:noise|variance|linear|cosine|β) schedule\b(?! (?:is|was) not)|(?:σ|β|\bnoise|\bvariances?)_?t?(?: \w+){0,3} (?:geometric\w*|logarithmic\w*|linear\w*|evenly|exponential\w*|quadratic\w*)\b(?: spaced)?/iu,
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
    together: [
      [/\bdistil\w* (?:it |them |the student )?from (?:an? |the |our )?(?=[\w-]*[A-Z])[\w-]{3,}/],
      [
        new RegExp(
          `\\bteachers?\\b,? we (?:take|use|choose|train|fine-tune)\\b|\\bteachers?\\b[^.;]{0,60}(?:${models.source}|\\b(?:is|are|has|have|with|:) (?:an? |the |two|three|\\d)|\\b(?:units|layers|ensemble|perceptron)\\b)|${models.source}[^.;]{0,30}\\bteachers?\\b|\\b(?:ensemble|perceptron|network with|network of)\\b[^.;]{0,40}\\bteacher`,
          'i',
        ),
      ],
      [
        /\bteachers?\b(?!'s (?:logits|outputs|predictions|answers|probabilities|features))(?:'s)?(?: [\p{L}-]+)?(?: is| are| was| were| has| had|:)(?! (?:not|large|strong|slow|expensive|computed|stored|frozen|fixed)\b)|\b(?:networks?|models?|layers|units|perceptrons?)\b[^.;]*\bteach(?:es)?\b/iu,
      ],
    ],
    isUsual: true,
  },
  'target modules': {
    isInOpenings: true,
    together: [
      [
        /\bquer(?:y|ies)\b/i,
        /\bvalues?\b/i,
        /\b(?:matri(?:x|ces)|projections?|pairs?|adapt\w*|rank|low-rank|corrections?|updates?|lora)\b/i,
      ],
      [
        /\b(?:adapters?|low-rank|lora|corrections?|updates?|BA|AB|UV|pairs?|factors|products?|changes?|ΔW)\b[^.;]{0,40}\b(?:to|at|on|in|into|for|beside|next to|of|with|around|over|parallel to)\b (?:the |all |both |each |every |either |these )*(?:(?:two|three|four|first|second|third|hidden|input|output|last|dense|linear|weight|attention|recurrent|convolution\w*|large) )*(?:matri(?:x|ces)|layers?|maps?|projections?|weights|blocks|modules|W_?[\dqkvol])\b/iu,
      ],
      [
        nearEachOther(
          /\b(?:updates?|corrections?|adapt\w*|low-rank|lora)\b/i,
          /\b(?:linear|dense|attention|query|queries|key|value|values|projections?|feed-forward|mlp) ?(?:layers?|projections?|matrices|blocks?|modules|maps|and (?:keys?|values?))\b/i,
          60,
        ),
      ],
      [
        /\b(?:query|key|value|attention|output|feed-forward|mlp|projection|linear|dense|hidden|first|second|both|every|each|all)\b[^.;]{0,40}\b(?:projections?|matri(?:x|ces)|layers?|modules)\b[^.;]{0,50}\b(?:adapt\w*|lora|low-rank|Δ)|\b(?:adapt\w*|lora|low-rank)\b[^.;]{0,60}\b(?:query|key|value|attention|output|feed-forward|mlp|linear|dense|hidden|first|second|both|every|each|all)\b[^.;]{0,40}\b(?:projections?|matri(?:x|ces)|layers?|modules|weights)|\b[qkvo]_?proj\b|\bW_?[qkvo]\b/i,
      ],
    ],
  },
  'distillation weight': {
    without: /\d[\d,·]*k? (?:\w+ )?weights\b/gi,
    together: [
      [
        /\b(?:weigh(?:s|ts?|ted)|counts? for|share)\b/i,
        /\d/,
        /\b(?:teacher|divergence|distil\w*|soft(?:ened)?|labels?|latter|former|cross-entropy)\b/i,
      ],
      [
        /\b(?:0·\d+|\d+) (?:times|·|×|of) (?:the )?[^.;]{0,40}\b(?:plus|and|\+) (?:0·\d+|\d+) (?:times|·|×|of)?/i,
        /\b(?:divergence|distil\w*|soft|cross-entropy|labels?|teacher)\b/i,
      ],
      [
        /\b(?:both|two|all|these) (?:\w+ )?(?:losses|terms|parts|summands|objectives)\b[^.;]{0,30}\b(?:equal\w*|alike|the same (?:weight|share))\b|\bunweighted (?:sum|mean)\b|\bequal(?:ly)? weight\w*|\b(?:only|solely|just) (?:on |the )?(?:soft|distillation|teacher)|\bno (?:hard )?labels\b|\bweighted equally\b/i,
      ],
    ],
  },
  sampler: {
    together: [
      [
        /\bsamplers?\b|\bancestral\b|\bDDIM\b|\breverse (?:process|chain)\b[^.;]{0,40}\b(?:sampl|simulat|run|step by step)|\b(?:run|walk|follow|simulat)\w*\b[^.;]{0,20}\breverse (?:process|chain)\b|\b(?:sampl|draw|generat)\w*[^.;]{0,50}\breverse (?:process|chain|diffusion|SDE|ODE)\b|\bLangevin\b|\bprobability flow\b|\breverse SDE\b|\bEuler-{1,2}Maruyama\b|\bHeun\b|\bpredictor-{1,2}corrector\b/i,
      ],
    ],
  },
  'discount factor': {
    isInOpenings: true,
    together: [
      [
        /\bdiscount(?:s|ed|ing)?(?: factor| rate)?\b[^.;]{0,60}(?:\d|\b(?:none|no|one|not|does)\b)|\b(?:no|without|not)\b[^.;]{0,20}\bdiscount|γ ?(?:=|is|of|at|to|was)? ?[\d1]/i,
      ],
      [
        /\b(?:later|future|next) (?:rewards?|values?)\b[^.;]{0,40}\b(?:count|weigh|worth|multipl|factor)\w*\b[^.;]{0,24}\d|\bundiscounted\b(?! (?:\w+ )?(?:returns?|rewards?|scores?|sums?)\b)|\bnot discounted\b|\bdiscounted? (?:by|with|of|at)\b|\bno discount\w*|\bwithout discount\w*|\bbandits?\b|\bone-step\b|\bsingle-step\b/i,
      ],
    ],
  },
  exploration: {
    together: [
      [/\bentropy\b/i, /\b(?:bonus|times|coefficient|target|term|weight\w*|plus|no|without|\d)\b/i],
      [
        /\b(?:act|mov|catch|choos|chose|play|steer|pick|try|tri|turn|wander|decid)\w*\b[^.;]{0,30}\b(?:at random|randomly)\b|\brandom (?:moves?|steps|actions?|choices?|turns|exploration)\b|\bprobability of (?:doing so|a random)\b/i,
      ],
      [
        /(?:ε|\bepsilon)-greed(?:y|ily)\b|\btarget entropy\b|\bentropy (?:temperature|target)\b|\b(?:soft actor-critic|SAC)\b|\bmaximum[- ]entropy\b|\b(?:uniformly |purely )?random actions\b|\bactions (?:are|is) (?:sampled|drawn|perturbed)\b|\bstochastic polic(?:y|ies)\b|\bexplor\w+\b(?! is (?:hard|difficult|easy|needed|essential|important|the))[^.;]{0,40}\b(?:noise|bonus|rate|by|through|with|none|is|comes|only)\b|\bnoise\b[^.;]{0,40}\b(?:added )?to (?:the |each |its )?actions?\b|\bnoise (?:is |was )?(?:used |added )?(?:for|to) explor\w+|\b(?:no|without) (?:further |extra |explicit |any )?(?:exploration|entropy)\b|\bentropy (?:bonus|regulari[sz]ation|coefficient|term|loss|penalty)\b|\bUCB\b|\bthompson\b|\baction noise\b|\bboltzmann\b/i,
      ],
    ],
  },
  decoding: {
    without:
      /\bgreed(?:y|ily) (?:layer|forward|selection|search over|match|algorithm|baseline|merg|polic|action)[\w-]*|\blayer-wise\b|\bbeam(?:s|line|form\w*|width)\b|\b(?:laser|x-ray|electron|proton|ion|light) beams?\b/gi,
    together: [
      [
        /\b(?:most (?:likely|probable) (?:token|word|next)|(?:sampl\w+|drawn|generat\w+|decod\w+)\b[^.;]{0,30}\b(?:temperature|p ?= ?0·\d|k ?= ?\d))/i,
      ],
      [
        /\bgreed(?:y|ily)\b|\bbeam\b|\bnucleus\b|\bdecod(?:ed|ing) (?:with|by|is|uses)\b|\bsampled? (?:with|at) temperature\b|\btop-[pk]\b|\bargmax decoding\b/i,
      ],
    ],
  },
};
