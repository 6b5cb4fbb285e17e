/** The values that a Python file writes out: options with defaults, constants, dict keys, arguments of calls. What is computed is none of them. */
import { behindBracket, divide, isName, isOperator, itemsIn, literalOf, stringOf } from '../../runs/options/literals.ts';
import { inLfSpace } from '../../workspace/lines.ts';
import { type LogicalLine, type Token, tokenizeAnyway } from '../../workspace/pythonTokens.ts';
import { type CodeCall, type CodeSetting, literalValue, type ReadCode } from './codeSetting.ts';

/** A file whose syntax cannot be read says nothing. */
export function pythonSettings(file: string, source: string): ReadCode {
  const text = inLfSpace(source).replace(/^\ufeff/, '');
  const { lines, slips } = tokenizeAnyway(text);
  if (slips.length > 0) return { settings: [], calls: [] };
  const reader = new Reader(file, columnsOf(lines, text.split('\n')));
  const open: { readonly indent: number; readonly isFunction: boolean }[] = [];
  for (const line of lines) {
    const indent = line.indent.length;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const [first, second] = line.tokens;
    const keyword = isName(first, 'async') ? second : first;
    const isFunction = isName(keyword, 'def');
    reader.read(
      line,
      open.some((block) => block.isFunction),
    );
    if (isFunction || isName(keyword, 'class')) open.push({ indent, isFunction });
  }
  return reader;
}

class Reader implements ReadCode {
  readonly settings: CodeSetting[] = [];
  readonly calls: CodeCall[] = [];
  readonly #file: string;
  readonly #columns: ReadonlyMap<Token, number>;

  constructor(file: string, columns: ReadonlyMap<Token, number>) {
    this.#file = file;
    this.#columns = columns;
  }

  read({ tokens }: LogicalLine, isLocal: boolean): void {
    const isDefinition = tokens.some((token, at) => at < 2 && isName(token, 'def'));
    if (isDefinition) this.#parameters(tokens);
    else if (!isLocal) this.#assignment(tokens);
    for (const [at, token] of tokens.entries()) {
      if (token.kind === 'name' && isOperator(tokens[at + 1], '(') && !isName(tokens[at - 1], 'def', 'class')) this.#call(tokens, at);
      if (token.kind === 'string' && isOperator(tokens[at + 1], ':')) this.#key(tokens, at);
    }
  }

  /** `LEARNING_RATE = 1e-3`, `lr: float = 1e-3`, `lr: float = field(default=1e-3)`. */
  #assignment(tokens: readonly Token[]): void {
    const [name, next] = tokens;
    if (name?.kind !== 'name' || !(isOperator(next, '=') || isOperator(next, ':'))) return;
    const parts = divide(tokens, '=');
    const value = parts.length === 2 ? parts[1] : undefined;
    if (value === undefined) return;
    const inner = isName(value[0], 'field', 'Field') && isOperator(value[1], '(') ? namedIn(value, 1).get('default') : value;
    this.#add(name.text, inner, 'constant');
  }

  #parameters(tokens: readonly Token[]): void {
    const open = tokens.findIndex((token) => isOperator(token, '('));
    if (open < 0) return;
    for (const item of itemsIn(tokens, open)) {
      const [head = [], value] = divide(item, '=');
      if (head[0]?.kind === 'name') this.#add(head[0].text, value, 'parameter');
    }
  }

  #key(tokens: readonly Token[], at: number): void {
    const name = stringOf(tokens.slice(at, at + 1));
    const [value = []] = divide(untilClose(tokens.slice(at + 2)), ',');
    if (name !== undefined && /^[\w.-]{1,80}$/.test(name)) this.#add(name, value, 'key');
  }

  #call(tokens: readonly Token[], at: number): void {
    const callee = calleeAt(tokens, at);
    const named = namedIn(tokens, at + 1);
    const positional = itemsIn(tokens, at + 1).filter((item) => !(item[0]?.kind === 'name' && isOperator(item[1], '=')));
    const token = tokens[at];
    if (token === undefined) return;
    if (token.text === 'add_argument') {
      const flags = positional.flatMap((item) => stringOf(item) ?? []);
      const flag = flags.find((each) => each.startsWith('--')) ?? flags[0];
      if (flag !== undefined) this.#add(flag, named.get('default'), 'option');
      return;
    }
    const column = this.#columns.get(token) ?? 0;
    this.calls.push({
      file: this.#file,
      line: token.line,
      column,
      endColumn: column + token.text.length,
      callee,
      names: [...named.keys()],
      positional: positional.length,
      isOpen: positional.some((item) => isOperator(item[0], '*') || isOperator(item[0], '**')),
    });
    // A loader or a model for testing has settings of its own.
    if (tokens.some(({ kind, text }) => kind === 'name' && /(?:^|_)(?:test|val|valid|validation|eval|dev|infer)(?:$|_)/i.test(text)))
      return;
    for (const [name, value] of named) {
      const list = name === 'betas' && isOperator(value[0], '(') ? itemsIn(value, 0) : [];
      if (list.length === 2) for (const [index, item] of list.entries()) this.#add(`beta${index + 1}`, item, 'argument', callee);
      else this.#add(name, value, 'argument', callee);
    }
    const known = positionalNames[callee.split('.').at(-1) ?? ''];
    for (const [index, name] of known ?? []) this.#add(name, positional[index], 'argument', callee);
  }

  #add(name: string, tokens: readonly Token[] | undefined, how: CodeSetting['how'], callee?: string): void {
    if (tokens === undefined) return;
    const literal = literalOf(tokens);
    const [first] = tokens;
    const last = tokens.at(-1);
    if (literal === undefined || first === undefined || last === undefined || first.line !== last.line) return;
    const isString = first.kind === 'string';
    const value = isString ? literal : literalValue(literal);
    if (value === undefined || (isString && tokens.length > 1) || last.text.includes('\n')) return;
    const column = this.#columns.get(first) ?? 0;
    const endColumn = (this.#columns.get(last) ?? 0) + last.text.length;
    this.settings.push({
      file: this.#file,
      line: first.line,
      column,
      endColumn,
      name,
      value,
      text: tokens.map(({ text }) => text).join(''),
      how,
      ...(callee === undefined ? {} : { callee }),
    });
  }
}

