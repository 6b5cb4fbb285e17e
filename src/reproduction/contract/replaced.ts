import type { Comparison, Expression } from './expression.ts';

/** By identity: the same letters elsewhere stay. */
export function replaced(whole: Expression, part: Expression, by: Expression): Expression {
  const inner = (each: Expression): Expression => replaced(each, part, by);
  const when = (all: readonly Comparison[]) => all.map(({ left, sign, right }) => ({ left: inner(left), sign, right: inner(right) }));
  if (whole === part) return by;
  switch (whole.kind) {
    case 'number':
    case 'symbol':
    case 'index':
      return whole;
    case 'at':
      return { ...whole, of: inner(whole.of), indices: whole.indices.map(inner) };
    case 'negative':
    case 'transpose':
    case 'trace':
    case 'apply':
    case 'softmax':
    case 'norm':
      return { ...whole, of: inner(whole.of) };
    case 'add':
      return { ...whole, terms: whole.terms.map((term) => ({ ...term, of: inner(term.of) })) };
    case 'product':
      return { ...whole, factors: whole.factors.map(inner) };
    case 'hadamard':
    case 'inner':
      return { ...whole, left: inner(whole.left), right: inner(whole.right) };
    case 'quotient':
      return { ...whole, over: inner(whole.over), under: inner(whole.under) };
    case 'power':
      return { ...whole, base: inner(whole.base), exponent: inner(whole.exponent) };
    case 'extreme':
      return { ...whole, of: whole.of.map(inner) };
    case 'indicator':
      return { ...whole, when: when(whole.when) };
    case 'cases':
      return { ...whole, branches: whole.branches.map((branch) => ({ value: inner(branch.value), when: when(branch.when) })) };
    case 'reduce': {
      const { bounds } = whole;
      const both = bounds === undefined ? {} : { bounds: { from: inner(bounds.from), to: inner(bounds.to) } };
      return { ...whole, ...both, when: when(whole.when), body: inner(whole.body) };
    }
  }
}
