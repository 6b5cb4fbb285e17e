/** Kinds of networks that a paper sets against each other: `the MLP has …, the CNN …`. */

const name =
  '(?:MLP|CNN|ConvNet|LSTM|BiLSTM|GRU|BiGRU|RNN|GCN|GAT|GIN|SVM|[Tt]ransformer|[Pp]erceptron|[Ll]inear model|[Ll]ogistic regression|[Cc]onvolutional (?:net|network)|[Rr]ecurrent (?:net|network))';
/** It is done with as a whole. */
const whole = new RegExp(
  String.raw`(?:\b(?:[Ff]or|[Ww]ith|[Ii]n|[Oo]f|[Tt]o|[Aa]nd|[Bb]ut|[Ww]hile|[Ww]hereas) the|(?:^|[.;,:] |\()(?:[Tt]he|for the)) (${name})(?= ?(?:[.,;:)]|$| (?:has|is|was|gets?|needs?|uses?|takes?|learns?|runs?|trains?|and|the|we|three|two|four|one|with|\d)))`,
  'gu',
);

/** Two at least, each spoken of as something of its own; one network may have several of them in it. */
export function architecturesApart(texts: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const text of texts) for (const [, one = ''] of text.matchAll(whole)) found.set(one.toLowerCase(), one);
  const isOfParts = texts.some((text) => partOf.test(text));
  return found.size < 2 || isOfParts ? [] : [...found.values()];
}

/** `an LSTM on top of the CNN`, `the CNN feeds an MLP`. */
const partOf = new RegExp(
  String.raw`${name}s? (?:layer |head |encoder )?(?:on top of|followed by|feeds?|behind|above|whose output|(?:in|of) (?:each|every) (?:block|layer))`,
  'u',
);
