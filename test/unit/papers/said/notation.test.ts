import assert from 'node:assert/strict';
import { notationOf } from '../../../../src/papers/said/notation.ts';
import { paperOf } from '../../../bench/said/texts.ts';

const meanings = (tex: string): readonly string[] =>
  notationOf(paperOf(String.raw`\begin{document}\section{Method} ${tex} \end{document}`)).map(
    ({ symbol, meaning }) => `${symbol}: ${meaning}`,
  );

describe('What a symbol means', () => {
  // shows: paper-notation
  it('is the words that say it, up to their noun and what belongs to that', () => {
    for (const [tex, ...expected] of [
      ['Here $\\rho$ is the spectral radius of the Jacobian, and $c$ denotes speed.', '\\rho: spectral radius of the Jacobian', 'c: speed'],
      ['The penalty weight $\\lambda$ is chosen on the validation set.', '\\lambda: penalty weight'],
      ['with $g_t$ the mini-batch gradient, and learning rate $\\eta$', 'g_t: mini-batch gradient', '\\eta: learning rate'],
      ['Let $u$ and $v$ be the logits of student and teacher.', 'u: logits of student', 'v: logits of student'],
      ['We write $q$ for the query vector.', 'q: query vector'],
      ['Since the error $e_t$ obeys a recursion, the running accuracy $a$ exceeds it.', 'e_t: error', 'a: running accuracy'],
      ['Its Fiedler value $f$ grows.', 'f: Fiedler value'],
    ] as const)
      assert.deepEqual(meanings(tex), expected, tex);
  });

  // shows: paper-notation
  it('is no verb, no preposition and no part of a sentence that stands beside it', () => {
    for (const tex of [
      'We sweep $\\alpha$ after $T$ steps, recommend $\\rho$, and note $G$.',
      'Then $X$ becomes the matrix $Y$, each client makes $E$ of them, and the step appends $B$.',
      'The weights are replaced by $w$, $s$ is set to 3, $r$ is uniform, and $d$ is raised only after that.',
      'The method requires $\\kappa$, whose growth $\\tanh$ bounds as $O(n)$.',
      'We update $\\theta$ and draw $m$.',
    ])
      assert.deepEqual(
        meanings(tex).filter((each) => !each.endsWith(': matrix')),
        [],
        tex,
      );
  });

  // shows: paper-notation
  it('is what a sentence says of it, wherever words in front of it were met before', () => {
    assert.deepEqual(meanings('A small value $\\beta$ is enough. Here $\\beta$ is the inverse temperature.'), [
      '\\beta: inverse temperature',
    ]);
  });
});
