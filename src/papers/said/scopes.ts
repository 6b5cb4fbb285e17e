/** For what a value is said: the data sets, models, phases and parts that a paper tells apart. */

import { architecturesApart } from './architecturesApart.ts';
import { byWords, longestWord, wordsOf } from './byWords.ts';
import { comparedNames } from './comparedNames.ts';
import { matchesOf } from './matches.ts';
import { partLetters } from './partLetters.ts';
import type { Passages } from './passages.ts';

export interface Entity {
  readonly name: string;
  /**
   * `named`: a name of this paper's own, of which only its place says that it is a thing: kept where another one is told apart from it.
   * `thing`: one of the things that are trained, of which a passage goes on to speak.
   * `case`: what a sentence opens with, or an optimizer beside another: kept where the setting has another value elsewhere.
   */
  readonly kind: 'data' | 'model' | 'named' | 'case' | 'thing' | 'phase' | 'part' | 'role' | 'row' | 'other';
}

export interface Occurrence extends Entity {
  readonly start: number;
  readonly end: number;
}

const dataNames = String.raw`(?:(?:Tiny-?|Fashion-?|K-?|E-?|Kuzushiji-?|Sequential |Permuted )?M?NIST|MNIST-1D|CIFAR-?\s?(?:100|10)(?:-C|-LT)?|(?:Tiny[- ]?|Mini[- ]?)?ImageNet(?:-?(?:1k|21k|100|C|R|A))?|SVHN|STL-?10|CelebA(?:-HQ)?|LSUN|COCO|MS-?COCO|ADE20K|Cityscapes|Pascal VOC|SST-?[25]|MRPC|QQP|MNLI|QNLI|RTE|CoLA|WNLI|STS-?B|GLUE|SuperGLUE|SQuAD(?: ?v?[12](?:\.[01])?)?|IMDB|AG ?News|Yelp|DBpedia|WikiText-?(?:2|103)|PTB|Penn Treebank|OpenWebText|FineWeb(?:-Edu)?|C4|The Pile|GSM8K|MATH(?:-500)?|HumanEval|MBPP|MMLU|HellaSwag|PIQA|BoolQ|ARC|WinoGrande|Alpaca|Dolly|UltraChat|UltraFeedback|LibriSpeech|TIMIT|WMT(?:'?\d\d)?|IWSLT(?:'?\d\d)?|Multi30[kK]|Cora|Citeseer|CiteSeer|Pubmed|PubMed|PPI|Reddit|ZINC|QM9|MUTAG|PROTEINS|ogb[a-z]?-[\w-]+|Adult|Covertype|Higgs(?:-small)?|California Housing|Boston|Iris|Flowers(?:-102)?|Pets|Cars|Food-?101|DTD|CartPole(?:-v\d)?|Acrobot(?:-v\d)?|MountainCar(?:-v\d)?|LunarLander(?:-v\d)?|Pendulum(?:-v\d)?|[Hh]opper(?:-v\d)?|[Ww]alker2d(?:-v\d)?|[Hh]alf[Cc]heetah(?:-v\d)?|[Aa]nt[Mm]aze|Ant(?:-v\d)|Humanoid(?:-v\d)?|Breakout|Pong|Atari|MinAtar|Procgen|ETTh?\d|Electricity|Traffic|Weather)`;
const modelNames = String.raw`(?:(?:Wide)?ResNe[Xx]?t-?\d+(?:-\d+)?|WRN-\d+-\d+|VGG-?\d+|DenseNet-?\d+|EfficientNet-?\w+|MobileNet(?:V\d)?|ViT-\w+(?:/\d+)?|DeiT-\w+|Swin-\w+|ConvNeXt-\w+|(?:Distil|Ro|De|Al|Tiny)?BERT[aA]?(?:-(?:base|large|small|tiny|mini))?|GPT-?\d(?:-\w+)?|T5-\w+|Llama-?\s?\d(?:\.\d)?(?:-\d+B)?|LLaMA(?:-\d+B)?|Mistral-\d+B|Qwen\d?(?:\.\d)?-\w+(?:\.\d\w*)?|Pythia-\w+|OPT-\w+|Gemma-?\w+|Phi-\w+|Tiny|Small|Base|Medium|Large|XL|MLP|CNN|LSTM|GRU|RNN|Transformer|GCN|GAT|GIN|GraphSAGE|U-?Net)`;
const phases: readonly (readonly [string, RegExp])[] = [
  ['adaptation', /^Adaptation$|\b(?:during|in|for) (?:the )?adaptation\b/gi],
  [
    'pre-training',
    /\bpre-?train(?:ing|s)?\b|(?:^|\b(?:are|is|was|were) )pre-?trained (?=(?:by us |here |again |only |first )?(?:for|with|on|at|using)\b)/gi,
  ],
  ['fine-tuning', /\bfine-?tun(?:ing|es?)\b|\b(?:are|is|was|were|then) fine-?tuned (?=for|with|on|at|using)/gi],
  ['linear probe', /\blinear prob(?:e|es|ing)\b/gi],
  ['linear evaluation', /\blinear (?:evaluation|classifier)\b/gi],
  ['preference optimisation', /\b(?:preference (?:optimi[sz]ation|tuning|learning)|alignment (?:stage|phase))\b/gi],
  ['meta-training', /\bmeta-training\b(?= (?:takes|uses|is|runs|lasts|,))/gi],
  ['SFT', /\bSFT\b|\b[Ss]upervised fine-?tuning\b/g],
  [
    'main training',
    /\b(?:main|general|joint|adversarial|final|second) training\b(?! (?:set|data|part|images|examples|corpus|loss|epochs?|steps?|runs?)\b(?! for))/gi,
  ],
  ['downstream', /^downstream (?:tasks?|evaluation|training|data ?sets?|transfer|use)$/gi],
  ['supervised tuning', /\bsupervised tuning\b/gi],
  ['distillation', /^(?:knowledge )?distillation$/gi],
  ['PPO', /\bPPO\b(?! (?:paper|baseline|clip|epochs|agents?))/g],
  ['DPO', /\bDPO\b(?!-(?:base|only|mini|large|small|zero)\b)/g],
  ['reward model', /\breward model(?:l?ing)?\b/gi],
  [
    'first stage',
    /\b(?:first|initial) (?:stage|phase)\b|\b[Ii]n the first step\b|\b[Ii]n the first(?=,| for\b| it\b| we\b)|\b(?:stage|phase) (?:1|one|I)\b/gi,
  ],
  [
    'second stage',
    /\bsecond (?:stage|phase)\b|\b[Ii]n the second step\b|\bin the second(?=,| for\b| it\b| we\b| the\b)|\b(?:stage|phase) (?:2|two|II)\b/gi,
  ],
  ['third stage', /\bthird (?:stage|phase)\b|\b(?:stage|phase) (?:3|three|III)\b/gi],
];
const parts: readonly (readonly [string, RegExp])[] = [
  'encoder',
  'decoder',
  'generator',
  'discriminator',
  'critic',
  'actor',
  'student',
  'pupil',
  'teacher',
  'policy',
  'value function',
  'value network',
  'backbone',
  'inner loop',
  'outer loop',
  'meta-learner',
  'world model',
  'entropy temperature',
  'classifier',
  'Q-network',
  'warm-up model',
  ...[
    'projection',
    'boundary',
    'segmentation',
    'detection',
    'classification',
    'prediction',
    'auxiliary',
    'regression',
    'mask',
    'box',
    'value',
    'policy',
    'output',
  ].map((of) => `${of} head`),
  'projector',
  'prediction network',
  'joint network',
  'server',
  'client',
].map((name) => [
  name,
  new RegExp(
    `(?<![-\\w])(?<!\\b(?:poly|polynomial|step|decay|one-cycle|schedul\\w+|rate|lr|augmentation|privacy) )${name}s?(?:'s?)?(?: network)?\\b(?! checkpoint| (?:steps|iterations|updates)|-)`,
    'giu',
  ),
]);

