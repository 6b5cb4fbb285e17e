import assert from 'node:assert/strict';
import { type Contract, contractsOf } from '../../../../src/reproduction/contract/contract.ts';
import { neededSymbols } from '../../../../src/reproduction/contract/needed.ts';
import { numpySource } from '../../../../src/reproduction/contract/numpy.ts';
import { readable } from '../../../../src/reproduction/contract/readableExpression.ts';
import { formulas, symbolOf } from '../../../fixtures/reproduction/contract/formulas.ts';

const r = String.raw;

function whyNone(tex: string, ...symbols: readonly string[]): string {
  const [contract] = contractsOf(tex, symbols.map(symbolOf));
  return contract?.kind === 'none' ? contract.why : `a contract: ${JSON.stringify(contract)}`;
}

function contractOf(tex: string, ...symbols: readonly string[]): Contract {
  const [contract] = contractsOf(tex, symbols.map(symbolOf));
  if (contract?.kind !== 'contract') throw new assert.AssertionError({ message: contract?.why ?? 'nothing' });
  return contract;
}

describe('equation contracts', () => {
  // shows: contract-subset
  it('read every formula of the collection', () => {
    for (const { name, tex, symbols } of formulas) {
      const sigmoid = { name: r`\sigma`, role: 'sigmoid', shape: [] } as const;
      const all = tex.includes(r`\sigma(`) ? [...symbols, sigmoid] : symbols;
      const contracts = contractsOf(tex, all);
      assert.deepEqual(
        contracts.map((contract) => (contract.kind === 'none' ? contract.why : contract.kind)),
        ['contract'],
        name,
      );
    }
  });

  // shows: contract-subset
  it('refuse what has two meanings or none, naming it', () => {
    const cases: readonly (readonly [tex: string, symbols: readonly string[], why: RegExp])[] = [
      [r`y = f(x)`, ['x:'], /^f, which is neither declared/],
      [r`y = \log x z`, ['x:', 'z:'], /\\log without brackets before more than one factor/],
      [r`y = \cos(x)^2`, ['x:'], /script behind the brackets of \\cos/],
      [r`y = a/b c`, ['a:', 'b:', 'c:'], /product behind a slash/],
      [r`y = x z`, ['x: n', 'z: n'], /two vectors/],
      [r`y = x^2`, ['x: n'], /item by item/],
      [r`y = A^2`, ['A: n n'], /item by item/],
      [r`y = A + b`, ['A: n n', 'b:'], /multiple of the identity/],
      [r`y = A + b`, ['A: n n', 'b: n'], /^A is n × n and b is a vector of n/],
      [r`y = A B`, ['A: n d', 'B: k d'], /^A ends with d and B begins with k/],
      [r`y = x^T`, ['x: n T'], /\^T, which may be the transpose or a power/],
      [r`y = \frac{\partial L}{\partial x}`, ['x:', 'L:'], /a derivative/],
      [r`a \geq b`, ['a:', 'b:'], /no equality/],
      [r`y = \mathbb{E}[x]`, ['x: n'], /does not say over what/],
      [r`y = \int x dx`, ['x:'], /\\int/],
      [r`y = \sum_{i=1}^{n} x_i + z_i`, ['x: n', 'z: n'], /^i, which|^z_i|index/],
      [r`y = \prod_{i=1}^{n} x_i z`, ['x: n', 'z:'], /in the prod or beside it/],
      [r`y = \pi(x)`, ['x:'], /\\pi, which is neither declared/],
      [r`p = x^{(i)}`, ['x:'], /neither declared nor an index/],
      [r`y = \operatorname{KL}(x)`, ['x: n'], /KL/],
      [r`y_i = x_i \quad \text{if } i > 1`, ['x: n'], /the condition .* beside/],
      [r`y_i = x_i, \quad i > 1`, ['x: n'], /the condition i > 1 beside/],
      [r`y = x \text{ if } b = 1`, ['x: n', 'b:'], /a condition behind/],
      [r`y = x \text{ for } b = 0`, ['x: n', 'b:'], /the condition on b behind/],
      [r`L = 3 + 4`, ['x:'], /nothing to compute/],
      [r`y_k = W_{k,1}`, ['W: k d'], /also declared as a size/],
      [r`y = \hat{x}`, ['x:'], /\\hat\{?x/],
    ];
    for (const [tex, symbols, why] of cases) assert.match(whyNone(tex, ...symbols), why, tex);
  });

  // shows: contract-subset
  it('take the longest declared name, and the rest of the scripts as indices, powers and transposes', () => {
    assert.deepEqual(contractOf(r`y = W_1 x`, 'W_1: k d', 'x: d').shape, ['k']);
    assert.deepEqual(contractOf(r`L = m_{t-1} + g`, 'm_{t-1}: d', 'g: d').shape, ['d']);
    assert.deepEqual(contractOf(r`y_k = W_{k,1} x`, 'W: K d', 'x:').shape, ['K']);
    assert.deepEqual(contractOf(r`S = X^\top X`, 'X: n d').shape, ['d', 'd']);
    assert.deepEqual(contractOf(r`p_k = \operatorname{softmax}(z)_k`, 'z: K').shape, ['K']);
  });

  // shows: contract-subset
  it('compute the last right-hand side of a chain, of each equation of a display', () => {
    const [first, second] = contractsOf(r`\begin{aligned} a &= b = c + d,\\ e &= c \end{aligned}`, ['c: n', 'd: n'].map(symbolOf));
    assert.equal(first?.kind === 'contract' && first.equation.value.tex, 'c + d');
    assert.equal(second?.kind === 'contract' && second.equation.left.trim(), 'e');
    assert.equal(contractsOf(r`a = c , \qquad k=1,\dots,K .`, [symbolOf('c: n')]).length, 1);
  });

  // shows: contract-subset
  it('take an argument without braces for one digit, as TeX does', () => {
    const { equation, symbols } = contractOf(r`y = \frac12x^23`, 'x:');
    assert.match(numpySource(equation, symbols), /np\.divide\(1\.0, 2\.0\)[\s\S]*np\.power\(np\.float64\(\w+\), 2\.0\)[\s\S]*3\.0/);
  });

  // shows: contract-subset
  it('say what a run of them cannot see', () => {
    const { equation } = contractOf(r`L = \sum_{i=1}^{n}(\epsilon_i - \epsilon_\theta(x_i, t))^2`, r`\epsilon: n`, r`\epsilon_\theta(): n`);
    assert.deepEqual(equation.unchecked, [r`\epsilon_\theta(x_i, t)`]);
  });

  // shows: contract-subset
  it('take a gradient, or a function called in two ways, as declared terms whose values are handed in', () => {
    const { equation } = contractOf(
      r`g_t = \beta g + (1-\beta)\nabla_{\theta} L(\theta_t)`,
      r`\beta:`,
      'g: p',
      r`\nabla_\theta L(\theta_t): p`,
    );
    assert.deepEqual(equation.unchecked, [r`\nabla_{\theta} L(\theta_t)`]);
    const nce = r`L = -\log \frac{\exp(s(x,x^{+})/\tau)}{\sum_{j=1}^{K}\exp(s(x,x_j)/\tau)}`;
    assert.match(whyNone(nce, 's(): K', r`\tau: positive`), /s\(x,x_j\), while s is called with no index elsewhere/);
    assert.deepEqual(contractOf(nce, 's(x,x^+):', 's(): K', r`\tau: positive`).shape, []);
  });

  // shows: contract-cli
  it('say what would have to be declared, and promise nothing where that does not help', () => {
    assert.deepEqual(neededSymbols(r`L = \frac1n\sum_{i=1}^{n}(y_i-p_i)^2`, [symbolOf('y: n')]), ['p_i']);
    assert.deepEqual(neededSymbols('L = x', [symbolOf('x: n')]), []);
    for (const tex of [r`g = \nabla f(x)`, r`y = \int x dx`, 'a \\geq b', r`D = \operatorname{KL}(p)`])
      assert.ok('kind' in neededSymbols(tex, []), tex);
  });

  // shows: contract-cli
  it('are shown as they are understood, with every bracket', () => {
    const shown = (tex: string, ...symbols: readonly string[]) => readable(contractOf(tex, ...symbols).equation.value);
    assert.equal(shown(r`y = \frac{a}{b} c - d^2`, 'a:', 'b:', 'c:', 'd:'), '(a / b) · c − d^2');
    assert.equal(shown(r`y = (a - (b - c))/d`, 'a:', 'b:', 'c:', 'd:'), '(a − (b − c)) / d');
    assert.equal(
      shown(r`A = \operatorname{softmax}(QK^\top/\sqrt{d})V`, 'Q: n d', 'K: m d', 'V: m v'),
      'softmax((Q · Kᵀ) / √(d), axis -1) · V',
    );
    assert.equal(
      shown(r`y = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}`, 'x:'),
      '{ x if x > 0; 0 if otherwise }',
    );
  });
});
