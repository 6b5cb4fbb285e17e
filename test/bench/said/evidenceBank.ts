/** Sentences with what they tell of the list of things that can be missing, each read in a paper of its kind that tells nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sayWhat } from '../../../src/papers/said/sayWhat.ts';
import { paperOf } from './texts.ts';

export interface TellingPhrase {
  /** LaTeX: a sentence or a few. */
  readonly text: string;
  /** All names of the second list in `said/README.md` that it tells; empty for what only looks like it. */
  readonly says: readonly string[];
  /** Arguable ones, neither right nor wrong. */
  readonly may?: readonly string[];
  /** Of what it is said; a trained network where nothing stands. */
  readonly kind?: keyof typeof hosts;
}

const hosts = {
  network: ['Telling Leaves Apart', 'We train a neural network for our task with data of our own.'],
  adam: ['Telling Leaves Apart', 'We train a neural network by Adam for our task with data of our own.'],
  language: ['Modelling Language', 'We train a language model from scratch.'],
  generation: ['Writing Abridgements', 'We train a large language model for summarization.'],
  rl: [
    'Acting in Mazes',
    'We train an agent by reinforcement learning: its policy is a neural network and it collects rewards in episodes.',
  ],
  diffusion: ['Diffusion Models of Leaves', 'We train a denoising diffusion model, a neural network, with data of our own.'],
  finetuning: ['Tuning for Leaves', 'We fine-tune a pretrained network for our task with data of our own.'],
  lora: ['Adapters for Leaves', 'We adapt a pretrained network with LoRA for our task.'],
  distillation: ['Small Students', 'We train a student network by knowledge distillation from a teacher network.'],
} as const;

/** What nearly every paper tells: any mention is taken for it, so that only what is told and not understood counts. */
const usual = new Set(['data set', 'environment', 'evaluation metric']);

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'papers', 'phrases');

/** The sentences, and the share (0 to 1) of them that was understood once. */
export function tellingPhrases(): { readonly phrases: readonly TellingPhrase[]; readonly reached: number } {
  const { evidence: reached = 0 } = JSON.parse(readFileSync(join(folder, 'reached.json'), 'utf8'));
  return { phrases: JSON.parse(readFileSync(join(folder, 'evidence.json'), 'utf8')), reached };
}

/** What it tells and was not understood (`- …`), and what it was taken for and does not tell (`+ …`). */
export function misunderstood({ text, says, may = [], kind = 'network' }: TellingPhrase): readonly string[] {
  const with_ = missingWith(kind, text);
  const asked = new Set([...missingWith(kind, ''), ...(says.includes('optimizer constants') ? ['optimizer constants'] : [])]);
  return [
    ...says.filter((name) => !asked.has(name)).map((name) => `? ${name}`),
    ...says.filter((name) => asked.has(name) && with_.has(name)).map((name) => `- ${name}`),
    ...[...asked]
      .filter((name) => !with_.has(name) && !usual.has(name) && !says.includes(name) && !may.includes(name))
      .map((name) => `+ ${name}`),
  ];
}

function missingWith(kind: keyof typeof hosts, text: string): Set<string> {
  return new Set(sayWhat(paperOf(texOf({ kind, text }))).missing.map(({ name }) => name));
}

/** The paper that a phrase is read in. */
export function texOf({ kind = 'network', text }: Pick<TellingPhrase, 'kind' | 'text'>): string {
  const [title, sentence] = hosts[kind];
  return String.raw`\documentclass{article}\title{${title}}\begin{document}\maketitle\section{Introduction} ${sentence} \section{Experiments} ${text} \end{document}`;
}

/** Sentences that tell a thing, and sentences that speak of it and do not. */
export interface Gap {
  readonly name: string;
  readonly kind?: keyof typeof hosts;
  readonly tell: readonly string[];
  readonly doNot: readonly string[];
}

export function gaps(): readonly Gap[] {
  return JSON.parse(readFileSync(join(folder, 'gaps.json'), 'utf8'));
}

/** Of all sentences those that are taken for the other kind, and how many there are. */
export function mistakenGaps(): { readonly mistaken: readonly string[]; readonly all: number } {
  const all = gaps();
  const mistaken = all.flatMap(({ name, kind = 'network', tell, doNot }) => [
    ...tell.filter((text) => missingWith(kind, text).has(name)).map((text) => `- ${name}: ${text}`),
    ...doNot.filter((text) => !missingWith(kind, text).has(name)).map((text) => `+ ${name}: ${text}`),
  ]);
  return { mistaken, all: all.reduce((sum, { tell, doNot }) => sum + tell.length + doNot.length, 0) };
}
