/** What a reproduction needs to know, of which papers that is asked, and which settings say it. Data. */
import type { PaperKind } from './paperKind.ts';

export interface Needed {
  readonly name: string;
  readonly why: string;
  readonly isAsked: (kind: PaperKind, said: ReadonlySet<string>, text: string) => boolean;
  /** Any of these settings says it. */
  readonly values: readonly string[];
}

const trained = ({ isTrained }: PaperKind): boolean => isTrained;
const experiments = ({ hasExperiments }: PaperKind): boolean => hasExperiments;
/** Where networks are run, trained or not; a closed form gives the same on every machine. */
const ranExperiments = (kind: PaperKind): boolean => kind.hasExperiments && (kind.isTrained || kind.usesModels);
/** Of a closed form it is asked as well where chance has a part in it. */
const repeats =
  /\b(?:averaged|means?|average[sd]?|medians?) (?:over|of|across) (?:\w+ ){0,2}(?:repetitions|repeats|draws|seeds|runs|reali[sz]ations|trials)\b|\b(?:each|per|every) (?:repetition|repeat|seed)\b/i;
/** What is trained, though a linear model may stand beside it. */
const isNetwork =
  /\b(?:model|learner|classifier|policy|student|predictor|regressor|it) (?:is|was) (?:an? |the )(?:[\w-]+ ){0,4}(?:networks?|perceptron|MLP|CNN|transformer|autoencoder)\b|\bwe (?:\w+ )?train (?:an? |the |our |two |several )?(?:[\w-]+ ){0,3}(?:networks?|perceptrons?|MLPs?|CNNs?|transformers?|autoencoders?)\b/i;
const withData = (kind: PaperKind): boolean => kind.hasExperiments && !kind.isReinforcement;
const startsFresh = (kind: PaperKind): boolean =>
  kind.isTrained && (!kind.isFineTuned || kind.isPretrainedHere) && !kind.isLora && !kind.startsReleased;

