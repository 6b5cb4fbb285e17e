/** An equation with one thing wrong, in the ways in which code goes wrong, each with the words for it: to name what a function that differs computes instead. */
import { type ContractSymbol, type Equation, type Expression, everyPart } from './expression.ts';
import { called, instead, reductions, words } from './mutationWords.ts';
import { keyOf, numpySource } from './numpy.ts';
import { readable } from './readableExpression.ts';
import { orNone } from './refused.ts';
import { replaced } from './replaced.ts';

export interface Mutation {
  /** “takes the sum where the equation has the mean over i” */
  readonly says: string;
  /** The part of the equation that differs, as it stands there. */
  readonly tex: string;
  readonly value: Expression;
}

interface Change {
  readonly says: string;
  readonly by: Expression;
}

/** Likeliest first; only those that have the same indices and can be computed. */
export function mutationsOf(equation: Equation, symbols: readonly ContractSymbol[]): readonly (Mutation & { readonly source: string })[] {
  const sizes = new Set(symbols.flatMap((symbol) => symbol.shape).filter((size) => typeof size === 'string'));
  const parts = [...new Set(everyPart(equation.value))];
  const seen = new Set([keyOf(equation.value)]);
  const found: (Mutation & { readonly source: string })[] = [];
  for (const changes of [likely, other]) {
    for (const part of parts) {
      for (const { says, by } of changes(part, sizes)) {
        const value = replaced(equation.value, part, by);
        const key = keyOf(value);
        if (seen.has(key)) continue;
        seen.add(key);
        const source = orNone(() => numpySource({ ...equation, value }, symbols, 'mutated'));
        if (typeof source === 'string') found.push({ says, tex: part.tex, value, source });
      }
    }
  }
  for (const { says, by } of overall(equation.value, sizes)) {
    const source = orNone(() => numpySource({ ...equation, value: by }, symbols, 'mutated'));
    if (typeof source === 'string') found.push({ says, tex: equation.value.tex, value: by, source });
  }
  return found;
}

const number = (value: number): Expression => ({ kind: 'number', value, tex: String(value) });
const times = (factor: Expression, of: Expression): Expression => ({ kind: 'product', factors: [factor, of], tex: of.tex });
const over = (of: Expression, under: Expression): Expression => ({ kind: 'quotient', over: of, under, tex: of.tex });
const plus = (of: Expression, value: number): Expression => ({
  kind: 'add',
  terms: [
    { sign: 1, of },
    { sign: value < 0 ? -1 : 1, of: number(Math.abs(value)) },
  ],
  tex: of.tex,
});

const without = <T>(items: readonly T[], at: number): readonly T[] => items.filter((_, index) => index !== at);

function likely(part: Expression, sizes: ReadonlySet<string>): readonly Change[] {
  switch (part.kind) {
    case 'reduce':
      return reductions[part.name].map((name) => ({
        says: `takes the ${words[name]} where the equation has the ${words[part.name]} over ${part.index}`,
        by: { ...part, name },
      }));
    case 'product':
      return part.factors.map((factor, at) => ({ says: leftOut(factor, sizes), by: { ...part, factors: without(part.factors, at) } }));
    case 'quotient':
      return [
        { says: `leaves out the division by ${readable(part.under)}`, by: part.over },
        { says: `multiplies by ${readable(part.under)} where the equation divides`, by: times(part.over, part.under) },
      ];
    case 'negative':
      return [{ says: `has the other sign at ${readable(part.of)}`, by: part.of }];
    case 'add':
      return part.terms.flatMap((term, at) => [
        {
          says: `${term.sign === 1 ? 'subtracts' : 'adds'} ${readable(term.of)} where the equation ${term.sign === 1 ? 'adds' : 'subtracts'} it`,
          by: {
            ...part,
            terms: part.terms.map((each, index): typeof each => (index === at ? { ...each, sign: each.sign === 1 ? -1 : 1 } : each)),
          },
        },
        { says: `leaves out ${readable(term.of)}`, by: { ...part, terms: without(part.terms, at) } },
      ]);
    case 'apply':
      return [
        ...instead[part.name].map((name) => ({
          says: `takes ${called[name]} where the equation has ${called[part.name]}`,
          by: { ...part, name },
        })),
        { says: `leaves out ${called[part.name]} of ${readable(part.of)}`, by: part.of },
        ...moved(part),
      ];
    case 'power':
      return [
        {
          says:
            part.exponent.kind === 'number' && part.exponent.value === 2
              ? `leaves out the square of ${readable(part.base)}`
              : `leaves out the power ${readable(part.exponent)} of ${readable(part.base)}`,
          by: part.base,
        },
        {
          says: `takes ${readable(part.base)} to the power with the other sign`,
          by: { ...part, exponent: { kind: 'negative', of: part.exponent, tex: part.exponent.tex } },
        },
        {
          says: `takes the absolute value where the equation has the power ${readable(part)}`,
          by: { kind: 'apply', name: 'abs', of: part.base, tex: part.tex },
        },
      ];
    case 'norm':
      return [
        ...(['1', '2', 'inf'] as const)
          .filter((order) => order !== part.order && part.order !== 'fro')
          .map((order) => ({ says: `takes the ${order}-norm where the equation has the ${part.order}-norm`, by: { ...part, order } })),
        { says: `squares the norm ${readable(part)}`, by: { kind: 'power', base: part, exponent: number(2), tex: part.tex } },
      ];
    case 'softmax':
      return [-1, -2]
        .filter((axis) => axis !== part.axis)
        .map((axis) => ({ says: `takes softmax along axis ${axis} where the equation has axis ${part.axis}`, by: { ...part, axis } }));
    case 'transpose':
      return [{ says: `leaves out the transpose of ${readable(part.of)}`, by: part.of }];
    case 'symbol':
      return [];
    default:
      return [];
  }
}

