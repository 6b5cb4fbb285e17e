import assert from 'node:assert/strict';
import { unsaidIn } from '../../../../src/reproduction/register/unsaid.ts';
import { sentencesOf } from '../../../../src/reproduction/spec/sentences.ts';
import { readTex } from '../../../support/readExample.ts';

function unsaid(body: string): readonly string[] {
  const { paper, said } = readTex(
    String.raw`\documentclass{article}\title{A}\begin{document}\maketitle\section{Method}${body}\end{document}`,
  );
  return unsaidIn(sentencesOf(paper, said), said).map(({ name }) => name);
}

describe('What a paper mentions and does not say', () => {
  // shows: repro-register-rows
  it('is asked for where a value, a part or a way of doing it is missing', () => {
    for (const [body, name] of [
      [
        'We train a generator and a discriminator. The generator is trained for 300 epochs. The discriminator is trained on the same images.',
        'training length of the discriminator',
      ],
      ['The model has layer normalization after each block and is trained for 10 epochs.', 'normalisation epsilon'],
      ['We apply dropout to all layers and train for 10 epochs.', 'dropout'],
      ['A multi-layer perceptron with two hidden layers of 64 units predicts the class.', 'activation'],
      ['We evaluate an EMA of the weights.', 'ema decay'],
      ['Embeddings are initialised with Gaussian noise.', 'standard deviation at the start'],
      ['The agent follows its policy and collects rewards with a learning rate of 0.1.', 'exploration'],
    ] as const)
      assert.ok(unsaid(body).includes(name), `${name} in “${body}”: ${unsaid(body).join(', ')}`);
  });

  // shows: repro-register-rows
  it('is not asked for where it is said, or is not spoken of', () => {
    for (const [body, name] of [
      ['We train a generator and a discriminator for 300 epochs.', 'training length of the discriminator'],
      ['There is no normalisation layer, and no layer normalization is used.', 'normalisation epsilon'],
      ['We apply dropout with a rate of 0.1 to all layers.', 'dropout'],
      ['We train without dropout.', 'dropout'],
      ['A multi-layer perceptron with two hidden layers of 64 ReLU units predicts the class.', 'activation'],
      ['We evaluate an EMA of the weights with a decay of 0.999.', 'ema decay'],
      ['Embeddings are initialised with Gaussian noise of standard deviation 0.02.', 'standard deviation at the start'],
      ['The agent explores with an entropy bonus and collects rewards.', 'exploration'],
      ['We use a constant learning rate of 0.1.', 'learning rate schedule'],
      ['We hold out 20\\% of the data for testing, chosen at random.', 'data split'],
    ] as const)
      assert.ok(!unsaid(body).includes(name), `${name} in “${body}”`);
  });
});
