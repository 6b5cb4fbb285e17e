/** One paper with all that is true of it. */
import type { Random } from '../../soak/random.ts';
import { type Block, type MadeCell, type MadePaper, placesOf, type Section } from './blocks.ts';
import type { Field } from './fields.ts';
import { choose, dataSentence, methodSentence, numberText, type Said, strangerSentences, trainingSentences } from './phrases.ts';
import type { TruePaper } from './truth.ts';

export interface Wish {
  readonly id: string;
  readonly version: number;
  readonly date: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly field: Field;
  readonly form: TruePaper['form'];
  readonly isWithdrawn: boolean;
  /** Absent: it gives its method no name. */
  readonly method?: string;
  readonly cites: readonly string[];
  readonly citedTitles: readonly string[];
  readonly injection?: string;
  /** Hundreds of pages. */
  readonly isHuge: boolean;
}

interface Marked {
  readonly block: Block;
  readonly settings?: Said['settings'];
  readonly results?: readonly Omit<TruePaper['results'][number], 'anchor'>[];
  readonly names?: readonly string[];
  readonly method?: boolean;
  readonly code?: string;
}

type MarkedSection = Omit<Section, 'blocks'> & { readonly blocks: readonly Marked[] };

export function makePaper(random: Random, wish: Wish): { readonly made: MadePaper; readonly truth: TruePaper } {
  const { field, method } = wish;
  const idea = random.pick(field.ideas);
  const data = shuffled(random, field.data).slice(0, random.int(1, 3));
  const sections = sectionsOf(random, wish, idea, data);
  const abstract = `We study ${field.topic}. ${method === undefined ? `We propose ${idea}.` : `${method} is ${idea}.`} It is simple and works.`;
  const made: MadePaper = {
    title: wish.title,
    authors: wish.authors,
    abstract,
    sections: sections.map(({ blocks, ...rest }) => ({ ...rest, blocks: blocks.map(({ block }) => block) })),
    references: [
      ...['Q. Adler and R. Brandt. Notes on training. 2015.', 'S. Conti. A second look at baselines. 2016.'],
      ...wish.citedTitles.map((title, at) => `Somebody. ${title}. arXiv:${wish.cites[at]}, 2020.`),
    ],
    ...(wish.injection === undefined ? {} : { hidden: wish.injection }),
  };
  return { made, truth: truthOf(wish, sections, made) };
}

function sectionsOf(random: Random, wish: Wish, idea: string, data: readonly string[]): readonly MarkedSection[] {
  const { field, method } = wish;
  const noun = random.pick(['data set', 'benchmark', 'corpus']);
  const strangers = strangerSentences(random, random.pick(field.baselines));
  const it = choose(random);
  const isTabled = random.chance(0.25);
  const inAppendix = !isTabled && random.chance(0.25);
  const training: readonly Said[] = isTabled ? [] : trainingSentences(random, it);
  const scoped = !isTabled && data.length > 1 && random.chance(0.2) ? scopedRates(random, data) : undefined;
  const told =
    scoped === undefined ? training : training.map((said) => (said.settings.some(({ name }) => name === 'learning rate') ? scoped : said));
  const trainingBlock: readonly Marked[] =
    told.length === 0
      ? []
      : [{ block: paragraph(told.map(({ text }) => text).join(' ')), settings: told.flatMap(({ settings }) => settings) }];
  const metric = random.pick(field.metrics);
  const table = random.chance(0.92) ? [resultTable(random, wish, data, metric)] : [];
  const code = random.chance(0.35) ? `https://github.com/made-up/${wish.id.replace('.', '-')}` : undefined;
  const intro = method === undefined ? `We propose ${idea}.` : methodSentence(random, method, idea);
  return [
    {
      title: 'Introduction',
      isAppendix: false,
      blocks: [
        { block: paragraph(`Work on ${field.topic} has grown quickly \\cite{r0,r1}. ${strangers[4]}`) },
        { block: paragraph(`${intro} It needs no tuning.`), method: method !== undefined },
      ],
    },
    {
      title: random.pick(['Related work', 'Background']),
      isAppendix: false,
      blocks: [{ block: paragraph(`${strangers[0]} ${strangers[1]}`) }],
    },
    {
      title: 'Method',
      isAppendix: false,
      blocks: [{ block: paragraph(`Let $x \\in \\mathbb{R}^{d}$ be an input. The function $f(x) = W x + b$ is changed by ${idea}.`) }],
    },
    {
      title: random.pick(['Experiments', 'Experimental setup', 'Set-up']),
      isAppendix: false,
      blocks: [
        { block: paragraph(`${dataSentence(random, data, noun)} ${strangers[3]}`), names: data },
        ...(inAppendix ? [] : trainingBlock),
        ...(wish.injection === undefined ? [] : [{ block: paragraph(wish.injection) }]),
      ],
    },
    {
      title: 'Results',
      isAppendix: false,
      blocks: [{ block: paragraph('The numbers stand in the table. They speak for themselves.') }, ...table, ...asides(random, wish, data)],
    },
    {
      title: 'Conclusion',
      isAppendix: false,
      blocks: [
        {
          block: paragraph(`${strangers[2]}${code === undefined ? '' : ` Our code is available at \\url{${code}}.`}`),
          ...(code === undefined ? {} : { code }),
        },
      ],
    },
    ...(inAppendix && trainingBlock.length > 0 ? [{ title: 'Training details', isAppendix: true, blocks: trainingBlock }] : []),
    ...(isTabled ? [{ title: 'Hyper-parameters', isAppendix: true, blocks: [settingsTable(random, it)] }] : []),
    ...(wish.isHuge ? [fillerSection(random)] : []),
  ];
}