/** What a classifier can be told apart from. */
const beforeClassifier =
  /\b(?:encoders?|decoders?|auto-?encoders?|backbones?|(?:feature )?extractors?|generators?|discriminators?|detectors?|segment\w*|embeddings?|pre-?train\w*|features? (?:map|network)s?|students?|teachers?|diffusion|guid\w+|adversar\w+|probe|regress(?:or|ion)|policy|second (?:stage|network)|frozen|representations?)\b/i;

/** `a head with one hidden layer`: no head of attention. */
const plainHead: readonly [string, RegExp] = [
  'head',
  /(?<=\b(?:[Aa]|[Tt]he|[Ii]ts|[Oo]ur) )head\b(?= (?:with|has|had|is|was|of|consists|maps|ends|that|on top)\b)/gu,
];

const proper = String.raw`(?:[\p{Lu}]|\p{Ll}(?=\p{Lu}))[\p{L}\d'.+/]*(?:-[\p{L}\d.]+)*(?: (?:[\p{Lu}][\p{L}\d]*|\d+(?!\d*[.,%])|v\d))?`;
const introduced = new RegExp(
  String.raw`\b(?:[Oo]n|[Ff]or|(?:[Aa]udio|[Ii]mages|[Pp]ictures|[Tt]exts?|[Dd]ata|[Ss]entences|[Ss]amples|[Rr]ecordings|[Qq]uestions) (?:from|of)|(?:[Dd]ata ?sets?|[Ee]nvironments?|[Tt]asks?|[Bb]enchmarks?|[Cc]orpora|[Mm]odels?|[Vv]ariants?)(?: are| is|:| of| called| named)?)\s+(?:[Tt]he )?(?!The )(${proper}(?:(?:, (?:and )?| and | or )${proper})*)`,
  'gu',
);
/** `Amazon Beauty, Steam and MovieLens-1M`: beside a known data set stand data sets. */
const rowOfProper = new RegExp(`(?<![\\p{L}\\d-])${proper}(?:, ${proper})+,? and ${proper}`, 'gu');
const ownPhase = /(?:\b(?:[Tt]he|[Ii]n|[Aa]n?|[Oo]ur|[Dd]uring)\s+|^)([\p{L}][\p{Ll}-]{2,}(?:-[\p{Ll}]+)? (?:phase|stage))\b/gu;
const ownTraining =
  /\b(?:[Dd]uring|[Ii]n|[Ff]or) ((?!(?:this|that|the|our|each|all|both|most|such|model|network|early|further|pre|post|fine|later|longer|standard|normal|usual|adversarial|joint|main|general|final|second|supervised)\b)[\p{Ll}][\p{Ll}-]{2,} (?:training|tuning))\b(?=,| (?:we|the|it|lasts|is|are|with|uses|for)\b)/gu;
