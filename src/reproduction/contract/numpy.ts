/**
 * An equation as a numpy function in float64: plain statements, every part computed once where it stands. `see(n, value)` is told the value of part `n`,
 * counted as in `partsInOrder`, for each round of the sums about it.
 */
import {
  type Comparison,
  type ContractSymbol,
  type Equation,
  type Expression,
  type ExpressionOf,
  everyPart,
  partsOf,
} from './expression.ts';
import { type Form, isInverse, rangeOf, type Shapes, shapesOf } from './shapes.ts';

/** The numbers that `see` is called with. */
export function partsInOrder(equation: Equation): readonly Expression[] {
  return [...new Set(everyPart(equation.value))];
}

/** What every generated function needs; once for each script. */
export const prelude = `import math
import numpy as np

def at(x, first, *indices):
    found = []
    for axis, index in enumerate(indices):
        position = int(round(float(index))) - first
        if not 0 <= position < x.shape[axis]:
            raise IndexError(f"item {int(index)} of {x.shape[axis]}, of which the first is {first}")
        found.append(position)
    return x[tuple(found)]

def softmax(x, axis):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)

erf = np.vectorize(math.erf, otypes=[float])
`;

/** A function `name(S, see)`; `S` has the value of every symbol and size by its name. @throws Refused */
export function numpySource(
  equation: Equation,
  symbols: readonly ContractSymbol[],
  name = 'reference',
  options: { readonly sees?: boolean } = {},
): string {
  const shapes = shapesOf(equation, symbols);
  const order = new Map(partsInOrder(equation).map((part, at) => [part, at]));
  const work: Work = {
    shapes,
    order,
    sees: options.sees === true,
    lines: [`def ${name}(S, see=None):`],
    depth: 1,
    known: new Map(),
    indices: new Map(),
    count: { names: 0 },
  };
  const result = looped(work, equation, 0);
  line(work, `return ${result}`);
  return `${work.lines.join('\n')}\n`;
}

interface Work {
  readonly shapes: Shapes;
  readonly order: ReadonlyMap<Expression, number>;
  readonly sees: boolean;
  readonly lines: string[];
  readonly depth: number;
  /** What is computed already, in this block or one about it. */
  readonly known: Map<string, string>;
  readonly indices: ReadonlyMap<string, string>;
  readonly count: { names: number };
}

function line(work: Work, text: string): void {
  work.lines.push(`${'    '.repeat(work.depth)}${text}`);
}

function fresh(work: Work): string {
  work.count.names++;
  return `t${work.count.names}`;
}

function deeper(work: Work, index?: readonly [string, string]): Work {
  const indices = index === undefined ? work.indices : new Map([...work.indices, index]);
  return { ...work, depth: work.depth + 1, known: new Map(work.known), indices };
}

/** One loop for each free index, and the values of the innermost. */
function looped(work: Work, equation: Equation, axis: number): string {
  const index = equation.free[axis];
  if (index === undefined) return emit(work, equation.value);
  const domain = work.shapes.domains.get(index) ?? { size: 0, first: 1 };
  const [list, variable] = [fresh(work), fresh(work)];
  line(work, `${list} = []`);
  line(work, `for ${variable} in range(${domain.first}, ${domain.first} + int(${size(domain.size)})):`);
  const inner = deeper(work, [index, variable]);
  line(inner, `${list}.append(${looped(inner, equation, axis + 1)})`);
  line(work, `${list} = np.array(${list})`);
  return list;
}

function size(dimension: string | number): string {
  return typeof dimension === 'number' ? String(dimension) : `S[${JSON.stringify(dimension)}]`;
}

const keys = new WeakMap<Expression, string>();

/** The same for what is the same, wherever it stands. */
export function keyOf(expression: Expression): string {
  const known = keys.get(expression);
  if (known !== undefined) return known;
  const { tex: _, ...own } = expression;
  const parts = partsOf(expression).map(keyOf).join(';');
  const flat = Object.entries(own).map(([name, value]) => (typeof value === 'object' ? name : `${name}=${value}`));
  const signs = expression.kind === 'add' ? expression.terms.map((term) => term.sign).join('') : '';
  const when = 'when' in expression ? expression.when.map((each) => each.sign).join('') : '';
  const branches =
    expression.kind === 'cases' ? expression.branches.map((branch) => `${branch.when.map((each) => each.sign).join('')}|`).join('') : '';
  const key = `${flat.join(',')}${signs}${when}${branches}(${parts})`;
  keys.set(expression, key);
  return key;
}

