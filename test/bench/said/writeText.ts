/** Writes the set-up of an invented paper and the truth about it. Written before the extractor; nothing here is taken from it. */
import { type Dice, dice as throwDice } from './dice.ts';
import { numeral } from './numerals.ts';
import { distractors, type Setting, type SettingName, settings, words } from './phrases.ts';
import { appendixTable, columnsTable, inline, type Row } from './tables.ts';
import type { TextWithTruth, TrueValue } from './truth.ts';

interface Kind {
  readonly name: string;
  readonly opening: string;
  /** Always said, or counted missing under the second name when left out. */
  readonly asked: readonly (readonly [SettingName, string])[];
  readonly optional: readonly SettingName[];
  readonly pretrained: boolean;
  readonly data: 'vectors' | 'text' | 'none';
  readonly scopes: readonly (readonly [string, string])[];
}

const kinds: readonly Kind[] = [
  {
    name: 'classification',
    opening: 'We train a multilayer perceptron on DATA.',
    asked: [
      ['learning rate', 'learning rate'],
      ['batch size', 'batch size'],
      ['epochs', 'training length'],
      ['weight decay', 'weight decay'],
      ['seeds', 'seeds'],
    ],
    optional: ['dropout', 'label smoothing', 'gradient clipping', 'warmup steps'],
    pretrained: false,
    data: 'vectors',
    scopes: [
      ['MNIST', 'SVHN'],
      ['CIFAR-10', 'CIFAR-100'],
      ['Adult', 'Covertype'],
      ['Fashion-MNIST', 'KMNIST'],
    ],
  },
  {
    name: 'fine-tuning',
    opening: 'We fine-tune the pretrained BERT-base model on DATA.',
    asked: [
      ['learning rate', 'learning rate'],
      ['batch size', 'batch size'],
      ['epochs', 'training length'],
      ['weight decay', 'weight decay'],
      ['seeds', 'seeds'],
      ['sequence length', 'sequence length'],
    ],
    optional: ['dropout', 'warmup steps', 'label smoothing', 'gradient clipping'],
    pretrained: true,
    data: 'text',
    scopes: [
      ['SST-2', 'MRPC'],
      ['RTE', 'QNLI'],
      ['AG News', 'IMDB'],
    ],
  },
  {
    name: 'LoRA',
    opening: 'We adapt Mistral-7B with low-rank adapters (LoRA) to DATA. The adapters are put on the query and value projections.',
    asked: [
      ['lora rank', 'lora rank'],
      ['lora alpha', 'lora alpha'],
      ['learning rate', 'learning rate'],
      ['batch size', 'batch size'],
      ['training steps', 'training length'],
      ['weight decay', 'weight decay'],
      ['seeds', 'seeds'],
      ['sequence length', 'sequence length'],
    ],
    optional: ['dropout', 'warmup steps', 'gradient clipping'],
    pretrained: true,
    data: 'text',
    scopes: [
      ['GSM8K', 'SQuAD'],
      ['BoolQ', 'PIQA'],
    ],
  },
  {
    name: 'reinforcement learning',
    opening:
      'A policy and a value network are trained with proximal policy optimisation (PPO) on the environments ENV. Both are perceptrons.',
    asked: [
      ['discount factor', 'discount factor'],
      ['entropy coefficient', 'exploration'],
      ['learning rate', 'learning rate'],
      ['batch size', 'batch size'],
      ['training steps', 'training length'],
      ['weight decay', 'weight decay'],
      ['seeds', 'seeds'],
    ],
    optional: ['clip range', 'gradient clipping'],
    pretrained: false,
    data: 'none',
    scopes: [
      ['CartPole', 'Acrobot'],
      ['Hopper', 'Walker2d'],
    ],
  },
  {
    name: 'distillation',
    opening: 'A small student is distilled from a ResNet-50 teacher on DATA. The student is a perceptron.',
    asked: [
      ['temperature', 'temperature'],
      ['distillation weight', 'distillation weight'],
      ['learning rate', 'learning rate'],
      ['batch size', 'batch size'],
      ['epochs', 'training length'],
      ['weight decay', 'weight decay'],
      ['seeds', 'seeds'],
    ],
    optional: ['dropout', 'label smoothing'],
    pretrained: false,
    data: 'vectors',
    scopes: [
      ['CIFAR-10', 'CIFAR-100'],
      ['Flowers', 'Pets'],
    ],
  },
];

