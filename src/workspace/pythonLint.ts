import { inLfSpace } from './lines.ts';
import { type LogicalLine, type SyntaxSlip, type Token, tokenize } from './pythonTokens.ts';

/**
 * What is certainly wrong with a Python file, found without a Python: what Python itself would refuse before it runs a line. It says
 * nothing rather than something that could be right. And advice for a training that keeps its model nowhere but on this disk.
 */

export interface PythonWarning {
  readonly kind: 'syntax' | 'missing-push-to-hub' | 'missing-hub-model-id';
  /** From 1; of a syntax error. */
  readonly line?: number;
  /** One line, for the model. */
  readonly message: string;
}

export function isPython(path: string): boolean {
  return /\.pyi?$/i.test(path);
}

export function pythonWarnings(source: string): readonly PythonWarning[] {
  const slip = findSyntaxSlip(source);
  if (slip === undefined) return hubAdvice(source);
  return [{ kind: 'syntax', line: slip.line, message: `Line ${slip.line} is not Python: ${slip.what}.` }];
}

/** The first certain mistake. */
export function findSyntaxSlip(source: string): SyntaxSlip | undefined {
  const tokenized = tokenize(inLfSpace(source).replace(/^\ufeff/, ''));
  if ('slip' in tokenized) return tokenized.slip;
  const indentation = indentationSlip(tokenized.lines);
  for (const line of tokenized.lines) {
    const slip = statementSlip(line);
    if (slip !== undefined && (indentation === undefined || slip.line <= indentation.line)) return slip;
  }
  return indentation;
}

const configs = /\b(?:TrainingArguments|SFTConfig|DPOConfig|GRPOConfig)\b/;

function hubAdvice(source: string): readonly PythonWarning[] {
  const config = configs.exec(source)?.[0];
  if (config === undefined) return [];
  const advice: PythonWarning[] = [];
  if (!source.includes('push_to_hub'))
    advice.push({
      kind: 'missing-push-to-hub',
      message: `Advice: ${config} does not set push_to_hub, so the model stays where it is trained. Saving elsewhere is fine.`,
    });
  if (!source.includes('hub_model_id'))
    advice.push({
      kind: 'missing-hub-model-id',
      message: `Advice: ${config} does not set hub_model_id, so a push would choose the repository's name itself. Saving elsewhere is fine.`,
    });
  return advice;
}

/** As Python's own tokenizer measures: once with tabs of eight, once with tabs of one; where the two disagree, the file is refused. */
interface Indent {
  readonly wide: number;
  readonly narrow: number;
}

function measure(indent: string): Indent {
  let [wide, narrow] = [0, 0];
  for (const char of indent) {
    if (char === '\f') [wide, narrow] = [0, 0];
    else if (char === '\t') [wide, narrow] = [(Math.floor(wide / 8) + 1) * 8, narrow + 1];
    else [wide, narrow] = [wide + 1, narrow + 1];
  }
  return { wide, narrow };
}

function indentationSlip(lines: readonly LogicalLine[]): SyntaxSlip | undefined {
  const levels: Indent[] = [{ wide: 0, narrow: 0 }];
  let opens = false;
  for (const { indent, line, tokens } of lines) {
    const own = measure(indent);
    const current = levels.at(-1) ?? own;
    if (own.wide > current.wide) {
      if (own.narrow <= current.narrow) return { line, what: 'tabs and spaces are mixed in its indentation' };
      if (!opens) return { line, what: 'it is indented, and nothing above asks for it' };
      levels.push(own);
    } else {
      if (opens) return { line, what: 'an indented block should begin here' };
      while ((levels.at(-1)?.wide ?? 0) > own.wide) levels.pop();
      const level = levels.at(-1) ?? own;
      if (level.wide !== own.wide) return { line, what: 'its indentation fits no block above' };
      if (level.narrow !== own.narrow) return { line, what: 'tabs and spaces are mixed in its indentation' };
    }
    opens = tokens.at(-1)?.text === ':' && tokens.at(-1)?.kind === 'operator';
  }
  const last = lines.at(-1);
  return opens && last !== undefined
    ? { line: last.tokens.at(-1)?.line ?? last.line, what: 'the block that it opens is missing' }
    : undefined;
}

const keywords = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);
/** Words that are keywords only at the beginning of a statement. */
const softKeywords = new Set(['match', 'case', 'type']);
const blockKeywords = new Set(['class', 'def', 'elif', 'else', 'except', 'finally', 'for', 'if', 'try', 'while', 'with']);
/** Need an operand on their right. `*`, `/` and `:` may stand alone in a signature or a slice. */
const needsRight = new Set('= == != < > <= >= + - % | & ^ @ // << >> += -= *= /= //= %= @= &= |= ^= >>= <<= **= := ~ .'.split(' '));
/** Cannot begin an operand. */
const needsLeft = new Set('= == != < > <= >= % | & ^ // << >> += -= *= /= //= %= @= &= |= ^= >>= <<= **= := , : ; ) ] }'.split(' '));

function statementSlip({ line, tokens }: LogicalLine): SyntaxSlip | undefined {
  return missingColon(tokens) ?? badNeighbours(tokens) ?? missingOperand(tokens, line);
}

function isOperator(token: Token | undefined, text: string): boolean {
  return token?.kind === 'operator' && token.text === text;
}

function missingColon(tokens: readonly Token[]): SyntaxSlip | undefined {
  const keyword = tokens[0]?.text === 'async' ? tokens[1] : tokens[0];
  if (keyword?.kind !== 'name' || !blockKeywords.has(keyword.text)) return undefined;
  let depth = 0;
  for (const token of tokens) {
    if (token.kind !== 'operator') continue;
    if ('([{'.includes(token.text)) depth += 1;
    else if (')]}'.includes(token.text)) depth -= 1;
    else if (token.text === ':' && depth === 0) return undefined;
  }
  return { line: tokens.at(-1)?.line ?? keyword.line, what: `“${keyword.text}” needs a colon` };
}

/** Two operands with nothing between them. */
function badNeighbours(tokens: readonly Token[]): SyntaxSlip | undefined {
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    if (next === undefined || !isOperand(token) || !isOperand(next)) continue;
    if (token.kind === 'string' && next.kind === 'string') continue;
    const startsStatement = i === 0 || isOperator(tokens[i - 1], ';') || isOperator(tokens[i - 1], ':');
    if (startsStatement && softKeywords.has(token.text)) continue;
    return { line: next.line, what: `${shown(next)} cannot follow ${shown(token)}` };
  }
  return undefined;
}

function isOperand({ kind, text }: Token): boolean {
  return kind === 'number' || kind === 'string' || (kind === 'name' && !keywords.has(text));
}

function shown({ text }: Token): string {
  const [first = ''] = text.split('\n');
  return `“${first.length > 30 || first !== text ? `${first.slice(0, 30)}…` : first}”`;
}

function missingOperand(tokens: readonly Token[], line: number): SyntaxSlip | undefined {
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'operator' || !needsRight.has(token.text)) continue;
    const next = tokens[i + 1];
    // `from . import x`, `from .. import x`
    if (token.text === '.' && tokens[0]?.text === 'from') continue;
    if (next === undefined) return { line: token.line, what: `nothing follows “${token.text}”` };
    if (next.kind === 'operator' && needsLeft.has(next.text))
      return { line: next.line, what: `“${next.text}” cannot follow “${token.text}”` };
  }
  const [first] = tokens;
  return first?.kind === 'operator' && needsLeft.has(first.text)
    ? { line, what: `a statement cannot begin with “${first.text}”` }
    : undefined;
}
