/** What kind of work a paper reports: it decides what a reproduction of it needs. */
import { models } from './wordFamilies.ts';

export interface PaperKind {
  readonly hasExperiments: boolean;
  /** Learned by gradient steps, not by a closed form or by counting. */
  readonly isTrained: boolean;
  /** Runs networks, whoever trained them. */
  readonly usesModels: boolean;
  readonly isReinforcement: boolean;
  readonly isDiffusion: boolean;
  readonly isDistilled: boolean;
  readonly isLora: boolean;
  /** Starts from somebody’s trained model. */
  readonly isFineTuned: boolean;
  /** From weights that everybody can have, whatever else is trained before. */
  readonly startsReleased: boolean;
  readonly isPretrainedHere: boolean;
  /** Has layers: factors and linear models have none. */
  readonly hasNetwork: boolean;
  readonly isOfText: boolean;
  readonly generatesText: boolean;
}

/** Names of models that everybody takes as they were released. */
const names =
  '(?:qwen|llama|code-?llama|mistral|mixtral|gemma|phi-?\\d|falcon|pythia-\\d|opt-\\d|deepseek|gpt-(?:2|j|neo)|star-?coder|\\p{L}*xlm-?r\\p{L}*|m-?bert|hubert|wav2vec|whisper|clip|dino|flan|m?t5|m?bart|olmo|smollm)(?:[-.v ]?\\d[\\w.]*)?(?:-[\\w.]+)*(?![\\p{L}])';
const namedModel = new RegExp(`\\b${names}`, 'iu');
const released = new RegExp(
  `\\b(?:start\\w*|beg[aiu]n\\w*|initiali[sz]ed|base model|policy|fine-?tun\\w+|adapt|models?)(?: is| are| was| were|:| all| both| from| with| of| the| our| public| released)* ${names}|${names}(?=[^.;]{0,40}\\b(?:its tokeni[sz]er|as (?:the |our )?(?:base|policy|starting|backbone)|is (?:fine-?tuned|adapted|continued)))`,
  'iu',
);

/** A section of experiments, and in it something that runs: whoever speaks of it without “we” has measured all the same. */
const section =
  /^(?:\w+ )??(?:(?:numerical|computer|computational|synthetic|simulation|empirical|illustrative|controlled|small) )*(?:experiments?|simulations?|experimental \w+|simulation (?:study|results)|numerical (?:results|study|evidence|work|illustrations?)|empirical (?:results|study|evidence|evaluation|validation|verification|check))(?: (?:and|on|with|in|of) [^.]*)?\.?$/im;
const runs =
  /\b(?:fresh|mini-?|in|of) ?batch(?:es)?\b|\bruns? (?:ends?|stops?|lasts?|consists?|takes?)\b|\b(?:with|in|by) plain (?:sgd|gradient descent)\b|\bplain sgd\b|\b(?:sgd|adam\w*|gradient descent)\b[^.\n]{0,80}\b(?:is|are|was|were) (?:performed|used|applied|run|carried out|employed|taken)\b|\b(?:averaged?|means?|medians?) (?:over|of|across) (?:\w+ ){1,3}(?:runs|repetitions|draws|trials|replications)\b|\b(?:median|mean|average) (?:\w+ )?(?:time|error|loss|risk)\b|\bhidden units\b|\btest (?:error|accuracy|loss|points)\b/i;

