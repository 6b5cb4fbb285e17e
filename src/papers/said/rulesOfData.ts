/** Sides, lengths and what is told apart, by words of a clause. Data. */
import { inGaps } from './clauseRule.ts';

const chunks = '(?:tokens|words|word-? ?pieces|sub-?words|sub-?word (?:units|tokens)|pieces|characters|residues|bases|bytes|symbols|items)';
const samples = `(?:${chunks.slice(3, -1)}|time[- ]?steps|steps|samples|frames|points|observations|readings|measurements|values|events|visits|notes|beats)`;
const making =
  /\b(?:generat\w*|answers?|repl(?:y|ies)|summar(?:y|ies)|outputs?|decod\w*|produc\w+|emit\w*|writ(?:e|es|ing|ten)|completions?|continuations?|translations?|responses?|captions?|sampled?|sampling|hypothes[ei]s|new tokens|utter\w*|end symbol|never longer|may (?:be|have|run))\b/iu;
const notRead =
  /\b(?:batch(?:es)?|per (?:step|update|batch|second|gpu)|average|mean|median|longest|shortest|vocabular\w+|dictionary|merges|corpus|in (?:all|total)|altogether|most (?:frequent|common)|likel\w+|probabl\w+|warm\w*|learning rate|epochs?|train(?:ed|s|ing)? (?:for|on|over)|ahead|future|horizons?|forecasts?|predicts?|stride|hops?|shift\w*|overlap\w*|every|roll-?outs?|episodes?|environments?|optimi[sz]\w+|diffusion|denois\w*|noise|mask\w*|beams?|inner|frame rate|evaluat\w+|updates?|gradient|mel|fft|stft|hann|bands)\b/iu;
const reading =
  /\b(?:reads?|sees?|is shown|feeds?|fed|takes? in|receives?|look(?:s|ed|ing)? (?:back|at)|looks|attends?|covers?|spans?|process(?:es|ed)?|truncat\w*|cut(?:s|ting)?|chop\w*|split\w*|slic(?:e|ed|es|ing)|divid\w*|brok\w+|segment\w*|chunk\w*|pieces of|padd?\w*|unroll\w*|unfold\w*|context\w*|windows?|inputs?|histor(?:y|ies)|at (?:a|one) (?:time|go)|at once|sequences?|in one go|ingests?|consumes?|limit\w*|cap(?:ped)?|clipped|shorten\w*|enter\w*|go(?:es)? (?:in|into)|memory of|remembers?|excerpts?|stretch\w*|passages? of|crop\w*|backprop\w*|back-propagat\w*)\b/iu;

const pixels = /^(?: ?(?:×|x|by) ?\d[\d.,]*(?:\^2)?)?(?:-| )?(?:pixels?|px)\b|^ ?(?:×|x|by) ?\d/u;
const notSide =
  /\b(?:seeds?|kernels?|filters?|convolution\w*|strides?|feature maps?|pool\w*|grids?|attention|latents?|originals?|originally|raw|sensor|captured|recorded|acquired|masks?|matri(?:x|ces)|weights?|layers?|embedd\w*|heat-? ?maps?|receptive|field of view|jitter\w*|shift\w*|translat\w*|pad(?:ded|ding)? (?:by|with|of)|margin|borders?|mm|μm|patch(?:es)?|tokens?|blur\w*|radius|error|distance|cut-?out|erased?|erasing|objects?|boxes|mazes?|boards?|maps?|arenas?|worlds?|cells|lattices?)\b/iu;
