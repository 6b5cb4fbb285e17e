/** What the words of a clause, in whatever order, make of a number in it: what it counts, what they speak of, and what they must not speak of. Data. */
import { exampleNouns } from './partFrames.ts';

export interface Family {
  readonly name: string;
  /** Right behind the number. */
  readonly behind?: RegExp;
  /** Anywhere in the clause, whose number is `#`. */
  readonly near: RegExp;
  readonly without?: RegExp;
  readonly least: number;
  readonly most: number;
  /** Its subject may stand before the clause. */
  readonly isWide?: true;
}

const of = String.raw`^[ -](?:of (?:the |our |these |those )?)?(?:(?!(?:per|each|every|in|of|for|to|and|or|on|from|with|at|by|are|is|were|was|as|that|which|have|has|over|than|we|the)\b)[\p{L}–-]+ ){0,3}?`;
const nouns = `${exampleNouns.slice(0, -1)}|draws|sheets|sessions|trials|subjects|participants|frames|nodes|patches|windows|inputs|cases|users|simulations|signals|[\\p{L}]+graphs|[\\p{L}]+grams)`;
export const examplesBehind = new RegExp(`${of}${nouns}\\b`, 'iu');
/** What a number of examples is when it is none of a part: of each batch, of one person, of a result. */
export const noPart =
  /\b(?:batch(?:es)?|per|each|every|at (?:a|one) time|at once|epochs?|steps?|updates?|iterations?|passes|vocabular\w+|contexts?|windows? of|seconds?|minutes?|hours?|days|annotators?|raters?|labell?ers|mislabell?ed|wrong\w*|errors?|misclassified|correct(?:ly)?|average|mean|median|longest|shortest|queue|buffer|memory|negatives?|neighbou?rs?|generated|earlier|previous(?:ly)?|original(?:ly)?|instead|removed|discarded|dropped|excluded|classes|layers|parameters|accuracy of|points? higher|FID|bootstrap\w*|collocation|rank(?:s|ed|ing)?|fewer|more than|less than|at least|speakers?)\b/iu;

const chunks = '(?:tokens|words|word-? ?pieces|sub-?words|sub-?word (?:units|tokens)|pieces|characters|residues|bases|bytes|symbols|items)';
const samples = `(?:${chunks.slice(3, -1)}|time[- ]?steps|steps|samples|frames|points|observations|readings|measurements|values|events|visits|notes|beats)`;
const making =
  /\b(?:generat\w*|answers?|repl(?:y|ies)|summar(?:y|ies)|outputs?|decod\w*|produc\w+|emit\w*|writ(?:e|es|ing|ten)|completions?|continuations?|translations?|responses?|captions?|sampled?|sampling|hypothes[ei]s|new tokens|utter\w*|end symbol|never longer|may (?:be|have|run))\b/iu;
const notRead =
  /\b(?:batch(?:es)?|per (?:step|update|batch|second|gpu)|average|mean|median|longest|shortest|vocabular\w+|dictionary|merges|corpus|in (?:all|total)|altogether|most (?:frequent|common)|likel\w+|probabl\w+|warm\w*|learning rate|epochs?|train(?:ed|s|ing)? (?:for|on|over)|ahead|future|horizons?|forecasts?|predicts?|stride|hops?|shift\w*|overlap\w*|every|roll-?outs?|episodes?|environments?|optimi[sz]\w+|diffusion|denois\w*|noise|mask\w*|beams?|inner|frame rate|evaluat\w+|updates?|gradient|mel|fft|stft|hann|bands)\b/iu;
const reading =
  /\b(?:reads?|sees?|is shown|feeds?|fed|takes? in|receives?|look(?:s|ed|ing)? (?:back|at)|looks|attends?|covers?|spans?|process(?:es|ed)?|truncat\w*|cut(?:s|ting)?|chop\w*|split\w*|slic(?:e|ed|es|ing)|divid\w*|brok\w+|segment\w*|chunk\w*|pieces of|padd?\w*|unroll\w*|unfold\w*|context\w*|windows?|inputs?|histor(?:y|ies)|at (?:a|one) (?:time|go)|at once|sequences?|in one go|ingests?|consumes?|limit\w*|cap(?:ped)?|clipped|shorten\w*|enter\w*|go(?:es)? (?:in|into)|memory of|remembers?|excerpts?|stretch\w*|passages? of|crop\w*|backprop\w*|back-propagat\w*)\b/iu;

