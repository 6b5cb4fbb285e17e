/** Texts of training and test data as JSON lines, with and without test texts in training. Nothing here knows how they are judged. */
import { mulberry32 } from '../../random.ts';

export type Random = () => number;

export interface TextCase {
  readonly train: readonly object[];
  readonly test: readonly object[];
  readonly group?: string;
  readonly time?: string;
}

export const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
const oneOf = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;

const syllables = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo ya zu stra plen gor mi ter lan os em ir'.split(' ');

/** Words by rank, and phrases that come again and again, as in any language. */
class Language {
  readonly #words: readonly string[];
  readonly #phrases: readonly string[];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    const words = new Set<string>();
    while (words.size < 5_000) words.add(Array.from({ length: between(random, 1, 4) }, () => oneOf(random, syllables)).join(''));
    this.#words = [...words].toSorted((a, b) => a.length - b.length);
    this.#phrases = Array.from({ length: 150 }, () => Array.from({ length: between(random, 3, 7) }, () => this.word()).join(' '));
  }

  word(): string {
    return this.#words[Math.floor(this.#words.length ** this.#random()) - 1] ?? 'ba';
  }

  /** A sentence or several. */
  text(words: number): string {
    const out: string[] = [];
    while (out.length < words) out.push(...(this.#random() < 0.06 ? oneOf(this.#random, this.#phrases).split(' ') : [this.word()]));
    const text = out.slice(0, words).map((word, at) => (at > 0 && at % 13 === 0 ? `${word}.` : word));
    const [first = ''] = text;
    return `${first[0]?.toUpperCase() ?? ''}${[first.slice(1), ...text.slice(1)].join(' ')}.`;
  }
}

interface World {
  readonly random: Random;
  readonly language: Language;
  readonly n: number;
  readonly m: number;
}

function worldOf(seed: number): World {
  const random = mulberry32(seed);
  return { random, language: new Language(random), n: between(random, 300, 1_500), m: between(random, 60, 250) };
}

function many<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

const asRows = (texts: readonly string[]): readonly object[] => texts.map((text, at) => ({ id: at, text, label: text.length % 3 }));

function lengthsOf(random: Random): () => number {
  const [low, high] = oneOf(random, [
    [12, 40],
    [30, 90],
    [80, 250],
  ] as const);
  return () => between(random, low, high);
}

/** Some test texts, changed, in place of training texts. */
function leaked(seed: number, change: (text: string, world: World) => string): TextCase {
  const world = worldOf(seed);
  const { random, language, n, m } = world;
  const length = lengthsOf(random);
  const [train, test] = [many(n, () => language.text(length())), many(m, () => language.text(length()))];
  const count = Math.max(3, Math.floor(m * (0.02 + 0.3 * random())));
  for (let at = 0; at < count; at++) train[Math.floor((at * n) / count)] = change(test[(at * 7) % m] ?? '', world);
  return { train: asRows(train), test: asRows(test) };
}

function edited(text: string, { random, language }: World): string {
  const words = text.split(' ');
  const edits = Math.max(1, Math.round(words.length * 0.04 * random()));
  for (let at = 0; at < edits; at++) {
    const place = Math.floor(random() * words.length);
    const way = random();
    if (way < 0.4) words[place] = language.word();
    else if (way < 0.7) words.splice(place, 1);
    else words[place] = `${words[place]?.slice(1) ?? ''}x`;
  }
  return words.join(' ');
}

const questions = [
  'who wrote',
  'when was',
  'where is',
  'what is the capital of',
  'how many people live in',
  'which river runs through',
  'why did',
];

export const plantedTexts: Readonly<Record<string, (seed: number) => TextCase>> = {
  'text, the same': (seed) => leaked(seed, (text) => text),
  'text, other case, blanks and punctuation': (seed) =>
    leaked(seed, (text, { random }) =>
      (random() < 0.5 ? text.toUpperCase() : text.replaceAll('.', ' ;')).replaceAll(' ', random() < 0.5 ? '  ' : '\u00a0'),
    ),
  'text, a few words edited': (seed) => leaked(seed, edited),
  'text, cut after two thirds': (seed) => leaked(seed, (text) => text.slice(0, Math.floor(text.length * 0.67))),
  'text, within a longer one': (seed) =>
    leaked(
      seed,
      (text, { random, language }) => `${language.text(between(random, 100, 400))} ${text} ${language.text(between(random, 100, 400))}`,
    ),
  'text, repeated before the split': (seed) => {
    const { random, language, n } = worldOf(seed);
    const length = lengthsOf(random);
    const texts = many(n, () => language.text(length()));
    const all = [...texts, ...many(between(random, 1, 4), () => texts.slice(0, Math.floor(n / 10))).flat()];
    const order = all
      .map((text) => [random(), text] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, text]) => text);
    const held = Math.floor(order.length / 5);
    return { train: asRows(order.slice(held)), test: asRows(order.slice(0, held)) };
  },
  'chat, the same conversation': (seed) => {
    const { train, test } = leaked(seed, (text) => text);
    return { train: asChat(train), test: asChat(test) };
  },
  'groups in both splits': (seed) => {
    const { random, language, n, m } = worldOf(seed);
    const row = (group: number): object => ({ text: language.text(30), subject: `s${group}` });
    const groups = between(random, 10, 80);
    return {
      train: many(n, () => row(between(random, 0, groups))),
      test: many(m, () => row(between(random, groups - 2, groups + 30))),
      group: 'subject',
    };
  },
  'test data older than training data': (seed) => {
    const { random, language, n, m } = worldOf(seed);
    const row = (at: number): object => ({ text: language.text(30), date: new Date(1.6e12 + at * 8.64e7).toISOString().slice(0, 10) });
    return { train: many(n, (at) => row(at)), test: many(m, () => row(between(random, n - 20, n + 200))), time: 'date' };
  },
};

