/** `\newcommand`, `\def`, `\let` and their kin: what the paper calls things. */
import type { Gullet, Primitive } from '../gullet.ts';
import { argumentsPattern, type Macro, type XparseArgument } from '../meanings.ts';
import { command, type Token, texOf, wordOf } from '../token.ts';

type Names = Readonly<Record<string, Primitive>>;

/** What the reader itself understands better than a paper’s redefinition of it, which is about looks. */
const kept =
  /^(?:(?:sub)*section|(?:sub)?paragraph|chapter|part|maketitle|caption|captionof|item|label|ref|eqref|pageref|begin|end|title|author|document|enddocument|footnote|thanks|bibliography|bibliographystyle|includegraphics|centering|appendix|abstract|thebibliography|bibitem|newblock|cite|citep|citet|url|href|par|input|include|usepackage|documentclass|newtheorem|textbf|textit|emph|texttt|hline|multicolumn|multirow|tag|nonumber|notag|hbox|today|and|def|let|newcommand|renewcommand|[\\ &%#_{}$,;:!>"'`^~=.-]|normalsize|small|footnotesize|large|Large|tiny|scriptsize|bfseries|itshape|rmfamily|sffamily|ttfamily|scshape|REQUIRE|ENSURE|STATE|State|Require|Ensure)$/;
/** Of these nothing but looks can be changed, wherever it is done. */
const structural =
  /^(?:(?:sub)*section|(?:sub)?paragraph|chapter|part|maketitle|caption|item|label|begin|end|par|input|include|documentclass|usepackage)$/;

export function mayDefine(gullet: Gullet, name: string): boolean {
  return gullet.styleFiles > 0 ? !kept.test(name) && !gullet.isPrimitive(name) && !isMathName(name) : !structural.test(name);
}

/** Classes redraw what the reader draws itself. */
function isMathName(name: string): boolean {
  return /^(?:frac|sqrt|left|right|big|Big|text|mathbf|mathrm|operatorname)$/.test(name);
}

/** The name that a definition gives: `\x` or `{\x}`. */
export function definedName(gullet: Gullet): string | undefined {
  const [token] = gullet.argument();
  return token?.kind === 'command' || token?.kind === 'active' ? token.text : undefined;
}

/** `##` and `#1` of a body as parameters. */
export function asBody(tokens: readonly Token[]): readonly Token[] {
  const body: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (token.kind !== 'parameter' || token.text !== '#') {
      body.push(token);
      continue;
    }
    const next = tokens[at + 1];
    at++;
    if (next?.kind === 'parameter') {
      // One level further in: `##` is `#` when the outer macro is resolved.
      body.push({ kind: 'parameter', text: '##' });
      continue;
    }
    if (next !== undefined && /^[1-9]$/.test(next.text)) body.push({ kind: 'parameter', text: next.text });
  }
  return body;
}

function newCommand(gullet: Gullet, name: string): void {
  gullet.star();
  const defined = definedName(gullet);
  const count = Number(wordOf(gullet.bracketed() ?? []) || 0);
  const optional = gullet.bracketed();
  const { runaways } = gullet;
  const body = asBody(gullet.argument());
  // Of a definition that is never closed nobody knows the end: a formula that uses it is not read.
  if (gullet.runaways > runaways || defined === undefined || !mayDefine(gullet, defined)) return;
  if (name === 'providecommand' && (gullet.meanings.macro(defined) !== undefined || isLatex(defined))) return;
  const macro: Macro = { pattern: argumentsPattern(count), body, ...(optional === undefined ? {} : { optional }) };
  if (isItself(macro, defined)) return;
  gullet.meanings.define(defined, macro);
}

/** Names that `\providecommand` finds there already, of those that papers provide. */
function isLatex(name: string): boolean {
  return (
    /^(?:text(?:bf|it|tt|sc|rm|sf|up|sl)|emph|url|href|operatorname|eqref|mathbb|boldsymbol|bm|st|argmin|qedhere|tfrac|dfrac|LaTeX|TeX)$/.test(
      name,
    ) && !/^arg/.test(name)
  );
}

/** `\renewcommand{\x}{\x}`, and what is as empty. */
function isItself({ body, pattern }: Macro, name: string): boolean {
  const [only] = body;
  return pattern.length === 0 && body.length === 1 && only?.kind === 'command' && only.text === name && !only.isOriginal;
}

function def(gullet: Gullet, name: string): void {
  const token = gullet.next();
  const pattern: Token[] = [];
  for (;;) {
    const part = gullet.next();
    if (part === undefined) return;
    if (part.kind === 'begin') break;
    pattern.push(part);
  }
  // `#{`: the brace itself ends the last argument, and stays.
  const { runaways } = gullet;
  const raw = gullet.braced(token?.text ?? name);
  if (gullet.runaways > runaways) return;
  if (token?.kind !== 'command' && token?.kind !== 'active') return;
  const body = name === 'edef' || name === 'xdef' ? gullet.expanded(raw) : asBody(raw);
  if (mayDefine(gullet, token.text))
    gullet.meanings.define(token.text, { pattern: asBody(pattern), body }, name === 'gdef' || name === 'xdef');
}

function letMean(gullet: Gullet): void {
  gullet.skipSpaces();
  const name = gullet.next();
  gullet.skipSpaces();
  const equals = gullet.next();
  if (equals !== undefined && !(equals.kind === 'other' && equals.text === '=')) gullet.push([equals]);
  else if (gullet.peek()?.kind === 'space') gullet.next();
  const value = gullet.next();
  if (value !== undefined) assign(gullet, name, value);
}

export function assign(gullet: Gullet, name: Token | undefined, value: Token): void {
  if ((name?.kind !== 'command' && name?.kind !== 'active') || !mayDefine(gullet, name.text)) return;
  if (name.text === value.text && value.kind === 'command') return;
  const macro = gullet.macroOf(value);
  if (macro !== undefined) gullet.meanings.define(name.text, macro);
  else
    gullet.meanings.define(name.text, {
      pattern: [],
      body: [value.kind === 'command' ? { ...value, isOriginal: !gullet.isPrimitive(value.text) } : value],
    });
}

function declareOperator(gullet: Gullet): void {
  const star = gullet.star();
  const defined = definedName(gullet);
  const { runaways } = gullet;
  const words = gullet.argument();
  if (defined === undefined || gullet.runaways > runaways) return;
  const body = [
    command(star ? 'operatorname*' : 'operatorname'),
    { kind: 'begin', text: '{' } as const,
    ...words,
    { kind: 'end', text: '}' } as const,
  ];
  gullet.meanings.define(defined, { pattern: [], body });
}

/** mathtools: `\abs{x}`, `\abs*{x}` with growing delimiters, `\abs[\big]{x}`. */
function declareDelimiter(gullet: Gullet, name: string): void {
  const defined = definedName(gullet);
  const hasBody = name !== 'DeclarePairedDelimiter';
  const isBetween = name === 'DeclarePairedDelimiterXPP';
  const count = hasBody ? Number(wordOf(gullet.bracketed() ?? []) || 1) : 1;
  const before = isBetween ? asBody(gullet.argument()) : [];
  const open = gullet.argument();
  const close = gullet.argument();
  const behind = isBetween ? asBody(gullet.argument()) : [];
  const body = hasBody ? asBody(gullet.argument()) : argumentsPattern(1);
  /** `\delimsize` is as large as the delimiters are. */
  const between = (size: readonly Token[]): readonly Token[] =>
    body.flatMap((token) => (token.kind === 'command' && token.text === 'delimsize' ? size : [token]));
  if (defined === undefined) return;
  const plain = `${defined} plain`;
  const sized = `${defined} sized`;
  const pattern = argumentsPattern(count);
  const shifted = argumentsPattern(count + 1);
  gullet.meanings.define(`${defined} star`, {
    pattern,
    body: [...before, command('left'), ...open, ...between([command('middle')]), command('right'), ...close, ...behind],
  });
  gullet.meanings.define(plain, { pattern, body: [...before, ...open, ...between([]), ...close, ...behind] });
  const size: Token = { kind: 'parameter', text: '1' };
  const moved = (tokens: readonly Token[]): readonly Token[] =>
    tokens.map((token): Token => (token.kind === 'parameter' ? { kind: 'parameter', text: String(Number(token.text) + 1) } : token));
  const middle = named('m', size);
  const sizedBetween = body.flatMap((token) => (token.kind === 'command' && token.text === 'delimsize' ? middle : moved([token])));
  gullet.meanings.define(sized, {
    pattern: shifted,
    body: [...moved(before), ...named('l', size), ...open, ...sizedBetween, ...named('r', size), ...close, ...moved(behind)],
  });
  gullet.meanings.define(defined, {
    pattern: [],
    body: [command('practicum@delimiter'), command(`${defined} star`), command(sized), command(plain)],
  });
}

/** `\big` as `\bigl` and `\bigr`: `\practicum@side` reads both. */
function named(side: string, size: Token): readonly Token[] {
  return [command('practicum@side'), { kind: 'letter', text: side }, { kind: 'begin', text: '{' }, size, { kind: 'end', text: '}' }];
}

function xparse(gullet: Gullet): void {
  const defined = definedName(gullet);
  const specification = readSpecification(gullet.argument());
  const body = asBody(gullet.argument());
  if (defined === undefined || !mayDefine(gullet, defined)) return;
  if (specification === undefined) gullet.doubts.push(`The arguments of \\${defined} could not be read.`);
  else gullet.meanings.define(defined, { pattern: [], body, xparse: specification });
}

function readSpecification(tokens: readonly Token[]): readonly XparseArgument[] | undefined {
  const read: XparseArgument[] = [];
  const list = tokens.filter(({ kind }) => kind !== 'space');
  for (let at = 0; at < list.length; at++) {
    const kind = list[at]?.text;
    if (kind === 'm' || kind === 'o' || kind === 's') read.push({ kind });
    else if (kind === 'O') {
      const missing: Token[] = [];
      for (at += 2; list[at] !== undefined && list[at]?.kind !== 'end'; at++) missing.push(...list.slice(at, at + 1));
      read.push({ kind, missing });
    } else if (kind === 'd') {
      read.push({ kind, open: list[at + 1]?.text ?? '[', close: list[at + 2]?.text ?? ']' });
      at += 2;
    } else if (kind !== '+') return undefined;
  }
  return read;
}

/** Whether `\begin{name}` or `\end{name}` stands among them. */
function holds(tokens: readonly Token[], side: 'begin' | 'end', name: string): boolean {
  return tokens.some((token, at) => token.kind === 'command' && token.text === side && texOf(tokens.slice(at + 1)).startsWith(`{${name}}`));
}

function newEnvironment(gullet: Gullet): void {
  gullet.star();
  const name = gullet.word();
  const count = Number(wordOf(gullet.bracketed() ?? []) || 0);
  const optional = gullet.bracketed();
  const begin = asBody(gullet.argument());
  const end = gullet.argument();
  if (
    gullet.styleFiles > 0 &&
    /^(?:abstract|document|figure|table|thebibliography|itemize|enumerate|description|equation|align|proof|quote|quotation|center|titlepage|tabular|array)\*?$/.test(
      name,
    )
  )
    return;
  if (holds(begin, 'begin', name) || holds(end, 'end', name)) {
    gullet.tell(`The environment “${name}” never ends, for what it stands for holds it again; its definition was left out. Mend it.`, {
      kind: 'endless',
      place: `“${name}”`,
    });
    return;
  }
  gullet.meanings.defineEnvironment(name, {
    begin: { pattern: argumentsPattern(count), body: begin, ...(optional === undefined ? {} : { optional }) },
    end,
  });
}

function newIf(gullet: Gullet): void {
  const name = definedName(gullet)?.replace(/^if/, '');
  if (name !== undefined) gullet.switches.set(name, false);
}

export const definitions: Names = {
  newcommand: newCommand,
  renewcommand: newCommand,
  providecommand: newCommand,
  DeclareRobustCommand: newCommand,
  newrobustcmd: newCommand,
  def,
  gdef: def,
  edef: def,
  xdef: def,
  let: letMean,
  futurelet: letMean,
  DeclareMathOperator: declareOperator,
  DeclarePairedDelimiter: declareDelimiter,
  DeclarePairedDelimiterX: declareDelimiter,
  DeclarePairedDelimiterXPP: declareDelimiter,
  NewDocumentCommand: xparse,
  RenewDocumentCommand: xparse,
  DeclareDocumentCommand: xparse,
  ProvideDocumentCommand: xparse,
  newenvironment: newEnvironment,
  renewenvironment: newEnvironment,
  newif: newIf,
  global: (gullet) => {
    gullet.meanings.isGlobal = true;
  },
  long: () => {},
  outer: () => {},
  protected: () => {},
  makeatletter: (gullet) => gullet.categories.set('@', 'letter'),
  makeatother: (gullet) => gullet.categories.set('@', 'other'),
  ExplSyntaxOn: (gullet) => {
    gullet.categories.set('_', 'letter');
    gullet.categories.set(':', 'letter');
  },
  ExplSyntaxOff: (gullet) => {
    gullet.categories.set('_', 'subscript');
    gullet.categories.set(':', 'other');
  },
  'practicum@delimiter': (gullet) => {
    const [star, sized, plain] = [gullet.next(), gullet.next(), gullet.next()];
    if (gullet.star()) return gullet.push(star === undefined ? [] : [star]);
    const size = gullet.bracketed();
    if (size === undefined) return gullet.push(plain === undefined ? [] : [plain]);
    gullet.push([...(sized === undefined ? [] : [sized]), { kind: 'begin', text: '{' }, ...size, { kind: 'end', text: '}' }]);
  },
  'practicum@side': (gullet) => {
    const side = gullet.next()?.text ?? '';
    const [size] = gullet.argument();
    if (size !== undefined) gullet.push([command(`${size.text}${side}`)]);
  },
};