const pixels = String.raw`^(?: ?(?:×|x|by) ?#_*)?(?:-| )?(?:pixels?|px)\b|^ ?(?:×|x|by) ?#_*`;
const notSide =
  /\b(?:kernels?|filters?|convolution\w*|strides?|feature maps?|pool\w*|grids?|attention|latents?|originals?|originally|raw|sensor|captured|recorded|acquired|masks?|matri(?:x|ces)|weights?|layers?|embedd\w*|heat-? ?maps?|receptive|field of view|jitter\w*|shift\w*|translat\w*|pad(?:ded|ding)? (?:by|with|of)|margin|borders?|mm|μm|patch(?:es)?|tokens?|blur\w*|radius|error|distance|cut-?out|erased?|erasing|objects?|boxes|mazes?|boards?|maps?|arenas?|worlds?|cells|lattices?)\b/iu;
const cropping =
  /\b(?:crop\w*|cut(?:s|ting)?\b|cut-?outs?|windows?|sub-?(?:image|window|volume)s?|excerpts?|central (?:square|#)|cent(?:re|er) (?:square|#))/iu;
const picturing =
  /\b(?:images?|pictures?|photo\w*|pages?|frames?|slices?|scans?|inputs?|squeez\w*|stretch\w*|fit(?:ted)? into|resi[sz]\w*|re-?scal\w*|scal(?:ed|e|es|ing)|down-?sampl\w*|up-?sampl\w*|down-?scal\w*|shr[iu]nk\w*|reduced|enlarged|square|side|resolution|spectrograms?|screens?|views?|micrographs?|radiographs?|thumbnails?|mammograms?|brought|interpolat\w*|width|height|edge)\b/iu;

/** The first that fits counts. */
export const families: readonly Family[] = [
  // Sides.
  { name: 'crop size', behind: new RegExp(pixels, 'u'), near: cropping, without: notSide, least: 8, most: 4096 },
  { name: 'image size', behind: new RegExp(pixels, 'u'), near: picturing, without: notSide, least: 8, most: 8192 },
  {
    name: 'crop size',
    behind: /^(?:-pixel)? (?:square|crops?)\b|^(?:[.,;)]|$)/u,
    near: /\b(?:central|cent(?:re|er)|middle|random(?:ly)?)\b[^#]{0,24}(?:crop\w* |square )?(?:of (?:side )?)?#|#_*(?:-pixel)? (?:square )?crops?\b/iu,
    without: notSide,
    least: 16,
    most: 4096,
  },
  {
    name: 'image size',
    near: /\b(?:resi[sz]\w+|re-?scal\w+|scal(?:ed|e|es|ing)|shr[iu]nk\w*|down-?sampl\w+|brought)\b[^#]*\b(?:edges?|sides?|square|to)\b[^#]*#/iu,
    behind: /^ (?:pixels|px|square)\b|^[.,;)]|^$/u,
    without: new RegExp(
      `${notSide.source}|\\b(?:range|values?|intensit\\w+|variance|mean|unit|rate|factor|loss\\w*|rewards?|audio|speech|k?hz|amplitude|norm|features?|gradients?|between)\\b`,
      'iu',
    ),
    least: 16,
    most: 4096,
  },
  // Lengths of what is written, then of what is read.
  {
    name: 'maximum length',
    behind: new RegExp(String.raw`^ (?:new |output |generated |further )?${chunks}\b`, 'iu'),
    near: new RegExp(
      `(?:${making.source})[^;]*(?:at most|up to|limit\\w*|longer|more than|stop\\w*|end(?:s|ed)?|cut\\w*|after|maxim\\w+|cap(?:ped|s)?|within|budget|allow\\w*|latest|exceed\\w*)|(?:at most|up to|limit\\w*|longer|more than|stop\\w*|cut|after|maxim\\w+|cap(?:ped|s)?|within|budget|allow\\w*)[^;]*(?:${making.source})`,
      'iu',
    ),
    without:
      /\b(?:inputs?|prompts?|contexts?|documents?|articles?|train\w*|batch(?:es)?|vocabular\w+|average|mean|samples? per|warm\w*|likel\w+|probabl\w+)\b/iu,
    least: 4,
    most: 1e6,
    isWide: true,
  },
  {
    name: 'sequence length',
    behind: new RegExp(String.raw`^[ -](?:past |previous |consecutive |successive |input )?${chunks}\b`, 'iu'),
    near: reading,
    without: new RegExp(`${notRead.source}|${making.source}|\\binto #`, 'iu'),
    least: 8,
    most: 4e6,
  },
  {
    name: 'sequence length',
    behind: new RegExp(String.raw`^[ -](?:past |previous |consecutive |successive |input )?${samples}\b`, 'iu'),
    near: /\b(?:(?:feeds?|fed|receives?|takes? in|reads?|sees?|is given|are given|is shown|are shown)\b[^#]*#|unroll\w*|unfold\w*|look(?:s|ed|ing)? back|back-?prop\w*[^#]*(?:through|over)|(?:inputs?|windows?|histor\w+|contexts?|sequences?|segments?|excerpts?)\b[^#]*(?:covers?|spans?|holds?|of|is|are|has|have|contains?|long|last|past|comprises?)\b[^#]*#|#_* [\p{L}-]+(?: [\p{L}-]+)? (?:long|wide))/iu,
    without: notRead,
    least: 8,
    most: 1e6,
  },
  // What is told apart.
  {
    name: 'classes',
    behind:
      /^(?:-| )(?:way|class)\b(?! parallel)|^ (?:[\p{L}-]+ )?(?:classes|categories|labels|emotions|species|phonemes|types|kinds|sorts|diagnoses|grades|stages|genres|topics|intents|activities|gestures|varieties|breeds|moods)\b/iu,
    near: /\b(?:labels? (?:are drawn|are taken|come) (?:from|out of) |classif\w+|tell(?:s|ing)? |told apart|apart|distinguish\w*|recogni[sz]\w*|assign\w*|sort(?:s|ed|ing)?|separat\w*|discriminat\w*|belongs?|falls? into|choose[sn]? (?:among|from|between)|decid\w+ between|output layer|softmax|logits|identif\w+)\b|#[- ](?:way|class) /iu,
    without:
      /\b(?:per|shots?|episodes?|of which|removed|rarest|largest|smallest|most frequent|tasks?|held[- ]out|unseen|novel|base|annotators?|AUC|confused|hardest|easiest|worst|best|errors?|accuracy)\b/iu,
    least: 2,
    most: 25_000,
  },
  // Decoding.
  {
    name: 'top-k',
    behind:
      /^ (?:most (?:likely|probable)|likeliest|most plausible|highest[- ](?:scoring|probability|ranked)|top|best)(?: next)? (?:tokens|words|symbols|pieces|candidates|continuations|characters|items|entries|logits)?/iu,
    near: /\b(?:sampl\w*|draw[ns]?|drew|restrict\w*|only|keep|kept|among|from|tokens|words|next)\b/iu,
    without:
      /\b(?:beams?|search|vocabular\w+|partial|hypothes[ei]s|retriev\w*|documents?|passages?|neighbou?rs?|classes|labels|recall|accuracy)\b/iu,
    least: 1,
    most: 1e5,
  },
  {
    name: 'top-p',
    near: /\b(?:nucleus|top-p|(?:mass|probabilit(?:y|ies))\b[^#]*\b(?:exceeds?|reach(?:es)?|adds? up|sums? (?:up )?to|at least|total\w*|amounts?|cover\w*|holds?|accounts?|makes? up|is|of)\b[^#]*#|#_* of (?:the |all )?(?:probability|mass|probability mass))/iu,
    without:
      /\b(?:dropout|mask\w*|drop\w*|flip\w*|replac\w*|augment\w*|mirror\w*|epsilon|explor\w*|greed\w*|noise|uncondition\w*|corrupt\w*|guidance|excess|risk|bound|theorem|at least \d)\b/iu,
    least: 0.3,
    most: 1,
  },
  {
    name: 'beam size',
    behind:
      /^(?:[.,;)]|$)|^[- ](?:(?:best|partial|active|live|open|parallel|candidate) )*(?:hypothes[ei]s|candidates?|beams?|wide|outputs|sequences|translations|prefixes|paths|continuations|entries|alternatives|branches|best)\b/iu,
    near: /\b(?:beams?\b|(?:partial|best)[^#]*(?:hypothes[ei]s|outputs|prefixes)|#_* (?:best )?(?:partial|active|live|open) |hypothes[ei]s[^#]*(?:alive|kept|keep)|(?:keep\w*|kept)[^#]*#_* hypothes[ei]s)/iu,
    without:
      /\b(?:penalt\w+|power|exponent|normali[sz]\w+|raised|α|alpha|temperature|nucleus|tokens|slow\w*|given up|score\w* of|bleu|energy|gev|steel|light|laser|electron|x-?ray|diversity)\b/iu,
    least: 1,
    most: 500,
  },
  {
    name: 'length penalty',
    near: /\blengths?\b[^#]*\b(?:raised|power|exponent|penalt\w+|normali[sz]\w+)\b|\b(?:normali[sz]\w+|penali[sz]\w+|divid\w+|corrected)\b[^#]*\blengths?\b/iu,
    behind: /^(?! ?(?:tokens|words|hypothes|beams?|candidates|best|×|%))/u,
    without: /\b(?:dropout|weight decay|wavelength\w*|vocabular\w+|batch\w*|frames|seconds|temperature|nucleus|top-)\b/iu,
    least: 0.05,
    most: 5,
  },
  // Runs, folds and bins.
  {
    name: 'seeds',
    behind:
      /^ (?:(?:independent|separate|identical|further|such|full|complete|different|random) )*(?:copies|models|networks|runs|times|repetitions|repeats|restarts|replicas|replicates|instances|trainings|agents|starts|draws|initiali[sz]ations|seeds|members|realisations)\b/iu,
    near: /\bseed(?:s|ed|ing)?\b|\b(?:initiali[sz]ations?|(?:initial|starting) (?:weights|points|values))\b/iu,
    without: /\b(?:best of|seed \d|searched|configurations?|trials of|ensembles?|bootstrap\w*)\b/iu,
    least: 1,
    most: 200,
  },
  {
    name: 'folds',
    behind: /^(?:[.,;)]|$)|^[- ](?:[\p{L}-]+ )?folds?\b/iu,
    near: /\bcross-?[ -]?validat\w*[^#]*\bfolds?\b|\bfolds?\b[^#]*\bcross-?[ -]?validat\w*|\b(?:dealt|deal|split|divided?|partition\w*)\b[^#]*into #|#_*[- ]folds?\b[^#]*each/iu,
    without: /\b(?:seeds?|outer|inner|two|repeat\w*|hours?|days|score\w*|accuracy|fold \d|%|grid|values|candidates|layers|units|trees)\b/iu,
    least: 2,
    most: 100,
  },
  {
    name: 'bins',
    behind: /^[ -](?:[\p{L}-]+ ){0,3}(?:bins?|buckets|intervals|levels|cells|groups)\b/iu,
    near: /\b(?:calibration|confidences?|ECE|reliability|histogram|discreti[sz]\w*|quanti[sz]\w*|binned|equal(?:ly)?[- ](?:wide|width|sized|mass|spaced)|equal width|quantiles?)\b/iu,
    without: /\b(?:bits?|frequency|mel|fft|levels of)\b/iu,
    least: 2,
    most: 5000,
  },
];

/** What parts of the data are for. The nearest to the number counts. */
export const purposes: readonly (readonly [part: 'training' | 'validation' | 'test', words: RegExp])[] = [
  [
    'validation',
    /(?:\b|_)(?:validat\w+|val|develop(?:ment|ing)|dev|tun(?:e|ed|ing)(?<!fine-?tun(?:e|ed|ing))|(?:choos\w+|chose|select\w*|pick\w*|decid\w*|set(?:ting)?|adjust\w*|fix(?:ing)?) (?:the |all |our |its |a |between )*(?:stopping|hyper\w*|settings?|checkpoints?|model|constants?|epoch|point|best|learning|rate|thresholds?)|(?:for|by|to) (?:choos\w+|select\w*|pick\w*)|(?:model|checkpoint) (?:selection|choice)|early[- ]stopping|stop(?:ping)? (?:early|in time|point)|(?:when|where|how long) to (?:stop|train)|monitor\w*|watch(?:ed|ing)? over|hyper-?parameters?)\b/giu,
  ],
  [
    'test',
    /(?:\b|_)(?:test(?:s|ed|ing)?|(?:judged|scored|assessed|measured|checked|examined) (?:it |them )?on|evaluat(?:e|ed|es|ing|ion)|report(?:ed|ing)? (?:all |the |our |final )*(?:accuracy|numbers|figures|results|scores?|errors?|performance|on)|(?:measur\w+|assess\w*|judg\w+|comput\w+|estimat\w+|determin\w+) (?:the |all |our |final )*(?:accuracy|performance|generali[sz]ation|quality|errors?|scores?|results|on)|(?:accuracy|performance|error|quality|scores?|results?|figures|numbers) (?:(?:is|are|was|were) )?(?:measured|reported|computed|judged|assessed|given|for|come|refer)|final (?:numbers|figures|results|scores?|judgement|check|exam\w*)|set aside until the end|untouched)(?![\p{L}])/giu,
  ],
  [
    'training',
    /(?:\b|_)(?:(?:meta-|pre-?|re)?train(?:s|ed|ing)?|learn(?:s|ed|t|ing)?(?! rate)|fit(?:s|ted|ting)?|fine-?tun(?:e|ed|es|ing)|optimi[sz]ed|(?:give|gave|show|hand)\w* (?:the |our )?(?:network|model|learner|student|classifier|encoder)|(?:network|model|learner|student|system|it|encoder|classifier) (?:saw|sees|has seen|is given|gets|receives|is fed|was given|was shown|is shown|takes in))(?![\p{L}])(?! (?:loss|error|runs?|time|steps?|accuracy|rate|hours))/giu,
  ],
];

/** Where nothing else says what the examples are for. */
export const weakTest = /\b(?:unseen|never (?:seen|shown|used)|hold-?out (?:set|part|data)|held-out (?:set|part|data))\b/iu;
/** What is done with a share of the data. */
export const divides =
  /\b(?:set (?:aside|apart)|held|hold|put (?:aside|away)|kept|keep|withheld|withhold|reserv\w*|split\w*|divid\w*|take[sn]?|took|goes?|remain\w*|left|leav(?:es|ing)|used|serves?|(?:train|test|learn|fit|valid|evaluat|tun)\w* (?:with|on|from|to)|look(?:s|ed)? at|hold-?out|share|drawn|assign\w*|training data|validation data|test data|to (?:train|tune|test|validate|choose|fit|evaluate)|spared?|never (?:shown|seen))\b/iu;
export const noShare =
  /\b(?:flipp\w*|mask\w*|drop\w*|corrupt\w*|improv\w*|level|reach\w*|(?:first|second|last|half|quarters?) of (?:the )?(?:training|steps|epochs|updates|iterations|run)|accuracy|columns|noise|wrong|error\w*|warm\w*|prun\w*|probability|student|teacher|loop|cells|remaining|found on)\b/iu;