/** `SKU-110K comes with 8,233 images`, `we use Locount, with 34,022 images`. */
const withSizes = new RegExp(
  String.raw`(?:^|[.;] )(${proper}) (?:comes with|has|contains|consists of|comprises|provides|offers|holds) (?:only |about )?[\d]|\b(?:[Uu]se|add|take|on|for) (${proper}), (?:with|which has|of) [\d]`,
  'gu',
);
/** `the MoNuSeg images`. */
const ofData = new RegExp(
  String.raw`\b[Tt]he (${proper})(?= (?:images|data|data ?set|corpus|digits|recordings|benchmark|sentences|suite|collection)\b)`,
  'gu',
);
/** `Conv-4 is trained by Adam`, `For TinySpot we use`: a coined name of which a sentence speaks. */
const spokenOf =
  /(?:^|[.;:] )(?:[Ff]or |[Ii]n |[Ww]ith )?(?:the )?((?=[\p{L}\d.+-]*[\p{L}][\p{L}\d.+-]*[\p{Lu}\d])[\p{Lu}][\p{L}\d]*(?:[-+.][\p{L}\d]+)*)(?= (?:is|was|has|had|uses|used|takes|took|gets|got|lasts|lasted|needs|consists|comprises|runs)\b|,? (?:we (?:use|train|set|take|keep|choose|run|chose|used|trained)|the (?:learning rate|batch size|step size))\b|: )/gu;
