import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { figuresOf, paperOf, textsIn } from '../../../bench/said/texts.ts';
import { writeText } from '../../../bench/said/writeText.ts';

const labelSmoothing = readFileSync(join(import.meta.dirname, '..', '..', '..', 'fixtures', 'papers', 'written-p1', 'main.tex'), 'utf8');

describe('what a paper says of its set-up', () => {
  const figures = figuresOf([...textsIn('said'), ...Array.from({ length: 20 }, (_, seed) => writeText(1000 + seed))], sayWhat);
  const remarks = figures.remarks.join('\n');

  // shows: paper-settings
  it('is found with its values and for what they hold', () => {
    assert.ok(figures.f1 >= 0.97, `${figures.f1}\n${remarks}`);
    assert.ok(figures.scope >= 0.97, `${figures.scope}\n${remarks}`);
  });

  // shows: paper-missing
  it('is held against what a reproduction needs', () => {
    assert.ok(figures.missingRecall >= 0.96, `${figures.missingRecall}\n${remarks}`);
    assert.ok(figures.missingPrecision >= 0.94, `${figures.missingPrecision}\n${remarks}`);
  });

  // shows: paper-contradictions
  it('is compared with itself, without false alarms', () => {
    assert.ok(figures.contradictionsFound >= 0.9, `${figures.contradictionsFound}\n${remarks}`);
    assert.equal(figures.falseAlarms, 0, remarks);
  });

  // shows: paper-notation
  it('has its symbols explained as the paper explains them', () => {
    assert.equal(figures.notationFound, 1, remarks);
  });

  // shows: paper-settings, paper-missing, paper-contradictions
  it('is read from a whole paper with the places that say it', () => {
    const { hyperparameters, missing, contradictions } = sayWhat(paperOf(labelSmoothing));
    assert.deepEqual(
      missing.map(({ name }) => name),
      ['learning rate schedule', 'weight initialisation', 'weight decay', 'data split', 'hardware'],
    );
    assert.deepEqual(
      contradictions.map(({ name, values }) => [name, values.map(({ value, address }) => `${value} ${address}`)]),
      [
        ['learning rate', ['0.001 file:main.tex#S3.SS1.p1', '0.003 file:main.tex#A1.T3']],
        ['bins', ['15 file:main.tex#S3.SS2.p1', '10 file:main.tex#S3.T1']],
      ],
    );
    assert.deepEqual(
      hyperparameters.find(({ name, role }) => name === 'label smoothing' && role === 'searched')?.values,
      [0, 0.05, 0.1, 0.2],
    );
    for (const { quote } of hyperparameters) assert.ok(quote.length > 3 && quote.length < 320, quote);
  });

  it('is the same every time', () => {
    assert.deepEqual(sayWhat(paperOf(labelSmoothing)), sayWhat(paperOf(labelSmoothing)));
  });

  it('is nothing where a paper has no experiments or nothing in it', () => {
    const said = sayWhat(
      paperOf(String.raw`\begin{document}\section{Proof} Let $x$ be a real number. By induction the claim follows. \end{document}`),
    );
    assert.deepEqual([said.hyperparameters, said.missing, said.contradictions], [[], [], []]);
  });
});
