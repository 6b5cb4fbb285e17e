/** How authors say what they did. Each way of saying a thing is one of several; what it says is told beside it. */
import type { Random } from '../../soak/random.ts';

export interface Said {
  readonly text: string;
  readonly settings: readonly { readonly name: string; readonly value: number | string; readonly scope?: string }[];
}

export function methodSentence(random: Random, name: string, idea: string): string {
  return random.pick([
    `We propose ${name}, ${idea}.`,
    `In this paper we introduce ${name}, ${idea} that costs next to nothing.`,
    `This paper presents a new method called ${name}, which adds ${idea}.`,
    `We present ${idea}, named ${name}.`,
    `We describe ${idea} that we call ${name}.`,
    `Our answer is ${idea}, dubbed ${name}.`,
    `At the heart of this paper stands ${name}, ${idea}.`,
    `We therefore propose ${name}: ${idea}.`,
    `What we suggest is ${idea}. We refer to this approach as ${name}.`,
    `Here we show that ${idea}, which goes by the name of ${name}, is enough.`,
    `${name} is the method of this paper: ${idea}.`,
    `The proposed method, ${name}, is ${idea}.`,
  ]);
}

export function dataSentence(random: Random, names: readonly string[], noun: string): string {
  const all = names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return random.pick([
    `We evaluate on ${all}.`,
    `All experiments are run on ${all}.`,
    `We report results on ${all} with the usual preparation.`,
    `Models are trained and evaluated on ${all}.`,
    `Results are given for ${all}.`,
    `The experiments cover ${all}.`,
    `For evaluation we turn to ${all}.`,
    `Our testbed consists of ${all}.`,
    `We pick ${all} because the literature knows them well.`,
    `Everything is measured on ${all}, as others do.`,
    ...(names.length === 1
      ? [`The ${all} ${noun} is used throughout.`, `We use the ${all} ${noun}.`, `We train on the ${all} ${noun} alone.`]
      : [
          `Our experiments are on ${all}.`,
          `The data sets are ${all}.`,
          `We consider ${names.length} data sets: ${all}.`,
          `${all} serve as benchmarks.`,
        ]),
  ]);
}

interface Chosen {
  readonly rate: number;
  readonly batch: number;
  readonly epochs: number;
  readonly decay: number;
  readonly dropout: number;
  readonly warmup: number;
  readonly clip: number;
  readonly seeds: number;
}

export function choose(random: Random): Chosen {
  return {
    rate: random.pick([1e-5, 2e-5, 3e-5, 1e-4, 2e-4, 3e-4, 5e-4, 1e-3, 2e-3, 0.01, 0.05, 0.1]),
    batch: random.pick([8, 16, 24, 32, 48, 64, 96, 128, 256, 512]),
    epochs: random.pick([3, 5, 8, 10, 12, 20, 30, 40, 60, 90, 120, 200]),
    decay: random.pick([0.1, 0.05, 0.01, 1e-3, 5e-4, 1e-4, 2e-5]),
    dropout: random.pick([0.1, 0.15, 0.2, 0.3, 0.5]),
    warmup: random.pick([100, 200, 500, 1000, 2000, 4000]),
    clip: random.pick([0.25, 0.5, 1, 5]),
    seeds: random.pick([3, 5, 10]),
  };
}

/** `$3\times 10^{-4}$`, `0.0003`, `3e-4`. */
export function numberText(random: Random, value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  if (value >= 0.001 && random.chance(0.6)) return random.chance(0.5) ? String(value) : `$${value}$`;
  return random.pick([
    `$${mantissa}\\times 10^{${Number(exponent)}}$`,
    mantissa === '1' ? `$10^{${Number(exponent)}}$` : `$${mantissa}\\cdot 10^{${Number(exponent)}}$`,
    `${mantissa}e${Number(exponent)}`,
  ]);
}

