/** What speaks for and against a value being a setting, over the whole paper. */
import { strict as assert } from 'node:assert';
import { cuesOf, doubtsOf } from '../../../../src/papers/said/doubts.ts';
import { weights } from '../../../../src/papers/said/doubtWeights.ts';
import { readingOf } from '../../../../src/papers/said/reading.ts';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { figuresOf, paperOf, textsIn } from '../../../bench/said/texts.ts';

const paper = paperOf(
  String.raw`\title{A small network}\begin{document}` +
    String.raw`\section{Training} We train a network with the Adam optimizer, a learning rate of $0.01$, batches of $32$ examples and dropout $0.1$ for $40$ epochs.` +
    String.raw`\section{Analysis} If the learning rate were $0.5$, the bound would be empty. For a batch size of $7$ the variance of the estimate would be larger than its mean.` +
    String.raw`\end{document}`,
);

// shows: paper-doubts
describe('doubts about values', function () {
  // Dozens of whole papers.
  this.timeout(240_000);
  const given = readingOf(paper)?.given ?? [];
  const doubts = doubtsOf(given);
  const some = textsIn('saidWhole').filter((_, index) => index % 5 === 0);
  const doubtOf = (name: string, value: number): number =>
    doubts[given.findIndex((each) => each.name === name && each.value === value)] ?? Number.NaN;

  it('are small for what the set-up states, and each is a probability', () => {
    for (const doubt of doubts) assert.ok(doubt >= 0 && doubt <= 1, `${doubt}`);
    for (const [name, value] of [
      ['learning rate', 0.01],
      ['batch size', 32],
      ['dropout', 0.1],
      ['epochs', 40],
    ] as const)
      assert.ok(doubtOf(name, value) < 0.2, `${name} ${doubtOf(name, value)}`);
  });

  it('take out what is only supposed', () =>
    assert.deepEqual(
      sayWhat(paper)
        .hyperparameters.map(({ name, value }) => `${name} = ${value}`)
        .sort(),
      ['batch size = 32', 'dropout = 0.1', 'epochs = 40', 'learning rate = 0.01', 'optimizer = Adam'],
    ));

  it('are weighed by cues that occur', () => {
    const seen = new Set(some.flatMap(({ tex }) => cuesOf(readingOf(paperOf(tex))?.given ?? []).flatMap((cues) => [...cues])));
    const weighed = weights.split('\n').map((line) => line.slice(line.indexOf(' ') + 1));
    const unknown = weighed.filter((cue) => !seen.has(cue));
    assert.ok(weighed.length > 500 && unknown.length / weighed.length < 0.2, unknown.join('\n'));
  });

  it('leave whole papers with more that is right for what is wrong', () => {
    const texts = some;
    const rules = figuresOf(texts, (each) => ({
      hyperparameters: (readingOf(each)?.given ?? []).map(({ name, value, values, role }) => ({
        name,
        value,
        ...(values === undefined ? {} : { values }),
        ...(role === undefined ? {} : { role }),
      })),
      missing: [],
      contradictions: [],
      notation: [],
    }));
    const all = figuresOf(texts, sayWhat);
    assert.ok(all.f1 > 0.935 && all.f1 > rules.f1 + 0.025, `${all.f1}, the rules alone ${rules.f1}`);
  });
});
