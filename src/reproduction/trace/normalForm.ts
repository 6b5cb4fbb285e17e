import type { Token } from '../../workspace/pythonTokens.ts';

/**
 * The words of a Python statement without what a formatter decides: quotes, trailing commas, parentheses around a whole expression, the
 * case of numbers. Two statements with the same words mean the same; the reverse need not hold.
 */

const openers = new Set(['(', '[', '{']);
const closers = new Set([')', ']', '}']);
const keywords = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);
const compound = new Set(['class', 'def', 'elif', 'else', 'except', 'finally', 'for', 'if', 'try', 'while', 'with', 'match', 'case']);

export function isKeyword(word: string): boolean {
  return keywords.has(word);
}

/** The statements of a logical line: `if x: return y` and `a = 1; b = 2` are two, each with its depth below the line’s. */
export function statementsOf(tokens: readonly Token[]): readonly { readonly tokens: readonly Token[]; readonly below: number }[] {
  const first = tokens[0]?.text === 'async' ? tokens[1]?.text : tokens[0]?.text;
  const opens = first !== undefined && compound.has(first) && isBlockHead(tokens);
  const found: { tokens: Token[]; below: number }[] = [{ tokens: [], below: 0 }];
  let depth = 0;
  let lambdas = 0;
  let isHead = opens;
  for (const token of tokens) {
    if (token.kind === 'operator') depth += openers.has(token.text) ? 1 : closers.has(token.text) ? -1 : 0;
    if (depth === 0 && token.text === 'lambda') lambdas += 1;
    const ends = depth === 0 && token.kind === 'operator' && (token.text === ';' || (token.text === ':' && isHead && lambdas === 0));
    if (depth === 0 && token.text === ':' && lambdas > 0) lambdas -= 1;
    if (!(ends && token.text === ';')) found.at(-1)?.tokens.push(token);
    if (!ends) continue;
    isHead = false;
    found.push({ tokens: [], below: opens ? 1 : 0 });
  }
  return found.filter((statement) => statement.tokens.length > 0);
}

/** `match` and `case` are names elsewhere. */
function isBlockHead(tokens: readonly Token[]): boolean {
  const word = tokens[0]?.text;
  if (word !== 'match' && word !== 'case') return true;
  return tokens.at(-1)?.text === ':' && tokens[1]?.kind !== 'operator';
}

/** The words of one statement. */
export function wordsOf(tokens: readonly Token[]): readonly string[] {
  const words = tokens.map(wordOf);
  const kept = withoutParentheses(withoutCommas(words));
  // `class A():`
  if (kept[0] === 'class' && kept.at(-3) === '(' && kept.at(-2) === ')') return [...kept.slice(0, -3), ':'];
  return kept;
}

function wordOf({ kind, text }: Token): string {
  if (kind === 'number') return text.toLowerCase().replaceAll('_', '');
  return kind === 'string' ? stringWord(text) : text;
}

