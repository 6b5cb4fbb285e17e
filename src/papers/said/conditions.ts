/** Words by which a sentence limits what it says to something that no other place speaks of. */
import type { Candidate } from './candidates.ts';

/** What opens a sentence and limits nothing. */
const open =
  /\d|\b(?:that|which)\b|\b(?:two|three|four|five|six|eight|ten|fifteen|twenty|thirty|fifty|hundred|few|epochs|steps|updates|iterations|passes)$|^(?:reference|so|such|as|(?:minimi|initiali|normali|standardi|tokeni)[sz]ation|(?!(?:pre-?train|fine-?tun)ing)[\p{L}-]+ing|all|each|every|both|any|our|this|these|that|those|it|its|which|what|total|addition|general|practice|particular|short|fact|summary|completeness|default|detail|training|train|optimi[sz]\w+|learning|evaluation|results?|runs?|experiments?|models?|networks?|paper|work|study|figures?|tables?|sections?|appendix|steps?|stage|main|end|order|most cases|addition|implementation|reproducib\w+|updates?|regulari[sz]\w+|gradient|loss|batch\w*|epochs?|dropout|weight|\d.*|adam\w*|sgd|grpo|rloo|lora|sac|dqn|td3|a2c|rate|learning rate|rates?|set-?up|settings?|method|approach|same|following|above|previous|final|whole|entire|full|usual|all|abstract|convenience|clarity|simplicity|speed|now|time|times|us|data|data ?set|task|seconds|hours?|days?|weeks?|augmentation|translation|inference|distillation)\b/iu;
const opening =
  /^\s*(?:(?:Because of|Due to|Owing to) [^,]{3,60}, )?(?:(?:And|But|However|Finally|Then|Also|Instead),? )?(?:For|On|In|With|Within|During|Of) (?:the |our |an? )?((?:[\p{L}\d-]+ ){0,3}?[\p{L}\d-]+)(?=,| (?:the|we|it|its|they|an?|is|was|are|were|all|training|learning|has|hyper\w*|crops?|batch\w*|epochs?|beams?)\b)/iu;
/** `The large model`, `The outer loop`: one of several. */
const subject =
  /(?:^|, )(?:the|our|an?) ((?:large|small|base|big|tiny|joint|second|first|third|other|outer|inner|additional|linear|upper|lower|long|short|auxiliary|extended|deep|shallow|wide|individual|monolingual|bilingual|multilingual)(?:er|est|r|st)?) (?:[\p{L}-]+ )?(?:model|network|loop|classifier|version|convolution|layer|corpus|run|variant|configuration|level|probe|head|phase|stage|set|one|experiment|sequences?)s?\b|\bthe (large|small|base|big|tiny|second|other|deep|shallow|wide)(?:er|est|r|st)? (?:model|network|version|variant|configuration|one)s? (?:is|was|are|were|has|had|takes|took|needs?|needed|uses?|used|could|can)\b/iu;
/** `The discriminator learns …`, `the projection head has …`, `documents of the legal corpus …`: another thing than the model. */
const thing =
  /(?:^|, |\. )(?:the|our|an?) (?:[\p{L}-]+ )?(discriminator|generator|critic|actor|head|stem|neck|detector|tokeni[sz]er|teacher|student|distilled|centrali[sz]ed|pilot|demo|probe|vocoder|retriever|reranker|baseline|(?:source|target)(?= (?:task|domain|language|corpus)))(?: (?:version|model|network|corpus|set|run|task|domain|language))?(?: (?:on top|above|behind it|on it))? (?:is|was|are|were|has|had|holds?|held|keeps?|kept|works?|learns?|uses?|used|takes?|took|reads?|sees?|trains?|runs?|ran)\b|\b(?:of|on|in) the ([\p{L}-]+) (?:corpus|site|experiments|domain)\b/iu;
/** `ViT-L is trained for …` */
const coined =
  /^\s*(?!(?:SGD|Adam\w*|RMSProp|LAMB|LARS|GPU|TPU|PPO|DQN|SAC|TD3|A2C|TRPO|GRPO|DPO|RLHF|SFT|LoRA|QLoRA|EMA|BPE|LSTM|GRU|MLP|CNN|DDPM|DDIM|VAE|GAN)\b)((?=[\p{L}\d-]*[\p{Lu}\d-][\p{L}\d-]*[\p{Lu}\d])\p{Lu}[\p{L}\d-]+) (?:is|was|took|takes|needs|needed|trains|uses|used|got)\b/u;
