/**
 * The equations of a displayed formula, each as an expression, or the reason why it has no contract. What stands beside an equation (“k = 1, …, K”,
 * “ε ∼ N(0, 1)”) is no equation; of a chain `a = b = c` the last right-hand side is what is computed.
 */
import { type ContractSymbol, type Equation, everyPart, type NoContract } from './expression.ts';
import { readName } from './parseNames.ts';
import { readExpression } from './parseTerms.ts';
import { canonicalName, type Declared, declare, isDone, isLetter, peek, type Reading, shown, splitAt, textOf } from './reading.ts';
import { orNone, Refused } from './refused.ts';
import { type Token, tokensOf } from './tokens.ts';

/** In their order; one `NoContract` where the formula as a whole cannot be read. */
export function parseEquations(tex: string, symbols: readonly ContractSymbol[]): readonly (Equation | NoContract)[] {
  const read = orNone(() => {
    const declared = declare(
      symbols.map((symbol) => (symbol.batch === undefined ? symbol : { ...symbol, batch: canonicalName(symbol.batch) })),
    );
    const parts = partTokens(tex);
    const beside = parts.filter((part) => !isEquation(part));
    return parts.filter(isEquation).map((tokens) => orNone(() => unrestricted(equationOf(tex, tokens, declared), beside)));
  });
  if (!('kind' in read)) return read.length > 0 ? read : [{ kind: 'none', why: 'no equality' }];
  return [read];
}

const wrappers = /^\\(?:begin|end)\{(?:split|aligned|alignedat|gathered|align\*?|gather\*?|equation\*?|multline\*?)\}$/;
const quads = ['\\quad', '\\qquad'];
const equal = ['=', '\\coloneqq', '\\triangleq', '\\equiv', '\\doteq', '≔'];
const others = [
  '\\approx',
  '\\geq',
  '\\ge',
  '\\leq',
  '\\le',
  '<',
  '>',
  '\\propto',
  '\\sim',
  '\\simeq',
  '\\neq',
  '\\ne',
  '\\gets',
  '\\leftarrow',
  '\\to',
  '\\implies',
  '\\Rightarrow',
  '\\iff',
];

function partTokens(tex: string): readonly (readonly Token[])[] {
  let inCases = 0;
  const tokens = tokensOf(tex).filter(({ text }) => {
    if (text === '\\begin{cases}') inCases++;
    if (text === '\\end{cases}') inCases--;
    return !wrappers.test(text) && (text !== '&' || inCases > 0);
  });
  const rows: Token[][] = [];
  for (const row of splitAt(tokens, '\\\\')) {
    const last = rows.at(-1)?.at(-1)?.text ?? '';
    const goesOn = ['=', '+', '-', '\\cdot', '\\times', ':'].includes(row[0]?.text ?? '') || ['=', '+', '-'].includes(last);
    if (rows.length > 0 && goesOn && ![',', '.'].includes(last)) rows.at(-1)?.push(...row);
    else rows.push([...row]);
  }
  return rows.flatMap((row) => splitAt(row, ',', ...quads, '\\mathrm{where}', '\\mathrm{with}', '\\mathrm{and}'));
}

const conditions = ['\\mathrm{if}', '\\mathrm{when}', '\\mathrm{unless}', '\\mathrm{otherwise}'];

/** An equation that holds only where something else does says nothing of the rest. */
function unrestricted(equation: Equation, beside: readonly (readonly Token[])[]): Equation {
  for (const part of beside) {
    const texts = part.map((token) => token.text).filter((text) => !quads.includes(text));
    const isLimit = texts.some((text) => others.includes(text) && text !== '\\sim') && equation.free.includes(texts[0] ?? '');
    if (isLimit || texts.some((text) => conditions.includes(text)))
      throw new Refused(`the condition ${texts.join(' ')} beside the equation`);
  }
  return equation;
}

/** Not “k = 1”, “…”, “ε ∼ N(0, 1)”, or nothing. */
function isEquation(tokens: readonly Token[]): boolean {
  const texts = tokens.map((token) => token.text).filter((text) => !quads.includes(text) && text !== '.');
  if (
    !texts.some(
      (text) =>
        equal.includes(text) ||
        (others.includes(text) && text !== '\\sim' && text !== '\\neq' && text !== '\\ne' && text !== '>' && text !== '<'),
    )
  )
    return false;
  const [left = '', , right = ''] = texts;
  return !(texts.length <= 3 && isLetter(left) && /^\d+$/.test(right)) && !texts.includes('\\dots') && !texts.includes('\\ldots');
}

