/** Whether two places that use one name speak of two quantities: in another sense, unit or use, or of a moment only. */
import type { Candidate } from './candidates.ts';
import { sensesOf } from './senses.ts';

/** What are two quantities of one name. */
export function kindOf(value: Candidate): string {
  if (value.name === 'batch size') return kindOfBatch(value);
  if (value.name === 'loss weight') return symbolOf(value);
  return '';
}

/** `on 8 GPUs with 128 sequences on each` */
const onEach = /\b(?:device|gpu|card|worker|node|accelerator|chip|tpu|machine)s?\b[^.;]*\b(?:on|for|to) each\b/i;

/** On one device, or of tokens: another quantity than the examples of an update. */
function kindOfBatch({ unit, stated, quote, sentence = quote }: Candidate): string {
  if (unit !== undefined && /token|gpu|device/.test(unit)) return unit;
  if (onEach.test(sentence) && /^ (?:[\p{L}-]+ ){0,2}(?:on|for|to) each\b/u.test(sentence.slice(sentence.indexOf(stated) + stated.length)))
    return 'device';
  // `on each card lie 16, so that 32 contribute to a gradient`.
  if (
    /\b(?:so that|which makes|making|giving|which gives|that is|i\.e\.|in total|altogether|for a total of|for an effective)\b[^.;\d]*$/i.test(
      sentence.slice(0, Math.max(0, sentence.indexOf(stated))),
    )
  )
    return '';
  return /\b(?:per|each|every|one|a single|on an?|each of (?:the |our )?(?:[\w-]+ ){0,4}) ?(?:device|gpu|card|worker|node|accelerator|chip|tpu|machine)s?\b|\b(?:per|(?:on|to|for) each(?: of (?:the |our )?(?:\w+ )?)?) ?(?:[AHV]\d{2,3}|MI\d+X?|RTX)\b|\bmicro-?batch/i.test(
    sentence,
  ) && !/\b(?:effective|global|total|overall|whole|entire|full|product)\b/i.test(sentence)
    ? 'device'
    : '';
}

/** `λ_adv` of `λ_adv = 0.005`. */
function symbolOf({ stated, sentence = '' }: Candidate): string {
  const at = sentence.indexOf(stated);
  const before = sentence.slice(0, Math.max(0, at));
  return (
    /(\p{L}(?:_?\w+)?) ?= ?$/u.exec(before)?.[1] ?? /(?:^|[^\p{L}])([λαβγμρ](?:_?\p{L}+)?) [^=λαβγμρ\d;.]{3,50}$/u.exec(before)?.[1] ?? ''
  );
}

/** `Features after 50 epochs` of 100: a moment, as it would not be of 20. */
function isMomentOf({ name, value, place, stated, quote, sentence = quote }: Candidate, other: Candidate): boolean {
  return (
    place === 'caption' &&
    /^(?:epochs|training steps)$/.test(name) &&
    Number(value) < Number(other.value) &&
    /\b(?:after|at|until) (?:epoch |step )?$/.test(sentence.slice(0, Math.max(0, sentence.indexOf(stated))))
  );
}

/** Each speaks of one meaning of the name, and not of the same. */
export function isOtherSense(one: Candidate, other: Candidate): boolean {
  const told = (value: Candidate): string => [value.sentence ?? value.quote, ...value.scope.map(({ name }) => name)].join('; ');
  const [a, b] = [sensesOf(one.name, told(one)), sensesOf(other.name, told(other))];
  return a.size > 0 && b.size > 0 && [...a].every((sense) => !b.has(sense));
}

/** What a number counts, where a noun stands behind it. */
export function nounOf({ stated, sentence = '' }: Candidate): string | undefined {
  const at = sentence.indexOf(stated);
  return at < 0
    ? undefined
    : /^[ -](?:(?!and\b|of\b|for\b|per\b|with\b|in\b)[\p{L}-]+ )?(\p{L}{3,}s)\b/u
        .exec(sentence.slice(at + stated.length))?.[1]
        ?.toLowerCase();
}

/** A two-layer network has one hidden layer. */
export function isOtherCount(one: Candidate, other: Candidate): boolean {
  const countsAll = (value: Candidate): boolean => /-layer/.test(value.quote);
  if (one.name === 'devices') return isTpu(one) !== isTpu(other);
  if (one.name !== 'layers') return false;
  if (countsSome(one, other) || countsSome(other, one)) return true;
  // `64–128–128` may count input and output, or one of them.
  if ([one, other].some(isChain)) return Math.abs(Number(one.value) - Number(other.value)) <= 2;
  if (countsAll(one) === countsAll(other)) return false;
  const [all, hidden] = countsAll(one) ? [one, other] : [other, one];
  const more = Number(all.value) - Number(hidden.value);
  return more === 1 || more === 0;
}

function isChain({ quote }: Candidate): boolean {
  return /(?<![\d.])\d{2,4}(?: ?(?:[–→-]|--) ?\d{1,4}){2,}/u.test(quote.replaceAll('$', ''));
}

function isTpu({ stated, quote, sentence = quote }: Candidate): boolean {
  return /^ (?:[\w.-]+ ){0,2}TPU/.test(sentence.slice(sentence.indexOf(stated) + stated.length));
}

/** `four convolutional layers … and a linear layer` make five. */
const besideLayers =
  /\b(?:convolution\w*|recurrent|LSTM|GRU|transformer|hidden|message[- ]passing|graph|residual|attention)(?: [\p{L}-]+)? (?:layers|blocks)\b.*\b(?:and|then|plus|by|before) (?:an?|one|two|the|its) (?:final |last |single )?(?:linear|dense|fully[- ]connected|output|read-?out|softmax|classif\w+|projection)\b/iu;

