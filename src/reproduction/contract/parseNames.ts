/** Names with their scripts: which of them belong to the name, which are indices, powers or transposes, by what is declared. */
import type { ContractSymbol, Expression } from './expression.ts';
import {
  canonicalName,
  compoundKey,
  group,
  nameOf,
  peek,
  type Reading,
  shown,
  splitAt,
  take,
  texFrom,
  textOf,
  until,
  whole,
  within,
} from './reading.ts';
import { Refused } from './refused.ts';
import type { Token } from './tokens.ts';

interface Scripts {
  readonly primes: string;
  readonly sub: readonly Token[] | undefined;
  readonly sup: readonly Token[] | undefined;
}

export function readScripts(reading: Reading): Scripts {
  let primes = '';
  let sub: readonly Token[] | undefined;
  let sup: readonly Token[] | undefined;
  for (;;) {
    const next = peek(reading);
    if (next === "'" || next === '\\prime') primes += "'";
    else if (next !== '_' && next !== '^') return { primes, sub, sup };
    if (next === '_' || next === '^') {
      take(reading);
      if ((next === '_' ? sub : sup) !== undefined) throw new Refused('two scripts on one side');
      if (next === '_') sub = group(reading);
      else sup = group(reading);
    } else take(reading);
  }
}

const longestCompound = 40;

/** The longest declared name of several letters: one term of the equation, whatever it is made of. */
export function readCompound(reading: Reading): Expression | undefined {
  const { compounds } = reading.declared;
  if (compounds.size === 0) return undefined;
  const from = reading.at;
  for (let count = Math.min(longestCompound, reading.tokens.length - from); count > 1; count--) {
    const symbol = compounds.get(compoundKey(reading.tokens.slice(from, from + count)));
    if (symbol === undefined) continue;
    reading.at += count;
    const tex = texFrom(reading, from);
    const read = symbolOf(reading, symbol, tex);
    if (symbol.role === 'function') return calledWith(reading, symbol, read, from);
    reading.unchecked.add(tex);
    return read;
  }
  return undefined;
}

/** A declared name at the place of reading, with what its scripts say of it; undefined where none is declared. */
export function readName(reading: Reading): Expression | undefined {
  const from = reading.at;
  const base = take(reading).text;
  const scripts = readScripts(reading);
  const found = resolve(reading, base, scripts);
  if (found === undefined) {
    reading.at = from;
    return undefined;
  }
  const tex = () => texFrom(reading, from);
  if (found.symbol?.role === 'batch') throw new Refused(`the batch ${found.symbol.name} as a value`);
  let read = found.symbol === undefined ? found.bare(tex()) : symbolOf(reading, found.symbol, tex());
  if (found.symbol?.role === 'function') read = calledWith(reading, found.symbol, read, from);
  if (found.indices.length > 0) read = { kind: 'at', of: read, indices: found.indices, tex: tex() };
  else if (
    found.symbol !== undefined &&
    found.symbol.role !== 'function' &&
    found.symbol.shape.length > 0 &&
    found.sup === undefined &&
    peek(reading) === '['
  ) {
    take(reading);
    read = { kind: 'at', of: read, indices: commaList(reading, until(reading, ']', '[')), tex: tex() };
  }
  return found.sup === undefined ? read : raised(reading, read, found.sup, from);
}

interface Found {
  readonly symbol: ContractSymbol | undefined;
  readonly bare: (tex: string) => Expression;
  readonly indices: readonly Expression[];
  readonly sup: readonly Token[] | undefined;
}

/** The longest declared name wins: what is left of the scripts is indices and powers. */
function resolve(reading: Reading, base: string, { primes, sub, sup }: Scripts): Found | undefined {
  const parts = sub === undefined ? [] : splitAt(sub, ',');
  const withSub = (count: number) => (count === 0 ? '' : `_{${parts.slice(0, count).map(nameOf).join(',')}}`);
  const supText = sup === undefined ? '' : `^{${nameOf(sup)}}`;
  for (let count = parts.length; count >= 0; count--) {
    for (const top of supText === '' ? [''] : [supText, '']) {
      const name = canonicalName(`${base}${primes}${withSub(count)}${top}`);
      const symbol = reading.declared.symbols.get(name);
      const isIndex = reading.scope.has(name);
      const isSize = reading.declared.sizes.has(name);
      if (symbol === undefined && !isIndex && !isSize) continue;
      const remaining = top === '' ? sup : undefined;
      const above = count === parts.length || remaining === undefined ? remaining : remaining;
      const upper = above !== undefined && isParenthesised(above) ? [whole(reading, above.slice(1, -1))] : [];
      return {
        symbol,
        bare: (tex) => (isIndex ? { kind: 'index', name, tex } : { kind: 'symbol', name, tex }),
        indices: [...upper, ...parts.slice(count).flatMap((part) => indicesOf(reading, part))],
        sup: upper.length > 0 ? undefined : above,
      };
    }
  }
  return undefined;
}

function isParenthesised(tokens: readonly Token[]): boolean {
  return tokens.length > 2 && tokens[0]?.text === '(' && tokens.at(-1)?.text === ')';
}

