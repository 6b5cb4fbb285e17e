/**
 * What an equation computes, as a tree of our own: the subset of LaTeX that has one meaning once its symbols are declared. Whatever has none, or two, is
 * never here: it is a `NoContract` with its reason.
 */

/** A size with a name (`N`), or a fixed one. */
export type Dimension = string | number;
/** `[]`: a scalar. */
export type Shape = readonly Dimension[];

/** Which values may be drawn for a symbol; `label`: a position in `of`. */
export type Values = 'any' | 'positive' | 'unit' | 'probability' | 'one-hot' | 'orthogonal' | 'label' | 'binary';

export interface ContractSymbol {
  /** As the paper writes it: `\bar\alpha`, `W_1`, `L_{\mathrm{soft}}`. */
  readonly name: string;
  /** `diagonal`: a matrix with this diagonal, of which `shape` is the length. `function`: its values are handed in, one for each index in its arguments. */
  readonly role: 'array' | 'diagonal' | 'function' | 'sigmoid' | 'batch';
  /** Of a batch: its size. */
  readonly shape: Shape;
  readonly values?: Values;
  /** The number that it always is, where the code has it written in. */
  readonly fixed?: number;
  /** Of a label: what it is a position in. */
  readonly of?: Dimension;
  /** What the equation calls the first item of each axis, and the first label; 1 unless said. */
  readonly first?: 0 | 1;
  /** The batch whose members it names, `shape` being that of one member: `x` in a sum over `(x,y)\in B`. */
  readonly batch?: string;
}

export interface NoContract {
  readonly kind: 'none';
  /** For people: the construct, and what would help. */
  readonly why: string;
  /** The name that would have to be declared, where that is all that is in the way so far. */
  readonly missing?: string;
}

export type Unary =
  | 'exp'
  | 'ln'
  | 'log2'
  | 'log10'
  | 'sqrt'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'tanh'
  | 'sinh'
  | 'cosh'
  | 'abs'
  | 'sigmoid'
  | 'relu'
  | 'erf'
  | 'floor'
  | 'ceil'
  | 'sign';
export type Reduction = 'sum' | 'prod' | 'mean' | 'max' | 'min';

export interface Comparison {
  readonly left: Expression;
  readonly sign: '=' | '≠' | '<' | '≤' | '>' | '≥';
  readonly right: Expression;
}

export type Expression = { readonly tex: string } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'symbol'; readonly name: string }
  /** Bound by a reduction, or free on the left-hand side. */
  | { readonly kind: 'index'; readonly name: string }
  | { readonly kind: 'at'; readonly of: Expression; readonly indices: readonly Expression[] }
  | { readonly kind: 'negative'; readonly of: Expression }
  | { readonly kind: 'add'; readonly terms: readonly { readonly sign: 1 | -1; readonly of: Expression }[] }
  /** By juxtaposition or a dot: what it means follows from the shapes. */
  | { readonly kind: 'product'; readonly factors: readonly Expression[] }
  | { readonly kind: 'hadamard'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'quotient'; readonly over: Expression; readonly under: Expression }
  | { readonly kind: 'power'; readonly base: Expression; readonly exponent: Expression }
  | { readonly kind: 'transpose'; readonly of: Expression }
  | { readonly kind: 'trace'; readonly of: Expression }
  | { readonly kind: 'apply'; readonly name: Unary; readonly of: Expression }
  /** Item by item of its arguments, or over all items of one. */
  | { readonly kind: 'extreme'; readonly name: 'max' | 'min'; readonly of: readonly Expression[] }
  /** Along an axis counted from the end: -1 is the last. */
  | { readonly kind: 'softmax'; readonly of: Expression; readonly axis: number }
  | { readonly kind: 'norm'; readonly of: Expression; readonly order: '1' | '2' | 'inf' | 'fro' }
  | { readonly kind: 'inner'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'indicator'; readonly when: readonly Comparison[] }
  | { readonly kind: 'cases'; readonly branches: readonly { readonly value: Expression; readonly when: readonly Comparison[] }[] }
  | {
      readonly kind: 'reduce';
      readonly name: Reduction;
      readonly index: string;
      /** Absent: all positions of what the index stands at. */
      readonly bounds?: { readonly from: Expression; readonly to: Expression };
      readonly when: readonly Comparison[];
      readonly body: Expression;
    }
);

export type ExpressionOf<K extends Expression['kind']> = Extract<Expression, { readonly kind: K }>;

export interface Equation {
  readonly kind: 'equation';
  /** The left-hand side as printed; empty where a line goes on from the one before. */
  readonly left: string;
  /** Indices of the left-hand side that the right-hand side uses: axes of the value, in this order. */
  readonly free: readonly string[];
  readonly value: Expression;
  /** Ranges of free indices, where the left-hand side is a declared symbol. */
  readonly ranges: Readonly<Record<string, { readonly size: Dimension; readonly first: 0 | 1 }>>;
  /** What a run of it says nothing about: arguments of functions whose values are handed in. */
  readonly unchecked: readonly string[];
}

/** The parts of an expression, for walks that do not care what it is. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'symbol':
    case 'index':
      return [];
    case 'at':
      return [expression.of, ...expression.indices];
    case 'negative':
    case 'transpose':
    case 'trace':
    case 'apply':
    case 'softmax':
    case 'norm':
      return [expression.of];
    case 'add':
      return expression.terms.map((term) => term.of);
    case 'product':
      return expression.factors;
    case 'hadamard':
    case 'inner':
      return [expression.left, expression.right];
    case 'quotient':
      return [expression.over, expression.under];
    case 'power':
      return [expression.base, expression.exponent];
    case 'extreme':
      return expression.of;
    case 'indicator':
      return expression.when.flatMap(sides);
    case 'cases':
      return expression.branches.flatMap((branch) => [branch.value, ...branch.when.flatMap(sides)]);
    case 'reduce':
      return [
        ...(expression.bounds === undefined ? [] : [expression.bounds.from, expression.bounds.to]),
        ...expression.when.flatMap(sides),
        expression.body,
      ];
  }
}

function sides(comparison: Comparison): readonly Expression[] {
  return [comparison.left, comparison.right];
}

/** The expression and everything in it, parts after their whole. */
export function* everyPart(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of partsOf(expression)) yield* everyPart(part);
}
