import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

/** A whole paper that says of its training what stands in `training`, and in its theory and its results what follows. */
const paperWith = (training: string, theory: string, results: string): string => String.raw`\documentclass{article}
\title{Slow Weights on Small Tables}
\begin{document}\maketitle
\begin{abstract}We train a small network on a table and look at the noise of its last weights.\end{abstract}
\section{A quadratic model}
The loss near a minimum is a parabola with curvature $h$. The iterates hover around it. Their variance is found from a recursion. It has a fixed point.
The fixed point depends on the noise of the gradient. ${theory} It is reached after some time. Nothing in it depends on the start.
\section{Training}
The data set has 1,200 rows, of which 900 train and 300 test; the columns are standardised. The network has two hidden layers of 32 units. It is trained by Adam with
$\beta_1=0.9$ and $\beta_2=0.999$ in batches of 20 rows for 40 epochs. ${training} There is no weight decay. The weights are drawn by the rule of Glorot. All numbers are means over five seeds.
We report the test accuracy after the last epoch on a laptop.
\section{Results}
The accuracy is 91.2 per cent. The noise is as predicted. It grows with the curvature. The largest eigenvalue is 14. ${results} The agreement is good. The smallest eigenvalue is 0.1.
The difference between the two is small. It has no influence on the ranking. The predicted variance is 0.02. The measured one is 0.03.
\end{document}`;

const missing = (tex: string): readonly string[] => sayWhat(paperOf(tex)).missing.map(({ name }) => name);

// shows: paper-missing
describe('What a whole paper tells of its training', () => {
  it('is told where it sets its work up, and not where it derives or looks at what came out', () => {
    const step = 'The learning rate is $0.002$.';
    assert.deepEqual(missing(paperWith(`${step} It stays constant.`, '', '')), []);
    for (const [theory = '', results = ''] of [
      ['Two rates change the picture as long as they are fixed.'],
      ['A falling $\\eta$ removes it at the end.'],
      ['Decaying $\\eta$ removes the noise at the end.'],
      ['The variance is linear in $\\eta$ and falls with it.'],
      ['', 'At a constant step size the variance would be larger.'],
    ])
      assert.deepEqual(missing(paperWith(step, theory, results)), ['learning rate schedule'], `${theory}${results}`);
  });
});