function emit(work: Work, expression: Expression): string {
  if (expression.kind === 'number') return Number.isInteger(expression.value) ? `${expression.value}.0` : String(expression.value);
  if (expression.kind === 'index') return work.indices.get(expression.name) ?? size(expression.name);
  const key = keyOf(expression);
  const known = work.known.get(key);
  if (known !== undefined) return known;
  const made =
    expression.kind === 'reduce'
      ? reduced(work, expression)
      : expression.kind === 'cases'
        ? branched(work, expression)
        : code(work, expression);
  const variable = fresh(work);
  line(work, `${variable} = ${made}`);
  const number = work.order.get(expression);
  if (work.sees && number !== undefined) line(work, `see(${number}, ${variable})`);
  work.known.set(key, variable);
  return variable;
}

const unary: Readonly<Record<ExpressionOf<'apply'>['name'], (x: string) => string>> = {
  exp: (x) => `np.exp(${x})`,
  ln: (x) => `np.log(${x})`,
  log2: (x) => `np.log2(${x})`,
  log10: (x) => `np.log10(${x})`,
  sqrt: (x) => `np.sqrt(${x})`,
  sin: (x) => `np.sin(${x})`,
  cos: (x) => `np.cos(${x})`,
  tan: (x) => `np.tan(${x})`,
  tanh: (x) => `np.tanh(${x})`,
  sinh: (x) => `np.sinh(${x})`,
  cosh: (x) => `np.cosh(${x})`,
  abs: (x) => `np.abs(${x})`,
  sigmoid: (x) => `1.0 / (1.0 + np.exp(-(${x})))`,
  relu: (x) => `np.maximum(${x}, 0.0)`,
  erf: (x) => `erf(${x})`,
  floor: (x) => `np.floor(${x})`,
  ceil: (x) => `np.ceil(${x})`,
  sign: (x) => `np.sign(${x})`,
};

function code(work: Work, expression: Exclude<Expression, { readonly kind: 'number' | 'index' | 'reduce' | 'cases' }>): string {
  const of = (part: Expression) => emit(work, part);
  switch (expression.kind) {
    case 'symbol':
      return size(expression.name);
    case 'at':
      return `at(${[of(expression.of), String(formOf(work, expression.of).first ?? 1), ...expression.indices.map(of)].join(', ')})`;
    case 'negative':
      return `-${of(expression.of)}`;
    case 'add':
      return expression.terms.map((term, at) => `${term.sign < 0 ? '- ' : at === 0 ? '' : '+ '}${of(term.of)}`).join(' ');
    case 'product':
      return multiplied(work, expression);
    case 'hadamard':
      return `${of(expression.left)} * ${of(expression.right)}`;
    case 'quotient':
      return `np.divide(${of(expression.over)}, ${of(expression.under)})`;
    case 'power':
      return powered(work, expression);
    case 'transpose':
      return `np.transpose(${of(expression.of)})`;
    case 'trace':
      return `np.trace(${of(expression.of)})`;
    case 'apply':
      return unary[expression.name](of(expression.of));
    case 'extreme': {
      const parts = expression.of.map(of);
      const [first = '', second] = parts;
      if (second === undefined) return `np.${expression.name}(${first})`;
      return parts.reduce((left, right) => `np.${expression.name}imum(${left}, ${right})`);
    }
    case 'softmax':
      return `softmax(${of(expression.of)}, ${expression.axis})`;
    case 'norm': {
      const x = of(expression.of);
      if (expression.order === '1') return `np.sum(np.abs(${x}))`;
      return expression.order === 'inf' ? `np.max(np.abs(${x}))` : `np.sqrt(np.sum(np.square(${x})))`;
    }
    case 'inner':
      return `np.sum(${of(expression.left)} * ${of(expression.right)})`;
    case 'indicator':
      return `1.0 if ${condition(work, expression.when)} else 0.0`;
  }
}

