/** What evidence is made of: words that say the same, in whatever form. Data. */

/** All of them in one sentence. */
export type Together = readonly RegExp[];

export interface Evidence {
  readonly together: readonly Together[];
  /** What is cut out of each sentence before it is looked at. */
  readonly without?: RegExp;
  /** Nearly every paper says it: sentences that compare with others count as well. */
  readonly isUsual?: true;
  /** What opens a paper may say it; other things are told there of others, or again where the work is set up. */
  readonly isInOpenings?: true;
  /** Said where the work is set up: results and derivations vary it, or reason about it. */
  readonly isSetUp?: true;
}

const inWords =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:a |one |two |three |five |several )?(?:hundred|dozen|thousand|million)';

export const number = String.raw`(?:\d[\d.,·]*(?: ?(?:[kKMB]|thousand|million|billion))?|${inWords})`;

/** A whole number of things, and no measurement. */
export const count = String.raw`(?:(?<![·\d])\d+(?![·\d])|${inWords})`;

/** Names of models that say what the layers are. */
export const models =
  /\b(?:(?:wide[- ]?)?resne[x]?t|vgg|dense ?net|efficientnet|mobilenet|lenet|alexnet|vit|deit|swin|convnext|bert|roberta|gpt|t5|llama|mistral|qwen|pythia|u-?net|dcgan|inception|wav2vec|conformer|graphsage|gin|wrn|cnn(?=-?\d)|panns?|tdnn|crnn|bart|dino|whisper|hubert|retinanet|faster r-cnn|mask r-cnn|yolo|deeplab|detr|electra|deberta|gemma|mixtral|squeezenet|shufflenet|regnet|pointnet|tabnet|patchtst|informer|sasrec|unet)(?:[-\s]?[\dbslt][\w/.-]*)?\b/i;

/** Both in one clause, in whatever order. */
export const nearEachOther = (one: RegExp, other: RegExp, characters: number): RegExp =>
  new RegExp(
    `(?:${one.source})[^.;]{0,${characters}}(?:${other.source})|(?:${other.source})[^.;]{0,${characters / 2}}(?:${one.source})`,
    'iu',
  );
