/** Whole sections that are full of numbers and state no setting, behind a set-up that states some. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readingOf } from '../../../src/papers/said/reading.ts';
import { paperOf } from './texts.ts';
import type { TextWithTruth } from './truth.ts';

interface Section {
  readonly heading: string;
  readonly text: string;
}

const bank = join(import.meta.dirname, '..', '..', 'fixtures', 'papers', 'phrases', 'papers', 'notSettings.json');

const setUp = String.raw`We train a multilayer perceptron with two hidden layers of $128$ units and ReLU on $20{,}000$ images of handwritten digits in ten classes. The optimizer is SGD with momentum $0.9$, a learning rate of $0.05$ and a batch size of $128$. We train for $40$ epochs, with a weight decay of $5\cdot10^{-4}$ and a cosine schedule. Gradients are clipped at a norm of $1$. Every experiment is repeated with $5$ seeds. Accuracy is measured on $10{,}000$ test images.`;

export function sectionsWithout(): readonly Section[] {
  return JSON.parse(readFileSync(bank, 'utf8'));
}

/** Without a section: the set-up alone. */
export function paperBefore(section?: Section): string {
  const more = section === undefined ? '' : String.raw`\section{${section.heading}} ${section.text}`;
  return String.raw`\title{Small networks}\begin{document}\begin{abstract}We study training on a small scale: distillation, contrastive learning, reinforcement learning and attention.\end{abstract}\section{Introduction}Networks are trained often.\section{Set-up} ${setUp} ${more} \end{document}`;
}

/** What is true of each is what the set-up says. */
export function notSettings(): readonly TextWithTruth[] {
  const hyperparameters = (readingOf(paperOf(paperBefore()))?.given ?? []).map(({ name, value }) => ({ name, value }));
  return sectionsWithout().map((section) => ({
    name: 'sections',
    tex: paperBefore(section),
    truth: { hyperparameters, missing: [], contradictions: [] },
  }));
}