function formOf(work: Work, expression: Expression): Form {
  return work.shapes.of.get(expression) ?? { shape: [] };
}

/** From left to right; the shapes say which product each is. */
function multiplied(work: Work, { factors }: ExpressionOf<'product'>): string {
  const parts = factors.map((factor) => {
    const { shape, isRow } = formOf(work, factor);
    return { text: emit(work, factor), rank: shape.length, isRow: isRow === true };
  });
  return parts.reduce((left, right) => {
    if (left.rank === 0 || right.rank === 0)
      return { text: `(${left.text} * ${right.text})`, rank: left.rank + right.rank, isRow: left.rank === 0 ? right.isRow : left.isRow };
    if (left.rank === 1 && right.rank === 1 && !left.isRow) return { text: `np.outer(${left.text}, ${right.text})`, rank: 2, isRow: false };
    return { text: `(${left.text} @ ${right.text})`, rank: left.rank + right.rank - 2, isRow: left.isRow && right.rank === 2 };
  }).text;
}

function powered(work: Work, { base, exponent }: ExpressionOf<'power'>): string {
  const { shape, isDiagonal } = formOf(work, base);
  const x = emit(work, base);
  if (shape.length === 0) return `np.power(np.float64(${x}), ${emit(work, exponent)})`;
  if (isDiagonal !== true && isInverse(exponent)) return `np.linalg.inv(${x})`;
  return `np.diag(np.power(np.diag(${x}), ${emit(work, exponent)}))`;
}

const signs: Readonly<Record<Comparison['sign'], string>> = { '=': '==', '≠': '!=', '<': '<', '≤': '<=', '>': '>', '≥': '>=' };

function condition(work: Work, when: readonly Comparison[]): string {
  if (when.length === 0) return 'True';
  return when.map(({ left, sign, right }) => `(${emit(work, left)} ${signs[sign]} ${emit(work, right)})`).join(' and ');
}

const starts = { sum: '0.0', mean: '0.0', prod: '1.0', max: '-np.inf', min: 'np.inf' } as const;

function reduced(work: Work, expression: ExpressionOf<'reduce'>): string {
  const { bounds, name } = expression;
  const [from, to] =
    bounds === undefined ? rangeTexts(expression) : [`int(${emit(work, bounds.from)})`, `int(${emit(work, bounds.to)}) + 1`];
  const [all, count, variable] = [fresh(work), fresh(work), fresh(work)];
  line(work, `${all} = ${starts[name]}`);
  line(work, `${count} = 0`);
  line(work, `for ${variable} in range(${from}, ${to}):`);
  const inner = deeper(work, [expression.index, variable]);
  if (expression.when.length > 0) {
    const holds = condition(inner, expression.when);
    line(inner, `if not (${holds}):`);
    line(deeper(inner), 'continue');
  }
  const value = emit(inner, expression.body);
  const next = {
    sum: `${all} + ${value}`,
    mean: `${all} + ${value}`,
    prod: `${all} * ${value}`,
    max: `max(${all}, ${value})`,
    min: `min(${all}, ${value})`,
  };
  line(inner, `${all} = ${next[name]}`);
  line(inner, `${count} = ${count} + 1`);
  return name === 'mean' ? `np.divide(${all}, ${count})` : `${all}`;
}

function rangeTexts(expression: ExpressionOf<'reduce'>): readonly [string, string] {
  const { size: length, first } = rangeOf(expression);
  return [String(first), `${first} + int(${size(length)})`];
}

/** Only the case that holds is computed: the others may be outside their domain. */
function branched(work: Work, { branches }: ExpressionOf<'cases'>): string {
  const result = fresh(work);
  line(work, `${result} = np.nan`);
  const last = branches.reduce((outer, branch) => {
    line(outer, `if ${condition(outer, branch.when)}:`);
    const inner = deeper(outer);
    line(inner, `${result} = ${emit(inner, branch.value)}`);
    line(outer, 'else:');
    return deeper(outer);
  }, work);
  line(last, 'pass');
  return result;
}