/** Of what is called often with its value alone. */
const positionalNames: Readonly<Record<string, readonly (readonly [index: number, name: string])[]>> = {
  Dropout: [[0, 'dropout']],
  clip_grad_norm_: [[1, 'max_grad_norm']],
  Adam: [[1, 'lr']],
  AdamW: [[1, 'lr']],
  SGD: [[1, 'lr']],
  RMSprop: [[1, 'lr']],
  adam: [[0, 'learning_rate']],
  adamw: [[0, 'learning_rate']],
  sgd: [[0, 'learning_rate']],
};

function calleeAt(tokens: readonly Token[], at: number): string {
  let name = tokens[at]?.text ?? '';
  for (let before = at - 1; isOperator(tokens[before], '.') && tokens[before - 1]?.kind === 'name'; before -= 2)
    name = `${tokens[before - 1]?.text}.${name}`;
  return name;
}

function namedIn(tokens: readonly Token[], open: number): ReadonlyMap<string, readonly Token[]> {
  const named = new Map<string, readonly Token[]>();
  for (const item of itemsIn(tokens, open)) {
    const [name, equals] = item;
    if (name?.kind === 'name' && isOperator(equals, '=')) named.set(name.text, item.slice(2));
  }
  return named;
}

/** Up to the bracket that closes around these. */
function untilClose(tokens: readonly Token[]): readonly Token[] {
  for (let at = 0; at < tokens.length; at++) {
    const { kind, text } = tokens[at] ?? { kind: 'name', text: '' };
    if (kind !== 'operator') continue;
    if (text === '(' || text === '[' || text === '{') at = behindBracket(tokens, at) - 1;
    else if (text === ')' || text === ']' || text === '}') return tokens.slice(0, at);
  }
  return tokens;
}

/** Where each token begins in its line: they stand in order, with nothing but blanks between them. */
function columnsOf(lines: readonly LogicalLine[], text: readonly string[]): ReadonlyMap<Token, number> {
  const columns = new Map<Token, number>();
  let line = 0;
  let end = 0;
  for (const token of lines.flatMap(({ tokens }) => tokens)) {
    if (token.line !== line) [line, end] = [token.line, 0];
    const first = token.text.split('\n')[0] ?? '';
    const found = text[line - 1]?.indexOf(first, end) ?? -1;
    columns.set(token, Math.max(0, found));
    end = Math.max(0, found) + first.length;
    if (token.text.includes('\n')) {
      line = token.line + token.text.split('\n').length - 1;
      end = token.text.split('\n').at(-1)?.length ?? 0;
    }
  }
  return columns;
}
