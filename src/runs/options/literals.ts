/** Values and calls in Python’s tokens, as far as they are written out. */
import type { Token } from '../../workspace/pythonTokens.ts';

export interface Call {
  readonly positional: readonly (readonly Token[])[];
  readonly named: ReadonlyMap<string, readonly Token[]>;
}

const opens = new Set(['(', '[', '{']);
const closes = new Set([')', ']', '}']);

/** The index behind the bracket that closes the one at `open`. */
export function behindBracket(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const { kind, text } = tokens[at] ?? { kind: 'name', text: '' };
    if (kind !== 'operator') continue;
    if (opens.has(text)) depth += 1;
    if (closes.has(text)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return tokens.length;
}

/** What stands inside the bracket at `open`, divided at its commas. */
export function itemsIn(tokens: readonly Token[], open: number): readonly (readonly Token[])[] {
  return divide(tokens.slice(open + 1, behindBracket(tokens, open) - 1), ',').filter((item) => item.length > 0);
}

/** Divided wherever the operator stands outside of brackets. */
export function divide(tokens: readonly Token[], operator: string): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'operator' && opens.has(token.text)) depth += 1;
    if (token.kind === 'operator' && closes.has(token.text)) depth -= 1;
    if (depth === 0 && isOperator(token, operator)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** The call whose bracket is at `open`. */
export function callAt(tokens: readonly Token[], open: number): Call {
  const positional: (readonly Token[])[] = [];
  const named = new Map<string, readonly Token[]>();
  for (const item of itemsIn(tokens, open)) {
    const [name, equals] = item;
    if (name?.kind === 'name' && isOperator(equals, '=')) named.set(name.text, item.slice(2));
    else positional.push(item);
  }
  return { positional, named };
}

export function isOperator(token: Token | undefined, text: string): boolean {
  return token?.kind === 'operator' && token.text === text;
}

export function isName(token: Token | undefined, ...names: readonly string[]): boolean {
  return token?.kind === 'name' && names.includes(token.text);
}

/** The text of one string, or of several beside each other; undefined when it is anything else. */
export function stringOf(tokens: readonly Token[] | undefined): string | undefined {
  const inner = unwrapped(tokens);
  if (inner === undefined || inner.length === 0 || inner.some(({ kind }) => kind !== 'string')) return undefined;
  return inner.map(({ text }) => unquoted(text)).join('');
}

/** In needless brackets a long text is broken into lines. */
function unwrapped(tokens: readonly Token[] | undefined): readonly Token[] | undefined {
  if (tokens === undefined || !isOperator(tokens[0], '(') || behindBracket(tokens, 0) !== tokens.length) return tokens;
  return tokens.slice(1, -1);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\n': '' };

function unquoted(text: string): string {
  const found = /^([A-Za-z]*)("""|'''|"|')([\s\S]*)\2$/.exec(text);
  const [, prefix = '', , inner = ''] = found ?? [];
  if (/r/i.test(prefix)) return inner;
  return inner.replaceAll(/\\([\s\S])/g, (_, char: string) => escapes[char] ?? char);
}

/** A value as it would stand on a command line: what strings hold, numbers as written; undefined for what is computed. */
export function literalOf(tokens: readonly Token[] | undefined): string | undefined {
  if (tokens === undefined || tokens.length === 0) return undefined;
  const text = stringOf(tokens);
  if (text !== undefined) return text;
  const words = tokens.map((token) => token.text).join('');
  return /^[-+]?[\d.][\d_.eE+-]*$|^(?:True|False|None)$/.test(words) ? words.replaceAll('_', '') : undefined;
}

/** The literals of a list, tuple or set. */
export function listOf(tokens: readonly Token[] | undefined): readonly string[] | undefined {
  const [open] = tokens ?? [];
  if (tokens === undefined || open?.kind !== 'operator' || !opens.has(open.text)) return undefined;
  const values = itemsIn(tokens, 0).map(literalOf);
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** A value, or the source of the expression that makes it, for reading. `None` and an empty one are none. */
export function shownDefault(tokens: readonly Token[] | undefined): string | undefined {
  if (tokens === undefined || tokens.length === 0) return undefined;
  const value = literalOf(tokens) ?? listOf(tokens)?.join(' ') ?? sourceOf(tokens);
  return value === 'None' || value === '' || value === '...' ? undefined : value;
}

export function sourceOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }, at) => (tokens[at - 1]?.kind === 'name' && /^\w/.test(text) ? ` ${text}` : text)).join('');
}