/** Tables beside the main one: what is taken away, and how large the data are. */
function asides(random: Random, { method }: Wish, data: readonly string[]): readonly Marked[] {
  const number = (): string => (50 + random.next() * 40).toFixed(1);
  const ablation: Block = {
    kind: 'table',
    caption: random.pick(['Ablation.', `Ablation on ${data[0]}.`, 'Ablation study: what each part is worth.']),
    head: 1,
    rows: [
      [{ text: 'Variant' }, { text: 'Score' }],
      [{ text: method ?? 'Full' }, { text: number() }],
      [{ text: 'without bias' }, { text: number() }],
    ],
  };
  const sizes: Block = {
    kind: 'table',
    caption: 'Statistics of the data sets.',
    head: 1,
    rows: [
      [{ text: 'Name' }, { text: 'Classes' }, { text: 'Average length' }],
      ...data.map((text) => [{ text }, { text: String(random.int(2, 40)) }, { text: number() }]),
    ],
  };
  return [...(random.chance(0.3) ? [{ block: ablation }] : []), ...(random.chance(0.2) ? [{ block: sizes }] : [])];
}

function scopedRates(random: Random, data: readonly string[]): Said {
  const [first = '', second = ''] = data;
  const [one, other] = [1e-4, 3e-4, 1e-3, 5e-3].toSorted(() => random.next() - 0.5);
  return {
    text: `The learning rate is ${numberText(random, one ?? 1e-4)} on ${first} and ${numberText(random, other ?? 1e-3)} on ${second}.`,
    settings: [
      { name: 'learning rate', value: one ?? 1e-4, scope: first },
      { name: 'learning rate', value: other ?? 1e-3, scope: second },
    ],
  };
}

function settingsTable(random: Random, it: ReturnType<typeof choose>): Marked {
  const optimizer = random.pick(['Adam', 'AdamW', 'SGD']);
  const rows: readonly (readonly [string, string, string, number | string])[] = [
    ['Optimizer', optimizer, 'optimizer', optimizer],
    ['Learning rate', numberText(random, it.rate), 'learning rate', it.rate],
    ['Batch size', String(it.batch), 'batch size', it.batch],
    ['Epochs', String(it.epochs), 'epochs', it.epochs],
    ['Weight decay', numberText(random, it.decay), 'weight decay', it.decay],
    ['Dropout', String(it.dropout), 'dropout', it.dropout],
    ['Warmup steps', String(it.warmup), 'warmup steps', it.warmup],
  ];
  const kept = rows.filter((_, at) => at < 2 || random.chance(0.75));
  return {
    block: {
      kind: 'table',
      caption: random.pick(['Hyper-parameters of all experiments.', 'Settings for training.', 'Hyperparameters.']),
      head: 1,
      rows: [[{ text: 'Setting' }, { text: 'Value' }], ...kept.map(([label, text]) => [{ text: label }, { text }])],
    },
    settings: kept.map(([, , name, value]) => ({ name, value })),
  };
}