function equationOf(tex: string, given: readonly Token[], declared: Declared): Equation {
  if (given.some((token) => conditions.includes(token.text) && isOuter(given, token))) throw new Refused('a condition behind the equation');
  const limited = splitAt(given, '\\mathrm{for}')[1]?.find((token) => declared.symbols.has(token.text));
  if (limited !== undefined) throw new Refused(`the condition on ${limited.text} behind the equation`);
  const tokens = beforeWords(given.filter((token, at) => !quads.includes(token.text) && !(token.text === '.' && at === given.length - 1)));
  const isColon = (at: number) => tokens[at]?.text === ':' && tokens[at + 1]?.text === '=';
  const plain = tokens.filter((_, at) => !isColon(at));
  const other = splitAt(plain, ...equal)
    .flat()
    .find((token) => others.includes(token.text) && isOuter(plain, token));
  if (other !== undefined) throw new Refused(`${other.text}, which is no equality`);
  const sides = splitAt(plain, ...equal);
  const [left = [], right = []] = [sides[0], sides.at(-1)];
  if (sides.length < 2 || right.length === 0) throw new Refused('no equality');
  const candidates = scriptLetters(left).filter((text) => !declared.symbols.has(text) && !declared.sizes.has(text));
  const reading: Reading = {
    tex,
    tokens: right,
    declared,
    unchecked: new Set(),
    calls: new Map(),
    at: 0,
    bars: 0,
    scope: new Set(candidates),
    bound: new Set(),
    batches: new Map(),
    expression: readExpression,
  };
  const value = readExpression(reading);
  if (!isDone(reading)) throw new Refused(shown(peek(reading)));
  const parts = [...everyPart(value)];
  if (!parts.some((part) => part.kind === 'symbol')) throw new Refused('a right-hand side without symbols: there is nothing to compute');
  // `y_k = W_k` where k is a size too: all of them, or the last one.
  const sizes = new Set(scriptLetters(left).filter((text) => declared.sizes.has(text)));
  const last = parts.find((part) => part.kind === 'at' && part.indices.some((index) => index.kind === 'symbol' && sizes.has(index.name)));
  if (last !== undefined) throw new Refused(`the index of ${last.tex}, which is also declared as a size`);
  const used = new Set(parts.flatMap((part) => (part.kind === 'index' ? [part.name] : [])));
  const bound = new Set(parts.flatMap((part) => (part.kind === 'reduce' ? [part.index] : [])));
  const free = [...new Set(candidates)].filter((name) => used.has(name) && !bound.has(name));
  return {
    kind: 'equation',
    left: textOf(reading, left),
    free,
    value,
    ranges: rangesOf({ ...reading, tokens: left, at: 0 }),
    unchecked: [...reading.unchecked],
  };
}

/** What may be an index of the left-hand side: letters in its subscripts and brackets, never its own name. */
function scriptLetters(left: readonly Token[]): readonly string[] {
  const found: string[] = [];
  const open: boolean[] = [];
  left.forEach(({ text }, at) => {
    const isScript = left[at - 1]?.text === '_';
    const isInside = open.at(-1) === true;
    if (text === '{' || text === '(' || text === '[') open.push(isScript || isInside || text !== '{');
    else if (text === '}' || text === ')' || text === ']') open.pop();
    // `x_t` is a name; t may be an index.
    else if ((isScript || isInside) && isLetter(text) && left[at + 1]?.text !== '_') found.push(text);
  });
  return found;
}

/** Of a left-hand side like `q_{i,k}`, where `q` is declared: what its indices run over. */
function rangesOf(left: Reading): Equation['ranges'] {
  const read = left.tokens.length === 0 ? undefined : orNone(() => readName(left) ?? { kind: 'none' as const, why: '' });
  if (read?.kind !== 'at' || read.of.kind !== 'symbol') return {};
  const symbol = left.declared.symbols.get(read.of.name);
  // `p_k` of a declared `n × K` leaves out the sample: which axis it means is not said.
  if (symbol?.shape.length !== read.indices.length) return {};
  const entries = read.indices.flatMap((index, axis) => {
    const size = symbol?.shape[axis];
    return index.kind === 'index' && size !== undefined ? [[index.name, { size, first: symbol?.first ?? 1 }] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Before `\in\R^{n}` and before “for”, “if”. */
function beforeWords(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(
    (token) => ['\\in', '\\mathrm{for}', '\\mathrm{if}', '\\mathrm{forall}', '\\forall'].includes(token.text) && isOuter(tokens, token),
  );
  return at < 0 ? tokens : tokens.slice(0, at);
}

function isOuter(tokens: readonly Token[], token: Token): boolean {
  return splitAt(tokens, token.text).length > 1 && !insideBrackets(tokens, token);
}

function insideBrackets(tokens: readonly Token[], token: Token): boolean {
  let depth = 0;
  for (const each of tokens) {
    if (each === token) return depth > 0;
    if (['{', '(', '[', '\\{', '\\begin{cases}'].includes(each.text)) depth++;
    if (['}', ')', ']', '\\}', '\\end{cases}'].includes(each.text)) depth--;
  }
  return false;
}
