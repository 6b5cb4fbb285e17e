/** Sums, products, powers and what stands in brackets. How far a function without brackets reaches is never guessed. */
import type { Expression, Unary } from './expression.ts';
import { readBound } from './parseBound.ts';
import { pairs, readAbsolute, readCases, readExtreme, readIndicator, readNorm, readRoot, readSoftmax } from './parseBrackets.ts';
import { raised, readCompound, readName, readScripts, scripted, undeclared } from './parseNames.ts';
import { accept, group, isDone, nameOf, peek, type Reading, splitAt, take, texFrom, until, whole } from './reading.ts';
import { Refused } from './refused.ts';

export function readExpression(reading: Reading): Expression {
  const from = reading.at;
  const terms: { readonly sign: 1 | -1; readonly of: Expression }[] = [];
  do {
    let sign: 1 | -1 = 1;
    while (peek(reading) === '+' || peek(reading) === '-') if (take(reading).text === '-') sign = sign === 1 ? -1 : 1;
    terms.push({ sign, of: readProduct(reading) });
  } while (peek(reading) === '+' || peek(reading) === '-');
  const [first, second] = terms;
  if (first !== undefined && second === undefined)
    return first.sign === 1 ? first.of : { kind: 'negative', of: first.of, tex: texFrom(reading, from) };
  return { kind: 'add', terms, tex: texFrom(reading, from) };
}

const dots = ['\\cdot', '\\times', '*'];

function readProduct(reading: Reading): Expression {
  const from = reading.at;
  let factors: Expression[] = [];
  let hasSlash = false;
  const product = (): Expression => {
    const [first, second] = factors;
    return first !== undefined && second === undefined ? first : { kind: 'product', factors, tex: texFrom(reading, from) };
  };
  for (let isFirst = true; isFirst || startsFactor(reading); isFirst = false) {
    if (!isFirst && accept(reading, ...dots) && hasSlash) throw new Refused('a product behind a slash');
    if (!isFirst && hasSlash && startsFactor(reading)) throw new Refused('a product behind a slash, which may be above or below');
    factors.push(readFactor(reading));
    const sign = peek(reading);
    if (sign === '\\odot' || sign === '\\oslash') {
      take(reading);
      const left = product();
      const right = readFactor(reading);
      const tex = texFrom(reading, from);
      if (startsFactor(reading)) throw new Refused(`${sign} beside another product without brackets`);
      factors = [sign === '\\odot' ? { kind: 'hadamard', left, right, tex } : { kind: 'quotient', over: left, under: right, tex }];
    }
    if (peek(reading) === '/') {
      if (hasSlash) throw new Refused('two slashes in one product');
      take(reading);
      hasSlash = true;
      const over = product();
      const under = readFactor(reading);
      factors = [{ kind: 'quotient', over, under, tex: texFrom(reading, from) }];
    }
  }
  return product();
}

const ends = new Set([
  '',
  '+',
  '-',
  '=',
  ',',
  ';',
  ')',
  ']',
  '}',
  '\\}',
  '\\\\',
  '&',
  '/',
  '\\odot',
  '\\oslash',
  '.',
  '\\rangle',
  '\\rVert',
  '\\end{cases}',
  ':',
]);
const relations = new Set([
  '<',
  '>',
  '\\leq',
  '\\le',
  '\\geq',
  '\\ge',
  '\\neq',
  '\\ne',
  '\\in',
  '\\sim',
  '\\mid',
  '\\to',
  '\\approx',
  '\\propto',
]);

function startsFactor(reading: Reading): boolean {
  const next = peek(reading);
  if (ends.has(next) || relations.has(next)) return false;
  if (next === '|' || next === '\\vert' || next === '\\rvert') return reading.bars === 0 && next !== '\\rvert';
  return true;
}

function readFactor(reading: Reading): Expression {
  const from = reading.at;
  const read = readPrimary(reading);
  const next = peek(reading);
  if (next === '!') throw new Refused('a factorial');
  if (next !== '_' && next !== '^') return read;
  if (read.kind === 'number' && next === '_') throw new Refused('a number with a subscript');
  return scripted(reading, read, from);
}

const functions: Readonly<Record<string, Unary>> = {
  '\\exp': 'exp',
  '\\ln': 'ln',
  '\\log': 'ln',
  '\\sin': 'sin',
  '\\cos': 'cos',
  '\\tan': 'tan',
  '\\tanh': 'tanh',
  '\\sinh': 'sinh',
  '\\cosh': 'cosh',
  '\\mathrm{sigmoid}': 'sigmoid',
  '\\mathrm{relu}': 'relu',
  '\\mathrm{ReLU}': 'relu',
  '\\mathrm{erf}': 'erf',
  '\\mathrm{sign}': 'sign',
  '\\mathrm{sgn}': 'sign',
  '\\mathrm{exp}': 'exp',
  '\\mathrm{log}': 'ln',
  '\\mathrm{ln}': 'ln',
  '\\mathrm{tanh}': 'tanh',
};