/** Theorems with proofs, and nobody who trains or measures anything. `text`: what the paper says of itself. */
export function isTheory(text: string): boolean {
  const has = (pattern: RegExp): boolean => pattern.test(text);
  // What others do in practice is what its theorems are about.
  const own = text
    .split('\n')
    .filter((sentence) => !/⟦cite⟧|\bet al\b|\bwould\b/.test(sentence))
    .join('\n');
  const hasRuns = section.test(text) && runs.test(own);
  return (
    has(
      /\b(?:contains?|has|have|reports?|with|there are|includes?) no (?:numerical |empirical )?experiments\b|\bpurely theoretical\b|\b(?:do|did) not (?:run|perform|conduct|report) (?:any )?(?:\w+ )?experiments\b/i,
    ) ||
    (has(
      /\b(?:theorem|lemma|proposition|corollary|(?:lower|upper) bounds?|rate of convergence|converges? at (?:the|a) rate|(?:let|under) assumptions?)\b/i,
    ) &&
      has(/\bproof\b|\bwe prove\b|\bwe show that\b[^.]*(?:\bconverges?\b|\bbounded\b|\b[OΩΘ]\()/i) &&
      !hasRuns &&
      !/\bwe (?:\w+ )?(?:train|trained|run|ran|fine-?tune|evaluate|report|measure|plot|test|verify|simulate|repeat|sweep)\b|\b(?:is|are|was|were) (?!(?:commonly|usually|typically|often|routinely|generally|now|normally) )(?:\w+ )?(?:trained|fitted|simulated|plotted|repeated)\b|\bseeds?\b|\btest set\b/i.test(
        own,
      ))
  );
}

/** Settings of something that was really measured. */
const measured = [
  'folds',
  'seeds',
  'hardware',
  'training examples',
  'test examples',
  'training fraction',
  'test fraction',
  'validation fraction',
];

/** Learns by reward. */
function isReinforced(names: ReadonlySet<string>, has: (pattern: RegExp) => boolean): boolean {
  return (
    ['discount factor', 'gae lambda', 'rollout length', 'replay buffer size', 'clip range'].filter((name) => names.has(name)).length > 1 ||
    (has(/\b(?:discount\w*|rewards?|reinforcement|episodes?|replay|exploration)\b/i) &&
      has(/\b(?:q-learning|q-networks?|dqn|td3|ddpg|sarsa|policy gradients?|actors? and (?:\w+ )?critics?)\b/i)) ||
    (has(/\b(?:reward|returns?|reinforcement|bandits?|q-learning|episodes?)\b/i) &&
      has(/\b(?:policy|policies|agents?|q-learning|q-network|actor|ppo|reinforce|grpo)\b/i) &&
      has(/\b(?:environments?|gymnasium|gym|episodes?|arms?|cartpole|atari|mujoco|minatar|rewards?)\b/i))
  );
}

/** Of a paper that `isTheory` does not hold for. */
export function paperKind(text: string, names: ReadonlySet<string>): PaperKind {
  const has = (pattern: RegExp): boolean => pattern.test(text);
  // What is cited was trained by others.
  const hasOwn = (pattern: RegExp): boolean =>
    text.split('\n').some((sentence) => {
      // `Adam ⟦cite⟧ with a step of …` says where it comes from.
      const rest = sentence.replaceAll(
        /\b(adam\w*|sgd|rms-?prop|l-?bfgs) ?⟦cite⟧(?= (?:with|at|for|and|is|was|in|on)\b|[,.;(]| \()/gi,
        '$1',
      );
      return !/⟦cite⟧/.test(rest) && pattern.test(rest);
    });
  const times = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  // What would hold of others is not its own.
  const hasReal = (pattern: RegExp): boolean =>
    text.split('\n').some((sentence) => pattern.test(sentence) && !/\b(?:would|could|might)\b/i.test(sentence));
  const namesTraining =
    names.has('optimizer') ||
    [
      'learning rate',
      'epochs',
      'training steps',
      'batch size',
      'learning rate schedule',
      'warmup steps',
      'warmup epochs',
      'warmup ratio',
      'gradient clipping',
      'dropout',
      'momentum',
      'lora rank',
      'weight decay',
    ].filter((name) => names.has(name)).length > 1;
  const deniesTraining = has(
    /\bno (?:model|network|parameter|weight)s? (?:is|was|are|were) (?:trained|learned|updated|fine-?tuned)\b|\bwe (?:do not|don't|did not) (?:train|fine-?tune) (?:any|a|the|models)\b|\b(?:nothing|none of (?:the|these|them)[\w ]{0,20}) (?:is|was|are|were) (?:trained|fine-?tuned)\b/i,
  );
  const needsNoTraining =
    !namesTraining && has(/\btraining-free\b|\bwithout (?:any )?(?:further )?(?:training|fine-?tuning)(?=[.,;]| of (?:any|a|our))/i);
  // `We did not fine-tune the encoder` is said beside what is trained.
  const trainsNothing =
    (deniesTraining &&
      !(
        namesTraining &&
        hasOwn(/\bwe (?:\w+ )?(?:train|use|pre-?train|optimi[sz]e)d?\b[^.]*\b(?:adam\w*|sgd|rms-?prop|networks?|encoders?)\b/i)
      )) ||
    needsNoTraining;
  // A network, and several of the words that only training has.
  const speaksOfTraining =
    has(/\b(?:networks?|layers?|units|filters|transformers?|encoders?|u-?nets?|convolution\w*)\b/i) &&
    [
      /\bepochs?\b/i,
      /\bmini-?batch\w*\b/i,
      /\btrain(?:s|ed|ings?)?\b/i,
      /\bdrop-?out\b/i,
      /\b(?:adam\w*|sgd|rms-?prop)\b/i,
      /\blearning rates?\b/i,
      /\bback-?propagat\w+|\bdelta rule\b/i,
      /\bre-?learning\b|\blearning (?:conditions|sets?|patterns|sessions?|records)\b|\b(?:during|after|before|for) learning\b/i,
    ].filter(has).length > 1;
  const looksTrained =
    (speaksOfTraining ||
      has(
        /\b(?:we|is|are|was|were) (?:\w+ )?(?:train|trained|fine-?tune[d]?|pre-?train(?:ed)?|adapt|adapted|distil|distilled|optimi[sz]ed?)\b|\b(?:agent|student|policy|network|model)s? (?:learns?|is learned|is trained)\b/i,
      )) &&
    !has(/closed[- ]form|least squares|normal equations|\bno (?:gradient|training)\b/i);
  // Solved in one step, with no optimizer of its own beside it.
  const isSolved =
    !(names.has('optimizer') && hasOwn(/\b(?:adam\w*|sgd|rms-?prop|l-?bfgs|optimi[sz]ers?|gradient (?:descent|steps?)|momentum)\b/i)) &&
    !(speaksOfTraining && has(/\bback-?propagation\b|\bdelta rule\b/i)) &&
    has(
      /\bclosed[- ]form\b|\bkernel matrix\b|\bleast squares\b|\bnormal equations?\b|\bcholesky\b|\)\^-1|\bkernel ridge\b|\bridge (?:regression|estimator|regressor)\b|\bgaussian process(?:es)?\b|\bnearest[- ]neighbou?rs?\b|\bna[iï]ve bayes\b|\bprincipal components?\b|\bsupport vector\b/i,
    );
  // What large language models do is where its question comes from.
  const ofImages = times(/\b(?:pixels?|images?|digits?)\b/gi);
  const ofText = times(/\btokens?\b|\bBERT|\bGPT|\bcaptions?\b/gi);
  const ofModels = times(/\blanguage models?\b/gi);
  const isOfImages = ofImages > 2 && ((ofModels < 2 && ofText === 0) || 4 * (ofText + ofModels) <= ofImages);
  // `All sequences are generated as we go`: symbols that stand for nothing.
  const isMadeUp =
    has(/\b(?:sequences|strings)(?: of [^.;]{1,30})? (?:are|is) (?:generated|made|drawn|sampled|produced)\b/i) &&
    !has(/\blanguage models?\b|\bperplexity\b|\bBERT|\bGPT|\btokeni[sz]/i);
  const isReinforcement = isReinforced(names, has);
  const isTrained = !trainsNothing && !isSolved && (namesTraining || looksTrained || (isReinforcement && names.has('learning rate')));
  const usesModels =
    has(
      /\b(?:language models?|LLMs?|neural networks?|transformers?|checkpoints?|classifiers|(?:pre-?trained|public|released) (?:\w+ )?(?:models|weights|networks))\b/i,
    ) && !has(/\bclosed[- ]form\b|\bridge regression\b/i);
  const hasExperiments =
    (usesModels && trainsNothing) ||
    isTrained ||
    measured.some((name) => names.has(name)) ||
    (has(/\b(?:experiments?|data ?sets?|we evaluate|test set|measurements|accuracy|benchmarks?)\b/i) &&
      has(/\b(?:we (?:use|evaluate|report|measure|test|compare)|data|results?)\b/i) &&
      has(/\b(?:data ?sets?|measurements|images|samples|records|examples|corpus|draws|documents)\b/i));
  const startsReleased =
    has(
      /\b(?:image-?net|kinetics|audio-?set|laion|jft|coco)[-\w]* (?:pre-?trained )?weights\b|\b(?:weights|models|networks|checkpoints) (?:of|from|in) (?:the )?(?:timm|torchvision|hugging ?face)\b/i,
    ) && !has(/\bfrom scratch\b/i);
  // What was trained here may be fine-tuned as well, after pruning or rounding.
  const startsElsewhere =
    has(
      /\bpre-?train|\bcheckpoints?\b|\b(?:released|public(?:ly)?|open|downloaded|off-the-shelf|existing|trained) (?:[\w-]+ ){0,3}(?:models?|weights|networks?|encoders?|release)\b|\bfoundation\b|\b(?:base|starting|source|parent) (?:models?|networks?|weights)\b|\bback-?bones?\b|\bhub\b|\blanguage models?\b|\bLLMs?\b|\btransfer|\bweights (?:from|on)\b|\b\p{L}*(?:BERT|GPT)\b|\bwe (?:adapt|fine-?tune)\b/iu,
    ) ||
    has(models) ||
    has(namedModel);
  return {
    hasExperiments,
    isTrained,
    usesModels,
    isReinforcement,
    isDiffusion:
      times(
        /\bdiffusion (?:models?|steps?|process|time|probabilistic)|\bdenois\w+|\bddpm\b|\bscore[- ](?:based|matching)|noise (?:network|schedule)|\bforward process\b/gi,
      ) >= 2,
    isDistilled: times(/\bdistil\w*/gi) >= 1 && times(/\bstudents?\b/gi) >= 1 && times(/\bteachers?\b/gi) >= 1,
    isLora:
      (has(/\blora\b|low-rank (?:adapt|update|correct)\w*|\b(?:corrections?|updates?) of (?:low )?rank\b/i) ||
        // Those of Houlsby and Pfeiffer have a width in the place of a rank.
        (has(/\badapters?\b/i) && (has(/\branks?\b/i) || !has(/\bbottlenecks?\b|\bHoulsby\b|\bPfeiffer\b|\bdown-?project\w*/i)))) &&
      (names.has('lora rank') ||
        names.has('lora alpha') ||
        has(/\b(?:we|are|is) (?:\w+ )?adapt\w*|adapters (?:are|have|with)|with (?:lora|low-rank adapters)|lora (?:adapters|of|with)/i)),
    isFineTuned:
      (startsElsewhere &&
        has(
          /\b(?:we|is|are|was|were|then|and) (?:\w+ )?fine-?tun\w*|\bfine-tuning\b(?! (?:is|was) (?:often|usually))|\bpre-?trained (?:\w+[- ]?){0,3}?(?:model|checkpoint|encoder|weights|network|backbone|bert|transformer)|\bpublic (?:[\w-]+ )?checkpoint|\bwe adapt\b|\bparent (?:model|network|checkpoint)\b|\b(?:[\w-]+-)?pre-?trained (?:\w+ )?(?:on|with|for|by|weights)\b|\b(?:start\w*|initiali[sz]ed|warm-started) (?:\w+ )?(?:from|with) (?:the |a |an |its |publicly )?(?:[\w.-]+ ){0,3}(?<!\b(?:global|server|shared|current|previous|common|received|last|averaged) )(?:weights|checkpoint|release)\b(?! (?:drawn|of zero|sampled|from the (?:first|previous)|obtained|learned))/i,
        )) ||
      startsReleased ||
      has(
        /\b(?:starting point (?:is|was)|initiali[sz]ed (?:with|from|by)) (?:the )?(?!He\b|Glorot|Xavier|Kaiming|N\b|LeCun|Gaussian|PyTorch)(?=[\w./-]*[A-Z\d])(?=[\w./-]*[a-zA-Z])[\w./-]{5,}/,
      ) ||
      has(released) ||
      has(
        /\binitiali[sz]ed from (?=[\w/.]*-)[a-z][\w./-]{5,}|\bgo(?:es)? on (?:pre-?)?training\b|\bcontinued? pre-?training\b|\bby fine-?tuned \w+|\bfrom (?:the )?(?:hugging ?face |model )?hub\b|\b(?:seen|trained on|learn(?:ed|t) (?:on|from)) ImageNet\b|\b[Ii]nitial weights (?:are|were|come from) (?:those of )?ImageNet\b/,
      ) ||
      has(
        /\bweights (?:are |were )?(?:come |coming |taken |learned |obtained |trained |stem |stemming )?(?:from|on) (?:the )?\p{Lu}[\p{L}\d-]*[\p{Lu}\d]/u,
      ),
    startsReleased,
    isPretrainedHere: has(
      /\bwe pre-?train|\b(?:for|in|during) (?:the |our )?pre-?training(?:,| on [\w-]+,?)? (?:we|the (?:learning rate|batch|model|network|rate))\b|\bpre-?training (?:took|takes|uses|lasts|runs|is done)|(?:are|is) pre-?trained (?:for|on|with|from scratch)|\bfrom scratch\b|^ ?Pre-?trained (?:for|with|in|by) [^.;\n]{0,60},|^ ?(?:\w+ ){0,2}Pre-?training (?:\w+ ){0,2}Fine-?tuning\b|\b(?:second|last|third) (?:stage|phase|step)\b[^.;\n]{0,30}\bfine-?tuning\b|\bfirst (?:is |are )?trained as an? \w+/im,
    ),
    hasNetwork: has(
      /\b(?:networks?|transformers?|layers?|perceptrons?|MLPs?|CNNs?|RNNs?|LSTMs?|GRUs?|encoders?|decoders?|u-?nets?|convolution\w*|attention|autoencoders?|backbones?)\b/i,
    ),
    isOfText:
      hasReal(
        /\btokens?\b|\blanguage models?\b|\bBERT|\bGPT|\b(?:llama|mistral|qwen|t5|gemma)\b|\bperplexity\b|\btokeni[sz]|\bsentence pairs\b/i,
      ) &&
      !isOfImages &&
      !isMadeUp &&
      has(/\btokens?\b|\bBERT|\bGPT|\bword[- ]pieces?\b|^(?![\s\S]*\b(?:speech|audio|utterances|acoustic)\b)/i) &&
      has(
        /(?<!without an? (?:external )?)\blanguage models?\b|\b(?:Distil|Ro|De|Al)?BERT[a]?\b|\bGPT|\bllama|\bmistral|\bqwen|\bt5\b|\bgemma\b|\bperplexity\b|\btokeni[sz]|\b\d[\d.,]*[kKMB]? tokens\b(?! (?:per image|are (?:merged|dropped|kept)))|\bsentence pairs\b|\bdecoder-only\b/i,
      ),
    generatesText:
      has(
        /\bBLEU\b|\bROUGE\b|\btranslation\b|\bsummari[sz]ation\b|\bMETEOR\b|\bwe generate (?:text|answers|responses|completions)\b|\bpass@|\b(?:generated|sampled) (?:answers|responses|completions|summaries)\b/i,
      ) ||
      (has(
        /\b(?:causal|autoregressive|large|instruction[- ]tuned|chat) (?:language )?models?\b|\bLLMs?\b|\b(?:mistral|llama|qwen|gemma|phi-?\d|gpt-?\d|t5|bart|deepseek)(?:[-\d.]|\b)/i,
      ) &&
        has(
          /\b(?:answers?|responses?|quotations?|summar(?:y|ies)|captions|explanations?|replies|stories|completions?) (?:is|are|was|were) (?:an? |generated|sampled|decoded|written|produced|drawn|judged|scored|rated|compared)|\b(?:generat|writ|produc|draft)(?:e|es|ed|ing) (?:an? |the |its |short |new )?(?:answers?|responses?|quotations?|summar(?:y|ies)|captions?|explanations?|replies|stories|completions?)\b|\bexact match(?:es)?\b/i,
        )),
  };
}