function asChat(rows: readonly object[]): readonly object[] {
  const system = 'You are a helpful assistant who answers in a short and friendly way and never makes anything up.';
  return rows.map((row) => ({
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: `Summarise the following text in one sentence, please. ${String(Reflect.get(row, 'text'))}` },
      { role: 'assistant', content: String(Reflect.get(row, 'text')).slice(0, 40) },
    ],
  }));
}

/** Texts of a form with open places. */
function formed(seed: number, forms: number, slots: (random: Random, language: Language) => readonly (() => string)[]): TextCase {
  const { random, language, n, m } = worldOf(seed);
  const fills = slots(random, language);
  const bodies = many(forms, () => many(fills.length + 1, () => language.text(between(random, 4, 14)).slice(0, -1)));
  const make = (): string => {
    const body = oneOf(random, bodies);
    return body.map((part, at) => (at < fills.length ? `${part} ${fills[at]?.() ?? ''}` : part)).join(' ');
  };
  return { train: asRows(many(n, make)), test: asRows(many(m, make)) };
}

export const cleanTexts: Readonly<Record<string, (seed: number) => TextCase>> = {
  'texts that have nothing to do with each other': (seed) => {
    const { random, language, n, m } = worldOf(seed);
    const length = lengthsOf(random);
    return { train: asRows(many(n, () => language.text(length()))), test: asRows(many(m, () => language.text(length()))) };
  },
  'forms with a few open places': (seed) =>
    formed(seed, 1 + (seed % 6), (random, language) => [
      () => String(between(random, 1, 100)),
      () => language.word(),
      () => String(between(random, 1, 30)),
    ]),
  'forms with few answers': (seed) =>
    formed(seed, 1 + (seed % 4), (random) => [() => String(between(random, 1, 20)), () => String(between(random, 1, 20))]),
  'a shared prompt before every text': (seed) => {
    const { random, language, n, m } = worldOf(seed);
    const prompt = language.text(between(random, 20, 120));
    const length = lengthsOf(random);
    const make = (): string => `${prompt} ${language.text(length())}`;
    return { train: asRows(many(n, make)), test: asRows(many(m, make)) };
  },
  'several shared prompts, as conversations': (seed) => {
    const { random, language, n, m } = worldOf(seed);
    const prompts = many(between(random, 3, 12), () => language.text(between(random, 10, 40)));
    const make = (): object => ({
      messages: [
        { role: 'user', content: `${oneOf(random, prompts)} ${language.text(between(random, 20, 60))}` },
        { role: 'assistant', content: language.text(between(random, 15, 60)) },
      ],
    });
    return { train: many(n, make), test: many(m, make) };
  },
  'usual phrases': (seed) => {
    const { random, language, n, m } = worldOf(seed);
    const phrases = many(between(random, 20, 200), () => language.text(between(random, 1, 4)));
    const make = (): string => (random() < 0.6 ? oneOf(random, phrases) : language.text(between(random, 2, 25)));
    return { train: asRows(many(n, make)), test: asRows(many(m, make)) };
  },
  'short questions': (seed) => {
    const { random, language, n, m } = worldOf(seed);
    const names = many(2_500, () => language.word());
    const make = (): string => `${oneOf(random, questions)} ${oneOf(random, names)}?`;
    return { train: asRows(many(n, make)), test: asRows(many(m, make)) };
  },
  'sums in words': (seed) => {
    const { random, n, m } = worldOf(seed);
    const make = (): string =>
      `What is ${between(random, 0, 60)} ${oneOf(random, ['plus', 'minus', 'times'])} ${between(random, 0, 60)}? Give the number and nothing else.`;
    return { train: asRows(many(n, make)), test: asRows(many(m, make)) };
  },
  'empty texts and one answer for many': (seed) => {
    const { random, language, n, m } = worldOf(seed);
    const refusal = language.text(25);
    const make = (): string => (random() < 0.15 ? '' : random() < 0.2 ? refusal : language.text(between(random, 20, 60)));
    return { train: asRows(many(n, make)), test: asRows(many(m, make)) };
  },
  'a licence at the end of every text': (seed) => {
    const { random, language, n, m } = worldOf(seed);
    const licence = language.text(200);
    const make = (): string => `${language.text(between(random, 30, 80))} ${random() < 0.7 ? licence : ''}`;
    return { train: asRows(many(n, make)), test: asRows(many(m, make)) };
  },
  'groups in one split only': (seed) => {
    const { random, language, n, m } = worldOf(seed);
    const row = (group: string): object => ({ text: language.text(30), subject: group });
    return {
      train: many(n, () => row(`a${between(random, 1, 50)}`)),
      test: many(m, () => row(`b${between(random, 1, 50)}`)),
      group: 'subject',
    };
  },
  'training data from before the test data': (seed) => {
    const { random, language, n, m } = worldOf(seed);
    const row = (at: number): object => ({ text: language.text(30), date: new Date(1.6e12 + at * 8.64e7).toISOString().slice(0, 10) });
    return { train: many(n, () => row(between(random, 0, 400))), test: many(m, () => row(between(random, 401, 600))), time: 'date' };
  },
};