const noEntity =
  /^(?:We|The|Our|In|On|For|All|Each|It|This|These|That|Both|As|At|If|Adam\w*|SGD|RMS[pP]rop|LARS|GPUs?|CPUs?|TPUs?|(?:NVIDIA|Nvidia|GeForce|Tesla)(?: .*)?|ReLU|GELU|Table|Figure|Section|Appendix|Algorithm|Eq\w*|No|One|Two|Three|Training|Weights?|Gaussian|Bernoulli|Euclidean|Markov|Monte|Dropout|KL|Nesterov|LoRA|PPO|DQN|SAC|GRPO|A\d{2,3}G?|V100|MI\d+X?|TITAN.*|Titan.*|Quadro.*|GTX.*|Xeon.*|EPYC.*|H\d{3}|RTX.*|T4|L\d+|AWS|Python|PyTorch|TensorFlow|JAX|English|FID|BLEU|ROUGE.*|F1|AUC|Xavier|He|Kaiming|Glorot|ImageNet-pretrained|I|A|An|Batch\w*|Learning|Gradient.*|Prior|Smith|Lee.*|Here|Inputs?|Images?|Text|Data|Results?|GLUE|BPE|WordPiece|Dice|Wasserstein.*|InfoNCE|Hugging.*|Every|With|Hyper\w*|Laplacian|Poisson|Transformers?|MLPs?|(?:TRN|TRAIN|DEV|VAL|TST|TEST|EVAL)(?:[/+](?:TRN|TRAIN|DEV|VAL|TST|TEST|EVAL))*)$/u;

const knownData = new RegExp(String.raw`(?<![\p{L}\d-])${dataNames}(?![\p{L}\d]|-[\p{L}\d])`, 'gu');
const anyData = new RegExp(dataNames, 'g');
const knownModel = new RegExp(String.raw`(?<![\p{L}\d-])${modelNames}(?![\p{L}\d]|-[\p{L}\d])`, 'gu');

export interface Entities {
  readonly all: readonly Entity[];
  readonly in: (text: string) => Occurrence[];
}

