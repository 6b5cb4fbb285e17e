/** The shape of every part of an expression, from those of the declared symbols; what does not fit is refused with both places. */
import type { Comparison, ContractSymbol, Dimension, Equation, Expression, ExpressionOf, Shape } from './expression.ts';
import { canonicalName } from './reading.ts';
import { Refused } from './refused.ts';

export interface Form {
  readonly shape: Shape;
  /** A transposed vector: `x^\top`. */
  readonly isRow?: boolean;
  readonly isDiagonal?: boolean;
  /** What the equation calls its first item. */
  readonly first?: 0 | 1;
}

export interface Domain {
  readonly size: Dimension;
  readonly first: 0 | 1;
}

export interface Shapes {
  readonly of: ReadonlyMap<Expression, Form>;
  /** The value of the equation, its free indices first. */
  readonly value: Shape;
  /** Of indices that stand by themselves at an axis. */
  readonly domains: ReadonlyMap<string, Domain>;
}

/** @throws Refused */
export function shapesOf(equation: Equation, symbols: readonly ContractSymbol[]): Shapes {
  const work: Work = {
    symbols: new Map(symbols.map((symbol) => [canonicalName(symbol.name), symbol])),
    of: new Map(),
    domains: new Map(Object.entries(equation.ranges)),
  };
  const { shape } = form(work, equation.value);
  const free = equation.free.map((index) => domainOf(work, index).size);
  return { of: work.of, domains: work.domains, value: [...free, ...shape] };
}

interface Work {
  readonly symbols: ReadonlyMap<string, ContractSymbol>;
  readonly of: Map<Expression, Form>;
  readonly domains: Map<string, Domain>;
}

function domainOf(work: Work, index: string): Domain {
  const domain = work.domains.get(index);
  if (domain === undefined) throw new Refused(`the index ${index}, whose range is neither stated nor that of a declared axis`);
  return domain;
}

function form(work: Work, expression: Expression): Form {
  const found = inferred(work, expression);
  work.of.set(expression, found);
  return found;
}

const scalar: Form = { shape: [] };

function inferred(work: Work, expression: Expression): Form {
  switch (expression.kind) {
    case 'number':
    case 'index':
      return scalar;
    case 'symbol': {
      const symbol = work.symbols.get(expression.name);
      if (symbol === undefined) return scalar;
      const first = symbol.first ?? 1;
      // Members of a batch are stacked; the parser indexes them.
      const batch = symbol.batch === undefined ? undefined : work.symbols.get(canonicalName(symbol.batch));
      const shape = [...(batch?.shape ?? []), ...symbol.shape];
      if (symbol.role !== 'diagonal') return { shape, first };
      return { shape: [...symbol.shape, ...symbol.shape], isDiagonal: true, first };
    }
    case 'at':
      return indexed(work, expression);
    case 'negative':
      return form(work, expression.of);
    case 'add':
      return expression.terms
        .map((term) => ({ form: form(work, term.of), tex: term.of.tex }))
        .reduce((left, right) => added(left, right, expression.tex)).form;
    case 'product':
      return expression.factors.map((factor) => ({ form: form(work, factor), tex: factor.tex })).reduce(multiplied).form;
    case 'hadamard': {
      const [left, right] = [form(work, expression.left), form(work, expression.right)];
      same(left, right, expression.left.tex, expression.right.tex);
      return left;
    }
    case 'quotient':
      return divided(form(work, expression.over), form(work, expression.under), expression);
    case 'power':
      return powered(form(work, expression.base), form(work, expression.exponent), expression);
    case 'transpose': {
      const of = form(work, expression.of);
      if (of.shape.length === 1) return { ...of, isRow: of.isRow !== true };
      if (of.shape.length !== 2) throw new Refused(`the transpose of ${expression.of.tex}, which is ${described(of)}`);
      return { ...of, shape: of.shape.toReversed() };
    }
    case 'trace': {
      const { shape } = form(work, expression.of);
      if (shape.length !== 2 || shape[0] !== shape[1]) throw new Refused(`the trace of ${expression.of.tex}, which is no square matrix`);
      return scalar;
    }
    case 'apply': {
      const of = form(work, expression.of);
      if (of.isDiagonal === true) throw new Refused(`${expression.name} of the diagonal matrix ${expression.of.tex}`);
      if (expression.name === 'sqrt' && isSquare(of)) throw new Refused(`the root of the square matrix ${expression.of.tex}`);
      if (expression.name === 'abs' && of.shape.length > 0) throw new Refused(`bars about ${expression.of.tex}, which is ${described(of)}`);
      return of;
    }
    case 'extreme': {
      const forms = expression.of.map((part) => ({ form: form(work, part), tex: part.tex }));
      return forms.length === 1 ? scalar : forms.reduce((left, right) => added(left, right, expression.tex)).form;
    }
    case 'softmax': {
      const of = form(work, expression.of);
      if (of.shape.length === 0) throw new Refused(`softmax of the scalar ${expression.of.tex}`);
      return of;
    }
    case 'norm': {
      const of = form(work, expression.of);
      const { length } = of.shape;
      if (length === 0 || length > 2 || (length === 2) !== (expression.order === 'fro'))
        throw new Refused(`the norm ${expression.tex} of ${described(of)}`);
      return scalar;
    }
    case 'inner':
      same(form(work, expression.left), form(work, expression.right), expression.left.tex, expression.right.tex);
      return scalar;
    case 'indicator':
      compared(work, expression.when);
      return scalar;
    case 'cases': {
      const forms = expression.branches.map((branch) => {
        compared(work, branch.when);
        return { form: form(work, branch.value), tex: branch.value.tex };
      });
      return forms.reduce((left, right) => {
        same(left.form, right.form, left.tex, right.tex);
        return left;
      }).form;
    }
    case 'reduce':
      return reduced(work, expression);
  }
}

