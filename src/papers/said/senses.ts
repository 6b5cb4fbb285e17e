/** Names that mean several quantities: two sentences that speak of different ones do not disagree. Data. */
const senses: Readonly<Record<string, readonly RegExp[]>> = {
  temperature: [
    /\b(?:sampl|decod|generat|answer|completion|roll-?out|respons)\w*/i,
    /\b(?:distil|teacher|student|soft(?:en|ened)? )\w*/i,
    /\b(?:contrast|infonce|nt-xent|similarit|embedding)\w*/i,
    /\bcalibrat\w*/i,
    /\bentropy\b/i,
  ],
  epochs: [
    /\b(?:local|clients?)\b/i,
    /\b(?:central(?:i[sz]ed|ly)?|pooled|upper bound|oracle)\b/i,
    /\b(?:ppo|per (?:iteration|rollout|roll-out|batch|update)|policy|surrogate|(?:learning|optimi[sz]ation) epochs?)\b/i,
    /\bpre-?train\w*/i,
    /\bfine-?tun\w*/i,
    /\blinear\b(?! (?:decay|decrease|schedul\w+|warm\S*|annealing|ramp\S*|(?:learning )?rate|increase)\b)|\bprob(?:e|es|ing)\b/i,
    /\bwarm[^,;]*\bepochs?\b|\bepochs?\b[^,;]*\bwarm/i,
  ],
  'training steps': [
    /\b(?:environment|interactions?|frames?|agent|control|simulat\w*)\b/i,
    /\b(?:gradient|updates)\b/i,
    /\bpre-?train\w*/i,
    /\bfine-?tun\w*/i,
    /\b(?:inner|adaptation)\b/i,
  ],
  'sequence length': [
    /\b(?:evaluat|inference|generat|output|answer|target|summar|respons|completion|new tokens)\w*/i,
    /\b(?:prompt|input|source|train|context)\w*/i,
  ],
  dropout: [/\battention\b/i, /\b(?:head|classifier|last|final|output)\b/i, /\b(?:adapter|lora)s?\b/i],
  'learning rate': [
    /\b(?:head|classifier)\b/i,
    /\b(?:backbone|encoder|body)\b/i,
    /\b(?:actor|policy)\b/i,
    /\b(?:critic|value)\b/i,
    /\bgenerator\b/i,
    /\bdiscriminator\b/i,
    /\bpre-?train\w*/i,
    /\bfine-?tun\w*/i,
    /\blinear (?:evaluation|prob\w+|classif\w+)/i,
    /\b(?:inner|outer|meta)\b/i,
  ],
  layers: [
    /\bencoder\b/i,
    /\bdecoder\b/i,
    /\bhead\b/i,
    /\bteacher\b/i,
    /\bstudent\b/i,
    /\b(?:convolution\w*|message[- ]passing|graph)\b/i,
    /\b(?:MLP|perceptron|fully[- ]connected|dense|read-?out)\b/i,
  ],
  'hidden units': [
    /\bencoder\b/i,
    /\bdecoder\b/i,
    /\bhead\b/i,
    /\b(?:MLP|perceptron|fully[- ]connected|dense|read-?out)\b/i,
    /\b(?:(?:Bi-?)?(?:LSTM|GRU)|recurrent)\b/i,
    /\b(?:actor|policy)\b/i,
    /\b(?:critic|value)\b/i,
  ],
};

/** Which of its meanings the words around a name point to. */
export function sensesOf(name: string, sentence: string): ReadonlySet<number> {
  return new Set((senses[name] ?? []).flatMap((sense, index) => (sense.test(sentence) ? [index] : [])));
}