/** `ij` is two indices where both are in scope; everything else is an expression. */
function indicesOf(reading: Reading, tokens: readonly Token[]): readonly Expression[] {
  if (tokens.length > 1 && tokens.every((token) => reading.scope.has(token.text)))
    return tokens.map((token) => ({ kind: 'index', name: token.text, tex: token.text }));
  if (tokens[0]?.text === '(') throw new Refused(`the subscript ${textOf(reading, tokens)}, which may mean an order`);
  if (tokens.some(({ text }) => text === ':' || text === '\\cdot')) throw new Refused('a slice as a subscript');
  return [whole(reading, tokens)];
}

export function commaList(reading: Reading, tokens: readonly Token[]): readonly Expression[] {
  return splitAt(tokens, ',').map((part) => whole(reading, part));
}

function symbolOf(reading: Reading, symbol: ContractSymbol, tex: string): Expression {
  const read: Expression = { kind: 'symbol', name: canonicalName(symbol.name), tex };
  if (symbol.batch === undefined) return read;
  const index = reading.batches.get(canonicalName(symbol.batch));
  if (index === undefined) throw new Refused(`${symbol.name} outside a sum or mean over ${symbol.batch}, whose members it names`);
  return { kind: 'at', of: read, indices: [{ kind: 'index', name: index, tex: index }], tex };
}

/** The values of a function are handed in: its arguments only say for which indices. */
function calledWith(reading: Reading, symbol: ContractSymbol, read: Expression, from: number): Expression {
  if (peek(reading) !== '(') throw new Refused(`${symbol.name} without its arguments`);
  take(reading);
  const given = until(reading, ')', '(');
  const isIndex = ({ text }: Token, at: number): boolean => reading.scope.has(text) && given[at + 1]?.text !== '_';
  const letters = [...new Set(given.filter(isIndex).map((token) => token.text))];
  // `p(y_t | x)` on both sides: x is an argument of both, and t what it is computed for.
  const names = letters.length > symbol.shape.length ? letters.filter((letter) => reading.bound.has(letter)) : letters;
  const indices = names.map((name): Expression => ({ kind: 'index', name, tex: name }));
  if (indices.length > symbol.shape.length)
    throw new Refused(
      `${textOf(reading, given)} as arguments of ${symbol.name}: its declared values have no axis for ${names.slice(symbol.shape.length).join(', ')}`,
    );
  const known = reading.calls.get(symbol.name) ?? indices.length;
  reading.calls.set(symbol.name, known);
  if (known !== indices.length)
    throw new Refused(
      `${texFrom(reading, from)}, while ${symbol.name} is called with ${known === 0 ? 'no index' : 'an index'} elsewhere: declare one of the calls as a symbol of its own, with its arguments in the name`,
    );
  reading.unchecked.add(texFrom(reading, from));
  return indices.length === 0 ? read : { kind: 'at', of: read, indices, tex: texFrom(reading, from) };
}

/** A superscript that is no part of a name. */
export function raised(reading: Reading, base: Expression, sup: readonly Token[], from: number): Expression {
  const tex = texFrom(reading, from);
  const [only, more] = sup;
  const isTranspose =
    more === undefined && only !== undefined && ['\\top', 'T', '\\mathrm{T}', '\\mathsf{T}', '\\intercal'].includes(only.text);
  if (isTranspose) {
    if (only.text === 'T' && (reading.declared.sizes.has('T') || reading.declared.symbols.has('T')))
      throw new Refused('^T, which may be the transpose or a power, because T is declared');
    return { kind: 'transpose', of: base, tex };
  }
  if (sup.some(({ text }) => ['*', '\\star', '\\ast', '\\dagger', "'", '\\dag'].includes(text)) || isParenthesised(sup))
    throw new Refused(`the superscript ${textOf(reading, sup)}, which is no part of a declared name`);
  return { kind: 'power', base, exponent: whole(reading, sup), tex };
}

/** Scripts behind a bracket: indices of what is within, then a power. */
export function scripted(reading: Reading, of: Expression, from: number): Expression {
  const { primes, sub, sup } = readScripts(reading);
  if (primes !== '') throw new Refused('a prime behind a bracket');
  const indexed: Expression =
    sub === undefined
      ? of
      : {
          kind: 'at',
          of,
          indices: splitAt(sub, ',').flatMap((part) => indicesOf(within(reading, part), part)),
          tex: texFrom(reading, from),
        };
  return sup === undefined ? indexed : raised(reading, indexed, sup, from);
}

export function undeclared(reading: Reading): Refused {
  const at = reading.at;
  const base = take(reading).text;
  const name = (() => {
    readScripts(reading);
    return texFrom(reading, at);
  })();
  reading.at = at;
  if (base.startsWith('\\begin')) return new Refused(`the environment ${base.slice(7, -1)}`);
  return new Refused(`${shown(name)}, which is neither declared nor an index`, isOperator(base) || name === '' ? undefined : name);
}

/** What stands for a computation, and not for something with a value. */
function isOperator(base: string): boolean {
  return (
    /^\\(?:nabla|partial|int|oint|lim|limsup|liminf|arg|argmax|argmin|sup|inf|det|Pr|forall|exists|binom|Box|odot|circ|mathrm\{(?:KL|Var|Cov|diag|argmax|argmin|concat|Concat|LayerNorm|top|sg|stopgrad|d)\}|mathcal\{N\}|mathbb\{.\}|operatorname)/.test(
      base,
    ) || !/^[A-Za-z\\]/.test(base)
  );
}
