/** Whole sections that are full of numbers and state no setting: results, examples, proofs, costs, other people's work, first attempts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

interface Section {
  readonly heading: string;
  readonly text: string;
}

const bank = path.resolve(import.meta.dirname, '../../../fixtures/papers/phrases/papers/notSettings.json');
const sections: readonly Section[] = JSON.parse(readFileSync(bank, 'utf8'));
/** What was reached; the most that may be read of all of them. */
const most = 28;

const setUp = String.raw`We train a multilayer perceptron with two hidden layers of $128$ units and ReLU on $20{,}000$ images of handwritten digits in ten classes. The optimizer is SGD with momentum $0.9$, a learning rate of $0.05$ and a batch size of $128$. We train for $40$ epochs, with a weight decay of $5\cdot10^{-4}$ and a cosine schedule. Gradients are clipped at a norm of $1$. Every experiment is repeated with $5$ seeds. Accuracy is measured on $10{,}000$ test images.`;

function read(more: string): string[] {
  const { hyperparameters } = sayWhat(
    paperOf(
      String.raw`\title{Small networks}\begin{document}\begin{abstract}We study training on a small scale: distillation, contrastive learning, reinforcement learning and attention.\end{abstract}\section{Introduction}Networks are trained often.\section{Set-up} ${setUp} ${more} \end{document}`,
    ),
  );
  return [...new Set(hyperparameters.map(({ name, value }) => `${name} = ${value}`))];
}

// shows: paper-derivations
describe('sections without settings', () => {
  const own = read('');
  const taken = sections.flatMap(({ heading, text }) =>
    read(String.raw`\section{${heading}} ${text}`)
      .filter((value) => !own.includes(value))
      .map((value) => `${heading}: ${value}`),
  );

  it('are read for hardly any', () => assert.ok(taken.length <= most, `${taken.length}\n${taken.join('\n')}`));
  it('leave the set-up before them as it is', () => {
    for (const { heading, text } of sections) {
      const all = read(String.raw`\section{${heading}} ${text}`);
      const lost = own.filter((value) => !all.includes(value));
      assert.deepEqual(lost, [], heading);
    }
  });
});