/** Sentences about training, in an order of their own; some say two things at once. */
export function trainingSentences(random: Random, it: Chosen): readonly Said[] {
  const optimizer = random.pick(['Adam', 'AdamW', 'SGD', 'RMSprop']);
  const rate = numberText(random, it.rate);
  const decay = numberText(random, it.decay);
  const all: readonly (readonly Said[])[] = [
    [
      {
        text: `We train with ${optimizer}, a learning rate of ${rate} and batches of ${it.batch} examples.`,
        settings: [
          { name: 'optimizer', value: optimizer },
          { name: 'learning rate', value: it.rate },
          { name: 'batch size', value: it.batch },
        ],
      },
      {
        text: `The optimizer is ${optimizer}; the learning rate is ${rate} and the batch size is ${it.batch}.`,
        settings: [
          { name: 'optimizer', value: optimizer },
          { name: 'learning rate', value: it.rate },
          { name: 'batch size', value: it.batch },
        ],
      },
      {
        text: `All models are optimised with ${optimizer} at a learning rate of ${rate}, with a batch size of ${it.batch}.`,
        settings: [
          { name: 'optimizer', value: optimizer },
          { name: 'learning rate', value: it.rate },
          { name: 'batch size', value: it.batch },
        ],
      },
      {
        text: `Optimisation uses ${optimizer} (learning rate ${rate}, batch size ${it.batch}).`,
        settings: [
          { name: 'optimizer', value: optimizer },
          { name: 'learning rate', value: it.rate },
          { name: 'batch size', value: it.batch },
        ],
      },
      {
        text: `We set the learning rate to ${rate} and the batch size to ${it.batch}, and optimise with ${optimizer}.`,
        settings: [
          { name: 'optimizer', value: optimizer },
          { name: 'learning rate', value: it.rate },
          { name: 'batch size', value: it.batch },
        ],
      },
      {
        text: `Batches hold ${it.batch} examples, and ${optimizer} runs at a learning rate of ${rate}.`,
        settings: [
          { name: 'optimizer', value: optimizer },
          { name: 'learning rate', value: it.rate },
          { name: 'batch size', value: it.batch },
        ],
      },
      {
        text: `We rely on ${optimizer} with step size ${rate} and mini-batches of ${it.batch}.`,
        settings: [
          { name: 'optimizer', value: optimizer },
          { name: 'learning rate', value: it.rate },
          { name: 'batch size', value: it.batch },
        ],
      },
    ],
    [
      { text: `Training lasts ${it.epochs} epochs.`, settings: [{ name: 'epochs', value: it.epochs }] },
      { text: `We train for ${it.epochs} epochs.`, settings: [{ name: 'epochs', value: it.epochs }] },
      { text: `Every run takes ${it.epochs} epochs.`, settings: [{ name: 'epochs', value: it.epochs }] },
      { text: `Training stops after ${it.epochs} epochs.`, settings: [{ name: 'epochs', value: it.epochs }] },
      { text: `All models see the training data ${it.epochs} times.`, settings: [{ name: 'epochs', value: it.epochs }] },
      { text: `The number of epochs is ${it.epochs}.`, settings: [{ name: 'epochs', value: it.epochs }] },
    ],
    [
      { text: `Weight decay is set to ${decay}.`, settings: [{ name: 'weight decay', value: it.decay }] },
      { text: `We use a weight decay of ${decay}.`, settings: [{ name: 'weight decay', value: it.decay }] },
      { text: `Weights decay at a rate of ${decay}.`, settings: [{ name: 'weight decay', value: it.decay }] },
      { text: `Regularisation is by weight decay (${decay}).`, settings: [{ name: 'weight decay', value: it.decay }] },
    ],
    [
      { text: `Dropout of ${it.dropout} is applied to all hidden layers.`, settings: [{ name: 'dropout', value: it.dropout }] },
      { text: `The dropout rate is ${it.dropout}.`, settings: [{ name: 'dropout', value: it.dropout }] },
      { text: `Hidden units are dropped with probability ${it.dropout}.`, settings: [{ name: 'dropout', value: it.dropout }] },
      { text: `Dropout is ${it.dropout} everywhere.`, settings: [{ name: 'dropout', value: it.dropout }] },
    ],
    [
      { text: `The learning rate is warmed up over the first ${it.warmup} steps.`, settings: [{ name: 'warmup steps', value: it.warmup }] },
      { text: `We use ${it.warmup} warmup steps.`, settings: [{ name: 'warmup steps', value: it.warmup }] },
      { text: `Warmup takes ${it.warmup} steps.`, settings: [{ name: 'warmup steps', value: it.warmup }] },
      { text: `A linear warmup of ${it.warmup} steps comes first.`, settings: [{ name: 'warmup steps', value: it.warmup }] },
    ],
    [
      { text: `Gradients are clipped at a norm of ${it.clip}.`, settings: [{ name: 'gradient clipping', value: it.clip }] },
      { text: `We clip gradients to norm ${it.clip}.`, settings: [{ name: 'gradient clipping', value: it.clip }] },
      { text: `The norm of gradients is capped at ${it.clip}.`, settings: [{ name: 'gradient clipping', value: it.clip }] },
      { text: `Gradient clipping at ${it.clip} keeps training stable.`, settings: [{ name: 'gradient clipping', value: it.clip }] },
    ],
    [
      { text: `Numbers are means over ${it.seeds} seeds.`, settings: [{ name: 'seeds', value: it.seeds }] },
      { text: `Each experiment is repeated with ${it.seeds} random seeds.`, settings: [{ name: 'seeds', value: it.seeds }] },
      { text: `We report the mean of ${it.seeds} seeds.`, settings: [{ name: 'seeds', value: it.seeds }] },
      { text: `All numbers are averages over ${it.seeds} random seeds.`, settings: [{ name: 'seeds', value: it.seeds }] },
    ],
  ];
  const kept = all.filter((_, at) => (at < 2 ? random.chance(0.85) : random.chance(0.55)));
  return (kept.length === 0 ? all.slice(0, 1) : kept).map((ways) => random.pick(ways));
}

/** Words that say nothing of this paper's own training: of others, of what was given up, of what is to come. */
export function strangerSentences(random: Random, baseline: string): readonly string[] {
  return [
    `The work of \\cite{r0} trains with a learning rate of ${random.pick(['0.4', '$7\\times 10^{-3}$'])} for ${random.pick([77, 450])} epochs.`,
    `In contrast, the authors of ${baseline} \\cite{r1} use batches of ${random.pick([3, 4096])}.`,
    'Whether this holds on JFT is left for future work.',
    `Unlike \\cite{r0}, we do not evaluate on ${random.pick(['COCO', 'HumanEval', 'GSM8K'])}.`,
    'Why depth helps is not well understood, and we have nothing to add.',
  ];
}