const cropping =
  /\b(?:crop\w*|cut(?:s|ting)?\b|cut-?outs?|windows?|sub-?(?:image|window|volume)s?|excerpts?|central (?:square|#)|cent(?:re|er) (?:square|#))/iu;
const picturing =
  /\b(?:images?|pictures?|photo\w*|pages?|frames?|slices?|scans?|inputs?|squeez\w*|stretch\w*|fit(?:ted)? into|resi[sz]\w*|re-?scal\w*|scal(?:ed|e|es|ing)|down-?sampl\w*|up-?sampl\w*|down-?scal\w*|shr[iu]nk\w*|reduced|enlarged|square|side|resolution|spectrograms?|screens?|views?|micrographs?|radiographs?|thumbnails?|mammograms?|brought|interpolat\w*|width|height|edge)\b/iu;

export const dataRules = inGaps([
  // Sides.
  { name: 'crop size', is: 'count', behind: pixels, all: [cropping], none: notSide, least: 8, most: 4096, isPassing: true },
  { name: 'image size', is: 'count', behind: pixels, all: [picturing], none: notSide, least: 8, most: 8192, isPassing: true },
  {
    name: 'crop size',
    is: 'count',
    behind: /^(?:-pixel)? (?:square|crops?)\b|^(?:[.,;)]|$)|^ (?:is|are|was|were|in|for|and|at|during)\b/u,
    ratherThan: ['image size'],
    all: [
      /\b(?:central|cent(?:re|er)|middle|random(?:ly)?)\b[^#]{0,24}(?:crop\w* |square |windows? )(?:of (?:side |size )?)?#(?! (?:for|in|and|at)\b(?!.*crop))|\b(?:central|cent(?:re|er)|middle|random(?:ly)?)\b(?:(?!resi[sz]|scal|after)[^#]){0,24}#(?= ?(?:[-.,;)]|square|crops?|$))|#(?:-pixel)? (?:square )?crops?\b/iu,
    ],
    none: notSide,
    least: 16,
    most: 4096,
  },
  {
    name: 'image size',
    is: 'count',
    all: [
      /\b(?:resi[sz]\w+|re-?scal\w+|scal(?:ed|e|es|ing)|shr[iu]nk\w*|down-?sampl\w+|brought)\b[^#]*\b(?:edges?|sides?|square|to)\b[^#]*#/iu,
    ],
    behind: /^ (?:pixels|px|square)\b|^[.,;)]|^$/u,
    none: new RegExp(
      `${notSide.source}|\\b(?:range|values?|intensit\\w+|variance|mean|unit|rate|factor|loss\\w*|rewards?|audio|speech|k?hz|amplitude|norm|features?|gradients?|between)\\b`,
      'iu',
    ),
    least: 16,
    most: 4096,
  },
  // Lengths of what is written, then of what is read.
  {
    name: 'maximum length',
    is: 'count',
    behind: new RegExp(String.raw`^ (?:new |output |generated |further )?${chunks}\b`, 'iu'),
    all: [
      /\b(?:at most|up to|limit\w*|longer|(?:no|not|never|nor) (?:\w+ )?more than|stop\w*|end(?:s|ed)?|cut\w*|after|maxim\w+|cap(?:ped|s)?|within|budget|allow\w*|latest|exceed\w*)\b/iu,
    ],
    says: making,
    none: /\b(?:shorter|remov\w+|inputs?|prompts?|contexts?|documents?|articles?|train\w*|batch(?:es)?|vocabular\w+|average|mean|samples? per|warm\w*|likel\w+|probabl\w+)\b/iu,
    least: 4,
    most: 1e6,
  },
  {
    name: 'sequence length',
    is: 'count',
    behind: new RegExp(String.raw`^[ -](?:past |previous |consecutive |successive |input )?${chunks}\b`, 'iu'),
    all: [reading],
    none: new RegExp(`${notRead.source}|${making.source}|\\binto #`, 'iu'),
    least: 8,
    most: 4e6,
  },
  {
    name: 'sequence length',
    is: 'count',
    behind: new RegExp(
      String.raw`^[ -](?:past |previous |consecutive |successive |input |hourly |daily |weekly |monthly |half-hourly )?${samples}\b`,
      'iu',
    ),
    all: [
      /\b(?:(?:feeds?|fed|receives?|takes? in|reads?|sees?|is given|are given|is shown|are shown)\b[^#]*#|unroll\w*|unfold\w*|look(?:s|ed|ing)? back|back-?prop\w*[^#]*(?:through|over)|(?:inputs?|windows?|histor\w+|contexts?|sequences?|segments?|excerpts?)\b[^#]*(?:covers?|spans?|holds?|of|is|are|has|have|contains?|long|last|past|comprises?)\b[^#]*#|# [\p{L}-]+(?: [\p{L}-]+)? (?:long|wide))/iu,
    ],
    none: notRead,
    least: 8,
    most: 1e6,
  },
  {
    name: 'sequence length',
    is: 'count',
    behind: new RegExp(String.raw`^(?:[ -](?:past|previous|consecutive|successive|latest|last|preceding|recent))?[ -]${samples}\b`, 'iu'),
    all: [
      /\b(?:look-?backs?|histor(?:y|ies)|reach(?:es|ed|ing)? (?:back|into the past)|receptive field)\b[^#]*#|\b(?:from|on|given|sees?|with|of|over) the (?:past|last|previous|preceding|latest|most recent) #|# (?:latest|last|most recent|preceding|previous|past)\b/iu,
    ],
    says: /\b(?:forecast\w*|predict\w*|inputs?|windows?|series|sensors?|time[- ]steps|next|telemetry|horizons?)\b/iu,
    none: /\b(?:batch(?:es)?|average\w*|mean|replay|buffer|episodes?|environments?|train(?:ed)? (?:for|on|over)|warm\w*|learning rate|epochs?|strides?|hops?|overlap\w*|checkpoints?|report\w*|gradient|evaluat\w*|loss|updates?|validation|test(?:ing)?)\b/iu,
    least: 8,
    most: 1e5,
    ratherThan: ['training steps'],
    isPassing: true,
  },
  {
    name: 'sequence length',
    is: 'count',
    behind: new RegExp(String.raw`^[ -](?:[a-z]+ )?(?:${samples}|transitions) (?:long|in length)\b|^ each\b`, 'iu'),
    all: [/\b(?:each|all|every one|which are)\b[^#]*#|\blengths? (?:of )?# each\b/iu],
    says: /\b(?:sequences|segments|windows|sub-?sequences|chunks|excerpts|snippets|stretches|trajectories|sub-?trajectories)\b/iu,
    none: /\b(?:roll-?outs?|imagin\w*|generat\w*|episodes?|evaluat\w*)\b/iu,
    least: 2,
    most: 1e6,
    ratherThan: ['training steps', 'batch size'],
    isPassing: true,
  },
  // What is told apart.
  {
    name: 'classes',
    is: 'count',
    behind:
      /^(?:-| )(?:way|class)\b(?! parallel)|^ (?:[\p{L}-]+ ){0,2}(?:(?:super-?)?classes|conditions|diseases|faults|defects|categories|labels|emotions|species|phonemes|types|kinds|sorts|diagnoses|grades|stages|genres|topics|intents|activities|gestures|varieties|breeds|moods)\b/iu,
    all: [
      /\b(?:labels? (?:are drawn|are taken|come) (?:from|out of) |classif\w+|tell(?:s|ing)? |told apart|apart|distinguish\w*|recogni[sz]\w*|assign\w*|sort(?:s|ed|ing)?|separat\w*|discriminat\w*|belongs?|falls? into|choose[sn]? (?:among|from|between)|decid\w+ between|output layer|softmax|logits|identif\w+|predict\w*|(?:has|have|with|comprises?|of|among|into|covers?) (?:the |up to |about )*#[^#]*classes)\b|#[- ](?:way|class) /iu,
    ],
    none: /\b(?:per|shots?|episodes?|of which|removed|rarest|largest|smallest|most frequent|tasks|(?:each|every|one|a) task|held[- ]out|unseen|novel|base|annotators?|AUC|confused|hardest|easiest|worst|best|errors?|accuracy)\b/iu,
    least: 2,
    most: 25_000,
  },
]);