/** Methods down and data sets across, metrics across, or data sets down. */
function resultTable(random: Random, { field, method }: Wish, data: readonly string[], metric: Field['metrics'][number]): Marked {
  const split = random.pick(['test', 'test', 'validation', 'unsaid']);
  const own = random.pick(['ours', 'bold', 'name'] as const);
  const label = method === undefined ? 'Ours' : own === 'ours' ? `${method} (ours)` : method;
  const baselines = shuffled(random, field.baselines).slice(0, random.int(1, 3));
  const hasSpread = random.chance(0.5);
  const value = (): { readonly text: string; readonly shown: string; readonly value: number } => {
    const number = (metric.from + random.next() * (metric.to - metric.from)).toFixed(1);
    const spread = (0.1 + random.next()).toFixed(1);
    return {
      value: Number(number),
      shown: hasSpread ? `${number} $\\pm$ ${spread}` : number,
      text: hasSpread ? `${number} ± ${spread}` : number,
    };
  };
  const of = split === 'unsaid' ? '' : random.pick([` on the ${split} set`, `, ${split} set`, ` (${split})`]);
  const layout =
    data.length > 1
      ? random.pick(field.metrics.length > 1 ? (['across', 'down', 'spanned'] as const) : (['across', 'down', 'across'] as const))
      : random.pick(['metric', 'metric', 'across'] as const);
  const withSplit = split === 'unsaid' ? {} : { split };
  if (layout === 'down') {
    const rows = data.map((name) => ({ name, others: baselines.map(value), mine: value() }));
    return {
      block: {
        kind: 'table',
        caption: `${metric.heading} of all methods${of}.`,
        head: 1,
        rows: [
          [{ text: 'Data' }, ...baselines.map((text) => ({ text })), { text: label }],
          ...rows.map(({ name, others, mine }) => [
            { text: name },
            ...others.map(({ shown }) => ({ text: shown })),
            cell(mine.shown, own === 'bold'),
          ]),
        ],
      },
      results: rows.map(({ name, mine }, at) => ({
        row: at + 2,
        column: baselines.length + 2,
        text: mine.text,
        value: mine.value,
        metric: metric.name,
        data: name,
        ...withSplit,
      })),
    };
  }
  if (layout === 'spanned') {
    const mine = data.map(() => field.metrics.map(value));
    return {
      block: {
        kind: 'table',
        caption: `Main results${of}.`,
        head: 2,
        rows: [
          [{ text: '' }, ...data.map((text) => ({ text, span: field.metrics.length }))],
          [{ text: 'Method' }, ...data.flatMap(() => field.metrics.map(({ heading }) => ({ text: heading })))],
          [{ text: label }, ...mine.flat().map(({ shown }) => cell(shown, own === 'bold'))],
          ...baselines.map((text) => [{ text }, ...mine.flat().map(() => ({ text: value().shown }))]),
        ],
      },
      results: mine.flatMap((values, set) =>
        values.map((each, at) => ({
          row: 3,
          column: 2 + set * field.metrics.length + at,
          text: each.text,
          value: each.value,
          metric: field.metrics[at]?.name ?? '',
          data: data[set] ?? '',
          ...withSplit,
        })),
      ),
    };
  }
  if (layout === 'metric') {
    const metrics = field.metrics.length > 1 ? field.metrics : [metric];
    const mine = metrics.map(value);
    const [name = ''] = data;
    return {
      block: {
        kind: 'table',
        caption: `Results on ${name}${of}.`,
        head: 1,
        rows: [
          [{ text: 'Method' }, ...metrics.map(({ heading }) => ({ text: heading }))],
          ...baselines.map((text) => [{ text }, ...metrics.map(() => ({ text: value().shown }))]),
          [{ text: label }, ...mine.map(({ shown }) => cell(shown, own === 'bold'))],
        ],
      },
      results: mine.map((each, at) => ({
        row: baselines.length + 2,
        column: at + 2,
        text: each.text,
        value: each.value,
        metric: metrics[at]?.name ?? '',
        data: name,
        ...withSplit,
      })),
    };
  }
  const mine = data.map(value);
  return {
    block: {
      kind: 'table',
      caption: `${metric.heading}${of}.`,
      head: 1,
      rows: [
        [{ text: 'Method' }, ...data.map((text) => ({ text }))],
        ...baselines.map((text) => [{ text }, ...data.map(() => ({ text: value().shown }))]),
        [{ text: label }, ...mine.map(({ shown }) => cell(shown, own === 'bold'))],
      ],
    },
    results: mine.map((each, at) => ({
      row: baselines.length + 2,
      column: at + 2,
      text: each.text,
      value: each.value,
      metric: metric.name,
      data: data[at] ?? '',
      ...withSplit,
    })),
  };
}

