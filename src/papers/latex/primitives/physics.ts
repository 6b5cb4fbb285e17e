/** What the package physics (1.3) makes of its commands in formulas, where that is certain: fences, brackets and derivatives. */
import { type Gullet, grouped } from '../gullet.ts';
import { characters, command, type Token } from '../token.ts';

const fences: Readonly<Record<string, readonly [open: string, close: string]>> = {
  abs: ['lvert', 'rvert'],
  absolutevalue: ['lvert', 'rvert'],
  norm: ['lVert', 'rVert'],
  pqty: ['lparen', 'rparen'],
  bqty: ['lbrack', 'rbrack'],
  Bqty: ['lbrace', 'rbrace'],
  vqty: ['lvert', 'rvert'],
};

const derivatives: Readonly<Record<string, 'total' | 'partial'>> = {
  dv: 'total',
  derivative: 'total',
  pdv: 'partial',
  pderivative: 'partial',
  partialderivative: 'partial',
};

const brackets = [
  ['[', ']'],
  ['(', ')'],
  ['|', '|'],
] as const;

/** Whether it was read; what is sized by hand, starred or shared with another package stays as it is written, and is flagged. `options`: of physics. */
export function physicsFor(gullet: Gullet, name: string, packages: ReadonlySet<string>, options: string): boolean {
  if (!packages.has('physics') || !gullet.isMath) return false;
  const fence = Object.hasOwn(fences, name) ? fences[name] : undefined;
  if (fence !== undefined) return fenced(gullet, fence);
  // siunitx has another \qty.
  if ((name === 'qty' || name === 'quantity') && !packages.has('siunitx')) return quantity(gullet);
  const kind = Object.hasOwn(derivatives, name) ? derivatives[name] : undefined;
  return kind !== undefined && !options.includes('italicdiff') && derivative(gullet, kind);
}

function fenced(gullet: Gullet, [open, close]: readonly [string, string]): boolean {
  gullet.skipSpaces();
  if (gullet.peek()?.kind !== 'begin') return false;
  gullet.push(grouped([command('left'), command(open), ...grouped(gullet.argument()), command('right'), command(close)]));
  return true;
}

function quantity(gullet: Gullet): boolean {
  gullet.skipSpaces();
  const next = gullet.peek();
  const first = next?.kind === 'begin' ? 0 : brackets.findIndex(([open]) => next?.kind === 'other' && next.text === open) + 1;
  if (next?.kind !== 'begin' && first === 0) return false;
  const [open, close] = brackets[first - 1] ?? [];
  const inner = open === undefined ? gullet.argument() : (gullet.bracketed(open, close) ?? []);
  // Brackets of the kinds that come later stand within the same group, as they are. A bar may be any bar.
  const rest = brackets.slice(first, 2).flatMap(([from, to]): readonly Token[] => {
    const found = gullet.bracketed(from, to);
    return found === undefined ? [] : [...characters(from), ...found, ...characters(to)];
  });
  gullet.push(grouped([...sized(open, inner), ...rest]));
  return true;
}

function sized(open: string | undefined, inner: readonly Token[]): readonly Token[] {
  const [left, right] = [command('left'), command('right')];
  if (open === '(') return [left, ...characters('('), ...inner, right, ...characters(')')];
  if (open === '[') return [left, ...characters('['), ...inner, right, ...characters(']')];
  if (open === '|') return [left, command('lvert'), ...grouped(inner), right, command('rvert')];
  return [left, command('lbrace'), ...inner, right, command('rbrace')];
}

function derivative(gullet: Gullet, kind: 'total' | 'partial'): boolean {
  const next = gullet.peek();
  // The starred ones are set in one line.
  if (next?.kind === 'other' && next.text === '*') return false;
  const order = gullet.bracketed();
  const first = gullet.argument();
  const second = braced(gullet);
  const third = kind === 'partial' && second !== undefined ? braced(gullet) : undefined;
  const sign: readonly Token[] = kind === 'total' ? [command('mathrm'), ...grouped(characters('d'))] : [command('partial')];
  const power = order === undefined ? [] : raised(order);
  if (second === undefined) {
    const long = gullet.bracketed('(', ')');
    gullet.push([...fraction([...sign, ...power], [...sign, ...first, ...power]), ...(long === undefined ? [] : argumentOf(long))]);
  } else if (third === undefined) gullet.push(fraction([...sign, ...power, ...first], [...sign, ...second, ...power]));
  else gullet.push(fraction([...sign, ...raised(characters('2')), ...first], [...sign, ...second, ...sign, ...third]));
  return true;
}

/** Without the blank that a function's name and its brackets would have between them. */
function argumentOf(tokens: readonly Token[]): readonly Token[] {
  return [command('mathopen'), ...grouped([]), command('mathclose'), ...grouped(sized('(', tokens))];
}

function braced(gullet: Gullet): readonly Token[] | undefined {
  gullet.skipSpaces();
  return gullet.peek()?.kind === 'begin' ? gullet.argument() : undefined;
}

function fraction(above: readonly Token[], below: readonly Token[]): readonly Token[] {
  return [command('frac'), ...grouped(above), ...grouped(below)];
}

function raised(tokens: readonly Token[]): readonly Token[] {
  return [{ kind: 'superscript', text: '^' }, ...grouped(tokens)];
}
