/** algorithm2e: blocks are arguments, and `\;` ends a line. */

import { defined } from '../../../base/defined.ts';
import { type Inline, plainText } from '../../document.ts';
import { readAsWords } from '../deep.ts';
import { grouped, mostNested } from '../gullet.ts';
import type { Stop } from '../missingEnds.ts';
import type { Handler, Reader } from '../reader.ts';
import { command, isCommand, type Token, trimmed } from '../token.ts';
import { capturing, type Float, floatsOf, openFloat } from './floats.ts';

/** Words before the condition, between, and at the end; how many blocks follow. */
interface Block {
  readonly before: string;
  readonly after: string;
  readonly hasCondition: boolean;
  readonly end: string;
  readonly isLine?: boolean;
  /** Between the two blocks of one that has two. */
  readonly otherwise?: string;
}

const blocks: Readonly<Record<string, Block>> = {
  If: { before: 'if', after: 'then', hasCondition: true, end: 'end' },
  uIf: { before: 'if', after: 'then', hasCondition: true, end: '' },
  lIf: { before: 'if', after: 'then', hasCondition: true, end: '', isLine: true },
  eIf: { before: 'if', after: 'then', hasCondition: true, end: 'end', otherwise: 'else' },
  ElseIf: { before: 'else if', after: 'then', hasCondition: true, end: 'end' },
  uElseIf: { before: 'else if', after: 'then', hasCondition: true, end: '' },
  lElseIf: { before: 'else if', after: 'then', hasCondition: true, end: '', isLine: true },
  Else: { before: 'else', after: '', hasCondition: false, end: 'end' },
  uElse: { before: 'else', after: '', hasCondition: false, end: '' },
  lElse: { before: 'else', after: '', hasCondition: false, end: '', isLine: true },
  For: { before: 'for', after: 'do', hasCondition: true, end: 'end' },
  lFor: { before: 'for', after: 'do', hasCondition: true, end: '', isLine: true },
  ForEach: { before: 'foreach', after: 'do', hasCondition: true, end: 'end' },
  lForEach: { before: 'foreach', after: 'do', hasCondition: true, end: '', isLine: true },
  ForAll: { before: 'forall', after: 'do', hasCondition: true, end: 'end' },
  While: { before: 'while', after: 'do', hasCondition: true, end: 'end' },
  lWhile: { before: 'while', after: 'do', hasCondition: true, end: '', isLine: true },
  Begin: { before: 'begin', after: '', hasCondition: false, end: 'end' },
  Fn: { before: 'Function', after: ':', hasCondition: true, end: 'end' },
  Function: { before: 'Function', after: ':', hasCondition: true, end: 'end' },
  Procedure: { before: 'Procedure', after: ':', hasCondition: true, end: 'end' },
  Switch: { before: 'switch', after: 'do', hasCondition: true, end: 'end' },
  Case: { before: 'case', after: 'do', hasCondition: true, end: 'end' },
  Other: { before: 'otherwise', after: 'do', hasCondition: false, end: 'end' },
};

const heads: Readonly<Record<string, string>> = {
  KwIn: 'Input:',
  KwOut: 'Output:',
  KwData: 'Data:',
  KwResult: 'Result:',
  Input: 'Input:',
  Output: 'Output:',
};
const words: Readonly<Record<string, string>> = { Return: 'return', KwRet: 'return', KwTo: 'to', Break: 'break', Continue: 'continue' };
const silent = new Set(
  'DontPrintSemicolon PrintSemicolon LinesNumbered LinesNotNumbered SetAlgoLined SetAlgoNoLine SetAlgoVlined SetAlgoNoEnd RestyleAlgo BlankLine Indp Indm nl nonl small footnotesize IncMargin DecMargin SetNlSty SetAlgoLongEnd SetNoFillComment algomargin AlgoDisplayBlockMarkers SetAlgoSkip'.split(
    ' ',
  ),
);

/** What the paper adds with `\SetKwFor` and its kin. */
interface Own {
  readonly blocks: Map<string, Block>;
  readonly heads: Map<string, string>;
  readonly repeats: Map<string, readonly [before: string, after: string]>;
  readonly comments: Map<string, string>;
  hasEnds: boolean;
}

const owned = new WeakMap<Reader, Own>();

function ownOf(reader: Reader): Own {
  const hasEnds = !/noend|vlined/.test(reader.packageOptions.get('algorithm2e') ?? '');
  const known = owned.get(reader) ?? { blocks: new Map(), heads: new Map(), repeats: new Map(), comments: new Map(), hasEnds };
  owned.set(reader, known);
  return known;
}

function blockOf(reader: Reader, name: string): Block | undefined {
  return ownOf(reader).blocks.get(name) ?? blocks[name];
}

function wordsSaid(reader: Reader): string {
  return plainText(reader.capture(reader.gullet.argument(), 'algorithm')).trim();
}