/** `r'a'` and `R"a"` are one. */
function stringWord(text: string): string {
  const [, prefix = '', quote = '"'] = /^([a-zA-Z]*)("""|'''|"|')/.exec(text) ?? [];
  const inner = text.slice(prefix.length + quote.length, text.endsWith(quote) ? -quote.length : undefined);
  const letters = [...prefix.toLowerCase().replace('u', '')].sort().join('');
  const plain = letters.includes('r') ? inner : inner.replaceAll(/\\(["'])/g, '$1');
  return `${letters}"${plain}"`;
}

/** Without the comma before a closing bracket, unless it makes a tuple of one. */
function withoutCommas(words: readonly string[]): readonly string[] {
  const open: { commas: number; isCall: boolean; bracket: string }[] = [];
  const kept: string[] = [];
  for (const word of words) {
    const before = kept.at(-1);
    if (openers.has(word)) open.push({ commas: 0, isCall: endsOperand(before), bracket: word });
    const top = open.at(-1);
    if (word === ',' && top !== undefined) top.commas += 1;
    if (closers.has(word)) {
      const closed = open.pop();
      const isDecoration =
        closed !== undefined && (closed.commas > 1 || closed.bracket === '{' || closed.isCall !== (closed.bracket === '['));
      if (before === ',' && isDecoration) kept.pop();
    }
    kept.push(word);
  }
  return kept;
}

/** Behind it a bracket is a call or a subscript. */
function endsOperand(word: string | undefined): boolean {
  if (word === undefined) return false;
  return word.endsWith('"') || word === ')' || word === ']' || word === '}' || (/^[\p{ID_Start}_\d]/u.test(word) && !keywords.has(word));
}

const wholeBefore = new Set(
  '= += -= *= /= //= %= @= &= |= ^= >>= <<= **= := -> return in if elif while assert yield from await import with del'.split(' '),
);
const itemBefore = new Set(['(', '[', '{', ',', '=', ':']);
const itemAfter = new Set([')', ']', '}', ',', ':', 'for']);

/** Without parentheses that stand around all of an expression, an item or what is imported. */
function withoutParentheses(words: readonly string[]): readonly string[] {
  const dropped = new Set<number>();
  const open: number[] = [];
  for (const [at, word] of words.entries()) {
    if (openers.has(word)) open.push(at);
    if (!closers.has(word)) continue;
    const from = open.pop();
    if (word === ')' && from !== undefined && isRedundant(words, from, at)) dropped.add(from).add(at);
  }
  return dropped.size === 0 ? words : words.filter((_, at) => !dropped.has(at));
}

function isRedundant(words: readonly string[], from: number, to: number): boolean {
  const before = words[from - 1];
  const after = words[to + 1];
  if (to === from + 1) return false;
  const inner = topLevelOf(words, from, to);
  if (inner.has('yield') || inner.has(':=')) return false;
  const isTuple = inner.has(',');
  const isAtEnd = after === undefined || (after === ':' && to + 2 === words.length);
  if (before === undefined) return isAtEnd ? true : after === '=';
  if (wholeBefore.has(before) && isAtEnd)
    return !isTuple || before === 'return' || before === '=' || before === 'import' || before === 'with' || before === 'in';
  if (before === 'for' || before === 'as') return after === 'in';
  if (before === 'assert' && after === ',') return !isTuple;
  return itemBefore.has(before) && after !== undefined && itemAfter.has(after) && !isTuple && !inner.has('for') && !inner.has('=');
}

function topLevelOf(words: readonly string[], from: number, to: number): ReadonlySet<string> {
  const found = new Set<string>();
  let depth = 0;
  for (const word of words.slice(from + 1, to)) {
    if (closers.has(word)) depth -= 1;
    if (depth === 0) found.add(word);
    if (openers.has(word)) depth += 1;
  }
  return found;
}

/** Without type hints: of parameters, of what is returned, of variables. */
export function withoutHints(words: readonly string[]): readonly string[] {
  const at = words[0] === 'async' ? 1 : 0;
  if (words[at] === 'def') return signatureWithoutHints(words);
  if (compound.has(words[0] ?? '') || words[0] === 'lambda') return words;
  const colon = variableColon(words);
  if (colon === undefined) return words;
  const value = topLevelIndex(words, '=', colon);
  return value === undefined ? words.slice(0, colon) : [...words.slice(0, colon), ...words.slice(value)];
}

/** `x: int`, `self.x: int = 3`. */
function variableColon(words: readonly string[]): number | undefined {
  const colon = topLevelIndex(words, ':', 0);
  if (colon === undefined || colon === 0 || colon === words.length - 1) return undefined;
  return words.slice(0, colon).every((word) => word === '.' || (/^[\p{ID_Start}_]/u.test(word) && !keywords.has(word))) ? colon : undefined;
}

function topLevelIndex(words: readonly string[], wanted: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < words.length; at++) {
    const word = words[at] ?? '';
    if (openers.has(word)) depth += 1;
    else if (closers.has(word)) depth -= 1;
    else if (depth === 0 && word === wanted) return at;
  }
  return undefined;
}

function signatureWithoutHints(words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let depth = 0;
  let isHint = false;
  for (const word of words) {
    if (closers.has(word)) depth -= 1;
    if (depth === 0 && word === '->') isHint = true;
    if (depth === 0 && word === ':') isHint = false;
    if (depth === 1 && (word === ',' || word === '=')) isHint = false;
    if (depth === 0 && word === ')') isHint = false;
    if (depth === 1 && word === ':' && !isHint) isHint = true;
    else if (!isHint) kept.push(word);
    if (openers.has(word)) depth += 1;
  }
  return kept;
}

/** A statement with its plain names taken out, so that it survives renaming: attributes, keyword arguments and keywords stay. */
export function shapeOf(words: readonly string[]): string {
  // In a head what stands before `=` is a parameter.
  const isHead = words[0] === 'def' || words[1] === 'def';
  let depth = 0;
  return words
    .map((word, at) => {
      if (openers.has(word)) depth += 1;
      if (closers.has(word)) depth -= 1;
      return isPlainName(words, at, isHead ? 0 : depth) ? '_' : word;
    })
    .join(' ');
}

/** Not an attribute and not the name of a keyword argument. */
export function isPlainName(words: readonly string[], at: number, depth: number): boolean {
  const word = words[at] ?? '';
  if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(word) || keywords.has(word)) return false;
  if (words[at - 1] === '.') return false;
  return !(words[at + 1] === '=' && depth > 0);
}