function other(part: Expression, sizes: ReadonlySet<string>): readonly Change[] {
  switch (part.kind) {
    case 'number':
      return [1, -1].map((step) => ({
        says: `has ${part.value + step} where the equation has ${readable(part)}`,
        by: number(part.value + step),
      }));
    case 'symbol':
      return [
        ...(sizes.has(part.name)
          ? [
              ...[-1, 1].map((step) => ({
                says: `counts ${part.name} ${step < 0 ? '−' : '+'} 1 where the equation has ${part.name}`,
                by: plus(part, step),
              })),
              ...[...sizes]
                .filter((size) => size !== part.name)
                .map((size) => ({ says: `counts ${size} where the equation has ${part.name}`, by: { ...part, name: size } })),
            ]
          : [{ says: `has the transpose of ${readable(part)}`, by: { kind: 'transpose', of: part, tex: part.tex } as const }]),
        ...modified(part),
      ];
    case 'at':
      return [
        ...part.indices.flatMap((index, at) =>
          [1, -1].map((step) => ({
            says: `takes the item ${step > 0 ? 'after' : 'before'} ${readable(index)} of ${readable(part.of)}`,
            by: { ...part, indices: part.indices.map((each, place) => (place === at ? plus(each, step) : each)) },
          })),
        ),
        ...(part.indices.length === 2
          ? [{ says: `has the indices of ${readable(part)} the other way round`, by: { ...part, indices: part.indices.toReversed() } }]
          : []),
        ...modified(part),
      ];
    case 'quotient':
      return [{ says: `has ${readable(part)} upside down`, by: { ...part, over: part.under, under: part.over } }, ...modified(part)];
    case 'product':
      return [
        ...(part.factors.length === 2
          ? [{ says: `has the factors of ${readable(part)} the other way round`, by: { ...part, factors: part.factors.toReversed() } }]
          : []),
        ...modified(part),
      ];
    case 'extreme': {
      const name = part.name === 'max' ? 'min' : 'max';
      return [
        { says: `takes the ${name} where the equation has the ${part.name}`, by: { ...part, name } },
        ...part.of.map((of) => ({ says: `has only ${readable(of)} of ${readable(part)}`, by: of })),
      ];
    }
    case 'hadamard':
      return [
        { says: `leaves out ${readable(part.left)}`, by: part.right },
        { says: `leaves out ${readable(part.right)}`, by: part.left },
      ];
    case 'indicator':
      return [
        { says: `leaves out the condition ${readable(part)}`, by: number(1) },
        { says: `has the condition ${readable(part)} the other way round`, by: plus(times(number(-1), part), 1) },
      ];
    case 'cases':
      return [
        ...part.branches.map((branch) => ({ says: `has ${readable(branch.value)} in every case`, by: branch.value })),
        {
          says: 'has the cases the other way round',
          by: {
            ...part,
            branches: part.branches.map((branch, at) => ({ ...branch, value: part.branches.at(-1 - at)?.value ?? branch.value })),
          },
        },
      ];
    case 'reduce':
      return [
        ...(part.when.length === 0 ? [] : [{ says: `leaves out the condition on ${part.index}`, by: { ...part, when: [] } }]),
        ...boundsOff(part),
        ...modified(part),
      ];
    case 'add':
      return [
        ...part.terms.map((term) => ({ says: `has only ${readable(term.of)} of ${readable(part)}`, by: term.of })),
        ...inward(part),
        ...modified(part),
      ];
    default:
      return modified(part);
  }
}

