/** Numbers of a set-up that no rule reads are shown as such, with guesses; what is read, and what is no setting, is not among them. */
import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

const unnamedOf = (body: string, heading = 'Training'): readonly string[] =>
  sayWhat(paperOf(String.raw`\begin{document}\section{${heading}} We train a network with Adam. ${body}\end{document}`)).unnamed.map(
    ({ stated, perhaps = [] }) => [stated, ...perhaps].join(' '),
  );

describe('numbers of a set-up without a name', () => {
  // shows: paper-unnamed
  it('are listed as the paper writes them', () => {
    assert.deepEqual(unnamedOf('Features are whitened with a shrinkage of 0.05 before the network sees them.'), ['0.05']);
    assert.deepEqual(unnamedOf('The network sees everything through windows that overlap by 96.'), ['96']);
  });

  it('have the settings that their clause speaks of as guesses, if these can have such a value', () => {
    assert.deepEqual(unnamedOf('As to the learning rate, nobody among us ever dared to touch the number 7e-4.'), ['7e-4 learning rate']);
    assert.deepEqual(unnamedOf('The batch, our Achilles heel, became with great trouble as large as 48.'), ['48 batch size']);
    assert.deepEqual(unnamedOf('The batch, our Achilles heel, became with great trouble as fine as 0.48.'), ['0.48']);
  });

  it('are not what is read', () => {
    assert.deepEqual(unnamedOf('The batch size is 64, and the learning rate is 0.001.'), []);
  });

  it('are not results, years, sections and machines', () => {
    assert.deepEqual(unnamedOf('In 2019 the model reached an accuracy of 91.3, see Section 4.', 'Results'), []);
    assert.deepEqual(unnamedOf('It took 14 hours.', 'Results'), []);
  });

  it('are not what a formula computes with', () => {
    assert.deepEqual(unnamedOf(String.raw`The network moves by $x - 12 y$ and counts in $\{0, 1\}$.`), []);
    assert.deepEqual(unnamedOf(String.raw`The network moves by $x = 12$.`), ['12']);
  });

  it('are not those of other people', () => {
    assert.deepEqual(unnamedOf(String.raw`Smith et al.\ \cite{smith} keep 17 of them.`, 'Related work'), []);
  });

  it('stand in reading order, each with its place and the words around it', () => {
    const { unnamed } = sayWhat(
      paperOf(
        String.raw`\begin{document}\section{Training} We train a network whose memory forgets by 0.3 in each update, and whose spikes are held back by 12 gates.\end{document}`,
      ),
    );
    assert.deepEqual(
      unnamed.map(({ address, stated }) => [address, stated]),
      [
        ['file:main.tex#S1.p1', '0.3'],
        ['file:main.tex#S1.p1', '12'],
      ],
    );
    for (const { quote, stated } of unnamed) assert.ok(quote.includes(stated));
  });

  it('are the cells of a table of settings whose row is called otherwise', () => {
    const { unnamed } = sayWhat(
      paperOf(
        String.raw`\begin{document}\section{Set-up} We train a network. \begin{table}\caption{Hyperparameters.}\begin{tabular}{lr} learning rate & 0.001 \\ batch size & 64 \\ epochs & 20 \\ wobble & 17 \\ \end{tabular}\end{table}\end{document}`,
      ),
    );
    assert.deepEqual(
      unnamed.map(({ stated, quote }) => [stated, quote]),
      [['17', 'wobble | 17']],
    );
  });
});
