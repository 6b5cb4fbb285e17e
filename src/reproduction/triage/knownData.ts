/** Public data sets by the names that papers give them, with where they usually come from. That a name is known says nothing of whether it is there today. */

export interface KnownData {
  readonly name: string;
  readonly words: RegExp;
  /** Under which id the Hub usually has it. */
  readonly hub?: string;
  /** Comes with a library, or is made by it. */
  readonly from?: string;
  /** One has to agree to terms, or to ask for it. */
  readonly isGated?: true;
}

const set = (name: string, words: string, hub?: string, more: Pick<KnownData, 'from' | 'isGated'> = {}): KnownData => ({
  name,
  words: new RegExp(String.raw`(?<![\p{L}\d-])(?:${words})(?![\p{L}\d]|-[\p{L}\d])`, 'u'),
  ...(hub === undefined ? {} : { hub }),
  ...more,
});

export const knownData: readonly KnownData[] = [
  set('Fashion-MNIST', 'Fashion-?MNIST', 'zalando-datasets/fashion_mnist'),
  set('MNIST', 'MNIST', 'ylecun/mnist'),
  set('CIFAR-100', String.raw`CIFAR-?\s?100`, 'uoft-cs/cifar100'),
  set('CIFAR-10', String.raw`CIFAR-?\s?10`, 'uoft-cs/cifar10'),
  set('SVHN', 'SVHN', 'ufldl-stanford/svhn'),
  set('ImageNet', '(?:ImageNet|ILSVRC)(?:-?(?:1k|1K|2012))?', 'ILSVRC/imagenet-1k', { isGated: true }),
  set('COCO', '(?:MS-?)?COCO'),
  set('CelebA', 'CelebA'),
  set('GLUE', 'GLUE|MNLI|QNLI|MRPC|QQP|RTE|CoLA|SST-?2|STS-?B', 'nyu-mll/glue'),
  set('SQuAD', 'SQuAD', 'rajpurkar/squad'),
  set('IMDB', 'IMDB|IMDb', 'stanfordnlp/imdb'),
  set('AG News', 'AG ?[Nn]ews', 'fancyzhx/ag_news'),
  set('WikiText', 'WikiText(?:-?(?:2|103))?', 'Salesforce/wikitext'),
  set('Penn Treebank', 'Penn Treebank|PTB', 'ptb-text-only/ptb_text_only'),
  set('C4', 'C4', 'allenai/c4'),
  set('OpenWebText', 'OpenWebText', 'Skylion007/openwebtext'),
  set('FineWeb', 'FineWeb(?:-Edu)?', 'HuggingFaceFW/fineweb'),
  set('GSM8K', 'GSM8K', 'openai/gsm8k'),
  set('HumanEval', 'HumanEval', 'openai/openai_humaneval'),
  set('MBPP', 'MBPP', 'google-research-datasets/mbpp'),
  set('MMLU', 'MMLU', 'cais/mmlu'),
  set('HellaSwag', 'HellaSwag', 'Rowan/hellaswag'),
  set('Alpaca', 'Alpaca', 'tatsu-lab/alpaca'),
  set('CNN/DailyMail', 'CNN ?/ ?Daily ?Mail', 'abisee/cnn_dailymail'),
  set('WMT14', "WMT ?(?:20)?'?14", 'wmt/wmt14'),
  set('LibriSpeech', 'LibriSpeech', 'openslr/librispeech_asr'),
  set('JFT', 'JFT-?(?:300M|3B)?', undefined, { isGated: true }),
  set('digits of scikit-learn', 'load_digits|digits of scikit-learn|scikit-learn digits', undefined, { from: 'scikit-learn' }),
  set('Iris', 'Iris', undefined, { from: 'scikit-learn' }),
  set('California Housing', 'California [Hh]ousing', undefined, { from: 'scikit-learn' }),
  set('Atari', 'Atari|Breakout|Pong', undefined, { from: 'gymnasium with ale-py' }),
  set('MuJoCo tasks', 'MuJoCo|HalfCheetah|Hopper|Walker2d', undefined, { from: 'gymnasium with mujoco' }),
  set('CartPole', 'CartPole', undefined, { from: 'gymnasium' }),
];

/** Data that the paper draws itself, so that nothing has to be fetched. */
export const madeByRecipe =
  /\b(?:synthetic|simulated|artificial) (?:data|examples|rows|sequences|tasks?)\b|\bdata are (?:drawn|synthetic|generated|simulated)\b|\b(?:is|are) (?:drawn|sampled|generated)(?:,? [\w ]+,?)? from (?:the |a |one of )?(?:two )?(?:mixture|Gaussian|normal|uniform|distribution)|\bfresh(?:ly drawn)? (?:sequences|samples|batch)|\bten-armed\b|\bbandits?\b/i;
/** Nobody else has it. */
export const privateData =
  /\b(?:proprietary|in-house|internal|private|confidential|not (?:publicly )?(?:available|released)) (?:data|corpus|data ?set|images|records)\b|\bdata (?:cannot|can not|can't) be (?:shared|released)\b/i;