/** A scalar that is rooted, squared, halved, doubled or negated. */
function modified(part: Expression): readonly Change[] {
  return [
    { says: `has the other sign at ${readable(part)}`, by: { kind: 'negative', of: part, tex: part.tex } },
    { says: `takes the root of ${readable(part)}`, by: { kind: 'apply', name: 'sqrt', of: part, tex: part.tex } },
    { says: `squares ${readable(part)}`, by: { kind: 'power', base: part, exponent: number(2), tex: part.tex } },
    { says: `has twice ${readable(part)}`, by: times(number(2), part) },
    { says: `has half of ${readable(part)}`, by: over(part, number(2)) },
    { says: `has 1 − ${readable(part)} where the equation has ${readable(part)}`, by: plus(times(number(-1), part), 1) },
  ];
}

function overall(value: Expression, sizes: ReadonlySet<string>): readonly Change[] {
  return [
    { says: 'has the other sign', by: { kind: 'negative', of: value, tex: value.tex } },
    ...[...sizes].flatMap((name) => {
      const size: Expression = { kind: 'symbol', name, tex: name };
      return [
        { says: `divides by ${name}: the mean where the equation has the sum`, by: over(value, size) },
        { says: `multiplies by ${name}: the sum where the equation has the mean`, by: times(size, value) },
        { says: `divides by √${name}`, by: over(value, { kind: 'apply', name: 'sqrt', of: size, tex: name }) },
      ];
    }),
    ...(
      [
        ['base 2', 2],
        ['base 10', 10],
      ] as const
    ).map(([base, factor]) => ({
      says: `has the logarithm to ${base} where the equation has the natural one`,
      by: over(value, number(Math.log(factor))),
    })),
  ];
}

/** `√(v + ε)` and `√v + ε`. */
function moved(part: Expression & { readonly kind: 'apply' }): readonly Change[] {
  const { of } = part;
  if (of.kind !== 'add') return [];
  return of.terms.map((term, at) => ({
    says: `has ${readable(term.of)} outside ${called[part.name]} where the equation has it inside`,
    by: { ...of, terms: [{ sign: 1 as const, of: { ...part, of: { ...of, terms: without(of.terms, at) } } }, term] },
  }));
}

function inward(part: Expression & { readonly kind: 'add' }): readonly Change[] {
  return part.terms.flatMap((term, at) => {
    const { of } = term;
    if (of.kind !== 'apply' || term.sign !== 1) return [];
    const rest = without(part.terms, at);
    return [
      {
        says: `has ${rest.map((each) => each.of.tex).join(', ')} inside ${called[of.name]} where the equation has it outside`,
        by: { ...of, of: { ...part, terms: [{ sign: 1 as const, of: of.of }, ...rest] } },
      },
    ];
  });
}

function boundsOff(part: Expression & { readonly kind: 'reduce' }): readonly Change[] {
  const { bounds } = part;
  if (bounds === undefined) return [];
  return [
    { says: `begins with ${part.index} one later`, by: { ...part, bounds: { ...bounds, from: plus(bounds.from, 1) } } },
    { says: `ends with ${part.index} one earlier`, by: { ...part, bounds: { ...bounds, to: plus(bounds.to, -1) } } },
  ];
}

function leftOut(factor: Expression, sizes: ReadonlySet<string>): string {
  const isShare =
    factor.kind === 'quotient' &&
    factor.over.kind === 'number' &&
    factor.over.value === 1 &&
    factor.under.kind === 'symbol' &&
    sizes.has(factor.under.name);
  return isShare
    ? `takes the sum where the equation has the mean: it leaves out ${readable(factor)}`
    : `leaves out the factor ${readable(factor)}`;
}