function countsSome(one: Candidate, other: Candidate): boolean {
  const more = Number(other.value) - Number(one.value);
  return (more === 1 || more === 2) && besideLayers.test(one.sentence ?? one.quote) && !besideLayers.test(other.sentence ?? other.quote);
}

const elsewhere =
  /^(?:decoding|sampling|inference|generation)\b|(?:^(?:the |an? )?|\b(?:for|in|during) (?:the )?)linear (?:evaluation|prob\w+|classifier)\b|\b(?:inference(?! (?:costs?|times?|speed|budget|compute|flops))|(?:at|during) (?:test time|test|evaluation)|in (?:the |our )?(?:search|pilot|ablations?|sweep)|latency|throughput|(?:evaluation|evaluations|inference|testing|timing|decoding) (?:ran|runs?|was|were|is|took|takes|used|uses|needs)|(?:is|are|was|were) (?:tested|timed|probed|evaluated (?:for|over|by|with|at) ))\b/i;
const ofProbe = /\bof (?:the |an? )?linear (?:prob\w+|classifier|evaluation)\b/i;
/** What a linear probe has none of, so that it is of what is probed. */
const ofWhole =
  /^(?:temperature|ema decay|queue size|negatives|diffusion steps|distillation weight|mixup alpha|layers|channels|hidden units|embedding dimension)$/;
const units =
  /^(?:tokens|characters|words|pieces|events|frames|samples|points|seconds|minutes|hours|days|weeks|months|epochs|steps|updates|iterations|images|sentences|sequences|pairs|examples)$/;
const ofUse =
  /^(?:batch size|epochs|devices|hardware|learning rate|weight decay|optimizer|sequence length|training steps|noise standard deviation|image size|exploration rate)$/;
const optimizers = /\b(?:SGD|Adam(?:W|ax)?|RMSProp|AdaGrad|Adafactor|LARS|LAMB|Lion|L-BFGS)\b/gi;

/** How answers are drawn to learn from them and to measure. */
function isDrawn({ name, quote, sentence = quote }: Candidate): boolean {
  return (
    /^(?:maximum length|temperature|top-[pk])$/.test(name) &&
    /\b(?:sampl|draw|drawn|generat|answer|solution|completion|response|roll-?out|decod)\w*/i.test(sentence)
  );
}

function isMeasured({ headings }: Candidate): boolean {
  return /^(?:evaluati\w+|measure\w*|test\w*|inference|decoding|scoring)\b/i.test(headings.at(-1) ?? '');
}

/** `8 prompts with 16 answers each` are 128 answers. */
function isOfPrompts(value: Candidate): boolean {
  return (
    value.name === 'batch size' && /^(?:prompts|questions|queries|problems|instructions|groups|tasks|episodes)$/.test(nounOf(value) ?? '')
  );
}

function isOfAnswers(value: Candidate): boolean {
  return (
    value.name === 'batch size' &&
    /^(?:answers|responses|completions|solutions|rollouts|roll-outs|generations|samples|trajectories|transitions)$/.test(
      nounOf(value) ?? '',
    )
  );
}

/** An agent does steps, and is updated less often. */
function isUpdate(value: Candidate): boolean {
  return (
    value.name === 'training steps' &&
    /\bupdated? [^.;#]{0,20}\btimes\b|\b(?:gradient|optimi[sz]er|optimi[sz]ation|learner) (?:steps|updates)\b|\d[kKM]? updates\b/i.test(
      value.sentence ?? value.quote,
    )
  );
}

/** `…; the last weights are tested`: which ones, not how. */
const ofLast =
  /\bthe (?:last|final|best|averaged|latest) (?:\w+ )?(?:weights|checkpoints?|models?|networks?|epoch|parameters) (?:is|are|was|were) (?:then )?(?:tested|evaluated|used)\b/i;

/** One sentence speaks of another use or another optimizer than the other does. */
export function isOfOtherUse(one: Candidate, other: Candidate): boolean {
  if (isMomentOf(one, other) || isMomentOf(other, one)) return true;
  if (isMeasured(one) !== isMeasured(other) && isDrawn(one) && isDrawn(other)) return true;
  if (one.name === 'vocabulary size' && /\bmerges?\b/i.test(one.quote) !== /\bmerges?\b/i.test(other.quote)) return true;
  if (isOfPrompts(one) && isOfAnswers(other)) return true;
  if (isOfPrompts(other) && isOfAnswers(one)) return true;
  const isOfAgent = [one, other].some(({ sentence, quote }) =>
    /\b(?:agents?|environment|frames|transitions|interactions?|polic(?:y|ies))\b/i.test(sentence ?? quote),
  );
  if (isOfAgent && isUpdate(one) !== isUpdate(other)) return true;
  const [counts, others] = [one, other].map((value) => {
    const noun = nounOf(value);
    return noun !== undefined && !isOfAgent && /^(?:steps|updates|iterations)$/.test(noun) ? 'steps' : noun;
  });
  if (counts !== others && [counts, others].every((noun) => noun !== undefined && units.test(noun))) return true;
  const [a = '', b = ''] = [one, other].map(({ sentence, quote }) => (sentence ?? quote).replace(ofLast, ''));
  if (!ofWhole.test(one.name) && ofProbe.test(a) !== ofProbe.test(b)) return true;
  const isUntold = one.scope.length === 0 || other.scope.length === 0;
  if (isUntold && ofUse.test(one.name) && elsewhere.test(a) !== elsewhere.test(b)) return true;
  const named = [a, b].map((text) => (text.match(optimizers) ?? []).map((name) => name.toLowerCase()));
  return (
    /^(?:learning rate|momentum|beta\d|weight decay)$/.test(one.name) &&
    named.every(({ length }) => length > 0) &&
    !named[0]?.some((name) => named[1]?.includes(name))
  );
}