function reduced(work: Work, expression: ExpressionOf<'reduce'>): Form {
  if (expression.bounds !== undefined)
    for (const bound of [expression.bounds.from, expression.bounds.to]) needScalar(form(work, bound), bound.tex);
  const known = work.domains.get(expression.index);
  // The same letter may run over different axes in two sums.
  work.domains.delete(expression.index);
  const body = form(work, expression.body);
  compared(work, expression.when);
  if (expression.bounds === undefined) ranges.set(expression, domainOf(work, expression.index));
  work.domains.delete(expression.index);
  if (known !== undefined) work.domains.set(expression.index, known);
  if ((expression.name === 'max' || expression.name === 'min' || expression.name === 'prod') && body.shape.length > 0)
    throw new Refused(`the ${expression.name} of ${expression.body.tex}, which is ${described(body)}`);
  return body;
}

const ranges = new WeakMap<Expression, Domain>();

/** What a reduction without stated bounds runs over; known once the shapes are. */
export function rangeOf(expression: ExpressionOf<'reduce'>): Domain {
  const range = ranges.get(expression);
  if (range === undefined) throw new Refused(`the index ${expression.index}, whose range is not known`);
  return range;
}

function indexed(work: Work, expression: ExpressionOf<'at'>): Form {
  const of = form(work, expression.of);
  if (expression.indices.length > of.shape.length)
    throw new Refused(`${expression.tex}: ${expression.indices.length} indices at ${expression.of.tex}, which is ${described(of)}`);
  expression.indices.forEach((index, axis) => {
    needScalar(form(work, index), index.tex);
    const size = of.shape[axis];
    if (index.kind !== 'index' || size === undefined || expression.of.kind === 'index') return;
    const domain = { size, first: of.first ?? 1 };
    const known = work.domains.get(index.name);
    if (known !== undefined && (known.size !== domain.size || known.first !== domain.first))
      throw new Refused(
        `the index ${index.name}, which runs over ${known.size} from ${known.first} elsewhere and over ${size} from ${domain.first} in ${expression.tex}`,
      );
    work.domains.set(index.name, domain);
  });
  return { shape: of.shape.slice(expression.indices.length), ...(of.first === undefined ? {} : { first: of.first }) };
}

function compared(work: Work, when: readonly Comparison[]): void {
  for (const { left, right } of when) {
    needScalar(form(work, left), left.tex);
    needScalar(form(work, right), right.tex);
    for (const [index, label] of [
      [left, right],
      [right, left],
    ] as const)
      labelRange(work, index, label);
  }
}

/** `k = y_i`: k runs over what the labels are positions in, unless it is known already. */
function labelRange(work: Work, index: Expression, label: Expression): void {
  const named = label.kind === 'at' ? label.of : label;
  const symbol = named.kind === 'symbol' ? work.symbols.get(named.name) : undefined;
  if (index.kind !== 'index' || work.domains.has(index.name) || symbol?.values !== 'label' || symbol.of === undefined) return;
  work.domains.set(index.name, { size: symbol.of, first: symbol.first ?? 1 });
}

function needScalar(found: Form, tex: string): void {
  if (found.shape.length > 0) throw new Refused(`${tex}, which is ${described(found)} where a scalar should stand`);
}

