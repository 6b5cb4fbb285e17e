/** Sentences with what they say, each read as the only paragraph on training of a paper that fits it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sayWhat } from '../../../src/papers/said/sayWhat.ts';
import { judge } from './judge.ts';
import { judgedNames, paperOf } from './texts.ts';
import type { TrueValue } from './truth.ts';

export interface Phrase {
  /** LaTeX: a sentence or a few, or a table. */
  readonly text: string;
  /** All settings of the list in `said/README.md` that the text states; scopes are not judged. */
  readonly says: readonly TrueValue[];
  /** Names that must not be found; for the reader, since whatever `says` does not list counts as wrong. */
  readonly not?: readonly string[];
}

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'papers', 'phrases');

/** Banks by name, and the share (0 to 1) of their phrases that was read once. */
export function phraseBanks(): { readonly bank: string; readonly phrases: readonly Phrase[]; readonly reached: number }[] {
  const reached: Readonly<Record<string, number>> = JSON.parse(readFileSync(join(folder, 'reached.json'), 'utf8'));
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'reached.json' && file !== 'evidence.json' && file !== 'gaps.json')
    .sort()
    .map((file) => {
      const bank = file.slice(0, -'.json'.length);
      return { bank, phrases: JSON.parse(readFileSync(join(folder, file), 'utf8')), reached: reached[bank] ?? 0 };
    });
}

/** The part of the reader that a phrase is about decides what the paper has to be about, for some names are known only there. */
const subjects: readonly (readonly [names: RegExp, title: string, sentence: string])[] = [
  [
    /^(?:discount|gae|clip range|entropy c|value c|kl c|replay|target update|exploration|group|rollout|environments|episodes)/,
    'Learning to Act in Mazes',
    'We train an agent with policy gradient reinforcement learning; its policy is a neural network.',
  ],
  [
    /^(?:diffusion|sampling steps|beta start|beta end|noise schedule|guidance|sampler)/,
    'Diffusion Models of Leaves',
    'We train a denoising diffusion model with a neural network.',
  ],
  [
    /^(?:temperature|distillation|queue|negatives|margin)/,
    'Distilling Contrastive Encoders',
    'We train a student network by knowledge distillation from a teacher, with a contrastive loss.',
  ],
  [/^(?:kernel size|channels)/, 'Convolutions for Leaves', 'We train a convolutional network for our task.'],
  [/^(?:lora|target modules)/, 'Adapters for Language Models', 'We fine-tune a pretrained language model with LoRA.'],
  [
    /^(?:beam|top-|length penalty|maximum length)/,
    'Generating Summaries',
    'We train a neural network that generates text, a summary of what it is given.',
  ],
];

/** LaTeX of a paper that says it in its training section, and little else. */
export function paperSaying({ text, says, not = [] }: Phrase): string {
  const names = [...says.map(({ name }) => name), ...not];
  const [, title, sentence] = subjects.find(([about]) => names.some((name) => about.test(name))) ?? [
    undefined,
    'Telling Leaves Apart',
    'We train a neural network for our task.',
  ];
  return String.raw`\documentclass{article}\title{${title}}\begin{document}\maketitle\section{Introduction} ${sentence} \section{Training} ${text} \end{document}`;
}

/** What is lost (`- …`) and what is read though nobody said it (`+ …`); empty where the phrase is read. */
export function unread(phrase: Phrase): readonly string[] {
  const truth = {
    hyperparameters: phrase.says.map((value) => ({ ...value, scopeMay: value.scope ?? [] })),
    missing: [],
    contradictions: [],
  };
  return judge(sayWhat(paperOf(paperSaying(phrase))), truth, judgedNames).remarks.filter((remark) =>
    /^[-+] (?!missing|contradiction|notation)/.test(remark),
  );
}