function cell(text: string, isBold: boolean): MadeCell {
  return isBold ? { text, isBold } : { text };
}

function fillerSection(random: Random): MarkedSection {
  const sentence = (): string =>
    random.pick([
      'The proof goes by cases.',
      'We spare the reader the details.',
      'The next lemma is of use elsewhere.',
      'Nothing new is needed here.',
    ]);
  const blocks = Array.from({ length: 900 }, (): Marked => ({ block: paragraph(Array.from({ length: 12 }, sentence).join(' ')) }));
  return { title: 'Proofs', isAppendix: true, blocks };
}

function truthOf(wish: Wish, sections: readonly MarkedSection[], made: MadePaper): TruePaper {
  const places = placesOf(made.sections);
  const all = sections.flatMap(({ blocks }, at) => blocks.map((marked, index) => ({ marked, anchor: places[at]?.[index] ?? '' })));
  const { method, injection } = wish;
  const isRead = wish.form !== 'none';
  const facts = all.filter(({ marked }) => marked.method === true).map(({ anchor, marked }) => ({ anchor, words: textOf(marked.block) }));
  const titled = method !== undefined && wish.title.startsWith(`${method}:`) ? [{ words: wish.title }] : [];
  const code = all.find(({ marked }) => marked.code !== undefined);
  return {
    id: wish.id,
    version: wish.version,
    title: wish.title,
    authors: wish.authors,
    year: Number(wish.date.slice(0, 4)),
    date: wish.date,
    field: wish.field.name,
    form: wish.form,
    isWithdrawn: wish.isWithdrawn,
    data: isRead ? all.flatMap(({ marked, anchor }) => (marked.names ?? []).map((name) => ({ name, anchor, words: name }))) : [],
    settings: isRead ? all.flatMap(({ marked, anchor }) => (marked.settings ?? []).map((setting) => ({ ...setting, anchor }))) : [],
    results: isRead ? all.flatMap(({ marked, anchor }) => (marked.results ?? []).map((result) => ({ ...result, anchor }))) : [],
    texts: new Map([
      ['', wish.title],
      ['abstract.p1', plainWords(made.abstract)],
      ...all.map(({ marked, anchor }) => [anchor, textOf(marked.block)] as const),
    ]),
    cites: wish.cites,
    ...(method === undefined || !isRead ? {} : { method: { name: method, facts: [...facts, ...titled] } }),
    ...(code?.marked.code === undefined || !isRead ? {} : { code: { anchor: code.anchor, words: code.marked.code } }),
    ...(injection === undefined ? {} : { injection }),
  };
}

function textOf(block: Block): string {
  if (block.kind === 'paragraph') return plainWords(block.text);
  return [block.caption, ...block.rows.map((row) => row.map(({ text }) => text).join(' | '))].map(plainWords).join('\n');
}

/** As a reader sees it: citations by number, formulas as LaTeX. */
export function plainWords(tex: string): string {
  return tex
    .replaceAll(
      /\\cite\{([^}]+)\}/g,
      (_, keys: string) =>
        `[${keys
          .split(',')
          .map((key) => Number(key.slice(1)) + 1)
          .join(', ')}]`,
    )
    .replaceAll(/\\url\{([^}]+)\}/g, '$1')
    .replaceAll('\\%', '%');
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

function shuffled<T>(random: Random, items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