/** A name that is printed: `\SetKwFunction{Main}{main}`, `\SetKwData{Left}{left}`, `\SetKw{From}{from}`. */
function setWord(style: string, isCalled: boolean): Handler {
  return (reader) => {
    const { gullet } = reader;
    const name = gullet.word();
    const said = [command(style), ...grouped(gullet.argument())];
    gullet.meanings.define(name, { pattern: [], body: isCalled ? [command('practicum@call'), ...grouped(said)] : said }, true);
  };
}

function setBlock(hasMiddle: boolean): Handler {
  return (reader) => {
    const name = reader.gullet.word();
    const before = wordsSaid(reader);
    const after = hasMiddle ? wordsSaid(reader) : '';
    const end = wordsSaid(reader);
    const made: Block = { before, after, hasCondition: hasMiddle, end };
    ownOf(reader)
      .blocks.set(name, made)
      .set(`l${name}`, { ...made, end: '', isLine: true })
      .set(`u${name}`, { ...made, end: '' });
  };
}

/** `\SetKwIF{If}{ElseIf}{Else}{if}{then}{else if}{else}{end if}`. */
function setIf(reader: Reader): void {
  const { gullet } = reader;
  const [first, second, third] = [gullet.word(), gullet.word(), gullet.word()];
  const [ifs, then, elseIf, otherwise, end] = [
    wordsSaid(reader),
    wordsSaid(reader),
    wordsSaid(reader),
    wordsSaid(reader),
    wordsSaid(reader),
  ];
  const { blocks: own } = ownOf(reader);
  const made = (name: string, block: Block): void =>
    void own
      .set(name, block)
      .set(`u${name}`, { ...block, end: '' })
      .set(`l${name}`, { ...block, end: '', isLine: true });
  made(first, { before: ifs, after: then, hasCondition: true, end });
  made(second, { before: elseIf, after: then, hasCondition: true, end });
  made(third, { before: otherwise, after: '', hasCondition: false, end });
  own.set(`e${first}`, { before: ifs, after: then, hasCondition: true, end, otherwise });
}

function setHead(reader: Reader): void {
  const name = reader.gullet.word();
  const said = wordsSaid(reader);
  ownOf(reader).heads.set(name, said.endsWith(':') ? said : `${said}:`);
}

export const algorithm2eCommands: Readonly<Record<string, Handler>> = {
  SetKwInput: setHead,
  SetKwInOut: setHead,
  SetKw: setWord('textbf', false),
  SetKwData: setWord('textsf', true),
  SetKwArray: setWord('textsf', true),
  SetKwFunction: setWord('texttt', true),
  SetKwProg: setBlock(true),
  SetKwFor: setBlock(true),
  SetKwBlock: setBlock(false),
  SetKwIF: setIf,
  SetKwRepeat: (reader) => {
    const name = reader.gullet.word();
    ownOf(reader).repeats.set(name, [wordsSaid(reader), wordsSaid(reader)]);
  },
  SetKwComment: (reader) => {
    const name = reader.gullet.word();
    ownOf(reader).comments.set(name, wordsSaid(reader));
    reader.gullet.argument();
  },
  SetAlgoNoEnd: (reader) => {
    ownOf(reader).hasEnds = false;
  },
  SetAlgoVlined: (reader) => {
    ownOf(reader).hasEnds = false;
  },
  SetAlgoLined: (reader) => {
    ownOf(reader).hasEnds = true;
  },
};

export function algorithm2e(reader: Reader, name: string): void {
  const start = reader.place();
  const { gullet, record } = reader;
  gullet.bracketed();
  const float = openFloat(reader, 'algorithm', name);
  const before = reader.target;
  reader.target = { anchor: float.anchor, number: float.number ?? '', kind: 'algorithm' };
  gullet.meanings.openGroup();
  lines(reader, float, 0, (_, ended) => ended === name);
  gullet.meanings.closeGroup();
  floatsOf(reader).pop();
  reader.target = before;
  record.addBeside(
    float.anchor,
    { kind: 'algorithm', caption: float.caption, lines: float.lines, ...defined({ number: float.number }) },
    reader.placeFrom(start),
  );
}

