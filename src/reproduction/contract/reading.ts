/** Where the parser is, and what it knows: tokens, declared names, indices in scope. */
import type { ContractSymbol, Expression } from './expression.ts';
import { Refused } from './refused.ts';
import { canonical, canonicalTokens, type Token, tokensOf } from './tokens.ts';

export interface Declared {
  readonly symbols: ReadonlyMap<string, ContractSymbol>;
  /** Sizes with names: scalars that need no declaration of their own. */
  readonly sizes: ReadonlySet<string>;
  /** Names of more than a letter with its scripts, by their one spelling: `s(x,x^+)`, `\\nabla_\\theta L`. */
  readonly compounds: ReadonlyMap<string, ContractSymbol>;
}

export interface Reading {
  readonly tex: string;
  readonly tokens: readonly Token[];
  readonly declared: Declared;
  /** Mutable: what parts found on the way. */
  readonly unchecked: Set<string>;
  /** With how many indices each function is called. */
  readonly calls: Map<string, number>;
  at: number;
  /** Open `|`, so that the next one closes. */
  bars: number;
  scope: ReadonlySet<string>;
  /** Of those, the ones of sums and products about this place; the others are letters of the left-hand side. */
  bound: ReadonlySet<string>;
  /** Batches that are being summed over, with the index of their members. */
  batches: ReadonlyMap<string, string>;
  /** Sums, products, fractions: everything that reads a whole expression. Here so that the parts of the parser need not import each other in a circle. */
  readonly expression: (reading: Reading) => Expression;
}

export function declare(symbols: readonly ContractSymbol[]): Declared {
  const byName = new Map<string, ContractSymbol>();
  for (const symbol of symbols) {
    const name = canonicalName(symbol.name);
    if (byName.has(name)) throw new Refused(`${symbol.name} is declared twice`);
    byName.set(name, symbol);
  }
  const sizes = new Set(
    symbols
      .flatMap((symbol) => [...symbol.shape, symbol.of ?? 1])
      .filter((size) => typeof size === 'string')
      .map(canonicalName),
  );
  for (const size of sizes) if (byName.has(size)) throw new Refused(`${size} is both a size and a symbol`);
  const compounds = new Map(symbols.filter(({ name }) => isCompound(name)).map((symbol) => [compoundKey(tokensOf(symbol.name)), symbol]));
  return { symbols: byName, sizes, compounds };
}

/** Spaces end commands, and say nothing where the tokens are known. */
export function compoundKey(tokens: readonly Token[]): string {
  return canonicalTokens(tokens).replaceAll(' ', '');
}

function isCompound(name: string): boolean {
  let depth = 0;
  for (const { text } of tokensOf(name)) {
    if (text === '{') depth++;
    if (text === '}') depth--;
    if (depth === 0 && (text === '(' || text === '\\nabla')) return true;
  }
  return false;
}

/** Primes, then the subscript, then the superscript, whatever the order in the source. */
export function canonicalName(tex: string): string {
  const text = canonical(tex);
  const script = String.raw`(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+(?:\{[^{}]*\})?|[^\\{}])`;
  const [, base, sub1 = '', sup = '', primes1 = '', sub2 = '', primes2 = ''] =
    new RegExp(`^(.*?)(_${script})?('*)(?:(\\^${script}))?(_${script})?('*)$`, 's').exec(text) ?? [];
  if (base === undefined) return text;
  return `${base}${sup}${primes2}${sub1}${sub2}${primes1}`;
}

export function peek(reading: Reading, ahead = 0): string {
  return reading.tokens[reading.at + ahead]?.text ?? '';
}

export function isDone(reading: Reading): boolean {
  return reading.at >= reading.tokens.length;
}

export function take(reading: Reading): Token {
  const token = reading.tokens[reading.at];
  if (token === undefined) throw new Refused('something that ends too early');
  reading.at++;
  return token;
}

export function expect(reading: Reading, text: string): void {
  if (peek(reading) !== text) throw new Refused(`${shown(peek(reading))} where ${text} should stand`);
  reading.at++;
}

export function accept(reading: Reading, ...texts: readonly string[]): boolean {
  if (isDone(reading) || !texts.includes(peek(reading))) return false;
  reading.at++;
  return true;
}

export function shown(text: string): string {
  return text === '' ? 'the end' : text;
}

/** What stands from a token to before this one. */
export function texFrom(reading: Reading, from: number): string {
  const first = reading.tokens[from];
  const last = reading.tokens[reading.at - 1];
  return first === undefined || last === undefined ? '' : reading.tex.slice(first.start, last.end);
}

/** The tokens of a script or argument: those in braces, or the next. */
export function group(reading: Reading): readonly Token[] {
  if (!accept(reading, '{')) return [take(reading)];
  return until(reading, '}', '{');
}

/** The tokens up to what closes, which is taken too. */
export function until(reading: Reading, close: string, open: string): readonly Token[] {
  const from = reading.at;
  for (let depth = 1; ; ) {
    const { text } = take(reading);
    if (text === open) depth++;
    else if (text === close && --depth === 0) return reading.tokens.slice(from, reading.at - 1);
  }
}

/** Another place to read, with the same scope: for what was set aside as tokens. */
export function within(reading: Reading, tokens: readonly Token[]): Reading {
  return { ...reading, tokens, at: 0, bars: 0 };
}

export function whole(reading: Reading, tokens: readonly Token[]): Expression {
  const inner = within(reading, tokens);
  const read = inner.expression(inner);
  if (!isDone(inner)) throw new Refused(`${shown(peek(inner))} in ${textOf(reading, tokens)}`);
  return read;
}

export function textOf(reading: Reading, tokens: readonly Token[]): string {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first === undefined || last === undefined ? '' : reading.tex.slice(first.start, last.end);
}

/** At commas outside brackets. */
export function splitAt(tokens: readonly Token[], ...separators: readonly string[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (['{', '(', '[', '\\{', '\\begin{cases}'].includes(token.text)) depth++;
    if (['}', ')', ']', '\\}', '\\end{cases}'].includes(token.text)) depth--;
    if (depth === 0 && separators.includes(token.text)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

export function nameOf(tokens: readonly Token[]): string {
  return canonicalName(canonicalTokens(tokens));
}

export function isLetter(text: string): boolean {
  return /^(?:[A-Za-z]|\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|vartheta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega|ell|[A-Za-z]+\{.*\}))$/s.test(
    text,
  );
}