const phases = ['text', 'text', 'text', 'table', 'caption', 'footnote'] as const;

/** Its seed decides everything about a text. */
export function writeText(seed: number): TextWithTruth {
  return new Writer(throwDice(seed * 7919 + 13)).write(`generated-${seed}`);
}

class Writer {
  readonly #dice: Dice;
  readonly #values: TrueValue[] = [];
  readonly #missing: string[] = [];
  readonly #contradictions: { name: string; values: (number | string)[] }[] = [];
  readonly #sentences: string[] = [];
  readonly #captions: string[] = [];
  readonly #rows: Row[] = [];

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  write(name: string): TextWithTruth {
    const dice = this.#dice;
    const kind = dice.one([kinds[0] as Kind, ...kinds.slice(1)]);
    const isScoped = dice.chance(0.45);
    const scopes = dice.one([kind.scopes[0] ?? (['A', 'B'] as const), ...kind.scopes.slice(1)]);
    const asked = kind.asked.filter(([, missing]) => !this.#leavesOut(missing));
    for (const [setting] of asked) this.#say(settings[setting], isScoped && dice.chance(0.4) ? scopes : undefined);
    if (kind.name === 'LoRA') this.#values.push({ name: 'target modules', value: 'query and value projections' });
    for (const setting of kind.optional) if (dice.chance(0.5)) this.#say(settings[setting], undefined);
    this.#sayNetwork(kind);
    this.#sayOptimizer();
    this.#sayInWords('learning rate schedule', words.schedule, 'learning rate schedule');
    if (!kind.pretrained) this.#sayInWords('weight initialisation', words.initialization, 'initialization');
    this.#sayProtocol(kind);
    this.#contradict(asked.map(([setting]) => settings[setting]));
    this.#search(asked.map(([setting]) => setting));
    const opening = kind.opening.replace(/DATA|ENV/, isScoped || dice.chance(0.5) ? scopes.join(' and ') : scopes[0]);
    const others = dice.shuffled(distractors).slice(0, 1 + Math.floor(dice.next() * 4));
    const sentences = dice.shuffled([...this.#sentences, ...others]);
    const tex = document({
      title: `A study of ${kind.name}, number ${name}`,
      opening,
      paragraphs: paragraphs(sentences, dice),
      figure:
        this.#captions.length === 0
          ? ''
          : `\\begin{figure}\n\\caption{Results on the test set. ${this.#captions.join(' ')}}\n\\end{figure}`,
      appendix: this.#rows.length === 0 ? '' : this.#table(scopes),
    });
    return {
      name,
      tex,
      truth: {
        hyperparameters: this.#values,
        missing: this.#missing,
        missingMay: this.#arguable(kind),
        contradictions: this.#contradictions,
      },
    };
  }

  #leavesOut(missing: string): boolean {
    if (!this.#dice.chance(0.2)) return false;
    this.#missing.push(missing);
    return true;
  }

  /** A mean over seeds says something of the protocol, a tokenizer something of preprocessing. */
  #arguable({ data }: Kind): string[] {
    return [...(data === 'text' ? ['preprocessing'] : []), 'evaluation protocol'].filter((name) => !this.#missing.includes(name));
  }

  #say(setting: Setting, scopes: readonly [string, string] | undefined): void {
    const dice = this.#dice;
    const [first, second] = dice.shuffled(setting.values);
    if (first === undefined || second === undefined) return;
    if (scopes === undefined) {
      this.#values.push({ name: setting.name, value: first });
      this.#place(setting, [first]);
      return;
    }
    scopes.forEach((scope, index) => void this.#values.push({ name: setting.name, value: index === 0 ? first : second, scope: [scope] }));
    this.#place(setting, [first, second], scopes);
  }

  #place(setting: Setting, values: readonly (number | string)[], scopes?: readonly [string, string]): void {
    const dice = this.#dice;
    const where = dice.one(phases);
    const spelled = values.map((value) => this.#spell(setting, value, false));
    if (where === 'table') this.#rows.push({ label: dice.one(setting.labels), cells: spelled });
    else if (scopes !== undefined) this.#sentences.push(this.#scopedSentence(setting, spelled, scopes));
    else {
      const sentence = this.#sentence(setting, values[0] ?? 0);
      if (where === 'caption')
        this.#captions.push(dice.chance(0.5) ? sentence : `${dice.one(['Here the', 'The'])} ${setting.noun} is ${spelled[0]}.`);
      else if (where === 'footnote')
        this.#sentences.push(
          `${dice.one(['Further details are given below', 'We follow common practice', 'Details matter here'])}.\\footnote{${sentence}}`,
        );
      else this.#sentences.push(sentence);
    }
  }

  #sentence(setting: Setting, value: number | string): string {
    const template = this.#dice.one(setting.sentences);
    const before = template.slice(0, template.indexOf('#'));
    const inMath = (before.match(/\$/g)?.length ?? 0) % 2 === 1;
    const text = template.replace('#', () => this.#spell(setting, value, inMath));
    return text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  }

  #scopedSentence({ noun }: Setting, [a, b]: readonly string[], [one, two]: readonly [string, string]): string {
    return this.#dice.one([
      `The ${noun} is ${a} for ${one} and ${b} for ${two}.`,
      `We use a ${noun} of ${a} and ${b} for ${one} and ${two}, respectively.`,
      `On ${one} the ${noun} is ${a}, on ${two} it is ${b}.`,
      `For ${one} we set the ${noun} to ${a}; for ${two}, to ${b}.`,
      `The ${noun} was ${a} (${one}) and ${b} (${two}).`,
      `On ${one} and ${two} we choose a ${noun} of ${a} and ${b}, respectively.`,
    ]);
  }

  #spell(setting: Setting, value: number | string, inMath: boolean): string {
    return typeof value === 'string'
      ? value
      : numeral(value, { dice: this.#dice, share: setting.share, inMath, asWord: Number.isInteger(value) && setting.name === 'seeds' });
  }

  #sayNetwork(kind: Kind): void {
    if (kind.pretrained) return;
    if (this.#leavesOut('architecture')) return;
    this.#say(settings.layers, undefined);
    this.#say(settings['hidden units'], undefined);
    this.#values.push({ name: 'activation', value: 'ReLU' });
    this.#sentences.push(
      this.#dice.one(['The activation function is ReLU.', 'We use ReLU activations.', 'Hidden units are rectified linear (ReLU).']),
    );
  }

  #sayOptimizer(): void {
    if (this.#leavesOut('optimizer')) return;
    const dice = this.#dice;
    const optimizer = dice.one(['Adam', 'AdamW', 'SGD'] as const);
    this.#values.push({ name: 'optimizer', value: optimizer });
    const sentence = dice.one(words.optimizer[optimizer]);
    if (optimizer === 'SGD') {
      // Plain SGD has no constants that could be missing.
      if (dice.chance(0.7)) {
        this.#values.push({ name: 'momentum', value: 0.9 });
        this.#sentences.push(`${sentence} ${dice.one(words.momentum)}`);
      } else this.#sentences.push(sentence);
    } else if (this.#leavesOut('optimizer constants')) this.#sentences.push(sentence);
    else {
      this.#values.push({ name: 'beta1', value: 0.9 }, { name: 'beta2', value: 0.999 });
      this.#sentences.push(`${sentence} ${dice.one(words.constants)}`);
    }
  }

  #sayInWords(missing: string, choices: Readonly<Record<string, readonly [string, ...string[]]>>, name: string): void {
    if (this.#leavesOut(missing)) return;
    const [word, sentences] = this.#dice.shuffled(Object.entries(choices))[0] ?? [];
    if (word === undefined || sentences === undefined) return;
    this.#values.push({ name, value: word });
    this.#sentences.push(this.#dice.one(sentences));
  }

  #sayProtocol(kind: Kind): void {
    const dice = this.#dice;
    if (kind.data !== 'none') {
      if (!this.#leavesOut('data split')) {
        if (dice.chance(0.4)) this.#say(settings['test fraction'], undefined);
        else this.#sentences.push(dice.one(words.split));
      }
      if (!this.#leavesOut(kind.data === 'text' ? 'tokenizer' : 'preprocessing'))
        this.#sentences.push(dice.one(kind.data === 'text' ? words.tokenizing : words.preprocessing));
    }
    if (kind.data === 'none') this.#sentences.push('We measure the mean return of the final policy.');
    else {
      if (!this.#leavesOut('evaluation metric')) this.#sentences.push(dice.one(words.metric));
      if (dice.chance(0.8)) this.#sentences.push(dice.one(words.protocol));
      else if (this.#missing.includes('seeds')) this.#missing.push('evaluation protocol');
    }
    if (!this.#leavesOut('hardware')) {
      const sentence = dice.one(words.hardware);
      this.#values.push(
        { name: 'hardware', value: /A100|V100|RTX 3090/.exec(sentence)?.[0] ?? '' },
        ...(/\b(?:one|single)\b/.test(sentence) ? [{ name: 'devices', value: 1 }] : []),
      );
      this.#sentences.push(sentence);
    }
  }

  /** Says one of the values again, rightly or wrongly, in another place. */
  #contradict(said: readonly Setting[]): void {
    const dice = this.#dice;
    if (!dice.chance(0.6)) return;
    const setting = dice.shuffled(said).find(({ name }) => this.#values.some((value) => value.name === name && value.scope === undefined));
    const stated = this.#values.find((value) => value.name === setting?.name);
    if (setting === undefined || stated === undefined || Array.isArray(stated.value)) return;
    const isWrong = dice.chance(0.5);
    const value = isWrong ? (dice.shuffled(setting.values).find((other) => other !== stated.value) ?? 0) : (stated.value as number);
    if (isWrong) {
      this.#contradictions.push({ name: setting.name, values: [stated.value as number, value] });
      this.#values.push({ name: setting.name, value });
    }
    const spelled = this.#spell(setting, value, false);
    if (this.#rows.some(({ label }) => (setting.labels as readonly string[]).includes(label)) || dice.chance(0.4))
      this.#captions.push(`The ${setting.noun} is ${spelled}.`);
    else this.#rows.push({ label: dice.one(setting.labels), cells: [spelled] });
  }

  #search(said: readonly SettingName[]): void {
    const dice = this.#dice;
    if (!dice.chance(0.3)) return;
    const setting = settings[dice.one([said[0] ?? 'learning rate', ...said.slice(1)])];
    if (setting.name === 'seeds') return;
    const grid = [...dice.shuffled(setting.values as readonly number[]).slice(0, 3)].sort((a, b) => a - b);
    this.#values.push({ name: setting.name, value: grid, role: 'searched' });
    this.#sentences.push(
      dice.one([
        `The ${setting.noun} was chosen from $\\{${grid.map((value) => inline(value)).join(', ')}\\}$ on validation data.`,
        `We searched the ${setting.noun} over \\{${grid.map(String).join(', ')}\\}.`,
        `Candidates for the ${setting.noun} were ${grid.slice(0, -1).map(String).join(', ')} and ${grid.at(-1)}.`,
      ]),
    );
  }

  #table(scopes: readonly [string, string]): string {
    return this.#rows.some(({ cells }) => cells.length > 1) || !this.#dice.chance(0.3)
      ? appendixTable(this.#rows, scopes, this.#dice)
      : columnsTable(this.#rows, this.#dice);
  }
}

function paragraphs(sentences: readonly string[], dice: Dice): string[] {
  const found: string[][] = [[]];
  for (const sentence of sentences) {
    if (dice.chance(0.2)) found.push([]);
    found.at(-1)?.push(sentence);
  }
  return found.filter((paragraph) => paragraph.length > 0).map((paragraph) => paragraph.join(' '));
}

interface Parts {
  readonly title: string;
  readonly opening: string;
  readonly paragraphs: readonly string[];
  readonly figure: string;
  readonly appendix: string;
}

function document({ title, opening, paragraphs: [first = '', ...rest], figure, appendix }: Parts): string {
  return [
    '\\documentclass{article}\n\\usepackage{booktabs,amsmath}',
    `\\title{${title}}\n\\begin{document}\n\\maketitle`,
    `\\section{Set-up}\n${opening} ${first}`,
    ...(rest.length === 0 ? [] : [`\\section{Details}`, ...rest]),
    figure,
    ...(appendix === '' ? [] : ['\\appendix\n\\section{Settings}', appendix]),
    '\\end{document}\n',
  ].join('\n\n');
}