/** `Fine-tuning on new users was done with …`, `Transfer to the target task takes …`: a phase that opens the sentence. */
const opensWithPhase =
  /^\s*(?:The )?(?:fine-?(tuning)|(pre-?training)|(adapt)ation|(transfer)|(probing)|(calibrat)ion|(personali)[sz]ation|post-?(training)) (?:on|to|of|for|with) [^,;.]{3,60}? (?:is|was|takes|took|uses|used|needs|needed|runs|ran|lasts|lasted|works|worked)\b/i;
/** `In each round of active learning …` */
const opensWithRound = /^\s*(?:In|For|During|Within|At) (?:each|every|one) (round|cycle|session|visit)\b/i;
/** `Character embeddings have …`: another kind than the one that needs no name. */
const kindOfEmbedding =
  /\b(character|position\w*|speaker|entity|relation|edge|time|tag|label|class|segment|type|language|domain) (?:embeddings?|vectors?)\b/i;
/** Said of a part, of a mean, or of what came on top. */
const partial =
  /\b(?:on average|in the (?:last|first) (?:\p{L}+|\d+%?)(?: of (?:the )?(?:training|steps|epochs))? only|\bmost (?:models|runs|networks|experiments)|extend\w* (?:the )?training\b[^.;]{0,40}\bby|to check (?:convergence|that|whether)|in preliminary|with(?:in)? each fold|unlike (?:in )?(?:the|our) )/iu;

/** `used for translation`, `in classification`: of two tasks. */
const tasks =
  /\b(?:in|for|on) (?:the )?(?:[\p{L}-]+ )?(classification|translation|detection|segmentation|generation|recognition|regression|forecasting|retrieval|question answering|summari[sz]ation|captioning|tagging|parsing|transcription)\b(?! (?:head|loss|layer|network|model|accuracy|error|token|set|data))/iu;

function limits(text: string): readonly string[] {
  const [, phrase] = opening.exec(text) ?? [];
  const [, own, of] = thing.exec(text) ?? [];
  const [, one, some] = subject.exec(text) ?? [];
  const ofOne = of === undefined || open.test(of) ? undefined : of;
  return [
    phrase === undefined || open.test(phrase) ? undefined : phrase,
    one,
    some,
    coined.exec(text)?.[1],
    opensWithPhase
      .exec(text)
      ?.slice(1)
      .find((word) => word !== undefined),
    opensWithRound.exec(text)?.[1],
    kindOfEmbedding.exec(text)?.[1],
    own,
    ofOne,
  ].flatMap((word) => (word === undefined ? [] : [word.toLowerCase()]));
}

/** `about`: title and abstract. Nobody else speaks of what one of them is limited to. */
export function isUnderOtherCondition(one: Candidate, other: Candidate, about: string): boolean {
  const isLimited = (value: Candidate, beside: Candidate): boolean => {
    const text = value.sentence ?? value.quote;
    if (value.place === 'table' || value.isForAll === true) return false;
    if (partial.test(text)) return true;
    // A teacher and its student share these.
    if (/^(?:temperature|distillation weight)$/.test(value.name)) return false;
    // What is named as a scope is compared as one.
    if (value.scope.length > 0 && beside.scope.length > 0) return false;
    const around = [about, beside.sentence ?? beside.quote, ...beside.headings, ...beside.scope.map(({ name }) => name)]
      .join('\n')
      .toLowerCase();
    return limits(text).some((word) => !around.includes(word));
  };
  const [task, others] = [one, other].map((value) => tasks.exec(value.sentence ?? value.quote)?.[1]?.toLowerCase());
  if (one.place !== 'table' && other.place !== 'table' && task !== undefined && others !== undefined && task !== others) return true;
  return isLimited(one, other) || isLimited(other, one);
}

/** What a term is called after: `of the KL term`, `in the triplet loss`. */
const term = /\b([\p{L}-]+) (?:term|loss)\b/giu;

/** Each names the term of a loss that it is of, and they name different ones. */
export function isOfOtherTerm(one: Candidate, other: Candidate): boolean {
  if (!/^(?:loss weight|margin|temperature)$/.test(one.name)) return false;
  const terms = [one, other].map(
    ({ sentence, quote }) =>
      new Set(
        [...(sentence ?? quote).matchAll(term)]
          .map(([, word = '']) => word.toLowerCase())
          .filter((word) => !/^(?:the|a|this|our|its|total)$/.test(word)),
      ),
  );
  return terms.every(({ size }) => size > 0) && ![...(terms[0] ?? [])].some((word) => terms[1]?.has(word));
}