interface Part {
  readonly form: Form;
  readonly tex: string;
}

function added(left: Part, right: Part, tex: string): Part {
  const [a, b] = [left.form.shape, right.form.shape];
  if (a.length === 0 || b.length === 0) {
    const other = a.length === 0 ? right : left;
    if (a.length !== b.length && isSquare(other.form))
      throw new Refused(`a scalar beside the square matrix ${other.tex}, which may stand for a multiple of the identity`);
    return { form: other.form, tex };
  }
  // A bias is added to every row, where it cannot be meant for the columns.
  const [matrix, vector] = a.length === 2 ? [left, right] : [right, left];
  if (
    matrix.form.shape.length === 2 &&
    vector.form.shape.length === 1 &&
    matrix.form.shape[1] === vector.form.shape[0] &&
    !isSquare(matrix.form)
  )
    return { form: { shape: matrix.form.shape }, tex };
  same(left.form, right.form, left.tex, right.tex);
  return { form: { ...left.form, isDiagonal: left.form.isDiagonal === true && right.form.isDiagonal === true }, tex };
}

function multiplied(left: Part, right: Part): Part {
  const tex = `${left.tex} ${right.tex}`;
  const [a, b] = [left.form, right.form];
  if (a.shape.length === 0) return { form: b, tex };
  if (b.shape.length === 0) return { form: a, tex };
  if (a.shape.length > 2 || b.shape.length > 2) throw new Refused(`the product ${tex} of more than two axes`);
  if (a.shape.length === 1 && b.shape.length === 1) {
    if (a.isRow === true && b.isRow !== true) {
      sameSize(a.shape[0], b.shape[0], left.tex, right.tex);
      return { form: scalar, tex };
    }
    if (a.isRow !== true && b.isRow === true) return { form: { shape: [...a.shape, ...b.shape] }, tex };
    throw new Refused(`the product ${tex} of two vectors, which is neither an inner nor an outer one`);
  }
  if (b.shape.length === 1 && b.isRow === true) throw new Refused(`the product ${tex} of a matrix and a row`);
  if (a.shape.length === 1 && a.isRow !== true && a.shape[0] === undefined) throw new Refused(`the product ${tex}`);
  sameSize(a.shape.at(-1), b.shape[0], left.tex, right.tex);
  const shape = [...a.shape.slice(0, -1), ...b.shape.slice(1)];
  return { form: { shape, ...(a.isRow === true ? { isRow: true } : {}), isDiagonal: a.isDiagonal === true && b.isDiagonal === true }, tex };
}

function divided(over: Form, under: Form, { over: a, under: b }: ExpressionOf<'quotient'>): Form {
  if (under.isDiagonal === true) throw new Refused(`a quotient by the matrix ${b.tex}`);
  if (under.shape.length === 0) return over;
  if (over.shape.length === 0) return under;
  same(over, under, a.tex, b.tex);
  return over;
}

function powered(base: Form, exponent: Form, { base: a, exponent: b, tex }: ExpressionOf<'power'>): Form {
  if (exponent.shape.length > 0) throw new Refused(`the exponent ${b.tex}, which is ${described(exponent)}`);
  if (base.shape.length === 0 || base.isDiagonal === true) return base;
  if (isInverse(b) && isSquare(base)) return base;
  throw new Refused(`the power ${tex} of ${a.tex}, which is ${described(base)}: it may be taken item by item or not`);
}

export function isInverse(exponent: Expression): boolean {
  return exponent.kind === 'negative' && exponent.of.kind === 'number' && exponent.of.value === 1;
}

function isSquare({ shape }: Form): boolean {
  return shape.length === 2 && shape[0] === shape[1];
}

function same(left: Form, right: Form, leftTex: string, rightTex: string): void {
  const fits = left.shape.length === right.shape.length && left.shape.every((size, axis) => size === right.shape[axis]);
  if (!fits || (left.shape.length === 1 && (left.isRow === true) !== (right.isRow === true)))
    throw new Refused(`${leftTex} is ${described(left)} and ${rightTex} is ${described(right)}`);
}

function sameSize(left: Dimension | undefined, right: Dimension | undefined, leftTex: string, rightTex: string): void {
  if (left !== right) throw new Refused(`${leftTex} ends with ${left ?? 'nothing'} and ${rightTex} begins with ${right ?? 'nothing'}`);
}

function described({ shape, isRow }: Form): string {
  if (shape.length === 0) return 'a scalar';
  if (shape.length === 1) return `a ${isRow === true ? 'row' : 'vector'} of ${shape[0]}`;
  return shape.join(' × ');
}