export const checklist: readonly Needed[] = [
  {
    name: 'optimizer',
    why: 'The method is trained, but by which optimizer is not said.',
    isAsked: trained,
    values: ['optimizer'],
  },
  {
    name: 'optimizer constants',
    why: 'The optimizer has constants (momentum, betas, ε), and libraries differ in their defaults.',
    isAsked: (kind, said, text) => kind.isTrained && said.has('optimizer') && hasConstants(text),
    values: ['beta1', 'beta2', 'momentum'],
  },
  { name: 'learning rate', why: 'Nothing says how large the steps of the optimizer are.', isAsked: trained, values: ['learning rate'] },
  {
    name: 'learning rate schedule',
    why: 'Whether the learning rate stays constant or decays is not said.',
    isAsked: trained,
    values: [
      'learning rate schedule',
      'learning rate decay factor',
      'learning rate decay epochs',
      'learning rate decay steps',
      'final learning rate',
    ],
  },
  {
    name: 'batch size',
    why: 'How many examples one update sees is not said.',
    isAsked: trained,
    values: ['batch size'],
  },
  {
    name: 'training length',
    why: 'For how many epochs or steps is trained is not said.',
    isAsked: trained,
    values: ['epochs', 'training steps', 'episodes'],
  },
  {
    name: 'weight initialisation',
    why: 'How the weights start is not said.',
    // A Gaussian process has kernels and inducing points, and no weights.
    isAsked: (kind, _said, text) =>
      startsFresh(kind) && (kind.hasNetwork || !/\bgaussian process|\binducing (?:points?|inputs|variables)/i.test(text)),
    values: ['initialization'],
  },
  {
    name: 'weight decay',
    why: 'Whether and how strongly the weights are regularised is not said; libraries differ in their defaults.',
    isAsked: trained,
    values: ['weight decay', 'l1 penalty'],
  },
  {
    name: 'data set',
    why: 'On which data the experiments are done is not said.',
    isAsked: withData,
    values: ['training examples'],
  },
  {
    name: 'data split',
    why: 'Which examples train, which choose and which test is not said.',
    isAsked: withData,
    values: [
      'training fraction',
      'validation fraction',
      'test fraction',
      'test examples',
      'validation examples',
      'training examples',
      'folds',
    ],
  },
  {
    name: 'preprocessing',
    why: 'What is done to the data before training is not said.',
    isAsked: withData,
    values: ['crop size'],
  },
  {
    name: 'tokenizer',
    why: 'How text becomes tokens is not said.',
    isAsked: (kind) => kind.isOfText && !kind.isReinforcement && kind.isTrained,
    values: [],
  },
  {
    name: 'sequence length',
    why: 'How long the sequences are that the model sees is not said.',
    isAsked: (kind, _said, text) =>
      kind.isOfText &&
      kind.isTrained &&
      !kind.isReinforcement &&
      !/\b(?:machine translation|translations?|sentence pairs|BLEU|LSTMs?|GRUs?|recurrent)\b/i.test(text),
    values: ['sequence length'],
  },
  {
    name: 'architecture',
    why: 'The number and size of the layers is not said.',
    isAsked: (kind, _said, text) =>
      startsFresh(kind) && kind.hasNetwork && (isNetwork.test(text) || !/\b(?:logistic|linear|softmax) (?:regression|model)\b/i.test(text)),
    values: ['layers', 'hidden units', 'channels', 'attention heads', 'kernel size'],
  },
  {
    name: 'evaluation metric',
    why: 'What is measured is not said.',
    isAsked: experiments,
    values: ['bins'],
  },
  {
    name: 'evaluation protocol',
    why: 'Which checkpoint is evaluated, when and how often, is not said.',
    isAsked: ranExperiments,
    values: ['early stopping patience', 'seeds', 'folds'],
  },
  {
    name: 'seeds',
    why: 'How many runs stand behind a number, and with which seeds, is not said.',
    isAsked: (kind, _said, text) => ranExperiments(kind) || (kind.hasExperiments && repeats.test(text)),
    values: ['seeds'],
  },
  {
    name: 'hardware',
    why: 'On which machine it ran, and for how long, is not said.',
    isAsked: experiments,
    values: ['hardware', 'devices'],
  },
  {
    name: 'base model',
    why: 'Which trained model it starts from is not said.',
    isAsked: (kind) => (kind.isLora || kind.isFineTuned) && !kind.isPretrainedHere,
    values: [],
  },
  { name: 'lora rank', why: 'The rank of the adapters is not said.', isAsked: ({ isLora }) => isLora, values: ['lora rank'] },
  {
    name: 'lora alpha',
    why: 'The scaling of the adapters is not said.',
    isAsked: ({ isLora }) => isLora,
    values: ['lora alpha'],
  },
  {
    name: 'target modules',
    why: 'Which matrices get adapters is not said.',
    isAsked: ({ isLora }) => isLora,
    values: ['target modules'],
  },
  {
    name: 'teacher',
    why: 'What the teacher is, and how it was trained, is not said.',
    isAsked: ({ isDistilled }) => isDistilled,
    values: [],
  },
  {
    name: 'temperature',
    why: 'The temperature of the soft targets is not said.',
    isAsked: ({ isDistilled }) => isDistilled,
    values: ['temperature'],
  },
  {
    name: 'distillation weight',
    why: 'How the distillation loss and the loss of the labels are weighted is not said.',
    isAsked: ({ isDistilled }) => isDistilled,
    values: ['distillation weight', 'loss weight'],
  },
  {
    name: 'diffusion steps',
    why: 'The number of diffusion steps is not said.',
    isAsked: ({ isDiffusion }) => isDiffusion,
    values: ['diffusion steps'],
  },
  {
    name: 'noise schedule',
    why: 'How the noise grows is not said.',
    isAsked: ({ isDiffusion }) => isDiffusion,
    values: ['noise schedule', 'beta start', 'beta end'],
  },
  {
    name: 'sampler',
    why: 'How samples are drawn is not said.',
    isAsked: ({ isDiffusion }) => isDiffusion,
    values: ['sampler'],
  },
  {
    name: 'environment',
    why: 'In which environment is learned is not said.',
    isAsked: ({ isReinforcement, isTrained }) => isReinforcement && isTrained,
    values: [],
  },
  {
    name: 'discount factor',
    why: 'How later rewards are discounted is not said.',
    isAsked: ({ isReinforcement, isTrained }) => isReinforcement && isTrained,
    values: ['discount factor'],
  },
  {
    name: 'exploration',
    why: 'How the agent explores is not said.',
    isAsked: ({ isReinforcement, isTrained }) => isReinforcement && isTrained,
    values: ['entropy coefficient', 'exploration rate'],
  },
  {
    name: 'decoding',
    why: 'How text is generated from the model is not said.',
    isAsked: ({ generatesText, isTrained }) => generatesText && isTrained,
    values: ['beam size', 'top-p', 'top-k'],
  },
];

/** Plain SGD has none, unless it is said to have momentum. */
function hasConstants(text: string): boolean {
  return /\b(?:adam\w*|amsgrad|yogi|rms-?prop|lars|lamb|lion|ada(?:grad|delta|max|factor)|[nr]adam|momentum|nesterov|muon|shampoo|sophia)\b/i.test(
    text,
  );
}