function lines(reader: Reader, float: Float, indent: number, isEnd: Stop): void {
  let pending: readonly Inline[] = [];
  const put = (content: readonly Inline[]): void => putLine(reader, float, indent, content);
  for (;;) {
    let ended = false;
    const { content, stopped } = reader.captureUntil((token, name) => {
      ended = isEnd(token, name);
      return ended || isCommand(token, ';') || isCommand(token, 'par') || (token.kind === 'command' && isOwn(reader, token.text));
    }, float.anchor);
    pending = [...pending, ...(pending.length > 0 && content.length > 0 ? [{ kind: 'text', text: ' ' } as const] : []), ...content];
    if (ended || stopped === undefined) {
      put(pending);
      return;
    }
    const name = stopped.text;
    if (name === ';' || name === 'par') {
      put(pending);
      pending = [];
    } else if (name in words)
      pending = [
        ...pending,
        ...(pending.length > 0 ? [{ kind: 'text', text: ' ' } as const] : []),
        strong(words[name] ?? ''),
        ...argumentOf(reader, float),
      ];
    else if (ownOf(reader).comments.has(name) || name === 'tcp' || name === 'tcc' || name === 'tcp*' || name === 'Comment') {
      reader.gullet.star();
      reader.gullet.bracketed();
      const said = [
        { kind: 'text', text: `${ownOf(reader).comments.get(name) ?? '//'} ` } as const,
        ...reader.capture(reader.gullet.argument(), float.anchor),
      ];
      if (pending.length === 0 && float.lines.length > 0 && reader.gullet.peek()?.text !== ';') put(said);
      else pending = [...pending, ...(pending.length > 0 ? [{ kind: 'text', text: ' ' } as const] : []), ...said];
    } else if (name in heads || ownOf(reader).heads.has(name)) {
      put([
        strong(ownOf(reader).heads.get(name) ?? heads[name] ?? ''),
        { kind: 'text', text: ' ' },
        ...reader.capture(reader.gullet.argument(), float.anchor),
      ]);
    } else if (name === 'Repeat' || ownOf(reader).repeats.has(name)) {
      const [first, last] = ownOf(reader).repeats.get(name) ?? ['repeat', 'until'];
      put(pending);
      pending = [];
      const condition = reader.gullet.argument();
      put([strong(first)]);
      inner(reader, float, indent + 1, reader.gullet.argument());
      put([strong(last), { kind: 'text', text: ' ' }, ...reader.capture(condition, float.anchor)]);
    } else if (blockOf(reader, name) !== undefined) {
      put(pending);
      pending = [];
      block(reader, float, indent, name, put);
    }
  }
}

function putLine(reader: Reader, float: Float, indent: number, content: readonly Inline[]): void {
  if (content.length === 0) return;
  const anchor = reader.record.unique(`${float.anchor}.l${reader.record.count(float.anchor, 'l')}`);
  float.lines.push({ anchor, indent, content });
}

function isOwn(reader: Reader, name: string): boolean {
  if (reader.gullet.meanings.macro(name) !== undefined) return false;
  const own = ownOf(reader);
  if (own.heads.has(name) || own.repeats.has(name) || own.comments.has(name) || blockOf(reader, name) !== undefined) return true;
  return name in heads || name in words || name === 'Repeat' || name === 'tcp' || name === 'tcc';
}

function strong(text: string): Inline {
  return { kind: 'text', text, style: 'strong' };
}

function argumentOf(reader: Reader, float: Float): readonly Inline[] {
  if (reader.gullet.peek()?.kind !== 'begin') return [];
  const said = reader.capture(reader.gullet.argument(), float.anchor);
  return said.length === 0 ? [] : [{ kind: 'text', text: ' ' }, ...said];
}

function block(reader: Reader, float: Float, indent: number, name: string, put: (content: readonly Inline[]) => void): void {
  const kind = blockOf(reader, name);
  if (kind === undefined) return;
  const { gullet } = reader;
  // A comment in parentheses stands at the end of the line: `\If(\tcp*[h]{…}){…}{…}`.
  gullet.bracketed('(', ')');
  const condition = kind.hasCondition ? reader.capture(gullet.argument(), float.anchor) : [];
  const head: Inline[] = [strong(kind.before), ...(condition.length > 0 ? [{ kind: 'text', text: ' ' } as const, ...condition] : [])];
  if (kind.after !== '') head.push({ kind: 'text', text: ' ' }, strong(kind.after));
  const body = gullet.argument();
  if (kind.isLine === true) {
    put([...head, { kind: 'text', text: ' ' }, ...reader.capture(body, float.anchor)]);
    return;
  }
  put(head);
  inner(reader, float, indent + 1, body);
  if (kind.otherwise !== undefined) {
    put([strong(kind.otherwise)]);
    inner(reader, float, indent + 1, gullet.argument());
  }
  if (kind.end !== '' && ownOf(reader).hasEnds) put([strong(kind.end)]);
}

function inner(reader: Reader, float: Float, indent: number, tokens: readonly Token[]): void {
  const mark: Token = { kind: 'mark', text: 'end of block' };
  reader.gullet.push([mark]);
  reader.gullet.push(trimmed(tokens));
  const isEnd: Stop = (token) => token === mark;
  if (indent <= mostNested) lines(reader, float, indent, isEnd);
  else putLine(reader, float, indent, capturing(reader, float.anchor, () => void readAsWords(reader, isEnd)).content);
}

export const silentInAlgorithms: ReadonlySet<string> = silent;