function readPrimary(reading: Reading): Expression {
  const from = reading.at;
  const next = peek(reading);
  const tex = () => texFrom(reading, from);
  if (isDone(reading)) throw new Refused('something that ends too early');
  if (/^\d/.test(next)) {
    take(reading);
    return { kind: 'number', value: Number(next), tex: tex() };
  }
  const compound = readCompound(reading);
  if (compound !== undefined) return compound;
  // A declared name is that name, whatever else it could be.
  const isSigmoid = reading.declared.symbols.get(next)?.role === 'sigmoid';
  const named = isSigmoid || !/^(?:[A-Za-z]|\\)/.test(next) ? undefined : readName(reading);
  if (named !== undefined) return named;
  const close = pairs[next];
  if (close !== undefined) {
    take(reading);
    const inner = whole(reading, until(reading, close, next));
    return { ...inner, tex: tex() };
  }
  const name = isSigmoid ? 'sigmoid' : functions[next];
  if (name !== undefined) return readFunction(reading, name);
  switch (next) {
    case '\\frac':
    case '\\dfrac':
    case '\\tfrac': {
      take(reading);
      const [over, under] = [group(reading), group(reading)];
      if (over[0]?.text === '\\partial' || over[0]?.text === 'd' || over[0]?.text === '\\mathrm{d}') throw new Refused('a derivative');
      return { kind: 'quotient', over: whole(reading, over), under: whole(reading, under), tex: tex() };
    }
    case '\\sqrt':
      return readRoot(reading);
    case '|':
    case '\\vert':
    case '\\lvert':
      return readAbsolute(reading);
    case '\\|':
    case '\\Vert':
    case '\\lVert':
      return readNorm(reading);
    case '\\langle': {
      take(reading);
      const [left, right, third] = splitAt(until(reading, '\\rangle', '\\langle'), ',', '\\mid');
      if (left === undefined || right === undefined || third !== undefined) throw new Refused('angle brackets about other than two');
      return { kind: 'inner', left: whole(reading, left), right: whole(reading, right), tex: tex() };
    }
    case '\\lfloor':
    case '\\lceil': {
      take(reading);
      const inner = whole(reading, until(reading, next === '\\lfloor' ? '\\rfloor' : '\\rceil', next));
      return { kind: 'apply', name: next === '\\lfloor' ? 'floor' : 'ceil', of: inner, tex: tex() };
    }
    case '\\max':
    case '\\min':
      return peek(reading, 1) === '_' ? readBound(reading, readProduct) : readExtreme(reading, next === '\\max' ? 'max' : 'min');
    case '\\mathrm{softmax}':
      return readSoftmax(reading);
    case '\\mathrm{tr}':
    case '\\mathrm{Tr}':
    case '\\mathrm{trace}':
      take(reading);
      return { kind: 'trace', of: readArgument(reading, next), tex: tex() };
    case '\\sum':
    case '\\prod':
    case '\\mathbb{E}':
      return readBound(reading, readProduct);
    case '\\mathbb{1}':
    case '\\mathbf{1}':
    case '\\mathbb{I}':
      return readIndicator(reading);
    case '\\begin{cases}':
      return readCases(reading);
    case '\\pi':
      take(reading);
      if (peek(reading) in pairs || peek(reading) === '_' || peek(reading) === '^') {
        reading.at = from;
        throw undeclared(reading);
      }
      return { kind: 'number', value: Math.PI, tex: tex() };
    case 'e':
      take(reading);
      if (!accept(reading, '^')) {
        reading.at = from;
        throw undeclared(reading);
      }
      return { kind: 'apply', name: 'exp', of: whole(reading, group(reading)), tex: tex() };
    default:
      throw undeclared(reading);
  }
}

/** `\log p`, `\log_2(x)`, `\log^2 x`: without brackets exactly one factor, and nothing that could belong to it behind it. */
function readFunction(reading: Reading, plain: Unary): Expression {
  const from = reading.at;
  const shownName = take(reading).text;
  const { primes, sub, sup } = readScripts(reading);
  if (primes !== '') throw new Refused(`the derivative ${shownName}'`);
  let name = plain;
  if (sub !== undefined) {
    const base = nameOf(sub);
    if (plain !== 'ln' || (base !== '2' && base !== '10' && base !== 'e')) throw new Refused(`${shownName} with the subscript ${base}`);
    name = base === '2' ? 'log2' : base === '10' ? 'log10' : 'ln';
  }
  if (sup?.[0]?.text === '-') throw new Refused(`${shownName} with a negative superscript, which may be the inverse function`);
  const of = readArgument(reading, shownName);
  const read: Expression = { kind: 'apply', name, of, tex: texFrom(reading, from) };
  return sup === undefined ? read : raised(reading, read, sup, from);
}

function readArgument(reading: Reading, shownName: string): Expression {
  const close = pairs[peek(reading)];
  if (close !== undefined && peek(reading) !== '{') {
    const open = take(reading).text;
    const given = whole(reading, until(reading, close, open));
    if (peek(reading) === '^' || peek(reading) === '_')
      throw new Refused(`a script behind the brackets of ${shownName}, which may belong to either`);
    return given;
  }
  const of = readFactor(reading);
  const next = peek(reading);
  const isOther = next in functions || ['\\sum', '\\max', '\\min', '\\mathrm{softmax}'].includes(next);
  if (next === '/' || (startsFactor(reading) && !isOther)) throw new Refused(`${shownName} without brackets before more than one factor`);
  return of;
}