/** What this paper tells apart: known names, names that it puts behind “on” and “for”, the headings of its tables and `plain`, its ordinary words for data. */
export function entitiesOf(passages: Passages, headings: readonly string[], plain: readonly string[]): Entities {
  const { sentences } = passages;
  /** With words that must stand in a text for the pattern to match at all. */
  const patterns: (readonly [entity: Entity, pattern: RegExp, probe: string, words?: readonly string[]])[] = [];
  const seen = new Set<string>();
  const compared = new Set(comparedNames(passages));
  const add = (name: string, kind: Entity['kind']): void => {
    const key = folded(name);
    // `on Tomo's machine`.
    if (
      name.length < 2 ||
      /['’]s$/.test(name) ||
      name.includes('[formula]') ||
      seen.has(key) ||
      (noEntity.test(name) && !compared.has(name)) ||
      phaseOrPart(name)
    )
      return;
    seen.add(key);
    patterns.push([
      { name, kind },
      new RegExp(`(?<![\\p{L}\\d-])${escaped(name)}(?![\\p{L}\\d]|-[\\p{L}\\d])`, 'gu'),
      longestWord(name),
      wordsOf(name),
    ]);
  };
  const lines = sentences.map(({ line }) => line.text);
  // What is only told of others tells nothing of the paper's own apart.
  const own = sentences.map(({ line, others }) =>
    others.reduce(
      (text, [start, end, owner]) => (owner === 'others' ? text.slice(0, start) + ' '.repeat(end - start) + text.slice(end) : text),
      line.text,
    ),
  );
  for (const text of new Set([...lines, ...sentences.flatMap(({ headings: above }) => above)])) {
    for (const [name] of matchesOf(text, knownData)) add(name, 'data');
    for (const [name] of matchesOf(text, knownModel))
      if (
        !/^(?:Tiny|Small|Base|Medium|Large|XL|MLP|CNN|LSTM|GRU|RNN|Transformer|GCN|GAT|GIN)$/.test(name) ||
        headings.some((heading) => folded(heading) === folded(name))
      )
        add(name, 'model');
    for (const [, name = ''] of matchesOf(text, ofData)) add(name, 'data');
    for (const match of text.matchAll(introduced))
      for (const name of (match[1] ?? '').split(/, (?:and )?| and | or /)) add(name.replace(/[.']+$/, ''), 'data');
  }
  const isData = (name: string): boolean => patterns.some(([entity]) => entity.kind === 'data' && entity.name === name);
  for (const text of lines)
    for (const [row] of matchesOf(text, rowOfProper)) {
      const names = row.split(/, (?:and )?| and /);
      if (names.length > 2 && names.some(isData)) for (const name of names) add(name, 'data');
    }
  const known = own.flatMap((text) => matchesOf(text, anyData).map(([name]) => name.slice(0, 1).toLowerCase() + name.slice(1)));
  // One alone is beside a known one.
  for (const name of new Set([...known, ...plain]).size < 2 ? [] : plain) {
    if (seen.has(folded(name))) continue;
    seen.add(folded(name));
    // `agree to three digits` says no name.
    const words = `[${name.slice(0, 1)}${name.slice(0, 1).toUpperCase()}]${escaped(name.slice(1))}`;
    const pattern = new RegExp(`(?<![\\p{L}\\d-]|\\bto [\\p{L}\\d]+ )${words}(?![\\p{L}\\d]|-[\\p{L}\\d])`, 'gu');
    const written = lines.some((text) => text.includes(name)) ? name : name.slice(0, 1).toUpperCase() + name.slice(1);
    patterns.push([{ name: written, kind: 'data' }, pattern, longestWord(name.slice(1))]);
  }
  for (const name of compared) add(name, 'other');
  for (const name of architecturesApart(own)) add(name, 'model');
  // `S | M | L`: only where nothing else can be meant.
  const letters = headings.filter((heading) => /^[A-Z]$/.test(heading));
  if (letters.length >= 2)
    for (const letter of letters)
      patterns.push([
        { name: letter, kind: 'other' },
        new RegExp(`(?<=(?:\\bfor|\\band|\\bor|,|\\() ?)(?<![\\p{L}\\d])${letter}(?=[),.;:]|$| and\\b| or\\b| the\\b| we\\b)`, 'gu'),
        letter,
      ]);
  for (const heading of headings) if (heading.length <= 30 && !phaseOrPart(heading)) add(heading, 'other');
  for (const text of lines) for (const [, name = ''] of matchesOf(text, spokenOf)) add(name, 'named');
  for (const text of lines) for (const [, one, other] of matchesOf(text, withSizes)) add(one ?? other ?? '', 'data');
  // `the adversarial phase`, `Public phase.`: phases of this paper's own.
  for (const text of [...lines, ...sentences.flatMap(({ headings: above }) => above.slice(-1))])
    for (const [, name = ''] of matchesOf(text, ownPhase))
      if (
        !seen.has(folded(name)) &&
        !/^(?:first|second|third|fourth|last|final|next|each|every|this|that|same|both|either|neither|one|two|single|early|late|initial|new|whole|training|other)\b/i.test(
          name,
        )
      ) {
        seen.add(folded(name));
        patterns.push([{ name: name.toLowerCase(), kind: 'phase' }, new RegExp(`\\b${escaped(name)}\\b`, 'giu'), '']);
      }
  // `During one-step training … During roll-out training`: two of them at least.
  const trainings = new Set([...lines].flatMap((text) => matchesOf(text, ownTraining).map(([, name = '']) => name.toLowerCase())));
  if (trainings.size > 1)
    for (const name of trainings)
      if (!seen.has(folded(name))) {
        seen.add(folded(name));
        patterns.push([{ name, kind: 'phase' }, new RegExp(`\\b${escaped(name)}\\b`, 'giu'), '']);
      }
  // Where a paper says both, both are its name.
  const stages = stagesOf([...lines, ...sentences.flatMap(({ headings: above }) => above)]);
  const everything = [...lines, ...sentences.flatMap(({ headings: above }) => above)];
  const isAbbreviated =
    everything.some((text) => /\bSFT\b/.test(text)) && everything.some((text) => /\b[Ss]upervised fine-?tuning\b/.test(text));
  // “In the first, …” where a paper calls them phases.
  const arePhases = everything.some((text) => /\bphases?\b/i.test(text)) && !everything.some((text) => /\bstages?\b/i.test(text));
  const called = (name: string): string => (arePhases ? name.replace(/(?<=^(?:first|second|third) )stage$/, 'phase') : name);
  for (const [name, pattern] of phases)
    patterns.push([{ name: name === 'SFT' && isAbbreviated ? 'supervised fine-tuning (SFT)' : called(name), kind: 'phase' }, pattern, '']);
  // Where a classifier stands behind nothing, it is the whole network.
  const isWhole = !lines.some((text) => beforeClassifier.test(text));
  for (const [name, pattern] of [...parts, plainHead, ...partLetters(everything)])
    if (name !== 'classifier' || !isWhole) patterns.push([{ name, kind: 'part' }, pattern, '']);
  for (const name of ownParts(lines)) {
    const part: Entity = {
      name,
      kind: /coder$|(?:model|network|net|agent|learner|classifier|policy)$/.test(name) && !sizes.test(name) ? 'part' : 'case',
    };
    patterns.push([part, new RegExp(`(?<![-\\w])${escaped(name)}(?![\\p{L}-])`, 'giu'), '']);
  }
  // Two optimizers, one after the other, tell apart for how long each runs.
  if (lines.some((text) => /\bL-?BFGS\b/.test(text)) && lines.some((text) => /\b(?:Adam|SGD)\b/.test(text)))
    for (const name of ['Adam', 'SGD', 'L-BFGS'])
      patterns.push([{ name, kind: 'case' }, new RegExp(`\\b${name.replace('-', '-?')}\\b`, 'gu'), '']);
  patterns.push([
    { name: 'row', kind: 'row' },
    /(?<=\bin the )(?:last|first|second|third|fourth|bottom|top|upper|lower|left|right)(?:most)? (?:\w+ )?(?:rows?|columns?|panels?|halves|half|block)/gi,
    '',
  ]);
  // A sentence is asked of again and again.
  const read = new Map<string, readonly Occurrence[]>();
  const used = new Map(
    patterns
      .filter(([{ kind }, pattern, probe]) =>
        (kind === 'data' || kind === 'model' ? own : lines).some((text) => text.includes(probe) && text.search(pattern) >= 0),
      )
      .map(([entity]) => [entity.name, entity]),
  );
  const patternsFor = byWords(patterns, ([, , , words = []]) => words);
  return {
    all: [...used.values()],
    in: (text) => {
      const before = read.get(text);
      if (before !== undefined) return [...before];
      const found = patternsFor(text).flatMap(([entity, pattern, probe]) =>
        !text.includes(probe)
          ? []
          : matchesOf(text, pattern).map(
              ({ 0: words, index }): Occurrence => ({
                ...entity,
                // `Phase II`: in the paper's words.
                name:
                  entity.kind === 'row' ||
                  (/^(?:stage|phase|main|general|joint|adversarial|final|second training|linear|supervised)\b/i.test(words) &&
                    !(isAbbreviated && /^supervised/i.test(words)))
                    ? words.replace(/^L(?=inear)/, 'l')
                    : (/\b(?:first|initial|second|third) (?:step|phase)$/i.exec(words)?.[0] ?? entity.name),
                start: index,
                end: index + words.length,
              }),
            ),
      );
      const kept: Occurrence[] = [];
      for (const occurrence of found.sort((a, b) => b.end - b.start - (a.end - a.start)))
        if (kept.every(({ start, end }) => occurrence.end <= start || occurrence.start >= end)) kept.push(occurrence);
      const inOrder = kept.map((one) => ({ ...one, name: stages.get(stageKey(one.name)) ?? one.name })).sort((a, b) => a.start - b.start);
      read.set(text, inOrder);
      return [...inOrder];
    },
  };
}

export function folded(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

const numerals: Readonly<Record<string, string>> = {
  one: '1',
  first: '1',
  i: '1',
  two: '2',
  second: '2',
  ii: '2',
  three: '3',
  third: '3',
  iii: '3',
};

/** `Stage 2`, `second phase`: one key. */
function stageKey(name: string): string {
  const number = /^(?:(first|second|third) )?(?:stage|phase)(?: (\d|one|two|three|I+))?$/i.exec(name);
  const which = (number?.[1] ?? number?.[2] ?? '').toLowerCase();
  return which === '' ? '' : (numerals[which] ?? which);
}

/** `Stage 2 (RL)`, `the first phase (LibriSpeech)`: what a numbered stage is called besides. */
function stagesOf(texts: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const text of texts)
    for (const [words, stage = ''] of text.matchAll(
      /\b((?:stage|phase) (?:\d|one|two|three|I+)|(?:first|second|third) (?:stage|phase)) \((?![^)]*\d{2})[\p{L}][\p{L}\d -]{1,30}\)/giu,
    ))
      if (!found.has(stageKey(stage))) found.set(stageKey(stage), words);
  return found;
}

const partNouns =
  '(?:predictor|head|tower|branch|stream|joiner|readout|vocoder|autoencoder|denoiser|tagger|parser|retriever|reranker|aligner|projector|regressor|controller|encoder|decoder)';
const ownPart = new RegExp(
  String.raw`(?:^|[.;:] )(?:The|the|Our|A|An|Its) ((?:(?!same|whole|final|full|new|last|first|other|resulting|entire|pre-?trained|trained|learned|single|proposed)[\p{Ll}-]+ )?${partNouns}) (?:is|has|uses|consists|comprises|contains|follows|takes|predicts|was|had)\b`,
  'gu',
);

const sizes = /^(?:base|big|small|smaller|large|larger|tiny|medium|deep|shallow|wide|narrow|mixing|auxiliary|full)[ -]/;
const ownSize =
  /(?:^|[.;:] )(?:The|the|Our) ((?:base|big|small|smaller|large|larger|tiny|medium|deep|shallow|wide|narrow|mixing|auxiliary|full)[ -](?:system|model|network|variant|version|configuration)) (?:is|has|uses|consists|was|had)\b/gu;

const ownKind =
  /(?:^|[.;:] )(?:The|the|Our) ((?!(?:same|whole|final|full|new|last|first|second|third|other|resulting|entire|pre-?trained|trained|learned|single|proposed|best|current|original|present|main|actual|underlying|initial|average|good|old|next)\b)[\p{Ll}-]{4,} (model|network|net|agent|learner|classifier|policy)s?) (?:is|are|has|have|uses?|consists?|comprises?) /gu;

/** Parts that the paper describes in sentences of their own, where there are two at least: \`The pause predictor is a …\`. */
function ownParts(lines: readonly string[]): readonly string[] {
  const found = new Set(
    lines.flatMap((text) =>
      matchesOf(text, ownPart).flatMap(([, name = '']) => (name.includes(' ') || !/^(?:en|de)coder$/.test(name) ? [name] : [])),
    ),
  );
  for (const text of lines) for (const [, name = ''] of matchesOf(text, ownSize)) found.add(name);
  // `The linear model is …. The convolutional model has …`.
  const twins = new Map<string, Set<string>>();
  for (const text of lines)
    for (const [, name = '', noun = ''] of matchesOf(text, ownKind)) twins.set(noun, (twins.get(noun) ?? new Set()).add(name));
  for (const names of twins.values()) if (names.size >= 2) for (const name of names) found.add(name);
  return [...found];
}

function phaseOrPart(text: string): boolean {
  return [...phases, ...parts].some(([, pattern]) => text.search(pattern) >= 0);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll(/[-‐–]/g, '[-‐–]');
}
