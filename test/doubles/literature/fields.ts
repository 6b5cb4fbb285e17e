/** What papers of each field work on, as their authors would write it. Names with a capital nobody knows are made up. */

export interface Field {
  readonly name: string;
  /** What the words of a question would be. */
  readonly topic: string;
  readonly data: readonly string[];
  /** As a heading of a column has it, with its unit, and the range of its values. */
  readonly metrics: readonly { readonly name: string; readonly heading: string; readonly from: number; readonly to: number }[];
  /** `a sparse gate`: what a method of this field might be. */
  readonly ideas: readonly string[];
  readonly baselines: readonly string[];
}

export const fields: readonly Field[] = [
  {
    name: 'adapters',
    topic: 'parameter-efficient fine-tuning of language models with adapters',
    data: ['SST-2', 'MRPC', 'RTE', 'CoLA', 'AG News', 'Corvus-QA', 'LedgerNER'],
    metrics: [
      { name: 'accuracy', heading: 'Accuracy (\\%)', from: 61, to: 96 },
      { name: 'F1', heading: 'F1', from: 55, to: 94 },
    ],
    ideas: [
      'a low-rank correction of frozen matrices',
      'a sparse set of adapters',
      'a gate between adapters',
      'a prefix that is learned per layer',
    ],
    baselines: ['Full fine-tuning', 'BitFit', 'Prefix tuning', 'Linear probe'],
  },
  {
    name: 'images',
    topic: 'image classification with small convolutional networks',
    data: ['CIFAR-10', 'CIFAR-100', 'SVHN', 'Fashion-MNIST', 'Fenland-20', 'Tiny ImageNet'],
    metrics: [
      { name: 'accuracy', heading: 'Top-1 accuracy (\\%)', from: 52, to: 97 },
      { name: 'error', heading: 'Error (\\%)', from: 3, to: 38 },
    ],
    ideas: [
      'a normalisation of channels',
      'an augmentation that mixes patches',
      'a residual path with noise',
      'a schedule for label smoothing',
    ],
    baselines: ['ResNet-18', 'WRN-28-10', 'Mixup', 'Cutout'],
  },
  {
    name: 'language',
    topic: 'language modelling with long memory',
    data: ['WikiText-103', 'Penn Treebank', 'OpenLetters', 'Harbour-Text'],
    metrics: [{ name: 'perplexity', heading: 'Perplexity', from: 14, to: 92 }],
    ideas: ['a memory of compressed states', 'a recurrent cache', 'an attention with two clocks', 'a tied output layer'],
    baselines: ['LSTM', 'Transformer', 'Cache LSTM'],
  },
  {
    name: 'translation',
    topic: 'machine translation with little parallel data',
    data: ['WMT14', 'IWSLT14', 'Multi30k', 'Fjord-Parallel'],
    metrics: [{ name: 'BLEU', heading: 'BLEU', from: 14, to: 41 }],
    ideas: ['a loss on back-translated pairs', 'a dropout of whole words', 'a teacher that is averaged', 'a shared vocabulary with noise'],
    baselines: ['Transformer', 'Back-translation', 'Multilingual'],
  },
  {
    name: 'speech',
    topic: 'speech recognition with few transcripts',
    data: ['LibriSpeech', 'TIMIT', 'Quay-Calls'],
    metrics: [{ name: 'WER', heading: 'WER (\\%)', from: 3, to: 29 }],
    ideas: ['a mask over time and frequency', 'an encoder that skips silence', 'a loss on aligned frames'],
    baselines: ['Conformer', 'CTC', 'SpecAugment'],
  },
  {
    name: 'graphs',
    topic: 'node classification on graphs',
    data: ['Cora', 'Citeseer', 'PubMed', 'ogbn-arxiv', 'Tidewater-Net'],
    metrics: [{ name: 'accuracy', heading: 'Accuracy', from: 62, to: 89 }],
    ideas: ['a smoothing of features along edges', 'a sampler of neighbours', 'a propagation that stops early'],
    baselines: ['GCN', 'GAT', 'GraphSAGE', 'MLP'],
  },
];

const firsts = [
  'Sparse',
  'Halo',
  'Drift',
  'Quill',
  'Tern',
  'Low',
  'Twin',
  'Amber',
  'Cinder',
  'Lumen',
  'Rook',
  'Slow',
  'Fold',
  'Vesper',
  'Marl',
  'Osprey',
];
const seconds = ['Gate', 'Norm', 'Mix', 'Tune', 'Path', 'Cache', 'Net', 'Drop', 'Step', 'Bank', 'Loom', 'Scale'];

/** No two papers have the same. */
export function methodName(at: number): string {
  const [first = '', second = ''] = [firsts[at % firsts.length], seconds[Math.floor(at / firsts.length) % seconds.length]];
  const round = Math.floor(at / (firsts.length * seconds.length));
  const end = round === 0 ? '' : String(round + 1);
  switch (at % 4) {
    case 0:
      return `${first}${second}${end}`;
    case 1:
      return `${first}-${second}${end}`;
    case 2:
      return `${first.slice(0, 1)}${second.toUpperCase()}${end}`.length > 4 && at % 8 === 2
        ? `${first}${second}${end}`
        : `${first}${second}-${2 + round}`;
    default:
      return `${first} ${second}${end}`;
  }
}

const given = ['A.', 'B.', 'C.', 'D.', 'E.', 'F.', 'J.', 'K.', 'L.', 'M.', 'N.', 'P.', 'R.', 'S.', 'T.', 'V.'];
const families = [
  'Aaltonen',
  'Bergström',
  'Castellanos',
  'Duarte',
  'Eklund',
  'Ferraro',
  'Grzyb',
  'Halloran',
  'Ikeda',
  'Jankovic',
  'Kowalczyk',
  'Lindqvist',
  'Moreau',
  'Nakagawa',
  'Okafor',
  'Pereira',
  'Quist',
  'Rasmussen',
  'Sorensen',
  'Takahashi',
  'Umarov',
  'Vasquez',
  'Weatherby',
  'Yildiz',
  'Zhou',
];

export function authorName(at: number): string {
  return `${given[at % given.length]} ${families[(at * 7 + Math.floor(at / given.length)) % families.length]}`;
}
